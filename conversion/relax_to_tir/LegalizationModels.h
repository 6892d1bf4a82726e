//===- LegalizationModels.h - operators that know their kernel --*- C++ -*-===//
//
// Attaches LegalizeToTIROpInterface to the operators of relax, one family at a time.
//
//===----------------------------------------------------------------------===//

#ifndef CONVERSION_RELAX_TO_TIR_LEGALIZATIONMODELS_H
#define CONVERSION_RELAX_TO_TIR_LEGALIZATIONMODELS_H

#include "mlir/IR/DialectRegistry.h"
#include "mlir/IR/MLIRContext.h"

namespace mlir::relax {

// One function per family, each in the file of its name. A new family adds a line in Families.def.
#define FAMILY(name) void attach##name##Models(MLIRContext *context);
#include "conversion/relax_to_tir/Families.def"

/// Attaches the models of all families when the relax dialect is loaded.
void registerLegalizeToTIRModels(DialectRegistry &registry);

} // namespace mlir::relax

#endif // CONVERSION_RELAX_TO_TIR_LEGALIZATIONMODELS_H
