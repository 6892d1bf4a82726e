//===- Registration.h - operation families of the dialect -------*- C++ -*-===//
//
// One function for each family of operations, defined next to its operations. A
// new family of operators adds a line in ops/Families.def.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_REGISTRATION_H
#define DIALECTS_RELAX_REGISTRATION_H

namespace mlir::relax {

class RelaxDialect;

// The core, in this folder.
void registerCoreOps(RelaxDialect *dialect);
void registerFunctionOps(RelaxDialect *dialect);
void registerControlFlowOps(RelaxDialect *dialect);
void registerCallOps(RelaxDialect *dialect);
void registerLoweringOps(RelaxDialect *dialect);

// Operators, in dialects/relax/ops.
#define FAMILY(name) void register##name##Ops(RelaxDialect *dialect);
#include "dialects/relax/ops/Families.def"

} // namespace mlir::relax

#endif // DIALECTS_RELAX_REGISTRATION_H
