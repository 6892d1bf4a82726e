//===- WireFormat.h - The fields of a protobuf message ----------*- C++ -*-===//
//
// Walks the wire format of protobuf without a schema and without copies: each
// field is a number, and a scalar or a range of the message's own bytes.
//
//===----------------------------------------------------------------------===//

#ifndef FRONTENDS_ONNX_WIREFORMAT_H
#define FRONTENDS_ONNX_WIREFORMAT_H

#include "llvm/ADT/StringRef.h"

#include <cstdint>

namespace mlir::onnx {

/// How a field is written. Groups (3 and 4) are not part of ONNX.
enum class WireType : uint8_t { Varint = 0, Fixed64 = 1, Bytes = 2, Fixed32 = 5 };

/// One field of a message.
struct WireField {
  uint64_t number = 0;
  WireType type = WireType::Varint;
  /// The value of a varint or a fixed field, zero-extended.
  uint64_t scalar = 0;
  /// The contents of a field of bytes: a string, a message, or packed scalars.
  llvm::StringRef bytes;
};

/// A cursor over the fields of one message.
class WireReader {
public:
  explicit WireReader(llvm::StringRef bytes) : rest(bytes) {}

  /// Takes the next field. False at the end, and where the bytes are malformed,
  /// which getError() tells apart.
  bool next(WireField &field);
  /// Takes one varint (of a packed field); false as above.
  bool nextVarint(uint64_t &value);
  /// Takes a little-endian number of 4 or 8 bytes; false as above.
  bool nextFixed(unsigned size, uint64_t &value);

  /// Why reading ended early; empty at the end of well-formed bytes.
  llvm::StringRef getError() const { return error; }

private:
  bool readVarint(uint64_t &value);
  bool readFixed(unsigned size, uint64_t &value);
  bool fail(llvm::StringRef message) {
    error = message;
    return false;
  }

  llvm::StringRef rest;
  llvm::StringRef error;
};

} // namespace mlir::onnx

#endif // FRONTENDS_ONNX_WIREFORMAT_H
