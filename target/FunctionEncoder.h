//===- FunctionEncoder.h - One function to bytecode -------------*- C++ -*-===//

#ifndef TARGET_FUNCTIONENCODER_H
#define TARGET_FUNCTIONENCODER_H

#include "analysis/relax_vm/ProgramTables.h"

#include "runtime/executable/Executable.h"

namespace mlir::target {

/// Allocates registers and fills in the code, the register counts and the
/// locations of `result`.
LogicalResult encodeFunction(relax_vm::FuncOp function,
                             const relax_vm::ProgramTables &tables,
                             ::relax::runtime::FunctionDesc &result);

} // namespace mlir::target

#endif // TARGET_FUNCTIONENCODER_H
