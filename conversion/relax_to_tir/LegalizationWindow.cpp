//===- LegalizationWindow.cpp - kernels with sliding windows --------------===//
//
// Padding by a copy: a fill, and a block over the input that puts each element in its place.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/LegalizationWindow.h"

using namespace mlir;
using namespace mlir::relax;
using sym::ExprAttr;
using tir::KernelBuilder;
using tir::ScalarBuilder;

ExprAttr relax::addTo(ExprAttr expr, int64_t value) {
  return made(sym::add(expr, ExprAttr::getConstant(expr.getContext(), value)));
}

Value relax::spreadInput(KernelBuilder &kernel, StringRef name, Value input, const Spread &spread, Fill fill) {
  ArrayRef<ExprAttr> from = shapeOf(input);
  SmallVector<ExprAttr> shape = {from[0], from[1]};
  llvm::append_range(shape, spread.sizes);
  Type element = isa<FloatType>(elementOf(input)) ? computeTypeOf(input) : elementOf(input);
  Value buffer = kernel.allocate(tir::BufferType::get(shape, element));
  Type scalar = cast<tir::BufferType>(buffer.getType()).getScalarType();

  kernel.compute((name + "_fill").str(), buffer, [&](ScalarBuilder &scalars, ValueRange) { return fill(scalars, scalar); });
  SmallVector<Value> low;
  for (ExprAttr offset : spread.low)
    low.push_back(offset.isConstant(0) ? Value() : kernel.getIndex(offset));
  auto place = [&](ScalarBuilder &scalars, ValueRange indices) {
    SmallVector<Value> target = llvm::to_vector(indices);
    for (auto [axis, offset] : llvm::enumerate(low)) {
      Value &index = target[2 + axis];
      if (spread.steps[axis] != 1)
        index = scalars.mul(index, scalars.constantIndex(spread.steps[axis]));
      if (offset)
        index = scalars.add(index, offset);
    }
    return target;
  };
  kernel.computeAt((name + "_pad").str(), from, buffer, place,
                   [&](ScalarBuilder &scalars, ValueRange indices) { return loadWide(scalars, input, indices); });
  return buffer;
}

Value relax::windowIndex(ScalarBuilder &scalars, Value place, int64_t stride, Value point, int64_t dilation) {
  if (stride != 1)
    place = scalars.mul(place, scalars.constantIndex(stride));
  if (dilation != 1)
    point = scalars.mul(point, scalars.constantIndex(dilation));
  return scalars.add(place, point);
}

SmallVector<unsigned> relax::windowLoopOrder(unsigned numSpatial, unsigned numReduced) {
  SmallVector<unsigned> order = llvm::to_vector(llvm::seq<unsigned>(0, numSpatial - 1));
  llvm::append_range(order, llvm::seq<unsigned>(numSpatial, numSpatial + numReduced));
  order.push_back(numSpatial - 1);
  return order;
}
