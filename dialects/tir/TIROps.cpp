//===- TIROps.cpp - generated definitions of the operations ---------------===//
//
// One place for what TableGen generates; the code by hand stands in TIRFunctions, TIRLoops and TIRMemory.
//
//===----------------------------------------------------------------------===//

#include "dialects/tir/TIR.h"

using namespace mlir;
using namespace mlir::tir;

#define GET_OP_CLASSES
#include "dialects/tir/TIROps.cpp.inc"
