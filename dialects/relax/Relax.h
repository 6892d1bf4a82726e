//===- Relax.h - the relax dialect, everything ------------------*- C++ -*-===//
//
// Dialect, types, attributes, core operations and operators.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_RELAX_H
#define DIALECTS_RELAX_RELAX_H

#include "dialects/relax/RelaxAttrs.h"
#include "dialects/relax/RelaxDialect.h"
#include "dialects/relax/RelaxLoweringOps.h"
#include "dialects/relax/RelaxOps.h"
#include "dialects/relax/RelaxTypes.h"
#include "dialects/relax/ops/Operators.h"

#endif // DIALECTS_RELAX_RELAX_H
