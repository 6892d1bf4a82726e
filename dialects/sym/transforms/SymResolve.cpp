//===- SymResolve.cpp - Replace symbolic values by their definitions ------===//
//
// Any two values of one type `!sym.int<e>` in a scope are equal wherever both
// exist, so a dominating value of the type may stand for a `sym.value`. What no
// value yields as a whole is computed on `index`, where an index is wanted.
//
//===----------------------------------------------------------------------===//

#include "dialects/sym/Sym.h"
#include "dialects/sym/transforms/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Dominance.h"

namespace mlir::sym {
#define GEN_PASS_DEF_SYMRESOLVE
#include "dialects/sym/transforms/Passes.h.inc"
} // namespace mlir::sym

using namespace mlir;
using namespace mlir::sym;

namespace {
/// The work on one scope.
class Resolver {
public:
  Resolver(Operation *scope, DominanceInfo &dominance)
      : scope(scope), dominance(dominance) {}

  void collect();
  unsigned resolveValues();
  unsigned expandIndices();

private:
  void note(Value value);
  Value lookup(ExprAttr expr, Operation *user);
  Value asIndex(StringAttr symbol, ToIndexOp user, ValueRange sources);

  Operation *scope;
  DominanceInfo &dominance;
  /// The values of each expression, in the order of the text.
  llvm::DenseMap<ExprAttr, SmallVector<Value, 2>> values;
  llvm::DenseMap<StringAttr, SmallVector<Value, 2>> indices;
};
} // namespace

void Resolver::note(Value value) {
  if (auto type = dyn_cast<IntType>(value.getType()))
    values[type.getExpr()].push_back(value);
}

/// A value of the expression that dominates the user.
Value Resolver::lookup(ExprAttr expr, Operation *user) {
  auto entry = values.find(expr);
  if (entry == values.end())
    return {};
  for (Value value : entry->second)
    if (dominance.properlyDominates(value, user))
      return value;
  return {};
}

void Resolver::collect() {
  scope->walk<WalkOrder::PreOrder>([&](Operation *op) {
    if (op != scope && isa<SymbolScopeOpInterface>(op))
      return WalkResult::skip();
    if (op != scope && !isa<ValueOp>(op))
      llvm::for_each(op->getResults(), [&](Value value) { note(value); });
    for (Region &region : op->getRegions())
      for (Block &block : region)
        llvm::for_each(block.getArguments(), [&](Value value) { note(value); });
    return WalkResult::advance();
  });
}

unsigned Resolver::resolveValues() {
  unsigned numResolved = 0;
  scope->walk<WalkOrder::PreOrder>([&](Operation *op) {
    if (op != scope && isa<SymbolScopeOpInterface>(op))
      return WalkResult::skip();
    auto valueOp = dyn_cast<ValueOp>(op);
    if (!valueOp)
      return WalkResult::advance();
    Value known = lookup(valueOp.getExpr(), op);
    if (!known) {
      // This one serves those below it.
      note(valueOp.getResult());
      return WalkResult::advance();
    }
    valueOp.getResult().replaceAllUsesWith(known);
    op->erase();
    ++numResolved;
    return WalkResult::skip();
  });
  return numResolved;
}

/// The index of a symbol at a user, or null.
Value Resolver::asIndex(StringAttr symbol, ToIndexOp user, ValueRange sources) {
  for (Value index : indices[symbol])
    if (dominance.properlyDominates(index, user))
      return index;
  OpBuilder builder(user);
  auto expr = ExprAttr::getSymbol(symbol);
  Value value = lookup(expr, user);
  if (!value) {
    FailureOr<Value> materialized =
        materialize(builder, user.getLoc(), expr, sources);
    if (failed(materialized))
      return {};
    value = *materialized;
    note(value);
  }
  Value index =
      builder.createOrFold<ToIndexOp>(user.getLoc(), builder.getIndexType(),
                                      value);
  indices[symbol].push_back(index);
  return index;
}

unsigned Resolver::expandIndices() {
  SmallVector<ToIndexOp> worklist;
  scope->walk<WalkOrder::PreOrder>([&](Operation *op) {
    if (op != scope && isa<SymbolScopeOpInterface>(op))
      return WalkResult::skip();
    if (auto toIndex = dyn_cast<ToIndexOp>(op))
      if (auto value = toIndex.getValue().getDefiningOp<ValueOp>())
        if (!value.getExpr().isSymbol())
          worklist.push_back(toIndex);
    return WalkResult::advance();
  });

  unsigned numExpanded = 0;
  for (ToIndexOp toIndex : worklist) {
    auto value = toIndex.getValue().getDefiningOp<ValueOp>();
    // All symbols first, so that nothing is left half done where one has no
    // value here.
    llvm::SetVector<StringAttr> symbols;
    value.getExpr().collectSymbols(symbols);
    llvm::DenseMap<StringAttr, Value> known;
    for (StringAttr symbol : symbols)
      known[symbol] = asIndex(symbol, toIndex, value.getSources());
    OpBuilder builder(toIndex);
    if (llvm::any_of(symbols, [&](StringAttr s) { return !known[s]; }))
      continue;
    Value expanded = expandToIndexArith(
        builder, toIndex.getLoc(), value.getExpr(),
        [&](StringAttr symbol) { return known.lookup(symbol); });
    toIndex.getResult().replaceAllUsesWith(expanded);
    toIndex.erase();
    if (value->use_empty()) {
      llvm::erase(values[value.getExpr()], value.getResult());
      value.erase();
    }
    ++numExpanded;
  }
  return numExpanded;
}

namespace {
struct SymResolve : public sym::impl::SymResolveBase<SymResolve> {
  void runOnOperation() override {
    auto &dominance = getAnalysis<DominanceInfo>();
    getOperation()->walk([&](SymbolScopeOpInterface scope) {
      Resolver resolver(scope, dominance);
      resolver.collect();
      numResolved += resolver.resolveValues();
      numExpanded += resolver.expandIndices();
    });
    markAnalysesPreserved<DominanceInfo>();
  }
};
} // namespace
