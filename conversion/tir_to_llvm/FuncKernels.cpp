//===- FuncKernels.cpp - func.func on memrefs as a kernel -----------------===//
//
// The function keeps its body under another name; a function of the kernel
// interface takes pointers and sizes apart, makes the fields of the memref
// descriptors from them, and calls it.
//
//===----------------------------------------------------------------------===//

#include "conversion/tir_common/TIRLowering.h"
#include "conversion/tir_to_llvm/KernelLowering.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/SymbolTable.h"

using namespace mlir;
using namespace mlir::tir;

/// What cannot come through the kernel interface.
LogicalResult tir::checkFuncKernel(func::FuncOp func) {
  if (func.getNumResults() != 0)
    return func.emitError() << "a kernel must have no results, got "
                            << func.getNumResults()
                            << ": outputs are the last memrefs";
  for (unsigned i = 0, e = func.getNumArguments(); i != e; ++i) {
    Type type = func.getArgumentTypes()[i];
    auto fail = [&](StringRef rule) {
      return func.emitError()
             << "parameter " << i << " of a kernel " << rule << ", got " << type;
    };
    if (auto memref = dyn_cast<MemRefType>(type)) {
      if (!memref.getLayout().isIdentity() || memref.getMemorySpace())
        return fail("must be a memref of identity layout in the default space");
      continue;
    }
    if (!type.isIntOrIndexOrFloat())
      return fail("must be a ranked memref or a scalar");
    if (!type.isIndex() && (type.getIntOrFloatBitWidth() > 64 ||
                            (isa<FloatType>(type) &&
                             type.getIntOrFloatBitWidth() < 16)))
      return fail("must fit into 64 bits and, if a float, have at least 16");
  }
  return success();
}

LogicalResult tir::wrapFuncKernel(func::FuncOp func, bool hasContext) {
  auto module = func->getParentOfType<ModuleOp>();
  std::string name = func.getSymName().str();
  SymbolTable table(module);
  // Calls of the function go to its body; the name gets a suffix where taken.
  StringAttr body = StringAttr::get(func.getContext(), name + ".body");
  while (table.lookup(body))
    body = StringAttr::get(func.getContext(), body.getValue() + "_");
  if (failed(table.rename(func, body)))
    return func.emitError() << "cannot be renamed '" << body.getValue() << "'";
  func.setPrivate();

  OpBuilder builder(func);
  Location loc = func.getLoc();
  Type i64 = builder.getI64Type();
  ArrayRef<Type> parameters = func.getArgumentTypes().drop_back(hasContext ? 1 : 0);
  KernelFunction kernel = KernelFunction::create(builder, loc, name);
  builder.setInsertionPointToEnd(&kernel.func.getBody().front());

  unsigned numSymbols = 0;
  for (Type type : parameters)
    if (auto memref = dyn_cast<MemRefType>(type))
      numSymbols += memref.getNumDynamicDims();
  unsigned nextBuffer = 0, nextSymbol = 0, nextScalar = numSymbols;
  SmallVector<Value> operands;
  for (Type type : parameters) {
    auto memref = dyn_cast<MemRefType>(type);
    if (!memref) {
      Type stored = type.isIndex() ? i64 : type;
      operands.push_back(kernel.loadScalar(builder, loc, nextScalar++, stored));
      continue;
    }
    Value pointer = kernel.loadBuffer(builder, loc, nextBuffer++);
    operands.append({pointer, pointer, constantI64(builder, loc, 0)});
    SmallVector<Value> sizes, strides(memref.getRank());
    for (int64_t size : memref.getShape())
      sizes.push_back(ShapedType::isDynamic(size)
                          ? kernel.loadScalar(builder, loc, nextSymbol++, i64)
                          : constantI64(builder, loc, size));
    Value stride = constantI64(builder, loc, 1);
    for (int64_t i = memref.getRank() - 1; i >= 0; --i) {
      strides[i] = stride;
      if (i != 0)
        stride = LLVM::MulOp::create(builder, loc, stride, sizes[i]);
    }
    llvm::append_range(operands, sizes);
    llvm::append_range(operands, strides);
  }
  auto callee = StringAttr::get(func.getContext(), func.getSymName());
  Value code;
  if (hasContext) {
    operands.push_back(kernel.ctx);
    code = LLVM::CallOp::create(builder, loc, builder.getI32Type(), callee, operands).getResult();
  } else {
    LLVM::CallOp::create(builder, loc, TypeRange(), callee, operands);
    code = constantI32(builder, loc, 0);
  }
  LLVM::ReturnOp::create(builder, loc, code);
  return success();
}
