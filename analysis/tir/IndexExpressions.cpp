//===- IndexExpressions.cpp - index values as expressions -----------------===//
//
// One recursive translation with a cache. Names of temporary symbols begin with '%', which no symbol of a signature does.
//
//===----------------------------------------------------------------------===//

#include "analysis/tir/IndexExpressions.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace mlir::tir;
using sym::ExprAttr;

IndexExpressions::IndexExpressions(PrimFuncOp function)
    : context(function.getContext()), functionFacts(sym::Facts::forOperation(function)) {}

ExprAttr IndexExpressions::getTemporary(StringRef base) {
  return ExprAttr::getSymbol(context, ("%" + base + Twine(numTemporaries++)).str());
}

SmallVector<Operation *> IndexExpressions::getLoopsAround(Operation *op, Operation *limit) {
  SmallVector<Operation *> loops;
  for (Operation *parent = op->getParentOp(); parent && parent != limit && !isa<PrimFuncOp>(parent);
       parent = parent->getParentOp())
    if (isa<ForOp, BlockOp>(parent))
      loops.push_back(parent);
  return loops;
}

sym::Prover IndexExpressions::getProver(ArrayRef<Operation *> scope) {
  sym::Facts facts = functionFacts;
  for (Operation *loop : scope) {
    for (BlockArgument argument : loop->getRegion(0).getArguments()) {
      ExprAttr variable = get(argument);
      auto it = variable.isSymbol() ? ranges.find(variable.getSymbolName()) : ranges.end();
      if (it == ranges.end())
        continue;
      const Range &range = it->second;
      facts.add(sym::Comparison::le, range.lower, variable);
      facts.add(sym::Comparison::lt, variable, range.upper);
      facts.add(sym::Comparison::lt, range.lower, range.upper);
      if (range.step > 1 && range.lower.isConstant(0))
        facts.addDivisor(variable.getSymbolName(), range.step);
    }
  }
  return sym::Prover(context, facts);
}

ExprAttr IndexExpressions::get(OpFoldResult bound) {
  if (auto value = dyn_cast_if_present<Value>(bound))
    return get(value);
  return ExprAttr::getConstant(context, cast<IntegerAttr>(cast<Attribute>(bound)).getInt());
}

ExprAttr IndexExpressions::get(Value value) {
  if (ExprAttr known = expressions.lookup(value))
    return known;
  // Beyond so many operations in a row nobody asks for the expression; constants are always known.
  constexpr unsigned maxDepth = 256;
  ExprAttr expr;
  if (depth < maxDepth || (value.getDefiningOp() && value.getDefiningOp()->getNumOperands() == 0)) {
    ++depth;
    expr = compute(value);
    --depth;
  }
  if (!expr)
    expr = getTemporary("x");
  expressions[value] = expr;
  return expr;
}

/// The variable of a loop or block, whose range is remembered.
ExprAttr IndexExpressions::getVariable(BlockArgument argument) {
  Operation *owner = argument.getOwner()->getParentOp();
  OpFoldResult lower, upper;
  int64_t step = 1;
  if (auto loop = dyn_cast<ForOp>(owner)) {
    lower = loop.getLowerBound();
    upper = loop.getUpperBound();
    step = loop.getStep();
  } else if (auto block = dyn_cast<BlockOp>(owner)) {
    lower = block.getMixedLowers()[argument.getArgNumber()];
    upper = block.getMixedUppers()[argument.getArgNumber()];
  } else {
    return {};
  }
  Range range{get(lower), get(upper), step};
  ExprAttr variable = getTemporary(isa<ForOp>(owner) ? "i" : "v");
  ranges[variable.getSymbolName()] = range;
  return variable;
}

ExprAttr IndexExpressions::compute(Value value) {
  if (auto integer = dyn_cast<sym::IntType>(value.getType()))
    return integer.getExpr();
  if (auto argument = dyn_cast<BlockArgument>(value))
    return getVariable(argument);
  llvm::APInt constant;
  if (matchPattern(value, m_ConstantInt(&constant)))
    return constant.getSignificantBits() <= 64 ? ExprAttr::getConstant(context, constant.getSExtValue()) : ExprAttr();

  Operation *op = value.getDefiningOp();
  if (auto toIndex = dyn_cast<sym::ToIndexOp>(op))
    return get(toIndex.getValue());
  if (!value.getType().isIndex())
    return {};
  auto orNull = [](FailureOr<ExprAttr> expr) { return succeeded(expr) ? *expr : ExprAttr(); };
  auto combine = [&](auto function) { return orNull(function(get(op->getOperand(0)), get(op->getOperand(1)))); };
  // Rounding down and towards zero, signed and unsigned, agree where nothing is negative.
  auto combineNonNegative = [&](auto function) {
    ExprAttr lhs = get(op->getOperand(0)), rhs = get(op->getOperand(1)), zero = ExprAttr::getConstant(context, 0);
    sym::Prover prover = getProver(getLoopsAround(op));
    bool known = prover.provablyLessEqual(zero, lhs) == sym::Truth::Yes &&
                 prover.provablyLessEqual(zero, rhs) == sym::Truth::Yes;
    return known ? orNull(function(lhs, rhs)) : ExprAttr();
  };
  return llvm::TypeSwitch<Operation *, ExprAttr>(op)
      .Case([&](arith::AddIOp) { return combine(sym::add); })
      .Case([&](arith::SubIOp) { return combine(sym::sub); })
      .Case([&](arith::MulIOp) { return combine(sym::mul); })
      .Case([&](arith::FloorDivSIOp) { return combine(sym::floorDiv); })
      .Case([&](arith::CeilDivSIOp) { return combine(sym::ceilDiv); })
      .Case([&](arith::MinSIOp) { return combine(sym::min); })
      .Case([&](arith::MaxSIOp) { return combine(sym::max); })
      .Case<arith::DivSIOp, arith::DivUIOp>([&](auto) { return combineNonNegative(sym::floorDiv); })
      .Case<arith::RemSIOp, arith::RemUIOp>([&](auto) { return combineNonNegative(sym::mod); })
      .Case<arith::CeilDivUIOp>([&](auto) { return combineNonNegative(sym::ceilDiv); })
      .Case<arith::MinUIOp>([&](auto) { return combineNonNegative(sym::min); })
      .Case<arith::MaxUIOp>([&](auto) { return combineNonNegative(sym::max); })
      .Case([&](arith::SelectOp select) -> ExprAttr {
        auto compare = select.getCondition().getDefiningOp<arith::CmpIOp>();
        if (!compare || !compare.getLhs().getType().isIndex())
          return {};
        std::optional<sym::Comparison> comparison;
        if (compare.getPredicate() == arith::CmpIPredicate::eq)
          comparison = sym::Comparison::eq;
        else if (compare.getPredicate() == arith::CmpIPredicate::ne)
          comparison = sym::Comparison::ne;
        else if (compare.getPredicate() == arith::CmpIPredicate::slt)
          comparison = sym::Comparison::lt;
        else if (compare.getPredicate() == arith::CmpIPredicate::sle)
          comparison = sym::Comparison::le;
        else
          return {};
        return orNull(sym::select(*comparison, get(compare.getLhs()), get(compare.getRhs()), get(select.getTrueValue()),
                                  get(select.getFalseValue())));
      })
      .Default([](Operation *) { return ExprAttr(); });
}

ExprAttr IndexExpressions::getExtreme(ExprAttr expr, ArrayRef<Operation *> loops, const sym::Prover &prover,
                                      bool maximum) {
  ExprAttr one = ExprAttr::getConstant(context, 1), zero = ExprAttr::getConstant(context, 0);
  // Inner variables first: their bounds may mention outer ones.
  for (Operation *loop : loops) {
    for (BlockArgument argument : loop->getRegion(0).getArguments()) {
      StringAttr name = get(argument).getSymbolName();
      llvm::SetVector<StringAttr> used;
      expr.collectSymbols(used);
      if (!name || !used.contains(name))
        continue;
      auto range = ranges.find(name);
      // With another step the last value is not the upper bound minus one.
      if (range == ranges.end() || range->second.step != 1)
        return {};
      // The change per step tells the direction; it must not depend on the variable.
      FailureOr<ExprAttr> next = sym::add(ExprAttr::getSymbol(name), one);
      if (failed(next))
        return {};
      FailureOr<ExprAttr> shifted = sym::substitute(expr, {{name, *next}});
      FailureOr<ExprAttr> slope = succeeded(shifted) ? sym::sub(*shifted, expr) : shifted;
      if (failed(slope))
        return {};
      llvm::SetVector<StringAttr> slopeSymbols;
      slope->collectSymbols(slopeSymbols);
      if (slopeSymbols.contains(name))
        return {};
      bool rising = prover.provablyLessEqual(zero, *slope) == sym::Truth::Yes;
      if (!rising && prover.provablyLessEqual(*slope, zero) != sym::Truth::Yes)
        return {};
      FailureOr<ExprAttr> end = rising == maximum ? sym::sub(range->second.upper, one)
                                                  : FailureOr<ExprAttr>(range->second.lower);
      if (failed(end))
        return {};
      FailureOr<ExprAttr> extreme = sym::substitute(expr, {{name, *end}});
      if (failed(extreme))
        return {};
      expr = *extreme;
    }
  }
  return expr;
}
