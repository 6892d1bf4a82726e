//===- SymDialect.h - The sym dialect ---------------------------*- C++ -*-===//

#ifndef DIALECTS_SYM_SYMDIALECT_H
#define DIALECTS_SYM_SYMDIALECT_H

#include "mlir/IR/Dialect.h"

#include "dialects/sym/SymDialect.h.inc"

#endif // DIALECTS_SYM_SYMDIALECT_H
