//===- InlineFunctions.cpp - inline calls of private functions ------------===//
//
// The upstream inliner knows nothing of symbols; this one does. Callees come before callers, strongly connected component by component,
// so that a body is inlined when its own calls are. For each call the body is cloned, the symbols that it defines get fresh names, and the
// symbols of its signature become the expressions of the call.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/Relax.h"
#include "dialects/relax/SignatureMatch.h"
#include "dialects/sym/Sym.h"
#include "dialects/sym/SymbolScope.h"
#include "transforms/relax/DimOperands.h"
#include "transforms/relax/Passes.h"
#include "transforms/relax/fusion/Passes.h"
#include "mlir/Analysis/CallGraph.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/IRMapping.h"
#include "llvm/ADT/SCCIterator.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/DebugLog.h"

#define DEBUG_TYPE "relax-inline-functions"

namespace mlir::relax {
#define GEN_PASS_DEF_INLINEFUNCTIONS
#include "transforms/relax/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;

namespace {

/// What the pass remembers of a function.
struct FunctionState {
  /// The number of ops in the body.
  unsigned size = 0;
  /// Whether it calls itself, also through others.
  bool recursive = false;
  /// Whether some op of the body may mention a symbol only because the signature defines it; sym.value aside.
  bool needsSignature = false;
};

/// Whether result types of the op mention symbols that follow neither from its operands nor from itself.
bool needsSignature(Operation *op) {
  llvm::SetVector<StringAttr> used, licensed;
  for (Type type : op->getResultTypes())
    sym::collectSymbols(type, used);
  if (used.empty() || isa<sym::ValueOp>(op))
    return false;
  for (Type type : op->getOperandTypes())
    sym::collectSymbols(type, licensed);
  if (auto definer = dyn_cast<sym::SymbolDefinerOpInterface>(op))
    if (ArrayAttr defined = definer.getDefinedSymbols())
      for (Attribute symbol : defined)
        licensed.insert(cast<StringAttr>(symbol));
  for (Region &region : op->getRegions())
    for (Block &block : region)
      if (!block.empty())
        for (Type type : block.back().getOperandTypes())
          sym::collectSymbols(type, licensed);
  return llvm::any_of(used, [&](StringAttr symbol) { return !licensed.contains(symbol); });
}

/// Whether a cast of a value of type `from` may mention the symbols of `to` without defining any.
bool isLicensed(Type to, Type from, const llvm::SetVector<StringAttr> &signature) {
  llvm::SetVector<StringAttr> used, licensed;
  sym::collectSymbols(to, used);
  sym::collectSymbols(from, licensed);
  return llvm::all_of(used, [&](StringAttr symbol) { return licensed.contains(symbol) || signature.contains(symbol); });
}

struct InlineFunctions : relax::impl::InlineFunctionsBase<InlineFunctions> {
  using InlineFunctionsBase::InlineFunctionsBase;

  void runOnOperation() override {
    ModuleOp module = getOperation();
    SymbolTable symbolTable(module);
    // Functions with calls of private functions are all that matters; without any there is no graph to build.
    bool hasPrivate = llvm::any_of(module.getOps<FuncOp>(), [](FuncOp function) { return function.isPrivate(); });
    if (!hasPrivate)
      return markAllAnalysesPreserved();

    CallGraph &graph = getAnalysis<CallGraph>();
    for (auto component = llvm::scc_begin(const_cast<const CallGraph *>(&graph)); !component.isAtEnd(); ++component) {
      bool cycle = component.hasCycle();
      for (CallGraphNode *node : *component) {
        if (node->isExternal())
          continue;
        auto function = dyn_cast<FuncOp>(node->getCallableRegion()->getParentOp());
        if (!function || function->getParentOp() != module)
          continue;
        inlineInto(function, symbolTable);
        FunctionState &state = states[function];
        state.recursive = cycle;
        function.getBody().walk([&](Operation *op) {
          ++state.size;
          state.needsSignature |= needsSignature(op);
        });
      }
    }
    eraseUnused(module);
  }

private:
  void inlineInto(FuncOp caller, SymbolTable &symbolTable) {
    llvm::SmallVector<CallOp> calls;
    unsigned size = 0;
    caller.getBody().walk([&](Operation *op) {
      ++size;
      if (auto call = dyn_cast<CallOp>(op))
        calls.push_back(call);
    });
    bool inlined = false;
    for (CallOp call : calls) {
      auto callee = symbolTable.lookup<FuncOp>(call.getCalleeAttr().getAttr());
      if (!callee || !callee.isPrivate() || callee.isExternal() || callee == caller)
        continue;
      // Somebody has made these to be one kernel, or to be replaced.
      if (callee->hasAttr(kPrimitiveAttr) || callee->hasAttr(kCompositeAttr) || callee->hasAttr(kCodegenAttr))
        continue;
      auto state = states.find(callee);
      // A callee that is not finished is in one component with the caller.
      if (state == states.end() || state->second.recursive) {
        LDBG() << "skip call of @" << callee.getSymName() << ": recursive";
        continue;
      }
      if (size + state->second.size > maxOps) {
        LDBG() << "skip call of @" << callee.getSymName() << ": the caller would grow beyond " << maxOps << " ops";
        continue;
      }
      if (failed(inlineCall(caller, call, callee, state->second)))
        continue;
      size += state->second.size;
      ++numInlined;
      inlined = true;
    }
    // The caller may use an argument that the body updates, and update a result that is an argument.
    if (inlined)
      copyOutlivedOperands(caller);
  }

  /// Replaces one call. Fails, leaving it alone, where the body cannot stand in the caller.
  LogicalResult inlineCall(FuncOp caller, CallOp call, FuncOp callee, const FunctionState &state) {
    SignatureMatch match(nullptr);
    for (auto [parameter, operand] : llvm::zip_equal(callee.getArgumentTypes(), call.getOperandTypes()))
      if (failed(match.addEqual(parameter, operand, "operand")))
        return failure();
    llvm::SmallVector<ShapeCondition> conditions;
    if (failed(match.solve(&conditions)))
      return failure();
    const sym::Substitution &bindings = match.getBindings();

    // Symbols that the caller's signature defines may be mentioned anywhere; others need an operand that knows them.
    llvm::SetVector<StringAttr> free, callerSignature;
    for (StringAttr symbol : caller.getSignatureSymbols())
      callerSignature.insert(symbol);
    for (StringAttr symbol : callee.getSignatureSymbols()) {
      sym::ExprAttr expr = bindings.lookup(symbol);
      if (!expr)
        return failure();
      expr.collectSymbols(free);
    }
    bool local = llvm::any_of(free, [&](StringAttr symbol) { return !callerSignature.contains(symbol); });
    if (local && state.needsSignature) {
      LDBG() << "skip call of @" << callee.getSymName() << ": its body mentions sizes that no operand tells";
      return failure();
    }

    OpBuilder builder(call);
    llvm::SmallVector<Value> arguments;
    llvm::SmallVector<Operation *> added;
    auto giveUp = [&] {
      for (Operation *op : llvm::reverse(added))
        op->erase();
      return failure();
    };
    for (auto [parameter, operand] : llvm::zip_equal(callee.getArgumentTypes(), call.getOperands())) {
      FailureOr<Type> type = sym::substitute(parameter, bindings);
      if (failed(type))
        return giveUp();
      Value argument = operand;
      // What the types do not decide is checked here instead of at the callee's entry.
      if (*type != operand.getType()) {
        if (!isReferenceType(*type) || !isLicensed(*type, operand.getType(), callerSignature)) {
          LDBG() << "skip call of @" << callee.getSymName() << ": an argument is compared with a size that it does not tell";
          return giveUp();
        }
        argument = MatchCastOp::create(builder, call.getLoc(), *type, operand).getResult();
        added.push_back(argument.getDefiningOp());
      }
      arguments.push_back(argument);
    }

    llvm::SetVector<StringAttr> &taken = symbols[caller];
    if (taken.empty())
      sym::collectUsedSymbols(caller, taken);

    IRMapping mapping;
    Block &body = callee.getBody().front();
    for (auto [parameter, argument] : llvm::zip_equal(body.getArguments(), arguments))
      mapping.map(parameter, argument);
    llvm::SmallVector<Operation *> cloned;
    for (Operation &op : body.without_terminator()) {
      cloned.push_back(builder.clone(op, mapping));
      added.push_back(cloned.back());
    }
    // All at once, so that an expression of the call may mention a name that the body gives up.
    sym::Substitution substitution = bindings;
    for (Operation *root : cloned)
      root->walk([&](sym::SymbolDefinerOpInterface definer) {
        if (ArrayAttr defined = definer.getDefinedSymbols())
          for (Attribute symbol : defined)
            substitution[cast<StringAttr>(symbol)] =
                sym::ExprAttr::getSymbol(getFreshName(cast<StringAttr>(symbol), taken, nextNumber[caller]));
      });
    if (failed(sym::substituteInPlace(cloned, substitution)))
      return giveUp();
    for (Operation *root : cloned)
      dropConstantDimOperands(root);
    if (local)
      for (Operation *root : cloned)
        root->walk([&](sym::ValueOp value) { license(value, arguments); });

    llvm::SmallVector<Value> results;
    for (auto [returned, type] : llvm::zip_equal(body.getTerminator()->getOperands(), call.getResultTypes())) {
      Value value = mapping.lookupOrDefault(returned);
      if (value.getType() != type) {
        if (!isReferenceType(type) || (!isSubtype(value.getType(), type) && !isLicensed(type, value.getType(), callerSignature)))
          return giveUp();
        if (isSubtype(value.getType(), type))
          value = ForgetOp::create(builder, call.getLoc(), type, value);
        else
          value = MatchCastOp::create(builder, call.getLoc(), type, value).getResult();
        added.push_back(value.getDefiningOp());
      }
      results.push_back(value);
    }
    call->replaceAllUsesWith(results);
    call.erase();
    return success();
  }

  /// A name like `symbol` that is not taken, and is from here on. Numbers go on from call to call: trying all of them each time would make
  /// many calls of one function slow.
  static StringAttr getFreshName(StringAttr symbol, llvm::SetVector<StringAttr> &taken,
                                 llvm::StringMap<unsigned> &nextNumber) {
    if (taken.insert(symbol))
      return symbol;
    llvm::StringRef base = symbol.getValue();
    llvm::StringRef stem = base.rtrim("0123456789");
    if (stem.size() < base.size() && stem.size() > 1 && stem.back() == '_')
      base = stem.drop_back();
    unsigned &next = nextNumber[base];
    StringAttr fresh;
    do
      fresh = StringAttr::get(symbol.getContext(), base + "_" + llvm::Twine(next++));
    while (!taken.insert(fresh));
    return fresh;
  }

  /// Gives a `sym.value` that the callee's signature licensed the arguments that now tell its symbols.
  static void license(sym::ValueOp value, llvm::ArrayRef<Value> arguments) {
    llvm::SetVector<StringAttr> used, licensed;
    value.getExpr().collectSymbols(used);
    for (Value source : value.getSources())
      sym::collectSymbols(source.getType(), licensed);
    for (Value argument : arguments) {
      llvm::SetVector<StringAttr> known;
      sym::collectSymbols(argument.getType(), known);
      if (llvm::any_of(known, [&](StringAttr symbol) { return used.contains(symbol) && !licensed.contains(symbol); })) {
        value->insertOperands(value->getNumOperands(), argument);
        licensed.insert(known.begin(), known.end());
      }
    }
  }

  /// Removes private functions that nobody names, and those that only removed ones named.
  void eraseUnused(ModuleOp module) {
    llvm::DenseMap<StringAttr, unsigned> uses;
    auto count = [&](Region &region, int step) {
      if (auto all = SymbolTable::getSymbolUses(&region))
        for (SymbolTable::SymbolUse use : *all)
          uses[use.getSymbolRef().getRootReference()] += step;
    };
    count(module.getBodyRegion(), 1);
    llvm::SmallVector<FuncOp> candidates(module.getOps<FuncOp>());
    bool changed = true;
    while (changed) {
      changed = false;
      for (FuncOp &function : candidates) {
        if (!function || !function.isPrivate() || uses.lookup(function.getSymNameAttr()) != 0 ||
            !states.count(function))
          continue;
        count(function.getBody(), -1);
        states.erase(function);
        function.erase();
        function = FuncOp();
        ++numErased;
        changed = true;
      }
    }
  }

  /// Functions whose calls are inlined.
  llvm::DenseMap<Operation *, FunctionState> states;
  /// The symbols that a caller has, and more that fresh ones avoid.
  llvm::DenseMap<Operation *, llvm::SetVector<StringAttr>> symbols;
  /// For each caller, the number that the next copy of a name gets.
  llvm::DenseMap<Operation *, llvm::StringMap<unsigned>> nextNumber;
};

} // namespace
