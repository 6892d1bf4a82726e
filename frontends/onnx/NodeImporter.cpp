//===- NodeImporter.cpp - What a converter of an operator sees ------------===//

#include "frontends/onnx/NodeImporter.h"

#include "frontends/onnx/GraphImporter.h"
#include "frontends/onnx/converters/Converters.h"

#include "mlir/IR/DialectResourceBlobManager.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/Support/raw_ostream.h"

#include <cmath>

using namespace mlir;
using namespace mlir::onnx;

//===----------------------------------------------------------------------===//
// Errors
//===----------------------------------------------------------------------===//

InFlightDiagnostic NodeImporter::error() {
  return emitError(loc) << "node \"" << node.name << "\" (" << node.opType << "): ";
}

InFlightDiagnostic NodeImporter::attributeError(StringRef attribute) {
  failedAttribute = true;
  return error() << "attribute '" << attribute << "': ";
}

//===----------------------------------------------------------------------===//
// Inputs
//===----------------------------------------------------------------------===//

bool NodeImporter::hasInput(unsigned index) const { return index < node.inputs.size() && !node.inputs[index].empty(); }

bool NodeImporter::hasOutput(unsigned index) const {
  return index < node.outputs.size() && !node.outputs[index].empty();
}

FailureOr<ImportedValue *> NodeImporter::input(unsigned index) {
  if (!hasInput(index))
    return error() << "input " << index << " is required, but missing";
  ImportedValue *value = graph.current->lookup(node.inputs[index]);
  if (!value)
    return error() << "input " << index << " is '" << node.inputs[index]
                   << "', which nothing before this node defines";
  if (value->isAbsent())
    return error() << "input " << index << " is '" << node.inputs[index] << "', which has no value";
  return value;
}

FailureOr<Value> NodeImporter::value(unsigned index) {
  FailureOr<ImportedValue *> entry = input(index);
  if (failed(entry))
    return failure();
  return graph.materialize(loc, **entry);
}

FailureOr<Value> NodeImporter::tensor(unsigned index) {
  FailureOr<Value> result = value(index);
  if (failed(result))
    return failure();
  if (!isa<relax::TensorType>(result->getType()))
    return error() << "input " << index << " must be a tensor, got " << result->getType();
  return result;
}

FailureOr<Value> NodeImporter::rankedTensor(unsigned index) {
  FailureOr<Value> result = tensor(index);
  if (succeeded(result) && !typeOf(*result).hasRank())
    return error() << "input " << index << " must be a tensor of known rank, got " << result->getType();
  return result;
}

FailureOr<SmallVector<Value>> NodeImporter::tensors(unsigned first) {
  SmallVector<Value> result;
  for (unsigned i = first; i < numInputs(); ++i) {
    FailureOr<Value> value = tensor(i);
    if (failed(value))
      return failure();
    result.push_back(*value);
  }
  return result;
}

bool NodeImporter::isReadAtRunTime(sym::ExprAttr expr) { return graph.isReadAtRunTime(expr); }

bool NodeImporter::isAtLeast(sym::ExprAttr expr, int64_t least) {
  std::optional<int64_t> lower = graph.getBounds(expr).lower;
  return lower && *lower >= least;
}

std::optional<SmallVector<sym::ExprAttr>> NodeImporter::declaredShape(unsigned output) {
  return hasOutput(output) ? graph.getDeclaredShape(node.outputs[output]) : std::nullopt;
}

std::optional<IntegerContents> NodeImporter::knownIntegers(unsigned index) {
  if (!hasInput(index))
    return std::nullopt;
  ImportedValue *value = graph.current->lookup(node.inputs[index]);
  return value ? graph.getKnownIntegers(*value) : std::nullopt;
}

std::optional<IntegerContents> NodeImporter::knownIntegers(const TensorProto &tensor) {
  ImportedValue value;
  value.initializer = &tensor;
  return graph.getKnownIntegers(value);
}

std::optional<IntegerContents> NodeImporter::knownNumbers(unsigned index) {
  if (std::optional<IntegerContents> known = knownIntegers(index))
    return known;
  ImportedValue *value = hasInput(index) ? graph.current->lookup(node.inputs[index]) : nullptr;
  if (!value)
    return std::nullopt;
  if (value->integers)
    return value->integers;
  // Constants with few digits behind the point.
  constexpr int64_t kDenominator = 1 << 16, kMaxElements = 16;
  if (!value->initializer || value->initializer->dims.size() > 1)
    return std::nullopt;
  FailureOr<int64_t> count = value->initializer->getNumElements();
  FailureOr<mlir::Type> type = graph.getElementType(value->initializer->type);
  if (failed(count) || *count > kMaxElements || failed(type) || !isa<Float32Type, Float64Type>(*type))
    return std::nullopt;
  std::optional<SmallVector<double>> numbers = constantFloats(index);
  if (!numbers)
    return std::nullopt;
  IntegerContents result{{}, value->initializer->dims.empty(), *type};
  for (double number : *numbers) {
    double scaled = number * kDenominator;
    if (!(std::fabs(scaled) < 0x1p52) || scaled != std::floor(scaled))
      return std::nullopt;
    result.elements.push_back(constant(static_cast<int64_t>(scaled)));
  }
  // The smallest denominator keeps expressions simple.
  result.denominator = kDenominator;
  auto isEven = [](sym::ExprAttr e) { return *e.getConstantValue() % 2 == 0; };
  for (; result.denominator > 1 && llvm::all_of(result.elements, isEven); result.denominator /= 2)
    for (sym::ExprAttr &element : result.elements)
      element = constant(*element.getConstantValue() / 2);
  return result;
}

std::optional<SmallVector<int64_t>> NodeImporter::constantIntegers(unsigned index) {
  std::optional<IntegerContents> known = knownIntegers(index);
  if (!known)
    return std::nullopt;
  SmallVector<int64_t> result;
  for (sym::ExprAttr expr : known->elements) {
    std::optional<int64_t> value = expr.getConstantValue();
    if (!value)
      return std::nullopt;
    result.push_back(*value);
  }
  return result;
}

std::optional<SmallVector<double>> NodeImporter::constantFloats(unsigned index) {
  if (!hasInput(index))
    return std::nullopt;
  ImportedValue *value = graph.current->lookup(node.inputs[index]);
  if (value && value->integers && isa<FloatType>(value->integers->elementType)) {
    SmallVector<double> result;
    for (sym::ExprAttr element : value->integers->elements) {
      if (!element.getConstantValue())
        return std::nullopt;
      result.push_back(static_cast<double>(*element.getConstantValue()) / value->integers->denominator);
    }
    return result;
  }
  if (!value || !value->initializer)
    return std::nullopt;
  FailureOr<int64_t> count = value->initializer->getNumElements();
  if (failed(count) || *count > 4096)
    return std::nullopt;
  FailureOr<ElementsAttr> elements = graph.getElements(loc, *value->initializer);
  if (failed(elements) || !isa<FloatType>(elements->getElementType()))
    return std::nullopt;
  auto dense = dyn_cast<DenseElementsAttr>(*elements);
  if (auto resource = dyn_cast<DenseResourceElementsAttr>(*elements)) {
    const AsmResourceBlob *blob = resource.getRawHandle().getBlob();
    bool isSplat;
    if (blob && DenseElementsAttr::isValidRawBuffer(resource.getType(), blob->getData(), isSplat))
      dense = DenseElementsAttr::getFromRawBuffer(resource.getType(), blob->getData());
  }
  if (!dense)
    return std::nullopt;
  SmallVector<double> result;
  for (APFloat element : dense.getValues<APFloat>()) {
    bool lossy;
    element.convert(APFloat::IEEEdouble(), APFloat::rmNearestTiesToEven, &lossy);
    result.push_back(element.convertToDouble());
  }
  return result;
}

FailureOr<SmallVector<sym::ExprAttr>> NodeImporter::integers(unsigned index) {
  if (std::optional<IntegerContents> known = knownIntegers(index))
    return known->elements;
  FailureOr<Value> x = rankedTensor(index);
  if (failed(x))
    return failure();
  // Numbers that some models give as floating point.
  if (isa_and_nonnull<FloatType>(elementTypeOf(*x)) && rankOf(*x) <= 1 &&
      failed(x = cast(*x, builder.getIntegerType(64))))
    return failure();
  FailureOr<SmallVector<sym::ExprAttr>> result = readIntegers(*x, "input " + Twine(index));
  if (failed(result))
    return failure();
  // The same tensor read again gives the same symbols.
  if (ImportedValue *entry = graph.current->lookup(node.inputs[index]))
    if (graph.current->values.count(node.inputs[index]) && *x == entry->value)
      entry->integers = IntegerContents{*result, rankOf(*x) == 0, elementTypeOf(*x)};
  return result;
}

FailureOr<SmallVector<sym::ExprAttr>> NodeImporter::readIntegers(Value x, const Twine &what) {
  auto type = typeOf(x);
  auto integer = dyn_cast_or_null<IntegerType>(type.getElementType());
  if (!integer || !type.hasRank() || type.getRank() > 1)
    return error() << what << " must be integers of rank 0 or 1, got " << x.getType();
  std::optional<int64_t> length = 1;
  if (type.getRank() == 1)
    length = type.getShape()[0] ? type.getShape()[0].getConstantValue() : std::nullopt;
  if (!length || *length > 1024)
    return error() << what << " must have a static length up to 1024, since it decides a shape, got " << x.getType();
  if (*length == 0)
    return SmallVector<sym::ExprAttr>();
  SmallVector<sym::ExprAttr> result;
  SmallVector<mlir::Attribute> names;
  SmallVector<StringAttr> symbols;
  OperationState state(loc, "relax.tensor_to_ints");
  state.addOperands(x);
  for (int64_t i = 0; i != *length; ++i) {
    StringAttr name = freshSymbol("d");
    names.push_back(name);
    symbols.push_back(name);
    result.push_back(sym::ExprAttr::getSymbol(name));
    state.addTypes(sym::IntType::get(result.back()));
  }
  state.addAttribute("symbols", builder.getArrayAttr(names));
  noteSymbols(builder.create(state)->getResults());
  graph.noteReadIntegers(symbols);
  return result;
}

FailureOr<sym::ExprAttr> NodeImporter::integer(unsigned index) {
  if (!knownIntegers(index)) {
    FailureOr<Value> x = rankedTensor(index);
    if (failed(x))
      return failure();
    // A vector of unknown length has to have one element.
    if (rankOf(*x) == 1 && !shapeOf(*x)[0].getConstantValue()) {
      FailureOr<Value> scalar = reshape(*x, {});
      FailureOr<SmallVector<sym::ExprAttr>> read = failure();
      if (succeeded(scalar))
        read = readIntegers(*scalar, "input " + Twine(index));
      return failed(read) ? FailureOr<sym::ExprAttr>(failure()) : FailureOr<sym::ExprAttr>(read->front());
    }
  }
  FailureOr<SmallVector<sym::ExprAttr>> all = integers(index);
  if (failed(all))
    return failure();
  if (all->size() != 1)
    return error() << "input " << index << " must hold one integer, got " << all->size();
  return all->front();
}

//===----------------------------------------------------------------------===//
// Attributes
//===----------------------------------------------------------------------===//

const AttributeProto *NodeImporter::typedAttr(StringRef name, AttributeProto::Type type, StringRef typeName) {
  const AttributeProto *attribute = node.find(name);
  if (!attribute)
    return nullptr;
  if (attribute->type == type)
    return attribute;
  attributeError(name) << "must be of type " << typeName << ", got type number "
                       << static_cast<int32_t>(attribute->type);
  return nullptr;
}

int64_t NodeImporter::intAttr(StringRef name, int64_t defaultValue) {
  const AttributeProto *a = typedAttr(name, AttributeProto::Type::Int, "int");
  return a ? a->i : defaultValue;
}
SmallVector<int64_t> NodeImporter::intsAttr(StringRef name, ArrayRef<int64_t> defaultValue) {
  const AttributeProto *a = typedAttr(name, AttributeProto::Type::Ints, "ints");
  return a ? SmallVector<int64_t>(a->ints.begin(), a->ints.end()) : llvm::to_vector(defaultValue);
}
float NodeImporter::floatAttr(StringRef name, float defaultValue) {
  const AttributeProto *a = typedAttr(name, AttributeProto::Type::Float, "float");
  return a ? a->f : defaultValue;
}
SmallVector<float> NodeImporter::floatsAttr(StringRef name, ArrayRef<float> defaultValue) {
  const AttributeProto *a = typedAttr(name, AttributeProto::Type::Floats, "floats");
  return a ? SmallVector<float>(a->floats.begin(), a->floats.end()) : llvm::to_vector(defaultValue);
}
StringRef NodeImporter::stringAttr(StringRef name, StringRef defaultValue) {
  const AttributeProto *a = typedAttr(name, AttributeProto::Type::String, "string");
  return a ? a->s : defaultValue;
}
SmallVector<StringRef> NodeImporter::stringsAttr(StringRef name) {
  const AttributeProto *a = typedAttr(name, AttributeProto::Type::Strings, "strings");
  return a ? SmallVector<StringRef>(a->strings.begin(), a->strings.end()) : SmallVector<StringRef>();
}
const TensorProto *NodeImporter::tensorAttr(StringRef name) {
  const AttributeProto *a = typedAttr(name, AttributeProto::Type::Tensor, "tensor");
  return a && !a->tensors.empty() ? &a->tensors.front() : nullptr;
}
const GraphProto *NodeImporter::graphAttr(StringRef name) {
  const AttributeProto *a = typedAttr(name, AttributeProto::Type::Graph, "graph");
  return a && !a->graphs.empty() ? a->graphs.front().get() : nullptr;
}
const TypeProto *NodeImporter::typeAttr(StringRef name) {
  const AttributeProto *a = typedAttr(name, AttributeProto::Type::TypeProto, "type");
  return a && !a->types.empty() ? &a->types.front() : nullptr;
}

//===----------------------------------------------------------------------===//
// Types and expressions
//===----------------------------------------------------------------------===//

FailureOr<mlir::Type> NodeImporter::elementType(int64_t dataType) {
  FailureOr<mlir::Type> type = graph.getElementType(static_cast<DataType>(dataType));
  if (failed(type))
    return error() << "elements of type " << stringify(static_cast<DataType>(dataType)) << " are not supported";
  return type;
}

FailureOr<int64_t> NodeImporter::normalizeAxis(int64_t axis, int64_t rank) {
  if (axis < -rank || axis >= rank)
    return error() << "axis must be in [" << -rank << ", " << rank << "), got " << axis;
  return axis < 0 ? axis + rank : axis;
}

FailureOr<SmallVector<int64_t>> NodeImporter::normalizeAxes(ArrayRef<int64_t> axes, int64_t rank) {
  SmallVector<int64_t> result;
  for (int64_t axis : axes) {
    FailureOr<int64_t> normalized = normalizeAxis(axis, rank);
    if (failed(normalized))
      return failure();
    if (llvm::is_contained(result, *normalized))
      return error() << "axes must be different, got " << *normalized << " twice";
    result.push_back(*normalized);
  }
  return result;
}

FailureOr<sym::ExprAttr> NodeImporter::checked(FailureOr<sym::ExprAttr> expr) {
  if (failed(expr))
    return error() << "integer arithmetic on shapes overflows or divides by zero";
  return expr;
}

FailureOr<sym::ExprAttr> NodeImporter::product(ArrayRef<sym::ExprAttr> dims) {
  FailureOr<sym::ExprAttr> result = constant(1);
  for (sym::ExprAttr dim : dims)
    if (succeeded(result))
      result = sym::mul(*result, dim);
  return checked(result);
}

FailureOr<sym::ExprAttr> NodeImporter::selectAxis(ArrayRef<sym::ExprAttr> axes, int64_t position, sym::ExprAttr ifAxis,
                                                  sym::ExprAttr otherwise) {
  FailureOr<sym::ExprAttr> result = otherwise;
  for (sym::ExprAttr axis : axes)
    if (succeeded(result))
      result = sym::select(sym::Comparison::eq, axis, constant(position), ifAxis, *result);
  return checked(result);
}

FailureOr<Value> NodeImporter::symInt(sym::ExprAttr expr) { return graph.getSymInt(loc, expr); }

FailureOr<SmallVector<Value>> NodeImporter::symInts(ArrayRef<sym::ExprAttr> exprs) {
  SmallVector<Value> result;
  for (sym::ExprAttr expr : exprs) {
    FailureOr<Value> value = symInt(expr);
    if (failed(value))
      return failure();
    result.push_back(*value);
  }
  return result;
}

FailureOr<Value> NodeImporter::shape(ArrayRef<sym::ExprAttr> dims) {
  FailureOr<SmallVector<Value>> values = symInts(dims);
  if (failed(values))
    return failure();
  return createNamed("relax.shape", *values);
}

//===----------------------------------------------------------------------===//
// Operations
//===----------------------------------------------------------------------===//

FailureOr<Operation *> NodeImporter::createOp(StringRef name, ValueRange operands, ArrayRef<NamedAttribute> attrs) {
  MLIRContext *context = builder.getContext();
  std::optional<RegisteredOperationName> info = RegisteredOperationName::lookup(name, context);
  auto *inference = info ? info->getInterface<InferTypeOpInterface>() : nullptr;
  if (!inference)
    return error() << "operation '" << name << "' does not exist";
  OperationState state(loc, *info);
  state.addOperands(operands);
  state.addAttributes(attrs);
  DictionaryAttr dictionary = state.attributes.getDictionary(context);
  std::unique_ptr<char[]> storage;
  OpaqueProperties properties(nullptr);
  if (info->getOpPropertyByteSize() > 0) {
    storage = std::make_unique<char[]>(info->getOpPropertyByteSize());
    properties = OpaqueProperties(storage.get());
    info->initOpProperties(properties, OpaqueProperties(nullptr));
  }
  auto release = llvm::scope_exit([&] {
    if (properties)
      info->destroyOpProperties(properties);
  });
  if (properties &&
      failed(info->setOpPropertiesFromAttribute(*info, properties, dictionary, [&] { return error(); })))
    return failure();
  if (failed(inference->inferReturnTypes(context, loc, operands, dictionary, properties, {}, state.types)))
    return error() << "the inputs do not fit '" << name << "'";
  return builder.create(state);
}

FailureOr<Value> NodeImporter::createNamed(StringRef name, ValueRange operands, ArrayRef<NamedAttribute> attrs) {
  FailureOr<Operation *> op = createOp(name, operands, attrs);
  if (failed(op))
    return failure();
  Value result = (*op)->getResult(0);
  return isa<relax::TensorType>(result.getType()) ? nameUnknownDims(result) : FailureOr<Value>(result);
}

FailureOr<Value> NodeImporter::nameUnknownDims(Value tensor) {
  auto type = typeOf(tensor);
  if (!type.hasRank() || !llvm::is_contained(type.getShape(), sym::ExprAttr()))
    return tensor;
  SmallVector<sym::ExprAttr> dims = llvm::to_vector(type.getShape());
  SmallVector<StringAttr> symbols;
  for (sym::ExprAttr &dim : dims)
    if (!dim)
      dim = sym::ExprAttr::getSymbol(symbols.emplace_back(freshSymbol("d")));
  auto cast = relax::MatchCastOp::create(builder, loc, type.cloneWithShape(dims), tensor, symbols);
  noteSymbols(cast.getSizes());
  return cast.getResult();
}

StringAttr NodeImporter::freshSymbol(StringRef base) { return graph.freshSymbol(base); }
void NodeImporter::noteSymbols(ValueRange sizes) { graph.noteSymbols(sizes); }

FailureOr<Value> NodeImporter::reshape(Value x, ArrayRef<sym::ExprAttr> dims) {
  if (typeOf(x).hasRank() && shapeOf(x) == dims)
    return x;
  FailureOr<Value> target = shape(dims);
  if (failed(target))
    return failure();
  return create<relax::ReshapeOp>({x, *target});
}

FailureOr<Value> NodeImporter::broadcastTo(Value x, ArrayRef<sym::ExprAttr> dims) {
  if (typeOf(x).hasRank() && shapeOf(x) == dims)
    return x;
  FailureOr<Value> target = shape(dims);
  if (failed(target))
    return failure();
  return create<relax::BroadcastToOp>({x, *target});
}

FailureOr<Value> NodeImporter::transpose(Value x, ArrayRef<int64_t> axes) {
  return create<relax::PermuteDimsOp>({x}, {attr("axes", builder.getDenseI64ArrayAttr(axes))});
}

FailureOr<Value> NodeImporter::cast(Value x, mlir::Type elementType) {
  if (elementTypeOf(x) == elementType)
    return x;
  return create<relax::AstypeOp>({x}, {attr("dtype", TypeAttr::get(elementType))});
}

Value NodeImporter::constantTensor(ElementsAttr value) {
  return relax::ConstantOp::create(builder, loc, value);
}

FailureOr<Value> NodeImporter::constantTensor(const TensorProto &tensor) {
  FailureOr<ElementsAttr> elements = graph.getElements(loc, tensor);
  if (failed(elements))
    return failure();
  return constantTensor(*elements);
}

FailureOr<Value> NodeImporter::scalar(double value, mlir::Type elementType) {
  auto type = RankedTensorType::get({}, elementType);
  if (auto floatType = dyn_cast<FloatType>(elementType)) {
    APFloat number(value);
    bool lossy;
    number.convert(floatType.getFloatSemantics(), APFloat::rmNearestTiesToEven, &lossy);
    return constantTensor(DenseElementsAttr::get(type, number));
  }
  auto integer = dyn_cast<IntegerType>(elementType);
  if (!integer)
    return error() << "constants of type " << elementType << " are not supported";
  return constantTensor(
      DenseElementsAttr::get(type, APInt(integer.getWidth(), static_cast<int64_t>(value), true, true)));
}

//===----------------------------------------------------------------------===//
// Outputs
//===----------------------------------------------------------------------===//

LogicalResult NodeImporter::setOutput(unsigned index, ImportedValue value) {
  if (failedAttribute)
    return failure();
  if (!hasOutput(index))
    return success();
  if (!graph.current->values.try_emplace(node.outputs[index], std::move(value)).second)
    return error() << "output " << index << " is '" << node.outputs[index] << "', which is defined already";
  return success();
}

LogicalResult NodeImporter::setOutput(unsigned index, FailureOr<Value> value) {
  if (failed(value))
    return failure();
  ImportedValue result;
  result.value = *value;
  return setOutput(index, std::move(result));
}

LogicalResult NodeImporter::setOutput(unsigned index, IntegerContents integers) {
  ImportedValue result;
  result.integers = std::move(integers);
  return setOutput(index, std::move(result));
}

//===----------------------------------------------------------------------===//
// Registry
//===----------------------------------------------------------------------===//

ConverterRegistry::ConverterRegistry() {
#define ONNX_FAMILY(NAME) register##NAME##Converters(*this);
#include "frontends/onnx/converters/Families.def"
#undef ONNX_FAMILY
}

ConverterRegistry &ConverterRegistry::global() {
  static ConverterRegistry registry;
  return registry;
}

static std::string getKey(StringRef domain, StringRef op) {
  return ((domain == "ai.onnx" ? StringRef() : domain) + "\n" + op).str();
}

void ConverterRegistry::add(StringRef domain, StringRef op, int64_t since, Converter converter) {
  converters[getKey(domain, op)][since] = std::move(converter);
}

const Converter *ConverterRegistry::lookup(StringRef domain, StringRef op, int64_t version) const {
  auto it = converters.find(getKey(domain, op));
  if (it == converters.end())
    return nullptr;
  auto next = it->second.upper_bound(version);
  return next == it->second.begin() ? nullptr : &std::prev(next)->second;
}

void ConverterRegistry::addFold(StringRef domain, StringRef op, Fold fold) {
  folds[getKey(domain, op)] = std::move(fold);
}

const Fold *ConverterRegistry::lookupFold(StringRef domain, StringRef op) const {
  auto it = folds.find(getKey(domain, op));
  return it == folds.end() ? nullptr : &it->second;
}
