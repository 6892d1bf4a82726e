//===- ConvertToDataflow.cpp - runs of pure ops as dataflow regions -------===//
//
// The ops of a block are visited in order; a run ends at an op with effects, at a terminator, at a fact and at a
// dataflow region.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/Relax.h"
#include "dialects/sym/Sym.h"
#include "mlir/IR/Builders.h"
#include "transforms/relax/cleanup/Passes.h"

namespace mlir::relax {
#define GEN_PASS_DEF_CONVERTTODATAFLOW
#include "transforms/relax/cleanup/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;

namespace {

/// Whether the op may stand in a run. Facts hold for what follows them in their block, so they stay in it.
bool mayJoin(Operation *op) {
  return !op->hasTrait<OpTrait::IsTerminator>() && !isa<DataflowOp>(op) && isMemoryEffectFree(op);
}

struct ConvertToDataflow : relax::impl::ConvertToDataflowBase<ConvertToDataflow> {
  using ConvertToDataflowBase::ConvertToDataflowBase;

  void runOnOperation() override {
    getOperation()->walk<WalkOrder::PreOrder>([&](Operation *op) {
      auto function = dyn_cast<FuncOp>(op);
      if (!function)
        return WalkResult::advance();
      if (!function->hasAttr(FuncOp::kMemoryAttr))
        visit(function.getBody());
      return WalkResult::skip();
    });
  }

private:
  void visit(Region &region) {
    for (Block &block : region) {
      llvm::SmallVector<Operation *> run;
      for (Operation &op : llvm::make_early_inc_range(block)) {
        if (mayJoin(&op)) {
          run.push_back(&op);
          continue;
        }
        wrap(run);
        run.clear();
        // Everything in a run is pure, so only what does not join has regions with runs of their own that matter.
        if (!isa<DataflowOp>(op))
          for (Region &inner : op.getRegions())
            visit(inner);
      }
    }
  }

  void wrap(llvm::ArrayRef<Operation *> run) {
    // Constants at either end gain nothing.
    auto isConstant = [](Operation *op) { return op->hasTrait<OpTrait::ConstantLike>(); };
    while (!run.empty() && isConstant(run.front()))
      run = run.drop_front();
    while (!run.empty() && isConstant(run.back()))
      run = run.drop_back();
    if (run.empty() || llvm::count_if(run, [&](Operation *op) { return !isConstant(op); }) < minOps)
      return;

    llvm::SmallPtrSet<Operation *, 16> members(run.begin(), run.end());
    Block *block = run.front()->getBlock();
    llvm::SetVector<Value> outputs;
    llvm::DenseMap<StringAttr, Value> defined;
    llvm::SetVector<StringAttr> mentioned;
    for (Operation *op : run) {
      for (OpResult result : op->getResults())
        if (llvm::any_of(result.getUsers(),
                         [&](Operation *user) { return !members.contains(block->findAncestorOpInBlock(*user)); })) {
          outputs.insert(result);
          sym::collectSymbols(result.getType(), mentioned);
        }
      if (auto definer = dyn_cast<sym::SymbolDefinerOpInterface>(op))
        if (ArrayAttr symbols = definer.getDefinedSymbols())
          for (auto [symbol, value] : llvm::zip_equal(symbols, op->getResults().take_back(symbols.size())))
            defined[cast<StringAttr>(symbol)] = value;
    }
    for (StringAttr symbol : mentioned)
      if (Value value = defined.lookup(symbol))
        outputs.insert(value);
    if (outputs.empty())
      return;

    OpBuilder builder(run.front());
    auto dataflow = DataflowOp::create(builder, run.front()->getLoc(), ValueRange(outputs.getArrayRef()).getTypes());
    Block &body = dataflow.getBody().emplaceBlock();
    for (Operation *op : run)
      op->moveBefore(&body, body.end());
    for (auto [output, outer] : llvm::zip_equal(outputs, dataflow.getResults())) {
      Value inner = output;
      inner.replaceUsesWithIf(outer, [&](OpOperand &use) { return !dataflow->isAncestor(use.getOwner()); });
    }
    builder.setInsertionPointToEnd(&body);
    OutputOp::create(builder, dataflow.getLoc(), outputs.getArrayRef());
    ++numRegions;
  }
};

} // namespace
