//===- Asserts.cpp - Kernels that fail on the way -------------------------===//
//
// An assertion sits deep in loops, and the structured operations around it know no way out. So it is lowered in two steps:
// first to a test whose branch makes the failure known and marks the place (kExitAttr); then, when loops are branches, the
// marked place returns.
//
// The message is written by snprintf of the C library in a function of its own, once for each number of values and module.
//
//===----------------------------------------------------------------------===//

#include "conversion/tir_to_llvm/KernelLowering.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/SymbolTable.h"

using namespace mlir;
using namespace mlir::tir;

/// What a number takes in a message at most, and the end.
static constexpr int64_t kNumberBytes = 24;

/// A format of printf: each {} becomes a number.
static std::string getFormat(StringRef message) {
  std::string format;
  while (!message.empty()) {
    if (message.consume_front("{}")) {
      format += "%lld";
    } else {
      format += message.front() == '%' ? "%%" : message.take_front().str();
      message = message.drop_front();
    }
  }
  return format;
}

/// A function or global of the module with this name and type, made if there is none; another name if it is taken.
template <typename OpTy>
static OpTy getOrCreate(ModuleOp module, StringRef name, bool keepName,
                        llvm::function_ref<OpTy(OpBuilder &, StringRef)> create,
                        llvm::function_ref<bool(OpTy)> matches) {
  std::string candidate = name.str();
  while (Operation *known = SymbolTable::lookupSymbolIn(module, candidate)) {
    if (auto typed = dyn_cast<OpTy>(known); typed && matches(typed))
      return typed;
    if (keepName)
      return OpTy();
    candidate += "_";
  }
  OpBuilder builder = OpBuilder::atBlockBegin(module.getBody());
  return create(builder, candidate);
}

/// int snprintf(char *, size_t, const char *, ...), or null where a kernel has taken the name.
static LLVM::LLVMFuncOp getPrinter(ModuleOp module) {
  MLIRContext *context = module.getContext();
  auto pointer = LLVM::LLVMPointerType::get(context);
  auto type = LLVM::LLVMFunctionType::get(IntegerType::get(context, 32),
                                          {pointer, IntegerType::get(context, 64), pointer}, /*isVarArg=*/true);
  return getOrCreate<LLVM::LLVMFuncOp>(
      module, "snprintf", /*keepName=*/true,
      [&](OpBuilder &builder, StringRef name) {
        return LLVM::LLVMFuncOp::create(builder, module.getLoc(), name, type);
      },
      [&](LLVM::LLVMFuncOp func) { return func.getFunctionType() == type && func.isExternal(); });
}

/// int32_t fail(const relax_ctx *, const char *format, int64_t bytes, int64_t...): writes the message and calls ctx->fail.
static LLVM::LLVMFuncOp getFailFunction(ModuleOp module, unsigned numValues) {
  OpBuilder types(module.getContext());
  auto pointer = LLVM::LLVMPointerType::get(module.getContext());
  SmallVector<Type> parameters = {pointer, pointer, types.getI64Type()};
  parameters.append(numValues, types.getI64Type());
  auto type = LLVM::LLVMFunctionType::get(types.getI32Type(), parameters);
  constexpr StringLiteral kFailAttr = "tir.fail_function";
  return getOrCreate<LLVM::LLVMFuncOp>(
      module, ("tir.fail" + Twine(numValues)).str(), /*keepName=*/false,
      [&](OpBuilder &builder, StringRef name) {
        Location loc = module.getLoc();
        LLVM::LLVMFuncOp printer = getPrinter(module);
        auto func = LLVM::LLVMFuncOp::create(builder, loc, name, type, LLVM::Linkage::Internal);
        func->setAttr(kFailAttr, builder.getUnitAttr());
        func.setPassthroughAttr(builder.getStrArrayAttr({"cold", "noinline"}));
        Block *entry = func.addEntryBlock(builder);
        builder.setInsertionPointToStart(entry);
        Value ctx = entry->getArgument(0), text = entry->getArgument(1), bytes = entry->getArgument(2);
        if (printer) {
          Value memory = LLVM::AllocaOp::create(builder, loc, pointer, builder.getI8Type(), bytes);
          SmallVector<Value> operands = {memory, bytes, text};
          llvm::append_range(operands, entry->getArguments().drop_front(3));
          LLVM::CallOp::create(builder, loc, printer, operands);
          text = memory;
        }
        Value code = callContext(builder, loc, ctx, ContextService::Fail, builder.getI32Type(), {text});
        LLVM::ReturnOp::create(builder, loc, code);
        return func;
      },
      [&](LLVM::LLVMFuncOp func) { return func->hasAttr(kFailAttr) && func.getFunctionType() == type; });
}

LogicalResult tir::lowerAsserts(FunctionOpInterface function, Value ctx) {
  SmallVector<AssertOp> asserts;
  function->walk([&](AssertOp op) { asserts.push_back(op); });
  auto module = function->getParentOfType<ModuleOp>();
  for (AssertOp op : asserts) {
    OpBuilder builder(op);
    Location loc = op.getLoc();
    std::string format = getFormat(op.getMessage());
    int64_t bytes = format.size() + 1 + op.getValues().size() * kNumberBytes;
    format.push_back('\0');
    auto type = LLVM::LLVMArrayType::get(builder.getI8Type(), format.size());
    auto text = getOrCreate<LLVM::GlobalOp>(
        module, ("tir.message" + Twine(llvm::hash_value(StringRef(format)) % 0xffffffff)).str(), /*keepName=*/false,
        [&](OpBuilder &atModule, StringRef name) {
          return LLVM::GlobalOp::create(atModule, loc, type, /*isConstant=*/true, LLVM::Linkage::Internal, name,
                                        atModule.getStringAttr(format));
        },
        [&](LLVM::GlobalOp global) { return global.getValueOrNull() == builder.getStringAttr(format); });
    LLVM::LLVMFuncOp fail = getFailFunction(module, op.getValues().size());

    Value yes = arith::ConstantIntOp::create(builder, loc, 1, 1);
    Value failed = arith::XOrIOp::create(builder, loc, op.getCondition(), yes);
    auto branch = scf::IfOp::create(builder, loc, failed, /*withElseRegion=*/false);
    builder.setInsertionPointToStart(branch.thenBlock());
    SmallVector<Value> operands = {ctx, LLVM::AddressOfOp::create(builder, loc, text),
                                   constantI64(builder, loc, bytes)};
    for (Value value : op.getValues())
      operands.push_back(castTo(builder, loc, value, builder.getI64Type()));
    auto call = LLVM::CallOp::create(builder, loc, fail, operands);
    call->setAttr(kExitAttr, builder.getUnitAttr());
    op.erase();
  }
  return success();
}

//===----------------------------------------------------------------------===//
// Functions on memrefs
//===----------------------------------------------------------------------===//

/// Adds the context and the code to a function, and the code 0 to its ends.
static void extendFunction(func::FuncOp func) {
  OpBuilder builder(func.getContext());
  auto pointer = LLVM::LLVMPointerType::get(func.getContext());
  (void)func.insertArgument(func.getNumArguments(), pointer, DictionaryAttr(), func.getLoc());
  (void)func.insertResult(func.getNumResults(), builder.getI32Type(), DictionaryAttr());
  func.walk([&](func::ReturnOp op) {
    builder.setInsertionPoint(op);
    op->insertOperands(op->getNumOperands(), constantI32(builder, op.getLoc(), 0));
  });
}

/// Passes the context on; a failure of the callee is one of the caller.
static void extendCall(func::CallOp call) {
  OpBuilder builder(call);
  Location loc = call.getLoc();
  auto caller = call->getParentOfType<func::FuncOp>();
  SmallVector<Type> types(call.getResultTypes());
  types.push_back(builder.getI32Type());
  SmallVector<Value> operands(call.getOperands());
  operands.push_back(caller.getArguments().back());
  auto next = func::CallOp::create(builder, loc, call.getCallee(), types, operands);
  call.replaceAllUsesWith(next.getResults().drop_back());
  Value code = next.getResults().back();
  Value failed = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::ne, code,
                                       arith::ConstantIntOp::create(builder, loc, 0, 32));
  auto branch = scf::IfOp::create(builder, loc, failed, /*withElseRegion=*/false);
  builder.setInsertionPointToStart(branch.thenBlock());
  auto exit = LLVM::FreezeOp::create(builder, loc, code);
  exit->setAttr(kExitAttr, builder.getUnitAttr());
  call.erase();
}

FailureOr<llvm::SmallPtrSet<Operation *, 4>>
tir::passContext(ModuleOp module, llvm::function_ref<bool(func::FuncOp)> isKernel) {
  llvm::SmallPtrSet<Operation *, 4> changed;
  SmallVector<AssertOp> asserts;
  for (func::FuncOp func : module.getOps<func::FuncOp>())
    func.walk([&](AssertOp op) { asserts.push_back(op); });
  if (asserts.empty())
    return changed;

  // Who calls whom, and whose address is taken.
  llvm::DenseMap<StringRef, SmallVector<func::CallOp>> calls;
  llvm::DenseSet<StringRef> escaped;
  module.walk([&](Operation *op) {
    if (auto call = dyn_cast<func::CallOp>(op)) {
      if (call->getParentOfType<func::FuncOp>())
        calls[call.getCallee()].push_back(call);
      else
        escaped.insert(call.getCallee());
      return;
    }
    for (NamedAttribute attr : op->getAttrs())
      attr.getValue().walk([&](SymbolRefAttr name) { escaped.insert(name.getRootReference().getValue()); });
  });
  auto mayChange = [&](func::FuncOp func) {
    return (func.isPrivate() || isKernel(func)) && !escaped.contains(func.getSymName());
  };

  SmallVector<func::FuncOp> worklist, order;
  auto add = [&](func::FuncOp func) {
    if (mayChange(func) && changed.insert(func).second) {
      worklist.push_back(func);
      order.push_back(func);
    }
  };
  for (AssertOp op : asserts)
    add(op->getParentOfType<func::FuncOp>());
  // A caller that cannot pass the context on keeps its callees from asking for it.
  bool everyCaller = true;
  while (!worklist.empty())
    for (func::CallOp call : calls.lookup(worklist.pop_back_val().getSymName())) {
      auto caller = call->getParentOfType<func::FuncOp>();
      everyCaller &= mayChange(caller);
      add(caller);
    }
  if (!everyCaller) {
    changed.clear();
    order.clear();
  }
  for (func::FuncOp func : order)
    extendFunction(func);
  for (func::FuncOp func : order)
    for (func::CallOp call : calls.lookup(func.getSymName()))
      extendCall(call);
  for (func::FuncOp func : order)
    if (failed(lowerAsserts(func, func.getArguments().back())))
      return failure();
  for (func::FuncOp func : module.getOps<func::FuncOp>())
    if (!changed.contains(func))
      func.walk([](AssertOp op) { op.erase(); });
  return changed;
}

//===----------------------------------------------------------------------===//
// Ways out
//===----------------------------------------------------------------------===//

void tir::finishExit(Operation *exit) {
  exit->removeAttr(kExitAttr);
  auto func = cast<LLVM::LLVMFuncOp>(exit->getParentOp());
  Operation *branch = exit->getBlock()->getTerminator();
  OpBuilder builder(branch);
  Location loc = exit->getLoc();
  Value code = exit->getResult(0);
  // Several results come back in a struct, the code last.
  if (auto type = dyn_cast<LLVM::LLVMStructType>(func.getFunctionType().getReturnType())) {
    Value all = LLVM::PoisonOp::create(builder, loc, type);
    code = LLVM::InsertValueOp::create(builder, loc, all, code,
                                       ArrayRef<int64_t>{static_cast<int64_t>(type.getBody().size()) - 1});
  }
  LLVM::ReturnOp::create(builder, loc, code);
  branch->erase();
}

void tir::finishExits(Operation *root) {
  SmallVector<Operation *> exits;
  root->walk([&](Operation *op) {
    if (op->getDiscardableAttr(kExitAttr) && isa<LLVM::LLVMFuncOp>(op->getParentOp()))
      exits.push_back(op);
  });
  llvm::for_each(exits, finishExit);
}
