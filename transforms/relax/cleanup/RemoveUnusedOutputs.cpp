//===- RemoveUnusedOutputs.cpp - results that no call uses ----------------===//

#include "dialects/relax/Relax.h"
#include "transforms/relax/cleanup/Passes.h"
#include "transforms/relax/cleanup/PrivateCalls.h"

namespace mlir::relax {
#define GEN_PASS_DEF_REMOVEUNUSEDOUTPUTS
#include "transforms/relax/cleanup/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;

namespace {

struct RemoveUnusedOutputs : relax::impl::RemoveUnusedOutputsBase<RemoveUnusedOutputs> {
  void runOnOperation() override {
    for (auto &[op, calls] : collectPrivateCalls(getOperation())) {
      auto function = cast<FuncOp>(op);
      llvm::BitVector unused(function.getNumResults(), true);
      for (CallOp call : calls)
        for (OpResult result : call.getResults())
          if (!result.use_empty())
            unused.reset(result.getResultNumber());
      // Nobody calls it: `relax-eliminate-dead-code` removes all of it.
      if (unused.none() || calls.empty())
        continue;
      llvm::SmallVector<unsigned> kept;
      for (unsigned i = 0, e = unused.size(); i < e; ++i)
        if (!unused[i])
          kept.push_back(i);
      // A recursive call yields less as well; its results were unused, too.
      for (CallOp call : calls)
        replaceCall(call, llvm::to_vector(call.getArgs()), kept);
      function.getBody().front().getTerminator()->eraseOperands(unused);
      (void)function.eraseResults(unused);
      numRemoved += unused.count();
    }
  }
};

} // namespace
