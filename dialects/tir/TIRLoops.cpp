//===- TIRLoops.cpp - loops and blocks ------------------------------------===//
//
// Text, verifiers and interfaces of tir.for, tir.block and tir.init.
//
//===----------------------------------------------------------------------===//

#include "dialects/tir/ExtentSyntax.h"
#include "dialects/tir/TIR.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;
using namespace mlir::tir;

bool tir::isThreadName(StringRef thread) {
  return llvm::StringSwitch<bool>(thread)
      .Cases({"blockIdx.x", "blockIdx.y", "blockIdx.z", "threadIdx.x", "threadIdx.y", "threadIdx.z"}, true)
      .Cases({"vthread.x", "vthread.y", "vthread.z", "vthread"}, true)
      .Default(false);
}

static bool hasAnnotatedTerminator(Region &body) { return !body.front().getTerminator()->getAttrs().empty(); }

static ParseResult parseBody(OpAsmParser &parser, OperationState &result, ArrayRef<OpAsmParser::Argument> arguments,
                             function_ref<void(Region &)> ensureTerminator) {
  Region *body = result.addRegion();
  SMLoc loc = parser.getCurrentLocation();
  if (parser.parseRegion(*body, arguments))
    return failure();
  if (!body->empty() && !body->hasOneBlock())
    return parser.emitError(loc, "body must be a single block");
  ensureTerminator(*body);
  return success();
}

//===----------------------------------------------------------------------===//
// ForOp
//===----------------------------------------------------------------------===//

static OpFoldResult getBound(IntegerAttr literal, Value value) {
  if (literal)
    return IntegerAttr::get(IndexType::get(literal.getContext()), literal.getInt());
  return value;
}

OpFoldResult ForOp::getLowerBound() { return getBound(getStaticLowerAttr(), getLower()); }
OpFoldResult ForOp::getUpperBound() { return getBound(getStaticUpperAttr(), getUpper()); }

static IntegerAttr literalOf(OpFoldResult bound) {
  if (auto attr = dyn_cast_if_present<Attribute>(bound))
    return Builder(attr.getContext()).getI64IntegerAttr(cast<IntegerAttr>(attr).getInt());
  return {};
}

void ForOp::setLowerBound(OpFoldResult bound) {
  setStaticLowerAttr(literalOf(bound));
  getLowerMutable().clear();
  if (auto value = dyn_cast_if_present<Value>(bound))
    getLowerMutable().assign(value);
}

void ForOp::setUpperBound(OpFoldResult bound) {
  setStaticUpperAttr(literalOf(bound));
  getUpperMutable().clear();
  if (auto value = dyn_cast_if_present<Value>(bound))
    getUpperMutable().assign(value);
}

void ForOp::build(OpBuilder &builder, OperationState &state, OpFoldResult lower, OpFoldResult upper, ForKind kind,
                  StringRef thread, int64_t step) {
  auto &properties = state.getOrAddProperties<Properties>();
  properties.static_lower = literalOf(lower);
  properties.static_upper = literalOf(upper);
  properties.step = builder.getI64IntegerAttr(step);
  properties.kind = ForKindAttr::get(builder.getContext(), kind);
  if (!thread.empty())
    properties.thread = builder.getStringAttr(thread);
  auto addBound = [&](OpFoldResult bound) -> int32_t {
    auto value = dyn_cast_if_present<Value>(bound);
    if (value)
      state.addOperands(value);
    return value ? 1 : 0;
  };
  properties.operandSegmentSizes[0] = addBound(lower);
  properties.operandSegmentSizes[1] = addBound(upper);
  Region *body = state.addRegion();
  body->push_back(new Block);
  body->front().addArgument(builder.getIndexType(), state.location);
  ensureTerminator(*body, builder, state.location);
}

/// `tir.for` kind? thread? %i `=` bound `to` bound (`step` integer)? attributes? region
ParseResult ForOp::parse(OpAsmParser &parser, OperationState &result) {
  Builder &builder = parser.getBuilder();
  SMLoc kindLoc = parser.getCurrentLocation();
  StringRef kindName;
  ForKind kind = ForKind::Serial;
  if (succeeded(parser.parseOptionalKeyword(&kindName))) {
    std::optional<ForKind> known = symbolizeForKind(kindName);
    if (!known)
      return parser.emitError(kindLoc) << "expected 'serial', 'parallel', 'vectorized', 'unrolled' or 'thread_binding', got '"
                                       << kindName << "'";
    kind = *known;
    std::string thread;
    if (kind == ForKind::ThreadBinding) {
      if (parser.parseString(&thread))
        return failure();
      result.addAttribute(getThreadAttrName(result.name), builder.getStringAttr(thread));
    }
  }
  OpAsmParser::Argument variable;
  SmallVector<Value> operands;
  int64_t lower, upper, step = 1;
  if (parser.parseArgument(variable) || parser.parseEqual() || parseExtent(parser, operands, lower) ||
      parser.parseKeyword("to"))
    return failure();
  int32_t lowerOperands = operands.size();
  if (parseExtent(parser, operands, upper))
    return failure();
  if (succeeded(parser.parseOptionalKeyword("step")) && parser.parseInteger(step))
    return failure();
  if (parser.parseOptionalAttrDictWithKeyword(result.attributes))
    return failure();
  if (!ShapedType::isDynamic(lower))
    result.addAttribute(getStaticLowerAttrName(result.name), builder.getI64IntegerAttr(lower));
  if (!ShapedType::isDynamic(upper))
    result.addAttribute(getStaticUpperAttrName(result.name), builder.getI64IntegerAttr(upper));
  result.addAttribute(getStepAttrName(result.name), builder.getI64IntegerAttr(step));
  result.addAttribute(getKindAttrName(result.name), ForKindAttr::get(builder.getContext(), kind));
  result.addAttribute("operandSegmentSizes",
                      builder.getDenseI32ArrayAttr(
                          {lowerOperands, static_cast<int32_t>(operands.size()) - lowerOperands}));
  result.addOperands(operands);
  variable.type = builder.getIndexType();
  return parseBody(parser, result, variable,
                   [&](Region &body) { ensureTerminator(body, builder, result.location); });
}

void ForOp::print(OpAsmPrinter &printer) {
  if (getKind() != ForKind::Serial)
    printer << ' ' << stringifyForKind(getKind());
  if (getThreadAttr())
    printer << ' ' << getThreadAttr();
  printer << ' ' << getLoopVariable() << " = ";
  printExtent(printer, getLowerBound());
  printer << " to ";
  printExtent(printer, getUpperBound());
  if (getStep() != 1)
    printer << " step " << getStep();
  printer.printOptionalAttrDictWithKeyword((*this)->getDiscardableAttrDictionary().getValue());
  printer << ' ';
  printer.printRegion(getBody(), /*printEntryBlockArgs=*/false, hasAnnotatedTerminator(getBody()));
}

void ForOp::getAsmBlockArgumentNames(Region &region, OpAsmSetValueNameFn setName) {
  if (region.getNumArguments() == 1)
    setName(region.getArgument(0), "i");
}

LogicalResult ForOp::verify() {
  auto verifyBound = [&](StringRef which, IntegerAttr literal, Value value) -> LogicalResult {
    if (static_cast<bool>(literal) == static_cast<bool>(value))
      return emitOpError() << which << " bound must be either a literal or an operand, got "
                           << (literal ? "both" : "neither");
    return success();
  };
  if (failed(verifyBound("lower", getStaticLowerAttr(), getLower())) ||
      failed(verifyBound("upper", getStaticUpperAttr(), getUpper())))
    return failure();
  if (getStep() <= 0)
    return emitOpError() << "step must be positive, got " << getStep();
  if (getKind() == ForKind::ThreadBinding) {
    if (!getThread())
      return emitOpError() << "of kind 'thread_binding' must name a thread";
    if (!isThreadName(*getThread()))
      return emitOpError() << "thread must be blockIdx, threadIdx or vthread with .x, .y or .z, got '" << *getThread()
                           << "'";
  } else if (getThread()) {
    return emitOpError() << "of kind '" << stringifyForKind(getKind()) << "' must not name a thread, got '"
                         << *getThread() << "'";
  }
  return success();
}

LogicalResult ForOp::verifyRegions() {
  if (getBody().getNumArguments() != 1 || !getBody().getArgument(0).getType().isIndex())
    return emitOpError() << "body must have one argument of type `index`";
  return success();
}

SmallVector<Region *> ForOp::getLoopRegions() { return {&getBody()}; }
std::optional<SmallVector<Value>> ForOp::getLoopInductionVars() { return SmallVector<Value>{getLoopVariable()}; }

// Upstream's clients expect bounds of type `index`; a bound that is a `!sym.int` is not told.
static std::optional<SmallVector<OpFoldResult>> indexBound(OpFoldResult bound) {
  auto value = dyn_cast_if_present<Value>(bound);
  if (value && !value.getType().isIndex())
    return std::nullopt;
  return SmallVector<OpFoldResult>{bound};
}
std::optional<SmallVector<OpFoldResult>> ForOp::getLoopLowerBounds() { return indexBound(getLowerBound()); }
std::optional<SmallVector<OpFoldResult>> ForOp::getLoopUpperBounds() { return indexBound(getUpperBound()); }
std::optional<SmallVector<OpFoldResult>> ForOp::getLoopSteps() {
  return SmallVector<OpFoldResult>{Builder(getContext()).getIndexAttr(getStep())};
}

//===----------------------------------------------------------------------===//
// BlockOp
//===----------------------------------------------------------------------===//

IterKind BlockOp::getIterKind(unsigned iter) { return cast<IterKindAttr>(getKinds()[iter]).getValue(); }

SmallVector<OpFoldResult> BlockOp::getMixedLowers() {
  return mixExtents(getContext(), getStaticLowers(), getLowers());
}
SmallVector<OpFoldResult> BlockOp::getMixedUppers() {
  return mixExtents(getContext(), getStaticUppers(), getUppers());
}

bool BlockOp::hasReduction() {
  return llvm::any_of(getKinds().getAsRange<IterKindAttr>(),
                      [](IterKindAttr kind) { return kind.getValue() == IterKind::Reduce; });
}

InitOp BlockOp::getInit() {
  auto inits = getBody().front().getOps<InitOp>();
  return inits.empty() ? InitOp() : *inits.begin();
}

void BlockOp::build(OpBuilder &builder, OperationState &state, StringRef name, ArrayRef<IterKind> kinds,
                    ArrayRef<OpFoldResult> lowers, ArrayRef<OpFoldResult> uppers, ValueRange bindings,
                    Value predicate) {
  auto &properties = state.getOrAddProperties<Properties>();
  properties.block_name = builder.getStringAttr(name);
  SmallVector<Attribute> kindAttrs;
  for (IterKind kind : kinds)
    kindAttrs.push_back(IterKindAttr::get(builder.getContext(), kind));
  properties.kinds = builder.getArrayAttr(kindAttrs);
  SmallVector<int64_t> staticLowers, staticUppers;
  SmallVector<Value> lowerOperands, upperOperands;
  splitExtents(lowers, staticLowers, lowerOperands);
  splitExtents(uppers, staticUppers, upperOperands);
  properties.static_lowers = builder.getDenseI64ArrayAttr(staticLowers);
  properties.static_uppers = builder.getDenseI64ArrayAttr(staticUppers);
  state.addOperands(lowerOperands);
  state.addOperands(upperOperands);
  state.addOperands(bindings);
  if (predicate)
    state.addOperands(predicate);
  int32_t sizes[] = {static_cast<int32_t>(lowerOperands.size()), static_cast<int32_t>(upperOperands.size()),
                     static_cast<int32_t>(bindings.size()), predicate ? 1 : 0};
  llvm::copy(sizes, properties.operandSegmentSizes.begin());
  Region *body = state.addRegion();
  body->push_back(new Block);
  for (size_t i = 0; i < kinds.size(); ++i)
    body->front().addArgument(builder.getIndexType(), state.location);
  ensureTerminator(*body, builder, state.location);
}

/// `tir.block` string (`iters` `(` (%v `:` kind `[` bound `,` bound `)` `=` value)* `)`)? (`where` value)? attributes? region
ParseResult BlockOp::parse(OpAsmParser &parser, OperationState &result) {
  Builder &builder = parser.getBuilder();
  Type indexType = builder.getIndexType();
  StringAttr name;
  if (parser.parseAttribute(name, builder.getNoneType(), getBlockNameAttrName(result.name), result.attributes))
    return failure();

  SmallVector<OpAsmParser::Argument> variables;
  SmallVector<Attribute> kinds;
  SmallVector<int64_t> staticLowers, staticUppers;
  SmallVector<Value> lowers, uppers, bindings, predicate;
  auto parseIter = [&]() -> ParseResult {
    StringRef kindName;
    OpAsmParser::UnresolvedOperand binding;
    if (parser.parseArgument(variables.emplace_back()) || parser.parseColon())
      return failure();
    variables.back().type = indexType;
    SMLoc kindLoc = parser.getCurrentLocation();
    if (parser.parseKeyword(&kindName))
      return failure();
    std::optional<IterKind> kind = symbolizeIterKind(kindName);
    if (!kind)
      return parser.emitError(kindLoc) << "expected 'spatial', 'reduce' or 'opaque', got '" << kindName << "'";
    kinds.push_back(IterKindAttr::get(builder.getContext(), *kind));
    return failure(parser.parseLSquare() || parseExtent(parser, lowers, staticLowers.emplace_back()) ||
                   parser.parseComma() || parseExtent(parser, uppers, staticUppers.emplace_back()) ||
                   parser.parseRParen() || parser.parseEqual() || parser.parseOperand(binding) ||
                   parser.resolveOperand(binding, indexType, bindings));
  };
  if (succeeded(parser.parseOptionalKeyword("iters")) &&
      parser.parseCommaSeparatedList(OpAsmParser::Delimiter::Paren, parseIter))
    return failure();
  if (succeeded(parser.parseOptionalKeyword("where"))) {
    OpAsmParser::UnresolvedOperand condition;
    if (parser.parseOperand(condition) || parser.resolveOperand(condition, builder.getI1Type(), predicate))
      return failure();
  }
  if (parser.parseOptionalAttrDictWithKeyword(result.attributes))
    return failure();
  result.addAttribute(getKindsAttrName(result.name), builder.getArrayAttr(kinds));
  result.addAttribute(getStaticLowersAttrName(result.name), builder.getDenseI64ArrayAttr(staticLowers));
  result.addAttribute(getStaticUppersAttrName(result.name), builder.getDenseI64ArrayAttr(staticUppers));
  SmallVector<int32_t> sizes;
  for (ArrayRef<Value> group : {ArrayRef<Value>(lowers), ArrayRef<Value>(uppers), ArrayRef<Value>(bindings),
                                ArrayRef<Value>(predicate)}) {
    result.addOperands(group);
    sizes.push_back(group.size());
  }
  result.addAttribute("operandSegmentSizes", builder.getDenseI32ArrayAttr(sizes));
  return parseBody(parser, result, variables,
                   [&](Region &body) { ensureTerminator(body, builder, result.location); });
}

void BlockOp::print(OpAsmPrinter &printer) {
  printer << ' ' << getBlockNameAttr();
  if (getNumIters()) {
    printer << " iters(";
    SmallVector<OpFoldResult> lowers = getMixedLowers(), uppers = getMixedUppers();
    llvm::interleaveComma(llvm::seq<unsigned>(0, getNumIters()), printer, [&](unsigned i) {
      printer << getIter(i) << ": " << stringifyIterKind(getIterKind(i)) << " [";
      printExtent(printer, lowers[i]);
      printer << ", ";
      printExtent(printer, uppers[i]);
      printer << ") = " << getBindings()[i];
    });
    printer << ')';
  }
  if (getPredicate())
    printer << " where " << getPredicate();
  printer.printOptionalAttrDictWithKeyword((*this)->getDiscardableAttrDictionary().getValue());
  printer << ' ';
  printer.printRegion(getBody(), /*printEntryBlockArgs=*/false, hasAnnotatedTerminator(getBody()));
}

void BlockOp::getAsmBlockArgumentNames(Region &region, OpAsmSetValueNameFn setName) {
  for (BlockArgument argument : region.getArguments())
    setName(argument, "v");
}

LogicalResult BlockOp::verify() {
  size_t iters = getNumIters();
  if (getStaticLowers().size() != iters || getStaticUppers().size() != iters || getBindings().size() != iters)
    return emitOpError() << "must have a lower bound, an upper bound and a binding for each of its " << iters
                         << " iteration variables, got " << getStaticLowers().size() << ", "
                         << getStaticUppers().size() << " and " << getBindings().size();
  auto verifyOperands = [&](StringRef which, ArrayRef<int64_t> statics, size_t operands) -> LogicalResult {
    if (countDynamic(statics) != static_cast<int64_t>(operands))
      return emitOpError() << "must have one operand for each " << which << " bound that is no literal, got "
                           << operands << " operands and " << countDynamic(statics) << " such bounds";
    return success();
  };
  if (failed(verifyOperands("lower", getStaticLowers(), getLowers().size())) ||
      failed(verifyOperands("upper", getStaticUppers(), getUppers().size())))
    return failure();
  for (size_t i = 0; i < iters; ++i) {
    int64_t lower = getStaticLowers()[i], upper = getStaticUppers()[i];
    if (!ShapedType::isDynamic(lower) && !ShapedType::isDynamic(upper) && lower > upper)
      return emitOpError() << "domain of iteration variable " << i << " must not end before it begins, got [" << lower
                           << ", " << upper << ")";
  }
  return success();
}

LogicalResult BlockOp::verifyRegions() {
  if (getBody().getNumArguments() != getNumIters() ||
      !llvm::all_of(getBody().getArgumentTypes(), [](Type type) { return type.isIndex(); }))
    return emitOpError() << "body must have one argument of type `index` for each of its " << getNumIters()
                         << " iteration variables";
  auto inits = getBody().front().getOps<InitOp>();
  if (inits.empty())
    return success();
  if (!hasReduction())
    return (*inits.begin())->emitOpError() << "must stand in a block that has a reduce variable";
  if (!llvm::hasSingleElement(inits))
    return emitOpError() << "must have at most one 'tir.init'";
  return success();
}

//===----------------------------------------------------------------------===//
// InitOp
//===----------------------------------------------------------------------===//

LogicalResult InitOp::verifyRegions() {
  if (getBody().getNumArguments() != 0)
    return emitOpError() << "body must have no arguments, got " << getBody().getNumArguments();
  auto block = cast<BlockOp>((*this)->getParentOp());
  for (unsigned i = 0, e = std::min<unsigned>(block.getNumIters(), block.getBody().getNumArguments()); i < e; ++i) {
    if (block.getIterKind(i) != IterKind::Reduce)
      continue;
    for (Operation *user : block.getIter(i).getUsers())
      if ((*this)->isAncestor(user))
        return user->emitOpError() << "in 'tir.init' must not use reduce variable " << i << " of block '"
                                   << block.getBlockName() << "'";
  }
  return success();
}
