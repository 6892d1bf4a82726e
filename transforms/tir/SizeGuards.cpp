//===- SizeGuards.cpp - Checks of computed sizes --------------------------===//
//
// The check evaluates the expression in f64, which neither wraps nor traps: of values far below 2^62 the error is far below
// the distance to 2^63, and a division by zero gives no number, of which no comparison holds.
//
//===----------------------------------------------------------------------===//

#include "transforms/tir/SizeGuards.h"

#include "dialects/sym/Sym.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "llvm/ADT/MapVector.h"

using namespace mlir;
using namespace mlir::tir;
using sym::ExprAttr;
using sym::ExprKind;

std::string tir::getPlaceText(Location loc) {
  std::string text;
  if (auto file = loc->findInstanceOf<FileLineColLoc>())
    llvm::raw_string_ostream(text) << ", at " << file.getFilename().getValue() << ":" << file.getLine() << ":"
                                   << file.getColumn();
  return text;
}

namespace {

/// No tensor has so many elements; with the coefficients below, sums of a few dozen terms stay within 64 bits.
constexpr int64_t kMaxCoefficient = int64_t{1} << 12, kMaxConstant = int64_t{1} << 45;
/// What a size must stay below, and the bytes of a local buffer.
constexpr double kSizeLimit = 4611686018427387904.0 /* 2^62 */, kByteLimit = 70368744177664.0 /* 2^46 */;

/// Evaluates expressions in f64.
class FloatExpander : public sym::ExprExpander {
public:
  FloatExpander(OpBuilder &builder, Location loc) : builder(builder), loc(loc) {}

  /// The symbols that were asked for, and their values as `index`.
  llvm::MapVector<StringAttr, Value> symbols;

  Value constant(int64_t value) override { return number(static_cast<double>(value)); }

  Value symbol(StringAttr name) override {
    Value &index = symbols[name];
    if (!index) {
      Value value = sym::ValueOp::create(builder, loc, ExprAttr::getSymbol(name));
      index = sym::ToIndexOp::create(builder, loc, builder.getIndexType(), value);
    }
    Value integer = arith::IndexCastOp::create(builder, loc, builder.getI64Type(), index);
    return arith::SIToFPOp::create(builder, loc, builder.getF64Type(), integer);
  }

  Value binary(sym::ExprOp op, Value lhs, Value rhs) override {
    switch (op) {
    case sym::ExprOp::Add:
      return arith::AddFOp::create(builder, loc, lhs, rhs);
    case sym::ExprOp::Sub:
      return arith::SubFOp::create(builder, loc, lhs, rhs);
    case sym::ExprOp::Mul:
      return arith::MulFOp::create(builder, loc, lhs, rhs);
    case sym::ExprOp::FloorDiv:
      return math::FloorOp::create(builder, loc, arith::DivFOp::create(builder, loc, lhs, rhs));
    case sym::ExprOp::CeilDiv:
      return math::CeilOp::create(builder, loc, arith::DivFOp::create(builder, loc, lhs, rhs));
    case sym::ExprOp::Mod: {
      Value quotient = math::FloorOp::create(builder, loc, arith::DivFOp::create(builder, loc, lhs, rhs));
      return arith::SubFOp::create(builder, loc, lhs, arith::MulFOp::create(builder, loc, quotient, rhs));
    }
    case sym::ExprOp::Min:
      return arith::MinimumFOp::create(builder, loc, lhs, rhs);
    case sym::ExprOp::Max:
      return arith::MaximumFOp::create(builder, loc, lhs, rhs);
    }
    return {};
  }

  Value select(sym::Comparison comparison, Value lhs, Value rhs, Value ifTrue, Value ifFalse) override {
    arith::CmpFPredicate predicate = comparison == sym::Comparison::eq   ? arith::CmpFPredicate::OEQ
                                     : comparison == sym::Comparison::ne ? arith::CmpFPredicate::UNE
                                     : comparison == sym::Comparison::lt ? arith::CmpFPredicate::OLT
                                                                         : arith::CmpFPredicate::OLE;
    Value condition = arith::CmpFOp::create(builder, loc, predicate, lhs, rhs);
    return arith::SelectOp::create(builder, loc, condition, ifTrue, ifFalse);
  }

  Value number(double value) {
    return arith::ConstantOp::create(builder, loc, builder.getF64FloatAttr(value));
  }

private:
  OpBuilder &builder;
  Location loc;
};

class SizeGuards {
public:
  explicit SizeGuards(PrimFuncOp function) : function(function) {
    for (Type type : function.getArgumentTypes())
      if (auto buffer = dyn_cast<BufferType>(type))
        for (ExprAttr dim : buffer.getShape())
          if (dim.isSymbol())
            dimensions.insert(dim);
  }

  unsigned run() {
    SmallVector<Operation *> found;
    function->walk([&](Operation *op) {
      if (op->hasAttr(kUnguardedAttr))
        return;
      if (auto value = dyn_cast<sym::ValueOp>(op); value && !value.getExpr().isSymbol() && !isTame(value.getExpr()))
        found.push_back(op);
      else if (auto alloc = dyn_cast<AllocBufferOp>(op); alloc && !isTame(alloc))
        found.push_back(op);
    });
    // First those at the entry, in front of all others.
    OpBuilder atEntry = OpBuilder::atBlockBegin(&function.getBody().front());
    for (Operation *op : found)
      if (auto alloc = dyn_cast<AllocBufferOp>(op))
        guardBuffer(atEntry, alloc);
    for (Operation *op : found)
      if (auto value = dyn_cast<sym::ValueOp>(op))
        guardValue(value);
    // The next run finds them checked.
    for (Operation *op : found)
      op->setAttr(kUnguardedAttr, atEntry.getUnitAttr());
    return found.size();
  }

private:
  /// Whether the factors are different dimensions of one parameter, which is a tensor in memory.
  bool isPartOfTensor(ArrayRef<ExprAttr> factors) {
    return llvm::any_of(function.getArgumentTypes(), [&](Type type) {
      auto buffer = dyn_cast<BufferType>(type);
      if (!buffer)
        return false;
      SmallVector<ExprAttr> shape(buffer.getShape());
      return llvm::all_of(factors, [&](ExprAttr factor) {
        auto *it = llvm::find(shape, factor);
        if (it == shape.end())
          return false;
        shape.erase(it);
        return true;
      });
    });
  }

  /// Whether an expression of the sizes of tensors stays within 64 bits, each part of it, and is defined.
  bool isTame(ExprAttr expr) {
    auto isSmall = [](int64_t value, int64_t limit) { return value >= -limit && value <= limit; };
    auto areTame = [&](ArrayRef<ExprAttr> parts) {
      return llvm::all_of(parts, [&](ExprAttr part) { return isTame(part); });
    };
    switch (expr.getKind()) {
    case ExprKind::Constant:
      return isSmall(expr.getValue(), kMaxConstant);
    case ExprKind::Symbol:
      return dimensions.contains(expr);
    case ExprKind::Product:
      return isPartOfTensor(expr.getOperands());
    case ExprKind::Sum:
      return isSmall(expr.getValue(), kMaxConstant) && expr.getOperands().size() <= 16 &&
             llvm::all_of(expr.getCoefficients(),
                          [&](int64_t coefficient) { return isSmall(coefficient, kMaxCoefficient); }) &&
             areTame(expr.getOperands());
    case ExprKind::FloorDiv:
    case ExprKind::CeilDiv:
    case ExprKind::Mod: {
      std::optional<int64_t> divisor = expr.getOperands()[1].getConstantValue();
      return divisor && *divisor > 0 && isTame(expr.getOperands()[0]);
    }
    case ExprKind::Min:
    case ExprKind::Max:
    case ExprKind::Select:
      return areTame(expr.getOperands());
    case ExprKind::OpaqueProduct:
      return false;
    }
    return false;
  }

  /// Whether the sizes of tensors never make an expression negative.
  static bool isNonNegative(ExprAttr expr) {
    auto all = [](ArrayRef<ExprAttr> parts) { return llvm::all_of(parts, isNonNegative); };
    switch (expr.getKind()) {
    case ExprKind::Constant:
      return expr.getValue() >= 0;
    case ExprKind::Symbol:
      return true;
    case ExprKind::Sum:
      return expr.getValue() >= 0 && llvm::all_of(expr.getCoefficients(), [](int64_t c) { return c >= 0; }) &&
             all(expr.getOperands());
    case ExprKind::Mod:
      return isNonNegative(expr.getOperands()[1]);
    case ExprKind::Max:
      return llvm::any_of(expr.getOperands(), isNonNegative);
    case ExprKind::Product:
    case ExprKind::FloorDiv:
    case ExprKind::CeilDiv:
    case ExprKind::Min:
      return all(expr.getOperands());
    case ExprKind::Select:
      return all(expr.getOperands().take_back(2));
    case ExprKind::OpaqueProduct:
      return false;
    }
    return false;
  }

  bool isTame(AllocBufferOp alloc) {
    ExprAttr product = ExprAttr::getConstant(function.getContext(), 1);
    for (ExprAttr dim : alloc.getType().getShape()) {
      FailureOr<ExprAttr> next = sym::mul(product, dim);
      if (failed(next) || !isTame(dim) || !isNonNegative(dim))
        return false;
      product = *next;
    }
    return isTame(product);
  }

  /// Fails unless `size` is less than the limit and no one of `dims` negative.
  AssertOp check(OpBuilder &builder, Location loc, FloatExpander &expander, Value size, double limit, std::string message,
                 ValueRange dims = {}) {
    Value magnitude = math::AbsFOp::create(builder, loc, size);
    Value fits = arith::CmpFOp::create(builder, loc, arith::CmpFPredicate::OLT, magnitude, expander.number(limit));
    for (Value dim : dims) {
      Value sign = arith::CmpFOp::create(builder, loc, arith::CmpFPredicate::OGE, dim, expander.number(0));
      fits = arith::AndIOp::create(builder, loc, fits, sign);
    }
    SmallVector<Value> values;
    for (auto &[name, value] : expander.symbols) {
      message += (values.empty() ? ", got " : ", ") + name.getValue().str() + " = {}";
      values.push_back(value);
    }
    return AssertOp::create(builder, loc, fits, message + getPlaceText(loc), values);
  }

  void guardValue(sym::ValueOp op) {
    OpBuilder builder(op);
    FloatExpander expander(builder, op.getLoc());
    Value size = sym::expand(op.getExpr(), expander);
    check(builder, op.getLoc(), expander, size, kSizeLimit,
          "size '" + op.getExpr().str() + "' must be a number less than 2^62");
  }

  void guardBuffer(OpBuilder &builder, AllocBufferOp op) {
    FloatExpander expander(builder, op.getLoc());
    BufferType type = op.getType();
    Type element = type.getElementType();
    Value bytes = expander.number(element.isIndex() ? 8 : (element.getIntOrFloatBitWidth() + 7) / 8);
    SmallVector<Value> dims;
    for (ExprAttr dim : type.getShape()) {
      Value size = sym::expand(dim, expander);
      bytes = arith::MulFOp::create(builder, op.getLoc(), bytes, size);
      if (!isNonNegative(dim))
        dims.push_back(size);
    }
    std::string text;
    llvm::raw_string_ostream(text) << "a local buffer of type " << type << " must have less than 2^46 bytes"
                                   << (dims.empty() ? "" : " and no negative size");
    AssertOp guard = check(builder, op.getLoc(), expander, bytes, kByteLimit, text, dims);
    guard->setAttr(kSizeGuardAttr, builder.getUnitAttr());
  }

  PrimFuncOp function;
  llvm::DenseSet<ExprAttr> dimensions;
};

} // namespace

unsigned tir::insertSizeGuards(PrimFuncOp function) { return SizeGuards(function).run(); }
