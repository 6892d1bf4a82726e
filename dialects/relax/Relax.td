//===- Relax.td - dialect, types and attributes in one --------------------===//
//
// The root that the dialect, type and attribute classes are generated from. Operations have roots of their own.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_RELAX_TD
#define DIALECTS_RELAX_RELAX_TD

include "dialects/relax/RelaxAttrs.td"
include "dialects/relax/RelaxBase.td"
include "dialects/relax/RelaxTypes.td"

#endif // DIALECTS_RELAX_RELAX_TD
