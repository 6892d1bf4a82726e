//===- TIROps.td - the operations of tir ----------------------------------===//
//
// Functions, loops, blocks, memory. Where an operand may be `index`, `!sym.int` or a literal, a static array holds the
// literals and ShapedType::kDynamic stands for "the next operand", as in upstream's mixed sizes.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_TIR_TIROPS_TD
#define DIALECTS_TIR_TIROPS_TD

include "dialects/interfaces/DestinationPassing.td"
include "dialects/sym/SymInterfaces.td"
include "dialects/sym/SymTypes.td"
include "dialects/tir/TIR.td"
include "mlir/IR/OpAsmInterface.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"
include "mlir/Interfaces/FunctionInterfaces.td"
include "mlir/Interfaces/LoopLikeInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

class TIR_Op<string mnemonic, list<Trait> traits = []> : Op<TIR_Dialect, mnemonic, traits>;

// A bound of a loop, domain or region that is not a literal.
def TIR_Extent : AnyTypeOf<[Index, Sym_IntType], "`index` or `!sym.int`">;

def TIR_RegionResource : Resource<"::mlir::tir::RegionResource">;

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

def TIR_PrimFuncOp : TIR_Op<"prim_func", [
    AffineScope, AutomaticAllocationScope, IsolatedFromAbove, FunctionOpInterface,
    DeclareOpInterfaceMethods<DestinationPassingCallable>,
    DeclareOpInterfaceMethods<SymbolScopeOpInterface>,
    DeclareOpInterfaceMethods<OpAsmOpInterface, ["getAsmBlockArgumentNames"]>,
    SingleBlockImplicitTerminator<"::mlir::tir::YieldOp">]> {
  let summary = "A kernel: buffers and scalars in, buffers written";
  let description = [{
    A function whose parameters are buffers and scalars; it has no results, its outputs are the last buffers. Symbols that
    stand bare in a dimension or stride of a parameter, or as a parameter `!sym.int<s>`, are defined by the signature; their
    values reach the kernel beside the pointers. The attribute `tir.sizes_checked` promises that the sizes fit each other in
    a way that the types do not say, as after the check of a broadcast: an index that follows from sizes is not checked at
    run time (`tir-insert-guards`); one that comes from data is. Names of the parameters are kept in `arg_names`. Without a body it declares
    a kernel that is defined elsewhere.

    ```mlir
    tir.prim_func @exp(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {
      %n = sym.value n : !sym.int<n>
      tir.for %i = 0 to %n {
        %x = tir.load %X[%i]
        %y = math.exp %x : f32
        tir.store %y, %Y[%i]
      }
    }
    ```
  }];
  let arguments = (ins
    SymbolNameAttr:$sym_name,
    TypeAttrOf<FunctionType>:$function_type,
    OptionalAttr<StrAttr>:$sym_visibility,
    OptionalAttr<StrArrayAttr>:$arg_names,
    OptionalAttr<DictArrayAttr>:$arg_attrs,
    OptionalAttr<DictArrayAttr>:$res_attrs);
  let regions = (region AnyRegion:$body);
  let builders = [
    OpBuilder<(ins "::llvm::StringRef":$name, "::mlir::TypeRange":$parameters,
                   CArg<"::llvm::ArrayRef<::llvm::StringRef>", "{}">:$names)>,
  ];
  let skipDefaultBuilders = 1;
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
  let hasRegionVerifier = 1;
  let extraClassDeclaration = [{
    ::llvm::ArrayRef<::mlir::Type> getArgumentTypes() { return getFunctionType().getInputs(); }
    ::llvm::ArrayRef<::mlir::Type> getResultTypes() { return getFunctionType().getResults(); }
    ::mlir::Region *getCallableRegion() { return isExternal() ? nullptr : &getBody(); }

    /// The name of parameter `index` for messages: as written, or its number.
    std::string getParameterName(unsigned index);
  }];
}

def TIR_YieldOp : TIR_Op<"yield", [
    Pure, Terminator, ParentOneOf<["PrimFuncOp", "ForOp", "BlockOp", "InitOp"]>]> {
  let summary = "The end of a tir region";
  let description = [{
    Ends the region of a function, loop, block or `tir.init`. It has no operands and is left out of the text.

    ```mlir
    tir.yield
    ```
  }];
  let assemblyFormat = "attr-dict";
}

//===----------------------------------------------------------------------===//
// Loops and blocks
//===----------------------------------------------------------------------===//

def TIR_ForOp : TIR_Op<"for", [
    AttrSizedOperandSegments, RecursiveMemoryEffects,
    DeclareOpInterfaceMethods<LoopLikeOpInterface, [
      "getLoopInductionVars", "getLoopLowerBounds", "getLoopUpperBounds", "getLoopSteps"]>,
    DeclareOpInterfaceMethods<OpAsmOpInterface, ["getAsmBlockArgumentNames"]>,
    SingleBlockImplicitTerminator<"::mlir::tir::YieldOp">]> {
  let summary = "A loop and how it runs";
  let description = [{
    Runs its body for each value of the loop variable from the lower bound (inclusive) to the upper bound (exclusive) in
    steps of a positive constant, 1 unless written. A bound is a literal, an `index` or a `!sym.int`. The kind says how:

    - `serial` (not printed): one iteration after the other;
    - `parallel`: iterations may run at the same time, in any order;
    - `vectorized`: iterations are lanes;
    - `unrolled`: the loop disappears;
    - `thread_binding "threadIdx.x"`: each iteration is a thread of the launch. The names are `blockIdx` and `threadIdx`
      with `.x`, `.y`, `.z`, and `vthread`.

    ```mlir
    tir.for %i = 0 to %n {
      tir.for vectorized %j = 0 to 8 {
      }
    }
    tir.for thread_binding "blockIdx.x" %b = 0 to %blocks {
    }
    tir.for parallel %i = %first to %n step 4 {
    }
    ```
  }];
  let arguments = (ins
    Optional<TIR_Extent>:$lower,
    Optional<TIR_Extent>:$upper,
    OptionalAttr<I64Attr>:$static_lower,
    OptionalAttr<I64Attr>:$static_upper,
    DefaultValuedAttr<I64Attr, "1">:$step,
    DefaultValuedAttr<TIR_ForKindAttr, "::mlir::tir::ForKind::Serial">:$kind,
    OptionalAttr<StrAttr>:$thread);
  let regions = (region SizedRegion<1>:$body);
  let skipDefaultBuilders = 1;
  let builders = [
    OpBuilder<(ins "::mlir::OpFoldResult":$lower, "::mlir::OpFoldResult":$upper,
                   CArg<"::mlir::tir::ForKind", "::mlir::tir::ForKind::Serial">:$kind,
                   CArg<"::llvm::StringRef", "{}">:$thread, CArg<"int64_t", "1">:$step)>,
  ];
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
  let hasRegionVerifier = 1;
  let extraClassDeclaration = [{
    ::mlir::BlockArgument getLoopVariable() { return getBody().getArgument(0); }

    /// The bound: an IntegerAttr, or a value of type `index` or `!sym.int`.
    ::mlir::OpFoldResult getLowerBound();
    ::mlir::OpFoldResult getUpperBound();
    void setLowerBound(::mlir::OpFoldResult bound);
    void setUpperBound(::mlir::OpFoldResult bound);
  }];
}

def TIR_BlockOp : TIR_Op<"block", [
    AttrSizedOperandSegments, RecursiveMemoryEffects,
    DeclareOpInterfaceMethods<OpAsmOpInterface, ["getAsmBlockArgumentNames"]>,
    SingleBlockImplicitTerminator<"::mlir::tir::YieldOp">]> {
  let summary = "A unit of computation, independent of the loops around it";
  let description = [{
    The body is written over iteration variables. Each has a kind, a domain `[lower, upper)` and a binding: the value that
    it takes for one execution of the block, an `index` computed from loop variables.

    - `spatial`: each value of all spatial variables together is one independent instance, in any order;
    - `reduce`: instances that differ only here accumulate into the same place;
    - `opaque`: nothing is known about the order; the loops must stay as they are.

    `where` gives a predicate: the block does nothing when it is false. `tir.init` in the body runs at the first reduction
    step. `tir.reads` and `tir.writes` declare what the body touches; a block that declares neither touches what its loads
    and stores say. Attributes are annotations for schedules.

    ```mlir
    tir.block "matmul" iters(%vi: spatial [0, %n) = %i, %vj: spatial [0, 16) = %j, %vk: reduce [0, %k) = %kk) {
      tir.reads %A[%vi, %vk]
      tir.reads %B[%vk, %vj]
      tir.writes %C[%vi, %vj]
      tir.init {
        tir.store %zero, %C[%vi, %vj]
      }
      ...
    }
    tir.block "tail" iters(%vi: spatial [0, %n) = %i) where %inside {
    }
    ```
  }];
  let arguments = (ins
    StrAttr:$block_name,
    TIR_IterKindArrayAttr:$kinds,
    DenseI64ArrayAttr:$static_lowers,
    DenseI64ArrayAttr:$static_uppers,
    Variadic<TIR_Extent>:$lowers,
    Variadic<TIR_Extent>:$uppers,
    Variadic<Index>:$bindings,
    Optional<I1>:$predicate);
  let regions = (region SizedRegion<1>:$body);
  let skipDefaultBuilders = 1;
  let builders = [
    OpBuilder<(ins "::llvm::StringRef":$name, "::llvm::ArrayRef<::mlir::tir::IterKind>":$kinds,
                   "::llvm::ArrayRef<::mlir::OpFoldResult>":$lowers, "::llvm::ArrayRef<::mlir::OpFoldResult>":$uppers,
                   "::mlir::ValueRange":$bindings, CArg<"::mlir::Value", "{}">:$predicate)>,
  ];
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
  let hasRegionVerifier = 1;
  let extraClassDeclaration = [{
    unsigned getNumIters() { return getKinds().size(); }
    ::mlir::tir::IterKind getIterKind(unsigned iter);
    ::mlir::BlockArgument getIter(unsigned iter) { return getBody().getArgument(iter); }
    ::mlir::Block::BlockArgListType getIters() { return getBody().getArguments(); }

    /// The domains: an IntegerAttr, or a value of type `index` or `!sym.int`, for each iteration variable.
    ::llvm::SmallVector<::mlir::OpFoldResult> getMixedLowers();
    ::llvm::SmallVector<::mlir::OpFoldResult> getMixedUppers();

    /// Whether some iteration variable is of kind `reduce`.
    bool hasReduction();

    /// The `tir.init` of the body, null where there is none.
    ::mlir::tir::InitOp getInit();
  }];
}

def TIR_InitOp : TIR_Op<"init", [
    HasParent<"BlockOp">, RecursiveMemoryEffects, SingleBlockImplicitTerminator<"::mlir::tir::YieldOp">]> {
  let summary = "What a block does before its first reduction step";
  let description = [{
    Runs at the start of the block in those instances in which every `reduce` variable is at the lower end of its domain.
    It must not use `reduce` variables.

    ```mlir
    tir.init {
      tir.store %zero, %C[%vi, %vj]
    }
    ```
  }];
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = "attr-dict-with-keyword $body";
  let hasRegionVerifier = 1;
}

class TIR_RegionOp<string mnemonic, string verb, string loops> : TIR_Op<mnemonic, [
    HasParent<"BlockOp">, AttrSizedOperandSegments, MemoryEffects<[MemWrite<TIR_RegionResource>]>]> {
  let summary = "A region that one instance of a block " # verb;
  let description = "The rectangle of a buffer that one execution of the enclosing block " # verb # [{: for each dimension a
    first element and a number of elements, 1 unless written. Without a list it is the whole buffer. Regions are promises for
    schedules and analyses (`tir-verify-well-formed` checks them); they do nothing.

    ```mlir
    }] # loops # [{
    ```
  }];
  let arguments = (ins
    TIR_BufferType:$buffer,
    Variadic<Index>:$offsets,
    Variadic<TIR_Extent>:$extents,
    DenseI64ArrayAttr:$static_extents);
  let skipDefaultBuilders = 1;
  let builders = [
    OpBuilder<(ins "::mlir::Value":$buffer, "::mlir::ValueRange":$offsets,
                   CArg<"::llvm::ArrayRef<::mlir::OpFoldResult>", "{}">:$extents)>,
  ];
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    /// The sizes: an IntegerAttr, or a value of type `index` or `!sym.int`, for each dimension.
    ::llvm::SmallVector<::mlir::OpFoldResult> getMixedExtents();

    /// Whether the region is the whole buffer.
    bool isWholeBuffer() { return getOffsets().empty(); }
  }];
}

def TIR_ReadsOp : TIR_RegionOp<"reads", "reads", [{tir.reads %A[%vi, %vk]
    tir.reads %A[%vi : 1, %first : %count]
    tir.reads %A}]>;

def TIR_WritesOp : TIR_RegionOp<"writes", "writes", [{tir.writes %C[%vi, %vj]
    tir.writes %C[%vi : 4, %vj : 8]
    tir.writes %C}]>;

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

def TIR_LoadOp : TIR_Op<"load", [
    TypesMatchWith<"the result is an element of the buffer, without sign", "buffer", "result",
                   "::llvm::cast<::mlir::tir::BufferType>($_self).getScalarType()">]> {
  let summary = "Read one element of a buffer";
  let description = [{
    Reads the element at the indices, one for each dimension, counted from zero. An index outside of the shape makes the
    kernel fail: `tir-insert-guards` checks what cannot be decided earlier. The attribute `tir.unguarded` on an access is the
    author's promise that its indices are inside, and such an access is not checked. The element of a `ui8` buffer is read as `i8`, as `arith` wants it, and so on.

    ```mlir
    %x = tir.load %X[%i, %j]
    ```
  }];
  let arguments = (ins Arg<TIR_BufferType, "", [MemRead]>:$buffer, Variadic<Index>:$indices);
  let results = (outs AnyType:$result);
  let builders = [
    OpBuilder<(ins "::mlir::Value":$buffer, "::mlir::ValueRange":$indices), [{
      build($_builder, $_state, ::llvm::cast<::mlir::tir::BufferType>(buffer.getType()).getScalarType(), buffer, indices);
    }]>,
  ];
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    ::mlir::tir::BufferType getBufferType() { return ::llvm::cast<::mlir::tir::BufferType>(getBuffer().getType()); }
  }];
}

def TIR_StoreOp : TIR_Op<"store", [
    TypesMatchWith<"the value is an element of the buffer, without sign", "buffer", "value",
                   "::llvm::cast<::mlir::tir::BufferType>($_self).getScalarType()">]> {
  let summary = "Write one element of a buffer";
  let description = [{
    Writes the value at the indices, one for each dimension, counted from zero.

    ```mlir
    tir.store %y, %Y[%i, %j]
    ```
  }];
  let arguments = (ins AnyType:$value, Arg<TIR_BufferType, "", [MemWrite]>:$buffer, Variadic<Index>:$indices);
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    ::mlir::tir::BufferType getBufferType() { return ::llvm::cast<::mlir::tir::BufferType>(getBuffer().getType()); }
  }];
}

def TIR_AssertOp : TIR_Op<"assert"> {
  let summary = "End the kernel with an error unless a condition holds";
  let description = [{
    The kernel fails with the message, in which each `{}` is replaced by the next value; nothing behind the assertion runs.
    Iterations of a parallel loop around it that run at the same time may go on.

    ```mlir
    tir.assert %inside, "index {} of dimension 0 of 'X' must be in [0, {})" (%i, %n)
    ```
  }];
  let arguments = (ins I1:$condition, StrAttr:$message, Variadic<Index>:$values);
  let assemblyFormat = "$condition `,` $message (`(` $values^ `)`)? attr-dict";
  let hasVerifier = 1;
}

def TIR_AllocBufferOp : TIR_Op<"alloc_buffer", [
    DeclareOpInterfaceMethods<OpAsmOpInterface, ["getAsmResultNames"]>]> {
  let summary = "A local buffer";
  let description = [{
    Memory that lives until the end of the region around it. Its contents are undefined at first. The type has neither
    strides nor offset; a size that varies with a loop is typed by its upper bound.

    ```mlir
    %tile = tir.alloc_buffer : !tir.buffer<[32, 32], f32, scope "shared">
    ```
  }];
  let results = (outs Res<TIR_BufferType, "", [MemAlloc]>:$buffer);
  let assemblyFormat = "attr-dict `:` qualified(type($buffer))";
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    ::mlir::tir::BufferType getBufferType() { return ::llvm::cast<::mlir::tir::BufferType>(getBuffer().getType()); }
  }];
}

def TIR_FlatViewOp : TIR_Op<"flat_view", [
    Pure, PredOpTrait<"element types of buffer and view must be equal",
      CPred<"::llvm::cast<::mlir::tir::BufferType>($buffer.getType()).getScalarType() == "
            "::llvm::cast<::mlir::MemRefType>($view.getType()).getElementType()">>]> {
  let summary = "The memory of a buffer as a line of elements";
  let description = [{
    A rank-1 `memref` over the memory of a buffer: its element 0 is where the pointer of the buffer points; shape, strides
    and offset of the buffer's type play no part, nor does the sign of its elements. `tir-flatten-buffers` makes it, and the conversions to LLVM and to the GPU
    replace it by the pointer.

    ```mlir
    %x = tir.flat_view %X : !tir.buffer<[n, 16], f32> -> memref<?xf32>
    ```
  }];
  let arguments = (ins TIR_BufferType:$buffer);
  let results = (outs MemRefRankOf<[AnyType], [1]>:$view);
  let assemblyFormat = "$buffer attr-dict `:` qualified(type($buffer)) `->` type($view)";
}

#endif // DIALECTS_TIR_TIROPS_TD
