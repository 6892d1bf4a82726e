//===- IndexExpressions.cpp - index values as expressions -----------------===//
//
// One recursive translation with a cache. Names of temporary symbols begin with '%', which no symbol of a signature does.
//
//===----------------------------------------------------------------------===//

#include "analysis/tir/IndexExpressions.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace mlir::tir;
using sym::ExprAttr;

IndexExpressions::IndexExpressions(Operation *function, IterVariables iterVariables)
    : context(function->getContext()), iterVariables(iterVariables),
      functionFacts(sym::Facts::forOperation(function)) {}

ExprAttr IndexExpressions::getTemporary(StringRef base) {
  return ExprAttr::getSymbol(context, ("%" + base + Twine(numTemporaries++)).str());
}

SmallVector<Operation *> IndexExpressions::getLoopsAround(Operation *op, Operation *limit) {
  SmallVector<Operation *> loops;
  for (Operation *parent = op->getParentOp(); parent && parent != limit && !isa<FunctionOpInterface>(parent);
       parent = parent->getParentOp())
    if (isa<ForOp, BlockOp, scf::ForOp>(parent))
      loops.push_back(parent);
  return loops;
}

sym::Prover IndexExpressions::getProver(ArrayRef<Operation *> scope) { return sym::Prover(context, getFacts(scope)); }

sym::Facts IndexExpressions::getFacts(ArrayRef<Operation *> scope) {
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
  return facts;
}

sym::Prover IndexExpressions::getProverAt(Operation *op) {
  sym::Facts facts = getFacts(getLoopsAround(op));
  // So many conditions at most: each fact makes each question dearer.
  constexpr unsigned maxTerms = 16;
  for (Operation *inner = op; !isa<FunctionOpInterface>(inner->getParentOp()); inner = inner->getParentOp()) {
    Operation *parent = inner->getParentOp();
    if (auto condition = dyn_cast<scf::IfOp>(parent))
      addCondition(facts, condition.getCondition(), inner->getParentRegion() == &condition.getThenRegion(), maxTerms);
    else if (auto block = dyn_cast<BlockOp>(parent); block && block.getPredicate())
      addCondition(facts, block.getPredicate(), true, maxTerms);
  }
  return sym::Prover(context, facts);
}

/// Adds what follows from a condition that holds, or does not: comparisons of index values in conjunctions.
void IndexExpressions::addCondition(sym::Facts &facts, Value condition, bool holds, unsigned limit) {
  using arith::CmpIPredicate;
  SmallVector<Value> worklist = {condition};
  for (; !worklist.empty() && limit != 0; --limit) {
    Operation *op = worklist.pop_back_val().getDefiningOp();
    if (isa_and_nonnull<arith::AndIOp>(op) && holds)
      llvm::append_range(worklist, op->getOperands());
    if (isa_and_nonnull<arith::OrIOp>(op) && !holds)
      llvm::append_range(worklist, op->getOperands());
    auto compare = dyn_cast_or_null<arith::CmpIOp>(op);
    if (!compare || !compare.getLhs().getType().isIndex())
      continue;
    CmpIPredicate predicate =
        holds ? compare.getPredicate() : arith::invertPredicate(compare.getPredicate());
    ExprAttr lhs = get(compare.getLhs()), rhs = get(compare.getRhs()), zero = ExprAttr::getConstant(context, 0);
    switch (predicate) {
    case CmpIPredicate::eq:
      facts.add(sym::Comparison::eq, lhs, rhs);
      break;
    case CmpIPredicate::ne:
      facts.add(sym::Comparison::ne, lhs, rhs);
      break;
    case CmpIPredicate::sgt:
    case CmpIPredicate::ugt:
    case CmpIPredicate::sge:
    case CmpIPredicate::uge:
      std::swap(lhs, rhs);
      [[fallthrough]];
    case CmpIPredicate::slt:
    case CmpIPredicate::ult:
    case CmpIPredicate::sle:
    case CmpIPredicate::ule: {
      bool isUnsigned = predicate >= CmpIPredicate::ult;
      // Unsigned, a value below another that is not negative is not negative either; else nothing is known.
      if (isUnsigned) {
        if (sym::Prover(context, facts).provablyLessEqual(zero, rhs) != sym::Truth::Yes)
          break;
        facts.add(sym::Comparison::le, zero, lhs);
      }
      bool strict = predicate == CmpIPredicate::slt || predicate == CmpIPredicate::ult ||
                    predicate == CmpIPredicate::sgt || predicate == CmpIPredicate::ugt;
      facts.add(strict ? sym::Comparison::lt : sym::Comparison::le, lhs, rhs);
      break;
    }
    }
  }
}

ExprAttr IndexExpressions::getExtent(Value memref, unsigned axis) {
  auto type = cast<MemRefType>(memref.getType());
  if (!type.isDynamicDim(axis))
    return ExprAttr::getConstant(context, type.getDimSize(axis));
  ExprAttr &extent = extents[{memref, axis}];
  if (extent)
    return extent;
  Operation *op = memref.getDefiningOp();
  if (auto alloc = dyn_cast_or_null<memref::AllocOp>(op))
    return extent = get(alloc.getDynamicSizes()[type.getDynamicDimIndex(axis)]);
  if (auto alloca = dyn_cast_or_null<memref::AllocaOp>(op))
    return extent = get(alloca.getDynamicSizes()[type.getDynamicDimIndex(axis)]);
  ExprAttr size = getTemporary("d");
  functionFacts.addNonNegative(size.getSymbolName());
  return extents[{memref, axis}] = size;
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
  } else if (auto loop = dyn_cast<scf::ForOp>(owner)) {
    APInt constant;
    if (argument != loop.getInductionVar() || !argument.getType().isIndex() ||
        !matchPattern(loop.getStep(), m_ConstantInt(&constant)) || constant.sle(0) || constant.getActiveBits() > 32)
      return {};
    lower = loop.getLowerBound();
    upper = loop.getUpperBound();
    step = constant.getSExtValue();
  } else if (auto block = dyn_cast<BlockOp>(owner)) {
    if (iterVariables == IterVariables::Bindings)
      return get(block.getBindings()[argument.getArgNumber()]);
    lower = block.getMixedLowers()[argument.getArgNumber()];
    upper = block.getMixedUppers()[argument.getArgNumber()];
  } else {
    return {};
  }
  Range range{get(lower), get(upper), step};
  ExprAttr variable = getTemporary(isa<BlockOp>(owner) ? "v" : "i");
  ranges[variable.getSymbolName()] = range;
  return variable;
}

/// Whether the numbers in an expression are far from the ends of 64 bits.
static bool isSmall(ExprAttr expr) {
  constexpr int64_t limit = int64_t{1} << 31;
  auto fits = [](int64_t number) { return number >= -limit && number <= limit; };
  if (std::optional<int64_t> constant = expr.getConstantValue())
    return fits(*constant);
  if (expr.getKind() == sym::ExprKind::Sum && (!fits(expr.getValue()) || !llvm::all_of(expr.getCoefficients(), fits)))
    return false;
  return expr.isSymbol() || llvm::all_of(expr.getOperands(), isSmall);
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
  if (auto dim = dyn_cast<memref::DimOp>(op)) {
    std::optional<int64_t> axis = dim.getConstantIndex();
    auto type = dyn_cast<MemRefType>(dim.getSource().getType());
    return type && axis && *axis >= 0 && *axis < type.getRank() ? getExtent(dim.getSource(), *axis) : ExprAttr();
  }
  if (!value.getType().isIndex())
    return {};
  auto orNull = [](FailureOr<ExprAttr> expr) { return succeeded(expr) ? *expr : ExprAttr(); };
  auto combine = [&](auto function) { return orNull(function(get(op->getOperand(0)), get(op->getOperand(1)))); };
  // Sums and products are right modulo 2^64 even where a part of them wraps; what rounds or compares is not. Its operands
  // must be such that no sizes of real tensors make them wrap.
  auto combineSmall = [&](auto function) {
    bool small = isSmall(get(op->getOperand(0))) && isSmall(get(op->getOperand(1)));
    return small ? combine(function) : ExprAttr();
  };
  // Rounding down and towards zero, signed and unsigned, agree where nothing is negative.
  auto combineNonNegative = [&](auto function) {
    ExprAttr lhs = get(op->getOperand(0)), rhs = get(op->getOperand(1)), zero = ExprAttr::getConstant(context, 0);
    sym::Prover prover = getProver(getLoopsAround(op));
    bool known = isSmall(lhs) && isSmall(rhs) && prover.provablyLessEqual(zero, lhs) == sym::Truth::Yes &&
                 prover.provablyLessEqual(zero, rhs) == sym::Truth::Yes;
    return known ? orNull(function(lhs, rhs)) : ExprAttr();
  };
  return llvm::TypeSwitch<Operation *, ExprAttr>(op)
      .Case([&](arith::AddIOp) { return combine(sym::add); })
      .Case([&](arith::SubIOp) { return combine(sym::sub); })
      .Case([&](arith::MulIOp) { return combine(sym::mul); })
      .Case([&](arith::FloorDivSIOp) { return combineSmall(sym::floorDiv); })
      .Case([&](arith::CeilDivSIOp) { return combineSmall(sym::ceilDiv); })
      .Case([&](arith::MinSIOp) { return combineSmall(sym::min); })
      .Case([&](arith::MaxSIOp) { return combineSmall(sym::max); })
      .Case<arith::DivSIOp, arith::DivUIOp>([&](auto) { return combineNonNegative(sym::floorDiv); })
      .Case<arith::RemSIOp, arith::RemUIOp>([&](auto) { return combineNonNegative(sym::mod); })
      .Case<arith::CeilDivUIOp>([&](auto) { return combineNonNegative(sym::ceilDiv); })
      .Case<arith::MinUIOp>([&](auto) { return combineNonNegative(sym::min); })
      .Case<arith::MaxUIOp>([&](auto) { return combineNonNegative(sym::max); })
      .Case([&](arith::SelectOp select) -> ExprAttr {
        auto compare = select.getCondition().getDefiningOp<arith::CmpIOp>();
        if (!compare || !compare.getLhs().getType().isIndex() || !isSmall(get(compare.getLhs())) ||
            !isSmall(get(compare.getRhs())))
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

/// The change of an expression when a symbol grows by one, where the symbol is a term of its own and in no other: the usual
/// case, and the cheap one. Zero where it does not occur.
static std::optional<int64_t> getConstantSlope(ExprAttr expr, StringAttr name) {
  if (expr.isConstant())
    return 0;
  if (expr.isSymbol())
    return expr.getSymbolName() == name ? 1 : 0;
  if (expr.getKind() != sym::ExprKind::Sum)
    return std::nullopt;
  int64_t slope = 0;
  for (auto [monomial, coefficient] : llvm::zip(expr.getOperands(), expr.getCoefficients())) {
    if (monomial.isSymbol() && monomial.getSymbolName() == name) {
      slope = coefficient;
      continue;
    }
    llvm::SetVector<StringAttr> used;
    monomial.collectSymbols(used);
    if (used.contains(name))
      return std::nullopt;
  }
  return slope;
}

/// The change of an expression when a symbol grows by one; fails where that depends on the symbol.
static FailureOr<ExprAttr> getSlope(ExprAttr expr, StringAttr name) {
  FailureOr<ExprAttr> next = sym::add(ExprAttr::getSymbol(name), ExprAttr::getConstant(expr.getContext(), 1));
  FailureOr<ExprAttr> shifted = succeeded(next) ? sym::substitute(expr, {{name, *next}}) : next;
  FailureOr<ExprAttr> slope = succeeded(shifted) ? sym::sub(*shifted, expr) : shifted;
  if (failed(slope))
    return failure();
  llvm::SetVector<StringAttr> symbols;
  slope->collectSymbols(symbols);
  return symbols.contains(name) ? FailureOr<ExprAttr>(failure()) : slope;
}

ExprAttr IndexExpressions::getExtreme(ExprAttr expr, ArrayRef<Operation *> loops, const sym::Prover &prover,
                                      bool maximum) {
  // Inner variables first: their bounds may mention outer ones.
  for (Operation *loop : loops) {
    for (BlockArgument argument : loop->getRegion(0).getArguments()) {
      StringAttr name = get(argument).getSymbolName();
      std::optional<int64_t> constantSlope = name ? getConstantSlope(expr, name) : 0;
      if (constantSlope == 0)
        continue;
      if (!constantSlope) {
        llvm::SetVector<StringAttr> used;
        expr.collectSymbols(used);
        if (!used.contains(name))
          continue;
      }
      auto range = ranges.find(name);
      // With another step the last value is not the upper bound minus one.
      if (range == ranges.end() || range->second.step != 1)
        return {};
      // The change per step tells the direction; it must not depend on the variable.
      bool rising = constantSlope.value_or(0) > 0;
      if (!constantSlope) {
        FailureOr<ExprAttr> slope = getSlope(expr, name);
        if (failed(slope))
          return {};
        ExprAttr zero = ExprAttr::getConstant(context, 0);
        rising = prover.provablyLessEqual(zero, *slope) == sym::Truth::Yes;
        if (!rising && prover.provablyLessEqual(*slope, zero) != sym::Truth::Yes)
          return {};
      }
      FailureOr<ExprAttr> end = rising == maximum ? sym::sub(range->second.upper, ExprAttr::getConstant(context, 1))
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

bool tir::followsFromSizes(Value value) {
  SmallVector<Value> worklist = {value};
  llvm::SmallPtrSet<Value, 16> seen;
  while (!worklist.empty()) {
    Value next = worklist.pop_back_val();
    if (!seen.insert(next).second || isa<sym::IntType>(next.getType()))
      continue;
    Operation *op = next.getDefiningOp();
    if (!op) {
      op = cast<BlockArgument>(next).getOwner()->getParentOp();
      if (!isa<ForOp, BlockOp>(op))
        return false;
    } else if (op->getNumRegions() != 0 || !isMemoryEffectFree(op)) {
      return false;
    }
    llvm::append_range(worklist, op->getOperands());
  }
  return true;
}
