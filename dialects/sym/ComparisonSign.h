//===- ComparisonSign.h - How messages write a comparison -------*- C++ -*-===//
//
// IR writes comparisons as words, since `<` closes a type. Messages for people
// write the sign.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_SYM_COMPARISONSIGN_H
#define DIALECTS_SYM_COMPARISONSIGN_H

#include "dialects/sym/SymAttrs.h"

namespace mlir::sym {

/// `==`, `!=`, `<`, `<=`: as written in a message.
inline StringRef getComparisonSign(Comparison comparison) {
  switch (comparison) {
  case Comparison::eq:
    return "==";
  case Comparison::ne:
    return "!=";
  case Comparison::lt:
    return "<";
  case Comparison::le:
    return "<=";
  }
  return "";
}

} // namespace mlir::sym

#endif // DIALECTS_SYM_COMPARISONSIGN_H
