//===- WindowDeduction.cpp - shapes under sliding windows -----------------===//
//
// The arithmetic of ONNX and TVM; `ceilMode` as in PyTorch.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/WindowDeduction.h"
#include "dialects/sym/Prover.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

Window mlir::relax::makeWindow(int64_t spatialRank, std::optional<ArrayRef<int64_t>> strides,
                               std::optional<ArrayRef<int64_t>> padding, std::optional<ArrayRef<int64_t>> dilation) {
  Window window;
  auto fill = [](SmallVectorImpl<int64_t> &list, std::optional<ArrayRef<int64_t>> given, int64_t size, int64_t value) {
    if (given)
      list.assign(given->begin(), given->end());
    else
      list.assign(size, value);
  };
  fill(window.strides, strides, spatialRank, 1);
  fill(window.padding, padding, 2 * spatialRank, 0);
  fill(window.dilation, dilation, spatialRank, 1);
  return window;
}

LogicalResult mlir::relax::checkWindow(Deduction &deduction, const Window &window, int64_t rank) {
  auto check = [&](ArrayRef<int64_t> list, StringRef name, int64_t size, int64_t least) -> LogicalResult {
    if (static_cast<int64_t>(list.size()) != size)
      return deduction.fail("'", name, "' must have ", size, " entries, got ", list.size());
    for (int64_t value : list)
      if (value < least)
        return deduction.fail("'", name, "' must be at least ", least, ", got ", value);
    return success();
  };
  return success(succeeded(check(window.strides, "strides", rank, 1)) &&
                 succeeded(check(window.padding, "padding", 2 * rank, 0)) &&
                 succeeded(check(window.dilation, "dilation", rank, 1)));
}

FailureOr<SmallVector<Dim>> mlir::relax::getShapeOfRank(Deduction &deduction, RelaxTensor type, int64_t rank,
                                                        StringRef name) {
  if (!type.hasRank()) {
    deduction.addUnknownCondition();
    return SmallVector<Dim>(rank);
  }
  if (static_cast<int64_t>(type.getShape().size()) != rank)
    return deduction.fail("'", name, "' must have ", rank, " dimensions, got ", type.getShape().size());
  return llvm::to_vector(type.getShape());
}

FailureOr<Dim> mlir::relax::requireExpr(Deduction &deduction, FailureOr<Dim> result, const Twine &what) {
  if (failed(result))
    return deduction.fail(what, " must be an expression within the limits of symbolic expressions");
  return result;
}

/// lhs + value; fails where lhs has failed.
static FailureOr<Dim> addConstant(FailureOr<Dim> lhs, int64_t value) {
  if (failed(lhs))
    return failure();
  return sym::add(*lhs, Dim::getConstant(lhs->getContext(), value));
}

/// Whether `lhs <= rhs` follows from `dims` being dimensions, which are never negative.
static bool isAtMost(Dim lhs, Dim rhs, ArrayRef<Dim> dims) {
  sym::Facts facts;
  Dim zero = Dim::getConstant(lhs.getContext(), 0);
  for (Dim dim : dims)
    facts.add(sym::Comparison::le, zero, dim);
  return sym::Prover(lhs.getContext(), facts).provablyLessEqual(lhs, rhs) == sym::Truth::Yes;
}

FailureOr<Dim> mlir::relax::getWindowExtent(Deduction &deduction, Dim size, int64_t dilation) {
  if (!size)
    return Dim();
  FailureOr<Dim> extent = addConstant(size, -1);
  if (succeeded(extent))
    extent = sym::mul(*extent, Dim::getConstant(size.getContext(), dilation));
  return requireExpr(deduction, addConstant(extent, 1), "extent of the window");
}

FailureOr<Dim> mlir::relax::slideWindow(Deduction &deduction, const Window &window, int64_t axis, Dim input, Dim size,
                                        bool ceilMode) {
  FailureOr<Dim> extent = getWindowExtent(deduction, size, window.dilation[axis]);
  if (failed(extent))
    return failure();
  if (!input || !*extent) {
    deduction.addUnknownCondition();
    return Dim();
  }
  std::string what = "size of spatial dimension " + std::to_string(axis);
  FailureOr<Dim> inFront = addConstant(input, window.getLow(axis));
  FailureOr<Dim> padded = addConstant(inFront, window.getHigh(axis));
  FailureOr<Dim> larger = failed(padded) ? FailureOr<Dim>(failure()) : sym::max(*extent, *padded);
  FailureOr<Dim> rest = failed(padded) ? FailureOr<Dim>(failure()) : sym::sub(*padded, *extent);
  if (failed(larger) || failed(rest))
    return requireExpr(deduction, FailureOr<Dim>(failure()), what);
  if (*larger != *padded && !isAtMost(*extent, *padded, {input, size})) {
    if (sym::provablyDifferent(*larger, *padded))
      return deduction.fail("window must not be larger than the padded input in spatial dimension ", axis, ", got ",
                            extent->str(), " and ", padded->str());
    deduction.addCondition(*larger, *padded,
                           "window and padded input in spatial dimension " + Twine(axis));
  }
  Dim stride = Dim::getConstant(input.getContext(), window.strides[axis]);
  if (!ceilMode)
    return requireExpr(deduction, addConstant(sym::floorDiv(*rest, stride), 1), what);
  FailureOr<Dim> places = addConstant(sym::ceilDiv(*rest, stride), 1);
  FailureOr<Dim> starts = sym::ceilDiv(*inFront, stride);
  if (failed(places) || failed(starts))
    return requireExpr(deduction, FailureOr<Dim>(failure()), what);
  FailureOr<Dim> result = requireExpr(deduction, sym::min(*places, *starts), what);
  if (failed(result))
    return failure();
  // Kernels compute where the last window ends.
  FailureOr<Dim> last = addConstant(result, -1);
  if (succeeded(last))
    last = sym::mul(*last, stride);
  if (succeeded(last))
    last = sym::add(*last, *extent);
  if (failed(requireExpr(deduction, last, what)))
    return failure();
  return result;
}

FailureOr<Dim> mlir::relax::slideWindowBack(Deduction &deduction, const Window &window, int64_t axis, Dim input,
                                            Dim size, int64_t outputPadding) {
  FailureOr<Dim> extent = getWindowExtent(deduction, size, window.dilation[axis]);
  if (failed(extent))
    return failure();
  if (!input || !*extent) {
    deduction.addUnknownCondition();
    return Dim();
  }
  std::string what = "size of spatial dimension " + std::to_string(axis);
  FailureOr<Dim> result = addConstant(input, -1);
  if (succeeded(result))
    result = sym::mul(*result, Dim::getConstant(input.getContext(), window.strides[axis]));
  result = addConstant(addConstant(result, -window.getLow(axis)), -window.getHigh(axis));
  if (succeeded(result))
    result = sym::add(*result, *extent);
  result = requireExpr(deduction, addConstant(result, outputPadding), what);
  if (failed(result))
    return failure();
  // Kernels work on data that are spread out so far.
  FailureOr<Dim> spread = addConstant(sym::add(*result, *extent), window.getLow(axis));
  if (failed(requireExpr(deduction, spread, what)))
    return failure();
  Dim zero = Dim::getConstant(input.getContext(), 0);
  FailureOr<Dim> positive = requireExpr(deduction, sym::max(*result, zero), what);
  if (failed(positive))
    return failure();
  if (*positive != *result && !isAtMost(zero, *result, {input, size})) {
    if (sym::provablyDifferent(*positive, *result))
      return deduction.fail(what, " of the result must not be negative, got ", result->str());
    deduction.addCondition(*positive, *result, what + " of the result, and that or zero");
  }
  return result;
}
