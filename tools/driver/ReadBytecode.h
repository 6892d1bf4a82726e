//===- ReadBytecode.h - Modules in MLIR's bytecode --------------*- C++ -*-===//

#ifndef TOOLS_DRIVER_READBYTECODE_H
#define TOOLS_DRIVER_READBYTECODE_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

#include <optional>
#include <string>

namespace llvm {
class SourceMgr;
} // namespace llvm

namespace mlir::relaxc {

/// Whether the main buffer begins as MLIR's bytecode does.
bool holdsBytecode(const llvm::SourceMgr &sources);

/// Reads the main buffer, which holds bytecode, into `module`; it stays null
/// after a diagnostic. MLIR's reader trusts numbers in the file: where they are
/// wrong it may abort, run for ever or write over memory. So a child process
/// reads the file and writes what it read anew, and only that is read here.
/// Where the child does not end well the result says what is wrong with the
/// file. The process must have no other threads that hold locks.
std::optional<std::string> readBytecode(const llvm::SourceMgr &sources,
                                        MLIRContext *context,
                                        OwningOpRef<ModuleOp> &module);

} // namespace mlir::relaxc

#endif // TOOLS_DRIVER_READBYTECODE_H
