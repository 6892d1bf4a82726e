//===- RelaxControlFlowOps.cpp - dataflow, if, while ----------------------===//
//
// Syntax, verification and control flow of the operations with regions.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/OperandSyntax.h"
#include "dialects/relax/Registration.h"
#include "dialects/relax/RelaxOps.h"
#include "dialects/sym/Sym.h"

using namespace mlir;
using namespace mlir::relax;

#define GET_OP_CLASSES
#include "dialects/relax/RelaxControlFlowOps.cpp.inc"

namespace mlir::relax {

void registerControlFlowOps(RelaxDialect *dialect) {
  dialect->addOperationFamily<
#define GET_OP_LIST
#include "dialects/relax/RelaxControlFlowOps.cpp.inc"
      >();
}

/// The terminator of a region of one block, null if it is of another kind or
/// missing.
template <typename TerminatorOp>
static TerminatorOp getTerminatorOf(Region &region) {
  if (!region.hasOneBlock() || region.front().empty())
    return {};
  return dyn_cast<TerminatorOp>(region.front().back());
}

// That types are equal on the edges is checked by RegionBranchOpInterface,
// before the verifiers of this file run.

//===----------------------------------------------------------------------===//
// DataflowOp
//===----------------------------------------------------------------------===//

ParseResult DataflowOp::parse(OpAsmParser &parser, OperationState &result) {
  Region *body = result.addRegion();
  if (parser.parseOptionalAttrDictWithKeyword(result.attributes) ||
      parser.parseRegion(*body))
    return failure();
  if (auto output = getTerminatorOf<OutputOp>(*body))
    result.addTypes(output.getOperandTypes());
  return success();
}

void DataflowOp::print(OpAsmPrinter &printer) {
  printer.printOptionalAttrDictWithKeyword((*this)->getAttrs());
  printer << ' ';
  printer.printRegion(getBody(), /*printEntryBlockArgs=*/true,
                      /*printBlockTerminators=*/true);
}

void DataflowOp::getAsmResultNames(OpAsmSetValueNameFn setNameFn) {
  nameSymbolResults(getResults(), setNameFn);
}

LogicalResult DataflowOp::verifyRegions() {
  if (getBody().getNumArguments() != 0)
    return emitOpError("region must have no arguments, got ")
           << getBody().getNumArguments();
  if (!getTerminatorOf<OutputOp>(getBody()))
    return emitOpError("region must end in relax.output");
  for (Operation &op : getBody().front())
    if (!isPureOperation(&op))
      return op.emitOpError("must have no memory effects in relax.dataflow");
  return success();
}

void DataflowOp::getSuccessorRegions(
    RegionBranchPoint point, SmallVectorImpl<RegionSuccessor> &regions) {
  if (point.isParent())
    regions.push_back(RegionSuccessor(&getBody()));
  else
    regions.push_back(RegionSuccessor(getOperation(), getResults()));
}

void DataflowOp::getRegionInvocationBounds(
    ArrayRef<Attribute>, SmallVectorImpl<InvocationBounds> &bounds) {
  bounds.emplace_back(1, 1);
}

//===----------------------------------------------------------------------===//
// IfOp
//===----------------------------------------------------------------------===//

void IfOp::build(OpBuilder &builder, OperationState &state, TypeRange results,
                 Value condition, ArrayRef<StringAttr> symbols) {
  state.addOperands(condition);
  state.addTypes(results);
  if (!symbols.empty())
    state.addAttribute(getSymbolsAttrName(state.name),
                       builder.getArrayAttr(SmallVector<Attribute>(
                           symbols.begin(), symbols.end())));
  OpBuilder::InsertionGuard guard(builder);
  builder.createBlock(state.addRegion());
  builder.createBlock(state.addRegion());
}

YieldOp IfOp::getThenYield() {
  return getTerminatorOf<YieldOp>(getThenRegion());
}
YieldOp IfOp::getElseYield() {
  return getTerminatorOf<YieldOp>(getElseRegion());
}

void IfOp::getAsmResultNames(OpAsmSetValueNameFn setNameFn) {
  nameSymbolResults(getResults(), setNameFn);
}

LogicalResult IfOp::verify() {
  unsigned numSymbols = getSymbols().size();
  if (numSymbols > getNumResults())
    return emitOpError("must return one '!sym.int' for each fresh symbol, got ")
           << getNumResults() << " results and " << numSymbols << " symbols";
  for (auto [index, name] :
       llvm::enumerate(getSymbols().getAsRange<StringAttr>())) {
    Type actual = getResult(getNumResults() - numSymbols + index).getType();
    Type expected = sym::IntType::get(sym::ExprAttr::getSymbol(name));
    if (actual != expected)
      return emitOpError("last results must be the '!sym.int' of the fresh "
                         "symbols in order, got ")
             << actual << " and " << expected;
  }
  return success();
}

/// Checks what one branch yields: the result types, each fresh symbol replaced
/// by the expression yielded for it.
static LogicalResult verifyBranch(IfOp op, YieldOp yield, StringRef name) {
  if (!yield)
    return op.emitOpError(name) << " must end in relax.yield";
  if (yield.getNumOperands() != op.getNumResults())
    return failure(); // RegionBranchOpInterface has said so.
  sym::Substitution fresh;
  unsigned first = op.getNumResults() - op.getSymbols().size();
  for (auto [index, symbol] :
       llvm::enumerate(op.getSymbols().getAsRange<StringAttr>())) {
    auto type =
        dyn_cast<sym::IntType>(yield.getOperand(first + index).getType());
    if (!type)
      return yield.emitOpError("must yield a '!sym.int' for fresh symbol '")
             << symbol.getValue() << "', got "
             << yield.getOperand(first + index).getType();
    fresh.try_emplace(symbol, type.getExpr());
  }
  for (auto [index, types] : llvm::enumerate(
           llvm::zip(yield.getOperandTypes(), op.getResultTypes()))) {
    auto [actual, declared] = types;
    FailureOr<Type> expected = fresh.empty() ? FailureOr<Type>(declared)
                                             : sym::substitute(declared, fresh);
    if (failed(expected))
      return yield.emitOpError("type of result ")
             << index
             << " does not fit in 64 bits in this branch: " << declared;
    if (actual != *expected)
      return yield.emitOpError(
                 "must yield the types of the results of relax.if, got ")
             << actual << " and " << *expected << " at " << index;
  }
  return success();
}

LogicalResult IfOp::verifyRegions() {
  if (failed(verifyBranch(*this, getThenYield(), "the first region")))
    return failure();
  return verifyBranch(*this, getElseYield(), "the second region");
}

void IfOp::getSuccessorRegions(RegionBranchPoint point,
                               SmallVectorImpl<RegionSuccessor> &regions) {
  if (!point.isParent()) {
    regions.push_back(RegionSuccessor(getOperation(), getResults()));
    return;
  }
  regions.push_back(RegionSuccessor(&getThenRegion()));
  regions.push_back(RegionSuccessor(&getElseRegion()));
}

void IfOp::getRegionInvocationBounds(
    ArrayRef<Attribute>, SmallVectorImpl<InvocationBounds> &bounds) {
  bounds.emplace_back(0, 1);
  bounds.emplace_back(0, 1);
}

/// Types differ where a branch yields an expression for a fresh symbol; the
/// verifier of the operation compares them.
bool IfOp::areTypesCompatible(Type, Type) { return true; }

//===----------------------------------------------------------------------===//
// WhileOp
//===----------------------------------------------------------------------===//

void WhileOp::build(OpBuilder &builder, OperationState &state,
                    TypeRange results, ValueRange inits) {
  state.addOperands(inits);
  state.addTypes(results);
  OpBuilder::InsertionGuard guard(builder);
  builder.createBlock(state.addRegion(), {}, inits.getTypes(),
                      SmallVector<Location>(inits.size(), state.location));
  builder.createBlock(state.addRegion(), {}, results,
                      SmallVector<Location>(results.size(), state.location));
}

ConditionOp WhileOp::getConditionOp() {
  return getTerminatorOf<ConditionOp>(getBefore());
}
YieldOp WhileOp::getYieldOp() { return getTerminatorOf<YieldOp>(getAfter()); }

ParseResult WhileOp::parse(OpAsmParser &parser, OperationState &result) {
  SmallVector<OpAsmParser::Argument> args;
  SmallVector<OpAsmParser::UnresolvedOperand> inits;
  Region *before = result.addRegion();
  Region *after = result.addRegion();
  OptionalParseResult assignments =
      parser.parseOptionalAssignmentList(args, inits);
  if (assignments.has_value() && failed(*assignments))
    return failure();
  FunctionType type;
  SMLoc loc = parser.getCurrentLocation();
  if (parser.parseColonType(type))
    return failure();
  result.addTypes(type.getResults());
  if (type.getNumInputs() != inits.size())
    return parser.emitError(loc,
                            "expected as many types as carried values, got ")
           << type.getNumInputs() << " and " << inits.size();
  if (parser.resolveOperands(inits, type.getInputs(), loc, result.operands))
    return failure();
  for (auto [arg, argType] : llvm::zip(args, type.getInputs()))
    arg.type = argType;
  return failure(parser.parseRegion(*before, args) ||
                 parser.parseKeyword("do") || parser.parseRegion(*after) ||
                 parser.parseOptionalAttrDictWithKeyword(result.attributes));
}

void WhileOp::print(OpAsmPrinter &printer) {
  if (!getInits().empty()) {
    printer << " (";
    llvm::interleaveComma(llvm::zip(getBefore().getArguments(), getInits()),
                          printer, [&](auto pair) {
                            printer << std::get<0>(pair) << " = "
                                    << std::get<1>(pair);
                          });
    printer << ')';
  }
  printer << " : ";
  printer.printFunctionalType(getInits().getTypes(), getResultTypes());
  printer << ' ';
  printer.printRegion(getBefore(), /*printEntryBlockArgs=*/false);
  printer << " do ";
  printer.printRegion(getAfter());
  printer.printOptionalAttrDictWithKeyword((*this)->getAttrs());
}

LogicalResult WhileOp::verifyRegions() {
  if (!getConditionOp())
    return emitOpError("the first region must end in relax.condition");
  if (!getYieldOp())
    return emitOpError("the second region must end in relax.yield");
  return success();
}

OperandRange WhileOp::getEntrySuccessorOperands(RegionSuccessor) {
  return getInits();
}

void WhileOp::getSuccessorRegions(RegionBranchPoint point,
                                  SmallVectorImpl<RegionSuccessor> &regions) {
  Operation *from = point.getTerminatorPredecessorOrNull();
  if (!from || from->getParentRegion() == &getAfter()) {
    regions.push_back(
        RegionSuccessor(&getBefore(), getBefore().getArguments()));
    return;
  }
  regions.push_back(RegionSuccessor(&getAfter(), getAfter().getArguments()));
  regions.push_back(RegionSuccessor(getOperation(), getResults()));
}

SmallVector<Region *> WhileOp::getLoopRegions() {
  return {&getBefore(), &getAfter()};
}

//===----------------------------------------------------------------------===//
// ConditionOp
//===----------------------------------------------------------------------===//

MutableOperandRange ConditionOp::getMutableSuccessorOperands(RegionSuccessor) {
  return getArgsMutable();
}

void ConditionOp::getSuccessorRegions(
    ArrayRef<Attribute>, SmallVectorImpl<RegionSuccessor> &regions) {
  auto loop = dyn_cast_or_null<WhileOp>((*this)->getParentOp());
  if (!loop)
    return;
  regions.push_back(
      RegionSuccessor(&loop.getAfter(), loop.getAfter().getArguments()));
  regions.push_back(RegionSuccessor(loop, loop.getResults()));
}

} // namespace mlir::relax
