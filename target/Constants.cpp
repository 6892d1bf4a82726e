//===- Constants.cpp - Bytes of constant tensors --------------------------===//

#include "target/Constants.h"

#include "dialects/relax_vm/ElementTypes.h"

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "llvm/Support/MathExtras.h"

#include <cstring>
#include <limits>

using namespace mlir;
using namespace mlir::target;

/// Bytes of the whole tensor; nothing on overflow.
static std::optional<int64_t> getTensorSize(ShapedType type, int64_t width) {
  int64_t size = width;
  for (int64_t dim : type.getShape())
    if (llvm::MulOverflow(size, dim, size))
      return std::nullopt;
  return size;
}

/// One byte per element, from bits or from bytes.
static ArrayRef<char> unpackIntegers(DenseIntElementsAttr value,
                                     ByteArena &arena) {
  std::vector<char> &bytes = arena.emplace_back();
  bytes.reserve(value.getNumElements());
  bool isUnsigned = value.getElementType().isUnsignedInteger() ||
                    value.getElementType().isInteger(1);
  for (const APInt &element : value.getValues<APInt>())
    bytes.push_back(static_cast<char>(isUnsigned ? element.getZExtValue()
                                                 : element.getSExtValue()));
  return bytes;
}

static ArrayRef<char> repeat(ArrayRef<char> element, int64_t size,
                             ByteArena &arena) {
  std::vector<char> &bytes = arena.emplace_back(size);
  if (llvm::all_of(element, [&](char c) { return c == element.front(); })) {
    std::memset(bytes.data(), element.front(), size);
    return bytes;
  }
  for (int64_t i = 0; i < size; i += element.size())
    std::memcpy(bytes.data() + i, element.data(), element.size());
  return bytes;
}

FailureOr<ArrayRef<char>>
target::getTensorBytes(Location loc, ElementsAttr value, ByteArena &arena) {
  ShapedType type = value.getShapedType();
  std::optional<int64_t> width =
      relax_vm::getElementByteWidth(type.getElementType());
  if (!width)
    return emitError(loc)
           << "element type must be one that tensors can hold, got "
           << type.getElementType();
  std::optional<int64_t> size = getTensorSize(type, *width);
  if (!size)
    return emitError(loc) << "constant must have fewer than 2^63 bytes, got "
                          << type;

  if (auto resource = dyn_cast<DenseResourceElementsAttr>(value)) {
    const AsmResourceBlob *blob = resource.getRawHandle().getBlob();
    if (!blob)
      return emitError(loc) << "resource '" << resource.getRawHandle().getKey()
                            << "' has no data";
    ArrayRef<char> bytes = blob->getData();
    if (static_cast<int64_t>(bytes.size()) != *size)
      return emitError(loc) << "resource '" << resource.getRawHandle().getKey()
                            << "' must have as many bytes as its type, got "
                            << bytes.size() << ", expected " << *size;
    return bytes;
  }
  auto dense = dyn_cast<DenseIntOrFPElementsAttr>(value);
  if (!dense)
    return emitError(loc) << "constant must be dense or a dense resource, got "
                          << value;
  if (*size == 0)
    return ArrayRef<char>();
  if (type.getElementType().isIntOrFloat() &&
      type.getElementTypeBitWidth() < 8) {
    auto integers = dyn_cast<DenseIntElementsAttr>(dense);
    if (!integers)
      return emitError(loc)
             << "constant of type " << type << " must be a resource";
    return unpackIntegers(integers, arena);
  }
  ArrayRef<char> raw = dense.getRawData();
  if (dense.isSplat())
    return repeat(raw.take_front(*width), *size, arena);
  return raw;
}
