//===- KernelABI.h - Functions with the kernel interface --------*- C++ -*-===//
//
// The IR side of runtime/executable/abi.h: a kernel is
//
//   int32_t kernel(void *const *buffers, const int64_t *scalars,
//                  const relax_ctx *ctx)
//
//===----------------------------------------------------------------------===//

#ifndef RELAX_MLIR_CONVERSION_TIR_TO_LLVM_KERNELABI_H
#define RELAX_MLIR_CONVERSION_TIR_TO_LLVM_KERNELABI_H

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"

namespace mlir::tir {

/// Offsets of the services in relax_ctx, in bytes.
enum class ContextService : int64_t {
  Alloc = 8,
  Free = 16,
  Fail = 24,
  ParallelFor = 32
};

/// What a kernel returns when a service failed without a code of its own; the
/// service has recorded the reason.
constexpr int32_t kServiceFailed = 1;

/// An llvm.func with the kernel interface, and its arguments.
struct KernelFunction {
  LLVM::LLVMFuncOp func;
  Value buffers, scalars, ctx;

  /// Creates the function, with an entry block without terminator.
  static KernelFunction create(OpBuilder &builder, Location loc, StringRef name);
  /// Only declares it.
  static LLVM::LLVMFuncOp declare(OpBuilder &builder, Location loc,
                                  StringRef name);

  /// The data pointer of the buffer parameter `index`.
  Value loadBuffer(OpBuilder &builder, Location loc, unsigned index);

  /// The scalar `index` as a value of `type`: a signless integer of at most 64
  /// bits, or a float of at most 64 bits, which stands in the low bits.
  Value loadScalar(OpBuilder &builder, Location loc, unsigned index, Type type);
};

/// Calls a service of the context with the arguments behind the context itself.
/// `result` may be null.
Value callContext(OpBuilder &builder, Location loc, Value ctx,
                  ContextService service, Type result, ValueRange arguments);

/// The code of a failure, an i32: where an operation of the LLVM dialect carries this attribute, the function returns its
/// result once its control flow is plain (see finishExits); what stands behind it in its block runs before that.
constexpr llvm::StringLiteral kExitAttr = "tir.exit";

/// Integer constants of LLVM.
Value constantI64(OpBuilder &builder, Location loc, int64_t value);
Value constantI32(OpBuilder &builder, Location loc, int32_t value);

} // namespace mlir::tir

#endif // RELAX_MLIR_CONVERSION_TIR_TO_LLVM_KERNELABI_H
