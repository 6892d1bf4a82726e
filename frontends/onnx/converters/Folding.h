//===- Folding.h - What the folds of shape arithmetic share -----*- C++ -*-===//

#ifndef FRONTENDS_ONNX_CONVERTERS_FOLDING_H
#define FRONTENDS_ONNX_CONVERTERS_FOLDING_H

#include "frontends/onnx/NodeImporter.h"

namespace mlir::onnx {

/// Numbers with larger denominators are data, not scales.
constexpr int64_t kMaxDenominator = 1 << 20;
/// Longer lists are data, not shapes.
constexpr size_t kMaxFoldedElements = 256;

/// Whether elements are of a type in which one computes sizes: integers of 32
/// and 64 bits, and the float types that models use to scale them.
bool isFoldable(const IntegerContents &contents);

/// A fold of an operator with one output; nothing where it gives up.
inline Fold
asFold(std::function<std::optional<IntegerContents>(NodeImporter &)> fold) {
  return [fold](NodeImporter &n) -> std::optional<LogicalResult> {
    std::optional<IntegerContents> contents = fold(n);
    if (!contents || contents->elements.size() > kMaxFoldedElements)
      return std::nullopt;
    return n.setOutput(0, *contents);
  };
}

} // namespace mlir::onnx

#endif // FRONTENDS_ONNX_CONVERTERS_FOLDING_H
