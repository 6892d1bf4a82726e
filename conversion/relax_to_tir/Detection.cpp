//===- Detection.cpp - kernels between networks and boxes -----------------===//
//
// Rows of valid boxes move to the front in one walk for each batch.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/LegalizationLoops.h"
#include "conversion/relax_to_tir/LegalizationSoftmax.h"

using namespace mlir;
using namespace mlir::relax;
using tir::KernelBuilder;
using tir::ScalarBuilder;

namespace {

//===----------------------------------------------------------------------===//
// Valid boxes
//===----------------------------------------------------------------------===//

struct GetValidCountsModel
    : LegalizeToTIROpInterface::ExternalModel<GetValidCountsModel,
                                              GetValidCountsOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto counts = cast<GetValidCountsOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs,
                     ValueRange outputs) {
      kernel.promiseSizes();
      Value anchors = kernel.getIndex(shapeOf(inputs[0])[1]),
            elements = kernel.getIndex(shapeOf(inputs[0])[2]);
      kernel.compute(
          "get_valid_counts", outputs[0], [&](ScalarBuilder &s, ValueRange at) {
            declareReads(s, inputs[0]);
            declareWrites(s, outputs[1]);
            declareWrites(s, outputs[2]);
            Num count = moveValid(s, counts, inputs[0], outputs, at[0],
                                  Num(s, anchors), Num(s, elements));
            return narrowTo(s, count, outputs[0]);
          });
    };
    return context.replaceWithKernel(op, "get_valid_counts", counts.getData(),
                                     build);
  }

  /// Copies the valid boxes of a batch to the front; their number. Each box is
  /// written behind those that are valid so far, and the next one over it where
  /// it was not.
  static Num moveValid(ScalarBuilder &s, GetValidCountsOp op, Value data,
                       ValueRange outputs, Value batch, Num anchors,
                       Num elements) {
    Num zero(s, s.constantIndex(0));
    double threshold = op.getScoreThreshold().convertToDouble();
    auto id = static_cast<int64_t>(op.getIdIndex());
    Value score = s.constantIndex(static_cast<int64_t>(op.getScoreIndex()));
    auto writeRow = [&](Value place, llvm::function_ref<Num(Value)> element,
                        Num index) {
      loopOver(s, zero, elements, {},
               [&](Num k, ArrayRef<Num>) -> SmallVector<Num> {
                 storeInLoop(s, narrowTo(s, element(k), outputs[1]), outputs[1],
                             {batch, place, k});
                 return {};
               });
      storeInLoop(s, narrowTo(s, index, outputs[2]), outputs[2],
                  {batch, place});
    };
    auto step = [&](Num anchor, ArrayRef<Num> carried) -> SmallVector<Num> {
      Num isValid = loadInLoop(s, data, {batch, anchor, score}) > threshold;
      if (id >= 0)
        isValid =
            isValid &&
            loadInLoop(s, data, {batch, anchor, s.constantIndex(id)}) >= 0;
      writeRow(
          carried[0],
          [&](Value k) { return loadInLoop(s, data, {batch, anchor, k}); },
          anchor);
      return {isValid.select(carried[0] + 1, carried[0])};
    };
    Num count = loopOver(s, zero, anchors, zero, step).front();
    Num none(s, s.constant(computeTypeOf(data), -1));
    loopOver(s, count, anchors, {},
             [&](Num place, ArrayRef<Num>) -> SmallVector<Num> {
               writeRow(place, [&](Value) { return none; }, zero - 1);
               return {};
             });
    return count;
  }
};

//===----------------------------------------------------------------------===//
// Decoded boxes
//===----------------------------------------------------------------------===//

struct MultiboxTransformLocModel
    : LegalizeToTIROpInterface::ExternalModel<MultiboxTransformLocModel,
                                              MultiboxTransformLocOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto multibox = cast<MultiboxTransformLocOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs,
                     ValueRange outputs) {
      kernel.promiseSizes();
      kernel.compute(
          "multibox_boxes", outputs[0], [&](ScalarBuilder &s, ValueRange at) {
            return narrowTo(s, decode(s, multibox, inputs, at), outputs[0]);
          });
      buildScores(kernel, multibox, inputs[0], outputs[1]);
    };
    return context.replaceWithKernel(op, "multibox_transform_loc",
                                     op->getOperands(), build);
  }

  /// Top, left, bottom or right of a box; at is batch, anchor and which of
  /// them. Offsets and anchors have x first.
  static Num decode(ScalarBuilder &s, MultiboxTransformLocOp op,
                    ValueRange inputs, ValueRange at) {
    Num which(s, at[2]),
        isHigh = which >= 2,
        isX = Num(s, s.remIndex(which, s.constantIndex(2))) == 1;
    Num first = isX.select(which.like(0), which.like(1)), second = first + 2;
    auto load = [&](Value buffer, ValueRange indices) {
      Value element = loadClamped(s, buffer, indices);
      return Num(s, s.cast(element, computeTypeOf(buffer)));
    };
    auto getOffset = [&](Num place, int64_t variance) {
      Num offset = load(inputs[1], {at[0], Num(s, at[1]) * 4 + place});
      return offset * isX.select(offset.like(op.getVariances()[variance]),
                                 op.getVariances()[variance + 1]);
    };
    Num zero(s, s.constantIndex(0));
    Num low = load(inputs[2], {zero, at[1], first}),
        high = load(inputs[2], {zero, at[1], second});
    Num size = high - low, center = (low + high) * 0.5;
    center = getOffset(first, 0) * size + center;
    Num half = getOffset(second, 2).exp() * size * 0.5;
    Num edge = isHigh.select(center + half, center - half);
    return op.getClip() ? edge.clamp(0, 1) : edge;
  }

  static void buildScores(KernelBuilder &kernel, MultiboxTransformLocOp op,
                          Value predictions, Value output) {
    double threshold = op.getThreshold().convertToDouble();
    auto finish = [&](ScalarBuilder &s, Num score, ValueRange at) -> Value {
      score = (score >= threshold).select(score, 0);
      if (!op.getKeepBackground())
        score = (Num(s, at[1]) == 0).select(0, score);
      return narrowTo(s, score, output);
    };
    if (!op.getApplySoftmax()) {
      kernel.compute("multibox_scores", output,
                     [&](ScalarBuilder &s, ValueRange at) {
                       return finish(s, loadNum(s, predictions, at), at);
                     });
      return;
    }
    SoftmaxParts parts =
        buildSoftmaxParts(kernel, "multibox", predictions, output, /*axis=*/1,
                          /*keepsExponentials=*/true);
    kernel.compute("multibox_scores", output,
                   [&](ScalarBuilder &s, ValueRange at) {
                     Num numerator(s, s.load(parts.exponentials, at)),
                         total(s, s.load(parts.sum, withoutAxis(at, 1)));
                     return finish(s, numerator / total, at);
                   });
  }
};

} // namespace

void relax::attachDetectionModels(MLIRContext *context) {
  GetValidCountsOp::attachInterface<GetValidCountsModel>(*context);
  MultiboxTransformLocOp::attachInterface<MultiboxTransformLocModel>(*context);
}
