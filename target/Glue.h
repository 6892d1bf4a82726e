//===- Glue.h - The one exported symbol of a library ------------*- C++ -*-===//

#ifndef TARGET_GLUE_H
#define TARGET_GLUE_H

#include "analysis/relax_vm/ProgramTables.h"
#include "target/HostMachine.h"

#include <string>

namespace mlir::target {

/// An object file with `relax_module` (runtime/executable/abi.h): the tables of
/// kernels and compiled functions, and room for the hash.
FailureOr<std::string> emitGlueObject(Location loc,
                                      const relax_vm::ProgramTables &tables,
                                      const MachineDescription &machine);

} // namespace mlir::target

#endif // TARGET_GLUE_H
