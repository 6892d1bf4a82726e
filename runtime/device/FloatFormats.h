// Small float formats to and from float, for printing and random data; kernels
// convert by themselves.
#ifndef RELAX_RUNTIME_DEVICE_FLOATFORMATS_H
#define RELAX_RUNTIME_DEVICE_FLOATFORMATS_H

#include <cmath>
#include <cstdint>
#include <cstring>

namespace relax::runtime {

inline float bfloatToFloat(uint16_t value) {
  uint32_t bits = uint32_t{value} << 16;
  float result;
  std::memcpy(&result, &bits, sizeof(result));
  return result;
}

/// Rounds to nearest, ties to even.
inline uint16_t floatToBfloat(float value) {
  uint32_t bits;
  std::memcpy(&bits, &value, sizeof(bits));
  if (std::isnan(value))
    return static_cast<uint16_t>(bits >> 16 | 0x40);
  return static_cast<uint16_t>((bits + 0x7fff + (bits >> 16 & 1)) >> 16);
}

inline float halfToFloat(uint16_t value) {
  int exponent = value >> 10 & 31;
  float fraction = static_cast<float>(value & 1023);
  float magnitude = exponent == 31 ? (fraction == 0 ? INFINITY : NAN)
                    : exponent == 0
                        ? std::ldexp(fraction, -24)
                        : std::ldexp(fraction + 1024, exponent - 25);
  return value & 0x8000 ? -magnitude : magnitude;
}

/// Rounds to nearest, ties to even.
inline uint16_t floatToHalf(float value) {
  uint16_t sign = std::signbit(value) ? 0x8000 : 0;
  value = std::fabs(value);
  if (std::isnan(value))
    return sign | 0x7e00;
  if (value >= 65520.0f)
    return sign | 0x7c00;
  int exponent;
  std::frexp(value, &exponent); // value = f * 2^exponent with f in [0.5, 1)
  if (exponent < -13 || value == 0)
    exponent = -13; // subnormal
  // One unit of the last place is 2^(exponent - 11).
  auto units =
      static_cast<uint32_t>(std::nearbyint(std::ldexp(value, 11 - exponent)));
  return static_cast<uint16_t>(
      sign + (static_cast<uint32_t>(exponent + 13) << 10) + units);
}

} // namespace relax::runtime

#endif // RELAX_RUNTIME_DEVICE_FLOATFORMATS_H
