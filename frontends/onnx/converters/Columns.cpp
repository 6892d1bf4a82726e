//===- Columns.cpp - Col2Im -----------------------------------------------===//
//
// Blocks that stand in columns become images again.
//
//===----------------------------------------------------------------------===//

#include "frontends/onnx/NodeImporter.h"
#include "frontends/onnx/converters/Converters.h"

using namespace mlir;
using namespace mlir::onnx;
using sym::ExprAttr;

/// A list of `size` entries, at least `least` each.
static FailureOr<SmallVector<int64_t>> getList(NodeImporter &n, StringRef name,
                                               size_t size, int64_t value,
                                               int64_t least) {
  SmallVector<int64_t> list =
      n.intsAttr(name, SmallVector<int64_t>(size, value));
  if (list.size() != size)
    return n.attributeError(name)
           << "must have " << size << " entries, got " << list.size();
  for (int64_t entry : list)
    if (entry < least || entry > (int64_t(1) << 31))
      return n.attributeError(name)
             << "must be in [" << least << ", 2147483648], got " << entry;
  return list;
}

/// Col2Im is a transposed convolution whose kernel puts row `k` of a column at
/// place `k` of the block; images and channels are one batch to it.
static LogicalResult convertCol2Im(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0);
  FailureOr<SmallVector<ExprAttr>> image = n.integers(1);
  std::optional<SmallVector<int64_t>> block = n.constantIntegers(2);
  if (failed(x) || failed(image))
    return failure();
  if (!block)
    return n.error()
           << "the sizes of a block must be known when the model is compiled";
  size_t rank = block->size();
  if (n.rankOf(*x) != 3 || image->size() != rank || rank < 1 || rank > 3)
    return n.error()
           << "columns must have 3 dimensions, images and blocks 1 to 3, got "
           << x->getType() << ", " << image->size() << " and " << rank;
  FailureOr<SmallVector<int64_t>> strides = getList(n, "strides", rank, 1, 1);
  FailureOr<SmallVector<int64_t>> dilations =
      getList(n, "dilations", rank, 1, 1);
  FailureOr<SmallVector<int64_t>> pads = getList(n, "pads", 2 * rank, 0, 0);
  if (failed(strides) || failed(dilations) || failed(pads))
    return failure();
  int64_t points = 1;
  for (int64_t size : *block) {
    if (size < 1 || size > 256)
      return n.error() << "the sizes of a block must be in [1, 256], got "
                       << size;
    points *= size;
  }
  if (points > 4096)
    return n.error() << "a block must have at most 4096 points, got " << points;
  SmallVector<ExprAttr> places;
  SmallVector<int64_t> extra;
  for (size_t i = 0; i != rank; ++i) {
    int64_t around = (*pads)[i] + (*pads)[rank + i] -
                     ((*block)[i] - 1) * (*dilations)[i] - 1;
    FailureOr<ExprAttr> room =
        n.checked(sym::add((*image)[i], n.constant(around)));
    if (failed(room))
      return failure();
    FailureOr<ExprAttr> last =
        n.checked(sym::floorDiv(*room, n.constant((*strides)[i])));
    FailureOr<ExprAttr> rest =
        n.checked(sym::mod(*room, n.constant((*strides)[i])));
    FailureOr<ExprAttr> count =
        failed(last) ? last : n.checked(sym::add(*last, n.constant(1)));
    if (failed(count) || failed(rest))
      return failure();
    if (!rest->getConstantValue())
      return n.error() << "the sizes of the image must be known when the model "
                          "is compiled, unless all strides are 1";
    places.push_back(*count);
    extra.push_back(*rest->getConstantValue());
  }
  ArrayRef<ExprAttr> dims = n.shapeOf(*x);
  FailureOr<ExprAttr> channels =
      n.checked(sym::floorDiv(dims[1], n.constant(points)));
  FailureOr<ExprAttr> batch =
      failed(channels) ? channels : n.product({dims[0], *channels});
  if (failed(batch))
    return failure();
  SmallVector<ExprAttr> columns = {*batch, n.constant(points)},
                        result = {dims[0], *channels};
  llvm::append_range(columns, places);
  llvm::append_range(result, *image);
  // One where the point is its own number.
  SmallVector<int64_t> weightDims = {points, 1};
  llvm::append_range(weightDims, *block);
  SmallVector<float> ones(points * points, 0);
  for (int64_t i = 0; i != points; ++i)
    ones[i * points + i] = 1;
  auto weightType = RankedTensorType::get(weightDims, n.builder.getF32Type());
  mlir::Type type = n.elementTypeOf(*x);
  FailureOr<Value> weight = n.cast(n.constantTensor(DenseElementsAttr::get(
                                       weightType, ArrayRef<float>(ones))),
                                   type);
  FailureOr<Value> windows = n.reshape(*x, columns);
  if (failed(weight) || failed(windows))
    return failure();
  auto list = [&](StringRef name, ArrayRef<int64_t> values) {
    return n.attr(name, n.builder.getDenseI64ArrayAttr(values));
  };
  FailureOr<Value> sums = n.createNamed(
      ("relax.conv" + Twine(rank) + "d_transpose").str(), {*windows, *weight},
      {list("strides", *strides), list("padding", *pads),
       list("dilation", *dilations), list("output_padding", extra)});
  return failed(sums) ? failure() : n.setOutput(0, n.reshape(*sums, result));
}

void onnx::registerColumnsConverters(ConverterRegistry &registry) {
  registry.add("", "Col2Im", 18, convertCol2Im);
}
