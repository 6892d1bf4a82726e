//===- RelaxCoreOps.td - values: casts, shapes, constants, tuples ---------===//
//
// Operations on values as such: what is known about them, shapes, constants, tuples, copies.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_RELAXCOREOPS_TD
#define DIALECTS_RELAX_RELAXCOREOPS_TD

include "dialects/relax/RelaxBase.td"
include "dialects/relax/RelaxInterfaces.td"
include "dialects/sym/SymInterfaces.td"
include "mlir/IR/BuiltinAttributeInterfaces.td"
include "mlir/IR/OpAsmInterface.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

//===----------------------------------------------------------------------===//
// What is known about a value
//===----------------------------------------------------------------------===//

def Relax_MatchCastOp : Relax_Op<"match_cast", [
    NoMemoryEffect, SymbolDefinerOpInterface,
    DeclareOpInterfaceMethods<OpAsmOpInterface, ["getAsmResultNames"]>,
    DeclareOpInterfaceMethods<AliasingOpInterface>]> {
  let summary = "Check that a value has a type, and learn from it";
  let description = [{
    Checks at run time that the value has the result type, and yields the same value with that type. Symbols of the result
    type that are listed in `symbols` are fresh: the value defines them, and the operation returns the value of each as
    `!sym.int`. All other symbols are checked. The text form lists the fresh symbols by their types only.

    The operation has no memory effect, so it may be erased when nobody uses its results, but it is not speculatable: it never
    moves to a place where it would run although the program would not have reached it.

    Constraints:
    - (match_cast_c1) the two types have a value in common, as far as canonical forms tell;
    - (match_cast_c2) each fresh symbol stands bare in a dimension of the result type;
    - (match_cast_c3) the value is not a scalar.

    ```mlir
    %0, %m = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[k, m], f32>, !sym.int<m>
    %1 = relax.match_cast %x : !relax.tensor<[?], f32> -> !relax.tensor<[2 * k], f32>
    ```
  }];
  let arguments = (ins Relax_Reference:$value, TypedArrayAttrBase<StrAttr, "array of symbol names">:$symbols);
  let results = (outs Relax_Reference:$result, Variadic<Relax_SymInt>:$sizes);
  let assemblyFormat = [{
    $value `:` type($value) custom<CastResult>(type($result), type($sizes), $symbols) attr-dict
  }];
  let builders = [
    // The fresh symbols, by name; their `!sym.int` results are added.
    OpBuilder<(ins "::mlir::Type":$result, "::mlir::Value":$value,
                   CArg<"::llvm::ArrayRef<::mlir::StringAttr>", "{}">:$symbols)>,
  ];
  let extraClassDeclaration = [{
    /// The `!sym.int` result of a fresh symbol, null if this operation does not define it.
    ::mlir::Value getSize(::mlir::StringAttr symbol);
  }];
  let hasVerifier = 1;
  let hasCanonicalizeMethod = 1;
}

def Relax_ForgetOp : Relax_Op<"forget", [Pure, DeclareOpInterfaceMethods<AliasingOpInterface>]> {
  let summary = "Know less about a value";
  let description = [{
    Yields the same value with a weaker type: dimensions, rank, element type or device unknown, or a mere object. Types are
    equal on every region, return and call edge, and this is how they become so. A scalar may become an object, which boxes
    it.

    Constraints:
    - (forget_c1) the type of the operand is a subtype of the result type.

    ```mlir
    %0 = relax.forget %x : !relax.tensor<[n * m], f32> -> !relax.tensor<[?], f32>
    ```
  }];
  let arguments = (ins Relax_Value:$value);
  let results = (outs Relax_Reference:$result);
  let assemblyFormat = "$value attr-dict `:` type($value) `->` type($result)";
  let hasVerifier = 1;
  let hasFolder = 1;
}

def Relax_CopyOp : Relax_Op<"copy", [Pure, AllTypesMatch<["value", "result"]>]> {
  let summary = "A copy of a tensor";
  let description = [{
    Yields a tensor with the same contents in storage of its own. It is needed only where a program uses a value both as it
    was and as it is after an update in place.

    ```mlir
    %old = relax.copy %x : !relax.tensor<[n], f32>
    %new = relax.call_packed "increment"(%x) mutates [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    %sum = relax.add %old, %new
        : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    ```
  }];
  let arguments = (ins Relax_Tensor:$value);
  let results = (outs Relax_Tensor:$result);
  let assemblyFormat = "$value attr-dict `:` qualified(type($value))";
}

//===----------------------------------------------------------------------===//
// Shapes
//===----------------------------------------------------------------------===//

def Relax_ShapeOp : Relax_Op<"shape", [Pure, DeclareOpInterfaceMethods<InferTypeOpInterface>]> {
  let summary = "A shape from its dimensions";
  let description = [{
    Makes a shape of integers whose values are known as expressions; `sym.value` yields them.

    ```mlir
    %0 = relax.shape(%n, %m) : (!sym.int<n>, !sym.int<2 * m>) -> !relax.shape<[n, 2 * m]>
    ```
  }];
  let arguments = (ins Variadic<Relax_SymInt>:$dims);
  let results = (outs Relax_Shape:$result);
  let assemblyFormat = "`(` $dims `)` attr-dict `:` functional-type(operands, results)";
}

def Relax_ShapeOfOp : Relax_Op<"shape_of", [Pure, DeclareOpInterfaceMethods<InferTypeOpInterface>]> {
  let summary = "The shape of a tensor";
  let description = [{
    Yields the shape of a tensor; as much is known about it as about the tensor's.

    ```mlir
    %0 = relax.shape_of %x : !relax.tensor<[n, ?], f32> -> !relax.shape<[n, ?]>
    ```
  }];
  let arguments = (ins Relax_Tensor:$x);
  let results = (outs Relax_Shape:$result);
  let assemblyFormat = "$x attr-dict `:` qualified(type($x)) `->` qualified(type($result))";
}

def Relax_TensorToIntsOp : Relax_Op<"tensor_to_ints", [NoMemoryEffect, SymbolDefinerOpInterface]> {
  let summary = "The elements of an integer tensor, as fresh symbols";
  let description = [{
    Reads the elements of a small integer tensor and defines a symbol for each: how sizes that the program computes as a
    tensor reach the types. The values may be negative; `ui64` values are read as `i64`. The inverse is
    `relax.ints_to_tensor`.

    Constraints:
    - (tensor_to_ints_c1) the operand has an integer element type other than bool, and rank 0 or 1;
    - (tensor_to_ints_c2) the number of elements is known, and equal to the number of symbols;
    - (tensor_to_ints_c3) each result is `!sym.int` of its symbol.

    ```mlir
    %a, %b = relax.tensor_to_ints %t symbols ["a", "b"] : !relax.tensor<[2], i64> -> !sym.int<a>, !sym.int<b>
    ```
  }];
  let arguments = (ins Relax_Tensor:$tensor, StrArrayAttr:$symbols);
  let results = (outs Variadic<Relax_SymInt>:$ints);
  let assemblyFormat = [{
    $tensor `symbols` $symbols attr-dict `:` qualified(type($tensor)) `->` qualified(type($ints))
  }];
  let hasVerifier = 1;
}

//===----------------------------------------------------------------------===//
// Constants
//===----------------------------------------------------------------------===//

def Relax_ConstantOp : Relax_Op<"constant", [
    Pure, ConstantLike, DeclareOpInterfaceMethods<InferTypeOpInterface>,
    DeclareOpInterfaceMethods<OpAsmOpInterface, ["getAsmResultNames"]>]> {
  let summary = "A constant tensor";
  let description = [{
    A tensor with known contents: inline, or a `dense_resource` whose bytes stand at the end of the file or on a mapped model.
    The result type follows from the attribute.

    Constraints:
    - (constant_c1) the attribute is a `dense` or `dense_resource` with a static shape and an element type of tensors.

    ```mlir
    %0 = relax.constant dense<[1.0, 2.0]> : tensor<2xf32>
    %1 = relax.constant dense_resource<weights> : tensor<512x512xf32>
    ```
  }];
  let arguments = (ins ElementsAttr:$value);
  let results = (outs Relax_Tensor:$result);
  let assemblyFormat = "attr-dict $value";
  let hasVerifier = 1;
  let hasFolder = 1;
}

//===----------------------------------------------------------------------===//
// Tuples
//===----------------------------------------------------------------------===//

def Relax_TupleOp : Relax_Op<"tuple", [
    Pure, DeclareOpInterfaceMethods<InferTypeOpInterface>, DeclareOpInterfaceMethods<AliasingOpInterface>]> {
  let summary = "A tuple of values";
  let description = [{
    Makes a tuple. Scalars in it are boxed at run time.

    ```mlir
    %0 = relax.tuple(%a, %b)
        : (!relax.tensor<[n], f32>, !sym.int<n>) -> tuple<!relax.tensor<[n], f32>, !sym.int<n>>
    ```
  }];
  let arguments = (ins Variadic<Relax_Value>:$fields);
  let results = (outs Relax_Tuple:$result);
  let assemblyFormat = "`(` $fields `)` attr-dict `:` functional-type(operands, results)";
}

def Relax_TupleGetItemOp : Relax_Op<"tuple_get_item", [
    Pure, DeclareOpInterfaceMethods<InferTypeOpInterface>, DeclareOpInterfaceMethods<AliasingOpInterface>]> {
  let summary = "One field of a tuple";
  let description = [{
    Yields a field of a tuple.

    Constraints:
    - (tuple_get_item_c1) the index is that of a field.

    ```mlir
    %0 = relax.tuple_get_item %t[1] : tuple<!relax.object, !relax.tensor<[n], f32>> -> !relax.tensor<[n], f32>
    ```
  }];
  let arguments = (ins Relax_Tuple:$tuple, ConfinedAttr<I64Attr, [IntNonNegative]>:$index);
  let results = (outs Relax_Value:$result);
  let assemblyFormat = "$tuple `[` $index `]` attr-dict `:` type($tuple) `->` type($result)";
  let hasFolder = 1;
}

#endif // DIALECTS_RELAX_RELAXCOREOPS_TD
