//===- LegalizeOps.cpp - operators become calls of kernels ----------------===//
//
// The pass only walks; which kernel an operator needs is the operator's own
// affair (LegalizeToTIROpInterface). It is a pass over the module because it
// adds functions, with one symbol table for the whole run.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/LegalizationModels.h"
#include "conversion/relax_to_tir/LegalizeContext.h"
#include "conversion/relax_to_tir/Passes.h"
#include "dialects/interfaces/ShapeConditions.h"
#include "dialects/sym/ComparisonSign.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/DebugLog.h"

namespace mlir::relax {
#define GEN_PASS_DEF_LEGALIZEOPS
#include "conversion/relax_to_tir/Passes.h.inc"
} // namespace mlir::relax

#define DEBUG_TYPE "relax-legalize-ops"

using namespace mlir;
using namespace mlir::relax;

namespace {

/// Keeps the reason for which a model declined.
struct ReasonListener : RewriterBase::Listener {
  void notifyMatchFailure(
      Location,
      llvm::function_ref<void(Diagnostic &)> reasonCallback) override {
    Diagnostic diagnostic(UnknownLoc::get(context), DiagnosticSeverity::Remark);
    reasonCallback(diagnostic);
    reason = diagnostic.str();
  }

  explicit ReasonListener(MLIRContext *context) : context(context) {}

  MLIRContext *context;
  std::string reason;
};

/// What an operator assumes and no earlier pass has turned into a check.
SmallVector<ShapeCondition> getUncheckedConditions(Operation *op) {
  SmallVector<ShapeCondition> conditions;
  auto function = op->getParentOfType<FuncOp>();
  if (function && function->hasAttr("relax.shapes_checked"))
    return conditions;
  if (auto conditional = dyn_cast<ShapeConditionsOpInterface>(op))
    conditional.getShapeConditions(conditions);
  return conditions;
}

struct LegalizeOpsPass : relax::impl::LegalizeOpsBase<LegalizeOpsPass> {
  using LegalizeOpsBase::LegalizeOpsBase;

  void getDependentDialects(DialectRegistry &registry) const override {
    registry.insert<arith::ArithDialect, math::MathDialect, scf::SCFDialect,
                    sym::SymDialect, tir::TIRDialect, RelaxDialect>();
    registerLegalizeToTIRModels(registry);
  }

  void runOnOperation() override {
    llvm::StringSet<> wanted;
    for (StringRef name : onlyOps) {
      std::string full =
          name.starts_with("relax.") ? name.str() : ("relax." + name).str();
      if (!RegisteredOperationName::lookup(full, &getContext())) {
        getOperation().emitError()
            << "option 'only-ops' names an unknown operator '" << name << "'";
        return signalPassFailure();
      }
      wanted.insert(full);
    }

    SmallVector<LegalizeToTIROpInterface> operators;
    getOperation().walk([&](LegalizeToTIROpInterface op) {
      if (wanted.empty() || wanted.contains(op->getName().getStringRef()))
        operators.push_back(op);
    });

    ReasonListener listener(&getContext());
    IRRewriter rewriter(&getContext(), &listener);
    LegalizeContext context(getOperation(), rewriter, shareKernels, shareAcrossSizes);
    // Decompositions add operators of their own, which follow; what they
    // assume, the decomposed one has assumed.
    for (size_t i = 0; i < operators.size(); ++i) {
      LegalizeToTIROpInterface op = operators[i];
      SmallVector<ShapeCondition> conditions = getUncheckedConditions(op);
      Location loc = op->getLoc();
      listener.reason = "the operator gives no reason";
      if (succeeded(op.legalizeToTIR(context))) {
        ++numLegalized;
        for (Operation *made : context.takePending())
          if (auto further = dyn_cast<LegalizeToTIROpInterface>(made))
            operators.push_back(further);
        for (const ShapeCondition &condition : conditions)
          emitWarning(loc) << "nobody checks from here on that "
                           << condition.what << " fit: '" << condition.lhs.str()
                           << "' "
                           << sym::getComparisonSign(condition.comparison)
                           << " '" << condition.rhs.str()
                           << "'; run 'relax-lower-shapes' first";
        continue;
      }
      ++numDeclined;
      LDBG() << "declined " << op->getName() << ": " << listener.reason;
      op->emitWarning() << "no kernel for '" << op->getName()
                        << "': " << listener.reason;
    }
    numKernels += context.getNumKernels();
  }
};

} // namespace
