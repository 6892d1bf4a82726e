//===- Index.cpp - kernels of operators that pick elements ----------------===//
//
// Indices come from tensors; the checks that tir-insert-guards puts before each access end the kernel where one is
// outside. A scatter keeps the loops along which two updates may meet in order, and the others free.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/ElementwiseModels.h"
#include "conversion/relax_to_tir/LegalizationLoops.h"
#include "dialects/relax/ops/DimMath.h"

using namespace mlir;
using namespace mlir::relax;
using tir::KernelBuilder;
using tir::ScalarBuilder;

//===----------------------------------------------------------------------===//
// Indices
//===----------------------------------------------------------------------===//

/// An element of a tensor of indices as an `index`, counted from the end where negative. An unsigned one beyond the range
/// of `index` stays negative, hence outside.
static Value loadWrapped(ScalarBuilder &scalars, Value indices, ValueRange at, Value size) {
  OpBuilder &builder = scalars.getBuilder();
  Location loc = scalars.getLoc();
  bool isUnsigned = isUnsignedElement(elementOf(indices));
  Value raw = scalars.cast(scalars.load(indices, at), builder.getIndexType(), isUnsigned);
  if (isUnsigned)
    return raw;
  Value isNegative =
      arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::slt, raw, scalars.constantIndex(0));
  return arith::SelectOp::create(builder, loc, isNegative, scalars.add(raw, size), raw);
}

static int64_t normalized(int64_t axis, int64_t rank) { return axis < 0 ? axis + rank : axis; }

//===----------------------------------------------------------------------===//
// Gathers
//===----------------------------------------------------------------------===//

namespace {

struct TakeModel : LegalizeToTIROpInterface::ExternalModel<TakeModel, TakeOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto take = cast<TakeOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      Value x = inputs[0], indices = inputs[1];
      int64_t axis = normalized(take.getAxis().value_or(0), shapeOf(x).size()), count = shapeOf(indices).size();
      Value size = kernel.getIndex(shapeOf(x)[axis]);
      kernel.compute("take", outputs[0], [&](ScalarBuilder &scalars, ValueRange out) {
        Value position = loadWrapped(scalars, indices, out.slice(axis, count), size);
        SmallVector<Value> source(out.take_front(axis));
        source.push_back(position);
        llvm::append_range(source, out.drop_front(axis + count));
        return scalars.load(x, source);
      });
    };
    return context.replaceWithKernel(op, "take", {take.getX(), take.getIndices()}, build);
  }
};

struct GatherElementsModel : LegalizeToTIROpInterface::ExternalModel<GatherElementsModel, GatherElementsOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto gather = cast<GatherElementsOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      Value x = inputs[0], indices = inputs[1];
      int64_t axis = normalized(gather.getAxis(), shapeOf(x).size());
      Value size = kernel.getIndex(shapeOf(x)[axis]);
      kernel.compute("gather_elements", outputs[0], [&](ScalarBuilder &scalars, ValueRange out) {
        SmallVector<Value> source(out);
        source[axis] = loadWrapped(scalars, indices, out, size);
        return scalars.load(x, source);
      });
    };
    return context.replaceWithKernel(op, "gather_elements", {gather.getX(), gather.getIndices()}, build);
  }
};

struct GatherNDModel : LegalizeToTIROpInterface::ExternalModel<GatherNDModel, GatherNDOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto gather = cast<GatherNDOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      Value x = inputs[0], indices = inputs[1];
      ArrayRef<sym::ExprAttr> from = shapeOf(x), tuples = shapeOf(indices);
      int64_t batch = gather.getBatchDims(), length = *tuples.back().getConstantValue(), lead = tuples.size() - 1;
      SmallVector<Value> sizes;
      for (int64_t i = 0; i < length; ++i)
        sizes.push_back(kernel.getIndex(from[batch + i]));
      kernel.compute("gather_nd", outputs[0], [&](ScalarBuilder &scalars, ValueRange out) {
        SmallVector<Value> source(out.take_front(batch)), at(out.take_front(lead));
        for (int64_t i = 0; i < length; ++i) {
          at.push_back(scalars.constantIndex(i));
          source.push_back(loadWrapped(scalars, indices, at, sizes[i]));
          at.pop_back();
        }
        llvm::append_range(source, out.drop_front(lead));
        return scalars.load(x, source);
      });
    };
    return context.replaceWithKernel(op, "gather_nd", {gather.getX(), gather.getIndices()}, build);
  }
};

//===----------------------------------------------------------------------===//
// Slices
//===----------------------------------------------------------------------===//

struct StridedSliceModel : LegalizeToTIROpInterface::ExternalModel<StridedSliceModel, StridedSliceOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto slice = cast<StridedSliceOp>(op);
    if (failed(requireRanks(context, op, {slice.getX()})))
      return failure();
    ArrayRef<sym::ExprAttr> shape = cast<relax::TensorType>(slice.getX().getType()).getShape();
    auto exprOf = [](Value value) { return cast<sym::IntType>(value.getType()).getExpr(); };
    // The first element and the stride of each axis.
    DimMath math(op->getContext());
    SmallVector<int64_t> axes;
    SmallVector<sym::ExprAttr> parameters;
    for (auto [i, axis] : llvm::enumerate(slice.getAxes())) {
      axes.push_back(normalized(axis, shape.size()));
      Dim stride = slice.getStrides().empty() ? math.constant(1) : exprOf(slice.getStrides()[i]);
      SlicePart part =
          resolveSlice(math, shape[axes.back()], exprOf(slice.getBegin()[i]), exprOf(slice.getEnd()[i]), stride);
      if (!part.first)
        return context.getRewriter().notifyMatchFailure(op, "the first element along dimension " +
                                                                Twine(axes.back()) + " is no expression");
      parameters.push_back(part.first);
      parameters.push_back(stride);
    }
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs,
                     ArrayRef<sym::ExprAttr> parameters) {
      SmallVector<Value> values = llvm::map_to_vector(parameters, [&](sym::ExprAttr e) { return kernel.getIndex(e); });
      kernel.compute("strided_slice", outputs[0], [&](ScalarBuilder &scalars, ValueRange out) {
        SmallVector<Value> source(out);
        for (auto [i, axis] : llvm::enumerate(axes)) {
          Value offset = parameters[2 * i + 1].isConstant(1) ? out[axis] : scalars.mul(out[axis], values[2 * i + 1]);
          source[axis] = parameters[2 * i].isConstant(0) ? offset : scalars.add(values[2 * i], offset);
        }
        return scalars.load(inputs[0], source);
      });
    };
    return context.replaceWithKernel(op, "strided_slice", slice.getX(), parameters, build);
  }
};

//===----------------------------------------------------------------------===//
// Scatters
//===----------------------------------------------------------------------===//

/// What `reduction` makes of an element and an update, in the type in which one computes.
Value combine(ScalarBuilder &scalars, StringRef reduction, Value element, Value update, bool isUnsigned) {
  OpBuilder &builder = scalars.getBuilder();
  Location loc = scalars.getLoc();
  bool isBool = element.getType().isInteger(1);
  if (reduction == "add" && !isBool)
    return scalars.add(element, update);
  if (reduction == "mul" && !isBool)
    return scalars.mul(element, update);
  // Of truth values the sum is the larger, the product the smaller one.
  if (reduction == "max" || reduction == "add")
    return scalars.max(element, update, isUnsigned);
  if (reduction == "min" || reduction == "mul") {
    if (isa<FloatType>(element.getType()))
      return arith::MinimumFOp::create(builder, loc, element, update);
    if (isUnsigned)
      return arith::MinUIOp::create(builder, loc, element, update);
    return arith::MinSIOp::create(builder, loc, element, update);
  }
  return update;
}

/// Where an update goes.
using Locate = llvm::function_ref<SmallVector<Value>(ScalarBuilder &, ValueRange)>;

/// Copies inputs[0] to `output`, then applies an update for each point of `domain`, which is element `updateAt(point)` of
/// `updates`; along dimensions that are `ordered` in sequence.
void buildScatter(KernelBuilder &kernel, StringRef name, ValueRange inputs, Value output, ArrayRef<bool> ordered,
                  StringRef reduction, Locate locate, ArrayRef<sym::ExprAttr> domain, Value updates,
                  Locate updateAt) {
  kernel.compute((name + "_copy").str(), output,
                 [&](ScalarBuilder &scalars, ValueRange at) { return scalars.load(inputs[0], at); });
  OpBuilder &builder = kernel.getBuilder();
  Location loc = kernel.getLoc();
  OpBuilder::InsertionGuard guard(builder);
  SmallVector<OpFoldResult> lowers, uppers;
  SmallVector<tir::IterKind> kinds;
  SmallVector<Value> variables(ordered.size());
  for (auto [isOrdered, extent] : llvm::zip_equal(ordered, domain)) {
    lowers.push_back(builder.getIndexAttr(0));
    uppers.push_back(kernel.getExtent(extent));
    kinds.push_back(isOrdered ? tir::IterKind::Opaque : tir::IterKind::Spatial);
  }
  for (size_t axis = 0; axis < ordered.size(); ++axis) {
    auto loop = tir::ForOp::create(builder, loc, builder.getIndexAttr(0), uppers[axis]);
    variables[axis] = loop.getLoopVariable();
    builder.setInsertionPoint(loop.getBody().front().getTerminator());
  }
  auto block = tir::BlockOp::create(builder, loc, name, kinds, lowers, uppers, variables);
  builder.setInsertionPoint(block.getBody().front().getTerminator());
  SmallVector<Value> at(block.getIters());
  for (Value input : inputs.drop_front())
    tir::ReadsOp::create(builder, loc, input, ValueRange());
  tir::ReadsOp::create(builder, loc, output, ValueRange());
  tir::WritesOp::create(builder, loc, output, ValueRange());

  ScalarBuilder scalars(builder, loc);
  SmallVector<Value> target = locate(scalars, at);
  bool isUnsigned = isUnsignedElement(elementOf(output));
  Value element = scalars.load(output, target), wide = scalars.cast(element, computeTypeOf(output), isUnsigned);
  Value update = loadWide(scalars, updates, updateAt(scalars, at));
  Value combined = narrowTo(scalars, combine(scalars, reduction, wide, update, isUnsigned), output);
  tir::StoreOp::create(builder, loc, combined, output, target);
}

/// The same with one update for each element of inputs[2].
void buildScatter(KernelBuilder &kernel, StringRef name, ValueRange inputs, Value output, ArrayRef<bool> ordered,
                  StringRef reduction, Locate locate) {
  buildScatter(kernel, name, inputs, output, ordered, reduction, locate, shapeOf(inputs[2]), inputs[2],
               [](ScalarBuilder &, ValueRange at) { return SmallVector<Value>(at); });
}

struct ScatterElementsModel : LegalizeToTIROpInterface::ExternalModel<ScatterElementsModel, ScatterElementsOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto scatter = cast<ScatterElementsOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      int64_t rank = shapeOf(inputs[0]).size(), axis = normalized(scatter.getAxis(), rank);
      Value size = kernel.getIndex(shapeOf(inputs[0])[axis]);
      SmallVector<bool> ordered(rank, false);
      ordered[axis] = true;
      auto locate = [&](ScalarBuilder &scalars, ValueRange at) {
        SmallVector<Value> target(at);
        target[axis] = loadWrapped(scalars, inputs[1], at, size);
        return target;
      };
      buildScatter(kernel, "scatter_elements", inputs, outputs[0], ordered, scatter.getReduction(), locate);
    };
    return context.replaceWithKernel(op, "scatter_elements",
                                     {scatter.getX(), scatter.getIndices(), scatter.getUpdates()}, build);
  }
};

struct ScatterNDModel : LegalizeToTIROpInterface::ExternalModel<ScatterNDModel, ScatterNDOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto scatter = cast<ScatterNDOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      ArrayRef<sym::ExprAttr> to = shapeOf(inputs[0]), tuples = shapeOf(inputs[1]);
      int64_t length = *tuples.back().getConstantValue(), lead = tuples.size() - 1;
      SmallVector<bool> ordered(shapeOf(inputs[2]).size(), false);
      std::fill(ordered.begin(), ordered.begin() + lead, true);
      SmallVector<Value> sizes;
      for (int64_t i = 0; i < length; ++i)
        sizes.push_back(kernel.getIndex(to[i]));
      auto locate = [&](ScalarBuilder &scalars, ValueRange at) {
        SmallVector<Value> target, tuple(at.take_front(lead));
        for (int64_t i = 0; i < length; ++i) {
          tuple.push_back(scalars.constantIndex(i));
          target.push_back(loadWrapped(scalars, inputs[1], tuple, sizes[i]));
          tuple.pop_back();
        }
        llvm::append_range(target, at.drop_front(lead));
        return target;
      };
      buildScatter(kernel, "scatter_nd", inputs, outputs[0], ordered, scatter.getReduction(), locate);
    };
    return context.replaceWithKernel(op, "scatter_nd",
                                     {scatter.getX(), scatter.getIndices(), scatter.getUpdates()}, build);
  }
};

//===----------------------------------------------------------------------===//
// One tensor of indices for each dimension
//===----------------------------------------------------------------------===//

/// The indices of `x[indices...]`: their common shape is the first dimensions of `shape`.
struct CommonIndices {
  CommonIndices(KernelBuilder &kernel, Value x, ValueRange indices, ArrayRef<sym::ExprAttr> shape)
      : indices(indices), shape(shape.drop_back(shapeOf(x).size() - indices.size())) {
    for (auto [axis, index] : llvm::enumerate(indices)) {
      sizes.push_back(kernel.getIndex(shapeOf(x)[axis]));
      strides.push_back(tir::makeBroadcastStrides(kernel, shapeOf(index), this->shape));
    }
  }

  /// The place in `x` of the element at a place of the result.
  SmallVector<Value> locate(ScalarBuilder &scalars, ValueRange at) const {
    SmallVector<Value> place;
    for (auto [axis, index] : llvm::enumerate(indices)) {
      SmallVector<Value> source =
          tir::broadcastIndices(scalars, shapeOf(index), strides[axis], shape, at.take_front(shape.size()));
      place.push_back(loadWrapped(scalars, index, source, sizes[axis]));
    }
    llvm::append_range(place, at.drop_front(shape.size()));
    return place;
  }

  ValueRange indices;
  ArrayRef<sym::ExprAttr> shape;
  SmallVector<Value> sizes;
  SmallVector<SmallVector<Value>> strides;
};

struct IndexTensorModel : LegalizeToTIROpInterface::ExternalModel<IndexTensorModel, IndexTensorOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      CommonIndices common(kernel, inputs[0], inputs.drop_front(), shapeOf(outputs[0]));
      kernel.compute("index_tensor", outputs[0], [&](ScalarBuilder &scalars, ValueRange out) {
        return scalars.load(inputs[0], common.locate(scalars, out));
      });
    };
    return context.replaceWithKernel(op, "index_tensor", op->getOperands(), build);
  }
};

struct IndexPutModel : LegalizeToTIROpInterface::ExternalModel<IndexPutModel, IndexPutOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto put = cast<IndexPutOp>(op);
    if (failed(requireRanks(context, op, op->getOperands())))
      return failure();
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      Value x = inputs[0], values = inputs[1];
      ValueRange indices = inputs.drop_front(2);
      // What the indices choose, as the rule of the operator has it, in terms of the kernel's symbols.
      Deduction silent(op->getContext(), "", std::nullopt);
      SmallVector<sym::ExprAttr> domain;
      for (Value index : indices)
        domain = *broadcastShapes(silent, domain, shapeOf(index));
      size_t lead = domain.size();
      llvm::append_range(domain, shapeOf(x).drop_front(indices.size()));
      CommonIndices common(kernel, x, indices, domain);
      SmallVector<Value> strides = tir::makeBroadcastStrides(kernel, shapeOf(values), domain);
      SmallVector<bool> ordered(domain.size(), false);
      std::fill(ordered.begin(), ordered.begin() + lead, true);
      buildScatter(
          kernel, "index_put", inputs, outputs[0], ordered, put.getAccumulate() ? "add" : "none",
          [&](ScalarBuilder &scalars, ValueRange at) { return common.locate(scalars, at); }, domain, values,
          [&](ScalarBuilder &scalars, ValueRange at) {
            return tir::broadcastIndices(scalars, shapeOf(values), strides, domain, at);
          });
    };
    return context.replaceWithKernel(op, "index_put", op->getOperands(), build);
  }
};

struct SliceScatterModel : LegalizeToTIROpInterface::ExternalModel<SliceScatterModel, SliceScatterOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto scatter = cast<SliceScatterOp>(op);
    if (failed(requireRanks(context, op, {scatter.getX(), scatter.getSrc()})))
      return failure();
    ArrayRef<sym::ExprAttr> shape = cast<relax::TensorType>(scatter.getX().getType()).getShape();
    int64_t axis = normalized(scatter.getAxis(), shape.size());
    auto exprOf = [](Value value) { return cast<sym::IntType>(value.getType()).getExpr(); };
    DimMath math(op->getContext());
    sym::ExprAttr stride = exprOf(scatter.getStride());
    SlicePart part =
        resolveSlice(math, shape[axis], exprOf(scatter.getBegin()), exprOf(scatter.getEnd()), stride);
    if (!part.first)
      return context.getRewriter().notifyMatchFailure(op, "the first element of the slice is no expression");
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs,
                     ArrayRef<sym::ExprAttr> parameters) {
      Value first = kernel.getIndex(parameters[0]), step = kernel.getIndex(parameters[1]);
      kernel.compute("slice_scatter_copy", outputs[0],
                     [&](ScalarBuilder &scalars, ValueRange at) { return scalars.load(inputs[0], at); });
      auto locate = [&](ScalarBuilder &scalars, ValueRange at) {
        SmallVector<Value> place(at);
        place[axis] = scalars.add(first, scalars.mul(at[axis], step));
        return place;
      };
      kernel.computeAt("slice_scatter", shapeOf(inputs[1]), outputs[0], locate,
                       [&](ScalarBuilder &scalars, ValueRange at) { return scalars.load(inputs[1], at); });
    };
    return context.replaceWithKernel(op, "slice_scatter", {scatter.getX(), scatter.getSrc()}, {part.first, stride},
                                     build);
  }
};

/// A binary search: an interval of candidates is halved until it is empty, at most 64 times.
struct BucketizeModel : LegalizeToTIROpInterface::ExternalModel<BucketizeModel, BucketizeOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto bucketize = cast<BucketizeOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      kernel.promiseSizes();
      Value count = kernel.getIndex(shapeOf(inputs[1])[0]);
      bool isUnsigned = isUnsignedElement(elementOf(inputs[0]));
      kernel.compute("bucketize", outputs[0], [&](ScalarBuilder &s, ValueRange at) {
        declareReads(s, inputs[1]);
        Value x = loadWide(s, inputs[0], at);
        Num zero(s, s.constantIndex(0)), total(s, count), last = (total - 1).max(0);
        // As many halvings as the number has digits in base two.
        Value leading = math::CountLeadingZerosOp::create(s.getBuilder(), s.getLoc(),
                                                          total.to(s.getBuilder().getI64Type()));
        Num digits = Num(s, s.constantIndex(64)) - Num(s, leading).toIndex();
        auto halve = [&](Num, ArrayRef<Num> interval) -> SmallVector<Num> {
          Num low = interval[0], high = interval[1];
          Num middle(s, s.divIndex(low + high, s.constantIndex(2)));
          Num boundary = loadInLoop(s, inputs[1], Value(middle.min(last)));
          Order order = bucketize.getRight() ? Order::le : Order::lt;
          Num isBelow = Num(s, compare(s, order, boundary, x, isUnsigned)) && low < high;
          return {isBelow.select(middle + 1, low), isBelow.select(high, middle)};
        };
        Num place = loopOver(s, zero, digits, {zero, total}, halve).front();
        return narrowTo(s, place, outputs[0]);
      });
    };
    return context.replaceWithKernel(op, "bucketize", {bucketize.getX(), bucketize.getBoundaries()}, build);
  }
};

//===----------------------------------------------------------------------===//
// Choices
//===----------------------------------------------------------------------===//

struct WhereModel : LegalizeToTIROpInterface::ExternalModel<WhereModel, WhereOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto where = cast<WhereOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      ArrayRef<sym::ExprAttr> shape = shapeOf(outputs[0]);
      SmallVector<SmallVector<Value>> strides;
      for (Value input : inputs)
        strides.push_back(tir::makeBroadcastStrides(kernel, shapeOf(input), shape));
      kernel.compute("where", outputs[0], [&](ScalarBuilder &scalars, ValueRange indices) -> Value {
        SmallVector<Value> operands;
        for (auto [input, inputStrides] : llvm::zip_equal(inputs, strides))
          operands.push_back(scalars.load(
              input, tir::broadcastIndices(scalars, shapeOf(input), inputStrides, shape, indices)));
        return arith::SelectOp::create(scalars.getBuilder(), scalars.getLoc(), operands[0], operands[1], operands[2]);
      });
    };
    return context.replaceWithKernel(op, "where", {where.getCondition(), where.getX(), where.getY()}, build,
                                     /*forAnySize=*/true);
  }
};

} // namespace

void relax::attachIndexModels(MLIRContext *context) {
  TakeOp::attachInterface<TakeModel>(*context);
  StridedSliceOp::attachInterface<StridedSliceModel>(*context);
  GatherElementsOp::attachInterface<GatherElementsModel>(*context);
  GatherNDOp::attachInterface<GatherNDModel>(*context);
  ScatterElementsOp::attachInterface<ScatterElementsModel>(*context);
  ScatterNDOp::attachInterface<ScatterNDModel>(*context);
  IndexTensorOp::attachInterface<IndexTensorModel>(*context);
  IndexPutOp::attachInterface<IndexPutModel>(*context);
  SliceScatterOp::attachInterface<SliceScatterModel>(*context);
  BucketizeOp::attachInterface<BucketizeModel>(*context);
  WhereOp::attachInterface<WhereModel>(*context);
}
