//===- ObjectOps.td - relax_vm: shapes, tuples, boxed scalars -------------===//

#ifndef DIALECTS_RELAX_VM_OBJECTOPS_TD
#define DIALECTS_RELAX_VM_OBJECTOPS_TD

include "dialects/relax_vm/RelaxVM.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def RelaxVM_MakeShapeOp : RelaxVM_Op<"make_shape", [MemoryEffects<[MemAlloc]>]> {
  let summary = "A shape object from its dimensions";
  let description = [{
    ```mlir
    relax_vm.func @f(%n: i64, %m: i64) -> !relax_vm.object {
      %s = relax_vm.make_shape[%n, %m]
      relax_vm.ret %s : !relax_vm.object
    }
    ```
  }];
  let arguments = (ins Variadic<RelaxVM_Scalar>:$dims);
  let results = (outs RelaxVM_Object:$result);
  let assemblyFormat = "`[` $dims `]` attr-dict";
}

def RelaxVM_ShapeDimOp : RelaxVM_Op<"shape_dim", [NoMemoryEffect]> {
  let summary = "One dimension of a shape object";
  let description = [{
    An axis outside the rank is a run-time error: check the rank first.

    ```mlir
    relax_vm.func @f(%s: !relax_vm.object) -> i64 {
      %n = relax_vm.shape_dim %s, 0
      relax_vm.ret %n : i64
    }
    ```
  }];
  let arguments = (ins RelaxVM_Object:$shape, RelaxVM_Index:$axis);
  let results = (outs RelaxVM_Scalar:$result);
  let assemblyFormat = "$shape `,` $axis attr-dict";
}

def RelaxVM_CheckShapeOp : RelaxVM_Op<"check_shape"> {
  let summary = "Fail unless the object is a shape of this rank";
  let description = [{
    Leaving out `rank` accepts any.

    ```mlir
    relax_vm.func @f(%s: !relax_vm.object) {
      relax_vm.check_shape %s rank 2, <"s">
      relax_vm.ret
    }
    ```
  }];
  let arguments = (ins RelaxVM_Object:$shape, OptionalAttr<RelaxVM_Index>:$rank,
                       RelaxVM_CheckAttr:$check);
  let assemblyFormat = "$shape (`rank` $rank^)? `,` $check attr-dict";
}

def RelaxVM_MakeTupleOp : RelaxVM_Op<"make_tuple", [MemoryEffects<[MemAlloc]>]> {
  let summary = "A tuple object from its fields";
  let description = [{
    Fields are objects; a scalar is boxed first.

    ```mlir
    relax_vm.func @f(%a: !relax_vm.object, %b: !relax_vm.object) -> !relax_vm.object {
      %t = relax_vm.make_tuple(%a, %b)
      relax_vm.ret %t : !relax_vm.object
    }
    ```
  }];
  let arguments = (ins Variadic<RelaxVM_Object>:$fields);
  let results = (outs RelaxVM_Object:$result);
  let assemblyFormat = "`(` $fields `)` attr-dict";
}

def RelaxVM_TupleGetOp : RelaxVM_Op<"tuple_get", [MemoryEffects<[MemAlloc]>]> {
  let summary = "One field of a tuple object";
  let description = [{
    A field outside the tuple is a run-time error: check the size first.

    ```mlir
    relax_vm.func @f(%t: !relax_vm.object) -> !relax_vm.object {
      %0 = relax_vm.tuple_get %t, 1
      relax_vm.ret %0 : !relax_vm.object
    }
    ```
  }];
  let arguments = (ins RelaxVM_Object:$tuple, RelaxVM_Index:$field);
  let results = (outs RelaxVM_Object:$result);
  let assemblyFormat = "$tuple `,` $field attr-dict";
}

def RelaxVM_CheckTupleOp : RelaxVM_Op<"check_tuple"> {
  let summary = "Fail unless the object is a tuple of this size";
  let description = [{
    Leaving out `size` accepts any.

    ```mlir
    relax_vm.func @f(%t: !relax_vm.object) {
      relax_vm.check_tuple %t size 2, <"t">
      relax_vm.ret
    }
    ```
  }];
  let arguments = (ins RelaxVM_Object:$tuple, OptionalAttr<RelaxVM_Index>:$size,
                       RelaxVM_CheckAttr:$check);
  let assemblyFormat = "$tuple (`size` $size^)? `,` $check attr-dict";
}

def RelaxVM_BoxScalarOp : RelaxVM_Op<"box_scalar", [MemoryEffects<[MemAlloc]>]> {
  let summary = "An object that holds a scalar and its element type";
  let description = [{
    ```mlir
    relax_vm.func @f(%n: i64) -> !relax_vm.object {
      %0 = relax_vm.box_scalar %n : i64
      relax_vm.ret %0 : !relax_vm.object
    }
    ```
  }];
  let arguments = (ins RelaxVM_Scalar:$scalar, TypeAttr:$dtype);
  let results = (outs RelaxVM_Object:$result);
  let assemblyFormat = "$scalar `:` $dtype attr-dict";
  let hasVerifier = 1;
}

def RelaxVM_UnboxScalarOp : RelaxVM_Op<"unbox_scalar", [NoMemoryEffect]> {
  let summary = "The scalar in a boxed scalar";
  let description = [{
    Anything but a boxed scalar of the element type is a run-time error; leaving
    out the element type accepts any.

    ```mlir
    relax_vm.func @f(%o: !relax_vm.object) -> i64 {
      %0 = relax_vm.unbox_scalar %o : i64
      relax_vm.ret %0 : i64
    }
    ```
  }];
  let arguments = (ins RelaxVM_Object:$object, OptionalAttr<TypeAttr>:$dtype);
  let results = (outs RelaxVM_Scalar:$result);
  let assemblyFormat = "$object (`:` $dtype^)? attr-dict";
  let hasVerifier = 1;
}

def RelaxVM_ReadScalarOp : RelaxVM_Op<"read_scalar", [MemoryEffects<[MemRead]>]> {
  let summary = "An element of a tensor";
  let description = [{
    Integers are extended to 64 bits, floats stand in the low bits. `[i]` says
    which element, in row-major order; without it the tensor has one element. A
    tensor with another number of elements is a run-time error. What `if` and
    `while` conditions are read with, and integers of `relax.tensor_to_ints`.

    ```mlir
    relax_vm.func @f(%t: !relax_vm.object) -> i64 {
      %0 = relax_vm.read_scalar %t[2]
      relax_vm.ret %0 : i64
    }
    ```
  }];
  let arguments = (ins RelaxVM_Object:$tensor, OptionalAttr<RelaxVM_Index>:$index);
  let results = (outs RelaxVM_Scalar:$result);
  let assemblyFormat = "$tensor (`[` $index^ `]`)? attr-dict";
}

#endif // DIALECTS_RELAX_VM_OBJECTOPS_TD
