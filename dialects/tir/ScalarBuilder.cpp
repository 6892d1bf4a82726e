//===- ScalarBuilder.cpp - scalar code of block bodies --------------------===//
//
// Picks the arith operation for an operand type.
//
//===----------------------------------------------------------------------===//

#include "dialects/tir/TensorExpression.h"
#include "llvm/ADT/APFloat.h"

using namespace mlir;
using namespace mlir::tir;

static bool isFloat(Value value) { return isa<FloatType>(value.getType()); }

Value ScalarBuilder::load(Value buffer, ValueRange indices) {
  loads.push_back({buffer, SmallVector<Value, 4>(indices)});
  return LoadOp::create(builder, loc, buffer, indices);
}

Value ScalarBuilder::constant(Type type, double value) {
  TypedAttr attr;
  if (auto floatType = dyn_cast<FloatType>(type)) {
    llvm::APFloat number(value);
    bool losesInfo;
    number.convert(floatType.getFloatSemantics(), llvm::APFloat::rmNearestTiesToEven, &losesInfo);
    attr = FloatAttr::get(type, number);
  } else {
    unsigned width = type.isIndex() ? 64 : type.getIntOrFloatBitWidth();
    attr = IntegerAttr::get(type, llvm::APInt(64, static_cast<int64_t>(value), /*isSigned=*/true).sextOrTrunc(width));
  }
  return arith::ConstantOp::create(builder, loc, attr);
}

Value ScalarBuilder::constantIndex(int64_t value) { return arith::ConstantIndexOp::create(builder, loc, value); }

Value ScalarBuilder::lowest(Type type, bool isUnsigned) {
  if (auto floatType = dyn_cast<FloatType>(type)) {
    const llvm::fltSemantics &semantics = floatType.getFloatSemantics();
    llvm::APFloat number = llvm::APFloat::semanticsHasInf(semantics) ? llvm::APFloat::getInf(semantics, true)
                                                                     : llvm::APFloat::getLargest(semantics, true);
    return arith::ConstantOp::create(builder, loc, FloatAttr::get(type, number));
  }
  unsigned width = type.isIndex() ? 64 : type.getIntOrFloatBitWidth();
  llvm::APInt number = isUnsigned ? llvm::APInt::getMinValue(width) : llvm::APInt::getSignedMinValue(width);
  return arith::ConstantOp::create(builder, loc, IntegerAttr::get(type, number));
}

Value ScalarBuilder::add(Value lhs, Value rhs) {
  if (isFloat(lhs))
    return arith::AddFOp::create(builder, loc, lhs, rhs);
  return arith::AddIOp::create(builder, loc, lhs, rhs);
}

Value ScalarBuilder::sub(Value lhs, Value rhs) {
  if (isFloat(lhs))
    return arith::SubFOp::create(builder, loc, lhs, rhs);
  return arith::SubIOp::create(builder, loc, lhs, rhs);
}

Value ScalarBuilder::mul(Value lhs, Value rhs) {
  if (isFloat(lhs))
    return arith::MulFOp::create(builder, loc, lhs, rhs);
  return arith::MulIOp::create(builder, loc, lhs, rhs);
}

Value ScalarBuilder::div(Value lhs, Value rhs, bool isUnsigned) {
  if (isFloat(lhs))
    return arith::DivFOp::create(builder, loc, lhs, rhs);
  if (isUnsigned)
    return arith::DivUIOp::create(builder, loc, lhs, rhs);
  return arith::DivSIOp::create(builder, loc, lhs, rhs);
}

Value ScalarBuilder::max(Value lhs, Value rhs, bool isUnsigned) {
  if (isFloat(lhs))
    return arith::MaximumFOp::create(builder, loc, lhs, rhs);
  if (isUnsigned)
    return arith::MaxUIOp::create(builder, loc, lhs, rhs);
  return arith::MaxSIOp::create(builder, loc, lhs, rhs);
}

Value ScalarBuilder::mulAdd(Value a, Value b, Value c, bool reassociate) {
  if (!isFloat(a))
    return add(mul(a, b), c);
  auto flags = arith::FastMathFlags::contract;
  if (reassociate)
    flags = flags | arith::FastMathFlags::reassoc;
  Value product = arith::MulFOp::create(builder, loc, a, b, flags);
  return arith::AddFOp::create(builder, loc, c, product, flags);
}

Value ScalarBuilder::addReassociated(Value lhs, Value rhs) {
  if (!isFloat(lhs))
    return add(lhs, rhs);
  return arith::AddFOp::create(builder, loc, lhs, rhs, arith::FastMathFlags::reassoc);
}

Value ScalarBuilder::cast(Value value, Type type, bool fromUnsigned, bool toUnsigned) {
  Type from = value.getType();
  if (from == type)
    return value;
  // i1 is bool: 1, never -1, as a number; and a number is true unless it is zero.
  fromUnsigned |= from.isInteger(1);
  if (type.isInteger(1)) {
    Value zero = constant(from, 0);
    if (isa<FloatType>(from))
      return arith::CmpFOp::create(builder, loc, arith::CmpFPredicate::UNE, value, zero);
    return arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::ne, value, zero);
  }
  if (isa<FloatType>(from) && isa<FloatType>(type)) {
    unsigned fromWidth = from.getIntOrFloatBitWidth(), width = type.getIntOrFloatBitWidth();
    if (fromWidth < width)
      return arith::ExtFOp::create(builder, loc, type, value);
    if (fromWidth > width)
      return arith::TruncFOp::create(builder, loc, type, value);
    // Formats of one width: by way of a format that holds both.
    return cast(cast(value, builder.getF32Type()), type);
  }
  if (isa<FloatType>(from)) {
    if (type.isIndex())
      return cast(cast(value, builder.getI64Type(), fromUnsigned, toUnsigned), type, toUnsigned);
    if (toUnsigned)
      return arith::FPToUIOp::create(builder, loc, type, value);
    return arith::FPToSIOp::create(builder, loc, type, value);
  }
  if (isa<FloatType>(type)) {
    if (from.isIndex())
      value = cast(value, builder.getI64Type());
    if (fromUnsigned)
      return arith::UIToFPOp::create(builder, loc, type, value);
    return arith::SIToFPOp::create(builder, loc, type, value);
  }
  if (from.isIndex() || type.isIndex()) {
    if (fromUnsigned)
      return arith::IndexCastUIOp::create(builder, loc, type, value);
    return arith::IndexCastOp::create(builder, loc, type, value);
  }
  if (from.getIntOrFloatBitWidth() > type.getIntOrFloatBitWidth())
    return arith::TruncIOp::create(builder, loc, type, value);
  if (from.getIntOrFloatBitWidth() == type.getIntOrFloatBitWidth())
    return value;
  if (fromUnsigned)
    return arith::ExtUIOp::create(builder, loc, type, value);
  return arith::ExtSIOp::create(builder, loc, type, value);
}

Value ScalarBuilder::divIndex(Value lhs, Value rhs) { return arith::DivUIOp::create(builder, loc, lhs, rhs); }

Value ScalarBuilder::remIndex(Value lhs, Value rhs) { return arith::RemUIOp::create(builder, loc, lhs, rhs); }
