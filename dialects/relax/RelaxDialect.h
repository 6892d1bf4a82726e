//===- RelaxDialect.h - the relax dialect -----------------------*- C++ -*-===//
//
// The dialect class alone. Users include Relax.h, which has types and
// operations as well.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_RELAXDIALECT_H
#define DIALECTS_RELAX_RELAXDIALECT_H

#include "mlir/IR/Dialect.h"

#include "dialects/relax/RelaxDialect.h.inc"

#endif // DIALECTS_RELAX_RELAXDIALECT_H
