//===- Workspace.cpp - Local buffers on the heap --------------------------===//
//
// All local buffers of a function that are too large for the stack are parts of
// one block, so that there is one call, one test and one place to give it back.
// Their sizes are expressions of the signature, hence known at the entry.
//
//===----------------------------------------------------------------------===//

#include "conversion/tir_common/TIRLowering.h"
#include "conversion/tir_to_llvm/KernelLowering.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/Dominance.h"

using namespace mlir;
using namespace mlir::tir;

/// Parts start at multiples of this many bytes.
static constexpr int64_t kAlignment = 64;

static int64_t getElementBytes(Type element) {
  return element.isIndex() ? 8 : (element.getIntOrFloatBitWidth() + 7) / 8;
}

/// Blocks that every call passes once, in this order, with their places: the entry and what follows it behind assertions,
/// whose branches are marked and come back.
static llvm::DenseMap<Block *, unsigned> getStartingBlocks(LLVM::LLVMFuncOp func) {
  auto isExit = [](Block *block) {
    return llvm::any_of(*block, [](Operation &op) { return op.hasAttr(kExitAttr); });
  };
  auto getSingleSuccessor = [](Block *block) {
    return block->getNumSuccessors() == 1 ? block->getSuccessor(0) : nullptr;
  };
  llvm::DenseMap<Block *, unsigned> places;
  Block *block = &func.getBody().front();
  while (block && places.try_emplace(block, places.size()).second) {
    Block *next = getSingleSuccessor(block);
    if (auto branch = dyn_cast<LLVM::CondBrOp>(block->getTerminator())) {
      Block *yes = branch.getTrueDest(), *no = branch.getFalseDest();
      if (isExit(yes) && getSingleSuccessor(yes) == no)
        next = no;
      else if (isExit(no) && getSingleSuccessor(no) == yes)
        next = yes;
    }
    // A loop starts where a second way comes in.
    auto comesFromStart = [&](Block *from) {
      return places.contains(from) || (isExit(from) && places.contains(from->getSinglePredecessor()));
    };
    block = next && llvm::all_of(next->getPredecessors(), comesFromStart) ? next : nullptr;
  }
  return places;
}

LogicalResult tir::lowerWorkspace(KernelFunction kernel) {
  SmallVector<memref::AllocOp> allocs;
  kernel.func.walk([&](memref::AllocOp alloc) { allocs.push_back(alloc); });
  if (allocs.empty())
    return success();
  Location loc = allocs.front().getLoc();
  OpBuilder builder(kernel.func.getContext());

  // Behind the last size, where the kernel starts.
  llvm::DenseMap<Block *, unsigned> places = getStartingBlocks(kernel.func);
  Block *entry = &kernel.func.getBody().front();
  Operation *last = nullptr;
  for (memref::AllocOp alloc : allocs)
    for (Value size : alloc.getDynamicSizes()) {
      Block *block = size.getParentBlock();
      auto place = places.find(block);
      if (place == places.end())
        return alloc.emitError()
               << "the size of a local buffer must be known where the kernel "
                  "starts";
      if (place->second > places.lookup(entry)) {
        entry = block;
        last = nullptr;
      }
      Operation *definition = size.getDefiningOp();
      if (definition && block == entry && (!last || last->isBeforeInBlock(definition)))
        last = definition;
    }
  if (last)
    builder.setInsertionPointAfter(last);
  else
    builder.setInsertionPointToStart(entry);

  Type i64 = builder.getI64Type();
  Type pointer = LLVM::LLVMPointerType::get(builder.getContext());
  Value total = constantI64(builder, loc, 0);
  SmallVector<Value> offsets;
  for (memref::AllocOp alloc : allocs) {
    MemRefType type = alloc.getType();
    if (type.getRank() != 1 || type.getMemorySpace())
      return alloc.emitError()
             << "a local buffer of type " << type << " has no place on the cpu";
    Value elements =
        type.isDynamicDim(0)
            ? castTo(builder, loc, alloc.getDynamicSizes().front(), i64)
            : constantI64(builder, loc, type.getDimSize(0));
    offsets.push_back(total);
    Value bytes = LLVM::MulOp::create(
        builder, loc, elements,
        constantI64(builder, loc, getElementBytes(type.getElementType())));
    bytes = LLVM::AddOp::create(builder, loc, bytes,
                                constantI64(builder, loc, kAlignment - 1));
    bytes = LLVM::AndOp::create(builder, loc, bytes,
                                constantI64(builder, loc, -kAlignment));
    total = LLVM::AddOp::create(builder, loc, total, bytes);
  }
  Value block = callContext(builder, loc, kernel.ctx, ContextService::Alloc,
                            pointer,
                            {total, constantI64(builder, loc, kAlignment)});
  for (auto [alloc, offset] : llvm::zip_equal(allocs, offsets)) {
    Value part = LLVM::GEPOp::create(builder, loc, pointer, builder.getI8Type(),
                                     block, offset,
                                     LLVM::GEPNoWrapFlags::inbounds);
    Value memref = castTo(builder, loc, part, alloc.getType());
    for (StringRef attr : {kAliasScopesAttr, kNoAliasScopesAttr})
      if (Attribute scopes = alloc->getAttr(attr))
        memref.getDefiningOp()->setAttr(attr, scopes);
    alloc.replaceAllUsesWith(memref);
  }

  // The rest of the function runs when there is memory.
  auto ret = cast<LLVM::ReturnOp>(kernel.func.getBody().back().getTerminator());
  OpBuilder atEnd(ret);
  callContext(atEnd, loc, kernel.ctx, ContextService::Free, Type(), {block});
  Value null = LLVM::ZeroOp::create(builder, loc, pointer);
  Value missing = LLVM::ICmpOp::create(builder, loc, LLVM::ICmpPredicate::eq,
                                       block, null);
  Block *rest = entry->splitBlock(builder.getInsertionPoint());
  Block *failed = new Block;
  kernel.func.getBody().getBlocks().insert(rest->getIterator(), failed);
  builder.setInsertionPointToEnd(entry);
  LLVM::CondBrOp::create(builder, loc, missing, failed, rest);
  builder.setInsertionPointToEnd(failed);
  LLVM::ReturnOp::create(builder, loc,
                         constantI32(builder, loc, kServiceFailed));
  // Who leaves early gives it back, too; but not who leaves before there is a block.
  DominanceInfo dominance(kernel.func);
  SmallVector<Operation *> exits;
  kernel.func.walk([&](Operation *op) {
    if (op->hasAttr(kExitAttr) && dominance.dominates(rest, op->getBlock()))
      exits.push_back(op);
  });
  for (Operation *exit : exits) {
    builder.setInsertionPointAfter(exit);
    callContext(builder, loc, kernel.ctx, ContextService::Free, Type(), {block});
  }
  // Only now: the insertion point may have been one of them.
  for (memref::AllocOp alloc : allocs)
    alloc.erase();
  return success();
}
