//===- TIRFunctions.cpp - tir.prim_func -----------------------------------===//
//
// Text, verifier and interfaces of kernels.
//
//===----------------------------------------------------------------------===//

#include "dialects/sym/SymbolScope.h"
#include "dialects/tir/TIR.h"
#include "mlir/Interfaces/FunctionImplementation.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace mlir::tir;

void PrimFuncOp::build(OpBuilder &builder, OperationState &state, StringRef name, TypeRange parameters,
                       ArrayRef<StringRef> names) {
  state.addAttribute(getSymNameAttrName(state.name), builder.getStringAttr(name));
  state.addAttribute(getFunctionTypeAttrName(state.name), TypeAttr::get(builder.getFunctionType(parameters, {})));
  if (!names.empty())
    state.addAttribute(getArgNamesAttrName(state.name), builder.getStrArrayAttr(names));
  Region *body = state.addRegion();
  body->push_back(new Block);
  for (Type type : parameters)
    body->front().addArgument(type, state.location);
  ensureTerminator(*body, builder, state.location);
}

ParseResult PrimFuncOp::parse(OpAsmParser &parser, OperationState &result) {
  StringAttr name;
  (void)impl::parseOptionalVisibilityKeyword(parser, result.attributes);
  if (parser.parseSymbolName(name, getSymNameAttrName(result.name), result.attributes))
    return failure();

  SmallVector<OpAsmParser::Argument> arguments;
  SmallVector<Type> resultTypes;
  SmallVector<DictionaryAttr> resultAttrs;
  bool isVariadic = false;
  SMLoc signatureLoc = parser.getCurrentLocation();
  if (function_interface_impl::parseFunctionSignatureWithArguments(parser, /*allowVariadic=*/false, arguments,
                                                                   isVariadic, resultTypes, resultAttrs))
    return failure();
  if (!resultTypes.empty())
    return parser.emitError(signatureLoc) << "kernel must have no results, got " << resultTypes.size();

  SmallVector<Type> types;
  SmallVector<StringRef> names;
  bool named = false;
  for (OpAsmParser::Argument &argument : arguments) {
    types.push_back(argument.type);
    StringRef spelled = argument.ssaName.name.drop_while([](char c) { return c == '%'; });
    // "%0" and the printer's own "%arg0" are positions, not names.
    unsigned number;
    bool position = spelled.empty() || !spelled.getAsInteger(10, number) ||
                    (spelled.starts_with("arg") && !spelled.drop_front(3).getAsInteger(10, number));
    named |= !position;
    names.push_back(spelled);
  }
  Builder &builder = parser.getBuilder();
  result.addAttribute(getFunctionTypeAttrName(result.name), TypeAttr::get(builder.getFunctionType(types, {})));

  NamedAttrList attributes;
  SMLoc attributesLoc = parser.getCurrentLocation();
  if (parser.parseOptionalAttrDictWithKeyword(attributes))
    return failure();
  for (StringRef reserved : {getSymNameAttrName(result.name).getValue(), getFunctionTypeAttrName(result.name).getValue(),
                             getSymVisibilityAttrName(result.name).getValue()})
    if (attributes.get(reserved))
      return parser.emitError(attributesLoc) << "attribute '" << reserved << "' is given by the signature";
  bool writtenNames = static_cast<bool>(attributes.get(getArgNamesAttrName(result.name)));
  result.attributes.append(attributes);
  if (named && !writtenNames)
    result.addAttribute(getArgNamesAttrName(result.name), builder.getStrArrayAttr(names));
  call_interface_impl::addArgAndResultAttrs(builder, result, arguments, resultAttrs, getArgAttrsAttrName(result.name),
                                            getResAttrsAttrName(result.name));

  Region *body = result.addRegion();
  OptionalParseResult parsed = parser.parseOptionalRegion(*body, arguments, /*enableNameShadowing=*/false);
  if (!parsed.has_value())
    return success();
  if (failed(*parsed))
    return failure();
  ensureTerminator(*body, builder, result.location);
  return success();
}

void PrimFuncOp::print(OpAsmPrinter &printer) {
  printer << ' ';
  if (std::optional<StringRef> visibility = getSymVisibility())
    printer << *visibility << ' ';
  printer.printSymbolName(getSymName());
  function_interface_impl::printFunctionSignature(printer, *this, getArgumentTypes(), /*isVariadic=*/false, {});
  // The names of the parameters are those of the printed arguments; a declaration has no arguments to carry them.
  SmallVector<StringRef> elided = {getFunctionTypeAttrName(), getSymVisibilityAttrName(), getArgAttrsAttrName(),
                                   getResAttrsAttrName()};
  if (!isExternal())
    elided.push_back(getArgNamesAttrName());
  function_interface_impl::printFunctionAttributes(printer, *this, elided);
  if (isExternal())
    return;
  printer << ' ';
  printer.printRegion(getBody(), /*printEntryBlockArgs=*/false,
                      /*printBlockTerminators=*/!getBody().front().getTerminator()->getAttrs().empty());
}

void PrimFuncOp::getAsmBlockArgumentNames(Region &region, OpAsmSetValueNameFn setName) {
  ArrayAttr names = getArgNamesAttr();
  if (!names || names.size() != region.getNumArguments())
    return;
  for (auto [name, argument] : llvm::zip_equal(names.getAsValueRange<StringAttr>(), region.getArguments()))
    setName(argument, name);
}

std::string PrimFuncOp::getParameterName(unsigned index) {
  ArrayAttr names = getArgNamesAttr();
  if (names && index < names.size())
    if (auto name = dyn_cast<StringAttr>(names[index]))
      return name.str();
  return llvm::utostr(index);
}

LogicalResult PrimFuncOp::verify() {
  if (getFunctionType().getNumResults() != 0)
    return emitOpError() << "must have no results, got " << getFunctionType().getNumResults();
  for (auto [index, type] : llvm::enumerate(getArgumentTypes()))
    if (!isa<BufferType, sym::IntType>(type) && !type.isIntOrIndexOrFloat())
      return emitOpError() << "parameter " << index << " must be a buffer, a `!sym.int` or a scalar, got " << type;
  if (ArrayAttr names = getArgNamesAttr(); names && names.size() != getNumArguments())
    return emitOpError() << "must have one name for each parameter, got " << names.size() << " names and "
                         << getNumArguments() << " parameters";
  return success();
}

LogicalResult PrimFuncOp::verifyRegions() { return sym::verifySymbolScope(*this); }

SmallVector<Type> PrimFuncOp::getDestinationPassingTypes() { return llvm::to_vector(getArgumentTypes()); }

SmallVector<StringAttr> PrimFuncOp::getKernelSymbols() {
  llvm::SetVector<StringAttr> symbols;
  auto add = [&](sym::ExprAttr expr) {
    if (StringAttr name = expr ? expr.getSymbolName() : StringAttr())
      symbols.insert(name);
  };
  for (Type type : getArgumentTypes()) {
    if (auto buffer = dyn_cast<BufferType>(type)) {
      llvm::for_each(buffer.getShape(), add);
      llvm::for_each(buffer.getStrides(), add);
    } else if (auto integer = dyn_cast<sym::IntType>(type)) {
      add(integer.getExpr());
    }
  }
  return symbols.takeVector();
}

SmallVector<StringAttr> PrimFuncOp::getSignatureSymbols() { return getKernelSymbols(); }
