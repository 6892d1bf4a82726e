//===- RelaxTypes.td - types of the relax dialect -------------------------===//
//
// Tensors, shapes, objects and callables. Tuples are the builtin tuple; a known integer is !sym.int.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_RELAXTYPES_TD
#define DIALECTS_RELAX_RELAXTYPES_TD

include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/BuiltinTypes.td"
include "dialects/interfaces/SymbolicShapedType.td"
include "dialects/relax/RelaxAttrs.td"
include "dialects/relax/RelaxBase.td"

class Relax_Type<string name, string typeMnemonic, list<Trait> traits = []> : TypeDef<Relax_Dialect, name, traits> {
  let mnemonic = typeMnemonic;
}

def Relax_TensorType : Relax_Type<"Tensor", "tensor", [
    DeclareTypeInterfaceMethods<SymbolicShapedTypeInterface>]> {
  let summary = "A tensor of which shape and element type are known to a degree";
  let description = [{
    The value of a tensor, with what is known about it. Each dimension is an expression over symbols or `?`; the shape as a
    whole may be `*` (unknown rank), and the element type `?`. Elements are i1 (bool), i4, i8 to i64, ui8 to ui64, f16, bf16,
    f32, f64 and the f8 types. The optional device says where the tensor lives.

    ```mlir
    !relax.tensor<[n, 2 * m], f32>
    !relax.tensor<[?, 4], f32>
    !relax.tensor<*, f32>
    !relax.tensor<*, ?>
    !relax.tensor<[], i1>
    !relax.tensor<[n], f16, #relax.vdevice<"cuda", 0>>
    ```
  }];
  let parameters = (ins
    "bool":$ranked,
    ArrayRefParameter<"::mlir::sym::ExprAttr">:$shape,
    OptionalParameter<"::mlir::Type">:$elementType,
    OptionalParameter<"::mlir::relax::VDeviceAttr">:$device
  );
  let builders = [
    TypeBuilder<(ins "::llvm::ArrayRef<::mlir::sym::ExprAttr>":$shape, "::mlir::Type":$elementType,
                     CArg<"::mlir::relax::VDeviceAttr", "{}">:$device), [{
      return $_get($_ctxt, true, shape, elementType, device);
    }]>,
  ];
  let extraClassDeclaration = [{
    /// The type of a tensor of unknown rank.
    static TensorType getUnranked(::mlir::MLIRContext *context, ::mlir::Type elementType, VDeviceAttr device = {});
    /// The tensor type of a builtin tensor: `tensor<2x3xf32>` is `!relax.tensor<[2, 3], f32>`.
    static TensorType getFromBuiltin(::mlir::ShapedType type);
    /// Whether a tensor may have elements of this type; null (unknown) may be one.
    static bool isValidElementType(::mlir::Type type);

    bool hasRank() const { return getRanked(); }
    /// The number of dimensions; only for a known rank.
    int64_t getRank() const { return getShape().size(); }
    /// Whether rank, every dimension and the element type are known.
    bool isFullyKnown() const;
    /// The builtin tensor type if all dimensions are constants and the element type is known, else null.
    ::mlir::RankedTensorType getStaticBuiltinType() const;
    /// The same type with another shape, element type or device.
    TensorType cloneWithShape(::llvm::ArrayRef<::mlir::sym::ExprAttr> shape) const;
    TensorType cloneWithElementType(::mlir::Type elementType) const;
    TensorType cloneWithDevice(VDeviceAttr device) const;
  }];
  let hasCustomAssemblyFormat = 1;
  let genVerifyDecl = 1;
}

def Relax_ShapeType : Relax_Type<"Shape", "shape"> {
  let summary = "A shape as a value";
  let description = [{
    The type of a list of dimensions that the program computes with: the target of a reshape, for example. Dimensions are
    expressions or `?`; `*` is a shape of unknown rank.

    ```mlir
    !relax.shape<[n, 2 * m]>
    !relax.shape<[?, 4]>
    !relax.shape<*>
    ```
  }];
  let parameters = (ins "bool":$ranked, ArrayRefParameter<"::mlir::sym::ExprAttr">:$shape);
  let builders = [
    TypeBuilder<(ins "::llvm::ArrayRef<::mlir::sym::ExprAttr>":$shape), [{
      return $_get($_ctxt, true, shape);
    }]>,
  ];
  let extraClassDeclaration = [{
    /// The type of a shape of unknown rank.
    static ShapeType getUnranked(::mlir::MLIRContext *context);

    bool hasRank() const { return getRanked(); }
    /// The number of dimensions; only for a known rank.
    int64_t getRank() const { return getShape().size(); }
  }];
  let hasCustomAssemblyFormat = 1;
  let genVerifyDecl = 1;
}

def Relax_ObjectType : Relax_Type<"Object", "object"> {
  let summary = "Any value of the run time";
  let description = [{
    The top of the lattice: a tensor, a shape, a tuple, a closure, a boxed scalar, or something that only library functions
    understand. `relax.match_cast` finds out what it is.

    ```mlir
    %cache = relax.call_packed "kv_cache.create"(%n) : (!sym.int<n>) -> !relax.object
    ```
  }];
}

def Relax_CallableType : Relax_Type<"Callable", "callable"> {
  let summary = "A closure with a known signature";
  let description = [{
    The type of a function as a value. It is closed: dimensions in the signature are constants or `?`, since a symbol of the
    function that made the closure means nothing elsewhere. `pure` promises that an invocation has no memory effect. A
    closure of unknown signature is `!relax.object`.

    ```mlir
    !relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[?, 4], f32>>
    !relax.callable<pure (!relax.tensor<[?], f32>, !relax.object) -> ()>
    ```
  }];
  let parameters = (ins "::mlir::FunctionType":$signature, "bool":$pure);
  let builders = [
    TypeBuilderWithInferredContext<(ins "::mlir::FunctionType":$signature, CArg<"bool", "false">:$pure), [{
      return $_get(signature.getContext(), signature, pure);
    }]>,
  ];
  let extraClassDeclaration = [{
    ::llvm::ArrayRef<::mlir::Type> getInputs() const { return getSignature().getInputs(); }
    ::llvm::ArrayRef<::mlir::Type> getResults() const { return getSignature().getResults(); }
  }];
  let skipDefaultBuilders = 1;
  let hasCustomAssemblyFormat = 1;
  let genVerifyDecl = 1;
}

#endif // DIALECTS_RELAX_RELAXTYPES_TD
