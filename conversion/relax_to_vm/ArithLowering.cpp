//===- ArithLowering.cpp - arithmetic on scalars of a function ------------===//
//
// The arithmetic of the virtual machine is signed, on 64 bits, and fails where it overflows. A narrower integer is held sign-extended, i1 as
// 0 or 1, so that what is not on 64 bits is computed there and wrapped. Everything else (floats, shifts, bits) is the business of kernels.
//
//===----------------------------------------------------------------------===//

#include "FunctionLowering.h"

#include "analysis/ScalarArithmetic.h"
#include "mlir/IR/BuiltinTypes.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace mlir::relax;

/// The bits of a scalar constant in a 64-bit register.
static std::optional<int64_t> getScalarBits(Attribute value) {
  if (auto integer = dyn_cast<IntegerAttr>(value)) {
    if (integer.getType().isInteger(1))
      return integer.getValue().getBoolValue();
    if (!integer.getType().isIndex() && integer.getType().getIntOrFloatBitWidth() > 64)
      return std::nullopt;
    return integer.getValue().getSExtValue();
  }
  if (auto number = dyn_cast<FloatAttr>(value)) {
    llvm::APInt bits = number.getValue().bitcastToAPInt();
    if (bits.getBitWidth() > 64)
      return std::nullopt;
    return static_cast<int64_t>(bits.getZExtValue());
  }
  return std::nullopt;
}

Value FunctionLowering::wrap(Location loc, Value value, unsigned width) {
  if (width == 64)
    return value;
  Value modulus = constant(loc, int64_t{1} << width);
  Value bits = create<relax_vm::IModOp>(loc, value, modulus);
  if (width == 1)
    return bits;
  Value isNegative = create<relax_vm::ICmpLeOp>(loc, constant(loc, int64_t{1} << (width - 1)), bits);
  Value excess = create<relax_vm::ISelectOp>(loc, isNegative, modulus, constant(loc, 0));
  return create<relax_vm::ISubOp>(loc, bits, excess);
}

Value FunctionLowering::zeroExtend(Location loc, Value value, unsigned width) {
  if (width == 1 || width == 64)
    return value;
  return create<relax_vm::IModOp>(loc, value, constant(loc, int64_t{1} << width));
}

Value FunctionLowering::compareIntegers(Location loc, arith::CmpIPredicate predicate, Value lhs, Value rhs, unsigned width) {
  using Predicate = arith::CmpIPredicate;
  if (predicate == Predicate::eq)
    return create<relax_vm::ICmpEqOp>(loc, lhs, rhs);
  if (predicate == Predicate::ne)
    return create<relax_vm::ICmpNeOp>(loc, lhs, rhs);
  bool isSigned = llvm::is_contained({Predicate::slt, Predicate::sle, Predicate::sgt, Predicate::sge}, predicate);
  // The 1 of i1 is -1.
  if (isSigned && width == 1)
    std::swap(lhs, rhs);
  if (llvm::is_contained({Predicate::sgt, Predicate::sge, Predicate::ugt, Predicate::uge}, predicate))
    std::swap(lhs, rhs);
  bool orEqual = llvm::is_contained({Predicate::sle, Predicate::sge, Predicate::ule, Predicate::uge}, predicate);
  if (!isSigned) {
    lhs = zeroExtend(loc, lhs, width);
    rhs = zeroExtend(loc, rhs, width);
  }
  Value result = orEqual ? Value(create<relax_vm::ICmpLeOp>(loc, lhs, rhs)) : Value(create<relax_vm::ICmpLtOp>(loc, lhs, rhs));
  if (isSigned || width != 64)
    return result;
  // Of two with different highest bits the one that has it is the greater.
  Value zero = constant(loc, 0);
  Value leftHigh = create<relax_vm::ICmpLtOp>(loc, lhs, zero);
  Value rightHigh = create<relax_vm::ICmpLtOp>(loc, rhs, zero);
  Value same = create<relax_vm::ICmpEqOp>(loc, leftHigh, rightHigh);
  return create<relax_vm::ISelectOp>(loc, same, result, rightHigh);
}

/// Division that rounds towards zero, or its remainder, which has the sign of the dividend.
Value FunctionLowering::divideTowardsZero(Location loc, Value lhs, Value rhs, bool wantsRemainder) {
  Value zero = constant(loc, 0);
  Value differ = create<relax_vm::ICmpNeOp>(loc, create<relax_vm::ICmpLtOp>(loc, lhs, zero),
                                            create<relax_vm::ICmpLtOp>(loc, rhs, zero));
  if (!wantsRemainder) {
    Value down = create<relax_vm::IFloorDivOp>(loc, lhs, rhs);
    Value up = create<relax_vm::ICeilDivOp>(loc, lhs, rhs);
    return create<relax_vm::ISelectOp>(loc, differ, up, down);
  }
  Value rest = create<relax_vm::IModOp>(loc, lhs, rhs);
  Value isInexact = create<relax_vm::ICmpNeOp>(loc, rest, zero);
  Value hasOtherSign = create<relax_vm::IMinOp>(loc, differ, isInexact);
  return create<relax_vm::ISubOp>(loc, rest, create<relax_vm::ISelectOp>(loc, hasOtherSign, rhs, zero));
}

/// An op of two integers of the same width; null where it has no translation.
Value FunctionLowering::lowerBinaryArith(Operation *op, Value lhs, Value rhs, unsigned width) {
  Location loc = op->getLoc();
  if (auto cmp = dyn_cast<arith::CmpIOp>(op))
    return compareIntegers(loc, cmp.getPredicate(), lhs, rhs, width);
  if (isa<arith::AddIOp>(op))
    return wrap(loc, create<relax_vm::IAddOp>(loc, lhs, rhs), width);
  if (isa<arith::SubIOp>(op))
    return wrap(loc, create<relax_vm::ISubOp>(loc, lhs, rhs), width);
  if (isa<arith::MulIOp>(op))
    return wrap(loc, create<relax_vm::IMulOp>(loc, lhs, rhs), width);
  if (isa<arith::MinUIOp, arith::MaxUIOp>(op)) {
    auto less = compareIntegers(loc, arith::CmpIPredicate::ult, lhs, rhs, width);
    bool isMin = isa<arith::MinUIOp>(op);
    return create<relax_vm::ISelectOp>(loc, less, isMin ? lhs : rhs, isMin ? rhs : lhs);
  }
  if (width == 1) {
    if (isa<arith::AndIOp>(op))
      return create<relax_vm::IMinOp>(loc, lhs, rhs);
    if (isa<arith::OrIOp>(op))
      return create<relax_vm::IMaxOp>(loc, lhs, rhs);
    if (isa<arith::XOrIOp>(op))
      return create<relax_vm::ICmpNeOp>(loc, lhs, rhs);
    return {};
  }
  if (isa<arith::MinSIOp>(op))
    return create<relax_vm::IMinOp>(loc, lhs, rhs);
  if (isa<arith::MaxSIOp>(op))
    return create<relax_vm::IMaxOp>(loc, lhs, rhs);
  if (isa<arith::FloorDivSIOp>(op))
    return wrap(loc, create<relax_vm::IFloorDivOp>(loc, lhs, rhs), width);
  if (isa<arith::CeilDivSIOp>(op))
    return wrap(loc, create<relax_vm::ICeilDivOp>(loc, lhs, rhs), width);
  if (isa<arith::DivSIOp>(op))
    return wrap(loc, divideTowardsZero(loc, lhs, rhs, /*wantsRemainder=*/false), width);
  if (isa<arith::RemSIOp>(op))
    return divideTowardsZero(loc, lhs, rhs, /*wantsRemainder=*/true);
  if (width == 64 || !isa<arith::DivUIOp, arith::CeilDivUIOp, arith::RemUIOp>(op))
    return {};
  lhs = zeroExtend(loc, lhs, width);
  rhs = zeroExtend(loc, rhs, width);
  if (isa<arith::DivUIOp>(op))
    return wrap(loc, create<relax_vm::IFloorDivOp>(loc, lhs, rhs), width);
  if (isa<arith::CeilDivUIOp>(op))
    return wrap(loc, create<relax_vm::ICeilDivOp>(loc, lhs, rhs), width);
  return wrap(loc, create<relax_vm::IModOp>(loc, lhs, rhs), width);
}

/// A conversion between integers; null where it has no translation.
Value FunctionLowering::lowerIntegerCast(Operation *op, Value value, unsigned from, unsigned to) {
  Location loc = op->getLoc();
  if (to < from)
    return isa<arith::TruncIOp, arith::IndexCastOp, arith::IndexCastUIOp>(op) ? wrap(loc, value, to) : Value();
  if (isa<arith::ExtUIOp, arith::IndexCastUIOp>(op))
    return zeroExtend(loc, value, from);
  if (!isa<arith::ExtSIOp, arith::IndexCastOp>(op))
    return {};
  return from == 1 ? Value(create<relax_vm::ISubOp>(loc, constant(loc, 0), value)) : value;
}

LogicalResult FunctionLowering::lowerArith(Operation *op) {
  Location loc = op->getLoc();
  if (auto constantOp = dyn_cast<arith::ConstantOp>(op))
    if (std::optional<int64_t> bits = getScalarBits(constantOp.getValue())) {
      set(constantOp, constant(loc, *bits));
      return success();
    }
  llvm::SmallVector<Value> in = get(op->getOperands());
  Value result;
  Type type = op->getNumOperands() != 0 ? op->getOperand(0).getType() : op->getResult(0).getType();
  unsigned width = getRegisterWidth(type);
  // relax-verify-legal has refused the same before, where a pipeline ran.
  if (!hasScalarTranslation(op))
    return op->emitOpError("on ") << type << " has no translation: " << getScalarHint();
  if (isa<arith::SelectOp>(op) && type.isInteger(1) && isScalarType(op->getResult(0).getType()))
    result = create<relax_vm::ISelectOp>(loc, in[0], in[1], in[2]);
  else if (width != 0 && in.size() == 1)
    result = lowerIntegerCast(op, in[0], width, getRegisterWidth(op->getResult(0).getType()));
  else if (width != 0 && in.size() == 2 && op->getNumResults() == 1)
    result = lowerBinaryArith(op, in[0], in[1], width);
  if (!result)
    return op->emitOpError("on ") << type << " has no translation to the virtual machine";
  set(op->getResult(0), result);
  return success();
}
