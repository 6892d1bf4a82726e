//===- ControlFlow.cpp - If, Loop, Scan -----------------------------------===//
//
// Graphs in graphs become regions: see IfImporter and LoopImporter.
//
//===----------------------------------------------------------------------===//

#include "frontends/onnx/converters/Converters.h"

#include "frontends/onnx/GraphImporter.h"
#include "frontends/onnx/IfImporter.h"
#include "frontends/onnx/LoopImporter.h"

using namespace mlir;
using namespace mlir::onnx;
using sym::ExprAttr;

/// Whether a condition is known; nothing else is imported then.
static std::optional<bool> getKnownCondition(NodeImporter &n, unsigned index) {
  std::optional<SmallVector<int64_t>> known = n.constantIntegers(index);
  if (!known || known->size() != 1)
    return std::nullopt;
  return known->front() != 0;
}

/// A condition as a tensor of rank 0.
static FailureOr<Value> getCondition(NodeImporter &n, unsigned index) {
  FailureOr<Value> x = n.rankedTensor(index);
  if (failed(x))
    return failure();
  if (!n.elementTypeOf(*x) || !n.elementTypeOf(*x).isInteger(1))
    return n.error() << "input " << index << " must be one bool, got "
                     << x->getType();
  return n.reshape(*x, {});
}

//===----------------------------------------------------------------------===//
// If
//===----------------------------------------------------------------------===//

static LogicalResult convertIf(NodeImporter &n) {
  const GraphProto *thenGraph = n.graphAttr("then_branch"),
                   *elseGraph = n.graphAttr("else_branch");
  if (n.hasFailed())
    return failure();
  if (!thenGraph || !elseGraph)
    return n.attributeError(thenGraph ? "else_branch" : "then_branch")
           << "is required, but missing";
  std::optional<bool> known = getKnownCondition(n, 0);
  if (!known) {
    FailureOr<Value> condition = getCondition(n, 0);
    return failed(condition) ? failure()
                             : importIf(n, *condition, *thenGraph, *elseGraph);
  }
  StringRef name = *known ? "then_branch" : "else_branch";
  const GraphProto &taken = *known ? *thenGraph : *elseGraph;
  // A branch inside may need what follows here.
  if (llvm::any_of(taken.nodes,
                   [](const NodeProto &node) {
                     return node.opType == "If" && node.domain.empty();
                   }) &&
      canTakeTail(n))
    return importOnlyBranch(n, name, taken);
  FailureOr<SmallVector<ImportedValue>> values =
      n.getGraph().importSubgraph(n, name, taken, {});
  if (failed(values))
    return failure();
  if (values->size() != n.numOutputs())
    return n.attributeError(name)
           << "the graph must have as many outputs as the node, "
           << n.numOutputs() << ", got " << values->size();
  for (auto [i, value] : llvm::enumerate(*values))
    if (failed(n.setOutput(i, value)))
      return failure();
  return success();
}

//===----------------------------------------------------------------------===//
// Loop
//===----------------------------------------------------------------------===//

static LogicalResult convertLoop(NodeImporter &n) {
  const GraphProto *body = n.graphAttr("body");
  if (!body)
    return n.hasFailed()
               ? failure()
               : n.attributeError("body") << "is required, but missing";
  unsigned numCarried = n.numInputs() < 2 ? 0 : n.numInputs() - 2;
  if (body->outputs.size() < 1 + numCarried ||
      n.numOutputs() > body->outputs.size() - 1)
    return n.attributeError("body")
           << "the graph must have "
           << std::max(1 + numCarried, n.numOutputs() + 1)
           << " outputs or more, got " << body->outputs.size();
  unsigned numScanned = body->outputs.size() - 1 - numCarried;

  LoopBounds bounds;
  if (n.hasInput(0)) {
    FailureOr<ExprAttr> trips = n.integer(0);
    if (failed(trips))
      return failure();
    bounds.trips = *trips;
  }
  // A loop that counts and has no condition takes no notice of what its rounds
  // yield.
  bounds.obeysCondition = n.hasInput(1) || !bounds.trips;
  if (n.hasInput(1) && getKnownCondition(n, 1) != true) {
    FailureOr<Value> condition = getCondition(n, 1);
    if (failed(condition))
      return failure();
    bounds.condition = *condition;
  }
  SmallVector<ImportedValue> inits;
  SmallVector<ContainerRef> declared;
  for (unsigned i = 0; i < numCarried; ++i) {
    FailureOr<ImportedValue *> init = n.input(2 + i);
    if (failed(init))
      return failure();
    inits.push_back(**init);
    declared.push_back(2 + i < body->inputs.size()
                           ? n.getGraph().getContainer(body->inputs[2 + i].type)
                           : nullptr);
  }
  auto importRound =
      [&](ExprAttr round,
          ArrayRef<ImportedValue> carried) -> FailureOr<LoopRound> {
    SmallVector<ImportedValue> inputs(2);
    inputs[0].integers = IntegerContents{{round}, true, n.builder.getI64Type()};
    // A round runs only where the condition holds.
    inputs[1].integers =
        IntegerContents{{n.constant(1)}, true, n.builder.getI1Type()};
    llvm::append_range(inputs, carried);
    FailureOr<SmallVector<ImportedValue>> outputs =
        n.getGraph().importSubgraph(n, "body", *body, inputs);
    if (failed(outputs))
      return failure();
    LoopRound result;
    result.condition = outputs->front();
    result.carried.assign(outputs->begin() + 1,
                          outputs->begin() + 1 + numCarried);
    result.scanned.assign(outputs->begin() + 1 + numCarried, outputs->end());
    return result;
  };
  FailureOr<LoopResults> results =
      importLoop(n, bounds, inits, declared, numScanned, importRound);
  if (failed(results))
    return failure();
  for (auto [i, value] : llvm::enumerate(results->carried))
    if (failed(n.setOutput(i, value)))
      return failure();
  for (auto [i, list] : llvm::enumerate(results->lists))
    if (n.hasOutput(numCarried + i) &&
        failed(
            n.setOutput(numCarried + i, stackList(n, list, results->rounds))))
      return failure();
  return success();
}

//===----------------------------------------------------------------------===//
// Scan
//===----------------------------------------------------------------------===//

namespace {
/// A Scan of one batch: the states go around, the scanned inputs are cut along
/// an axis each.
struct ScanSpec {
  const GraphProto *body = nullptr;
  unsigned numStates = 0, numInputs = 0, numOutputs = 0;
  SmallVector<int64_t> inputDirections, inputAxes, outputDirections, outputAxes;
};
} // namespace

/// A list attribute with an entry for each of `count`, or none.
static LogicalResult readPerInput(NodeImporter &n, StringRef name, size_t count,
                                  SmallVector<int64_t> &values) {
  values = n.intsAttr(name, SmallVector<int64_t>(count, 0));
  if (values.size() != count)
    return n.attributeError(name)
           << "must have " << count << " entries, got " << values.size();
  return success(!n.hasFailed());
}

static LogicalResult readScan(NodeImporter &n, ScanSpec &spec,
                              unsigned numInputs) {
  spec.body = n.graphAttr("body");
  if (!spec.body)
    return n.hasFailed()
               ? failure()
               : n.attributeError("body") << "is required, but missing";
  int64_t numScanned = n.intAttr("num_scan_inputs");
  if (numScanned < 1 || numScanned > static_cast<int64_t>(numInputs))
    return n.attributeError("num_scan_inputs")
           << "must be in [1, " << numInputs << "], got " << numScanned;
  spec.numInputs = numScanned;
  spec.numStates = numInputs - spec.numInputs;
  if (spec.body->outputs.size() < spec.numStates ||
      spec.body->outputs.size() < n.numOutputs())
    return n.attributeError("body")
           << "the graph must have " << std::max(spec.numStates, n.numOutputs())
           << " outputs or more, got " << spec.body->outputs.size();
  spec.numOutputs = spec.body->outputs.size() - spec.numStates;
  bool hasBatch = n.opset < 9;
  if (failed(readPerInput(n, hasBatch ? "directions" : "scan_input_directions",
                          spec.numInputs, spec.inputDirections)) ||
      failed(
          readPerInput(n, "scan_input_axes", spec.numInputs, spec.inputAxes)) ||
      failed(readPerInput(n, "scan_output_directions", spec.numOutputs,
                          spec.outputDirections)) ||
      failed(readPerInput(n, "scan_output_axes", spec.numOutputs,
                          spec.outputAxes)))
    return failure();
  return success();
}

/// One scan over `length` positions.
static FailureOr<LoopResults> importScan(NodeImporter &n, const ScanSpec &spec,
                                         ArrayRef<ImportedValue> states,
                                         ArrayRef<Value> scanned,
                                         ExprAttr length) {
  LoopBounds bounds;
  bounds.trips = length;
  auto importRound =
      [&](ExprAttr round,
          ArrayRef<ImportedValue> carried) -> FailureOr<LoopRound> {
    SmallVector<ImportedValue> inputs(carried);
    for (auto [x, axis, isReversed] :
         llvm::zip(scanned, spec.inputAxes, spec.inputDirections)) {
      FailureOr<ExprAttr> position = round;
      if (isReversed) {
        FailureOr<ExprAttr> last = n.checked(sym::sub(length, n.constant(1)));
        position = failed(last) ? last : n.checked(sym::sub(*last, round));
      }
      FailureOr<Value> slice = failed(position)
                                   ? FailureOr<Value>(failure())
                                   : takeSlice(n, x, *position, axis);
      if (failed(slice))
        return failure();
      inputs.emplace_back().value = *slice;
    }
    FailureOr<SmallVector<ImportedValue>> outputs =
        n.getGraph().importSubgraph(n, "body", *spec.body, inputs);
    if (failed(outputs))
      return failure();
    LoopRound result;
    result.carried.assign(outputs->begin(), outputs->begin() + spec.numStates);
    result.scanned.assign(outputs->begin() + spec.numStates, outputs->end());
    return result;
  };
  return importLoop(n, bounds, states, {}, spec.numOutputs, importRound);
}

/// All inputs from `first` on, of known rank.
static FailureOr<SmallVector<Value>> getRanked(NodeImporter &n, unsigned first,
                                               unsigned count) {
  SmallVector<Value> result;
  for (unsigned i = 0; i < count; ++i) {
    FailureOr<Value> x = n.rankedTensor(first + i);
    if (failed(x))
      return failure();
    result.push_back(*x);
  }
  return result;
}

/// Has the tensors have one length along their axes, which are normalized, and
/// sets it.
static LogicalResult alignLengths(NodeImporter &n,
                                  MutableArrayRef<Value> tensors,
                                  MutableArrayRef<int64_t> axes,
                                  ExprAttr &length) {
  for (auto [x, axis] : llvm::zip(tensors, axes)) {
    FailureOr<int64_t> normalized = n.normalizeAxis(axis, n.rankOf(x));
    if (failed(normalized))
      return failure();
    axis = *normalized;
    SmallVector<ExprAttr> dims = llvm::to_vector(n.shapeOf(x));
    if (length && dims[axis] != length) {
      if (sym::provablyDifferent(dims[axis], length))
        return n.error()
               << "all inputs must have one length along their axes, got "
               << dims[axis].str() << " and " << length.str();
      dims[axis] = length;
      FailureOr<Value> cast =
          castToTensor(n, x, n.typeOf(x).cloneWithShape(dims));
      if (failed(cast))
        return failure();
      x = *cast;
    }
    length = dims[axis];
  }
  return success();
}

static LogicalResult convertScan(NodeImporter &n) {
  ScanSpec spec;
  ExprAttr length;
  if (failed(readScan(n, spec, n.numInputs())))
    return failure();
  SmallVector<ImportedValue> states;
  for (unsigned i = 0; i < spec.numStates; ++i) {
    FailureOr<ImportedValue *> state = n.input(i);
    if (failed(state))
      return failure();
    states.push_back(**state);
  }
  FailureOr<SmallVector<Value>> scanned =
      getRanked(n, spec.numStates, spec.numInputs);
  if (failed(scanned) ||
      failed(alignLengths(n, *scanned, spec.inputAxes, length)))
    return failure();
  FailureOr<LoopResults> results =
      importScan(n, spec, states, *scanned, length);
  if (failed(results))
    return failure();
  for (auto [i, value] : llvm::enumerate(results->carried))
    if (failed(n.setOutput(i, value)))
      return failure();
  for (auto [i, list] : llvm::enumerate(results->lists))
    if (failed(n.setOutput(spec.numStates + i,
                           stackList(n, list, length, spec.outputAxes[i],
                                     spec.outputDirections[i]))))
      return failure();
  return success();
}

/// Version 8 has a batch: dimension 0 of everything; dimension 1 of the scanned
/// inputs is the one that is scanned, as far as input 0 says for each entry of
/// the batch.
static LogicalResult convertBatchedScan(NodeImporter &n) {
  ScanSpec spec;
  if (n.numInputs() < 1)
    return n.error() << "input 0 is required, but missing";
  if (failed(readScan(n, spec, n.numInputs() - 1)))
    return failure();
  ExprAttr length, batch;
  SmallVector<int64_t> batchAxes(spec.numInputs, 0),
      scanAxes(spec.numInputs, 1);
  FailureOr<SmallVector<Value>> states = getRanked(n, 1, spec.numStates);
  FailureOr<SmallVector<Value>> scanned =
      getRanked(n, 1 + spec.numStates, spec.numInputs);
  SmallVector<int64_t> stateAxes(spec.numStates, 0);
  if (failed(states) || failed(scanned) ||
      failed(alignLengths(n, *scanned, batchAxes, batch)) ||
      failed(alignLengths(n, *states, stateAxes, batch)) ||
      failed(alignLengths(n, *scanned, scanAxes, length)))
    return failure();
  FailureOr<Value> lengths = Value();
  if (n.hasInput(0) && failed(lengths = n.rankedTensor(0)))
    return failure();
  LoopBounds bounds;
  bounds.trips = batch;
  auto importEntry = [&](ExprAttr entry,
                         ArrayRef<ImportedValue>) -> FailureOr<LoopRound> {
    SmallVector<ImportedValue> inits;
    SmallVector<Value> inputs;
    for (Value state : *states) {
      FailureOr<Value> slice = takeSlice(n, state, entry, 0);
      if (failed(slice))
        return failure();
      inits.emplace_back().value = *slice;
    }
    for (Value x : *scanned) {
      FailureOr<Value> slice = takeSlice(n, x, entry, 0);
      if (failed(slice))
        return failure();
      inputs.push_back(*slice);
    }
    FailureOr<ExprAttr> own = length;
    if (*lengths) {
      FailureOr<Value> slice = takeSlice(n, *lengths, entry, 0);
      FailureOr<SmallVector<ExprAttr>> read = failure();
      if (succeeded(slice))
        read = n.readIntegers(*slice, "a length of input 0");
      own = failed(read) ? FailureOr<ExprAttr>(failure())
                         : FailureOr<ExprAttr>(read->front());
    }
    if (failed(own))
      return failure();
    FailureOr<LoopResults> results = importScan(n, spec, inits, inputs, *own);
    if (failed(results))
      return failure();
    LoopRound round;
    round.scanned = results->carried;
    for (const LoopList &list : results->lists) {
      FailureOr<Value> stacked = stackList(n, list, *own, 0, false, length);
      if (failed(stacked))
        return failure();
      round.scanned.emplace_back().value = *stacked;
    }
    return round;
  };
  FailureOr<LoopResults> results = importLoop(
      n, bounds, {}, {}, spec.numStates + spec.numOutputs, importEntry);
  if (failed(results))
    return failure();
  for (auto [i, list] : llvm::enumerate(results->lists))
    if (failed(n.setOutput(i, stackList(n, list, batch))))
      return failure();
  return success();
}

void onnx::registerControlFlowConverters(ConverterRegistry &registry) {
  registry.add("", "If", 1, convertIf);
  registry.add("", "Loop", 1, convertLoop);
  registry.add("", "Scan", 8, convertBatchedScan);
  registry.add("", "Scan", 9, convertScan);
}
