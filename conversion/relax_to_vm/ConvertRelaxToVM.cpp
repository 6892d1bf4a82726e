//===- ConvertRelaxToVM.cpp - relax functions to relax_vm -----------------===//
//
// The module's part of the conversion: functions one by one (FunctionLowering), the constant table, and kernels, each of which moves into
// a module of its own so that later passes handle them in parallel.
//
//===----------------------------------------------------------------------===//

#include "FunctionLowering.h"
#include "conversion/relax_to_vm/Passes.h"
#include "dialects/interfaces/DestinationPassing.h"
#include "dialects/interfaces/SymbolicShapedType.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/DenseSet.h"

namespace mlir::relax {
#define GEN_PASS_DEF_CONVERTRELAXTOVM
#include "conversion/relax_to_vm/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;

namespace {

struct ConvertRelaxToVM : relax::impl::ConvertRelaxToVMBase<ConvertRelaxToVM> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    SymbolTable symbolTable(module);

    // Which kernels are called, before the calls are gone.
    llvm::DenseSet<StringAttr> called;
    llvm::SmallVector<FuncOp> functions(module.getOps<FuncOp>());
    for (FuncOp function : functions)
      function.walk([&](CallDestinationOp call) {
        if (FlatSymbolRefAttr kernel = call.getKernelAttr())
          called.insert(kernel.getAttr());
      });

    llvm::DenseMap<Attribute, FlatSymbolRefAttr> constants;
    // Constants stand at the top, in the order in which they are met.
    Operation *lastConstant = nullptr;
    auto getConstant = [&](ElementsAttr value, Location loc) {
      FlatSymbolRefAttr &name = constants[value];
      if (!name) {
        OpBuilder top = OpBuilder::atBlockBegin(module.getBody());
        if (lastConstant)
          top.setInsertionPointAfter(lastConstant);
        auto entry = relax_vm::ConstantOp::create(top, loc, "constant" + std::to_string(constants.size() - 1), value);
        name = FlatSymbolRefAttr::get(symbolTable.insert(entry));
        lastConstant = entry;
        ++numConstants;
      }
      return name;
    };
    ModuleState state{getConstant};
    for (FuncOp function : functions) {
      FunctionLowering lowering(function, state);
      if (failed(lowering.run()))
        return signalPassFailure();
      ++numFunctions;
    }
    for (FuncOp function : functions)
      function.erase();

    llvm::SmallVector<Operation *> kernels, helpers;
    for (Operation &op : *module.getBody()) {
      auto symbol = dyn_cast<SymbolOpInterface>(op);
      if (!symbol || isa<relax_vm::FuncOp, relax_vm::KernelOp, relax_vm::ConstantOp>(op))
        continue;
      if (isa<DestinationPassingCallable>(op) &&
          called.contains(symbol.getNameAttr()))
        kernels.push_back(&op);
      else
        helpers.push_back(&op);
    }
    llvm::DenseMap<StringAttr, Operation *> helperTable;
    for (Operation *op : helpers)
      helperTable[cast<SymbolOpInterface>(op).getNameAttr()] = op;
    for (Operation *op : kernels)
      helperTable[cast<SymbolOpInterface>(op).getNameAttr()] = op;
    for (Operation *kernel : kernels)
      moveKernel(kernel, helperTable);
    for (Operation *op : helpers)
      if (cast<SymbolOpInterface>(op).isPrivate() || isa<DestinationPassingCallable>(op))
        op->erase();
  }

  /// Moves a kernel, with copies of all that it names, into a module of its own.
  void moveKernel(Operation *kernel, const llvm::DenseMap<StringAttr, Operation *> &helpers) {
    auto callable = cast<DestinationPassingCallable>(kernel);
    int64_t buffers = 0, scalars = callable.getKernelSymbols().size();
    for (Type type : callable.getDestinationPassingTypes())
      if (isa<SymbolicShapedTypeInterface>(type))
        ++buffers;
      else if (!isa<sym::IntType>(type))
        ++scalars;
    StringAttr name = cast<SymbolOpInterface>(kernel).getNameAttr();
    OpBuilder builder(kernel);
    relax_vm::KernelOp::create(builder, kernel->getLoc(), name, buffers, scalars);
    auto nested = ModuleOp::create(builder, kernel->getLoc());
    nested->setAttr(relax_vm::kernelModuleAttrName, builder.getUnitAttr());
    kernel->moveBefore(nested.getBody(), nested.getBody()->end());
    cast<SymbolOpInterface>(kernel).setVisibility(SymbolTable::Visibility::Public);
    ++numKernels;
    if (helpers.size() <= 1)
      return;
    llvm::SmallVector<Operation *> worklist = {kernel};
    llvm::DenseSet<StringAttr> copied = {name};
    while (!worklist.empty()) {
      std::optional<SymbolTable::UseRange> uses = SymbolTable::getSymbolUses(worklist.pop_back_val());
      if (!uses)
        continue;
      for (SymbolTable::SymbolUse use : *uses) {
        StringAttr used = use.getSymbolRef().getRootReference();
        Operation *helper = helpers.lookup(used);
        if (!helper || !copied.insert(used).second)
          continue;
        Operation *copy = helper->clone();
        nested.getBody()->push_back(copy);
        cast<SymbolOpInterface>(copy).setVisibility(SymbolTable::Visibility::Private);
        worklist.push_back(copy);
      }
    }
  }
};

} // namespace
