// What a library function gets and gives. Private to this folder.
#ifndef RELAX_RUNTIME_LIBRARY_ARGUMENTS_H
#define RELAX_RUNTIME_LIBRARY_ARGUMENTS_H

#include "runtime/library/Library.h"

#include "runtime/device/Tensor.h"

#include <absl/status/statusor.h>

#include <vector>

namespace relax::runtime {

constexpr uint32_t int64DType = RELAX_DTYPE(RELAX_DTYPE_INT, 64);
constexpr uint32_t int32DType = RELAX_DTYPE(RELAX_DTYPE_INT, 32);
constexpr uint32_t float32DType = RELAX_DTYPE(RELAX_DTYPE_FLOAT, 32);

/// The arguments of one call, checked for number and kind.
class Arguments {
public:
  /// Fails where there are not `numTensors` tensors, then `numIntegers`
  /// integers, and room for `numOutputs` outputs.
  static absl::StatusOr<Arguments> read(const PackedCall &call,
                                        size_t numTensors, size_t numIntegers,
                                        size_t numOutputs);

  const relax_tensor &tensor(size_t index) const { return *tensors[index]; }
  int64_t integer(size_t index) const { return integers[index]; }

  /// The output `index`, to be filled: what the caller gave, which must have
  /// this shape and element type, or a new tensor.
  absl::StatusOr<relax_tensor *>
  output(size_t index, absl::Span<const int64_t> shape, uint32_t dtype);

  /// Hands new tensors to the caller; all outputs are filled.
  absl::Status finish();

private:
  absl::Span<relax_any> results;
  std::vector<relax_tensor *> tensors, given;
  std::vector<int64_t> integers;
  std::vector<TensorRef> made;
};

template <typename T> T *dataOf(const relax_tensor &tensor) {
  return static_cast<T *>(tensor.dl.data);
}

/// Checks the element type, and the rank unless it is -1.
absl::Status checkTensor(const relax_tensor &tensor, const char *name,
                         int64_t rank, uint32_t dtype);

/// The element type of positions with that many bits.
absl::StatusOr<uint32_t> positionDType(int64_t bits);

/// Writes positions as 32 or 64 bits.
void storePosition(const relax_tensor &tensor, int64_t index, int64_t position);

/// The dimensions before an axis, at it and after it, multiplied.
struct AxisView {
  int64_t outer = 1, size = 1, inner = 1;

  /// The place of the first element of a lane; its elements are `inner` apart.
  int64_t base(int64_t lane) const {
    return lane / inner * size * inner + lane % inner;
  }
  int64_t lanes() const { return outer * inner; }
};
absl::StatusOr<AxisView> viewAxis(const relax_tensor &tensor, int64_t axis);

/// For each element an integer; their order is that of the elements, with NaN
/// above all, and equal for equal elements (zeros of both signs, all NaN).
absl::StatusOr<std::vector<int64_t>> makeKeys(const relax_tensor &tensor);

/// The key of zero for an element type.
int64_t keyOfZero(uint32_t dtype);

} // namespace relax::runtime

#endif // RELAX_RUNTIME_LIBRARY_ARGUMENTS_H
