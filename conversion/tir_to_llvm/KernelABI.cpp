//===- KernelABI.cpp - Functions with the kernel interface ----------------===//

#include "conversion/tir_to_llvm/KernelABI.h"

using namespace mlir;
using namespace mlir::tir;

Value tir::constantI64(OpBuilder &builder, Location loc, int64_t value) {
  return LLVM::ConstantOp::create(builder, loc, builder.getI64Type(),
                                  builder.getI64IntegerAttr(value));
}

Value tir::constantI32(OpBuilder &builder, Location loc, int32_t value) {
  return LLVM::ConstantOp::create(builder, loc, builder.getI32Type(),
                                  builder.getI32IntegerAttr(value));
}

LLVM::LLVMFuncOp KernelFunction::declare(OpBuilder &builder, Location loc,
                                         StringRef name) {
  Type pointer = LLVM::LLVMPointerType::get(builder.getContext());
  auto type = LLVM::LLVMFunctionType::get(builder.getI32Type(),
                                          {pointer, pointer, pointer});
  auto func = LLVM::LLVMFuncOp::create(builder, loc, name, type);
  // The two arrays are the caller's and nobody writes them during the call.
  for (unsigned argument : {0u, 1u}) {
    func.setArgAttr(argument, LLVM::LLVMDialect::getNoAliasAttrName(),
                    builder.getUnitAttr());
    func.setArgAttr(argument, LLVM::LLVMDialect::getReadonlyAttrName(),
                    builder.getUnitAttr());
  }
  return func;
}

KernelFunction KernelFunction::create(OpBuilder &builder, Location loc,
                                      StringRef name) {
  KernelFunction kernel;
  kernel.func = declare(builder, loc, name);
  OpBuilder::InsertionGuard guard(builder);
  Block *entry = kernel.func.addEntryBlock(builder);
  kernel.buffers = entry->getArgument(0);
  kernel.scalars = entry->getArgument(1);
  kernel.ctx = entry->getArgument(2);
  return kernel;
}

static Value loadAt(OpBuilder &builder, Location loc, Value array, Type type,
                    unsigned index) {
  Value address =
      LLVM::GEPOp::create(builder, loc, array.getType(), type, array,
                          ArrayRef<LLVM::GEPArg>{static_cast<int32_t>(index)},
                          LLVM::GEPNoWrapFlags::inbounds);
  return LLVM::LoadOp::create(builder, loc, type, address, /*alignment=*/0,
                              /*isVolatile=*/false, /*isNonTemporal=*/false,
                              /*isInvariant=*/true);
}

Value KernelFunction::loadBuffer(OpBuilder &builder, Location loc,
                                 unsigned index) {
  return loadAt(builder, loc, buffers,
                LLVM::LLVMPointerType::get(builder.getContext()), index);
}

Value KernelFunction::loadScalar(OpBuilder &builder, Location loc,
                                 unsigned index, Type type) {
  Value bits = loadAt(builder, loc, scalars, builder.getI64Type(), index);
  unsigned width = type.getIntOrFloatBitWidth();
  if (width < 64)
    bits = LLVM::TruncOp::create(builder, loc, builder.getIntegerType(width),
                                 bits);
  if (isa<FloatType>(type))
    bits = LLVM::BitcastOp::create(builder, loc, type, bits);
  return bits;
}

Value tir::callContext(OpBuilder &builder, Location loc, Value ctx,
                       ContextService service, Type result,
                       ValueRange arguments) {
  Type pointer = LLVM::LLVMPointerType::get(builder.getContext());
  Value address = LLVM::GEPOp::create(
      builder, loc, pointer, builder.getI8Type(), ctx,
      ArrayRef<LLVM::GEPArg>{static_cast<int32_t>(service)},
      LLVM::GEPNoWrapFlags::inbounds);
  Value callee = LLVM::LoadOp::create(builder, loc, pointer, address,
                                      /*alignment=*/0, /*isVolatile=*/false,
                                      /*isNonTemporal=*/false,
                                      /*isInvariant=*/true);
  SmallVector<Type> types = {pointer};
  llvm::append_range(types, arguments.getTypes());
  SmallVector<Value> operands = {callee, ctx};
  llvm::append_range(operands, arguments);
  auto type = LLVM::LLVMFunctionType::get(
      result ? result : LLVM::LLVMVoidType::get(builder.getContext()), types);
  auto call = LLVM::CallOp::create(builder, loc, type, operands);
  return result ? call.getResult() : Value();
}
