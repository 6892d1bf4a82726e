//===- GraphImporter.cpp - Graphs, names, constants -----------------------===//
//
// One pass over the nodes in the order of the file, which ONNX demands to be a
// topological one. Initializers and known integers become operations when
// somebody needs them as tensors.
//
//===----------------------------------------------------------------------===//

#include "frontends/onnx/GraphImporter.h"

#include "frontends/onnx/FunctionBodies.h"

#include "mlir/IR/AsmState.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "mlir/IR/Verifier.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CheckedArithmetic.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <cstring>

using namespace mlir;
using namespace mlir::onnx;

/// Integer tensors with more elements are data, not shapes.
static constexpr int64_t kMaxKnownIntegers = 256;
/// Payloads up to so many bytes stand inline in the IR.
static constexpr int64_t kMaxInlineBytes = 64;
/// Functions and graphs nest no deeper.
static constexpr unsigned kMaxExpansionDepth = 64;

GraphImporter::GraphImporter(MLIRContext *context, StringRef name, StringRef folder, const ImportOptions &options)
    : builder(context), context(context), options(options),
      registry(options.registry ? *options.registry : ConverterRegistry::global()), folder(folder.str()),
      fileLoc(FileLineColLoc::get(context, name, 0, 0)) {}

//===----------------------------------------------------------------------===//
// Types and symbols
//===----------------------------------------------------------------------===//

FailureOr<mlir::Type> GraphImporter::getElementType(DataType type) {
  auto integer = [&](unsigned width, bool isUnsigned = false) -> mlir::Type {
    return IntegerType::get(context, width, isUnsigned ? IntegerType::Unsigned : IntegerType::Signless);
  };
  switch (type) {
  case DataType::Float: return mlir::Type(Float32Type::get(context));
  case DataType::Double: return mlir::Type(Float64Type::get(context));
  case DataType::Float16: return mlir::Type(Float16Type::get(context));
  case DataType::BFloat16: return mlir::Type(BFloat16Type::get(context));
  case DataType::Bool: return integer(1);
  case DataType::Int8: return integer(8);
  case DataType::Int16: return integer(16);
  case DataType::Int32: return integer(32);
  case DataType::Int64: return integer(64);
  case DataType::UInt8: return integer(8, true);
  case DataType::UInt16: return integer(16, true);
  case DataType::UInt32: return integer(32, true);
  case DataType::UInt64: return integer(64, true);
  case DataType::Float8E4M3FN: return mlir::Type(Float8E4M3FNType::get(context));
  case DataType::Float8E5M2: return mlir::Type(Float8E5M2Type::get(context));
  default: return failure();
  }
}

/// An identifier of the letters of `name`.
static std::string sanitize(StringRef name) {
  std::string result;
  for (char c : name)
    if (llvm::isAlnum(c) || c == '_')
      result += c;
    else if (!result.empty() && result.back() != '_')
      result += '_';
  while (!result.empty() && result.back() == '_')
    result.pop_back();
  if (result.empty() || llvm::isDigit(result.front()))
    result = "d" + result;
  return result;
}

StringAttr GraphImporter::freshSymbol(StringRef base) {
  return sym::getFreshSymbol(StringAttr::get(context, base), takenSymbols);
}

void GraphImporter::noteSymbols(ValueRange sizes) {
  for (Value size : sizes)
    if (auto type = dyn_cast<sym::IntType>(size.getType()))
      if (StringAttr name = type.getExpr().getSymbolName())
        definers[name] = size;
}

void GraphImporter::noteReadIntegers(ArrayRef<StringAttr> symbols) {
  readIntegers.insert(symbols.begin(), symbols.end());
}

bool GraphImporter::isReadAtRunTime(sym::ExprAttr expr) {
  llvm::SetVector<StringAttr> symbols;
  sym::collectSymbols(expr, symbols);
  return llvm::any_of(symbols, [&](StringAttr symbol) { return readIntegers.contains(symbol); });
}

sym::Bounds GraphImporter::getBounds(sym::ExprAttr expr) {
  llvm::SetVector<StringAttr> symbols;
  sym::collectSymbols(expr, symbols);
  sym::Facts facts;
  for (StringAttr symbol : symbols)
    if (!readIntegers.contains(symbol))
      facts.addNonNegative(symbol);
  return sym::Prover(context, facts).bounds(expr);
}

std::optional<SmallVector<sym::ExprAttr>> GraphImporter::getDeclaredShape(StringRef name) {
  auto it = current->declared.find(name);
  if (it == current->declared.end() || !it->second->shape)
    return std::nullopt;
  // Once static inputs are symbols, the numbers say nothing.
  bool isSymbolic = options.allInputsSymbolic || !options.symbolicInputs.empty();
  SmallVector<sym::ExprAttr> dims;
  for (const Dimension &dim : *it->second->shape) {
    dims.push_back({});
    if (!dim.param.empty())
      dims.back() = getNamedDim(dim.param, /*mayDefine=*/false);
    else if (dim.value && *dim.value >= 0 && !isSymbolic)
      dims.back() = sym::ExprAttr::getConstant(context, *dim.value);
  }
  return dims;
}

FailureOr<Value> GraphImporter::getSymInt(Location loc, sym::ExprAttr expr) {
  llvm::SetVector<StringAttr> symbols;
  sym::collectSymbols(expr, symbols);
  SmallVector<Value> sources;
  for (StringAttr symbol : symbols)
    if (Value definer = definers.lookup(symbol))
      sources.push_back(definer);
  if (sources.size() == 1 && expr.getSymbolName())
    return sources.front();
  FailureOr<Value> result = sym::materialize(builder, loc, expr, sources);
  if (failed(result))
    return emitError(loc) << "the size " << expr.str() << " is not known here";
  return result;
}

sym::ExprAttr GraphImporter::getNamedDim(StringRef param, bool mayDefine) {
  if (auto it = options.dims.find(param.str()); it != options.dims.end())
    return sym::ExprAttr::getConstant(context, it->second);
  if (auto it = dimParams.find(param); it != dimParams.end())
    return it->second;
  if (!mayDefine)
    return {};
  StringAttr symbol = freshSymbol(sanitize(param));
  signatureSymbols.insert(symbol);
  return dimParams[param] = sym::ExprAttr::getSymbol(symbol);
}

FailureOr<mlir::Type> GraphImporter::getDeclaredType(const ValueInfo &info, bool isInput) {
  const TypeProto &type = info.type;
  StringRef what = isInput ? "input" : "output";
  switch (type.kind) {
  case TypeProto::Kind::Sequence:
  case TypeProto::Kind::Optional:
    return mlir::Type(relax::ObjectType::get(context));
  case TypeProto::Kind::Tensor:
    break;
  case TypeProto::Kind::None:
    if (!isInput)
      return mlir::Type();
    return error() << what << " '" << info.name << "' has no type";
  default:
    return error() << what << " '" << info.name << "': maps and sparse tensors are not supported";
  }
  FailureOr<mlir::Type> element = getElementType(type.elementType);
  if (failed(element))
    return error() << what << " '" << info.name << "': elements of type " << stringify(type.elementType)
                   << " are not supported";
  if (!type.shape)
    return mlir::Type(relax::TensorType::getUnranked(context, *element));
  bool isSymbolic = isInput && (options.allInputsSymbolic || llvm::is_contained(options.symbolicInputs, info.name));
  SmallVector<sym::ExprAttr> dims;
  for (auto [index, dim] : llvm::enumerate(*type.shape)) {
    if (!dim.param.empty()) {
      dims.push_back(getNamedDim(dim.param, isInput));
    } else if (dim.value && !isSymbolic) {
      if (*dim.value < 0)
        return error() << what << " '" << info.name << "': dimension " << index
                       << " must be zero or more, got " << *dim.value;
      dims.push_back(sym::ExprAttr::getConstant(context, *dim.value));
    } else if (isInput) {
      StringAttr symbol = freshSymbol(sanitize((info.name + "_d" + Twine(index)).str()));
      signatureSymbols.insert(symbol);
      dims.push_back(sym::ExprAttr::getSymbol(symbol));
    } else {
      dims.push_back({});
    }
  }
  return mlir::Type(relax::TensorType::get(context, dims, *element));
}

//===----------------------------------------------------------------------===//
// Constants
//===----------------------------------------------------------------------===//

FailureOr<StringRef> GraphImporter::getRawBytes(Location loc, const TensorProto &tensor, uint64_t expected,
                                                std::string &why) {
  if (tensor.raw)
    return *tensor.raw;
  const TensorProto::External &external = *tensor.external;
  StringRef location = external.location;
  bool isInside = !folder.empty() && !location.empty() && !llvm::sys::path::is_absolute(location);
  for (auto it = llvm::sys::path::begin(location), end = llvm::sys::path::end(location); it != end; ++it)
    isInside &= *it != "..";
  SmallString<128> path(folder), real, realFolder;
  llvm::sys::path::append(path, location);
  // A link inside the folder may lead out of it.
  if (isInside && !llvm::sys::fs::real_path(path, real) && !llvm::sys::fs::real_path(folder, realFolder))
    isInside = real.str().starts_with((realFolder + "/").str()) || realFolder == "/";
  if (!isInside) {
    why = "external data must lie in the folder of the model, got '" + location.str() + "'";
    return failure();
  }
  std::shared_ptr<llvm::MemoryBuffer> &file = externalFiles[path.str().str()];
  if (!file) {
    auto opened = llvm::MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
    if (!opened) {
      why = "external data '" + location.str() + "' cannot be read: " + opened.getError().message();
      return failure();
    }
    file = std::move(*opened);
  }
  uint64_t length = external.length.value_or(expected);
  if (external.offset > file->getBufferSize() || length > file->getBufferSize() - external.offset) {
    why = "external data '" + location.str() + "' must hold " + std::to_string(length) + " bytes at offset " +
          std::to_string(external.offset) + ", but has " + std::to_string(file->getBufferSize()) + " bytes";
    return failure();
  }
  return file->getBuffer().substr(external.offset, length);
}

/// The attribute for bytes in the layout of raw_data. Small ones are copied into the IR. `owner` keeps the bytes.
static ElementsAttr makeElements(RankedTensorType type, StringRef name, ArrayRef<char> bytes,
                                 std::shared_ptr<void> owner) {
  if (static_cast<int64_t>(bytes.size()) <= kMaxInlineBytes && !bytes.empty()) {
    if (type.getElementType().isInteger(1)) {
      SmallVector<bool> bits;
      for (char byte : bytes)
        bits.push_back(byte != 0);
      return DenseElementsAttr::get(type, ArrayRef<bool>(bits));
    }
    // Aligned storage: the file aligns nothing.
    std::vector<uint64_t> aligned((bytes.size() + 7) / 8);
    std::memcpy(aligned.data(), bytes.data(), bytes.size());
    ArrayRef<char> copy(reinterpret_cast<const char *>(aligned.data()), bytes.size());
    return DenseElementsAttr::getFromRawBuffer(type, copy);
  }
  auto keep = [owner](void *, size_t, size_t) {};
  return DenseResourceElementsAttr::get(type, name,
                                        UnmanagedAsmResourceBlob::allocateWithAlign(bytes, 1, std::move(keep)));
}

FailureOr<ElementsAttr> GraphImporter::getElements(Location loc, const TensorProto &tensor) {
  auto fail = [&](const Twine &message) -> LogicalResult {
    InFlightDiagnostic diagnostic = emitError(loc);
    if (auto named = dyn_cast<NameLoc>(loc))
      diagnostic << named.getName().getValue() << ": ";
    return diagnostic << "tensor '" << tensor.name << "': " << message.str();
  };
  FailureOr<mlir::Type> element = getElementType(tensor.type);
  if (failed(element))
    return fail("elements of type " + stringify(tensor.type) + " are not supported");
  FailureOr<int64_t> count = tensor.getNumElements();
  unsigned width = getByteWidth(tensor.type);
  std::optional<int64_t> size = failed(count) ? std::nullopt : llvm::checkedMul<int64_t>(*count, width);
  if (!size)
    return fail("the dimensions must be sizes of a tensor of fewer than 2^63 bytes");
  StringRef bytes;
  std::shared_ptr<void> owner;
  if (tensor.raw || tensor.external) {
    std::string why;
    FailureOr<StringRef> raw = getRawBytes(loc, tensor, *size, why);
    if (failed(raw))
      return fail(why);
    bytes = *raw;
    if (tensor.external) {
      SmallString<128> path(folder);
      llvm::sys::path::append(path, tensor.external->location);
      owner = externalFiles[path.str().str()];
    }
  } else {
    auto decoded = std::make_shared<std::vector<char>>();
    if (std::optional<std::string> why = decodeTypedFields(tensor, *decoded))
      return fail(*why);
    bytes = StringRef(decoded->data(), decoded->size());
    owner = decoded;
  }
  if (static_cast<int64_t>(bytes.size()) != *size)
    return fail("the data must have as many bytes as the type, got " + Twine(bytes.size()) + " and " + Twine(*size));
  auto type = RankedTensorType::get(tensor.dims, *element);
  if (*size == 0)
    return ElementsAttr(DenseElementsAttr::get(type, ArrayRef<mlir::Attribute>()));
  return makeElements(type, tensor.name.empty() ? "constant" : sanitize(tensor.name), ArrayRef(bytes.data(), bytes.size()), owner);
}

std::optional<IntegerContents> GraphImporter::getKnownIntegers(const ImportedValue &value) {
  if (value.integers && isa<IntegerType>(value.integers->elementType))
    return value.integers;
  const TensorProto *tensor = value.initializer;
  if (!tensor || tensor->dims.size() > 1)
    return std::nullopt;
  FailureOr<int64_t> count = tensor->getNumElements();
  FailureOr<mlir::Type> element = getElementType(tensor->type);
  if (failed(count) || *count > kMaxKnownIntegers || failed(element) || !isa<IntegerType>(*element))
    return std::nullopt;
  FailureOr<ElementsAttr> elements = getElements(fileLoc, *tensor);
  if (failed(elements))
    return std::nullopt;
  IntegerContents result;
  result.isScalar = tensor->dims.empty();
  result.elementType = *element;
  auto dense = dyn_cast<DenseElementsAttr>(*elements);
  if (auto resource = dyn_cast<DenseResourceElementsAttr>(*elements)) {
    ArrayRef<char> bytes = resource.getRawHandle().getBlob()->getData();
    unsigned width = getByteWidth(tensor->type);
    bool isUnsigned = cast<IntegerType>(*element).isUnsigned() || cast<IntegerType>(*element).getWidth() == 1;
    for (size_t i = 0; i < bytes.size(); i += width) {
      uint64_t bits = 0;
      std::memcpy(&bits, bytes.data() + i, width);
      int64_t number = isUnsigned ? static_cast<int64_t>(bits) : llvm::SignExtend64(bits, 8 * width);
      result.elements.push_back(sym::ExprAttr::getConstant(context, number));
    }
    return result;
  }
  bool isUnsigned = cast<IntegerType>(*element).isUnsigned() || element->isInteger(1);
  for (const APInt &number : dense.getValues<APInt>())
    result.elements.push_back(sym::ExprAttr::getConstant(
        context, isUnsigned ? static_cast<int64_t>(number.getZExtValue()) : number.getSExtValue()));
  return result;
}

FailureOr<Value> GraphImporter::materialize(Location loc, ImportedValue &value) {
  if (value.value)
    return value.value;
  auto addConstant = [&](ElementsAttr elements, Location where) {
    OpBuilder::InsertionGuard guard(builder);
    if (lastConstant)
      builder.setInsertionPointAfter(lastConstant);
    else
      builder.setInsertionPointToStart(&function.getBody().front());
    auto op = relax::ConstantOp::create(builder, where, elements);
    lastConstant = op;
    return op.getResult();
  };
  if (value.initializer) {
    FailureOr<ElementsAttr> elements = getElements(loc, *value.initializer);
    if (failed(elements))
      return failure();
    Location where = value.initializer->name.empty()
                         ? loc
                         : Location(NameLoc::get(StringAttr::get(context, value.initializer->name), fileLoc));
    return value.value = addConstant(*elements, where);
  }
  const IntegerContents &known = *value.integers;
  SmallVector<int64_t> dims;
  if (!known.isScalar)
    dims.push_back(known.elements.size());
  if (llvm::all_of(known.elements, [](sym::ExprAttr e) { return e.getConstantValue().has_value(); })) {
    auto type = RankedTensorType::get(dims, known.elementType);
    SmallVector<mlir::Attribute> numbers;
    for (sym::ExprAttr e : known.elements)
      if (auto integer = dyn_cast<IntegerType>(known.elementType))
        numbers.push_back(IntegerAttr::get(integer, APInt(integer.getWidth(), *e.getConstantValue(), true, true)));
      else
        numbers.push_back(
            FloatAttr::get(known.elementType, static_cast<double>(*e.getConstantValue()) / known.denominator));
    return value.value = addConstant(DenseElementsAttr::get(type, numbers), loc);
  }
  static const NodeProto none;
  NodeImporter importer(*this, builder, loc, none, 0);
  FailureOr<SmallVector<Value>> ints = importer.symInts(known.elements);
  if (failed(ints))
    return failure();
  FailureOr<Value> result = importer.createNamed("relax.ints_to_tensor", *ints);
  if (succeeded(result) && known.isScalar)
    result = importer.reshape(*result, {});
  if (succeeded(result))
    result = importer.cast(*result, known.elementType);
  if (succeeded(result) && known.denominator != 1) {
    FailureOr<Value> divisor = importer.scalar(static_cast<double>(known.denominator), known.elementType);
    result = failed(divisor) ? divisor : importer.createNamed("relax.divide", {*result, *divisor});
  }
  return result;
}

//===----------------------------------------------------------------------===//
// Nodes
//===----------------------------------------------------------------------===//

Location GraphImporter::getNodeLocation(const NodeProto &node, size_t index) {
  std::string name = "node \"" + (node.name.empty() ? "#" + std::to_string(index) : node.name.str()) + "\" (" +
                     node.opType.str() + ")";
  return NameLoc::get(StringAttr::get(context, name), fileLoc);
}

/// A TypeProto of what is known about a value, for bodies that depend on it; empty if that is nothing.
static std::string encodeType(const ImportedValue *value, GraphImporter &graph) {
  if (!value)
    return "";
  mlir::Type element;
  std::optional<SmallVector<int64_t>> dims;
  if (value->value) {
    auto type = dyn_cast<relax::TensorType>(value->value.getType());
    if (!type)
      return "";
    element = type.getElementType();
    if (type.hasRank()) {
      dims.emplace();
      for (sym::ExprAttr dim : type.getShape())
        dims->push_back(dim && dim.getConstantValue() ? *dim.getConstantValue() : -1);
    }
  } else if (value->initializer) {
    dims = llvm::to_vector(ArrayRef<int64_t>(value->initializer->dims));
    FailureOr<mlir::Type> type = graph.getElementType(value->initializer->type);
    if (failed(type))
      return "";
    element = *type;
  } else if (value->integers) {
    element = value->integers->elementType;
    dims.emplace();
    if (!value->integers->isScalar)
      dims->push_back(value->integers->elements.size());
  }
  int64_t code = 0;
  for (int64_t candidate = 1; candidate <= 20 && element; ++candidate)
    if (FailureOr<mlir::Type> type = graph.getElementType(static_cast<DataType>(candidate));
        succeeded(type) && *type == element)
      code = candidate;
  if (code == 0)
    return "";
  auto addVarint = [](std::string &out, uint64_t number) {
    for (; number >= 0x80; number >>= 7)
      out += static_cast<char>(number | 0x80);
    out += static_cast<char>(number);
  };
  auto addMessage = [&](std::string &out, char tag, const std::string &inner) {
    out += tag;
    addVarint(out, inner.size());
    out += inner;
  };
  std::string tensor = "\x08", shape;
  addVarint(tensor, code);
  if (dims) {
    for (int64_t dim : *dims) {
      std::string inner;
      if (dim >= 0) {
        inner = "\x08";
        addVarint(inner, dim);
      }
      addMessage(shape, 0x0a, inner);
    }
    addMessage(tensor, 0x12, shape);
  }
  std::string type;
  addMessage(type, 0x0a, tensor);
  return type;
}

LogicalResult GraphImporter::expand(const NodeProto &node, NodeImporter &importer, StringRef body,
                                    const OperatorSets &sets) {
  if (expansionDepth >= kMaxExpansionDepth)
    return importer.error() << "functions must nest at most " << kMaxExpansionDepth << " deep";
  const std::string &bytes = bodyBytes.emplace_back(body.str());
  FunctionProto &function = bodies.emplace_back();
  if (std::optional<std::string> why = parseFunction(bytes, function))
    return importer.error() << "the body of the operator cannot be read: " << *why;
  // A body sees its formal inputs and nothing around the call.
  Scope scope;
  for (auto [index, formal] : llvm::enumerate(function.inputs))
    if (importer.hasInput(index)) {
      FailureOr<ImportedValue *> actual = importer.input(index);
      if (failed(actual))
        return failure();
      scope.values[formal] = **actual;
    }
  OperatorSets inner = sets;
  for (const OperatorSet &set : function.operatorSets)
    inner[set.domain] = set.version;
  Scope *outer = current;
  ++expansionDepth;
  LogicalResult result = importNodes(function.nodes, scope, inner);
  --expansionDepth;
  current = outer;
  if (failed(result))
    return failure();
  for (auto [index, formal] : llvm::enumerate(function.outputs)) {
    if (!importer.hasOutput(index))
      continue;
    ImportedValue *value = scope.lookup(formal);
    if (!value)
      return importer.error() << "the body of the operator does not define its output '" << formal << "'";
    if (failed(importer.setOutput(index, *value)))
      return failure();
  }
  return success();
}

LogicalResult GraphImporter::importNode(const NodeProto &node, size_t index, const OperatorSets &sets) {
  Location loc = getNodeLocation(node, index);
  auto set = sets.find(node.domain);
  int64_t version = set == sets.end() ? 0 : set->second;
  NodeImporter importer(*this, builder, loc, node, version);
  auto function = functions.find((node.domain + "\n" + node.opType).str());
  if (set == sets.end() && function == functions.end())
    return importer.error() << "the model imports no operators of domain '" << node.domain << "'";
  if (const Fold *fold = registry.lookupFold(node.domain, node.opType))
    if (std::optional<LogicalResult> folded = (*fold)(importer))
      return *folded;
  if (const Converter *converter = registry.lookup(node.domain, node.opType, version)) {
    if (failed((*converter)(importer)) || importer.hasFailed())
      return failure();
    for (unsigned i = 0; i != node.outputs.size(); ++i)
      if (importer.hasOutput(i) && !current->values.count(node.outputs[i]))
        return importer.error() << "output " << i << " is not supported";
    return success();
  }
  FunctionBody body;
  if (function != functions.end()) {
    body = instantiateFunction(function->second->message, node.message);
  } else {
    SmallVector<std::string> types;
    bool isKnown = true;
    for (StringRef input : node.inputs) {
      types.push_back(input.empty() ? "" : encodeType(current->lookup(input), *this));
      isKnown &= input.empty() || !types.back().empty();
    }
    // libonnx reads the types of inputs without asking whether they are there.
    if (isKnown)
      body = getSchemaFunctionBody(node.message, version, types);
  }
  if (body.status == FunctionBody::Status::Invalid)
    return importer.error() << body.message;
  if (body.status == FunctionBody::Status::None)
    return importer.error() << "operator '" << node.opType << "' of domain '"
                            << (node.domain.empty() ? "ai.onnx" : node.domain) << "' version " << version
                            << " is not supported";
  return expand(node, importer, body.function, sets);
}

LogicalResult GraphImporter::importNodes(ArrayRef<NodeProto> nodes, Scope &scope, const OperatorSets &sets) {
  current = &scope;
  for (auto [index, node] : llvm::enumerate(nodes))
    if (failed(importNode(node, index, sets)))
      return failure();
  return success();
}

LogicalResult GraphImporter::addInitializers(const GraphProto &graph, Scope &scope) {
  if (graph.hasSparseInitializers)
    return error() << "graph '" << graph.name << "': sparse initializers are not supported";
  for (const TensorProto &tensor : graph.initializers) {
    ImportedValue value;
    value.initializer = &tensor;
    if (tensor.name.empty())
      return error() << "graph '" << graph.name << "': an initializer has no name";
    if (!scope.values.try_emplace(tensor.name, value).second)
      return error() << "graph '" << graph.name << "': initializer '" << tensor.name << "' is defined twice";
  }
  return success();
}

//===----------------------------------------------------------------------===//
// The model
//===----------------------------------------------------------------------===//

/// Weakens or checks `value` so that its type can be that of a result.
FailureOr<Value> GraphImporter::finishOutput(const ValueInfo &info, Value value) {
  auto type = dyn_cast<relax::TensorType>(value.getType());
  FailureOr<mlir::Type> declared = getDeclaredType(info, /*isInput=*/false);
  if (failed(declared))
    return failure();
  auto expected = dyn_cast_or_null<relax::TensorType>(*declared);
  if (!type || !expected) {
    if (*declared && static_cast<bool>(type) != static_cast<bool>(expected))
      return error() << "output '" << info.name << "' must be " << *declared << ", got " << value.getType();
    return value;
  }
  if (type.getElementType() != expected.getElementType())
    return error() << "output '" << info.name << "' must have elements of type " << expected.getElementType()
                   << ", got " << type;
  if (!type.hasRank())
    return value;
  SmallVector<sym::ExprAttr> checkedDims = llvm::to_vector(type.getShape());
  bool isSymbolic = options.allInputsSymbolic || !options.symbolicInputs.empty();
  // What contradicts the computed shape is a mistake of whoever wrote the model: the result is right without it.
  if (!isSymbolic && expected.hasRank() && expected.getRank() != type.getRank())
    emitWarning(fileLoc) << "output '" << info.name << "' is declared with " << expected.getRank()
                         << " dimensions, but has " << type.getRank();
  if (!isSymbolic && expected.hasRank() && expected.getRank() == type.getRank())
    for (auto [index, dims] : llvm::enumerate(llvm::zip(checkedDims, expected.getShape()))) {
      auto &[dim, wanted] = dims;
      if (!wanted)
        continue;
      if (dim && sym::provablyDifferent(dim, wanted))
        emitWarning(fileLoc) << "output '" << info.name << "' is declared with dimension " << index << " equal to "
                             << wanted.str() << ", but has " << dim.str();
      else if (!dim || !dim.getConstantValue())
        dim = wanted;
    }
  if (ArrayRef(checkedDims) != type.getShape())
    value = relax::MatchCastOp::create(builder, fileLoc, type.cloneWithShape(checkedDims), value,
                                       ArrayRef<StringAttr>())
                .getResult();
  SmallVector<sym::ExprAttr> known = checkedDims;
  for (sym::ExprAttr &dim : known) {
    llvm::SetVector<StringAttr> symbols;
    if (dim)
      sym::collectSymbols(dim, symbols);
    if (!llvm::all_of(symbols, [&](StringAttr s) { return signatureSymbols.contains(s); }))
      dim = {};
  }
  if (known != checkedDims)
    value = relax::ForgetOp::create(builder, fileLoc, type.cloneWithShape(known), value);
  return value;
}

FailureOr<OwningOpRef<ModuleOp>> GraphImporter::import(const ModelProto &model) {
  OwningOpRef<ModuleOp> module = ModuleOp::create(fileLoc);
  const GraphProto &graph = model.graph;
  OperatorSets sets;
  for (const OperatorSet &set : model.operatorSets)
    if (!sets.try_emplace(set.domain, set.version).second)
      return error() << "the model imports domain '" << set.domain << "' twice";
  // Models of the first versions of the format do not say.
  if (sets.empty())
    sets[""] = 1;
  for (const FunctionProto &body : model.functions)
    functions.try_emplace((body.domain + "\n" + body.name).str(), &body);
  Scope scope;
  if (failed(addInitializers(graph, scope)))
    return failure();

  // The signature.
  SmallVector<mlir::Type> argTypes;
  SmallVector<DictionaryAttr> argAttrs;
  SmallVector<StringRef> argNames;
  llvm::StringMap<bool> seen;
  auto nameDict = [&](StringRef name) {
    return builder.getDictionaryAttr(builder.getNamedAttr(relax::FuncOp::kNameAttr, builder.getStringAttr(name)));
  };
  for (const ValueInfo &input : graph.inputs) {
    if (scope.values.count(input.name))
      continue; // an initializer is its default, or just its declaration
    if (input.name.empty() || !seen.try_emplace(input.name, true).second)
      return error() << "input '" << input.name << "' must have a name of its own";
    FailureOr<mlir::Type> type = getDeclaredType(input, /*isInput=*/true);
    if (failed(type))
      return failure();
    argTypes.push_back(*type);
    argNames.push_back(input.name);
    argAttrs.push_back(nameDict(input.name));
  }
  size_t numInputs = argTypes.size();
  if (options.keepParamsAsInputs)
    for (const TensorProto &tensor : graph.initializers) {
      ImportedValue &value = scope.values[tensor.name];
      // What may decide a shape stays a constant.
      if (getKnownIntegers(value))
        continue;
      FailureOr<ElementsAttr> elements = getElements(fileLoc, tensor);
      if (failed(elements))
        return failure();
      argTypes.push_back(relax::TensorType::getFromBuiltin(elements->getShapedType()));
      argNames.push_back(tensor.name);
      argAttrs.push_back(nameDict(tensor.name));
    }
  builder.setInsertionPointToEnd(module->getBody());
  function = relax::FuncOp::create(builder, fileLoc, "main", builder.getFunctionType(argTypes, {}));
  function.setAllArgAttrs(argAttrs);
  if (options.keepParamsAsInputs)
    function.setNumInput(numInputs);
  Block *body = builder.createBlock(&function.getBody());
  for (auto [type, name] : llvm::zip(argTypes, argNames)) {
    ImportedValue value;
    value.value = body->addArgument(type, fileLoc);
    scope.values[name] = value;
  }

  for (const std::vector<ValueInfo> *infos : {&graph.values, &graph.outputs})
    for (const ValueInfo &info : *infos)
      if (info.type.kind == TypeProto::Kind::Tensor)
        scope.declared[info.name] = &info.type;
  if (failed(importNodes(graph.nodes, scope, sets)))
    return failure();

  SmallVector<Value> results;
  SmallVector<DictionaryAttr> resultAttrs;
  current = &scope;
  for (const ValueInfo &output : graph.outputs) {
    ImportedValue *entry = scope.lookup(output.name);
    if (!entry || entry->isAbsent())
      return error() << "output '" << output.name << "' is not defined by any node";
    FailureOr<Value> value = materialize(fileLoc, *entry);
    if (succeeded(value))
      value = finishOutput(output, *value);
    if (failed(value))
      return failure();
    results.push_back(*value);
    resultAttrs.push_back(nameDict(output.name));
  }
  relax::ReturnOp::create(builder, fileLoc, results);
  function.setFunctionType(builder.getFunctionType(argTypes, ValueRange(results).getTypes()));
  function.setAllResultAttrs(resultAttrs);
  if (failed(verify(*module)))
    return failure();
  return module;
}
