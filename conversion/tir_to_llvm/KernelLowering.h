//===- KernelLowering.h - The steps of convert-tir-to-llvm ------*- C++ -*-===//
//
// What the pass is made of, one file each. All but the last run on arith, scf
// and memref inside of an llvm.func; the last makes LLVM of everything.
//
//===----------------------------------------------------------------------===//

#ifndef RELAX_MLIR_CONVERSION_TIR_TO_LLVM_KERNELLOWERING_H
#define RELAX_MLIR_CONVERSION_TIR_TO_LLVM_KERNELLOWERING_H

#include "conversion/tir_to_llvm/KernelABI.h"
#include "dialects/tir/TIR.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace mlir::tir {

/// Moves the body of `func` into a new kernel function of the same name and
/// erases `func`. Loops and local buffers are still what they were. Returns a
/// kernel without `func` member when `func` is a declaration.
FailureOr<KernelFunction> buildKernel(PrimFuncOp func);

/// Makes each outermost parallel loop of `kernel` a function that
/// ctx->parallel_for calls; appends those functions. A failure in a piece is the
/// result of the kernel.
LogicalResult outlineParallelLoops(KernelFunction kernel,
                                   SmallVectorImpl<KernelFunction> &pieces);

/// Replaces the memref.alloc of a function by parts of one block from
/// ctx->alloc, given back before the function returns.
LogicalResult lowerWorkspace(KernelFunction kernel);

/// Makes each tir.assert below `function` a test and, where it fails, a call of ctx->fail whose result carries kExitAttr.
LogicalResult lowerAsserts(FunctionOpInterface function, Value ctx);

/// Makes the functions of `module` that assert something, kernels and private functions that they call, take the context
/// as last argument and return an i32 as last result: the code of a failure. Assertions elsewhere disappear: nobody would
/// hear of them. `isKernel` says which functions are kernels. Returns what has changed.
FailureOr<llvm::SmallPtrSet<Operation *, 4>> passContext(ModuleOp module, llvm::function_ref<bool(func::FuncOp)> isKernel);

/// Returns from every operation below `root` that carries kExitAttr and stands in the plain control flow of an llvm.func.
void finishExits(Operation *root);

/// Returns from behind `exit`, an operation that carries kExitAttr in the plain control flow of an llvm.func.
void finishExit(Operation *exit);

/// Makes LLVM of all of a kernel function in one walk, if it consists of loops, branches, scalar arithmetic and accesses to
/// flat memrefs, as kernels do that come from operators. Otherwise returns false and changes nothing: the dialect
/// conversion is there for everything else, and takes several times as long.
bool lowerScalarKernel(LLVM::LLVMFuncOp func);

/// Gives a func.func on memrefs the kernel interface: renames it and creates a
/// function of its name that calls it. `hasContext`: passContext changed it.
LogicalResult wrapFuncKernel(func::FuncOp func, bool hasContext);

/// Whether `func` may come through the kernel interface; says why not.
LogicalResult checkFuncKernel(func::FuncOp func);

/// Refuses arithmetic on floats of less than 16 bits, before conversion would
/// make integer arithmetic on their bits of it; lists the kinds of ops.
LogicalResult checkNarrowFloats(ModuleOp module);

/// Refuses what the conversion has left in functions of LLVM and, `everywhere`,
/// in func.func; lists the kinds of ops with count and first location.
LogicalResult checkNothingIsLeft(ModuleOp module, bool everywhere);

/// A value of the LLVM type that stands for `value`, and back; conversion casts
/// that disappear in the end.
Value castTo(OpBuilder &builder, Location loc, Value value, Type type);

} // namespace mlir::tir

#endif // RELAX_MLIR_CONVERSION_TIR_TO_LLVM_KERNELLOWERING_H
