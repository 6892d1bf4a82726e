//===- ScalarArithmetic.cpp - scalars that functions compute with ---------===//

#include "analysis/ScalarArithmetic.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace mlir::relax;

unsigned mlir::relax::getRegisterWidth(Type type) {
  if (type.isIndex())
    return 64;
  auto integer = dyn_cast<IntegerType>(type);
  if (!integer || (integer.getWidth() > 32 && integer.getWidth() != 64))
    return 0;
  return integer.getWidth();
}

static bool fitsRegister(Type type) {
  return type.isIndex() || (type.isIntOrFloat() && type.getIntOrFloatBitWidth() <= 64);
}

static bool isBinaryTranslated(Operation *op, unsigned width) {
  if (isa<arith::CmpIOp, arith::AddIOp, arith::SubIOp, arith::MulIOp, arith::MinUIOp, arith::MaxUIOp>(op))
    return true;
  if (width == 1)
    return isa<arith::AndIOp, arith::OrIOp, arith::XOrIOp>(op);
  if (isa<arith::MinSIOp, arith::MaxSIOp, arith::FloorDivSIOp, arith::CeilDivSIOp, arith::DivSIOp, arith::RemSIOp>(op))
    return true;
  return width != 64 && isa<arith::DivUIOp, arith::CeilDivUIOp, arith::RemUIOp>(op);
}

bool mlir::relax::hasScalarTranslation(Operation *op) {
  if (op->getNumResults() != 1)
    return false;
  Type result = op->getResult(0).getType();
  if (isa<arith::ConstantOp>(op))
    return fitsRegister(result);
  if (op->getNumOperands() == 0)
    return false;
  Type type = op->getOperand(0).getType();
  if (isa<arith::SelectOp>(op))
    return type.isInteger(1) && fitsRegister(result);
  unsigned width = getRegisterWidth(type), to = getRegisterWidth(result);
  if (width == 0)
    return false;
  if (op->getNumOperands() == 2)
    return isBinaryTranslated(op, width);
  if (to == 0)
    return false;
  if (to < width)
    return isa<arith::TruncIOp, arith::IndexCastOp, arith::IndexCastUIOp>(op);
  return isa<arith::ExtSIOp, arith::ExtUIOp, arith::IndexCastOp, arith::IndexCastUIOp>(op);
}

llvm::StringRef mlir::relax::getScalarHint() {
  return "the virtual machine adds, multiplies, divides and compares integers of up to 32 or of 64 bits; pass the scalars to a "
         "small tir.prim_func that writes the result into a tensor (relax.call_tir)";
}
