//===- IfImporter.h - If of ONNX as relax.if --------------------*- C++ -*-===//
//
// What two branches yield meets in one type: a dimension that differs becomes a
// symbol that each branch defines, and so does each element of integers that
// are known.
//
// Where the ranks differ no type says enough for what comes behind, so each
// branch goes on by itself to the end of the graph: there the ranks mostly agree
// again, and what a branch asks about its rank is known. Exporters write such
// branches for "squeeze if the dimension is 1". Often what follows fits one of
// the ranks only, and the model cannot run with the other: then that branch is
// taken, and the condition is checked when the model runs. Where there is too
// much to import twice the result has no rank.
//
//===----------------------------------------------------------------------===//

#ifndef FRONTENDS_ONNX_IFIMPORTER_H
#define FRONTENDS_ONNX_IFIMPORTER_H

#include "frontends/onnx/NodeImporter.h"

namespace mlir::onnx {

/// Imports both graphs into the regions of a relax.if, and sets the outputs of
/// the node, or those of the graph that it is in.
LogicalResult importIf(NodeImporter &n, Value condition,
                       const GraphProto &thenGraph,
                       const GraphProto &elseGraph);

/// Whether what is behind the node can go on in its branches.
bool canTakeTail(NodeImporter &n);

/// Imports the only branch that can be taken and what is behind the node; sets
/// the outputs of the graph around.
LogicalResult importOnlyBranch(NodeImporter &n, StringRef attribute,
                               const GraphProto &branch);

} // namespace mlir::onnx

#endif // FRONTENDS_ONNX_IFIMPORTER_H
