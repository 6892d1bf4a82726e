//===- ExpandMath.cpp - Math that the target vectorizes -------------------===//
//
// Rewrites the scalar math of kernels into what a code generator turns into
// straight-line vector code: arithmetic on f16 and bf16 is done in f32, the
// transcendental functions of f32 become polynomials, conversions of bf16
// become integer operations. Three walks, each of which visits an op once; no
// fixed point is looked for.
//
// Not done: approximations for f64 (they stay calls of the math library), and
// anything about memory.
//
//===----------------------------------------------------------------------===//

#include "transforms/tir/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Math/Transforms/Passes.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Transforms/WalkPatternRewriteDriver.h"
#include "llvm/ADT/StringSet.h"

namespace mlir::tir {
#define GEN_PASS_DEF_EXPANDMATH
#include "transforms/tir/Passes.h.inc"
} // namespace mlir::tir

using namespace mlir;

namespace {

bool isNarrowFloat(Type type) {
  Type element = getElementTypeOrSelf(type);
  return element.isF16() || element.isBF16();
}

Type withElementType(Type type, Type element) {
  if (auto vector = dyn_cast<VectorType>(type))
    return vector.clone(element);
  return element;
}

/// Ops of arith and math that compute with floats. Moves of bits, constants
/// and selections are right for every width as they are.
bool computesWithFloats(Operation *op) {
  if (isa<arith::ConstantOp, arith::SelectOp, arith::BitcastOp, arith::ExtFOp,
          arith::TruncFOp, math::CopySignOp>(op))
    return false;
  return isa_and_nonnull<arith::ArithDialect, math::MathDialect>(
      op->getDialect());
}

/// Computes `op`, whose operands or results are f16 or bf16, in f32. Addition,
/// subtraction, multiplication, division and square root round to the same
/// value as the narrow operation does, since f32 has more than twice the
/// digits.
void computeInF32(Operation *op) {
  OpBuilder builder(op);
  Location loc = op->getLoc();
  Type f32 = builder.getF32Type();
  for (OpOperand &operand : op->getOpOperands()) {
    Type type = operand.get().getType();
    if (isNarrowFloat(type))
      operand.set(arith::ExtFOp::create(builder, loc, withElementType(type, f32),
                                        operand.get()));
  }
  builder.setInsertionPointAfter(op);
  for (OpResult result : op->getResults()) {
    Type type = result.getType();
    if (!isNarrowFloat(type))
      continue;
    result.setType(withElementType(type, f32));
    auto narrow = arith::TruncFOp::create(builder, loc, type, result);
    result.replaceAllUsesExcept(narrow, narrow);
  }
}

/// f64 to f16 or bf16 through an f32 that is rounded to odd: cut off, and its
/// last bit set when that lost anything. Then the second rounding sees on which
/// side of a tie the number was, and the result is the same as that of one
/// rounding. Processors have no instruction for the direct way, and LLVM would
/// call a function that no library of ours has.
struct NarrowThroughF32 : OpRewritePattern<arith::TruncFOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(arith::TruncFOp op,
                                PatternRewriter &rewriter) const override {
    Value in = op.getIn();
    if (!getElementTypeOrSelf(in.getType()).isF64() || !isNarrowFloat(op.getType()))
      return rewriter.notifyMatchFailure(op, "not f64 to a narrow float");
    Location loc = op.getLoc();
    Type wide = in.getType();
    Type f32 = withElementType(wide, rewriter.getF32Type());
    Type i32 = withElementType(wide, rewriter.getI32Type());
    Value nearest = arith::TruncFOp::create(rewriter, loc, f32, in);
    Value back = arith::ExtFOp::create(rewriter, loc, wide, nearest);
    Value backSize = math::AbsFOp::create(rewriter, loc, back);
    Value size = math::AbsFOp::create(rewriter, loc, in);
    Value away = arith::CmpFOp::create(rewriter, loc, arith::CmpFPredicate::OGT,
                                       backSize, size);
    Value inexact = arith::CmpFOp::create(
        rewriter, loc, arith::CmpFPredicate::ONE, back, in);
    Value bits = arith::BitcastOp::create(rewriter, loc, i32, nearest);
    bits = arith::SubIOp::create(rewriter, loc, bits,
                                 arith::ExtUIOp::create(rewriter, loc, i32, away));
    bits = arith::OrIOp::create(
        rewriter, loc, bits,
        arith::ExtUIOp::create(rewriter, loc, i32, inexact));
    Value odd = arith::BitcastOp::create(rewriter, loc, f32, bits);
    rewriter.replaceOpWithNewOp<arith::TruncFOp>(op, op.getType(), odd);
    return success();
  }
};

/// The polynomial for exp is right down to about -87.3 and stays at its value
/// there below; the function goes to zero. Without this, exp(-inf), which
/// masked softmax relies on, would be 7e-39.
struct FlushExpUnderflow : OpRewritePattern<math::ExpOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(math::ExpOp op,
                                PatternRewriter &rewriter) const override {
    if (!getElementTypeOrSelf(op.getType()).isF32() || op->hasAttr(marker))
      return rewriter.notifyMatchFailure(op, "not an unguarded f32 exp");
    Location loc = op.getLoc();
    auto constant = [&](float value) -> Value {
      TypedAttr attr = rewriter.getF32FloatAttr(value);
      if (auto shaped = dyn_cast<ShapedType>(op.getType()))
        attr = DenseElementsAttr::get(shaped, attr);
      return arith::ConstantOp::create(rewriter, loc, attr);
    };
    auto guarded = math::ExpOp::create(rewriter, loc, op.getOperand(), op.getFastmath());
    guarded->setAttr(marker, rewriter.getUnitAttr());
    Value tiny = arith::CmpFOp::create(rewriter, loc, arith::CmpFPredicate::OLT,
                                       op.getOperand(), constant(-87.3365f));
    Value huge = arith::CmpFOp::create(rewriter, loc, arith::CmpFPredicate::OGT,
                                       op.getOperand(), constant(88.72284f));
    Value upper = arith::SelectOp::create(
        rewriter, loc, huge, constant(std::numeric_limits<float>::infinity()),
        guarded);
    rewriter.replaceOpWithNewOp<arith::SelectOp>(op, tiny, constant(0.0f), upper);
    return success();
  }
  static constexpr StringLiteral marker = "tir.guarded";
};

/// math.trunc as a choice between floor and ceil.
struct ExpandTrunc : OpRewritePattern<math::TruncOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(math::TruncOp op,
                                PatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    Value zero = arith::ConstantOp::create(
        rewriter, loc, cast<TypedAttr>(rewriter.getZeroAttr(op.getType())));
    Value negative = arith::CmpFOp::create(
        rewriter, loc, arith::CmpFPredicate::OLT, op.getOperand(), zero);
    Value up = math::CeilOp::create(rewriter, loc, op.getOperand());
    Value down = math::FloorOp::create(rewriter, loc, op.getOperand());
    rewriter.replaceOpWithNewOp<arith::SelectOp>(op, negative, up, down);
    return success();
  }
};

class ExpandMathPass : public tir::impl::ExpandMathBase<ExpandMathPass> {
public:
  using ExpandMathBase::ExpandMathBase;

  LogicalResult initialize(MLIRContext *context) override {
    if (target != "cpu" && target != "nvptx" && target != "spirv")
      return emitError(UnknownLoc::get(context))
             << "tir-expand-math target must be 'cpu', 'nvptx' or 'spirv', got '"
             << target << "'";
    RewritePatternSet expansions(context), approximations(context);
    populate(expansions, approximations);
    expansionPatterns = std::move(expansions);
    approximationPatterns = std::move(approximations);
    return success();
  }

  void runOnOperation() override {
    SmallVector<Operation *> narrow;
    bool hasMath = false, hasNarrow = false;
    getOperation()->walk([&](Operation *op) {
      hasMath |= isa_and_nonnull<math::MathDialect>(op->getDialect());
      auto isNarrow = [](Type type) { return isNarrowFloat(type); };
      bool touchesNarrow = llvm::any_of(op->getOperandTypes(), isNarrow) ||
                           llvm::any_of(op->getResultTypes(), isNarrow);
      hasNarrow |= touchesNarrow;
      if (touchesNarrow && computesWithFloats(op))
        narrow.push_back(op);
    });
    llvm::for_each(narrow, computeInF32);
    numWidened += narrow.size();
    // Most kernels hold no math at all: nothing to walk for.
    if (!hasMath && !hasNarrow)
      return markAllAnalysesPreserved();
    walkAndApplyPatterns(getOperation(), expansionPatterns);
    walkAndApplyPatterns(getOperation(), approximationPatterns);
  }

private:
  void populate(RewritePatternSet &expansions,
                RewritePatternSet &approximations) {
    if (target != "spirv") {
      expansions.add<NarrowThroughF32>(expansions.getContext());
      arith::populateExpandBFloat16Patterns(approximations);
    }
    if (libm && target == "cpu")
      return;
    llvm::StringSet<> polynomials;
    auto add = [&](std::initializer_list<StringRef> names) {
      for (StringRef name : names)
        polynomials.insert(name);
    };
    if (target == "spirv") {
      // What GLSL.std.450 lacks; it has exp, tanh, sin and the like itself.
      add({"math.erf", "math.erfc", "math.atan2", "math.cbrt"});
      math::populateExpansionPatterns(
          expansions, {"exp2", "ceilf", "asinh", "acosh", "atanh", "clampf"});
      expansions.add<ExpandTrunc>(expansions.getContext());
    } else {
      add({"math.exp", "math.expm1", "math.tanh", "math.log", "math.log2",
           "math.log1p", "math.erf", "math.erfc", "math.atan"});
      expansions.add<FlushExpUnderflow>(expansions.getContext());
      math::populateExpansionPatterns(expansions, {"rsqrt", "clampf"});
    }
    if (target == "nvptx") {
      // No device library is linked, so everything has to be expanded.
      add({"math.sin", "math.cos", "math.atan2", "math.asin", "math.acos",
           "math.cbrt"});
      math::populateExpansionPatterns(
          expansions, {"tan", "sinh", "cosh", "asinh", "acosh", "atanh",
                       "powf", "fpowi", "roundeven", "round"});
    }
    populateMathPolynomialApproximationPatterns(
        approximations,
        [&](StringRef name) { return polynomials.contains(name); });
  }

  FrozenRewritePatternSet expansionPatterns, approximationPatterns;
};

} // namespace
