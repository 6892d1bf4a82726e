//===- Mutator.cpp - Models with mistakes ---------------------------------===//

#include "test/frontends/onnx/Mutator.h"

#include "onnx/onnx_pb.h"

#include <climits>
#include <cmath>
#include <fstream>
#include <sstream>

namespace {
struct Random {
  uint64_t state;
  uint64_t next() {
    uint64_t z = (state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }
  /// A number in [0, limit).
  uint64_t below(uint64_t limit) { return limit == 0 ? 0 : next() % limit; }
  bool oneIn(uint64_t limit) { return below(limit) == 0; }
  int64_t hostile() {
    static const int64_t numbers[] = {0,
                                      1,
                                      -1,
                                      2,
                                      3,
                                      -2,
                                      7,
                                      64,
                                      1000,
                                      1 << 20,
                                      INT_MAX,
                                      INT_MIN,
                                      INT64_MAX,
                                      INT64_MIN,
                                      int64_t(1) << 32,
                                      int64_t(1) << 62};
    return numbers[below(std::size(numbers))];
  }
  template <typename List> auto *pick(List &list) {
    return list.empty() ? nullptr
                        : list.Mutable(static_cast<int>(below(list.size())));
  }
};

/// Changes one thing of a model.
class Mutator {
public:
  Mutator(Random &random, onnx::ModelProto &model,
          const std::vector<std::string> &operators)
      : random(random), model(model), operators(operators) {
    collect(*model.mutable_graph());
  }

  void mutate();

private:
  void collect(onnx::GraphProto &graph);
  void mutateNode(onnx::NodeProto &node);
  void mutateAttribute(onnx::AttributeProto &attribute);
  void mutateTensor(onnx::TensorProto &tensor);
  void mutateType(onnx::TypeProto &type);
  void mutateGraph(onnx::GraphProto &graph);
  void mutateModel();
  std::string someName() {
    return names.empty() || random.oneIn(5) ? "nobody"
                                            : names[random.below(names.size())];
  }
  template <typename T> void resize(google::protobuf::RepeatedField<T> &list);

  Random &random;
  onnx::ModelProto &model;
  const std::vector<std::string> &operators;
  std::vector<onnx::GraphProto *> graphs;
  std::vector<onnx::NodeProto *> nodes;
  std::vector<onnx::TensorProto *> tensors;
  std::vector<onnx::TypeProto *> types;
  std::vector<std::string> names;
};
} // namespace

void Mutator::collect(onnx::GraphProto &graph) {
  graphs.push_back(&graph);
  for (onnx::TensorProto &tensor : *graph.mutable_initializer()) {
    tensors.push_back(&tensor);
    names.push_back(tensor.name());
  }
  for (auto *infos : {graph.mutable_input(), graph.mutable_output()})
    for (onnx::ValueInfoProto &info : *infos) {
      types.push_back(info.mutable_type());
      names.push_back(info.name());
    }
  for (onnx::NodeProto &node : *graph.mutable_node()) {
    nodes.push_back(&node);
    for (const std::string &output : node.output())
      names.push_back(output);
    for (onnx::AttributeProto &attribute : *node.mutable_attribute()) {
      if (attribute.has_g())
        collect(*attribute.mutable_g());
      if (attribute.has_t())
        tensors.push_back(attribute.mutable_t());
    }
  }
}

template <typename T>
void Mutator::resize(google::protobuf::RepeatedField<T> &list) {
  switch (random.below(4)) {
  case 0:
    list.Clear();
    break;
  case 1:
    list.Add(static_cast<T>(random.hostile()));
    break;
  case 2:
    if (!list.empty())
      list.RemoveLast();
    break;
  default:
    if (!list.empty())
      list.Set(static_cast<int>(random.below(list.size())),
               static_cast<T>(random.hostile()));
  }
}

void Mutator::mutateAttribute(onnx::AttributeProto &attribute) {
  switch (random.below(6)) {
  case 0:
    attribute.set_type(
        static_cast<onnx::AttributeProto::AttributeType>(random.below(15)));
    break;
  case 1:
    attribute.set_name(random.oneIn(2) ? "" : "axis");
    break;
  case 2:
    attribute.clear_ints();
    attribute.clear_g();
    attribute.clear_t();
    attribute.clear_s();
    break;
  default:
    if (attribute.type() == onnx::AttributeProto::INTS)
      resize(*attribute.mutable_ints());
    else if (attribute.type() == onnx::AttributeProto::FLOATS)
      resize(*attribute.mutable_floats());
    else if (attribute.type() == onnx::AttributeProto::INT)
      attribute.set_i(random.hostile());
    else if (attribute.type() == onnx::AttributeProto::FLOAT)
      attribute.set_f(random.oneIn(2) ? NAN : -1e38f);
    else if (attribute.type() == onnx::AttributeProto::STRING)
      attribute.set_s(random.oneIn(2) ? "" : "nothing like it");
    else if (attribute.has_t())
      mutateTensor(*attribute.mutable_t());
    else if (attribute.has_g())
      mutateGraph(*attribute.mutable_g());
  }
}

void Mutator::mutateTensor(onnx::TensorProto &tensor) {
  switch (random.below(8)) {
  case 0:
    resize(*tensor.mutable_dims());
    break;
  case 1:
    tensor.set_data_type(static_cast<int>(random.below(26)));
    break;
  case 2:
    tensor.mutable_raw_data()->resize(
        random.below(tensor.raw_data().size() + 9));
    break;
  case 3:
    resize(*tensor.mutable_int64_data());
    break;
  case 4:
    resize(*tensor.mutable_float_data());
    break;
  case 5:
    tensor.set_name(someName());
    break;
  default: {
    static const char *const locations[] = {
        "../secret.bin", "/etc/passwd", "", ".", "weights.bin", "a/../../b"};
    tensor.set_data_location(onnx::TensorProto::EXTERNAL);
    auto add = [&](const char *key, std::string value) {
      onnx::StringStringEntryProto &entry = *tensor.add_external_data();
      entry.set_key(key);
      entry.set_value(std::move(value));
    };
    add("location", locations[random.below(std::size(locations))]);
    if (random.oneIn(2))
      add("offset", std::to_string(random.hostile()));
    if (random.oneIn(2))
      add("length", std::to_string(random.hostile()));
  }
  }
}

void Mutator::mutateType(onnx::TypeProto &type) {
  if (random.oneIn(8)) {
    onnx::TypeProto old = type;
    if (random.oneIn(2))
      *type.mutable_sequence_type()->mutable_elem_type() = old;
    else
      *type.mutable_optional_type()->mutable_elem_type() = old;
    return;
  }
  if (random.oneIn(10))
    return type.clear_value();
  onnx::TypeProto *inner = &type;
  if (type.has_sequence_type())
    inner = type.mutable_sequence_type()->mutable_elem_type();
  else if (type.has_optional_type())
    inner = type.mutable_optional_type()->mutable_elem_type();
  auto &tensor = *inner->mutable_tensor_type();
  auto &dims = *tensor.mutable_shape()->mutable_dim();
  switch (random.below(6)) {
  case 0:
    tensor.set_elem_type(static_cast<int>(random.below(26)));
    break;
  case 1:
    tensor.clear_shape();
    break;
  case 2:
    dims.Add()->set_dim_value(random.hostile());
    break;
  case 3:
    if (!dims.empty())
      dims.RemoveLast();
    break;
  case 4:
    if (auto *dim = random.pick(dims))
      dim->set_dim_param(random.oneIn(2) ? "n" : "n * 7 + %x \"");
    break;
  default:
    if (auto *dim = random.pick(dims))
      dim->set_dim_value(random.hostile());
  }
}

void Mutator::mutateNode(onnx::NodeProto &node) {
  switch (random.below(10)) {
  case 0:
    if (auto *input = random.pick(*node.mutable_input()))
      *input = someName();
    break;
  case 1:
    if (auto *input = random.pick(*node.mutable_input()))
      *input = node.output_size() ? node.output(0) : "";
    break;
  case 2:
    node.add_input(someName());
    break;
  case 3:
    if (node.input_size())
      node.mutable_input()->RemoveLast();
    break;
  case 4:
    if (auto *output = random.pick(*node.mutable_output()))
      *output = random.oneIn(2) ? "" : someName();
    break;
  case 5:
    node.add_output(random.oneIn(2) ? "more" : someName());
    break;
  case 6:
    node.set_op_type(operators[random.below(operators.size())]);
    break;
  case 7:
    if (node.attribute_size())
      node.mutable_attribute()->DeleteSubrange(
          static_cast<int>(random.below(node.attribute_size())), 1);
    break;
  default:
    if (auto *attribute = random.pick(*node.mutable_attribute()))
      mutateAttribute(*attribute);
    else
      node.set_op_type(operators[random.below(operators.size())]);
  }
}

void Mutator::mutateGraph(onnx::GraphProto &graph) {
  switch (random.below(6)) {
  case 0:
    if (graph.node_size() > 1)
      graph.mutable_node()->SwapElements(
          0, static_cast<int>(random.below(graph.node_size())));
    break;
  case 1:
    if (auto *node = random.pick(*graph.mutable_node())) {
      onnx::NodeProto copy = *node;
      *graph.add_node() = copy;
    }
    break;
  case 2:
    if (auto *output = random.pick(*graph.mutable_output()))
      output->set_name(someName());
    break;
  case 3:
    *graph.add_output() = onnx::ValueInfoProto();
    break;
  case 4:
    if (graph.input_size())
      graph.mutable_input()->RemoveLast();
    break;
  default:
    // The graph again, inside of itself.
    if (auto *node = random.pick(*graph.mutable_node())) {
      onnx::GraphProto copy = graph;
      onnx::AttributeProto &attribute = *node->add_attribute();
      attribute.set_name("body");
      attribute.set_type(onnx::AttributeProto::GRAPH);
      *attribute.mutable_g() = copy;
      node->set_op_type(random.oneIn(2) ? "Loop" : "Scan");
    }
  }
}

void Mutator::mutateModel() {
  switch (random.below(4)) {
  case 0:
    if (auto *set = random.pick(*model.mutable_opset_import()))
      set->set_version(random.oneIn(4) ? random.hostile()
                                       : 1 + random.below(22));
    break;
  case 1:
    model.clear_opset_import();
    break;
  default: {
    // Functions that call themselves or one another.
    onnx::FunctionProto &function = *model.add_functions();
    function.set_name("f");
    function.set_domain("custom");
    function.add_input("x");
    function.add_output("y");
    for (int i = 0, e = static_cast<int>(1 + random.below(3)); i < e; ++i) {
      onnx::NodeProto &call = *function.add_node();
      call.set_op_type(random.oneIn(4) ? "Relu" : "f");
      call.set_domain(call.op_type() == "f" ? "custom" : "");
      call.add_input(i == 0 ? "x" : "y" + std::to_string(i));
      call.add_output(i + 1 == e ? "y" : "y" + std::to_string(i + 1));
    }
    if (!nodes.empty()) {
      onnx::NodeProto &node = *nodes[random.below(nodes.size())];
      node.set_op_type("f");
      node.set_domain("custom");
    }
  }
  }
}

void Mutator::mutate() {
  switch (random.below(8)) {
  case 0:
    return mutateModel();
  case 1:
    return mutateGraph(*graphs[random.below(graphs.size())]);
  case 2:
    if (!types.empty())
      return mutateType(*types[random.below(types.size())]);
    return;
  case 3:
    if (!tensors.empty())
      return mutateTensor(*tensors[random.below(tensors.size())]);
    [[fallthrough]];
  default:
    if (!nodes.empty())
      mutateNode(*nodes[random.below(nodes.size())]);
  }
}

/// Cuts, flips, repeats or drops bytes.
static void mutateBytes(Random &random, std::string &bytes) {
  if (bytes.empty())
    return;
  size_t at = random.below(bytes.size());
  size_t size = std::min<size_t>(random.below(16) + 1, bytes.size() - at);
  switch (random.below(6)) {
  case 0:
    bytes.resize(at);
    break;
  case 1:
    bytes[at] = static_cast<char>(random.next());
    break;
  case 2:
    bytes.erase(at, size);
    break;
  case 3:
    bytes.insert(random.below(bytes.size()), bytes.substr(at, size));
    break;
  case 4:
    bytes.insert(at, std::string(9, '\xff') + "\x01");
    break;
  default:
    bytes.replace(at, size, std::string(size, random.oneIn(2) ? '\0' : '\xff'));
  }
}

std::string mutants::readFile(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string mutants::makeMutant(uint64_t number,
                                const std::vector<std::string> &models,
                                const std::vector<std::string> &operators) {
  Random random{number * 0x2545f4914f6cdd1du};
  std::string bytes = readFile(models[random.below(models.size())]);
  onnx::ModelProto model;
  if (random.oneIn(4) || !model.ParseFromString(bytes)) {
    for (uint64_t i = 0, e = 1 + random.below(3); i < e; ++i)
      mutateBytes(random, bytes);
    return bytes;
  }
  for (uint64_t i = 0, e = 1 + random.below(3); i < e; ++i)
    Mutator(random, model, operators).mutate();
  model.SerializeToString(&bytes);
  return bytes;
}
