//===- KernelViews.cpp - Views between the loop nests of a kernel ---------===//
//
// First the nests are visited in order, and each loop is told the parts that it should run over: those of a merged
// dimension that it reads, or those that the loop had which wrote what it reads. Then loops are split; the old variable
// is a sum of products of the new ones, and known by these digits. So whoever needs a part of an index looks the digit
// up in place of dividing.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/fusion/KernelViews.h"

#include "dialects/tir/TensorExpression.h"
#include "transforms/relax/fusion/ViewDims.h"

#include "llvm/ADT/MapVector.h"

using namespace mlir;
using namespace mlir::relax;
using sym::ExprAttr;
using tir::AllocBufferOp;
using tir::BlockOp;
using tir::BufferType;
using tir::ForOp;
using tir::LoadOp;
using tir::LoopNest;
using tir::PrimFuncOp;
using tir::StoreOp;

//===----------------------------------------------------------------------===//
// Loops that may be split
//===----------------------------------------------------------------------===//

bool relax::isExtent(OpFoldResult bound, ExprAttr extent) {
  if (auto constant = dyn_cast_if_present<Attribute>(bound))
    return extent.isConstant(cast<IntegerAttr>(constant).getInt());
  auto integer = dyn_cast<sym::IntType>(cast<Value>(bound).getType());
  return integer && integer.getExpr() == extent;
}

/// Whether loops over parts of the extent can take the place of the loop of a variable.
static bool canSplit(LoopNest &nest, Value variable, ExprAttr extent) {
  ForOp loop = nest.getLoop(variable);
  if (!loop || !isExtent(loop.getUpperBound(), extent))
    return false;
  BlockOp block = nest.block;
  // Bounds of inner loops may depend on the variable.
  if (!block)
    return llvm::all_of(variable.getUsers(), [&](Operation *user) { return nest.body->findAncestorOpInBlock(*user); });
  // The body may go by the variable of a loop, past its block.
  auto argument = cast<BlockArgument>(variable);
  if (argument.getOwner() != nest.body)
    return false;
  unsigned iter = argument.getArgNumber();
  auto lower = dyn_cast_if_present<Attribute>(block.getMixedLowers()[iter]);
  return !block.getPredicate() && block.getIterKind(iter) != tir::IterKind::Opaque && lower &&
         cast<IntegerAttr>(lower).getValue().isZero() && isExtent(block.getMixedUppers()[iter], extent) &&
         loop.getLoopVariable().hasOneUse();
}

std::optional<SmallVector<Value>> relax::getLoopVariables(PrimFuncOp kernel, unsigned parameter, unsigned axis) {
  Value buffer = kernel.getArgument(parameter);
  ExprAttr extent = cast<BufferType>(buffer.getType()).getShape()[axis];
  SmallVector<Value> variables;
  for (Operation *user : buffer.getUsers()) {
    if (isa<tir::ReadsOp>(user))
      continue;
    auto load = dyn_cast<LoadOp>(user);
    Operation *statement = kernel.getBody().front().findAncestorOpInBlock(*user);
    if (!load || !isa<ForOp, BlockOp>(statement))
      return std::nullopt;
    std::optional<LoopNest> nest = LoopNest::get(statement);
    if (!nest || load->getBlock() != nest->body || !canSplit(*nest, load.getIndices()[axis], extent))
      return std::nullopt;
    variables.push_back(load.getIndices()[axis]);
  }
  return variables;
}

namespace {

//===----------------------------------------------------------------------===//
// Indices
//===----------------------------------------------------------------------===//

using Dims = SmallVector<ExprAttr, 2>;

/// What a sum of products was made of, outermost first.
struct Digits {
  SmallVector<Value, 2> values;
  Dims dims;
};
using DigitMap = llvm::DenseMap<Value, Digits>;

/// A size as a bound or a number at the head of the kernel.
OpFoldResult getBound(PrimFuncOp kernel, Location loc, ExprAttr size) {
  OpBuilder head = OpBuilder::atBlockBegin(&kernel.getBody().front());
  if (std::optional<int64_t> value = size.getConstantValue())
    return head.getIndexAttr(*value);
  return sym::ValueOp::create(head, loc, size).getResult();
}

Value getSize(PrimFuncOp kernel, tir::ScalarBuilder &scalars, ExprAttr size) {
  if (std::optional<int64_t> value = size.getConstantValue())
    return scalars.constantIndex(*value);
  OpBuilder head = OpBuilder::atBlockBegin(&kernel.getBody().front());
  Value symbol = sym::ValueOp::create(head, scalars.getLoc(), size);
  return sym::ToIndexOp::create(head, scalars.getLoc(), head.getIndexType(), symbol);
}

/// The place in a line of what the indices choose.
Value linearize(PrimFuncOp kernel, tir::ScalarBuilder &scalars, ArrayRef<Value> indices, ArrayRef<ExprAttr> dims) {
  Value linear = indices.front();
  for (auto [index, dim] : llvm::zip_equal(indices.drop_front(), dims.drop_front()))
    linear = scalars.add(scalars.mul(linear, getSize(kernel, scalars, dim)), index);
  return linear;
}

/// Digits in the sizes `dims` of a number with other digits, without a division. Empty where that is not possible.
SmallVector<Value> regroup(PrimFuncOp kernel, tir::ScalarBuilder &scalars, const Digits &digits,
                           ArrayRef<ExprAttr> dims) {
  SmallVector<Value> result;
  size_t first = 0;
  for (ExprAttr dim : dims) {
    size_t last = first;
    FailureOr<ExprAttr> product = ExprAttr::getConstant(dim.getContext(), 1);
    while (succeeded(product) && *product != dim && last < digits.dims.size())
      product = sym::mul(*product, digits.dims[last++]);
    if (failed(product) || *product != dim || last == first)
      return {};
    result.push_back(linearize(kernel, scalars, ArrayRef(digits.values).slice(first, last - first),
                               ArrayRef(digits.dims).slice(first, last - first)));
    first = last;
  }
  return first == digits.dims.size() ? result : SmallVector<Value>();
}

/// The indices in the source of a view of the element that is at `indices` in the view.
SmallVector<Value> getSourceIndices(PrimFuncOp kernel, tir::ScalarBuilder &scalars, ArrayRef<ExprAttr> view,
                                    ArrayRef<ExprAttr> source, ValueRange indices, const DigitMap &known) {
  SmallVector<Value> result(source.size());
  for (const ViewDims &group : matchViewDims(view, source)) {
    if (group.view.empty() || group.source.empty())
      continue;
    if (group.view.size() == 1) {
      Dims dims;
      for (unsigned axis : group.source)
        dims.push_back(source[axis]);
      if (auto it = known.find(indices[group.view.front()]); it != known.end()) {
        SmallVector<Value> parts = regroup(kernel, scalars, it->second, dims);
        for (auto [axis, part] : llvm::zip(group.source, parts))
          result[axis] = part;
        if (!parts.empty())
          continue;
      }
    }
    SmallVector<Value> parts;
    Dims dims;
    for (unsigned axis : group.view) {
      parts.push_back(indices[axis]);
      dims.push_back(view[axis]);
    }
    Value linear = linearize(kernel, scalars, parts, dims);
    for (unsigned axis : llvm::reverse(ArrayRef(group.source).drop_front())) {
      Value size = getSize(kernel, scalars, source[axis]);
      result[axis] = scalars.remIndex(linear, size);
      linear = scalars.divIndex(linear, size);
    }
    result[group.source.front()] = linear;
  }
  for (Value &index : result)
    if (!index)
      index = scalars.constantIndex(0);
  return result;
}

/// Turns loads of a view into loads of its source, and removes the buffer that stood for it.
void resolveView(PrimFuncOp kernel, KernelView resolved, const DigitMap &known) {
  ArrayRef<ExprAttr> view = resolved.view.getBufferType().getShape(),
                     source = cast<BufferType>(resolved.source.getType()).getShape();
  for (Operation *user : llvm::make_early_inc_range(resolved.view.getBuffer().getUsers())) {
    if (auto load = dyn_cast<LoadOp>(user)) {
      OpBuilder builder(load);
      tir::ScalarBuilder scalars(builder, load.getLoc());
      SmallVector<Value> indices = getSourceIndices(kernel, scalars, view, source, load.getIndices(), known);
      auto direct = LoadOp::create(builder, load.getLoc(), resolved.source, indices);
      direct->setDiscardableAttrs(load->getDiscardableAttrDictionary());
      load.getResult().replaceAllUsesWith(direct.getResult());
    }
    // Declarations of regions are made anew at the end.
    user->erase();
  }
  resolved.view.erase();
}

//===----------------------------------------------------------------------===//
// Splitting
//===----------------------------------------------------------------------===//

/// Loops, and buffers with them, in parts.
class LoopSplitter {
public:
  LoopSplitter(PrimFuncOp kernel, ArrayRef<KernelView> views) : kernel(kernel) {
    for (KernelView view : views) {
      sourceOf[view.view] = view.source;
      viewsOf[view.source].push_back(view.view);
    }
  }

  void run() {
    for (Operation &op : kernel.getBody().front())
      if (isa<ForOp, BlockOp>(op))
        plan(&op);
    for (Plan &nest : plans)
      split(nest);
    for (auto &[buffer, parts] : splits)
      splitBuffer(buffer.getDefiningOp<AllocBufferOp>(), parts);
  }

  const DigitMap &getDigits() const { return digits; }

private:
  /// The parts of the loops of some variables of a nest.
  struct Plan {
    LoopNest nest;
    llvm::SmallMapVector<Value, Dims, 2> parts;
  };

  //===--------------------------------------------------------------------===//
  // Planning
  //===--------------------------------------------------------------------===//

  static ArrayRef<ExprAttr> getShape(Value buffer) { return cast<BufferType>(buffer.getType()).getShape(); }

  /// The shape of a buffer that has some dimensions in parts.
  static SmallVector<ExprAttr> getSplitShape(ArrayRef<ExprAttr> shape, ArrayRef<Dims> parts) {
    SmallVector<ExprAttr> result;
    for (auto [axis, dim] : llvm::enumerate(shape)) {
      if (parts.empty() || parts[axis].empty())
        result.push_back(dim);
      else
        llvm::append_range(result, parts[axis]);
    }
    return result;
  }

  /// For each dimension of a buffer the parts that a loop over it should run over; empty for a loop that may stay.
  SmallVector<Dims> getParts(Value buffer) {
    Value source = sourceOf.lookup(buffer);
    if (!source)
      return splits.lookup(buffer);
    SmallVector<Dims> result(getShape(buffer).size());
    SmallVector<ExprAttr> shape = getSplitShape(getShape(source), splits.lookup(source));
    for (const ViewDims &group : matchViewDims(getShape(buffer), shape))
      if (group.view.size() == 1 && group.source.size() > 1)
        for (unsigned axis : group.source)
          result[group.view.front()].push_back(shape[axis]);
    return result;
  }

  void plan(Operation *statement) {
    std::optional<LoopNest> nest = LoopNest::get(statement);
    if (!nest)
      return;
    Plan plan{*nest, {}};
    for (LoadOp load : nest->body->getOps<LoadOp>())
      for (auto [axis, parts] : llvm::enumerate(getParts(load.getBuffer())))
        if (Value variable = load.getIndices()[axis];
            !parts.empty() && canSplit(*nest, variable, getShape(load.getBuffer())[axis]))
          plan.parts.insert({variable, parts});
    if (plan.parts.empty())
      return;
    statement->walk([&](StoreOp store) {
      for (auto [axis, index] : llvm::enumerate(store.getIndices()))
        if (auto it = plan.parts.find(index); it != plan.parts.end())
          noteSplit(store.getBuffer(), axis, it->second);
    });
    plans.push_back(std::move(plan));
  }

  /// What is written in parts is best read in parts, unless a view of it would then have to divide.
  void noteSplit(Value buffer, unsigned axis, const Dims &dims) {
    if (!buffer.getDefiningOp<AllocBufferOp>())
      return;
    SmallVector<Dims> parts = splits.lookup(buffer);
    parts.resize(getShape(buffer).size());
    if (!parts[axis].empty())
      return;
    parts[axis] = dims;
    SmallVector<ExprAttr> shape = getSplitShape(getShape(buffer), parts);
    for (Value view : viewsOf.lookup(buffer))
      if (mixesDims(matchViewDims(getShape(view), shape)))
        return;
    splits[buffer] = std::move(parts);
  }

  //===--------------------------------------------------------------------===//
  // Loops
  //===--------------------------------------------------------------------===//

  /// Makes nested loops of one, which stays without a body. Returns the new ones from outermost to innermost.
  SmallVector<ForOp> splitLoop(ForOp loop, ArrayRef<ExprAttr> dims) {
    OpBuilder builder(loop);
    SmallVector<ForOp> loops;
    for (ExprAttr dim : dims) {
      OpFoldResult bound = getBound(kernel, loop.getLoc(), dim);
      loops.push_back(ForOp::create(builder, loop.getLoc(), builder.getIndexAttr(0), bound));
      builder.setInsertionPoint(loops.back().getBody().front().getTerminator());
    }
    loops.front()->setDiscardableAttrs(loop->getDiscardableAttrDictionary());
    moveBody(loop.getBody().front(), loops.back().getBody().front());
    return loops;
  }

  static void moveBody(Block &from, Block &into) {
    into.getOperations().splice(into.getTerminator()->getIterator(), from.getOperations(), from.begin(),
                                from.getTerminator()->getIterator());
  }

  /// Replaces a variable by the sum of products of its digits.
  void replace(Value variable, ArrayRef<Value> parts, const Dims &dims, OpBuilder &builder) {
    tir::ScalarBuilder scalars(builder, variable.getLoc());
    Value linear = linearize(kernel, scalars, parts, dims);
    variable.replaceAllUsesWith(linear);
    digits[linear] = {SmallVector<Value, 2>(parts), dims};
  }

  void split(Plan &plan) {
    BlockOp block = plan.nest.block;
    llvm::DenseMap<Value, SmallVector<Value>> newVariables;
    SmallVector<ForOp> old;
    Block *body = plan.nest.body;
    for (auto &[variable, dims] : plan.parts) {
      ForOp loop = plan.nest.getLoop(variable);
      SmallVector<ForOp> loops = splitLoop(loop, dims);
      for (ForOp part : loops)
        newVariables[variable].push_back(part.getLoopVariable());
      if (body == &loop.getBody().front())
        body = &loops.back().getBody().front();
      old.push_back(loop);
    }
    if (block) {
      splitBlock(block, plan, newVariables);
    } else {
      OpBuilder builder = OpBuilder::atBlockBegin(body);
      for (auto &[variable, dims] : plan.parts)
        replace(variable, newVariables[variable], dims, builder);
    }
    for (ForOp loop : old)
      loop.erase();
  }

  void splitBlock(BlockOp block, const Plan &plan, const llvm::DenseMap<Value, SmallVector<Value>> &newVariables) {
    OpBuilder builder(block);
    SmallVector<tir::IterKind> kinds;
    SmallVector<OpFoldResult> lowers, uppers;
    SmallVector<Value> bindings;
    for (unsigned i = 0, e = block.getNumIters(); i != e; ++i) {
      auto parts = plan.parts.find(block.getIter(i));
      if (parts == plan.parts.end()) {
        kinds.push_back(block.getIterKind(i));
        lowers.push_back(block.getMixedLowers()[i]);
        uppers.push_back(block.getMixedUppers()[i]);
        bindings.push_back(block.getBindings()[i]);
        continue;
      }
      for (auto [dim, variable] : llvm::zip_equal(parts->second, newVariables.at(block.getIter(i)))) {
        kinds.push_back(block.getIterKind(i));
        lowers.push_back(builder.getIndexAttr(0));
        uppers.push_back(getBound(kernel, block.getLoc(), dim));
        bindings.push_back(variable);
      }
    }
    auto result = BlockOp::create(builder, block.getLoc(), block.getBlockName(), kinds, lowers, uppers, bindings);
    result->setDiscardableAttrs(block->getDiscardableAttrDictionary());
    Block &body = result.getBody().front();
    moveBody(block.getBody().front(), body);
    builder.setInsertionPointToStart(&body);
    unsigned next = 0;
    for (BlockArgument iter : block.getIters()) {
      auto parts = plan.parts.find(iter);
      if (parts == plan.parts.end()) {
        iter.replaceAllUsesWith(result.getIter(next++));
        continue;
      }
      SmallVector<Value> iters;
      for (size_t part = 0; part < parts->second.size(); ++part)
        iters.push_back(result.getIter(next++));
      replace(iter, iters, parts->second, builder);
    }
    block.erase();
  }

  //===--------------------------------------------------------------------===//
  // Buffers
  //===--------------------------------------------------------------------===//

  /// Gives a local buffer the parts of its dimensions as dimensions, if all accesses know them.
  void splitBuffer(AllocBufferOp alloc, ArrayRef<Dims> parts) {
    auto getIndices = [](Operation *op) -> ValueRange {
      auto load = dyn_cast<LoadOp>(op);
      return load ? ValueRange(load.getIndices()) : ValueRange(cast<StoreOp>(op).getIndices());
    };
    for (Operation *user : alloc.getBuffer().getUsers()) {
      if (isa<tir::ReadsOp, tir::WritesOp>(user))
        continue;
      if (!isa<LoadOp, StoreOp>(user))
        return;
      for (auto [index, dims] : llvm::zip_equal(getIndices(user), parts))
        if (auto it = digits.find(index); !dims.empty() && (it == digits.end() || it->second.dims != dims))
          return;
    }
    // The digits of indices, none where one has others: a region is the whole buffer then.
    auto getParts = [&](ValueRange indices) {
      SmallVector<Value> result;
      for (auto [index, dims] : llvm::zip(indices, parts)) {
        auto it = digits.find(index);
        if (dims.empty())
          result.push_back(index);
        else if (it != digits.end() && it->second.dims == dims)
          llvm::append_range(result, it->second.values);
        else
          return SmallVector<Value>();
      }
      return result;
    };
    auto numOffsets = [](Operation *region) -> unsigned {
      auto reads = dyn_cast<tir::ReadsOp>(region);
      return reads ? reads.getOffsets().size() : cast<tir::WritesOp>(region).getOffsets().size();
    };
    BufferType type = alloc.getBufferType();
    alloc.getBuffer().setType(BufferType::get(getSplitShape(type.getShape(), parts), type.getElementType()));
    for (Operation *user : llvm::make_early_inc_range(alloc.getBuffer().getUsers())) {
      if (isa<tir::ReadsOp, tir::WritesOp>(user)) {
        OpBuilder builder(user);
        SmallVector<Value> offsets = getParts(user->getOperands().slice(1, numOffsets(user)));
        if (isa<tir::ReadsOp>(user))
          tir::ReadsOp::create(builder, user->getLoc(), alloc.getBuffer(), offsets);
        else
          tir::WritesOp::create(builder, user->getLoc(), alloc.getBuffer(), offsets);
        user->erase();
        continue;
      }
      ValueRange indices = getIndices(user);
      SmallVector<Value> operands(user->getOperands().drop_back(indices.size()));
      llvm::append_range(operands, getParts(indices));
      user->setOperands(operands);
    }
  }

  PrimFuncOp kernel;
  /// For each view the source, and for each source the views.
  llvm::DenseMap<Value, Value> sourceOf;
  llvm::DenseMap<Value, SmallVector<Value>> viewsOf;
  /// The parts in which dimensions of local buffers are written.
  llvm::MapVector<Value, SmallVector<Dims>> splits;
  SmallVector<Plan, 0> plans;
  DigitMap digits;
};

} // namespace

void relax::resolveViews(PrimFuncOp kernel, ArrayRef<KernelView> views) {
  if (views.empty())
    return;
  LoopSplitter splitter(kernel, views);
  splitter.run();
  for (KernelView view : views)
    resolveView(kernel, view, splitter.getDigits());
}
