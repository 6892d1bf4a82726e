//===- Passes.td - From tir to LLVM ---------------------------------------===//

#ifndef CONVERSION_TIR_TO_LLVM_PASSES_TD
#define CONVERSION_TIR_TO_LLVM_PASSES_TD

include "mlir/Pass/PassBase.td"

def ConvertTIRToLLVM : Pass<"convert-tir-to-llvm", "::mlir::ModuleOp"> {
  let summary = "Turn kernels into LLVM functions with the kernel interface";
  let description = [{
    Every `tir.prim_func` of the module becomes an `llvm.func` of the same name and of the interface that
    `runtime/executable/abi.h` describes:

        int32_t kernel(void *const *buffers, const int64_t *scalars, const relax_ctx *ctx)

    Pointers and scalars are loaded once, at the entry. `buffers` holds the buffer parameters in order, `scalars` the
    values of the symbols in signature order and then the scalar parameters (a parameter `!sym.int` is a symbol or follows
    from symbols, and is not passed again). Accesses carry alias scopes that tell LLVM that different buffers do not
    overlap, which is what the loop vectorizer needs to know; the attribute `tir.may_alias` of a function leaves them away.

    - Operations on scalars, accesses and branches become those of LLVM in one walk, constants once for each function. A kernel
      that holds anything else goes through upstream's dialect conversion as a whole, which takes several times as long.
    - Loops become branches; `vectorized` and `unrolled` become loop metadata. `parallel` loops become a function that
      `ctx->parallel_for` runs over pieces, or plain loops with `parallel=false`.
    - Local buffers on the heap are one block from `ctx->alloc` for each function, given back at the end; when there is no
      memory the kernel returns a code.
    - Booleans and integers of fewer than 8 bits take a byte in memory.

    A `func.func` on memrefs with the attribute `relax.kernel`, or any public one in a module with that attribute, is a
    kernel as well: its dynamic dimensions in order are the first scalars. It is renamed `<name>.body`, and a function of the
    interface calls it. Other functions are converted as upstream does.

    Before:
    ```mlir
    tir.prim_func @negate(%X: !tir.buffer<[n], f32>) {
      %x = tir.flat_view %X : !tir.buffer<[n], f32> -> memref<?xf32>
      %n = sym.value n : !sym.int<n>
      tir.for %i = 0 to %n {
        %v = memref.load %x[%i] : memref<?xf32>
        %w = arith.negf %v : f32
        memref.store %w, %x[%i] : memref<?xf32>
      }
    }
    ```
    After (a kernel of several buffers would have alias scopes):
    ```mlir
    llvm.func @negate(%buffers: !llvm.ptr {llvm.noalias, llvm.readonly}, %scalars: !llvm.ptr {llvm.noalias, llvm.readonly},
                      %ctx: !llvm.ptr) -> i32 {
      %zero = llvm.mlir.constant(0 : index) : i64
      %one = llvm.mlir.constant(1 : index) : i64
      %x_at = llvm.getelementptr inbounds %buffers[0] : (!llvm.ptr) -> !llvm.ptr, !llvm.ptr
      %x = llvm.load %x_at invariant : !llvm.ptr -> !llvm.ptr
      %n_at = llvm.getelementptr inbounds %scalars[0] : (!llvm.ptr) -> !llvm.ptr, i64
      %n = llvm.load %n_at invariant : !llvm.ptr -> i64
      llvm.br ^header(%zero : i64)
    ^header(%i: i64):
      %more = llvm.icmp "slt" %i, %n : i64
      llvm.cond_br %more, ^body, ^exit
    ^body:
      %at = llvm.getelementptr inbounds|nuw %x[%i] : (!llvm.ptr, i64) -> !llvm.ptr, f32
      %v = llvm.load %at : !llvm.ptr -> f32
      %w = llvm.fneg %v : f32
      %same = llvm.getelementptr inbounds|nuw %x[%i] : (!llvm.ptr, i64) -> !llvm.ptr, f32
      llvm.store %w, %same : f32, !llvm.ptr
      %next = llvm.add %i, %one : i64
      llvm.br ^header(%next : i64)
    ^exit:
      %ok = llvm.mlir.constant(0 : i32) : i32
      llvm.return %ok : i32
    }
    ```

    Input: kernels after `tir-flatten-buffers` (and, for speed, `tir-expand-math`). Output: only LLVM operations in what was
    converted; an operation without a lowering is an error that names it. Thread-bound loops are an error here.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::cf::ControlFlowDialect", "::mlir::func::FuncDialect",
    "::mlir::LLVM::LLVMDialect", "::mlir::scf::SCFDialect"
  ];
  let options = [
    Option<"parallel", "parallel", "bool", /*default=*/"true",
           "run parallel loops through ctx->parallel_for; false: as plain loops">,
    Option<"fastMath", "fast-math", "std::string", /*default=*/"\"none\"",
           "freedom with floats: none, contract (fused multiply-add) or fast">
  ];
  let statistics = [
    Statistic<"numKernels", "num-kernels", "Functions of the kernel interface made">,
    Statistic<"numInOneWalk", "num-in-one-walk", "Functions of kernels that needed no dialect conversion">,
    Statistic<"numParallel", "num-parallel", "Parallel loops made functions of their own">
  ];
}

#endif // CONVERSION_TIR_TO_LLVM_PASSES_TD
