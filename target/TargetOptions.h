//===- TargetOptions.h - What to make a library for -------------*- C++ -*-===//

#ifndef TARGET_TARGETOPTIONS_H
#define TARGET_TARGETOPTIONS_H

#include "llvm/ADT/StringRef.h"

#include <string>

namespace mlir::target {

/// Options of `emitSharedLibrary` and its parts.
struct TargetOptions {
  /// LLVM's optimization level of kernels and compiled functions, 0 to 3.
  unsigned optLevel = 2;
  /// CPU name as LLVM knows it; empty or "native" is the CPU of this machine.
  std::string cpu;
  /// Target features (`+avx2,-avx512f`); empty takes those of the CPU.
  std::string features;
  /// Name and version of the compiler, kept in the executable.
  std::string producer = "relax-mlir";
};

} // namespace mlir::target

#endif // TARGET_TARGETOPTIONS_H
