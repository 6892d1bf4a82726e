// NumPy's .npy files, read with every number of the header checked and written
// in version 1.0.
#ifndef RELAX_RUNTIME_VM_NPY_H
#define RELAX_RUNTIME_VM_NPY_H

#include "runtime/device/Tensor.h"

#include <absl/status/statusor.h>

#include <string>

namespace relax::runtime {

/// Parses the content of a .npy file: versions 1.0 to 3.0, little-endian or
/// single-byte element types, C or Fortran order. The tensor is a copy.
absl::StatusOr<TensorRef> parseNpy(absl::Span<const uint8_t> bytes);

/// Reads a .npy file.
absl::StatusOr<TensorRef> readNpy(const std::string &path);

/// Reads a file of elements without a header; its size must match.
absl::StatusOr<TensorRef> readRaw(const std::string &path,
                                  absl::Span<const int64_t> shape,
                                  uint32_t dtype);

/// Whether .npy has a name for the element type: not for bf16, i4, u4 and the
/// f8 family.
bool npySupports(uint32_t dtype);

/// The header of a .npy file, padded as the format asks; the element type must
/// be one that .npy has.
std::string npyHeader(absl::Span<const int64_t> shape, uint32_t dtype);

/// Writes a tensor as .npy, or without a header when .npy lacks its element
/// type or `raw` asks for that.
absl::Status writeTensor(const std::string &path, const relax_tensor &tensor,
                         bool raw);

} // namespace relax::runtime

#endif // RELAX_RUNTIME_VM_NPY_H
