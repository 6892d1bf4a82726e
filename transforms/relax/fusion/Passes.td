//===- Passes.td - Fusion across levels -----------------------------------===//

#ifndef TRANSFORMS_RELAX_FUSION_PASSES_TD
#define TRANSFORMS_RELAX_FUSION_PASSES_TD

include "mlir/Pass/PassBase.td"

def AnnotateOpPattern : Pass<"tir-annotate-op-pattern", "::mlir::tir::PrimFuncOp"> {
  let summary = "Note in each kernel how its outputs follow from its inputs";
  let description = [{
    Writes the attribute `tir.op_pattern`, by which `relax-fuse-ops` decides what runs together. It is found in the body, from
    iteration variables, loads and stores; names play no part, so the kernel of a user is treated like that of an operator.

    - `elementwise`: an element of the output follows from the elements of the inputs at the same place;
    - `broadcast`: inputs may lack dimensions of the output, or are read at 0 in them;
    - `injective`: an element follows from one element of each input, wherever that is (transposition, slice, gather);
    - `reduction`: elements are combined along reduce variables;
    - `out_elementwise_fusable`: products are summed up whose factors are used for other results again (matrix products,
      convolutions; the square of a deviation is a reduction);
    - `opaque`: all else: opaque iteration variables, predicates, loops of the block's own, several statements in a loop.

    A kernel of several loop nests is what the hardest of them is. An attribute that is there stays: `opaque` keeps a kernel
    out of all groups. Any other value than these is an error.

    Before:
    ```mlir
    tir.prim_func @scale(%X: !tir.buffer<[n, 4], f32>, %S: !tir.buffer<[4], f32>, %Y: !tir.buffer<[n, 4], f32>) {
      %n = sym.value n : !sym.int<n>
      tir.for %i = 0 to %n {
        tir.for %j = 0 to 4 {
          tir.block "scale" iters(%vi: spatial [0, %n) = %i, %vj: spatial [0, 4) = %j) {
            %x = tir.load %X[%vi, %vj]
            %s = tir.load %S[%vj]
            %y = arith.mulf %x, %s : f32
            tir.store %y, %Y[%vi, %vj]
          }
        }
      }
    }
    ```
    After:
    ```mlir
    tir.prim_func @scale(%X: !tir.buffer<[n, 4], f32>, %S: !tir.buffer<[4], f32>, %Y: !tir.buffer<[n, 4], f32>) attributes {tir.op_pattern = "broadcast"} {
      %n = sym.value n : !sym.int<n>
      tir.for %i = 0 to %n {
        tir.for %j = 0 to 4 {
          tir.block "scale" iters(%vi: spatial [0, %n) = %i, %vj: spatial [0, 4) = %j) {
            %x = tir.load %X[%vi, %vj]
            %s = tir.load %S[%vj]
            %y = arith.mulf %x, %s : f32
            tir.store %y, %Y[%vi, %vj]
          }
        }
      }
    }
    ```
  }];
  let statistics = [
    Statistic<"numAnnotated", "num-annotated", "kernels that got the attribute">,
  ];
}

def FuseOps : Pass<"relax-fuse-ops", "::mlir::ModuleOp"> {
  let summary = "Group calls of kernels that one kernel can compute";
  let description = [{
    Each group of `relax.call_tir` becomes a call of a private function with the attribute `relax.primitive`, of which
    `relax-fuse-tir` makes one kernel. Which calls belong together follows from the patterns of the kernels
    (`tir-annotate-op-pattern`; a kernel without the attribute is classified on the way):

    - element-wise, broadcast and injective kernels join a kernel that computes one of their inputs, whatever it is;
    - a reduction joins such light kernels, and reductions that have the same rows, also where both read one value, or run in
      one way over what element-wise kernels make of it: `sum(exp(x))` and `max(x)` are one kernel;
    - a matrix product or convolution begins a group, and takes light kernels in front of it that nobody else needs.

    No way leaves a group and comes back. Results that are used outside are results of the function, so shared values and
    diamonds do not stop fusion. Views (`relax.view_tensor`) between two kernels of a group move into the function. One that
    merges dimensions does so if the kernel that reads it can run over their parts in place of the whole; else each index would
    have to be divided, and what reads the view (a slice, a matrix product) stays apart. A view whose source and result are both needed
    outside stays outside, too.
    Constants of one element become part of it; other constants are passed.

    In the function each distinct size is a symbol of its own, so the groups of equal layers are one function. What neither an
    input nor an expression of their sizes tells is passed as `!sym.int`. A size that a view merges is the product of its factors.

    Calls move down only, to the last call of the group: never above a check or the `match_cast` that defines a symbol, and never
    across an operation with effects on tensors. Left alone are calls with sizes that are compared at run time, kernels
    whose indices need checks of their own, kernels that write an input, and tensors of unknown size.

    Before:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
      %0 = relax.call_tir @exp(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      %1 = relax.call_tir @exp(%0) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      relax.return %1
    }
    tir.prim_func private @exp(%X: !tir.buffer<[s0], f32>, %Y: !tir.buffer<[s0], f32>) {
      %s0 = sym.value s0 : !sym.int<s0>
      tir.for %i = 0 to %s0 {
        tir.block "exp" iters(%v: spatial [0, %s0) = %i) {
          %x = tir.load %X[%v]
          %y = math.exp %x : f32
          tir.store %y, %Y[%v]
        }
      }
    }
    ```
    After:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
      %1 = relax.call pure @fused_exp_exp(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      relax.return %1
    }
    tir.prim_func private @exp(%X: !tir.buffer<[s0], f32>, %Y: !tir.buffer<[s0], f32>) {
      %s0 = sym.value s0 : !sym.int<s0>
      tir.for %i = 0 to %s0 {
        tir.block "exp" iters(%v: spatial [0, %s0) = %i) {
          %x = tir.load %X[%v]
          %y = math.exp %x : f32
          tir.store %y, %Y[%v]
        }
      }
    }
    relax.func private pure @fused_exp_exp(%arg0: !relax.tensor<[s0], f32>) -> !relax.tensor<[s0], f32> attributes {relax.primitive, relax.shapes_checked} {
      %0 = relax.call_tir @exp(%arg0) : (!relax.tensor<[s0], f32>) -> !relax.tensor<[s0], f32>
      %1 = relax.call_tir @exp(%0) : (!relax.tensor<[s0], f32>) -> !relax.tensor<[s0], f32>
      relax.return %1
    }
    ```
  }];
  let options = [
    Option<"maxDepth", "max-depth", "unsigned", "256", "calls in one group (default 256)">,
    Option<"maxArgs", "max-args", "unsigned", "64", "inputs of one group (default 64)">,
  ];
  let statistics = [
    Statistic<"numGroups", "num-groups", "groups">,
    Statistic<"numFused", "num-fused", "calls in groups">,
    Statistic<"numShared", "num-shared", "groups that are a function made before">,
  ];
  let dependentDialects = ["::mlir::relax::RelaxDialect", "::mlir::sym::SymDialect", "::mlir::tir::TIRDialect"];
}

def FuseTIR : Pass<"relax-fuse-tir", "::mlir::ModuleOp"> {
  let summary = "Merge the kernels of each primitive function into one";
  let description = [{
    A function with the attribute `relax.primitive`, calls of kernels and views, becomes one `tir.prim_func`, and its calls become
    `relax.call_tir`. The bodies follow one another, with the symbols of each signature replaced by the sizes at its call;
    what one hands to the next lies in a local buffer, and a view is index arithmetic. Where a view merges dimensions, the
    loops behind it run over their parts: with `exp` on `[n, 4, 8]` in front and a bias of 32 elements behind, one nest over
    `n`, 4 and 8 reads the bias at `8 * i + j`. Indices are divided only where a kernel computes them. Then:

    - local buffers whose elements each follow from single elements of others are not filled but computed where they are read,
      unless that is dear, or would be done again and again;
    - a local buffer that is read in slices, which have no element in common, becomes a buffer and a loop nest for each of them
      (`fuse-loop-nests`): the halves of a gated product are computed side by side, and what no slice holds is not computed;
    - what is last read where an output of its type is written, at the same places, lies in that output;
    - loops that follow one another, run equally often and hand on elements within one iteration only are joined
      (`fuse-loop-nests`): an element-wise kernel behind a matrix product is applied to each row when it is complete. Loops that run
      once, as over one image, do not keep them apart;
    - local buffers get one element in each dimension that one loop around all accesses runs over.

    `tir.sizes_checked` is set where a part has it and where views are computed; facts about symbols carry over. Kernels that are equal up to their names are one. Private kernels that nobody calls any more are removed.
    A function that holds anything else stays, with a warning.

    Before:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
      %1 = relax.call pure @fused_exp_exp(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      relax.return %1
    }
    tir.prim_func private @exp(%X: !tir.buffer<[s0], f32>, %Y: !tir.buffer<[s0], f32>) {
      %s0 = sym.value s0 : !sym.int<s0>
      tir.for %i = 0 to %s0 {
        tir.block "exp" iters(%v: spatial [0, %s0) = %i) {
          %x = tir.load %X[%v]
          %y = math.exp %x : f32
          tir.store %y, %Y[%v]
        }
      }
    }
    relax.func private pure @fused_exp_exp(%x: !relax.tensor<[s0], f32>) -> !relax.tensor<[s0], f32> attributes {relax.primitive, relax.shapes_checked} {
      %0 = relax.call_tir @exp(%x) : (!relax.tensor<[s0], f32>) -> !relax.tensor<[s0], f32>
      %1 = relax.call_tir @exp(%0) : (!relax.tensor<[s0], f32>) -> !relax.tensor<[s0], f32>
      relax.return %1
    }
    ```
    After:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
      %1 = relax.call_tir @fused_exp_exp(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      relax.return %1
    }
    tir.prim_func private @fused_exp_exp(%x: !tir.buffer<[s0], f32>, %Y: !tir.buffer<[s0], f32>) {
      %s0 = sym.value s0 : !sym.int<s0>
      tir.for %i = 0 to %s0 {
        tir.block "exp" iters(%v: spatial [0, %s0) = %i) {
          %e = tir.load %x[%v]
          %y = math.exp %e : f32
          %z = math.exp %y : f32
          tir.store %z, %Y[%v]
        }
      }
    }
    ```
  }];
  let options = [
    Option<"fuseLoopNests", "fuse-loop-nests", "bool", "true", "join loops of the merged bodies (default true)">,
  ];
  let statistics = [
    Statistic<"numKernels", "num-kernels", "functions that became one kernel">,
    Statistic<"numShared", "num-shared", "of these, equal to another one">,
    Statistic<"numDeclined", "num-declined", "functions left alone, with a warning">,
    Statistic<"numInlined", "num-inlined", "local buffers computed where they are read">,
    Statistic<"numSplit", "num-split", "local buffers that became one for each slice">,
    Statistic<"numInPlace", "num-in-place", "local buffers that lie in an output">,
    Statistic<"numLoops", "num-fused-loops", "loops joined to another one">,
    Statistic<"numShrunk", "num-shrunk", "local buffers made smaller">,
  ];
  let dependentDialects = ["::mlir::relax::RelaxDialect", "::mlir::sym::SymDialect", "::mlir::tir::TIRDialect",
                           "::mlir::arith::ArithDialect"];
}

def FuseOpsByPattern : Pass<"relax-fuse-ops-by-pattern", "::mlir::ModuleOp"> {
  let summary = "Make functions of the operations that patterns describe";
  let description = [{
    Patterns are `pdl.pattern` of MLIR, in a file (`file=...`, text or bytecode) or in nested modules with the attribute
    `relax.patterns`, which disappear; so users add them without recompiling. The rewrite of each is `relax.group`, with a name
    and the operations that belong together, results of which may be used outside. They become a private function with the
    name as its attribute `relax.composite`, for whoever has code for it. Where all of them are calls of kernels and views, and
    shapes have been checked (`relax-lower-shapes`), it has `relax.primitive`, too, so that `relax-fuse-tir` makes one kernel of
    it. Patterns of higher benefit come first.

    Left alone are matches from which a way leaves and comes back, operations with effects, with regions or that define
    symbols, and matches with an operation with effects between them. Symbols that no dimension of an operand tells
    are passed as `!sym.int`.

    Before:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n, 4], f32>, %w: !relax.tensor<[4, 8], f32>) -> !relax.tensor<[n, 8], f32> {
      %0 = relax.matmul %x, %w : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4, 8], f32>) -> !relax.tensor<[n, 8], f32>
      %1 = relax.relu %0 : (!relax.tensor<[n, 8], f32>) -> !relax.tensor<[n, 8], f32>
      relax.return %1
    }
    module attributes {relax.patterns} {
      pdl.pattern : benefit(1) {
        %name = attribute = "mylib.matmul_relu"
        %x = operand
        %w = operand
        %product = type
        %result = type
        %matmul = operation "relax.matmul"(%x, %w : !pdl.value, !pdl.value) -> (%product : !pdl.type)
        %value = result 0 of %matmul
        %relu = operation "relax.relu"(%value : !pdl.value) -> (%result : !pdl.type)
        rewrite %relu with "relax.group"(%name, %matmul : !pdl.attribute, !pdl.operation)
      }
    }
    ```
    After:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n, 4], f32>, %w: !relax.tensor<[4, 8], f32>) -> !relax.tensor<[n, 8], f32> {
      %1 = relax.call pure @fused_mylib_matmul_relu(%x, %w) : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4, 8], f32>) -> !relax.tensor<[n, 8], f32>
      relax.return %1
    }
    relax.func private pure @fused_mylib_matmul_relu(%arg0: !relax.tensor<[n, 4], f32>, %arg1: !relax.tensor<[4, 8], f32>) -> !relax.tensor<[n, 8], f32> attributes {relax.composite = "mylib.matmul_relu"} {
      %0 = relax.matmul %arg0, %arg1 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4, 8], f32>) -> !relax.tensor<[n, 8], f32>
      %1 = relax.relu %0 : (!relax.tensor<[n, 8], f32>) -> !relax.tensor<[n, 8], f32>
      relax.return %1
    }
    ```
  }];
  let options = [
    Option<"file", "file", "std::string", "\"\"", "patterns, as MLIR (default: nested modules with the attribute relax.patterns)">,
  ];
  let statistics = [
    Statistic<"numGroups", "num-groups", "functions made">,
    Statistic<"numGrouped", "num-grouped", "operations in them">,
  ];
  let dependentDialects = ["::mlir::relax::RelaxDialect", "::mlir::sym::SymDialect", "::mlir::pdl::PDLDialect",
                           "::mlir::pdl_interp::PDLInterpDialect"];
}

def MergeCompositeFunctions : Pass<"relax-merge-composite-functions", "::mlir::ModuleOp"> {
  let summary = "Join neighbouring composite functions of one backend";
  let description = [{
    What stands in front of the first dot of a function's `relax.composite` names the backend that has code for it. Calls of
    composite functions of one backend, one of which computes what another one reads, become one call of a private function
    with the attribute `relax.codegen`, the name of the backend, in whose body they are called; so does a call without
    neighbours. Such a function is what a backend gets: `relax-run-codegen`, or a pass of its own.

    No way leaves a function and comes back, whatever lies between: other operators, or other backends. Values that
    others need are results of the function, and tuples that go from one call to another belong to it. Constants stay
    operands. Symbols that no dimension of an operand tells are passed as `!sym.int`. Each function has a name of its own.

    Calls move down only, to the last one of their group: never above a check or the `match_cast` that defines a symbol, and
    never across regions and operations with effects on tensors. Calls that are not `pure` stay, as do functions whose name
    has no dot.

    Before:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
      %0 = relax.call pure @fused_my_exp(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      %1 = relax.call pure @fused_my_relu(%0) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      relax.return %1
    }
    relax.func private pure @fused_my_exp(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {relax.composite = "my.exp"} {
      %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      relax.return %0
    }
    relax.func private pure @fused_my_relu(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {relax.composite = "my.relu"} {
      %0 = relax.relu %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      relax.return %0
    }
    ```
    After:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
      %1 = relax.call pure @fused_my(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      relax.return %1
    }
    relax.func private pure @fused_my_exp(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {relax.composite = "my.exp"} {
      %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      relax.return %0
    }
    relax.func private pure @fused_my_relu(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {relax.composite = "my.relu"} {
      %0 = relax.relu %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      relax.return %0
    }
    relax.func private pure @fused_my(%arg0: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {relax.codegen = "my"} {
      %0 = relax.call pure @fused_my_exp(%arg0) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      %1 = relax.call pure @fused_my_relu(%0) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      relax.return %1
    }
    ```
  }];
  let statistics = [
    Statistic<"numGroups", "num-groups", "functions made">,
    Statistic<"numMerged", "num-merged", "calls of composite functions in them">,
  ];
  let dependentDialects = ["::mlir::relax::RelaxDialect", "::mlir::sym::SymDialect"];
}

def RunCodegen : Pass<"relax-run-codegen", "::mlir::ModuleOp"> {
  let summary = "Replace composite functions by packed functions of the same name";
  let description = [{
    In the functions of a backend (`relax.codegen`, see `relax-merge-composite-functions`) each call of a composite function
    becomes a call of the packed function that has the name in its attribute `relax.composite`, with the same operands:
    `relax.call_dps_packed`, which gets a tensor to fill for each result, or, where a result is something else than a
    tensor of known shape, `relax.call_pure_packed`. The run time finds it in a library (`relax-run --load-library`). The
    attribute `relax.codegen` is gone then, so that `relax-inline-functions` may put the calls where the operators were, and
    composite functions that nobody calls any more are removed.

    A packed function compares no sizes, so the shape of each operand has to fit by then: a composite function with an
    operator that compares sizes at run time stays, with a warning, unless the sizes were compared before it was made
    (`relax-lower-shapes` in front of `relax-fuse-ops-by-pattern`). Constants in its body are lost, so patterns that match
    constants should be for values that the name implies.

    Before:
    ```mlir
    relax.func private pure @fused_my(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {relax.codegen = "my"} {
      %0 = relax.call pure @fused_my_exp(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      relax.return %0
    }
    relax.func private pure @fused_my_exp(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {relax.composite = "my.exp"} {
      %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      relax.return %0
    }
    ```
    After:
    ```mlir
    relax.func private pure @fused_my(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
      %0 = relax.call_dps_packed "my.exp"(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      relax.return %0
    }
    ```
  }];
  let options = [
    ListOption<"backends", "backends", "std::string", "backends whose packed functions will be there (default: all)">,
  ];
  let statistics = [
    Statistic<"numCalls", "num-calls", "calls of packed functions made">,
    Statistic<"numDeclined", "num-declined", "composite functions left alone, with a warning">,
  ];
  let dependentDialects = ["::mlir::relax::RelaxDialect"];
}

def SplitCallTIRByPattern : Pass<"relax-split-call-tir-by-pattern", "::mlir::ModuleOp"> {
  let summary = "Cut kernels where a part of them is a known kernel";
  let description = [{
    Patterns are kernels, `tir.prim_func`, in a file (`file=...`, text or bytecode) or in nested modules with the attribute
    `relax.tir_patterns`, which disappear; so users add them without recompiling. Where loop nests of a called kernel that
    follow one another match one, the kernel is cut: what comes in front, the match, and what comes behind become kernels of
    their own, with tensors in between. If the pattern has the attribute `relax.library`, the match becomes
    `relax.call_dps_packed` of the packed function that it names, with the pattern's parameters. What wrote the buffer of the
    match in place becomes `relax.call_tir_inplace`. Of several patterns the first that matches counts.

    A match is the same loops, blocks and operations, up to names and

    - sizes: a symbol of the pattern stands for any size for which its facts (`sym.ranges`, `sym.divisible`) can be proved;
    - the order of loops around a block that run over its whole domain;
    - operands of commutative operations, fast-math flags, annotations and declared regions.

    The outputs of a pattern are its last parameters. Left alone are kernels that check or assume something at their top, or
    define symbols, matches that write what was in use before, and calls with unknown sizes or with sizes that are compared at run time.
    `relax-fuse-tir` joins loops: matches are found where it runs with `fuse-loop-nests=false`, or behind this pass.

    Before:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
      %0 = relax.call_tir @exp_twice(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      relax.return %0
    }
    tir.prim_func private @exp_twice(%X: !tir.buffer<[m], f32>, %Y: !tir.buffer<[m], f32>) {
      %m = sym.value m : !sym.int<m>
      %T = tir.alloc_buffer : !tir.buffer<[m], f32>
      tir.for %i = 0 to %m {
        %x = tir.load %X[%i]
        %e = math.exp %x : f32
        tir.store %e, %T[%i]
      }
      tir.for %i = 0 to %m {
        %t = tir.load %T[%i]
        %y = arith.addf %t, %t : f32
        tir.store %y, %Y[%i]
      }
    }
    module attributes {relax.tir_patterns} {
      tir.prim_func @exp(%A: !tir.buffer<[k], f32>, %B: !tir.buffer<[k], f32>) attributes {relax.library = "my.exp"} {
        %k = sym.value k : !sym.int<k>
        tir.for %i = 0 to %k {
          %a = tir.load %A[%i]
          %b = math.exp %a : f32
          tir.store %b, %B[%i]
        }
      }
    }
    ```
    After:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
      %0 = relax.call_dps_packed "my.exp"(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      %1 = relax.call_tir @exp_twice_rest(%0) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      relax.return %1
    }
    tir.prim_func private @exp_twice_rest(%T: !tir.buffer<[m], f32>, %Y: !tir.buffer<[m], f32>) {
      %m = sym.value m : !sym.int<m>
      tir.for %i = 0 to %m {
        %t = tir.load %T[%i]
        %y = arith.addf %t, %t : f32
        tir.store %y, %Y[%i]
      }
    }
    ```
  }];
  let options = [
    Option<"file", "file", "std::string", "\"\"", "kernels to look for, as MLIR (default: nested modules with the attribute relax.tir_patterns)">,
  ];
  let statistics = [
    Statistic<"numKernels", "num-kernels", "kernels cut">,
    Statistic<"numMatches", "num-matches", "matches in them">,
    Statistic<"numCalls", "num-calls", "calls of these kernels">,
    Statistic<"numLibraryCalls", "num-library-calls", "calls of packed functions made">,
  ];
  let dependentDialects = ["::mlir::relax::RelaxDialect", "::mlir::sym::SymDialect", "::mlir::tir::TIRDialect"];
}

#endif // TRANSFORMS_RELAX_FUSION_PASSES_TD
