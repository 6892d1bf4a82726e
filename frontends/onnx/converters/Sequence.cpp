//===- Sequence.cpp - Sequences and optionals -----------------------------===//
//
// A sequence whose length is known is the list of its elements, and nothing
// happens at run time; another one is an object of the runtime.
//
//===----------------------------------------------------------------------===//

#include "frontends/onnx/converters/Converters.h"

#include "frontends/onnx/GraphImporter.h"
#include "frontends/onnx/LoopImporter.h"

using namespace mlir;
using namespace mlir::onnx;
using sym::ExprAttr;
using Kind = ContainerType::Kind;

/// Longer sequences are objects.
static constexpr int64_t kMaxElements = 64;

static mlir::Type getObject(NodeImporter &n) {
  return relax::ObjectType::get(n.builder.getContext());
}

/// What may be said of the type of `tensor` in the type of a sequence.
static relax::TensorType closeType(NodeImporter &n, mlir::Type type) {
  return dyn_cast<relax::TensorType>(
      n.getGraph().closeType(type, /*signatureOnly=*/true));
}

/// The sequence of known elements; `dtype` is that of an empty one.
static ImportedValue makeSequence(NodeImporter &n, ArrayRef<Value> elements) {
  ImportedValue result;
  ContainerRef container = makeContainer(Kind::Sequence, {});
  for (Value element : elements)
    container = joinContainers(
        container,
        makeContainer(Kind::Sequence, closeType(n, element.getType())));
  result.container = container;
  result.elements = llvm::to_vector(elements);
  return result;
}

/// A sequence that a function of the library makes.
static ImportedValue makeSequence(NodeImporter &n, StringRef function,
                                  ValueRange operands,
                                  relax::TensorType element) {
  ImportedValue result;
  result.value = callLibrary(n.builder, n.loc, function, getObject(n), operands)
                     ->getResult(0);
  result.container = makeContainer(Kind::Sequence, element);
  return result;
}

/// What a container is, for messages; null is a tensor.
static std::string describe(const ContainerRef &container,
                            bool isPlural = false) {
  if (!container)
    return isPlural ? "tensors" : "a tensor";
  bool isSequence = container->kind == Kind::Sequence;
  std::string what = isPlural     ? (isSequence ? "sequences" : "optionals")
                     : isSequence ? "a sequence"
                                  : "an optional";
  return what + " of " + describe(container->inner, /*isPlural=*/true);
}

/// An input that is a sequence of tensors. There are sequences of sequences in
/// the type system of ONNX, and graphs may hand them through, but no operator
/// of ONNX looks inside.
static FailureOr<ImportedValue> getSequence(NodeImporter &n, unsigned index) {
  FailureOr<ImportedValue *> value = n.input(index);
  if (failed(value))
    return failure();
  if (!(*value)->container || (*value)->container->kind != Kind::Sequence ||
      (*value)->container->inner)
    return n.error() << "input " << index
                     << " must be a sequence of tensors, got "
                     << describe((*value)->container);
  return **value;
}

/// The inputs [first, end), which become elements of a sequence: tensors.
static FailureOr<SmallVector<Value>> getElements(NodeImporter &n,
                                                 unsigned first, unsigned end) {
  SmallVector<Value> elements;
  for (unsigned i = first; i < end; ++i) {
    FailureOr<ImportedValue *> given = n.input(i);
    if (failed(given))
      return failure();
    if ((*given)->container)
      return n.error() << "input " << i << " must be a tensor, got "
                       << describe((*given)->container)
                       << ": the elements of a sequence are tensors";
    FailureOr<Value> element = n.tensor(i);
    if (failed(element))
      return failure();
    elements.push_back(*element);
  }
  return elements;
}

/// Tensors of one element type, checked.
static LogicalResult checkElements(NodeImporter &n, ArrayRef<Value> elements) {
  for (Value element : elements)
    if (n.elementTypeOf(element) != n.elementTypeOf(elements.front()))
      return n.error()
             << "the elements of a sequence must have one element type, got "
             << elements.front().getType() << " and " << element.getType();
  return success();
}

//===----------------------------------------------------------------------===//
// Construction
//===----------------------------------------------------------------------===//

static LogicalResult convertSequenceConstruct(NodeImporter &n) {
  FailureOr<SmallVector<Value>> elements = getElements(n, 0, n.numInputs());
  if (failed(elements) || failed(checkElements(n, *elements)))
    return failure();
  return n.setOutput(0, makeSequence(n, *elements));
}

static LogicalResult convertSequenceEmpty(NodeImporter &n) {
  if (failed(n.elementType(n.intAttr("dtype", 1))))
    return failure();
  return n.setOutput(0, makeSequence(n, ArrayRef<Value>()));
}

static LogicalResult convertSequenceInsert(NodeImporter &n) {
  FailureOr<ImportedValue> sequence = getSequence(n, 0);
  FailureOr<SmallVector<Value>> inserted = getElements(n, 1, 2);
  if (failed(sequence) || failed(inserted))
    return failure();
  Value element = inserted->front();
  std::optional<SmallVector<int64_t>> constant = n.constantIntegers(2);
  if (sequence->elements && (!n.hasInput(2) || constant) &&
      static_cast<int64_t>(sequence->elements->size()) < kMaxElements) {
    SmallVector<Value> elements = *sequence->elements;
    int64_t size = elements.size(), position = constant && constant->size() == 1
                                                   ? constant->front()
                                                   : size;
    if (position < -size || position > size)
      return n.error() << "the position must be in [" << -size << ", " << size
                       << "], got " << position;
    elements.insert(elements.begin() +
                        (position < 0 ? position + size : position),
                    element);
    if (failed(checkElements(n, elements)))
      return failure();
    return n.setOutput(0, makeSequence(n, elements));
  }
  ContainerRef ofElement =
      makeContainer(Kind::Sequence, closeType(n, element.getType()));
  ContainerRef container = joinContainers(sequence->container, ofElement);
  if (!container)
    return n.error()
           << "the elements of a sequence must have one element type, got "
           << sequence->container->tensor << " and " << element.getType();
  FailureOr<Value> object = n.getGraph().materialize(n.loc, *sequence);
  if (failed(object))
    return failure();
  SmallVector<Value> operands{*object, element};
  if (n.hasInput(2)) {
    FailureOr<ExprAttr> position = n.integer(2);
    FailureOr<Value> value =
        failed(position) ? FailureOr<Value>(failure()) : n.symInt(*position);
    if (failed(value))
      return failure();
    operands.push_back(*value);
  }
  return n.setOutput(
      0, makeSequence(n, "sequence_insert", operands, container->tensor));
}

static LogicalResult convertSequenceErase(NodeImporter &n) {
  FailureOr<ImportedValue> sequence = getSequence(n, 0);
  if (failed(sequence))
    return failure();
  std::optional<SmallVector<int64_t>> constant = n.constantIntegers(1);
  if (sequence->elements && (!n.hasInput(1) || constant)) {
    SmallVector<Value> elements = *sequence->elements;
    int64_t size = elements.size(), position = constant && constant->size() == 1
                                                   ? constant->front()
                                                   : -1;
    if (position < -size || position >= size)
      return n.error() << "the position must be in [" << -size << ", " << size
                       << "), got " << position;
    elements.erase(elements.begin() +
                   (position < 0 ? position + size : position));
    return n.setOutput(0, makeSequence(n, elements));
  }
  FailureOr<ExprAttr> position = n.constant(-1);
  if (n.hasInput(1))
    position = n.integer(1);
  FailureOr<Value> value =
      failed(position) ? FailureOr<Value>(failure()) : n.symInt(*position);
  FailureOr<Value> object = n.getGraph().materialize(n.loc, *sequence);
  if (failed(value) || failed(object))
    return failure();
  return n.setOutput(0, makeSequence(n, "sequence_erase", {*object, *value},
                                     sequence->container->tensor));
}

/// Parts of a tensor along an axis, of known sizes.
static FailureOr<SmallVector<Value>>
splitTensor(NodeImporter &n, Value x, ArrayRef<ExprAttr> sizes, int64_t axis) {
  FailureOr<SmallVector<Value>> values = n.symInts(sizes);
  if (failed(values))
    return failure();
  SmallVector<Value> operands{x};
  llvm::append_range(operands, *values);
  FailureOr<Operation *> split =
      n.createOp(relax::SplitOp::getOperationName(), operands,
                 {n.attr("axis", n.builder.getI64IntegerAttr(axis))});
  if (failed(split))
    return failure();
  SmallVector<Value> parts;
  for (Value part : (*split)->getResults()) {
    FailureOr<Value> named = n.nameUnknownDims(part);
    if (failed(named))
      return failure();
    parts.push_back(*named);
  }
  return parts;
}

static LogicalResult convertSplitToSequence(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0);
  if (failed(x))
    return failure();
  FailureOr<int64_t> axis = n.normalizeAxis(n.intAttr("axis"), n.rankOf(*x));
  if (failed(axis))
    return failure();
  ExprAttr size = n.shapeOf(*x)[*axis];
  std::optional<int64_t> length = size ? size.getConstantValue() : std::nullopt;
  bool hasSplit = n.hasInput(1),
       keepsDims = hasSplit || n.intAttr("keepdims", 1);
  FailureOr<Value> split = Value();
  if (hasSplit && failed(split = n.rankedTensor(1)))
    return failure();
  bool isList = *split && n.rankOf(*split) == 1;
  if (*split && n.rankOf(*split) > 1)
    return n.error() << "input 1 must have rank 0 or 1, got "
                     << split->getType();

  // The sizes of the parts, where their number is known.
  std::optional<SmallVector<ExprAttr>> sizes;
  if (isList) {
    if (std::optional<IntegerContents> known = n.knownIntegers(1);
        known && static_cast<int64_t>(known->elements.size()) <= kMaxElements)
      sizes = known->elements;
  } else if (length) {
    std::optional<SmallVector<int64_t>> given = n.constantIntegers(1);
    int64_t part = given && given->size() == 1 ? given->front() : 1;
    if (part < 1)
      return n.error() << "the size of the parts must be 1 or more, got "
                       << part;
    int64_t parts = *length / part + (*length % part != 0);
    if ((!hasSplit || given) && parts <= kMaxElements) {
      sizes.emplace(*length / part, n.constant(part));
      if (*length % part != 0)
        sizes->push_back(n.constant(*length % part));
    }
  }
  if (sizes && !sizes->empty()) {
    FailureOr<SmallVector<Value>> parts = splitTensor(n, *x, *sizes, *axis);
    if (failed(parts))
      return failure();
    SmallVector<ExprAttr> dims = llvm::to_vector(n.shapeOf(*x));
    dims.erase(dims.begin() + *axis);
    for (Value &part : *parts) {
      FailureOr<Value> squeezed =
          keepsDims ? FailureOr<Value>(part) : n.reshape(part, dims);
      if (failed(squeezed))
        return failure();
      part = *squeezed;
    }
    return n.setOutput(0, makeSequence(n, *parts));
  }

  SmallVector<ExprAttr> dims = llvm::to_vector(n.shapeOf(*x));
  if (!keepsDims)
    dims.erase(dims.begin() + *axis);
  else
    dims[*axis] = hasSplit ? ExprAttr() : n.constant(1);
  relax::TensorType element = closeType(n, n.typeOf(*x).cloneWithShape(dims));
  SmallVector<Value> operands{*x};
  if (isList)
    operands.push_back(*split);
  SmallVector<ExprAttr> arguments{n.constant(*axis)};
  if (!isList) {
    FailureOr<ExprAttr> part = n.constant(1);
    if (hasSplit)
      part = n.integer(1);
    if (failed(part))
      return failure();
    arguments.append({*part, n.constant(keepsDims)});
  }
  FailureOr<SmallVector<Value>> integers = n.symInts(arguments);
  if (failed(integers))
    return failure();
  llvm::append_range(operands, *integers);
  return n.setOutput(
      0, makeSequence(n, isList ? "sequence_split_sizes" : "sequence_split",
                      operands, element));
}

//===----------------------------------------------------------------------===//
// Use
//===----------------------------------------------------------------------===//

static LogicalResult convertSequenceAt(NodeImporter &n) {
  FailureOr<ImportedValue> sequence = getSequence(n, 0);
  FailureOr<ExprAttr> position = n.integer(1);
  if (failed(sequence) || failed(position))
    return failure();
  FailureOr<ImportedValue> element = getElement(n, *sequence, *position);
  return failed(element) ? failure() : n.setOutput(0, *element);
}

static LogicalResult convertSequenceLength(NodeImporter &n) {
  FailureOr<ImportedValue> sequence = getSequence(n, 0);
  if (failed(sequence))
    return failure();
  FailureOr<ExprAttr> length = getLength(n, *sequence);
  if (failed(length))
    return failure();
  return n.setOutput(0,
                     IntegerContents{{*length}, true, n.builder.getI64Type()});
}

static LogicalResult convertConcatFromSequence(NodeImporter &n) {
  FailureOr<ImportedValue> sequence = getSequence(n, 0);
  if (failed(sequence))
    return failure();
  if (!n.hasAttr("axis"))
    return n.attributeError("axis") << "is required, but missing";
  int64_t axis = n.intAttr("axis");
  bool isNew = n.intAttr("new_axis");
  relax::TensorType element = sequence->container->tensor;
  bool isEmpty = sequence->elements && sequence->elements->empty();
  if (!element || isEmpty)
    return n.error() << "the sequence must have an element, got an empty one";
  if (sequence->elements) {
    auto attr = n.attr("axis", n.builder.getI64IntegerAttr(axis));
    return n.setOutput(
        0, isNew ? n.create<relax::StackOp>(*sequence->elements, {attr})
                 : n.create<relax::ConcatOp>(*sequence->elements, {attr}));
  }
  if (element.hasRank()) {
    FailureOr<int64_t> normalized =
        n.normalizeAxis(axis, element.getRank() + isNew);
    if (failed(normalized))
      return failure();
    axis = *normalized;
    SmallVector<ExprAttr> dims = llvm::to_vector(element.getShape());
    if (isNew)
      dims.insert(dims.begin() + axis, ExprAttr());
    else
      dims[axis] = {};
    element = element.cloneWithShape(dims);
  }
  FailureOr<SmallVector<Value>> integers =
      n.symInts({n.constant(axis), n.constant(isNew)});
  FailureOr<Value> object = n.getGraph().materialize(n.loc, *sequence);
  if (failed(integers) || failed(object))
    return failure();
  Value result = callLibrary(n.builder, n.loc, "sequence_concat", getObject(n),
                             {*object, integers->front(), integers->back()})
                     ->getResult(0);
  return n.setOutput(0, castToTensor(n, result, element));
}

/// Runs a graph for each element of the sequences among the inputs, of which
/// the first one has the length of all. Tensors are the same for each.
static LogicalResult convertSequenceMap(NodeImporter &n) {
  const GraphProto *body = n.graphAttr("body");
  if (!body)
    return n.hasFailed()
               ? failure()
               : n.attributeError("body") << "is required, but missing";
  if (body->outputs.size() != n.numOutputs())
    return n.attributeError("body")
           << "the graph must have as many outputs as the node, "
           << n.numOutputs() << ", got " << body->outputs.size();
  FailureOr<ImportedValue> first = getSequence(n, 0);
  if (failed(first))
    return failure();
  SmallVector<ImportedValue> values;
  for (unsigned i = 0; i < n.numInputs(); ++i) {
    FailureOr<ImportedValue *> value = n.input(i);
    if (failed(value))
      return failure();
    values.push_back(**value);
    if (values.back().container && failed(getSequence(n, i)))
      return failure();
    // Objects are made before the loop, once.
    if (values.back().elements) {
      FailureOr<Value> object = n.getGraph().materialize(n.loc, values.back());
      if (failed(object))
        return failure();
      values.back().value = *object;
      values.back().elements.reset();
    }
  }
  FailureOr<ExprAttr> length = getLength(n, *first);
  if (failed(length))
    return failure();
  LoopBounds bounds;
  bounds.trips = *length;
  auto importRound = [&](ExprAttr round,
                         ArrayRef<ImportedValue>) -> FailureOr<LoopRound> {
    SmallVector<ImportedValue> inputs;
    for (ImportedValue &value : values) {
      FailureOr<ImportedValue> input = value;
      if (value.container)
        input = getElement(n, value, round);
      if (failed(input))
        return failure();
      inputs.push_back(*input);
    }
    FailureOr<SmallVector<ImportedValue>> outputs =
        n.getGraph().importSubgraph(n, "body", *body, inputs);
    if (failed(outputs))
      return failure();
    LoopRound result;
    result.scanned = *outputs;
    return result;
  };
  FailureOr<LoopResults> results =
      importLoop(n, bounds, {}, {}, n.numOutputs(), importRound);
  if (failed(results))
    return failure();
  for (auto [i, list] : llvm::enumerate(results->lists))
    if (failed(n.setOutput(i, listToSequence(n, list))))
      return failure();
  return success();
}

//===----------------------------------------------------------------------===//
// Optionals
//===----------------------------------------------------------------------===//

static LogicalResult convertOptional(NodeImporter &n) {
  if (n.hasInput(0)) {
    FailureOr<ImportedValue *> value = n.input(0);
    if (failed(value))
      return failure();
    FailureOr<ImportedValue> result = n.getGraph().makeOptional(n.loc, **value);
    return failed(result) ? failure() : n.setOutput(0, *result);
  }
  const TypeProto *type = n.typeAttr("type");
  if (!type)
    return n.hasFailed() ? failure()
                         : n.attributeError("type")
                               << "is required where there is no input";
  // The attribute says what the optional holds.
  TypeProto optional;
  optional.kind = TypeProto::Kind::Optional;
  optional.element = std::make_shared<TypeProto>(*type);
  FailureOr<Value> tuple =
      n.createNamed(relax::TupleOp::getOperationName(), {});
  if (failed(tuple))
    return failure();
  ImportedValue result;
  result.value =
      relax::ForgetOp::create(n.builder, n.loc, getObject(n), *tuple);
  result.container = n.getGraph().getContainer(optional);
  return n.setOutput(0, result);
}

static LogicalResult convertOptionalHasElement(NodeImporter &n) {
  IntegerContents contents{
      {n.constant(n.hasInput(0))}, true, n.builder.getI1Type()};
  if (!n.hasInput(0))
    return n.setOutput(0, contents);
  FailureOr<ImportedValue *> value = n.input(0);
  if (failed(value))
    return failure();
  if (!(*value)->container || (*value)->container->kind != Kind::Optional)
    return n.setOutput(0, contents); // since version 18, of anything
  FailureOr<ExprAttr> length = getLength(n, **value);
  if (failed(length))
    return failure();
  contents.elements[0] = *length;
  return n.setOutput(0, contents);
}

static LogicalResult convertOptionalGetElement(NodeImporter &n) {
  FailureOr<ImportedValue *> value = n.input(0);
  if (failed(value))
    return failure();
  if (!(*value)->container || (*value)->container->kind != Kind::Optional)
    return n.setOutput(0, **value); // since version 18, of anything
  ImportedValue element = n.getGraph().getOptionalElement(n.loc, **value);
  FailureOr<ImportedValue> result =
      castElement(n, element.value, (*value)->container);
  return failed(result) ? failure() : n.setOutput(0, *result);
}

void onnx::registerSequenceConverters(ConverterRegistry &registry) {
  auto add = [&](StringRef op, int64_t since, Converter converter) {
    registry.add("", op, since, std::move(converter));
  };
  add("SequenceConstruct", 11, convertSequenceConstruct);
  add("SequenceEmpty", 11, convertSequenceEmpty);
  add("SequenceInsert", 11, convertSequenceInsert);
  add("SequenceErase", 11, convertSequenceErase);
  add("SequenceAt", 11, convertSequenceAt);
  add("SequenceLength", 11, convertSequenceLength);
  add("SplitToSequence", 11, convertSplitToSequence);
  add("ConcatFromSequence", 11, convertConcatFromSequence);
  add("SequenceMap", 17, convertSequenceMap);
  add("Optional", 15, convertOptional);
  add("OptionalHasElement", 15, convertOptionalHasElement);
  add("OptionalGetElement", 15, convertOptionalGetElement);
}
