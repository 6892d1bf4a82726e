//===- RelaxVM.td - The relax_vm dialect: class, type, attribute ---------===//
//
// What the ops of the other .td files of this folder stand on.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_VM_RELAXVM_TD
#define DIALECTS_RELAX_VM_RELAXVM_TD

include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/OpBase.td"

def RelaxVM_Dialect : Dialect {
  let name = "relax_vm";
  let cppNamespace = "::mlir::relax_vm";
  let summary = "Programs of the virtual machine, one op per instruction";
  let description = [{
    The last dialect before the shared library. A function is a control flow
    graph over two kinds of values: scalars (`i64`; narrower integers are
    sign-extended into it, floats stand in its low bits) and reference-counted
    objects (`!relax_vm.object`: tensors, shapes, tuples, boxed scalars,
    storages, closures). Every allocation, check, shape computation and release
    is an op of its own, and each op is one instruction of the virtual machine:
    the table `runtime/executable/Instructions.def` and this dialect name the
    same things. Register allocation happens later, in `target/`, which also
    turns block arguments into moves.

    An op that yields an object yields a reference of its own, which a `kill` ends.
    Such ops carry an allocation effect, even where they only take a reference, so
    that common subexpression elimination never lets two values share one.

    ```mlir
    module {
      relax_vm.kernel @exp buffers 2 scalars 1
      relax_vm.func @main(%x: !relax_vm.object) -> !relax_vm.object {
        relax_vm.check_tensor %x rank 1 dtype f32, <"x">
        %n = relax_vm.tensor_dim %x, 0
        %y = relax_vm.alloc_tensor[%n] : f32
        relax_vm.call_kernel @exp(%x, %y) scalars(%n)
        relax_vm.ret %y : !relax_vm.object
      }
    }
    ```
  }];
  let useDefaultTypePrinterParser = 1;
  let useDefaultAttributePrinterParser = 1;
  let hasConstantMaterializer = 1;
}

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

def RelaxVM_ObjectType : TypeDef<RelaxVM_Dialect, "Object"> {
  let mnemonic = "object";
  let summary = "A reference to a run-time object";
  let description = [{
    A tensor, shape, tuple, boxed scalar, string, storage or closure, or null.
    A register that holds it owns one reference.

    ```mlir
    relax_vm.func @id(%x: !relax_vm.object) -> !relax_vm.object {
      relax_vm.ret %x : !relax_vm.object
    }
    ```
  }];
}

def RelaxVM_Object : Type<CPred<"::llvm::isa<::mlir::relax_vm::ObjectType>($_self)">,
                          "run-time object", "::mlir::relax_vm::ObjectType">,
                     BuildableType<"$_builder.getType<::mlir::relax_vm::ObjectType>()">;

def RelaxVM_Scalar : Type<CPred<"$_self.isSignlessInteger(64)">, "64-bit scalar",
                          "::mlir::IntegerType">,
                     BuildableType<"$_builder.getI64Type()">;

def RelaxVM_AnyValue : AnyTypeOf<[RelaxVM_Object, RelaxVM_Scalar]>;

//===----------------------------------------------------------------------===//
// Attributes
//===----------------------------------------------------------------------===//

def RelaxVM_CheckAttr : AttrDef<RelaxVM_Dialect, "Check"> {
  let mnemonic = "check";
  let summary = "What a run-time check is about, for its message";
  let description = [{
    Names the checked value as the user wrote it (`w`), optionally the dimension
    or tuple field, and the expression that it has to equal. Together with the
    location of the op it becomes a row of the executable's table of checks, and
    a failure reads

    ```
    model.mlir:12:5: error: dimension 0 of 'w' must equal symbol 'k': got 4, expected 3
    ```

    ```mlir
    relax_vm.check_equal %d, %k, <"w" dim 0 expr "k">
    ```
  }];
  let parameters = (ins
    StringRefParameter<"name of the checked value">:$subject,
    DefaultValuedParameter<"int64_t", "-1">:$dim,
    StringRefParameter<"expected size, as source text", "::std::string()">:$expr);
  let assemblyFormat = "`<` $subject (`dim` $dim^)? (`expr` $expr^)? `>`";
}

// A position or a count that fits the instruction word.
def RelaxVM_Index : ConfinedAttr<I64Attr, [IntNonNegative, IntMaxValue<2147483647>]>;
// An unsigned 32-bit word.
def RelaxVM_Word : ConfinedAttr<I64Attr, [IntNonNegative, IntMaxValue<4294967295>]>;

//===----------------------------------------------------------------------===//
// Base of all ops
//===----------------------------------------------------------------------===//

class RelaxVM_Op<string mnemonic, list<Trait> traits = []>
    : Op<RelaxVM_Dialect, mnemonic, traits>;

#endif // DIALECTS_RELAX_VM_RELAXVM_TD
