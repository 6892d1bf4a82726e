//===- InlineProducers.cpp - Local buffers that need not be filled --------===//
//
// A local buffer whose elements each follow from single elements of other buffers can be read by computing the element
// again. Consumers come before producers, so that each body is looked at while it is small, and loads of one element in
// one block are one load: chains and diamonds cost linear time.
//
// Whether to do it is a question of cost. Nothing is computed twice that is dear, and nothing is moved into loops that
// would run over memory in strides where they did not before.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/fusion/KernelMerge.h"
#include "transforms/relax/fusion/KernelViews.h"

#include "analysis/tir/IndexExpressions.h"
#include "analysis/tir/OpPattern.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

using namespace mlir;
using namespace mlir::relax;
using sym::ExprAttr;
using tir::AllocBufferOp;
using tir::BufferType;
using tir::IterKind;
using tir::LoadOp;
using tir::LoopNest;
using tir::PrimFuncOp;
using tir::StoreOp;

/// What one element costs, in additions: a buffer is filled where computing an element at each of its readers costs
/// more.
static constexpr unsigned kMaxRecomputedCost = 6;
static constexpr unsigned kMaxSites = 4;

namespace {

/// Loads and stores of the buffers of one kernel, and the order of its statements.
class Accesses {
public:
  explicit Accesses(PrimFuncOp kernel) : body(&kernel.getBody().front()) {
    unsigned position = 0;
    for (Operation &op : *body) {
      positions[&op] = position;
      op.walk([&](StoreOp store) { lastWrite[store.getBuffer()] = position; });
      ++position;
    }
  }

  /// The number of the statement of the kernel that holds an operation.
  unsigned getPosition(Operation *op) const { return positions.lookup(getStatement(op)); }

  Operation *getStatement(Operation *op) const { return body->findAncestorOpInBlock(*op); }

  /// The number of the last statement that writes a buffer; nothing for one that is never written.
  std::optional<unsigned> getLastWrite(Value buffer) const {
    auto it = lastWrite.find(buffer);
    return it == lastWrite.end() ? std::nullopt : std::optional<unsigned>(it->second);
  }

private:
  Block *body;
  llvm::DenseMap<Operation *, unsigned> positions;
  llvm::DenseMap<Value, unsigned> lastWrite;
};

bool isZero(Value value) {
  APInt constant;
  return matchPattern(value, m_ConstantInt(&constant)) && constant.isZero();
}

/// Whether two indices are one value.
bool isSameIndex(Value lhs, Value rhs) { return lhs == rhs || (isZero(lhs) && isZero(rhs)); }

bool areSameIndices(ValueRange lhs, ValueRange rhs) {
  return lhs.size() == rhs.size() &&
         llvm::all_of(llvm::zip(lhs, rhs), [](auto pair) { return isSameIndex(std::get<0>(pair), std::get<1>(pair)); });
}

/// Whether a bound is the constant 1.
bool isOne(OpFoldResult bound) {
  auto constant = dyn_cast_if_present<Attribute>(bound);
  return constant && cast<IntegerAttr>(constant).getValue().isOne();
}

/// How a buffer is filled: one store, once for each element.
struct Producer {
  LoopNest nest;
  StoreOp store;
  /// For each variable of the body, the dimension of the buffer that it runs over; -1 where its loop runs once.
  SmallVector<int> axes;
  SmallVector<LoadOp> loads;
  unsigned cost = 0;
};

/// What an operation costs, in additions.
unsigned getCost(Operation *op) {
  if (isa<math::MathDialect>(op->getDialect()) && !isa<math::AbsFOp, math::AbsIOp, math::FmaOp, math::FloorOp>(op))
    return 10;
  if (isa<arith::DivFOp, arith::RemFOp, arith::DivSIOp, arith::DivUIOp, arith::RemSIOp, arith::RemUIOp>(op))
    return 4;
  // Index arithmetic, conversions of indices and constants mostly disappear.
  if (op->getNumOperands() == 0 || llvm::all_of(op->getResultTypes(), [](Type type) { return type.isIndex(); }))
    return 0;
  return 1;
}

/// The producer of a local buffer, nothing where the buffer is filled in another way.
std::optional<Producer> getProducer(Value buffer, const Accesses &accesses) {
  Producer producer;
  for (Operation *user : buffer.getUsers()) {
    auto store = dyn_cast<StoreOp>(user);
    if (!store)
      continue;
    if (producer.store)
      return std::nullopt;
    producer.store = store;
  }
  if (!producer.store)
    return std::nullopt;
  std::optional<LoopNest> nest = LoopNest::get(accesses.getStatement(producer.store));
  if (!nest || producer.store->getBlock() != nest->body)
    return std::nullopt;
  producer.nest = *nest;
  if (tir::BlockOp block = nest->block) {
    if (block.getPredicate() || block.getInit())
      return std::nullopt;
    for (unsigned i = 0; i < block.getNumIters(); ++i)
      if (block.getIterKind(i) != IterKind::Spatial)
        return std::nullopt;
  }
  ArrayRef<ExprAttr> shape = cast<BufferType>(buffer.getType()).getShape();
  llvm::SmallBitVector isCovered(shape.size());
  for (Value variable : producer.nest.getVariables()) {
    tir::ForOp loop = producer.nest.getLoop(variable);
    if (!loop)
      return std::nullopt;
    int axis = -1;
    for (auto [position, index] : llvm::enumerate(producer.store.getIndices()))
      if (index == variable) {
        if (axis >= 0)
          return std::nullopt;
        axis = position;
      }
    if (axis < 0 ? !isOne(loop.getUpperBound()) : !isExtent(loop.getUpperBound(), shape[axis]))
      return std::nullopt;
    if (axis >= 0)
      isCovered.set(axis);
    producer.axes.push_back(axis);
  }
  for (auto [axis, index] : llvm::enumerate(producer.store.getIndices()))
    if (!isCovered[axis] && !(shape[axis].isConstant(1) && isZero(index)))
      return std::nullopt;
  // Different variables of one loop would make a diagonal.
  llvm::SmallPtrSet<Operation *, 8> loops;
  for (Value variable : producer.nest.getVariables())
    if (!loops.insert(producer.nest.getLoop(variable)).second)
      return std::nullopt;

  unsigned position = accesses.getPosition(producer.store);
  for (Operation &op : producer.nest.body->without_terminator()) {
    if (isa<tir::ReadsOp, tir::WritesOp>(op) || &op == producer.store)
      continue;
    if (auto load = dyn_cast<LoadOp>(op)) {
      // The element has to be what it was when the buffer was filled.
      std::optional<unsigned> write = accesses.getLastWrite(load.getBuffer());
      if (write && *write >= position)
        return std::nullopt;
      producer.loads.push_back(load);
      // An index from data is loaded, converted and checked.
      bool isGather = llvm::any_of(load.getIndices(), [](Value index) { return !tir::followsFromSizes(index); });
      producer.cost += isGather ? 4 : producer.loads.size() > 1;
      continue;
    }
    if (op.getNumRegions() != 0 || !isMemoryEffectFree(&op))
      return std::nullopt;
    producer.cost += getCost(&op);
  }
  return producer;
}

/// One place where an element is read: the first of the loads of this element in a block, and the others.
struct Site {
  LoadOp load;
  SmallVector<LoadOp> others;
};

/// The loops around `op` that the indices do not depend on, those that run once aside: each of their iterations reads
/// the element again.
bool isReadAgain(LoadOp load) {
  llvm::SmallPtrSet<Operation *, 8> used;
  SmallVector<Value> worklist(load.getIndices());
  llvm::SmallPtrSet<Value, 16> seen;
  while (!worklist.empty()) {
    Value value = worklist.pop_back_val();
    if (!seen.insert(value).second)
      continue;
    if (Operation *op = value.getDefiningOp()) {
      llvm::append_range(worklist, op->getOperands());
      continue;
    }
    auto argument = cast<BlockArgument>(value);
    Operation *owner = argument.getOwner()->getParentOp();
    if (auto block = dyn_cast<tir::BlockOp>(owner))
      worklist.push_back(block.getBindings()[argument.getArgNumber()]);
    else
      used.insert(owner);
  }
  for (Operation *parent = load->getParentOp(); parent && !isa<PrimFuncOp>(parent); parent = parent->getParentOp()) {
    if (isa<tir::BlockOp, tir::InitOp>(parent))
      continue;
    auto loop = dyn_cast<tir::ForOp>(parent);
    if (!loop || (!used.contains(parent) && !isOne(loop.getUpperBound())))
      return true;
  }
  return false;
}

/// Whether reading the producer's inputs in place of the buffer leaves innermost loops as they are: one load, which the
/// last dimension reaches as the last dimension, or which has none.
bool keepsRows(Producer &producer) {
  if (producer.cost > 0 || producer.loads.size() > 1)
    return false;
  if (producer.loads.empty())
    return true;
  ValueRange from = producer.loads.front().getIndices(), to = producer.store.getIndices();
  return from.empty() || (!to.empty() && from.back() == to.back());
}

class Inliner {
public:
  explicit Inliner(PrimFuncOp kernel) : kernel(kernel), accesses(kernel) {}

  unsigned run() {
    SmallVector<AllocBufferOp> buffers(kernel.getBody().front().getOps<AllocBufferOp>());
    unsigned numInlined = 0;
    for (AllocBufferOp buffer : llvm::reverse(buffers))
      numInlined += tryInline(buffer);
    return numInlined;
  }

private:
  bool tryInline(AllocBufferOp alloc) {
    Value buffer = alloc.getBuffer();
    std::optional<Producer> producer = getProducer(buffer, accesses);
    if (!producer)
      return false;
    std::optional<SmallVector<Site>> sites = getSites(buffer, accesses.getPosition(producer->store));
    if (!sites)
      return false;
    bool isReused = llvm::any_of(*sites, [](Site &site) { return isReadAgain(site.load); });
    if (isReused && !keepsRows(*producer))
      return false;
    if (sites->size() > 1 && (sites->size() > kMaxSites || producer->cost * sites->size() > kMaxRecomputedCost))
      return false;
    for (Site &site : *sites)
      inlineAt(*producer, site);
    for (Operation *user : llvm::make_early_inc_range(buffer.getUsers()))
      if (isa<tir::ReadsOp, tir::WritesOp>(user))
        user->erase();
    accesses.getStatement(producer->store)->erase();
    alloc.erase();
    return true;
  }

  /// Where the buffer is read; nothing where something else is done with it, or it is read before it is filled.
  std::optional<SmallVector<Site>> getSites(Value buffer, unsigned position) {
    SmallVector<LoadOp> loads;
    for (Operation *user : buffer.getUsers()) {
      if (auto load = dyn_cast<LoadOp>(user))
        loads.push_back(load);
      else if (!isa<StoreOp, tir::ReadsOp, tir::WritesOp>(user))
        return std::nullopt;
    }
    SmallVector<Site> sites;
    for (LoadOp load : loads) {
      if (accesses.getPosition(load) <= position)
        return std::nullopt;
      auto known = llvm::find_if(sites, [&](Site &site) {
        return site.load->getBlock() == load->getBlock() && areSameIndices(site.load.getIndices(), load.getIndices());
      });
      if (known == sites.end()) {
        sites.push_back({load, {}});
        // Beyond this nobody inlines.
        if (sites.size() > kMaxSites)
          return std::nullopt;
        continue;
      }
      if (load->isBeforeInBlock(known->load))
        std::swap(load, known->load);
      known->others.push_back(load);
    }
    return sites;
  }

  void inlineAt(Producer &producer, Site &site) {
    OpBuilder builder(site.load);
    IRMapping mapping;
    Value zero;
    for (auto [variable, axis] : llvm::zip_equal(producer.nest.getVariables(), producer.axes)) {
      if (axis >= 0) {
        mapping.map(variable, site.load.getIndices()[axis]);
        continue;
      }
      if (!zero)
        zero = arith::ConstantIndexOp::create(builder, site.load.getLoc(), 0);
      mapping.map(variable, zero);
    }
    for (Operation &op : producer.nest.body->without_terminator())
      if (!isa<tir::ReadsOp, tir::WritesOp, StoreOp>(op))
        builder.clone(op, mapping);
    Value value = mapping.lookupOrDefault(producer.store.getValue());
    for (LoadOp other : site.others) {
      other.getResult().replaceAllUsesWith(value);
      other.erase();
    }
    site.load.getResult().replaceAllUsesWith(value);
    site.load.erase();
  }

  PrimFuncOp kernel;
  Accesses accesses;
};

} // namespace

unsigned relax::inlineProducers(PrimFuncOp kernel) { return Inliner(kernel).run(); }

//===----------------------------------------------------------------------===//
// In place
//===----------------------------------------------------------------------===//

/// The output in whose place the local buffer may lie: what the one statement that reads the buffer writes, element by
/// element.
static Value getOutputInPlace(Value buffer, const Accesses &accesses) {
  Operation *reader = nullptr;
  SmallVector<LoadOp> loads;
  unsigned lastStore = 0;
  for (Operation *user : buffer.getUsers()) {
    if (auto store = dyn_cast<StoreOp>(user))
      lastStore = std::max(lastStore, accesses.getPosition(store));
    else if (!isa<LoadOp, tir::ReadsOp, tir::WritesOp>(user))
      return {};
  }
  for (Operation *user : buffer.getUsers()) {
    auto load = dyn_cast<LoadOp>(user);
    // While it is filled it may be read, as reductions do.
    if (!load || accesses.getPosition(load) <= lastStore)
      continue;
    Operation *statement = accesses.getStatement(load);
    if (reader && reader != statement)
      return {};
    reader = statement;
    loads.push_back(load);
  }
  std::optional<LoopNest> nest = reader ? LoopNest::get(reader) : std::nullopt;
  if (!nest)
    return {};
  if (tir::BlockOp block = nest->block)
    if (block.hasReduction() || block.getInit() || block.getPredicate())
      return {};
  auto stores = nest->body->getOps<StoreOp>();
  if (!llvm::hasSingleElement(stores))
    return {};
  StoreOp store = *stores.begin();
  Value output = store.getBuffer();
  if (output == buffer || output.getType() != buffer.getType())
    return {};
  // Each element is written once, and read by whoever writes it.
  for (Value variable : nest->getVariables()) {
    tir::ForOp loop = nest->getLoop(variable);
    if (!loop || (!llvm::is_contained(store.getIndices(), variable) && !isOne(loop.getUpperBound())))
      return {};
  }
  for (LoadOp load : loads)
    if (load->getBlock() != nest->body || !areSameIndices(load.getIndices(), store.getIndices()))
      return {};
  // Nobody has looked at the output or written it before, and the statement only writes it.
  unsigned position = accesses.getPosition(store);
  for (Operation *user : output.getUsers()) {
    if (isa<tir::ReadsOp, tir::WritesOp>(user) || user == store)
      continue;
    if (accesses.getPosition(user) <= position)
      return {};
  }
  return output;
}

unsigned relax::reuseOutputs(PrimFuncOp kernel) {
  unsigned numReused = 0;
  Accesses accesses(kernel);
  SmallVector<AllocBufferOp> buffers(kernel.getBody().front().getOps<AllocBufferOp>());
  // Last buffers first: an output that takes one of them may take those before it.
  for (AllocBufferOp alloc : llvm::reverse(buffers)) {
    Value output = getOutputInPlace(alloc.getBuffer(), accesses);
    if (!output)
      continue;
    // A local buffer stands in front of all statements, but maybe behind this one.
    if (auto other = output.getDefiningOp<AllocBufferOp>(); other && alloc->isBeforeInBlock(other))
      other->moveBefore(alloc);
    alloc.getBuffer().replaceAllUsesWith(output);
    alloc.erase();
    ++numReused;
  }
  return numReused;
}
