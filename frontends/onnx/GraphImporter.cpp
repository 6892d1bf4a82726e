//===- GraphImporter.cpp - Graphs, names, constants -----------------------===//
//
// One pass over the nodes in the order of the file, which ONNX demands to be a
// topological one. Initializers and known integers become operations when
// somebody needs them as tensors.
//
//===----------------------------------------------------------------------===//

#include "frontends/onnx/GraphImporter.h"

#include "mlir/IR/Verifier.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace mlir::onnx;

/// Nodes that one import looks at, those of functions and of graphs in graphs counted each time. Functions that call
/// others twice each would go on for ever.
static constexpr uint64_t kMaxImportedNodes = 1 << 20;

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
  case DataType::Float:
    return mlir::Type(Float32Type::get(context));
  case DataType::Double:
    return mlir::Type(Float64Type::get(context));
  case DataType::Float16:
    return mlir::Type(Float16Type::get(context));
  case DataType::BFloat16:
    return mlir::Type(BFloat16Type::get(context));
  case DataType::Bool:
    return integer(1);
  case DataType::Int8:
    return integer(8);
  case DataType::Int16:
    return integer(16);
  case DataType::Int32:
    return integer(32);
  case DataType::Int64:
    return integer(64);
  case DataType::UInt8:
    return integer(8, true);
  case DataType::UInt16:
    return integer(16, true);
  case DataType::UInt32:
    return integer(32, true);
  case DataType::UInt64:
    return integer(64, true);
  case DataType::Float8E4M3FN:
    return mlir::Type(Float8E4M3FNType::get(context));
  case DataType::Float8E5M2:
    return mlir::Type(Float8E5M2Type::get(context));
  default:
    return failure();
  }
}

std::string GraphImporter::sanitize(StringRef name) {
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
        if (definers.try_emplace(name, Definer{size, definedSymbols.size()}).second)
          definedSymbols.push_back(name);
}

bool GraphImporter::isDefinedSince(StringAttr symbol, size_t mark) const {
  auto it = definers.find(symbol);
  return it != definers.end() && it->second.position >= mark;
}

mlir::Type GraphImporter::closeType(mlir::Type type, bool signatureOnly) const {
  auto tensor = dyn_cast_or_null<relax::TensorType>(type);
  if (!tensor || !tensor.hasRank())
    return type;
  SmallVector<sym::ExprAttr> dims = llvm::to_vector(tensor.getShape());
  for (sym::ExprAttr &dim : dims) {
    llvm::SetVector<StringAttr> symbols;
    if (dim)
      sym::collectSymbols(dim, symbols);
    auto isKnown = [&](StringAttr s) {
      return signatureSymbols.contains(s) || (!signatureOnly && definers.contains(s));
    };
    if (!llvm::all_of(symbols, isKnown))
      dim = {};
  }
  return tensor.cloneWithShape(dims);
}

void GraphImporter::forgetSymbols(size_t mark) {
  while (definedSymbols.size() > mark)
    definers.erase(definedSymbols.pop_back_val());
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
    if (auto definer = definers.find(symbol); definer != definers.end())
      sources.push_back(definer->second.value);
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

ContainerRef GraphImporter::getContainer(const TypeProto &type) {
  using Kind = ContainerType::Kind;
  if (type.kind != TypeProto::Kind::Sequence && type.kind != TypeProto::Kind::Optional)
    return nullptr;
  auto result = std::make_shared<ContainerType>();
  result->kind = type.kind == TypeProto::Kind::Sequence ? Kind::Sequence : Kind::Optional;
  if (!type.element)
    return result;
  result->inner = getContainer(*type.element);
  if (type.element->kind != TypeProto::Kind::Tensor)
    return result;
  FailureOr<mlir::Type> element = getElementType(type.element->elementType);
  if (failed(element))
    return result;
  result->tensor = relax::TensorType::getUnranked(context, *element);
  if (!type.element->shape)
    return result;
  // The elements of a sequence differ in sizes, whatever the model says: sizes are found out when one is taken.
  SmallVector<sym::ExprAttr> dims(type.element->shape->size());
  result->tensor = relax::TensorType::get(context, dims, *element);
  return result;
}

FailureOr<mlir::Type> GraphImporter::getDeclaredType(const ValueInfo &info, bool isInput) {
  const TypeProto &type = info.type;
  StringRef what = isInput ? "input" : "output";
  const TypeProto *inner = &type;
  while (inner->kind == TypeProto::Kind::Sequence || inner->kind == TypeProto::Kind::Optional) {
    if (!inner->element)
      return error() << what << " '" << info.name << "': the type does not say what it holds";
    inner = inner->element.get();
  }
  switch (inner->kind) {
  case TypeProto::Kind::Tensor:
    break;
  case TypeProto::Kind::None:
    if (!isInput)
      return mlir::Type();
    return error() << what << " '" << info.name << "' has no type";
  default:
    return error() << what << " '" << info.name << "': maps and sparse tensors are not supported";
  }
  FailureOr<mlir::Type> element = getElementType(inner->elementType);
  if (failed(element))
    return error() << what << " '" << info.name << "': elements of type " << stringify(inner->elementType)
                   << " are not supported";
  if (inner != &type)
    return mlir::Type(relax::ObjectType::get(context));
  if (!type.shape)
    return mlir::Type(relax::TensorType::getUnranked(context, *element));
  bool isSymbolic = isInput && (options.allInputsSymbolic || llvm::is_contained(options.symbolicInputs, info.name));
  SmallVector<sym::ExprAttr> dims;
  for (auto [index, dim] : llvm::enumerate(*type.shape)) {
    if (!dim.param.empty()) {
      dims.push_back(getNamedDim(dim.param, isInput));
    } else if (dim.value && !isSymbolic) {
      if (*dim.value < 0)
        return error() << what << " '" << info.name << "': dimension " << index << " must be zero or more, got "
                       << *dim.value;
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
// Nodes
//===----------------------------------------------------------------------===//

Location GraphImporter::getNodeLocation(const NodeProto &node, size_t index) {
  std::string name = "node \"" + (node.name.empty() ? "#" + std::to_string(index) : node.name.str()) + "\" (" +
                     node.opType.str() + ")";
  return NameLoc::get(StringAttr::get(context, name), fileLoc);
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
    if (tail->isTaken)
      return success();
    for (unsigned i = 0; i != node.outputs.size(); ++i)
      if (importer.hasOutput(i) && !current->values.count(node.outputs[i]))
        return importer.error() << "output " << i << " is not supported";
    return success();
  }
  FunctionBody body = findFunctionBody(node, version, function == functions.end() ? nullptr : function->second);
  if (body.status == FunctionBody::Status::Invalid)
    return importer.error() << body.message;
  if (body.status == FunctionBody::Status::None)
    return importer.error() << "operator '" << node.opType << "' of domain '"
                            << (node.domain.empty() ? "ai.onnx" : node.domain) << "' version " << version
                            << " is not supported";
  return expand(node, importer, body.function, sets);
}

LogicalResult GraphImporter::importNodes(ArrayRef<NodeProto> nodes, Scope &scope, const OperatorSets &sets,
                                         const std::vector<ValueInfo> *outputs) {
  SmallVector<const NodeProto *> list;
  for (const NodeProto &node : nodes)
    list.push_back(&node);
  return importNodes(list, scope, sets, outputs);
}

LogicalResult GraphImporter::importNodes(ArrayRef<const NodeProto *> nodes, Scope &scope, const OperatorSets &sets,
                                         const std::vector<ValueInfo> *outputs) {
  Tail own;
  own.outputs = outputs;
  Tail *outerTail = std::exchange(tail, &own);
  Scope *outerScope = std::exchange(current, &scope);
  const OperatorSets *outerSets = std::exchange(currentSets, &sets);
  LogicalResult result = success();
  for (auto [index, node] : llvm::enumerate(nodes)) {
    if (++numImportedNodes > kMaxImportedNodes) {
      result = emitError(getNodeLocation(*node, index))
               << "functions and graphs in graphs must stand for at most " << kMaxImportedNodes << " nodes";
      break;
    }
    own.nodes = nodes.drop_front(index + 1);
    if (failed(result = importNode(*node, index, sets)) || own.isTaken)
      break;
  }
  tail = outerTail;
  current = outerScope;
  currentSets = outerSets;
  return result;
}

void GraphImporter::addDeclarations(const GraphProto &graph, Scope &scope) {
  for (const std::vector<ValueInfo> *infos : {&graph.values, &graph.outputs})
    for (const ValueInfo &info : *infos)
      if (info.type.kind == TypeProto::Kind::Tensor)
        scope.declared[info.name] = &info.type;
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

FailureOr<SmallVector<ImportedValue>> GraphImporter::importSubgraph(NodeImporter &node, StringRef attribute,
                                                                    const GraphProto &graph,
                                                                    ArrayRef<ImportedValue> inputs) {
  if (expansionDepth >= kMaxExpansionDepth)
    return node.attributeError(attribute) << "graphs must nest at most " << kMaxExpansionDepth << " deep";
  if (graph.inputs.size() != inputs.size())
    return node.attributeError(attribute)
           << "the graph must have " << inputs.size() << " inputs, got " << graph.inputs.size();
  Scope scope;
  scope.parent = current;
  if (failed(addInitializers(graph, scope)))
    return failure();
  llvm::StringMap<bool> seen;
  for (auto [info, value] : llvm::zip(graph.inputs, inputs)) {
    if (info.name.empty() || !seen.try_emplace(info.name, true).second)
      return node.attributeError(attribute) << "input '" << info.name << "' must have a name of its own";
    scope.values[info.name] = value;
  }
  addDeclarations(graph, scope);
  ++expansionDepth;
  LogicalResult result = importNodes(graph.nodes, scope, *currentSets, &graph.outputs);
  --expansionDepth;
  if (failed(result))
    return failure();
  SmallVector<ImportedValue> outputs;
  for (const ValueInfo &info : graph.outputs) {
    ImportedValue *value = scope.lookup(info.name);
    if (!value || value->isAbsent())
      return node.attributeError(attribute) << "output '" << info.name << "' is not defined by any node";
    outputs.push_back(*value);
  }
  return outputs;
}

FailureOr<SmallVector<ImportedValue>> GraphImporter::importBranchAndTail(NodeImporter &node, StringRef attribute,
                                                                         const GraphProto &graph, bool isOnly) {
  const Tail &behind = *tail;
  if (expansionDepth >= kMaxExpansionDepth)
    return node.attributeError(attribute) << "graphs must nest at most " << kMaxExpansionDepth << " deep";
  if (!graph.inputs.empty())
    return node.attributeError(attribute) << "the graph must have 0 inputs, got " << graph.inputs.size();
  if (graph.outputs.size() != node.numOutputs())
    return node.attributeError(attribute) << "the graph must have as many outputs as the node, " << node.numOutputs()
                                          << ", got " << graph.outputs.size();
  Scope scope;
  scope.parent = current;
  if (failed(addInitializers(graph, scope)))
    return failure();
  // What the graph around declares may hold for the other branch only.
  if (isOnly)
    scope.declared = current->declared;
  addDeclarations(graph, scope);
  SmallVector<const NodeProto *> list;
  for (const NodeProto &each : graph.nodes)
    list.push_back(&each);
  for (auto [info, name] : llvm::zip(graph.outputs, node.node.outputs)) {
    if (name.empty())
      continue;
    NodeProto &bind = ownedNodes.emplace_back();
    bind.name = node.node.name;
    bind.opType = "Identity";
    bind.inputs = {info.name};
    bind.outputs = {name};
    list.push_back(&bind);
  }
  llvm::append_range(list, behind.nodes);
  ++expansionDepth;
  LogicalResult result = importNodes(list, scope, *currentSets, behind.outputs);
  --expansionDepth;
  if (failed(result))
    return failure();
  SmallVector<ImportedValue> outputs;
  for (const ValueInfo &info : *behind.outputs) {
    ImportedValue *value = scope.lookup(info.name);
    if (!value || value->isAbsent())
      return node.error() << "output '" << info.name << "' of the graph is not defined by any node";
    outputs.push_back(*value);
  }
  return outputs;
}

//===----------------------------------------------------------------------===//
// The model
//===----------------------------------------------------------------------===//

/// Weakens or checks `value` so that its type can be that of a result.
FailureOr<Value> GraphImporter::finishOutput(const ValueInfo &info, ImportedValue &entry) {
  using Kind = ContainerType::Kind;
  // An optional that a loop carries becomes what it holds, and the other way round, as the model declares it.
  ImportedValue converted = entry;
  if (info.type.kind == TypeProto::Kind::Optional && (!entry.container || entry.container->kind != Kind::Optional)) {
    FailureOr<ImportedValue> wrapped = makeOptional(fileLoc, entry);
    if (failed(wrapped))
      return failure();
    converted = *wrapped;
  } else if (info.type.kind == TypeProto::Kind::Sequence && entry.container &&
             entry.container->kind == Kind::Optional) {
    converted = getOptionalElement(fileLoc, entry);
  }
  FailureOr<Value> materialized = materialize(fileLoc, converted);
  if (failed(materialized))
    return failure();
  Value value = *materialized;
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
    value =
        relax::MatchCastOp::create(builder, fileLoc, type.cloneWithShape(checkedDims), value, ArrayRef<StringAttr>())
            .getResult();
  mlir::Type known = closeType(value.getType(), /*signatureOnly=*/true);
  if (known != value.getType())
    value = relax::ForgetOp::create(builder, fileLoc, known, value);
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
  llvm::StringMap<ContainerRef> containers;
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
    containers[input.name] = getContainer(input.type);
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
    value.container = containers.lookup(name);
    scope.values[name] = value;
  }

  addDeclarations(graph, scope);
  if (failed(importNodes(graph.nodes, scope, sets, &graph.outputs)))
    return failure();

  SmallVector<Value> results;
  SmallVector<DictionaryAttr> resultAttrs;
  current = &scope;
  for (const ValueInfo &output : graph.outputs) {
    ImportedValue *entry = scope.lookup(output.name);
    if (!entry || entry->isAbsent())
      return error() << "output '" << output.name << "' is not defined by any node";
    FailureOr<Value> value = finishOutput(output, *entry);
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
