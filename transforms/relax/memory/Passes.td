//===- Passes.td - passes over the memory of relax functions --------------===//
//
// Between relax-lower-calls, which allocates each tensor by itself, and relax-kill-after-last-use, which gives references up.
//
//===----------------------------------------------------------------------===//

#ifndef TRANSFORMS_RELAX_MEMORY_PASSES_TD
#define TRANSFORMS_RELAX_MEMORY_PASSES_TD

include "mlir/Pass/PassBase.td"

def UseInplaceCalls : Pass<"relax-use-inplace-calls", "::mlir::ModuleOp"> {
  let summary = "Write results of element-wise kernels over inputs that die";
  let description = [{
    A `relax.call_tir` becomes `relax.call_tir_inplace` where a result has the type of an operand that nobody looks at again (or one whose dimensions are
    provably equal, under the assumptions that hold there), and the kernel reads an
    element of that operand only right before it writes the same element of the result. The kernel is copied, with one parameter for both; calls of one kernel with
    the same operands in place share the copy. A private kernel that nobody names any more is removed.

    Left alone: parameters, constants, views and what they view, values that a loop captures or carries, values that other calls may hold
    (see the ownership analysis); kernels that read other elements than they write, in other blocks, or under loops that the block is not bound to. So are
    results of another element type, of the same width as well: the tensor has one element type for as long as it lives, and so has each view of it.

    Input: functions before `relax-lower-calls`, which would copy an operand that is still looked at; this pass names none.

    Before:
    ```mlir
    tir.prim_func @exp(%X: !tir.buffer<[s], f32>, %Y: !tir.buffer<[s], f32>) {
      %s = sym.value s : !sym.int<s>
      tir.for %i = 0 to %s {
        tir.block "exp" iters(%vi: spatial [0, %s) = %i) {
          %x = tir.load %X[%vi]
          %y = math.exp %x : f32
          tir.store %y, %Y[%vi]
        }
      }
    }
    relax.func @f(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
      %0 = relax.call_tir @exp(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      %1 = relax.call_tir @exp(%0) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      relax.return %1 : !relax.tensor<[n], f32>
    }
    ```
    After:
    ```mlir
    tir.prim_func @exp(%X: !tir.buffer<[s], f32>, %Y: !tir.buffer<[s], f32>) {
    ...
    tir.prim_func private @exp_inplace(%X: !tir.buffer<[s], f32>) {
    ...
          %x = tir.load %X[%vi]
          %y = math.exp %x : f32
          tir.store %y, %X[%vi]
    ...
    relax.func @f(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
      %0 = relax.call_tir @exp(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      %1 = relax.call_tir_inplace @exp_inplace(%0) inplace [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      relax.return %1
    }
    ```
  }];
  let statistics = [Statistic<"numCalls", "num-calls", "calls that became calls in place">];
  let dependentDialects = ["::mlir::relax::RelaxDialect", "::mlir::tir::TIRDialect"];
}

def LiftWorkspaces : Pass<"relax-lift-workspaces", "::mlir::ModuleOp"> {
  let summary = "Pass the large local buffers of kernels as tensors";
  let description = [{
    A local buffer that is too large for the stack is taken from the pool while the kernel runs. Here it becomes a parameter, and each call passes a tensor of
    its size, which nobody looks at behind the call: `relax-plan-memory` finds a place for it.

    Left alone: kernels that are public or used by something other than calls, buffers inside of loops, of a memory scope, with sizes that may divide by zero, or
    of kernels on another device.

    Input: functions behind `relax-lower-calls`.

    Before:
    ```mlir
    tir.prim_func private @k(%X: !tir.buffer<[s], f32>, %Y: !tir.buffer<[s], f32>) {
      %s = sym.value s : !sym.int<s>
      %local = tir.alloc_buffer : !tir.buffer<[2, s], f32>
      tir.for %i = 0 to %s {
        %x = tir.load %X[%i]
        %zero = arith.constant 0 : index
        tir.store %x, %local[%zero, %i]
        tir.store %x, %Y[%i]
      }
    }
    relax.func @f(%n: !sym.int<n>, %x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {relax.memory} {
      %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
      relax.call_destination @k ins(%x : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[n], f32>) scalars(%n : !sym.int<n>)
      relax.return %0 : !relax.tensor<[n], f32>
    }
    ```
    After:
    ```mlir
    tir.prim_func private @k(%X: !tir.buffer<[s], f32>, %Y: !tir.buffer<[s], f32>, %workspace2: !tir.buffer<[2, s], f32>) {
    ...
        tir.store %x, %workspace2[
    ...
    relax.func @f(%n: !sym.int<n>, %x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {relax.memory} {
    ...
      relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[2, n], f32>
      relax.call_destination @k ins(%x : !relax.tensor<[n], f32>) outs(%0, %1 : !relax.tensor<[n], f32>, !relax.tensor<[2, n], f32>) scalars(%n : !sym.int<n>)
    ...
    ```
  }];
  let statistics = [Statistic<"numLifted", "num-lifted", "local buffers that became parameters">];
  let dependentDialects = ["::mlir::relax::RelaxDialect", "::mlir::sym::SymDialect", "::mlir::tir::TIRDialect"];
}

def AlternateLoopTensors : Pass<"relax-alternate-loop-tensors"> {
  let summary = "Let a loop write the tensors that it carries into two buffers in turn";
  let description = [{
    Where the body of a `relax.while` allocates the tensor that it yields, each round allocates one. Two buffers in front of the loop take their place, for
    which `relax-plan-memory` finds room. The loop carries them beside the tensor, as (x, next, other): the body reads x, writes `next`, and yields
    (next, other, next). From the second round on x is `other`, so a round never writes what it reads, and the tensor of the first round is only read. Where that one is
    an allocation beside the loop that nothing else uses from there on, it serves as `other`, and there is one new buffer.

    Left alone: tensors that somebody has for longer than the next round, or in ways that are not followed: those that are yielded at several places, by way of another
    carried value (`relax.yield %next, %x`), by a loop around this one, or as a result of the function, which is memory of its own; fields of tuples; arguments of
    `relax.call_packed`, of functions and of closures. Also tensors that a region of the body yields, sizes that are known in the loop only, and other devices.

    Input: functions behind `relax-lower-calls`, in front of `relax-kill-after-last-use`.

    Before:
    ```mlir
    relax.func @f(%x: !relax.tensor<[64], f32>) attributes {relax.memory} {
      %r = relax.while (%y = %x) : (!relax.tensor<[64], f32>) -> !relax.tensor<[64], f32> {
        %go = relax.call_packed "go_on"() : () -> i1
        relax.condition(%go) %y
      } do {
      ^bb0(%y: !relax.tensor<[64], f32>):
        %t = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
        relax.call_destination "step" ins(%y : !relax.tensor<[64], f32>) outs(%t : !relax.tensor<[64], f32>)
        relax.yield %t
      }
      relax.call_destination "show" ins(%r : !relax.tensor<[64], f32>)
      relax.return
    }
    ```
    After:
    ```mlir
    relax.func @f(%x: !relax.tensor<[64], f32>) attributes {relax.memory} {
      %0 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
      %1 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
      %2:3 = relax.while (%a = %x, %b = %0, %c = %1) : (!relax.tensor<[64], f32>, !relax.tensor<[64], f32>, !relax.tensor<[64], f32>) -> (!relax.tensor<[64], f32>, !relax.tensor<[64], f32>, !relax.tensor<[64], f32>) {
        %3 = relax.call_packed "go_on"() : () -> i1
        relax.condition(%3) %a, %b, %c
      } do {
      ^bb0(%a: !relax.tensor<[64], f32>, %next: !relax.tensor<[64], f32>, %other: !relax.tensor<[64], f32>):
        relax.call_destination "step" ins(%a : !relax.tensor<[64], f32>) outs(%next : !relax.tensor<[64], f32>)
        relax.yield %next, %other, %next
      }
      relax.call_destination "show" ins(%2#0 : !relax.tensor<[64], f32>)
      relax.return
    }
    ```
  }];
  let statistics = [
    Statistic<"numAlternated", "num-alternated", "tensors that alternate between two buffers">,
    Statistic<"numReused", "num-reused", "of those: one buffer is the tensor of the first round">,
  ];
  let dependentDialects = ["::mlir::relax::RelaxDialect", "::mlir::sym::SymDialect"];
}

def PlanMemory : Pass<"relax-plan-memory"> {
  let summary = "Let tensors that live at different times share memory";
  let description = [{
    Moves the tensors of a function into arenas: `relax.alloc_tensor` becomes `relax.arena_tensor`, in a block of a `relax.alloc_arena` that is made
    before the first of them and killed behind the last use of the last. Blocks share memory where they are in use at different times.

    Lifetimes follow views and results of `relax.if`; a tensor that a loop captures lives until the loop ends, and the branches of an `if` have times of
    their own, so that both may use the same memory.

    A branch that is not taken must not cost anything. What an `if` makes in a branch joins an arena outside of it where

    - the prover shows for each tensor that it fits into a block that is free at the time, or
    - all sizes are constants (or have bounds), and either the arena stays within 4096 bytes, or it grows by less than what a second arena would add
      when the branch is taken: with P bytes without the branch, H with it, and S of the branch alone, H / P is at most (P + S) / H.

    Otherwise the branch has one arena of its own, and what outlives it is allocated alone. A loop would make such an arena in each round, so
    branches inside of a loop use the one in front of it. At most 64 branches are compared with each arena.

    Places are found

    - by the compiler, where all sizes are constants, or have upper bounds (`sym.ranges`) and `use-upper-bounds` is set;
    - by the compiler, for all values of the symbols, where the prover orders the sizes and shows that the blocks together take at most 1.15 times
      what is in use at some time;
    - by the virtual machine otherwise, for the sizes of each call. It keeps the plan for the next call with the same ones.

    An arena is made where all sizes have a value; tensors whose sizes get known later in the function have an arena of their own from there on.

    A result of the function has memory of its own, which the caller keeps, but it is taken together with the arena: until the result is made other tensors lie
    in it. So a result adds nothing to the peak where what is in use before fits. Up to 64 results of an arena do; results that a branch or a loop
    makes where it has no arena of its own, or that need no arena beside them, are allocated alone.

    Left alone: tensors that a loop allocates in one round and carries into the next (they alternate between two blocks of the pool), or that something
    else may hold: arguments of `relax.call_packed`, of functions and of closures. What `relax.call_dps_packed` passes may be planned: its callee keeps no
    reference, and a run-time error says when it does. Also tensors on another device, and copies.

    Input: functions behind `relax-lower-calls`. A function that has arenas was planned before, and is left alone.

    Before:
    ```mlir
    relax.func @f(%x: !relax.tensor<[64], f32>) -> !relax.tensor<[64], f32> attributes {relax.memory} {
      %0 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
      relax.call_destination "exp" ins(%x : !relax.tensor<[64], f32>) outs(%0 : !relax.tensor<[64], f32>)
      %1 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
      relax.call_destination "exp" ins(%0 : !relax.tensor<[64], f32>) outs(%1 : !relax.tensor<[64], f32>)
      %2 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
      relax.call_destination "exp" ins(%1 : !relax.tensor<[64], f32>) outs(%2 : !relax.tensor<[64], f32>)
      %3 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
      relax.call_destination "exp" ins(%2 : !relax.tensor<[64], f32>) outs(%3 : !relax.tensor<[64], f32>)
      relax.return %3 : !relax.tensor<[64], f32>
    }
    ```
    After:
    ```mlir
    relax.func @f(%x: !relax.tensor<[64], f32>) -> !relax.tensor<[64], f32> attributes {relax.memory} {
      %0 = relax.alloc_arena() blocks [256, 256, 0, 256] bytes 256 kept [0]
      %1 = relax.arena_tensor %0 block 1() : () -> !relax.tensor<[64], f32>
      relax.call_destination "exp" ins(%x : !relax.tensor<[64], f32>) outs(%1 : !relax.tensor<[64], f32>)
      %2 = relax.arena_tensor %0 block 0() : () -> !relax.tensor<[64], f32>
      relax.call_destination "exp" ins(%1 : !relax.tensor<[64], f32>) outs(%2 : !relax.tensor<[64], f32>)
      %3 = relax.arena_tensor %0 block 1() : () -> !relax.tensor<[64], f32>
      relax.call_destination "exp" ins(%2 : !relax.tensor<[64], f32>) outs(%3 : !relax.tensor<[64], f32>)
      %4 = relax.arena_tensor %0 block 0 kept() : () -> !relax.tensor<[64], f32>
      relax.call_destination "exp" ins(%3 : !relax.tensor<[64], f32>) outs(%4 : !relax.tensor<[64], f32>)
      relax.kill %0 : !relax.object
      relax.return %4
    }
    ```
  }];
  let options = [
    Option<"minTensors", "min-tensors", "unsigned", "2", "tensors for which an arena is worth its while (tensors, default 2)">,
    Option<"useUpperBounds", "use-upper-bounds", "bool", "false",
           "plan for the greatest sizes where all have a bound: no plan at run time, and the same memory for every call (default false)">,
  ];
  let statistics = [
    Statistic<"numPlanned", "num-planned", "tensors that moved into an arena">,
    Statistic<"numKept", "num-kept", "results whose memory others use before them">,
    Statistic<"numStatic", "num-static", "of those: with constant places">,
    Statistic<"numProved", "num-proved", "of those: with symbolic sizes, in blocks that the prover found large enough">,
    Statistic<"numAtRunTime", "num-at-run-time", "of those: to be placed at run time">,
    Statistic<"numLeft", "num-left", "tensors that keep an allocation of their own">,
  ];
  let dependentDialects = ["::mlir::relax::RelaxDialect", "::mlir::sym::SymDialect"];
}

def EstimateMemory : Pass<"relax-estimate-memory"> {
  let summary = "Report how much memory the tensors of a function take";
  let description = [{
    A remark for each function behind `relax-lower-calls`, with three amounts in bytes: of all tensors, each by itself; of the arenas of
    `relax-plan-memory` and of the tensors that have none; and the lower bound, which is the most that is in use at one time. Each is an expression over the symbols; `dims`
    gives values of symbols, for numbers beside it. Numbers of plans and of the lower bound count sizes rounded up to 64 bytes. Constants and parameters do not count.

    Branches do not live together: of an `if` the one counts that takes more at the time, and behind it the one that leaves more behind. So plan and lower bound are those
    of the worst path, and a call that takes another one may need less than the lower bound. What one branch yields counts behind the `if` on the other path too where it is
    older than the `if`. A call counts with what its callee takes, in the symbols
    of the caller, while it runs; a call that leads back to the function it is in does not count, nor what a callee returns behind the call. Where a plan is
    made at run time, the formula is the most that is in use at one time, and the plan takes that or more.

    Local buffers of kernels that are too large for the stack are workspaces, which are taken from the pool while the kernel runs. The largest among the kernels
    that the function calls is reported beside, where there is one.

    The same stands in the attribute `relax.peak_memory` of the function: numbers where they are known, else the expressions. Changes nothing else.

    Before:
    ```mlir
    relax.func @f(%n: !sym.int<n>, %x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {relax.memory} {
      %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
      relax.call_destination "exp" ins(%x : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[n], f32>)
      %1 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
      relax.call_destination "exp" ins(%0 : !relax.tensor<[n], f32>) outs(%1 : !relax.tensor<[n], f32>)
      relax.return %1 : !relax.tensor<[n], f32>
    }
    ```
    After:
    ```mlir
    relax.func @f(%n: !sym.int<n>, %x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {relax.memory, relax.peak_memory = {alone = "8 * n", lower_bound = "8 * n", planned = "8 * n", workspace = "0"}} {
      %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
      relax.call_destination "exp" ins(%x : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[n], f32>)
      %1 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
      relax.call_destination "exp" ins(%0 : !relax.tensor<[n], f32>) outs(%1 : !relax.tensor<[n], f32>)
      relax.return %1
    }
    ```
  }];
  let options = [
    ListOption<"dims", "dims", "std::string", "values of symbols, as n=4,m=8 (none by default)">,
  ];
  let statistics = [Statistic<"numFunctions", "num-functions", "functions reported">];
}

#endif // TRANSFORMS_RELAX_MEMORY_PASSES_TD
