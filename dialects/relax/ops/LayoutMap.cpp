//===- LayoutMap.cpp - index maps that rearrange a tensor -----------------===//
//
// A map is one to one where the digits of each dimension follow one another
// without gap and overlap, and those of each result as well: both sides are then
// numbers in a mixed radix, written with the same digits.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/LayoutMap.h"

#include "dialects/relax/ops/DimMath.h"
#include "mlir/IR/AffineExpr.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace mlir::relax;

/// The constant on the right of a binary expression, where it is at least 1.
static std::optional<int64_t> getPositiveConstant(AffineExpr expr) {
  auto constant = dyn_cast<AffineConstantExpr>(expr);
  if (!constant || constant.getValue() < 1)
    return std::nullopt;
  return constant.getValue();
}

/// A dimension under `floordiv` and `mod` by positive constants; nothing for
/// another expression. A modulus of 1 means that the digit is always 0.
static std::optional<LayoutDigit> readDigit(AffineExpr expr) {
  if (auto dim = dyn_cast<AffineDimExpr>(expr)) {
    LayoutDigit digit;
    digit.dim = dim.getPosition();
    return digit;
  }
  auto binary = dyn_cast<AffineBinaryOpExpr>(expr);
  std::optional<int64_t> constant = binary ? getPositiveConstant(binary.getRHS()) : std::nullopt;
  std::optional<LayoutDigit> digit = constant ? readDigit(binary.getLHS()) : std::nullopt;
  if (!digit)
    return std::nullopt;
  switch (expr.getKind()) {
  case AffineExprKind::FloorDiv:
    if (llvm::MulOverflow(digit->divisor, *constant, digit->divisor))
      return std::nullopt;
    if (digit->modulus == 0)
      return digit;
    if (digit->modulus % *constant != 0)
      return std::nullopt;
    digit->modulus /= *constant;
    return digit;
  case AffineExprKind::Mod:
    if (digit->modulus == 0 || digit->modulus % *constant == 0) {
      digit->modulus = *constant;
      return digit;
    }
    // A smaller digit already.
    return *constant % digit->modulus == 0 ? digit : std::nullopt;
  default:
    return std::nullopt;
  }
}

/// Appends the digits of a result; `scale` is what stands around `expr`. False where it is of another form.
static bool readSum(AffineExpr expr, int64_t scale, SmallVectorImpl<LayoutDigit> &digits) {
  if (auto constant = dyn_cast<AffineConstantExpr>(expr))
    return constant.getValue() == 0;
  if (expr.getKind() == AffineExprKind::Add) {
    auto sum = cast<AffineBinaryOpExpr>(expr);
    return readSum(sum.getLHS(), scale, digits) && readSum(sum.getRHS(), scale, digits);
  }
  if (expr.getKind() == AffineExprKind::Mul) {
    auto product = cast<AffineBinaryOpExpr>(expr);
    std::optional<int64_t> factor = getPositiveConstant(product.getRHS());
    return factor && !llvm::MulOverflow(scale, *factor, scale) && readSum(product.getLHS(), scale, digits);
  }
  std::optional<LayoutDigit> digit = readDigit(expr);
  if (!digit)
    return false;
  digit->stride = scale;
  if (digit->modulus != 1)
    digits.push_back(*digit);
  return true;
}

static std::string toText(AffineExpr expr) {
  std::string text;
  llvm::raw_string_ostream os(text);
  os << expr;
  return text;
}

FailureOr<LayoutMap> LayoutMap::read(const Deduction &deduction, AffineMap map) {
  if (map.getNumSymbols() != 0)
    return deduction.fail("'index_map' must have no symbols, got ", map.getNumSymbols());
  LayoutMap layout;
  SmallVector<SmallVector<LayoutDigit>> ofDims(map.getNumDims());
  for (AffineExpr expr : map.getResults()) {
    SmallVector<LayoutDigit> digits;
    if (!readSum(expr, 1, digits))
      return deduction.fail("results of 'index_map' must be sums of dimensions under floordiv and mod by positive "
                            "constants, times positive constants, got ",
                            toText(expr));
    llvm::sort(digits, [](const LayoutDigit &lhs, const LayoutDigit &rhs) {
      return std::tie(lhs.stride, lhs.dim, lhs.divisor) < std::tie(rhs.stride, rhs.dim, rhs.divisor);
    });
    for (const LayoutDigit &digit : digits)
      ofDims[digit.dim].push_back(digit);
    layout.results.emplace_back(digits.begin(), digits.end());
  }
  for (auto [dim, digits] : llvm::enumerate(ofDims)) {
    llvm::sort(digits, [](const LayoutDigit &lhs, const LayoutDigit &rhs) {
      return std::tuple(lhs.divisor, lhs.modulus == 0, lhs.modulus) <
             std::tuple(rhs.divisor, rhs.modulus == 0, rhs.modulus);
    });
    int64_t next = 1;
    bool isOpen = false;
    for (const LayoutDigit &digit : digits) {
      if (isOpen || digit.divisor != next)
        return deduction.fail("'index_map' must use every part of d", dim, " once, got one in steps of ", digit.divisor,
                              isOpen ? " behind the last in steps of " : " where the others end at ", next);
      isOpen = digit.modulus == 0;
      if (!isOpen && llvm::MulOverflow(next, digit.modulus, next))
        return deduction.fail("size of d", dim, " in 'index_map' must fit in 64 bits, got ", digit.divisor, " times ",
                              digit.modulus);
    }
    layout.tiles.push_back(next);
    layout.isOpen.push_back(isOpen);
  }
  return layout;
}

FailureOr<SmallVector<Dim>> LayoutMap::getLayoutShape(Deduction &deduction, ArrayRef<Dim> from, bool isPadded) const {
  DimMath math(deduction.getContext());
  for (auto [axis, dim] : llvm::enumerate(from)) {
    std::string name = "dimension " + std::to_string(axis);
    Dim tile = math.constant(tiles[axis]);
    if (!isOpen[axis]) {
      if (failed(unifyDims(deduction, dim, tile, name + " and its size in 'index_map'")))
        return failure();
      continue;
    }
    if (isPadded || tiles[axis] == 1)
      continue;
    Dim rest = math.mod(dim, tile);
    if (!rest)
      deduction.addUnknownCondition();
    else if (rest.isConstant() && !rest.isConstant(0))
      return deduction.fail(name, " must be divisible by its tile without 'pad_value', got ", dim.str(), " and ",
                            tiles[axis]);
    else if (!rest.isConstant())
      deduction.addCondition(rest, math.constant(0), "remainder of " + name + " by its tile, and 0");
  }
  SmallVector<Dim> shape;
  for (auto [number, digits] : llvm::enumerate(results)) {
    Dim count = math.constant(1);
    for (const LayoutDigit &digit : digits) {
      if (failed(unifyDims(deduction, math.constant(digit.stride), count,
                           "factor of d" + Twine(digit.dim) + " in result " + Twine(number) +
                               " of 'index_map' and the number of places below it")))
        return failure();
      Dim divisor = math.constant(digit.divisor);
      Dim extent = digit.modulus != 0 ? math.constant(digit.modulus)
                   : isPadded         ? math.ceilDiv(from[digit.dim], divisor)
                                      : math.floorDiv(from[digit.dim], divisor);
      count = math.mul(count, extent);
    }
    shape.push_back(count);
  }
  if (failed(math.check(deduction, "sizes of the result")))
    return failure();
  return shape;
}
