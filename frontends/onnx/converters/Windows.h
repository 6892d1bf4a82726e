//===- Windows.h - Attributes of sliding windows ----------------*- C++ -*-===//

#ifndef FRONTENDS_ONNX_CONVERTERS_WINDOWS_H
#define FRONTENDS_ONNX_CONVERTERS_WINDOWS_H

#include "frontends/onnx/NodeImporter.h"

namespace mlir::onnx {

/// What convolutions and pools say about their windows, with an entry for each
/// spatial dimension.
struct WindowAttributes {
  SmallVector<sym::ExprAttr> kernel;
  SmallVector<int64_t> strides, dilations;
  /// In front of each dimension, then behind each; `auto_pad` is worked out.
  SmallVector<sym::ExprAttr> pads;
  bool ceilMode = false;
};

/// The window of the node over `x`, `[N, C, ...]` of rank 3 or more, with a
/// kernel of these sizes. Errors where a list has the wrong length or an entry
/// out of range. `auto_pad` of transposed convolutions is left to the caller.
FailureOr<WindowAttributes> getWindow(NodeImporter &n, Value x,
                                      ArrayRef<sym::ExprAttr> kernel,
                                      bool isTransposed = false);
/// `x`, with elements `value` put around its spatial dimensions: so many in
/// front of each, then behind each; negative ones cut off.
FailureOr<Value> padSpatially(NodeImporter &n, Value x,
                              ArrayRef<sym::ExprAttr> pads,
                              FailureOr<Value> value);
/// `x`, with elements `value` put around it where the padding is not static;
/// the window has none then.
FailureOr<Value> applyStaticPads(NodeImporter &n, Value x,
                                 WindowAttributes &window,
                                 FailureOr<Value> value);
/// `strides`, `padding`, `dilation` and `ceil_mode` as the operators of relax
/// have them; the padding is static.
SmallVector<NamedAttribute> getWindowAttrs(NodeImporter &n,
                                           const WindowAttributes &window);
/// `relax.conv2d` of the base `conv` for an input of rank 4; an error for ranks
/// without an operator.
FailureOr<std::string> getSpatialName(NodeImporter &n, StringRef base, Value x,
                                      StringRef suffix = "");

} // namespace mlir::onnx

#endif // FRONTENDS_ONNX_CONVERTERS_WINDOWS_H
