//===- CheapFolds.h - constants without running code ------------*- C++ -*-===//

#ifndef TRANSFORMS_RELAX_CLEANUP_CHEAPFOLDS_H
#define TRANSFORMS_RELAX_CLEANUP_CHEAPFOLDS_H

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/Operation.h"

namespace mlir::relax {

/// The value of an op with one result over constants where that takes no time: the elements regrouped, or arithmetic on
/// a tensor that has one element over and over. Null for everything else. The result type must be static.
ElementsAttr foldCheaply(Operation *op);

/// An attribute over bytes in the layout of tensors (`HostTensor`). Small tensors are written inline, one element over
/// and over as a splat; everything else becomes a resource that keeps `owner`.
ElementsAttr makeConstant(RankedTensorType type, llvm::ArrayRef<char> bytes, std::shared_ptr<void> owner);

/// The bytes that the attribute takes in the module: those of one element for a splat.
uint64_t getStoredBytes(ElementsAttr value);

} // namespace mlir::relax

#endif // TRANSFORMS_RELAX_CLEANUP_CHEAPFOLDS_H
