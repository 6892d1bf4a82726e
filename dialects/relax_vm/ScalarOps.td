//===- ScalarOps.td - relax_vm: arithmetic on the scalar bank -------------===//
//
// 64-bit signed integers. Overflow and division by zero are run-time errors, so
// the ops that can fail have no memory effect but are not speculatable: nothing
// may hoist them over a branch.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_VM_SCALAROPS_TD
#define DIALECTS_RELAX_VM_SCALAROPS_TD

include "dialects/relax_vm/RelaxVM.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def RelaxVM_IConstOp : RelaxVM_Op<"iconst", [Pure, ConstantLike]> {
  let summary = "A 64-bit constant";
  let description = [{
    Floats are written as the integer with the same bits.

    ```mlir
    relax_vm.func @answer() -> i64 {
      %0 = relax_vm.iconst 42
      relax_vm.ret %0 : i64
    }
    ```
  }];
  let arguments = (ins I64Attr:$value);
  let results = (outs RelaxVM_Scalar:$result);
  let assemblyFormat = "$value attr-dict";
  let builders = [OpBuilder<(ins "int64_t":$value), [{
    build($_builder, $_state, $_builder.getI64Type(),
          $_builder.getI64IntegerAttr(value));
  }]>];
  let hasFolder = 1;
}

def RelaxVM_SMoveOp : RelaxVM_Op<"smove", [Pure]> {
  let summary = "The same scalar in another register";
  let description = [{
    Register allocation writes these for block arguments; a pass rarely needs one.

    ```mlir
    relax_vm.func @f(%a: i64) -> i64 {
      %0 = relax_vm.smove %a
      relax_vm.ret %0 : i64
    }
    ```
  }];
  let arguments = (ins RelaxVM_Scalar:$source);
  let results = (outs RelaxVM_Scalar:$result);
  let assemblyFormat = "$source attr-dict";
  let hasFolder = 1;
}

class RelaxVM_BinaryOp<string mnemonic, list<Trait> traits = []>
    : RelaxVM_Op<mnemonic, traits> {
  let arguments = (ins RelaxVM_Scalar:$lhs, RelaxVM_Scalar:$rhs);
  let results = (outs RelaxVM_Scalar:$result);
  let assemblyFormat = "$lhs `,` $rhs attr-dict";
  let hasFolder = 1;
}

class RelaxVM_BinaryExample<string op> {
  string text = [{
    ```mlir
    relax_vm.func @f(%a: i64, %b: i64) -> i64 {
      %0 = relax_vm.}] # op # [{ %a, %b
      relax_vm.ret %0 : i64
    }
    ```
  }];
}

def RelaxVM_IAddOp : RelaxVM_BinaryOp<"iadd", [NoMemoryEffect, Commutative]> {
  let summary = "Add; overflow is a run-time error";
  let description = "The sum of both operands.\n" # RelaxVM_BinaryExample<"iadd">.text;
}

def RelaxVM_ISubOp : RelaxVM_BinaryOp<"isub", [NoMemoryEffect]> {
  let summary = "Subtract; overflow is a run-time error";
  let description = "`lhs - rhs`.\n" # RelaxVM_BinaryExample<"isub">.text;
}

def RelaxVM_IMulOp : RelaxVM_BinaryOp<"imul", [NoMemoryEffect, Commutative]> {
  let summary = "Multiply; overflow is a run-time error";
  let description = "The product of both operands.\n" # RelaxVM_BinaryExample<"imul">.text;
}

def RelaxVM_IFloorDivOp : RelaxVM_BinaryOp<"ifloordiv", [NoMemoryEffect]> {
  let summary = "Divide, rounding towards minus infinity";
  let description = "Division by zero and `INT64_MIN / -1` are run-time errors.\n"
                    # RelaxVM_BinaryExample<"ifloordiv">.text;
}

def RelaxVM_ICeilDivOp : RelaxVM_BinaryOp<"iceildiv", [NoMemoryEffect]> {
  let summary = "Divide, rounding towards plus infinity";
  let description = "Division by zero and `INT64_MIN / -1` are run-time errors.\n"
                    # RelaxVM_BinaryExample<"iceildiv">.text;
}

def RelaxVM_IModOp : RelaxVM_BinaryOp<"imod", [NoMemoryEffect]> {
  let summary = "Remainder of the floor division";
  let description = "Has the sign of the divisor; a zero divisor is a run-time error.\n"
                    # RelaxVM_BinaryExample<"imod">.text;
}

def RelaxVM_IMinOp : RelaxVM_BinaryOp<"imin", [Pure, Commutative]> {
  let summary = "The smaller of two";
  let description = "Signed minimum.\n" # RelaxVM_BinaryExample<"imin">.text;
}

def RelaxVM_IMaxOp : RelaxVM_BinaryOp<"imax", [Pure, Commutative]> {
  let summary = "The larger of two";
  let description = "Signed maximum.\n" # RelaxVM_BinaryExample<"imax">.text;
}

def RelaxVM_ICmpEqOp : RelaxVM_BinaryOp<"icmp_eq", [Pure, Commutative]> {
  let summary = "1 where both are equal, else 0";
  let description = "Equality.\n" # RelaxVM_BinaryExample<"icmp_eq">.text;
}

def RelaxVM_ICmpNeOp : RelaxVM_BinaryOp<"icmp_ne", [Pure, Commutative]> {
  let summary = "1 where both differ, else 0";
  let description = "Inequality.\n" # RelaxVM_BinaryExample<"icmp_ne">.text;
}

def RelaxVM_ICmpLtOp : RelaxVM_BinaryOp<"icmp_lt", [Pure]> {
  let summary = "1 where lhs < rhs, else 0";
  let description = "Signed comparison.\n" # RelaxVM_BinaryExample<"icmp_lt">.text;
}

def RelaxVM_ICmpLeOp : RelaxVM_BinaryOp<"icmp_le", [Pure]> {
  let summary = "1 where lhs <= rhs, else 0";
  let description = "Signed comparison.\n" # RelaxVM_BinaryExample<"icmp_le">.text;
}

def RelaxVM_ISelectOp : RelaxVM_Op<"iselect", [Pure]> {
  let summary = "The second operand where the first is not zero, else the third";
  let description = [{
    ```mlir
    relax_vm.func @f(%c: i64, %a: i64, %b: i64) -> i64 {
      %0 = relax_vm.iselect %c, %a, %b
      relax_vm.ret %0 : i64
    }
    ```
  }];
  let arguments = (ins RelaxVM_Scalar:$condition, RelaxVM_Scalar:$ifTrue,
                       RelaxVM_Scalar:$ifFalse);
  let results = (outs RelaxVM_Scalar:$result);
  let assemblyFormat = "$condition `,` $ifTrue `,` $ifFalse attr-dict";
  let hasFolder = 1;
}

#endif // DIALECTS_RELAX_VM_SCALAROPS_TD
