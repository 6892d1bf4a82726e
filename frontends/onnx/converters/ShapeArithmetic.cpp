//===- ShapeArithmetic.cpp - Shapes that the program computes with --------===//
//
// Shape, Size, Concat, Gather and Slice of small integer vectors stay
// expressions. Each converter here wraps the one for tensors: where not all
// inputs are known it does what that does.
//
//===----------------------------------------------------------------------===//

#include "frontends/onnx/converters/Converters.h"
#include "frontends/onnx/NodeImporter.h"

using namespace mlir;
using namespace mlir::onnx;
using sym::ExprAttr;

static LogicalResult convertShape(NodeImporter &n) {
  IntegerContents contents{{}, false, n.builder.getIntegerType(64)};
  if (std::optional<IntegerContents> known = n.knownIntegers(0)) {
    if (!known->isScalar)
      contents.elements.push_back(n.constant(known->elements.size()));
  } else {
    FailureOr<Value> x = n.rankedTensor(0);
    if (failed(x))
      return failure();
    contents.elements = llvm::to_vector(n.shapeOf(*x));
  }
  int64_t rank = contents.elements.size();
  auto clamp = [&](int64_t at) { return std::clamp<int64_t>(at < 0 ? at + rank : at, 0, rank); };
  int64_t start = clamp(n.intAttr("start", 0)), end = clamp(n.intAttr("end", rank));
  contents.elements.truncate(std::max(start, end));
  contents.elements.erase(contents.elements.begin(), contents.elements.begin() + start);
  return n.setOutput(0, contents);
}

static LogicalResult convertSize(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0);
  if (failed(x))
    return failure();
  FailureOr<ExprAttr> count = n.product(n.shapeOf(*x));
  if (failed(count))
    return failure();
  return n.setOutput(0, IntegerContents{{*count}, true, n.builder.getIntegerType(64)});
}

static LogicalResult convertConcat(NodeImporter &n) {
  std::optional<IntegerContents> contents = n.knownIntegers(0);
  for (unsigned i = 1; contents && i < n.numInputs(); ++i) {
    std::optional<IntegerContents> next = n.knownIntegers(i);
    if (!next || next->isScalar || next->elementType != contents->elementType)
      contents.reset();
    else
      contents->elements.append(next->elements);
  }
  if (contents && !contents->isScalar)
    return n.setOutput(0, *contents);
  FailureOr<SmallVector<Value>> all = n.tensors();
  if (failed(all))
    return failure();
  int64_t axis = n.intAttr("axis", 1); // optional, 1, before version 4
  return n.setOutput(0, n.create<relax::ConcatOp>(*all, {n.attr("axis", n.builder.getI64IntegerAttr(axis))}));
}

/// Elementwise arithmetic of known integers, both of rank 0 or 1 and broadcast.
using Arithmetic = FailureOr<ExprAttr> (*)(ExprAttr, ExprAttr);

static std::optional<IntegerContents> foldBinary(NodeImporter &n, Arithmetic arithmetic) {
  std::optional<IntegerContents> lhs = n.knownIntegers(0), rhs = n.knownIntegers(1);
  if (!lhs || !rhs || n.numInputs() != 2 || lhs->elementType != rhs->elementType || !lhs->elementType.isInteger(64))
    return std::nullopt;
  size_t size = std::max(lhs->elements.size(), rhs->elements.size());
  if (lhs->elements.empty() || rhs->elements.empty() || (lhs->elements.size() != 1 && lhs->elements.size() != size) ||
      (rhs->elements.size() != 1 && rhs->elements.size() != size))
    return std::nullopt;
  IntegerContents result{{}, lhs->isScalar && rhs->isScalar, lhs->elementType};
  for (size_t i = 0; i != size; ++i) {
    ExprAttr a = lhs->elements[lhs->elements.size() == 1 ? 0 : i], b = rhs->elements[rhs->elements.size() == 1 ? 0 : i];
    FailureOr<ExprAttr> value = arithmetic(a, b);
    if (failed(value))
      return std::nullopt;
    result.elements.push_back(*value);
  }
  return result;
}

/// ONNX divides toward zero; sizes and positive divisors divide alike both ways.
static FailureOr<ExprAttr> divideSizes(ExprAttr lhs, ExprAttr rhs) {
  std::optional<int64_t> a = lhs.getConstantValue(), b = rhs.getConstantValue();
  if (a && b) {
    if (*b == 0 || (*b == -1 && *a == INT64_MIN))
      return failure();
    return ExprAttr::getConstant(lhs.getContext(), *a / *b);
  }
  // A symbol that stands for a dimension is no less than zero; anything else stays a tensor.
  if (!b || *b <= 0 || !lhs.getSymbolName())
    return failure();
  return sym::floorDiv(lhs, rhs);
}

/// What `registry` has for the same operator, with `fold` tried first.
static void addFold(ConverterRegistry &registry, StringRef op, int64_t since,
                    std::function<std::optional<IntegerContents>(NodeImporter &)> fold) {
  const Converter *tensors = registry.lookup("", op, since);
  Converter rest = tensors ? *tensors : Converter([](NodeImporter &n) -> LogicalResult {
    return n.error() << "operator is not supported on tensors yet";
  });
  registry.add("", op, since, [fold, rest](NodeImporter &n) -> LogicalResult {
    if (std::optional<IntegerContents> contents = fold(n))
      return n.setOutput(0, *contents);
    return rest(n);
  });
}

void onnx::registerShapeArithmeticConverters(ConverterRegistry &registry) {
  registry.add("", "Shape", 1, convertShape);
  registry.add("", "Size", 1, convertSize);
  registry.add("", "Concat", 1, convertConcat);
  auto addBinary = [&](StringRef op, Arithmetic arithmetic) {
    addFold(registry, op, 1, [arithmetic](NodeImporter &n) { return foldBinary(n, arithmetic); });
  };
  addBinary("Add", sym::add);
  addBinary("Sub", sym::sub);
  addBinary("Mul", sym::mul);
  addBinary("Max", sym::max);
  addBinary("Min", sym::min);
  addBinary("Div", divideSizes);
  addFold(registry, "Gather", 1, [](NodeImporter &n) -> std::optional<IntegerContents> {
    std::optional<IntegerContents> data = n.knownIntegers(0);
    std::optional<SmallVector<int64_t>> indices = n.constantIntegers(1);
    if (!data || data->isScalar || !indices)
      return std::nullopt;
    IntegerContents result{{}, n.knownIntegers(1)->isScalar, data->elementType};
    int64_t size = data->elements.size();
    for (int64_t index : *indices) {
      // Out of range: the operator on tensors reports it.
      if (index < -size || index >= size)
        return std::nullopt;
      result.elements.push_back(data->elements[index < 0 ? index + size : index]);
    }
    return result;
  });
  addFold(registry, "Slice", 10, [](NodeImporter &n) -> std::optional<IntegerContents> {
    std::optional<IntegerContents> data = n.knownIntegers(0);
    std::optional<SmallVector<int64_t>> starts = n.constantIntegers(1), ends = n.constantIntegers(2);
    SmallVector<int64_t> steps{1};
    if (n.hasInput(4)) {
      std::optional<SmallVector<int64_t>> given = n.constantIntegers(4);
      if (!given)
        return std::nullopt;
      steps = *given;
    }
    if (!data || data->isScalar || !starts || !ends || starts->size() != 1 || ends->size() != 1 || steps.size() != 1 ||
        steps[0] <= 0)
      return std::nullopt;
    int64_t size = data->elements.size();
    auto clamp = [&](int64_t at) { return std::clamp<int64_t>(at < 0 ? at + size : at, 0, size); };
    IntegerContents result{{}, false, data->elementType};
    for (int64_t i = clamp(starts->front()), end = clamp(ends->front()); i < end;) {
      result.elements.push_back(data->elements[i]);
      if (steps[0] >= end - i)
        break;
      i += steps[0];
    }
    return result;
  });
}
