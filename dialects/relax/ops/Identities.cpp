//===- Identities.cpp - element-wise operators that change nothing --------===//
//
// Folders of operators of several families: an operator that gives an operand,
// bit for bit, is that operand. Only what holds for every element is here:
// x + 0 is not x for the float -0.0, but x + -0.0 and x - 0 are.
//
// An operator with a condition that is left to the run time is a check, and
// stays.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/LaterUses.h"
#include "dialects/relax/ops/Operators.h"

#include "mlir/IR/BuiltinAttributes.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

//===----------------------------------------------------------------------===//
// Operators under themselves
//===----------------------------------------------------------------------===//

/// f(f(x)) = x.
template <typename OpT> static OpFoldResult foldInvolution(OpT op) {
  auto inner = op.getX().template getDefiningOp<OpT>();
  if (!inner || !isSpeculatable(op) || !isSpeculatable(inner))
    return {};
  return forwardOperand(op, inner.getX());
}

/// f(g(x)) = g(x) for each of the operators g.
template <typename... InnerOps, typename OpT>
static OpFoldResult foldFixedPoint(OpT op) {
  if (!isa_and_nonnull<InnerOps...>(op.getX().getDefiningOp()) ||
      !isSpeculatable(op))
    return {};
  return forwardOperand(op, op.getX());
}

OpFoldResult BitwiseNotOp::fold(FoldAdaptor) { return foldInvolution(*this); }
OpFoldResult LogicalNotOp::fold(FoldAdaptor) { return foldInvolution(*this); }

OpFoldResult NegativeOp::fold(FoldAdaptor) {
  // A format of 8 bits may have no sign, or no zero with one.
  Type type = cast<RelaxTensor>(getX().getType()).getElementType();
  if (!type || (isa<FloatType>(type) && type.getIntOrFloatBitWidth() < 16))
    return {};
  return foldInvolution(*this);
}

OpFoldResult FlipOp::fold(FoldAdaptor) {
  auto inner = getX().getDefiningOp<FlipOp>();
  if (!inner)
    return {};
  int64_t axis = getAxis(), other = inner.getAxis();
  if (auto type = cast<RelaxTensor>(getX().getType()); type.hasRank()) {
    axis += axis < 0 ? type.getRank() : 0;
    other += other < 0 ? type.getRank() : 0;
  }
  return axis == other ? foldInvolution(*this) : OpFoldResult();
}

OpFoldResult AbsOp::fold(FoldAdaptor) { return foldFixedPoint<AbsOp>(*this); }
OpFoldResult ReluOp::fold(FoldAdaptor) { return foldFixedPoint<ReluOp>(*this); }
OpFoldResult SignOp::fold(FoldAdaptor) { return foldFixedPoint<SignOp>(*this); }

// What is rounded to whole numbers once stays under any other rounding to them.
OpFoldResult CeilOp::fold(FoldAdaptor) {
  return foldFixedPoint<CeilOp, FloorOp, RoundOp, TruncOp>(*this);
}
OpFoldResult FloorOp::fold(FoldAdaptor) {
  return foldFixedPoint<CeilOp, FloorOp, RoundOp, TruncOp>(*this);
}
OpFoldResult RoundOp::fold(FoldAdaptor) {
  return foldFixedPoint<CeilOp, FloorOp, RoundOp, TruncOp>(*this);
}
OpFoldResult TruncOp::fold(FoldAdaptor) {
  return foldFixedPoint<CeilOp, FloorOp, RoundOp, TruncOp>(*this);
}

OpFoldResult ClipOp::fold(FoldAdaptor) {
  auto inner = getX().getDefiningOp<ClipOp>();
  if (!inner || inner.getMinAttr() != getMinAttr() ||
      inner.getMaxAttr() != getMaxAttr())
    return {};
  return foldFixedPoint<ClipOp>(*this);
}

//===----------------------------------------------------------------------===//
// Neutral elements
//===----------------------------------------------------------------------===//

/// The attribute as elements that are all equal, at least one; null where it
/// is none.
static DenseElementsAttr getSplat(Attribute attr) {
  auto dense = dyn_cast_or_null<DenseElementsAttr>(attr);
  bool isSplat = dense && dense.getNumElements() > 0 && dense.isSplat() &&
                 isa<IntegerType, FloatType>(dense.getElementType());
  return isSplat ? dense : DenseElementsAttr();
}

/// Whether all elements are the integer, or the float, that the predicates
/// look for.
template <typename IntegerFn, typename FloatFn>
static bool isSplatOf(Attribute attr, IntegerFn onInteger, FloatFn onFloat) {
  DenseElementsAttr splat = getSplat(attr);
  if (!splat)
    return false;
  return isa<FloatType>(splat.getElementType())
             ? onFloat(splat.getSplatValue<APFloat>())
             : onInteger(splat.getSplatValue<APInt>());
}

static bool isOne(Attribute attr) {
  return isSplatOf(
      attr, [](const APInt &value) { return value.isOne(); },
      [](const APFloat &value) { return value.isExactlyValue(1.0); });
}

/// What may be added to anything.
static bool isNeutralSummand(Attribute attr) {
  return isSplatOf(
      attr, [](const APInt &value) { return value.isZero(); },
      [](const APFloat &value) { return value.isNegZero(); });
}

/// What may be subtracted from anything.
static bool isNeutralSubtrahend(Attribute attr) {
  return isSplatOf(
      attr, [](const APInt &value) { return value.isZero(); },
      [](const APFloat &value) { return value.isPosZero(); });
}

static bool isIntegerOne(Attribute attr) {
  return isSplatOf(
      attr, [](const APInt &value) { return value.isOne(); },
      [](const APFloat &) { return false; });
}

static bool isAllZeros(Attribute attr) {
  return isSplatOf(
      attr, [](const APInt &value) { return value.isZero(); },
      [](const APFloat &) { return false; });
}

static bool isAllOnes(Attribute attr) {
  return isSplatOf(
      attr, [](const APInt &value) { return value.isAllOnes(); },
      [](const APFloat &) { return false; });
}

/// Whether a tensor of this type broadcasts to the shape of every tensor of the
/// other one: it has 1 in all dimensions, and no more of them.
static bool isScalarBeside(Type scalar, Type other) {
  auto type = cast<RelaxTensor>(scalar), target = cast<RelaxTensor>(other);
  if (!type.hasRank() ||
      !(type.getRank() == 0 ||
        (target.hasRank() && type.getRank() <= target.getRank())))
    return false;
  return llvm::all_of(type.getShape(), [](sym::ExprAttr dim) {
    return dim && dim.getConstantValue() == 1;
  });
}

/// `x`, where the other operands of `op` do not widen its shape.
static OpFoldResult dropOperands(Operation *op, Value x, ValueRange others) {
  // Two types with `?` may be those of different shapes.
  bool keepsShape =
      cast<RelaxTensor>(x.getType()).isFullyKnown() ||
      llvm::all_of(others, [&](Value other) {
        return other == x || isScalarBeside(other.getType(), x.getType());
      });
  if (!keepsShape || x.getType() != op->getResult(0).getType() ||
      !isSpeculatable(op))
    return {};
  return forwardOperand(op, x);
}

/// The left operand, where the right one is neutral.
template <typename OpT>
static OpFoldResult foldNeutralRhs(OpT op, Attribute rhs,
                                   bool (*isNeutral)(Attribute)) {
  return isNeutral(rhs) ? dropOperands(op, op.getLhs(), op.getRhs())
                        : OpFoldResult();
}

/// Either operand, where the other one is neutral.
template <typename OpT>
static OpFoldResult foldNeutral(OpT op, typename OpT::FoldAdaptor adaptor,
                                bool (*isNeutral)(Attribute)) {
  if (OpFoldResult folded = foldNeutralRhs(op, adaptor.getRhs(), isNeutral))
    return folded;
  return isNeutral(adaptor.getLhs())
             ? dropOperands(op, op.getRhs(), op.getLhs())
             : OpFoldResult();
}

/// f(x, x) = x.
template <typename OpT> static OpFoldResult foldEqualOperands(OpT op) {
  return op.getLhs() == op.getRhs() ? dropOperands(op, op.getLhs(), op.getRhs())
                                    : OpFoldResult();
}

/// Both: for operators with a neutral element that keep what meets itself.
template <typename OpT>
static OpFoldResult foldLattice(OpT op, typename OpT::FoldAdaptor adaptor,
                                bool (*isNeutral)(Attribute)) {
  if (OpFoldResult folded = foldEqualOperands(op))
    return folded;
  return foldNeutral(op, adaptor, isNeutral);
}

OpFoldResult AddOp::fold(FoldAdaptor adaptor) {
  return foldNeutral(*this, adaptor, isNeutralSummand);
}
OpFoldResult SubtractOp::fold(FoldAdaptor adaptor) {
  return foldNeutralRhs(*this, adaptor.getRhs(), isNeutralSubtrahend);
}
OpFoldResult MultiplyOp::fold(FoldAdaptor adaptor) {
  return foldNeutral(*this, adaptor, isOne);
}
OpFoldResult DivideOp::fold(FoldAdaptor adaptor) {
  return foldNeutralRhs(*this, adaptor.getRhs(), isOne);
}
OpFoldResult FloorDivideOp::fold(FoldAdaptor adaptor) {
  return foldNeutralRhs(*this, adaptor.getRhs(), isIntegerOne);
}
OpFoldResult PowerOp::fold(FoldAdaptor adaptor) {
  return foldNeutralRhs(*this, adaptor.getRhs(), isOne);
}

OpFoldResult MaximumOp::fold(FoldAdaptor) { return foldEqualOperands(*this); }
OpFoldResult MinimumOp::fold(FoldAdaptor) { return foldEqualOperands(*this); }

OpFoldResult BitwiseAndOp::fold(FoldAdaptor adaptor) {
  return foldLattice(*this, adaptor, isAllOnes);
}
OpFoldResult BitwiseOrOp::fold(FoldAdaptor adaptor) {
  return foldLattice(*this, adaptor, isAllZeros);
}
OpFoldResult BitwiseXorOp::fold(FoldAdaptor adaptor) {
  return foldNeutral(*this, adaptor, isAllZeros);
}
OpFoldResult LogicalAndOp::fold(FoldAdaptor adaptor) {
  return foldLattice(*this, adaptor, isAllOnes);
}
OpFoldResult LogicalOrOp::fold(FoldAdaptor adaptor) {
  return foldLattice(*this, adaptor, isAllZeros);
}
OpFoldResult LogicalXorOp::fold(FoldAdaptor adaptor) {
  return foldNeutral(*this, adaptor, isAllZeros);
}

//===----------------------------------------------------------------------===//
// where
//===----------------------------------------------------------------------===//

OpFoldResult WhereOp::fold(FoldAdaptor adaptor) {
  Value taken;
  if (getX() == getY())
    taken = getX();
  else if (isAllOnes(adaptor.getCondition()))
    taken = getX();
  else if (isAllZeros(adaptor.getCondition()))
    taken = getY();
  return taken ? dropOperands(*this, taken, getOperands()) : OpFoldResult();
}
