//===- ControlOps.cpp - relax_vm: jumps, returns, calls -------------------===//

#include "dialects/relax_vm/RelaxVM.h"

using namespace mlir;
using namespace mlir::relax_vm;

#define GET_OP_CLASSES
#include "dialects/relax_vm/ControlOps.cpp.inc"

//===----------------------------------------------------------------------===//
// Control flow
//===----------------------------------------------------------------------===//

SuccessorOperands JumpOp::getSuccessorOperands(unsigned) {
  return SuccessorOperands(getDestOperandsMutable());
}

SuccessorOperands BranchOp::getSuccessorOperands(unsigned index) {
  return SuccessorOperands(index == 0 ? getTrueOperandsMutable()
                                      : getFalseOperandsMutable());
}

LogicalResult RetOp::verify() {
  auto function = (*this)->getParentOfType<FuncOp>();
  ArrayRef<Type> expected = function.getResultTypes();
  if (getNumOperands() != expected.size())
    return emitOpError(
               "must return as many values as the function has results, got ")
           << getNumOperands() << ", expected " << expected.size();
  for (auto [index, actual, type] :
       llvm::enumerate(getOperandTypes(), expected))
    if (actual != type)
      return emitOpError("value ")
             << index << " must have the type of the function's result, got "
             << actual << ", expected " << type;
  return success();
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

LogicalResult CallKernelOp::verifySymbolUses(SymbolTableCollection &symbols) {
  auto kernel =
      symbols.lookupNearestSymbolFrom<KernelOp>(*this, getKernelAttr());
  if (!kernel)
    return emitOpError("must name a 'relax_vm.kernel' of the module, got ")
           << getKernelAttr();
  auto verifyCount = [&](StringRef what, size_t actual,
                         int64_t expected) -> LogicalResult {
    if (static_cast<int64_t>(actual) == expected)
      return success();
    InFlightDiagnostic diagnostic = emitOpError("must pass as many ")
                                    << what << " as the kernel takes, got "
                                    << actual << ", expected " << expected;
    diagnostic.attachNote(kernel.getLoc()) << "the kernel is declared here";
    return diagnostic;
  };
  if (failed(
          verifyCount("buffers", getBuffers().size(), kernel.getNumBuffers())))
    return failure();
  return verifyCount("scalars", getScalars().size(), kernel.getNumScalars());
}

LogicalResult CallPackedOp::verify() {
  if (getCallee().empty())
    return emitOpError("must name a function, got an empty name");
  return success();
}

/// Compares one list of types of a call with that of the callee.
static LogicalResult verifyTypes(Operation *op, FuncOp callee, StringRef what,
                                 TypeRange actual, ArrayRef<Type> expected) {
  auto noted = [&](InFlightDiagnostic &&diagnostic) -> LogicalResult {
    diagnostic.attachNote(callee.getLoc()) << "the function is defined here";
    return failure();
  };
  if (actual.size() != expected.size())
    return noted(op->emitOpError("must have as many ")
                 << what << "s as the function, got " << actual.size()
                 << ", expected " << expected.size());
  for (auto [index, type, wanted] : llvm::enumerate(actual, expected))
    if (type != wanted)
      return noted(op->emitOpError() << what << " " << index
                                     << " must have the function's type, got "
                                     << type << ", expected " << wanted);
  return success();
}

LogicalResult CallOp::verifySymbolUses(SymbolTableCollection &symbols) {
  auto callee = symbols.lookupNearestSymbolFrom<FuncOp>(*this, getCalleeAttr());
  if (!callee)
    return emitOpError("must name a 'relax_vm.func' of the module, got ")
           << getCalleeAttr();
  if (failed(verifyTypes(*this, callee, "argument", getArgs().getTypes(),
                         callee.getArgumentTypes())))
    return failure();
  return verifyTypes(*this, callee, "result", getResultTypes(),
                     callee.getResultTypes());
}

LogicalResult MakeClosureOp::verifySymbolUses(SymbolTableCollection &symbols) {
  auto callee = symbols.lookupNearestSymbolFrom<FuncOp>(*this, getCalleeAttr());
  if (!callee)
    return emitOpError("must name a 'relax_vm.func' of the module, got ")
           << getCalleeAttr();
  ArrayRef<Type> parameters = callee.getArgumentTypes();
  if (getCaptures().size() > parameters.size()) {
    InFlightDiagnostic diagnostic =
        emitOpError("must capture at most as many values as the function has "
                    "parameters, got ")
        << getCaptures().size() << ", expected at most " << parameters.size();
    diagnostic.attachNote(callee.getLoc()) << "the function is defined here";
    return diagnostic;
  }
  return verifyTypes(*this, callee, "capture", getCaptures().getTypes(),
                     parameters.take_back(getCaptures().size()));
}
