//===- RunCodegen.cpp - Packed functions for composite functions ----------===//
//
// The code generator that needs none: the name of a composite function is that of a packed function which computes the
// same. A call of it compares no sizes, so it replaces only what compares none.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/fusion/Passes.h"

#include "transforms/relax/fusion/Outlining.h"

namespace mlir::relax {
#define GEN_PASS_DEF_RUNCODEGEN
#include "transforms/relax/fusion/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;

namespace {

struct RunCodegen : relax::impl::RunCodegenBase<RunCodegen> {
  using RunCodegenBase::RunCodegenBase;

  void runOnOperation() override {
    ModuleOp module = getOperation();
    SymbolTable symbolTable(module);
    llvm::SetVector<Operation *> composites;
    for (FuncOp function : module.getOps<FuncOp>()) {
      auto backend = function->getAttrOfType<StringAttr>(kCodegenAttr);
      if (!backend || function.isExternal() || (!backends.empty() && !llvm::is_contained(backends, backend.getValue())))
        continue;
      SmallVector<std::pair<CallOp, FuncOp>> calls;
      bool isComplete = true;
      function.getBody().walk([&](CallOp call) {
        auto callee = symbolTable.lookup<FuncOp>(call.getCalleeAttr().getAttr());
        auto name = callee ? callee->getAttrOfType<StringAttr>(kCompositeAttr) : StringAttr();
        if (!name || name.empty())
          return;
        if (call.getPure() && canReplace(callee))
          calls.push_back({call, callee});
        else
          isComplete = false;
      });
      for (auto [call, callee] : calls) {
        replace(call, callee->getAttrOfType<StringAttr>(kCompositeAttr));
        composites.insert(callee);
      }
      // What is left still is the backend's.
      if (isComplete)
        function->removeAttr(kCodegenAttr);
    }
    declined.clear();
    eraseUnused(module, composites.getArrayRef(), symbolTable);
  }

private:
  /// Whether all that a call of the function does is to compute its results.
  bool canReplace(FuncOp composite) {
    auto [it, isFirst] = declined.try_emplace(composite, false);
    if (!isFirst)
      return !it->second;
    if (composite.isExternal())
      return true;
    bool isChecked = composite->hasAttr("relax.shapes_checked");
    Operation *check = nullptr;
    composite.getBody().walk([&](Operation *op) {
      SmallVector<ShapeCondition> conditions;
      if (auto conditional = dyn_cast<ShapeConditionsOpInterface>(op); conditional && !isChecked)
        conditional.getShapeConditions(conditions);
      if (!conditions.empty() || isa<MatchCastOp>(op) || !isMemoryEffectFree(op))
        check = op;
      return check ? WalkResult::interrupt() : WalkResult::advance();
    });
    if (!check)
      return true;
    it->second = true;
    ++numDeclined;
    InFlightDiagnostic warning = composite.emitWarning();
    warning << "'" << composite.getSymName() << "' does not become a packed function: '" << check->getName()
            << "' checks something at run time";
    warning.attachNote(check->getLoc())
        << "relax-lower-shapes makes checks explicit, in front of the composite function";
    return false;
  }

  void replace(CallOp call, StringAttr name) {
    OpBuilder builder(call);
    bool areTensors = llvm::all_of(call->getResultTypes(), [](Type type) {
      auto tensor = dyn_cast<relax::TensorType>(type);
      return tensor && tensor.isFullyKnown();
    });
    Operation *packed =
        areTensors ? CallDPSPackedOp::create(builder, call.getLoc(), call->getResultTypes(), name, call.getArgs())
                         .getOperation()
                   : CallPurePackedOp::create(builder, call.getLoc(), call->getResultTypes(), name, call.getArgs())
                         .getOperation();
    call->replaceAllUsesWith(packed->getResults());
    call.erase();
    ++numCalls;
  }

  /// Whether a composite function was left alone.
  llvm::DenseMap<Operation *, bool> declined;
};

} // namespace
