//===- RelaxControlFlowOps.td - dataflow, if, while -----------------------===//
//
// Operations with regions. Types are equal on every edge into, between and out of the regions.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_RELAXCONTROLFLOWOPS_TD
#define DIALECTS_RELAX_RELAXCONTROLFLOWOPS_TD

include "dialects/relax/RelaxBase.td"
include "dialects/sym/SymInterfaces.td"
include "mlir/IR/OpAsmInterface.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"
include "mlir/Interfaces/LoopLikeInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

//===----------------------------------------------------------------------===//
// dataflow
//===----------------------------------------------------------------------===//

def Relax_DataflowOp : Relax_Op<"dataflow", [
    RecursiveMemoryEffects, RecursivelySpeculatable, SingleBlock,
    DeclareOpInterfaceMethods<OpAsmOpInterface, ["getAsmResultNames"]>,
    DeclareOpInterfaceMethods<RegionBranchOpInterface, ["getRegionInvocationBounds"]>]> {
  let summary = "A region without side effects that runs once";
  let description = [{
    Computes values without memory effects; what is not an output does not leave the region. The region runs once, so it may
    export a symbol that it defines: the symbol is usable outside if its `!sym.int` is an output. The types of the results are
    those of the outputs, and the text form does not repeat them.

    Constraints:
    - (dataflow_c1) nothing in the region has memory effects, other than to state facts;
    - (dataflow_c2) the region is one block without arguments that ends in `relax.output`;
    - (dataflow_c3) the types of the results are those of the outputs.

    ```mlir
    %gv, %gm = relax.dataflow {
      %lv0, %m = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[m], f32>, !sym.int<m>
      %lv1 = relax.exp %lv0 : (!relax.tensor<[m], f32>) -> !relax.tensor<[m], f32>
      relax.output %lv1, %m
    }
    ```
  }];
  let results = (outs Variadic<Relax_Value>:$outputs);
  let regions = (region SizedRegion<1>:$body);
  let hasCustomAssemblyFormat = 1;
  let hasRegionVerifier = 1;
}

class Relax_Terminator<string mnemonic, list<Trait> traits = []> : Relax_Op<mnemonic, !listconcat(traits, [
    Pure, ReturnLike, Terminator])> {
  let arguments = (ins Variadic<Relax_Value>:$operands);
  let assemblyFormat = "`` custom<InferredOperands>($operands, type($operands)) attr-dict";
  let builders = [OpBuilder<(ins), [{ build($_builder, $_state, ::mlir::ValueRange()); }]>];
}

def Relax_OutputOp : Relax_Terminator<"output", [HasParent<"::mlir::relax::DataflowOp">]> {
  let summary = "The values that leave a dataflow region";
  let description = [{
    Ends a dataflow region.

    ```mlir
    relax.output %lv1, %m
    ```
  }];
}

//===----------------------------------------------------------------------===//
// if
//===----------------------------------------------------------------------===//

def Relax_IfOp : Relax_Op<"if", [
    RecursiveMemoryEffects, RecursivelySpeculatable, SingleBlock, NoRegionArguments, SymbolDefinerOpInterface,
    DeclareOpInterfaceMethods<OpAsmOpInterface, ["getAsmResultNames"]>,
    DeclareOpInterfaceMethods<RegionBranchOpInterface, ["getRegionInvocationBounds", "areTypesCompatible"]>]> {
  let summary = "Run one of two regions";
  let description = [{
    Runs the first region if the condition is true, the second one otherwise, and yields what that region yields. Both have
    to yield the types of the results.

    The operation may define fresh symbols, listed in `symbols`: the last results are their `!sym.int`. In each branch a
    fresh symbol stands for the expression of the `!sym.int` that the branch yields there, and the other types are equal
    under this substitution.

    Constraints:
    - (if_c1) the last results are the `!sym.int` of the fresh symbols, in order;
    - (if_c2) each region is one block that ends in `relax.yield` with as many values as there are results;
    - (if_c3) the types that a branch yields are those of the results, fresh symbols replaced.

    ```mlir
    %0 = relax.if %c : !relax.tensor<[], i1> -> (!relax.tensor<[n], f32>) {
      relax.yield %a
    } else {
      relax.yield %b
    }
    %1, %s = relax.if %d : i1 symbols ["s"] -> (!relax.tensor<[s], f32>, !sym.int<s>) {
      relax.yield %a, %n
    } else {
      relax.yield %aa, %nn
    }
    ```
  }];
  let arguments = (ins Relax_Condition:$condition,
                       DefaultValuedOptionalAttr<TypedArrayAttrBase<StrAttr, "array of symbol names">, "{}">:$symbols);
  let results = (outs Variadic<Relax_Value>:$outputs);
  let regions = (region SizedRegion<1>:$thenRegion, SizedRegion<1>:$elseRegion);
  let assemblyFormat = [{
    $condition `:` type($condition) (`symbols` $symbols^)? (`->` `(` type($outputs)^ `)`)?
    $thenRegion `else` $elseRegion attr-dict
  }];
  let builders = [
    // Two regions with an empty block each.
    OpBuilder<(ins "::mlir::TypeRange":$results, "::mlir::Value":$condition,
                   CArg<"::llvm::ArrayRef<::mlir::StringAttr>", "{}">:$symbols)>,
  ];
  let extraClassDeclaration = [{
    ::mlir::Block *getThenBlock() { return &getThenRegion().front(); }
    ::mlir::Block *getElseBlock() { return &getElseRegion().front(); }
    YieldOp getThenYield();
    YieldOp getElseYield();
  }];
  let skipDefaultBuilders = 1;
  let hasVerifier = 1;
  let hasRegionVerifier = 1;
}

def Relax_YieldOp : Relax_Terminator<"yield", [
    ParentOneOf<["::mlir::relax::IfOp", "::mlir::relax::WhileOp"]>]> {
  let summary = "The values of a branch, or of the next iteration";
  let description = [{
    Ends a region of `relax.if`, and the body of `relax.while`.

    ```mlir
    relax.yield %a, %n
    ```
  }];
}

//===----------------------------------------------------------------------===//
// while
//===----------------------------------------------------------------------===//

def Relax_WhileOp : Relax_Op<"while", [
    RecursiveMemoryEffects, SingleBlock,
    DeclareOpInterfaceMethods<RegionBranchOpInterface, ["getEntrySuccessorOperands"]>,
    DeclareOpInterfaceMethods<LoopLikeOpInterface>]> {
  let summary = "Repeat while a condition holds";
  let description = [{
    The first region receives the carried values, decides in `relax.condition`, and passes values on: to the second region if
    the condition is true, else they are the results. The second region yields the carried values of the next round.

    Types are equal on every edge, so a carried dimension is invariant or `?`. A symbol that a region defines changes from
    round to round and cannot leave it.

    Constraints:
    - (while_c1) operands, arguments of the first region and operands of `relax.yield` have the same types;
    - (while_c2) operands of `relax.condition`, arguments of the second region and results have the same types;
    - (while_c3) the first region ends in `relax.condition`, the second one in `relax.yield`.

    ```mlir
    %0 = relax.while (%x = %init) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
      %go = relax.call_pure_packed "go_on"(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[], i1>
      relax.condition(%go) %x
    } do {
    ^bb0(%y: !relax.tensor<[n], f32>):
      %next = relax.exp %y : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      relax.yield %next
    }
    ```
  }];
  // Not called "inits": LoopLikeOpInterface would take the generated accessors for its own.
  let arguments = (ins Variadic<Relax_Value>:$carried);
  let results = (outs Variadic<Relax_Value>:$outputs);
  let regions = (region SizedRegion<1>:$before, SizedRegion<1>:$after);
  let builders = [
    // Both regions with one block and its arguments.
    OpBuilder<(ins "::mlir::TypeRange":$results, "::mlir::ValueRange":$inits)>,
  ];
  let extraClassDeclaration = [{
    /// The carried values of the first round.
    ::mlir::OperandRange getInits() { return getCarried(); }
    ::mlir::Block *getBeforeBlock() { return &getBefore().front(); }
    ::mlir::Block *getAfterBlock() { return &getAfter().front(); }
    /// The terminators, null in a region that is not well formed.
    ConditionOp getConditionOp();
    YieldOp getYieldOp();
  }];
  let skipDefaultBuilders = 1;
  let hasCustomAssemblyFormat = 1;
  let hasRegionVerifier = 1;
}

def Relax_ConditionOp : Relax_Op<"condition", [
    Pure, Terminator, HasParent<"::mlir::relax::WhileOp">,
    DeclareOpInterfaceMethods<RegionBranchTerminatorOpInterface, ["getSuccessorRegions"]>]> {
  let summary = "Go on with a loop, or leave it";
  let description = [{
    Ends the first region of `relax.while`.

    ```mlir
    relax.condition(%go) %x, %y
    ```
  }];
  let arguments = (ins Relax_Condition:$condition, Variadic<Relax_Value>:$args);
  let assemblyFormat = [{
    `(` custom<InferredOperand>($condition, type($condition)) `)` `` custom<InferredOperands>($args, type($args)) attr-dict
  }];
}

#endif // DIALECTS_RELAX_RELAXCONTROLFLOWOPS_TD
