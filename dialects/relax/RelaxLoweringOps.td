//===- RelaxLoweringOps.td - relax: ops between kernels and the VM --------===//
//
// The vocabulary of a relax function on its way to the virtual machine. Here tensors are memory: they are allocated, written by
// the calls that receive them, copied, viewed and released; and what the types promise is checked by ops of its own.
// transforms/relax introduces these ops, conversion/relax_to_vm consumes them.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_RELAXLOWERINGOPS_TD
#define DIALECTS_RELAX_RELAXLOWERINGOPS_TD

include "dialects/relax/RelaxBase.td"
include "dialects/relax/RelaxInterfaces.td"
include "dialects/relax/RelaxTypes.td"
include "dialects/sym/SymInterfaces.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

// What a failed check says about the program is true behind it. As with `sym.assume`, writing this resource keeps a check
// where it is and alive, and leaves tensors alone.
def Relax_ChecksResource : Resource<"::mlir::sym::FactsResource">;

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

def Relax_AllocTensorOp : Relax_Op<"alloc_tensor"> {
  let summary = "A new tensor without defined contents";
  let description = [{
    Takes one `!sym.int` for each dimension of the result that is not a constant, in order. Element type and rank are known.

    Constraints: (alloc_tensor_c1) the result has a rank, an element type and no `?`; (alloc_tensor_c2) there are as many
    operands as dimensions that are not constant; (alloc_tensor_c3) each operand's expression is its dimension.

    ```mlir
    %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n, 4], f32>
    ```
  }];
  let arguments = (ins Variadic<Relax_SymInt>:$dims);
  let results = (outs Res<Relax_Tensor, "", [MemAlloc]>:$result);
  let assemblyFormat = "`(` $dims `)` attr-dict `:` functional-type($dims, $result)";
  let hasVerifier = 1;
}

def Relax_CopyTensorOp : Relax_Op<"copy_tensor", [AllTypesMatch<["source", "result"]>]> {
  let summary = "A new tensor with the contents of another";
  let description = [{
    `relax-lower-calls` puts one before a call that writes its operand where somebody else may still look at the old contents.

    ```mlir
    %1 = relax.copy_tensor %0 : !relax.tensor<[n], f32>
    ```
  }];
  let arguments = (ins Arg<Relax_Tensor, "", [MemRead]>:$source);
  let results = (outs Res<Relax_Tensor, "", [MemAlloc, MemWrite]>:$result);
  let assemblyFormat = "$source attr-dict `:` qualified(type($source))";
}

def Relax_ViewTensorOp : Relax_Op<"view_tensor", [
    NoMemoryEffect, DeclareOpInterfaceMethods<AliasingOpInterface>]> {
  let summary = "The same memory under another shape";
  let description = [{
    The result shares the memory of the source and keeps it alive. The operands are the dimensions of the result that are not
    constant, as in `relax.alloc_tensor`; the virtual machine checks that both sides have equally many elements.

    ```mlir
    %1 = relax.view_tensor %0(%nm) : (!relax.tensor<[n, m], f32>, !sym.int<m * n>) -> !relax.tensor<[m * n], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$source, Variadic<Relax_SymInt>:$dims);
  let results = (outs Relax_Tensor:$result);
  let assemblyFormat = [{
    $source `(` $dims `)` attr-dict `:` functional-type(operands, $result)
  }];
  let hasVerifier = 1;
}

def Relax_KillOp : Relax_Op<"kill", [DeclareOpInterfaceMethods<MemoryEffectsOpInterface>]> {
  let summary = "Give up a reference";
  let description = [{
    No op behind this one uses the value. Memory is released when the last reference to it is gone, so views, tuples and
    closures of the value stay valid.

    ```mlir
    relax.kill %0 : !relax.tensor<[n], f32>
    ```
  }];
  let arguments = (ins Relax_Value:$value);
  let assemblyFormat = "$value attr-dict `:` qualified(type($value))";
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

def Relax_CallDestinationOp : Relax_Op<"call_destination",
    [AttrSizedOperandSegments, DeclareOpInterfaceMethods<MemoryEffectsOpInterface>,
     DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "Call a function that writes its results into given tensors";
  let description = [{
    The callee is a kernel of the module, named by symbol, or a packed function, named by a string. `ins` are read, `outs` are
    written; `inplace` lists those of `ins` that are written as well. Scalars of a kernel are explicit: first the values of its symbols, in the order of
    `DestinationPassingCallable::getKernelSymbols`, then its scalar parameters. A packed function receives `ins` and `outs` in
    order, has no `scalars`, and may have effects of its own.

    Constraints: (call_destination_c1) a kernel takes as many tensors as it has buffers and as many scalars as it has symbols
    and further scalar parameters; (call_destination_c2) `ins` of a kernel are tensors; (call_destination_c3) a packed function takes no `scalars`;
    (call_destination_c4) each entry of `inplace` is the position of a tensor in `ins`.

    ```mlir
    relax.call_destination @exp ins(%x : !relax.tensor<[n], f32>) outs(%y : !relax.tensor<[n], f32>) scalars(%n : !sym.int<n>)
    relax.call_destination "my.sort" ins(%x : !relax.tensor<[n], f32>) outs(%y : !relax.tensor<[n], f32>)
    ```
  }];
  let arguments = (ins
    AnyAttrOf<[FlatSymbolRefAttr, StrAttr]>:$callee,
    Variadic<Relax_Value>:$ins, Variadic<Relax_Tensor>:$outs, Variadic<Relax_Value>:$scalars,
    DefaultValuedAttr<DenseI64ArrayAttr, "{}">:$inplace);
  let assemblyFormat = [{
    $callee (`ins` `(` $ins^ `:` qualified(type($ins)) `)`)? (`outs` `(` $outs^ `:` qualified(type($outs)) `)`)?
    (`scalars` `(` $scalars^ `:` qualified(type($scalars)) `)`)? (`inplace` $inplace^)? attr-dict
  }];
  let extraClassDeclaration = [{
    /// The kernel's symbol, null where the callee is a packed function.
    ::mlir::FlatSymbolRefAttr getKernelAttr() {
      return ::llvm::dyn_cast<::mlir::FlatSymbolRefAttr>(getCallee());
    }
  }];
  let hasVerifier = 1;
}

//===----------------------------------------------------------------------===//
// Shapes
//===----------------------------------------------------------------------===//

def Relax_DimOp : Relax_Op<"dim", [NoMemoryEffect, DeclareOpInterfaceMethods<SymbolDefinerOpInterface>]> {
  let summary = "Read one dimension";
  let description = [{
    A dimension of a tensor or a shape as it is at run time. Where the type of the operand does not tell the dimension, the op may
    define a symbol for it, listed in `symbols`. Not speculatable: the rank may be known only behind a `relax.check_type`.

    Constraints: (dim_c1) the operand is a tensor or a shape, and the dimension is below its rank if that is known; (dim_c2) the result's
    expression is the dimension in the operand's type, or the symbol that the op defines.

    ```mlir
    %n = relax.dim %x[0] : !relax.tensor<[n, 4], f32> -> !sym.int<n>
    %m = relax.dim %w[1] symbols ["m"] : !relax.tensor<*, f32> -> !sym.int<m>
    ```
  }];
  let arguments = (ins Relax_Value:$source, ConfinedAttr<I64Attr, [IntNonNegative]>:$index, DefaultValuedAttr<StrArrayAttr, "{}">:$symbols);
  let results = (outs Relax_SymInt:$result);
  let assemblyFormat = [{
    $source `[` $index `]` (`symbols` $symbols^)? attr-dict `:` qualified(type($source)) `->` qualified(type($result))
  }];
  let hasVerifier = 1;
}

def Relax_RefineOp : Relax_Op<"refine", [NoMemoryEffect, DeclareOpInterfaceMethods<AliasingOpInterface>]> {
  let summary = "Give a value the type that was checked";
  let description = [{
    The same value under a type that earlier checks have established; nothing happens at run time. `of` lists values of
    the symbols that the operand's type does not mention. Not speculatable.

    Constraints: (refine_c1) one of both types is at least as precise as the other, or they agree wherever both are known.

    ```mlir
    %w1 = relax.refine %w of %m : (!relax.tensor<*, f32>, !sym.int<m>) -> !relax.tensor<[k, m], f32>
    ```
  }];
  let arguments = (ins Relax_Value:$source, Variadic<Relax_SymInt>:$of);
  let results = (outs Relax_Value:$result);
  let assemblyFormat = [{
    $source (`of` $of^)? attr-dict `:` functional-type(operands, $result)
  }];
  let hasVerifier = 1;
}

//===----------------------------------------------------------------------===//
// Checks
//===----------------------------------------------------------------------===//

class Relax_CheckOp<string mnemonic, list<Trait> traits = []> :
    Relax_Op<mnemonic, traits # [MemoryEffects<[MemWrite<Relax_ChecksResource>]>]>;

def Relax_CheckTypeOp : Relax_CheckOp<"check_type"> {
  let summary = "Check kind, rank and element type at run time";
  let description = [{
    Stops the program unless the value is what `expected` says: a tensor of that rank and element type, a shape of that rank,
    a tuple of that many fields. Dimensions and fields are checked by other ops. `subject` is the name that the message gives to the value.

    ```mlir
    relax.check_type %w is !relax.tensor<[?, ?], f32> subject "w" : !relax.tensor<*, f32>
    ```
  }];
  let arguments = (ins Relax_Value:$value, TypeAttr:$expected, StrAttr:$subject);
  let assemblyFormat = "$value `is` $expected `subject` $subject attr-dict `:` qualified(type($value))";
}

def Relax_CheckDimOp : Relax_CheckOp<"check_dim"> {
  let summary = "Check one dimension at run time";
  let description = [{
    Stops the program unless the dimension of the tensor or shape equals the operand. The message names the subject, the
    dimension, the expression in the operand's type, and both values.

    ```mlir
    relax.check_dim %w[0] = %k subject "w" : !relax.tensor<*, f32>, !sym.int<k>
    ```
  }];
  let arguments = (ins Relax_Value:$source, ConfinedAttr<I64Attr, [IntNonNegative]>:$index, Relax_SymInt:$size, StrAttr:$subject);
  let assemblyFormat = [{
    $source `[` $index `]` `=` $size `subject` $subject attr-dict `:` qualified(type($source)) `,` qualified(type($size))
  }];
  let hasVerifier = 1;
}

def Relax_CheckConditionOp : Relax_CheckOp<"check_condition"> {
  let summary = "Check a relation between two sizes at run time";
  let description = [{
    Stops the program unless `lhs comparison rhs`. It stands for what the verifier of some op could not decide;
    `subject` says what the two sides are.

    ```mlir
    relax.check_condition %k == %m subject "contracting dimensions of 'relax.matmul'" : !sym.int<k>, !sym.int<m>
    ```
  }];
  let arguments = (ins Relax_SymInt:$lhs, ConfinedAttr<I64Attr, [IntMinValue<0>, IntMaxValue<3>]>:$comparison,
                       Relax_SymInt:$rhs, StrAttr:$subject);
  let extraClassDeclaration = [{
    ::mlir::sym::Comparison getRelation() { return static_cast<::mlir::sym::Comparison>(getComparison()); }
  }];
  let assemblyFormat = [{
    $lhs custom<Comparison>($comparison) $rhs `subject` $subject attr-dict `:` qualified(type($lhs)) `,` qualified(type($rhs))
  }];
}

#endif // DIALECTS_RELAX_RELAXLOWERINGOPS_TD
