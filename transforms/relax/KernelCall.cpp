//===- KernelCall.cpp - what a call of a kernel passes --------------------===//

#include "transforms/relax/KernelCall.h"

#include "dialects/relax/RelaxTypes.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/SymbolTable.h"

using namespace mlir;
using namespace mlir::relax;

namespace {

/// The strides of a compact tensor; null where a dimension is unknown or a product does not fit.
llvm::SmallVector<sym::ExprAttr> getCompactStrides(MLIRContext *context, llvm::ArrayRef<sym::ExprAttr> shape) {
  llvm::SmallVector<sym::ExprAttr> strides(shape.size());
  sym::ExprAttr next = sym::ExprAttr::getConstant(context, 1);
  for (size_t i = shape.size(); i-- > 0;) {
    strides[i] = next;
    if (!next || !shape[i])
      return strides;
    FailureOr<sym::ExprAttr> product = sym::mul(next, shape[i]);
    next = succeeded(product) ? *product : sym::ExprAttr();
  }
  return strides;
}

std::string nameOf(DestinationPassingCallable callee) {
  auto name = callee->getAttrOfType<StringAttr>(SymbolTable::getSymbolAttrName());
  return name ? ("'" + name.getValue() + "'").str() : "the callee";
}

} // namespace

FailureOr<KernelCall> mlir::relax::matchKernelCall(Location loc, DestinationPassingCallable callee, TypeRange inputs,
                                                   TypeRange outputs) {
  llvm::SmallVector<Type> parameters = callee.getDestinationPassingTypes();
  if (parameters.size() != inputs.size() + outputs.size())
    return emitError(loc) << nameOf(callee) << " must have one parameter for each operand and result, got "
                          << parameters.size() << " for " << inputs.size() + outputs.size();

  KernelCall call;
  llvm::SmallVector<StringAttr> symbols = callee.getKernelSymbols();
  sym::Unifier unifier;
  unsigned nextAnonymous = 0;
  for (auto [i, parameter] : llvm::enumerate(parameters)) {
    Type actual = i < inputs.size() ? inputs[i] : outputs[i - inputs.size()];
    auto buffer = dyn_cast<SymbolicShapedTypeInterface>(parameter);
    call.isBuffer.push_back(static_cast<bool>(buffer));
    if (!buffer) {
      auto pattern = dyn_cast<sym::IntType>(parameter);
      auto value = dyn_cast<sym::IntType>(actual);
      if (pattern && value)
        unifier.add(pattern.getExpr(), value.getExpr());
      continue;
    }
    auto tensor = dyn_cast<relax::TensorType>(actual);
    llvm::SmallVector<sym::ExprAttr> pattern = buffer.getSymbolicShape();
    if (!tensor)
      return emitError(loc) << "parameter " << i << " of " << nameOf(callee) << " is a buffer, got " << actual;
    if (!tensor.hasRank() || tensor.getShape().size() != pattern.size()) {
      if (tensor.hasRank())
        return emitError(loc) << "parameter " << i << " of " << nameOf(callee) << " has rank " << pattern.size()
                              << ", got " << actual;
      return emitError(loc) << "a tensor of unknown rank cannot be passed to the kernel " << nameOf(callee) << ", got "
                            << actual << " (see relax.match_cast)";
    }
    for (auto [expected, dim] : llvm::zip_equal(pattern, tensor.getShape())) {
      // A callee without expressions (a memref function) has one symbol for each dynamic dimension, in order.
      if (!expected) {
        if (nextAnonymous < symbols.size() && dim)
          unifier.bind(symbols[nextAnonymous], dim);
        ++nextAnonymous;
        continue;
      }
      unifier.add(expected, dim);
    }
    llvm::SmallVector<sym::ExprAttr> strides = buffer.getSymbolicStrides();
    llvm::SmallVector<sym::ExprAttr> compact = getCompactStrides(loc.getContext(), tensor.getShape());
    if (strides.size() == compact.size())
      for (auto [expected, stride] : llvm::zip_equal(strides, compact))
        unifier.add(expected, stride);
  }
  // Differences are the verifier's affair; what it could not decide is a condition of the call.
  (void)unifier.solve();
  const sym::Substitution &bindings = unifier.getBindings();
  for (StringAttr symbol : symbols) {
    sym::ExprAttr value = bindings.lookup(symbol);
    if (!value)
      return emitError(loc) << "symbol '" << symbol.getValue() << "' of " << nameOf(callee)
                            << " is not determined by the call: the dimension it stands for must have a name, got '?'"
                            << " (see relax-name-unknown-dims)";
    call.symbols.push_back(value);
  }
  for (auto [i, output] : llvm::enumerate(outputs)) {
    llvm::SmallVector<sym::ExprAttr> dims;
    auto buffer = dyn_cast<SymbolicShapedTypeInterface>(parameters[inputs.size() + i]);
    for (sym::ExprAttr dim : buffer ? buffer.getSymbolicShape() : llvm::SmallVector<sym::ExprAttr>()) {
      FailureOr<sym::ExprAttr> value = dim ? sym::substitute(dim, bindings) : FailureOr<sym::ExprAttr>(failure());
      dims.push_back(succeeded(value) ? *value : sym::ExprAttr());
    }
    call.outputs.push_back(std::move(dims));
  }
  return call;
}
