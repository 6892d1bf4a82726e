//===- Sym.h - The sym dialect, whole ---------------------------*- C++ -*-===//

#ifndef DIALECTS_SYM_SYM_H
#define DIALECTS_SYM_SYM_H

#include "dialects/sym/SymAttrs.h"
#include "dialects/sym/SymDialect.h"
#include "dialects/sym/SymInterfaces.h"
#include "dialects/sym/SymOps.h"
#include "dialects/sym/SymTypes.h"
#include "dialects/sym/SymbolScope.h"

#endif // DIALECTS_SYM_SYM_H
