//===- KernelMerge.h - Several kernels as one -------------------*- C++ -*-===//
//
// The steps from the body of a primitive function, calls of kernels and views, to one kernel. The first makes a kernel
// that is right; each of the others makes it better and leaves it right.
//
//===----------------------------------------------------------------------===//

#ifndef TRANSFORMS_RELAX_FUSION_KERNELMERGE_H
#define TRANSFORMS_RELAX_FUSION_KERNELMERGE_H

#include "dialects/relax/Relax.h"
#include "dialects/tir/TIR.h"

#include "mlir/IR/SymbolTable.h"

namespace mlir::relax {

/// One kernel with the parameters of `function` and one more buffer for each of its results. The bodies of the called
/// kernels follow one another; what they hand on lies in local buffers, and views are index arithmetic. The kernel
/// belongs to nobody: insert it into a module. Fails, with the reason in `reason`, where the body holds something else.
FailureOr<tir::PrimFuncOp> mergeKernels(FuncOp function, const SymbolTable &symbolTable, std::string &reason);

/// Computes elements of local buffers where they are read, if each follows from single elements of other buffers and
/// that costs no more than reading it: the loops that fill the buffer, and the buffer, disappear. Returns the number of
/// buffers.
unsigned inlineProducers(tir::PrimFuncOp kernel);

/// Gives each slice of a local buffer that is read in slices, which have no element in common, a buffer and loops of its
/// own. Returns the number of buffers that were split.
unsigned splitAtSlices(tir::PrimFuncOp kernel);

/// Lets a local buffer that is last read where an output of its type is written, at the same places, be that output.
/// Returns the number of buffers.
unsigned reuseOutputs(tir::PrimFuncOp kernel);

/// Joins loops that follow one another, run equally often, and hand on elements within one iteration only. Returns the
/// number of loops that disappear.
unsigned fuseLoops(tir::PrimFuncOp kernel);

/// Gives local buffers one element in each dimension that a single loop around all accesses runs over. Returns the
/// number of buffers.
unsigned shrinkBuffers(tir::PrimFuncOp kernel);

/// The loop whose variable an index is, through variables of blocks; null where it is computed.
tir::ForOp getLoopOfIndex(Value index);

/// Whether a block inside accumulates along the loop.
bool carriesReduction(tir::ForOp loop);

/// Declares anew what each block reads and writes.
void declareRegions(tir::PrimFuncOp kernel);

} // namespace mlir::relax

#endif // TRANSFORMS_RELAX_FUSION_KERNELMERGE_H
