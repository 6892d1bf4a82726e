// Scalars between element types, and the one element of a tensor as a scalar.

#include "runtime/vm/VirtualMachine.h"

#include <cstring>

namespace relax::runtime {

namespace {
bool isInteger(uint32_t dtype) {
  uint32_t code = dtypeCode(dtype);
  return code == RELAX_DTYPE_INT || code == RELAX_DTYPE_UINT ||
         code == RELAX_DTYPE_BOOL;
}

template <typename To, typename From> To bitCast(From from) {
  static_assert(sizeof(To) == sizeof(From));
  To to;
  std::memcpy(&to, &from, sizeof(to));
  return to;
}

constexpr uint32_t f32 = RELAX_DTYPE(RELAX_DTYPE_FLOAT, 32),
                   f64 = RELAX_DTYPE(RELAX_DTYPE_FLOAT, 64);
} // namespace

absl::StatusOr<int64_t> convertScalar(const Value &value, uint32_t dtype) {
  uint32_t from = value.scalarDType();
  int64_t bits = value.scalarBits();
  if (from == dtype)
    return bits;
  auto mismatch = [&](std::string_view why) {
    return absl::InvalidArgumentError(
        concat("a scalar of type ", dtypeName(from), " cannot be used as ",
               dtypeName(dtype), why));
  };
  if (isInteger(from) && isInteger(dtype)) {
    bool fromUnsigned64 =
        dtypeCode(from) == RELAX_DTYPE_UINT && dtypeBits(from) == 64;
    bool toUnsigned = dtypeCode(dtype) != RELAX_DTYPE_INT;
    uint32_t width =
        dtypeCode(dtype) == RELAX_DTYPE_BOOL ? 1 : dtypeBits(dtype);
    bool fits;
    if (toUnsigned)
      fits = (bits >= 0 || fromUnsigned64) &&
             (width == 64 || (static_cast<uint64_t>(bits) >> width) == 0);
    else
      fits = !(fromUnsigned64 && bits < 0) &&
             (width == 64 || (bits >= -(int64_t{1} << (width - 1)) &&
                              bits < (int64_t{1} << (width - 1))));
    if (!fits)
      return mismatch(concat(": ", bits, " is out of range"));
    return bits;
  }
  if (from == f64 && dtype == f32)
    return int64_t{
        bitCast<uint32_t>(static_cast<float>(bitCast<double>(bits)))};
  if (from == f32 && dtype == f64)
    return bitCast<int64_t>(
        static_cast<double>(bitCast<float>(static_cast<uint32_t>(bits))));
  return mismatch("");
}

int64_t readElement(const relax_tensor &tensor, int64_t index) {
  const void *data = static_cast<const char *>(tensor.dl.data) +
                     index * static_cast<int64_t>(dtypeSize(getDType(tensor)));
  bool isSigned = tensor.dl.dtype_code == RELAX_DTYPE_INT;
  auto read = [&](auto signedZero, auto unsignedZero) -> int64_t {
    std::memcpy(&unsignedZero, data, sizeof(unsignedZero));
    return isSigned ? static_cast<int64_t>(
                          static_cast<decltype(signedZero)>(unsignedZero))
                    : static_cast<int64_t>(static_cast<uint64_t>(unsignedZero));
  };
  switch (dtypeSize(getDType(tensor))) {
  case 1: {
    int64_t value = read(int8_t{}, uint8_t{});
    return tensor.dl.dtype_code == RELAX_DTYPE_BOOL ? value != 0 : value;
  }
  case 2:
    return read(int16_t{}, uint16_t{});
  case 4:
    return read(int32_t{}, uint32_t{});
  default:
    return read(int64_t{}, uint64_t{});
  }
}

} // namespace relax::runtime
