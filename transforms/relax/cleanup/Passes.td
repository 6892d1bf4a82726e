//===- Passes.td - clean-up of relax modules ------------------------------===//
//
// What makes a module smaller without a decision about speed: bindings that say nothing new, code and functions that nobody needs,
// expressions whose value is known. Passes that change signatures look at private functions of which every call is known.
//
//===----------------------------------------------------------------------===//

#ifndef TRANSFORMS_RELAX_CLEANUP_PASSES_TD
#define TRANSFORMS_RELAX_CLEANUP_PASSES_TD

include "mlir/Pass/PassBase.td"

def CanonicalizeBindings : Pass<"relax-canonicalize-bindings"> {
  let summary = "Remove casts, tuples, reshapes and transposes that say nothing new";
  let description = [{
    Rewrites chains of bindings that only rename, cast or rearrange a value, beyond what the folders of the operations do:

    - a reshape, flatten, squeeze or expand_dims under a reshape or flatten is left out, and chains of them that end in the type that they began
      with are left out as a whole;
    - two transposes become one, or none; a transpose that moves dimensions of size 1 only becomes a reshape, which costs nothing;
    - a conversion over a wider type is left out where the wider type holds every value of the first one;
    - a broadcast of a broadcast becomes one;
    - a `relax.match_cast` looks through a `relax.forget`, and through a cast that checks less than itself;
    - a tuple of all fields of a tuple is that tuple;
    - a `relax.if` whose condition is constant, or decided by a `relax.if` around it on the same value, becomes its branch, and so does one of which
      both branches do the same; what both branches yield from outside is that value;
    - a `relax.while` whose condition is constantly false is what the region of its condition passes on;
    - a concat of all parts of a split is the tensor that was split, a part of a concat that is an operand of it, by a split or a slice, is that
      operand;
    - what a `relax.while` carries unchanged, or passes on from outside, is the value that it started with, unless an operation updates that in
      place or gives it up. `relax-eliminate-dead-code` then takes it out of the loop.

    Checks are kept: of two rearrangements of which both have a condition that is left to the run time, none is removed.

    Left alone: everything else, and values that an operation updates in place or gives up, where a use would move behind that. Input: any
    function. Output: the same computation.

    Before:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n, 4], f16>) -> !relax.tensor<[n, 4], f16> {
      %0 = relax.permute_dims %x : (!relax.tensor<[n, 4], f16>) -> !relax.tensor<[4, n], f16>
      %1 = relax.permute_dims %0 axes = [1, 0] : (!relax.tensor<[4, n], f16>) -> !relax.tensor<[n, 4], f16>
      %2 = relax.astype %1 dtype = f32 : (!relax.tensor<[n, 4], f16>) -> !relax.tensor<[n, 4], f32>
      %3 = relax.astype %2 dtype = f16 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f16>
      relax.return %3 : !relax.tensor<[n, 4], f16>
    }
    ```
    After:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n, 4], f16>) -> !relax.tensor<[n, 4], f16> {
      relax.return %x
    }
    ```
  }];
  let statistics = [Statistic<"numRewritten", "num-rewritten", "bindings rewritten or removed">];
  let dependentDialects = ["::mlir::relax::RelaxDialect", "::mlir::sym::SymDialect"];
}

def MergeSymbols : Pass<"relax-merge-symbols"> {
  let summary = "Give one name to symbols that name one value";
  let description = [{
    Replaces a symbol by what its value is known to be, in all types of the function:

    - a `relax.match_cast` that names a dimension which the type of its operand knows already;
    - two casts of one tensor (also behind other casts): the second takes the names of the first;
    - two equal operations that define symbols, such as two `relax.tensor_to_ints` of one tensor, of which one dominates the other;
    - a symbol of a `relax.if` for which both branches yield one expression;
    - a `relax.tensor_to_ints` of a constant: its symbols are numbers.

    After it common subexpression elimination sees equal computations as equal, and checks between the two names vanish.

    Left alone: functions in which the replacement would make a check fail that is decided when the program runs.

    Input: any function. Output: the same function under fewer names.

    Before:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[?], f32>) -> !relax.tensor<[?], f32> {
      %0 = relax.forget %x : !relax.tensor<[n], f32> -> !relax.tensor<[?], f32>
      %1, %a = relax.match_cast %0 : !relax.tensor<[?], f32> -> !relax.tensor<[a], f32>, !sym.int<a>
      %2, %b = relax.match_cast %y : !relax.tensor<[?], f32> -> !relax.tensor<[b], f32>, !sym.int<b>
      %3, %c = relax.match_cast %y : !relax.tensor<[?], f32> -> !relax.tensor<[c], f32>, !sym.int<c>
      %4 = relax.concat %1, %2, %3 axis = 0
          : (!relax.tensor<[a], f32>, !relax.tensor<[b], f32>, !relax.tensor<[c], f32>) -> !relax.tensor<[a + b + c], f32>
      %5 = relax.forget %4 : !relax.tensor<[a + b + c], f32> -> !relax.tensor<[?], f32>
      relax.return %5 : !relax.tensor<[?], f32>
    }
    ```
    After:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[?], f32>) -> !relax.tensor<[?], f32> {
      %1, %b = relax.match_cast %y : !relax.tensor<[?], f32> -> !relax.tensor<[b], f32>, !sym.int<b>
      %2 = relax.concat %x, %1, %1 axis = 0
          : (!relax.tensor<[n], f32>, !relax.tensor<[b], f32>, !relax.tensor<[b], f32>) -> !relax.tensor<[2 * b + n], f32>
      %3 = relax.forget %2 : !relax.tensor<[2 * b + n], f32> -> !relax.tensor<[?], f32>
      relax.return %3
    }
    ```
  }];
  let statistics = [
    Statistic<"numMerged", "num-merged", "symbols replaced by what they name">,
    Statistic<"numContradictions", "num-contradictions", "functions left alone because a check would provably fail">,
  ];
  let dependentDialects = ["::mlir::relax::RelaxDialect", "::mlir::sym::SymDialect"];
}

def EliminateCommonSubexpressions : Pass<"relax-eliminate-common-subexpressions"> {
  let summary = "Compute equal things once";
  let description = [{
    Replaces an operation by an equal one that dominates it: the same attributes, operands and types, and equal regions.

    - Operations without effects, also with regions: two equal `relax.if` become one.
    - Operations that only read memory, where nothing between the two in their block may write.
    - Operations without effects whose results nobody uses are removed.

    This is MLIR's `cse` in linear time. That one looks for an operation with regions by its operands alone, and so compares every `relax.if` on one
    condition with all before it.

    Left alone: operations with other effects, terminators, operations whose regions have several blocks, and equal operations of two branches of which
    neither dominates the other.

    Input: anything. Output: the same computation.

    Before:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n], f32>, %c: !relax.tensor<[], i1>) -> !relax.tensor<[n], f32> {
      %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      %1 = relax.if %c : !relax.tensor<[], i1> -> (!relax.tensor<[n], f32>) {
        %3 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
        relax.yield %3
      } else {
        relax.yield %x
      }
      %2 = relax.add %0, %1 : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      relax.return %2
    }
    ```
    After:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n], f32>, %c: !relax.tensor<[], i1>) -> !relax.tensor<[n], f32> {
      %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      %1 = relax.if %c : !relax.tensor<[], i1> -> (!relax.tensor<[n], f32>) {
        relax.yield %0
      } else {
        relax.yield %x
      }
      %2 = relax.add %0, %1 : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      relax.return %2
    }
    ```
  }];
  let statistics = [
    Statistic<"numReplaced", "num-replaced", "operations replaced by an equal one">,
    Statistic<"numDead", "num-dead", "operations removed that nobody needs">,
  ];
}

def EliminateDeadCode : Pass<"relax-eliminate-dead-code", "::mlir::ModuleOp"> {
  let summary = "Remove bindings, outputs of regions, carried values and functions that nobody needs";
  let description = [{
    - Ops without effects whose results nobody uses are removed, from the last to the first.
    - Outputs of `relax.dataflow` and results of `relax.if` that nobody uses are removed. The `!sym.int` by which a region hands out a symbol stays
      as long as a type of another result mentions the symbol.
    - So are values that a `relax.while` carries, and its results, where they serve only themselves: neither the condition, nor an effect, nor a
      result that somebody uses. What computed them in the body goes with them. The loop goes where it has no effects and no result is used.
    - Private functions of any dialect that no public one reaches, by calls or by name, are removed.

    A `relax.match_cast` whose results are used is a check and stays, also where its symbols are not mentioned. Signatures of functions are the
    affair of `relax-remove-unused-parameters` and `relax-remove-unused-outputs`.

    Input: any module. Output: the same module without what cannot be observed.

    Before:
    ```mlir
    tir.prim_func private @lonely(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {
    }
    relax.func private @unused(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
      %0 = relax.call_tir @lonely(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      relax.return %0 : !relax.tensor<[n], f32>
    }
    relax.func @f(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
      %0:2 = relax.dataflow {
        %1 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
        %2 = relax.tanh %1 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
        relax.output %1, %2 : !relax.tensor<[n], f32>, !relax.tensor<[n], f32>
      }
      relax.return %0#0 : !relax.tensor<[n], f32>
    }
    relax.func @carried(%x: !relax.tensor<[n], f32>, %go: !relax.tensor<[], i1>) -> !relax.tensor<[n], f32> {
      %0:2 = relax.while (%a = %x, %b = %x)
          : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
        relax.condition(%go) %a, %b
      } do {
      ^bb0(%a: !relax.tensor<[n], f32>, %b: !relax.tensor<[n], f32>):
        %1 = relax.tanh %a : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
        %2 = relax.exp %b : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
        relax.yield %1, %2
      }
      relax.return %0#0 : !relax.tensor<[n], f32>
    }
    ```
    After:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
      %0 = relax.dataflow {
        %1 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
        relax.output %1
      }
      relax.return %0
    }
    relax.func @carried(%x: !relax.tensor<[n], f32>, %go: !relax.tensor<[], i1>) -> !relax.tensor<[n], f32> {
      %0 = relax.while (%a = %x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
        relax.condition(%go) %a
      } do {
      ^bb0(%a: !relax.tensor<[n], f32>):
        %1 = relax.tanh %a : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
        relax.yield %1
      }
      relax.return %0
    }
    ```
  }];
  let statistics = [
    Statistic<"numOps", "num-ops", "ops removed">,
    Statistic<"numOutputs", "num-outputs", "outputs of regions removed">,
    Statistic<"numCarried", "num-carried", "results of loops, and values that they carry, removed">,
    Statistic<"numFunctions", "num-functions", "functions removed">,
  ];
  let dependentDialects = ["::mlir::relax::RelaxDialect", "::mlir::sym::SymDialect"];
}

def RemoveUnusedParameters : Pass<"relax-remove-unused-parameters", "::mlir::ModuleOp"> {
  let summary = "Remove parameters of private functions that their bodies do not use";
  let description = [{
    Removes a parameter of a private `relax.func`, and the operand of every call, where the body does not use it and nothing else needs it:
    the symbols that its type defines are defined by another parameter or mentioned nowhere, and no call checks a size against it.

    Left alone: public functions, declarations, and functions whose name is used other than by `relax.call` (closures).

    Input: any module. Output: the same module with shorter signatures.

    Before:
    ```mlir
    relax.func private @g(%a: !relax.tensor<[s], f32>, %b: !relax.tensor<[s], f32>) -> !relax.tensor<[s], f32> {
      %0 = relax.exp %b : (!relax.tensor<[s], f32>) -> !relax.tensor<[s], f32>
      relax.return %0 : !relax.tensor<[s], f32>
    }
    relax.func @f(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
      %0 = relax.call @g(%x, %y) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      relax.return %0 : !relax.tensor<[n], f32>
    }
    ```
    After:
    ```mlir
    relax.func private @g(%b: !relax.tensor<[s], f32>) -> !relax.tensor<[s], f32> {
      %0 = relax.exp %b : (!relax.tensor<[s], f32>) -> !relax.tensor<[s], f32>
      relax.return %0
    }
    relax.func @f(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
      %0 = relax.call @g(%y) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      relax.return %0
    }
    ```
  }];
  let statistics = [Statistic<"numRemoved", "num-removed", "parameters removed">];
  let dependentDialects = ["::mlir::relax::RelaxDialect"];
}

def RemoveUnusedOutputs : Pass<"relax-remove-unused-outputs", "::mlir::ModuleOp"> {
  let summary = "Remove results of private functions that no call uses";
  let description = [{
    Removes a result of a private `relax.func` where no call uses it. What computed it in the body is dead then, and
    `relax-eliminate-dead-code` removes it.

    Left alone: public functions, declarations, and functions whose name is used other than by `relax.call` (closures).

    Input: any module. Output: the same module with shorter signatures.

    Before:
    ```mlir
    relax.func private @g(%a: !relax.tensor<[s], f32>) -> (!relax.tensor<[s], f32>, !relax.tensor<[s], f32>) {
      %0 = relax.exp %a : (!relax.tensor<[s], f32>) -> !relax.tensor<[s], f32>
      relax.return %a, %0 : !relax.tensor<[s], f32>, !relax.tensor<[s], f32>
    }
    relax.func @f(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
      %0:2 = relax.call @g(%x) : (!relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>)
      relax.return %0#1 : !relax.tensor<[n], f32>
    }
    ```
    After:
    ```mlir
    relax.func private @g(%a: !relax.tensor<[s], f32>) -> !relax.tensor<[s], f32> {
      %0 = relax.exp %a : (!relax.tensor<[s], f32>) -> !relax.tensor<[s], f32>
      relax.return %0
    }
    relax.func @f(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
      %0 = relax.call @g(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      relax.return %0
    }
    ```
  }];
  let statistics = [Statistic<"numRemoved", "num-removed", "results removed">];
  let dependentDialects = ["::mlir::relax::RelaxDialect"];
}

def ExpandTupleArguments : Pass<"relax-expand-tuple-arguments", "::mlir::ModuleOp"> {
  let summary = "Pass the fields of tuples to private functions one by one";
  let description = [{
    Replaces a parameter of a private `relax.func` that is a tuple by one parameter for each field, in the place of the tuple; tuples inside
    tuples as well. The body makes the tuple again, and each call takes it apart, which the folders of the tuple operations undo where the
    tuple was only made for the call.

    Left alone: public functions, declarations, and functions whose name is used other than by `relax.call` (closures).

    Input: any module. Output: private functions as above have no parameter that is a tuple.

    Before:
    ```mlir
    relax.func private @g(%t: tuple<!relax.tensor<[s], f32>, !relax.tensor<[2 * s], f32>>) -> !relax.tensor<[2 * s], f32> {
      %0 = relax.tuple_get_item %t[1] : tuple<!relax.tensor<[s], f32>, !relax.tensor<[2 * s], f32>> -> !relax.tensor<[2 * s], f32>
      relax.return %0 : !relax.tensor<[2 * s], f32>
    }
    relax.func @f(%t: tuple<!relax.tensor<[n], f32>, !relax.tensor<[2 * n], f32>>) -> !relax.tensor<[2 * n], f32> {
      %0 = relax.call @g(%t) : (tuple<!relax.tensor<[n], f32>, !relax.tensor<[2 * n], f32>>) -> !relax.tensor<[2 * n], f32>
      relax.return %0 : !relax.tensor<[2 * n], f32>
    }
    ```
    After:
    ```mlir
    relax.func private @g(%t_0: !relax.tensor<[s], f32>, %t_1: !relax.tensor<[2 * s], f32>) -> !relax.tensor<[2 * s], f32> {
      %0 = relax.tuple(%t_0, %t_1)
          : (!relax.tensor<[s], f32>, !relax.tensor<[2 * s], f32>) -> tuple<!relax.tensor<[s], f32>, !relax.tensor<[2 * s], f32>>
      %1 = relax.tuple_get_item %0[1] : tuple<!relax.tensor<[s], f32>, !relax.tensor<[2 * s], f32>> -> !relax.tensor<[2 * s], f32>
      relax.return %1
    }
    relax.func @f(%t: tuple<!relax.tensor<[n], f32>, !relax.tensor<[2 * n], f32>>) -> !relax.tensor<[2 * n], f32> {
      %0 = relax.tuple_get_item %t[0] : tuple<!relax.tensor<[n], f32>, !relax.tensor<[2 * n], f32>> -> !relax.tensor<[n], f32>
      %1 = relax.tuple_get_item %t[1] : tuple<!relax.tensor<[n], f32>, !relax.tensor<[2 * n], f32>> -> !relax.tensor<[2 * n], f32>
      %2 = relax.call @g(%0, %1) : (!relax.tensor<[n], f32>, !relax.tensor<[2 * n], f32>) -> !relax.tensor<[2 * n], f32>
      relax.return %2
    }
    ```
  }];
  let statistics = [Statistic<"numExpanded", "num-expanded", "tuples replaced by their fields">];
  let dependentDialects = ["::mlir::relax::RelaxDialect"];
}

def LambdaLift : Pass<"relax-lambda-lift", "::mlir::ModuleOp"> {
  let summary = "Make functions of the module of functions inside functions";
  let description = [{
    Replaces each `relax.lambda`, innermost first, by a `relax.make_closure` of a new private function. Its parameters are those of the lambda, then the
    values that the region uses from around it, then as `!sym.int` the symbols that it mentions and none of these tells. Constants are
    copied instead. A lambda that invokes itself becomes a function that calls itself with what it captured; where it passes itself
    on, it makes the closure again. A lambda that nobody uses is removed.

    `relax-resolve-closures` turns invocations of the closure into calls, and `relax-inline-functions` may inline these. Passes that lower
    know no lambdas: the pipelines begin with this pass.

    Left alone: everything else. Input: any module before `relax-lower-shapes`. Output: no `relax.lambda`.

    Before:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[?], f32>) -> !relax.tensor<[?], f32> {
      %0 = relax.lambda pure %self(%v: !relax.tensor<[?], f32>) -> !relax.tensor<[?], f32> {
        %1 = relax.match_cast %v : !relax.tensor<[?], f32> -> !relax.tensor<[n], f32>
        %2 = relax.add %1, %x : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
        %3 = relax.forget %2 : !relax.tensor<[n], f32> -> !relax.tensor<[?], f32>
        relax.lambda_return %3 : !relax.tensor<[?], f32>
      }
      %4 = relax.invoke_closure %0(%y)
          : (!relax.callable<pure (!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>>, !relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>
      relax.return %4
    }
    ```
    After:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[?], f32>) -> !relax.tensor<[?], f32> {
      %0 = relax.make_closure @f_lambda(%x)
          : (!relax.tensor<[n], f32>) -> !relax.callable<pure (!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>>
      %4 = relax.invoke_closure %0(%y)
          : (!relax.callable<pure (!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>>, !relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>
      relax.return %4
    }
    relax.func private pure @f_lambda(%arg0: !relax.tensor<[?], f32>, %x: !relax.tensor<[n], f32>) -> !relax.tensor<[?], f32> {
      %1 = relax.match_cast %arg0 : !relax.tensor<[?], f32> -> !relax.tensor<[n], f32>
      %2 = relax.add %1, %x : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      %3 = relax.forget %2 : !relax.tensor<[n], f32> -> !relax.tensor<[?], f32>
      relax.return %3
    }
    ```
  }];
  let statistics = [
    Statistic<"numLifted", "num-lifted", "lambdas that became functions">,
    Statistic<"numCaptured", "num-captured", "values and symbols captured">,
    Statistic<"numRecursive", "num-recursive", "invocations of a lambda by itself that became calls">,
  ];
  let dependentDialects = ["::mlir::relax::RelaxDialect", "::mlir::sym::SymDialect"];
}

def ResolveClosures : Pass<"relax-resolve-closures", "::mlir::ModuleOp"> {
  let summary = "Call the function of a known closure directly";
  let description = [{
    Replaces `relax.invoke_closure` and `relax.invoke_pure_closure` of a closure that a `relax.make_closure` above makes by a `relax.call` of the
    function with the captured values as last arguments. A closure knows constant dimensions only, so arguments are cast to the types of the
    parameters, with fresh symbols (`relax-merge-symbols` finds those that are known), and results are weakened to the closed types.

    A function that is written inside of another one, as `relax.lambda`, becomes such a closure by `relax-lambda-lift`.

    Left alone: closures that come out of a region, a tuple or a call; invocations that promise purity of a function that is not pure.

    Input: any module. Output: no invocation of a closure that is made in sight.

    Before:
    ```mlir
    relax.func private @g(%x: !relax.tensor<[s], f32>, %w: !relax.tensor<[4], f32>) -> !relax.tensor<[s], f32> {
      relax.return %x : !relax.tensor<[s], f32>
    }
    relax.func @f(%x: !relax.tensor<[?], f32>, %w: !relax.tensor<[4], f32>) -> !relax.tensor<[?], f32> {
      %c = relax.make_closure @g(%w) : (!relax.tensor<[4], f32>) -> !relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>>
      %0 = relax.invoke_closure %c(%x)
          : (!relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>>, !relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>
      relax.return %0 : !relax.tensor<[?], f32>
    }
    ```
    After:
    ```mlir
    relax.func private @g(%x: !relax.tensor<[s], f32>, %w: !relax.tensor<[4], f32>) -> !relax.tensor<[s], f32> {
      relax.return %x
    }
    relax.func @f(%x: !relax.tensor<[?], f32>, %w: !relax.tensor<[4], f32>) -> !relax.tensor<[?], f32> {
      %0, %s = relax.match_cast %x : !relax.tensor<[?], f32> -> !relax.tensor<[s], f32>, !sym.int<s>
      %1 = relax.call @g(%0, %w) : (!relax.tensor<[s], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[s], f32>
      %2 = relax.forget %1 : !relax.tensor<[s], f32> -> !relax.tensor<[?], f32>
      relax.return %2
    }
    ```
  }];
  let statistics = [Statistic<"numResolved", "num-resolved", "invocations that became calls">];
  let dependentDialects = ["::mlir::relax::RelaxDialect", "::mlir::sym::SymDialect"];
}

def ConvertToDataflow : Pass<"relax-convert-to-dataflow"> {
  let summary = "Wrap runs of ops without effects in dataflow regions";
  let description = [{
    Puts each run of neighbouring ops without effects into a `relax.dataflow`, whose outputs are the values that are used behind it. Symbols
    that the run defines are handed out with them where types behind it mention them. Bodies of `relax.if` and `relax.while` as well.

    Left alone: runs of fewer than `min-ops` ops (constants do not count), `sym.assume`, whose facts hold for all that follows, existing
    dataflow regions, and functions whose calls are lowered. `relax-to-nondataflow` is the inverse.

    Input: any function. Output: the same function with dataflow regions.

    Before:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n], f32>, %w: !relax.tensor<*, f32>) -> !relax.tensor<[?], f32> {
      %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      %1, %m = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[m], f32>, !sym.int<m>
      %2 = relax.concat %0, %1 axis = 0 : (!relax.tensor<[n], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[m + n], f32>
      relax.call_packed "print"(%2) : (!relax.tensor<[m + n], f32>) -> ()
      %3 = relax.forget %2 : !relax.tensor<[m + n], f32> -> !relax.tensor<[?], f32>
      relax.return %3 : !relax.tensor<[?], f32>
    }
    ```
    After:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n], f32>, %w: !relax.tensor<*, f32>) -> !relax.tensor<[?], f32> {
      %0, %m = relax.dataflow {
        %1 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
        %2, %m_0 = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[m], f32>, !sym.int<m>
        %3 = relax.concat %1, %2 axis = 0 : (!relax.tensor<[n], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[m + n], f32>
        relax.output %3, %m_0
      }
      relax.call_packed "print"(%0) : (!relax.tensor<[m + n], f32>) -> ()
      %4 = relax.forget %0 : !relax.tensor<[m + n], f32> -> !relax.tensor<[?], f32>
      relax.return %4
    }
    ```
  }];
  let options = [
    Option<"minOps", "min-ops", "unsigned", "2", "ops that a run must have to be wrapped (ops, default 2)">,
  ];
  let statistics = [Statistic<"numRegions", "num-regions", "dataflow regions made">];
  let dependentDialects = ["::mlir::relax::RelaxDialect"];
}

def FoldConstants : Pass<"relax-fold-constants", "::mlir::ModuleOp"> {
  let summary = "Evaluate expressions over constants";
  let description = [{
    Replaces operators and calls of kernels whose operands are constants by their value. Rearrangements without cost (reshapes, conversions and
    transposes of a splat) are done on the attribute. Everything else is collected, from all functions of the module, into one function, which is
    compiled and run once; results become constants of their own, inline where they are small and as resources else.

    An expression is folded where every type in it has a constant shape: what mentions a symbol stays. A result is kept where it has at most
    `max-bytes` bytes, and either at most `max-generated-bytes` or at most `max-growth` times the bytes of the constants that it is made from, so
    that converted or transposed weights fold and broadcasts do not.

    Left alone: packed functions, whose code the compiler does not have; expressions whose evaluation fails (an index out of range),
    which fail when the program runs; ops with regions; functions whose calls are lowered. Without an evaluator in the context only
    what costs nothing is folded.

    Input: any module. Output: the same computation.

    Before:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n, 2], f32>) -> !relax.tensor<[n, 2], f32> {
      %a = relax.constant dense<[1.0, 2.0]> : tensor<2xf32>
      %b = relax.constant dense<3.0> : tensor<2xf32>
      %0 = relax.multiply %a, %b : (!relax.tensor<[2], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[2], f32>
      %1 = relax.add %x, %0 : (!relax.tensor<[n, 2], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[n, 2], f32>
      relax.return %1 : !relax.tensor<[n, 2], f32>
    }
    ```
    After:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n, 2], f32>) -> !relax.tensor<[n, 2], f32> {
      %a = relax.constant dense<[3.0, 6.0]> : tensor<2xf32>
      %1 = relax.add %x, %a : (!relax.tensor<[n, 2], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[n, 2], f32>
      relax.return %1
    }
    ```
  }];
  let options = [
    Option<"maxBytes", "max-bytes", "uint64_t", "1073741824", "size of a result that is kept (bytes, default 1 GiB)">,
    Option<"maxGeneratedBytes", "max-generated-bytes", "uint64_t", "262144",
           "size of a result that is kept whatever it is made from (bytes, default 256 KiB)">,
    Option<"maxGrowth", "max-growth", "uint64_t", "4", "how much larger than its constants a larger result may be (factor, default 4)">,
  ];
  let statistics = [
    Statistic<"numFolded", "num-folded", "results replaced by a constant">,
    Statistic<"numEvaluated", "num-evaluated", "results computed by running code">,
    Statistic<"numTooLarge", "num-too-large", "results that are too large to keep">,
    Statistic<"numFailed", "num-failed", "results whose evaluation failed">,
  ];
  let dependentDialects = ["::mlir::relax::RelaxDialect", "::mlir::sym::SymDialect"];
}

#endif // TRANSFORMS_RELAX_CLEANUP_PASSES_TD
