//===- CodeBuilder.cpp - Small pieces of the llvm dialect -----------------===//

#include "conversion/vm_to_llvm/CodeBuilder.h"

using namespace mlir;
using namespace mlir::relax_vm;

Value CodeBuilder::constant32(int64_t value) {
  return LLVM::ConstantOp::create(
      builder, loc, i32,
      builder.getI32IntegerAttr(static_cast<int32_t>(value)));
}

Value CodeBuilder::constant64(int64_t value) {
  return LLVM::ConstantOp::create(builder, loc, i64,
                                  builder.getI64IntegerAttr(value));
}

Value CodeBuilder::offset(Value base, int64_t offset) {
  if (offset == 0)
    return base;
  return LLVM::GEPOp::create(builder, loc, pointer, builder.getI8Type(), base,
                             LLVM::GEPArg(static_cast<int32_t>(offset)));
}

Value CodeBuilder::load(Type type, Value address) {
  return LLVM::LoadOp::create(builder, loc, type, address);
}

Value CodeBuilder::loadInvariant(Type type, Value address) {
  auto load = LLVM::LoadOp::create(builder, loc, type, address);
  load.setInvariant(true);
  return load;
}

void CodeBuilder::store(Value value, Value address) {
  LLVM::StoreOp::create(builder, loc, value, address);
}

Value CodeBuilder::compare(LLVM::ICmpPredicate predicate, Value lhs,
                           Value rhs) {
  return LLVM::ICmpOp::create(builder, loc, predicate, lhs, rhs);
}

void CodeBuilder::jump(Block *target, ValueRange operands) {
  LLVM::BrOp::create(builder, loc, operands, target);
}

void CodeBuilder::branchLikely(Value condition, Block *likely, Block *unlikely,
                               ValueRange unlikelyOperands) {
  LLVM::CondBrOp::create(builder, loc, condition, likely, ValueRange(),
                         unlikely, unlikelyOperands, std::make_pair(2000u, 1u));
}

Value CodeBuilder::callPointer(Type result, Value callee,
                               ValueRange arguments) {
  auto type = LLVM::LLVMFunctionType::get(
      result, llvm::to_vector(arguments.getTypes()));
  SmallVector<Value> operands{callee};
  llvm::append_range(operands, arguments);
  return LLVM::CallOp::create(builder, loc, type, operands).getResult();
}

void CodeBuilder::callPointerVoid(Value callee, ValueRange arguments) {
  auto type =
      LLVM::LLVMFunctionType::get(LLVM::LLVMVoidType::get(builder.getContext()),
                                  llvm::to_vector(arguments.getTypes()));
  SmallVector<Value> operands{callee};
  llvm::append_range(operands, arguments);
  LLVM::CallOp::create(builder, loc, type, operands);
}

LLVM::LLVMFuncOp relax_vm::declareFunction(ModuleOp module, StringRef name,
                                           LLVM::LLVMFunctionType type) {
  // A nested module holds few functions: the ones it defines and the kernels
  // that they call.
  if (auto known = module.lookupSymbol<LLVM::LLVMFuncOp>(name))
    return known;
  OpBuilder builder = OpBuilder::atBlockBegin(module.getBody());
  return LLVM::LLVMFuncOp::create(builder, module.getLoc(), name, type);
}
