//===- UseInplaceCalls.cpp - write results over inputs that die -----------===//
//
// An element-wise kernel may write its result where it reads an input, if nobody looks at the input again. The kernel with one parameter for both is a copy
// of its own, so that the original may go on promising that its parameters do not overlap.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/memory/Passes.h"

#include "analysis/Ownership.h"
#include "dialects/sym/Prover.h"
#include "dialects/tir/TIR.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/SymbolTable.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Support/DebugLog.h"

#define DEBUG_TYPE "relax-use-inplace-calls"

namespace mlir::relax {
#define GEN_PASS_DEF_USEINPLACECALLS
#include "transforms/relax/memory/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;

namespace {

/// Whether the block runs once for each value of its variables: they are the variables of the loops around it, one each.
bool isBoundToLoops(tir::BlockOp block) {
  llvm::SmallPtrSet<Operation *, 8> loops;
  for (Operation *parent = block->getParentOp(); !isa<tir::PrimFuncOp>(parent); parent = parent->getParentOp()) {
    if (!isa<tir::ForOp>(parent))
      return false;
    loops.insert(parent);
  }
  for (Value binding : block.getBindings()) {
    auto variable = dyn_cast<BlockArgument>(binding);
    if (!variable || !loops.erase(variable.getOwner()->getParentOp()))
      return false;
  }
  return loops.empty();
}

/// Whether the indices name another element in each instance of the block.
bool areDistinct(ValueRange indices, tir::BlockOp block) {
  llvm::SmallPtrSet<void *, 8> seen;
  for (Value index : indices) {
    if (index.getDefiningOp<arith::ConstantOp>())
      continue;
    auto argument = dyn_cast<BlockArgument>(index);
    if (!argument || argument.getOwner() != &block.getBody().front())
      return false;
    seen.insert(argument.getAsOpaquePointer());
  }
  return seen.size() == block.getNumIters();
}

/// Whether the kernel may write parameter `output` into the memory of parameter `input`: each instance of one block reads the element that it then writes,
/// and nobody else touches either.
bool mayShare(tir::PrimFuncOp kernel, unsigned input, unsigned output) {
  if (kernel.isExternal() || kernel.getArgumentTypes()[input] != kernel.getArgumentTypes()[output])
    return false;
  Block &body = kernel.getBody().front();
  tir::StoreOp store;
  for (Operation *user : body.getArgument(output).getUsers()) {
    if (isa<tir::WritesOp>(user))
      continue;
    if (store || !isa<tir::StoreOp>(user))
      return false;
    store = cast<tir::StoreOp>(user);
  }
  auto block = store ? dyn_cast<tir::BlockOp>(store->getParentOp()) : tir::BlockOp();
  if (!block || block.getInit() || !isBoundToLoops(block) || !areDistinct(store.getIndices(), block))
    return false;
  for (unsigned i = 0, e = block.getNumIters(); i != e; ++i)
    if (block.getIterKind(i) != tir::IterKind::Spatial)
      return false;
  for (Operation *user : body.getArgument(input).getUsers()) {
    if (isa<tir::ReadsOp>(user))
      continue;
    auto load = dyn_cast<tir::LoadOp>(user);
    if (!load || !llvm::equal(load.getIndices(), store.getIndices()))
      return false;
    Operation *inBlock = store->getBlock()->findAncestorOpInBlock(*load);
    if (!inBlock || !inBlock->isBeforeInBlock(store))
      return false;
  }
  return true;
}

/// Whether tensors of the one type are tensors of the other, for the values of symbols that reach `op`. Every symbol of `after` is one of `before`, so that
/// a value of the one type may be given the other.
bool areEqualTypes(mlir::relax::TensorType before, mlir::relax::TensorType after, Operation *op, std::optional<sym::Prover> &prover) {
  if (before == after)
    return true;
  if (!before.hasRank() || !after.hasRank() || before.getRank() != after.getRank() || before.cloneWithShape(after.getShape()) != after)
    return false;
  llvm::SetVector<StringAttr> known, wanted;
  for (auto [lhs, rhs] : llvm::zip_equal(before.getShape(), after.getShape())) {
    if (!lhs || !rhs)
      return false;
    lhs.collectSymbols(known);
    rhs.collectSymbols(wanted);
  }
  if (!llvm::all_of(wanted, [&](StringAttr symbol) { return known.contains(symbol); }))
    return false;
  if (!prover)
    prover.emplace(op->getContext(), sym::Facts::forOperation(op));
  return llvm::all_of(llvm::zip_equal(before.getShape(), after.getShape()), [&](auto pair) {
    return prover->provablyEqual(std::get<0>(pair), std::get<1>(pair)) == sym::Truth::Yes;
  });
}

/// Kernels that share parameters, made from others: for each result the input that it is written over, or -1.
class SharedKernels {
public:
  explicit SharedKernels(ModuleOp module) : symbolTable(module) {}

  tir::PrimFuncOp lookup(FlatSymbolRefAttr name) { return symbolTable.lookup<tir::PrimFuncOp>(name.getAttr()); }

  tir::PrimFuncOp get(tir::PrimFuncOp kernel, llvm::ArrayRef<int64_t> inplace);

  /// Removes private kernels that only their copies took the place of.
  void eraseUnused(ModuleOp module);

private:
  SymbolTable symbolTable;
  llvm::DenseMap<std::pair<Operation *, Attribute>, tir::PrimFuncOp> kernels;
};

tir::PrimFuncOp SharedKernels::get(tir::PrimFuncOp kernel, llvm::ArrayRef<int64_t> inplace) {
  MLIRContext *context = kernel.getContext();
  tir::PrimFuncOp &known = kernels[{kernel, DenseI64ArrayAttr::get(context, inplace)}];
  if (known)
    return known;
  auto copy = cast<tir::PrimFuncOp>(kernel->clone());
  unsigned firstOutput = copy.getNumArguments() - inplace.size();
  llvm::BitVector erased(copy.getNumArguments());
  for (auto [result, input] : llvm::enumerate(inplace)) {
    if (input < 0)
      continue;
    erased.set(firstOutput + result);
    copy.getArgument(firstOutput + result).replaceAllUsesWith(copy.getArgument(input));
  }
  if (ArrayAttr names = copy.getArgNamesAttr()) {
    llvm::SmallVector<Attribute> kept;
    for (auto [i, name] : llvm::enumerate(names))
      if (!erased.test(i))
        kept.push_back(name);
    copy.setArgNamesAttr(ArrayAttr::get(context, kept));
  }
  if (failed(copy.eraseArguments(erased))) {
    copy.erase();
    return {};
  }
  copy.setSymName((kernel.getSymName() + "_inplace").str());
  copy.setSymVisibility("private");
  symbolTable.insert(copy, std::next(kernel->getIterator()));
  return known = copy;
}

void SharedKernels::eraseUnused(ModuleOp module) {
  if (kernels.empty())
    return;
  std::optional<SymbolTable::UseRange> uses = SymbolTable::getSymbolUses(&module.getBodyRegion());
  if (!uses)
    return;
  llvm::DenseSet<Attribute> used;
  for (SymbolTable::SymbolUse use : *uses)
    used.insert(use.getSymbolRef().getRootReference());
  llvm::SetVector<Operation *> originals;
  for (const auto &[key, copy] : kernels)
    originals.insert(key.first);
  for (Operation *op : originals)
    if (auto kernel = cast<tir::PrimFuncOp>(op); kernel.isPrivate() && !used.contains(kernel.getSymNameAttr()))
      symbolTable.erase(kernel);
}

struct UseInplaceCalls : mlir::relax::impl::UseInplaceCallsBase<UseInplaceCalls> {
  void runOnOperation() override {
    SharedKernels kernels(getOperation());
    for (FuncOp function : getOperation().getOps<FuncOp>())
      if (!function.isExternal())
        runOn(function, kernels);
    kernels.eraseUnused(getOperation());
  }

  void runOn(FuncOp function, SharedKernels &kernels) {
    // All questions first: the ownership analysis knows the function as it is.
    llvm::SmallVector<std::pair<CallTIROp, llvm::SmallVector<int64_t>>> calls;
    std::optional<Ownership> ownership;
    llvm::DenseMap<std::pair<Operation *, std::pair<unsigned, unsigned>>, bool> shareable;
    function.getBody().walk([&](CallTIROp call) {
      tir::PrimFuncOp kernel = kernels.lookup(call.getCalleeAttr());
      unsigned numArgs = call.getArgs().size();
      if (!kernel || kernel.getNumArguments() != numArgs + call.getNumResults())
        return;
      llvm::SmallVector<int64_t> inplace(call.getNumResults(), -1);
      llvm::SmallPtrSet<void *, 4> taken;
      std::optional<sym::Prover> prover;
      for (OpResult result : call->getResults())
        for (OpOperand &operand : call->getOpOperands()) {
          unsigned input = operand.getOperandNumber();
          auto before = dyn_cast<mlir::relax::TensorType>(operand.get().getType());
          auto type = cast<mlir::relax::TensorType>(result.getType());
          if (!before || taken.contains(&operand))
            continue;
          if (!type.hasRank() || llvm::is_contained(type.getShape(), sym::ExprAttr()))
            continue;
          unsigned output = numArgs + result.getResultNumber();
          auto [entry, isNew] = shareable.try_emplace({kernel, {input, output}});
          if (isNew)
            entry->second = mayShare(kernel, input, output);
          if (!entry->second || !areEqualTypes(before, type, call, prover))
            continue;
          if (!ownership)
            ownership.emplace(function);
          StringRef reason = ownership->whyNotOverwrite(operand);
          if (!reason.empty()) {
            LDBG() << "keep operand " << input << " of " << call << ": it is " << reason;
            continue;
          }
          taken.insert(&operand);
          inplace[result.getResultNumber()] = input;
          break;
        }
      if (!taken.empty())
        calls.emplace_back(call, std::move(inplace));
    });
    OpBuilder builder(&getContext());
    for (auto &[call, inplace] : calls) {
      tir::PrimFuncOp kernel = kernels.get(kernels.lookup(call.getCalleeAttr()), inplace);
      if (!kernel)
        continue;
      builder.setInsertionPoint(call);
      llvm::SmallVector<Value> args(call.getArgs());
      for (auto [result, input] : llvm::enumerate(inplace))
        if (Type type = call.getResult(result).getType(); input >= 0 && args[input].getType() != type)
          args[input] = RefineOp::create(builder, call.getLoc(), type, args[input], ValueRange());
      auto shared = CallTIRInplaceOp::create(builder, call.getLoc(), call.getResultTypes(),
                                             FlatSymbolRefAttr::get(kernel.getSymNameAttr()), args,
                                             builder.getDenseI64ArrayAttr(inplace));
      shared->setDiscardableAttrs(call->getDiscardableAttrDictionary());
      call.replaceAllUsesWith(shared.getResults());
      call.erase();
      ++numCalls;
    }
  }
};

} // namespace
