//===- Vision.cpp - RoiAlign and MaxRoiPool -------------------------------===//

#include "frontends/onnx/converters/Converters.h"
#include "frontends/onnx/converters/Support.h"

using namespace mlir;
using namespace mlir::onnx;

static LogicalResult convertRoiAlign(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0), rois = n.rankedTensor(1),
                   batch = n.rankedTensor(2);
  if (failed(x) || failed(rois) || failed(batch))
    return failure();
  // Before version 16 the corners were not moved by half an element.
  StringRef mode =
      n.stringAttr("coordinate_transformation_mode",
                   n.opset >= 16 ? "half_pixel" : "output_half_pixel");
  if (mode != "half_pixel" && mode != "output_half_pixel")
    return n.attributeError("coordinate_transformation_mode")
           << "must be half_pixel or output_half_pixel, got " << mode;
  int64_t sizes[] = {n.intAttr("output_height", 1),
                     n.intAttr("output_width", 1)};
  SmallVector<NamedAttribute> attrs = {
      n.attr("pooled_size", n.builder.getDenseI64ArrayAttr(sizes)),
      n.attr("mode", n.builder.getStringAttr(n.stringAttr("mode", "avg"))),
      doubleAttr(n, "spatial_scale", n.floatAttr("spatial_scale", 1)),
      indexAttr(n, "sample_ratio", n.intAttr("sampling_ratio", 0))};
  if (mode == "half_pixel")
    attrs.push_back(n.attr("aligned", n.builder.getUnitAttr()));
  return n.setOutput(0,
                     n.create<relax::RoiAlignOp>({*x, *rois, *batch}, attrs));
}

/// Regions are [R, 5]: the number of the image stands in front of the corners.
static LogicalResult convertMaxRoiPool(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0), rois = n.rankedTensor(1);
  FailureOr<Value> corners = failed(rois) ? rois : n.rankedTensor(1);
  if (failed(x) || failed(corners))
    return failure();
  if (n.rankOf(*rois) != 2)
    return n.error() << "input 1 must have 2 dimensions, got "
                     << rois->getType();
  auto slice = [&](int64_t begin, int64_t end) -> FailureOr<Value> {
    FailureOr<SmallVector<Value>> ints =
        n.symInts({n.constant(begin), n.constant(end)});
    if (failed(ints))
      return failure();
    return n.create<relax::StridedSliceOp>(
        {*rois, (*ints)[0], (*ints)[1]},
        {n.attr("axes", n.builder.getDenseI64ArrayAttr({1})),
         n.attr("operandSegmentSizes",
                n.builder.getDenseI32ArrayAttr({1, 1, 1, 0}))});
  };
  FailureOr<Value> batch = slice(0, 1);
  if (succeeded(batch))
    batch = n.reshape(*batch, {n.shapeOf(*rois)[0]});
  if (succeeded(batch))
    batch = n.cast(*batch, n.builder.getIntegerType(64));
  corners = slice(1, 5);
  if (failed(batch) || failed(corners))
    return failure();
  SmallVector<int64_t> pooled = n.intsAttr("pooled_shape");
  return n.setOutput(
      0,
      n.create<relax::RoiPoolOp>(
          {*x, *corners, *batch},
          {n.attr("pooled_size", n.builder.getDenseI64ArrayAttr(pooled)),
           doubleAttr(n, "spatial_scale", n.floatAttr("spatial_scale", 1))}));
}

void onnx::registerVisionConverters(ConverterRegistry &registry) {
  registry.add("", "RoiAlign", 10, convertRoiAlign);
  registry.add("", "MaxRoiPool", 1, convertMaxRoiPool);
}
