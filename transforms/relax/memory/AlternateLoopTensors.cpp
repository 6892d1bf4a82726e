//===- AlternateLoopTensors.cpp - two buffers for what a loop carries -----===//
//
// A body that makes the carried tensor of the next round allocates one in each round. Two buffers in front of the loop
// do as well: a round reads one and writes the other. The loop carries them beside the tensor, as (x, next, other), and
// the body yields (next, other, next). So x is the memory of `other` from the second round on, and `next` is never what
// x is; the tensor that the first round gets is read only, unless it may serve as `other`.
//
// That holds as long as nobody has the tensor of the round before last. Everything that may be its memory is followed
// through the loop and behind it.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/memory/Passes.h"

#include "analysis/memory/MemoryFlow.h"
#include "analysis/memory/TensorLifetimes.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Support/DebugLog.h"

#define DEBUG_TYPE "relax-alternate-loop-tensors"

namespace mlir::relax {
#define GEN_PASS_DEF_ALTERNATELOOPTENSORS
#include "transforms/relax/memory/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;

namespace {

/// Whether the op looks at a tensor while it runs, and keeps nothing.
bool isRead(Operation *op) {
  return isa<CallDestinationOp, CopyTensorOp, DimOp, CheckTypeOp, CheckDimOp, TensorToIntsOp, ShapeOfOp, IfOp>(op);
}

/// Sources of expressions stand for definitions of symbols.
bool isSource(Operation *op) { return isa<sym::ValueOp, sym::AssumeOp>(op); }

/// Why each round needs memory of its own for what the body of the loop makes, as a phrase that ends "the tensor is ..."; empty where two buffers do.
/// `position` is that at which the body yields it.
llvm::StringRef whyNotAlternate(MemoryFlow &flow, WhileOp loop, AllocTensorOp made, unsigned position) {
  MemoryUses uses;
  for (OpOperand &use : made->getUses()) {
    bool isNext = use.getOwner() == loop.getYieldOp() && use.getOperandNumber() == position;
    uses.merge(isNext ? flow.getUses(loop.getBeforeBlock()->getArgument(position)) : flow.getUses(use));
  }
  // What gets to a loop further up was carried there by one around both.
  unsigned time = flow.getTime(loop);
  if (uses.firstPassed < time || uses.firstYielded < time)
    return "carried by a loop around this one";
  if (uses.firstYielded == time)
    return "carried at another place, or for longer than a round";
  if (uses.isInOther)
    return "part of something else";
  if (uses.isReturned)
    return "returned";
  return uses.isHeld || uses.isKilled ? "held by something else" : "";
}

/// Whether the loop gets the tensor of its first round from an allocation beside it, and nobody looks at that otherwise
/// from the loop on: the second round may write it.
bool mayOverwriteInit(WhileOp loop, Value init) {
  if (!init.getDefiningOp<AllocTensorOp>() || init.getParentBlock() != loop->getBlock())
    return false;
  llvm::SmallVector<Value> worklist = {init};
  unsigned numCarried = 0;
  while (!worklist.empty()) {
    Value value = worklist.pop_back_val();
    for (OpOperand &use : value.getUses()) {
      Operation *op = use.getOwner();
      if (isSource(op))
        continue;
      if (op == loop && value == init && numCarried++ == 0)
        continue;
      Operation *beside = loop->getBlock()->findAncestorOpInBlock(*op);
      if (!beside || !beside->isBeforeInBlock(loop))
        return false;
      if (isRead(op))
        continue;
      auto aliasing = dyn_cast<AliasingOpInterface>(op);
      if (!aliasing)
        return false;
      for (OpResult result : op->getResults()) {
        if (!llvm::is_contained(aliasing.getAliasedOperands(result.getResultNumber()), &use))
          continue;
        if (!isa<relax::TensorType>(result.getType()))
          return false;
        worklist.push_back(result);
      }
    }
  }
  return true;
}

/// A place of a loop at which two buffers do, with the sizes that an allocation in front of the loop takes.
struct Candidate {
  unsigned position;
  AllocTensorOp made;
  llvm::SmallVector<Value> outerDims;
  /// Where the size is computed inside of the loop, the values in front of it that define the symbols.
  llvm::SmallVector<llvm::SmallVector<Value>> sources;
};

class Alternator {
public:
  explicit Alternator(FuncOp function) : function(function), builder(function.getContext()) {}

  void run();

  unsigned numAlternated = 0, numReused = 0;

private:
  void collectReasons(llvm::ArrayRef<WhileOp> loops);
  void collectDefinitions();
  bool findSizes(WhileOp loop, Candidate &candidate);
  bool mayAlternate(WhileOp loop, Candidate &candidate);
  void alternate(WhileOp loop, llvm::ArrayRef<Candidate> candidates);

  FuncOp function;
  OpBuilder builder;
  /// Why a tensor that a body makes and yields must not alternate.
  llvm::DenseMap<Operation *, llvm::StringRef> reasons;
  /// The first value of each symbol, once a size asked for it.
  std::optional<llvm::DenseMap<StringAttr, Value>> definitions;
};

void Alternator::collectDefinitions() {
  definitions.emplace();
  auto define = [&](Value value) {
    auto type = dyn_cast<sym::IntType>(value.getType());
    if (StringAttr symbol = type ? type.getExpr().getSymbolName() : StringAttr())
      definitions->try_emplace(symbol, value);
  };
  function.getBody().walk<WalkOrder::PreOrder>([&](Block *block) {
    llvm::for_each(block->getArguments(), define);
    // A loop may be replaced, and its results with it.
    for (Operation &op : *block)
      if (!isa<WhileOp>(op))
        llvm::for_each(op.getResults(), define);
  });
}

/// Whether the value is there when the loop begins.
bool isInFrontOf(Value value, WhileOp loop) {
  Operation *beside = value.getParentBlock()->findAncestorOpInBlock(*loop);
  Operation *definition = value.getDefiningOp();
  return beside && (!definition || (definition != beside && definition->isBeforeInBlock(beside)));
}

/// Finds sizes for an allocation in front of the loop. False where one is known in the loop only.
bool Alternator::findSizes(WhileOp loop, Candidate &candidate) {
  for (Value dim : candidate.made.getDims()) {
    llvm::SmallVector<Value> sources;
    if (!isInFrontOf(dim, loop)) {
      if (!definitions)
        collectDefinitions();
      llvm::SetVector<StringAttr> symbols;
      cast<sym::IntType>(dim.getType()).getExpr().collectSymbols(symbols);
      for (StringAttr symbol : symbols) {
        Value definition = definitions->lookup(symbol);
        if (!definition || !isInFrontOf(definition, loop))
          return false;
        sources.push_back(definition);
      }
    }
    candidate.outerDims.push_back(dim);
    candidate.sources.push_back(std::move(sources));
  }
  return true;
}

bool Alternator::mayAlternate(WhileOp loop, Candidate &candidate) {
  AllocTensorOp made = candidate.made;
  VDeviceAttr device = made.getType().getDevice();
  sym::ExprAttr bytes = getByteSize(made.getType());
  llvm::StringRef why;
  if (device && device.getKind() != "cpu" && device.getKind() != "llvm")
    why = "on a device of its own";
  else if (!bytes || mayDivideByZero(bytes))
    why = "of a size that has no value elsewhere";
  else if (!findSizes(loop, candidate))
    why = "of a size that is known in the loop only";
  else
    why = reasons.lookup(made);
  if (!why.empty())
    LDBG() << "leave " << made << ": it is " << why;
  return why.empty();
}

void Alternator::alternate(WhileOp loop, llvm::ArrayRef<Candidate> candidates) {
  builder.setInsertionPoint(loop);
  unsigned firstNew = loop.getInits().size();
  llvm::SmallVector<Value> inits(loop.getInits());
  llvm::SmallVector<Type> types(loop.getResultTypes());
  unsigned firstPassed = types.size();
  for (const Candidate &candidate : candidates) {
    AllocTensorOp made = candidate.made;
    Location loc = made.getLoc();
    llvm::SmallVector<Value> dims;
    for (auto [dim, sources] : llvm::zip_equal(candidate.outerDims, candidate.sources)) {
      sym::ExprAttr size = cast<sym::IntType>(dim.getType()).getExpr();
      if (isInFrontOf(dim, loop))
        dims.push_back(dim);
      else if (size.getSymbolName())
        dims.push_back(sources.front());
      else
        dims.push_back(sym::ValueOp::create(builder, loc, size, sources));
    }
    inits.push_back(AllocTensorOp::create(builder, loc, made.getType(), dims));
    Value init = loop.getInits()[candidate.position];
    bool isReused = mayOverwriteInit(loop, init);
    inits.push_back(isReused ? init : AllocTensorOp::create(builder, loc, made.getType(), dims).getResult());
    types.append(2, made.getType());
    numReused += isReused;
    ++numAlternated;
  }
  auto wider = WhileOp::create(builder, loop.getLoc(), types, inits);
  wider->setDiscardableAttrs(loop->getDiscardableAttrDictionary());
  wider.getBefore().takeBody(loop.getBefore());
  wider.getAfter().takeBody(loop.getAfter());
  Block *before = wider.getBeforeBlock(), *after = wider.getAfterBlock();
  ConditionOp condition = wider.getConditionOp();
  YieldOp yield = wider.getYieldOp();
  for (unsigned i = firstNew; i != inits.size(); ++i)
    condition.getArgsMutable().append(before->addArgument(inits[i].getType(), loop.getLoc()));
  for (const Candidate &candidate : candidates) {
    AllocTensorOp made = candidate.made;
    Value next = after->addArgument(made.getType(), made.getLoc());
    Value other = after->addArgument(made.getType(), made.getLoc());
    made.replaceAllUsesWith(next);
    made.erase();
    yield->insertOperands(yield->getNumOperands(), {other, next});
  }
  loop.replaceAllUsesWith(wider.getResults().take_front(firstPassed));
  loop.erase();
}

/// The allocation of the body that it yields at the place; null where it yields something else.
AllocTensorOp getMade(WhileOp loop, Value yielded) {
  auto made = yielded.getDefiningOp<AllocTensorOp>();
  return made && made->getBlock() == loop.getAfterBlock() ? made : AllocTensorOp();
}

/// All questions about memory first: the answers know the function as it is. That a loop gets two buffers changes none of the others, since the buffers
/// are only the loop's own.
void Alternator::collectReasons(llvm::ArrayRef<WhileOp> loops) {
  std::optional<MemoryFlow> flow;
  for (WhileOp loop : loops)
    for (auto [position, value] : llvm::enumerate(loop.getYieldOp().getOperands()))
      if (AllocTensorOp made = getMade(loop, value)) {
        if (!flow)
          flow.emplace(function);
        // At two places it is carried at another place for each of them.
        reasons[made] = whyNotAlternate(*flow, loop, made, position);
      }
}

void Alternator::run() {
  // Inner loops first; a loop that is replaced is none of those that are left.
  llvm::SmallVector<WhileOp> loops;
  function.getBody().walk([&](WhileOp loop) { loops.push_back(loop); });
  collectReasons(loops);
  for (WhileOp loop : loops) {
    llvm::SmallVector<Candidate> candidates;
    for (auto [position, value] : llvm::enumerate(loop.getYieldOp().getOperands())) {
      AllocTensorOp made = getMade(loop, value);
      if (!made)
        continue;
      Candidate candidate;
      candidate.position = position;
      candidate.made = made;
      if (mayAlternate(loop, candidate))
        candidates.push_back(std::move(candidate));
    }
    if (!candidates.empty())
      alternate(loop, candidates);
  }
}

struct AlternateLoopTensors : mlir::relax::impl::AlternateLoopTensorsBase<AlternateLoopTensors> {
  void runOnOperation() override {
    bool isChanged = false;
    getOperation()->walk<WalkOrder::PreOrder>([&](Operation *op) {
      auto function = dyn_cast<FuncOp>(op);
      if (!function)
        return WalkResult::advance();
      if (!function.isExternal() && function->hasAttr(FuncOp::kMemoryAttr)) {
        Alternator alternator(function);
        alternator.run();
        numAlternated += alternator.numAlternated;
        numReused += alternator.numReused;
        isChanged |= alternator.numAlternated != 0;
      }
      return WalkResult::skip();
    });
    if (!isChanged)
      markAllAnalysesPreserved();
  }
};

} // namespace
