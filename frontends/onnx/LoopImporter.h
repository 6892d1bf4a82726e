//===- LoopImporter.h - Loops of ONNX as relax.while ------------*- C++ -*-===//
//
// Loop, Scan and SequenceMap run a graph again and again. What goes around from
// round to round has one type for all rounds, which is found by trying: a round
// that yields another one widens it, and the graph is imported anew. What each
// round adds to an output is collected in a list.
//
//===----------------------------------------------------------------------===//

#ifndef FRONTENDS_ONNX_LOOPIMPORTER_H
#define FRONTENDS_ONNX_LOOPIMPORTER_H

#include "frontends/onnx/Containers.h"

namespace mlir::onnx {

/// How long a loop runs.
struct LoopBounds {
  /// The number of rounds at most; null where there is no such bound.
  sym::ExprAttr trips;
  /// The condition of the first round, a tensor of rank 0; null where it holds.
  Value condition;
  /// Whether the condition that a round yields decides about the next one.
  bool obeysCondition = false;
};

/// What a round computes. `condition` is absent in loops that have none.
struct LoopRound {
  ImportedValue condition;
  SmallVector<ImportedValue> carried, scanned;
};

/// Makes the operations of one round from its number, counted from 0, and the
/// carried values.
using LoopBody = llvm::function_ref<FailureOr<LoopRound>(
    sym::ExprAttr round, ArrayRef<ImportedValue> carried)>;

/// What the rounds added to one output.
struct LoopList {
  Value list;
  /// What all elements have in common, in the terms of the place behind the
  /// loop.
  relax::TensorType element;
};

/// What a loop leaves behind.
struct LoopResults {
  SmallVector<ImportedValue> carried;
  SmallVector<LoopList> lists;
  /// The number of rounds, where it is known beforehand; else null.
  sym::ExprAttr rounds;
};

/// Builds a loop. `declared` says what the model declares about carried
/// sequences that nothing else is known of; it may be shorter than `inits`.
FailureOr<LoopResults> importLoop(NodeImporter &n, LoopBounds bounds,
                                  ArrayRef<ImportedValue> inits,
                                  ArrayRef<ContainerRef> declared,
                                  unsigned numScanned, LoopBody body);

/// The elements of a list side by side along a new axis, in [-rank, rank) of
/// the result; back to front if `isReversed`. With a `length`, zeros follow up
/// to it.
FailureOr<Value> stackList(NodeImporter &n, const LoopList &list,
                           sym::ExprAttr rounds, int64_t axis = 0,
                           bool isReversed = false, sym::ExprAttr length = {});

/// The elements of a list as a sequence.
ImportedValue listToSequence(NodeImporter &n, const LoopList &list);

/// The slice of `x` at a position along an axis, without that axis.
FailureOr<Value> takeSlice(NodeImporter &n, Value x, sym::ExprAttr position,
                           int64_t axis);

} // namespace mlir::onnx

#endif // FRONTENDS_ONNX_LOOPIMPORTER_H
