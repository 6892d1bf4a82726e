//===- CodeBuilder.h - Small pieces of the llvm dialect ---------*- C++ -*-===//

#ifndef CONVERSION_VM_TO_LLVM_CODEBUILDER_H
#define CONVERSION_VM_TO_LLVM_CODEBUILDER_H

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"

namespace mlir::relax_vm {

/// Builds llvm ops at an insertion point, with the types that the binary
/// interface uses at hand.
class CodeBuilder {
public:
  CodeBuilder(MLIRContext *context)
      : builder(context), pointer(LLVM::LLVMPointerType::get(context)),
        i32(builder.getI32Type()), i64(builder.getI64Type()),
        loc(builder.getUnknownLoc()) {}

  Value constant32(int64_t value);
  Value constant64(int64_t value);
  /// The address `offset` bytes behind `base`.
  Value offset(Value base, int64_t offset);
  /// The address of element `index` of an array of 8-byte values.
  Value element(Value base, int64_t index) { return offset(base, index * 8); }
  Value load(Type type, Value address);
  /// A load of memory that never changes while the function runs.
  Value loadInvariant(Type type, Value address);
  void store(Value value, Value address);
  Value compare(LLVM::ICmpPredicate predicate, Value lhs, Value rhs);
  void jump(Block *target, ValueRange operands = {});
  /// A branch whose first target is the likely one.
  void branchLikely(Value condition, Block *likely, Block *unlikely,
                    ValueRange unlikelyOperands = {});
  /// A call through a pointer.
  Value callPointer(Type result, Value callee, ValueRange arguments);
  void callPointerVoid(Value callee, ValueRange arguments);

  OpBuilder builder;
  LLVM::LLVMPointerType pointer;
  IntegerType i32, i64;
  Location loc;
};

/// The declaration of a function in a nested module, made on first use.
LLVM::LLVMFuncOp declareFunction(ModuleOp module, StringRef name,
                                 LLVM::LLVMFunctionType type);

} // namespace mlir::relax_vm

#endif // CONVERSION_VM_TO_LLVM_CODEBUILDER_H
