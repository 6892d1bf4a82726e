//===- TIRLowering.h - Steps that lowerings of tir share --------*- C++ -*-===//
//
// What the way to LLVM and the ways to the GPU have in common once blocks are
// gone and buffers are flat: symbols become index values, tir.for becomes
// scf.for, rank-1 memrefs become bare pointers.
//
//===----------------------------------------------------------------------===//

#ifndef RELAX_MLIR_CONVERSION_TIR_COMMON_TIRLOWERING_H
#define RELAX_MLIR_CONVERSION_TIR_COMMON_TIRLOWERING_H

#include "dialects/tir/TIR.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/PatternMatch.h"

namespace mlir {
class LLVMTypeConverter;
class RewritePatternSet;

namespace tir {

/// The scalar parameters of a kernel, in order: what follows the symbols in the
/// `scalars` of the kernel's binary interface.
bool isScalarParameter(Type type);

/// Replaces every value of type !sym.int below `root` by index arithmetic over
/// `symbols` (values of type index), and erases the operations of sym. Values
/// over symbols of the signature are computed once, at `entry`.
LogicalResult lowerSymbols(Operation *root, OpBuilder::InsertPoint entry,
                           llvm::DenseMap<StringAttr, Value> symbols);

/// Replaces each tir.for below `root` by an scf.for; the kinds `vectorized` and
/// `unrolled` become annotations for LLVM, parallel loops run serially. A
/// thread-bound loop that is left is an error.
LogicalResult lowerLoops(Operation *root);

/// What LLVM is told about a loop of the kind `vectorized` or `unrolled`; null for others.
LLVM::LoopAnnotationAttr getLoopAnnotation(ForOp loop);

/// Upstream's conversions carry the annotation of a loop along as a foreign
/// attribute; this makes it the branch's own, which the translation to LLVM IR
/// reads.
void attachLoopAnnotation(Operation *branch);

/// Whether memory of the type is a line of elements, which a bare pointer can stand for.
bool isFlatMemRef(MemRefType type);

/// The alias scopes that accesses of a flat memref belong to, and those that they do not touch; null where there are none.
struct AliasScopes {
  ArrayAttr scopes, others;
  /// Those of the operation that makes the memref (see kAliasScopesAttr).
  static AliasScopes get(Value memref);
};

/// The type that an element of the type `element` has in memory when it is `converted` in registers: a byte, if it has
/// fewer than 8 bits.
Type getFlatElementType(Type element, Type converted);

/// The access as operations of LLVM: element `index` behind the pointer `base`. `converted` is the type of the element in
/// registers.
Value loadFlat(OpBuilder &builder, memref::LoadOp op, Type converted, Value base, Value index, AliasScopes scopes);
void storeFlat(OpBuilder &builder, memref::StoreOp op, Value value, Value base, Value index, AliasScopes scopes);

/// Memory on the stack of `func`, made at its entry, once for each call; `pointer` is the type of the result.
Value allocateFlat(OpBuilder &builder, memref::AllocaOp op, Type pointer, Type converted, LLVM::LLVMFuncOp func);

/// Makes `converter` turn a rank-1 memref with the identity layout into a
/// bare pointer.
void addFlatMemRefConversion(LLVMTypeConverter &converter);

/// Patterns for memref.load, memref.store and memref.alloca on such memrefs.
/// Elements of fewer than 8 bits take a byte. The attributes `alias_scopes` and
/// `noalias_scopes` of the operation that makes a pointer (see
/// kAliasScopesAttr) go to its accesses.
void populateFlatMemRefToLLVMPatterns(const LLVMTypeConverter &converter,
                                      RewritePatternSet &patterns);

/// Discardable attributes of the operation whose result is a flat memref: the
/// LLVM alias scopes that its accesses belong to and those they do not touch.
constexpr llvm::StringLiteral kAliasScopesAttr = "tir.alias_scopes";
constexpr llvm::StringLiteral kNoAliasScopesAttr = "tir.noalias_scopes";

} // namespace tir
} // namespace mlir

#endif // RELAX_MLIR_CONVERSION_TIR_COMMON_TIRLOWERING_H
