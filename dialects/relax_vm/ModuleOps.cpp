//===- ModuleOps.cpp - relax_vm: functions, kernels, constants ------------===//

#include "dialects/relax_vm/ElementTypes.h"
#include "dialects/relax_vm/RelaxVM.h"

#include "mlir/Interfaces/FunctionImplementation.h"

using namespace mlir;
using namespace mlir::relax_vm;

#define GET_OP_CLASSES
#include "dialects/relax_vm/ModuleOps.cpp.inc"

//===----------------------------------------------------------------------===//
// FuncOp
//===----------------------------------------------------------------------===//

void FuncOp::build(OpBuilder &builder, OperationState &state, StringRef name,
                   FunctionType type) {
  state.addAttribute(SymbolTable::getSymbolAttrName(),
                     builder.getStringAttr(name));
  state.addAttribute(getFunctionTypeAttrName(state.name), TypeAttr::get(type));
  Region *body = state.addRegion();
  Block &entry = body->emplaceBlock();
  for (Type input : type.getInputs())
    entry.addArgument(input, state.location);
}

ParseResult FuncOp::parse(OpAsmParser &parser, OperationState &result) {
  auto buildType = [](Builder &builder, ArrayRef<Type> inputs,
                      ArrayRef<Type> results,
                      function_interface_impl::VariadicFlag, std::string &) {
    return builder.getFunctionType(inputs, results);
  };
  return function_interface_impl::parseFunctionOp(
      parser, result, /*allowVariadic=*/false,
      getFunctionTypeAttrName(result.name), buildType,
      getArgAttrsAttrName(result.name), getResAttrsAttrName(result.name));
}

void FuncOp::print(OpAsmPrinter &printer) {
  function_interface_impl::printFunctionOp(
      printer, *this, /*isVariadic=*/false, getFunctionTypeAttrName(),
      getArgAttrsAttrName(), getResAttrsAttrName());
}

LogicalResult FuncOp::verify() {
  auto verifyTypes = [&](StringRef what,
                         ArrayRef<Type> types) -> LogicalResult {
    for (auto [index, type] : llvm::enumerate(types))
      if (!isObject(type) && !type.isSignlessInteger(64))
        return emitOpError() << what << " " << index
                             << " must be an object or i64, got " << type;
    return success();
  };
  if (failed(verifyTypes("parameter", getArgumentTypes())) ||
      failed(verifyTypes("result", getResultTypes())))
    return failure();

  auto verifyCount = [&](StringRef name, std::optional<ArrayAttr> texts,
                         size_t expected) -> LogicalResult {
    if (!texts || texts->size() == expected)
      return success();
    return emitOpError() << "'" << name << "' must have one entry each, got "
                         << texts->size() << ", expected " << expected;
  };
  size_t numArgs = getArgumentTypes().size();
  size_t numResults = getResultTypes().size();
  if (failed(verifyCount("arg_names", getArgNames(), numArgs)) ||
      failed(verifyCount("arg_signature", getArgSignature(), numArgs)) ||
      failed(verifyCount("result_names", getResultNames(), numResults)) ||
      failed(verifyCount("result_signature", getResultSignature(), numResults)))
    return failure();
  return success();
}

LogicalResult FuncOp::verifyRegions() {
  // Within a block; across blocks a released register is null, which the
  // machine reports.
  llvm::SmallDenseMap<Value, Operation *> released;
  Dialect *dialect = (*this)->getDialect();
  for (Block &block : getBody()) {
    released.clear();
    for (Operation &op : block) {
      // The ops of the top of a module are symbols, which fit nowhere else.
      if (op.getDialect() != dialect)
        return op.emitOpError("must not stand in a 'relax_vm.func': only "
                              "instructions may");
      for (Value operand : op.getOperands()) {
        Operation *kill = released.empty() ? nullptr : released.lookup(operand);
        if (!kill)
          continue;
        InFlightDiagnostic diagnostic =
            op.emitOpError("must not use a value after its release");
        diagnostic.attachNote(kill->getLoc()) << "the value is released here";
        return diagnostic;
      }
      if (isa<KillOp>(op))
        for (Value operand : op.getOperands())
          if (!released.try_emplace(operand, &op).second)
            return op.emitOpError("must not release a value twice");
    }
  }
  return success();
}

//===----------------------------------------------------------------------===//
// ConstantOp
//===----------------------------------------------------------------------===//

LogicalResult ConstantOp::verify() {
  auto type = dyn_cast<RankedTensorType>(getValue().getType());
  if (!type || !type.hasStaticShape())
    return emitOpError("value must be a tensor of static shape, got ")
           << getValue().getType();
  if (!encodeElementType(type.getElementType()))
    return emitOpError("element type must be one that tensors can hold, got ")
           << type.getElementType();
  return success();
}
