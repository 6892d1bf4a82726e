//===- WireFormat.cpp - The fields of a protobuf message ------------------===//
//
// https://protobuf.dev/programming-guides/encoding/
//
//===----------------------------------------------------------------------===//

#include "frontends/onnx/WireFormat.h"

using namespace mlir::onnx;

bool WireReader::readVarint(uint64_t &value) {
  value = 0;
  for (unsigned shift = 0; shift < 70; shift += 7) {
    if (rest.empty())
      return fail("the message ends inside a number");
    uint8_t byte = rest.front();
    rest = rest.drop_front();
    // The tenth byte holds one bit.
    if (shift == 63 && byte > 1)
      return fail("a number has more than 64 bits");
    value |= static_cast<uint64_t>(byte & 0x7f) << shift;
    if (!(byte & 0x80))
      return true;
  }
  return fail("a number has more than 64 bits");
}

bool WireReader::readFixed(unsigned size, uint64_t &value) {
  if (rest.size() < size)
    return fail("the message ends inside a number");
  value = 0;
  for (unsigned i = 0; i != size; ++i)
    value |= static_cast<uint64_t>(static_cast<uint8_t>(rest[i])) << (8 * i);
  rest = rest.drop_front(size);
  return true;
}

bool WireReader::nextVarint(uint64_t &value) {
  return error.empty() && !rest.empty() && readVarint(value);
}

bool WireReader::nextFixed(unsigned size, uint64_t &value) {
  return error.empty() && !rest.empty() && readFixed(size, value);
}

bool WireReader::next(WireField &field) {
  if (!error.empty() || rest.empty())
    return false;
  uint64_t tag;
  if (!readVarint(tag))
    return false;
  field.number = tag >> 3;
  field.scalar = 0;
  field.bytes = {};
  if (field.number == 0 || field.number > 0x1fffffff)
    return fail("a field has no valid number");
  field.type = static_cast<WireType>(tag & 7);
  switch (field.type) {
  case WireType::Varint:
    return readVarint(field.scalar);
  case WireType::Fixed64:
    return readFixed(8, field.scalar);
  case WireType::Fixed32:
    return readFixed(4, field.scalar);
  case WireType::Bytes: {
    uint64_t size;
    if (!readVarint(size))
      return false;
    if (size > rest.size())
      return fail("a field is longer than the message around it");
    field.bytes = rest.take_front(size);
    rest = rest.drop_front(size);
    return true;
  }
  }
  return fail("a field is of a kind that does not exist");
}
