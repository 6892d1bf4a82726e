//===- RecurrentOps.cpp - recurrent networks ------------------------------===//
//
// One rule for all: they differ in the number of gates and activations, and in
// what they have beside.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/RecurrentOps.h"

#include "dialects/relax/Registration.h"
#include "dialects/relax/RelaxDialect.h"
#include "dialects/relax/ops/DimMath.h"
#include "dialects/relax/ops/OperandChecks.h"
#include "mlir/IR/OpImplementation.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

#define GET_OP_CLASSES
#include "dialects/relax/ops/RecurrentOps.cpp.inc"

void mlir::relax::registerRecurrentOps(RelaxDialect *dialect) {
  dialect->addOperationFamily<
#define GET_OP_LIST
#include "dialects/relax/ops/RecurrentOps.cpp.inc"
      >();
}

/// Checks what is no operand. The number of directions is in `directions` then.
template <typename Adaptor>
static LogicalResult checkAttributes(Deduction &deduction, Adaptor adaptor,
                                     size_t functionsPerDirection,
                                     int64_t &directions) {
  if (failed(checkOneOf(deduction, "direction", adaptor.getDirection(),
                        {"forward", "reverse", "bidirectional"})))
    return failure();
  directions = adaptor.getDirection() == "bidirectional" ? 2 : 1;
  size_t wanted = functionsPerDirection * directions;
  for (auto [name, list] : {std::pair<StringRef, ArrayAttr>(
                                "activations", adaptor.getActivations()),
                            {"activation_alpha", adaptor.getActivationAlpha()},
                            {"activation_beta", adaptor.getActivationBeta()}})
    if (list.size() != wanted)
      return deduction.fail("'", name, "' must have ", wanted, " entries, got ",
                            list.size());
  for (Attribute name : adaptor.getActivations())
    if (failed(checkOneOf(deduction, "activations",
                          cast<StringAttr>(name).getValue(),
                          {"Relu", "Tanh", "Sigmoid", "Affine", "LeakyRelu",
                           "ThresholdedRelu", "ScaledTanh", "HardSigmoid",
                           "Elu", "Softsign", "Softplus"})))
      return failure();
  if (std::optional<APFloat> clip = adaptor.getClip();
      clip && !(clip->convertToDouble() > 0))
    return deduction.fail("'clip' must be positive, got ",
                          clip->convertToDouble());
  return success();
}

namespace {

/// The dimensions that operands share.
class RecurrentShapes {
public:
  RecurrentShapes(Deduction &deduction, int64_t gates, int64_t directions)
      : deduction(deduction), math(deduction.getContext()), gates(gates),
        directions(math.constant(directions)) {}

  /// x, w and r; the others only fit to them.
  LogicalResult addRequired(Value x, Value w, Value r) {
    Dim *ofX[] = {&steps, &batch, &input};
    FailureOr<RelaxTensor> type =
        getOperandOfShape(deduction, x, "x", ofX, {"", "", ""});
    if (failed(type) ||
        failed(checkElementKind(deduction, *type, ElementKind::Float)))
      return failure();
    result = withoutRank(*type);
    Dim rows;
    if (failed(add(r, "r", {&directions, &rows, &hidden},
                   {"number of directions", "", ""})))
      return failure();
    Dim all = getRows(gates);
    if (rows && all &&
        failed(unifyDims(deduction, rows, all,
                         "dimension 1 of 'r' and rows of all gates")))
      return failure();
    return add(
        w, "w", {&directions, &all, &input},
        {"number of directions", "rows of all gates", "dimension 2 of 'x'"});
  }

  /// A tensor [D, rows * H].
  LogicalResult addVector(Value operand, StringRef name, int64_t rows) {
    Dim all = getRows(rows);
    return operand ? add(operand, name, {&directions, &all},
                         {"number of directions", "rows of all gates"})
                   : success();
  }
  LogicalResult addState(Value operand, StringRef name) {
    if (!operand)
      return success();
    return add(
        operand, name, {&directions, &batch, &hidden},
        {"number of directions", "dimension 1 of 'x'", "dimension 2 of 'r'"});
  }
  LogicalResult addLengths(Value operand) {
    if (!operand)
      return success();
    Dim *shape[] = {&batch};
    FailureOr<RelaxTensor> type = getOperandOfShape(
        deduction, operand, "sequence_lens", shape, {"dimension 1 of 'x'"});
    if (failed(type) ||
        failed(checkIntegerElements(deduction, *type, "sequence_lens")))
      return failure();
    FailureOr<RelaxTensor> joined = joinDevice(deduction, result, *type);
    if (failed(joined))
      return failure();
    result = *joined;
    return success();
  }

  RelaxTensor getSequence() {
    return result.cloneWithShape({steps, directions, batch, hidden});
  }
  RelaxTensor getState() {
    return result.cloneWithShape({directions, batch, hidden});
  }
  LogicalResult check() { return math.check(deduction, "number of rows"); }

private:
  Dim getRows(int64_t count) { return math.mul(hidden, math.constant(count)); }

  LogicalResult add(Value operand, StringRef name, SmallVector<Dim *> shape,
                    ArrayRef<StringRef> names) {
    FailureOr<RelaxTensor> type =
        getOperandOfShape(deduction, operand, name, shape, names);
    if (failed(type))
      return failure();
    FailureOr<RelaxTensor> combined =
        combineOperands(deduction, result, *type, std::nullopt);
    if (failed(combined))
      return failure();
    result = *combined;
    return success();
  }

  Deduction &deduction;
  DimMath math;
  int64_t gates;
  Dim steps, batch, input, hidden, directions;
  RelaxTensor result;
};

} // namespace

/// The rule without what LSTM has beside.
template <typename Adaptor>
static LogicalResult deduce(Adaptor adaptor, RecurrentShapes &shapes,
                            int64_t gates) {
  if (failed(
          shapes.addRequired(adaptor.getX(), adaptor.getW(), adaptor.getR())) ||
      failed(shapes.addVector(adaptor.getB(), "b", 2 * gates)) ||
      failed(shapes.addLengths(adaptor.getSequenceLens())) ||
      failed(shapes.addState(adaptor.getInitialH(), "initial_h")))
    return failure();
  return shapes.check();
}

LogicalResult RNNOp::deduceResults(Adaptor adaptor, Deduction &deduction,
                                   SmallVectorImpl<RelaxTensor> &results) {
  int64_t directions;
  if (failed(checkAttributes(deduction, adaptor, 1, directions)))
    return failure();
  RecurrentShapes shapes(deduction, 1, directions);
  if (failed(deduce(adaptor, shapes, 1)))
    return failure();
  results.append({shapes.getSequence(), shapes.getState()});
  return success();
}

LogicalResult GRUOp::deduceResults(Adaptor adaptor, Deduction &deduction,
                                   SmallVectorImpl<RelaxTensor> &results) {
  int64_t directions;
  if (failed(checkAttributes(deduction, adaptor, 2, directions)))
    return failure();
  RecurrentShapes shapes(deduction, 3, directions);
  if (failed(deduce(adaptor, shapes, 3)))
    return failure();
  results.append({shapes.getSequence(), shapes.getState()});
  return success();
}

LogicalResult LSTMOp::deduceResults(Adaptor adaptor, Deduction &deduction,
                                    SmallVectorImpl<RelaxTensor> &results) {
  int64_t directions;
  if (failed(checkAttributes(deduction, adaptor, 3, directions)))
    return failure();
  RecurrentShapes shapes(deduction, 4, directions);
  if (failed(deduce(adaptor, shapes, 4)) ||
      failed(shapes.addState(adaptor.getInitialC(), "initial_c")) ||
      failed(shapes.addVector(adaptor.getP(), "p", 3)))
    return failure();
  results.append({shapes.getSequence(), shapes.getState(), shapes.getState()});
  return success();
}
