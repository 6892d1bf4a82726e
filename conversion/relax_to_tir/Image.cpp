//===- Image.cpp - kernels of operators that sample images ----------------===//
//
// Resize is separable: along each axis a small table says which elements meet
// with which weights, and one pass over the data applies it. The coordinates
// are computed in f64 once for each line of the table, never for each element.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/LegalizationNum.h"
#include "conversion/relax_to_tir/LegalizationWindow.h"
#include "dialects/relax/ops/DimMath.h"

#include <cmath>

using namespace mlir;
using namespace mlir::relax;
using sym::ExprAttr;
using tir::KernelBuilder;
using tir::ScalarBuilder;

namespace {

/// Coordinates are at most this far outside before they become integers.
constexpr double kFar = 1e15;

//===----------------------------------------------------------------------===//
// Resize
//===----------------------------------------------------------------------===//

/// One axis that changes its size.
class ResizedAxis {
public:
  /// `scales` and `roi` are null where the operator has none; `number` is the
  /// place of the axis in them.
  ResizedAxis(KernelBuilder &kernel, ResizeOp op, int64_t axis, size_t number,
              ExprAttr from, ExprAttr to, Value scales, Value roi)
      : axis(axis), kernel(kernel), op(op), number(number), from(from), to(to),
        scales(scales), roi(roi), in(kernel.getIndex(from)),
        out(kernel.getIndex(to)) {}

  /// Fills the table of a mode that picks one element.
  void buildNearest() {
    indices = allocate({to}, i64());
    kernel.compute("resize_places", indices,
                   [&](ScalarBuilder &scalars, ValueRange at) -> Value {
                     Num place = getPlace(scalars, at[0]), in = getIn(scalars),
                         rounded = round(scalars, place);
                     Num index = rounded.clamp(place.like(0), in - 1);
                     if (isCrop())
                       index = isOutside(place, in).select(-1, index);
                     return index.to(i64());
                   });
  }

  /// Fills the tables of a mode that mixes elements: which, and with what
  /// weights of type `type`.
  void buildMixing(Type type) {
    bool isCubic = op.getMode() == "cubic";
    int64_t radius = isCubic ? 2 : 1;
    ExprAttr taps = countTaps(radius);
    Value half = kernel.getIndex(made(sym::floorDiv(taps, constant(2))));
    indices = allocate({to, taps}, i64());
    kernel.compute(
        "resize_places", indices,
        [&](ScalarBuilder &scalars, ValueRange at) -> Value {
          Num place = getPlace(scalars, at[0]), in = getIn(scalars);
          Num index =
              getTap(scalars, place, at[1], half).clamp(place.like(0), in - 1);
          if (isCrop())
            index = isOutside(place, in).select(-1, index);
          return index.to(i64());
        });
    bool isNormalized = op.getAntialias() || op.getExcludeOutside();
    weights = allocate({to, taps}, isNormalized ? f64() : type);
    kernel.compute(
        "resize_weights", weights,
        [&](ScalarBuilder &scalars, ValueRange at) -> Value {
          Num place = getPlace(scalars, at[0]),
              tap = getTap(scalars, place, at[1], half);
          Num distance = (tap - place).abs();
          if (op.getAntialias())
            distance = distance * getScale(scalars).min(1);
          Num weight =
              isCubic
                  ? weighCubic(distance, op.getCubicAlpha().convertToDouble())
                  : (-distance + 1).max(0);
          if (op.getExcludeOutside())
            weight = (tap < 0 || tap >= getIn(scalars)).select(0, weight);
          return weight.to(
              cast<tir::BufferType>(weights.getType()).getScalarType());
        });
    if (!isNormalized)
      return;
    Value sum = allocate({to}, f64()), raw = weights;
    auto zero = [&](ScalarBuilder &scalars) {
      return scalars.constant(f64(), 0);
    };
    auto add = [](ScalarBuilder &scalars, Value lhs, Value rhs) {
      return scalars.add(lhs, rhs);
    };
    kernel.reduce("resize_weight_sums", sum,
                  tir::Reduction{{taps}, zero, add, {}},
                  [&](ScalarBuilder &scalars, ValueRange at, ValueRange steps) {
                    return scalars.load(raw, {at[0], steps[0]});
                  });
    weights = allocate({to, taps}, type);
    kernel.compute("resize_normalized", weights,
                   [&](ScalarBuilder &scalars, ValueRange at) -> Value {
                     return (Num(scalars, scalars.load(raw, at)) /
                             Num(scalars, scalars.load(sum, at[0])))
                         .to(type);
                   });
  }

  /// Keys' kernel at a distance that is not negative.
  static Num weighCubic(Num distance, double alpha) {
    Num near =
        ((distance * (alpha + 2) - (alpha + 3)) * distance * distance) + 1;
    Num far =
        ((distance * alpha - 5 * alpha) * distance + 8 * alpha) * distance -
        4 * alpha;
    return (distance <= 1).select(near, (distance < 2).select(far, 0));
  }

  /// Elements that meet, and their number.
  Value indices, weights;
  const int64_t axis;
  ExprAttr getNumTaps() const { return shapeOf(indices).back(); }
  bool isCrop() { return op.getCoordinates() == "tf_crop_and_resize"; }

private:
  Type f64() { return Float64Type::get(op.getContext()); }
  Type i64() { return IntegerType::get(op.getContext(), 64); }
  ExprAttr constant(int64_t value) {
    return ExprAttr::getConstant(op.getContext(), value);
  }
  Value allocate(ArrayRef<ExprAttr> shape, Type element) {
    return kernel.allocate(tir::BufferType::get(shape, element));
  }

  Num getIn(ScalarBuilder &scalars) { return Num(scalars, in).toF64(); }
  Num getOut(ScalarBuilder &scalars) { return Num(scalars, out).toF64(); }
  Num getScale(ScalarBuilder &scalars) {
    if (!scales)
      return getOut(scalars) / getIn(scalars);
    return Num(scalars, scalars.load(scales, scalars.constantIndex(number)))
        .toF64();
  }

  /// The coordinate in the operand of a coordinate in the result.
  Num getPlace(ScalarBuilder &scalars, Value index) {
    StringRef kind = op.getCoordinates();
    Num o = Num(scalars, index).toF64(), in = getIn(scalars),
        out = getOut(scalars);
    Num width = scales ? getScale(scalars) * in : out;
    // Without scales a quotient of integers, so that nothing is rounded twice.
    auto unscale = [&](Num x) {
      return scales ? x / getScale(scalars) : x * in / out;
    };
    if (kind == "asymmetric")
      return unscale(o);
    if (kind == "tf_half_pixel_for_nn")
      return unscale(o + 0.5);
    if (kind == "align_corners")
      return (width == 1).select(0, o * (in - 1) / (width - 1));
    if (kind == "tf_crop_and_resize") {
      Num start = getRoi(scalars, number),
          end = getRoi(scalars, number + op.getAxes().size());
      Num inner = start * (in - 1) + o * (end - start) * (in - 1) / (width - 1);
      return (width == 1).select((start + end) * (in - 1) / 2, inner);
    }
    Num place = unscale(o + 0.5) - 0.5;
    if (kind == "pytorch_half_pixel")
      return (out > 1).select(place, 0);
    if (kind == "half_pixel_symmetric" && scales)
      return place + in / 2 * (-(out / width) + 1);
    return place;
  }
  Num getRoi(ScalarBuilder &scalars, size_t at) {
    return Num(scalars, scalars.load(roi, scalars.constantIndex(at))).toF64();
  }

  Num round(ScalarBuilder &scalars, Num place) {
    StringRef method = op.getRoundingMethod();
    if (method == "floor")
      return place.floor();
    if (method == "ceil")
      return place.ceil();
    if (method == "simple")
      return (getScale(scalars) < 1).select(place.ceil(), place.floor());
    return method == "round_prefer_ceil" ? (place + 0.5).floor()
                                         : (place - 0.5).ceil();
  }

  static Num isOutside(Num place, Num in) {
    return place < 0 || place > in - 1;
  }

  /// Twice the reach of the kernel. A scale that was rounded down to a size, or
  /// to the nearest one, is at least (out - 1/2) / in.
  ExprAttr countTaps(int64_t radius) {
    if (!op.getAntialias())
      return constant(2 * radius);
    DimMath math(op.getContext());
    Dim stretched = math.ceilDiv(
        math.mul(math.constant(2 * radius), from),
        math.max(math.sub(math.mul(math.constant(2), to), math.constant(1)),
                 math.constant(1)));
    Dim taps =
        math.mul(math.constant(2), math.max(stretched, math.constant(radius)));
    return taps ? taps : constant(2 * radius);
  }

  /// Element `k` of those around a place.
  Num getTap(ScalarBuilder &scalars, Num place, Value k, Value half) {
    Num first =
        place.clamp(-kFar, kFar).floor() - Num(scalars, half).toF64() + 1;
    return first + Num(scalars, k).toF64();
  }

  KernelBuilder &kernel;
  ResizeOp op;
  size_t number;
  ExprAttr from, to;
  Value scales, roi, in, out;
};

/// An element of the computed value in the element type of `output`; integers
/// are clamped to their range.
Value storeRounded(ScalarBuilder &scalars, Num value, Value output) {
  Type element = elementOf(output);
  auto integer = dyn_cast<IntegerType>(element);
  if (!integer || element.isInteger(1) || !value.isFloat())
    return narrowTo(scalars, value, output);
  unsigned width = integer.getWidth();
  bool isUnsigned = isUnsignedElement(element);
  // The largest f64 below 2^63 where the limit itself is none.
  double high = std::ldexp(1.0, isUnsigned ? width : width - 1);
  high = width < 53 ? high - 1 : std::nextafter(high, 0);
  Num clamped =
      value.toF64().clamp(isUnsigned ? 0 : -std::ldexp(1.0, width - 1), high);
  return scalars.cast(clamped,
                      cast<tir::BufferType>(output.getType()).getScalarType(),
                      false, isUnsigned);
}

struct ResizeModel
    : LegalizeToTIROpInterface::ExternalModel<ResizeModel, ResizeOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto resize = cast<ResizeOp>(op);
    if (failed(requireRanks(context, op, {resize.getX()})))
      return failure();
    SmallVector<Value> inputs = {resize.getX()};
    if (resize.getScales())
      inputs.push_back(resize.getScales());
    if (resize.getRoi())
      inputs.push_back(resize.getRoi());
    auto build = [&](KernelBuilder &kernel, ValueRange inputs,
                     ValueRange outputs) {
      kernel.promiseSizes();
      buildKernel(resize, kernel, inputs, outputs[0]);
    };
    return context.replaceWithKernel(op, "resize", inputs, build);
  }

  static void buildKernel(ResizeOp op, KernelBuilder &kernel, ValueRange inputs,
                          Value output) {
    Value x = inputs[0], scales = op.getScales() ? inputs[1] : Value(),
          roi = op.getRoi() ? inputs.back() : Value();
    ArrayRef<ExprAttr> from = shapeOf(x), to = shapeOf(output);
    bool isNearest = op.getMode() == "nearest";
    // Integers of more than 16 bits do not fit in f32.
    Type type = computeTypeOf(x);
    if (!isNearest && !isa<FloatType>(type))
      type = type.getIntOrFloatBitWidth() > 16
                 ? Type(Float64Type::get(op.getContext()))
                 : Type(Float32Type::get(op.getContext()));
    SmallVector<ResizedAxis> axes;
    for (auto [number, attr] : llvm::enumerate(op.getAxes())) {
      int64_t axis = attr < 0 ? attr + static_cast<int64_t>(from.size()) : attr;
      axes.emplace_back(kernel, op, axis, number, from[axis], to[axis], scales,
                        roi);
      isNearest ? axes.back().buildNearest() : axes.back().buildMixing(type);
    }
    Value data = x;
    SmallVector<ExprAttr> shape(from);
    for (ResizedAxis &axis : axes)
      if (!isNearest)
        data = mix(kernel, axis, data, to[axis.axis], shape, type,
                   isUnsignedElement(elementOf(x)));
    kernel.compute(
        "resize", output, [&](ScalarBuilder &scalars, ValueRange at) -> Value {
          SmallVector<Value> source(at);
          std::optional<Num> isInside;
          for (ResizedAxis &axis : axes) {
            if (!isNearest && !axis.isCrop())
              continue;
            SmallVector<Value> entry = {at[axis.axis]};
            if (!isNearest)
              entry.push_back(scalars.constantIndex(0));
            Num index =
                Num(scalars, scalars.load(axis.indices, entry)).toIndex();
            if (axis.isCrop()) {
              Num here = index >= 0;
              isInside = isInside ? *isInside && here : here;
              index = index.max(0);
            }
            if (isNearest)
              source[axis.axis] = index;
          }
          Num value(scalars, loadClamped(scalars, data, source));
          if (isInside) {
            double outside = op.getExtrapolationValue().convertToDouble();
            // A number that fits in any integer type of 64 bits.
            if (!value.isFloat())
              outside =
                  std::isnan(outside) ? 0 : std::clamp(outside, -kFar, kFar);
            value = isInside->select(value, outside);
          }
          return isNearest ? value : storeRounded(scalars, value, output);
        });
  }

  /// The data with one axis in its new size; `shape` becomes that of the
  /// result.
  static Value mix(KernelBuilder &kernel, ResizedAxis &axis, Value data,
                   ExprAttr size, SmallVector<ExprAttr> &shape, Type type,
                   bool isUnsigned) {
    shape[axis.axis] = size;
    Value result = kernel.allocate(tir::BufferType::get(shape, type));
    auto zero = [&](ScalarBuilder &scalars) {
      return scalars.constant(type, 0);
    };
    auto add = [](ScalarBuilder &scalars, Value lhs, Value rhs) {
      return scalars.add(lhs, rhs);
    };
    tir::Reduction reduction{
        {axis.getNumTaps()}, zero, add, windowLoopOrder(shape.size(), 1)};
    kernel.reduce(
        "resize_mix", result, reduction,
        [&](ScalarBuilder &scalars, ValueRange at, ValueRange steps) -> Value {
          SmallVector<Value> source(at);
          Value entry[] = {at[axis.axis], steps[0]};
          Num index = Num(scalars, scalars.load(axis.indices, entry)).toIndex();
          source[axis.axis] = axis.isCrop() ? index.max(0) : index;
          Value element = scalars.cast(loadClamped(scalars, data, source), type,
                                       isUnsigned);
          return Num(scalars, element) *
                 Num(scalars, scalars.load(axis.weights, entry));
        });
    return result;
  }
};

//===----------------------------------------------------------------------===//
// Grids
//===----------------------------------------------------------------------===//

/// Samples the image along one axis at a place.
class GridAxis {
public:
  GridAxis(GridSampleOp op, Num coordinate, Num size)
      : op(op), size(size), place(coordinate) {
    Num half = (coordinate + 1) / 2;
    place = op.getAlignCorners() ? half * (size - 1) : half * size - 0.5;
    place = place.clamp(-kFar, kFar);
    bool isCubic = op.getMode() == "cubic";
    if (op.getMode() == "nearest") {
      // Mirrored after rounding, as the neighbours of cubic are.
      addTap(place.roundEven(), place.like(1));
      return;
    }
    if (op.getPaddingMode() != "zeros" && !isCubic)
      place = bring(place);
    Num base = place.floor();
    for (int64_t k = isCubic ? -1 : 0; k <= (isCubic ? 2 : 1); ++k) {
      Num tap = base + k, distance = (tap - place).abs();
      addTap(tap, isCubic ? ResizedAxis::weighCubic(distance, -0.75)
                          : -distance + 1);
    }
  }

  struct Tap {
    Value index;
    Num weight;
  };
  SmallVector<Tap, 4> taps;

private:
  /// A place inside of the image for one outside.
  Num bring(Num x) {
    if (op.getPaddingMode() == "reflection") {
      Num low = op.getAlignCorners() ? x.like(0) : x.like(-0.5);
      Num span = op.getAlignCorners() ? size - 1 : size;
      Num offset = (x - low).abs(), turns = (offset / span).floor(),
          rest = offset - turns * span;
      Num isEven = turns - (turns / 2).floor() * 2 == 0;
      // An image of one element has no span to walk along.
      x = (span <= 0).select(0, isEven.select(rest + low, span - rest + low));
    }
    return x.clamp(x.like(0), size - 1);
  }

  void addTap(Num tap, Num weight) {
    if (op.getPaddingMode() == "zeros")
      weight = (tap < 0 || tap > size - 1).select(0, weight);
    else
      tap = bring(tap);
    taps.push_back({tap.clamp(tap.like(0), size - 1).toIndex(), weight});
  }

  GridSampleOp op;
  Num size, place;
};

struct GridSampleModel
    : LegalizeToTIROpInterface::ExternalModel<GridSampleModel, GridSampleOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto sample = cast<GridSampleOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs,
                     ValueRange outputs) {
      kernel.promiseSizes();
      Value x = inputs[0], grid = inputs[1];
      ArrayRef<ExprAttr> shape = shapeOf(x);
      int64_t spatial = shape.size() - 2;
      SmallVector<Value> sizes;
      for (ExprAttr dim : shape.drop_front(2))
        sizes.push_back(kernel.getIndex(dim));
      kernel.compute(
          "grid_sample", outputs[0],
          [&](ScalarBuilder &scalars, ValueRange at) {
            SmallVector<Value> point = {at[0]};
            llvm::append_range(point, at.drop_front(2));
            point.push_back({});
            SmallVector<GridAxis> axes;
            for (int64_t axis = 0; axis < spatial; ++axis) {
              point.back() = scalars.constantIndex(spatial - 1 - axis);
              Num coordinate = loadNum(scalars, grid, point);
              axes.emplace_back(
                  sample, coordinate,
                  Num(scalars, sizes[axis]).to(coordinate.getType()));
            }
            SmallVector<Value> source = {at[0], at[1]};
            std::optional<Num> sum;
            addTaps(scalars, x, axes, source, std::nullopt, sum);
            return narrowTo(scalars, *sum, outputs[0]);
          });
    };
    return context.replaceWithKernel(op, "grid_sample",
                                     {sample.getX(), sample.getGrid()}, build);
  }

  /// Adds all products of weights of the axes from `source.size() - 2` on with
  /// the elements that they weigh.
  static void addTaps(ScalarBuilder &scalars, Value x, ArrayRef<GridAxis> axes,
                      SmallVector<Value> &source, std::optional<Num> weight,
                      std::optional<Num> &sum) {
    if (axes.empty()) {
      Num element(scalars, scalars.cast(loadClamped(scalars, x, source),
                                        computeTypeOf(x)));
      // What is infinite outside of the image plays no part.
      Num term = (*weight == 0).select(0, element * *weight);
      sum = sum ? *sum + term : term;
      return;
    }
    for (const GridAxis::Tap &tap : axes.front().taps) {
      source.push_back(tap.index);
      addTaps(scalars, x, axes.drop_front(), source,
              weight ? *weight * tap.weight : tap.weight, sum);
      source.pop_back();
    }
  }
};

struct AffineGridModel
    : LegalizeToTIROpInterface::ExternalModel<AffineGridModel, AffineGridOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto affine = cast<AffineGridOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs,
                     ValueRange outputs) {
      kernel.promiseSizes();
      ArrayRef<ExprAttr> shape = shapeOf(outputs[0]).drop_front().drop_back();
      SmallVector<Value> sizes;
      for (ExprAttr dim : shape)
        sizes.push_back(kernel.getIndex(dim));
      kernel.compute("affine_grid", outputs[0],
                     [&](ScalarBuilder &scalars, ValueRange at) {
                       Value entry[] = {at.front(), at.back(),
                                        scalars.constantIndex(shape.size())};
                       Num sum = loadNum(scalars, inputs[0], entry);
                       for (size_t k = 0; k < shape.size(); ++k) {
                         size_t axis = shape.size() - 1 - k;
                         Num i = Num(scalars, at[1 + axis]).to(sum.getType()),
                             size = Num(scalars, sizes[axis]).to(sum.getType());
                         Num coordinate =
                             affine.getAlignCorners()
                                 ? (size <= 1).select(0, i * 2 / (size - 1) - 1)
                                 : (i * 2 + 1) / size - 1;
                         entry[2] = scalars.constantIndex(k);
                         sum = sum +
                               loadNum(scalars, inputs[0], entry) * coordinate;
                       }
                       return narrowTo(scalars, sum, outputs[0]);
                     });
    };
    return context.replaceWithKernel(op, "affine_grid", affine.getTheta(),
                                     build);
  }
};

} // namespace

void relax::attachImageModels(MLIRContext *context) {
  ResizeOp::attachInterface<ResizeModel>(*context);
  GridSampleOp::attachInterface<GridSampleModel>(*context);
  AffineGridOp::attachInterface<AffineGridModel>(*context);
}
