//===- Support.h - What several converters do -------------------*- C++ -*-===//
//
// Shorthands for operators of one result, so that a converter reads like the
// formula it stands for: a failure goes through to the last step.
//
//===----------------------------------------------------------------------===//

#ifndef FRONTENDS_ONNX_CONVERTERS_SUPPORT_H
#define FRONTENDS_ONNX_CONVERTERS_SUPPORT_H

#include "frontends/onnx/NodeImporter.h"

namespace mlir::onnx {

/// The operator `opName` of some values; a failure where one of them is.
FailureOr<Value> apply(NodeImporter &n, StringRef opName,
                       ArrayRef<FailureOr<Value>> operands,
                       ArrayRef<NamedAttribute> attrs = {});

/// The same with the class of the operator.
template <typename OpTy>
FailureOr<Value> apply(NodeImporter &n, ArrayRef<FailureOr<Value>> operands,
                       ArrayRef<NamedAttribute> attrs = {}) {
  return apply(n, OpTy::getOperationName(), operands, attrs);
}

/// The same with two values.
template <typename OpTy>
FailureOr<Value> combine(NodeImporter &n, FailureOr<Value> lhs,
                         FailureOr<Value> rhs) {
  return apply<OpTy>(n, {lhs, rhs});
}

/// A reduction of `x` along `axes` that keeps them with size 1.
template <typename OpTy>
FailureOr<Value> reduceKeepingDims(NodeImporter &n, FailureOr<Value> x,
                                   ArrayRef<int64_t> axes) {
  return apply<OpTy>(n, x,
                     {n.attr("axis", n.builder.getDenseI64ArrayAttr(axes)),
                      n.attr("keepdims", n.builder.getUnitAttr())});
}

/// The attribute `name` of an operator, as f64.
inline NamedAttribute doubleAttr(NodeImporter &n, llvm::StringRef name,
                                 double value) {
  return n.attr(name, n.builder.getF64FloatAttr(value));
}

/// The attribute `name` of an operator, as i64.
inline NamedAttribute indexAttr(NodeImporter &n, llvm::StringRef name,
                                int64_t value) {
  return n.attr(name, n.builder.getI64IntegerAttr(value));
}

} // namespace mlir::onnx

#endif // FRONTENDS_ONNX_CONVERTERS_SUPPORT_H
