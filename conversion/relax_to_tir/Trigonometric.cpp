//===- Trigonometric.cpp - kernels of circular and hyperbolic functions ---===//
//
// All of them are operations of the math dialect.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/ElementwiseModels.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using namespace mlir::relax;
using tir::KernelBuilder;
using tir::ScalarBuilder;

void relax::attachTrigonometricModels(MLIRContext *context) {
  attachElementwise<AcosOp, emitUnaryAs<math::AcosOp>>(context);
  attachElementwise<AcoshOp, emitUnaryAs<math::AcoshOp>>(context);
  attachElementwise<AsinOp, emitUnaryAs<math::AsinOp>>(context);
  attachElementwise<AsinhOp, emitUnaryAs<math::AsinhOp>>(context);
  attachElementwise<AtanOp, emitUnaryAs<math::AtanOp>>(context);
  attachElementwise<AtanhOp, emitUnaryAs<math::AtanhOp>>(context);
  attachElementwise<CosOp, emitUnaryAs<math::CosOp>>(context);
  attachElementwise<CoshOp, emitUnaryAs<math::CoshOp>>(context);
  attachElementwise<SinOp, emitUnaryAs<math::SinOp>>(context);
  attachElementwise<SinhOp, emitUnaryAs<math::SinhOp>>(context);
  attachElementwise<TanOp, emitUnaryAs<math::TanOp>>(context);
}
