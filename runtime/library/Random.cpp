// Random numbers.
//
// A counter-based generator: number i of a call is a hash of key + i, by the
// finalizer of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom
// Number Generators, OOPSLA 2014). Normal numbers come from pairs of uniform
// ones (Box and Muller, 1958).
#include "runtime/library/Arguments.h"

#include <atomic>
#include <cmath>
#include <random>

namespace relax::runtime {
namespace {

uint64_t mix(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

class Generator {
public:
  explicit Generator(uint64_t key) : state(key) {}
  /// In [0, 1), in steps of 2^-24, which f32 holds exactly.
  double next() {
    state += 0x9E3779B97F4A7C15u;
    return static_cast<double>(mix(state) >> 40) * 0x1p-24;
  }

private:
  uint64_t state;
};

/// The key of a call: its seed, or without one a key that no other call has.
uint64_t keyOf(int64_t hasSeed, int64_t seed) {
  if (hasSeed)
    return mix(static_cast<uint64_t>(seed));
  static const uint64_t process = [] {
    std::random_device device;
    return static_cast<uint64_t>(device()) << 32 | device();
  }();
  static std::atomic<uint64_t> calls{0};
  return mix(process + mix(++calls));
}

/// Fills a new f32 tensor, whose shape is the argument, from `draw`.
template <typename Draw> absl::Status fill(const PackedCall &call, Draw draw) {
  absl::StatusOr<Arguments> arguments = Arguments::read(call, 1, 2, 1);
  if (!arguments.ok())
    return arguments.status();
  const relax_tensor &dims = arguments->tensor(0);
  if (absl::Status status = checkTensor(dims, "shape", 1, int64DType);
      !status.ok())
    return status;
  const int64_t *first = dataOf<int64_t>(dims);
  absl::StatusOr<relax_tensor *> y = arguments->output(
      0, absl::MakeConstSpan(first, dims.dl.shape[0]), float32DType);
  if (!y.ok())
    return y.status();
  Generator generator(keyOf(arguments->integer(0), arguments->integer(1)));
  float *out = dataOf<float>(**y);
  for (int64_t i = 0, count = countElements(**y); i != count; ++i)
    out[i] = draw(generator);
  return arguments->finish();
}

} // namespace

absl::Status runRandomUniform(const PackedCall &call) {
  return fill(call, [](Generator &generator) {
    return static_cast<float>(generator.next());
  });
}

absl::Status runRandomNormal(const PackedCall &call) {
  return fill(call, [](Generator &generator) {
    double radius = std::sqrt(-2 * std::log(1 - generator.next()));
    return static_cast<float>(
        radius * std::cos(2 * 3.14159265358979323846 * generator.next()));
  });
}

} // namespace relax::runtime
