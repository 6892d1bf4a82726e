//===- Registration.h - operation families of the dialect -------*- C++ -*-===//
//
// One function for each family of operations, defined next to its operations. A
// new family adds a line here and one in RelaxDialect::initialize.
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
void registerElementwiseOps(RelaxDialect *dialect);
void registerReductionOps(RelaxDialect *dialect);
void registerLinearAlgebraOps(RelaxDialect *dialect);
void registerManipulationOps(RelaxDialect *dialect);
void registerNNOps(RelaxDialect *dialect);
void registerDatatypeOps(RelaxDialect *dialect);

} // namespace mlir::relax

#endif // DIALECTS_RELAX_REGISTRATION_H
