//===- ScalarOps.cpp - relax_vm: arithmetic on the scalar bank ------------===//
//
// Folding follows the machine exactly: what would fail at run time is left
// alone.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax_vm/RelaxVM.h"

#include "llvm/Support/MathExtras.h"

#include <algorithm>
#include <limits>

using namespace mlir;
using namespace mlir::relax_vm;

#define GET_OP_CLASSES
#include "dialects/relax_vm/ScalarOps.cpp.inc"

OpFoldResult IConstOp::fold(FoldAdaptor) { return getValueAttr(); }

Operation *RelaxVMDialect::materializeConstant(OpBuilder &builder,
                                               Attribute value, Type type,
                                               Location loc) {
  auto integer = dyn_cast<IntegerAttr>(value);
  if (!integer || !type.isSignlessInteger(64))
    return nullptr;
  return IConstOp::create(builder, loc, integer.getInt());
}

OpFoldResult SMoveOp::fold(FoldAdaptor) { return getSource(); }

namespace {
using Folded = std::optional<int64_t>;
} // namespace

/// Folds a binary op over two constants with `compute`, which gives nothing
/// where the machine would fail.
static OpFoldResult
foldBinary(Attribute lhs, Attribute rhs,
           llvm::function_ref<Folded(int64_t, int64_t)> compute) {
  auto a = dyn_cast_or_null<IntegerAttr>(lhs);
  auto b = dyn_cast_or_null<IntegerAttr>(rhs);
  if (!a || !b)
    return {};
  Folded value = compute(a.getInt(), b.getInt());
  return value ? OpFoldResult(IntegerAttr::get(a.getType(), *value))
               : OpFoldResult();
}

static bool isConstant(Attribute value, int64_t expected) {
  auto integer = dyn_cast_or_null<IntegerAttr>(value);
  return integer && integer.getInt() == expected;
}

OpFoldResult IAddOp::fold(FoldAdaptor adaptor) {
  if (isConstant(adaptor.getRhs(), 0))
    return getLhs();
  if (isConstant(adaptor.getLhs(), 0))
    return getRhs();
  return foldBinary(adaptor.getLhs(), adaptor.getRhs(),
                    [](int64_t a, int64_t b) -> Folded {
                      int64_t result;
                      if (llvm::AddOverflow(a, b, result))
                        return std::nullopt;
                      return result;
                    });
}

OpFoldResult ISubOp::fold(FoldAdaptor adaptor) {
  if (isConstant(adaptor.getRhs(), 0))
    return getLhs();
  return foldBinary(adaptor.getLhs(), adaptor.getRhs(),
                    [](int64_t a, int64_t b) -> Folded {
                      int64_t result;
                      if (llvm::SubOverflow(a, b, result))
                        return std::nullopt;
                      return result;
                    });
}

OpFoldResult IMulOp::fold(FoldAdaptor adaptor) {
  if (isConstant(adaptor.getRhs(), 1))
    return getLhs();
  if (isConstant(adaptor.getLhs(), 1))
    return getRhs();
  return foldBinary(adaptor.getLhs(), adaptor.getRhs(),
                    [](int64_t a, int64_t b) -> Folded {
                      int64_t result;
                      if (llvm::MulOverflow(a, b, result))
                        return std::nullopt;
                      return result;
                    });
}

/// True where the machine refuses to divide.
static bool divisionFails(int64_t a, int64_t b) {
  return b == 0 || (a == std::numeric_limits<int64_t>::min() && b == -1);
}

OpFoldResult IFloorDivOp::fold(FoldAdaptor adaptor) {
  if (isConstant(adaptor.getRhs(), 1))
    return getLhs();
  return foldBinary(adaptor.getLhs(), adaptor.getRhs(),
                    [](int64_t a, int64_t b) -> Folded {
                      if (divisionFails(a, b))
                        return std::nullopt;
                      return a / b - (a % b != 0 && (a < 0) != (b < 0));
                    });
}

OpFoldResult ICeilDivOp::fold(FoldAdaptor adaptor) {
  if (isConstant(adaptor.getRhs(), 1))
    return getLhs();
  return foldBinary(adaptor.getLhs(), adaptor.getRhs(),
                    [](int64_t a, int64_t b) -> Folded {
                      if (divisionFails(a, b))
                        return std::nullopt;
                      return a / b + (a % b != 0 && (a < 0) == (b < 0));
                    });
}

OpFoldResult IModOp::fold(FoldAdaptor adaptor) {
  return foldBinary(adaptor.getLhs(), adaptor.getRhs(),
                    [](int64_t a, int64_t b) -> Folded {
                      if (divisionFails(a, b))
                        return std::nullopt;
                      int64_t remainder = a % b;
                      if (remainder != 0 && (remainder < 0) != (b < 0))
                        remainder += b;
                      return remainder;
                    });
}

OpFoldResult IMinOp::fold(FoldAdaptor adaptor) {
  if (getLhs() == getRhs())
    return getLhs();
  return foldBinary(
      adaptor.getLhs(), adaptor.getRhs(),
      [](int64_t a, int64_t b) -> Folded { return std::min(a, b); });
}

OpFoldResult IMaxOp::fold(FoldAdaptor adaptor) {
  if (getLhs() == getRhs())
    return getLhs();
  return foldBinary(
      adaptor.getLhs(), adaptor.getRhs(),
      [](int64_t a, int64_t b) -> Folded { return std::max(a, b); });
}

OpFoldResult ICmpEqOp::fold(FoldAdaptor adaptor) {
  return foldBinary(adaptor.getLhs(), adaptor.getRhs(),
                    [](int64_t a, int64_t b) -> Folded { return a == b; });
}

OpFoldResult ICmpNeOp::fold(FoldAdaptor adaptor) {
  return foldBinary(adaptor.getLhs(), adaptor.getRhs(),
                    [](int64_t a, int64_t b) -> Folded { return a != b; });
}

OpFoldResult ICmpLtOp::fold(FoldAdaptor adaptor) {
  return foldBinary(adaptor.getLhs(), adaptor.getRhs(),
                    [](int64_t a, int64_t b) -> Folded { return a < b; });
}

OpFoldResult ICmpLeOp::fold(FoldAdaptor adaptor) {
  return foldBinary(adaptor.getLhs(), adaptor.getRhs(),
                    [](int64_t a, int64_t b) -> Folded { return a <= b; });
}

OpFoldResult ISelectOp::fold(FoldAdaptor adaptor) {
  if (getIfTrue() == getIfFalse())
    return getIfTrue();
  if (auto condition = dyn_cast_or_null<IntegerAttr>(adaptor.getCondition()))
    return condition.getInt() != 0 ? getIfTrue() : getIfFalse();
  return {};
}
