//===- FuseTIR.cpp - One kernel for each primitive function ---------------===//
//
// KernelMerge has the steps; this pass runs them for each function, replaces the calls, and removes what nobody needs
// any more.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/fusion/Passes.h"

#include "transforms/relax/fusion/KernelMerge.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Iterators.h"
#include "mlir/IR/OperationSupport.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/Support/DebugLog.h"

namespace mlir::relax {
#define GEN_PASS_DEF_FUSETIR
#include "transforms/relax/fusion/Passes.h.inc"
} // namespace mlir::relax

#define DEBUG_TYPE "relax-fuse-tir"

using namespace mlir;
using namespace mlir::relax;
using tir::PrimFuncOp;

namespace {

struct FuseTIR : relax::impl::FuseTIRBase<FuseTIR> {
  using FuseTIRBase::FuseTIRBase;

  void runOnOperation() override {
    ModuleOp module = getOperation();
    SymbolTable symbolTable(module);
    SmallVector<FuncOp> functions;
    for (FuncOp function : module.getOps<FuncOp>())
      if (function->hasAttr(kPrimitiveAttr) && !function.isExternal())
        functions.push_back(function);
    if (functions.empty())
      return markAllAnalysesPreserved();

    SmallVector<std::pair<FuncOp, PrimFuncOp>> merged;
    llvm::SetVector<StringAttr> called;
    for (FuncOp function : functions) {
      std::string reason;
      FailureOr<PrimFuncOp> kernel = mergeKernels(function, symbolTable, reason);
      if (failed(kernel)) {
        function.emitWarning() << "'" << function.getSymName() << "' does not become one kernel: " << reason;
        ++numDeclined;
        continue;
      }
      improve(*kernel);
      function.walk([&](CallTIROp call) { called.insert(call.getCalleeAttr().getAttr()); });
      merged.push_back({function, *kernel});
    }

    // Who names what, once: a walk over all attributes of the module costs as much as merging.
    llvm::DenseMap<StringAttr, unsigned> numUses;
    llvm::DenseSet<StringAttr> named = getNamesBesideCalls(module, numUses);
    llvm::DenseMap<StringAttr, FlatSymbolRefAttr> kernelOf;
    for (auto [function, kernel] : merged) {
      StringAttr name = function.getSymNameAttr();
      if (Attribute device = getDevice(function))
        kernel->setAttr("relax.device", device);
      // The kernel takes over the name.
      if (function.isPrivate() && !named.contains(name)) {
        if (std::optional<SymbolTable::UseRange> uses = SymbolTable::getSymbolUses(function))
          for (SymbolTable::SymbolUse use : *uses)
            --numUses[use.getSymbolRef().getRootReference()];
        symbolTable.erase(function);
      }
      kernelOf[name] = insert(kernel, symbolTable);
    }
    replaceCalls(module, kernelOf);
    eraseUnused(called.getArrayRef(), numUses, symbolTable);
    shared.clear();
  }

private:
  void improve(PrimFuncOp kernel) {
    numInlined += inlineProducers(kernel);
    if (fuseLoopNests)
      numSplit += splitAtSlices(kernel);
    numInPlace += reuseOutputs(kernel);
    if (fuseLoopNests) {
      numLoops += fuseLoops(kernel);
      numShrunk += shrinkBuffers(kernel);
    }
    declareRegions(kernel);
    // Of indices that are in parts now the whole is often needed no more.
    kernel.getBody().walk<WalkOrder::PostOrder, ReverseIterator>([](Operation *op) {
      if (isOpTriviallyDead(op))
        op->erase();
    });
  }

  /// Puts a kernel into the module, or finds one that is equal up to the name.
  FlatSymbolRefAttr insert(PrimFuncOp kernel, SymbolTable &symbolTable) {
    ++numKernels;
    kernel.setPrivate();
    SmallVector<PrimFuncOp> &candidates = shared[{kernel.getFunctionType(), hashBody(kernel)}];
    for (PrimFuncOp other : candidates) {
      if (!isEqual(other, kernel))
        continue;
      kernel.erase();
      ++numShared;
      return FlatSymbolRefAttr::get(other);
    }
    candidates.push_back(kernel);
    symbolTable.insert(kernel);
    return FlatSymbolRefAttr::get(kernel);
  }

  /// The same for equal bodies: the operations in order, without what they take from each other.
  static unsigned hashBody(PrimFuncOp kernel) {
    llvm::hash_code hash = 0;
    kernel.getBody().walk([&](Operation *op) {
      hash = llvm::hash_combine(
          hash, OperationEquivalence::computeHash(op, OperationEquivalence::ignoreHashValue,
                                                  OperationEquivalence::ignoreHashValue,
                                                  OperationEquivalence::IgnoreLocations));
    });
    return static_cast<unsigned>(size_t(hash));
  }

  static Attribute getDevice(FuncOp function) {
    for (Type type : function.getResultTypes())
      if (auto tensor = dyn_cast<relax::TensorType>(type); tensor && tensor.getDevice())
        return tensor.getDevice();
    return {};
  }

  static bool isEqual(PrimFuncOp lhs, PrimFuncOp rhs) {
    NamedAttrList left(lhs->getDiscardableAttrDictionary()), right(rhs->getDiscardableAttrDictionary());
    return left.getDictionary(lhs.getContext()) == right.getDictionary(rhs.getContext()) &&
           OperationEquivalence::isRegionEquivalentTo(&lhs.getBody(), &rhs.getBody(),
                                                      OperationEquivalence::IgnoreLocations);
  }

  void replaceCalls(ModuleOp module, const llvm::DenseMap<StringAttr, FlatSymbolRefAttr> &kernelOf) {
    module.walk([&](CallOp call) {
      FlatSymbolRefAttr kernel = kernelOf.lookup(call.getCalleeAttr().getAttr());
      if (!kernel)
        return;
      OpBuilder builder(call);
      auto direct = CallTIROp::create(builder, call.getLoc(), call->getResultTypes(), kernel, call.getArgs());
      call->replaceAllUsesWith(direct->getResults());
      call.erase();
    });
  }

  /// What is named by something other than `relax.call`. `numUses` says how often each name stands in the module.
  static llvm::DenseSet<StringAttr> getNamesBesideCalls(ModuleOp module, llvm::DenseMap<StringAttr, unsigned> &numUses) {
    llvm::DenseSet<StringAttr> names;
    if (std::optional<SymbolTable::UseRange> uses = SymbolTable::getSymbolUses(&module.getBodyRegion()))
      for (SymbolTable::SymbolUse use : *uses) {
        StringAttr name = use.getSymbolRef().getRootReference();
        ++numUses[name];
        if (!isa<CallOp>(use.getUser()))
          names.insert(name);
      }
    return names;
  }

  /// Removes those of `names` that are private kernels without uses.
  static void eraseUnused(ArrayRef<StringAttr> names, const llvm::DenseMap<StringAttr, unsigned> &numUses,
                          SymbolTable &symbolTable) {
    for (StringAttr name : names)
      if (auto kernel = symbolTable.lookup<PrimFuncOp>(name);
          kernel && kernel.isPrivate() && numUses.lookup(name) == 0)
        symbolTable.erase(kernel);
  }

  /// Kernels by type and hash of the body, so that each is compared with few.
  llvm::DenseMap<std::pair<Type, unsigned>, SmallVector<PrimFuncOp>> shared;
};

} // namespace
