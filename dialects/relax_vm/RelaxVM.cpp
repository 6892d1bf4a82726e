//===- RelaxVM.cpp - The relax_vm dialect, its type and attribute ---------===//

#include "dialects/relax_vm/RelaxVM.h"

#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace mlir::relax_vm;

#include "dialects/relax_vm/RelaxVMDialect.cpp.inc"

#define GET_TYPEDEF_CLASSES
#include "dialects/relax_vm/RelaxVMTypes.cpp.inc"

#define GET_ATTRDEF_CLASSES
#include "dialects/relax_vm/RelaxVMAttrs.cpp.inc"

void RelaxVMDialect::initialize() {
  addTypes<
#define GET_TYPEDEF_LIST
#include "dialects/relax_vm/RelaxVMTypes.cpp.inc"
      >();
  addAttributes<
#define GET_ATTRDEF_LIST
#include "dialects/relax_vm/RelaxVMAttrs.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "dialects/relax_vm/ScalarOps.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "dialects/relax_vm/TensorOps.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "dialects/relax_vm/ObjectOps.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "dialects/relax_vm/ControlOps.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "dialects/relax_vm/ModuleOps.cpp.inc"
      >();
}
