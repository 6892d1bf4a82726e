#include "runtime/device/Tensor.h"

#include <absl/strings/str_join.h>

#include <vector>

namespace relax::runtime {

// The structs of abi.h have the layout that generated code and DLPack rely on.
static_assert(sizeof(relax_object) == 16 && offsetof(relax_object, kind) == 4);
static_assert(sizeof(relax_dltensor) == sizeof(DLTensor));
static_assert(offsetof(relax_dltensor, data) == offsetof(DLTensor, data));
static_assert(offsetof(relax_dltensor, device_type) ==
              offsetof(DLTensor, device));
static_assert(offsetof(relax_dltensor, ndim) == offsetof(DLTensor, ndim));
static_assert(offsetof(relax_dltensor, dtype_code) ==
              offsetof(DLTensor, dtype));
static_assert(offsetof(relax_dltensor, shape) == offsetof(DLTensor, shape));
static_assert(offsetof(relax_dltensor, strides) == offsetof(DLTensor, strides));
static_assert(offsetof(relax_dltensor, byte_offset) ==
              offsetof(DLTensor, byte_offset));
static_assert(offsetof(relax_tensor, dl) == 16 &&
              offsetof(relax_tensor, owner) == 64 &&
              sizeof(relax_tensor) == 96);
static_assert(offsetof(relax_tensor, dl.data) == 16 &&
              offsetof(relax_tensor, dl.ndim) == 32 &&
              offsetof(relax_tensor, dl.dtype_code) == 36 &&
              offsetof(relax_tensor, dl.shape) == 40);
static_assert(offsetof(relax_shape, dims) == 24 &&
              offsetof(relax_tuple, fields) == 24);
static_assert(offsetof(relax_scalar, bits) == 24 && sizeof(relax_any) == 16);

std::optional<int64_t> countElements(absl::Span<const int64_t> shape) {
  // A zero dimension makes the tensor empty, however large the others are; the
  // bytes are then 0.
  int64_t count = 1;
  bool empty = false;
  for (int64_t dim : shape) {
    if (dim < 0)
      return std::nullopt;
    empty |= dim == 0;
  }
  if (empty)
    return 0;
  for (int64_t dim : shape)
    if (__builtin_mul_overflow(count, dim, &count))
      return std::nullopt;
  return count;
}

std::optional<int64_t> countBytes(absl::Span<const int64_t> shape,
                                  uint32_t dtype) {
  std::optional<int64_t> count = countElements(shape);
  int64_t bytes;
  if (!count ||
      __builtin_mul_overflow(*count, int64_t{dtypeSize(dtype)}, &bytes))
    return std::nullopt;
  return bytes;
}

std::string formatShape(absl::Span<const int64_t> shape) {
  return concat("[", absl::StrJoin(shape, ", "), "]");
}

relax_tensor *newTensorOver(void *data, absl::Span<const int64_t> shape,
                            uint32_t dtype, uint32_t device,
                            relax_object *owner) {
  uint32_t sizeClass;
  uint64_t header = sizeof(relax_tensor) + shape.size() * sizeof(int64_t);
  void *block = allocateBlock(header, sizeClass, header);
  if (!block)
    return nullptr;
  relax_tensor *tensor = static_cast<relax_tensor *>(block);
  initTensor(tensor, sizeClass, static_cast<int64_t>(shape.size()), dtype,
             device, nullptr);
  tensor->dl.data = data;
  std::copy(shape.begin(), shape.end(), tensor->dl.shape);
  retain(owner);
  tensor->owner = owner;
  return tensor;
}

static absl::StatusOr<int64_t> checkedBytes(absl::Span<const int64_t> shape,
                                            uint32_t dtype) {
  if (!isKnownDType(dtype))
    return absl::InvalidArgumentError(
        concat("element type ", dtypeName(dtype), " is not supported"));
  if (shape.size() > maxRank)
    return absl::InvalidArgumentError(
        concat("rank ", shape.size(), " is above the limit of ", maxRank));
  for (int64_t dim : shape)
    if (dim < 0)
      return absl::InvalidArgumentError(
          concat("shape ", formatShape(shape), " has a negative dimension"));
  std::optional<int64_t> bytes = countBytes(shape, dtype);
  if (!bytes)
    return absl::InvalidArgumentError(
        concat("shape ", formatShape(shape), " is too large"));
  return *bytes;
}

static absl::Status outOfMemory(absl::Span<const int64_t> shape,
                                uint32_t dtype) {
  return absl::ResourceExhaustedError(
      concat("out of memory for a tensor of shape ", formatShape(shape),
             " and type ", dtypeName(dtype)));
}

absl::StatusOr<TensorRef> createTensor(absl::Span<const int64_t> shape,
                                       uint32_t dtype) {
  absl::StatusOr<int64_t> bytes = checkedBytes(shape, dtype);
  if (!bytes.ok())
    return bytes.status();
  relax_tensor *tensor = newTensorBlock(static_cast<int64_t>(shape.size()),
                                        *bytes, dtype, RELAX_DEVICE_CPU);
  if (!tensor)
    return outOfMemory(shape, dtype);
  std::copy(shape.begin(), shape.end(), tensor->dl.shape);
  return TensorRef::take(tensor);
}

absl::StatusOr<TensorRef>
wrapMemory(void *data, absl::Span<const int64_t> shape, uint32_t dtype,
           void (*deleter)(relax_tensor *), void *manager) {
  absl::StatusOr<int64_t> bytes = checkedBytes(shape, dtype);
  if (!bytes.ok())
    return bytes.status();
  relax_tensor *tensor =
      newTensorOver(data, shape, dtype, RELAX_DEVICE_CPU, nullptr);
  if (!tensor)
    return outOfMemory(shape, dtype);
  tensor->deleter = deleter;
  tensor->manager = manager;
  return TensorRef::take(tensor);
}

absl::StatusOr<TensorRef> copyTensor(const relax_tensor &source) {
  absl::StatusOr<TensorRef> copy =
      createTensor(getShape(source), getDType(source));
  if (copy.ok())
    std::memcpy((*copy)->dl.data, source.dl.data, countBytes(source));
  return copy;
}

absl::StatusOr<TensorRef> viewTensor(relax_tensor *source,
                                     absl::Span<const int64_t> shape) {
  absl::StatusOr<int64_t> bytes = checkedBytes(shape, getDType(*source));
  if (!bytes.ok())
    return bytes.status();
  if (*countElements(shape) != countElements(*source))
    return absl::InvalidArgumentError(concat(
        "a tensor of shape ", formatShape(getShape(*source)), " and ",
        countElements(*source), " elements cannot be viewed with shape ",
        formatShape(shape), " and ", *countElements(shape), " elements"));
  // A view of a view holds the tensor that has the memory.
  relax_object *owner = &source->object;
  if (source->owner)
    owner = source->owner;
  relax_tensor *view = newTensorOver(source->dl.data, shape, getDType(*source),
                                     getDevice(*source), owner);
  if (!view)
    return outOfMemory(shape, getDType(*source));
  view->flags = source->flags;
  return TensorRef::take(view);
}

namespace {
bool isCompact(const DLTensor &tensor) {
  if (!tensor.strides)
    return true;
  int64_t expected = 1;
  for (int i = tensor.ndim - 1; i >= 0; --i) {
    if (tensor.shape[i] != 1 && tensor.strides[i] != expected)
      return false;
    expected *= tensor.shape[i];
  }
  return true;
}

/// Copies a strided tensor, element by element.
void gather(const DLTensor &source, const char *data, int64_t elementSize,
            char *target) {
  std::vector<int64_t> index(source.ndim, 0);
  for (;;) {
    int64_t offset = 0;
    for (int i = 0; i != source.ndim; ++i)
      offset += index[i] * source.strides[i];
    std::memcpy(target, data + offset * elementSize, elementSize);
    target += elementSize;
    int axis = source.ndim - 1;
    while (axis >= 0 && ++index[axis] == source.shape[axis])
      index[axis--] = 0;
    if (axis < 0)
      return;
  }
}
} // namespace

absl::StatusOr<TensorRef> fromDLPack(DLManagedTensor *managed) {
  const DLTensor &dl = managed->dl_tensor;
  if (dl.device.device_type != kDLCPU)
    return absl::UnimplementedError(
        concat("tensors on DLPack device type ",
               static_cast<int>(dl.device.device_type), " are not supported"));
  if (dl.ndim < 0 || (dl.ndim != 0 && !dl.shape))
    return absl::InvalidArgumentError("the DLPack tensor has no shape");
  uint32_t dtype = dl.dtype.code | uint32_t{dl.dtype.bits} << 8 |
                   uint32_t{dl.dtype.lanes} << 16;
  absl::Span<const int64_t> shape(dl.shape, dl.ndim);
  absl::StatusOr<int64_t> bytes = checkedBytes(shape, dtype);
  if (!bytes.ok())
    return bytes.status();
  char *data = static_cast<char *>(dl.data) + dl.byte_offset;
  // Kernels rely on the alignment of the element type; more than that is not
  // asked of foreign memory.
  bool aligned = reinterpret_cast<uintptr_t>(data) % dtypeSize(dtype) == 0;
  if (*bytes == 0 || (aligned && isCompact(dl))) {
    auto deleter = [](relax_tensor *tensor) {
      auto *managed = static_cast<DLManagedTensor *>(tensor->manager);
      if (managed->deleter)
        managed->deleter(managed);
    };
    return wrapMemory(data, shape, dtype, deleter, managed);
  }
  absl::StatusOr<TensorRef> copy = createTensor(shape, dtype);
  if (!copy.ok())
    return copy.status();
  if (isCompact(dl))
    std::memcpy((*copy)->dl.data, data, *bytes);
  else
    gather(dl, data, dtypeSize(dtype), static_cast<char *>((*copy)->dl.data));
  if (managed->deleter)
    managed->deleter(managed);
  return copy;
}

DLManagedTensor *toDLPack(TensorRef tensor) {
  auto *managed = new DLManagedTensor;
  std::memcpy(&managed->dl_tensor, &tensor->dl, sizeof(DLTensor));
  managed->manager_ctx = tensor.release();
  managed->deleter = [](DLManagedTensor *self) {
    release(static_cast<relax_object *>(self->manager_ctx));
    delete self;
  };
  return managed;
}

} // namespace relax::runtime
