//===- RecognizePatterns.cpp - spelled-out functions to operators ---------===//
//
// Runs the forms of Forms.h as patterns: earlier ones in their lists come first
// where several might fit. What a form describes is replaced only where nothing
// else uses the parts, so that no work is done twice.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/algebra/Forms.h"
#include "transforms/relax/algebra/Passes.h"
#include "transforms/relax/algebra/PatternPass.h"

namespace mlir::relax {
#define GEN_PASS_DEF_RECOGNIZEPATTERNS
#include "transforms/relax/algebra/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;

namespace {

class FormPattern : public RewritePattern {
public:
  FormPattern(MLIRContext *context, StringRef root, const Form &form, PatternBenefit benefit,
              Pass::Statistic &numRecognized)
      : RewritePattern(root, benefit, context), form(form), numRecognized(numRecognized) {}

  LogicalResult matchAndRewrite(Operation *op, PatternRewriter &rewriter) const override {
    FormMatcher matcher(op);
    if (!matcher.getType())
      return rewriter.notifyMatchFailure(op, "the type of the result is not known in full");
    FormEmitter emit = form.match(matcher);
    if (!emit)
      return rewriter.notifyMatchFailure(op, [&](Diagnostic &diag) { diag << "this is no " << form.name; });
    if (!matcher.isClosed())
      return rewriter.notifyMatchFailure(op, "a part of it is used elsewhere");
    rewriter.replaceOp(op, emit(rewriter, op->getLoc()));
    ++numRecognized;
    return success();
  }

private:
  const Form &form;
  Pass::Statistic &numRecognized;
};

/// Two transposes are one or none.
struct ComposeTransposes : OpRewritePattern<PermuteDimsOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(PermuteDimsOp op, PatternRewriter &rewriter) const override {
    auto inner = op.getX().getDefiningOp<PermuteDimsOp>();
    if (!inner || !getKnownType(inner.getX()) || !getKnownType(op.getResult()))
      return rewriter.notifyMatchFailure(op, "no transpose of a known type stands in front of it");
    rewriter.replaceOp(op, permute(rewriter, op.getLoc(), op.getX(), getPermutation(op)));
    return success();
  }
};

struct RecognizePatterns : PatternPass<relax::impl::RecognizePatternsBase<RecognizePatterns>> {
  using PatternPass::PatternPass;

  void addPatterns(RewritePatternSet &set) override {
    // Each rewrite takes operators away, so this ends.
    unsigned benefit = 100;
    auto add = [&](ArrayRef<Form> forms, ArrayRef<Pass::Statistic *> statistics) {
      for (auto [form, statistic] : llvm::zip_equal(forms, statistics)) {
        for (StringRef root : form.roots)
          set.add<FormPattern>(set.getContext(), root, form, benefit, *statistic);
        --benefit;
      }
    };
    add(getActivationForms(), {&numSilu, &numGelu, &numGeluTanh, &numHardSwish, &numHardSigmoid, &numSigmoid, &numClip});
    add(getNormalizationForms(),
        {&numSoftmax, &numLayerNorm, &numRmsNorm, &numScales, &numScales, &numShifts, &numLayerNorm});
    add(getRotaryForms(), {&numRotary, &numRotary});
    if (attention != AttentionForms::None) {
      attentionForm.name = "attention";
      attentionForm.roots = {MatmulOp::getOperationName()};
      attentionForm.match = attention == AttentionForms::All ? matchAttention : matchCheapAttention;
      add(attentionForm, &numAttention);
      set.add<ComposeTransposes>(set.getContext());
    }
  }

  Form attentionForm;
};

} // namespace
