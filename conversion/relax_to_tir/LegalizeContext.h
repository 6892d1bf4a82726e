//===- LegalizeContext.h - what legalization offers to operators -*- C++ -*-===//
//
// An operator says which kernel it needs; the context gives it one, built at most once for equal requests, and replaces
// the operator by a call.
//
//===----------------------------------------------------------------------===//

#ifndef CONVERSION_RELAX_TO_TIR_LEGALIZECONTEXT_H
#define CONVERSION_RELAX_TO_TIR_LEGALIZECONTEXT_H

#include "dialects/interfaces/LegalizeToTIR.h"
#include "dialects/relax/Relax.h"
#include "dialects/sym/Prover.h"
#include "dialects/tir/TensorExpression.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/IR/SymbolTable.h"
#include "llvm/ADT/StringMap.h"

namespace mlir::relax {

/// One run of legalization over a module.
class LegalizeContext {
public:
  /// With `shareKernels` false every operator gets a kernel of its own; with `shareAcrossSizes` constant sizes are
  /// parameters of kernels that work for any.
  LegalizeContext(ModuleOp module, RewriterBase &rewriter, bool shareKernels, bool shareAcrossSizes);

  RewriterBase &getRewriter() { return rewriter; }

  /// Writes the code of a kernel: `inputs` are the buffers of the operands, `outputs` those of the results. Their dimensions
  /// are constants and kernel symbols.
  using KernelBody = llvm::function_ref<void(tir::KernelBuilder &, ValueRange inputs, ValueRange outputs)>;

  /// Replaces `op` by `relax.call_tir` of a kernel with `inputs` (operands of `op`) and buffers for its results. Two
  /// requests of operators of one kind, with equal attributes and equal types up to the names of dimensions, get the
  /// same kernel; `build` runs for the first. With `forAnySize` the code does not depend on which number a constant
  /// dimension is, but for 0, 1 and equality with another dimension. Fails, with the reason given to the rewriter,
  /// where types do not determine a kernel.
  LogicalResult replaceWithKernel(Operation *op, StringRef name, ValueRange inputs, KernelBody build,
                                  bool forAnySize = false);

  /// As KernelBody; `parameters` are the integers that the request asked for, as constants and kernel symbols.
  using ParametricKernelBody = llvm::function_ref<void(tir::KernelBuilder &, ValueRange inputs, ValueRange outputs,
                                                       ArrayRef<sym::ExprAttr> parameters)>;

  /// The same for a kernel that computes with integers beside the sizes of its buffers: `parameters` are expressions in the
  /// symbols of the caller, the values of `!sym.int` operands of `op` as a rule. Constants become part of the kernel, all
  /// else is passed to it; the kernel may not assume that it is positive.
  LogicalResult replaceWithKernel(Operation *op, StringRef name, ValueRange inputs, ArrayRef<sym::ExprAttr> parameters,
                                  ParametricKernelBody build, bool forAnySize = false);

  /// Replaces `op` by a call of the packed function "relax.runtime.<name>", which the runtime brings along, with `inputs`
  /// (tensors and `!sym.int` values) and then `integers`. Where the types of all results are known, the call is in
  /// destination-passing style; else the function makes its results.
  LogicalResult replaceWithPacked(Operation *op, StringRef name, ValueRange inputs, ArrayRef<int64_t> integers);

  /// Replaces `op` by the values that `build` makes of other operators, inserted in front of `op`; these are legalized in
  /// turn. The types of the values must be those of the results up to dimensions that are equal at run time; `build` returns
  /// nothing where it gives up (it has told the rewriter why and made no operation).
  LogicalResult decompose(Operation *op, llvm::function_ref<SmallVector<Value>(OpBuilder &)> build);

  /// The operators that decompositions made since the last call, in order.
  SmallVector<Operation *> takePending() { return std::exchange(pending, {}); }

  unsigned getNumKernels() const { return numKernels; }

private:
  /// The types of a request in terms of kernel symbols.
  struct Signature {
    SmallVector<Type> parameters;
    /// The call's operands: inputs, and values of symbols that no input mentions.
    SmallVector<Value> operands;
    /// The expression of each kernel symbol, in order: s0, s1 ...
    SmallVector<sym::ExprAttr> symbols;
    /// The integers asked for, as constants and kernel symbols.
    SmallVector<sym::ExprAttr> scalars;
    /// Whether constant dimensions are kernel symbols, too, where they are more than 1.
    bool hasAnySize = false;
  };

  LogicalResult normalize(Operation *op, ValueRange inputs, ArrayRef<sym::ExprAttr> parameters, Signature &signature);
  /// Passes the value of an expression, unless a parameter of the kernel has it already.
  LogicalResult addScalar(Operation *op, sym::ExprAttr expr, Signature &signature,
                          llvm::DenseMap<sym::ExprAttr, sym::ExprAttr> &renaming);
  LogicalResult addBuffer(Operation *op, Type type, const Twine &what, bool isResult, Signature &signature,
                          llvm::DenseMap<sym::ExprAttr, sym::ExprAttr> &renaming);
  /// What the caller knows about the kernel's symbols, as attributes of the kernel.
  DictionaryAttr collectFacts(Operation *op, ArrayRef<sym::ExprAttr> symbols);
  sym::ExprAttr getKernelSymbol(unsigned index);
  /// `base`, or `base_1`, `base_2` and so on: the first that nobody has.
  std::string getFreshName(StringRef base);
  /// Prover and signature symbols of the function around an operation.
  struct FunctionInfo {
    std::unique_ptr<sym::Prover> prover;
    bool hasFacts;
    llvm::DenseSet<StringAttr> signatureSymbols;
  };
  FunctionInfo &getFunctionInfo(Operation *op);

  ModuleOp module;
  RewriterBase &rewriter;
  SymbolTable symbolTable;
  bool shareKernels, shareAcrossSizes;
  SmallVector<Operation *> pending;
  unsigned numKernels = 0;
  SmallVector<sym::ExprAttr> kernelSymbols;
  llvm::DenseMap<Operation *, FunctionInfo> functions;
  llvm::StringMap<unsigned> nextSuffix;
  /// From (kind, attributes, types, facts) to the kernel's name.
  llvm::DenseMap<Attribute, FlatSymbolRefAttr> kernels;
};

} // namespace mlir::relax

#endif // CONVERSION_RELAX_TO_TIR_LEGALIZECONTEXT_H
