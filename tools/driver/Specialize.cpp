//===- Specialize.cpp - Dimensions given on the command line --------------===//

#include "tools/driver/Specialize.h"

#include "dialects/sym/Sym.h"
#include "dialects/sym/SymbolScope.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

using namespace mlir;

/// The functions of the graph: kernels keep symbols of their own, which calls
/// bind.
static SmallVector<Operation *> getGraphFunctions(ModuleOp module) {
  SmallVector<Operation *> result;
  for (Operation &op : *module.getBody())
    if (isa<sym::SymbolScopeOpInterface>(op) &&
        op.getName().getDialectNamespace() == "relax")
      result.push_back(&op);
  return result;
}

static LogicalResult verifyKnown(ModuleOp module, StringRef option,
                                 StringRef name,
                                 const llvm::StringSet<> &known) {
  if (known.contains(name))
    return success();
  InFlightDiagnostic diagnostic =
      emitError(UnknownLoc::get(module.getContext()));
  diagnostic << "'" << option
             << "' must name a symbol of a function's signature, got '" << name
             << "'";
  SmallVector<StringRef> names;
  for (const auto &entry : known)
    names.push_back(entry.getKey());
  llvm::sort(names);
  if (!names.empty()) {
    std::string text = llvm::join(names, ", ");
    diagnostic.attachNote() << "symbols of this model: " << text;
  }
  return diagnostic;
}

/// Adds a range to the facts of a function, next to those it has.
static void addRange(Operation *function, const relaxc::Options::Range &range) {
  Builder builder(function->getContext());
  NamedAttrList ranges;
  if (auto known = function->getAttrOfType<DictionaryAttr>("sym.ranges"))
    ranges.append(known.getValue());
  SmallVector<int64_t> bounds{range.low};
  if (range.high)
    bounds.push_back(*range.high);
  ranges.set(range.symbol, builder.getDenseI64ArrayAttr(bounds));
  function->setAttr("sym.ranges", ranges.getDictionary(function->getContext()));
}

LogicalResult relaxc::specializeDims(ModuleOp module, const Options &options) {
  if (options.dims.empty() && options.dimRanges.empty())
    return success();
  MLIRContext *context = module.getContext();
  SmallVector<Operation *> functions = getGraphFunctions(module);
  llvm::StringSet<> known;
  for (Operation *function : functions)
    for (StringAttr symbol :
         cast<sym::SymbolScopeOpInterface>(function).getSignatureSymbols())
      known.insert(symbol.getValue());
  for (const auto &[name, value] : options.dims)
    if (failed(verifyKnown(module, "--dim", name, known)))
      return failure();
  for (const Options::Range &range : options.dimRanges)
    if (failed(verifyKnown(module, "--dim-range", range.symbol, known)))
      return failure();

  for (Operation *function : functions) {
    sym::Substitution substitution;
    for (StringAttr symbol :
         cast<sym::SymbolScopeOpInterface>(function).getSignatureSymbols()) {
      for (const auto &[name, value] : options.dims)
        if (symbol.getValue() == name)
          substitution[symbol] = sym::ExprAttr::getConstant(context, value);
      for (const Options::Range &range : options.dimRanges)
        // A private function's symbol of that name is another one.
        if (symbol.getValue() == range.symbol &&
            cast<SymbolOpInterface>(function).isPublic())
          addRange(function, range);
    }
    if (substitution.empty())
      continue;
    if (failed(sym::substituteInPlace(function, substitution)))
      return function->emitError("dimensions cannot be fixed: an expression "
                                 "overflows or divides by zero");
  }
  return success();
}
