//===- FusionGroups.cpp - Which calls of kernels run together -------------===//
//
// The rules are those of the graph partitioner of TVM (Chen et al., OSDI 2018), with one difference. There a call joins
// its post-dominator if all ways between are light, so that no value in between leaves the group. Here a group may have
// several results, and what has to hold is less: that no way leaves a group and comes back. So calls are visited in
// order, and each joins a group of its producers:
//
// - light calls (element-wise, broadcast, injective) join any producer;
// - a reduction joins light producers, and other reductions with the same rows, also those that run over the same value
//   in the same way, up to light calls in front of them;
// - a matrix product or convolution begins a group, and takes light producers that nobody else needs.
//
// The phases of the partitioner fall together, since a group of light calls can still be taken by what comes later.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/fusion/FusionGroups.h"

#include "transforms/relax/fusion/ViewDims.h"

#include "llvm/Support/DebugLog.h"

#define DEBUG_TYPE "relax-fuse-ops"

using namespace mlir;
using namespace mlir::relax;
using sym::ExprAttr;
using tir::OpPattern;

unsigned FusionGroups::makeGroup(unsigned rank) {
  groups.emplace_back();
  return make(rank);
}

//===----------------------------------------------------------------------===//
// Joining
//===----------------------------------------------------------------------===//

SmallVector<ExprAttr> FusionGroups::getRows(CallTIROp call) {
  SmallVector<ExprAttr> rows;
  for (ExprAttr dim : cast<relax::TensorType>(call.getResult(0).getType()).getShape())
    if (!dim.isConstant(1))
      rows.push_back(dim);
  return rows;
}

void FusionGroups::append(unsigned group, CallTIROp call, ArrayRef<unsigned> producers) {
  addEdges(producers, group);
  groups[group].calls.push_back(call);
  groupOfCall[call] = group;
  for (Value operand : call->getOperands()) {
    std::optional<unsigned> producer = lookup(operand);
    if (!producer || *producer != group)
      groups[group].inputs.insert(operand);
  }
  define(call, group);
}

bool FusionGroups::tryJoin(unsigned group, CallTIROp call, ArrayRef<unsigned> producers, Attribute device) {
  Group &info = groups[group];
  if (info.isFixed || nodes[group].isClosed || info.device != device || info.calls.size() >= limits.maxDepth ||
      info.inputs.size() + call->getNumOperands() > limits.maxArgs)
    return false;
  if (!makeRoom(group, producers))
    return false;
  append(group, call, producers);
  return true;
}

bool FusionGroups::isUsedInside(unsigned group, unsigned other) {
  for (CallTIROp call : groups[group].calls) {
    SmallVector<Value> values(call->getResults());
    while (!values.empty())
      for (Operation *user : values.pop_back_val().getUsers()) {
        if (auto view = dyn_cast<ViewTensorOp>(user)) {
          values.push_back(view.getResult());
          continue;
        }
        auto it = groupOfCall.find(user);
        if (it == groupOfCall.end() || (find(it->second) != group && find(it->second) != other))
          return false;
      }
  }
  return true;
}

bool FusionGroups::tryUnite(unsigned from, unsigned into, bool mayEscape) {
  constexpr unsigned maxFailures = 4;
  Group &source = groups[from], &target = groups[into];
  if (source.isFixed || target.isFixed || nodes[from].isClosed || nodes[into].isClosed ||
      source.device != target.device)
    return false;
  if (source.calls.size() + target.calls.size() > limits.maxDepth ||
      source.inputs.size() + target.inputs.size() > limits.maxArgs)
    return false;
  if (source.numFailedUnions >= maxFailures)
    return false;
  if (!mayEscape && !isUsedInside(from, into)) {
    ++source.numFailedUnions;
    return false;
  }
  if (!unite(from, into)) {
    ++source.numFailedUnions;
    return false;
  }
  llvm::append_range(target.calls, source.calls);
  target.hasAnchor |= source.hasAnchor;
  if (source.hasReduction && !target.hasReduction) {
    target.rows = source.rows;
    target.space = source.space;
  }
  target.hasReduction |= source.hasReduction;
  llvm::SmallDenseSet<Value, 4> inputs;
  for (Value input : llvm::concat<Value>(llvm::to_vector(target.inputs), llvm::to_vector(source.inputs))) {
    std::optional<unsigned> producer = lookup(input);
    if (!producer || *producer != into)
      inputs.insert(input);
  }
  target.inputs = std::move(inputs);
  source = Group();
  return true;
}

void FusionGroups::absorbProducers(unsigned group, ArrayRef<unsigned> producers) {
  for (unsigned raw : producers) {
    unsigned producer = find(raw), self = find(group);
    if (producer == self || groups[producer].isFixed || groups[producer].hasAnchor)
      continue;
    bool areRows = groups[producer].hasReduction;
    if (areRows &&
        (groups[self].hasAnchor || (groups[self].hasReduction && groups[self].rows != groups[producer].rows)))
      continue;
    (void)tryUnite(producer, self, /*mayEscape=*/areRows);
  }
}

//===----------------------------------------------------------------------===//
// Operations
//===----------------------------------------------------------------------===//

void FusionGroups::addOther(Operation *op, bool isCheck) {
  SmallVector<unsigned> producers = getProducers(op);
  if (producers.empty())
    return;
  unsigned group = makeGroup(rankAbove(producers));
  groups[group].isFixed = true;
  addEdges(producers, group);
  define(op, group);
  if (isCheck)
    close(group);
}

void FusionGroups::addView(ViewTensorOp view) {
  std::optional<unsigned> source = lookup(view.getSource());
  auto from = cast<relax::TensorType>(view.getSource().getType()),
       to = cast<relax::TensorType>(view.getResult().getType());
  bool isAlias = source && !groups[*source].isFixed && from.isFullyKnown() && to.isFullyKnown() &&
                 !mixesDims(matchViewDims(to.getShape(), from.getShape())) &&
                 llvm::none_of(view.getDims(), [&](Value dim) { return lookup(dim).has_value(); });
  if (isAlias)
    groupOf[view.getResult()] = *source;
  else
    addOther(view, /*isCheck=*/false);
}

void FusionGroups::noteRoots(CallTIROp call, OpPattern pattern) {
  constexpr unsigned maxDepth = 8, maxRoots = 4;
  if (pattern > OpPattern::Broadcast || call->getNumResults() != 1)
    return;
  auto getShape = [](Value value) {
    auto type = dyn_cast<relax::TensorType>(value.getType());
    return type ? type.getShape() : ArrayRef<ExprAttr>();
  };
  Roots roots;
  for (Value operand : call->getOperands()) {
    if (getShape(operand).empty() || getShape(operand) != getShape(call.getResult(0)))
      continue;
    auto known = rootsOf.find(operand);
    roots.depth = std::max(roots.depth, known == rootsOf.end() ? 1 : known->second.depth + 1);
    for (Value root : known == rootsOf.end() ? ArrayRef(operand) : ArrayRef(known->second.values))
      if (!llvm::is_contained(roots.values, root))
        roots.values.push_back(root);
  }
  if (!roots.values.empty() && roots.depth <= maxDepth && roots.values.size() <= maxRoots)
    rootsOf[call.getResult(0)] = std::move(roots);
}

void FusionGroups::shareInputs(unsigned group, CallTIROp call, const FusionCall &info, ArrayRef<unsigned> apart) {
  auto share = [&](auto &known, auto key, bool inOneSpace) {
    auto [it, isFirst] = known.try_emplace(key, group);
    if (isFirst)
      return;
    unsigned other = find(it->second), self = find(group);
    if (other != self && !llvm::is_contained(apart, other) && groups[other].hasReduction && !groups[other].hasAnchor &&
        !groups[self].hasAnchor && groups[other].rows == groups[self].rows &&
        (!inOneSpace || groups[other].space == info.space)) {
      // That two norms on the way of a residual do not belong together says nothing about either.
      unsigned numFailures = groups[self].numFailedUnions;
      if (!tryUnite(self, other, /*mayEscape=*/true) && inOneSpace)
        groups[self].numFailedUnions = numFailures;
    }
    it->second = find(group);
  };
  // Several reductions of one value share the loop over its rows.
  for (Value operand : call->getOperands())
    share(reductionOf, operand, /*inOneSpace=*/false);
  // So do reductions of what is computed from one value, if they run over it in the same way.
  if (info.space.empty())
    return;
  size_t hash = 0;
  for (const FusionCall::Dim &dim : info.space)
    hash = llvm::hash_combine(hash, dim.size, dim.isReduced);
  auto roots = rootsOf.find(info.reduced);
  for (Value root : roots == rootsOf.end() ? ArrayRef(info.reduced) : ArrayRef(roots->second.values))
    share(reductionOver, std::make_pair(root, static_cast<unsigned>(hash)), /*inOneSpace=*/true);
}

void FusionGroups::addCall(CallTIROp call, const FusionCall &info) {
  SmallVector<unsigned> producers = getProducers(call), apart, joinable;
  for (Value operand : info.apart)
    if (std::optional<unsigned> group = lookup(operand))
      apart.push_back(*group);
  for (unsigned producer : producers)
    if (!llvm::is_contained(apart, producer))
      joinable.push_back(producer);
  noteRoots(call, info.pattern);
  auto begin = [&] {
    unsigned group = makeGroup(rankAbove(producers));
    groups[group].device = info.device;
    append(group, call, producers);
    return group;
  };
  if (info.pattern == OpPattern::Opaque) {
    unsigned group = begin();
    groups[group].isFixed = true;
    return;
  }
  if (info.pattern == OpPattern::OutElementwiseFusable) {
    unsigned group = begin();
    groups[group].hasAnchor = true;
    absorbProducers(group, joinable);
    return;
  }

  bool isReduction = info.pattern == OpPattern::Reduction;
  SmallVector<ExprAttr> rows = isReduction ? getRows(call) : SmallVector<ExprAttr>();
  std::optional<unsigned> joined;
  for (unsigned producer : joinable) {
    Group &group = groups[producer];
    if (isReduction && (group.hasAnchor || (group.hasReduction && group.rows != rows)))
      continue;
    if (!tryJoin(producer, call, producers, info.device))
      continue;
    joined = producer;
    break;
  }
  unsigned group = joined ? *joined : begin();
  if (isReduction) {
    if (!groups[group].hasReduction)
      groups[group].space = info.space;
    groups[group].hasReduction = true;
    groups[group].rows = rows;
  }
  absorbProducers(group, joinable);
  if (isReduction)
    shareInputs(find(group), call, info, apart);
}

SmallVector<SmallVector<CallTIROp>> FusionGroups::take() {
  SmallVector<SmallVector<CallTIROp>> result;
  for (auto [index, group] : llvm::enumerate(groups)) {
    if (parents[index] != index || group.isFixed || group.calls.size() < 2)
      continue;
    llvm::sort(group.calls, [](CallTIROp lhs, CallTIROp rhs) { return lhs->isBeforeInBlock(rhs); });
    result.push_back(std::move(group.calls));
  }
  llvm::sort(result,
             [](const auto &lhs, const auto &rhs) { return CallTIROp(lhs.front())->isBeforeInBlock(rhs.front()); });
  return result;
}
