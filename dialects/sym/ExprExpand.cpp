//===- ExprExpand.cpp - Expressions as code -------------------------------===//

#include "dialects/sym/SymAttrs.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace mlir::sym;

namespace {
/// Walks an expression from the leaves up; equal parts become one value.
class Expansion {
public:
  explicit Expansion(ExprExpander &expander) : expander(expander) {}

  Value visit(ExprAttr expr) {
    if (Value known = values.lookup(expr))
      return known;
    Value value = build(expr);
    if (value)
      values[expr] = value;
    return value;
  }

private:
  Value binary(ExprOp op, Value lhs, Value rhs) {
    return lhs && rhs ? expander.binary(op, lhs, rhs) : Value();
  }

  Value fold(ExprOp op, ArrayRef<ExprAttr> operands) {
    Value result = visit(operands.front());
    for (ExprAttr operand : operands.drop_front())
      result = binary(op, result, visit(operand));
    return result;
  }

  Value sum(ExprAttr expr);
  Value build(ExprAttr expr);

  ExprExpander &expander;
  llvm::DenseMap<Attribute, Value> values;
};
} // namespace

Value Expansion::sum(ExprAttr expr) {
  Value result;
  auto accumulate = [&](ExprOp op, Value value) {
    if (!value)
      return false;
    result = result ? expander.binary(op, result, value) : value;
    return static_cast<bool>(result);
  };
  // Positive terms come first, so that a difference needs no negation.
  for (bool positive : {true, false}) {
    for (auto [monomial, coefficient] :
         llvm::zip(expr.getOperands(), expr.getCoefficients())) {
      if ((coefficient > 0) != positive)
        continue;
      bool subtract = !positive && result && coefficient != INT64_MIN;
      int64_t factor = subtract ? -coefficient : coefficient;
      Value term = visit(monomial);
      if (factor != 1)
        term = binary(ExprOp::Mul, term, expander.constant(factor));
      if (!accumulate(subtract ? ExprOp::Sub : ExprOp::Add, term))
        return {};
    }
    int64_t constant = expr.getValue();
    if (constant == 0 || (constant > 0) != positive)
      continue;
    bool subtract = !positive && result && constant != INT64_MIN;
    if (!accumulate(subtract ? ExprOp::Sub : ExprOp::Add,
                    expander.constant(subtract ? -constant : constant)))
      return {};
  }
  return result;
}

Value Expansion::build(ExprAttr expr) {
  ArrayRef<ExprAttr> operands = expr.getOperands();
  switch (expr.getKind()) {
  case ExprKind::Constant:
    return expander.constant(expr.getValue());
  case ExprKind::Symbol:
    return expander.symbol(expr.getSymbolName());
  case ExprKind::Sum:
    return sum(expr);
  case ExprKind::Product:
  case ExprKind::OpaqueProduct:
    return fold(ExprOp::Mul, operands);
  case ExprKind::FloorDiv:
    return fold(ExprOp::FloorDiv, operands);
  case ExprKind::CeilDiv:
    return fold(ExprOp::CeilDiv, operands);
  case ExprKind::Mod:
    return fold(ExprOp::Mod, operands);
  case ExprKind::Min:
    return fold(ExprOp::Min, operands);
  case ExprKind::Max:
    return fold(ExprOp::Max, operands);
  case ExprKind::Select: {
    SmallVector<Value> parts;
    for (ExprAttr operand : operands) {
      parts.push_back(visit(operand));
      if (!parts.back())
        return {};
    }
    return expander.select(expr.getComparison(), parts[0], parts[1], parts[2],
                           parts[3]);
  }
  }
  return {};
}

Value sym::expand(ExprAttr expr, ExprExpander &expander) {
  return Expansion(expander).visit(expr);
}

namespace {
/// Expands into `arith` on `index`.
struct IndexExpander : public ExprExpander {
  IndexExpander(OpBuilder &builder, Location loc,
                llvm::function_ref<Value(StringAttr)> symbolAsIndex)
      : builder(builder), loc(loc), symbolAsIndex(symbolAsIndex) {}

  Value constant(int64_t value) override {
    return arith::ConstantIndexOp::create(builder, loc, value);
  }

  Value symbol(StringAttr name) override { return symbolAsIndex(name); }

  Value binary(ExprOp op, Value lhs, Value rhs) override {
    switch (op) {
    case ExprOp::Add:
      return arith::AddIOp::create(builder, loc, lhs, rhs);
    case ExprOp::Sub:
      return arith::SubIOp::create(builder, loc, lhs, rhs);
    case ExprOp::Mul:
      return arith::MulIOp::create(builder, loc, lhs, rhs);
    case ExprOp::FloorDiv:
      return arith::FloorDivSIOp::create(builder, loc, lhs, rhs);
    case ExprOp::CeilDiv:
      return arith::CeilDivSIOp::create(builder, loc, lhs, rhs);
    case ExprOp::Mod: {
      Value quotient = arith::FloorDivSIOp::create(builder, loc, lhs, rhs);
      Value product = arith::MulIOp::create(builder, loc, quotient, rhs);
      return arith::SubIOp::create(builder, loc, lhs, product);
    }
    case ExprOp::Min:
      return arith::MinSIOp::create(builder, loc, lhs, rhs);
    case ExprOp::Max:
      return arith::MaxSIOp::create(builder, loc, lhs, rhs);
    }
    return {};
  }

  Value select(Comparison comparison, Value lhs, Value rhs, Value ifTrue,
               Value ifFalse) override {
    static constexpr arith::CmpIPredicate predicates[] = {
        arith::CmpIPredicate::eq, arith::CmpIPredicate::ne,
        arith::CmpIPredicate::slt, arith::CmpIPredicate::sle};
    Value condition = arith::CmpIOp::create(
        builder, loc, predicates[static_cast<int>(comparison)], lhs, rhs);
    return arith::SelectOp::create(builder, loc, condition, ifTrue, ifFalse);
  }

  OpBuilder &builder;
  Location loc;
  llvm::function_ref<Value(StringAttr)> symbolAsIndex;
};
} // namespace

Value sym::expandToIndexArith(
    OpBuilder &builder, Location loc, ExprAttr expr,
    llvm::function_ref<Value(StringAttr)> symbolAsIndex) {
  IndexExpander expander(builder, loc, symbolAsIndex);
  return expand(expr, expander);
}
