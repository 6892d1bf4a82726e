//===- Constants.h - Bytes of constant tensors ------------------*- C++ -*-===//

#ifndef TARGET_CONSTANTS_H
#define TARGET_CONSTANTS_H

#include "mlir/IR/BuiltinAttributeInterfaces.h"

#include <deque>
#include <vector>

namespace mlir::target {

/// Keeps bytes that had to be made.
using ByteArena = std::deque<std::vector<char>>;

/// The bytes of `value` in the layout of a tensor (compact, row-major, an
/// element of fewer than 8 bits in a byte of its own). Resources and plain
/// dense attributes are not copied: the bytes are those of the attribute.
/// Splats and booleans are written out into `arena`. Fails with a diagnostic at
/// `loc`.
FailureOr<ArrayRef<char>> getTensorBytes(Location loc, ElementsAttr value,
                                         ByteArena &arena);

} // namespace mlir::target

#endif // TARGET_CONSTANTS_H
