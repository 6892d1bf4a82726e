//===- IfImporter.h - If of ONNX as relax.if --------------------*- C++ -*-===//
//
// What two branches yield meets in one type: a dimension that differs becomes a
// symbol that each branch defines, and so does each element of integers that
// are known. Where the ranks differ, nothing is known of the shape.
//
//===----------------------------------------------------------------------===//

#ifndef FRONTENDS_ONNX_IFIMPORTER_H
#define FRONTENDS_ONNX_IFIMPORTER_H

#include "frontends/onnx/NodeImporter.h"

namespace mlir::onnx {

/// Imports both graphs into the regions of a relax.if, and returns its results,
/// as many as the node has outputs.
FailureOr<SmallVector<ImportedValue>> importIf(NodeImporter &n, Value condition,
                                               const GraphProto &thenGraph,
                                               const GraphProto &elseGraph);

} // namespace mlir::onnx

#endif // FRONTENDS_ONNX_IFIMPORTER_H
