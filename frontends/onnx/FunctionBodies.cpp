//===- FunctionBodies.cpp - Operators that others define ------------------===//
//
// The one file of the compiler that includes libonnx. It is compiled with
// exceptions and run-time types, which libonnx and protobuf use, and lets no
// exception out.
//
// libonnx knows two kinds of bodies: graphs that are the same for every call,
// whose nodes refer to attributes of the call by name, and graphs that a
// function of the schema builds for one call. Both are brought into one form
// here: attributes are put in place, so that the importer needs no scope of
// attributes.
//
//===----------------------------------------------------------------------===//

#include "frontends/onnx/FunctionBodies.h"

#include "onnx/defs/schema.h"

#include <exception>
#include <mutex>
#include <unordered_map>

using namespace mlir::onnx;

namespace {
using Attributes =
    std::unordered_map<std::string, const ::onnx::AttributeProto *>;

/// Serialized attributes nest graphs in nodes in graphs; protobuf stops at 100
/// messages below one another, so this recursion ends too.
class AttributeBinder {
public:
  explicit AttributeBinder(const Attributes &values) : values(values) {}

  template <typename Nodes> void bindNodes(Nodes &nodes) {
    for (::onnx::NodeProto &node : nodes)
      bindNode(node);
  }

private:
  void bindNode(::onnx::NodeProto &node) {
    int kept = 0;
    for (int i = 0, e = node.attribute_size(); i < e; ++i) {
      ::onnx::AttributeProto &attribute = *node.mutable_attribute(i);
      if (!attribute.ref_attr_name().empty()) {
        auto value = values.find(attribute.ref_attr_name());
        if (value == values.end())
          continue;
        std::string name = attribute.name();
        attribute = *value->second;
        attribute.set_name(name);
        attribute.clear_ref_attr_name();
      } else {
        if (attribute.has_g())
          bindNodes(*attribute.mutable_g()->mutable_node());
        for (::onnx::GraphProto &graph : *attribute.mutable_graphs())
          bindNodes(*graph.mutable_node());
      }
      if (kept != i)
        node.mutable_attribute()->SwapElements(kept, i);
      ++kept;
    }
    node.mutable_attribute()->DeleteSubrange(kept,
                                             node.attribute_size() - kept);
  }

  const Attributes &values;
};

FunctionBody makeInvalid(std::string message) {
  FunctionBody body;
  body.status = FunctionBody::Status::Invalid;
  body.message = std::move(message);
  return body;
}

bool parseBytes(google::protobuf::MessageLite &message, llvm::StringRef bytes) {
  return bytes.size() < (size_t(1) << 31) &&
         message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

Attributes collectAttributes(const ::onnx::NodeProto &node) {
  Attributes result;
  for (const ::onnx::AttributeProto &attribute : node.attribute())
    result.emplace(attribute.name(), &attribute);
  return result;
}

/// The body for one call: attributes in place, formal inputs and outputs as
/// many as the call has.
FunctionBody bindCall(::onnx::FunctionProto &function,
                      const ::onnx::NodeProto &node,
                      const Attributes &attributes) {
  if (node.input_size() > function.input_size())
    return makeInvalid("function '" + function.name() + "' takes at most " +
                       std::to_string(function.input_size()) + " inputs, got " +
                       std::to_string(node.input_size()));
  if (node.output_size() > function.output_size())
    return makeInvalid("function '" + function.name() + "' has " +
                       std::to_string(function.output_size()) +
                       " outputs, got " + std::to_string(node.output_size()));
  AttributeBinder(attributes).bindNodes(*function.mutable_node());
  // What the caller needs not bind is what the body must see as absent.
  std::unordered_map<std::string, bool> absent;
  for (int i = 0, e = function.input_size(); i < e; ++i)
    if (i >= node.input_size() || node.input(i).empty())
      absent[function.input(i)] = true;
  if (!absent.empty())
    for (::onnx::NodeProto &inner : *function.mutable_node())
      for (std::string &input : *inner.mutable_input())
        if (absent.count(input))
          input.clear();
  FunctionBody body;
  body.status = FunctionBody::Status::Found;
  function.SerializeToString(&body.function);
  return body;
}

FunctionBody buildSchemaBody(llvm::StringRef nodeBytes, int64_t version,
                             llvm::ArrayRef<std::string> inputTypes) {
  ::onnx::NodeProto node;
  if (!parseBytes(node, nodeBytes))
    return makeInvalid("the node is not in the format of ONNX");
  std::string domain = node.domain() == "ai.onnx" ? "" : node.domain();
  const ::onnx::OpSchema *schema = ::onnx::OpSchemaRegistry::Schema(
      node.op_type(),
      static_cast<int>(std::clamp<int64_t>(version, 0, lastSchemaVersion)),
      domain);
  if (!schema || schema->Deprecated() ||
      (!schema->HasFunction() && !schema->HasContextDependentFunction()))
    return {};

  ::onnx::FunctionProto function;
  if (schema->HasFunction()) {
    function = *schema->GetFunction();
  } else {
    std::vector<::onnx::TypeProto> types(inputTypes.size());
    for (size_t i = 0; i < inputTypes.size(); ++i)
      if (!parseBytes(types[i], inputTypes[i]))
        return makeInvalid("the type of input " + std::to_string(i) +
                           " is not in the format of ONNX");
    // Bodies ask for inputs by number.
    types.resize(std::max<size_t>(types.size(), node.input_size()));
    ::onnx::FunctionBodyBuildContextImpl context(node, types);
    if (!schema->BuildContextDependentFunction(context, function))
      return makeInvalid(
          "the definition of operator '" + node.op_type() +
          "' by others cannot be built from its attributes and input types");
  }
  if (function.opset_import_size() == 0) {
    ::onnx::OperatorSetIdProto &import = *function.add_opset_import();
    import.set_domain(domain);
    import.set_version(schema->SinceVersion());
  }
  // Attributes of the call come first: the defaults fill the gaps.
  Attributes attributes = collectAttributes(node);
  for (const auto &[name, attribute] : schema->attributes())
    if (attribute.default_value.has_name() ||
        attribute.default_value.has_type())
      attributes.emplace(name, &attribute.default_value);
  return bindCall(function, node, attributes);
}

template <typename Build> FunctionBody catchAll(Build build) {
  try {
    return build();
  } catch (const std::exception &error) {
    return makeInvalid(error.what());
  } catch (...) {
    return makeInvalid("an unknown error in libonnx");
  }
}
} // namespace

FunctionBody
mlir::onnx::getSchemaFunctionBody(llvm::StringRef node, int64_t version,
                                  llvm::ArrayRef<std::string> inputTypes) {
  // The registry looks things up with an operator that may insert.
  static std::mutex mutex;
  std::lock_guard<std::mutex> lock(mutex);
  return catchAll([&] { return buildSchemaBody(node, version, inputTypes); });
}

FunctionBody mlir::onnx::instantiateFunction(llvm::StringRef functionBytes,
                                             llvm::StringRef nodeBytes) {
  return catchAll([&]() -> FunctionBody {
    ::onnx::FunctionProto function;
    ::onnx::NodeProto node;
    if (!parseBytes(node, nodeBytes))
      return makeInvalid("the node is not in the format of ONNX");
    if (!parseBytes(function, functionBytes))
      return makeInvalid("the function is not in the format of ONNX");
    return bindCall(function, node, collectAttributes(node));
  });
}
