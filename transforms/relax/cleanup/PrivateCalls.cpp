//===- PrivateCalls.cpp - functions of which every call is known ----------===//

#include "transforms/relax/cleanup/PrivateCalls.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/SymbolTable.h"
#include "llvm/ADT/StringSet.h"

using namespace mlir;
using namespace mlir::relax;

llvm::MapVector<Operation *, llvm::SmallVector<CallOp>> mlir::relax::collectPrivateCalls(ModuleOp module) {
  llvm::DenseMap<StringAttr, FuncOp> functions;
  llvm::MapVector<Operation *, llvm::SmallVector<CallOp>> calls;
  for (FuncOp function : module.getOps<FuncOp>())
    if (function.isPrivate() && !function.isExternal()) {
      functions[function.getSymNameAttr()] = function;
      calls.insert({function, {}});
    }
  if (functions.empty())
    return calls;
  llvm::SmallPtrSet<Operation *, 8> escaped;
  std::optional<SymbolTable::UseRange> uses = SymbolTable::getSymbolUses(&module.getBodyRegion());
  if (!uses)
    return {};
  for (SymbolTable::SymbolUse use : *uses) {
    FuncOp function = functions.lookup(use.getSymbolRef().getRootReference());
    if (!function)
      continue;
    auto call = dyn_cast<CallOp>(use.getUser());
    // A call may name a function in an attribute of its own as well.
    if (call && call.getCalleeAttr() == use.getSymbolRef() &&
        (calls[function].empty() || calls[function].back() != call))
      calls[function].push_back(call);
    else
      escaped.insert(function);
  }
  calls.remove_if([&](auto &entry) { return escaped.contains(entry.first); });
  return calls;
}

void mlir::relax::eraseParameters(FuncOp function, const llvm::BitVector &parameters) {
  if (std::optional<uint64_t> numInput = function.getNumInput()) {
    unsigned inputs = 0;
    for (unsigned index : parameters.set_bits())
      inputs += index < *numInput;
    function.setNumInput(*numInput - inputs);
  }
  (void)function.eraseArguments(parameters);
}

CallOp mlir::relax::replaceCall(CallOp call, ValueRange operands, llvm::ArrayRef<unsigned> results) {
  OpBuilder builder(call);
  llvm::SmallVector<Type> types;
  for (unsigned index : results)
    types.push_back(call.getResult(index).getType());
  auto fresh = CallOp::create(builder, call.getLoc(), types, call.getCalleeAttr(), operands, call.getPureAttr(),
                              operands.size() == call.getArgs().size() ? call.getArgAttrsAttr() : ArrayAttr(),
                              types.size() == call.getNumResults() ? call.getResAttrsAttr() : ArrayAttr());
  for (NamedAttribute attr : call->getDiscardableAttrs())
    fresh->setDiscardableAttr(attr.getName(), attr.getValue());
  for (auto [kept, index] : llvm::enumerate(results))
    call.getResult(index).replaceAllUsesWith(fresh.getResult(kept));
  call.erase();
  return fresh;
}

StringAttr mlir::relax::getFreshParameterName(FuncOp function, llvm::StringRef base) {
  llvm::StringSet<> taken;
  for (unsigned i = 0, e = function.getNumArguments(); i < e; ++i)
    taken.insert(function.getArgName(i));
  std::string name = base.str();
  for (unsigned i = 0; taken.contains(name); ++i)
    name = (base + "_" + llvm::Twine(i)).str();
  return StringAttr::get(function.getContext(), name);
}
