//===- VerifyLegal.cpp - nothing is left behind at a border ---------------===//
//
// Lists every kind of op that a stage should have removed: once, with its count and its first location.
//
//===----------------------------------------------------------------------===//

#include "analysis/Operators.h"
#include "analysis/ScalarArithmetic.h"
#include "dialects/interfaces/DestinationPassing.h"
#include "dialects/relax/Relax.h"
#include "transforms/relax/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/MapVector.h"

namespace mlir::relax {
#define GEN_PASS_DEF_VERIFYLEGAL
#include "transforms/relax/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;

namespace {

/// One border of the pipeline.
struct Border {
  llvm::StringRef name;
  /// What is said of one op, and of several.
  llvm::StringRef one, many;
  llvm::StringRef hint;
  bool (*isLeftover)(Operation *);
  /// Whether a kernel that is called must be there; later stages take kernels out of the module.
  bool needsBodies;
};

bool isByValue(Operation *op) {
  if (isa<DataflowOp, MatchCastOp, CallTIROp, CallTIRInplaceOp, CallTIRWithGradOp, CallDPSPackedOp, CallInplacePackedOp,
          CopyOp>(op))
    return true;
  if (auto packed = dyn_cast<CallPackedOp>(op))
    return !packed.getMutates().empty();
  return isOperator(op);
}

/// Arithmetic of a relax function, not of a kernel, that has no form in the virtual machine.
bool isForeignScalar(Operation *op) {
  if (!isa_and_nonnull<arith::ArithDialect, math::MathDialect>(op->getDialect()) ||
      (isa<arith::ArithDialect>(op->getDialect()) && hasScalarTranslation(op)))
    return false;
  return isa_and_nonnull<FuncOp>(op->getParentOfType<FunctionOpInterface>().getOperation());
}

bool isOutsideVM(Operation *op) {
  return isa_and_nonnull<RelaxDialect>(op->getDialect()) ||
         (isa<DestinationPassingCallable>(op) && !op->getParentOp()->hasAttr("relax.kernel"));
}

const Border borders[] = {
    {"scalars", "op on scalars has no translation to the virtual machine",
     "ops on scalars have no translation to the virtual machine", getScalarHint(), isForeignScalar, false},
    {"tir", "op remains after legalization to tir", "ops remain after legalization to tir",
     "no kernel is known for these operators with these types: a dimension without name needs relax-name-unknown-dims, an unknown rank or "
     "element type needs relax.match_cast, an operator without lowering needs relax.call_tir or relax.call_dps_packed",
     isOperator, true},
    {"memory", "op remains after lowering of calls", "ops remain after lowering of calls",
     "relax-to-nondataflow, relax-lower-shapes, legalization and relax-lower-calls remove these ops", isByValue,
     true},
    {"vm", "op remains after conversion to relax_vm", "ops remain after conversion to relax_vm",
     "convert-relax-to-vm translates functions and moves kernels into modules of their own",
     isOutsideVM, false},
};

/// The kernel that the op names as its callee; null for other ops and for packed functions.
FlatSymbolRefAttr getKernel(Operation *op) {
  if (auto call = dyn_cast<CallDestinationOp>(op))
    return call.getKernelAttr();
  if (isa<CallTIROp, CallTIRInplaceOp, CallTIRWithGradOp>(op))
    return op->getAttrOfType<FlatSymbolRefAttr>("callee");
  return {};
}

/// Refuses kernels that are called and have no body: nothing but the module gives them one. Each is named once.
LogicalResult checkBodies(Operation *root) {
  SymbolTableCollection tables;
  llvm::DenseSet<Operation *> seen;
  LogicalResult result = success();
  root->walk([&](Operation *op) {
    FlatSymbolRefAttr name = getKernel(op);
    auto kernel = name ? tables.lookupNearestSymbolFrom<FunctionOpInterface>(op, name) : FunctionOpInterface();
    if (!kernel || !kernel.isExternal() || !seen.insert(kernel).second)
      return;
    InFlightDiagnostic error = op->emitOpError("callee ")
                               << name << " must have a body, got a declaration: write the kernel, or call a packed "
                               << "function that a library provides (relax.call_dps_packed)";
    error.attachNote(kernel.getLoc()) << "declared here";
    result = failure();
  });
  return result;
}

struct VerifyLegal : relax::impl::VerifyLegalBase<VerifyLegal> {
  using VerifyLegalBase::VerifyLegalBase;

  void runOnOperation() override {
    markAllAnalysesPreserved();
    const Border *border = llvm::find_if(borders, [&](const Border &candidate) { return candidate.name == this->border; });
    if (border == std::end(borders)) {
      getOperation().emitError("border must be scalars, tir, memory or vm, got '") << this->border << "'";
      return signalPassFailure();
    }
    if (border->needsBodies && failed(checkBodies(getOperation())))
      return signalPassFailure();
    llvm::MapVector<OperationName, std::pair<unsigned, Operation *>> leftovers;
    unsigned total = 0;
    getOperation().walk<WalkOrder::PreOrder>([&](Operation *op) {
      if (!border->isLeftover(op))
        return;
      auto &entry = leftovers.try_emplace(op->getName(), 0u, op).first->second;
      ++entry.first;
      ++total;
    });
    if (total == 0)
      return;
    numLeftover += total;
    auto &first = leftovers.front().second;
    InFlightDiagnostic error = emitError(first.second->getLoc())
                               << total << " " << (total == 1 ? border->one : border->many) << ": ";
    llvm::interleaveComma(leftovers, error, [&](auto &entry) {
      error << entry.first.getStringRef() << " (" << entry.second.first << ")";
    });
    for (auto &[name, entry] : leftovers)
      error.attachNote(entry.second->getLoc()) << "first " << name.getStringRef() << " is here";
    error.attachNote(getOperation().getLoc()) << border->hint;
    signalPassFailure();
  }
};

} // namespace
