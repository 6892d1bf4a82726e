//===- ControlOps.td - relax_vm: jumps, returns, calls --------------------===//

#ifndef DIALECTS_RELAX_VM_CONTROLOPS_TD
#define DIALECTS_RELAX_VM_CONTROLOPS_TD

include "dialects/relax_vm/RelaxVM.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

//===----------------------------------------------------------------------===//
// Control flow
//===----------------------------------------------------------------------===//

def RelaxVM_JumpOp : RelaxVM_Op<"jump", [
    Pure, Terminator, DeclareOpInterfaceMethods<BranchOpInterface>]> {
  let summary = "Go to a block";
  let description = [{
    ```mlir
    relax_vm.func @f(%a: i64) -> i64 {
      relax_vm.jump ^bb1(%a : i64)
    ^bb1(%b: i64):
      relax_vm.ret %b : i64
    }
    ```
  }];
  let arguments = (ins Variadic<RelaxVM_AnyValue>:$destOperands);
  let successors = (successor AnySuccessor:$dest);
  let assemblyFormat = "$dest (`(` $destOperands^ `:` type($destOperands) `)`)? attr-dict";
}

def RelaxVM_BranchOp : RelaxVM_Op<"branch", [
    Pure, Terminator, AttrSizedOperandSegments,
    DeclareOpInterfaceMethods<BranchOpInterface>]> {
  let summary = "Go to the first block where the condition is not zero, else to the second";
  let description = [{
    ```mlir
    relax_vm.func @f(%c: i64, %a: i64) -> i64 {
      relax_vm.branch %c, ^bb1, ^bb2(%a : i64)
    ^bb1:
      relax_vm.ret %c : i64
    ^bb2(%b: i64):
      relax_vm.ret %b : i64
    }
    ```
  }];
  let arguments = (ins RelaxVM_Scalar:$condition, Variadic<RelaxVM_AnyValue>:$trueOperands,
                       Variadic<RelaxVM_AnyValue>:$falseOperands);
  let successors = (successor AnySuccessor:$trueDest, AnySuccessor:$falseDest);
  let assemblyFormat = [{
    $condition `,` $trueDest (`(` $trueOperands^ `:` type($trueOperands) `)`)? `,`
    $falseDest (`(` $falseOperands^ `:` type($falseOperands) `)`)? attr-dict
  }];
}

def RelaxVM_RetOp : RelaxVM_Op<"ret", [
    Pure, Terminator, ReturnLike, HasParent<"FuncOp">]> {
  let summary = "Return from the function";
  let description = [{
    References still held in registers are released.

    ```mlir
    relax_vm.func @f(%x: !relax_vm.object, %n: i64) -> (!relax_vm.object, i64) {
      relax_vm.ret %x, %n : !relax_vm.object, i64
    }
    ```
  }];
  let arguments = (ins Variadic<RelaxVM_AnyValue>:$values);
  let assemblyFormat = "($values^ `:` type($values))? attr-dict";
  let builders = [OpBuilder<(ins), [{ build($_builder, $_state, ::mlir::ValueRange()); }]>];
  let hasVerifier = 1;
}

def RelaxVM_FailOp : RelaxVM_Op<"fail"> {
  let summary = "Fail with a message";
  let description = [{
    ```mlir
    relax_vm.func @f() {
      relax_vm.fail "the scan ran out of elements"
      relax_vm.ret
    }
    ```
  }];
  let arguments = (ins StrAttr:$message);
  let assemblyFormat = "$message attr-dict";
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

def RelaxVM_CallKernelOp : RelaxVM_Op<"call_kernel", [
    AttrSizedOperandSegments, DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "Run a compiled kernel on tensors";
  let description = [{
    `buffers` are the tensors in the order of the kernel's parameters, inputs
    then outputs; `scalars` its symbols in order, then its scalar parameters.

    ```mlir
    module {
      relax_vm.kernel @exp buffers 2 scalars 1
      relax_vm.func @f(%x: !relax_vm.object, %y: !relax_vm.object, %n: i64) {
        relax_vm.call_kernel @exp(%x, %y) scalars(%n)
        relax_vm.ret
      }
    }
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$kernel, Variadic<RelaxVM_Object>:$buffers,
                       Variadic<RelaxVM_Scalar>:$scalars);
  let assemblyFormat = [{
    $kernel `(` $buffers `)` (`scalars` `(` $scalars^ `)`)? attr-dict
  }];
}

def RelaxVM_CallPackedOp : RelaxVM_Op<"call_packed"> {
  let summary = "Call a function that the runtime finds by name";
  let description = [{
    Arguments and results are objects and scalars in any order. A missing
    function is a run-time error that names it.

    ```mlir
    relax_vm.func @f(%x: !relax_vm.object, %n: i64) -> !relax_vm.object {
      %0 = relax_vm.call_packed "custom_scale"(%x, %n) : (!relax_vm.object, i64) -> !relax_vm.object
      relax_vm.ret %0 : !relax_vm.object
    }
    ```
  }];
  let arguments = (ins StrAttr:$callee, Variadic<RelaxVM_AnyValue>:$args);
  let results = (outs Variadic<RelaxVM_AnyValue>:$results);
  let assemblyFormat = "$callee `(` $args `)` attr-dict `:` functional-type($args, $results)";
  let hasVerifier = 1;
}

def RelaxVM_CallOp : RelaxVM_Op<"call", [DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "Call a function of the module";
  let description = [{
    ```mlir
    module {
      relax_vm.func @g(%n: i64) -> i64 {
        relax_vm.ret %n : i64
      }
      relax_vm.func @f(%n: i64) -> i64 {
        %0 = relax_vm.call @g(%n) : (i64) -> i64
        relax_vm.ret %0 : i64
      }
    }
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$callee, Variadic<RelaxVM_AnyValue>:$args);
  let results = (outs Variadic<RelaxVM_AnyValue>:$results);
  let assemblyFormat = "$callee `(` $args `)` attr-dict `:` functional-type($args, $results)";
}

def RelaxVM_MakeClosureOp
    : RelaxVM_Op<"make_closure", [
    MemoryEffects<[MemAlloc]>, DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "A closure: a function and values for its last parameters";
  let description = [{
    ```mlir
    module {
      relax_vm.func private @g(%x: !relax_vm.object, %n: i64) -> i64 {
        relax_vm.ret %n : i64
      }
      relax_vm.func @f(%n: i64) -> !relax_vm.object {
        %0 = relax_vm.make_closure @g(%n) : i64
        relax_vm.ret %0 : !relax_vm.object
      }
    }
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$callee, Variadic<RelaxVM_AnyValue>:$captures);
  let results = (outs RelaxVM_Object:$result);
  let assemblyFormat = "$callee `(` $captures `)` (`:` type($captures)^)? attr-dict";
}

def RelaxVM_InvokeClosureOp : RelaxVM_Op<"invoke_closure"> {
  let summary = "Call a closure";
  let description = [{
    The captured values follow the arguments. A count or kind of values that
    the function does not have is a run-time error.

    ```mlir
    relax_vm.func @f(%c: !relax_vm.object, %n: i64) -> i64 {
      %0 = relax_vm.invoke_closure %c(%n) : (i64) -> i64
      relax_vm.ret %0 : i64
    }
    ```
  }];
  let arguments = (ins RelaxVM_Object:$closure, Variadic<RelaxVM_AnyValue>:$args);
  let results = (outs Variadic<RelaxVM_AnyValue>:$results);
  let assemblyFormat = "$closure `(` $args `)` attr-dict `:` functional-type($args, $results)";
}

#endif // DIALECTS_RELAX_VM_CONTROLOPS_TD
