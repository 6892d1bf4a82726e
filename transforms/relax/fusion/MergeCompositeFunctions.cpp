//===- MergeCompositeFunctions.cpp - Neighbours for one backend -----------===//
//
// Operations of a stretch are visited in order. A call of a composite function joins the groups of its producers that
// are for the same backend, wherever no way leads out of the joined group and back: ConvexGroups answers that from
// ranks. Tuples between the calls belong to whom they serve. Each group then becomes a function.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/fusion/Passes.h"

#include "transforms/relax/fusion/ConvexGroups.h"
#include "transforms/relax/fusion/Outlining.h"
#include "transforms/relax/fusion/Stretches.h"

#include "llvm/Support/DebugLog.h"

namespace mlir::relax {
#define GEN_PASS_DEF_MERGECOMPOSITEFUNCTIONS
#include "transforms/relax/fusion/Passes.h.inc"
} // namespace mlir::relax

#define DEBUG_TYPE "relax-merge-composite-functions"

using namespace mlir;
using namespace mlir::relax;

namespace {

/// The groups of one stretch, each for one backend.
class CompositeGroups : private ConvexGroups {
public:
  /// A call of a composite function.
  void addComposite(Operation *call, StringAttr backend) {
    SmallVector<unsigned> producers = getProducers(call);
    std::optional<unsigned> joined;
    for (unsigned producer : producers) {
      if (groups[producer].backend != backend || nodes[producer].isClosed || !makeRoom(producer, producers))
        continue;
      addEdges(producers, producer);
      groups[producer].ops.push_back(call);
      define(call, producer);
      joined = producer;
      break;
    }
    unsigned group = joined ? *joined : makeGroup(call, backend, producers);
    for (unsigned producer : producers)
      join(find(group), producer);
  }

  /// An operation that only packs or unpacks values.
  void addTuple(Operation *op) {
    SmallVector<unsigned> producers = getProducers(op);
    if (producers.empty())
      return;
    // A field of what a group computes is a result of the group.
    if (unsigned producer = producers.front();
        isa<TupleGetItemOp>(op) && groups[producer].canGrow && !nodes[producer].isClosed) {
      groups[producer].ops.push_back(op);
      define(op, producer);
      return;
    }
    makeGroup(op, StringAttr(), producers);
  }

  /// Any other operation. With `isCheck` nothing that it depends on may move behind it.
  void addOther(Operation *op, bool isCheck) {
    SmallVector<unsigned> producers = getProducers(op);
    if (producers.empty())
      return;
    unsigned group = makeGroup(op, StringAttr(), producers);
    groups[group].canGrow = false;
    if (isCheck)
      close(group);
  }

  struct Result {
    StringAttr backend;
    SmallVector<Operation *> ops;
    unsigned numComposites = 0;
  };

  /// The groups with calls of composite functions, each in order of the text, ordered by their first operations.
  SmallVector<Result> take() {
    SmallVector<Result> results;
    for (auto [index, group] : llvm::enumerate(groups)) {
      if (parents[index] != index || !group.backend)
        continue;
      Result result{group.backend, std::move(group.ops)};
      llvm::sort(result.ops, [](Operation *lhs, Operation *rhs) { return lhs->isBeforeInBlock(rhs); });
      // Tuples that no call of the group needs stay behind it.
      llvm::SmallPtrSet<Operation *, 16> needed;
      for (Operation *op : llvm::reverse(result.ops))
        if (isa<CallOp>(op) || llvm::any_of(op->getUsers(), [&](Operation *user) { return needed.contains(user); }))
          needed.insert(op);
      llvm::erase_if(result.ops, [&](Operation *op) { return !needed.contains(op); });
      result.numComposites = llvm::count_if(result.ops, llvm::IsaPred<CallOp>);
      results.push_back(std::move(result));
    }
    llvm::sort(results,
               [](const Result &lhs, const Result &rhs) { return lhs.ops.front()->isBeforeInBlock(rhs.ops.front()); });
    return results;
  }

private:
  /// What belongs to the node of the same number.
  struct Group {
    bool canGrow = true;
    /// Null where there are tuples only.
    StringAttr backend;
    SmallVector<Operation *> ops;
  };

  unsigned makeGroup(Operation *op, StringAttr backend, ArrayRef<unsigned> producers) {
    unsigned group = make(rankAbove(producers));
    groups.push_back({/*canGrow=*/true, backend, {op}});
    addEdges(producers, group);
    define(op, group);
    return group;
  }

  /// Unites a group with one that computes an operand, and with those behind tuples, if they are for one backend.
  void join(unsigned group, unsigned producer) {
    SmallVector<unsigned> worklist = {producer};
    while (!worklist.empty()) {
      unsigned from = find(worklist.pop_back_val()), into = find(group);
      if (from == into || !groups[from].canGrow || nodes[from].isClosed || nodes[into].isClosed)
        continue;
      StringAttr backend = groups[into].backend;
      if (!groups[from].backend) {
        SmallVector<unsigned> before(nodes[from].predecessors);
        bool servesBackend = llvm::any_of(before, [&](unsigned raw) { return groups[find(raw)].backend == backend; });
        if (!servesBackend)
          continue;
        llvm::append_range(worklist, llvm::reverse(before));
      } else if (groups[from].backend != backend) {
        continue;
      }
      // The smaller one is moved.
      if (groups[from].ops.size() > groups[into].ops.size())
        std::swap(from, into);
      if (!unite(from, into))
        continue;
      llvm::append_range(groups[into].ops, groups[from].ops);
      groups[into].backend = backend;
      groups[from] = Group();
    }
  }

  SmallVector<Group, 0> groups;
};

struct MergeCompositeFunctions : relax::impl::MergeCompositeFunctionsBase<MergeCompositeFunctions> {
  using MergeCompositeFunctionsBase::MergeCompositeFunctionsBase;

  void runOnOperation() override {
    SymbolTable symbolTable(getOperation());
    SmallVector<FuncOp> functions;
    llvm::DenseMap<StringAttr, StringAttr> backends;
    for (FuncOp function : getOperation().getOps<FuncOp>()) {
      if (StringAttr backend = getBackend(function))
        backends[function.getSymNameAttr()] = backend;
      else if (!function.isExternal() && !function->hasAttr(kCompositeAttr) && !function->hasAttr(kCodegenAttr) &&
               !function->hasAttr(kPrimitiveAttr) && !function->hasAttr(FuncOp::kMemoryAttr))
        functions.push_back(function);
    }
    if (backends.empty())
      return markAllAnalysesPreserved();
    for (FuncOp function : functions) {
      SmallVector<Block *> blocks;
      function.getBody().walk([&](Block *block) { blocks.push_back(block); });
      for (Block *block : blocks)
        forEachStretch(*block, [&](ArrayRef<Operation *> stretch, Operation *end) {
          mergeStretch(stretch, end, backends, symbolTable);
        });
    }
  }

private:
  /// Whom a composite function is for: what stands in front of the first dot of its name.
  static StringAttr getBackend(FuncOp function) {
    auto name = function->getAttrOfType<StringAttr>(kCompositeAttr);
    if (!name || function->hasAttr(kCodegenAttr) || !name.getValue().contains('.'))
      return {};
    StringRef backend = name.getValue().split('.').first;
    return backend.empty() ? StringAttr() : StringAttr::get(function.getContext(), backend);
  }

  void mergeStretch(ArrayRef<Operation *> stretch, Operation *end,
                    const llvm::DenseMap<StringAttr, StringAttr> &backends, SymbolTable &symbolTable) {
    CompositeGroups groups;
    bool hasComposite = false;
    for (Operation *op : stretch) {
      if (auto call = dyn_cast<CallOp>(op); call && call.getPure() && !call->use_empty())
        if (StringAttr backend = backends.lookup(call.getCalleeAttr().getAttr())) {
          groups.addComposite(call, backend);
          hasComposite = true;
          continue;
        }
      if (isa<TupleOp, TupleGetItemOp>(op))
        groups.addTuple(op);
      else
        groups.addOther(op, getMovement(op) == Movement::Check);
    }
    if (!hasComposite)
      return;
    Operation *before = stretch.front()->getPrevNode();
    bool changed = false;
    IRRewriter rewriter(&getContext());
    for (const CompositeGroups::Result &group : groups.take()) {
      std::string reason;
      FailureOr<OutlinedOperations> outlined =
          outlineOperations(rewriter, group.ops, getOutlinedName(group.backend), symbolTable, reason);
      if (failed(outlined)) {
        LDBG() << "skip a group for '" << group.backend << "': " << reason;
        continue;
      }
      outlined->function->setAttr(kCodegenAttr, group.backend);
      changed = true;
      ++numGroups;
      numMerged += group.numComposites;
    }
    if (changed)
      sortStretch(before ? before->getNextNode() : &end->getBlock()->front(), end);
  }
};

} // namespace
