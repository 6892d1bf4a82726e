//===- KernelPattern.h - Parts of kernels that match a kernel ---*- C++ -*-===//
//
// A pattern is a kernel; a part of another kernel matches it if it computes the same, up to names, sizes and what does
// not change results. Answers only; KernelSplit.cpp takes kernels apart.
//
//===----------------------------------------------------------------------===//

#ifndef TRANSFORMS_RELAX_FUSION_KERNELPATTERN_H
#define TRANSFORMS_RELAX_FUSION_KERNELPATTERN_H

#include "dialects/sym/Prover.h"
#include "dialects/tir/TIR.h"

#include <optional>

namespace mlir::relax {

/// Whether an operation at the top of a kernel does something, so that its place matters. Others compute numbers, or
/// make local buffers.
bool isStatement(Operation &op);

/// The buffers that loads and stores in `statements` read and write, in order.
struct BufferAccesses {
  llvm::SetVector<Value> read, written;
};
BufferAccesses getAccesses(ArrayRef<Operation *> statements);

/// A kernel to look for.
struct KernelPattern {
  /// Checks that `kernel` can be looked for: it has a body of loops and blocks, uses all its parameters, writes the
  /// last ones and reads the others. Reports an error at it otherwise.
  static FailureOr<KernelPattern> get(tir::PrimFuncOp kernel);

  tir::PrimFuncOp kernel;
  SmallVector<Operation *> statements;
  /// Parameters in front of the outputs.
  unsigned numInputs = 0;
  /// The packed function that does the same; null if there is none.
  StringAttr library;
  /// What it requires of its symbols.
  sym::Facts facts;
};

/// What a pattern stands for in a kernel.
struct KernelMatch {
  /// For each parameter of the pattern the parameter or local buffer of the kernel; null for `!sym.int`.
  SmallVector<Value> values;
  /// For each `!sym.int` among the parameters what it is in terms of the kernel's symbols; null for others.
  SmallVector<sym::ExprAttr> numbers;
  /// Local buffers of the kernel that stand for those of the pattern.
  SmallVector<Value> locals;
};

/// Compares the pattern with as many statements of a kernel. They match if they are the same loops, blocks and
/// operations, where
///
/// - symbols of the pattern stand for any sizes, of which its facts (`sym.ranges`, `sym.divisible`) can be proved;
/// - loops around a block that run over its whole domain may be in any order;
/// - operands of commutative operations may be swapped, and fast-math flags, annotations and declared regions differ.
///
/// `prover` knows the facts of the kernel with the statements.
std::optional<KernelMatch> matchKernel(const KernelPattern &pattern, ArrayRef<Operation *> statements,
                                       const sym::Prover &prover);

} // namespace mlir::relax

#endif // TRANSFORMS_RELAX_FUSION_KERNELPATTERN_H
