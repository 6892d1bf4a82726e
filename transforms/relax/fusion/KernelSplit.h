//===- KernelSplit.h - One kernel as several --------------------*- C++ -*-===//
//
// Cuts the statements of a kernel into parts that run one after the other, and makes a kernel of a part.
//
//===----------------------------------------------------------------------===//

#ifndef TRANSFORMS_RELAX_FUSION_KERNELSPLIT_H
#define TRANSFORMS_RELAX_FUSION_KERNELSPLIT_H

#include "transforms/relax/fusion/KernelPattern.h"

namespace mlir::relax {

/// Statements that follow one another, and what they exchange with the others. Values are those of the whole kernel.
struct KernelPart {
  SmallVector<Operation *> statements;
  /// What the part matches; null for what lies between matches.
  const KernelPattern *pattern = nullptr;
  KernelMatch match;

  /// Parameters, and buffers that an earlier part has written.
  SmallVector<Value> inputs;
  /// Symbols that no dimension of a buffer tells.
  SmallVector<StringAttr> symbols;
  /// Buffers of an earlier part that this one writes, too.
  SmallVector<Value> updated;
  /// Buffers that no earlier part has written, and that a later one or the caller needs.
  SmallVector<Value> outputs;
  /// What the statements compute with from the top of the kernel: numbers and buffers of their own.
  SmallVector<Operation *> helpers;
};

/// Cuts a kernel with `numInputs` parameters in front of its outputs where its statements match one of the patterns, of
/// which the first that matches counts. Empty where nothing matches, where one pattern without a library matches all of
/// it, and where the parts would exchange something else than compact buffers.
SmallVector<KernelPart, 0> splitKernel(tir::PrimFuncOp kernel, unsigned numInputs, ArrayRef<KernelPattern> patterns);

/// A private kernel of one part: its parameters are the inputs, a `!sym.int` for each symbol, what it updates, and its
/// outputs. It belongs to nobody: insert it into a module.
tir::PrimFuncOp createKernel(tir::PrimFuncOp kernel, const KernelPart &part, StringRef name);

} // namespace mlir::relax

#endif // TRANSFORMS_RELAX_FUSION_KERNELSPLIT_H
