//===- LambdaLift.cpp - functions of functions ----------------------------===//
//
// Innermost lambdas first. What a region uses from around it becomes parameters behind its own: values, and symbols
// that none of these tell, as integers. The lambda becomes a closure with them; where the region calls itself, it has
// them all.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/Relax.h"
#include "dialects/relax/RelaxLambdaOps.h"
#include "dialects/sym/Sym.h"
#include "dialects/sym/SymbolScope.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/SymbolTable.h"
#include "transforms/relax/cleanup/Passes.h"
#include "transforms/relax/cleanup/PrivateCalls.h"

namespace mlir::relax {
#define GEN_PASS_DEF_LAMBDALIFT
#include "transforms/relax/cleanup/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;

namespace {

/// What a region uses from around it.
struct Captures {
  /// In order of their first use.
  llvm::SetVector<Value> values;
  /// Constants, which are made again inside.
  llvm::SetVector<Operation *> constants;
  /// Symbols that the region mentions and does not define.
  llvm::SetVector<StringAttr> symbols;
};

Captures collectCaptures(LambdaOp lambda) {
  Captures captures;
  sym::collectUsedSymbols(lambda, captures.symbols);
  llvm::DenseSet<StringAttr> defined;
  lambda.getBody().walk([&](Operation *op) {
    if (auto definer = dyn_cast<sym::SymbolDefinerOpInterface>(op))
      if (ArrayAttr names = definer.getDefinedSymbols())
        for (StringAttr name : names.getAsRange<StringAttr>())
          defined.insert(name);
    for (Value operand : op->getOperands()) {
      if (lambda.getBody().isAncestor(operand.getParentRegion()))
        continue;
      Operation *source = operand.getDefiningOp();
      if (source && source->hasTrait<OpTrait::ConstantLike>()) {
        captures.constants.insert(source);
        continue;
      }
      if (captures.values.insert(operand))
        sym::collectSymbols(operand.getType(), captures.symbols);
    }
  });
  captures.symbols.remove_if([&](StringAttr symbol) { return defined.contains(symbol); });
  return captures;
}

struct LambdaLift : relax::impl::LambdaLiftBase<LambdaLift> {
  void runOnOperation() override {
    llvm::SmallVector<LambdaOp> lambdas;
    for (FuncOp function : getOperation().getOps<FuncOp>())
      function.walk([&](LambdaOp lambda) { lambdas.push_back(lambda); });
    if (lambdas.empty())
      return markAllAnalysesPreserved();
    SymbolTable symbols(getOperation());
    for (LambdaOp lambda : lambdas) {
      if (lambda.use_empty())
        lambda.erase();
      else if (failed(lift(lambda, symbols)))
        return signalPassFailure();
    }
  }

private:
  LogicalResult lift(LambdaOp lambda, SymbolTable &symbols) {
    auto function = lambda->getParentOfType<FuncOp>();
    Location loc = lambda.getLoc();
    CallableType signature = lambda.getSignature();
    Captures captures = collectCaptures(lambda);

    // A symbol that stands bare in no captured value is captured itself.
    OpBuilder builder(lambda);
    llvm::SmallVector<Value> captured(captures.values.getArrayRef());
    llvm::SetVector<StringAttr> told;
    for (Value value : captured)
      collectBareSymbols(value.getType(), told);
    for (StringAttr symbol : captures.symbols) {
      if (told.contains(symbol))
        continue;
      FailureOr<Value> value =
          sym::materialize(builder, loc, sym::ExprAttr::getSymbol(symbol), captures.values.getArrayRef());
      if (failed(value))
        return lambda.emitOpError("uses symbol '")
               << symbol.getValue() << "', which neither the signature nor a value that it captures tells";
      captured.push_back(*value);
    }

    // The function, with the region as its body.
    llvm::SmallVector<Type> types(signature.getInputs());
    llvm::append_range(types, ValueRange(captured).getTypes());
    auto lifted = FuncOp::create(builder, loc, (function.getSymName() + "_lambda").str(),
                                 builder.getFunctionType(types, signature.getResults()), "private");
    lifted->remove();
    lifted.setPure(signature.getPure());
    lifted.getBody().takeBody(lambda.getBody());
    StringAttr name = symbols.insert(lifted, std::next(function->getIterator()));
    Block &body = lifted.getBody().front();
    IRMapping mapping;
    llvm::SmallVector<Value> inside;
    for (Value value : captured) {
      inside.push_back(body.addArgument(value.getType(), value.getLoc()));
      mapping.map(value, inside.back());
    }
    builder.setInsertionPointToStart(&body);
    for (Operation *constant : captures.constants)
      builder.clone(*constant, mapping);
    body.walk([&](Operation *op) {
      for (OpOperand &operand : op->getOpOperands())
        operand.set(mapping.lookupOrDefault(operand.get()));
    });
    replaceSelf(body, name, inside, signature);
    nameParameters(lifted, function, signature.getInputs().size(), captured);

    auto result = cast<LambdaReturnOp>(body.getTerminator());
    builder.setInsertionPoint(result);
    ReturnOp::create(builder, result.getLoc(), result.getOperands());
    result.erase();

    builder.setInsertionPoint(lambda);
    lambda.replaceAllUsesWith(MakeClosureOp::create(builder, loc, signature, name.getValue(), captured).getResult());
    lambda.erase();
    ++numLifted;
    numCaptured += captured.size();
    return success();
  }

  /// Where a function uses itself it has what it captured: it calls itself with that, or makes the closure again.
  void replaceSelf(Block &body, StringAttr name, ValueRange captured, CallableType signature) {
    BlockArgument self = body.getArgument(0);
    for (OpOperand &use : llvm::make_early_inc_range(self.getUses())) {
      Operation *op = use.getOwner();
      if (!isa<InvokeClosureOp, InvokePureClosureOp>(op) || llvm::is_contained(op->getOperands().drop_front(), self))
        continue;
      OpBuilder at(op);
      llvm::SmallVector<Value> operands(op->getOperands().drop_front());
      llvm::append_range(operands, captured);
      auto call = CallOp::create(at, op->getLoc(), op->getResultTypes(), name, operands, signature.getPure(),
                                 ArrayAttr(), ArrayAttr());
      op->replaceAllUsesWith(call);
      op->erase();
      ++numRecursive;
    }
    OpBuilder builder = OpBuilder::atBlockBegin(&body);
    if (!self.use_empty())
      self.replaceAllUsesWith(
          MakeClosureOp::create(builder, self.getLoc(), signature, name.getValue(), captured).getResult());
    body.eraseArgument(0);
  }

  /// Captured parameters keep their names, which messages about sizes use.
  static void nameParameters(FuncOp lifted, FuncOp function, unsigned first, ValueRange captured) {
    for (auto [index, value] : llvm::enumerate(captured)) {
      auto argument = dyn_cast<BlockArgument>(value);
      if (!argument || argument.getOwner()->getParentOp() != function)
        continue;
      if (llvm::StringRef name = function.getArgName(argument.getArgNumber()); !name.empty())
        lifted.setArgAttr(first + index, FuncOp::kNameAttr, getFreshParameterName(lifted, name));
    }
  }
};

} // namespace
