//===- LowerViews.cpp - turn reshapes into views --------------------------===//
//
// A tensor is compact and row-major, so the elements of a reshape lie where they are.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/Passes.h"
#include "transforms/relax/SymbolValues.h"

namespace mlir::relax {
#define GEN_PASS_DEF_LOWERVIEWS
#include "transforms/relax/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;

namespace {

struct LowerViews : relax::impl::LowerViewsBase<LowerViews> {
  void runOnOperation() override {
    changed = false;
    WalkResult result = getOperation()->walk<WalkOrder::PreOrder>([&](Operation *op) {
      auto function = dyn_cast<FuncOp>(op);
      if (!function)
        return WalkResult::advance();
      return failed(lowerFunction(function)) ? WalkResult::interrupt() : WalkResult::skip();
    });
    if (result.wasInterrupted())
      return signalPassFailure();
    if (!changed)
      markAllAnalysesPreserved();
  }

  LogicalResult lowerFunction(FuncOp function) {
    SymbolValues symbols(function);
    return symbols.walk([&](Operation *op) -> FailureOr<bool> {
      if (!isa<ReshapeOp, FlattenOp, ExpandDimsOp, SqueezeOp>(op))
        return false;
      auto type = cast<relax::TensorType>(op->getResult(0).getType());
      if (!type.hasRank() || !type.getElementType() || llvm::is_contained(type.getShape(), sym::ExprAttr()))
        return false;
      OpBuilder builder(op);
      llvm::SmallVector<Value> dims;
      if (failed(symbols.getDims(builder, op->getLoc(), type.getShape(), dims)))
        return failure();
      auto view = ViewTensorOp::create(builder, op->getLoc(), type, op->getOperand(0), dims);
      op->replaceAllUsesWith(view);
      op->erase();
      ++numViews;
      return changed = true;
    });
  }

  bool changed = false;
};

} // namespace
