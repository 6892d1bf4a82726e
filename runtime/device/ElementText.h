// Elements of tensors as text.
#ifndef RELAX_RUNTIME_DEVICE_ELEMENTTEXT_H
#define RELAX_RUNTIME_DEVICE_ELEMENTTEXT_H

#include "runtime/device/Tensor.h"

#include <string>

namespace relax::runtime {

/// The element at a place in row-major order: a number with up to 7 digits,
/// `true` or `false`, or the bits of an f8 as 0x3c.
std::string formatElement(const relax_tensor &tensor, int64_t index);

/// Element type, shape and the first 16 elements: "f32 [2, 2] = 1 2 3 4".
std::string formatTensor(const relax_tensor &tensor);

} // namespace relax::runtime

#endif // RELAX_RUNTIME_DEVICE_ELEMENTTEXT_H
