//===- SymOps.h - Operations of the sym dialect -----------------*- C++ -*-===//

#ifndef DIALECTS_SYM_SYMOPS_H
#define DIALECTS_SYM_SYMOPS_H

#include "dialects/sym/SymAttrs.h"
#include "dialects/sym/SymInterfaces.h"
#include "dialects/sym/SymTypes.h"
#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

namespace mlir::sym {

/// What is known about symbols beside their types. Writing it keeps an op where
/// it is.
struct FactsResource
    : public SideEffects::Resource::Base<FactsResource> {
  StringRef getName() final { return "sym.facts"; }
};

} // namespace mlir::sym

#define GET_OP_CLASSES
#include "dialects/sym/SymOps.h.inc"

#endif // DIALECTS_SYM_SYMOPS_H
