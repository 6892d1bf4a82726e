//===- Sym.td - The sym dialect, its attributes and types -----------------===//

#ifndef SYM_TD
#define SYM_TD

include "mlir/IR/OpBase.td" // the documentation generator looks for the class Op

include "dialects/sym/SymDialect.td"
include "dialects/sym/SymAttrs.td"
include "dialects/sym/SymTypes.td"

#endif // SYM_TD
