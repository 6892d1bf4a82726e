#include "runtime/executable/DType.h"

namespace relax::runtime {

namespace {
struct Name {
  const char *name;
  uint32_t dtype;
};

// The first name of a type is the one that is printed.
constexpr Name names[] = {
    {"f32", RELAX_DTYPE(RELAX_DTYPE_FLOAT, 32)},
    {"f64", RELAX_DTYPE(RELAX_DTYPE_FLOAT, 64)},
    {"f16", RELAX_DTYPE(RELAX_DTYPE_FLOAT, 16)},
    {"bf16", RELAX_DTYPE(RELAX_DTYPE_BFLOAT, 16)},
    {"bool", RELAX_DTYPE(RELAX_DTYPE_BOOL, 8)},
    {"i4", RELAX_DTYPE(RELAX_DTYPE_INT, 4)},
    {"i8", RELAX_DTYPE(RELAX_DTYPE_INT, 8)},
    {"i16", RELAX_DTYPE(RELAX_DTYPE_INT, 16)},
    {"i32", RELAX_DTYPE(RELAX_DTYPE_INT, 32)},
    {"i64", RELAX_DTYPE(RELAX_DTYPE_INT, 64)},
    {"u4", RELAX_DTYPE(RELAX_DTYPE_UINT, 4)},
    {"u8", RELAX_DTYPE(RELAX_DTYPE_UINT, 8)},
    {"u16", RELAX_DTYPE(RELAX_DTYPE_UINT, 16)},
    {"u32", RELAX_DTYPE(RELAX_DTYPE_UINT, 32)},
    {"u64", RELAX_DTYPE(RELAX_DTYPE_UINT, 64)},
    {"f8E3M4", RELAX_DTYPE(RELAX_DTYPE_F8E3M4, 8)},
    {"f8E4M3", RELAX_DTYPE(RELAX_DTYPE_F8E4M3, 8)},
    {"f8E4M3B11FNUZ", RELAX_DTYPE(RELAX_DTYPE_F8E4M3B11FNUZ, 8)},
    {"f8E4M3FN", RELAX_DTYPE(RELAX_DTYPE_F8E4M3FN, 8)},
    {"f8E4M3FNUZ", RELAX_DTYPE(RELAX_DTYPE_F8E4M3FNUZ, 8)},
    {"f8E5M2", RELAX_DTYPE(RELAX_DTYPE_F8E5M2, 8)},
    {"f8E5M2FNUZ", RELAX_DTYPE(RELAX_DTYPE_F8E5M2FNUZ, 8)},
    {"f8E8M0FNU", RELAX_DTYPE(RELAX_DTYPE_F8E8M0FNU, 8)},
    {"i1", RELAX_DTYPE(RELAX_DTYPE_BOOL, 8)},
    {"index", RELAX_DTYPE(RELAX_DTYPE_INT, 64)},
    {"si8", RELAX_DTYPE(RELAX_DTYPE_INT, 8)},
    {"si16", RELAX_DTYPE(RELAX_DTYPE_INT, 16)},
    {"si32", RELAX_DTYPE(RELAX_DTYPE_INT, 32)},
    {"si64", RELAX_DTYPE(RELAX_DTYPE_INT, 64)},
    {"ui4", RELAX_DTYPE(RELAX_DTYPE_UINT, 4)},
    {"ui8", RELAX_DTYPE(RELAX_DTYPE_UINT, 8)},
    {"ui16", RELAX_DTYPE(RELAX_DTYPE_UINT, 16)},
    {"ui32", RELAX_DTYPE(RELAX_DTYPE_UINT, 32)},
    {"ui64", RELAX_DTYPE(RELAX_DTYPE_UINT, 64)},
    {"float16", RELAX_DTYPE(RELAX_DTYPE_FLOAT, 16)},
    {"float32", RELAX_DTYPE(RELAX_DTYPE_FLOAT, 32)},
    {"float64", RELAX_DTYPE(RELAX_DTYPE_FLOAT, 64)},
    {"bfloat16", RELAX_DTYPE(RELAX_DTYPE_BFLOAT, 16)},
    {"int8", RELAX_DTYPE(RELAX_DTYPE_INT, 8)},
    {"int16", RELAX_DTYPE(RELAX_DTYPE_INT, 16)},
    {"int32", RELAX_DTYPE(RELAX_DTYPE_INT, 32)},
    {"int64", RELAX_DTYPE(RELAX_DTYPE_INT, 64)},
    {"uint8", RELAX_DTYPE(RELAX_DTYPE_UINT, 8)},
    {"uint16", RELAX_DTYPE(RELAX_DTYPE_UINT, 16)},
    {"uint32", RELAX_DTYPE(RELAX_DTYPE_UINT, 32)},
    {"uint64", RELAX_DTYPE(RELAX_DTYPE_UINT, 64)},
};
} // namespace

bool isKnownDType(uint32_t dtype) {
  for (const Name &entry : names)
    if (entry.dtype == dtype)
      return true;
  return false;
}

uint32_t parseDType(std::string_view name) {
  for (const Name &entry : names)
    if (name == entry.name)
      return entry.dtype;
  return 0;
}

std::string dtypeName(uint32_t dtype) {
  for (const Name &entry : names)
    if (entry.dtype == dtype)
      return entry.name;
  return "dtype(" + std::to_string(dtypeCode(dtype)) + ", " +
         std::to_string(dtypeBits(dtype)) + ", " +
         std::to_string(dtypeLanes(dtype)) + ")";
}

} // namespace relax::runtime
