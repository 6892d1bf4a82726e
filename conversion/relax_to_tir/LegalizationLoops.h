//===- LegalizationLoops.h - loops inside of a block ------------*- C++ -*-===//
//
// Where the number of steps comes from a tensor, or a step needs the one
// before, a block has loops of its own. What they read and write is declared
// for whole buffers. Private to this folder.
//
//===----------------------------------------------------------------------===//

#ifndef CONVERSION_RELAX_TO_TIR_LEGALIZATIONLOOPS_H
#define CONVERSION_RELAX_TO_TIR_LEGALIZATIONLOOPS_H

#include "conversion/relax_to_tir/LegalizationNum.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

namespace mlir::relax {

/// Runs `body` for each index in [lower, upper), which takes and gives the
/// carried values; their last state is the result.
inline SmallVector<Num>
loopOver(tir::ScalarBuilder &scalars, Value lower, Value upper,
         ArrayRef<Num> initial,
         llvm::function_ref<SmallVector<Num>(Num index, ArrayRef<Num> carried)>
             body) {
  OpBuilder &builder = scalars.getBuilder();
  Location loc = scalars.getLoc();
  SmallVector<Value> values(initial.begin(), initial.end());
  auto toNums = [&](ValueRange range) {
    return llvm::map_to_vector(
        range, [&](Value value) { return Num(scalars, value); });
  };
  auto loop = scf::ForOp::create(
      builder, loc, lower, upper, scalars.constantIndex(1), values,
      [&](OpBuilder &inner, Location, Value index, ValueRange carried) {
        OpBuilder::InsertionGuard guard(builder);
        builder.setInsertionPoint(inner.getInsertionBlock(),
                                  inner.getInsertionPoint());
        SmallVector<Num> results = body(Num(scalars, index), toNums(carried));
        scf::YieldOp::create(
            builder, loc, SmallVector<Value>(results.begin(), results.end()));
      });
  return toNums(loop.getResults());
}

/// An element read in a loop of the block, as one computes with it;
/// `declareReads` says so for the whole buffer. The indices are inside by
/// construction, which nobody checks at run time.
inline Num loadInLoop(tir::ScalarBuilder &scalars, Value buffer,
                      ValueRange indices) {
  auto load = tir::LoadOp::create(scalars.getBuilder(), scalars.getLoc(),
                                  buffer, indices);
  load->setAttr(tir::kUnguardedAttr, scalars.getBuilder().getUnitAttr());
  return Num(scalars, scalars.cast(load, computeTypeOf(buffer),
                                   isUnsignedElement(elementOf(buffer))));
}

/// The same for writing.
inline void storeInLoop(tir::ScalarBuilder &scalars, Value value, Value buffer,
                        ValueRange indices) {
  auto store = tir::StoreOp::create(scalars.getBuilder(), scalars.getLoc(),
                                    value, buffer, indices);
  store->setAttr(tir::kUnguardedAttr, scalars.getBuilder().getUnitAttr());
}

inline void declareReads(tir::ScalarBuilder &scalars, Value buffer) {
  tir::ReadsOp::create(scalars.getBuilder(), scalars.getLoc(), buffer,
                       ValueRange());
}
inline void declareWrites(tir::ScalarBuilder &scalars, Value buffer) {
  tir::WritesOp::create(scalars.getBuilder(), scalars.getLoc(), buffer,
                        ValueRange());
}

} // namespace mlir::relax

#endif // CONVERSION_RELAX_TO_TIR_LEGALIZATIONLOOPS_H
