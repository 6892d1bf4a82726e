//===- ScalarLowering.cpp - scalars and symbols of a relax function -------===//
//
// `sym` ops and the part of `arith` that the scalars of the virtual machine can express: 64-bit integers, comparisons, booleans.
//
//===----------------------------------------------------------------------===//

#include "FunctionLowering.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace mlir::relax;

//===----------------------------------------------------------------------===//
// Expressions
//===----------------------------------------------------------------------===//

namespace {

/// Expands an expression into instructions.
class VMExpander : public sym::ExprExpander {
public:
  VMExpander(OpBuilder &builder, Location loc, const llvm::DenseMap<StringAttr, Value> &symbols,
             llvm::function_ref<Value(int64_t)> makeConstant)
      : builder(builder), loc(loc), symbols(symbols), makeConstant(makeConstant) {}

  Value constant(int64_t value) override { return makeConstant(value); }

  Value symbol(StringAttr name) override {
    Value value = symbols.lookup(name);
    if (!value)
      emitError(loc) << "no value of symbol '" << name.getValue() << "' is at hand (see relax-lower-shapes)";
    return value;
  }

  Value binary(sym::ExprOp op, Value lhs, Value rhs) override {
    switch (op) {
    case sym::ExprOp::Add:
      return relax_vm::IAddOp::create(builder, loc, builder.getI64Type(), lhs, rhs);
    case sym::ExprOp::Sub:
      return relax_vm::ISubOp::create(builder, loc, builder.getI64Type(), lhs, rhs);
    case sym::ExprOp::Mul:
      return relax_vm::IMulOp::create(builder, loc, builder.getI64Type(), lhs, rhs);
    case sym::ExprOp::FloorDiv:
      return relax_vm::IFloorDivOp::create(builder, loc, builder.getI64Type(), lhs, rhs);
    case sym::ExprOp::CeilDiv:
      return relax_vm::ICeilDivOp::create(builder, loc, builder.getI64Type(), lhs, rhs);
    case sym::ExprOp::Mod:
      return relax_vm::IModOp::create(builder, loc, builder.getI64Type(), lhs, rhs);
    case sym::ExprOp::Min:
      return relax_vm::IMinOp::create(builder, loc, builder.getI64Type(), lhs, rhs);
    case sym::ExprOp::Max:
      return relax_vm::IMaxOp::create(builder, loc, builder.getI64Type(), lhs, rhs);
    }
    return {};
  }

  Value select(sym::Comparison comparison, Value lhs, Value rhs, Value ifTrue, Value ifFalse) override {
    return relax_vm::ISelectOp::create(builder, loc, builder.getI64Type(), compare(comparison, lhs, rhs), ifTrue, ifFalse);
  }

private:
  Value compare(sym::Comparison comparison, Value lhs, Value rhs) {
    switch (comparison) {
    case sym::Comparison::eq:
      return relax_vm::ICmpEqOp::create(builder, loc, builder.getI64Type(), lhs, rhs);
    case sym::Comparison::ne:
      return relax_vm::ICmpNeOp::create(builder, loc, builder.getI64Type(), lhs, rhs);
    case sym::Comparison::lt:
      return relax_vm::ICmpLtOp::create(builder, loc, builder.getI64Type(), lhs, rhs);
    case sym::Comparison::le:
      return relax_vm::ICmpLeOp::create(builder, loc, builder.getI64Type(), lhs, rhs);
    }
    return {};
  }

  OpBuilder &builder;
  Location loc;
  const llvm::DenseMap<StringAttr, Value> &symbols;
  llvm::function_ref<Value(int64_t)> makeConstant;
};

} // namespace

/// A constant, once for each region that needs it.
Value FunctionLowering::constant(Location loc, int64_t value) {
  sym::ExprAttr key = sym::ExprAttr::getConstant(source.getContext(), value);
  if (Value known = expressions.lookup(key))
    return known;
  Value result = relax_vm::IConstOp::create(builder, loc, value);
  expressions.insert(key, result);
  return result;
}

/// The value of an expression; null, with an error, where a symbol has none.
Value FunctionLowering::compute(Location loc, sym::ExprAttr expr) {
  if (Value known = expressions.lookup(expr))
    return known;
  // Named, since the expander keeps a reference only.
  auto makeConstant = [&](int64_t value) { return constant(loc, value); };
  VMExpander expander(builder, loc, symbols, makeConstant);
  Value result = sym::expand(expr, expander);
  if (result && !expressions.count(expr))
    expressions.insert(expr, result);
  return result;
}

//===----------------------------------------------------------------------===//
// Ops
//===----------------------------------------------------------------------===//

LogicalResult FunctionLowering::lowerScalarOp(Operation *op) {
  Location loc = op->getLoc();
  if (isa<sym::AssumeOp>(op))
    return success();
  if (auto value = dyn_cast<sym::ValueOp>(op)) {
    Value result = compute(loc, value.getExpr());
    if (!result)
      return failure();
    set(value, result);
    return success();
  }
  if (isa<sym::ToIndexOp, sym::FromIndexOp>(op)) {
    set(op->getResult(0), get(op->getOperand(0)));
    return success();
  }
  if (isa_and_nonnull<arith::ArithDialect>(op->getDialect()))
    return lowerArith(op);
  return op->emitOpError("has no translation to the virtual machine (see relax-verify-legal)");
}

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

LogicalResult FunctionLowering::lowerArith(Operation *op) {
  Location loc = op->getLoc();
  if (auto constantOp = dyn_cast<arith::ConstantOp>(op))
    if (std::optional<int64_t> bits = getScalarBits(constantOp.getValue())) {
      set(constantOp, constant(loc, *bits));
      return success();
    }
  // Narrower integers would have to wrap where the virtual machine does not.
  bool wide = llvm::all_of(op->getOperandTypes(), [](Type type) { return type.isIndex() || type.isInteger(64); });
  bool logical = llvm::all_of(op->getOperandTypes(), [](Type type) { return type.isInteger(1); });
  llvm::SmallVector<Value> in = get(op->getOperands());
  Value result = llvm::TypeSwitch<Operation *, Value>(op)
                     .Case([&](arith::CmpIOp cmp) -> Value {
                       if (!wide)
                         return {};
                       switch (cmp.getPredicate()) {
                       case arith::CmpIPredicate::eq:
                         return create<relax_vm::ICmpEqOp>(loc, in[0], in[1]);
                       case arith::CmpIPredicate::ne:
                         return create<relax_vm::ICmpNeOp>(loc, in[0], in[1]);
                       case arith::CmpIPredicate::slt:
                         return create<relax_vm::ICmpLtOp>(loc, in[0], in[1]);
                       case arith::CmpIPredicate::sle:
                         return create<relax_vm::ICmpLeOp>(loc, in[0], in[1]);
                       case arith::CmpIPredicate::sgt:
                         return create<relax_vm::ICmpLtOp>(loc, in[1], in[0]);
                       case arith::CmpIPredicate::sge:
                         return create<relax_vm::ICmpLeOp>(loc, in[1], in[0]);
                       default:
                         return {};
                       }
                     })
                     .Case([&](arith::SelectOp) -> Value {
                       return create<relax_vm::ISelectOp>(loc, in[0], in[1], in[2]);
                     })
                     .Case<arith::IndexCastOp, arith::ExtUIOp>([&](Operation *cast) -> Value {
                       Type from = cast->getOperand(0).getType();
                       bool keeps = isa<arith::IndexCastOp>(cast) ? wide : from.isInteger(1);
                       return keeps ? in[0] : Value();
                     })
                     .Case<arith::AndIOp>([&](auto) -> Value {
                       return logical ? Value(create<relax_vm::IMinOp>(loc, in[0], in[1])) : Value();
                     })
                     .Case<arith::OrIOp>([&](auto) -> Value {
                       return logical ? Value(create<relax_vm::IMaxOp>(loc, in[0], in[1])) : Value();
                     })
                     .Case<arith::XOrIOp>([&](auto) -> Value {
                       return logical ? Value(create<relax_vm::ICmpNeOp>(loc, in[0], in[1])) : Value();
                     })
                     .Default([&](Operation *binary) -> Value {
                       if (!wide || in.size() != 2 || binary->getNumResults() != 1)
                         return {};
                       if (isa<arith::AddIOp>(binary))
                         return create<relax_vm::IAddOp>(loc, in[0], in[1]);
                       if (isa<arith::SubIOp>(binary))
                         return create<relax_vm::ISubOp>(loc, in[0], in[1]);
                       if (isa<arith::MulIOp>(binary))
                         return create<relax_vm::IMulOp>(loc, in[0], in[1]);
                       if (isa<arith::FloorDivSIOp>(binary))
                         return create<relax_vm::IFloorDivOp>(loc, in[0], in[1]);
                       if (isa<arith::CeilDivSIOp>(binary))
                         return create<relax_vm::ICeilDivOp>(loc, in[0], in[1]);
                       if (isa<arith::MinSIOp>(binary))
                         return create<relax_vm::IMinOp>(loc, in[0], in[1]);
                       if (isa<arith::MaxSIOp>(binary))
                         return create<relax_vm::IMaxOp>(loc, in[0], in[1]);
                       return {};
                     });
  if (!result)
    return op->emitOpError("has no translation to the virtual machine, whose scalars are 64-bit integers; use a kernel");
  set(op->getResult(0), result);
  return success();
}
