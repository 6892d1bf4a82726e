//===- PiecePatterns.cpp - pieces of what was put together of them --------===//
//
// Where a piece begins is a sum of sizes, which may be symbols: the canonical
// form decides first, then the prover under the facts of the function. What is
// left out makes no check that nothing else makes.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/cleanup/BindingPatterns.h"

#include "dialects/relax/Relax.h"
#include "dialects/relax/ops/LaterUses.h"
#include "dialects/relax/ops/Operators.h"
#include "dialects/sym/Prover.h"
#include "dialects/sym/Sym.h"
#include "mlir/IR/PatternMatch.h"

using namespace mlir;
using namespace mlir::relax;

/// How many operands of a concat are compared with a slice of it.
static constexpr unsigned kMaxOperands = 64;

static int64_t normalize(int64_t axis, int64_t rank) {
  return axis < 0 ? axis + rank : axis;
}

/// Equal for all values of the symbols. `prover` is made when the canonical
/// forms do not tell.
static bool areEqual(sym::ExprAttr lhs, sym::ExprAttr rhs, Operation *op,
                     std::optional<sym::Prover> &prover) {
  if (!lhs || !rhs || lhs == rhs)
    return lhs && rhs;
  if (lhs.getConstantValue() && rhs.getConstantValue())
    return false;
  if (!prover)
    prover.emplace(op->getContext(), sym::Facts::forOperation(op));
  return prover->provablyEqual(lhs, rhs) == sym::Truth::Yes;
}

static sym::ExprAttr getSize(Value size) {
  return cast<sym::IntType>(size.getType()).getExpr();
}

/// The size of a tensor along an axis of `rank` dimensions; null where it is
/// not known.
static sym::ExprAttr getDim(Value tensor, int64_t axis, int64_t rank) {
  auto type = cast<relax::TensorType>(tensor.getType());
  return type.hasRank() && type.getRank() == rank ? type.getShape()[axis]
                                                  : sym::ExprAttr();
}

/// Whether a size is not negative for all values of the symbols.
static bool isNotNegative(sym::ExprAttr size, Operation *op,
                          std::optional<sym::Prover> &prover) {
  if (std::optional<int64_t> number = size.getConstantValue())
    return *number >= 0;
  if (!prover)
    prover.emplace(op->getContext(), sym::Facts::forOperation(op));
  auto zero = sym::ExprAttr::getConstant(op->getContext(), 0);
  return prover->provablyLessEqual(zero, size) == sym::Truth::Yes;
}

/// Whether the facts of the function say what a split checks of a tensor of
/// known sizes: its own sizes are those of its parts, not negative, and
/// together that of the tensor.
static bool cutsExactly(SplitOp split) {
  auto type = cast<relax::TensorType>(split.getX().getType());
  int64_t rank = type.getRank(), axis = normalize(split.getAxis(), rank);
  std::optional<sym::Prover> prover;
  auto sum = sym::ExprAttr::getConstant(split.getContext(), 0);
  for (auto [operand, part] :
       llvm::zip_equal(split.getSizes(), split.getParts())) {
    sym::ExprAttr size = getSize(operand);
    FailureOr<sym::ExprAttr> next = sym::add(sum, size);
    if (failed(next) || getDim(part, axis, rank) != size ||
        !isNotNegative(size, split, prover))
      return false;
    sum = *next;
  }
  return sum == type.getShape()[axis];
}

namespace {

/// concat(split(x)) of all parts in order -> x
struct ConcatOfSplit : OpRewritePattern<ConcatOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(ConcatOp op,
                                PatternRewriter &rewriter) const override {
    auto split = op.getTensors().empty()
                     ? SplitOp()
                     : op.getTensors().front().getDefiningOp<SplitOp>();
    if (!split || !llvm::equal(op.getTensors(), split.getParts()))
      return rewriter.notifyMatchFailure(
          op, "the operands are not the parts of a tensor in order");
    Value x = split.getX();
    auto type = cast<relax::TensorType>(x.getType());
    if (!type.isFullyKnown() || type != op.getType())
      return rewriter.notifyMatchFailure(
          op, "the type of the whole is not that of the result");
    if (normalize(op.getAxis(), type.getRank()) !=
        normalize(split.getAxis(), type.getRank()))
      return rewriter.notifyMatchFailure(op, "the axes differ");
    if (!isSpeculatable(op) || !(isSpeculatable(split) || cutsExactly(split)))
      return rewriter.notifyMatchFailure(
          op, "one of them has a condition that is checked at run time");
    if (!mayBeUsedLater(x))
      return rewriter.notifyMatchFailure(op, "the tensor is updated in place");
    rewriter.replaceOp(op, x);
    return success();
  }
};

/// Parts of a concat that are operands of it -> these operands
struct SplitOfConcat : OpRewritePattern<SplitOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(SplitOp op,
                                PatternRewriter &rewriter) const override {
    auto concat = op.getX().getDefiningOp<ConcatOp>();
    auto type = cast<relax::TensorType>(op.getX().getType());
    if (!concat || !type.isFullyKnown())
      return rewriter.notifyMatchFailure(
          op, "the tensor is no concat, or a dimension has no name");
    int64_t rank = type.getRank(), axis = normalize(op.getAxis(), rank);
    if (normalize(concat.getAxis(), rank) != axis)
      return rewriter.notifyMatchFailure(op, "the axes differ");
    if (!isSpeculatable(concat) || !(isSpeculatable(op) || cutsExactly(op)))
      return rewriter.notifyMatchFailure(
          op, "one of them has a condition that is checked at run time");
    // Walks over both lists of sizes at once. With numbers the shorter one goes
    // on; where symbols stand the two go on together while they agree, so a
    // part behind sizes that do not is only found where all are numbers.
    OperandRange tensors = concat.getTensors();
    auto zero = sym::ExprAttr::getConstant(op.getContext(), 0);
    sym::ExprAttr partBegin = zero, tensorBegin = zero;
    std::optional<sym::Prover> prover;
    bool changed = false;
    for (size_t part = 0, tensor = 0;
         part < op.getParts().size() && tensor < tensors.size();) {
      sym::ExprAttr partSize = getSize(op.getSizes()[part]),
                    tensorSize = getDim(tensors[tensor], axis, rank);
      if (!tensorSize)
        break;
      FailureOr<sym::ExprAttr> partEnd = sym::add(partBegin, partSize),
                               tensorEnd = sym::add(tensorBegin, tensorSize);
      if (failed(partEnd) || failed(tensorEnd))
        break;
      bool sameBegin = partBegin == tensorBegin;
      if (sameBegin && areEqual(partSize, tensorSize, op, prover)) {
        Value result = op.getParts()[part], operand = tensors[tensor];
        if (!result.use_empty() && result.getType() == operand.getType() &&
            mayBeUsedLater(operand)) {
          rewriter.replaceAllUsesWith(result, operand);
          changed = true;
        }
        // Sizes that are equal but spelled in two ways are spelled in one from
        // here on.
        partBegin = tensorBegin = *tensorEnd;
        ++part, ++tensor;
        continue;
      }
      std::optional<int64_t> partNumber = partEnd->getConstantValue(),
                             tensorNumber = tensorEnd->getConstantValue();
      if (!partNumber || !tensorNumber)
        break;
      if (*partNumber <= *tensorNumber) {
        partBegin = *partEnd;
        ++part;
      }
      if (*tensorNumber <= *partNumber) {
        tensorBegin = *tensorEnd;
        ++tensor;
      }
    }
    return changed ? success()
                   : rewriter.notifyMatchFailure(op, "no part is an operand");
  }
};

/// A slice of a concat that is one of its operands -> that operand
struct SliceOfConcat : OpRewritePattern<StridedSliceOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(StridedSliceOp op,
                                PatternRewriter &rewriter) const override {
    auto concat = op.getX().getDefiningOp<ConcatOp>();
    auto type = cast<relax::TensorType>(op.getX().getType());
    if (!concat || !type.isFullyKnown() ||
        concat.getTensors().size() > kMaxOperands)
      return rewriter.notifyMatchFailure(
          op, "the tensor is no concat, or a dimension has no name");
    int64_t rank = type.getRank(), axis = normalize(concat.getAxis(), rank);
    bool isStep = llvm::all_of(op.getStrides(), [](Value stride) {
      return getSize(stride).getConstantValue() == 1;
    });
    if (op.getAxes().size() != 1 ||
        normalize(op.getAxes().front(), rank) != axis || !isStep)
      return rewriter.notifyMatchFailure(
          op, "the slice takes no stretch along the axis of the concat");
    if (!isSpeculatable(concat))
      return rewriter.notifyMatchFailure(
          op, "the concat has a condition that is checked at run time");
    sym::ExprAttr size = type.getShape()[axis];
    std::optional<sym::Prover> prover;
    sym::ExprAttr begin = getPosition(op.getBegin().front(), size, op, prover);
    sym::ExprAttr end = getPosition(op.getEnd().front(), size, op, prover);
    if (!begin || !end)
      return rewriter.notifyMatchFailure(
          op, "a position is outside of what can be said");
    sym::ExprAttr offset = sym::ExprAttr::getConstant(op.getContext(), 0);
    for (Value tensor : concat.getTensors()) {
      sym::ExprAttr dim = getDim(tensor, axis, rank);
      FailureOr<sym::ExprAttr> next =
          dim ? sym::add(offset, dim) : FailureOr<sym::ExprAttr>();
      if (failed(next))
        return rewriter.notifyMatchFailure(op, "a size is not known");
      // Ends of operands are not negative, so what equals one is not clamped,
      // and counts from the front.
      if (areEqual(begin, offset, op, prover) &&
          areEqual(end, *next, op, prover) &&
          tensor.getType() == op.getType()) {
        if (!mayBeUsedLater(tensor))
          return rewriter.notifyMatchFailure(op,
                                             "the operand is updated in place");
        rewriter.replaceOp(op, tensor);
        return success();
      }
      offset = *next;
    }
    return rewriter.notifyMatchFailure(op, "the slice is no operand");
  }

private:
  /// The position that a bound stands for in a dimension, if it is one at all:
  /// null where it may be clamped to 0.
  static sym::ExprAttr getPosition(Value bound, sym::ExprAttr size,
                                   Operation *op,
                                   std::optional<sym::Prover> &prover) {
    sym::ExprAttr expr = getSize(bound);
    std::optional<int64_t> number = expr.getConstantValue();
    if (!number)
      return expr;
    if (*number < 0) {
      FailureOr<sym::ExprAttr> position = sym::add(size, expr);
      return succeeded(position) ? *position : sym::ExprAttr();
    }
    if (*number == std::numeric_limits<int64_t>::max())
      return size;
    if (std::optional<int64_t> whole = size.getConstantValue())
      return *number >= *whole ? size : expr;
    return expr;
  }
};

} // namespace

void mlir::relax::populatePiecePatterns(RewritePatternSet &patterns) {
  patterns.add<ConcatOfSplit, SplitOfConcat, SliceOfConcat>(
      patterns.getContext());
}
