//===- RelaxLambdaOps.cpp - functions inside functions --------------------===//
//
// Syntax and verification. All that is known of a lambda is in the type of its closure and in its region.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/RelaxLambdaOps.h"

#include "dialects/sym/Sym.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectRegistry.h"

using namespace mlir;
using namespace mlir::relax;

#define GET_OP_CLASSES
#include "dialects/relax/RelaxLambdaOps.cpp.inc"

void mlir::relax::registerLambdaOps(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *, RelaxDialect *dialect) {
    dialect->addOperationFamily<
#define GET_OP_LIST
#include "dialects/relax/RelaxLambdaOps.cpp.inc"
        >();
  });
}

void LambdaOp::build(OpBuilder &builder, OperationState &state, CallableType type) {
  state.addTypes(type);
  OpBuilder::InsertionGuard guard(builder);
  llvm::SmallVector<Type> types = {type};
  llvm::append_range(types, type.getInputs());
  builder.createBlock(state.addRegion(), {}, types, llvm::SmallVector<Location>(types.size(), state.location));
}

void LambdaOp::getAsmBlockArgumentNames(Region &region, OpAsmSetValueNameFn setNameFn) {
  if (region.getNumArguments() != 0)
    setNameFn(region.getArgument(0), "self");
}

ParseResult LambdaOp::parse(OpAsmParser &parser, OperationState &result) {
  bool pure = succeeded(parser.parseOptionalKeyword("pure"));
  llvm::SmallVector<OpAsmParser::Argument> args(1), parameters;
  llvm::SmallVector<Type> results;
  llvm::SMLoc loc = parser.getCurrentLocation();
  if (parser.parseArgument(args.front()) ||
      parser.parseArgumentList(parameters, OpAsmParser::Delimiter::Paren, /*allowType=*/true) ||
      parser.parseOptionalArrowTypeList(results))
    return failure();
  llvm::SmallVector<Type> inputs = llvm::map_to_vector(parameters, [](const auto &arg) { return arg.type; });
  CallableType type = CallableType::getChecked([&] { return parser.emitError(loc); },
                                               parser.getBuilder().getFunctionType(inputs, results), pure);
  if (!type)
    return failure();
  args.front().type = type;
  llvm::append_range(args, parameters);
  result.addTypes(type);
  Region *body = result.addRegion();
  return failure(parser.parseOptionalAttrDictWithKeyword(result.attributes) || parser.parseRegion(*body, args));
}

void LambdaOp::print(OpAsmPrinter &printer) {
  if (getSignature().getPure())
    printer << " pure";
  printer << ' ' << getSelf() << '(';
  llvm::interleaveComma(getParameters(), printer, [&](BlockArgument arg) { printer.printRegionArgument(arg); });
  printer << ')';
  printer.printOptionalArrowTypeList(getSignature().getResults());
  printer.printOptionalAttrDictWithKeyword((*this)->getAttrs());
  printer << ' ';
  printer.printRegion(getBody(), /*printEntryBlockArgs=*/false);
}

LogicalResult LambdaOp::verifyRegions() {
  if (!getBody().hasOneBlock())
    return emitOpError("body must be one block, got ") << getBody().getBlocks().size();
  Block &block = getBody().front();
  CallableType signature = getSignature();
  llvm::SmallVector<Type> expected = {signature};
  llvm::append_range(expected, signature.getInputs());
  if (block.getArgumentTypes() != TypeRange(expected))
    return emitOpError("arguments of the body must be the closure and the parameters of its signature, (")
           << expected << "), got (" << block.getArgumentTypes() << ")";
  auto terminator = block.empty() ? LambdaReturnOp() : dyn_cast<LambdaReturnOp>(block.back());
  if (!terminator)
    return emitOpError("body must end in relax.lambda_return");
  if (terminator.getOperandTypes() != TypeRange(signature.getResults()))
    return terminator.emitOpError("types must be those of the lambda's results, (")
           << signature.getResults() << "), got (" << terminator.getOperandTypes() << ")";
  if (signature.getPure())
    for (Operation &op : block) {
      // What isPureOperation of RelaxOps.h says, which this family stands below.
      if (isMemoryEffectFree(&op))
        continue;
      auto effects = getEffectsRecursively(&op);
      if (effects && llvm::all_of(*effects, [](const MemoryEffects::EffectInstance &effect) {
            return effect.getResource() == sym::FactsResource::get();
          }))
        continue;
      return op.emitOpError("must have no memory effects in a pure lambda").attachNote(getLoc())
             << "the lambda is declared pure here";
    }
  return success();
}
