//===- Recurrent.cpp - RNN, GRU, LSTM -------------------------------------===//
//
// The operators of relax have the equations of ONNX; here are its defaults and
// its other layout.
//
//===----------------------------------------------------------------------===//

#include "frontends/onnx/NodeImporter.h"
#include "frontends/onnx/converters/Converters.h"

using namespace mlir;
using namespace mlir::onnx;

namespace {

/// An activation and the parameters that it has where the model gives none.
struct KnownActivation {
  StringRef name;
  std::optional<double> alpha, beta;
};

} // namespace

static const KnownActivation *findActivation(StringRef name) {
  static const KnownActivation known[] = {
      {"Relu", {}, {}},         {"Tanh", {}, {}},
      {"Sigmoid", {}, {}},      {"Affine", 1.0, 0.0},
      {"LeakyRelu", 0.01, {}},  {"ThresholdedRelu", 1.0, {}},
      {"ScaledTanh", 1.0, 1.0}, {"HardSigmoid", 0.2, 0.5},
      {"Elu", 1.0, {}},         {"Softsign", {}, {}},
      {"Softplus", {}, {}}};
  for (const KnownActivation &activation : known)
    if (activation.name.equals_insensitive(name))
      return &activation;
  return nullptr;
}

/// The parameters of all activations: one entry for each, or for each that has
/// one, or the defaults.
static FailureOr<SmallVector<double>>
getParameters(NodeImporter &n, StringRef name,
              ArrayRef<const KnownActivation *> activations,
              std::optional<double> KnownActivation::*which) {
  SmallVector<float> given = n.floatsAttr(name);
  bool isPositional = given.size() == activations.size();
  SmallVector<double> result;
  size_t next = 0;
  for (auto [i, activation] : llvm::enumerate(activations)) {
    std::optional<double> standard = activation->*which;
    if (!standard)
      result.push_back(0);
    else if (isPositional)
      result.push_back(given[i]);
    else
      result.push_back(next < given.size() ? given[next++] : *standard);
  }
  if (!isPositional && next < given.size())
    return n.attributeError(name)
           << "must have at most " << next
           << " entries for these activations, got " << given.size();
  return result;
}

/// The attributes that all three share.
static LogicalResult addAttributes(NodeImporter &n,
                                   ArrayRef<StringRef> defaults,
                                   SmallVectorImpl<NamedAttribute> &attrs) {
  StringRef direction = n.stringAttr("direction", "forward");
  SmallVector<StringRef> names = n.stringsAttr("activations");
  if (names.empty()) {
    names.append(defaults.begin(), defaults.end());
    if (direction == "bidirectional")
      names.append(defaults.begin(), defaults.end());
  }
  SmallVector<const KnownActivation *> activations;
  SmallVector<mlir::Attribute> nameAttrs;
  for (StringRef name : names) {
    activations.push_back(findActivation(name));
    if (!activations.back())
      return n.attributeError("activations")
             << "'" << name << "' is no activation";
    nameAttrs.push_back(n.builder.getStringAttr(activations.back()->name));
  }
  FailureOr<SmallVector<double>> alpha = getParameters(
      n, "activation_alpha", activations, &KnownActivation::alpha);
  FailureOr<SmallVector<double>> beta =
      getParameters(n, "activation_beta", activations, &KnownActivation::beta);
  if (failed(alpha) || failed(beta))
    return failure();
  attrs.push_back(n.attr("direction", n.builder.getStringAttr(direction)));
  attrs.push_back(n.attr("activations", n.builder.getArrayAttr(nameAttrs)));
  attrs.push_back(
      n.attr("activation_alpha", n.builder.getF64ArrayAttr(*alpha)));
  attrs.push_back(n.attr("activation_beta", n.builder.getF64ArrayAttr(*beta)));
  // Old exporters write 0 for none.
  if (float clip = n.floatAttr("clip", 0); clip != 0)
    attrs.push_back(n.attr("clip", n.builder.getF64FloatAttr(clip)));
  return success();
}

/// The inputs that `count` says, permuted where the batch comes first; and
/// which are given.
static LogicalResult addInputs(NodeImporter &n, unsigned count,
                               SmallVectorImpl<Value> &operands,
                               SmallVectorImpl<int32_t> &segments) {
  bool batchFirst = n.intAttr("layout", 0);
  for (unsigned i = 0; i != count; ++i) {
    if (i > 2 && !n.hasInput(i)) {
      segments.push_back(0);
      continue;
    }
    FailureOr<Value> input = n.rankedTensor(i);
    bool isState = i == 5 || i == 6;
    if (succeeded(input) && batchFirst && (i == 0 || isState)) {
      if (n.rankOf(*input) != 3)
        return n.error() << "input " << i << " must have 3 dimensions, got "
                         << input->getType();
      input = n.transpose(*input, {1, 0, 2});
    }
    if (failed(input))
      return failure();
    operands.push_back(*input);
    segments.push_back(1);
  }
  return success();
}

static LogicalResult setOutputs(NodeImporter &n, FailureOr<Operation *> op) {
  if (failed(op))
    return failure();
  bool batchFirst = n.intAttr("layout", 0);
  for (auto [i, result] : llvm::enumerate((*op)->getResults())) {
    FailureOr<Value> output = result;
    if (!n.hasOutput(i))
      continue;
    if (batchFirst)
      output = i == 0 ? n.transpose(result, {2, 0, 1, 3})
                      : n.transpose(result, {1, 0, 2});
    if (failed(n.setOutput(i, output)))
      return failure();
  }
  return success();
}

template <typename OpTy>
static LogicalResult convert(NodeImporter &n, unsigned numInputs,
                             ArrayRef<StringRef> defaults, StringRef flag) {
  SmallVector<NamedAttribute> attrs;
  SmallVector<Value> operands;
  SmallVector<int32_t> segments;
  if (failed(addAttributes(n, defaults, attrs)) ||
      failed(addInputs(n, numInputs, operands, segments)))
    return failure();
  attrs.push_back(
      n.attr("operandSegmentSizes", n.builder.getDenseI32ArrayAttr(segments)));
  if (!flag.empty() && n.intAttr(flag))
    attrs.push_back(n.attr(flag, n.builder.getUnitAttr()));
  return setOutputs(n, n.createOp(OpTy::getOperationName(), operands, attrs));
}

void onnx::registerRecurrentConverters(ConverterRegistry &registry) {
  registry.add("", "RNN", 1, [](NodeImporter &n) {
    return convert<relax::RNNOp>(n, 6, {"Tanh"}, "");
  });
  registry.add("", "GRU", 1, [](NodeImporter &n) {
    return convert<relax::GRUOp>(n, 6, {"Sigmoid", "Tanh"},
                                 "linear_before_reset");
  });
  registry.add("", "LSTM", 1, [](NodeImporter &n) {
    return convert<relax::LSTMOp>(n, 8, {"Sigmoid", "Tanh", "Tanh"},
                                  "input_forget");
  });
}
