#include "TestCase.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

using namespace conformance;
namespace fs = std::filesystem;

bool conformance::readMessage(const std::string &path,
                              google::protobuf::MessageLite &message) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return file.good() && message.ParseFromString(text.str());
}

std::vector<const onnx::ValueInfoProto *>
conformance::getInputs(const onnx::GraphProto &graph) {
  std::set<std::string> known;
  for (const onnx::TensorProto &tensor : graph.initializer())
    known.insert(tensor.name());
  std::vector<const onnx::ValueInfoProto *> result;
  for (const onnx::ValueInfoProto &input : graph.input())
    if (!known.count(input.name()))
      result.push_back(&input);
  return result;
}

namespace {
/// What the graph, its subgraphs included, is made of.
struct Contents {
  std::set<std::string> operators;
  bool strings = false, objects = false, training = false;

  void add(const onnx::GraphProto &graph) {
    for (const onnx::NodeProto &node : graph.node()) {
      bool standard = node.domain().empty() || node.domain() == "ai.onnx";
      training |= node.domain().find("training") != std::string::npos;
      operators.insert(standard ? node.op_type()
                                : node.domain() + "::" + node.op_type());
      for (const onnx::AttributeProto &attribute : node.attribute()) {
        if (attribute.has_g())
          add(attribute.g());
        for (const onnx::GraphProto &inner : attribute.graphs())
          add(inner);
      }
    }
    for (const auto *values : {&graph.input(), &graph.output()})
      for (const onnx::ValueInfoProto &value : *values) {
        objects |= !value.type().has_tensor_type();
        strings |=
            value.type().tensor_type().elem_type() == onnx::TensorProto::STRING;
      }
  }
  bool hasAny(const std::set<std::string> &names) const {
    return std::any_of(
        names.begin(), names.end(),
        [&](const std::string &name) { return operators.count(name) != 0; });
  }
  bool hasPrefix(const std::string &prefix) const {
    auto it = operators.lower_bound(prefix);
    return it != operators.end() && it->compare(0, prefix.size(), prefix) == 0;
  }
};
} // namespace

/// The first reason that applies; a test may have several.
static std::string classify(const Contents &contents, const std::string &name) {
  if (contents.training)
    return "training domain";
  if (contents.strings)
    return "strings";
  if (contents.hasAny({"SoftmaxCrossEntropyLoss", "NegativeLogLikelihoodLoss"}))
    return "loss operator";
  if (contents.objects || contents.hasPrefix("Sequence") ||
      contents.hasPrefix("Optional") ||
      contents.hasAny({"SplitToSequence", "ConcatFromSequence"}))
    return "sequence or optional";
  if (contents.hasAny({"If", "Loop", "Scan"}))
    return "control flow";
  if (contents.hasAny({"NonZero", "Compress", "Unique", "NonMaxSuppression",
                       "StringNormalizer", "TfIdfVectorizer"}))
    return "data-dependent shape or text";
  if (contents.hasPrefix("Random") ||
      contents.hasAny({"Bernoulli", "Multinomial"}))
    return "random";
  if (name.find("training_dropout") == 0 ||
      name.find("test_training_dropout") == 0) {
    // With a ratio of zero, and without the mask's random stream, the result is
    // the input.
    bool plain = name.find("zero_ratio") != std::string::npos;
    if (!plain)
      return "random stream of dropout";
  }
  return "";
}

std::vector<TestCase> conformance::findTests(const std::string &root) {
  std::vector<TestCase> result;
  for (const char *suite :
       {"node", "pytorch-converted", "pytorch-operator", "simple"}) {
    std::error_code error;
    for (const fs::directory_entry &entry :
         fs::directory_iterator(root + "/" + suite, error)) {
      TestCase test;
      test.suite = suite;
      test.name = entry.path().filename().string();
      test.folder = entry.path().string();
      onnx::ModelProto model;
      if (!readMessage(test.folder + "/model.onnx", model))
        continue;
      Contents contents;
      contents.add(model.graph());
      test.operators = contents.operators;
      test.special = classify(contents, test.name);
      result.push_back(std::move(test));
    }
  }
  std::sort(
      result.begin(), result.end(),
      [](const TestCase &a, const TestCase &b) { return a.path() < b.path(); });
  return result;
}

namespace {
/// Which dimension of which operand decides a rank or a meaning.
struct Rule {
  /// Operand; -1 is any.
  int operand;
  /// Dimension; negative ones count from the end.
  int dim;
  const char *reason;
};
} // namespace

static const std::multimap<std::string, Rule> &getRules() {
  static const char *rank = "its length decides the rank of the result";
  static const char *length = "its length is that of a list of axes";
  static const char *tuple = "it says how many numbers make one index";
  static const char *complex = "it says whether the numbers are complex";
  static const std::multimap<std::string, Rule> rules = {
      {"Reshape", {1, 0, rank}},
      {"Expand", {1, 0, rank}},
      {"ConstantOfShape", {0, 0, rank}},
      {"Tile", {1, 0, length}},
      {"Squeeze", {1, 0, rank}},
      {"Unsqueeze", {1, 0, rank}},
      {"ReduceSum", {1, 0, length}},
      {"ReduceMax", {1, 0, length}},
      {"ReduceMin", {1, 0, length}},
      {"ReduceMean", {1, 0, length}},
      {"ReduceProd", {1, 0, length}},
      {"ReduceL1", {1, 0, length}},
      {"ReduceL2", {1, 0, length}},
      {"ReduceLogSum", {1, 0, length}},
      {"ReduceLogSumExp", {1, 0, length}},
      {"ReduceSumSquare", {1, 0, length}},
      {"Slice", {1, 0, length}},
      {"Slice", {2, 0, length}},
      {"Slice", {3, 0, length}},
      {"Slice", {4, 0, length}},
      {"Pad", {1, 0, length}},
      {"Pad", {3, 0, length}},
      {"Resize", {1, 0, length}},
      {"Resize", {2, 0, length}},
      {"Resize", {3, 0, length}},
      {"Upsample", {1, 0, length}},
      {"Split", {1, 0, "its length is the number of results"}},
      {"SplitToSequence", {1, 0, "its length is the number of results"}},
      {"MaxUnpool", {2, 0, length}},
      {"CenterCropPad", {1, 0, length}},
      {"TopK", {1, 0, "it holds one number"}},
      {"OneHot", {2, 0, "it holds two numbers"}},
      {"RandomUniform", {0, 0, rank}},
      {"AffineGrid", {1, 0, rank}},
      {"Col2Im", {1, 0, rank}},
      {"Col2Im", {2, 0, rank}},
      {"GatherND", {1, -1, tuple}},
      {"ScatterND", {1, -1, tuple}},
      {"DFT", {0, -1, complex}},
      {"STFT", {0, -1, complex}},
      {"GridSample", {1, -1, "it is the number of spatial axes"}},
  };
  return rules;
}

void conformance::makeSymbolic(onnx::ModelProto &model,
                               std::vector<std::string> &kept) {
  onnx::GraphProto &graph = *model.mutable_graph();
  // Values that are an input, converted or renamed.
  std::map<std::string, std::string> origin;
  for (const onnx::ValueInfoProto *input : getInputs(graph))
    origin[input->name()] = input->name();
  std::map<std::string, std::vector<Rule>> fixed;
  for (const onnx::NodeProto &node : graph.node()) {
    auto range = getRules().equal_range(node.op_type());
    for (auto it = range.first; it != range.second; ++it)
      if (it->second.operand < node.input_size()) {
        auto source = origin.find(node.input(it->second.operand));
        if (source != origin.end())
          fixed[source->second].push_back(it->second);
      }
    if ((node.op_type() == "Identity" || node.op_type() == "Cast") &&
        node.input_size() == 1 && node.output_size() == 1)
      if (auto source = origin.find(node.input(0)); source != origin.end())
        origin[node.output(0)] = std::string(source->second);
  }

  for (onnx::ValueInfoProto &input : *graph.mutable_input()) {
    if (!origin.count(input.name()) || !input.type().has_tensor_type() ||
        !input.type().tensor_type().has_shape())
      continue;
    onnx::TensorShapeProto &shape =
        *input.mutable_type()->mutable_tensor_type()->mutable_shape();
    int rank = shape.dim_size();
    for (int i = 0; i < rank; ++i) {
      const char *reason = nullptr;
      for (const Rule &rule : fixed[input.name()])
        if (rule.dim == i || rule.dim + rank == i)
          reason = rule.reason;
      if (reason)
        kept.push_back("dimension " + std::to_string(i) + " of '" +
                       input.name() + "' stays: " + reason);
      else if (!shape.dim(i).has_dim_param())
        shape.mutable_dim(i)->set_dim_param(input.name() + "_d" +
                                            std::to_string(i));
    }
  }
  graph.clear_value_info();
  for (onnx::ValueInfoProto &output : *graph.mutable_output())
    if (output.type().has_tensor_type())
      output.mutable_type()->mutable_tensor_type()->clear_shape();
}
