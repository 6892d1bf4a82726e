//===- RelaxVM.h - The relax_vm dialect -------------------------*- C++ -*-===//
//
// Dialect class, type, attribute and ops of the virtual machine. One op per
// instruction of runtime/executable/Instructions.def, and the three ops that
// stand at the top of a module: func, kernel, constant.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_VM_RELAXVM_H
#define DIALECTS_RELAX_VM_RELAXVM_H

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "dialects/relax_vm/RelaxVMDialect.h.inc"

#define GET_TYPEDEF_CLASSES
#include "dialects/relax_vm/RelaxVMTypes.h.inc"

#define GET_ATTRDEF_CLASSES
#include "dialects/relax_vm/RelaxVMAttrs.h.inc"

#define GET_OP_CLASSES
#include "dialects/relax_vm/ModuleOps.h.inc"
#define GET_OP_CLASSES
#include "dialects/relax_vm/ScalarOps.h.inc"
#define GET_OP_CLASSES
#include "dialects/relax_vm/TensorOps.h.inc"
#define GET_OP_CLASSES
#include "dialects/relax_vm/ObjectOps.h.inc"
#define GET_OP_CLASSES
#include "dialects/relax_vm/ControlOps.h.inc"

namespace mlir::relax_vm {

/// The unit attribute that marks the nested module of one kernel.
inline constexpr llvm::StringLiteral kernelModuleAttrName = "relax.kernel";

/// The unit attribute of a nested module with compiled VM functions.
inline constexpr llvm::StringLiteral functionModuleAttrName =
    "relax.vm_functions";

/// The unit attribute of a `relax_vm.func` that has compiled code.
inline constexpr llvm::StringLiteral compiledAttrName = "relax_vm.compiled";

/// Symbols of machine code. The prefix keeps a kernel named `exp` apart from
/// the C library's.
inline std::string getKernelSymbol(StringRef name) {
  return ("relax.kernel." + name).str();
}
inline std::string getFunctionSymbol(StringRef name) {
  return ("relax.function." + name).str();
}

/// The word of the CPU in a `device` attribute (see runtime/executable/abi.h).
inline constexpr int64_t cpuDevice = 1;

/// True for `!relax_vm.object`.
inline bool isObject(Type type) { return isa<ObjectType>(type); }

} // namespace mlir::relax_vm

#endif // DIALECTS_RELAX_VM_RELAXVM_H
