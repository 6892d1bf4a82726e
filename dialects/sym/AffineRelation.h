//===- AffineRelation.h - One size in terms of another ----------*- C++ -*-===//
//
// Kernels and outlined functions speak of sizes of their own. A result that is
// twice as long as a parameter needs no size of its own: it stays `2 * s0`, so
// that what runs inside can be proved to fit.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_SYM_AFFINERELATION_H
#define DIALECTS_SYM_AFFINERELATION_H

#include "dialects/sym/SymAttrs.h"

namespace mlir::sym {

/// `factor * own + offset`, where `expr` is `factor * known + offset` with
/// integers of which the factor is positive; null where it is not. With `known`
/// = 8 * (n floordiv 32), `own` = s0 and `expr` = 16 * (n floordiv 32) + 1 that
/// is 2 * s0 + 1. Constants are related to nothing.
ExprAttr expressThrough(ExprAttr expr, ExprAttr known, ExprAttr own);

} // namespace mlir::sym

#endif // DIALECTS_SYM_AFFINERELATION_H
