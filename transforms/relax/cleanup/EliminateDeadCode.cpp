//===- EliminateDeadCode.cpp - what nobody needs goes ---------------------===//
//
// What is needed is marked first, from the effects and the results of a function backwards; what has no mark goes. So a
// cycle of values that a loop carries, each of which only serves the next, is not needed, whatever it leads through.
// That is the mark phase of Cytron et al., "Efficiently Computing Static Single Assignment Form and the Control
// Dependence Graph", 1991, section 7.1, with the edges of regions in place of phi functions. Each op and each value is
// visited once. Functions go by a walk over the graph of names from the public ones.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/Relax.h"
#include "dialects/sym/Sym.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "transforms/relax/cleanup/Passes.h"

namespace mlir::relax {
#define GEN_PASS_DEF_ELIMINATEDEADCODE
#include "transforms/relax/cleanup/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;

namespace {

/// Region ops of which each output is needed or not by itself.
bool hasSingleOutputs(Operation *op) { return isa<DataflowOp, IfOp, WhileOp>(op); }

/// Which ops and values of a function matter: ops with effects, what the function returns, and what these are made
/// from.
class Needs {
public:
  explicit Needs(FuncOp function) : function(function) {
    function.getBody().walk([&](Operation *op) { noteEffects(op); });
    needRegion(function.getBody(), /*withTerminators=*/true);
    while (!ops.empty() || !values.empty()) {
      if (!ops.empty())
        visit(ops.pop_back_val());
      else
        visit(values.pop_back_val());
    }
  }

  bool has(Operation *op) const { return neededOps.contains(op); }
  bool has(Value value) const { return neededValues.contains(value); }

private:
  /// Inner ops come before those around them. Also notes which outputs hand out symbols.
  void noteEffects(Operation *op) {
    if (hasSingleOutputs(op)) {
      // The effects of the op are those of its regions, which have been noted. A loop hands out no symbol.
      if (!isa<WhileOp>(op))
        for (OpResult result : op->getResults())
          if (auto type = dyn_cast<sym::IntType>(result.getType()))
            if (StringAttr symbol = type.getExpr().getSymbolName())
              exports.try_emplace({op, symbol}, result);
    } else if (op->hasTrait<OpTrait::IsTerminator>() ? !isMemoryEffectFree(op) : !wouldOpBeTriviallyDead(op)) {
      effects.insert(op);
    }
    Operation *parent = op->getParentOp();
    if (effects.contains(op) && hasSingleOutputs(parent))
      effects.insert(parent);
  }

  void need(Operation *op) {
    if (neededOps.insert(op).second)
      ops.push_back(op);
  }
  void need(Value value) {
    if (neededValues.insert(value).second)
      values.push_back(value);
  }
  void needRegion(Region &region, bool withTerminators) {
    for (Operation &op : region.getOps())
      if (effects.contains(&op) || (withTerminators && op.hasTrait<OpTrait::IsTerminator>()))
        need(&op);
  }

  void visit(Operation *op) {
    if (Operation *parent = op->getParentOp(); parent != function)
      need(parent);
    bool single = hasSingleOutputs(op);
    if (auto loop = dyn_cast<WhileOp>(op))
      need(loop.getConditionOp().getCondition());
    else if (!single || isa<IfOp>(op))
      for (Value operand : op->getOperands())
        need(operand);
    for (Region &region : op->getRegions()) {
      // The terminator stays; its operands are needed one by one.
      if (single)
        neededOps.insert(region.front().getTerminator());
      needRegion(region, /*withTerminators=*/!single);
    }
  }

  void visit(Value value) {
    if (auto result = dyn_cast<OpResult>(value)) {
      need(result.getOwner());
      visitOutput(result);
      return;
    }
    auto argument = cast<BlockArgument>(value);
    unsigned number = argument.getArgNumber();
    auto loop = dyn_cast<WhileOp>(argument.getOwner()->getParentOp());
    if (!loop)
      return;
    if (argument.getOwner() == loop.getAfterBlock()) {
      need(loop.getConditionOp().getArgs()[number]);
      return;
    }
    need(loop.getInits()[number]);
    need(loop.getYieldOp()->getOperand(number));
  }

  void visitOutput(OpResult result) {
    Operation *op = result.getOwner();
    unsigned number = result.getResultNumber();
    if (!hasSingleOutputs(op))
      return;
    if (auto loop = dyn_cast<WhileOp>(op)) {
      need(loop.getConditionOp().getArgs()[number]);
      return;
    }
    for (Region &region : op->getRegions())
      need(region.front().getTerminator()->getOperand(number));
    // A symbol that the type mentions comes out of the region as a value.
    llvm::SetVector<StringAttr> symbols;
    sym::collectSymbols(result.getType(), symbols);
    for (StringAttr symbol : symbols)
      if (Value exported = exports.lookup({op, symbol}))
        need(exported);
  }

  FuncOp function;
  llvm::DenseSet<Operation *> effects, neededOps;
  llvm::DenseSet<Value> neededValues;
  /// The output by which a region op hands out a symbol.
  llvm::DenseMap<std::pair<Operation *, StringAttr>, Value> exports;
  llvm::SmallVector<Operation *> ops;
  llvm::SmallVector<Value> values;
};

/// Removes what is not needed from a function.
class DeadOps {
public:
  void eraseFrom(FuncOp function) {
    Needs needs(function);
    llvm::SmallVector<Operation *> dead;
    llvm::SmallVector<Trimmed> trimmed;
    function.getBody().walk<WalkOrder::PreOrder>([&](Operation *op) {
      if (!needs.has(op)) {
        dead.push_back(op);
        op->walk([&](Operation *) { ++numOps; });
        return WalkResult::skip();
      }
      if (hasSingleOutputs(op))
        addTrimmed(op, needs, trimmed);
      return WalkResult::advance();
    });
    // First all uses that are not in dead ops, then dead ops, then what defines the values, now without uses.
    for (Trimmed &entry : trimmed)
      eraseUses(entry);
    for (Operation *op : dead)
      op->dropAllReferences();
    for (Operation *op : llvm::reverse(dead))
      op->erase();
    for (Trimmed &entry : trimmed)
      eraseDefinitions(entry);
  }

  unsigned numOps = 0, numOutputs = 0, numCarried = 0;

private:
  /// A region op of which some outputs, or values that it carries, go.
  struct Trimmed {
    Operation *op;
    /// Outputs; those of a loop are the arguments of its second region as well.
    llvm::BitVector deadOutputs;
    /// What a loop starts with: arguments of its first region.
    llvm::BitVector deadCarried;
  };

  void addTrimmed(Operation *op, const Needs &needs, llvm::SmallVectorImpl<Trimmed> &trimmed) {
    auto loop = dyn_cast<WhileOp>(op);
    Trimmed entry{op, llvm::BitVector(op->getNumResults()), llvm::BitVector(loop ? op->getNumOperands() : 0)};
    for (OpResult result : op->getResults())
      if (!needs.has(result) && !(loop && needs.has(loop.getAfterBlock()->getArgument(result.getResultNumber()))))
        entry.deadOutputs.set(result.getResultNumber());
    if (loop)
      for (BlockArgument argument : loop.getBeforeBlock()->getArguments())
        if (!needs.has(argument))
          entry.deadCarried.set(argument.getArgNumber());
    if (entry.deadOutputs.none() && entry.deadCarried.none())
      return;
    (loop ? numCarried : numOutputs) += entry.deadOutputs.count() + entry.deadCarried.count();
    trimmed.push_back(std::move(entry));
  }

  static void eraseUses(Trimmed &entry) {
    auto loop = dyn_cast<WhileOp>(entry.op);
    if (!loop) {
      for (Region &region : entry.op->getRegions())
        region.front().getTerminator()->eraseOperands(entry.deadOutputs);
      return;
    }
    // The first operand of the terminator is the condition.
    llvm::BitVector deadOperands(1);
    for (unsigned number = 0; number < entry.deadOutputs.size(); ++number)
      deadOperands.push_back(entry.deadOutputs[number]);
    loop.getConditionOp()->eraseOperands(deadOperands);
    loop.getYieldOp()->eraseOperands(entry.deadCarried);
    loop->eraseOperands(entry.deadCarried);
  }

  static void eraseDefinitions(Trimmed &entry) {
    if (auto loop = dyn_cast<WhileOp>(entry.op)) {
      loop.getBeforeBlock()->eraseArguments(entry.deadCarried);
      loop.getAfterBlock()->eraseArguments(entry.deadOutputs);
    } else if (auto branch = dyn_cast<IfOp>(entry.op); branch && !branch.getSymbols().empty()) {
      llvm::SmallVector<Attribute> symbols;
      unsigned first = branch.getNumResults() - branch.getSymbols().size();
      for (auto [index, symbol] : llvm::enumerate(branch.getSymbols()))
        if (!entry.deadOutputs[first + index])
          symbols.push_back(symbol);
      branch.setSymbolsAttr(ArrayAttr::get(branch.getContext(), symbols));
    }
    if (entry.deadOutputs.any())
      eraseResults(entry.op, entry.deadOutputs);
  }

  /// Puts the same op with fewer results in the place of `op`. The dead ones have no uses.
  static void eraseResults(Operation *op, const llvm::BitVector &deadOutputs) {
    llvm::SmallVector<OpResult> kept;
    for (OpResult result : op->getResults())
      if (!deadOutputs[result.getResultNumber()])
        kept.push_back(result);
    OpBuilder builder(op);
    OperationState state(op->getLoc(), op->getName(), op->getOperands(),
                         llvm::map_to_vector(kept, [](OpResult result) { return result.getType(); }), op->getAttrs());
    for (unsigned i = 0; i < op->getNumRegions(); ++i)
      state.addRegion();
    Operation *fresh = builder.create(state);
    for (auto [from, to] : llvm::zip_equal(op->getRegions(), fresh->getRegions()))
      to.takeBody(from);
    for (auto [from, to] : llvm::zip_equal(kept, fresh->getResults()))
      from.replaceAllUsesWith(to);
    op->erase();
  }
};

struct EliminateDeadCode : relax::impl::EliminateDeadCodeBase<EliminateDeadCode> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    eraseFunctions(module);
    DeadOps dead;
    for (FuncOp function : module.getOps<FuncOp>())
      dead.eraseFrom(function);
    numOps += dead.numOps;
    numOutputs += dead.numOutputs;
    numCarried += dead.numCarried;
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
