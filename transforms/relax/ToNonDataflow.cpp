//===- ToNonDataflow.cpp - dissolve dataflow regions ----------------------===//
//
// Each dataflow region has one block that runs once: its ops move in front of it.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/Relax.h"
#include "transforms/relax/Passes.h"

namespace mlir::relax {
#define GEN_PASS_DEF_TONONDATAFLOW
#include "transforms/relax/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;

namespace {

struct ToNonDataflow : relax::impl::ToNonDataflowBase<ToNonDataflow> {
  void runOnOperation() override {
    bool changed = false;
    // Inner regions come first, so each op moves at most once per level.
    getOperation()->walk([&](DataflowOp dataflow) {
      changed = true;
      Block &body = dataflow.getBody().front();
      Operation *output = body.getTerminator();
      dataflow->getBlock()->getOperations().splice(dataflow->getIterator(), body.getOperations(), body.begin(),
                                                   output->getIterator());
      dataflow->replaceAllUsesWith(output->getOperands());
      dataflow->erase();
      ++numDissolved;
    });
    if (!changed)
      markAllAnalysesPreserved();
  }
};

} // namespace
