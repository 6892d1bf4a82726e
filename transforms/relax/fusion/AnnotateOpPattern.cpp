//===- AnnotateOpPattern.cpp - Note what kernels do with their elements ---===//

#include "transforms/relax/fusion/Passes.h"

#include "analysis/tir/OpPattern.h"

namespace mlir::relax {
#define GEN_PASS_DEF_ANNOTATEOPPATTERN
#include "transforms/relax/fusion/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;

namespace {

struct AnnotateOpPattern : relax::impl::AnnotateOpPatternBase<AnnotateOpPattern> {
  void runOnOperation() override {
    tir::PrimFuncOp kernel = getOperation();
    markAllAnalysesPreserved();
    if (Attribute known = kernel->getAttr(tir::kOpPatternAttr)) {
      auto name = dyn_cast<StringAttr>(known);
      if (name && tir::symbolizeOpPattern(name.getValue()))
        return;
      kernel.emitOpError("attribute '") << tir::kOpPatternAttr
                                        << "' must be 'elementwise', 'broadcast', 'injective', 'reduction', "
                                           "'out_elementwise_fusable' or 'opaque', got "
                                        << known;
      return signalPassFailure();
    }
    if (kernel.isExternal())
      return;
    StringRef name = tir::stringifyOpPattern(tir::classifyKernel(kernel));
    kernel->setAttr(tir::kOpPatternAttr, StringAttr::get(&getContext(), name));
    ++numAnnotated;
  }
};

} // namespace
