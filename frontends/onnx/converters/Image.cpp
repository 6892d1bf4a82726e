//===- Image.cpp - Resize, Upsample, GridSample, AffineGrid ---------------===//
//
// Scales may come at run time: then a few operators compute the sizes of the
// result as a tensor, which becomes symbols.
//
//===----------------------------------------------------------------------===//

#include "frontends/onnx/NodeImporter.h"
#include "frontends/onnx/converters/Converters.h"

#include <cmath>

using namespace mlir;
using namespace mlir::onnx;
using sym::ExprAttr;

namespace {

/// The pieces of a relax.resize that a version of the operator reads from its
/// inputs.
class ResizeBuilder {
public:
  explicit ResizeBuilder(NodeImporter &n) : n(n) {}

  LogicalResult init() {
    FailureOr<Value> input = n.rankedTensor(0);
    if (failed(input))
      return failure();
    x = *input;
    for (int64_t axis = 0, rank = n.rankOf(x); axis != rank; ++axis)
      axes.push_back(axis);
    return success();
  }

  LogicalResult setAxes(ArrayRef<int64_t> wanted) {
    FailureOr<SmallVector<int64_t>> normalized =
        n.normalizeAxes(wanted, n.rankOf(x));
    if (failed(normalized))
      return failure();
    axes = *normalized;
    return success();
  }

  /// Scales that are known: axes of scale 1 stay out of it.
  LogicalResult setScales(ArrayRef<double> values) {
    if (values.size() != axes.size())
      return n.error() << "there must be a scale for each of " << axes.size()
                       << " axes, got " << values.size();
    SmallVector<int64_t> kept;
    SmallVector<double> scaled;
    for (auto [axis, scale] : llvm::zip_equal(axes, values)) {
      if (!std::isfinite(scale) || scale <= 0 || scale > 65536)
        return n.error() << "scales must be in (0, 65536], got " << scale;
      if (scale == 1 && !roi)
        continue;
      FailureOr<ExprAttr> size = scaleDown(n.shapeOf(x)[axis], scale);
      if (failed(size))
        return failure();
      kept.push_back(axis);
      scaled.push_back(scale);
      sizes.push_back(*size);
    }
    axes = kept;
    if (axes.empty())
      return success();
    auto type = RankedTensorType::get({static_cast<int64_t>(scaled.size())},
                                      n.builder.getF64Type());
    scales = n.constantTensor(
        DenseElementsAttr::get(type, ArrayRef<double>(scaled)));
    return success();
  }

  /// Scales that are the quotients of expressions and a number; `tensor` holds
  /// them.
  LogicalResult setScales(Value tensor, const IntegerContents &known) {
    if (known.elements.size() != axes.size())
      return n.error() << "there must be a scale for each of " << axes.size()
                       << " axes, got " << known.elements.size();
    FailureOr<Value> wide = n.cast(tensor, n.builder.getF64Type());
    if (failed(wide))
      return failure();
    scales = *wide;
    for (auto [axis, factor] : llvm::zip_equal(axes, known.elements)) {
      FailureOr<ExprAttr> product =
          n.checked(sym::mul(n.shapeOf(x)[axis], factor));
      FailureOr<ExprAttr> size =
          failed(product) ? product
                          : n.checked(sym::floorDiv(
                                *product, n.constant(known.denominator)));
      if (failed(size))
        return failure();
      sizes.push_back(*size);
    }
    return success();
  }

  /// Scales that the program computes, a vector.
  LogicalResult setScales(Value tensor) {
    if (n.rankOf(tensor) != 1)
      return n.error() << "scales must be a vector, got " << tensor.getType();
    FailureOr<Value> wide = n.cast(tensor, n.builder.getF64Type());
    FailureOr<Value> dims = failed(wide) ? wide : getDims();
    FailureOr<Value> product =
        failed(dims) ? dims : n.create<relax::MultiplyOp>({*wide, *dims});
    FailureOr<Value> truncated =
        failed(product) ? product
                        : n.cast(*product, n.builder.getIntegerType(64));
    if (failed(truncated))
      return failure();
    scales = *wide;
    return readSizes(*truncated);
  }

  /// Sizes, known or not; `policy` is that of version 18.
  LogicalResult setSizes(ArrayRef<ExprAttr> wanted, StringRef policy) {
    if (wanted.size() != axes.size())
      return n.error() << "there must be a size for each of " << axes.size()
                       << " axes, got " << wanted.size();
    if (policy == "not_larger" || policy == "not_smaller")
      return setSizesOfOneScale(wanted, policy == "not_larger");
    if (policy != "stretch")
      return n.attributeError("keep_aspect_ratio_policy")
             << "must be stretch, not_larger or not_smaller, got " << policy;
    SmallVector<int64_t> kept;
    for (auto [axis, size] : llvm::zip_equal(axes, wanted)) {
      if (size == n.shapeOf(x)[axis] && !roi)
        continue;
      kept.push_back(axis);
      sizes.push_back(size);
    }
    axes = kept;
    return success();
  }

  LogicalResult setRoi(unsigned index) {
    FailureOr<Value> tensor = n.rankedTensor(index);
    if (succeeded(tensor))
      tensor = n.cast(*tensor, n.builder.getF64Type());
    if (failed(tensor))
      return failure();
    roi = *tensor;
    return success();
  }

  FailureOr<Value> build(ArrayRef<NamedAttribute> attrs) {
    if (axes.empty())
      return x;
    FailureOr<SmallVector<Value>> ints = n.symInts(sizes);
    if (failed(ints))
      return failure();
    SmallVector<Value> operands = {x};
    llvm::append_range(operands, *ints);
    if (scales)
      operands.push_back(scales);
    if (roi)
      operands.push_back(roi);
    SmallVector<NamedAttribute> all(attrs);
    all.push_back(n.attr("axes", n.builder.getDenseI64ArrayAttr(axes)));
    int32_t segments[] = {1, static_cast<int32_t>(ints->size()), scales ? 1 : 0,
                          roi ? 1 : 0};
    all.push_back(n.attr("operandSegmentSizes",
                         n.builder.getDenseI32ArrayAttr(segments)));
    return n.create<relax::ResizeOp>(operands, all);
  }

private:
  /// floor(dim * scale), exactly: a scale is an integer divided by a power of
  /// two.
  FailureOr<ExprAttr> scaleDown(ExprAttr dim, double scale) {
    int exponent = 0;
    double fraction = std::frexp(scale, &exponent);
    auto mantissa = static_cast<int64_t>(std::ldexp(fraction, 24));
    exponent -= 24;
    while (mantissa % 2 == 0 && exponent < 0) {
      mantissa /= 2;
      ++exponent;
    }
    if (exponent < -62)
      return n.constant(0);
    if (exponent > 0)
      mantissa <<= exponent;
    FailureOr<ExprAttr> product =
        n.checked(sym::mul(dim, n.constant(mantissa)));
    if (failed(product) || exponent >= 0)
      return product;
    return n.checked(
        sym::floorDiv(*product, n.constant(int64_t(1) << -exponent)));
  }

  /// The dimensions of the axes as a vector of f64.
  FailureOr<Value> getDims() {
    SmallVector<ExprAttr> dims;
    for (int64_t axis : axes)
      dims.push_back(n.shapeOf(x)[axis]);
    return makeVector(dims);
  }
  FailureOr<Value> makeVector(ArrayRef<ExprAttr> exprs) {
    FailureOr<SmallVector<Value>> ints = n.symInts(exprs);
    if (failed(ints))
      return failure();
    FailureOr<Value> tensor = n.createNamed("relax.ints_to_tensor", *ints);
    return failed(tensor) ? tensor : n.cast(*tensor, n.builder.getF64Type());
  }

  LogicalResult readSizes(Value tensor) {
    ExprAttr length = n.shapeOf(tensor).front();
    if (!length.isConstant(axes.size()))
      return n.error() << "there must be a scale for each of " << axes.size()
                       << " axes, got " << length.str();
    FailureOr<SmallVector<ExprAttr>> read =
        n.readIntegers(tensor, "the sizes that the scales give");
    if (failed(read))
      return failure();
    sizes = *read;
    return success();
  }

  /// One scale for all axes: the smallest (largest) of those that give the
  /// wanted sizes. The sizes are rounded, halves up.
  LogicalResult setSizesOfOneScale(ArrayRef<ExprAttr> wanted, bool isSmallest) {
    ArrayRef<ExprAttr> dims = n.shapeOf(x);
    for (int64_t axis : axes) {
      // Rounding keeps the order, so that the extreme may be taken of sizes.
      FailureOr<ExprAttr> best;
      for (auto [other, size] : llvm::zip_equal(axes, wanted)) {
        FailureOr<ExprAttr> twice =
            n.checked(sym::mul(n.constant(2), dims[other]));
        FailureOr<ExprAttr> product = n.checked(sym::mul(size, dims[axis]));
        if (failed(twice) || failed(product) ||
            failed(product = n.checked(sym::mul(n.constant(2), *product))) ||
            failed(product = n.checked(sym::add(*product, dims[other]))))
          return failure();
        FailureOr<ExprAttr> rounded =
            other == axis ? size : n.checked(sym::floorDiv(*product, *twice));
        if (succeeded(rounded) && succeeded(best))
          rounded = n.checked(isSmallest ? sym::min(*best, *rounded)
                                         : sym::max(*best, *rounded));
        if (failed(rounded))
          return failure();
        best = rounded;
      }
      sizes.push_back(*best);
    }
    // The scale itself, which the sizes do not tell.
    FailureOr<Value> dividend = makeVector(wanted), divisor = getDims();
    FailureOr<Value> quotient =
        failed(dividend) || failed(divisor)
            ? divisor
            : n.create<relax::DivideOp>({*dividend, *divisor});
    auto negate = [&](FailureOr<Value> value) -> FailureOr<Value> {
      if (failed(value) || !isSmallest)
        return value;
      FailureOr<Value> minusOne = n.scalar(-1, n.builder.getF64Type());
      return failed(minusOne)
                 ? minusOne
                 : n.create<relax::MultiplyOp>({*value, *minusOne});
    };
    quotient = negate(quotient);
    FailureOr<Value> best =
        failed(quotient) ? quotient : n.create<relax::MaxOp>({*quotient}, {});
    best = negate(best);
    FailureOr<Value> all =
        failed(best) ? best : n.broadcastTo(*best, {n.constant(axes.size())});
    if (failed(all))
      return failure();
    scales = *all;
    return success();
  }

  NodeImporter &n;
  Value x, scales, roi;
  SmallVector<int64_t> axes;
  SmallVector<ExprAttr> sizes;
};

} // namespace

static NamedAttribute stringAttr(NodeImporter &n, StringRef name,
                                 StringRef value) {
  return n.attr(name, n.builder.getStringAttr(value));
}

/// Scales of an input: constants where they are.
static LogicalResult setScales(NodeImporter &n, ResizeBuilder &resize,
                               unsigned input) {
  if (std::optional<SmallVector<double>> known = n.constantFloats(input))
    return resize.setScales(*known);
  std::optional<IntegerContents> expressions = n.knownNumbers(input);
  FailureOr<Value> tensor = n.rankedTensor(input);
  if (failed(tensor))
    return failure();
  return expressions ? resize.setScales(*tensor, *expressions)
                     : resize.setScales(*tensor);
}

/// Upsample, and Resize before version 11: by scales, at coordinates that are
/// divided by them.
static LogicalResult convertByScales(NodeImporter &n, bool isUpsample) {
  StringRef mode = n.stringAttr("mode", "nearest");
  if (mode == "bilinear")
    mode = "linear";
  if (mode != "nearest" && mode != "linear")
    return n.attributeError("mode")
           << "must be nearest or linear, got " << mode;
  ResizeBuilder resize(n);
  if (failed(resize.init()))
    return failure();
  if (n.hasAttr("scales")) {
    SmallVector<float> values = n.floatsAttr("scales");
    if (failed(resize.setScales(
            SmallVector<double>(values.begin(), values.end()))))
      return failure();
  } else if (n.hasAttr("height_scale") || n.hasAttr("width_scale")) {
    if (failed(resize.setScales({1.0, 1.0, n.floatAttr("height_scale", 1),
                                 n.floatAttr("width_scale", 1)})))
      return failure();
  } else if (failed(setScales(n, resize, 1))) {
    return failure();
  }
  return n.setOutput(
      0, resize.build({stringAttr(n, "mode", mode),
                       stringAttr(n, "coordinates", "asymmetric"),
                       stringAttr(n, "rounding_method",
                                  isUpsample ? "floor" : "simple")}));
}

static bool isEmptyVector(NodeImporter &n, unsigned input) {
  FailureOr<Value> tensor = n.rankedTensor(input);
  return succeeded(tensor) && n.rankOf(*tensor) == 1 &&
         n.shapeOf(*tensor).front().isConstant(0);
}

static LogicalResult convertResize(NodeImporter &n) {
  StringRef coordinates =
      n.stringAttr("coordinate_transformation_mode", "half_pixel");
  ResizeBuilder resize(n);
  if (failed(resize.init()))
    return failure();
  if (n.hasAttr("axes") && failed(resize.setAxes(n.intsAttr("axes"))))
    return failure();
  if (coordinates == "tf_crop_and_resize" && failed(resize.setRoi(1)))
    return failure();
  // An input that is not used may be an empty vector.
  bool bySizes = n.hasInput(3) && !isEmptyVector(n, 3);
  if (bySizes) {
    FailureOr<SmallVector<ExprAttr>> sizes = n.integers(3);
    if (failed(sizes) ||
        failed(resize.setSizes(
            *sizes, n.stringAttr("keep_aspect_ratio_policy", "stretch"))))
      return failure();
  } else if (failed(setScales(n, resize, 2))) {
    return failure();
  }
  auto f64 = [&](StringRef name, double value) {
    return n.attr(name, n.builder.getF64FloatAttr(value));
  };
  SmallVector<NamedAttribute> attrs = {
      stringAttr(n, "mode", n.stringAttr("mode", "nearest")),
      stringAttr(n, "coordinates", coordinates),
      stringAttr(n, "rounding_method",
                 n.stringAttr("nearest_mode", "round_prefer_floor")),
      f64("cubic_alpha", n.floatAttr("cubic_coeff_a", -0.75)),
      f64("extrapolation_value", n.floatAttr("extrapolation_value", 0))};
  if (n.intAttr("exclude_outside"))
    attrs.push_back(n.attr("exclude_outside", n.builder.getUnitAttr()));
  if (n.intAttr("antialias"))
    attrs.push_back(n.attr("antialias", n.builder.getUnitAttr()));
  return n.setOutput(0, resize.build(attrs));
}

static LogicalResult convertGridSample(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0), grid = n.rankedTensor(1);
  if (failed(x) || failed(grid))
    return failure();
  StringRef mode = n.stringAttr("mode", n.opset >= 20 ? "linear" : "bilinear");
  if (mode == "bilinear")
    mode = "linear";
  else if (mode == "bicubic")
    mode = "cubic";
  SmallVector<NamedAttribute> attrs = {
      stringAttr(n, "mode", mode),
      stringAttr(n, "padding_mode", n.stringAttr("padding_mode", "zeros"))};
  if (n.intAttr("align_corners"))
    attrs.push_back(n.attr("align_corners", n.builder.getUnitAttr()));
  // The places may be of another float type than the image: both are computed
  // in the wider one.
  mlir::Type type = n.elementTypeOf(*x), ofGrid = n.elementTypeOf(*grid);
  if (!isa<FloatType>(type) || !isa<FloatType>(ofGrid))
    return n.error() << "elements must be floating-point numbers, got " << type
                     << " and " << ofGrid;
  mlir::Type wide =
      type.getIntOrFloatBitWidth() < ofGrid.getIntOrFloatBitWidth() ? ofGrid
                                                                    : type;
  if (failed(x = n.cast(*x, wide)) || failed(grid = n.cast(*grid, wide)))
    return failure();
  FailureOr<Value> result = n.create<relax::GridSampleOp>({*x, *grid}, attrs);
  return failed(result) ? failure() : n.setOutput(0, n.cast(*result, type));
}

static LogicalResult convertAffineGrid(NodeImporter &n) {
  FailureOr<Value> theta = n.rankedTensor(0);
  FailureOr<SmallVector<ExprAttr>> size = n.integers(1);
  if (failed(theta) || failed(size))
    return failure();
  if (size->size() < 3)
    return n.error()
           << "input 1 must hold batch, channels and spatial sizes, got "
           << size->size() << " integers";
  FailureOr<SmallVector<Value>> ints =
      n.symInts(ArrayRef<ExprAttr>(*size).drop_front(2));
  if (failed(ints))
    return failure();
  SmallVector<Value> operands = {*theta};
  llvm::append_range(operands, *ints);
  SmallVector<NamedAttribute> attrs;
  if (n.intAttr("align_corners"))
    attrs.push_back(n.attr("align_corners", n.builder.getUnitAttr()));
  return n.setOutput(0, n.create<relax::AffineGridOp>(operands, attrs));
}

void onnx::registerImageConverters(ConverterRegistry &registry) {
  auto upsample = [](NodeImporter &n) { return convertByScales(n, true); };
  registry.add("", "Upsample", 1, upsample);
  registry.add("", "Resize", 10,
               [](NodeImporter &n) { return convertByScales(n, false); });
  registry.add("", "Resize", 11, convertResize);
  registry.add("", "GridSample", 16, convertGridSample);
  registry.add("", "AffineGrid", 20, convertAffineGrid);
}
