//===- TIRToLLVM.cpp - convert-tir-to-llvm --------------------------------===//
//
// The steps of KernelLowering.h in order; the last of them does for nearly all
// kernels. Then one dialect conversion for the other kernels of the module. Kernels of tir use bare pointers; functions of upstream
// dialects use memref descriptors, so the two are converted one after the other.
//
//===----------------------------------------------------------------------===//

#include "conversion/tir_to_llvm/Passes.h"

#include "conversion/tir_common/TIRLowering.h"
#include "conversion/tir_to_llvm/KernelLowering.h"

#include "mlir/Conversion/ArithToLLVM/ArithToLLVM.h"
#include "mlir/Conversion/ControlFlowToLLVM/ControlFlowToLLVM.h"
#include "mlir/Conversion/FuncToLLVM/ConvertFuncToLLVM.h"
#include "mlir/Conversion/LLVMCommon/ConversionTarget.h"
#include "mlir/Conversion/LLVMCommon/TypeConverter.h"
#include "mlir/Conversion/MathToLLVM/MathToLLVM.h"
#include "mlir/Conversion/MathToLibm/MathToLibm.h"
#include "mlir/Conversion/MemRefToLLVM/MemRefToLLVM.h"
#include "mlir/Conversion/SCFToControlFlow/SCFToControlFlow.h"
#include "mlir/Conversion/UBToLLVM/UBToLLVM.h"
#include "mlir/Conversion/VectorToLLVM/ConvertVectorToLLVM.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Transforms/DialectConversion.h"
#include <mutex>

namespace mlir::tir {
#define GEN_PASS_DEF_CONVERTTIRTOLLVM
#include "conversion/tir_to_llvm/Passes.h.inc"
} // namespace mlir::tir

using namespace mlir;
using namespace mlir::tir;

namespace {

constexpr StringLiteral kKernelAttr = "relax.kernel";

/// What entry functions are called in machine code (relax_vm::getKernelSymbol).
constexpr StringLiteral kEntryPrefix = "relax.kernel.";

/// Patterns for everything but memory.
void populateScalarPatterns(const LLVMTypeConverter &converter,
                            RewritePatternSet &patterns) {
  arith::populateCeilFloorDivExpandOpsPatterns(patterns);
  arith::populateArithToLLVMConversionPatterns(converter, patterns);
  cf::populateControlFlowToLLVMConversionPatterns(converter, patterns);
  populateMathToLLVMConversionPatterns(converter, patterns);
  populateMathToLibmConversionPatterns(patterns, /*benefit=*/0);
  populateSCFToControlFlowConversionPatterns(patterns);
  ub::populateUBToLLVMConversionPatterns(converter, patterns);
  populateFuncToLLVMConversionPatterns(converter, patterns);
}

/// The patterns for kernels of tir and the type converter that they refer to.
/// Building them takes longer than converting a small kernel does, so they are
/// made once, when the first kernel needs them, and shared by the copies of the
/// pass on all threads.
struct KernelPatterns {
  explicit KernelPatterns(MLIRContext *context)
      : converter(context, LowerToLLVMOptions(context)) {
    addFlatMemRefConversion(converter);
    RewritePatternSet set(context);
    populateScalarPatterns(converter, set);
    populateFlatMemRefToLLVMPatterns(converter, set);
    patterns = std::move(set);
  }
  LLVMTypeConverter converter;
  FrozenRewritePatternSet patterns;
};

struct SharedKernelPatterns {
  const FrozenRewritePatternSet &get(MLIRContext *context) {
    std::call_once(once, [&] { made.emplace(context); });
    return made->patterns;
  }
  std::once_flag once;
  std::optional<KernelPatterns> made;
};

class ConvertTIRToLLVMPass
    : public tir::impl::ConvertTIRToLLVMBase<ConvertTIRToLLVMPass> {
public:
  using ConvertTIRToLLVMBase::ConvertTIRToLLVMBase;

  LogicalResult initialize(MLIRContext *context) override {
    kernelPatterns = std::make_shared<SharedKernelPatterns>();
    return success();
  }

  void runOnOperation() override {
    ModuleOp module = getOperation();
    if (fastMath != "none" && fastMath != "contract" && fastMath != "fast") {
      module.emitError() << "fast-math must be 'none', 'contract' or 'fast', got '"
                         << fastMath << "'";
      return signalPassFailure();
    }
    SmallVector<Operation *> kernels, others;
    if (failed(checkNarrowFloats(module)))
      return signalPassFailure();
    if (failed(buildKernels(kernels)) || failed(wrapFunctions(others)))
      return signalPassFailure();
    hideNames(others);
    if (!kernels.empty() && failed(convert(kernels, kernelPatterns->get(&getContext()),
                                           /*everywhere=*/false)))
      return signalPassFailure();
    if (!others.empty() && failed(convertFunctions(others)))
      return signalPassFailure();
    showNames();
  }

private:
  /// Conversion calls functions of the C library where math has no intrinsic,
  /// and takes what has their name in the module for them. So functions with a
  /// body have names of no library while it runs.
  void hideNames(ArrayRef<Operation *> functions) {
    hidden.clear();
    llvm::DenseMap<StringAttr, StringAttr> renamed;
    auto hide = [&](Operation *op) {
      auto name = op->getAttrOfType<StringAttr>(SymbolTable::getSymbolAttrName());
      auto other = StringAttr::get(&getContext(), kEntryPrefix + name.getValue());
      SymbolTable::setSymbolName(op, other);
      renamed[name] = other;
      hidden.push_back({name, other});
    };
    // Nothing in the module names the entry of a kernel.
    for (Operation &op : getOperation().getOps())
      if (entries.contains(op.getAttrOfType<StringAttr>(SymbolTable::getSymbolAttrName())))
        hide(&op);
    for (Operation *op : functions)
      if (auto func = cast<func::FuncOp>(op); !func.isExternal() && !entries.contains(func.getSymNameAttr()))
        hide(op);
    hidesFunctions = !functions.empty();
    renameUses(functions, renamed);
  }

  static void renameUses(ArrayRef<Operation *> functions, const llvm::DenseMap<StringAttr, StringAttr> &renamed) {
    for (Operation *function : functions)
      function->walk([&](Operation *op) {
        auto rename = [&](FlatSymbolRefAttr callee, auto set) {
          if (StringAttr other = callee ? renamed.lookup(callee.getAttr()) : StringAttr())
            set(FlatSymbolRefAttr::get(other));
        };
        if (auto call = dyn_cast<func::CallOp>(op))
          rename(call.getCalleeAttr(), [&](FlatSymbolRefAttr callee) { call.setCalleeAttr(callee); });
        else if (auto constant = dyn_cast<func::ConstantOp>(op))
          rename(constant.getValueAttr(), [&](FlatSymbolRefAttr value) { constant.setValueAttr(value); });
        else if (auto call = dyn_cast<LLVM::CallOp>(op))
          rename(call.getCalleeAttr(), [&](FlatSymbolRefAttr callee) { call.setCalleeAttr(callee); });
        else if (auto address = dyn_cast<LLVM::AddressOfOp>(op))
          rename(address.getGlobalNameAttr(), [&](FlatSymbolRefAttr name) { address.setGlobalNameAttr(name); });
      });
  }

  /// Gives names back that the library does not need.
  void showNames() {
    llvm::DenseMap<StringAttr, Operation *> symbols;
    for (Operation &op : getOperation().getOps())
      if (auto name = op.getAttrOfType<StringAttr>(SymbolTable::getSymbolAttrName()))
        symbols[name] = &op;
    llvm::DenseMap<StringAttr, StringAttr> renamed;
    SmallVector<Operation *> functions;
    for (auto [name, other] : hidden)
      if (Operation *op = symbols.lookup(other); op && !symbols.count(name)) {
        SymbolTable::setSymbolName(op, name);
        renamed[other] = name;
      }
    if (!hidesFunctions)
      return;
    for (auto function : getOperation().getOps<LLVM::LLVMFuncOp>())
      functions.push_back(function);
    renameUses(functions, renamed);
  }

  LogicalResult buildKernels(SmallVectorImpl<Operation *> &kernels) {
    entries.clear();
    for (PrimFuncOp func :
         llvm::make_early_inc_range(getOperation().getOps<PrimFuncOp>())) {
      FailureOr<KernelFunction> kernel = buildKernel(func);
      if (failed(kernel))
        return failure();
      if (!kernel->func)
        continue;
      ++numKernels;
      entries.insert(kernel->func.getSymNameAttr());
      SmallVector<KernelFunction> functions;
      if (parallel && failed(outlineParallelLoops(*kernel, functions)))
        return failure();
      numParallel += functions.size();
      functions.push_back(*kernel);
      for (KernelFunction &function : functions) {
        if (failed(lowerAsserts(function.func, function.ctx)) ||
            failed(lowerWorkspace(function)))
          return failure();
        setFastMath(function.func);
        if (lowerScalarKernel(function.func)) {
          ++numInOneWalk;
          continue;
        }
        if (failed(lowerLoops(function.func)))
          return failure();
        kernels.push_back(function.func);
      }
    }
    return success();
  }

  LogicalResult wrapFunctions(SmallVectorImpl<Operation *> &functions) {
    bool everyPublic = getOperation()->hasAttr(kKernelAttr);
    auto isKernel = [&](func::FuncOp func) {
      return func->hasAttr(kKernelAttr) || (everyPublic && func.isPublic() && !func.isExternal());
    };
    for (func::FuncOp func : getOperation().getOps<func::FuncOp>())
      if (isKernel(func) && failed(checkFuncKernel(func)))
        return failure();
    FailureOr<llvm::SmallPtrSet<Operation *, 4>> withContext = passContext(getOperation(), isKernel);
    if (failed(withContext))
      return failure();
    for (func::FuncOp func :
         llvm::make_early_inc_range(getOperation().getOps<func::FuncOp>())) {
      functions.push_back(func);
      if (!isKernel(func))
        continue;
      if (failed(wrapFuncKernel(func, withContext->contains(func))))
        return failure();
      func->removeAttr(kKernelAttr);
      ++numKernels;
    }
    return success();
  }

  void setFastMath(Operation *root) {
    if (fastMath == "none")
      return;
    auto flags = arith::FastMathFlagsAttr::get(
        &getContext(), fastMath == "fast" ? arith::FastMathFlags::fast
                                          : arith::FastMathFlags::contract);
    root->walk([&](arith::ArithFastMathInterface op) {
      if (isa<arith::ExtFOp, arith::TruncFOp>(op))
        return; // the conversion does not know what to make of the flags
      op->setAttr(op.getFastMathAttrName(), flags);
    });
  }

  LogicalResult convertFunctions(ArrayRef<Operation *> functions) {
    LowerToLLVMOptions options(&getContext());
    LLVMTypeConverter converter(&getContext(), options);
    RewritePatternSet patterns(&getContext());
    populateScalarPatterns(converter, patterns);
    populateFinalizeMemRefToLLVMConversionPatterns(converter, patterns);
    populateVectorToLLVMConversionPatterns(converter, patterns);
    return convert(functions, FrozenRewritePatternSet(std::move(patterns)),
                   /*everywhere=*/true);
  }

  LogicalResult convert(ArrayRef<Operation *> roots,
                        const FrozenRewritePatternSet &patterns,
                        bool everywhere) {
    ConversionTarget target(getContext());
    target.addLegalDialect<LLVM::LLVMDialect>();
    target.addLegalOp<ModuleOp, UnrealizedConversionCastOp>();
    // Partial, so that all that has no pattern is listed, not the first only.
    if (failed(applyPartialConversion(roots, target, patterns)) ||
        failed(checkNothingIsLeft(getOperation(), everywhere)))
      return failure();
    SmallVector<UnrealizedConversionCastOp> casts, left;
    // Only in what is converted by now: the casts of the other functions have no counterpart yet.
    for (auto func : getOperation().getOps<LLVM::LLVMFuncOp>())
      func.walk([&](Operation *op) {
        if (auto cast = dyn_cast<UnrealizedConversionCastOp>(op))
          casts.push_back(cast);
        else if (isa<LLVM::BrOp, LLVM::CondBrOp>(op))
          attachLoopAnnotation(op);
      });
    finishExits(getOperation());
    reconcileUnrealizedCasts(casts, &left);
    if (!left.empty())
      return left.front().emitError()
             << "a value of type " << left.front().getOperand(0).getType()
             << " has no lowering to LLVM";
    return success();
  }

  std::shared_ptr<SharedKernelPatterns> kernelPatterns;
  /// The entry functions of kernels of tir.
  llvm::DenseSet<StringAttr> entries;
  /// The names of functions, and what they are called meanwhile.
  SmallVector<std::pair<StringAttr, StringAttr>> hidden;
  bool hidesFunctions = false;
};

} // namespace
