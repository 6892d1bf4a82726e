//===- NpyFile.h - tensors in files of NumPy --------------------*- C++ -*-===//
//
// Reads the header of a .npy file with every number checked and maps what follows. The format is described in NumPy's
// documentation of `numpy.lib.format`, versions 1.0 to 3.0.
//
//===----------------------------------------------------------------------===//

#ifndef SUPPORT_NPYFILE_H
#define SUPPORT_NPYFILE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace mlir {

/// One tensor, compact and row-major.
struct NpyFile {
  /// The kind of element: `b` (bool), `i`, `u`, `f`, or `V` (bytes without a meaning).
  char kind = 0;
  /// Bytes of an element.
  unsigned itemSize = 0;
  llvm::SmallVector<int64_t> shape;
  /// The elements, mapped (a copy where the file has them in column-major order).
  llvm::ArrayRef<char> data;
  /// Keeps `data`.
  std::shared_ptr<void> owner;

  /// Opens and maps a file. Nothing, with the reason in `why`, where it is no such file, damaged, or of big-endian
  /// elements.
  static std::optional<NpyFile> open(llvm::StringRef path, std::string &why);

  /// The same for the content of a file. `data` points into it.
  static std::optional<NpyFile> parse(llvm::ArrayRef<char> content, std::string &why);
};

} // namespace mlir

#endif // SUPPORT_NPYFILE_H
