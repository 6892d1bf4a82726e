//===- BindSymbolicDims.cpp - symbols of signatures as numbers ------------===//

#include "dialects/relax/Relax.h"
#include "dialects/sym/Sym.h"
#include "transforms/relax/binding/Binding.h"
#include "transforms/relax/binding/Passes.h"

namespace mlir::relax {
#define GEN_PASS_DEF_BINDSYMBOLICDIMS
#include "transforms/relax/binding/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;

namespace {

struct BindSymbolicDims : relax::impl::BindSymbolicDimsBase<BindSymbolicDims> {
  using BindSymbolicDimsBase::BindSymbolicDimsBase;

  void runOnOperation() override {
    llvm::SmallVector<DimBinding> bindings;
    for (const std::string &text : dims) {
      std::string why;
      FailureOr<DimBinding> binding = parseDimBinding(text, why);
      if (failed(binding)) {
        getOperation().emitError() << "option 'dims' " << why;
        return signalPassFailure();
      }
      bindings.push_back(*binding);
    }
    FailureOr<unsigned> bound = bindDims(getOperation(), bindings, "dims");
    if (failed(bound))
      return signalPassFailure();
    numBound += *bound;
    bool changed = *bound != 0;
    for (FuncOp function : getOperation().getOps<FuncOp>()) {
      changed |= function->hasAttr(kDimsAttr);
      if (failed(bindOwn(function)))
        return signalPassFailure();
    }
    if (!changed)
      markAllAnalysesPreserved();
  }

private:
  static constexpr llvm::StringLiteral kDimsAttr = "relax.dims";

  /// Binds what an attribute of the function says.
  LogicalResult bindOwn(FuncOp function) {
    Attribute attr = function->getAttr(kDimsAttr);
    if (!attr)
      return success();
    auto own = dyn_cast<DictionaryAttr>(attr);
    if (!own)
      return function.emitError() << "'" << kDimsAttr << "' must be a dictionary from symbols to integers, got "
                                  << attr;
    llvm::SmallVector<DimBinding> bindings;
    llvm::SmallVector<StringAttr> symbols = function.getSignatureSymbols();
    for (NamedAttribute entry : own) {
      auto value = dyn_cast<IntegerAttr>(entry.getValue());
      if (!value || value.getValue().getSignificantBits() > 64)
        return function.emitError() << "'" << kDimsAttr << "' must be a dictionary from symbols to integers, got "
                                    << attr;
      if (!llvm::is_contained(symbols, entry.getName()))
        return function.emitError() << "'" << kDimsAttr << "' must name symbols of the signature, got "
                                    << entry.getName();
      bindings.emplace_back(entry.getName().str(), value.getValue().getSExtValue());
    }
    FailureOr<unsigned> bound = bindDims(function, bindings);
    if (failed(bound))
      return failure();
    function->removeAttr(kDimsAttr);
    numBound += *bound;
    return success();
  }
};

} // namespace
