//===- TextOps.cpp - operators on sequences of tokens ---------------------===//
//
// The rule of count_ngrams.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/TextOps.h"

#include "dialects/relax/Registration.h"
#include "dialects/relax/RelaxDialect.h"
#include "dialects/relax/ops/OperandChecks.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/OpImplementation.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

#define GET_OP_CLASSES
#include "dialects/relax/ops/TextOps.cpp.inc"

void mlir::relax::registerTextOps(RelaxDialect *dialect) {
  dialect->addOperationFamily<
#define GET_OP_LIST
#include "dialects/relax/ops/TextOps.cpp.inc"
      >();
}

FailureOr<RelaxTensor> CountNgramsOp::deduceResult(Adaptor adaptor,
                                                   Deduction &deduction) {
  auto maxSkip = static_cast<int64_t>(adaptor.getMaxSkip());
  if (maxSkip < 0)
    return deduction.fail("'max_skip' must be at least 0, got ", maxSkip);
  Dim rows, columns, size, count;
  Dim *ofTokens[] = {&rows, &columns}, *ofPool[] = {&size},
      *ofGrams[] = {&count};
  auto wide = IntegerType::get(deduction.getContext(), 64);
  RelaxTensor result =
      RelaxTensor::getUnranked(deduction.getContext(), wide, {});
  auto add = [&](Value operand, StringRef name, MutableArrayRef<Dim *> shape,
                 ArrayRef<StringRef> names) -> LogicalResult {
    FailureOr<RelaxTensor> type =
        getOperandOfShape(deduction, operand, name, shape, names);
    if (failed(type) || failed(checkIntegerElements(deduction, *type, name)))
      return failure();
    FailureOr<RelaxTensor> joined = joinDevice(deduction, result, *type);
    if (failed(joined))
      return failure();
    result = *joined;
    return success();
  };
  if (failed(add(adaptor.getTokens(), "tokens", ofTokens, {"", ""})) ||
      failed(add(adaptor.getPool(), "pool", ofPool, {""})) ||
      failed(add(adaptor.getStarts(), "starts", ofGrams, {""})) ||
      failed(add(adaptor.getLengths(), "lengths", ofGrams,
                 {"dimension 0 of 'starts'"})))
    return failure();
  return result.cloneWithShape({rows, count});
}
