//===- Linker.h - Object files to a shared library --------------*- C++ -*-===//

#ifndef TARGET_LINKER_H
#define TARGET_LINKER_H

#include "mlir/IR/Location.h"
#include "mlir/Support/LLVM.h"

#include <string>

namespace mlir::target {

/// Runs ld.lld of the LLVM that the project was built with (or `ld.lld` of
/// PATH). Undefined symbols other than those of libc and libm are an error that
/// names them. The library is written to `outputPath`.
LogicalResult linkSharedLibrary(Location loc, ArrayRef<std::string> objects,
                                StringRef outputPath);

} // namespace mlir::target

#endif // TARGET_LINKER_H
