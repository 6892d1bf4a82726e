//===- TensorOps.td - relax_vm: constants, tensors, storages, releases ----===//

#ifndef DIALECTS_RELAX_VM_TENSOROPS_TD
#define DIALECTS_RELAX_VM_TENSOROPS_TD

include "dialects/relax_vm/RelaxVM.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def RelaxVM_OMoveOp : RelaxVM_Op<"omove", [MemoryEffects<[MemAlloc]>]> {
  let summary = "The same reference in another register";
  let description = [{
    Register allocation writes these for block arguments; a pass rarely needs one.

    ```mlir
    relax_vm.func @f(%t: !relax_vm.object) -> !relax_vm.object {
      %0 = relax_vm.omove %t
      relax_vm.ret %0 : !relax_vm.object
    }
    ```
  }];
  let arguments = (ins RelaxVM_Object:$source);
  let results = (outs RelaxVM_Object:$result);
  let assemblyFormat = "$source attr-dict";
}

def RelaxVM_LoadConstOp
    : RelaxVM_Op<"load_const", [
    MemoryEffects<[MemAlloc]>, DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "A tensor of the constant table";
  let description = [{
    The object is shared by all that load it and never written.

    ```mlir
    module {
      relax_vm.constant @w dense<[1.0, 2.0]> : tensor<2xf32>
      relax_vm.func @f() -> !relax_vm.object {
        %0 = relax_vm.load_const @w
        relax_vm.ret %0 : !relax_vm.object
      }
    }
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$constant);
  let results = (outs RelaxVM_Object:$result);
  let assemblyFormat = "$constant attr-dict";
}

def RelaxVM_AllocTensorOp : RelaxVM_Op<"alloc_tensor", [MemoryEffects<[MemAlloc]>]> {
  let summary = "A new, uninitialized tensor";
  let description = [{
    Compact and row-major. `device` is a word of `runtime/executable/abi.h`:
    DLPack's device type in bits 0-7, the ordinal above; 1 is the CPU. A negative
    dimension and a size that overflows are run-time errors.

    ```mlir
    relax_vm.func @f(%n: i64) -> !relax_vm.object {
      %t = relax_vm.alloc_tensor[%n, %n] : f32
      relax_vm.ret %t : !relax_vm.object
    }
    ```
  }];
  let arguments = (ins Variadic<RelaxVM_Scalar>:$dims, TypeAttr:$dtype,
                       DefaultValuedAttr<RelaxVM_Word, "1">:$device);
  let results = (outs RelaxVM_Object:$result);
  let assemblyFormat = "`[` $dims `]` `:` $dtype (`device` $device^)? attr-dict";
  let hasVerifier = 1;
}

def RelaxVM_AllocStorageOp : RelaxVM_Op<"alloc_storage", [MemoryEffects<[MemAlloc]>]> {
  let summary = "A block of memory that several tensors may share";
  let description = [{
    ```mlir
    relax_vm.func @f(%bytes: i64) -> !relax_vm.object {
      %s = relax_vm.alloc_storage %bytes
      relax_vm.ret %s : !relax_vm.object
    }
    ```
  }];
  let arguments = (ins RelaxVM_Scalar:$bytes, DefaultValuedAttr<RelaxVM_Word, "1">:$device);
  let results = (outs RelaxVM_Object:$result);
  let assemblyFormat = "$bytes (`device` $device^)? attr-dict";
}

def RelaxVM_AllocTensorFromStorageOp
    : RelaxVM_Op<"alloc_tensor_from_storage", [MemoryEffects<[MemAlloc]>]> {
  let summary = "A tensor inside a storage";
  let description = [{
    Starts `offset` bytes (a multiple of 64) into the storage and keeps the
    storage alive. A tensor that does not fit is a run-time error.

    ```mlir
    relax_vm.func @f(%s: !relax_vm.object, %at: i64, %n: i64) -> !relax_vm.object {
      %t = relax_vm.alloc_tensor_from_storage %s at %at[%n] : f32
      relax_vm.ret %t : !relax_vm.object
    }
    ```
  }];
  let arguments = (ins RelaxVM_Object:$storage, RelaxVM_Scalar:$offset,
                       Variadic<RelaxVM_Scalar>:$dims, TypeAttr:$dtype);
  let results = (outs RelaxVM_Object:$result);
  let assemblyFormat = "$storage `at` $offset `[` $dims `]` `:` $dtype attr-dict";
  let hasVerifier = 1;
}

def RelaxVM_AllocArenaOp : RelaxVM_Op<"alloc_arena", [MemoryEffects<[MemAlloc]>]> {
  let summary = "Memory of one call for tensors that share it by plan";
  let description = [{
    The blocks of an arena are known when it is made. With `bytes` they were
    planned before: `blocks` lists the offset (a multiple of 64) and the size of
    each. Without, it lists for each block the number of an operand, which is its
    size in bytes, and the first and the last time at which it is in use; the
    virtual machine then finds offsets such that blocks share memory only where
    they are in use at different times, and keeps them for the next call with
    the same sizes.

    Blocks of `kept` are memory of their own, which the tensor in it keeps when
    the arena goes. At other times other blocks lie in it. In a plan with `bytes`
    they follow the arena, which `bytes` is the size of.

    Constraints: (alloc_arena_c1) with `bytes` there are no sizes and `blocks` are
    pairs inside of the arena or of a kept block; (alloc_arena_c2) without there
    is a size, and `blocks` are triples of the number of a size and two times in
    order; (alloc_arena_c3) `kept` are numbers of blocks, ascending, which with
    `bytes` lie one behind the other behind the arena.

    ```mlir
    relax_vm.func @f(%n: i64, %m: i64) {
      %a = relax_vm.alloc_arena[] blocks [0, 100, 128, 64] bytes 192
      %b = relax_vm.alloc_arena[%n, %m] blocks [0, 0, 3, 1, 2, 5, 0, 4, 6]
      %c = relax_vm.alloc_arena[] blocks [0, 64, 64, 64, 64, 32] bytes 64 kept [1]
      relax_vm.kill %a, %b, %c
      relax_vm.ret
    }
    ```
  }];
  let arguments = (ins Variadic<RelaxVM_Scalar>:$sizes, DenseI64ArrayAttr:$blocks,
                       OptionalAttr<I64Attr>:$bytes,
                       OptionalAttr<DenseI64ArrayAttr>:$kept);
  let results = (outs RelaxVM_Object:$result);
  let assemblyFormat = "`[` $sizes `]` `blocks` $blocks (`bytes` $bytes^)? (`kept` $kept^)? attr-dict";
  let hasVerifier = 1;
}

def RelaxVM_ArenaTensorOp : RelaxVM_Op<"arena_tensor", [MemoryEffects<[MemAlloc]>]> {
  let summary = "A tensor in a block of an arena";
  let description = [{
    Borrows the memory: the arena has to outlive the tensor. With `kept` it keeps
    the memory of the block. A tensor that does not fit its block is a run-time
    error, and so is one that keeps what the arena does not list as kept.

    ```mlir
    relax_vm.func @f(%n: i64) {
      %a = relax_vm.alloc_arena[%n] blocks [0, 0, 1]
      %t = relax_vm.arena_tensor %a block 0[%n] : i8
      relax_vm.kill %t
      relax_vm.kill %a
      relax_vm.ret
    }
    ```
  }];
  let arguments = (ins RelaxVM_Object:$arena, RelaxVM_Index:$block, UnitAttr:$kept,
                       Variadic<RelaxVM_Scalar>:$dims, TypeAttr:$dtype);
  let results = (outs RelaxVM_Object:$result);
  let assemblyFormat = "$arena `block` $block (`kept` $kept^)? `[` $dims `]` `:` $dtype attr-dict";
  let hasVerifier = 1;
}

def RelaxVM_KillOp : RelaxVM_Op<"kill"> {
  let summary = "Release references at their last use";
  let description = [{
    The registers become null; no later op may use the values on any path.

    ```mlir
    relax_vm.func @f(%t: !relax_vm.object, %u: !relax_vm.object) {
      relax_vm.kill %t, %u
      relax_vm.ret
    }
    ```
  }];
  let arguments = (ins Variadic<RelaxVM_Object>:$objects);
  let assemblyFormat = "$objects attr-dict";
}

def RelaxVM_CopyTensorOp : RelaxVM_Op<"copy_tensor", [MemoryEffects<[MemRead, MemAlloc]>]> {
  let summary = "A new tensor with the same contents";
  let description = [{
    Compact, in memory of its own: what a call that writes its operand gets
    where the operand must keep its value.

    ```mlir
    relax_vm.func @f(%t: !relax_vm.object) -> !relax_vm.object {
      %0 = relax_vm.copy_tensor %t
      relax_vm.ret %0 : !relax_vm.object
    }
    ```
  }];
  let arguments = (ins RelaxVM_Object:$tensor);
  let results = (outs RelaxVM_Object:$result);
  let assemblyFormat = "$tensor attr-dict";
}

def RelaxVM_ViewTensorOp : RelaxVM_Op<"view_tensor", [MemoryEffects<[MemAlloc]>]> {
  let summary = "The same memory under another shape";
  let description = [{
    Element type and element count stay; a different count is a run-time error.
    The view keeps the memory alive.

    ```mlir
    relax_vm.func @f(%t: !relax_vm.object, %n: i64) -> !relax_vm.object {
      %0 = relax_vm.view_tensor %t[%n]
      relax_vm.ret %0 : !relax_vm.object
    }
    ```
  }];
  let arguments = (ins RelaxVM_Object:$tensor, Variadic<RelaxVM_Scalar>:$dims);
  let results = (outs RelaxVM_Object:$result);
  let assemblyFormat = "$tensor `[` $dims `]` attr-dict";
}

def RelaxVM_TensorDimOp : RelaxVM_Op<"tensor_dim", [NoMemoryEffect]> {
  let summary = "Size of one dimension of a tensor";
  let description = [{
    An axis outside the rank is a run-time error: check the rank first.

    ```mlir
    relax_vm.func @f(%t: !relax_vm.object) -> i64 {
      %n = relax_vm.tensor_dim %t, 0
      relax_vm.ret %n : i64
    }
    ```
  }];
  let arguments = (ins RelaxVM_Object:$tensor,
                       RelaxVM_Index:$axis);
  let results = (outs RelaxVM_Scalar:$result);
  let assemblyFormat = "$tensor `,` $axis attr-dict";
}

def RelaxVM_CheckTensorOp : RelaxVM_Op<"check_tensor"> {
  let summary = "Fail unless the object is a tensor of this rank and element type";
  let description = [{
    Leaving out `rank` or `dtype` accepts any.

    ```mlir
    relax_vm.func @f(%t: !relax_vm.object) {
      relax_vm.check_tensor %t rank 2 dtype f32, <"w">
      relax_vm.ret
    }
    ```
  }];
  let arguments = (ins RelaxVM_Object:$tensor,
                       OptionalAttr<RelaxVM_Index>:$rank,
                       OptionalAttr<TypeAttr>:$dtype, RelaxVM_CheckAttr:$check);
  let assemblyFormat = [{
    $tensor (`rank` $rank^)? (`dtype` $dtype^)? `,` $check attr-dict
  }];
  let hasVerifier = 1;
}

def RelaxVM_CheckEqualOp : RelaxVM_Op<"check_equal"> {
  let summary = "Fail unless both scalars are equal";
  let description = [{
    `actual` is what the program met, `expected` what the check's expression
    stands for.

    ```mlir
    relax_vm.func @f(%w: !relax_vm.object, %k: i64) {
      %d = relax_vm.tensor_dim %w, 0
      relax_vm.check_equal %d, %k, <"w" dim 0 expr "k">
      relax_vm.ret
    }
    ```
  }];
  let arguments = (ins RelaxVM_Scalar:$actual, RelaxVM_Scalar:$expected,
                       RelaxVM_CheckAttr:$check);
  let assemblyFormat = "$actual `,` $expected `,` $check attr-dict";
}

def RelaxVM_CheckLessEqualOp : RelaxVM_Op<"check_less_equal"> {
  let summary = "Fail unless the first scalar is at most the second";
  let description = [{
    ```mlir
    relax_vm.func @f(%d: i64, %limit: i64) {
      relax_vm.check_less_equal %d, %limit, <"x" dim 0 expr "2048">
      relax_vm.ret
    }
    ```
  }];
  let arguments = (ins RelaxVM_Scalar:$actual, RelaxVM_Scalar:$expected,
                       RelaxVM_CheckAttr:$check);
  let assemblyFormat = "$actual `,` $expected `,` $check attr-dict";
}

#endif // DIALECTS_RELAX_VM_TENSOROPS_TD
