//===- VerifyLegal.cpp - nothing is left behind at a border ---------------===//
//
// Lists every kind of op that a stage should have removed: once, with its count and its first location.
//
//===----------------------------------------------------------------------===//

#include "analysis/Operators.h"
#include "dialects/interfaces/DestinationPassing.h"
#include "dialects/relax/Relax.h"
#include "transforms/relax/Passes.h"
#include "mlir/IR/BuiltinOps.h"
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
  /// What the stage is called in the message.
  llvm::StringRef stage;
  llvm::StringRef hint;
  bool (*isLeftover)(Operation *);
};

bool isByValue(Operation *op) {
  if (isa<DataflowOp, MatchCastOp, CallTIROp, CallTIRInplaceOp, CallTIRWithGradOp, CallDPSPackedOp, CallInplacePackedOp,
          CopyOp>(op))
    return true;
  if (auto packed = dyn_cast<CallPackedOp>(op))
    return !packed.getMutates().empty();
  return isOperator(op);
}

bool isOutsideVM(Operation *op) {
  return isa_and_nonnull<RelaxDialect>(op->getDialect()) ||
         (isa<DestinationPassingCallable>(op) && !op->getParentOp()->hasAttr("relax.kernel"));
}

const Border borders[] = {
    {"tir", "legalization to tir",
     "no kernel is known for these operators with these types: a dimension without name needs relax-name-unknown-dims, an unknown rank or "
     "element type needs relax.match_cast, an operator without lowering needs relax.call_tir or relax.call_dps_packed",
     isOperator},
    {"memory", "lowering of calls",
     "relax-to-nondataflow, relax-lower-shapes, legalization and relax-lower-calls remove these ops", isByValue},
    {"vm", "conversion to relax_vm", "convert-relax-to-vm translates functions and moves kernels into modules of their own",
     isOutsideVM},
};

struct VerifyLegal : relax::impl::VerifyLegalBase<VerifyLegal> {
  using VerifyLegalBase::VerifyLegalBase;

  void runOnOperation() override {
    const Border *border = llvm::find_if(borders, [&](const Border &candidate) { return candidate.name == this->border; });
    if (border == std::end(borders)) {
      getOperation().emitError("border must be tir, memory or vm, got '") << this->border << "'";
      return signalPassFailure();
    }
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
                               << total << (total == 1 ? " op remains after " : " ops remain after ") << border->stage
                               << ": ";
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
