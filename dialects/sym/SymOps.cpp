//===- SymOps.cpp - Text, verifiers and folders of the sym ops ------------===//

#include "dialects/sym/SymOps.h"

using namespace mlir;
using namespace mlir::sym;

#define GET_OP_CLASSES
#include "dialects/sym/SymOps.cpp.inc"
#include "dialects/sym/SymInterfaces.cpp.inc"

//===----------------------------------------------------------------------===//
// Sources: (`of` `(` %a, %b `:` type, type `)`)?
//===----------------------------------------------------------------------===//

static ParseResult parseSources(OpAsmParser &parser, OperationState &state) {
  if (failed(parser.parseOptionalKeyword("of")))
    return success();
  SmallVector<OpAsmParser::UnresolvedOperand> operands;
  SmallVector<Type> types;
  SMLoc loc = parser.getCurrentLocation();
  return failure(parser.parseLParen() || parser.parseOperandList(operands) ||
                 parser.parseColonTypeList(types) || parser.parseRParen() ||
                 parser.resolveOperands(operands, types, loc, state.operands));
}

static void printSources(OpAsmPrinter &printer, OperandRange sources) {
  if (sources.empty())
    return;
  printer << " of (" << sources << " : ";
  llvm::interleaveComma(sources.getTypes(), printer);
  printer << ')';
}

//===----------------------------------------------------------------------===//
// ValueOp
//===----------------------------------------------------------------------===//

ParseResult ValueOp::parse(OpAsmParser &parser, OperationState &state) {
  ExprAttr expr;
  Type type;
  SMLoc loc;
  if (parseExpr(parser, expr) || parseSources(parser, state) ||
      parser.parseOptionalAttrDict(state.attributes) || parser.parseColon() ||
      parser.getCurrentLocation(&loc) || parser.parseType(type))
    return failure();
  if (type != IntType::get(expr))
    return parser.emitError(loc)
           << "result type must be that of the expression, got " << type
           << " and " << IntType::get(expr);
  state.addTypes(type);
  return success();
}

void ValueOp::print(OpAsmPrinter &printer) {
  printer << ' ';
  printExpr(printer, getExpr());
  printSources(printer, getSources());
  printer.printOptionalAttrDict((*this)->getAttrs());
  printer << " : " << getResult().getType();
}

//===----------------------------------------------------------------------===//
// ToIndexOp, FromIndexOp
//===----------------------------------------------------------------------===//

OpFoldResult ToIndexOp::fold(FoldAdaptor) {
  // The symbol is the index that it was made from.
  if (auto definer = getValue().getDefiningOp<FromIndexOp>())
    return definer.getIndex();
  ExprAttr expr = cast<IntType>(getValue().getType()).getExpr();
  if (std::optional<int64_t> constant = expr.getConstantValue())
    return IntegerAttr::get(getType(), *constant);
  return {};
}

LogicalResult FromIndexOp::verify() {
  if (getSymbols().size() != 1)
    return emitOpError("must define one symbol, got ") << getSymbols().size();
  auto expected = IntType::get(
      ExprAttr::getSymbol(cast<StringAttr>(getSymbols()[0])));
  if (getResult().getType() != expected)
    return emitOpError("result type must be that of the symbol it defines, got ")
           << getResult().getType() << " and " << expected;
  return success();
}

//===----------------------------------------------------------------------===//
// AssumeOp
//===----------------------------------------------------------------------===//

ParseResult AssumeOp::parse(OpAsmParser &parser, OperationState &state) {
  ExprAttr lhs, rhs;
  Comparison comparison;
  if (parseExpr(parser, lhs) || parseComparison(parser, comparison) ||
      parseExpr(parser, rhs) || parseSources(parser, state) ||
      parser.parseOptionalAttrDict(state.attributes))
    return failure();
  Builder &builder = parser.getBuilder();
  state.addAttribute(getLhsAttrName(state.name), lhs);
  state.addAttribute(getRhsAttrName(state.name), rhs);
  state.addAttribute(
      getComparisonAttrName(state.name),
      builder.getI32IntegerAttr(static_cast<int32_t>(comparison)));
  return success();
}

void AssumeOp::print(OpAsmPrinter &printer) {
  printer << ' ';
  printExpr(printer, getLhs());
  printer << ' ' << stringifyComparison(getRelation()) << ' ';
  printExpr(printer, getRhs());
  printSources(printer, getSources());
  printer.printOptionalAttrDict(
      (*this)->getAttrs(),
      {getLhsAttrName(), getRhsAttrName(), getComparisonAttrName()});
}

LogicalResult AssumeOp::verify() {
  if (getComparison() > static_cast<uint32_t>(Comparison::le))
    return emitOpError("comparison must be 0 (==), 1 (ne), 2 (lt) or 3 (le), "
                       "got ")
           << getComparison();
  return success();
}
