//===- UnaryOps.cpp - functions of single elements ------------------------===//
//
// The rule of clip; those of the others are in ElementwiseRules.h.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/UnaryOps.h"

#include "dialects/relax/Registration.h"
#include "dialects/relax/RelaxDialect.h"
#include "mlir/IR/OpImplementation.h"
#include "llvm/ADT/APSInt.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

#define GET_OP_CLASSES
#include "dialects/relax/ops/UnaryOps.cpp.inc"

void mlir::relax::registerUnaryOps(RelaxDialect *dialect) {
  dialect->addOperationFamily<
#define GET_OP_LIST
#include "dialects/relax/ops/UnaryOps.cpp.inc"
      >();
}

//===----------------------------------------------------------------------===//
// ClipOp
//===----------------------------------------------------------------------===//

/// Whether integers of type `element` have the value `bound`.
static bool isIntegerOfType(const APFloat &bound, IntegerType element) {
  llvm::APSInt value(element.getWidth(), element.isUnsigned());
  bool exact = false;
  return bound.convertToInteger(value, APFloat::rmTowardZero, &exact) ==
             APFloat::opOK &&
         exact;
}

FailureOr<RelaxTensor> ClipOp::deduceResult(Adaptor adaptor,
                                            Deduction &deduction) {
  FailureOr<RelaxTensor> type =
      deduceElementwise(deduction, adaptor.getX(), Elements::Numeric);
  if (failed(type))
    return failure();
  APFloat min = adaptor.getMin(), max = adaptor.getMax();
  // Also where one is NaN.
  if (min.compare(max) != APFloat::cmpLessThan &&
      min.compare(max) != APFloat::cmpEqual)
    return deduction.fail("'min' must not be above 'max', got ",
                          min.convertToDouble(), " and ",
                          max.convertToDouble());
  auto integer = dyn_cast_or_null<IntegerType>(type->getElementType());
  if (integer)
    for (const APFloat &bound : {min, max})
      if (!isIntegerOfType(bound, integer))
        return deduction.fail("bounds must be whole numbers of the element "
                              "type ",
                              integer, ", got ", bound.convertToDouble());
  return type;
}
