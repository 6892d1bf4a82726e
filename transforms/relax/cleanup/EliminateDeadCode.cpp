//===- EliminateDeadCode.cpp - what nobody needs goes ---------------------===//
//
// Ops from the last to the first, so that users go before what they use; for a region op the unused results first, then
// its body. Functions by a walk over the graph of names from the public ones.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/Relax.h"
#include "dialects/sym/Sym.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/SymbolTable.h"
#include "transforms/relax/cleanup/Passes.h"

namespace mlir::relax {
#define GEN_PASS_DEF_ELIMINATEDEADCODE
#include "transforms/relax/cleanup/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;

namespace {

/// Which results of a region op have to stay: those with uses, and the `!sym.int` of each symbol that the type of one
/// of them mentions.
llvm::BitVector getNeededResults(Operation *op) {
  llvm::BitVector needed(op->getNumResults());
  llvm::SetVector<StringAttr> mentioned;
  for (OpResult result : op->getResults())
    if (!result.use_empty()) {
      needed.set(result.getResultNumber());
      sym::collectSymbols(result.getType(), mentioned);
    }
  for (OpResult result : op->getResults())
    if (auto type = dyn_cast<sym::IntType>(result.getType()))
      if (StringAttr symbol = type.getExpr().getSymbolName())
        if (mentioned.contains(symbol))
          needed.set(result.getResultNumber());
  return needed;
}

/// The same op with the needed results only. `terminators` yield them.
Operation *keepResults(Operation *op, const llvm::BitVector &needed, llvm::ArrayRef<Operation *> terminators) {
  llvm::SmallVector<Type> types;
  for (unsigned index : needed.set_bits())
    types.push_back(op->getResult(index).getType());
  OpBuilder builder(op);
  OperationState state(op->getLoc(), op->getName(), op->getOperands(), types, op->getAttrs());
  for (unsigned i = 0; i < op->getNumRegions(); ++i)
    state.addRegion();
  Operation *fresh = builder.create(state);
  for (auto [from, to] : llvm::zip_equal(op->getRegions(), fresh->getRegions()))
    to.takeBody(from);
  llvm::BitVector dropped(needed);
  dropped.flip();
  for (Operation *terminator : terminators)
    terminator->eraseOperands(dropped);
  for (auto [kept, index] : llvm::enumerate(needed.set_bits()))
    op->getResult(index).replaceAllUsesWith(fresh->getResult(kept));
  op->erase();
  return fresh;
}

/// The dead code of functions.
class DeadOps {
public:
  void visit(Region &region) {
    for (Block &block : llvm::reverse(region))
      for (Operation &op : llvm::make_early_inc_range(llvm::reverse(block)))
        visit(&op);
  }

  unsigned numOps = 0, numOutputs = 0;

private:
  void visit(Operation *op) {
    if (isOpTriviallyDead(op)) {
      op->walk([&](Operation *) { ++numOps; });
      op->erase();
      return;
    }
    if (auto dataflow = dyn_cast<DataflowOp>(op))
      op = trim(dataflow, dataflow.getBody().front().getTerminator());
    else if (auto branch = dyn_cast<IfOp>(op))
      op = trim(branch);
    for (Region &inner : llvm::reverse(op->getRegions()))
      visit(inner);
  }

  Operation *trim(DataflowOp op, Operation *terminator) {
    llvm::BitVector needed = getNeededResults(op);
    if (needed.all())
      return op;
    numOutputs += needed.size() - needed.count();
    return keepResults(op, needed, terminator);
  }

  Operation *trim(IfOp op) {
    llvm::BitVector needed = getNeededResults(op);
    if (needed.all())
      return op;
    numOutputs += needed.size() - needed.count();
    llvm::SmallVector<Attribute> symbols;
    unsigned first = op.getNumResults() - op.getSymbols().size();
    for (auto [index, symbol] : llvm::enumerate(op.getSymbols()))
      if (needed[first + index])
        symbols.push_back(symbol);
    if (symbols.size() != op.getSymbols().size())
      op.setSymbolsAttr(ArrayAttr::get(op.getContext(), symbols));
    return keepResults(op, needed, {op.getThenYield(), op.getElseYield()});
  }
};

struct EliminateDeadCode : relax::impl::EliminateDeadCodeBase<EliminateDeadCode> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    eraseFunctions(module);
    DeadOps dead;
    for (FuncOp function : module.getOps<FuncOp>())
      dead.visit(function.getBody());
    numOps += dead.numOps;
    numOutputs += dead.numOutputs;
    // A call that went may have been the last one. What is left has no dead op, so this is the end.
    if (dead.numOps != 0)
      eraseFunctions(module);
  }

private:
  /// Removes the private symbols of the module that are not reached from anything else in it.
  void eraseFunctions(ModuleOp module) {
    llvm::DenseMap<StringAttr, Operation *> candidates;
    llvm::SmallVector<Operation *> worklist;
    for (Operation &op : *module.getBody()) {
      auto symbol = dyn_cast<SymbolOpInterface>(op);
      if (symbol && symbol.isPrivate())
        candidates[symbol.getNameAttr()] = &op;
      else
        worklist.push_back(&op);
    }
    while (!worklist.empty() && !candidates.empty()) {
      Operation *op = worklist.pop_back_val();
      // Null where an op may name symbols in a way that is not known.
      std::optional<SymbolTable::UseRange> uses = SymbolTable::getSymbolUses(op);
      if (!uses)
        return;
      for (SymbolTable::SymbolUse use : *uses) {
        auto found = candidates.find(use.getSymbolRef().getRootReference());
        if (found == candidates.end())
          continue;
        worklist.push_back(found->second);
        candidates.erase(found);
      }
    }
    for (auto &[name, op] : candidates) {
      op->erase();
      ++numFunctions;
    }
  }
};

} // namespace
