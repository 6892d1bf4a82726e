//===- ScalarLowering.cpp - scalars and symbols of a relax function -------===//
//
// `sym` ops and the part of `arith` that the scalars of the virtual machine can express: 64-bit integers, comparisons, booleans.
//
//===----------------------------------------------------------------------===//

#include "FunctionLowering.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace mlir::relax;

//===----------------------------------------------------------------------===//
// Expressions
//===----------------------------------------------------------------------===//

namespace {

/// Expands an expression into instructions.
class VMExpander : public sym::ExprExpander {
public:
  VMExpander(OpBuilder &builder, Location loc, llvm::function_ref<Value(int64_t)> makeConstant,
             llvm::function_ref<Value(StringAttr)> readSymbol)
      : builder(builder), loc(loc), makeConstant(makeConstant), readSymbol(readSymbol) {}

  Value constant(int64_t value) override { return makeConstant(value); }

  Value symbol(StringAttr name) override {
    Value value = readSymbol(name);
    if (!value)
      emitError(loc) << "no value of symbol '" << name.getValue() << "' is at hand (see relax-lower-shapes)";
    return value;
  }

  Value binary(sym::ExprOp op, Value lhs, Value rhs) override {
    switch (op) {
    case sym::ExprOp::Add:
      return relax_vm::IAddOp::create(builder, loc, builder.getI64Type(), lhs, rhs);
    case sym::ExprOp::Sub:
      return relax_vm::ISubOp::create(builder, loc, builder.getI64Type(), lhs, rhs);
    case sym::ExprOp::Mul:
      return relax_vm::IMulOp::create(builder, loc, builder.getI64Type(), lhs, rhs);
    case sym::ExprOp::FloorDiv:
      return relax_vm::IFloorDivOp::create(builder, loc, builder.getI64Type(), lhs, rhs);
    case sym::ExprOp::CeilDiv:
      return relax_vm::ICeilDivOp::create(builder, loc, builder.getI64Type(), lhs, rhs);
    case sym::ExprOp::Mod:
      return relax_vm::IModOp::create(builder, loc, builder.getI64Type(), lhs, rhs);
    case sym::ExprOp::Min:
      return relax_vm::IMinOp::create(builder, loc, builder.getI64Type(), lhs, rhs);
    case sym::ExprOp::Max:
      return relax_vm::IMaxOp::create(builder, loc, builder.getI64Type(), lhs, rhs);
    }
    return {};
  }

  Value select(sym::Comparison comparison, Value lhs, Value rhs, Value ifTrue, Value ifFalse) override {
    return relax_vm::ISelectOp::create(builder, loc, builder.getI64Type(), compare(comparison, lhs, rhs), ifTrue, ifFalse);
  }

private:
  Value compare(sym::Comparison comparison, Value lhs, Value rhs) {
    switch (comparison) {
    case sym::Comparison::eq:
      return relax_vm::ICmpEqOp::create(builder, loc, builder.getI64Type(), lhs, rhs);
    case sym::Comparison::ne:
      return relax_vm::ICmpNeOp::create(builder, loc, builder.getI64Type(), lhs, rhs);
    case sym::Comparison::lt:
      return relax_vm::ICmpLtOp::create(builder, loc, builder.getI64Type(), lhs, rhs);
    case sym::Comparison::le:
      return relax_vm::ICmpLeOp::create(builder, loc, builder.getI64Type(), lhs, rhs);
    }
    return {};
  }

  OpBuilder &builder;
  Location loc;
  llvm::function_ref<Value(int64_t)> makeConstant;
  llvm::function_ref<Value(StringAttr)> readSymbol;
};

} // namespace

/// A constant, once for each region that needs it.
Value FunctionLowering::constant(Location loc, int64_t value) {
  sym::ExprAttr key = sym::ExprAttr::getConstant(source.getContext(), value);
  if (Value known = expressions.lookup(key))
    return known;
  Value result = relax_vm::IConstOp::create(builder, loc, value);
  expressions.insert(key, result);
  return result;
}

/// Where a bare symbol stands in a type that a parameter has, dimension last, fields of tuples before.
static void collectPlaces(Type type, llvm::SmallVector<int64_t> &path,
                          llvm::DenseMap<StringAttr, llvm::SmallVector<int64_t>> &places) {
  if (auto tuple = dyn_cast<TupleType>(type)) {
    for (auto [i, field] : llvm::enumerate(tuple)) {
      path.push_back(i);
      collectPlaces(field, path, places);
      path.pop_back();
    }
    return;
  }
  llvm::ArrayRef<sym::ExprAttr> shape;
  if (auto tensor = dyn_cast<relax::TensorType>(type); tensor && tensor.hasRank())
    shape = tensor.getShape();
  else if (auto shapeType = dyn_cast<ShapeType>(type); shapeType && shapeType.hasRank())
    shape = shapeType.getShape();
  for (auto [i, dim] : llvm::enumerate(shape)) {
    StringAttr symbol = dim ? dim.getSymbolName() : StringAttr();
    if (!symbol || places.contains(symbol))
      continue;
    path.push_back(i);
    places[symbol] = path;
    path.pop_back();
  }
}

/// The value of a symbol, else a dimension of a parameter that is the symbol, read where it is wanted: types use symbols without an
/// operand, so that nothing keeps the read that relax-lower-shapes made from going as dead code. Null where there is neither.
Value FunctionLowering::readSymbol(Location loc, StringAttr name) {
  sym::ExprAttr expr = sym::ExprAttr::getSymbol(name);
  if (Value known = expressions.lookup(expr))
    return known;
  if (!source->hasAttr("relax.shapes_checked"))
    return {};
  Block &entry = source.getBody().front();
  if (places.empty())
    for (BlockArgument argument : entry.getArguments()) {
      llvm::SmallVector<int64_t> path{argument.getArgNumber()};
      collectPlaces(argument.getType(), path, places);
    }
  auto found = places.find(name);
  if (found == places.end())
    return {};
  llvm::ArrayRef<int64_t> path = found->second;
  Type type = entry.getArgument(path.front()).getType();
  Value value = get(entry.getArgument(path.front()));
  for (int64_t field : path.drop_front().drop_back()) {
    value = create<relax_vm::TupleGetOp>(loc, value, field);
    type = cast<TupleType>(type).getType(field);
  }
  Value dim = isa<ShapeType>(type) ? create<relax_vm::ShapeDimOp>(loc, value, path.back()).getResult()
                                   : create<relax_vm::TensorDimOp>(loc, value, path.back()).getResult();
  expressions.insert(expr, dim);
  return dim;
}

/// The value of an expression; null, with an error, where a symbol has none.
Value FunctionLowering::compute(Location loc, sym::ExprAttr expr) {
  if (Value known = expressions.lookup(expr))
    return known;
  // Named, since the expander keeps a reference only.
  auto makeConstant = [&](int64_t value) { return constant(loc, value); };
  auto readSymbol = [&](StringAttr name) { return this->readSymbol(loc, name); };
  VMExpander expander(builder, loc, makeConstant, readSymbol);
  Value result = sym::expand(expr, expander);
  if (result && !expressions.count(expr))
    expressions.insert(expr, result);
  return result;
}

//===----------------------------------------------------------------------===//
// Ops
//===----------------------------------------------------------------------===//

LogicalResult FunctionLowering::lowerScalarOp(Operation *op) {
  Location loc = op->getLoc();
  if (isa<sym::AssumeOp>(op))
    return success();
  if (auto value = dyn_cast<sym::ValueOp>(op)) {
    Value result = compute(loc, value.getExpr());
    if (!result)
      return failure();
    set(value, result);
    return success();
  }
  if (isa<sym::ToIndexOp, sym::FromIndexOp>(op)) {
    set(op->getResult(0), get(op->getOperand(0)));
    return success();
  }
  if (isa_and_nonnull<arith::ArithDialect>(op->getDialect()))
    return lowerArith(op);
  return op->emitOpError("has no translation to the virtual machine (see relax-verify-legal)");
}
