//===- PlanMemory.cpp - let tensors share memory --------------------------===//
//
// The allocations of a function whose tensors nobody else can hold move into arenas. An arena is made where all sizes of its tensors have a value, as far
// out as that allows: mostly one for each function, before its first allocation. Tensors of a branch that is not taken must not cost anything, so they
// join it only where they fit into what it has anyway, and have an arena of their own in the branch otherwise. The blocks of an arena then get places: by
// the compiler where sizes are constants or have bounds that may be used, or where the prover finds a sharing that cannot be much improved; otherwise by the
// virtual machine, for the sizes of each call.
//
// A result of the function is memory of its own, which the caller gets; the arena is made together with it, and other tensors lie in it until it is its turn.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/memory/Passes.h"

#include "analysis/memory/TensorLifetimes.h"
#include "dialects/relax/RelaxMemoryOps.h"
#include "dialects/sym/Prover.h"
#include "runtime/executable/ArenaPlan.h"
#include "transforms/relax/memory/SharedBlocks.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/Support/DebugLog.h"

#define DEBUG_TYPE "relax-plan-memory"

namespace mlir::relax {
#define GEN_PASS_DEF_PLANMEMORY
#include "transforms/relax/memory/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;

namespace {

/// Where a symbol gets its value.
struct Definition {
  Value value;
  Block *block;
  /// From this time on.
  unsigned time;
};

/// So many results lend their memory to an arena: each is tried for each tensor.
constexpr size_t kMaxKept = 64;

/// So many branches are tried for an arena around them: each is compared with all that is in it.
constexpr unsigned kMaxBranches = 64;

/// An arena of no more than this is not worth another one in each branch (bytes).
constexpr int64_t kSmallArena = 4096;

using Tensors = llvm::ArrayRef<const TensorLifetime *>;

/// The tensors of one branch of an `if` that may lie in an arena outside of it.
struct Branch {
  /// Where they are made, and the innermost block that none of them outlives.
  Block *block, *life;
  /// The outermost block in which their sizes are known.
  Block *home;
  llvm::SmallVector<const TensorLifetime *> members;
  /// From this time on all of their sizes are known.
  unsigned definedAt = 0;
  bool isPlaced = false;
};

/// The tensors of one arena.
struct Group {
  void add(const TensorLifetime &lifetime) {
    members.push_back(&lifetime);
    firstEnd = std::min(firstEnd, lifetime.last);
    end = std::max(end, lifetime.last);
  }

  Block *block;
  /// The arena is made in front of this op; null as long as it has no tensor.
  Operation *anchor;
  /// From this time on all sizes are known.
  unsigned definedAt = 0;
  llvm::SmallVector<const TensorLifetime *> members;
  /// Results that are made while the arena is there.
  llvm::SmallVector<const TensorLifetime *> kept;
  /// The last use of the member that dies first, and of the one that dies last.
  unsigned firstEnd = std::numeric_limits<unsigned>::max(), end = 0;
};

/// What an arena looks like: the number of the block of each tensor, those that are kept first. They have the first blocks.
struct Layout {
  llvm::SmallVector<sym::ExprAttr> sizes;
  llvm::SmallVector<int64_t> blocks;
  std::optional<int64_t> bytes;
  /// Whether the pool does better (ArenaPlan::isWasteful); the run time sees to that.
  bool isWasteful = false;
  llvm::SmallVector<unsigned> blockOf;
  unsigned numKept = 0;
  /// The blocks, where the prover found them.
  std::optional<SharedBlocks> shared;
};

class MemoryPlanner {
public:
  MemoryPlanner(FuncOp function, unsigned minTensors, bool useUpperBounds)
      : function(function), minTensors(minTensors), useUpperBounds(useUpperBounds), lifetimes(function),
        builder(function.getContext()) {}

  void run();

  unsigned numPlanned = 0, numKept = 0, numStatic = 0, numProved = 0, numAtRunTime = 0, numLeft = 0;

private:
  void collectDefinitions();
  bool canPlan(const TensorLifetime &lifetime, llvm::StringRef &why) const;
  std::optional<unsigned> findDefinitions(const TensorLifetime &lifetime, llvm::SmallPtrSetImpl<Block *> &homes) const;
  bool collect(const TensorLifetime &lifetime);
  void planBlock(Block *block);
  bool addToGroup(const TensorLifetime &lifetime, Block *home);
  bool mayJoin(const Group &group, const TensorLifetime &lifetime, unsigned definedAt) const;
  bool keepInGroup(const TensorLifetime &lifetime);

  sym::Prover getProver(const Group &group);
  Layout planMembers(const Group &group, const sym::Prover &prover);
  void planGroup(Group &group, llvm::ArrayRef<Branch *> offered);
  void joinBranches(Group &group, Layout &layout, llvm::ArrayRef<Branch *> offered, const sym::Prover &prover);
  std::optional<Layout> planConstants(Tensors tensors, unsigned numKept,
                                      llvm::function_ref<std::optional<int64_t>(sym::ExprAttr)> sizeOf);
  Layout planAtRunTime(Tensors tensors);
  Value getSize(sym::ExprAttr size, Location loc);
  void rewrite(const Group &group, const Layout &layout);

  FuncOp function;
  unsigned minTensors;
  bool useUpperBounds;
  TensorLifetimes lifetimes;
  OpBuilder builder;
  llvm::DenseMap<StringAttr, Definition> definitions;
  llvm::SmallVector<std::unique_ptr<Group>> groups;
  llvm::DenseMap<Block *, llvm::SmallVector<Group *>> groupsOf;
  /// What is made in a block and not in a branch inside of it, and no arena further out may have.
  llvm::DenseMap<Block *, llvm::SmallVector<const TensorLifetime *>> tensorsOf;
  llvm::DenseMap<Block *, llvm::SmallVector<const TensorLifetime *>> resultsOf;
  llvm::SmallVector<std::unique_ptr<Branch>> branches;
  /// By the block of a branch, and by that of an arena that may have its tensors.
  llvm::DenseMap<Block *, llvm::SmallVector<Branch *>> branchesOf, offersTo;
  std::vector<std::pair<Group *, Layout>> plans;
};

llvm::SmallVector<SharedBlockUse> getUses(Tensors tensors, unsigned numKept) {
  llvm::SmallVector<SharedBlockUse> uses;
  for (const TensorLifetime *tensor : tensors)
    uses.push_back({tensor->bytes, tensor->first, tensor->last, uses.size() < numKept});
  return uses;
}

/// The same block for all tensors that share it, at all times.
void setBlocks(Layout &layout, const SharedBlocks &shared) {
  layout.sizes.clear();
  layout.blocks.clear();
  layout.blockOf = shared.blockOf;
  llvm::DenseMap<sym::ExprAttr, unsigned> sizes;
  for (sym::ExprAttr size : shared.sizes) {
    auto [entry, isNew] = sizes.try_emplace(size, layout.sizes.size());
    if (isNew)
      layout.sizes.push_back(size);
    llvm::append_values(layout.blocks, static_cast<int64_t>(entry->second), int64_t(0), int64_t(0));
  }
}

/// The first value of each symbol; that of a symbol of the signature counts where it stands in the entry block.
void MemoryPlanner::collectDefinitions() {
  llvm::DenseSet<StringAttr> signature;
  for (StringAttr symbol : function.getSignatureSymbols())
    signature.insert(symbol);
  Block *entry = &function.getBody().front();
  auto define = [&](Value value, Block *block, unsigned time) {
    auto type = dyn_cast<sym::IntType>(value.getType());
    StringAttr symbol = type ? type.getExpr().getSymbolName() : StringAttr();
    if (symbol && (block == entry || !signature.contains(symbol)))
      definitions.try_emplace(symbol, Definition{value, block, time});
  };
  function.getBody().walk<WalkOrder::PreOrder>([&](Block *block) {
    for (BlockArgument argument : block->getArguments())
      define(argument, block, lifetimes.getTime(block->getParentOp()));
    for (Operation &op : *block)
      for (Value result : op.getResults())
        define(result, block, lifetimes.getEnd(&op));
  });
  for (StringAttr symbol : signature)
    definitions.try_emplace(symbol, Definition{Value(), entry, 0});
}

bool MemoryPlanner::canPlan(const TensorLifetime &lifetime, llvm::StringRef &why) const {
  auto alloc = lifetime.tensor.getDefiningOp<AllocTensorOp>();
  if (!alloc)
    why = "no plain allocation";
  else if (!lifetime.escapes.empty())
    why = lifetime.escapes;
  else if (VDeviceAttr device = alloc.getType().getDevice(); device && device.getKind() != "cpu" && device.getKind() != "llvm")
    why = "on a device of its own";
  else if (!lifetime.bytes)
    why = "of a size that has no expression";
  else if (mayDivideByZero(lifetime.bytes))
    why = "of a size that may have no value elsewhere";
  return why.empty();
}

/// Whether the group's arena can have a block for the tensor: all sizes are known where it is made, and it outlives the tensor.
bool MemoryPlanner::mayJoin(const Group &group, const TensorLifetime &lifetime, unsigned definedAt) const {
  if (definedAt >= lifetimes.getTime(group.anchor))
    return false;
  Operation *last = group.block->findAncestorOpInBlock(*lifetime.lastUse);
  return last && !last->hasTrait<OpTrait::IsTerminator>();
}

/// The time from which on all symbols of the size have a value, and the blocks in which they get it. Nothing where one has none.
std::optional<unsigned> MemoryPlanner::findDefinitions(const TensorLifetime &lifetime,
                                                       llvm::SmallPtrSetImpl<Block *> &homes) const {
  llvm::SetVector<StringAttr> symbols;
  lifetime.bytes.collectSymbols(symbols);
  unsigned definedAt = 0;
  for (StringAttr symbol : symbols) {
    auto definition = definitions.find(symbol);
    if (definition == definitions.end())
      return std::nullopt;
    homes.insert(definition->second.block);
    definedAt = std::max(definedAt, definition->second.time);
  }
  return definedAt;
}

/// Finds the block whose arenas may have the tensor, or the branch to which it belongs. False where there is none.
bool MemoryPlanner::collect(const TensorLifetime &lifetime) {
  llvm::SmallPtrSet<Block *, 4> homes;
  std::optional<unsigned> definedAt = findDefinitions(lifetime, homes);
  if (!definedAt)
    return false;
  // Out to the outermost block in which every symbol has a value: the definitions stand in blocks around the allocation.
  llvm::SmallVector<Block *> path = {lifetime.tensor.getDefiningOp()->getBlock()};
  while (!homes.contains(path.back()) && path.back()->getParentOp() != function)
    path.push_back(path.back()->getParentOp()->getBlock());
  Block *home = path.back();
  // The innermost branch; a loop would make its arena once in each round.
  size_t made = path.size() - 1;
  while (made != 0 && isa<IfOp>(path[made - 1]->getParentOp()))
    --made;
  // The innermost block that holds the last use in front of its end. The blocks are around each other, so the first one that holds it at all is that one,
  // or its end is the last use and the next one holds the `if` around it.
  llvm::SmallDenseMap<Block *, size_t> places;
  for (auto [place, block] : llvm::enumerate(path))
    places[block] = place;
  size_t life = path.size();
  for (Operation *last = lifetime.lastUse; last != function; last = last->getParentOp())
    if (auto place = places.find(last->getBlock()); place != places.end()) {
      life = std::max(made, place->second + last->hasTrait<OpTrait::IsTerminator>());
      break;
    }
  if (life == path.size()) {
    LDBG() << "leave " << lifetime.tensor << ": it outlives the block where its size is known";
    return false;
  }
  if (path[made] == home) {
    tensorsOf[home].push_back(&lifetime);
    return true;
  }
  llvm::SmallVector<Branch *> &known = branchesOf[path[made]];
  // One for each pair of blocks around it: few.
  auto same = llvm::find_if(known, [&](Branch *branch) { return branch->life == path[life] && branch->home == home; });
  Branch *branch = same == known.end() ? nullptr : *same;
  if (!branch) {
    branch = branches.emplace_back(std::make_unique<Branch>()).get();
    branch->block = path[made];
    branch->life = path[life];
    branch->home = home;
    known.push_back(branch);
    for (Block *block : llvm::ArrayRef(path).drop_front(std::max(life, made + 1)))
      offersTo[block].push_back(branch);
  }
  branch->members.push_back(&lifetime);
  branch->definedAt = std::max(branch->definedAt, *definedAt);
  return true;
}

/// Plans the arenas of a block; those around it are planned.
void MemoryPlanner::planBlock(Block *block) {
  llvm::SmallVector<const TensorLifetime *> tensors = tensorsOf.lookup(block);
  for (Branch *branch : branchesOf.lookup(block))
    if (branch->life == block && !branch->isPlaced) {
      llvm::append_range(tensors, branch->members);
      branch->isPlaced = true;
    }
  // In the order of the text.
  llvm::sort(tensors);
  for (const TensorLifetime *tensor : tensors)
    numLeft += !addToGroup(*tensor, block);
  for (const TensorLifetime *result : resultsOf.lookup(block))
    numLeft += !keepInGroup(*result);
  llvm::SmallVector<Branch *> offered = offersTo.lookup(block);
  llvm::SmallVector<Group *> known = groupsOf.lookup(block);
  if (known.empty() && !offered.empty())
    known.push_back(groups.emplace_back(std::make_unique<Group>(Group{block, nullptr})).get());
  for (Group *group : known)
    planGroup(*group, group == known.front() || group == known.back() ? offered : llvm::SmallVector<Branch *>());
}

/// Finds or makes an arena for the tensor. False where there can be none.
bool MemoryPlanner::addToGroup(const TensorLifetime &lifetime, Block *home) {
  llvm::SmallPtrSet<Block *, 4> homes;
  unsigned definedAt = *findDefinitions(lifetime, homes);
  Group *group = nullptr;
  if (auto known = groupsOf.find(home); known != groupsOf.end())
    for (Group *candidate : {known->second.front(), known->second.back()})
      if (!group && mayJoin(*candidate, lifetime, definedAt))
        group = candidate;
  if (!group) {
    auto made = std::make_unique<Group>(Group{home, home->findAncestorOpInBlock(*lifetime.tensor.getDefiningOp())});
    if (!mayJoin(*made, lifetime, definedAt)) {
      LDBG() << "leave " << lifetime.tensor << ": it outlives the block where its size is known";
      return false;
    }
    group = made.get();
    groupsOf[home].push_back(group);
    groups.push_back(std::move(made));
  }
  group->add(lifetime);
  group->definedAt = std::max(group->definedAt, definedAt);
  return true;
}

/// Lets other tensors lie in the memory of a result before it is made, which then is taken together with the arena. That costs nothing where the
/// arena is there anyway when the result is made, and gains nothing unless something died before.
bool MemoryPlanner::keepInGroup(const TensorLifetime &lifetime) {
  auto known = groupsOf.find(lifetime.tensor.getDefiningOp()->getBlock());
  llvm::SmallPtrSet<Block *, 4> homes;
  std::optional<unsigned> definedAt = findDefinitions(lifetime, homes);
  // Memory of no bytes has no place.
  if (known == groupsOf.end() || !definedAt || lifetime.bytes.getConstantValue().value_or(1) <= 0)
    return false;
  for (Group *group : {known->second.front(), known->second.back()})
    if (group->members.size() >= minTensors && group->kept.size() < kMaxKept && *definedAt < lifetimes.getTime(group->anchor) &&
        group->firstEnd < lifetime.first && lifetime.first <= group->end) {
      group->kept.push_back(&lifetime);
      group->definedAt = std::max(group->definedAt, *definedAt);
      return true;
    }
  return false;
}

std::optional<Layout>
MemoryPlanner::planConstants(Tensors tensors, unsigned numKept,
                             llvm::function_ref<std::optional<int64_t>(sym::ExprAttr)> sizeOf) {
  std::vector<::relax::runtime::ArenaBlock> blocks;
  for (const TensorLifetime *tensor : tensors) {
    std::optional<int64_t> bytes = sizeOf(tensor->bytes);
    if (!bytes)
      return std::nullopt;
    blocks.push_back({std::max<int64_t>(*bytes, 0), tensor->first, tensor->last, blocks.size() < numKept});
  }
  std::optional<::relax::runtime::ArenaPlan> plan = ::relax::runtime::planArena(blocks);
  if (!plan)
    return std::nullopt;
  Layout layout;
  layout.bytes = plan->bytes;
  layout.isWasteful = plan->isWasteful();
  layout.numKept = numKept;
  // Equal places are one block.
  llvm::DenseMap<std::pair<int64_t, int64_t>, unsigned> numbers;
  for (auto [i, block] : llvm::enumerate(blocks)) {
    auto [entry, isNew] = numbers.try_emplace({plan->offsets[i], block.bytes}, numbers.size());
    if (isNew)
      llvm::append_values(layout.blocks, plan->offsets[i], block.bytes);
    layout.blockOf.push_back(entry->second);
  }
  return layout;
}

Layout MemoryPlanner::planAtRunTime(Tensors tensors) {
  Layout layout;
  llvm::DenseMap<sym::ExprAttr, unsigned> sizes;
  // Times as small numbers.
  std::vector<unsigned> times;
  for (const TensorLifetime *tensor : tensors)
    llvm::append_values(times, tensor->first, tensor->last);
  llvm::sort(times);
  times.erase(llvm::unique(times), times.end());
  auto rank = [&](unsigned time) { return llvm::lower_bound(times, time) - times.begin(); };
  for (auto [i, tensor] : llvm::enumerate(tensors)) {
    auto [size, isNew] = sizes.try_emplace(tensor->bytes, layout.sizes.size());
    if (isNew)
      layout.sizes.push_back(tensor->bytes);
    llvm::append_values(layout.blocks, static_cast<int64_t>(size->second), static_cast<int64_t>(rank(tensor->first)),
                        static_cast<int64_t>(rank(tensor->last)));
    layout.blockOf.push_back(i);
  }
  return layout;
}

sym::Prover MemoryPlanner::getProver(const Group &group) {
  // What is read from a tensor is a dimension.
  sym::Facts facts = sym::Facts::forOperation(group.anchor ? group.anchor : function.getOperation());
  for (const auto &[symbol, definition] : definitions)
    if (definition.value && definition.value.getDefiningOp<DimOp>())
      facts.addNonNegative(symbol);
  return sym::Prover(function.getContext(), facts);
}

Layout MemoryPlanner::planMembers(const Group &group, const sym::Prover &prover) {
  auto constantOf = [](sym::ExprAttr size) { return size.getConstantValue(); };
  llvm::SmallVector<const TensorLifetime *> tensors(group.kept);
  llvm::append_range(tensors, group.members);
  unsigned numKept = group.kept.size();
  std::optional<Layout> constant = planConstants(tensors, numKept, constantOf);
  if (constant && !constant->isWasteful)
    return *constant;
  if (useUpperBounds) {
    llvm::DenseMap<sym::ExprAttr, std::optional<int64_t>> bounds;
    auto boundOf = [&](sym::ExprAttr size) {
      auto [entry, isNew] = bounds.try_emplace(size);
      if (isNew)
        entry->second = prover.bounds(size).upper;
      return entry->second;
    };
    // The caller gets no more memory than the result takes: it does not join.
    if (std::optional<Layout> layout = planConstants(group.members, 0, boundOf))
      return *layout;
  }
  if (std::optional<SharedBlocks> shared = shareBlocks(getUses(tensors, numKept), prover)) {
    Layout layout;
    setBlocks(layout, *shared);
    layout.shared = std::move(shared);
    layout.numKept = numKept;
    return layout;
  }
  Layout layout = planAtRunTime(tensors);
  layout.numKept = numKept;
  return layout;
}

/// Takes the tensors of those branches that cost little where the branch is not taken. Blocks that the prover found do not grow. Of two constant plans
/// the one whose worse path loses less stands: with the branch's tensors in it an arena of P bytes takes H bytes whether or not the branch is taken, with
/// an arena of S bytes in the branch P + S bytes are taken where H would do.
void MemoryPlanner::joinBranches(Group &group, Layout &layout, llvm::ArrayRef<Branch *> offered, const sym::Prover &prover) {
  // What is not compared at compile time may be larger.
  if (!layout.bytes && !layout.shared)
    return;
  llvm::DenseMap<sym::ExprAttr, std::optional<int64_t>> bounds;
  auto boundOf = [&](sym::ExprAttr size) {
    auto [entry, isNew] = bounds.try_emplace(size);
    if (isNew)
      entry->second = size.getConstantValue() ? size.getConstantValue() : prover.bounds(size).upper;
    return entry->second;
  };
  auto peakOf = [&](Tensors tensors) -> std::optional<int64_t> {
    std::vector<::relax::runtime::ArenaBlock> blocks;
    for (const TensorLifetime *tensor : tensors) {
      std::optional<int64_t> bytes = boundOf(tensor->bytes);
      if (!bytes)
        return std::nullopt;
      blocks.push_back({*bytes, tensor->first, tensor->last});
    }
    return ::relax::runtime::getPeakBytes(blocks);
  };
  llvm::SmallVector<const TensorLifetime *> tensors(llvm::ArrayRef(group.kept).take_front(layout.numKept));
  llvm::append_range(tensors, group.members);
  llvm::SmallVector<SharedBlockUse> uses = getUses(tensors, layout.numKept);
  auto fits = [&](const Branch &branch) {
    if (layout.shared) {
      llvm::SmallVector<SharedBlockUse> more = getUses(branch.members, 0);
      if (!addUses(*layout.shared, uses, more, prover))
        return false;
      llvm::append_range(uses, more);
      return true;
    }
    llvm::SmallVector<const TensorLifetime *> together(tensors);
    llvm::append_range(together, branch.members);
    std::optional<int64_t> without = peakOf(tensors), with = peakOf(together), alone = peakOf(branch.members);
    if (!without || !with || !alone)
      return false;
    bool isExact = useUpperBounds || llvm::all_of(branch.members, [](const TensorLifetime *tensor) { return tensor->bytes.isConstant(); });
    if (!isExact)
      return *with <= *without;
    return *with <= kSmallArena || double(*with) * double(*with) <= (double(*without) + double(*alone)) * double(*without);
  };
  Group before = group;
  llvm::SmallVector<Branch *> joined;
  unsigned numTried = 0;
  for (Branch *branch : offered) {
    if (branch->isPlaced)
      continue;
    Operation *anchor = group.block->findAncestorOpInBlock(*branch->members.front()->tensor.getDefiningOp());
    if (group.anchor && lifetimes.getTime(group.anchor) < lifetimes.getTime(anchor))
      anchor = group.anchor;
    if (std::max(branch->definedAt, group.definedAt) >= lifetimes.getTime(anchor))
      continue;
    if (++numTried > kMaxBranches)
      break;
    if (!fits(*branch))
      continue;
    llvm::append_range(tensors, branch->members);
    for (const TensorLifetime *tensor : branch->members)
      group.add(*tensor);
    group.anchor = anchor;
    group.definedAt = std::max(group.definedAt, branch->definedAt);
    branch->isPlaced = true;
    joined.push_back(branch);
  }
  if (joined.empty())
    return;
  if (layout.shared) {
    setBlocks(layout, *layout.shared);
  } else if (std::optional<Layout> all = planConstants(tensors, layout.numKept, boundOf)) {
    layout = *all;
  } else {
    group = before;
    for (Branch *branch : joined)
      branch->isPlaced = false;
  }
}

void MemoryPlanner::planGroup(Group &group, llvm::ArrayRef<Branch *> offered) {
  sym::Prover prover = getProver(group);
  Layout layout = planMembers(group, prover);
  joinBranches(group, layout, offered, prover);
  if (group.members.size() < minTensors) {
    numLeft += group.members.size();
    return;
  }
  (layout.bytes ? numStatic : layout.shared ? numProved : numAtRunTime) += group.members.size();
  plans.emplace_back(&group, std::move(layout));
}

Value MemoryPlanner::getSize(sym::ExprAttr size, Location loc) {
  llvm::SetVector<StringAttr> symbols;
  size.collectSymbols(symbols);
  llvm::SmallVector<Value> sources;
  for (StringAttr symbol : symbols)
    if (Value source = definitions.lookup(symbol).value)
      sources.push_back(source);
  if (size.getSymbolName() && !sources.empty())
    return sources.front();
  return sym::ValueOp::create(builder, loc, size, sources);
}

void MemoryPlanner::rewrite(const Group &group, const Layout &layout) {
  Location loc = group.anchor->getLoc();
  builder.setInsertionPoint(group.anchor);
  llvm::SmallVector<Value> sizes;
  for (sym::ExprAttr size : layout.sizes)
    sizes.push_back(getSize(size, loc));
  IntegerAttr bytes = layout.bytes ? builder.getI64IntegerAttr(*layout.bytes) : IntegerAttr();
  llvm::SmallVector<int64_t> kept = llvm::to_vector(llvm::seq<int64_t>(0, layout.numKept));
  auto arena = AllocArenaOp::create(builder, loc, mlir::relax::ObjectType::get(builder.getContext()), sizes,
                                    builder.getDenseI64ArrayAttr(layout.blocks), bytes,
                                    kept.empty() ? DenseI64ArrayAttr() : builder.getDenseI64ArrayAttr(kept));
  auto move = [&](const TensorLifetime &lifetime, unsigned block, bool isKept) {
    auto alloc = lifetime.tensor.getDefiningOp<AllocTensorOp>();
    builder.setInsertionPoint(alloc);
    auto tensor = ArenaTensorOp::create(builder, alloc.getLoc(), alloc.getType(), arena, block, isKept, alloc.getDims());
    alloc.replaceAllUsesWith(tensor.getResult());
    alloc.erase();
    return tensor;
  };
  for (unsigned i = 0; i != layout.numKept; ++i)
    move(*group.kept[i], layout.blockOf[i], /*isKept=*/true);
  numKept += layout.numKept;
  numLeft += group.kept.size() - layout.numKept;
  Operation *last = arena;
  unsigned end = 0;
  for (auto [member, block] : llvm::zip_equal(group.members, llvm::drop_begin(layout.blockOf, layout.numKept))) {
    // The tensor's own allocation may be its last use.
    Operation *lastUse = group.block->findAncestorOpInBlock(*member->lastUse);
    bool isUnused = member->lastUse == member->tensor.getDefiningOp() && lastUse == member->lastUse;
    ArenaTensorOp tensor = move(*member, block, /*isKept=*/false);
    if (member->last >= end) {
      end = member->last;
      last = isUnused ? tensor.getOperation() : lastUse;
    }
    ++numPlanned;
  }
  builder.setInsertionPointAfter(last);
  KillOp::create(builder, last->getLoc(), arena);
}

void MemoryPlanner::run() {
  collectDefinitions();
  for (const TensorLifetime &lifetime : lifetimes.get()) {
    llvm::StringRef why;
    if (canPlan(lifetime, why)) {
      if (lifetime.isReturned)
        resultsOf[lifetime.tensor.getDefiningOp()->getBlock()].push_back(&lifetime);
      else
        numLeft += !collect(lifetime);
      continue;
    }
    // What has a place is not left out of the plan.
    if (isa<ArenaTensorOp>(lifetime.tensor.getDefiningOp()))
      continue;
    LDBG() << "leave " << lifetime.tensor << ": it is " << why;
    ++numLeft;
  }
  function.getBody().walk<WalkOrder::PreOrder>([&](Block *block) { planBlock(block); });
  for (const std::unique_ptr<Branch> &branch : branches)
    if (!branch->isPlaced) {
      LDBG() << "leave " << branch->members.size() << " tensors that outlive the branch that makes them";
      numLeft += branch->members.size();
    }
  for (const auto &[group, layout] : plans)
    rewrite(*group, layout);
}

struct PlanMemory : mlir::relax::impl::PlanMemoryBase<PlanMemory> {
  using Base::Base;

  void runOnOperation() override {
    getOperation()->walk<WalkOrder::PreOrder>([&](Operation *op) {
      auto function = dyn_cast<FuncOp>(op);
      if (!function)
        return WalkResult::advance();
      // What has arenas was planned before.
      bool isPlanned = function.walk([](AllocArenaOp) { return WalkResult::interrupt(); }).wasInterrupted();
      if (!function.isExternal() && function->hasAttr(FuncOp::kMemoryAttr) && !isPlanned) {
        MemoryPlanner planner(function, minTensors, useUpperBounds);
        planner.run();
        numPlanned += planner.numPlanned;
        numKept += planner.numKept;
        numStatic += planner.numStatic;
        numProved += planner.numProved;
        numAtRunTime += planner.numAtRunTime;
        numLeft += planner.numLeft;
      }
      return WalkResult::skip();
    });
  }
};

} // namespace
