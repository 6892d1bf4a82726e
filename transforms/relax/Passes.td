//===- Passes.td - passes over relax --------------------------------------===//
//
// The passes that take a relax function from values to memory, in the order in which the default pipeline runs them:
//
//   relax-inline-functions       relax-to-nondataflow   relax-name-unknown-dims   relax-lower-shapes   relax-lower-views
//   (legalization of operators)  relax-verify-legal     relax-lower-calls         relax-kill-after-last-use
//
//===----------------------------------------------------------------------===//

#ifndef TRANSFORMS_RELAX_PASSES_TD
#define TRANSFORMS_RELAX_PASSES_TD

include "mlir/Pass/PassBase.td"

def InlineFunctions : Pass<"relax-inline-functions", "::mlir::ModuleOp"> {
  let summary = "Inline calls of private functions";
  let description = [{
    Replaces each `relax.call` of a private function by the body of the function and removes functions that nobody names any
    more. Symbols of the callee's signature become the expressions of the call; symbols that its body defines get fresh names; a
    result whose type is more precise than the call's is closed with `relax.forget`.

    Left alone: recursive functions (also through others), calls of public functions, calls of functions whose body mentions sizes that
    no operand tells where the caller's signature does not define them, and calls that compare an argument with such a size. A function that is also named as a value (by `relax.make_closure`)
    stays.

    Input:  any module. Output: no `relax.call` of a private function that meets the conditions above.

    Before:
    ```mlir
    relax.func private @twice(%a: !relax.tensor<[s], f32>) -> !relax.tensor<[s], f32> {
      %0 = relax.add %a, %a : (!relax.tensor<[s], f32>, !relax.tensor<[s], f32>) -> !relax.tensor<[s], f32>
      relax.return %0 : !relax.tensor<[s], f32>
    }
    relax.func @main(%n: !sym.int<n>, %x: !relax.tensor<[2 * n], f32>) -> !relax.tensor<[2 * n], f32> {
      %0 = relax.call @twice(%x) : (!relax.tensor<[2 * n], f32>) -> !relax.tensor<[2 * n], f32>
      relax.return %0 : !relax.tensor<[2 * n], f32>
    }
    ```
    After:
    ```mlir
    relax.func @main(%n: !sym.int<n>, %x: !relax.tensor<[2 * n], f32>) -> !relax.tensor<[2 * n], f32> {
      %0 = relax.add %x, %x : (!relax.tensor<[2 * n], f32>, !relax.tensor<[2 * n], f32>) -> !relax.tensor<[2 * n], f32>
      relax.return %0
    }
    ```
  }];
  let options = [
    Option<"maxOps", "max-ops", "unsigned", "100000", "ops to which a caller may grow (ops, default 100000)">,
  ];
  let statistics = [
    Statistic<"numInlined", "num-inlined", "calls replaced by the body of their callee">,
    Statistic<"numErased", "num-erased", "functions removed because nobody names them any more">,
  ];
  let dependentDialects = ["::mlir::relax::RelaxDialect", "::mlir::sym::SymDialect"];
}

def NameUnknownDims : Pass<"relax-name-unknown-dims"> {
  let summary = "Give each unknown dimension a symbol";
  let description = [{
    Where an operator or a call of a kernel uses a tensor or a shape whose type has a `?`, the value is cast by a `relax.match_cast` that
    binds the dimension to a fresh symbol, and the use takes the cast value. Types of operators are deduced again from their
    new operands, so that one cast at the source names a dimension all the way down. Places that demand the old type (returns, yields,
    calls of functions) go on using it, through `relax.forget` where the value itself is now known better.

    Left alone: values of unknown rank, values that no operator uses, dimensions that already have a name.

    Input:  any function. Output: no `?` in the operands of an operator, but for values of unknown rank.

    Before:
    ```mlir
    relax.func @f(%x: !relax.tensor<[?, 4], f32>) -> !relax.tensor<[?, 4], f32> {
      %0 = relax.exp %x : (!relax.tensor<[?, 4], f32>) -> !relax.tensor<[?, 4], f32>
      %1 = relax.tanh %0 : (!relax.tensor<[?, 4], f32>) -> !relax.tensor<[?, 4], f32>
      relax.return %1 : !relax.tensor<[?, 4], f32>
    }
    ```
    After:
    ```mlir
    relax.func @f(%x: !relax.tensor<[?, 4], f32>) -> !relax.tensor<[?, 4], f32> {
      %0, %d0 = relax.match_cast %x : !relax.tensor<[?, 4], f32> -> !relax.tensor<[d0, 4], f32>, !sym.int<d0>
      %1 = relax.exp %0 : (!relax.tensor<[d0, 4], f32>) -> !relax.tensor<[d0, 4], f32>
      %2 = relax.tanh %1 : (!relax.tensor<[d0, 4], f32>) -> !relax.tensor<[d0, 4], f32>
      %3 = relax.forget %2 : !relax.tensor<[d0, 4], f32> -> !relax.tensor<[?, 4], f32>
      relax.return %3
    }
    ```
  }];
  let statistics = [
    Statistic<"numNamed", "num-named", "dimensions that got a symbol">,
    Statistic<"numRefined", "num-refined", "operators whose result type became more precise">,
  ];
  let dependentDialects = ["::mlir::relax::RelaxDialect", "::mlir::sym::SymDialect"];
}

def ToNonDataflow : Pass<"relax-to-nondataflow"> {
  let summary = "Dissolve dataflow regions";
  let description = [{
    Moves the ops of each `relax.dataflow` in front of it and lets the users of its results use what `relax.output` names. From here
    on functions may have ops with effects anywhere.

    Left alone: everything else. Input: any function. Output: no `relax.dataflow`.

    Before:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
      %0 = relax.dataflow {
        %1 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
        %2 = relax.tanh %1 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
        relax.output %2 : !relax.tensor<[n], f32>
      }
      relax.return %0 : !relax.tensor<[n], f32>
    }
    ```
    After:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
      %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      %1 = relax.tanh %0 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      relax.return %1
    }
    ```
  }];
  let statistics = [Statistic<"numDissolved", "num-dissolved", "dataflow regions dissolved">];
  let dependentDialects = ["::mlir::relax::RelaxDialect"];
}

def LowerViews : Pass<"relax-lower-views"> {
  let summary = "Turn reshapes into views";
  let description = [{
    A tensor is compact and row-major, so a reshape needs no kernel: `relax.reshape` and `relax.flatten` become `relax.view_tensor`, which shares
    the memory of its source. Runs after `relax-lower-shapes`, which checks what the reshape leaves open, and before legalization, which would
    make a kernel of it.

    Left alone: results with a dimension that has no name. Input: any function. Output: no reshape with named dimensions.

    Before:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n, m], f32>) -> !relax.tensor<[n * m], f32> {
      %0 = relax.flatten %x : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n * m], f32>
      relax.return %0 : !relax.tensor<[n * m], f32>
    }
    ```
    After:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n, m], f32>) -> !relax.tensor<[m * n], f32> {
      %0 = sym.value m * n : !sym.int<m * n>
      %1 = relax.view_tensor %x(%0) : (!relax.tensor<[n, m], f32>, !sym.int<m * n>) -> !relax.tensor<[m * n], f32>
      relax.return %1
    }
    ```
  }];
  let statistics = [Statistic<"numViews", "num-views", "reshapes that became views">];
  let dependentDialects = ["::mlir::relax::RelaxDialect", "::mlir::sym::SymDialect"];
}

def LowerShapes : Pass<"relax-lower-shapes"> {
  let summary = "Make shape checks and symbol definitions explicit";
  let description = [{
    What the types promise becomes code.

    - At the entry of a function: kind, rank and element type of each parameter are checked (`relax.check_type`), the first bare occurrence of each
      symbol is read (`relax.dim`), every other dimension is compared with its expression (`relax.check_dim`).
    - Facts that a function states about symbols (`sym.ranges`, `sym.divisible`) are promises that kernels rely on: each bound becomes a
      `relax.check_condition`, at the entry for the symbols of the signature (of private functions, too, whose callers promise
      nothing), and behind the op that defines it for a symbol of the body (`relax.match_cast`, `relax.tensor_to_ints`, `sym.from_index`). A symbol that the body never
      defines is not checked. A function that was inlined before takes its facts with it: nothing is checked and nothing relies on them.
    - `relax.match_cast` becomes the same checks on its operand, then `relax.refine`.
    - Results of packed functions and closures are checked against their types.
    - Conditions that the verifier of an op could not decide (`ShapeConditionsOpInterface`) become `relax.check_condition` in front of the op, once for each
      condition and scope.

    A failing check stops the program with the name of the tensor, the dimension, the symbol or expression, both values, and the
    location in the source.

    Functions are marked with `relax.shapes_checked` and not visited again. Runs before legalization, which drops the ops that know the conditions.

    Input:  functions without `relax.dataflow`. Output: no `relax.match_cast`; every symbol is defined by `relax.dim` or another op.

    Before:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n, k], f32>, %w: !relax.tensor<*, f32>) -> !relax.tensor<[n, ?], f32> {
      %w1, %m = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[k, m], f32>, !sym.int<m>
      %0 = relax.matmul %x, %w1 : (!relax.tensor<[n, k], f32>, !relax.tensor<[k, m], f32>) -> !relax.tensor<[n, m], f32>
      %1 = relax.forget %0 : !relax.tensor<[n, m], f32> -> !relax.tensor<[n, ?], f32>
      relax.return %1 : !relax.tensor<[n, ?], f32>
    }
    ```
    After:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n, k], f32>, %w: !relax.tensor<*, f32>) -> !relax.tensor<[n, ?], f32> attributes {relax.shapes_checked} {
      relax.check_type %x is !relax.tensor<[?, ?], f32> subject "x" : !relax.tensor<[n, k], f32>
      %0 = relax.dim %x[0] : !relax.tensor<[n, k], f32> -> !sym.int<n>
      %1 = relax.dim %x[1] : !relax.tensor<[n, k], f32> -> !sym.int<k>
      relax.check_type %w is !relax.tensor<*, f32> subject "w" : !relax.tensor<*, f32>
      relax.check_type %w is !relax.tensor<[?, ?], f32> subject "w" : !relax.tensor<*, f32>
      %2 = relax.dim %w[1] symbols ["m"] : !relax.tensor<*, f32> -> !sym.int<m>
      relax.check_dim %w[0] = %1 subject "w" : !relax.tensor<*, f32>, !sym.int<k>
      %3 = relax.refine %w of %1, %2 : (!relax.tensor<*, f32>, !sym.int<k>, !sym.int<m>) -> !relax.tensor<[k, m], f32>
      %4 = relax.matmul %x, %3 : (!relax.tensor<[n, k], f32>, !relax.tensor<[k, m], f32>) -> !relax.tensor<[n, m], f32>
      %5 = relax.forget %4 : !relax.tensor<[n, m], f32> -> !relax.tensor<[n, ?], f32>
      relax.return %5
    }
    ```
  }];
  let statistics = [
    Statistic<"numChecks", "num-checks", "run-time checks emitted">,
    Statistic<"numConditions", "num-conditions", "undecided conditions of ops turned into checks">,
  ];
  let dependentDialects = ["::mlir::relax::RelaxDialect", "::mlir::sym::SymDialect"];
}

def LowerCalls : Pass<"relax-lower-calls", "::mlir::ModuleOp"> {
  let summary = "Turn calls that return tensors into allocations and calls that write them";
  let description = [{
    `relax.call_tir`, `relax.call_tir_with_grad` and `relax.call_dps_packed` become one `relax.alloc_tensor` for each result and one `relax.call_destination`; a
    kernel receives the values of its symbols as explicit scalars. Calls that update an operand in place (`relax.call_tir_inplace`, `relax.call_inplace_packed`,
    `relax.call_packed` with `mutates`) write the operand itself, or a `relax.copy_tensor` of it where the operand is a constant, a parameter, a view, memory that a
    loop or another call may hold, or is used again behind the call. From here on tensors are memory, so that a call without effects on values reads what another call may write: calls that
    were marked pure (`relax.call pure`, `relax.call_pure_packed`, `relax.invoke_pure_closure`) lose the mark.

    A kernel that writes an input which the call does not update is refused: the caller's tensor is a value. The buffer is followed through views,
    branches, loops and called functions of the kernel, not through pointers or into functions without a body.

    Left alone: plain packed calls, calls of functions and closures. Input: legalized functions without `relax.dataflow`. Output: none of the
    ops named above.

    Before:
    ```mlir
    tir.prim_func @exp(%X: !tir.buffer<[s], f32>, %Y: !tir.buffer<[s], f32>) {
    }
    relax.func @f(%x: !relax.tensor<[n, m], f32>, %z: !relax.tensor<[n * m], f32>) -> !relax.tensor<[n * m], f32> {
      %0 = relax.call_tir @exp(%z) : (!relax.tensor<[n * m], f32>) -> !relax.tensor<[n * m], f32>
      %1 = relax.call_packed "update"(%0) mutates [0] : (!relax.tensor<[n * m], f32>) -> !relax.tensor<[n * m], f32>
      %2 = relax.call_packed "update"(%z) mutates [0] : (!relax.tensor<[n * m], f32>) -> !relax.tensor<[n * m], f32>
      %3 = relax.call_dps_packed "add"(%1, %2)
          : (!relax.tensor<[n * m], f32>, !relax.tensor<[n * m], f32>) -> !relax.tensor<[n * m], f32>
      relax.return %3 : !relax.tensor<[n * m], f32>
    }
    ```
    After:
    ```mlir
    tir.prim_func @exp(%X: !tir.buffer<[s], f32>, %Y: !tir.buffer<[s], f32>) {
    }
    relax.func @f(%x: !relax.tensor<[n, m], f32>, %z: !relax.tensor<[m * n], f32>) -> !relax.tensor<[m * n], f32> attributes {relax.memory} {
      %0 = sym.value m * n : !sym.int<m * n>
      %1 = relax.alloc_tensor(%0) : (!sym.int<m * n>) -> !relax.tensor<[m * n], f32>
      relax.call_destination @exp ins(%z : !relax.tensor<[m * n], f32>) outs(%1 : !relax.tensor<[m * n], f32>) scalars(%0 : !sym.int<m * n>)
      relax.call_packed "update"(%1) : (!relax.tensor<[m * n], f32>) -> ()
      %2 = relax.copy_tensor %z : !relax.tensor<[m * n], f32>
      relax.call_packed "update"(%2) : (!relax.tensor<[m * n], f32>) -> ()
      %3 = relax.alloc_tensor(%0) : (!sym.int<m * n>) -> !relax.tensor<[m * n], f32>
      relax.call_destination "add" ins(%1, %2 : !relax.tensor<[m * n], f32>, !relax.tensor<[m * n], f32>) outs(%3 : !relax.tensor<[m * n], f32>)
      relax.return %3
    }
    ```
  }];
  let statistics = [
    Statistic<"numAllocations", "num-allocations", "tensors allocated">,
    Statistic<"numCopies", "num-copies", "operands copied before an update in place">,
    Statistic<"numInPlace", "num-in-place", "operands updated in place without a copy">,
  ];
  let dependentDialects = ["::mlir::relax::RelaxDialect", "::mlir::sym::SymDialect"];
}

def KillAfterLastUse : Pass<"relax-kill-after-last-use"> {
  let summary = "Give up references behind their last use";
  let description = [{
    Puts a `relax.kill` behind the last use of each tensor, tuple, shape, closure or object that a function makes, so that memory returns to the
    pool as early as possible. A value that a loop captures lives until the loop ends; one that is used in a branch until the `relax.if` ends. A value
    that nobody uses is given up at once.

    A value that is given up twice, in front of another use or in one branch only, has become so when one value took the place of another
    (as `cse` lets it): it loses those kills and is treated like one that has none.

    Left alone: parameters (they are the caller's), values that a terminator passes on, scalars. A second run changes nothing.

    Before:
    ```mlir
    relax.func @f(%n: !sym.int<n>, %x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
      %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
      relax.call_destination "exp" ins(%x : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[n], f32>)
      %1 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
      relax.call_destination "exp" ins(%0 : !relax.tensor<[n], f32>) outs(%1 : !relax.tensor<[n], f32>)
      relax.return %1 : !relax.tensor<[n], f32>
    }
    ```
    After:
    ```mlir
    relax.func @f(%n: !sym.int<n>, %x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
      %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
      relax.call_destination "exp" ins(%x : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[n], f32>)
      %1 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
      relax.call_destination "exp" ins(%0 : !relax.tensor<[n], f32>) outs(%1 : !relax.tensor<[n], f32>)
      relax.kill %0 : !relax.tensor<[n], f32>
      relax.return %1
    }
    ```
  }];
  let statistics = [
    Statistic<"numKills", "num-kills", "references given up">,
    Statistic<"numRemoved", "num-removed", "kills that were not the last use">,
  ];
  let dependentDialects = ["::mlir::relax::RelaxDialect"];
}

def VerifyLegal : Pass<"relax-verify-legal", "::mlir::ModuleOp"> {
  let summary = "Fail where ops are left that a stage should have removed";
  let description = [{
    Stands at the border of two stages of a pipeline. Lists every kind of leftover op once, with its count and its first location, and a hint.

    - `border=scalars`: functions compute with scalars only what the virtual machine can express.
    - `border=tir`: no operator is left; tensors are made by calls.
    - `border=memory`: no call that returns tensors by value, no `relax.dataflow`, no `relax.match_cast` is left.
    - `border=vm`: nothing but `relax_vm` functions, kernels and constants, and modules of kernels.

    Before:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
      %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      relax.return %0 : !relax.tensor<[n], f32>
    }
    ```
    Fails with (`border=tir` is the default):
    ```
    error: 1 op remains after legalization to tir: relax.exp (1)
    ...
    note: first relax.exp is here
    ...
    note: no kernel is known for these operators with these types: a dimension without name needs relax-name-unknown-dims, ...
    ```
  }];
  let options = [
    Option<"border", "border", "std::string", "\"tir\"", "the stage that should be complete: scalars, tir, memory or vm (default tir)">,
  ];
  let statistics = [Statistic<"numLeftover", "num-leftover", "ops that should not be there">];
}

#endif // TRANSFORMS_RELAX_PASSES_TD
