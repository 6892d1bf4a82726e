//===- Signal.cpp - DFT, STFT, MelWeightMatrix, Det -----------------------===//
//
// Lengths are sizes: known, or read at run time.
//
//===----------------------------------------------------------------------===//

#include "frontends/onnx/converters/Converters.h"
#include "frontends/onnx/converters/Support.h"

using namespace mlir;
using namespace mlir::onnx;
using sym::ExprAttr;

static LogicalResult convertDFT(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0);
  if (failed(x))
    return failure();
  // An attribute before version 20, an input from then on.
  int64_t axis = n.intAttr("axis", n.opset >= 20 ? -2 : 1);
  if (n.hasInput(2)) {
    std::optional<SmallVector<int64_t>> known = n.constantIntegers(2);
    if (!known || known->size() != 1)
      return n.error() << "the axis must be known when the model is compiled";
    axis = known->front();
  }
  FailureOr<int64_t> normalized = n.normalizeAxis(axis, n.rankOf(*x));
  if (failed(normalized))
    return failure();
  FailureOr<ExprAttr> length =
      n.hasInput(1) ? n.integer(1)
                    : FailureOr<ExprAttr>(n.shapeOf(*x)[*normalized]);
  FailureOr<Value> size = failure();
  if (succeeded(length))
    size = n.symInt(*length);
  if (failed(size))
    return failure();
  SmallVector<NamedAttribute> attrs = {indexAttr(n, "axis", *normalized)};
  for (StringRef flag : {"inverse", "onesided"})
    if (n.intAttr(flag))
      attrs.push_back(n.attr(flag, n.builder.getUnitAttr()));
  return n.setOutput(0, n.create<relax::DFTOp>({*x, *size}, attrs));
}

static LogicalResult convertSTFT(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0);
  FailureOr<ExprAttr> step = n.integer(1);
  if (failed(x) || failed(step))
    return failure();
  // A signal without a last dimension is one of real numbers.
  if (n.rankOf(*x) == 2) {
    SmallVector<ExprAttr> dims = llvm::to_vector(n.shapeOf(*x));
    dims.push_back(n.constant(1));
    if (failed(x = n.reshape(*x, dims)))
      return failure();
  }
  SmallVector<Value> operands = {*x};
  FailureOr<ExprAttr> length = failure();
  if (n.hasInput(2)) {
    FailureOr<Value> window = n.rankedTensor(2);
    if (failed(window))
      return failure();
    if (n.rankOf(*window) != 1)
      return n.error() << "the window must be a vector, got "
                       << window->getType();
    operands.push_back(*window);
    length = n.shapeOf(*window).front();
  }
  if (n.hasInput(3))
    length = n.integer(3);
  else if (!n.hasInput(2))
    return n.error() << "needs a window or the length of a frame";
  FailureOr<SmallVector<Value>> ints = failure();
  if (succeeded(length))
    ints = n.symInts({*step, *length});
  if (failed(ints))
    return failure();
  llvm::append_range(operands, *ints);
  SmallVector<NamedAttribute> attrs;
  if (n.intAttr("onesided", 1))
    attrs.push_back(n.attr("onesided", n.builder.getUnitAttr()));
  return n.setOutput(0, n.create<relax::STFTOp>(operands, attrs));
}

static LogicalResult convertMelWeightMatrix(NodeImporter &n) {
  FailureOr<ExprAttr> bins = n.integer(0), length = n.integer(1),
                      rate = n.integer(2);
  FailureOr<Value> lower = n.rankedTensor(3), upper = n.rankedTensor(4);
  FailureOr<mlir::Type> type = n.elementType(n.intAttr("output_datatype", 1));
  if (failed(bins) || failed(length) || failed(rate) || failed(lower) ||
      failed(upper) || failed(type))
    return failure();
  if (failed(lower = n.reshape(*lower, {})) ||
      failed(upper = n.reshape(*upper, {})))
    return failure();
  FailureOr<SmallVector<Value>> ints = n.symInts({*bins, *length, *rate});
  if (failed(ints))
    return failure();
  SmallVector<Value> operands = {*lower, *upper};
  llvm::append_range(operands, *ints);
  FailureOr<Value> matrix = n.create<relax::MelWeightMatrixOp>(operands);
  return failed(matrix) ? failure() : n.setOutput(0, n.cast(*matrix, *type));
}

static LogicalResult convertDet(NodeImporter &n) {
  return n.setOutput(0, apply<relax::DetOp>(n, n.rankedTensor(0)));
}

void onnx::registerSignalConverters(ConverterRegistry &registry) {
  registry.add("", "DFT", 17, convertDFT);
  registry.add("", "STFT", 17, convertSTFT);
  registry.add("", "MelWeightMatrix", 17, convertMelWeightMatrix);
  registry.add("", "Det", 11, convertDet);
}
