//===- RemoveUnusedParameters.cpp - parameters that bodies do not use -----===//
//
// A parameter is more than a value: its type defines symbols, and every call compares it with the others. It goes only
// where both are decided without it.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/Relax.h"
#include "dialects/relax/SignatureMatch.h"
#include "dialects/sym/Sym.h"
#include "dialects/sym/SymbolScope.h"
#include "transforms/relax/cleanup/Passes.h"
#include "transforms/relax/cleanup/PrivateCalls.h"
#include "llvm/Support/DebugLog.h"

#define DEBUG_TYPE "relax-remove-unused-parameters"

namespace mlir::relax {
#define GEN_PASS_DEF_REMOVEUNUSEDPARAMETERS
#include "transforms/relax/cleanup/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;

namespace {

/// What one function needs of its parameters.
class ParameterUses {
public:
  ParameterUses(FuncOp function, llvm::ArrayRef<CallOp> calls) : function(function), calls(calls) {}

  llvm::BitVector findRemovable() {
    llvm::BitVector removed(function.getNumArguments());
    // Who else mentions a symbol: counted once, so that each parameter is decided on its own.
    for (BlockArgument argument : function.getArguments()) {
      if (!argument.use_empty())
        continue;
      removed.set(argument.getArgNumber());
      if (isNeededForSymbols(removed, argument.getType()) || isCompared(removed, argument.getArgNumber()))
        removed.reset(argument.getArgNumber());
    }
    return removed;
  }

private:
  /// Whether a symbol that the parameter defines is mentioned without being defined by a parameter that stays.
  bool isNeededForSymbols(const llvm::BitVector &removed, Type type) {
    llvm::SetVector<StringAttr> own, defined;
    collectBareSymbols(type, own);
    if (own.empty())
      return false;
    if (mentioned.empty())
      collectMentioned();
    for (auto [index, other] : llvm::enumerate(function.getArgumentTypes()))
      if (!removed[index]) {
        collectBareSymbols(other, defined);
        sym::collectSymbols(other, mentioned);
      }
    return llvm::any_of(own,
                        [&](StringAttr symbol) { return mentioned.contains(symbol) && !defined.contains(symbol); });
  }

  /// The symbols that results, body and facts mention.
  void collectMentioned() {
    for (Type type : function.getResultTypes())
      sym::collectSymbols(type, mentioned);
    for (Operation &op : function.getBody().front())
      sym::collectUsedSymbols(&op, mentioned);
    for (NamedAttribute attr : function->getDiscardableAttrs())
      if (auto facts = dyn_cast<DictionaryAttr>(attr.getValue()))
        for (NamedAttribute fact : facts)
          mentioned.insert(fact.getName());
  }

  /// Whether a call compares a size of the parameter with what others say.
  bool isCompared(const llvm::BitVector &removed, unsigned parameter) {
    for (CallOp call : calls) {
      SignatureMatch rest(nullptr), all(nullptr);
      for (auto [index, types] :
           llvm::enumerate(llvm::zip_equal(function.getArgumentTypes(), call.getOperandTypes()))) {
        auto [declared, actual] = types;
        if (!removed[index] && failed(rest.addEqual(declared, actual, "operand")))
          return true;
        if ((!removed[index] || index == parameter) && failed(all.addEqual(declared, actual, "operand")))
          return true;
      }
      llvm::SmallVector<ShapeCondition> without, with;
      if (failed(rest.solve(&without)) || failed(all.solve(&with)) || with.size() > without.size())
        return true;
    }
    return false;
  }

  FuncOp function;
  llvm::ArrayRef<CallOp> calls;
  llvm::SetVector<StringAttr> mentioned;
};

struct RemoveUnusedParameters : relax::impl::RemoveUnusedParametersBase<RemoveUnusedParameters> {
  void runOnOperation() override {
    // A parameter that a function only hands on to itself or to another one that drops it is unused in the next round.
    bool changed = true;
    while (changed) {
      changed = false;
      for (auto &[op, calls] : collectPrivateCalls(getOperation())) {
        auto function = cast<FuncOp>(op);
        llvm::BitVector removed = ParameterUses(function, calls).findRemovable();
        if (removed.none())
          continue;
        LDBG() << "remove " << removed.count() << " parameters of @" << function.getSymName();
        for (CallOp call : calls) {
          llvm::SmallVector<Value> operands;
          for (auto [index, operand] : llvm::enumerate(call.getArgs()))
            if (!removed[index])
              operands.push_back(operand);
          replaceCall(call, operands, llvm::to_vector(llvm::seq<unsigned>(0, call.getNumResults())));
        }
        eraseParameters(function, removed);
        numRemoved += removed.count();
        changed = true;
      }
    }
  }
};

} // namespace
