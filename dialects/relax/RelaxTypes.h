//===- RelaxTypes.h - relax types and their lattice -------------*- C++ -*-===//
//
// Tensor, shape, object and callable types, and the order "knows at least as
// much as" between them.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_RELAXTYPES_H
#define DIALECTS_RELAX_RELAXTYPES_H

#include "dialects/interfaces/SymbolicShapedType.h"
#include "dialects/relax/RelaxAttrs.h"
#include "dialects/sym/SymAttrs.h"
#include "dialects/sym/SymTypes.h"
#include "mlir/IR/BuiltinTypeInterfaces.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Types.h"

#define GET_TYPEDEF_CLASSES
#include "dialects/relax/RelaxTypes.h.inc"

namespace mlir::relax {

//===----------------------------------------------------------------------===//
// Kinds of values
//===----------------------------------------------------------------------===//

/// Whether a relax function may handle values of this type: a reference type or
/// a scalar type.
bool isValueType(Type type);

/// Tensors, shapes, objects, callables, and tuples of value types: what lives
/// behind a reference at run time.
bool isReferenceType(Type type);

/// `!sym.int`, `index`, integers of at most 64 bits and the floating-point
/// types that tensors have.
bool isScalarType(Type type);

/// `i1`, or a tensor of rank 0 of `i1`: what `relax.if` and `relax.while`
/// decide on.
bool isConditionType(Type type);

//===----------------------------------------------------------------------===//
// The lattice
//===----------------------------------------------------------------------===//

/// Whether every value of type `sub` is a value of type `super`, by the types
/// alone: equal, or `super` knows less. Dimensions are compared by canonical
/// form. Parameters of callables are contravariant. `!relax.object` is above
/// everything, boxed scalars included.
bool isSubtype(Type sub, Type super);

/// The least type above both: what is known whichever of the two a value has.
/// Never null.
Type join(Type lhs, Type rhs);

/// Whether no value can have both types: different kinds, ranks, element types,
/// or dimensions that differ for every assignment of their symbols. This is
/// what verifiers refuse; `why`, if given, receives the reason with both
/// values.
bool provablyDisjoint(Type lhs, Type rhs, std::string *why = nullptr);

/// The type with each dimension that is not a constant replaced by `?`: what a
/// closed signature says of it. Null where the type mentions a symbol in a
/// place that has no unknown, as in `!sym.int<n>`.
Type closeType(Type type);

/// Adds the symbols that stand bare in a dimension (or as `!sym.int<s>`),
/// tuples depth first, in order of occurrence: those whose value a value of
/// this type determines.
void collectBareSymbols(Type type, llvm::SetVector<StringAttr> &symbols);

/// Whether some dimension in the type, or the rank, is unknown (`?` or `*`),
/// tuples included.
bool hasUnknownDims(Type type);

} // namespace mlir::relax

#endif // DIALECTS_RELAX_RELAXTYPES_H
