//===- LegalizationNum.h - formulas of kernels ------------------*- C++ -*-===//
//
// A scalar of a kernel under the operators of C++, so that a formula reads as
// one. Operands have one type, float or integer
// (`index` included), or are literals of C++, which take the type of the other
// side. Private to this folder.
//
//===----------------------------------------------------------------------===//

#ifndef CONVERSION_RELAX_TO_TIR_LEGALIZATIONNUM_H
#define CONVERSION_RELAX_TO_TIR_LEGALIZATIONNUM_H

#include "conversion/relax_to_tir/LegalizationSupport.h"
#include "mlir/Dialect/Math/IR/Math.h"

namespace mlir::relax {

/// A scalar and the builder of the code that computes it.
class Num {
public:
  Num(tir::ScalarBuilder &scalars, Value value)
      : scalars(&scalars), value(value) {}

  operator Value() const { return value; }
  Type getType() const { return value.getType(); }
  bool isFloat() const { return isa<FloatType>(getType()); }
  tir::ScalarBuilder &getScalars() const { return *scalars; }

  /// A literal of this type.
  Num like(double literal) const {
    return with(scalars->constant(getType(), literal));
  }
  Num with(Value other) const { return Num(*scalars, other); }

  Num operator+(Num rhs) const { return with(scalars->add(value, rhs.value)); }
  Num operator-(Num rhs) const { return with(scalars->sub(value, rhs.value)); }
  Num operator*(Num rhs) const { return with(scalars->mul(value, rhs.value)); }
  /// Of integers: rounded towards zero.
  Num operator/(Num rhs) const { return with(scalars->div(value, rhs.value)); }
  Num operator+(double rhs) const { return *this + like(rhs); }
  Num operator-(double rhs) const { return *this - like(rhs); }
  Num operator*(double rhs) const { return *this * like(rhs); }
  Num operator/(double rhs) const { return *this / like(rhs); }
  Num operator-() const { return like(0) - *this; }

  // Comparisons give i1; with NaN they are false, but `!=` is true.
  Num operator<(Num rhs) const {
    return compare(arith::CmpFPredicate::OLT, arith::CmpIPredicate::slt, rhs);
  }
  Num operator<=(Num rhs) const {
    return compare(arith::CmpFPredicate::OLE, arith::CmpIPredicate::sle, rhs);
  }
  Num operator>(Num rhs) const { return rhs < *this; }
  Num operator>=(Num rhs) const { return rhs <= *this; }
  Num operator==(Num rhs) const {
    return compare(arith::CmpFPredicate::OEQ, arith::CmpIPredicate::eq, rhs);
  }
  Num operator!=(Num rhs) const {
    return compare(arith::CmpFPredicate::UNE, arith::CmpIPredicate::ne, rhs);
  }
  Num operator<(double rhs) const { return *this < like(rhs); }
  Num operator<=(double rhs) const { return *this <= like(rhs); }
  Num operator>(double rhs) const { return *this > like(rhs); }
  Num operator>=(double rhs) const { return *this >= like(rhs); }
  Num operator==(double rhs) const { return *this == like(rhs); }
  Num operator!=(double rhs) const { return *this != like(rhs); }
  /// Of i1; both sides are computed.
  Num operator&&(Num rhs) const { return make<arith::AndIOp>(rhs.value); }
  Num operator||(Num rhs) const { return make<arith::OrIOp>(rhs.value); }

  /// This condition ? ifTrue : ifFalse; both are computed.
  Num select(Num ifTrue, Num ifFalse) const {
    return make<arith::SelectOp>(ifTrue.value, ifFalse.value);
  }
  Num select(Num ifTrue, double ifFalse) const {
    return select(ifTrue, ifTrue.like(ifFalse));
  }
  Num select(double ifTrue, Num ifFalse) const {
    return select(ifFalse.like(ifTrue), ifFalse);
  }

  /// The smaller (larger) one; of floats the other one where one is NaN.
  Num min(Num rhs) const {
    return isFloat() ? make<arith::MinNumFOp>(rhs.value)
                     : make<arith::MinSIOp>(rhs.value);
  }
  Num max(Num rhs) const {
    return isFloat() ? make<arith::MaxNumFOp>(rhs.value)
                     : make<arith::MaxSIOp>(rhs.value);
  }
  Num min(double rhs) const { return min(like(rhs)); }
  Num max(double rhs) const { return max(like(rhs)); }
  /// The nearest number in [low, high], `low` for NaN: what may be converted to
  /// an integer without undefined behaviour.
  Num clamp(Num low, Num high) const { return max(low).min(high).max(low); }
  Num clamp(double low, double high) const {
    return clamp(like(low), like(high));
  }

  Num floor() const { return unary<math::FloorOp>(); }
  Num ceil() const { return unary<math::CeilOp>(); }
  Num roundEven() const { return unary<math::RoundEvenOp>(); }
  Num exp() const { return unary<math::ExpOp>(); }
  Num log() const { return unary<math::LogOp>(); }
  Num tanh() const { return unary<math::TanhOp>(); }
  Num sin() const { return unary<math::SinOp>(); }
  Num cos() const { return unary<math::CosOp>(); }
  Num abs() const { return isFloat() ? unary<math::AbsFOp>() : max(-*this); }

  /// Floats are rounded towards zero on the way to integers, integers keep
  /// their sign.
  Num to(Type type) const { return with(scalars->cast(value, type)); }
  Num toIndex() const { return to(scalars->getBuilder().getIndexType()); }
  Num toF64() const { return to(scalars->getBuilder().getF64Type()); }

private:
  Num compare(arith::CmpFPredicate ofFloats, arith::CmpIPredicate ofIntegers,
              Num rhs) const {
    OpBuilder &builder = scalars->getBuilder();
    if (isFloat())
      return with(arith::CmpFOp::create(builder, scalars->getLoc(), ofFloats,
                                        value, rhs.value));
    return with(arith::CmpIOp::create(builder, scalars->getLoc(), ofIntegers,
                                      value, rhs.value));
  }
  template <typename OpTy, typename... Args> Num make(Args... args) const {
    return with(
        OpTy::create(scalars->getBuilder(), scalars->getLoc(), value, args...));
  }
  template <typename OpTy> Num unary() const {
    return with(OpTy::create(scalars->getBuilder(), scalars->getLoc(), value));
  }

  tir::ScalarBuilder *scalars;
  Value value;
};

/// An element whose indices are inside by construction, since they were clamped
/// to the size of the buffer as numbers: it is not checked at run time.
inline Value loadClamped(tir::ScalarBuilder &scalars, Value buffer,
                         ValueRange indices) {
  Value element = scalars.load(buffer, indices);
  element.getDefiningOp()->setAttr(tir::kUnguardedAttr,
                                   scalars.getBuilder().getUnitAttr());
  return element;
}

/// An element as one computes with it.
inline Num loadNum(tir::ScalarBuilder &scalars, Value buffer,
                   ValueRange indices) {
  return Num(scalars, loadWide(scalars, buffer, indices));
}

} // namespace mlir::relax

#endif // CONVERSION_RELAX_TO_TIR_LEGALIZATIONNUM_H
