//===- RelaxMemoryOps.td - relax: memory that tensors share ---------------===//
//
// What `relax-plan-memory` makes of allocations: one arena for many tensors, each in a block whose place is planned.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_RELAXMEMORYOPS_TD
#define DIALECTS_RELAX_RELAXMEMORYOPS_TD

include "dialects/relax/RelaxBase.td"
include "dialects/relax/RelaxTypes.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def Relax_Arena : Type<CPred<"::llvm::isa<::mlir::relax::ObjectType>($_self)">, "relax object", "::mlir::relax::ObjectType">,
                  BuildableType<"::mlir::relax::ObjectType::get($_builder.getContext())">;

def Relax_AllocArenaOp : Relax_Op<"alloc_arena"> {
  let summary = "Memory for tensors that share it by plan";
  let description = [{
    An arena has blocks, numbered from 0, each for one tensor at a time (`relax.arena_tensor`). With `bytes` the plan is made: `blocks` lists
    the offset (a multiple of 64) and the size of each block. Without, `blocks` lists for each block the number of an operand, which is its size in
    bytes, and the first and the last time at which it is in use; offsets are found when the op runs, such that blocks share memory only where they
    are in use at different times, and are kept for the next run with the same sizes.

    Blocks of `kept` are memory of their own, rounded up to a multiple of 64 bytes, which a tensor may keep when the arena goes. At other times
    other blocks lie in it. In a plan with `bytes` they follow the arena, which `bytes` is the size of, and an offset behind the arena lies in one of them.

    Constraints: (alloc_arena_c1) with `bytes` there are no sizes, and `blocks` are pairs inside of the arena or of a kept block, at multiples of 64;
    (alloc_arena_c2) without there is a size, and `blocks` are triples of the number of a size and two times in order; (alloc_arena_c3) `kept` are
    numbers of blocks, ascending, which with `bytes` lie one behind the other behind the arena.

    ```mlir
    %0 = relax.alloc_arena() blocks [0, 100, 128, 64] bytes 192
    %1 = relax.alloc_arena(%n4, %n8 : !sym.int<4 * n>, !sym.int<8 * n>) blocks [0, 0, 3, 1, 2, 5, 0, 4, 6]
    %2 = relax.alloc_arena() blocks [0, 64, 64, 64, 64, 32] bytes 64 kept [1]
    ```
  }];
  let arguments = (ins Variadic<Relax_SymInt>:$sizes, DenseI64ArrayAttr:$blocks, OptionalAttr<I64Attr>:$bytes,
                       OptionalAttr<DenseI64ArrayAttr>:$kept);
  let results = (outs Res<Relax_Arena, "", [MemAlloc]>:$result);
  let assemblyFormat = [{
    `(` ($sizes^ `:` qualified(type($sizes)))? `)` `blocks` $blocks (`bytes` $bytes^)? (`kept` $kept^)? attr-dict
  }];
  let extraClassDeclaration = [{
    /// Whether offsets are given, rather than found at run time.
    bool isPlanned() { return getBytes().has_value(); }
    unsigned getNumBlocks() { return getBlocks().size() / (isPlanned() ? 2 : 3); }
    /// Whether a tensor may keep the block.
    bool isKept(int64_t block) { return getKept() && ::llvm::is_contained(*getKept(), block); }
  }];
  let hasVerifier = 1;
}

def Relax_ArenaTensorOp : Relax_Op<"arena_tensor"> {
  let summary = "A tensor in a block of an arena";
  let description = [{
    Without defined contents. Takes one `!sym.int` for each dimension of the result that is not a constant, as `relax.alloc_tensor` does. The tensor
    borrows the memory, so the arena is killed behind the last use of the tensor and of everything that shares memory with it. With `kept` it
    keeps the memory of the block, which outlives the arena with it: a result of a function.

    Constraints: (arena_tensor_c1) the result has a rank, an element type and no `?`, and as many operands as dimensions that are not constant,
    each with that expression; (arena_tensor_c2) the arena comes from `relax.alloc_arena`, which has a block of this number;
    (arena_tensor_c3) what the tensor keeps is a block that the arena lists as kept.

    ```mlir
    %2 = relax.arena_tensor %1 block 0(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
    %3 = relax.arena_tensor %1 block 1 kept (%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
    ```
  }];
  let arguments = (ins Relax_Arena:$arena, ConfinedAttr<I64Attr, [IntNonNegative]>:$block, UnitAttr:$kept, Variadic<Relax_SymInt>:$dims);
  let results = (outs Res<Relax_Tensor, "", [MemAlloc]>:$result);
  let assemblyFormat = "$arena `block` $block (`kept` $kept^)? `(` $dims `)` attr-dict `:` functional-type($dims, $result)";
  let hasVerifier = 1;
}

#endif // DIALECTS_RELAX_RELAXMEMORYOPS_TD
