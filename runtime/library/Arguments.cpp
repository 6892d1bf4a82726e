#include "runtime/library/Arguments.h"

#include "runtime/device/FloatFormats.h"
#include "runtime/executable/DType.h"

#include <limits>

namespace relax::runtime {

absl::StatusOr<Arguments> Arguments::read(const PackedCall &call,
                                          size_t numTensors, size_t numIntegers,
                                          size_t numOutputs) {
  bool inPlace = call.results.empty();
  size_t expected = numTensors + numIntegers + (inPlace ? numOutputs : 0);
  if (call.args.size() != expected)
    return absl::InvalidArgumentError(
        concat("expected ", expected, " arguments, got ", call.args.size()));
  if (!inPlace && call.results.size() != numOutputs)
    return absl::InvalidArgumentError(
        concat("expected ", numOutputs, " results, got ", call.results.size()));
  Arguments arguments;
  arguments.results = call.results;
  for (size_t i = 0; i != expected; ++i) {
    const relax_any &arg = call.args[i];
    if (i >= numTensors && i < numTensors + numIntegers) {
      if (arg.kind != RELAX_ANY_SCALAR)
        return absl::InvalidArgumentError(
            concat("argument ", i, " must be an integer"));
      arguments.integers.push_back(arg.value.scalar);
      continue;
    }
    auto *tensor = arg.kind == RELAX_ANY_OBJECT
                       ? dynCast<relax_tensor>(arg.value.object)
                       : nullptr;
    if (!tensor)
      return absl::InvalidArgumentError(
          concat("argument ", i, " must be a tensor"));
    (i < numTensors ? arguments.tensors : arguments.given).push_back(tensor);
  }
  arguments.made.resize(inPlace ? 0 : numOutputs);
  return arguments;
}

absl::StatusOr<relax_tensor *>
Arguments::output(size_t index, absl::Span<const int64_t> shape,
                  uint32_t dtype) {
  if (made.empty()) {
    relax_tensor *tensor = given[index];
    if (getShape(*tensor) != shape || getDType(*tensor) != dtype)
      return absl::InvalidArgumentError(
          concat("output ", index, " must be ", formatShape(shape), " of ",
                 dtypeName(dtype), ", got ", formatShape(getShape(*tensor)),
                 " of ", dtypeName(getDType(*tensor))));
    return tensor;
  }
  absl::StatusOr<TensorRef> tensor = createTensor(shape, dtype);
  if (!tensor.ok())
    return tensor.status();
  made[index] = *std::move(tensor);
  return made[index].get();
}

absl::Status Arguments::finish() {
  for (size_t i = 0; i != made.size(); ++i)
    results[i].value.object =
        reinterpret_cast<relax_object *>(made[i].release());
  return absl::OkStatus();
}

absl::Status checkTensor(const relax_tensor &tensor, const char *name,
                         int64_t rank, uint32_t dtype) {
  if (rank >= 0 && tensor.dl.ndim != rank)
    return absl::InvalidArgumentError(concat("rank of '", name, "' must be ",
                                             rank, ", got ", tensor.dl.ndim));
  if (getDType(tensor) != dtype)
    return absl::InvalidArgumentError(
        concat("element type of '", name, "' must be ", dtypeName(dtype),
               ", got ", dtypeName(getDType(tensor))));
  return absl::OkStatus();
}

absl::StatusOr<uint32_t> positionDType(int64_t bits) {
  if (bits != 32 && bits != 64)
    return absl::InvalidArgumentError(
        concat("positions must have 32 or 64 bits, got ", bits));
  return bits == 32 ? int32DType : int64DType;
}

void storePosition(const relax_tensor &tensor, int64_t index,
                   int64_t position) {
  if (getDType(tensor) == int32DType)
    dataOf<int32_t>(tensor)[index] = static_cast<int32_t>(position);
  else
    dataOf<int64_t>(tensor)[index] = position;
}

absl::StatusOr<AxisView> viewAxis(const relax_tensor &tensor, int64_t axis) {
  if (axis < 0 || axis >= tensor.dl.ndim)
    return absl::InvalidArgumentError(
        concat("axis must be in [0, ", tensor.dl.ndim, "), got ", axis));
  AxisView view;
  absl::Span<const int64_t> shape = getShape(tensor);
  view.size = shape[axis];
  // Counts of parts of the shape may overflow where the whole is empty.
  std::optional<int64_t> outer = countElements(shape.subspan(0, axis)),
                         inner = countElements(shape.subspan(axis + 1));
  if (!outer || !inner)
    return absl::InvalidArgumentError(
        concat("shape is too large: ", formatShape(shape)));
  view.outer = *outer;
  view.inner = *inner;
  return view;
}

namespace {

int64_t keyOfDouble(double value) {
  if (std::isnan(value))
    return std::numeric_limits<int64_t>::max();
  if (value == 0)
    return 0;
  // The bits of floats of one sign are ordered like integers; of negative ones
  // backwards.
  int64_t bits;
  std::memcpy(&bits, &value, sizeof(bits));
  return bits < 0 ? bits ^ std::numeric_limits<int64_t>::max() : bits;
}

template <typename Storage, typename Key>
std::vector<int64_t> mapElements(const relax_tensor &tensor, Key key) {
  std::vector<int64_t> keys(countElements(tensor));
  const Storage *data = dataOf<const Storage>(tensor);
  for (size_t i = 0; i != keys.size(); ++i)
    keys[i] = key(data[i]);
  return keys;
}

template <typename Storage>
std::vector<int64_t> integerKeys(const relax_tensor &tensor) {
  return mapElements<Storage>(
      tensor, [](Storage value) { return static_cast<int64_t>(value); });
}

} // namespace

absl::StatusOr<std::vector<int64_t>> makeKeys(const relax_tensor &tensor) {
  switch (getDType(tensor)) {
  case RELAX_DTYPE(RELAX_DTYPE_BOOL, 8):
    return mapElements<uint8_t>(tensor,
                                [](uint8_t value) { return value != 0; });
  case RELAX_DTYPE(RELAX_DTYPE_INT, 8):
    return integerKeys<int8_t>(tensor);
  case RELAX_DTYPE(RELAX_DTYPE_INT, 16):
    return integerKeys<int16_t>(tensor);
  case RELAX_DTYPE(RELAX_DTYPE_INT, 32):
    return integerKeys<int32_t>(tensor);
  case RELAX_DTYPE(RELAX_DTYPE_INT, 64):
    return integerKeys<int64_t>(tensor);
  case RELAX_DTYPE(RELAX_DTYPE_UINT, 8):
    return integerKeys<uint8_t>(tensor);
  case RELAX_DTYPE(RELAX_DTYPE_UINT, 16):
    return integerKeys<uint16_t>(tensor);
  case RELAX_DTYPE(RELAX_DTYPE_UINT, 32):
    return integerKeys<uint32_t>(tensor);
  case RELAX_DTYPE(RELAX_DTYPE_UINT, 64):
    return mapElements<uint64_t>(tensor, [](uint64_t value) {
      return static_cast<int64_t>(value ^ uint64_t{1} << 63);
    });
  case RELAX_DTYPE(RELAX_DTYPE_FLOAT, 16):
    return mapElements<uint16_t>(
        tensor, [](uint16_t value) { return keyOfDouble(halfToFloat(value)); });
  case RELAX_DTYPE(RELAX_DTYPE_BFLOAT, 16):
    return mapElements<uint16_t>(tensor, [](uint16_t value) {
      return keyOfDouble(bfloatToFloat(value));
    });
  case RELAX_DTYPE(RELAX_DTYPE_FLOAT, 32):
    return mapElements<float>(tensor, keyOfDouble);
  case RELAX_DTYPE(RELAX_DTYPE_FLOAT, 64):
    return mapElements<double>(tensor, keyOfDouble);
  default:
    return absl::UnimplementedError(concat(
        "elements of type ", dtypeName(getDType(tensor)), " have no order"));
  }
}

int64_t keyOfZero(uint32_t dtype) {
  return dtype == RELAX_DTYPE(RELAX_DTYPE_UINT, 64)
             ? std::numeric_limits<int64_t>::min()
             : 0;
}

} // namespace relax::runtime
