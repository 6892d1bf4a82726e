//===- RelaxFunctionOps.cpp - functions, calls, closures ------------------===//
//
// Syntax and verification of relax.func; calls unify signatures
// (SignatureMatch).
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/OperandSyntax.h"
#include "dialects/relax/Registration.h"
#include "dialects/relax/RelaxOps.h"
#include "dialects/relax/SignatureMatch.h"
#include "dialects/sym/Sym.h"
#include "mlir/Interfaces/FunctionImplementation.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace mlir::relax;

#define GET_OP_CLASSES
#include "dialects/relax/RelaxFunctionOps.cpp.inc"

namespace mlir::relax {

void registerFunctionOps(RelaxDialect *dialect) {
  dialect->addOperationFamily<
#define GET_OP_LIST
#include "dialects/relax/RelaxFunctionOps.cpp.inc"
      >();
}

bool isPureOperation(Operation *op) {
  if (isMemoryEffectFree(op))
    return true;
  std::optional<SmallVector<MemoryEffects::EffectInstance>> effects =
      getEffectsRecursively(op);
  return effects &&
         llvm::all_of(
             *effects, [](const MemoryEffects::EffectInstance &effect) {
               return effect.getResource() == sym::FactsResource::get();
             });
}

//===----------------------------------------------------------------------===//
// FuncOp: names
//===----------------------------------------------------------------------===//

static StringRef getNameOf(DictionaryAttr attrs) {
  auto name = attrs ? attrs.getAs<StringAttr>(FuncOp::kNameAttr) : StringAttr();
  return name ? name.getValue() : StringRef();
}

StringRef FuncOp::getArgName(unsigned index) {
  return index < getNumArguments() ? getNameOf(getArgAttrDict(index))
                                   : StringRef();
}

StringRef FuncOp::getResultName(unsigned index) {
  return index < getNumResults() ? getNameOf(getResultAttrDict(index))
                                 : StringRef();
}

void FuncOp::getAsmBlockArgumentNames(Region &region,
                                      OpAsmSetValueNameFn setNameFn) {
  for (BlockArgument arg : region.getArguments())
    if (StringRef name = getArgName(arg.getArgNumber()); !name.empty())
      setNameFn(arg, name);
}

/// What a parameter without a name is printed as: `arg` and a number, which the
/// parser therefore takes for no name.
static bool isDefaultName(StringRef name) {
  return name.consume_front("arg") && llvm::all_of(name, llvm::isDigit);
}

/// Gives the name of the SSA value to each parameter that has no name
/// attribute.
static void addParsedNames(OpAsmParser &parser,
                           MutableArrayRef<OpAsmParser::Argument> args) {
  Builder &builder = parser.getBuilder();
  for (OpAsmParser::Argument &arg : args) {
    StringRef name = arg.ssaName.name;
    if (!name.consume_front("%") || name.empty() ||
        llvm::isDigit(name.front()) || isDefaultName(name))
      continue;
    NamedAttrList attrs(arg.attrs);
    if (!attrs.get(FuncOp::kNameAttr)) {
      attrs.set(FuncOp::kNameAttr, builder.getStringAttr(name));
      arg.attrs = attrs.getDictionary(builder.getContext());
    }
  }
}

/// The attributes of the parameters without the names that the SSA names tell.
static ArrayAttr elidePrintedNames(OpAsmPrinter &printer, FuncOp func) {
  ArrayAttr attrs = func.getArgAttrsAttr();
  if (!attrs || func.isExternal())
    return attrs;
  SmallVector<Attribute> elided(attrs.begin(), attrs.end());
  for (BlockArgument arg : func.getArguments()) {
    unsigned index = arg.getArgNumber();
    std::string printed;
    llvm::raw_string_ostream os(printed);
    printer.printOperand(arg, os);
    StringRef name = func.getArgName(index);
    if (name.empty() || printed != ("%" + name).str() || isDefaultName(name))
      continue;
    NamedAttrList list(cast<DictionaryAttr>(elided[index]));
    list.erase(FuncOp::kNameAttr);
    elided[index] = list.getDictionary(func.getContext());
  }
  return ArrayAttr::get(func.getContext(), elided);
}

//===----------------------------------------------------------------------===//
// FuncOp: syntax
//===----------------------------------------------------------------------===//

void FuncOp::build(OpBuilder &builder, OperationState &state, StringRef name,
                   FunctionType type, StringRef visibility) {
  state.addAttribute(getSymNameAttrName(state.name),
                     builder.getStringAttr(name));
  state.addAttribute(getFunctionTypeAttrName(state.name), TypeAttr::get(type));
  if (!visibility.empty())
    state.addAttribute(getSymVisibilityAttrName(state.name),
                       builder.getStringAttr(visibility));
  state.addRegion();
}

ParseResult FuncOp::parse(OpAsmParser &parser, OperationState &result) {
  Builder &builder = parser.getBuilder();
  (void)impl::parseOptionalVisibilityKeyword(parser, result.attributes);
  if (succeeded(parser.parseOptionalKeyword("pure")))
    result.addAttribute(getPureAttrName(result.name), builder.getUnitAttr());
  StringAttr name;
  SmallVector<OpAsmParser::Argument> args;
  SmallVector<Type> resultTypes;
  SmallVector<DictionaryAttr> resultAttrs;
  bool isVariadic = false;
  if (parser.parseSymbolName(name, getSymNameAttrName(result.name),
                             result.attributes) ||
      function_interface_impl::parseFunctionSignatureWithArguments(
          parser, /*allowVariadic=*/false, args, isVariadic, resultTypes,
          resultAttrs))
    return failure();
  SmallVector<Type> argTypes =
      llvm::map_to_vector(args, [](const auto &arg) { return arg.type; });
  result.addAttribute(
      getFunctionTypeAttrName(result.name),
      TypeAttr::get(builder.getFunctionType(argTypes, resultTypes)));

  NamedAttrList attributes;
  SMLoc loc = parser.getCurrentLocation();
  if (parser.parseOptionalAttrDictWithKeyword(attributes))
    return failure();
  for (StringAttr own :
       {getSymNameAttrName(result.name), getFunctionTypeAttrName(result.name),
        getSymVisibilityAttrName(result.name), getPureAttrName(result.name),
        getArgAttrsAttrName(result.name), getResAttrsAttrName(result.name)})
    if (attributes.get(own))
      return parser.emitError(loc, "attribute '")
             << own.getValue()
             << "' has a syntax of its own and must not be in the attribute "
                "dictionary";
  result.attributes.append(attributes);

  addParsedNames(parser, args);
  call_interface_impl::addArgAndResultAttrs(builder, result, args, resultAttrs,
                                            getArgAttrsAttrName(result.name),
                                            getResAttrsAttrName(result.name));
  Region *body = result.addRegion();
  loc = parser.getCurrentLocation();
  OptionalParseResult parsed =
      parser.parseOptionalRegion(*body, args, /*enableNameShadowing=*/false);
  if (!parsed.has_value())
    return success();
  if (failed(*parsed))
    return failure();
  if (body->empty())
    return parser.emitError(loc, "expected a body that ends in relax.return");
  return success();
}

void FuncOp::print(OpAsmPrinter &printer) {
  printer << ' ';
  if (StringAttr visibility = getSymVisibilityAttr())
    printer << visibility.getValue() << ' ';
  if (getPure())
    printer << "pure ";
  printer.printSymbolName(getSymName());
  call_interface_impl::printFunctionSignature(
      printer, getArgumentTypes(), elidePrintedNames(printer, *this),
      /*isVariadic=*/false, getResultTypes(), getResAttrsAttr(), &getBody(),
      /*printEmptyResult=*/false);
  function_interface_impl::printFunctionAttributes(
      printer, *this,
      {getSymVisibilityAttrName(), getPureAttrName(), getFunctionTypeAttrName(),
       getArgAttrsAttrName(), getResAttrsAttrName()});
  if (!isExternal()) {
    printer << ' ';
    printer.printRegion(getBody(), /*printEntryBlockArgs=*/false,
                        /*printBlockTerminators=*/true);
  }
}

//===----------------------------------------------------------------------===//
// FuncOp: verification
//===----------------------------------------------------------------------===//

SmallVector<StringAttr> FuncOp::getSignatureSymbols() {
  llvm::SetVector<StringAttr> symbols;
  for (Type type : getArgumentTypes())
    collectBareSymbols(type, symbols);
  return symbols.takeVector();
}

/// Names are strings, and those of parameters differ.
static LogicalResult verifyNames(FuncOp func) {
  llvm::StringMap<unsigned> indices;
  auto check = [&](DictionaryAttr attrs, StringRef kind,
                   unsigned index) -> LogicalResult {
    Attribute name = attrs ? attrs.get(FuncOp::kNameAttr) : Attribute();
    if (!name)
      return success();
    auto string = dyn_cast<StringAttr>(name);
    if (!string || string.empty())
      return func.emitOpError("name of ")
             << kind << " " << index
             << " must be a string that is not empty, got " << name;
    if (kind == "parameter")
      if (auto [entry, isNew] = indices.try_emplace(string, index); !isNew)
        return func.emitOpError("parameters must have different names, got ")
               << name << " for parameters " << entry->second << " and "
               << index;
    return success();
  };
  for (unsigned i = 0, e = func.getNumArguments(); i < e; ++i)
    if (failed(check(func.getArgAttrDict(i), "parameter", i)))
      return failure();
  for (unsigned i = 0, e = func.getNumResults(); i < e; ++i)
    if (failed(check(func.getResultAttrDict(i), "result", i)))
      return failure();
  return success();
}

LogicalResult FuncOp::verify() {
  for (auto [index, type] : llvm::enumerate(getArgumentTypes()))
    if (!isValueType(type))
      return emitOpError("parameters must be relax values, got ")
             << type << " for parameter " << index;
  for (auto [index, type] : llvm::enumerate(getResultTypes()))
    if (!isValueType(type))
      return emitOpError("results must be relax values, got ")
             << type << " for result " << index;

  SmallVector<StringAttr> defined = getSignatureSymbols();
  llvm::SmallDenseSet<StringAttr> definedSet(defined.begin(), defined.end());
  auto checkUses = [&](Type type, StringRef kind,
                       unsigned index) -> LogicalResult {
    llvm::SetVector<StringAttr> used;
    sym::collectSymbols(type, used);
    for (StringAttr symbol : used)
      if (!definedSet.contains(symbol))
        return emitOpError("each symbol in the signature must stand bare in a "
                           "dimension of a parameter or be passed as "
                           "'!sym.int', got '")
               << symbol.getValue() << "' in " << kind << " " << index << ", "
               << type;
    return success();
  };
  for (auto [index, type] : llvm::enumerate(getArgumentTypes()))
    if (failed(checkUses(type, "parameter", index)))
      return failure();
  for (auto [index, type] : llvm::enumerate(getResultTypes()))
    if (failed(checkUses(type, "result", index)))
      return failure();

  if (std::optional<uint64_t> count = getNumInput();
      count && *count > getNumArguments())
    return emitOpError("num_input must not be greater than the number of "
                       "parameters, got ")
           << *count << " and " << getNumArguments();
  return verifyNames(*this);
}

LogicalResult FuncOp::verifyRegions() {
  if (isExternal())
    return success();
  if (!getBody().hasOneBlock())
    return emitOpError("body must be one block, got ")
           << getBody().getBlocks().size();
  Block &block = getBody().front();
  if (block.empty() || !isa<ReturnOp>(block.back()))
    return emitOpError("body must end in relax.return");
  if (getPure() && !(*this)->hasAttr(kMemoryAttr))
    for (Operation &op : block)
      if (!isPureOperation(&op))
        return op.emitOpError("must have no memory effects in a pure function")
                   .attachNote(getLoc())
               << "the function is declared pure here";
  return sym::verifySymbolScope(*this);
}

//===----------------------------------------------------------------------===//
// ReturnOp
//===----------------------------------------------------------------------===//

LogicalResult ReturnOp::verify() {
  // The parent trait is checked in no particular order.
  auto func = dyn_cast_or_null<FuncOp>((*this)->getParentOp());
  if (!func)
    return success();
  ArrayRef<Type> expected = func.getResultTypes();
  if (getNumOperands() != expected.size())
    return emitOpError(
               "must return as many values as the function has results, got ")
           << getNumOperands() << " and " << expected.size();
  for (auto [index, types] :
       llvm::enumerate(llvm::zip(getOperandTypes(), expected))) {
    auto [actual, due] = types;
    if (actual != due) {
      InFlightDiagnostic diagnostic =
          emitOpError("type of value ")
          << index << " must be that of the function's result, got " << actual
          << " and " << due;
      if (isSubtype(actual, due))
        diagnostic.attachNote() << "relax.forget weakens a type";
      return diagnostic;
    }
  }
  return success();
}

//===----------------------------------------------------------------------===//
// CallOp
//===----------------------------------------------------------------------===//

/// Matches the operands of a call with the parameters of the callee.
static LogicalResult
matchOperands(CallOp call, FuncOp callee, SignatureMatch &match,
              SmallVectorImpl<ShapeCondition> *conditions) {
  for (auto [index, types] : llvm::enumerate(
           llvm::zip(callee.getArgumentTypes(), call.getArgs().getTypes())))
    if (failed(match.addEqual(std::get<0>(types), std::get<1>(types),
                              "operand " + Twine(index))))
      return failure();
  return match.solve(conditions);
}

LogicalResult CallOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  Operation *symbol =
      symbolTable.lookupNearestSymbolFrom(*this, getCalleeAttr());
  auto callee = dyn_cast_or_null<FuncOp>(symbol);
  if (!callee) {
    InFlightDiagnostic diagnostic =
        emitOpError("callee must be a relax.func of the module, got ")
        << getCalleeAttr();
    if (symbol)
      diagnostic.attachNote(symbol->getLoc())
          << "the symbol is a '" << symbol->getName() << "'";
    return diagnostic;
  }
  auto emitError = [&] {
    InFlightDiagnostic diagnostic = emitOpError();
    diagnostic.attachNote(callee.getLoc()) << "the callee is defined here";
    return diagnostic;
  };
  if (getArgs().size() != callee.getNumArguments())
    return emitError()
           << "must have as many operands as the callee has parameters, got "
           << getArgs().size() << " and " << callee.getNumArguments();
  if (getNumResults() != callee.getNumResults())
    return emitError() << "must have as many results as the callee, got "
                       << getNumResults() << " and " << callee.getNumResults();
  if (getPure() && !callee.getPure())
    return emitError() << "is marked pure, but the callee is not";
  SignatureMatch match(emitError);
  if (failed(matchOperands(*this, callee, match, nullptr)))
    return failure();
  for (auto [index, types] :
       llvm::enumerate(llvm::zip(callee.getResultTypes(), getResultTypes()))) {
    auto [declared, actual] = types;
    FailureOr<Type> expected = sym::substitute(declared, match.getBindings());
    if (failed(expected))
      return emitError() << "type of result " << index
                         << " does not fit in 64 bits at this call: "
                         << declared;
    if (*expected != actual)
      return emitError() << "type of result " << index
                         << " must be that of the callee, " << *expected
                         << ", got " << actual;
  }
  return success();
}

void CallOp::getEffects(
    SmallVectorImpl<SideEffects::EffectInstance<MemoryEffects::Effect>>
        &effects) {
  if (getPure())
    return;
  effects.emplace_back(MemoryEffects::Read::get());
  effects.emplace_back(MemoryEffects::Write::get());
}

void CallOp::getShapeConditions(SmallVectorImpl<ShapeCondition> &conditions) {
  auto callee =
      SymbolTable::lookupNearestSymbolFrom<FuncOp>(*this, getCalleeAttr());
  if (!callee || callee.getNumArguments() != getArgs().size())
    return;
  SignatureMatch match(nullptr);
  (void)matchOperands(*this, callee, match, &conditions);
}

//===----------------------------------------------------------------------===//
// Closures
//===----------------------------------------------------------------------===//

LogicalResult
MakeClosureOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  auto callee = dyn_cast_or_null<FuncOp>(
      symbolTable.lookupNearestSymbolFrom(*this, getCalleeAttr()));
  if (!callee)
    return emitOpError("callee must be a relax.func of the module, got ")
           << getCalleeAttr();
  auto emitError = [&] {
    InFlightDiagnostic diagnostic = emitOpError();
    diagnostic.attachNote(callee.getLoc()) << "the callee is defined here";
    return diagnostic;
  };
  unsigned numCaptured = getCaptured().size(),
           numParams = callee.getNumArguments();
  if (numCaptured > numParams)
    return emitError() << "must capture at most as many values as the callee "
                          "has parameters, got "
                       << numCaptured << " and " << numParams;

  unsigned numRemaining = numParams - numCaptured;
  for (auto [index, value] : llvm::enumerate(getCaptured())) {
    // Symbols of the callee mean nothing here: only what is constant can be
    // compared.
    Type param = callee.getArgumentTypes()[numRemaining + index];
    std::string why;
    Type closed = closeType(param);
    bool fits =
        closed ? !provablyDisjoint(closed, value.getType(), &why)
               : isa<sym::IntType>(param) == isa<sym::IntType>(value.getType());
    if (!fits)
      return emitError() << "captured value " << index
                         << " must fit the parameter: "
                         << (why.empty()
                                 ? std::string(
                                       "the type of one of them is '!sym.int'")
                                 : why);
  }

  SmallVector<Type> inputs, results;
  for (Type type : callee.getArgumentTypes().take_front(numRemaining))
    inputs.push_back(closeType(type));
  for (Type type : callee.getResultTypes())
    results.push_back(closeType(type));
  if (llvm::is_contained(inputs, Type()) || llvm::is_contained(results, Type()))
    return emitError() << "a remaining parameter or result must not be a "
                          "symbolic integer: a closed type cannot say it";
  auto closed = CallableType::get(
      FunctionType::get(getContext(), inputs, results), callee.getPure());
  if (!isSubtype(closed, getResult().getType()))
    return emitError() << "result type must be the closed type of the callee, "
                       << closed << ", or above it, got "
                       << getResult().getType();
  return success();
}

/// What both invocations require.
template <typename InvokeOp>
static LogicalResult verifyInvocation(InvokeOp op) {
  auto type = dyn_cast<CallableType>(op.getClosure().getType());
  if (!type) {
    for (auto [index, result] : llvm::enumerate(op.getResultTypes()))
      if (!isa<ObjectType>(result))
        return op.emitOpError("results of a closure of unknown signature must "
                              "be '!relax.object', got ")
               << result << " for result " << index;
    return success();
  }
  if (op.getArgs().getTypes() != type.getInputs())
    return op.emitOpError(
               "types of the arguments must be those of the closure, (")
           << type.getInputs() << "), got (" << op.getArgs().getTypes() << ")";
  if (op.getResultTypes() != type.getResults())
    return op.emitOpError(
               "types of the results must be those of the closure, (")
           << type.getResults() << "), got (" << op.getResultTypes() << ")";
  return success();
}

LogicalResult InvokeClosureOp::verify() { return verifyInvocation(*this); }

LogicalResult InvokePureClosureOp::verify() {
  if (auto type = dyn_cast<CallableType>(getClosure().getType());
      type && !type.getPure())
    return emitOpError("must have a pure closure, got ") << type;
  return verifyInvocation(*this);
}

} // namespace mlir::relax
