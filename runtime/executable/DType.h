// Element types as one 32-bit word (abi.h): names, sizes.
#ifndef RELAX_RUNTIME_EXECUTABLE_DTYPE_H
#define RELAX_RUNTIME_EXECUTABLE_DTYPE_H

#include "runtime/executable/abi.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace relax::runtime {

constexpr uint32_t dtypeCode(uint32_t dtype) { return dtype & 0xff; }
constexpr uint32_t dtypeBits(uint32_t dtype) { return (dtype >> 8) & 0xff; }
constexpr uint32_t dtypeLanes(uint32_t dtype) { return dtype >> 16; }

/// Bytes of one element; an element of fewer than 8 bits takes a whole byte.
constexpr uint32_t dtypeSize(uint32_t dtype) {
  return (dtypeBits(dtype) + 7) / 8 * dtypeLanes(dtype);
}

/// Whether this is one of the element types that the runtime knows, with one
/// lane.
bool isKnownDType(uint32_t dtype);

/// The type of a name as relax and MLIR print it: f32, bf16, i8, u8 or ui8,
/// bool or i1, f8E4M3FN, index (as i64) ...; also NumPy's names (float32,
/// int64, uint8). 0 when unknown.
uint32_t parseDType(std::string_view name);

/// The relax name: f32, i64, u8, bool, f8E5M2 ...; `dtype(code, bits, lanes)`
/// when unknown.
std::string dtypeName(uint32_t dtype);

} // namespace relax::runtime

#endif // RELAX_RUNTIME_EXECUTABLE_DTYPE_H
