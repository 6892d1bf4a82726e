//===- FuseOpsByPattern.cpp - Groups that patterns describe ---------------===//
//
// The patterns are PDL, read from a file or from the module; matching is upstream's. What is done with a match is the
// same for all of them: `relax.group` makes a function of the matched operations. A group is refused where a way leaves
// it and comes back, and where one of its operations would have to move across an effect.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/fusion/Passes.h"

#include "transforms/relax/fusion/Outlining.h"
#include "transforms/relax/fusion/PatternModule.h"

#include "mlir/Dialect/PDL/IR/PDL.h"
#include "mlir/Dialect/PDL/IR/PDLOps.h"
#include "mlir/Dialect/PDLInterp/IR/PDLInterp.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Rewrite/FrozenRewritePatternSet.h"
#include "mlir/Rewrite/PatternApplicator.h"
#include "llvm/Support/DebugLog.h"

#include <functional>
#include <set>

namespace mlir::relax {
#define GEN_PASS_DEF_FUSEOPSBYPATTERN
#include "transforms/relax/fusion/Passes.h.inc"
} // namespace mlir::relax

#define DEBUG_TYPE "relax-fuse-ops-by-pattern"

using namespace mlir;
using namespace mlir::relax;

/// The rewrite that patterns call.
static constexpr StringLiteral kGroup = "relax.group";

namespace {

/// Makes functions of groups of operations.
class Grouper {
public:
  explicit Grouper(ModuleOp module) : symbolTable(module) {}

  /// Replaces `ops`, in one block, by a call of a new private function that is called after `name`.
  LogicalResult group(PatternRewriter &rewriter, StringAttr name, ArrayRef<Operation *> members) {
    if (members.empty())
      return failure();
    SmallVector<Operation *> ops(members);
    Operation *first = ops.front();
    for (Operation *op : ops)
      if (op->getBlock() != first->getBlock())
        return rewriter.notifyMatchFailure(op, "the operations stand in different blocks");
    llvm::sort(ops, [](Operation *lhs, Operation *rhs) { return lhs->isBeforeInBlock(rhs); });
    llvm::SmallPtrSet<Operation *, 8> inside(ops.begin(), ops.end());
    SmallVector<Operation *> following;
    if (failed(checkMembers(rewriter, ops)) || failed(collectFollowing(rewriter, ops, inside, following)))
      return failure();

    // In a kernel there must be no checks.
    bool isPrimitive = first->getParentOfType<FuncOp>()->hasAttr("relax.shapes_checked") &&
                       llvm::all_of(ops, [](Operation *op) { return isa<CallTIROp, ViewTensorOp>(op); });
    std::string reason;
    Operation *last = ops.back();
    FailureOr<OutlinedOperations> outlined =
        outlineOperations(rewriter, ops, getOutlinedName(name), symbolTable, reason);
    if (failed(outlined))
      return rewriter.notifyMatchFailure(last, reason);
    outlined->function->setAttr(kCompositeAttr, name);
    if (isPrimitive)
      outlined->function->setAttr(kPrimitiveAttr, rewriter.getUnitAttr());
    erased.insert(ops.begin(), ops.end());
    Operation *previous = outlined->call;
    for (Operation *op : following) {
      rewriter.moveOpAfter(op, previous);
      previous = op;
    }
    ++numGroups;
    numGrouped += ops.size();
    return success();
  }

  unsigned numGroups = 0, numGrouped = 0;
  /// Operations that are gone.
  llvm::DenseSet<Operation *> erased;

private:
  LogicalResult checkMembers(PatternRewriter &rewriter, ArrayRef<Operation *> ops) {
    for (Operation *op : ops)
      if (op->getNumRegions() != 0 || !isMemoryEffectFree(op) || op->hasTrait<OpTrait::IsTerminator>() ||
          isa<InPlaceOpInterface, sym::SymbolDefinerOpInterface>(op))
        return rewriter.notifyMatchFailure(op, "an operation has effects, regions, or defines symbols");
    return success();
  }

  /// The operations between the first and the last of a group that need its results; they have to move behind it.
  LogicalResult collectFollowing(PatternRewriter &rewriter, ArrayRef<Operation *> ops,
                                 const llvm::SmallPtrSetImpl<Operation *> &inside,
                                 SmallVectorImpl<Operation *> &following) {
    llvm::SmallPtrSet<Operation *, 8> behind;
    for (Operation *op = ops.front(); op != ops.back()->getNextNode(); op = op->getNextNode()) {
      bool isMember = inside.contains(op);
      bool needsGroup = false, comesBack = false;
      op->walk([&](Operation *inner) {
        for (Value operand : inner->getOperands())
          if (Operation *definition = operand.getDefiningOp()) {
            needsGroup |= inside.contains(definition) || behind.contains(definition);
            comesBack |= behind.contains(definition);
          }
      });
      if (isMember) {
        if (comesBack)
          return rewriter.notifyMatchFailure(op, "a way leaves the group and comes back");
        continue;
      }
      // Members move down to the last one: tensors that they read must not have been written then.
      if (isa<InPlaceOpInterface>(op) || (op->getNumRegions() != 0 && !isPureOperation(op)))
        return rewriter.notifyMatchFailure(op, "an operation with effects stands between those of the group");
      if (!needsGroup)
        continue;
      if (!isMemoryEffectFree(op) || isa<MatchCastOp>(op))
        return rewriter.notifyMatchFailure(op, "a check of a result stands between the operations of the group");
      behind.insert(op);
      following.push_back(op);
    }
    return success();
  }

  SymbolTable symbolTable;
};

struct FuseOpsByPattern : relax::impl::FuseOpsByPatternBase<FuseOpsByPattern> {
  using FuseOpsByPatternBase::FuseOpsByPatternBase;

  void runOnOperation() override {
    ModuleOp module = getOperation();
    OwningOpRef<ModuleOp> patterns = takePatterns(module, file, "relax.patterns", "patterns");
    if (!patterns)
      return signalPassFailure();
    if (patterns->getBody()->empty())
      return markAllAnalysesPreserved();
    if (failed(checkPatterns(*patterns)))
      return signalPassFailure();

    std::set<unsigned, std::greater<>> benefits;
    for (auto pattern : patterns->getOps<pdl::PatternOp>())
      benefits.insert(pattern.getBenefit());

    Grouper grouper(module);
    // A rewrite must not fail, but the next pattern may be tried.
    bool isRefused = false;
    PDLPatternModule compiled(std::move(patterns));
    compiled.registerRewriteFunction(
        kGroup, [&](PatternRewriter &rewriter, PDLResultList &, ArrayRef<PDLValue> values) -> LogicalResult {
          StringAttr name;
          llvm::SetVector<Operation *> ops;
          for (const PDLValue &value : values) {
            if (auto attribute = value.dyn_cast<Attribute>())
              name = dyn_cast<StringAttr>(attribute);
            else if (Operation *op = value.dyn_cast<Operation *>())
              ops.insert(op);
          }
          isRefused = !name || failed(grouper.group(rewriter, name, ops.getArrayRef()));
          return success();
        });
    RewritePatternSet set(&getContext());
    set.getPDLPatterns().mergeIn(std::move(compiled));
    FrozenRewritePatternSet frozen(std::move(set));
    PatternApplicator applicator(frozen);
    applicator.applyDefaultCostModel();
    SmallVector<Operation *> candidates;
    for (FuncOp function : module.getOps<FuncOp>())
      if (!function.isExternal() && !function->hasAttr(kCompositeAttr) && !function->hasAttr(kPrimitiveAttr))
        function.getBody().walk([&](Operation *op) { candidates.push_back(op); });
    PatternRewriter rewriter(&getContext());
    for (unsigned benefit : benefits)
      for (Operation *op : candidates)
        if (!grouper.erased.contains(op))
          (void)applicator.matchAndRewrite(
              op, rewriter, [&](const Pattern &pattern) { return pattern.getBenefit() == benefit; }, {},
              [&](const Pattern &) { return failure(isRefused); });
    numGroups += grouper.numGroups;
    numGrouped += grouper.numGrouped;
  }

private:
  /// Upstream takes what is called for granted.
  static LogicalResult checkPatterns(ModuleOp patterns) {
    for (Operation &op : *patterns.getBody())
      if (!isa<pdl::PatternOp>(op))
        return op.emitOpError("must be a 'pdl.pattern', as everything in a module of patterns");
    WalkResult result = patterns.walk([](Operation *op) {
      if (isa<pdl::ApplyNativeConstraintOp, pdl::ApplyNativeRewriteOp>(op)) {
        op->emitOpError("no native function can be called but '") << kGroup << "', as the rewrite of a pattern";
        return WalkResult::interrupt();
      }
      auto rewrite = dyn_cast<pdl::RewriteOp>(op);
      if (!rewrite)
        return WalkResult::advance();
      if (rewrite.getName() != StringRef(kGroup)) {
        rewrite.emitOpError("the rewrite of a pattern must be '") << kGroup << "'";
        return WalkResult::interrupt();
      }
      unsigned numNames = 0;
      for (Value argument : rewrite.getExternalArgs()) {
        if (isa<pdl::OperationType>(argument.getType()))
          continue;
        auto attribute = argument.getDefiningOp<pdl::AttributeOp>();
        if (attribute && isa_and_nonnull<StringAttr>(attribute.getValueAttr())) {
          ++numNames;
          continue;
        }
        rewrite.emitOpError("the arguments of '")
            << kGroup << "' must be one constant string and operations, got " << argument.getType();
        return WalkResult::interrupt();
      }
      if (numNames != 1) {
        rewrite.emitOpError("the arguments of '")
            << kGroup << "' must be one constant string and operations, got " << numNames << " strings";
        return WalkResult::interrupt();
      }
      return WalkResult::advance();
    });
    return failure(result.wasInterrupted());
  }
};

} // namespace
