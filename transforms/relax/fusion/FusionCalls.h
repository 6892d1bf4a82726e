//===- FusionCalls.h - What fusion knows about a call -----------*- C++ -*-===//
//
// Looks at a call and its kernel; FusionGroups.cpp decides what runs together.
//
//===----------------------------------------------------------------------===//

#ifndef TRANSFORMS_RELAX_FUSION_FUSIONCALLS_H
#define TRANSFORMS_RELAX_FUSION_FUSIONCALLS_H

#include "analysis/tir/OpPattern.h"
#include "dialects/relax/Relax.h"

#include "mlir/IR/SymbolTable.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallBitVector.h"

#include <optional>

namespace mlir::relax {

/// What decides about a call.
struct FusionCall {
  tir::OpPattern pattern = tir::OpPattern::Opaque;
  Attribute device;
  /// Views of merged dimensions that are better read from memory than computed where they are read.
  SmallVector<Value, 2> apart;
  /// What a reduction reads, and what it does with the dimensions of that other than 1: empty where that is not seen.
  Value reduced;
  struct Dim {
    sym::ExprAttr size;
    bool isReduced;
    bool operator==(const Dim &other) const { return size == other.size && isReduced == other.isReduced; }
  };
  SmallVector<Dim> space;
};

/// Answers about calls of kernels, each of which is looked at once.
class FusionCalls {
public:
  explicit FusionCalls(const SymbolTable &symbolTable) : symbolTable(symbolTable) {}

  /// What decides about a call that may be fused; nothing for others.
  std::optional<FusionCall> get(CallTIROp call);
  /// The pattern of a call that may be fused.
  tir::OpPattern getPattern(CallTIROp call) const;

private:
  /// What is known of a kernel, whoever calls it.
  struct KernelInfo {
    bool canMerge = false;
    tir::OpPattern pattern = tir::OpPattern::Opaque;
    /// The parameter that the first reduction runs over, and which of its dimensions it combines.
    std::optional<unsigned> reduced;
    llvm::SmallBitVector reducedAxes;
  };

  static void findReduced(tir::PrimFuncOp kernel, KernelInfo &info);

  const SymbolTable &symbolTable;
  /// For kernels with a number of outputs.
  llvm::DenseMap<std::pair<Operation *, unsigned>, KernelInfo> kernels;
};

} // namespace mlir::relax

#endif // TRANSFORMS_RELAX_FUSION_FUSIONCALLS_H
