//===- SymbolValues.cpp - values of symbolic expressions ------------------===//

#include "transforms/relax/SymbolValues.h"

using namespace mlir;
using namespace mlir::relax;

SymbolValues::SymbolValues(FuncOp function) : function(function), outermost(values) {
  for (StringAttr symbol : function.getSignatureSymbols())
    signature.insert(symbol);
}

void SymbolValues::define(Value value) {
  if (auto type = dyn_cast<sym::IntType>(value.getType()))
    if (!values.count(type.getExpr()))
      values.insert(type.getExpr(), value);
}

Value SymbolValues::get(OpBuilder &builder, Location loc, sym::ExprAttr expr) {
  if (Value value = values.lookup(expr))
    return value;
  llvm::SetVector<StringAttr> symbols;
  expr.collectSymbols(symbols);
  llvm::SmallVector<Value> sources;
  for (StringAttr symbol : symbols) {
    if (Value value = values.lookup(sym::ExprAttr::getSymbol(symbol))) {
      sources.push_back(value);
    } else if (!signature.contains(symbol)) {
      emitError(loc) << "no value of symbol '" << symbol.getValue() << "' is at hand here to compute " << expr.str();
      return {};
    }
  }
  Value value = sym::ValueOp::create(builder, loc, expr, sources);
  values.insert(expr, value);
  return value;
}

LogicalResult SymbolValues::getDims(OpBuilder &builder, Location loc, llvm::ArrayRef<sym::ExprAttr> shape,
                                    llvm::SmallVectorImpl<Value> &dims) {
  for (auto [i, dim] : llvm::enumerate(shape)) {
    if (!dim)
      return emitError(loc) << "dimension " << i << " must have a name, got '?' (see relax-name-unknown-dims)";
    if (dim.isConstant())
      continue;
    Value value = get(builder, loc, dim);
    if (!value)
      return failure();
    dims.push_back(value);
  }
  return success();
}

LogicalResult SymbolValues::walk(llvm::function_ref<FailureOr<bool>(Operation *)> visit) {
  return walk(function.getBody(), visit);
}

LogicalResult SymbolValues::walk(Region &region, llvm::function_ref<FailureOr<bool>(Operation *)> visit) {
  for (Block &block : region) {
    Table::ScopeTy scope(values);
    for (Value argument : block.getArguments())
      define(argument);
    for (Operation &op : llvm::make_early_inc_range(block)) {
      for (Region &inner : op.getRegions())
        if (failed(walk(inner, visit)))
          return failure();
      FailureOr<bool> erased = visit(&op);
      if (failed(erased))
        return failure();
      if (*erased)
        continue;
      for (Value result : op.getResults())
        define(result);
    }
  }
  return success();
}
