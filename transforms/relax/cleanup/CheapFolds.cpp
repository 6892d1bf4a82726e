//===- CheapFolds.cpp - constants without running code --------------------===//
//
// What APInt and APFloat compute here is what the kernels compute: wrapping integers, and floating-point numbers
// rounded to nearest.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/cleanup/CheapFolds.h"

#include "dialects/relax/Relax.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace mlir::relax;

/// Tensors of at most so many bytes are written into the attribute.
static constexpr uint64_t kMaxInlineBytes = 256;

static RankedTensorType getStaticType(Value value) {
  auto type = dyn_cast<relax::TensorType>(value.getType());
  return type && !type.getDevice() ? type.getStaticBuiltinType() : RankedTensorType();
}

static ElementsAttr getConstant(Value value) {
  auto constant = value.getDefiningOp<ConstantOp>();
  return constant ? constant.getValue() : ElementsAttr();
}

/// The value as a splat, or null.
static DenseElementsAttr getSplat(Value value) {
  auto dense = dyn_cast_or_null<DenseElementsAttr>(getConstant(value));
  return dense && dense.isSplat() ? dense : DenseElementsAttr();
}

/// The same elements in another shape.
static ElementsAttr regroup(ElementsAttr value, RankedTensorType type) {
  if (auto dense = dyn_cast<DenseElementsAttr>(value))
    return dense.reshape(type);
  if (auto resource = dyn_cast<DenseResourceElementsAttr>(value))
    return DenseResourceElementsAttr::get(type, resource.getRawHandle());
  return {};
}

/// One element, over and over in another shape.
static ElementsAttr spread(DenseElementsAttr splat, RankedTensorType type) {
  return type.getNumElements() == 0 ? ElementsAttr() : splat.resizeSplat(type);
}

static ElementsAttr convert(DenseElementsAttr splat, RankedTensorType type) {
  Type from = splat.getElementType(), to = type.getElementType();
  if (type.getNumElements() == 0)
    return {};
  bool unsignedFrom = from.isUnsignedInteger() || from.isInteger(1);
  if (auto format = dyn_cast<FloatType>(to)) {
    // The f8 formats have rules of their own for what does not fit.
    if (format.getWidth() < 16)
      return {};
    APFloat value(format.getFloatSemantics());
    if (isa<FloatType>(from)) {
      // Of a step over another format nobody promises the rounding.
      if (cast<FloatType>(from).getWidth() < 16 || (cast<FloatType>(from).getWidth() == 64 && format.getWidth() == 16))
        return {};
      bool loses;
      value = splat.getSplatValue<APFloat>();
      value.convert(format.getFloatSemantics(), APFloat::rmNearestTiesToEven, &loses);
    } else {
      // From a wide integer the kernels go over f32 where the target is narrower: not here.
      if (format.getWidth() < 32)
        return {};
      value.convertFromAPInt(splat.getSplatValue<APInt>(), !unsignedFrom, APFloat::rmNearestTiesToEven);
    }
    return DenseElementsAttr::get(type, value);
  }
  auto integer = dyn_cast<IntegerType>(to);
  if (!integer || !isa<IntegerType>(from))
    return {};
  APInt value = splat.getSplatValue<APInt>();
  if (integer.getWidth() == 1)
    value = APInt(1, !value.isZero());
  else
    value = unsignedFrom ? value.zextOrTrunc(integer.getWidth()) : value.sextOrTrunc(integer.getWidth());
  return DenseElementsAttr::get(type, value);
}

template <typename IntFn, typename FloatFn>
static ElementsAttr compute(Operation *op, RankedTensorType type, IntFn onIntegers, FloatFn onFloats) {
  DenseElementsAttr lhs = getSplat(op->getOperand(0)), rhs = getSplat(op->getOperand(1));
  if (!lhs || !rhs || type.getNumElements() == 0 || lhs.getElementType() != type.getElementType() ||
      rhs.getElementType() != type.getElementType())
    return {};
  if (auto format = dyn_cast<FloatType>(type.getElementType())) {
    // Narrow formats are computed in f32 and rounded: the same for one operation, but not worth the proof here.
    if (!format.isF32() && !format.isF64())
      return {};
    return DenseElementsAttr::get(type, onFloats(lhs.getSplatValue<APFloat>(), rhs.getSplatValue<APFloat>()));
  }
  auto integer = dyn_cast<IntegerType>(type.getElementType());
  if (!integer || integer.getWidth() < 8)
    return {};
  return DenseElementsAttr::get(type, onIntegers(lhs.getSplatValue<APInt>(), rhs.getSplatValue<APInt>()));
}

ElementsAttr mlir::relax::foldCheaply(Operation *op) {
  RankedTensorType type = op->getNumResults() == 1 ? getStaticType(op->getResult(0)) : RankedTensorType();
  if (!type || op->getNumOperands() == 0)
    return {};
  return llvm::TypeSwitch<Operation *, ElementsAttr>(op)
      .Case<ReshapeOp, FlattenOp, SqueezeOp, ExpandDimsOp>([&](auto op) {
        ElementsAttr value = getConstant(op.getX());
        return value ? regroup(value, type) : ElementsAttr();
      })
      .Case<PermuteDimsOp, BroadcastToOp>([&](auto op) {
        DenseElementsAttr splat = getSplat(op.getX());
        return splat ? spread(splat, type) : ElementsAttr();
      })
      .Case([&](AstypeOp op) {
        DenseElementsAttr splat = getSplat(op.getX());
        return splat ? convert(splat, type) : ElementsAttr();
      })
      .Case([&](AddOp op) {
        return compute(op, type, [](APInt a, APInt b) { return a + b; }, [](APFloat a, APFloat b) { return a + b; });
      })
      .Case([&](SubtractOp op) {
        return compute(op, type, [](APInt a, APInt b) { return a - b; }, [](APFloat a, APFloat b) { return a - b; });
      })
      .Case([&](MultiplyOp op) {
        return compute(op, type, [](APInt a, APInt b) { return a * b; }, [](APFloat a, APFloat b) { return a * b; });
      })
      .Case([&](IntsToTensorOp op) -> ElementsAttr {
        llvm::SmallVector<int64_t> values;
        for (Value operand : op.getInts()) {
          std::optional<int64_t> value = cast<sym::IntType>(operand.getType()).getExpr().getConstantValue();
          if (!value)
            return {};
          values.push_back(*value);
        }
        return values.empty() ? ElementsAttr() : DenseElementsAttr::get(type, llvm::ArrayRef(values));
      })
      .Default([](Operation *) { return ElementsAttr(); });
}

/// Whether the bytes are one element over and over.
static bool isRepeated(llvm::ArrayRef<char> bytes, size_t width) {
  return bytes.size() >= width && std::memcmp(bytes.data(), bytes.data() + width, bytes.size() - width) == 0;
}

ElementsAttr mlir::relax::makeConstant(RankedTensorType type, llvm::ArrayRef<char> bytes, std::shared_ptr<void> owner) {
  int64_t count = type.getNumElements();
  if (count == 0)
    return DenseElementsAttr::get(type, ArrayRef<Attribute>());
  unsigned bits = type.getElementType().getIntOrFloatBitWidth();
  size_t width = bytes.size() / count;
  bool splat = isRepeated(bytes, width);
  if (bits == 1 && (splat || bytes.size() <= kMaxInlineBytes)) {
    llvm::SmallVector<bool> values;
    for (char byte : splat ? bytes.take_front(1) : bytes)
      values.push_back(byte != 0);
    return DenseElementsAttr::get(type, llvm::ArrayRef<bool>(values));
  }
  if (bits >= 8 && (splat || bytes.size() <= kMaxInlineBytes))
    return DenseElementsAttr::getFromRawBuffer(type, splat ? bytes.take_front(width) : bytes);
  auto keep = [owner = std::move(owner)](void *, size_t, size_t) {};
  return DenseResourceElementsAttr::get(
      type, "folded", UnmanagedAsmResourceBlob::allocateWithAlign(bytes, alignof(uint64_t), std::move(keep)));
}

uint64_t mlir::relax::getStoredBytes(ElementsAttr value) {
  ShapedType type = value.getShapedType();
  uint64_t width = type.getElementType().isIntOrFloat() ? (type.getElementTypeBitWidth() + 7) / 8 : 1;
  auto dense = dyn_cast<DenseElementsAttr>(value);
  return dense && dense.isSplat() ? width : llvm::SaturatingMultiply<uint64_t>(type.getNumElements(), width);
}
