//===- MergeSymbols.cpp - one name for symbols that name one value --------===//
//
// One walk in order of execution collects what each symbol is known to be; the tables are scoped by region, so that
// only what dominates counts. Then all types of the function are rewritten at once, unless a check that runs today
// would become one that the verifier refuses: a program that fails when it runs stays one that fails when it runs.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/Relax.h"
#include "dialects/sym/Sym.h"
#include "dialects/sym/SymbolScope.h"
#include "mlir/IR/Builders.h"
#include "transforms/relax/cleanup/Passes.h"
#include "llvm/ADT/ScopedHashTable.h"
#include "llvm/Support/DebugLog.h"

#define DEBUG_TYPE "relax-merge-symbols"

namespace mlir::relax {
#define GEN_PASS_DEF_MERGESYMBOLS
#include "transforms/relax/cleanup/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;

namespace {

/// An op that defines symbols, with all but the names of the symbols: two that are equal define the same values.
struct DefinerKey {
  Operation *op;

  static bool isEqual(Operation *lhs, Operation *rhs);
  static unsigned hash(Operation *op) {
    return llvm::hash_combine(op->getName(), llvm::hash_combine_range(op->operand_begin(), op->operand_end()));
  }
};

/// The symbols that an op defines, none for most.
ArrayAttr getDefinedSymbols(Operation *op) {
  auto definer = dyn_cast<sym::SymbolDefinerOpInterface>(op);
  ArrayAttr symbols = definer ? definer.getDefinedSymbols() : ArrayAttr();
  return symbols && !symbols.empty() ? symbols : ArrayAttr();
}

/// The names that `from` gives to what `to` defines.
sym::Substitution getRenaming(Operation *from, Operation *to) {
  sym::Substitution renaming;
  for (auto [old, name] : llvm::zip_equal(getDefinedSymbols(from), getDefinedSymbols(to)))
    renaming[cast<StringAttr>(old)] = sym::ExprAttr::getSymbol(cast<StringAttr>(name));
  return renaming;
}

bool DefinerKey::isEqual(Operation *lhs, Operation *rhs) {
  if (lhs == rhs)
    return true;
  if (lhs->getName() != rhs->getName() || lhs->getOperands() != rhs->getOperands() ||
      lhs->getNumResults() != rhs->getNumResults() || getDefinedSymbols(lhs).size() != getDefinedSymbols(rhs).size())
    return false;
  sym::Substitution renaming = getRenaming(lhs, rhs);
  // Attributes hold the names as strings, all else follows from the types.
  NamedAttrList left(lhs->getAttrDictionary()), right(rhs->getAttrDictionary());
  ArrayAttr leftNames = getDefinedSymbols(lhs), rightNames = getDefinedSymbols(rhs);
  auto withoutNames = [](NamedAttrList &list, ArrayAttr names) {
    NamedAttrList result;
    for (NamedAttribute attr : list)
      if (attr.getValue() != names)
        result.append(attr);
    return result;
  };
  NamedAttrList leftRest = withoutNames(left, leftNames), rightRest = withoutNames(right, rightNames);
  if (leftRest.getDictionary(lhs->getContext()) != rightRest.getDictionary(lhs->getContext()))
    return false;
  for (auto [leftType, rightType] : llvm::zip_equal(lhs->getResultTypes(), rhs->getResultTypes())) {
    FailureOr<Type> renamed = sym::substitute(leftType, renaming);
    if (failed(renamed) || *renamed != rightType)
      return false;
  }
  return true;
}

struct DefinerInfo : llvm::DenseMapInfo<Operation *> {
  static unsigned getHashValue(const Operation *op) { return DefinerKey::hash(const_cast<Operation *>(op)); }
  static bool isEqual(const Operation *lhs, const Operation *rhs) {
    if (lhs == rhs)
      return true;
    if (lhs == getTombstoneKey() || lhs == getEmptyKey() || rhs == getTombstoneKey() || rhs == getEmptyKey())
      return false;
    return DefinerKey::isEqual(const_cast<Operation *>(lhs), const_cast<Operation *>(rhs));
  }
};

/// The value that casts only know more or less about.
Value getUncast(Value value) {
  while (Operation *op = value.getDefiningOp()) {
    if (auto forget = dyn_cast<ForgetOp>(op))
      value = forget.getValue();
    else if (auto cast = dyn_cast<MatchCastOp>(op); cast && value == cast.getResult())
      value = cast.getValue();
    else
      break;
  }
  return value;
}

/// The dimensions of a tensor or shape of known rank.
std::optional<llvm::ArrayRef<sym::ExprAttr>> getShape(Type type) {
  if (auto tensor = dyn_cast<relax::TensorType>(type); tensor && tensor.hasRank())
    return tensor.getShape();
  if (auto shape = dyn_cast<ShapeType>(type); shape && shape.hasRank())
    return shape.getShape();
  return std::nullopt;
}

/// Removes a chain of casts that only know less, from its end, as far as nobody uses it.
void eraseUnusedForgets(Value value) {
  while (auto forget = value.getDefiningOp<ForgetOp>()) {
    if (!forget->use_empty())
      break;
    value = forget.getValue();
    forget->erase();
  }
}

/// What the symbols of one function are known to be.
class SymbolMerger {
public:
  explicit SymbolMerger(FuncOp function) : function(function) {}

  /// Collects and rewrites. Fails, leaving the function alone, where a check would become an error of the verifier.
  LogicalResult run(unsigned &numMerged) {
    Definers::ScopeTy definerScope(definers);
    Casts::ScopeTy castScope(casts);
    visit(function.getBody());
    if (merged.empty())
      return success();
    if (contradicts())
      return failure();
    apply();
    numMerged += merged.size();
    return success();
  }

private:
  void visit(Region &region) {
    for (Block &block : region) {
      Definers::ScopeTy definerScope(definers);
      Casts::ScopeTy castScope(casts);
      for (Operation &op : block) {
        // A region that runs once: what it knows holds behind it as well, but its values are not seen there.
        for (Region &inner : op.getRegions())
          visit(inner);
        visit(&op);
      }
    }
  }

  void visit(Operation *op) {
    if (auto cast = dyn_cast<MatchCastOp>(op))
      return visitCast(cast);
    ArrayAttr symbols = getDefinedSymbols(op);
    if (!symbols)
      return;
    if (auto branch = dyn_cast<IfOp>(op))
      return visitIf(branch, symbols);
    if (op->getNumRegions() != 0 || !isMemoryEffectFree(op))
      return;
    if (auto integers = dyn_cast<TensorToIntsOp>(op))
      if (auto constant = integers.getTensor().getDefiningOp<ConstantOp>())
        if (auto values = dyn_cast<DenseIntElementsAttr>(constant.getValue()))
          return visitConstant(integers, values);
    if (Operation *earlier = definers.lookup(op)) {
      for (auto &[old, name] : getRenaming(op, earlier))
        merge(old, name);
      replaced.push_back({op, earlier});
      return;
    }
    definers.insert(op, op);
  }

  /// Integers that stand in the program; all stay where one has no 64 bits with a sign.
  void visitConstant(TensorToIntsOp op, DenseIntElementsAttr values) {
    bool isUnsigned = cast<IntegerType>(values.getElementType()).isUnsigned();
    llvm::SmallVector<int64_t> numbers;
    for (APInt value : values.getValues<APInt>()) {
      if (isUnsigned ? value.getActiveBits() > 63 : value.getSignificantBits() > 64)
        return;
      numbers.push_back(isUnsigned ? static_cast<int64_t>(value.getZExtValue()) : value.getSExtValue());
    }
    for (auto [symbol, number] : llvm::zip_equal(op.getSymbols(), numbers))
      merge(cast<StringAttr>(symbol), sym::ExprAttr::getConstant(op.getContext(), number));
    constants.push_back(op);
  }

  void visitCast(MatchCastOp cast) {
    Value root = getUncast(cast.getValue());
    std::optional<llvm::ArrayRef<sym::ExprAttr>> shape = getShape(cast.getResult().getType());
    Value best = casts.lookup(root);
    if (!best)
      best = root;
    std::optional<llvm::ArrayRef<sym::ExprAttr>> known = getShape(best.getType());
    bool found = false;
    if (shape && known && shape->size() == known->size() && isReferenceType(best.getType())) {
      llvm::SmallDenseSet<StringAttr> fresh;
      for (Attribute symbol : cast.getSymbols())
        fresh.insert(mlir::cast<StringAttr>(symbol));
      for (auto [dim, is] : llvm::zip_equal(*shape, *known)) {
        if (!dim || !is || !dim.isSymbol() || !fresh.contains(dim.getSymbolName()))
          continue;
        found |= merge(dim.getSymbolName(), is);
      }
    }
    // The operand licenses the names that the result takes over.
    if (found && cast.getValue() != best)
      operands.push_back({cast, best});
    // The value with the most names is what the next cast looks at. A cast that finds less tells nothing new.
    if (shape && (!known || llvm::count(*known, sym::ExprAttr()) > 0 || best == root))
      casts.insert(root, cast.getResult());
  }

  void visitIf(IfOp op, ArrayAttr symbols) {
    unsigned first = op.getNumResults() - symbols.size();
    YieldOp thenYield = op.getThenYield(), elseYield = op.getElseYield();
    for (auto [index, symbol] : llvm::enumerate(symbols)) {
      auto thenType = dyn_cast<sym::IntType>(thenYield.getOperand(first + index).getType());
      auto elseType = dyn_cast<sym::IntType>(elseYield.getOperand(first + index).getType());
      // A symbol that a branch defines has one definition, so an expression of both speaks of what stands above.
      if (thenType && thenType == elseType && merge(cast<StringAttr>(symbol), thenType.getExpr()))
        branches.insert(op);
    }
  }

  /// Notes what a symbol is. False where it is nothing new.
  bool merge(StringAttr symbol, sym::ExprAttr is) {
    FailureOr<sym::ExprAttr> resolved = sym::substitute(is, merged);
    if (failed(resolved) || (*resolved).getSymbolName() == symbol || merged.count(symbol))
      return false;
    // A name that stands for itself in part is another matter.
    llvm::SetVector<StringAttr> mentioned;
    resolved->collectSymbols(mentioned);
    if (mentioned.contains(symbol))
      return false;
    merged[symbol] = *resolved;
    return true;
  }

  /// Whether a check that is left to the run time would be refused under the new names.
  bool contradicts() {
    WalkResult result = function.getBody().walk([&](Operation *op) {
      if (auto cast = dyn_cast<MatchCastOp>(op)) {
        FailureOr<Type> from = sym::substitute(cast.getValue().getType(), merged),
                        to = sym::substitute(cast.getResult().getType(), merged);
        if (failed(from) || failed(to) || provablyDisjoint(*from, *to))
          return WalkResult::interrupt();
      }
      if (auto conditional = dyn_cast<ShapeConditionsOpInterface>(op)) {
        llvm::SmallVector<ShapeCondition> conditions;
        conditional.getShapeConditions(conditions);
        for (const ShapeCondition &condition : conditions)
          if (isRefused(condition))
            return WalkResult::interrupt();
      }
      for (Type type : op->getResultTypes())
        if (hasNegativeDim(type) || failed(sym::substitute(type, merged)))
          return WalkResult::interrupt();
      return WalkResult::advance();
    });
    for (auto &[cast, value] : operands) {
      FailureOr<Type> from = sym::substitute(value.getType(), merged),
                      to = sym::substitute(cast.getResult().getType(), merged);
      if (failed(from) || failed(to) || provablyDisjoint(*from, *to))
        return true;
    }
    return result.wasInterrupted();
  }

  /// Whether a dimension turns out to be negative, which the program finds when it runs.
  bool hasNegativeDim(Type type) {
    auto isNegative = [&](auto shaped) {
      if (!shaped.hasRank())
        return WalkResult::advance();
      for (sym::ExprAttr dim : shaped.getShape()) {
        if (!dim)
          continue;
        FailureOr<sym::ExprAttr> known = sym::substitute(dim, merged);
        if (succeeded(known) && known->getConstantValue().value_or(0) < 0)
          return WalkResult::interrupt();
      }
      return WalkResult::advance();
    };
    return type.walk([&](relax::TensorType tensor) { return isNegative(tensor); }).wasInterrupted() ||
           type.walk([&](ShapeType shape) { return isNegative(shape); }).wasInterrupted();
  }

  bool isRefused(const ShapeCondition &condition) {
    FailureOr<sym::ExprAttr> lhs = sym::substitute(condition.lhs, merged), rhs = sym::substitute(condition.rhs, merged);
    if (failed(lhs) || failed(rhs))
      return true;
    std::optional<int64_t> left = lhs->getConstantValue(), right = rhs->getConstantValue();
    if (left && right)
      return !sym::compareIntegers(condition.comparison, *left, *right);
    return condition.comparison == sym::Comparison::eq && sym::provablyDifferent(*lhs, *rhs);
  }

  void apply() {
    OpBuilder builder(function.getContext());
    for (auto &[cast, value] : operands) {
      Value old = cast.getValue();
      cast.getValueMutable().assign(value);
      eraseUnusedForgets(old);
    }
    // A symbol that goes takes its `!sym.int` with it.
    auto forgetSymbols = [&](Operation *op, ArrayAttr symbols) -> Operation * {
      llvm::SmallVector<Attribute> kept;
      llvm::SmallVector<unsigned> dropped;
      unsigned first = op->getNumResults() - symbols.size();
      for (auto [index, symbol] : llvm::enumerate(symbols)) {
        if (!merged.count(cast<StringAttr>(symbol))) {
          kept.push_back(symbol);
          continue;
        }
        dropped.push_back(first + index);
      }
      if (dropped.empty())
        return op;
      llvm::SmallVector<Type> types;
      for (OpResult result : op->getResults())
        if (!llvm::is_contained(dropped, result.getResultNumber()))
          types.push_back(result.getType());
      builder.setInsertionPoint(op);
      OperationState state(op->getLoc(), op->getName(), op->getOperands(), types, op->getAttrs());
      for (unsigned i = 0; i < op->getNumRegions(); ++i)
        state.addRegion();
      Operation *fresh = builder.create(state);
      cast<sym::SymbolDefinerOpInterface>(fresh).setDefinedSymbols(builder.getArrayAttr(kept));
      for (auto [from, to] : llvm::zip_equal(op->getRegions(), fresh->getRegions()))
        to.takeBody(from);
      builder.setInsertionPointAfter(fresh);
      unsigned next = 0;
      for (OpResult result : op->getResults()) {
        if (!llvm::is_contained(dropped, result.getResultNumber())) {
          result.replaceAllUsesWith(fresh->getResult(next++));
          continue;
        }
        if (result.use_empty())
          continue;
        // Who knows the value now: the operand of a cast, or what a branch yields.
        sym::ExprAttr expr = merged.lookup(cast<StringAttr>(symbols[result.getResultNumber() - first]));
        llvm::SmallVector<Value> sources(fresh->getOperands());
        if (auto branch = dyn_cast<IfOp>(fresh))
          sources.assign(fresh->result_begin(), fresh->result_end());
        auto value = sym::ValueOp::create(builder, op->getLoc(), expr, sources);
        result.replaceAllUsesWith(value.getResult());
        toResolve.push_back(value);
      }
      if (auto branch = dyn_cast<IfOp>(fresh))
        for (YieldOp yield : {branch.getThenYield(), branch.getElseYield()})
          for (unsigned index : llvm::reverse(dropped))
            yield->eraseOperand(index);
      op->erase();
      return fresh;
    };
    for (TensorToIntsOp op : constants) {
      builder.setInsertionPoint(op);
      for (auto [result, symbol] : llvm::zip_equal(op.getInts(), op.getSymbols()))
        result.replaceAllUsesWith(sym::ValueOp::create(builder, op.getLoc(), merged.lookup(cast<StringAttr>(symbol))));
      op.erase();
    }
    for (auto &[op, earlier] : replaced) {
      op->replaceAllUsesWith(earlier);
      op->erase();
    }
    llvm::SmallVector<Operation *> definersLeft;
    function.getBody().walk([&](Operation *op) {
      if (getDefinedSymbols(op))
        definersLeft.push_back(op);
    });
    for (Operation *op : definersLeft)
      forgetSymbols(op, getDefinedSymbols(op));
    llvm::SmallVector<Operation *> roots;
    for (Operation &op : function.getBody().front())
      roots.push_back(&op);
    // It fits: every type was tried before.
    (void)sym::substituteInPlace(roots, merged);
    for (sym::ValueOp value : toResolve)
      trimSources(value);
  }

  /// Keeps the sources that tell a symbol of the expression.
  static void trimSources(sym::ValueOp value) {
    llvm::SetVector<StringAttr> missing;
    value.getExpr().collectSymbols(missing);
    llvm::SmallVector<Value> kept;
    for (Value source : value.getSources()) {
      llvm::SetVector<StringAttr> offered;
      sym::collectSymbols(source.getType(), offered);
      if (missing.remove_if([&](StringAttr symbol) { return offered.contains(symbol); }))
        kept.push_back(source);
    }
    value.getSourcesMutable().assign(kept);
  }

  FuncOp function;
  using Definers = llvm::ScopedHashTable<Operation *, Operation *, DefinerInfo>;
  using Casts = llvm::ScopedHashTable<Value, Value>;
  Definers definers;
  /// For a value without casts, the cast above with the most names.
  Casts casts;
  sym::Substitution merged;
  llvm::SmallVector<std::pair<MatchCastOp, Value>> operands;
  llvm::SmallVector<std::pair<Operation *, Operation *>> replaced;
  llvm::SmallVector<TensorToIntsOp> constants;
  llvm::SmallPtrSet<Operation *, 4> branches;
  llvm::SmallVector<sym::ValueOp> toResolve;
};

struct MergeSymbols : relax::impl::MergeSymbolsBase<MergeSymbols> {
  void runOnOperation() override {
    getOperation()->walk<WalkOrder::PreOrder>([&](Operation *op) {
      auto function = dyn_cast<FuncOp>(op);
      if (!function)
        return WalkResult::advance();
      if (!function.isExternal()) {
        unsigned count = 0;
        // Names of names: what one round merges makes casts equal for the next.
        for (unsigned round = 0; round < 8; ++round) {
          unsigned before = count;
          if (failed(SymbolMerger(function).run(count))) {
            LDBG() << "skip @" << function.getSymName() << ": a check would provably fail";
            ++numContradictions;
            break;
          }
          if (count == before)
            break;
          simplifyCasts(function);
        }
        numMerged += count;
      }
      return WalkResult::skip();
    });
  }

private:
  /// Removes casts that have become weaker than what they cast.
  static void simplifyCasts(FuncOp function) {
    IRRewriter rewriter(function.getContext());
    llvm::SmallVector<Operation *> dead;
    function.getBody().walk([&](Operation *op) {
      if (auto cast = dyn_cast<MatchCastOp>(op)) {
        if (cast.getSymbols().empty() && cast.getValue().getType() == cast.getResult().getType()) {
          cast.getResult().replaceAllUsesWith(cast.getValue());
          dead.push_back(op);
        } else if (auto forget = cast.getValue().getDefiningOp<ForgetOp>();
                   forget && cast.getSymbols().empty() && forget.getValue().getType() == cast.getResult().getType()) {
          cast.getResult().replaceAllUsesWith(forget.getValue());
          dead.push_back(op);
        }
      }
    });
    for (Operation *op : dead) {
      Value source = op->getOperand(0);
      op->erase();
      eraseUnusedForgets(source);
    }
  }
};

} // namespace
