//===- RelaxDialect.cpp - the dialect and its families --------------------===//
//
// Registers types, attributes and one family of operations after the other.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/RelaxDialect.h"
#include "dialects/relax/Registration.h"
#include "dialects/relax/RelaxLoweringOps.h"
#include "dialects/relax/RelaxMemoryOps.h"
#include "dialects/relax/RelaxOps.h"
#include "dialects/sym/Sym.h"

#include "dialects/relax/RelaxDialect.cpp.inc"

namespace mlir::relax {

void RelaxDialect::initialize() {
  registerTypes();
  registerAttributes();
  registerCoreOps(this);
  registerFunctionOps(this);
  registerControlFlowOps(this);
  registerCallOps(this);
  registerLoweringOps(this);
  registerMemoryOps(this);
#define FAMILY(name) register##name##Ops(this);
#include "dialects/relax/ops/Families.def"
}

Operation *RelaxDialect::materializeConstant(OpBuilder &builder,
                                             Attribute value, Type type,
                                             Location loc) {
  auto elements = dyn_cast<ElementsAttr>(value);
  auto builtin = elements ? dyn_cast<RankedTensorType>(elements.getShapedType())
                          : RankedTensorType();
  if (!builtin || !builtin.hasStaticShape() ||
      !TensorType::isValidElementType(builtin.getElementType()) ||
      TensorType::getFromBuiltin(builtin) != type)
    return nullptr;
  return ConstantOp::create(builder, loc, type, elements);
}

} // namespace mlir::relax
