//===- Bytecode.h - relax_vm to the executable format -----------*- C++ -*-===//
//
// Turns the functions and tables of a module into the executable that the
// runtime reads (runtime/executable/Executable.h).
//
//===----------------------------------------------------------------------===//

#ifndef TARGET_BYTECODE_H
#define TARGET_BYTECODE_H

#include "analysis/relax_vm/ProgramTables.h"
#include "target/Constants.h"
#include "target/HostMachine.h"
#include "target/TargetOptions.h"

#include "runtime/executable/Executable.h"

namespace mlir::target {

/// A constant that goes into the weights section.
struct Weight {
  /// Offset in the section, a multiple of 64.
  uint64_t offset;
  /// Its bytes, which live as long as the module and the program.
  ArrayRef<char> bytes;
};

/// An executable, and the constants that stand beside it.
struct Program {
  ::relax::runtime::ExecutableDesc executable;
  SmallVector<Weight> weights;
  uint64_t weightsSize = 0;
  ByteArena arena;
};

/// Fails with a diagnostic when something does not fit the format.
LogicalResult buildProgram(const relax_vm::ProgramTables &tables,
                           const TargetOptions &options,
                           const MachineDescription &machine, Program &program);

} // namespace mlir::target

#endif // TARGET_BYTECODE_H
