//===- SymbolicShapedType.td - types with a symbolic shape ----------------===//
//
// One question that shape code asks of types of several dialects: which shape and element type?
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_INTERFACES_SYMBOLICSHAPEDTYPE_TD
#define DIALECTS_INTERFACES_SYMBOLICSHAPEDTYPE_TD

include "mlir/IR/OpBase.td"

def SymbolicShapedTypeInterface : TypeInterface<"SymbolicShapedTypeInterface"> {
  let cppNamespace = "::mlir::relax";
  let description = [{
    A type whose values have a shape made of symbolic dimensions and an element type, each of which may be unknown.
    `!relax.tensor` and `!tir.buffer` implement it themselves, the builtin `memref` through an external model.

    ```mlir
    !relax.tensor<[n, ?], f32>   // static rank, shape {n, null}, element type f32
    !relax.tensor<*, ?>          // no static rank, null element type
    !tir.buffer<[n, 16], f32>    // static rank, shape {n, 16}, element type f32
    ```
  }];
  let methods = [
    InterfaceMethod<[{Whether the number of dimensions is known.}], "bool", "hasStaticRank", (ins)>,
    InterfaceMethod<[{
        The dimensions, a null expression for one that is unknown. Empty when the rank is unknown.
      }],
      "::llvm::SmallVector<::mlir::sym::ExprAttr>", "getSymbolicShape", (ins)>,
    InterfaceMethod<[{
        The distances between neighbours along each dimension, in elements. Empty means compact row-major order.
      }],
      "::llvm::SmallVector<::mlir::sym::ExprAttr>", "getSymbolicStrides", (ins), [{}], [{ return {}; }]>,
    InterfaceMethod<[{The type of the elements, null when unknown.}], "::mlir::Type", "getSymbolicElementType", (ins)>,
  ];
}

#endif // DIALECTS_INTERFACES_SYMBOLICSHAPEDTYPE_TD
