//===- RelaxAttrs.h - attributes of the relax dialect -----------*- C++ -*-===//
//
// The device on which a tensor lives.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_RELAXATTRS_H
#define DIALECTS_RELAX_RELAXATTRS_H

#include "mlir/IR/Attributes.h"
#include "mlir/IR/BuiltinAttributes.h"

#define GET_ATTRDEF_CLASSES
#include "dialects/relax/RelaxAttrs.h.inc"

#endif // DIALECTS_RELAX_RELAXATTRS_H
