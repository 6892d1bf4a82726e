//===- ResolveClosures.cpp - closures that are known ----------------------===//
//
// The type of a closure is closed, a call is not: a size that is not known gets a name, and the call compares it with
// what the parameters say.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/Relax.h"
#include "dialects/relax/SignatureMatch.h"
#include "dialects/sym/Sym.h"
#include "dialects/sym/SymbolScope.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/SymbolTable.h"
#include "transforms/relax/cleanup/Passes.h"
#include "llvm/Support/DebugLog.h"

#define DEBUG_TYPE "relax-resolve-closures"

namespace mlir::relax {
#define GEN_PASS_DEF_RESOLVECLOSURES
#include "transforms/relax/cleanup/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;

namespace {

/// The op that made the closure, behind casts that only know less.
MakeClosureOp getMaker(Value closure) {
  while (auto forget = closure.getDefiningOp<ForgetOp>())
    closure = forget.getValue();
  return closure.getDefiningOp<MakeClosureOp>();
}

/// The dimensions of an argument as a parameter wants them: those that the parameter names and the argument does not
/// get names of their own, and the call compares them.
llvm::SmallVector<sym::ExprAttr> nameDims(llvm::ArrayRef<sym::ExprAttr> declared,
                                          std::optional<llvm::ArrayRef<sym::ExprAttr>> actual,
                                          llvm::SetVector<StringAttr> &names) {
  llvm::SmallVector<sym::ExprAttr> dims(declared);
  for (auto [index, dim] : llvm::enumerate(dims)) {
    if (!dim || dim.isConstant())
      continue;
    if (actual && (*actual)[index])
      dim = (*actual)[index];
    else
      dim = sym::ExprAttr::getSymbol(
          sym::getFreshSymbol(dim.isSymbol() ? dim.getSymbolName() : StringAttr::get(dim.getContext(), "d"), names));
  }
  return dims;
}

/// The type to which an argument is cast for a parameter; null where it cannot be one.
Type getTarget(Type declared, Type actual, llvm::SetVector<StringAttr> &names) {
  if (auto tensor = dyn_cast<relax::TensorType>(declared); tensor && tensor.hasRank()) {
    auto known = dyn_cast<relax::TensorType>(actual);
    std::optional<llvm::ArrayRef<sym::ExprAttr>> shape;
    if (known && known.hasRank() && known.getRank() == tensor.getRank())
      shape = known.getShape();
    return tensor.cloneWithShape(nameDims(tensor.getShape(), shape, names));
  }
  if (auto shape = dyn_cast<ShapeType>(declared); shape && shape.hasRank()) {
    auto known = dyn_cast<ShapeType>(actual);
    std::optional<llvm::ArrayRef<sym::ExprAttr>> dims;
    if (known && known.hasRank() && known.getRank() == shape.getRank())
      dims = known.getShape();
    return ShapeType::get(shape.getContext(), nameDims(shape.getShape(), dims, names));
  }
  auto tuple = dyn_cast<TupleType>(declared);
  if (!tuple)
    return declared;
  auto known = dyn_cast<TupleType>(actual);
  if (!known || known.size() != tuple.size())
    return {};
  llvm::SmallVector<Type> fields;
  for (auto [field, with] : llvm::zip_equal(tuple.getTypes(), known.getTypes()))
    fields.push_back(isReferenceType(field) ? getTarget(field, with, names) : with);
  return llvm::is_contained(fields, Type()) ? Type() : TupleType::get(tuple.getContext(), fields);
}

struct ResolveClosures : relax::impl::ResolveClosuresBase<ResolveClosures> {
  void runOnOperation() override {
    SymbolTable symbols(getOperation());
    for (FuncOp function : getOperation().getOps<FuncOp>()) {
      llvm::SmallVector<Operation *> invocations;
      function.walk([&](Operation *op) {
        if (isa<InvokeClosureOp, InvokePureClosureOp>(op))
          invocations.push_back(op);
      });
      llvm::SetVector<StringAttr> taken;
      for (Operation *op : invocations) {
        MakeClosureOp maker = getMaker(op->getOperand(0));
        auto callee = maker ? symbols.lookup<FuncOp>(maker.getCalleeAttr().getAttr()) : FuncOp();
        if (!callee || maker->getParentOfType<FuncOp>() != function)
          continue;
        if (taken.empty())
          sym::collectUsedSymbols(function, taken);
        if (succeeded(resolve(op, maker, callee, taken)))
          ++numResolved;
      }
    }
  }

private:
  LogicalResult resolve(Operation *op, MakeClosureOp maker, FuncOp callee, llvm::SetVector<StringAttr> &taken) {
    bool pure = isa<InvokePureClosureOp>(op);
    if (pure && !callee.getPure()) {
      LDBG() << "skip @" << callee.getSymName() << ": it is not pure";
      return failure();
    }
    llvm::SmallVector<Value> operands(llvm::drop_begin(op->getOperands()));
    llvm::append_range(operands, maker.getCaptured());
    if (operands.size() != callee.getNumArguments() || op->getNumResults() != callee.getNumResults())
      return failure();

    // Nothing is changed before all is known to work.
    llvm::SmallVector<Type> targets, results;
    llvm::SetVector<StringAttr> names = taken;
    SignatureMatch match(nullptr);
    for (auto [declared, operand] : llvm::zip_equal(callee.getArgumentTypes(), operands)) {
      Type target = isReferenceType(declared) ? getTarget(declared, operand.getType(), names) : operand.getType();
      if (!target || (isReferenceType(target) && provablyDisjoint(operand.getType(), target)) ||
          failed(match.addEqual(declared, target, "operand")))
        return failure();
      targets.push_back(target);
    }
    if (failed(match.solve()))
      return failure();
    for (auto [declared, result] : llvm::zip_equal(callee.getResultTypes(), op->getResultTypes())) {
      FailureOr<Type> type = sym::substitute(declared, match.getBindings());
      if (failed(type) || (*type != result && !isSubtype(*type, result)))
        return failure();
      results.push_back(*type);
    }

    OpBuilder builder(op);
    for (auto [operand, target] : llvm::zip_equal(operands, targets)) {
      if (operand.getType() == target)
        continue;
      llvm::SetVector<StringAttr> bare;
      collectBareSymbols(target, bare);
      llvm::SmallVector<StringAttr> symbols;
      for (StringAttr symbol : bare)
        if (!taken.contains(symbol))
          symbols.push_back(symbol);
      if (symbols.empty() && isSubtype(operand.getType(), target))
        operand = ForgetOp::create(builder, op->getLoc(), target, operand);
      else
        operand = MatchCastOp::create(builder, op->getLoc(), target, operand, symbols).getResult();
    }
    taken = names;
    auto call =
        CallOp::create(builder, op->getLoc(), results, callee.getSymName(), operands, pure, ArrayAttr(), ArrayAttr());
    for (auto [result, old] : llvm::zip_equal(call.getResults(), op->getResults())) {
      Value value = result;
      if (value.getType() != old.getType())
        value = ForgetOp::create(builder, op->getLoc(), old.getType(), value);
      old.replaceAllUsesWith(value);
    }
    Value closure = op->getOperand(0);
    op->erase();
    while (Operation *source = closure.getDefiningOp()) {
      if (!source->use_empty() || !isa<ForgetOp, MakeClosureOp>(source))
        break;
      closure = source->getNumOperands() ? source->getOperand(0) : Value();
      bool last = isa<MakeClosureOp>(source);
      source->erase();
      if (last)
        break;
    }
    return success();
  }
};

} // namespace
