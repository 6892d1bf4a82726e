//===- Expansion.cpp - Operators as the graphs that define them -----------===//
//
// The function bodies of schemas and of the model itself, imported in place of
// a node.
//
//===----------------------------------------------------------------------===//

#include "frontends/onnx/GraphImporter.h"

#include "frontends/onnx/FunctionBodies.h"

using namespace mlir;
using namespace mlir::onnx;

static void addVarint(std::string &out, uint64_t number) {
  for (; number >= 0x80; number >>= 7)
    out += static_cast<char>(number | 0x80);
  out += static_cast<char>(number);
}

static void addMessage(std::string &out, char tag, const std::string &inner) {
  out += tag;
  addVarint(out, inner.size());
  out += inner;
}

/// A TypeProto of a tensor type; empty for element types that ONNX does not
/// have. Sizes that are not constant are -1.
static std::string encodeTensor(mlir::Type element,
                                std::optional<ArrayRef<int64_t>> dims,
                                GraphImporter &graph) {
  int64_t code = 0;
  for (int64_t candidate = 1; candidate <= 20 && element; ++candidate)
    if (FailureOr<mlir::Type> type =
            graph.getElementType(static_cast<DataType>(candidate));
        succeeded(type) && *type == element)
      code = candidate;
  if (code == 0)
    return "";
  std::string tensor = "\x08", shape;
  addVarint(tensor, code);
  if (dims) {
    for (int64_t dim : *dims) {
      std::string inner;
      if (dim >= 0) {
        inner = "\x08";
        addVarint(inner, dim);
      }
      addMessage(shape, 0x0a, inner);
    }
    addMessage(tensor, 0x12, shape);
  }
  std::string type;
  addMessage(type, 0x0a, tensor);
  return type;
}

static std::string encodeTensor(relax::TensorType type, GraphImporter &graph) {
  if (!type || !type.hasRank())
    return type ? encodeTensor(type.getElementType(), std::nullopt, graph) : "";
  SmallVector<int64_t> dims;
  for (sym::ExprAttr dim : type.getShape())
    dims.push_back(dim && dim.getConstantValue() ? *dim.getConstantValue()
                                                 : -1);
  return encodeTensor(type.getElementType(), ArrayRef<int64_t>(dims), graph);
}

static std::string encodeContainer(const ContainerType &container,
                                   GraphImporter &graph) {
  std::string inner = container.inner ? encodeContainer(*container.inner, graph)
                                      : encodeTensor(container.tensor, graph);
  if (inner.empty())
    return "";
  std::string element, type;
  addMessage(element, 0x0a, inner);
  addMessage(type,
             container.kind == ContainerType::Kind::Sequence ? 0x22 : 0x4a,
             element);
  return type;
}

/// A TypeProto of what is known about a value, for bodies that depend on it;
/// empty if that is nothing.
static std::string encodeType(const ImportedValue *value,
                              GraphImporter &graph) {
  if (!value)
    return "";
  if (value->container)
    return encodeContainer(*value->container, graph);
  if (value->value)
    return encodeTensor(dyn_cast<relax::TensorType>(value->value.getType()),
                        graph);
  if (value->initializer) {
    FailureOr<mlir::Type> type = graph.getElementType(value->initializer->type);
    return failed(type)
               ? ""
               : encodeTensor(
                     *type, ArrayRef<int64_t>(value->initializer->dims), graph);
  }
  if (!value->integers)
    return "";
  SmallVector<int64_t> dims;
  if (!value->integers->isScalar)
    dims.push_back(value->integers->elements.size());
  return encodeTensor(value->integers->elementType, ArrayRef<int64_t>(dims),
                      graph);
}

/// The body of the operator of a node, if one of the model or of libonnx
/// defines it.
FunctionBody GraphImporter::findFunctionBody(const NodeProto &node,
                                             int64_t version,
                                             const FunctionProto *function) {
  if (function)
    return instantiateFunction(function->message, node.message);
  SmallVector<std::string> types;
  for (StringRef input : node.inputs) {
    types.push_back(input.empty() ? ""
                                  : encodeType(current->lookup(input), *this));
    // libonnx reads the types of inputs without asking whether they are there.
    if (!input.empty() && types.back().empty())
      return {};
  }
  return getSchemaFunctionBody(node.message, version, types);
}

LogicalResult GraphImporter::expand(const NodeProto &node,
                                    NodeImporter &importer, StringRef body,
                                    const OperatorSets &sets) {
  if (expansionDepth >= kMaxExpansionDepth)
    return importer.error()
           << "functions must nest at most " << kMaxExpansionDepth << " deep";
  const std::string &bytes = bodyBytes.emplace_back(body.str());
  FunctionProto &function = bodies.emplace_back();
  if (std::optional<std::string> why = parseFunction(bytes, function))
    return importer.error()
           << "the body of the operator cannot be read: " << *why;
  // A body sees its formal inputs and nothing around the call.
  Scope scope;
  for (auto [index, formal] : llvm::enumerate(function.inputs))
    if (importer.hasInput(index)) {
      FailureOr<ImportedValue *> actual = importer.input(index);
      if (failed(actual))
        return failure();
      scope.values[formal] = **actual;
    }
  OperatorSets inner = sets;
  for (const OperatorSet &set : function.operatorSets)
    inner[set.domain] = set.version;
  ++expansionDepth;
  LogicalResult result = importNodes(function.nodes, scope, inner);
  --expansionDepth;
  if (failed(result))
    return failure();
  for (auto [index, formal] : llvm::enumerate(function.outputs)) {
    if (!importer.hasOutput(index))
      continue;
    ImportedValue *value = scope.lookup(formal);
    if (!value)
      return importer.error()
             << "the body of the operator does not define its output '"
             << formal << "'";
    if (failed(importer.setOutput(index, *value)))
      return failure();
  }
  return success();
}
