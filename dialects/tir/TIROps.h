//===- TIROps.h - operations of tir -----------------------------*- C++ -*-===//
//
// Functions, loops, blocks and memory accesses of the loop level.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_TIR_TIROPS_H
#define DIALECTS_TIR_TIROPS_H

#include "dialects/interfaces/DestinationPassing.h"
#include "dialects/sym/Sym.h"
#include "dialects/tir/TIRTypes.h"
#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "mlir/Interfaces/LoopLikeInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

namespace mlir::tir {

/// Discardable attributes about run-time checks of indices, both units. On an access or division: the author vouches for
/// it. On a function: the caller has checked that its sizes fit each other.
constexpr llvm::StringLiteral kUnguardedAttr = "tir.unguarded";
constexpr llvm::StringLiteral kSizesCheckedAttr = "tir.sizes_checked";

class InitOp;
class YieldOp;

/// What `tir.reads` and `tir.writes` write to: nothing that a program sees, but enough that nobody erases a declaration.
struct RegionResource : SideEffects::Resource::Base<RegionResource> {
  StringRef getName() final { return "tir.region"; }
};

/// The bound as a value of type `index`: a constant, the value itself, or `sym.to_index` of it.
Value materializeIndex(OpBuilder &builder, Location loc, OpFoldResult bound);

/// Whether `thread` is a name that a thread-bound loop may carry.
bool isThreadName(StringRef thread);

} // namespace mlir::tir

#define GET_OP_CLASSES
#include "dialects/tir/TIROps.h.inc"

#endif // DIALECTS_TIR_TIROPS_H
