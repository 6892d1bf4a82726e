//===- Vision.cpp - kernels of object detection ---------------------------===//
//
// Each bin is one instance of a block with loops over its points, whose number
// may depend on the region.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/LegalizationLoops.h"

using namespace mlir;
using namespace mlir::relax;
using sym::ExprAttr;
using tir::KernelBuilder;
using tir::ScalarBuilder;

namespace {

/// No region has more points along one dimension of a bin: what a loop walks is
/// finite whatever the tensor holds.
constexpr double kMostPoints = 1 << 20;

/// The operands as a bin sees them.
class Bin {
public:
  Bin(KernelBuilder &kernel, ScalarBuilder &scalars, ValueRange inputs,
      ValueRange at, ArrayRef<int64_t> pooled)
      : scalars(scalars), data(inputs[0]), at(at),
        type(computeTypeOf(inputs[0])), pooled(pooled),
        height(scalars, kernel.getIndex(shapeOf(data)[2])),
        width(scalars, kernel.getIndex(shapeOf(data)[3])),
        batch(scalars, at[0]) {
    for (int64_t i = 0; i < 4; ++i)
      corners.push_back(
          loadNum(scalars, inputs[1], {at[0], scalars.constantIndex(i)}));
    Num raw = loadNum(scalars, inputs[2], at[0]);
    Value index = scalars.cast(raw, scalars.getBuilder().getIndexType(),
                               isUnsignedElement(elementOf(inputs[2])));
    batch = Num(scalars, index)
                .max(0)
                .min(Num(scalars, kernel.getIndex(shapeOf(data)[0])) - 1);
    declareReads(scalars, data);
  }

  Num getElement(Num y, Num x) {
    return loadInLoop(scalars, data, {batch, at[1], y, x});
  }
  Num number(Value index) { return Num(scalars, index).to(type); }

  ScalarBuilder &scalars;
  Value data;
  ValueRange at;
  Type type;
  ArrayRef<int64_t> pooled;
  Num height, width, batch;
  SmallVector<Num> corners;
};

/// One coordinate of a point: its neighbours and their weights.
struct Neighbours {
  Num low, high, ofLow, ofHigh, isInside;

  static Neighbours of(Num place, Num size) {
    Num extent = size.to(place.getType()),
        isInside = place >= -1 && place <= extent;
    Num bounded = place.clamp(place.like(0), extent - 1),
        base = bounded.floor(), fraction = bounded - base;
    Num low = base.toIndex();
    return {low, (low + 1).min(size - 1), -fraction + 1, fraction, isInside};
  }
};

struct RoiAlignModel
    : LegalizeToTIROpInterface::ExternalModel<RoiAlignModel, RoiAlignOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto align = cast<RoiAlignOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs,
                     ValueRange outputs) {
      kernel.promiseSizes();
      kernel.compute(
          "roi_align", outputs[0], [&](ScalarBuilder &scalars, ValueRange at) {
            Bin bin(kernel, scalars, inputs, at, align.getPooledSize());
            return narrowTo(scalars, pool(align, bin), outputs[0]);
          });
    };
    return context.replaceWithKernel(op, "roi_align", op->getOperands(), build);
  }

  static Num pool(RoiAlignOp op, Bin &bin) {
    ScalarBuilder &scalars = bin.scalars;
    bool isMax = op.getMode() == "max";
    double scale = op.getSpatialScale().convertToDouble();
    // First x, then y, as regions have them.
    SmallVector<Num> starts, steps, counts;
    for (int64_t axis = 0; axis < 2; ++axis) {
      Num start = bin.corners[axis] * scale,
          end = bin.corners[axis + 2] * scale;
      if (op.getAligned()) {
        start = start - 0.5;
        end = end - 0.5;
      }
      Num extent = end - start;
      if (!op.getAligned())
        extent = extent.max(1);
      Num binSize = extent / static_cast<double>(bin.pooled[1 - axis]);
      auto ratio = static_cast<int64_t>(op.getSampleRatio());
      Num count =
          ratio ? binSize.like(ratio) : binSize.ceil().clamp(0, kMostPoints);
      starts.push_back(start + bin.number(bin.at[3 - axis]) * binSize);
      steps.push_back(binSize / count);
      counts.push_back(count);
    }
    Num zero(scalars, scalars.constantIndex(0)),
        first(scalars,
              isMax ? scalars.lowest(bin.type) : scalars.constant(bin.type, 0));
    auto place = [&](int64_t axis, Num index) {
      return starts[axis] + (bin.number(index) + 0.5) * steps[axis];
    };
    SmallVector<Num> total =
        loopOver(scalars, zero, counts[1].toIndex(), first,
                 [&](Num iy, ArrayRef<Num> outer) -> SmallVector<Num> {
                   Neighbours y = Neighbours::of(place(1, iy), bin.height);
                   return loopOver(
                       scalars, zero, counts[0].toIndex(), outer,
                       [&](Num ix, ArrayRef<Num> inner) -> SmallVector<Num> {
                         Neighbours x = Neighbours::of(place(0, ix), bin.width);
                         return {addPoint(bin, y, x, inner.front(), isMax)};
                       });
                 });
    Num count = counts[0] * counts[1];
    return isMax ? (count == 0).select(0, total.front())
                 : total.front() / count.max(1);
  }

  static Num addPoint(Bin &bin, const Neighbours &y, const Neighbours &x,
                      Num total, bool isMax) {
    Num terms[] = {bin.getElement(y.low, x.low) * (y.ofLow * x.ofLow),
                   bin.getElement(y.low, x.high) * (y.ofLow * x.ofHigh),
                   bin.getElement(y.high, x.low) * (y.ofHigh * x.ofLow),
                   bin.getElement(y.high, x.high) * (y.ofHigh * x.ofHigh)};
    Num isInside = y.isInside && x.isInside;
    for (Num term : terms) {
      term = isInside.select(term, 0);
      total = isMax ? total.max(term) : total + term;
    }
    return total;
  }
};

struct RoiPoolModel
    : LegalizeToTIROpInterface::ExternalModel<RoiPoolModel, RoiPoolOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto roiPool = cast<RoiPoolOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs,
                     ValueRange outputs) {
      kernel.promiseSizes();
      kernel.compute(
          "roi_pool", outputs[0], [&](ScalarBuilder &scalars, ValueRange at) {
            Bin bin(kernel, scalars, inputs, at, roiPool.getPooledSize());
            return narrowTo(scalars, pool(roiPool, bin), outputs[0]);
          });
    };
    return context.replaceWithKernel(op, "roi_pool", op->getOperands(), build);
  }

  static Num pool(RoiPoolOp op, Bin &bin) {
    ScalarBuilder &scalars = bin.scalars;
    double scale = op.getSpatialScale().convertToDouble();
    auto round = [](Num x) {
      return (x < 0).select((x - 0.5).ceil(), (x + 0.5).floor());
    };
    SmallVector<Num> firsts, ends;
    for (int64_t axis = 0; axis < 2; ++axis) {
      Num start = round(bin.corners[axis] * scale),
          end = round(bin.corners[axis + 2] * scale);
      Num extent = (end - start + 1).max(1),
          size = bin.number(axis == 0 ? bin.width : bin.height);
      Num binSize = extent / static_cast<double>(bin.pooled[1 - axis]),
          index = bin.number(bin.at[3 - axis]);
      firsts.push_back(((index * binSize).floor() + start)
                           .clamp(size.like(0), size)
                           .toIndex());
      ends.push_back((((index + 1) * binSize).ceil() + start)
                         .clamp(size.like(0), size)
                         .toIndex());
    }
    Num lowest(scalars, scalars.lowest(bin.type));
    SmallVector<Num> total = loopOver(
        scalars, firsts[1], ends[1], lowest,
        [&](Num y, ArrayRef<Num> outer) -> SmallVector<Num> {
          return loopOver(scalars, firsts[0], ends[0], outer,
                          [&](Num x, ArrayRef<Num> inner) -> SmallVector<Num> {
                            return {inner.front().max(bin.getElement(y, x))};
                          });
        });
    return (firsts[0] >= ends[0] || firsts[1] >= ends[1])
        .select(0, total.front());
  }
};

} // namespace

void relax::attachVisionModels(MLIRContext *context) {
  RoiAlignOp::attachInterface<RoiAlignModel>(*context);
  RoiPoolOp::attachInterface<RoiPoolModel>(*context);
}
