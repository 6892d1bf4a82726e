//===- Model.h - An ONNX model as it stands in its file ---------*- C++ -*-===//
//
// Light structures over the bytes of a model: names and payloads are ranges of
// the mapped file. Nothing that a tensor holds is read before somebody asks.
//
//===----------------------------------------------------------------------===//

#ifndef FRONTENDS_ONNX_MODEL_H
#define FRONTENDS_ONNX_MODEL_H

#include "mlir/Support/LLVM.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mlir::onnx {

/// TensorProto.DataType; later versions included.
enum class DataType : int32_t {
  Undefined = 0, Float = 1, UInt8 = 2, Int8 = 3, UInt16 = 4, Int16 = 5, Int32 = 6, Int64 = 7, String = 8, Bool = 9,
  Float16 = 10, Double = 11, UInt32 = 12, UInt64 = 13, Complex64 = 14, Complex128 = 15, BFloat16 = 16,
  Float8E4M3FN = 17, Float8E4M3FNUZ = 18, Float8E5M2 = 19, Float8E5M2FNUZ = 20, UInt4 = 21, Int4 = 22,
};

/// `float`, `int64` ...: as ONNX writes it in type strings; a number where it is none.
std::string stringify(DataType type);

/// Bytes of one element in `raw_data`; 0 for strings, unknown types and types of fewer than 8 bits.
unsigned getByteWidth(DataType type);

/// TensorProto.
struct TensorProto {
  StringRef name;
  SmallVector<int64_t, 4> dims;
  DataType type = DataType::Undefined;
  /// The message itself: typed fields are decoded from it on demand.
  StringRef message;
  /// Where the elements stand, if as raw bytes of the model.
  std::optional<StringRef> raw;
  /// Elements in another file, relative to the folder of the model.
  struct External {
    StringRef location;
    uint64_t offset = 0;
    std::optional<uint64_t> length;
  };
  std::optional<External> external;

  /// The product of the dimensions; fails on a negative one and beyond 63 bits.
  FailureOr<int64_t> getNumElements() const;
};

/// The elements from the typed fields (`float_data`, `int64_data` ...) in the layout of `raw_data`. Returns the message of
/// what is wrong, or nothing.
std::optional<std::string> decodeTypedFields(const TensorProto &tensor, std::vector<char> &bytes);

/// The elements of a string tensor.
std::vector<StringRef> decodeStrings(const TensorProto &tensor);

/// One dimension of a declared type: a number, a name, or neither.
struct Dimension {
  std::optional<int64_t> value;
  StringRef param;
};

/// TypeProto.
struct TypeProto {
  enum class Kind { None, Tensor, SparseTensor, Sequence, Map, Optional };
  Kind kind = Kind::None;
  /// Of a tensor; the key of a map.
  DataType elementType = DataType::Undefined;
  std::optional<SmallVector<Dimension, 4>> shape;
  /// Of a sequence, optional or map.
  std::shared_ptr<TypeProto> element;
  StringRef message;
};

/// ValueInfoProto.
struct ValueInfo {
  StringRef name;
  TypeProto type;
};

struct GraphProto;

/// AttributeProto. `type` is derived where the file leaves it out.
struct AttributeProto {
  enum class Type : int32_t {
    Undefined = 0, Float = 1, Int = 2, String = 3, Tensor = 4, Graph = 5, Floats = 6, Ints = 7, Strings = 8, Tensors = 9,
    Graphs = 10, SparseTensor = 11, SparseTensors = 12, TypeProto = 13, TypeProtos = 14,
  };
  StringRef name;
  StringRef reference;
  Type type = Type::Undefined;
  float f = 0;
  int64_t i = 0;
  StringRef s;
  std::vector<float> floats;
  std::vector<int64_t> ints;
  std::vector<StringRef> strings;
  std::vector<TensorProto> tensors; ///< of `t` too
  std::vector<std::shared_ptr<GraphProto>> graphs; ///< of `g` too
  std::vector<TypeProto> types; ///< of `tp` too
};

/// NodeProto.
struct NodeProto {
  StringRef name, opType, domain;
  std::vector<StringRef> inputs, outputs;
  std::vector<AttributeProto> attributes;
  StringRef message;

  const AttributeProto *find(StringRef attribute) const;
};

/// GraphProto.
struct GraphProto {
  StringRef name;
  std::vector<NodeProto> nodes;
  std::vector<TensorProto> initializers;
  std::vector<ValueInfo> inputs, outputs, values;
  bool hasSparseInitializers = false;
};

/// OperatorSetIdProto.
struct OperatorSet {
  StringRef domain;
  int64_t version = 0;
};

/// FunctionProto.
struct FunctionProto {
  StringRef name, domain;
  std::vector<StringRef> inputs, outputs, attributes;
  std::vector<NodeProto> nodes;
  std::vector<OperatorSet> operatorSets;
  StringRef message;
};

/// ModelProto.
struct ModelProto {
  int64_t irVersion = 0;
  std::vector<OperatorSet> operatorSets;
  GraphProto graph;
  std::vector<FunctionProto> functions;
};

/// SequenceProto; exactly one of the lists is used.
struct SequenceProto {
  StringRef name;
  int32_t elementType = 0;
  std::vector<TensorProto> tensors;
  std::vector<SequenceProto> sequences;
};

/// OptionalProto.
struct OptionalProto {
  StringRef name;
  int32_t elementType = 0;
  std::optional<TensorProto> tensor;
  std::optional<SequenceProto> sequence;
};

// Readers of one message each. The results point into `bytes`. Each returns the first thing that is wrong, with the path of
// fields that leads to it (`graph.node[3].attribute[0]: ...`), or nothing.
std::optional<std::string> parseModel(StringRef bytes, ModelProto &model);
std::optional<std::string> parseFunction(StringRef bytes, FunctionProto &function);
std::optional<std::string> parseNode(StringRef bytes, NodeProto &node);
std::optional<std::string> parseTensor(StringRef bytes, TensorProto &tensor);
std::optional<std::string> parseSequence(StringRef bytes, SequenceProto &sequence);
std::optional<std::string> parseOptional(StringRef bytes, OptionalProto &optional);

} // namespace mlir::onnx

#endif // FRONTENDS_ONNX_MODEL_H
