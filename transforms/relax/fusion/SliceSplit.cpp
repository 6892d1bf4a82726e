//===- SliceSplit.cpp - A buffer for each slice that is read --------------===//
//
// A producer whose result is read in slices (the gates of a unit, the halves of a gated product, real and imaginary parts)
// has to fill all of it before the first element of the last slice is there. With a loop nest and a buffer for each slice
// the nests run side by side, as index set splitting does it (Wolfe, High Performance Compilers for Parallel Computing,
// 1996, section 9.6): loop fusion joins them with what reads them, and a row of each buffer is enough. What no slice holds
// is not computed.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/fusion/KernelMerge.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace mlir::relax;
using tir::AllocBufferOp;
using tir::BufferType;
using tir::ForOp;
using tir::IterKind;
using tir::LoadOp;
using tir::PrimFuncOp;
using tir::ReadsOp;
using tir::StoreOp;
using tir::WritesOp;

/// More slices than this stay one buffer: each is a copy of the loops.
static constexpr unsigned kMaxSlices = 8;

namespace {

/// The elements [first, first + size) along an axis.
struct Slice {
  int64_t first, size;
};

/// An index that runs over a slice: `variable` plus `slice.first`, or a constant where there is no variable.
struct SliceIndex {
  Slice slice;
  Value variable;
};

std::optional<int64_t> getConstant(OpFoldResult bound) {
  if (auto constant = dyn_cast_if_present<Attribute>(bound))
    return cast<IntegerAttr>(constant).getInt();
  return std::nullopt;
}

std::optional<SliceIndex> getSliceIndex(Value index) {
  int64_t first = 0;
  APInt constant;
  while (!matchPattern(index, m_ConstantInt(&constant))) {
    auto sum = index.getDefiningOp<arith::AddIOp>();
    if (!sum)
      break;
    bool isLeft = matchPattern(sum.getLhs(), m_ConstantInt(&constant));
    if ((!isLeft && !matchPattern(sum.getRhs(), m_ConstantInt(&constant))) ||
        llvm::AddOverflow(first, constant.getSExtValue(), first))
      return std::nullopt;
    index = isLeft ? sum.getRhs() : sum.getLhs();
  }
  if (matchPattern(index, m_ConstantInt(&constant))) {
    if (llvm::AddOverflow(first, constant.getSExtValue(), first))
      return std::nullopt;
    return SliceIndex{{first, 1}, Value()};
  }
  ForOp loop = getLoopOfIndex(index);
  if (!loop || getConstant(loop.getLowerBound()) != 0)
    return std::nullopt;
  std::optional<int64_t> size = getConstant(loop.getUpperBound());
  if (!size || *size < 1)
    return std::nullopt;
  return SliceIndex{{first, *size}, index};
}

/// The indices of an access to a buffer, and where they begin among its operands.
std::pair<ValueRange, unsigned> getIndices(Operation *access) {
  unsigned first = isa<StoreOp>(access) ? 2 : 1;
  return {access->getOperands().drop_front(first), first};
}

/// How the slices of one buffer are filled and read.
class Splitter {
public:
  Splitter(PrimFuncOp kernel, AllocBufferOp alloc) : body(&kernel.getBody().front()), alloc(alloc) {}

  bool run() {
    if (!collect())
      return false;
    for (unsigned axis = 0; axis < alloc.getBufferType().getRank(); ++axis)
      if (findFill(axis) && findSlices(axis)) {
        split(axis);
        return true;
      }
    return false;
  }

private:
  /// Sorts the accesses into those of the one statement that writes and those of others.
  bool collect() {
    for (Operation *user : alloc.getBuffer().getUsers()) {
      if (!isa<LoadOp, StoreOp, ReadsOp, WritesOp>(user))
        return false;
      if (auto store = dyn_cast<StoreOp>(user)) {
        Operation *writer = body->findAncestorOpInBlock(*user);
        if (!writer || (statement && statement != writer))
          return false;
        statement = writer;
      }
    }
    if (!isa_and_present<ForOp>(statement))
      return false;
    for (Operation *user : alloc.getBuffer().getUsers()) {
      bool isFill = statement->isAncestor(user);
      // Regions of a whole buffer say nothing about slices; outside they are declared anew.
      if (isFill && getIndices(user).first.empty() && alloc.getBufferType().getRank() != 0)
        return false;
      if (!isFill && isa<LoadOp>(user) && !statement->isBeforeInBlock(body->findAncestorOpInBlock(*user)))
        return false;
      (isFill ? fills : readers).push_back(user);
    }
    // Nothing else may happen twice.
    return !statement
                ->walk([&](Operation *op) {
                  if (auto store = dyn_cast<StoreOp>(op))
                    return store.getBuffer() == alloc.getBuffer() ? WalkResult::advance() : WalkResult::interrupt();
                  for (Value operand : op->getOperands())
                    if (isa<BufferType, MemRefType>(operand.getType()) && !isa<LoadOp, ReadsOp, WritesOp>(op))
                      return WalkResult::interrupt();
                  return isa<CallOpInterface, AllocBufferOp>(op) ? WalkResult::interrupt() : WalkResult::advance();
                })
                .wasInterrupted();
  }

  /// Whether one loop over the whole axis fills it, in any order.
  bool findFill(unsigned axis) {
    loop = ForOp();
    for (Operation *user : fills) {
      ForOp other = getLoopOfIndex(getIndices(user).first[axis]);
      if (!other || (loop && loop != other))
        return false;
      loop = other;
    }
    sym::ExprAttr extent = alloc.getBufferType().getShape()[axis];
    std::optional<int64_t> upper = getConstant(loop.getUpperBound());
    if (!statement->isAncestor(loop) || loop.getKind() != tir::ForKind::Serial || loop.getStep() != 1 ||
        getConstant(loop.getLowerBound()) != 0 || !upper || !extent.isConstant(*upper))
      return false;
    // Only loops over independent instances around: nests of the slices cannot be joined inside of a reduction, and the
    // rows of the producer stay whole there.
    for (auto around = loop; around; around = around->getParentOfType<ForOp>())
      if (carriesReduction(around))
        return false;
    bool isWhole = true;
    loop.walk([&](tir::BlockOp block) {
      for (unsigned i = 0; i < block.getNumIters(); ++i)
        isWhole &= getLoopOfIndex(block.getBindings()[i]) != loop || (getConstant(block.getMixedLowers()[i]) == 0 &&
                                                                      getConstant(block.getMixedUppers()[i]) == *upper);
    });
    if (!isWhole)
      return false;
    // The first reduction step of an instance sees no index but those of the buffer.
    return !loop
                .walk([&](tir::InitOp init) {
                  return init
                      .walk([&](Operation *op) {
                        if (llvm::is_contained(fills, op))
                          return WalkResult::advance();
                        for (Value operand : op->getOperands())
                          if (getLoopOfIndex(operand) == loop)
                            return WalkResult::interrupt();
                        return WalkResult::advance();
                      });
                })
                .wasInterrupted();
  }

  /// Whether all readers read slices that have no element in common, and not just all of the buffer.
  bool findSlices(unsigned axis) {
    slices.clear();
    places.clear();
    int64_t extent = *alloc.getBufferType().getShape()[axis].getConstantValue();
    for (Operation *user : readers) {
      if (!isa<LoadOp>(user))
        continue;
      std::optional<SliceIndex> index = getSliceIndex(getIndices(user).first[axis]);
      if (!index || index->slice.first < 0 || index->slice.first > extent - index->slice.size)
        return false;
      places[user] = *index;
      auto it = llvm::lower_bound(slices, index->slice,
                                  [](const Slice &lhs, const Slice &rhs) { return lhs.first < rhs.first; });
      if (it != slices.end() && it->first == index->slice.first) {
        if (it->size != index->slice.size)
          return false;
        continue;
      }
      slices.insert(it, index->slice);
      if (slices.size() > kMaxSlices)
        return false;
    }
    for (size_t i = 0; i + 1 < slices.size(); ++i)
      if (slices[i].first + slices[i].size > slices[i + 1].first)
        return false;
    return slices.size() > 1 || (slices.size() == 1 && slices[0].size < extent);
  }

  void split(unsigned axis) {
    MLIRContext *context = alloc.getContext();
    llvm::DenseMap<int64_t, Value> buffers;
    for (auto [number, slice] : llvm::enumerate(slices)) {
      SmallVector<sym::ExprAttr> shape(alloc.getBufferType().getShape());
      shape[axis] = sym::ExprAttr::getConstant(context, slice.size);
      OpBuilder builder(alloc);
      Value buffer = AllocBufferOp::create(builder, alloc.getLoc(),
                                           BufferType::get(shape, alloc.getBufferType().getElementType()))
                         .getBuffer();
      buffers[slice.first] = buffer;
      IRMapping mapping;
      mapping.map(alloc.getBuffer(), buffer);
      builder.setInsertionPoint(statement);
      builder.clone(*statement, mapping);
      auto copy = cast<ForOp>(mapping.lookup(loop.getOperation()));
      narrow(copy, buffer, axis, slice);
      // Schedules find blocks by their names.
      if (number != 0)
        copy.walk([&, number = number](tir::BlockOp block) {
          block.setBlockName((block.getBlockName() + "_" + Twine(number)).str());
        });
    }
    statement->erase();
    for (Operation *user : readers) {
      auto place = places.find(user);
      if (place == places.end()) {
        user->erase();
        continue;
      }
      Value index = place->second.variable;
      if (!index) {
        OpBuilder builder(user);
        index = arith::ConstantIndexOp::create(builder, user->getLoc(), 0);
      }
      user->setOperand(0, buffers.lookup(place->second.slice.first));
      user->setOperand(getIndices(user).second + axis, index);
    }
    alloc.erase();
  }

  /// Lets a copy of the loop run over one slice: what indexes its buffer counts from 0, everything else from its first
  /// element.
  static void narrow(ForOp copy, Value buffer, unsigned axis, const Slice &slice) {
    Builder attributes(copy.getContext());
    copy.setUpperBound(OpFoldResult(attributes.getI64IntegerAttr(slice.size)));
    auto move = [&](Value variable, Operation *first) {
      if (slice.first == 0)
        return;
      OpBuilder builder(first);
      Value moved;
      for (OpOperand &use : llvm::make_early_inc_range(variable.getUses())) {
        Operation *user = use.getOwner();
        bool isPlace = isa<LoadOp, StoreOp, ReadsOp, WritesOp>(user) &&
                       use.getOperandNumber() == getIndices(user).second + axis &&
                       user->getOperand(isa<StoreOp>(user) ? 1 : 0) == buffer;
        // Variables of blocks are narrowed themselves.
        auto block = dyn_cast<tir::BlockOp>(user);
        if (isPlace || (block && llvm::is_contained(block.getBindings(), use.get())))
          continue;
        if (!moved) {
          Value offset = arith::ConstantIndexOp::create(builder, copy.getLoc(), slice.first);
          moved = arith::AddIOp::create(builder, copy.getLoc(), variable, offset);
        }
        use.set(moved);
      }
    };
    copy.walk([&](tir::BlockOp block) {
      for (unsigned i = 0; i < block.getNumIters(); ++i) {
        if (getLoopOfIndex(block.getBindings()[i]) != copy)
          continue;
        SmallVector<int64_t> uppers(block.getStaticUppers());
        uppers[i] = slice.size;
        block.setStaticUppers(uppers);
        Operation *first = &block.getBody().front().front();
        while (isa<tir::InitOp>(first))
          first = first->getNextNode();
        move(block.getIter(i), first);
      }
    });
    move(copy.getLoopVariable(), &copy.getBody().front().front());
  }

  Block *body;
  AllocBufferOp alloc;
  /// The statement that fills the buffer, and the loop over the axis there.
  Operation *statement = nullptr;
  ForOp loop;
  SmallVector<Operation *> fills, readers;
  SmallVector<Slice> slices;
  llvm::DenseMap<Operation *, SliceIndex> places;
};

} // namespace

unsigned relax::splitAtSlices(PrimFuncOp kernel) {
  unsigned numSplit = 0;
  for (AllocBufferOp alloc : llvm::make_early_inc_range(kernel.getBody().front().getOps<AllocBufferOp>()))
    numSplit += Splitter(kernel, alloc).run();
  return numSplit;
}
