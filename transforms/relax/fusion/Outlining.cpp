//===- Outlining.cpp - A function of operations ---------------------------===//
//
// Symbols keep their names: the function mentions those of its caller, and its signature defines them anew.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/fusion/Outlining.h"

#include "dialects/sym/SymbolScope.h"

#include "mlir/IR/IRMapping.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace mlir::relax;
using sym::ExprAttr;

std::string relax::getOutlinedName(StringRef name) {
  std::string symbol = "fused_";
  for (char c : name)
    symbol += llvm::isAlnum(c) ? c : '_';
  return symbol;
}

static FuncOp createFunction(ArrayRef<Operation *> ops, StringRef name, ValueRange arguments, ValueRange outputs) {
  Operation *last = ops.back();
  OpBuilder builder(last->getContext());
  auto type = builder.getFunctionType(arguments.getTypes(), outputs.getTypes());
  FuncOp function = FuncOp::create(builder, last->getLoc(), name, type, "private");
  function.setPure(true);
  if (Attribute checked = last->getParentOfType<FuncOp>()->getAttr("relax.shapes_checked"))
    function->setAttr("relax.shapes_checked", checked);
  Block &body = function.getBody().emplaceBlock();
  body.addArguments(arguments.getTypes(), SmallVector<Location>(arguments.size(), last->getLoc()));
  builder.setInsertionPointToStart(&body);
  IRMapping mapping;
  mapping.map(arguments, body.getArguments());
  for (Operation *op : ops)
    builder.clone(*op, mapping);
  SmallVector<Value> results;
  for (Value output : outputs)
    results.push_back(mapping.lookup(output));
  ReturnOp::create(builder, last->getLoc(), results);
  return function;
}

FailureOr<OutlinedOperations> relax::outlineOperations(RewriterBase &rewriter, ArrayRef<Operation *> ops,
                                                       StringRef name, SymbolTable &symbolTable, std::string &reason) {
  llvm::SmallPtrSet<Operation *, 8> inside(ops.begin(), ops.end());
  llvm::SetVector<Value> inputs;
  SmallVector<Value> outputs;
  llvm::SetVector<StringAttr> used, bare;
  for (Operation *op : ops) {
    for (Value operand : op->getOperands())
      if (!operand.getDefiningOp() || !inside.contains(operand.getDefiningOp()))
        inputs.insert(operand);
    for (Value result : op->getResults())
      if (llvm::any_of(result.getUsers(), [&](Operation *user) { return !inside.contains(user); }))
        outputs.push_back(result);
    for (Type type : op->getOperandTypes())
      sym::collectSymbols(type, used);
    for (Type type : op->getResultTypes())
      sym::collectSymbols(type, used);
  }
  if (outputs.empty()) {
    reason = "nobody uses a result";
    return failure();
  }

  // What no dimension tells is passed.
  sym::collectBareSymbols(ValueRange(inputs.getArrayRef()).getTypes(), bare);
  OpBuilder::InsertionGuard guard(rewriter);
  Operation *last = ops.back();
  rewriter.setInsertionPointAfter(last);
  SmallVector<Value> arguments(inputs.begin(), inputs.end()), added;
  for (StringAttr symbol : used) {
    if (bare.contains(symbol))
      continue;
    FailureOr<Value> value =
        sym::materialize(rewriter, last->getLoc(), ExprAttr::getSymbol(symbol), inputs.getArrayRef());
    if (failed(value)) {
      for (Value unused : llvm::reverse(added))
        if (Operation *op = unused.getDefiningOp(); op && op->use_empty())
          rewriter.eraseOp(op);
      reason = "no operand tells the symbol '" + symbol.str() + "'";
      return failure();
    }
    added.push_back(*value);
    arguments.push_back(*value);
  }

  OutlinedOperations result;
  result.function = createFunction(ops, name, arguments, outputs);
  symbolTable.insert(result.function);
  result.call =
      CallOp::create(rewriter, last->getLoc(), ValueRange(outputs).getTypes(), FlatSymbolRefAttr::get(result.function),
                     arguments, rewriter.getUnitAttr(), ArrayAttr(), ArrayAttr());
  for (auto [output, value] : llvm::zip_equal(outputs, result.call.getResults()))
    rewriter.replaceUsesWithIf(output, value, [&](OpOperand &use) { return !inside.contains(use.getOwner()); });
  for (Operation *op : llvm::reverse(ops))
    rewriter.eraseOp(op);
  return result;
}

void relax::eraseUnused(ModuleOp module, ArrayRef<Operation *> functions, SymbolTable &symbolTable) {
  if (functions.empty())
    return;
  std::optional<SymbolTable::UseRange> uses = SymbolTable::getSymbolUses(&module.getBodyRegion());
  if (!uses)
    return;
  llvm::DenseSet<StringAttr> used;
  for (SymbolTable::SymbolUse use : *uses)
    used.insert(use.getSymbolRef().getRootReference());
  for (Operation *op : functions)
    if (auto function = cast<SymbolOpInterface>(op); function.isPrivate() && !used.contains(function.getNameAttr()))
      symbolTable.erase(op);
}
