//===- Passes.td - values for parameters and dimensions -------------------===//
//
// Weights and sizes that are known before the program runs. All passes keep what a caller can observe, but for the signature that they say they change.
//
//===----------------------------------------------------------------------===//

#ifndef TRANSFORMS_RELAX_BINDING_PASSES_TD
#define TRANSFORMS_RELAX_BINDING_PASSES_TD

include "mlir/Pass/PassBase.td"

def BindParams : Pass<"relax-bind-params", "::mlir::ModuleOp"> {
  let summary = "Make constants of parameters";
  let description = [{
    Removes parameters whose values are given and uses constants in their place. A value comes from the attribute `relax.value` of the parameter, or
    from the option `params`, which maps names of parameters to files of NumPy (`params=w=w.npy,b=b.npy`); a file stays mapped and is not
    copied into the module. Sizes of the value bind the symbols of the parameter's type in all of the function. NumPy has no bf16 and no f8: their bits
    are taken from a file of unsigned integers of the same width.

    Fails where a value does not fit the type of its parameter, where a name is that of no parameter, and for a function that others name: its
    signature is not ours alone.

    Input: any module. Output: public functions without the parameters.

    Before:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n, k], f32>, %w: !relax.tensor<[k], f32> {relax.value = dense<[1.0, 2.0]> : tensor<2xf32>})
        -> !relax.tensor<[n, k], f32> attributes {num_input = 1 : i64} {
      %0 = relax.add %x, %w : (!relax.tensor<[n, k], f32>, !relax.tensor<[k], f32>) -> !relax.tensor<[n, k], f32>
      relax.return %0 : !relax.tensor<[n, k], f32>
    }
    ```
    After:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n, 2], f32>) -> !relax.tensor<[n, 2], f32> attributes {num_input = 1 : i64} {
      %w = relax.constant dense<[1.0, 2.0]> : tensor<2xf32>
      %0 = relax.add %x, %w : (!relax.tensor<[n, 2], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[n, 2], f32>
      relax.return %0
    }
    ```
  }];
  let options = [
    ListOption<"params", "params", "std::string", "values of parameters, as NAME=FILE.npy">,
    Option<"function", "function", "std::string", "\"\"", "the function that is meant; all public ones if empty">,
  ];
  let statistics = [Statistic<"numBound", "num-bound", "parameters that became constants">];
  let dependentDialects = ["::mlir::relax::RelaxDialect", "::mlir::sym::SymDialect"];
}

def BindSymbolicDims : Pass<"relax-bind-symbolic-dims", "::mlir::ModuleOp"> {
  let summary = "Replace symbols of signatures by numbers";
  let description = [{
    Replaces symbols of the signatures of public functions by values, in all of the function: partial specialisation. Values come from the
    attribute `relax.dims` of a function, or from the option `dims` (`dims=n=4,m=8`) for every public function that has the symbol. Who
    passes another size is told so when the function is entered. `relaxc --dim` is this pass.

    Fails where no function has a symbol, where a value contradicts what the function states about the symbol (`sym.ranges`,
    `sym.divisible`) or is a negative size, and where an expression overflows.

    Input: any module. Output: signatures without the symbols.

    Before:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n, m], f32>) -> !relax.tensor<[m * n], f32> attributes {relax.dims = {n = 4 : i64}} {
      %0 = relax.flatten %x : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[m * n], f32>
      relax.return %0 : !relax.tensor<[m * n], f32>
    }
    ```
    After:
    ```mlir
    relax.func @f(%x: !relax.tensor<[4, m], f32>) -> !relax.tensor<[4 * m], f32> {
      %0 = relax.flatten %x : (!relax.tensor<[4, m], f32>) -> !relax.tensor<[4 * m], f32>
      relax.return %0
    }
    ```
  }];
  let options = [ListOption<"dims", "dims", "std::string", "values of symbols, as NAME=VALUE">];
  let statistics = [Statistic<"numBound", "num-bound", "symbols replaced in a function">];
  let dependentDialects = ["::mlir::relax::RelaxDialect", "::mlir::sym::SymDialect"];
}

def SpecializeDims : Pass<"relax-specialize-dims", "::mlir::ModuleOp"> {
  let summary = "Compile a function for several sizes and choose when it runs";
  let description = [{
    Makes private copies of a function, in each of which some symbols of the signature are numbers, and one as it was; the function itself
    compares its sizes with the numbers, in order, and calls the first copy that fits. The alternatives come from the attribute
    `relax.specializations` of a function, an array of dictionaries, or from the option `dims` for every public function that has all their
    symbols: alternatives are separated by `;`, symbols by `,` (`dims=n=1;n=128,m=4`).

    `relax-inline-functions` puts the copies into the branches; each is optimised for its sizes before.

    A copy in which an operation is not valid for the sizes is left out with a warning: the general one serves these sizes, and does what the
    author wrote (where the operation is in a branch, it may never run with them).

    Left alone: functions without alternatives. Fails where an alternative names a symbol that the function does not have, or
    contradicts what it states.

    Input: any module. Output: functions without the attribute.

    Before:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32> attributes {relax.specializations = [{n = 1 : i64} ]} {
      %0 = relax.exp %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
      relax.return %0 : !relax.tensor<[n, 4], f32>
    }
    ```
    After:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32> {
      %0 = sym.value n : !sym.int<n>
      %1 = sym.to_index %0 : !sym.int<n> -> index
      %2 = arith.constant 1 : index
      %3 = arith.cmpi eq, %1, %2 : index
      %4 = relax.if %3 : i1 -> (!relax.tensor<[n, 4], f32>) {
        %5 = relax.match_cast %x : !relax.tensor<[n, 4], f32> -> !relax.tensor<[1, 4], f32>
        %6 = relax.call @f_n_1(%5) : (!relax.tensor<[1, 4], f32>) -> !relax.tensor<[1, 4], f32>
        %7 = relax.match_cast %6 : !relax.tensor<[1, 4], f32> -> !relax.tensor<[n, 4], f32>
        relax.yield %7
      } else {
        %5 = relax.call @f_generic(%x) : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
        relax.yield %5
      }
      relax.return %4
    }
    relax.func private @f_n_1(%x: !relax.tensor<[1, 4], f32>) -> !relax.tensor<[1, 4], f32> {
      %0 = relax.exp %x : (!relax.tensor<[1, 4], f32>) -> !relax.tensor<[1, 4], f32>
      relax.return %0
    }
    relax.func private @f_generic(%x: !relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32> {
      %0 = relax.exp %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
      relax.return %0
    }
    ```
  }];
  let options = [
    Option<"dims", "dims", "std::string", "\"\"", "alternatives for all public functions that have the symbols, as n=1;n=128,m=4">,
  ];
  let statistics = [Statistic<"numCopies", "num-copies", "specialised copies made">,
                    Statistic<"numLeftOut", "num-left-out", "copies left out because they are not valid">];
  let dependentDialects = ["::mlir::relax::RelaxDialect", "::mlir::sym::SymDialect", "::mlir::arith::ArithDialect"];
}

def BundleParams : Pass<"relax-bundle-params", "::mlir::ModuleOp"> {
  let summary = "Pass all weights as one tuple";
  let description = [{
    Replaces the parameters behind `num_input` of a public function by one tuple, named `params`, and keeps their names in its attribute
    `relax.fields`. The body takes the tuple apart; calls in the module make it. Symbols of the signature stay what they are, also where only
    a field of the tuple defines them.

    Left alone: functions behind `relax-lower-shapes`, functions without `num_input`, those with no weights or with one tuple as weight already, and those that are named other than by
    `relax.call`.

    Input: any module. Output: functions with at most one parameter behind `num_input`.

    Before:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n, k], f32>, %w: !relax.tensor<[k, m], f32>, %b: !relax.tensor<[m], f32>)
        -> !relax.tensor<[n, m], f32> attributes {num_input = 1 : i64} {
      %0 = relax.matmul %x, %w : (!relax.tensor<[n, k], f32>, !relax.tensor<[k, m], f32>) -> !relax.tensor<[n, m], f32>
      %1 = relax.add %0, %b : (!relax.tensor<[n, m], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[n, m], f32>
      relax.return %1 : !relax.tensor<[n, m], f32>
    }
    ```
    After:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n, k], f32>,
                  %params: tuple<!relax.tensor<[k, m], f32>, !relax.tensor<[m], f32>> {relax.fields = ["w", "b"]})
        -> !relax.tensor<[n, m], f32> attributes {num_input = 1 : i64} {
      %w = relax.tuple_get_item %params[0] : tuple<!relax.tensor<[k, m], f32>, !relax.tensor<[m], f32>> -> !relax.tensor<[k, m], f32>
      %b = relax.tuple_get_item %params[1] : tuple<!relax.tensor<[k, m], f32>, !relax.tensor<[m], f32>> -> !relax.tensor<[m], f32>
      %0 = relax.matmul %x, %w : (!relax.tensor<[n, k], f32>, !relax.tensor<[k, m], f32>) -> !relax.tensor<[n, m], f32>
      %1 = relax.add %0, %b : (!relax.tensor<[n, m], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[n, m], f32>
      relax.return %1
    }
    ```
  }];
  let statistics = [
    Statistic<"numBundled", "num-bundled", "parameters that became fields">,
  ];
  let dependentDialects = ["::mlir::relax::RelaxDialect"];
}

def LiftTransformParams : Pass<"relax-lift-transform-params", "::mlir::ModuleOp"> {
  let summary = "Move work on weights alone into a function of its own";
  let description = [{
    What a public function with `num_input` computes from weights and constants alone, without effects, moves into a public function
    `<name>_transform_params`, which takes the weights and returns what is left to pass to the function as its new parameters behind
    `num_input`, in order. It runs once when a model is loaded, not each time the model runs.

    Regions of `relax.if`, `relax.while` and `relax.dataflow` are entered, nested ones too. What a branch or a loop may never reach is computed all
    the same, so there an op moves only if it cannot fail, as loop-invariant code does. Equal ops are lifted once. A dataflow region does not hand
    out any more what became a parameter.

    Symbols are scoped by function: a size that only the old weights told is passed as a `!sym.int` as well, both where the function needs it and
    where its entry compared it with the size of an input.

    `num_input` of the transformation is 0: all that it takes are weights. `relax-lazy-transform-params` makes it fetch them one by one.

    Left alone:
    - functions behind `relax-lower-shapes`, functions that are named in the module, and those with `num_input` 0, of which nothing would be left;
    - functions that do nothing with weights but cast them, put them into tuples or take them out of tuples;
    - ops with effects, and those with regions of their own: a `relax.if` whose condition is a weight stays, and what it yields is no weight;
    - ops that mention a symbol which weights do not define, also in the type of a weight (`2 * n` of an input's `n`);
    - inside of a branch or a loop, ops that may fail (`relax.call`, `relax.match_cast`, operators with sizes to check) or that define a symbol;
    - ops on constants alone, which `relax-fold-constants` computes; those that a lifted op uses are copied.

    Several functions get a transformation each.

    Input: any module. Output: an op of such a function that has a weight, and beside weights only constants, as operands is one of those left alone.

    Before:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n, k], f32>, %w: !relax.tensor<[m, k], f32>) -> !relax.tensor<[n, m], f32> attributes {num_input = 1 : i64} {
      %0 = relax.permute_dims %w : (!relax.tensor<[m, k], f32>) -> !relax.tensor<[k, m], f32>
      %1 = relax.matmul %x, %0 : (!relax.tensor<[n, k], f32>, !relax.tensor<[k, m], f32>) -> !relax.tensor<[n, m], f32>
      relax.return %1 : !relax.tensor<[n, m], f32>
    }
    ```
    After:
    ```mlir
    relax.func @f(%x: !relax.tensor<[n, k], f32>, %param_0: !relax.tensor<[k, m], f32>) -> !relax.tensor<[n, m], f32> attributes {num_input = 1 : i64} {
      %0 = relax.matmul %x, %param_0 : (!relax.tensor<[n, k], f32>, !relax.tensor<[k, m], f32>) -> !relax.tensor<[n, m], f32>
      relax.return %0
    }
    relax.func @f_transform_params(%w: !relax.tensor<[m, k], f32>) -> (!relax.tensor<[k, m], f32> {relax.name = "param_0"}) attributes {num_input = 0 : i64} {
      %0 = relax.permute_dims %w : (!relax.tensor<[m, k], f32>) -> !relax.tensor<[k, m], f32>
      relax.return %0
    }
    ```
  }];
  let statistics = [
    Statistic<"numLifted", "num-lifted", "ops moved into a transformation">,
    Statistic<"numFunctions", "num-functions", "transformations made">,
  ];
  let dependentDialects = ["::mlir::relax::RelaxDialect", "::mlir::sym::SymDialect"];
}

def LazyTransformParams : Pass<"relax-lazy-transform-params", "::mlir::ModuleOp"> {
  let summary = "Fetch weights one by one and hand results over as they are made";
  let description = [{
    A function on weights alone, such as `relax-lift-transform-params` makes, holds all weights and all results at once. This pass takes them out of its signature: each
    weight behind `num_input` is the result of `get_item(index, name)`, called in front of its first use, and each result goes to
    `set_item(index, value)`, called behind its definition. Indices count from 0; `name` is a tensor of u8, the bytes of the parameter's name. Both are
    packed functions, or with `closures` closures that the function takes as its first parameters. An accessor without a name is not used, and
    its side of the signature stays.

    References end with the last use, so what is alive at once is what one result needs. The body is put in order for that: one result after the other, each
    behind what it is made from, and results that share weights next to each other. A function in which some op has effects keeps its order. A
    weight that no result needs is not fetched.

    Sizes that the signature told are told by the weights: the first weight that has a symbol bare defines it, others are compared with it.

    Left alone: functions with another `num_input` than 0, unless `functions` names them; functions that the module names, or behind `relax-lower-shapes`; those
    that have a scalar among the weights, a size that only types of the signature tell (`relax.match_cast` to it), or weights whose sizes follow from each other.

    Input: any module before `relax-lower-shapes`. Output: the same functions without weights as parameters and without results.

    Before:
    ```mlir
    relax.func @f(%w: !relax.tensor<[m, k], f32>, %b: !relax.tensor<[k], f32>) -> (!relax.tensor<[k, m], f32>, !relax.tensor<[k], f32>) attributes {num_input = 0 : i64} {
      %0 = relax.exp %b : (!relax.tensor<[k], f32>) -> !relax.tensor<[k], f32>
      %1 = relax.permute_dims %w : (!relax.tensor<[m, k], f32>) -> !relax.tensor<[k, m], f32>
      relax.return %1, %0 : !relax.tensor<[k, m], f32>, !relax.tensor<[k], f32>
    }
    ```
    After:
    ```mlir
    relax.func @f() attributes {num_input = 0 : i64} {
      %i0 = arith.constant 0 : i64
      %n0 = relax.constant dense<119> : tensor<1xui8>
      %o0 = relax.call_packed "get_item"(%i0, %n0) : (i64, !relax.tensor<[1], ui8>) -> !relax.object
      %w, %m, %k = relax.match_cast %o0 : !relax.object -> !relax.tensor<[m, k], f32>, !sym.int<m>, !sym.int<k>
      %1 = relax.permute_dims %w : (!relax.tensor<[m, k], f32>) -> !relax.tensor<[k, m], f32>
      %p0 = arith.constant 0 : i64
      relax.call_packed "set_item"(%p0, %1) : (i64, !relax.tensor<[k, m], f32>) -> ()
      %i1 = arith.constant 1 : i64
      %n1 = relax.constant dense<98> : tensor<1xui8>
      %o1 = relax.call_packed "get_item"(%i1, %n1) : (i64, !relax.tensor<[1], ui8>) -> !relax.object
      %t = relax.tuple(%k, %o1) : (!sym.int<k>, !relax.object) -> tuple<!sym.int<k>, !relax.object>
      %c = relax.match_cast %t : tuple<!sym.int<k>, !relax.object> -> tuple<!sym.int<k>, !relax.tensor<[k], f32>>
      %b = relax.tuple_get_item %c[1] : tuple<!sym.int<k>, !relax.tensor<[k], f32>> -> !relax.tensor<[k], f32>
      %0 = relax.exp %b : (!relax.tensor<[k], f32>) -> !relax.tensor<[k], f32>
      %p1 = arith.constant 1 : i64
      relax.call_packed "set_item"(%p1, %0) : (i64, !relax.tensor<[k], f32>) -> ()
      relax.return
    }
    ```
  }];
  let options = [
    Option<"getItem", "get-item", "std::string", "\"get_item\"", "the function that yields a weight; weights stay parameters if empty">,
    Option<"setItem", "set-item", "std::string", "\"set_item\"", "the function that takes a result; results are returned if empty">,
    Option<"closures", "closures", "bool", "false", "whether both are parameters, of those names, instead of packed functions">,
    ListOption<"functions", "functions", "std::string", "the functions that are meant; if empty, all public ones with num_input 0">,
  ];
  let statistics = [
    Statistic<"numFetched", "num-fetched", "weights that are fetched on demand">,
    Statistic<"numHanded", "num-handed", "results that are handed over">,
    Statistic<"numSkipped", "num-skipped", "functions left alone because of their sizes">,
  ];
  let dependentDialects = ["::mlir::relax::RelaxDialect", "::mlir::sym::SymDialect", "::mlir::arith::ArithDialect"];
}

#endif // TRANSFORMS_RELAX_BINDING_PASSES_TD
