//===- FuncDestinationPassing.cpp - func.func as callee of call_tir -------===//
//
// The external model of DestinationPassingCallable for func.func on memrefs. It
// knows ranks, static dimensions and element types; dynamic dimensions are not
// tied to one another.
//
//===----------------------------------------------------------------------===//

#include "dialects/interfaces/DestinationPassing.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinTypes.h"

using namespace mlir;
using namespace mlir::relax;

namespace {

struct FuncModel
    : DestinationPassingCallable::ExternalModel<FuncModel, func::FuncOp> {
  llvm::SmallVector<Type> getDestinationPassingTypes(Operation *op) const {
    return llvm::to_vector(cast<func::FuncOp>(op).getArgumentTypes());
  }

  llvm::SmallVector<StringAttr> getKernelSymbols(Operation *op) const {
    llvm::SmallVector<StringAttr> symbols;
    for (Type type : cast<func::FuncOp>(op).getArgumentTypes()) {
      auto memref = dyn_cast<MemRefType>(type);
      for (int64_t i = 0, e = memref ? memref.getNumDynamicDims() : 0; i < e;
           ++i)
        symbols.push_back(StringAttr::get(op->getContext(),
                                          "d" + llvm::Twine(symbols.size())));
    }
    return symbols;
  }
};

} // namespace

void mlir::relax::registerFuncDestinationPassingModel(
    DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, func::FuncDialect *) {
    func::FuncOp::attachInterface<FuncModel>(*context);
  });
}
