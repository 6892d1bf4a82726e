#include "Values.h"
#include "TestCase.h"

#include "runtime/executable/DType.h"

#include <cmath>
#include <cstring>

using namespace conformance;
using namespace relax::runtime;
using onnx::TensorProto;

static const char *getElementName(int type) {
  switch (type) {
  case TensorProto::FLOAT:
    return "f32";
  case TensorProto::UINT8:
    return "u8";
  case TensorProto::INT8:
    return "i8";
  case TensorProto::UINT16:
    return "u16";
  case TensorProto::INT16:
    return "i16";
  case TensorProto::INT32:
    return "i32";
  case TensorProto::INT64:
    return "i64";
  case TensorProto::BOOL:
    return "bool";
  case TensorProto::FLOAT16:
    return "f16";
  case TensorProto::DOUBLE:
    return "f64";
  case TensorProto::UINT32:
    return "u32";
  case TensorProto::UINT64:
    return "u64";
  case TensorProto::BFLOAT16:
    return "bf16";
  default:
    return nullptr;
  }
}

/// Copies the numbers of one repeated field, narrowed to the element's size.
template <typename Field>
static bool copyField(const Field &field, size_t size, int64_t count,
                      char *out) {
  if (field.size() != count)
    return false;
  for (int64_t i = 0; i < count; ++i) {
    auto number = field.Get(static_cast<int>(i));
    std::memcpy(out + i * size, &number,
                size); // little-endian: the low bytes come first
  }
  return true;
}

static std::string convertTensor(const TensorProto &proto, Value &value) {
  const char *name = getElementName(proto.data_type());
  if (!name)
    return "element type " +
           TensorProto::DataType_Name(
               static_cast<TensorProto::DataType>(proto.data_type())) +
           " is not supported by the runtime";
  std::vector<int64_t> shape(proto.dims().begin(), proto.dims().end());
  auto tensor = createTensor(shape, parseDType(name));
  if (!tensor.ok())
    return std::string(tensor.status().message());
  int64_t count = countElements(**tensor);
  size_t size = dtypeSize(getDType(**tensor));
  char *data = static_cast<char *>((*tensor)->dl.data);
  bool filled;
  if (proto.has_raw_data()) {
    filled = proto.raw_data().size() == size_t(count) * size;
    if (filled)
      std::memcpy(data, proto.raw_data().data(), proto.raw_data().size());
  } else if (proto.data_type() == TensorProto::FLOAT) {
    filled = copyField(proto.float_data(), size, count, data);
  } else if (proto.data_type() == TensorProto::DOUBLE) {
    filled = copyField(proto.double_data(), size, count, data);
  } else if (proto.data_type() == TensorProto::INT64) {
    filled = copyField(proto.int64_data(), size, count, data);
  } else if (proto.data_type() == TensorProto::UINT32 ||
             proto.data_type() == TensorProto::UINT64) {
    filled = copyField(proto.uint64_data(), size, count, data);
  } else {
    filled = copyField(proto.int32_data(), size, count, data);
  }
  if (!filled)
    return "the tensor's data does not have the size of its shape";
  value = Value(std::move(*tensor));
  return "";
}

static std::string convertSequence(const onnx::SequenceProto &proto,
                                   Value &value) {
  std::vector<Value> elements;
  for (const TensorProto &tensor : proto.tensor_values()) {
    elements.emplace_back();
    if (std::string error = convertTensor(tensor, elements.back());
        !error.empty())
      return error;
  }
  for (const onnx::SequenceProto &inner : proto.sequence_values()) {
    elements.emplace_back();
    if (std::string error = convertSequence(inner, elements.back());
        !error.empty())
      return error;
  }
  std::vector<relax_object *> fields;
  for (const Value &element : elements)
    fields.push_back(element.asObject());
  relax_tuple *tuple =
      newTuple(static_cast<int64_t>(fields.size()), fields.data());
  value = Value(ObjectRef::take(reinterpret_cast<relax_object *>(tuple)));
  return "";
}

std::string conformance::readValue(const std::string &path,
                                   const onnx::TypeProto &type, Value &value) {
  if (type.has_tensor_type()) {
    TensorProto proto;
    if (!readMessage(path, proto))
      return "cannot read '" + path + "'";
    // NumPy has no bfloat16: the suite stores the bits as integers.
    if (type.tensor_type().elem_type() == TensorProto::BFLOAT16 &&
        proto.data_type() == TensorProto::UINT16)
      proto.set_data_type(TensorProto::BFLOAT16);
    return convertTensor(proto, value);
  }
  if (type.has_sequence_type()) {
    onnx::SequenceProto proto;
    return readMessage(path, proto) ? convertSequence(proto, value)
                                    : "cannot read '" + path + "'";
  }
  if (!type.has_optional_type())
    return "values of this type are not known to the test";
  onnx::OptionalProto proto;
  if (!readMessage(path, proto))
    return "cannot read '" + path + "'";
  // An optional is a tuple of its value, or of nothing.
  Value inner;
  std::string error;
  if (proto.has_tensor_value())
    error = convertTensor(proto.tensor_value(), inner);
  else if (proto.has_sequence_value())
    error = convertSequence(proto.sequence_value(), inner);
  relax_object *field = inner.asObject();
  value = Value(ObjectRef::take(reinterpret_cast<relax_object *>(
      newTuple(field ? 1 : 0, field ? &field : nullptr))));
  return error;
}

static double readFloat(const char *data, uint32_t dtype, int64_t index) {
  switch (dtypeSize(dtype)) {
  case 8: {
    double number;
    std::memcpy(&number, data + index * 8, 8);
    return number;
  }
  case 4: {
    float number;
    std::memcpy(&number, data + index * 4, 4);
    return number;
  }
  default: {
    uint16_t bits;
    std::memcpy(&bits, data + index * 2, 2);
    if (dtypeCode(dtype) == RELAX_DTYPE_BFLOAT) {
      uint32_t wide = uint32_t(bits) << 16;
      float number;
      std::memcpy(&number, &wide, 4);
      return number;
    }
    int exponent = (bits >> 10) & 31, mantissa = bits & 1023;
    double magnitude = exponent == 31 ? (mantissa ? NAN : INFINITY)
                       : exponent == 0
                           ? std::ldexp(mantissa, -24)
                           : std::ldexp(1024 + mantissa, exponent - 25);
    return bits & 0x8000 ? -magnitude : magnitude;
  }
  }
}

static std::string compareTensors(const relax_tensor &expected,
                                  const relax_tensor &got) {
  uint32_t dtype = getDType(expected);
  if (getDType(got) != dtype)
    return "element type " + dtypeName(getDType(got)) + ", expected " +
           dtypeName(dtype);
  if (getShape(got) != getShape(expected))
    return "shape " + formatShape(getShape(got)) + ", expected " +
           formatShape(getShape(expected));
  int64_t count = countElements(expected), wrong = 0, first = -1;
  const char *a = static_cast<const char *>(expected.dl.data),
             *b = static_cast<const char *>(got.dl.data);
  size_t size = dtypeSize(dtype);
  bool isFloat = dtypeCode(dtype) == RELAX_DTYPE_FLOAT ||
                 dtypeCode(dtype) == RELAX_DTYPE_BFLOAT;
  double rtol = size == 8 ? 1e-6 : 1e-3, atol = size == 8 ? 1e-8 : 1e-5;
  if (size == 2)
    rtol = dtypeCode(dtype) == RELAX_DTYPE_BFLOAT ? std::ldexp(1.0, -7) : 1e-3;
  for (int64_t i = 0; i < count; ++i) {
    bool same = std::memcmp(a + i * size, b + i * size, size) == 0;
    if (!same && isFloat) {
      double x = readFloat(a, dtype, i), y = readFloat(b, dtype, i);
      same = (std::isnan(x) && std::isnan(y)) || x == y ||
             (std::isfinite(x) && std::isfinite(y) &&
              std::fabs(x - y) <= atol + rtol * std::fabs(x));
    }
    if (!same && wrong++ == 0)
      first = i;
  }
  if (!wrong)
    return "";
  auto show = [&](const char *data) {
    if (isFloat)
      return std::to_string(readFloat(data, dtype, first));
    int64_t bits = 0;
    std::memcpy(&bits, data + first * size, size);
    int shift = static_cast<int>(64 - 8 * size);
    if (dtypeCode(dtype) == RELAX_DTYPE_INT)
      bits =
          static_cast<int64_t>(static_cast<uint64_t>(bits) << shift) >> shift;
    return std::to_string(bits);
  };
  return std::to_string(wrong) + " of " + std::to_string(count) +
         " elements differ: element " + std::to_string(first) + " is " +
         show(b) + ", expected " + show(a);
}

std::string conformance::compareValues(const Value &expected,
                                       const Value &got) {
  if (const relax_tensor *tensor = expected.asTensor()) {
    const relax_tensor *other = got.asTensor();
    return other ? compareTensors(*tensor, *other) : "not a tensor";
  }
  const relax_tuple *tuple = expected.asTuple(), *other = got.asTuple();
  if (!tuple || !other)
    return "not a sequence";
  if (tuple->size != other->size)
    return "length " + std::to_string(other->size) + ", expected " +
           std::to_string(tuple->size);
  for (int64_t i = 0; i < tuple->size; ++i) {
    std::string difference =
        compareValues(Value(ObjectRef::share(tuple->fields[i])),
                      Value(ObjectRef::share(other->fields[i])));
    if (!difference.empty())
      return "element " + std::to_string(i) + ": " + difference;
  }
  return "";
}
