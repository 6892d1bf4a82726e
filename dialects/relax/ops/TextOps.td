//===- TextOps.td - operators on sequences of tokens ----------------------===//
//
// Tokens are integers.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_TEXTOPS_TD
#define DIALECTS_RELAX_OPS_TEXTOPS_TD

include "dialects/relax/ops/OperatorBase.td"

def Relax_CountNgramsOp : Relax_Operator<"count_ngrams"> {
  let summary = "How often each of some token sequences occurs";
  let description = [{
    n-gram `g` is the `lengths[g]` tokens of `pool` from `starts[g]` on. Element `[n, g]` of the result is how often it occurs
    in row `n` of `tokens`: at each place, and for an n-gram of several tokens with each number of tokens skipped between
    two of it, from 0 to `max_skip`, the same everywhere in it. What reaches outside of `pool` occurs nowhere.

    Constraints:
    - (count_ngrams_c1) `tokens` has 2 dimensions, `pool`, `starts` and `lengths` have 1, where known;
    - (count_ngrams_c2) `starts` and `lengths` have equal dimensions;
    - (count_ngrams_c3) all operands hold integers;
    - (count_ngrams_c4) `max_skip` is at least 0;
    - (count_ngrams_c5) the devices are equal, where given.

    ```mlir
    %0 = relax.count_ngrams %tokens, %pool, %starts, %lengths max_skip = 2 : (!relax.tensor<[n, 12], i32>, !relax.tensor<[9], i64>, !relax.tensor<[g], i64>, !relax.tensor<[g], i64>) -> !relax.tensor<[n, g], i64>
    ```
  }];
  let arguments = (ins Relax_Tensor:$tokens, Relax_Tensor:$pool, Relax_Tensor:$starts, Relax_Tensor:$lengths,
                       I64Attr:$max_skip);
  let assemblyFormat = [{
    $tokens `,` $pool `,` $starts `,` $lengths `max_skip` `=` $max_skip attr-dict `:` functional-type(operands, results)
  }];
}

#endif // DIALECTS_RELAX_OPS_TEXTOPS_TD
