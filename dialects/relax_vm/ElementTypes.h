//===- ElementTypes.h - Element types of the virtual machine ----*- C++ -*-===//
//
// The words by which the executable and the runtime name element types
// (runtime/executable/abi.h), from and to builtin types.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_VM_ELEMENTTYPES_H
#define DIALECTS_RELAX_VM_ELEMENTTYPES_H

#include "mlir/IR/Types.h"

#include <cstdint>
#include <optional>

namespace mlir::relax_vm {

/// The word of an element type; nothing for a type that tensors cannot hold.
/// `i1` is the boolean, which takes a byte.
std::optional<uint32_t> encodeElementType(Type type);

/// Bytes that one element takes in memory; nothing as above.
std::optional<int64_t> getElementByteWidth(Type type);

} // namespace mlir::relax_vm

#endif // DIALECTS_RELAX_VM_ELEMENTTYPES_H
