//===- FusionCalls.cpp - What fusion knows about a call -------------------===//
//
// Kernels are asked once what they do with their elements; what depends on sizes is asked at each call.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/fusion/FusionCalls.h"

#include "dialects/relax/SignatureMatch.h"
#include "dialects/sym/SymbolScope.h"
#include "transforms/relax/fusion/KernelViews.h"
#include "transforms/relax/fusion/ViewDims.h"

#include "llvm/Support/DebugLog.h"

#define DEBUG_TYPE "relax-fuse-ops"

using namespace mlir;
using namespace mlir::relax;
using sym::ExprAttr;
using tir::OpPattern;

/// Finds what the first reduction of a kernel runs over: a parameter that each variable of the nest indexes once.
void FusionCalls::findReduced(tir::PrimFuncOp kernel, KernelInfo &info) {
  for (Operation &op : kernel.getBody().front()) {
    if (!isa<tir::ForOp, tir::BlockOp>(op))
      continue;
    std::optional<tir::LoopNest> nest = tir::LoopNest::get(&op);
    if (!nest)
      return;
    if (!nest->block || !nest->block.hasReduction())
      continue;
    for (tir::LoadOp load : nest->body->getOps<tir::LoadOp>()) {
      auto parameter = dyn_cast<BlockArgument>(load.getBuffer());
      llvm::SmallPtrSet<Value, 8> variables(load.getIndices().begin(), load.getIndices().end());
      if (!parameter || parameter.getOwner()->getParentOp() != kernel || variables.size() != load.getIndices().size() ||
          llvm::any_of(nest->block.getIters(), [&](Value iter) { return !variables.contains(iter); }))
        continue;
      info.reducedAxes.resize(load.getIndices().size());
      for (auto [axis, index] : llvm::enumerate(load.getIndices()))
        if (auto iter = dyn_cast<BlockArgument>(index); iter && llvm::is_contained(nest->block.getIters(), iter))
          info.reducedAxes[axis] = nest->block.getIterKind(iter.getArgNumber()) == tir::IterKind::Reduce;
      info.reduced = parameter.getArgNumber();
      return;
    }
    return;
  }
}

/// Whether several kernels with such bodies may become one: what they need to know about sizes is known, buffers are
/// compact, and only outputs are written.
static bool canMergeBody(tir::PrimFuncOp kernel, unsigned numOutputs) {
  if (kernel.isExternal() || kernel.getNumArguments() < numOutputs)
    return false;
  unsigned numInputs = kernel.getNumArguments() - numOutputs;
  for (Type type : kernel.getArgumentTypes())
    if (auto buffer = dyn_cast<tir::BufferType>(type); buffer && (!buffer.isCompact() || buffer.getScope()))
      return false;
  WalkResult result = kernel.getBody().walk([&](Operation *op) {
    if (isa<sym::SymbolDefinerOpInterface, SymbolOpInterface>(op))
      return WalkResult::interrupt();
    for (Value operand : op->getOperands())
      if (isa<tir::BufferType>(operand.getType()) && !isa<tir::LoadOp, tir::StoreOp, tir::ReadsOp, tir::WritesOp>(op))
        return WalkResult::interrupt();
    if (auto store = dyn_cast<tir::StoreOp>(op))
      if (auto parameter = dyn_cast<BlockArgument>(store.getBuffer()))
        if (parameter.getArgNumber() < numInputs)
          return WalkResult::interrupt();
    return WalkResult::advance();
  });
  return !result.wasInterrupted() && tir::areSizesDecided(kernel);
}

/// Views that merge dimensions of what a kernel computes, unless the reader can run over the parts in place of the
/// whole: else it would have to divide each index. A matrix product keeps its loops.
static SmallVector<Value, 2> getOperandsApart(CallTIROp call, tir::PrimFuncOp kernel, OpPattern pattern) {
  SmallVector<Value, 2> apart;
  llvm::SmallDenseMap<Value, SmallVector<ExprAttr, 2>> partsOf;
  for (unsigned index = 0; index < call->getNumOperands(); ++index) {
    Value operand = call->getOperand(index);
    Value source = operand;
    while (auto view = source.getDefiningOp<ViewTensorOp>())
      source = view.getSource();
    if (source == operand)
      continue;
    auto from = cast<relax::TensorType>(source.getType()), to = cast<relax::TensorType>(operand.getType());
    if (!from.isFullyKnown())
      continue;
    SmallVector<ViewDims> groups = matchViewDims(to.getShape(), from.getShape());
    if (!mergesDims(groups) && !mixesDims(groups))
      continue;
    auto runsOverParts = [&](const ViewDims &group) {
      if (group.source.size() < 2)
        return true;
      if (group.view.size() != 1)
        return false;
      std::optional<SmallVector<Value>> variables = getLoopVariables(kernel, index, group.view.front());
      if (!variables)
        return false;
      SmallVector<ExprAttr, 2> parts;
      for (unsigned axis : group.source)
        parts.push_back(from.getShape()[axis]);
      return llvm::all_of(*variables, [&](Value variable) {
        auto [it, isFirst] = partsOf.try_emplace(variable, parts);
        return isFirst || it->second == parts;
      });
    };
    if (pattern == OpPattern::OutElementwiseFusable || !llvm::all_of(groups, runsOverParts)) {
      LDBG() << "operand " << index << " of @" << call.getCallee() << " is read from memory: its dimensions are merged";
      apart.push_back(operand);
    }
  }
  return apart;
}

std::optional<FusionCall> FusionCalls::get(CallTIROp call) {
  auto kernel = symbolTable.lookup<tir::PrimFuncOp>(call.getCallee());
  if (!kernel || call->getNumResults() == 0 ||
      kernel.getNumArguments() != call->getNumOperands() + call->getNumResults())
    return std::nullopt;
  for (Type type : call->getOperandTypes())
    if (auto tensor = dyn_cast<relax::TensorType>(type);
        tensor ? !tensor.isFullyKnown() : !isa<sym::IntType, FloatType, IntegerType>(type))
      return std::nullopt;
  for (Type type : call->getResultTypes())
    if (!cast<relax::TensorType>(type).isFullyKnown())
      return std::nullopt;
  auto [it, isFirst] = kernels.try_emplace({kernel, call->getNumResults()});
  if (isFirst) {
    it->second.canMerge = canMergeBody(kernel, call->getNumResults());
    it->second.pattern = tir::getOpPattern(kernel);
    if (it->second.pattern == OpPattern::Reduction)
      findReduced(kernel, it->second);
  }
  if (!it->second.canMerge) {
    LDBG() << "skip call of @" << call.getCallee() << ": its body cannot be merged";
    return std::nullopt;
  }
  // What is left to the run time would have to be proved in the merged kernel.
  SignatureMatch match(nullptr);
  SmallVector<Type> actual(call->getOperandTypes());
  llvm::append_range(actual, call->getResultTypes());
  for (auto [parameter, type] : llvm::zip_equal(kernel.getArgumentTypes(), actual))
    if (failed(match.addParameter(parameter, type, "")))
      return std::nullopt;
  SmallVector<ShapeCondition> conditions;
  if (failed(match.solve(&conditions)) || !conditions.empty()) {
    LDBG() << "skip call of @" << call.getCallee() << ": sizes are compared at run time";
    return std::nullopt;
  }
  FusionCall info;
  info.pattern = it->second.pattern;
  info.device = cast<relax::TensorType>(call.getResult(0).getType()).getDevice();
  info.apart = getOperandsApart(call, kernel, info.pattern);
  if (it->second.reduced && *it->second.reduced < call->getNumOperands()) {
    info.reduced = call->getOperand(*it->second.reduced);
    for (auto [axis, dim] : llvm::enumerate(cast<relax::TensorType>(info.reduced.getType()).getShape()))
      if (!dim.isConstant(1))
        info.space.push_back({dim, it->second.reducedAxes.test(axis)});
  }
  return info;
}

OpPattern FusionCalls::getPattern(CallTIROp call) const {
  return kernels.lookup({symbolTable.lookup(call.getCallee()), call->getNumResults()}).pattern;
}
