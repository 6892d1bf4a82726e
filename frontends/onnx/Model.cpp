//===- Model.cpp - An ONNX model as it stands in its file -----------------===//
//
// One function for each message of onnx.proto. Unknown fields are skipped, as
// protobuf demands; a field of another kind than the schema's is an error.
//
//===----------------------------------------------------------------------===//

#include "frontends/onnx/Model.h"

#include "frontends/onnx/WireFormat.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/CheckedArithmetic.h"

#include <cstring>

using namespace mlir;
using namespace mlir::onnx;

/// Messages nest no deeper than this (protobuf's own default is 100).
static constexpr unsigned kMaxDepth = 100;

namespace {
/// The way from the outermost message to a field.
struct Path {
  const Path *parent = nullptr;
  const char *name = "";
  int64_t index = -1;
  unsigned depth = 0;

  Path field(const char *name, int64_t index = -1) const { return {this, name, index, depth + 1}; }
  std::string str() const {
    std::string text = parent ? parent->str() : "";
    if (!text.empty())
      text += ".";
    text += name;
    if (index >= 0)
      text += "[" + std::to_string(index) + "]";
    return text;
  }
};

class Parser {
public:
  std::optional<std::string> error;

  bool fail(const Path &path, const llvm::Twine &message) {
    if (!error) {
      std::string where = path.str();
      error = (where.empty() ? message : where + ": " + message).str();
    }
    return false;
  }

  /// Calls `handle` for each field.
  bool each(StringRef bytes, const Path &path, llvm::function_ref<bool(const WireField &)> handle) {
    if (path.depth > kMaxDepth)
      return fail(path, "messages must nest at most " + llvm::Twine(kMaxDepth) + " deep");
    WireReader reader(bytes);
    WireField field;
    while (reader.next(field))
      if (!handle(field))
        return false;
    return reader.getError().empty() || fail(path, reader.getError());
  }

  bool is(const WireField &field, WireType type, const Path &path, const char *name) {
    return field.type == type || fail(path.field(name), "the field is written as another kind than its own");
  }
  bool text(const WireField &field, const Path &path, const char *name, StringRef &result) {
    if (!is(field, WireType::Bytes, path, name))
      return false;
    result = field.bytes;
    return true;
  }
  bool integer(const WireField &field, const Path &path, const char *name, int64_t &result) {
    if (!is(field, WireType::Varint, path, name))
      return false;
    result = static_cast<int64_t>(field.scalar);
    return true;
  }
  template <typename List>
  bool integers(const WireField &field, const Path &path, const char *name, List &result) {
    if (field.type == WireType::Bytes) {
      WireReader reader(field.bytes);
      uint64_t value;
      while (reader.nextVarint(value))
        result.push_back(static_cast<int64_t>(value));
      return reader.getError().empty() || fail(path.field(name), reader.getError());
    }
    int64_t value;
    if (!integer(field, path, name, value))
      return false;
    result.push_back(value);
    return true;
  }

  static float toFloat(uint64_t bits) {
    uint32_t low = static_cast<uint32_t>(bits);
    float value;
    std::memcpy(&value, &low, sizeof(value));
    return value;
  }

  bool parse(StringRef bytes, const Path &path, TensorProto &tensor);
  bool parseExternal(StringRef bytes, const Path &path, TensorProto::External &external);
  bool parseShape(StringRef bytes, const Path &path, SmallVectorImpl<Dimension> &shape);
  bool parse(StringRef bytes, const Path &path, TypeProto &type);
  bool parse(StringRef bytes, const Path &path, ValueInfo &info);
  bool parse(StringRef bytes, const Path &path, AttributeProto &attribute);
  bool parse(StringRef bytes, const Path &path, NodeProto &node);
  bool parse(StringRef bytes, const Path &path, GraphProto &graph);
  bool parse(StringRef bytes, const Path &path, OperatorSet &set);
  bool parse(StringRef bytes, const Path &path, FunctionProto &function);
  bool parse(StringRef bytes, const Path &path, ModelProto &model);
  bool parse(StringRef bytes, const Path &path, SequenceProto &sequence);
  bool parse(StringRef bytes, const Path &path, OptionalProto &optional);

  template <typename T>
  bool append(const WireField &field, const Path &path, const char *name, std::vector<T> &list) {
    if (!is(field, WireType::Bytes, path, name))
      return false;
    Path inner = path.field(name, list.size());
    return parse(field.bytes, inner, list.emplace_back());
  }
};
} // namespace

bool Parser::parseExternal(StringRef bytes, const Path &path, TensorProto::External &external) {
  StringRef key, value;
  if (!each(bytes, path, [&](const WireField &field) {
        switch (field.number) {
        case 1: return text(field, path, "key", key);
        case 2: return text(field, path, "value", value);
        }
        return true;
      }))
    return false;
  if (key == "location") {
    external.location = value;
  } else if (key == "offset") {
    if (value.getAsInteger(10, external.offset))
      return fail(path, "offset must be a whole number, got '" + value + "'");
  } else if (key == "length") {
    uint64_t length;
    if (value.getAsInteger(10, length))
      return fail(path, "length must be a whole number, got '" + value + "'");
    external.length = length;
  }
  return true;
}

bool Parser::parse(StringRef bytes, const Path &path, TensorProto &tensor) {
  tensor.message = bytes;
  bool isExternal = false, isSegment = false;
  TensorProto::External external;
  int64_t entries = 0;
  if (!each(bytes, path, [&](const WireField &field) {
        int64_t number;
        switch (field.number) {
        case 1: return integers(field, path, "dims", tensor.dims);
        case 2:
          if (!integer(field, path, "data_type", number))
            return false;
          tensor.type = static_cast<DataType>(number);
          return true;
        case 3: isSegment = true; return true;
        case 8: return text(field, path, "name", tensor.name);
        case 9:
          if (!is(field, WireType::Bytes, path, "raw_data"))
            return false;
          tensor.raw = field.bytes;
          return true;
        case 13:
          if (!is(field, WireType::Bytes, path, "external_data"))
            return false;
          return parseExternal(field.bytes, path.field("external_data", entries++), external);
        case 14:
          if (!integer(field, path, "data_location", number))
            return false;
          isExternal = number == 1;
          return true;
        }
        return true;
      }))
    return false;
  if (isSegment)
    return fail(path, "tensors in segments are not supported");
  if (isExternal)
    tensor.external = external;
  return true;
}

bool Parser::parseShape(StringRef bytes, const Path &path, SmallVectorImpl<Dimension> &shape) {
  return each(bytes, path, [&](const WireField &field) {
    if (field.number != 1)
      return true;
    if (!is(field, WireType::Bytes, path, "dim"))
      return false;
    Path inner = path.field("dim", shape.size());
    Dimension &dim = shape.emplace_back();
    return each(field.bytes, inner, [&](const WireField &part) {
      int64_t value;
      if (part.number == 1) {
        if (!integer(part, inner, "dim_value", value))
          return false;
        dim.value = value;
      } else if (part.number == 2) {
        return text(part, inner, "dim_param", dim.param);
      }
      return true;
    });
  });
}

bool Parser::parse(StringRef bytes, const Path &path, TypeProto &type) {
  type.message = bytes;
  using Kind = TypeProto::Kind;
  return each(bytes, path, [&](const WireField &field) {
    Kind kind = field.number == 1   ? Kind::Tensor
                : field.number == 4 ? Kind::Sequence
                : field.number == 5 ? Kind::Map
                : field.number == 8 ? Kind::SparseTensor
                : field.number == 9 ? Kind::Optional
                                    : Kind::None;
    if (kind == Kind::None)
      return true;
    Path inner = path.field("value");
    if (!is(field, WireType::Bytes, path, "value"))
      return false;
    type.kind = kind;
    bool isTensor = kind == Kind::Tensor || kind == Kind::SparseTensor;
    return each(field.bytes, inner, [&](const WireField &part) {
      int64_t number;
      if (part.number == 1 && (isTensor || kind == Kind::Map)) {
        if (!integer(part, inner, "elem_type", number))
          return false;
        type.elementType = static_cast<DataType>(number);
        return true;
      }
      if (part.number == 2 && isTensor) {
        if (!is(part, WireType::Bytes, inner, "shape"))
          return false;
        type.shape.emplace();
        return parseShape(part.bytes, inner.field("shape"), *type.shape);
      }
      if (!isTensor && part.number == (kind == Kind::Map ? 2u : 1u)) {
        if (!is(part, WireType::Bytes, inner, "elem_type"))
          return false;
        type.element = std::make_shared<TypeProto>();
        return parse(part.bytes, inner.field("elem_type"), *type.element);
      }
      return true;
    });
  });
}

bool Parser::parse(StringRef bytes, const Path &path, ValueInfo &info) {
  return each(bytes, path, [&](const WireField &field) {
    if (field.number == 1)
      return text(field, path, "name", info.name);
    if (field.number == 2)
      return is(field, WireType::Bytes, path, "type") && parse(field.bytes, path.field("type"), info.type);
    return true;
  });
}

bool Parser::parse(StringRef bytes, const Path &path, AttributeProto &attribute) {
  using Kind = AttributeProto::Type;
  Kind seen = Kind::Undefined;
  int64_t declared = 0;
  auto addGraph = [&](const WireField &field, const char *name) {
    if (!is(field, WireType::Bytes, path, name))
      return false;
    Path inner = path.field(name);
    return parse(field.bytes, inner, *attribute.graphs.emplace_back(std::make_shared<GraphProto>()));
  };
  if (!each(bytes, path, [&](const WireField &field) {
        switch (field.number) {
        case 1: return text(field, path, "name", attribute.name);
        case 21: return text(field, path, "ref_attr_name", attribute.reference);
        case 20: return integer(field, path, "type", declared);
        case 2:
          seen = Kind::Float;
          attribute.f = toFloat(field.scalar);
          return is(field, WireType::Fixed32, path, "f");
        case 3: seen = Kind::Int; return integer(field, path, "i", attribute.i);
        case 4: seen = Kind::String; return text(field, path, "s", attribute.s);
        case 5: seen = Kind::Tensor; return append(field, path, "t", attribute.tensors);
        case 6: seen = Kind::Graph; return addGraph(field, "g");
        case 14: seen = Kind::TypeProto; return append(field, path, "tp", attribute.types);
        case 7: {
          seen = Kind::Floats;
          if (field.type == WireType::Fixed32) {
            attribute.floats.push_back(toFloat(field.scalar));
            return true;
          }
          if (!is(field, WireType::Bytes, path, "floats"))
            return false;
          WireReader reader(field.bytes);
          uint64_t bits;
          while (reader.nextFixed(4, bits))
            attribute.floats.push_back(toFloat(bits));
          return reader.getError().empty() || fail(path.field("floats"), reader.getError());
        }
        case 8: seen = Kind::Ints; return integers(field, path, "ints", attribute.ints);
        case 9: {
          seen = Kind::Strings;
          return text(field, path, "strings", attribute.strings.emplace_back());
        }
        case 10: seen = Kind::Tensors; return append(field, path, "tensors", attribute.tensors);
        case 11: seen = Kind::Graphs; return addGraph(field, "graphs");
        case 15: seen = Kind::TypeProtos; return append(field, path, "type_protos", attribute.types);
        case 22: seen = Kind::SparseTensor; return true;
        case 23: seen = Kind::SparseTensors; return true;
        }
        return true;
      }))
    return false;
  // Lists may be empty, and scalars of value zero be left out, where the type says so.
  attribute.type = declared ? static_cast<Kind>(declared) : seen;
  bool holdsOne = attribute.type == Kind::Tensor     ? attribute.tensors.size() == 1
                  : attribute.type == Kind::Graph    ? attribute.graphs.size() == 1
                  : attribute.type == Kind::TypeProto ? attribute.types.size() == 1
                                                     : true;
  if (!holdsOne && attribute.reference.empty())
    return fail(path, "attribute '" + attribute.name + "' must hold one value of its type");
  return true;
}

bool Parser::parse(StringRef bytes, const Path &path, NodeProto &node) {
  node.message = bytes;
  return each(bytes, path, [&](const WireField &field) {
    switch (field.number) {
    case 1: return text(field, path, "input", node.inputs.emplace_back());
    case 2: return text(field, path, "output", node.outputs.emplace_back());
    case 3: return text(field, path, "name", node.name);
    case 4: return text(field, path, "op_type", node.opType);
    case 5: return append(field, path, "attribute", node.attributes);
    case 7:
      if (!text(field, path, "domain", node.domain))
        return false;
      if (node.domain == "ai.onnx")
        node.domain = "";
      return true;
    }
    return true;
  });
}

bool Parser::parse(StringRef bytes, const Path &path, GraphProto &graph) {
  return each(bytes, path, [&](const WireField &field) {
    switch (field.number) {
    case 1: return append(field, path, "node", graph.nodes);
    case 2: return text(field, path, "name", graph.name);
    case 5: return append(field, path, "initializer", graph.initializers);
    case 11: return append(field, path, "input", graph.inputs);
    case 12: return append(field, path, "output", graph.outputs);
    case 13: return append(field, path, "value_info", graph.values);
    case 15: graph.hasSparseInitializers = true; return true;
    }
    return true;
  });
}

bool Parser::parse(StringRef bytes, const Path &path, OperatorSet &set) {
  return each(bytes, path, [&](const WireField &field) {
    if (field.number == 1) {
      if (!text(field, path, "domain", set.domain))
        return false;
      if (set.domain == "ai.onnx")
        set.domain = "";
    } else if (field.number == 2) {
      return integer(field, path, "version", set.version);
    }
    return true;
  });
}

bool Parser::parse(StringRef bytes, const Path &path, FunctionProto &function) {
  function.message = bytes;
  return each(bytes, path, [&](const WireField &field) {
    switch (field.number) {
    case 1: return text(field, path, "name", function.name);
    case 4: return text(field, path, "input", function.inputs.emplace_back());
    case 5: return text(field, path, "output", function.outputs.emplace_back());
    case 6: return text(field, path, "attribute", function.attributes.emplace_back());
    case 7: return append(field, path, "node", function.nodes);
    case 9: return append(field, path, "opset_import", function.operatorSets);
    case 10: return text(field, path, "domain", function.domain);
    }
    return true;
  });
}

bool Parser::parse(StringRef bytes, const Path &path, ModelProto &model) {
  bool hasGraph = false;
  if (!each(bytes, path, [&](const WireField &field) {
        switch (field.number) {
        case 1: return integer(field, path, "ir_version", model.irVersion);
        case 7:
          hasGraph = true;
          return is(field, WireType::Bytes, path, "graph") && parse(field.bytes, path.field("graph"), model.graph);
        case 8: return append(field, path, "opset_import", model.operatorSets);
        case 25: return append(field, path, "functions", model.functions);
        }
        return true;
      }))
    return false;
  return hasGraph || fail(path, "the file holds no graph");
}

bool Parser::parse(StringRef bytes, const Path &path, SequenceProto &sequence) {
  return each(bytes, path, [&](const WireField &field) {
    int64_t number;
    switch (field.number) {
    case 1: return text(field, path, "name", sequence.name);
    case 2:
      if (!integer(field, path, "elem_type", number))
        return false;
      sequence.elementType = number;
      return true;
    case 3: return append(field, path, "tensor_values", sequence.tensors);
    case 5: return append(field, path, "sequence_values", sequence.sequences);
    }
    return true;
  });
}

bool Parser::parse(StringRef bytes, const Path &path, OptionalProto &optional) {
  return each(bytes, path, [&](const WireField &field) {
    int64_t number;
    switch (field.number) {
    case 1: return text(field, path, "name", optional.name);
    case 2:
      if (!integer(field, path, "elem_type", number))
        return false;
      optional.elementType = number;
      return true;
    case 3:
      return is(field, WireType::Bytes, path, "tensor_value") &&
             parse(field.bytes, path.field("tensor_value"), optional.tensor.emplace());
    case 5:
      return is(field, WireType::Bytes, path, "sequence_value") &&
             parse(field.bytes, path.field("sequence_value"), optional.sequence.emplace());
    }
    return true;
  });
}

template <typename T> static std::optional<std::string> parseMessage(StringRef bytes, T &message) {
  Parser parser;
  if (parser.parse(bytes, Path(), message))
    return std::nullopt;
  return parser.error;
}

std::optional<std::string> onnx::parseModel(StringRef bytes, ModelProto &model) { return parseMessage(bytes, model); }
std::optional<std::string> onnx::parseFunction(StringRef bytes, FunctionProto &function) {
  return parseMessage(bytes, function);
}
std::optional<std::string> onnx::parseNode(StringRef bytes, NodeProto &node) { return parseMessage(bytes, node); }
std::optional<std::string> onnx::parseTensor(StringRef bytes, TensorProto &tensor) { return parseMessage(bytes, tensor); }
std::optional<std::string> onnx::parseSequence(StringRef bytes, SequenceProto &sequence) {
  return parseMessage(bytes, sequence);
}
std::optional<std::string> onnx::parseOptional(StringRef bytes, OptionalProto &optional) {
  return parseMessage(bytes, optional);
}

//===----------------------------------------------------------------------===//
// Elements
//===----------------------------------------------------------------------===//

std::string onnx::stringify(DataType type) {
  static const char *const names[] = {"undefined", "float", "uint8", "int8", "uint16", "int16", "int32", "int64",
                                      "string", "bool", "float16", "double", "uint32", "uint64", "complex64",
                                      "complex128", "bfloat16", "float8e4m3fn", "float8e4m3fnuz", "float8e5m2",
                                      "float8e5m2fnuz", "uint4", "int4"};
  auto index = static_cast<uint32_t>(type);
  return index < std::size(names) ? names[index] : std::to_string(static_cast<int32_t>(type));
}

unsigned onnx::getByteWidth(DataType type) {
  switch (type) {
  case DataType::UInt8: case DataType::Int8: case DataType::Bool:
  case DataType::Float8E4M3FN: case DataType::Float8E4M3FNUZ: case DataType::Float8E5M2: case DataType::Float8E5M2FNUZ:
    return 1;
  case DataType::UInt16: case DataType::Int16: case DataType::Float16: case DataType::BFloat16:
    return 2;
  case DataType::Float: case DataType::Int32: case DataType::UInt32:
    return 4;
  case DataType::Int64: case DataType::UInt64: case DataType::Double: case DataType::Complex64:
    return 8;
  case DataType::Complex128:
    return 16;
  default:
    return 0;
  }
}

FailureOr<int64_t> TensorProto::getNumElements() const {
  int64_t count = 1;
  // A zero makes the product zero whatever the rest, but the rest must be sizes all the same.
  for (int64_t dim : dims) {
    if (dim < 0)
      return failure();
    std::optional<int64_t> product = llvm::checkedMul(count, dim);
    if (!product)
      return failure();
    count = *product;
  }
  return count;
}

std::optional<std::string> onnx::decodeTypedFields(const TensorProto &tensor, std::vector<char> &bytes) {
  unsigned width = getByteWidth(tensor.type);
  // The field that holds elements of this type, and the bytes of one number in it (0: a varint).
  unsigned number, size = 0;
  switch (tensor.type) {
  case DataType::Float: case DataType::Complex64: number = 4; size = 4; break;
  case DataType::Double: case DataType::Complex128: number = 10; size = 8; break;
  case DataType::Int64: number = 7; break;
  case DataType::UInt32: case DataType::UInt64: number = 11; break;
  default:
    if (width == 0)
      return "elements of type " + stringify(tensor.type) + " are not supported";
    number = 5;
  }
  unsigned stored = size ? size : width;
  WireReader reader(tensor.message);
  WireField field;
  auto add = [&](uint64_t value) {
    char raw[8];
    std::memcpy(raw, &value, 8);
    bytes.insert(bytes.end(), raw, raw + stored);
  };
  while (reader.next(field)) {
    if (field.number != number)
      continue;
    if (field.type != WireType::Bytes) {
      add(field.scalar);
      continue;
    }
    WireReader packed(field.bytes);
    uint64_t value;
    while (size ? packed.nextFixed(size, value) : packed.nextVarint(value))
      add(value);
    if (!packed.getError().empty())
      return packed.getError().str();
  }
  return std::nullopt;
}

std::vector<StringRef> onnx::decodeStrings(const TensorProto &tensor) {
  std::vector<StringRef> result;
  WireReader reader(tensor.message);
  WireField field;
  while (reader.next(field))
    if (field.number == 6)
      result.push_back(field.bytes);
  return result;
}

const AttributeProto *NodeProto::find(StringRef attribute) const {
  for (const AttributeProto &candidate : attributes)
    if (candidate.name == attribute)
      return &candidate;
  return nullptr;
}
