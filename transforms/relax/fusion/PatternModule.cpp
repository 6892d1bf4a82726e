//===- PatternModule.cpp - where patterns come from -----------------------===//

#include "transforms/relax/fusion/PatternModule.h"

#include "mlir/Parser/Parser.h"

using namespace mlir;

OwningOpRef<ModuleOp> relax::takePatterns(ModuleOp module, StringRef file, StringRef marker, StringRef what) {
  OwningOpRef<ModuleOp> patterns;
  if (!file.empty()) {
    patterns = parseSourceFile<ModuleOp>(file, module.getContext());
    if (!patterns)
      module.emitError() << "option 'file' must name a file of " << what << ", got '" << file << "'";
    return patterns;
  }
  patterns = ModuleOp::create(module.getLoc());
  for (auto inner : llvm::make_early_inc_range(module.getOps<ModuleOp>())) {
    if (!inner->hasAttr(marker))
      continue;
    for (Operation &op : llvm::make_early_inc_range(*inner.getBody()))
      op.moveBefore(patterns->getBody(), patterns->getBody()->end());
    inner.erase();
  }
  return patterns;
}
