//===- ElementTypes.cpp - Element types of the virtual machine ------------===//

#include "dialects/relax_vm/ElementTypes.h"

#include "runtime/executable/abi.h"

#include "mlir/IR/BuiltinTypes.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

std::optional<uint32_t> relax_vm::encodeElementType(Type type) {
  if (auto integer = dyn_cast<IntegerType>(type)) {
    unsigned width = integer.getWidth();
    if (width == 1)
      return RELAX_DTYPE(RELAX_DTYPE_BOOL, 8);
    if (width != 2 && width != 4 && width != 8 && width != 16 && width != 32 &&
        width != 64)
      return std::nullopt;
    return integer.isUnsigned() ? RELAX_DTYPE(RELAX_DTYPE_UINT, width)
                                : RELAX_DTYPE(RELAX_DTYPE_INT, width);
  }
  auto code = [&](uint32_t code) -> std::optional<uint32_t> {
    return RELAX_DTYPE(code, cast<FloatType>(type).getWidth());
  };
  return llvm::TypeSwitch<Type, std::optional<uint32_t>>(type)
      .Case<Float16Type, Float32Type, Float64Type>(
          [&](Type) { return code(RELAX_DTYPE_FLOAT); })
      .Case([&](BFloat16Type) { return code(RELAX_DTYPE_BFLOAT); })
      .Case([&](Float8E3M4Type) { return code(RELAX_DTYPE_F8E3M4); })
      .Case([&](Float8E4M3Type) { return code(RELAX_DTYPE_F8E4M3); })
      .Case([&](Float8E4M3B11FNUZType) {
        return code(RELAX_DTYPE_F8E4M3B11FNUZ);
      })
      .Case([&](Float8E4M3FNType) { return code(RELAX_DTYPE_F8E4M3FN); })
      .Case([&](Float8E4M3FNUZType) { return code(RELAX_DTYPE_F8E4M3FNUZ); })
      .Case([&](Float8E5M2Type) { return code(RELAX_DTYPE_F8E5M2); })
      .Case([&](Float8E5M2FNUZType) { return code(RELAX_DTYPE_F8E5M2FNUZ); })
      .Case([&](Float8E8M0FNUType) { return code(RELAX_DTYPE_F8E8M0FNU); })
      .Default([](Type) { return std::nullopt; });
}

std::optional<int64_t> relax_vm::getElementByteWidth(Type type) {
  if (!encodeElementType(type))
    return std::nullopt;
  return llvm::divideCeil(type.getIntOrFloatBitWidth(), 8);
}
