//===- TIR.h - the tir dialect ----------------------------------*- C++ -*-===//
//
// Umbrella header: dialect class, types, attributes and operations.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_TIR_TIR_H
#define DIALECTS_TIR_TIR_H

#include "dialects/tir/TIROps.h"
#include "dialects/tir/TIRTypes.h"

#endif // DIALECTS_TIR_TIR_H
