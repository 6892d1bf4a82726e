//===- TIR.td - the tir dialect, its types and enums ----------------------===//
//
// Loop-level kernels: symbolic buffers, loops with a kind, blocks with iteration variables. Scalar code is arith and math.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_TIR_TIR_TD
#define DIALECTS_TIR_TIR_TD

include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/EnumAttr.td"
include "mlir/IR/OpBase.td"
include "dialects/interfaces/SymbolicShapedType.td"

def TIR_Dialect : Dialect {
  let name = "tir";
  let cppNamespace = "::mlir::tir";
  let summary = "Loop-level kernels over symbolic buffers";
  let description = [{
    A `tir.prim_func` is a kernel: it reads and writes the buffers that it is given. Loops say how they run (`tir.for`
    with a kind), a `tir.block` says what is computed: its iteration variables, each with a kind and a domain, make the
    body independent of the loops around it, so that a schedule may change the loops and leave the block alone.
    Buffer sizes are symbolic expressions of `sym`; indices are SSA values of type `index`; scalar code is `arith` and
    `math` on builtin types.

    ```mlir
    tir.prim_func @exp(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {
      %n = sym.value n : !sym.int<n>
      tir.for %i = 0 to %n {
        tir.block "exp" iters(%vi: spatial [0, %n) = %i) {
          %x = tir.load %X[%vi]
          %y = math.exp %x : f32
          tir.store %y, %Y[%vi]
        }
      }
    }
    ```
  }];
  let useDefaultTypePrinterParser = 1;
  let useDefaultAttributePrinterParser = 1;
  let dependentDialects = ["::mlir::sym::SymDialect"];
}

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

def TIR_BufferType : TypeDef<TIR_Dialect, "Buffer", [
    DeclareTypeInterfaceMethods<SymbolicShapedTypeInterface, ["getSymbolicStrides"]>]> {
  let mnemonic = "buffer";
  let summary = "Memory with a symbolic shape";
  let description = [{
    A rectangle of elements in memory. Every dimension is an expression over symbols of the enclosing function; none is
    unknown. Without `strides` the elements are compact in row-major order; `strides` are counted in elements, and so is
    `offset`, the distance of the first element from the pointer. `scope` names the memory, `"global"` when absent.
    Unsigned integers (`ui8`) may be elements; scalar code sees them without sign (`i8`).

    ```mlir
    !tir.buffer<[n, 16], f32>
    !tir.buffer<[n, m], f16, strides [s, 1], offset 4 * s>
    !tir.buffer<[32, 32], f32, scope "shared">
    !tir.buffer<[], i64>
    ```
  }];
  let parameters = (ins
    ArrayRefParameter<"::mlir::sym::ExprAttr">:$shape,
    "::mlir::Type":$elementType,
    OptionalArrayRefParameter<"::mlir::sym::ExprAttr">:$strides,
    OptionalParameter<"::mlir::sym::ExprAttr">:$offset,
    OptionalParameter<"::mlir::StringAttr">:$scope
  );
  let builders = [
    TypeBuilderWithInferredContext<(ins
      "::llvm::ArrayRef<::mlir::sym::ExprAttr>":$shape, "::mlir::Type":$elementType), [{
      return $_get(elementType.getContext(), shape, elementType, ::llvm::ArrayRef<::mlir::sym::ExprAttr>(),
                   ::mlir::sym::ExprAttr(), ::mlir::StringAttr());
    }]>,
  ];
  let extraClassDeclaration = [{
    /// The number of dimensions.
    int64_t getRank() const { return getShape().size(); }

    /// Whether the elements stand in compact row-major order and start at the pointer.
    bool isCompact() const { return (getStrides().empty() || getRank() == 0) && !getOffset(); }

    /// The type of an element as a scalar: integers lose their signedness, which `arith` keeps in its operations.
    ::mlir::Type getScalarType() const;

    /// The name of the memory: "global" unless the type says otherwise.
    ::llvm::StringRef getScopeName() const { return getScope() ? getScope().getValue() : "global"; }
  }];
  let hasCustomAssemblyFormat = 1;
  let genVerifyDecl = 1;
}

//===----------------------------------------------------------------------===//
// Enums
//===----------------------------------------------------------------------===//

def TIR_ForKind : I32EnumAttr<"ForKind", "how a loop runs", [
    I32EnumAttrCase<"Serial", 0, "serial">,
    I32EnumAttrCase<"Parallel", 1, "parallel">,
    I32EnumAttrCase<"Vectorized", 2, "vectorized">,
    I32EnumAttrCase<"Unrolled", 3, "unrolled">,
    I32EnumAttrCase<"ThreadBinding", 4, "thread_binding">]> {
  let cppNamespace = "::mlir::tir";
  let genSpecializedAttr = 0;
}
def TIR_ForKindAttr : EnumAttr<TIR_Dialect, TIR_ForKind, "for_kind"> {
  let assemblyFormat = "`<` $value `>`";
}

def TIR_IterKind : I32EnumAttr<"IterKind", "what an iteration variable of a block stands for", [
    I32EnumAttrCase<"Spatial", 0, "spatial">,
    I32EnumAttrCase<"Reduce", 1, "reduce">,
    I32EnumAttrCase<"Opaque", 2, "opaque">]> {
  let cppNamespace = "::mlir::tir";
  let genSpecializedAttr = 0;
}
def TIR_IterKindAttr : EnumAttr<TIR_Dialect, TIR_IterKind, "iter_kind"> {
  let assemblyFormat = "`<` $value `>`";
}
def TIR_IterKindArrayAttr : TypedArrayAttrBase<TIR_IterKindAttr, "kinds of iteration variables">;

#endif // DIALECTS_TIR_TIR_TD
