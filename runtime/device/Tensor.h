// Tensors: creation, views, copies, and DLPack in both directions. Tensors of
// the VM are compact and row-major.
#ifndef RELAX_RUNTIME_DEVICE_TENSOR_H
#define RELAX_RUNTIME_DEVICE_TENSOR_H

#include "runtime/device/Object.h"
#include "runtime/device/Text.h"
#include "runtime/executable/Executable.h"

#include <absl/status/statusor.h>
#include <absl/types/span.h>
#include <dlpack/dlpack.h>

#include <optional>
#include <string>

namespace relax::runtime {

using TensorRef = Ref<relax_tensor>;

/// The element type of a tensor as one word.
inline uint32_t getDType(const relax_tensor &tensor) {
  uint32_t dtype;
  std::memcpy(&dtype, &tensor.dl.dtype_code, sizeof(dtype));
  return dtype;
}
inline uint32_t getDevice(const relax_tensor &tensor) {
  return RELAX_DEVICE(tensor.dl.device_type, tensor.dl.device_id);
}
inline absl::Span<const int64_t> getShape(const relax_tensor &tensor) {
  return absl::MakeConstSpan(tensor.dl.shape, tensor.dl.ndim);
}

/// The number of elements, or nullopt on a negative dimension or overflow.
std::optional<int64_t> countElements(absl::Span<const int64_t> shape);
inline int64_t countElements(const relax_tensor &tensor) {
  return *countElements(getShape(tensor));
}

/// The size of the content in bytes, or nullopt as above.
std::optional<int64_t> countBytes(absl::Span<const int64_t> shape,
                                  uint32_t dtype);
inline int64_t countBytes(const relax_tensor &tensor) {
  return *countBytes(getShape(tensor), getDType(tensor));
}

/// `[2, 3]`.
std::string formatShape(absl::Span<const int64_t> shape);

/// Bytes of header and shape before the data of a tensor that owns its memory.
constexpr uint64_t tensorHeaderSize(int64_t ndim) {
  return (sizeof(relax_tensor) + ndim * sizeof(int64_t) + blockAlignment - 1) /
         blockAlignment * blockAlignment;
}

/// Fills everything but the dims; `data` null means "after the header".
inline void initTensor(relax_tensor *tensor, uint32_t sizeClass, int64_t ndim,
                       uint32_t dtype, uint32_t device, void *data) {
  initObject(&tensor->object, RELAX_OBJECT_TENSOR, sizeClass);
  tensor->dl.data =
      data ? data : reinterpret_cast<char *>(tensor) + tensorHeaderSize(ndim);
  tensor->dl.device_type = static_cast<int32_t>(device & 0xff);
  tensor->dl.device_id = static_cast<int32_t>(device >> 8);
  tensor->dl.ndim = static_cast<int32_t>(ndim);
  std::memcpy(&tensor->dl.dtype_code, &dtype, sizeof(dtype));
  tensor->dl.shape = reinterpret_cast<int64_t *>(tensor + 1);
  tensor->dl.strides = nullptr;
  tensor->dl.byte_offset = 0;
  tensor->owner = nullptr;
  tensor->deleter = nullptr;
  tensor->manager = nullptr;
  tensor->flags = 0;
}

/// A tensor with memory of its own, header and content in one block. `bytes` is
/// the size of the content, counted by the caller. Null when out of memory.
inline relax_tensor *newTensorBlock(int64_t ndim, uint64_t bytes,
                                    uint32_t dtype, uint32_t device) {
  uint32_t sizeClass;
  void *block = allocateBlock(tensorHeaderSize(ndim) + bytes, sizeClass,
                              tensorHeaderSize(ndim));
  if (__builtin_expect(!block, 0))
    return nullptr;
  relax_tensor *tensor = static_cast<relax_tensor *>(block);
  initTensor(tensor, sizeClass, ndim, dtype, device, nullptr);
  return tensor;
}

/// A tensor over memory that `owner` (retained; may be null) keeps alive. Null
/// when out of memory.
relax_tensor *newTensorOver(void *data, absl::Span<const int64_t> shape,
                            uint32_t dtype, uint32_t device,
                            relax_object *owner);

/// A new tensor on the CPU, its content undefined. Fails on a rank or size out
/// of range and on lack of memory.
absl::StatusOr<TensorRef> createTensor(absl::Span<const int64_t> shape,
                                       uint32_t dtype);

/// A tensor over memory of somebody else; `release` runs when the last
/// reference goes.
absl::StatusOr<TensorRef>
wrapMemory(void *data, absl::Span<const int64_t> shape, uint32_t dtype,
           void (*deleter)(relax_tensor *), void *manager);

/// A tensor with the same content.
absl::StatusOr<TensorRef> copyTensor(const relax_tensor &source);

/// Another shape over the same memory, with as many elements.
absl::StatusOr<TensorRef> viewTensor(relax_tensor *source,
                                     absl::Span<const int64_t> shape);

/// Takes over a DLPack tensor. Compact row-major ones on the CPU are wrapped,
/// strided ones copied. On success the managed tensor's deleter runs when the
/// tensor goes; on failure it is left to the caller.
absl::StatusOr<TensorRef> fromDLPack(DLManagedTensor *managed);

/// A DLPack tensor that holds a reference to `tensor`.
DLManagedTensor *toDLPack(TensorRef tensor);

} // namespace relax::runtime

#endif // RELAX_RUNTIME_DEVICE_TENSOR_H
