//===- BundleParams.cpp - all weights as one tuple ------------------------===//

#include "dialects/relax/Relax.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/SymbolTable.h"
#include "transforms/relax/binding/Passes.h"
#include "transforms/relax/cleanup/PrivateCalls.h"

namespace mlir::relax {
#define GEN_PASS_DEF_BUNDLEPARAMS
#include "transforms/relax/binding/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;

namespace {

struct BundleParams : relax::impl::BundleParamsBase<BundleParams> {
  void runOnOperation() override {
    // The calls of each function; null among them where it is named in another way. One walk.
    llvm::DenseMap<StringAttr, llvm::SmallVector<CallOp>> calls;
    std::optional<SymbolTable::UseRange> uses = SymbolTable::getSymbolUses(&getOperation().getBodyRegion());
    if (uses)
      for (SymbolTable::SymbolUse use : *uses)
        calls[use.getSymbolRef().getRootReference()].push_back(dyn_cast<CallOp>(use.getUser()));
    for (FuncOp function : getOperation().getOps<FuncOp>()) {
      std::optional<uint64_t> numInput = function.getNumInput();
      if (!function.isPublic() || function.isExternal() || !numInput || *numInput == function.getNumArguments() ||
          function->hasAttr("relax.shapes_checked"))
        continue;
      if (function.getNumArguments() - *numInput == 1 && isa<TupleType>(function.getArgumentTypes().back()))
        continue;
      llvm::ArrayRef<CallOp> callers = calls[function.getSymNameAttr()];
      if (llvm::is_contained(callers, CallOp()))
        continue;
      bundle(function, *numInput, callers);
    }
  }

private:
  void bundle(FuncOp function, unsigned numInput, llvm::ArrayRef<CallOp> callers) {
    MLIRContext *context = &getContext();
    Builder attributes(context);
    unsigned numParams = function.getNumArguments() - numInput;
    llvm::SmallVector<Type> fields(function.getArgumentTypes().drop_front(numInput));
    llvm::SmallVector<Attribute> names;
    for (unsigned i = numInput, e = function.getNumArguments(); i < e; ++i)
      names.push_back(attributes.getStringAttr(function.getArgName(i)));
    auto type = TupleType::get(context, fields);
    for (CallOp call : callers) {
      OpBuilder builder(call);
      llvm::SmallVector<Value> operands(call.getArgs().take_front(numInput));
      operands.push_back(TupleOp::create(builder, call.getLoc(), call.getArgs().drop_front(numInput)));
      replaceCall(call, operands, llvm::to_vector(llvm::seq<unsigned>(0, call.getNumResults())));
    }

    llvm::SmallVector<NamedAttribute> attrs;
    attrs.push_back(attributes.getNamedAttr("relax.fields", attributes.getArrayAttr(names)));
    attrs.push_back(attributes.getNamedAttr(FuncOp::kNameAttr, getFreshParameterName(function, "params")));
    unsigned last = function.getNumArguments();
    (void)function.insertArgument(last, type, attributes.getDictionaryAttr(attrs), function.getLoc());
    BlockArgument tuple = function.getArgument(last);
    OpBuilder builder = OpBuilder::atBlockBegin(&function.getBody().front());
    llvm::BitVector erased(function.getNumArguments());
    for (unsigned i = 0; i < numParams; ++i) {
      BlockArgument old = function.getArgument(numInput + i);
      erased.set(numInput + i);
      if (!old.use_empty())
        old.replaceAllUsesWith(TupleGetItemOp::create(builder, old.getLoc(), old.getType(), tuple, i));
    }
    eraseParameters(function, erased);
    numBundled += numParams;
  }
};

} // namespace
