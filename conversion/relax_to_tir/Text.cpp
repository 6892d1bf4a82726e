//===- Text.cpp - kernels of operators on sequences of tokens -------------===//
//
// Each n-gram of each row is one instance of a block, which looks at every
// place.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/LegalizationLoops.h"

using namespace mlir;
using namespace mlir::relax;
using tir::KernelBuilder;
using tir::ScalarBuilder;

namespace {

struct CountNgramsModel
    : LegalizeToTIROpInterface::ExternalModel<CountNgramsModel, CountNgramsOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    // No row is longer, and a double holds it.
    int64_t maxSkip = std::min<int64_t>(cast<CountNgramsOp>(op).getMaxSkip(),
                                        int64_t(1) << 40);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs,
                     ValueRange outputs) {
      kernel.promiseSizes();
      Value width = kernel.getIndex(shapeOf(inputs[0])[1]),
            poolSize = kernel.getIndex(shapeOf(inputs[1])[0]);
      kernel.compute(
          "count_ngrams", outputs[0],
          [&](ScalarBuilder &s, ValueRange at) -> Value {
            declareReads(s, inputs[0]);
            declareReads(s, inputs[1]);
            Num start = toIndex(loadNum(s, inputs[2], at[1]), inputs[2]);
            Num length = toIndex(loadNum(s, inputs[3], at[1]), inputs[3]),
                pool(s, poolSize);
            // Unsigned, a negative number is a large one: no sum overflows
            // behind these comparisons.
            Num isInPool = start >= 0 && start <= pool && length >= 1 &&
                           length <= pool - start;
            return count(s, inputs, at[0], start, isInPool.select(length, 0),
                         Num(s, width), maxSkip);
          });
    };
    return context.replaceWithKernel(op, "count_ngrams", op->getOperands(),
                                     build);
  }

  static Num toIndex(Num number, Value buffer) {
    ScalarBuilder &s = number.getScalars();
    return Num(s, s.cast(number, s.getBuilder().getIndexType(),
                         isUnsignedElement(elementOf(buffer))));
  }

  /// The number of occurrences in a row as i64; an n-gram of length 0 has none.
  static Num count(ScalarBuilder &s, ValueRange inputs, Value row, Num first,
                   Num length, Num width, int64_t maxSkip) {
    Type wide = s.getBuilder().getI64Type();
    Num zero(s, s.constant(wide, 0)), one(s, s.constant(wide, 1)),
        begin(s, s.constantIndex(0));
    // No distance between two tokens of an n-gram is longer than the row.
    Num distances =
        (length <= 1)
            .select(begin + 1,
                    (width - 1).max(0).min(static_cast<double>(maxSkip) + 1));
    auto overDistances = [&](Num step,
                             ArrayRef<Num> total) -> SmallVector<Num> {
      Num distance = step + 1, places = width - (length - 1) * distance;
      places = (length == 0).select(0, places);
      return loopOver(
          s, begin, places, total,
          [&](Num place, ArrayRef<Num> soFar) -> SmallVector<Num> {
            SmallVector<Num> found = loopOver(
                s, begin, length, one,
                [&](Num k, ArrayRef<Num> same) -> SmallVector<Num> {
                  Num token =
                      loadInLoop(s, inputs[0], {row, place + k * distance});
                  Num wanted = loadInLoop(s, inputs[1], Value(first + k));
                  Num isEqual =
                      Num(s, s.cast(token, wide,
                                    isUnsignedElement(elementOf(inputs[0])))) ==
                      Num(s, s.cast(wanted, wide,
                                    isUnsignedElement(elementOf(inputs[1]))));
                  return {isEqual.select(same.front(), zero)};
                });
            return {soFar.front() + found.front()};
          });
    };
    return loopOver(s, begin, distances, zero, overDistances).front();
  }
};

} // namespace

void relax::attachTextModels(MLIRContext *context) {
  CountNgramsOp::attachInterface<CountNgramsModel>(*context);
}
