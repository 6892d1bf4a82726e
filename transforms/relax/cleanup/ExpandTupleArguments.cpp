//===- ExpandTupleArguments.cpp - fields of tuples one by one -------------===//
//
// Symbols stand bare in a tuple as they do in its fields, so a signature defines the same ones before and after.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/Relax.h"
#include "mlir/IR/Builders.h"
#include "transforms/relax/cleanup/Passes.h"
#include "transforms/relax/cleanup/PrivateCalls.h"

namespace mlir::relax {
#define GEN_PASS_DEF_EXPANDTUPLEARGUMENTS
#include "transforms/relax/cleanup/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;

namespace {

/// Puts the fields of a tuple behind `fields`, tuples inside it taken apart as well.
void takeApart(OpBuilder &builder, Location loc, Value value, llvm::SmallVectorImpl<Value> &fields) {
  auto type = dyn_cast<TupleType>(value.getType());
  if (!type) {
    fields.push_back(value);
    return;
  }
  for (unsigned i = 0, e = type.size(); i < e; ++i)
    takeApart(builder, loc, TupleGetItemOp::create(builder, loc, type.getType(i), value, i), fields);
}

/// The tuple of a type from the next of `fields`.
Value putTogether(OpBuilder &builder, Location loc, Type type, llvm::ArrayRef<BlockArgument> &fields) {
  auto tuple = dyn_cast<TupleType>(type);
  if (!tuple) {
    Value field = fields.front();
    fields = fields.drop_front();
    return field;
  }
  llvm::SmallVector<Value> parts;
  for (Type field : tuple.getTypes())
    parts.push_back(putTogether(builder, loc, field, fields));
  return TupleOp::create(builder, loc, type, parts);
}

struct ExpandTupleArguments : relax::impl::ExpandTupleArgumentsBase<ExpandTupleArguments> {
  void runOnOperation() override {
    for (auto &[op, calls] : collectPrivateCalls(getOperation())) {
      auto function = cast<FuncOp>(op);
      if (llvm::none_of(function.getArgumentTypes(), [](Type type) { return isa<TupleType>(type); }))
        continue;
      for (CallOp call : calls) {
        OpBuilder builder(call);
        llvm::SmallVector<Value> operands;
        for (Value operand : call.getArgs())
          takeApart(builder, call.getLoc(), operand, operands);
        replaceCall(call, operands, llvm::to_vector(llvm::seq<unsigned>(0, call.getNumResults())));
      }
      // From the last to the first, so that numbers in front stay what they are.
      for (unsigned index = function.getNumArguments(); index-- > 0;)
        if (isa<TupleType>(function.getArgumentTypes()[index]))
          expand(function, index);
    }
  }

private:
  void expand(FuncOp function, unsigned index) {
    BlockArgument tuple = function.getArgument(index);
    llvm::SmallVector<Type> types;
    collectFields(tuple.getType(), types);
    std::string base = function.getArgName(index).str();
    bool isInput = function.getNumInput() && index < *function.getNumInput();
    for (auto [number, type] : llvm::enumerate(types)) {
      llvm::SmallVector<NamedAttribute> attrs;
      if (!base.empty())
        attrs.emplace_back(StringAttr::get(&getContext(), FuncOp::kNameAttr),
                           getFreshParameterName(function, base + "_" + std::to_string(number)));
      (void)function.insertArgument(index + 1 + number, type, DictionaryAttr::get(&getContext(), attrs),
                                    tuple.getLoc());
    }
    if (isInput)
      function.setNumInput(*function.getNumInput() + types.size());
    OpBuilder builder = OpBuilder::atBlockBegin(&function.getBody().front());
    llvm::ArrayRef<BlockArgument> fields = function.getArguments().slice(index + 1, types.size());
    if (!tuple.use_empty())
      tuple.replaceAllUsesWith(putTogether(builder, tuple.getLoc(), tuple.getType(), fields));
    llvm::BitVector erased(function.getNumArguments());
    erased.set(index);
    eraseParameters(function, erased);
    ++numExpanded;
  }

  static void collectFields(Type type, llvm::SmallVectorImpl<Type> &fields) {
    auto tuple = dyn_cast<TupleType>(type);
    if (!tuple)
      return fields.push_back(type);
    for (Type field : tuple.getTypes())
      collectFields(field, fields);
  }
};

} // namespace
