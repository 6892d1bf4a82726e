//===- RelaxLambdaOps.td - relax: functions inside functions --------------===//
//
// A function written where it is used, with what it uses from around it. `relax-lambda-lift` makes a function of the module of it.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_RELAXLAMBDAOPS_TD
#define DIALECTS_RELAX_RELAXLAMBDAOPS_TD

include "dialects/relax/RelaxBase.td"
include "dialects/relax/RelaxTypes.td"
include "mlir/IR/OpAsmInterface.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def Relax_LambdaOp : Relax_Op<"lambda", [Pure, DeclareOpInterfaceMethods<OpAsmOpInterface, ["getAsmBlockArgumentNames"]>]> {
  let summary = "A function inside a function";
  let description = [{
    Makes a closure of the region, which runs when the closure is invoked, not where it stands. The region may use values and symbols from around
    it: they are what they were when the closure was made. Its first argument is the closure itself, for recursion; the others are
    the parameters.

    As the type of a closure is closed, so are those of parameters and results: dimensions are constants or `?`, and a `relax.match_cast` in the region
    names them. A symbol that the region defines is one of the function around it, and is defined nowhere else.

    `relax-lambda-lift` makes a function of the module of each lambda. Pipelines begin with it; what stands behind it knows no lambdas.

    Constraints:
    - (lambda_c1) the region is one block, whose arguments are the closure and the parameters of its signature;
    - (lambda_c2) the region ends in `relax.lambda_return`, with the types of the results of the signature;
    - (lambda_c3) the region of a pure lambda has no memory effects.

    ```mlir
    %f = relax.lambda pure %self(%y: !relax.tensor<[?], f32>) -> !relax.tensor<[?], f32> {
      %0, %k = relax.match_cast %y : !relax.tensor<[?], f32> -> !relax.tensor<[k], f32>, !sym.int<k>
      %1 = relax.exp %0 : (!relax.tensor<[k], f32>) -> !relax.tensor<[k], f32>
      %2 = relax.forget %1 : !relax.tensor<[k], f32> -> !relax.tensor<[?], f32>
      relax.lambda_return %2 : !relax.tensor<[?], f32>
    }
    ```
  }];
  let results = (outs Relax_Callable:$result);
  let regions = (region AnyRegion:$body);
  let builders = [
    // With one block: its arguments are the closure and the parameters.
    OpBuilder<(ins "::mlir::relax::CallableType":$type)>,
  ];
  let extraClassDeclaration = [{
    ::mlir::relax::CallableType getSignature() { return ::llvm::cast<::mlir::relax::CallableType>(getResult().getType()); }
    /// The closure itself, inside of the region.
    ::mlir::BlockArgument getSelf() { return getBody().getArgument(0); }
    ::mlir::Block::BlockArgListType getParameters() { return getBody().getArguments().drop_front(); }
  }];
  let skipDefaultBuilders = 1;
  let hasCustomAssemblyFormat = 1;
  let hasRegionVerifier = 1;
}

def Relax_LambdaReturnOp : Relax_Op<"lambda_return", [
    Pure, ReturnLike, Terminator, HasParent<"::mlir::relax::LambdaOp">]> {
  let summary = "Return from a lambda";
  let description = [{
    Ends the region of a `relax.lambda`.

    ```mlir
    relax.lambda_return %0 : !relax.tensor<[?], f32>
    ```
  }];
  let arguments = (ins Variadic<Relax_Value>:$operands);
  let assemblyFormat = "attr-dict ($operands^ `:` type($operands))?";
  let builders = [OpBuilder<(ins), [{ build($_builder, $_state, ::mlir::ValueRange()); }]>];
}

#endif // DIALECTS_RELAX_RELAXLAMBDAOPS_TD
