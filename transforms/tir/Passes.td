//===- Passes.td - Passes over tir ----------------------------------------===//

#ifndef TRANSFORMS_TIR_PASSES_TD
#define TRANSFORMS_TIR_PASSES_TD

include "mlir/Pass/PassBase.td"

def LowerBlocks : Pass<"tir-lower-blocks", "::mlir::tir::PrimFuncOp"> {
  let summary = "Turn blocks into plain loops and scalar code";
  let description = [{
    Replaces every `tir.block` by its body. Iteration variables become their bindings, declared regions disappear, a
    predicate becomes an `scf.if`.

    The `init` of a block moves into a loop nest of its own in front of the outermost loop that carries the reduction,
    with copies of those loops inside it that the spatial bindings need. So the innermost loop holds no test and can be
    vectorized, and a reduction over an empty domain yields the initial value. The init stays in place, under a test for
    the first reduction step, when

    - a spatial binding needs a reduction loop (the two were fused),
    - a part of the predicate needs both spatial and reduction loops,
    - another block in the reduction loops touches the buffer that the init writes, or
    - a binding is computed by an operation with side effects.

    Before:
    ```mlir
    tir.prim_func @row_sum(%X: !tir.buffer<[n, k], f32>, %Y: !tir.buffer<[n], f32>) {
      %n = sym.value n : !sym.int<n>
      %k = sym.value k : !sym.int<k>
      tir.for %i = 0 to %n {
        tir.for %j = 0 to %k {
          tir.block "sum" iters(%vi: spatial [0, %n) = %i, %vj: reduce [0, %k) = %j) {
            tir.init {
              %zero = arith.constant 0.0 : f32
              tir.store %zero, %Y[%vi]
            }
            %x = tir.load %X[%vi, %vj]
            %y = tir.load %Y[%vi]
            %sum = arith.addf %y, %x : f32
            tir.store %sum, %Y[%vi]
          }
        }
      }
    }
    ```
    After:
    ```mlir
    tir.prim_func @row_sum(%X: !tir.buffer<[n, k], f32>, %Y: !tir.buffer<[n], f32>) {
      %n = sym.value n : !sym.int<n>
      %k = sym.value k : !sym.int<k>
      tir.for %i = 0 to %n {
        %zero = arith.constant 0.0 : f32
        tir.store %zero, %Y[%i]
        tir.for %j = 0 to %k {
          %start = arith.constant 0 : index  // of %vj; unused, as the init is not tested
          %x = tir.load %X[%i, %j]
          %y = tir.load %Y[%i]
          %sum = arith.addf %y, %x : f32
          tir.store %sum, %Y[%i]
        }
      }
    }
    ```

    Input: any valid function. Output: no `tir.block`, `tir.init`, `tir.reads` or `tir.writes` is left.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::scf::SCFDialect", "::mlir::sym::SymDialect"
  ];
  let options = [
    Option<"hoistInit", "hoist-init", "bool", /*default=*/"true",
           "move the init of a reduction in front of its loops where that is right">
  ];
  let statistics = [
    Statistic<"numLowered", "num-lowered", "Blocks replaced by their bodies">,
    Statistic<"numHoisted", "num-hoisted", "Inits moved into a loop nest of their own">,
    Statistic<"numGuarded", "num-guarded", "Inits left under a test for the first step">
  ];
}

def FlattenBuffers : Pass<"tir-flatten-buffers", "::mlir::tir::PrimFuncOp"> {
  let summary = "Turn multi-dimensional accesses into one-dimensional ones";
  let description = [{
    Each parameter that is a buffer is viewed once, at the start of the function, as a rank-1 `memref` of unknown length;
    each `tir.load` and `tir.store` becomes a `memref.load` or `memref.store` at the index that follows from the strides
    and the offset of the buffer's type. Strides that are not constants are computed once, at the start. Local buffers
    become `memref.alloca` where their size is constant and small, else `memref.alloc`. Those of a thread-bound loop are the
    thread's own and must have a constant size; scope `shared` becomes the workgroup memory of `gpu`.

    Booleans and other elements keep their type: how many bytes one takes is the business of the next step.

    Before:
    ```mlir
    tir.prim_func @copy(%X: !tir.buffer<[n, k], f32>, %Y: !tir.buffer<[n, k], f32>) {
      %n = sym.value n : !sym.int<n>
      %k = sym.value k : !sym.int<k>
      tir.for %i = 0 to %n {
        tir.for %j = 0 to %k {
          %x = tir.load %X[%i, %j]
          tir.store %x, %Y[%i, %j]
        }
      }
    }
    ```
    After:
    ```mlir
    tir.prim_func @copy(%X: !tir.buffer<[n, k], f32>, %Y: !tir.buffer<[n, k], f32>) {
      %x_flat = tir.flat_view %X : !tir.buffer<[n, k], f32> -> memref<?xf32>
      %k = sym.value k : !sym.int<k>
      %stride_index = sym.to_index %k : !sym.int<k> -> index
      %y_flat = tir.flat_view %Y : !tir.buffer<[n, k], f32> -> memref<?xf32>
      %n = sym.value n : !sym.int<n>
      %columns = sym.value k : !sym.int<k>
      tir.for %i = 0 to %n {
        tir.for %j = 0 to %columns {
          %x_row = arith.muli %i, %stride_index overflow<nsw> : index
          %x_at = arith.addi %x_row, %j overflow<nsw> : index
          %x = memref.load %x_flat[%x_at] : memref<?xf32>
          memref.store %x, %y_flat[%x_at] : memref<?xf32>
        }
      }
    }
    ```
    Within a block each product and each sum is computed once, and constant parts are computed here. What loops share is
    left to the code generator: between loops that stand directly in one another nothing may be put.

    Input: no `tir.block` (run `tir-lower-blocks` first); one that is left is an error. Output: no `tir.load`, `tir.store`
    or `tir.alloc_buffer` is left.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::gpu::GPUDialect", "::mlir::memref::MemRefDialect", "::mlir::sym::SymDialect"
  ];
  let options = [
    Option<"maxStackBytes", "max-stack-bytes", "int64_t", /*default=*/"16384",
           "local buffers of constant size go on the stack up to this total of bytes for each function">
  ];
  let statistics = [
    Statistic<"numAccesses", "num-accesses", "Loads and stores flattened">,
    Statistic<"numOnStack", "num-on-stack", "Local buffers on the stack">,
    Statistic<"numOnHeap", "num-on-heap", "Local buffers allocated at run time">
  ];
}

def ExpandMath : Pass<"tir-expand-math"> {
  let summary = "Turn math functions into arithmetic that vectorizes";
  let description = [{
    Works on scalar and vector code of `arith` and `math` below any operation:

    - arithmetic and functions on f16 and bf16 are computed in f32;
    - functions of f32 become polynomials (exp, expm1, tanh, log, log2, log1p, erf, erfc, atan; a few ulp of error), with
      the under- and overflow of exp put right (`exp(-inf)` is 0, `exp(100)` is `inf`);
    - conversions between bf16 and f32 become integer operations, which round to nearest even; those from f64 to a narrow
      float go through f32 and still round once.

    For `target=nvptx` everything that needs a device library is expanded too; for `target=spirv` only what GLSL.std.450
    lacks. f64 functions are left alone.

    Before:
    ```mlir
    func.func @f(%x: f32, %a: f16, %b: f16) -> (f32, f16) {
      %y = math.rsqrt %x : f32
      %s = arith.addf %a, %b : f16
      return %y, %s : f32, f16
    }
    ```
    After:
    ```mlir
    func.func @f(%x: f32, %a: f16, %b: f16) -> (f32, f16) {
      %one = arith.constant 1.000000e+00 : f32
      %root = math.sqrt %x : f32
      %y = arith.divf %one, %root : f32
      %wide_a = arith.extf %a : f16 to f32
      %wide_b = arith.extf %b : f16 to f32
      %wide_s = arith.addf %wide_a, %wide_b : f32
      %s = arith.truncf %wide_s : f32 to f16
      return %y, %s : f32, f16
    }
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::math::MathDialect", "::mlir::vector::VectorDialect"
  ];
  let options = [
    Option<"target", "target", "std::string", /*default=*/"\"cpu\"", "for which code generator: cpu, nvptx or spirv">,
    Option<"libm", "libm", "bool", /*default=*/"false",
           "on the cpu, leave functions to the math library: exact to its standard, and scalar">
  ];
  let statistics = [
    Statistic<"numWidened", "num-widened", "Operations on f16 and bf16 computed in f32">
  ];
}

def BindDefaultThreads : Pass<"tir-bind-default-threads", "::mlir::tir::PrimFuncOp"> {
  let summary = "Bind the loops of an unscheduled kernel to GPU threads";
  let description = [{
    Gives each loop nest of the function that has no thread binding yet a simple one: the outermost loops that only drive
    `spatial` iteration variables are fused, and the fused index runs over `blockIdx.x` and `threadIdx.x`; a test keeps the
    last block of threads inside of the domain. Loops of reductions stay serial within a thread. Extents may be symbolic. A
    statement outside of any loop runs in one thread. A nest with no spatial loop (a reduction to one number) becomes one
    thread as well.

    Before:
    ```mlir
    tir.prim_func @exp(%X: !tir.buffer<[n, 16], f32>, %Y: !tir.buffer<[n, 16], f32>) {
      %n = sym.value n : !sym.int<n>
      tir.for %i = 0 to %n {
        tir.for %j = 0 to 16 {
          tir.block "exp" iters(%vi: spatial [0, %n) = %i, %vj: spatial [0, 16) = %j) {
            %x = tir.load %X[%vi, %vj]
            %y = math.exp %x : f32
            tir.store %y, %Y[%vi, %vj]
          }
        }
      }
    }
    ```
    After:
    ```mlir
    tir.prim_func @exp(%X: !tir.buffer<[n, 16], f32>, %Y: !tir.buffer<[n, 16], f32>) {
      %n = sym.value n : !sym.int<n>
      %first_row = arith.constant 0 : index
      %rows = sym.to_index %n : !sym.int<n> -> index
      %first_column = arith.constant 0 : index
      %columns = arith.constant 16 : index
      %total = arith.muli %rows, %columns overflow<nsw> : index
      %threads = arith.constant 256 : index
      %blocks = arith.ceildivui %total, %threads : index
      tir.for thread_binding "blockIdx.x" %b = 0 to %blocks {
        tir.for thread_binding "threadIdx.x" %t = 0 to 256 {
          %first = arith.muli %b, %threads overflow<nsw> : index
          %at = arith.addi %first, %t overflow<nsw> : index
          %inside = arith.cmpi ult, %at, %total : index
          scf.if %inside {
            %j = arith.remui %at, %columns : index
            %i = arith.divui %at, %columns : index
            tir.block "exp" iters(%vi: spatial [0, %n) = %i, %vj: spatial [0, 16) = %j) {
              %x = tir.load %X[%vi, %vj]
              %y = math.exp %x : f32
              tir.store %y, %Y[%vi, %vj]
            }
          }
        }
      }
    }
    ```

    Input: blocks still there (they say which loops are independent). Output: every loop nest at the top level of the
    function begins with a thread-bound loop. Functions that have a thread-bound loop already are left alone.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::scf::SCFDialect", "::mlir::sym::SymDialect"
  ];
  let options = [
    Option<"maxThreads", "max-threads", "int64_t", /*default=*/"256", "threads of a block (a power of two, 1 to 1024)">
  ];
  let statistics = [
    Statistic<"numBound", "num-bound", "Loop nests bound to threads">,
    Statistic<"numSingle", "num-single", "Nests and statements that run in one thread">
  ];
}

def CollapseLoops : Pass<"tir-collapse-loops", "::mlir::tir::PrimFuncOp"> {
  let summary = "Merge nested loops over contiguous memory";
  let description = [{
    Two perfectly nested serial loops become one where their variables serve addresses only, and each address goes on in the
    next row where the row before ended. The order of execution stays as it was. A long line of memory vectorizes where many
    short rows would not.

    Left alone: loops of other kinds, with another step or start, with annotations, or with something between them; loops whose
    variables are used in other computations; extents that are no expressions of the signature's symbols.

    Before:
    ```mlir
    tir.prim_func @f(%X: !tir.buffer<[n, 3], f32>, %y: f32) {
      %x = tir.flat_view %X : !tir.buffer<[n, 3], f32> -> memref<?xf32>
      %n = sym.value n : !sym.int<n>
      %c3 = arith.constant 3 : index
      tir.for %i = 0 to %n {
        tir.for %j = 0 to 3 {
          %row = arith.muli %i, %c3 : index
          %at = arith.addi %row, %j : index
          memref.store %y, %x[%at] : memref<?xf32>
        }
      }
    }
    ```
    After:
    ```mlir
    tir.prim_func @f(%X: !tir.buffer<[n, 3], f32>, %y: f32) {
      %x = tir.flat_view %X : !tir.buffer<[n, 3], f32> -> memref<?xf32>
      %n = sym.value n : !sym.int<n>
      %c3 = arith.constant 3 : index
      %size = sym.value 3 * n : !sym.int<3 * n>
      tir.for %f = 0 to %size {
        memref.store %y, %x[%f] : memref<?xf32>
      }
    }
    ```

    Input: functions after `tir-flatten-buffers`. Output: the same, with fewer loops.
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::sym::SymDialect"];
  let statistics = [
    Statistic<"numCollapsed", "num-collapsed", "Loops merged into the loop inside of them">
  ];
}

def VerifyWellFormed : Pass<"tir-verify-well-formed", "::mlir::tir::PrimFuncOp"> {
  let summary = "Check the rules of kernels that need a look at blocks and loops together";
  let description = [{
    The rules, and what each failure names:

    - bindings: the binding of each iteration variable stays inside of its domain (block, variable, domain, range of the
      binding), unless the block has a predicate;
    - accesses: an index stays inside of its dimension (buffer, dimension, range of the index), unless the access is under
      a condition;
    - regions: what a block reads and writes is covered by the `tir.reads` and `tir.writes` that it declares, if it declares
      any; memory allocated in the block is its own affair, and a region that it writes may also be read;
    - reductions: an update does not depend on reduce variables and reads what it updates; the init writes only what the
      update writes, in the same place; reduce variables are not bound to `parallel`, `vectorized` or `thread_binding` loops;
    - threads: a loop bound to a thread axis does not stand inside of another one bound to it.

    A rule is broken where `sym`'s prover can show it for some execution; what cannot be decided passes. All failures are
    reported. The pass changes nothing.

    Before:
    ```mlir
    tir.prim_func @f(%X: !tir.buffer<[n], f32>) {
      %n = sym.value n : !sym.int<n>
      tir.for %i = 0 to %n {
        tir.block "shift" iters(%v: spatial [0, %n) = %i) {
          %c1 = arith.constant 1 : index
          %next = arith.addi %v, %c1 : index
          %x = tir.load %X[%next]
          tir.store %x, %X[%v]
        }
      }
    }
    ```
    Fails with:
    ```
    error: 'tir.load' op index of dimension 0 of 'X' must be in [0, n), got 1 to n
    ```

    Input: any function. Output: the same.
  }];
  let statistics = [
    Statistic<"numVerified", "num-verified", "Functions that keep all rules">
  ];
}

def InsertGuards : Pass<"tir-insert-guards"> {
  let summary = "Check at run time the indices that cannot be decided before";
  let description = [{
    A load or store whose index is neither proved to be inside of its dimension nor marked `tir.unguarded` gets a
    `tir.assert` in front of it: an index that was loaded, a constant against a symbolic size, an affine index against
    another symbol. What the ranges of loops, block predicates, conditions of `scf.if` and facts of the function decide gets
    none. Iteration variables of blocks count as their bindings, so a binding outside of its domain is noticed as well. An
    integer division whose divisor may be zero (or -1 below the smallest integer) is checked, too: it would stop the
    processor.

    In a function with the attribute `tir.sizes_checked`, which operators get whose sizes were checked before the call, what
    follows from sizes alone counts as decided.

    All this is decided with unbounded integers. Where a kernel, which has 64 bits, might compute another number, that is
    looked at, too: a `sym.value` whose expression might leave 64 bits or divide by zero, and a local buffer that might have
    more bytes than there are addresses. Sizes of parameters are those of tensors in memory, so that sums and small multiples
    of them, and products of the dimensions of one tensor, need no check; nor do functions with `tir.sizes_checked`.

    A check is made once for an index and an extent in a block of code, and what it is made for is `tir.unguarded` from then on. A `vectorized` loop with a check becomes serial.

    With `on-failure=skip` (devices: nobody is there to tell) an access outside of its buffer is left out instead: a store
    does nothing, a load yields zero, as robust buffer access of Vulkan defines it; divisions stay.

    Below `func.func`, `memref.load` and `memref.store` are checked, and what `memref.alloc` and `memref.alloca` ask for (at
    most 2^46 bytes that there are, and 2^16 of the stack); vector accesses, copies and views are the author's promise.

    Before:
    ```mlir
    tir.prim_func @gather(%X: !tir.buffer<[n], f32>, %I: !tir.buffer<[m], i64>, %Y: !tir.buffer<[m], f32>) {
      %m = sym.value m : !sym.int<m>
      tir.for %i = 0 to %m {
        %at = tir.load %I[%i]
        %index = arith.index_cast %at : i64 to index
        %x = tir.load %X[%index] loc("model.py":6:10)
        tir.store %x, %Y[%i]
      }
    }
    ```
    After:
    ```mlir
    tir.prim_func @gather(%X: !tir.buffer<[n], f32>, %I: !tir.buffer<[m], i64>, %Y: !tir.buffer<[m], f32>) {
      %m = sym.value m : !sym.int<m>
      tir.for %i = 0 to %m {
        %at = tir.load %I[%i]
        %index = arith.index_cast %at : i64 to index
        %n = sym.value n : !sym.int<n>
        %extent = sym.to_index %n : !sym.int<n> -> index
        %inside = arith.cmpi ult, %index, %extent : index
        tir.assert %inside, "index {} of dimension 0 of 'X' must be in [0, {}), at model.py:6:10" (%index, %extent)
        %x = tir.load %X[%index] {tir.unguarded}
        tir.store %x, %Y[%i]
      }
    }
    ```

    Input: functions before `tir-flatten-buffers`, with blocks or without. Output: the same, with checks.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::math::MathDialect", "::mlir::memref::MemRefDialect", "::mlir::scf::SCFDialect",
    "::mlir::sym::SymDialect", "::mlir::tir::TIRDialect"
  ];
  let options = [
    Option<"onFailure", "on-failure", "std::string", /*default=*/"\"fail\"",
           "what an index outside does: fail (the kernel returns an error) or skip (the access)">
  ];
  let statistics = [
    Statistic<"numDecided", "num-decided", "Indices and divisions that need no check">,
    Statistic<"numGuards", "num-guards", "Checks inserted">
  ];
}

#endif // TRANSFORMS_TIR_PASSES_TD
