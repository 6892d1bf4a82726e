//===- LowerCalls.cpp - allocate results, update in place -----------------===//
//
// Values become memory. Whether an operand may be overwritten is asked of the ownership analysis for the function as it was before the
// pass: first all questions, then the rewriting, so that the answers do not depend on what was rewritten already.
//
//===----------------------------------------------------------------------===//

#include "analysis/Ownership.h"
#include "dialects/interfaces/SymbolicShapedType.h"
#include "transforms/relax/KernelCall.h"
#include "transforms/relax/Passes.h"
#include "transforms/relax/SymbolValues.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/Interfaces/CallInterfaces.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Support/DebugLog.h"

#define DEBUG_TYPE "relax-lower-calls"

namespace mlir::relax {
#define GEN_PASS_DEF_LOWERCALLS
#include "transforms/relax/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;

namespace {

/// Which of their parameters the kernels of a module write. Each kernel is looked at once.
class KernelWrites {
public:
  /// An operation that writes the parameter, or null. Seen are writes of the parameter, of what operations without effects make of it
  /// (views, casts), of what branches, loops and called functions make of it; not those of functions without a body.
  Operation *find(Operation *kernel, unsigned parameter);

private:
  Operation *findWriteOf(Value memory);

  llvm::DenseMap<Operation *, llvm::SmallVector<Operation *>> writers;
  SymbolTableCollection symbolTables;
  /// What becomes of the operands of ops with regions and of their terminators.
  llvm::DenseMap<Operation *, RegionBranchSuccessorMapping> branches;
};

/// Follows one buffer through the uses of all values that may be it; each value is looked at once, also where functions call themselves.
class BufferWalk {
public:
  BufferWalk(Value memory, SymbolTableCollection &symbolTables,
             llvm::DenseMap<Operation *, RegionBranchSuccessorMapping> &branches)
      : symbolTables(symbolTables), branches(branches) {
    add(memory);
  }

  /// The first operation found that writes the buffer, or null.
  Operation *findWrite();

private:
  void add(Value value) {
    if (isa<BaseMemRefType, SymbolicShapedTypeInterface>(value.getType()) && visited.insert(value).second)
      worklist.push_back(value);
  }
  void follow(OpOperand &use);
  void enter(CallOpInterface call, OpOperand &use);

  llvm::SmallVector<Value> worklist;
  llvm::DenseSet<Value> visited;
  /// For each function that the buffer is passed to: the calls that do so, and the results that it comes back as.
  struct Function {
    llvm::SetVector<Operation *> calls;
    llvm::SetVector<unsigned> results;
  };
  llvm::DenseMap<Operation *, Function> functions;
  SymbolTableCollection &symbolTables;
  llvm::DenseMap<Operation *, RegionBranchSuccessorMapping> &branches;
};

void BufferWalk::enter(CallOpInterface call, OpOperand &use) {
  auto callee = dyn_cast_or_null<FunctionOpInterface>(call.resolveCallableInTable(&symbolTables));
  if (!callee || callee.isExternal())
    return;
  for (auto [argument, operand] : llvm::zip(callee.getArguments(), call.getArgOperands()))
    if (operand == use.get())
      add(argument);
  Function &function = functions[callee];
  if (function.calls.insert(call))
    for (unsigned result : function.results)
      if (result < call->getNumResults())
        add(call->getResult(result));
}

/// Adds the values that the user makes of its operand.
void BufferWalk::follow(OpOperand &use) {
  Operation *user = use.getOwner(), *parent = user->getParentOp();
  if (auto call = dyn_cast<CallOpInterface>(user))
    return enter(call, use);
  if (auto branch = dyn_cast<BranchOpInterface>(user))
    if (std::optional<BlockArgument> argument = branch.getSuccessorBlockArgument(use.getOperandNumber()))
      add(*argument);
  if (user->hasTrait<OpTrait::ReturnLike>() && isa<FunctionOpInterface>(parent)) {
    Function &function = functions[parent];
    function.results.insert(use.getOperandNumber());
    for (Operation *call : function.calls)
      if (use.getOperandNumber() < call->getNumResults())
        add(call->getResult(use.getOperandNumber()));
    return;
  }
  Operation *owner = isa<RegionBranchOpInterface>(user) ? user : parent;
  if (auto regions = dyn_cast<RegionBranchOpInterface>(owner);
      regions && (owner == user || isa<RegionBranchTerminatorOpInterface>(user))) {
    auto [entry, isNew] = branches.try_emplace(owner);
    if (isNew)
      regions.getSuccessorOperandInputMapping(entry->second);
    auto targets = entry->second.find(&use);
    if (targets != entry->second.end())
      for (Value target : targets->second)
        add(target);
    return;
  }
  if (user->getNumRegions() == 0 && isMemoryEffectFree(user))
    for (Value result : user->getResults())
      add(result);
}

Operation *BufferWalk::findWrite() {
  while (!worklist.empty()) {
    Value value = worklist.pop_back_val();
    for (OpOperand &use : value.getUses()) {
      if (auto effects = dyn_cast<MemoryEffectOpInterface>(use.getOwner());
          effects && effects.getEffectOnValue<MemoryEffects::Write>(value))
        return use.getOwner();
      follow(use);
    }
  }
  return nullptr;
}

Operation *KernelWrites::findWriteOf(Value memory) { return BufferWalk(memory, symbolTables, branches).findWrite(); }

Operation *KernelWrites::find(Operation *kernel, unsigned parameter) {
  auto function = dyn_cast<FunctionOpInterface>(kernel);
  if (!function || function.isExternal())
    return nullptr;
  auto [entry, isNew] = writers.try_emplace(kernel);
  if (isNew)
    for (BlockArgument argument : function.getArguments())
      entry->second.push_back(findWriteOf(argument));
  return parameter < entry->second.size() ? entry->second[parameter] : nullptr;
}

/// Lowers one function.
class CallLowering {
public:
  CallLowering(FuncOp function, SymbolTable &symbolTable, KernelWrites &kernelWrites)
      : function(function), symbolTable(symbolTable), kernelWrites(kernelWrites), symbols(function),
        builder(function.getContext()) {}

  LogicalResult run();

  unsigned numAllocations = 0;
  unsigned numCopies = 0;
  unsigned numInPlace = 0;

private:
  void collectCopies();
  FailureOr<bool> lower(Operation *op);
  /// Refuses a kernel that writes an input: the caller's tensor is a value, perhaps a constant.
  LogicalResult checkWrites(Operation *op, Operation *kernel, FlatSymbolRefAttr callee);
  LogicalResult lowerKernelCall(Operation *op, FlatSymbolRefAttr callee, ValueRange args);
  LogicalResult lowerPackedDestination(Operation *op, StringAttr callee, ValueRange args);
  LogicalResult lowerPacked(Operation *op);

  FailureOr<Value> allocate(Location loc, relax::TensorType type);
  Value getWritable(OpOperand &operand);
  /// The value under the type of a result that it stands for.
  Value withType(Location loc, Value value, Type type);
  /// For each result of the op the operand that it is the new version of, or -1.
  static llvm::SmallVector<int64_t> getUpdatedOperands(Operation *op);

  FuncOp function;
  SymbolTable &symbolTable;
  KernelWrites &kernelWrites;
  SymbolValues symbols;
  OpBuilder builder;
  /// Operands that have to be copied before they are written.
  llvm::DenseSet<OpOperand *> copies;
};

llvm::SmallVector<int64_t> CallLowering::getUpdatedOperands(Operation *op) {
  llvm::SmallVector<int64_t> operands(op->getNumResults(), -1);
  if (auto inPlace = dyn_cast<InPlaceOpInterface>(op)) {
    llvm::SmallVector<InPlaceUpdate> updates;
    inPlace.getInPlaceUpdates(updates);
    for (const InPlaceUpdate &update : updates)
      operands[update.result] = update.operand;
  }
  return operands;
}

void CallLowering::collectCopies() {
  llvm::SmallVector<Operation *> writers;
  function.getBody().walk([&](InPlaceOpInterface op) {
    if (!op->getResults().empty())
      writers.push_back(op);
  });
  if (writers.empty())
    return;
  Ownership ownership(function);
  for (Operation *op : writers)
    for (int64_t operand : getUpdatedOperands(op)) {
      if (operand < 0)
        continue;
      llvm::StringRef reason = ownership.whyNotOverwrite(op->getOpOperand(operand));
      if (reason.empty())
        continue;
      LDBG() << "copy operand " << operand << " of " << op->getName() << ": it is " << reason;
      copies.insert(&op->getOpOperand(operand));
    }
}

FailureOr<Value> CallLowering::allocate(Location loc, relax::TensorType type) {
  if (!type.hasRank() || !type.getElementType())
    return emitError(loc) << "the result of the call must have a known rank and element type to be allocated, got "
                          << type;
  llvm::SmallVector<Value> dims;
  if (failed(symbols.getDims(builder, loc, type.getShape(), dims)))
    return failure();
  ++numAllocations;
  return AllocTensorOp::create(builder, loc, type, dims).getResult();
}

Value CallLowering::getWritable(OpOperand &operand) {
  if (!copies.contains(&operand)) {
    ++numInPlace;
    return operand.get();
  }
  ++numCopies;
  return CopyTensorOp::create(builder, operand.getOwner()->getLoc(), operand.get().getType(), operand.get());
}

Value CallLowering::withType(Location loc, Value value, Type type) {
  if (value.getType() == type)
    return value;
  if (isSubtype(value.getType(), type))
    return ForgetOp::create(builder, loc, type, value);
  return RefineOp::create(builder, loc, type, value, ValueRange());
}

LogicalResult CallLowering::checkWrites(Operation *op, Operation *kernel, FlatSymbolRefAttr callee) {
  llvm::BitVector mayWrite(op->getNumOperands());
  for (int64_t operand : getUpdatedOperands(op))
    if (operand >= 0)
      mayWrite.set(operand);
  for (unsigned i = 0, e = op->getNumOperands(); i < e; ++i) {
    Operation *writer = mayWrite.test(i) ? nullptr : kernelWrites.find(kernel, i);
    if (!writer)
      continue;
    InFlightDiagnostic diagnostic = op->emitOpError("callee ") << callee << " writes its input " << i;
    if (isa<CallTIRInplaceOp>(op))
      diagnostic << "; a kernel may write its outputs only: name the input in inplace_indices, or use a local buffer";
    else
      diagnostic << "; a kernel may write its outputs only: use relax.call_tir_inplace, or a local buffer";
    diagnostic.attachNote(writer->getLoc()) << "written here";
    return diagnostic;
  }
  return success();
}

LogicalResult CallLowering::lowerKernelCall(Operation *op, FlatSymbolRefAttr callee, ValueRange args) {
  Location loc = op->getLoc();
  auto kernel = symbolTable.lookup<DestinationPassingCallable>(callee.getAttr());
  if (!kernel)
    return op->emitOpError("callee must be a kernel of the module, got ") << callee;
  llvm::SmallVector<int64_t> updated = getUpdatedOperands(op);
  llvm::SmallVector<Type> outputTypes;
  for (auto [result, operand] : llvm::zip_equal(op->getResults(), updated))
    if (operand < 0)
      outputTypes.push_back(result.getType());
  FailureOr<KernelCall> call = matchKernelCall(loc, kernel, args.getTypes(), outputTypes);
  if (failed(call))
    return failure();

  if (failed(checkWrites(op, kernel, callee)))
    return failure();

  llvm::SmallVector<Value> replacements(op->getNumResults());
  llvm::SmallVector<Value> buffers(args);
  llvm::SmallVector<int64_t> written;
  for (auto [i, operand] : llvm::enumerate(updated)) {
    if (operand < 0)
      continue;
    buffers[operand] = getWritable(op->getOpOperand(operand));
    written.push_back(operand);
    replacements[i] = buffers[operand];
  }

  llvm::SmallVector<Value> ins, outs, scalars;
  llvm::SmallVector<int64_t> inplace, position(args.size(), -1);
  for (auto [i, value] : llvm::enumerate(buffers)) {
    if (!call->isBuffer[i])
      continue;
    position[i] = ins.size();
    ins.push_back(value);
  }
  for (int64_t operand : written)
    inplace.push_back(position[operand]);
  unsigned nextOutput = 0;
  for (auto [i, operand] : llvm::enumerate(updated)) {
    if (operand >= 0)
      continue;
    auto type = cast<relax::TensorType>(op->getResult(i).getType());
    // What the call leaves open, the kernel's signature may tell.
    llvm::ArrayRef<sym::ExprAttr> derived = call->outputs[nextOutput++];
    if (!type.hasRank() && !llvm::is_contained(derived, sym::ExprAttr())) {
      type = relax::TensorType::get(type.getContext(), derived, type.getElementType(), type.getDevice());
    } else if (type.hasRank() && llvm::is_contained(type.getShape(), sym::ExprAttr())) {
      llvm::SmallVector<sym::ExprAttr> shape(type.getShape());
      for (auto [dim, other] : llvm::zip_equal(shape, derived))
        if (!dim)
          dim = other;
      type = type.cloneWithShape(shape);
    }
    FailureOr<Value> result = allocate(loc, type);
    if (failed(result))
      return failure();
    outs.push_back(*result);
    replacements[i] = *result;
  }
  for (sym::ExprAttr expr : call->symbols) {
    Value value = symbols.get(builder, loc, expr);
    if (!value)
      return failure();
    scalars.push_back(value);
  }
  for (auto [i, value] : llvm::enumerate(args))
    if (!call->isBuffer[i] && !isa<sym::IntType>(kernel.getDestinationPassingTypes()[i]))
      scalars.push_back(value);
  CallDestinationOp::create(builder, loc, callee, ins, outs, scalars, inplace);
  for (auto [result, replacement] : llvm::zip_equal(op->getResults(), replacements))
    result.replaceAllUsesWith(withType(loc, replacement, result.getType()));
  op->erase();
  return success();
}

LogicalResult CallLowering::lowerPackedDestination(Operation *op, StringAttr callee, ValueRange args) {
  Location loc = op->getLoc();
  llvm::SmallVector<Value> outs;
  for (OpResult result : op->getResults()) {
    FailureOr<Value> value = allocate(loc, cast<relax::TensorType>(result.getType()));
    if (failed(value))
      return failure();
    outs.push_back(*value);
  }
  CallDestinationOp::create(builder, loc, callee, args, outs, ValueRange(), llvm::ArrayRef<int64_t>());
  op->replaceAllUsesWith(outs);
  op->erase();
  return success();
}

/// A packed function that writes operands: it receives what may be written, and the new versions are just that. A function called by
/// `relax.call_inplace_packed` returns them as well.
LogicalResult CallLowering::lowerPacked(Operation *op) {
  Location loc = op->getLoc();
  llvm::SmallVector<int64_t> updated = getUpdatedOperands(op);
  llvm::SmallVector<Value> args(op->getOperands());
  llvm::SmallVector<Type> resultTypes;
  bool returnsAll = isa<CallInplacePackedOp>(op);
  for (auto [result, operand] : llvm::zip_equal(op->getResults(), updated)) {
    if (operand < 0 || returnsAll)
      resultTypes.push_back(result.getType());
    if (operand >= 0)
      args[operand] = getWritable(op->getOpOperand(operand));
  }
  auto callee = op->getAttrOfType<StringAttr>("callee");
  auto call = CallPackedOp::create(builder, loc, resultTypes, callee, args, llvm::ArrayRef<int64_t>());
  unsigned next = 0;
  for (auto [result, operand] : llvm::zip_equal(op->getResults(), updated)) {
    Value returned = operand < 0 || returnsAll ? Value(call->getResult(next++)) : Value();
    result.replaceAllUsesWith(operand < 0 ? returned : withType(loc, args[operand], result.getType()));
  }
  op->erase();
  return success();
}

FailureOr<bool> CallLowering::lower(Operation *op) {
  builder.setInsertionPoint(op);
  LogicalResult result = success();
  if (isa<CallTIROp, CallTIRInplaceOp, CallTIRWithGradOp>(op))
    result = lowerKernelCall(op, op->getAttrOfType<FlatSymbolRefAttr>("callee"), op->getOperands());
  else if (isa<CallDPSPackedOp>(op))
    result = lowerPackedDestination(op, op->getAttrOfType<StringAttr>("callee"), op->getOperands());
  else if (isa<CallInplacePackedOp>(op))
    result = lowerPacked(op);
  else if (auto packed = dyn_cast<CallPackedOp>(op); packed && !packed.getMutates().empty())
    result = lowerPacked(op);
  else if (isa<CallPurePackedOp>(op))
    result = lowerPacked(op);
  else if (auto pure = dyn_cast<InvokePureClosureOp>(op)) {
    auto call = InvokeClosureOp::create(builder, op->getLoc(), op->getResultTypes(), pure.getClosure(), pure.getArgs());
    op->replaceAllUsesWith(call);
    op->erase();
  } else if (auto call = dyn_cast<CallOp>(op)) {
    call.setPure(false);
    return false;
  } else if (isa<CopyOp>(op)) {
    op->replaceAllUsesWith(
        ValueRange(CopyTensorOp::create(builder, op->getLoc(), op->getOperand(0).getType(), op->getOperand(0)).getResult()));
    op->erase();
  } else
    return false;
  if (failed(result))
    return failure();
  return true;
}

LogicalResult CallLowering::run() {
  if (function.isExternal())
    return success();
  function->setAttr(FuncOp::kMemoryAttr, builder.getUnitAttr());
  collectCopies();
  return symbols.walk([&](Operation *op) { return lower(op); });
}

struct LowerCalls : relax::impl::LowerCallsBase<LowerCalls> {
  void runOnOperation() override {
    SymbolTable symbolTable(getOperation());
    KernelWrites kernelWrites;
    for (FuncOp function : getOperation().getOps<FuncOp>()) {
      CallLowering lowering(function, symbolTable, kernelWrites);
      if (failed(lowering.run()))
        return signalPassFailure();
      numAllocations += lowering.numAllocations;
      numCopies += lowering.numCopies;
      numInPlace += lowering.numInPlace;
    }
  }
};

} // namespace
