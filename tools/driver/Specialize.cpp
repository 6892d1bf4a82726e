//===- Specialize.cpp - Dimensions given on the command line --------------===//

#include "tools/driver/Specialize.h"

#include "transforms/relax/binding/Binding.h"

using namespace mlir;

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
  std::vector<std::string> names;
  for (const Options::Range &range : options.dimRanges)
    names.push_back(range.symbol);
  // Ranges first: what is fixed has none left, and must have been in it.
  if (failed(relax::verifyDimNames(module, names, "--dim-range")))
    return failure();
  for (auto function : module.getOps<relax::FuncOp>()) {
    // A private function's symbol of that name is another one.
    if (!function.isPublic())
      continue;
    for (StringAttr symbol : function.getSignatureSymbols())
      for (const Options::Range &range : options.dimRanges)
        if (symbol.getValue() == range.symbol)
          addRange(function, range);
  }
  if (failed(relax::bindDims(module, options.dims, "--dim")))
    return failure();
  return success();
}

LogicalResult relaxc::verifyRequests(ModuleOp module, const Options &options) {
  bool hasSymbols = false, hasRanges = false, hasWeights = false;
  for (auto function : module.getOps<relax::FuncOp>()) {
    hasRanges |= function->hasAttr("sym.ranges");
    if (!function.isPublic())
      continue;
    hasSymbols |= !function.getSignatureSymbols().empty();
    uint64_t numInput = function.getNumInput().value_or(0);
    hasWeights |= numInput > 0 && numInput < function.getNumArguments();
  }
  Location nowhere = UnknownLoc::get(module.getContext());
  if (options.useUpperBounds && hasSymbols && !hasRanges)
    return emitError(nowhere) << "'--use-upper-bounds' needs ranges of the model's dimensions: give '--dim-range', or "
                                 "state 'sym.ranges' in the model";
  if (options.liftTransformParams != "none" && !hasWeights)
    return emitError(nowhere) << "'--lift-transform-params' needs a public function with weights: parameters behind "
                                 "its 'num_input', which must be above zero";
  if (options.backends.empty())
    for (auto inner : module.getOps<ModuleOp>())
      if (inner->hasAttr("relax.patterns"))
        inner.emitWarning() << "what these patterns find is compiled like everything else: no '--backend' says whose "
                               "packed functions there are";
  return success();
}
