//===- Pooling.cpp - Maxima and means of windows --------------------------===//

#include "frontends/onnx/converters/Common.h"
#include "frontends/onnx/converters/Converters.h"
#include "frontends/onnx/converters/Windows.h"

#include <cmath>

using namespace mlir;
using namespace mlir::onnx;
using sym::ExprAttr;

/// The input of a pool, its window and the operator's name for the rank.
namespace {
struct Pool {
  Value x;
  WindowAttributes window;
  std::string name;
};
} // namespace

static FailureOr<Pool> getPool(NodeImporter &n, StringRef base) {
  FailureOr<Value> x = n.rankedTensor(0);
  if (failed(x))
    return failure();
  FailureOr<std::string> name = getSpatialName(n, base, *x);
  if (failed(name))
    return failure();
  SmallVector<ExprAttr> kernel;
  for (int64_t size : n.intsAttr("kernel_shape")) {
    if (size < 1)
      return n.attributeError("kernel_shape")
             << "must be at least 1, got " << size;
    kernel.push_back(n.constant(size));
  }
  if (static_cast<int64_t>(kernel.size()) != n.rankOf(*x) - 2)
    return n.attributeError("kernel_shape")
           << "must have " << n.rankOf(*x) - 2 << " entries, got "
           << kernel.size();
  FailureOr<WindowAttributes> window = getWindow(n, *x, kernel);
  if (failed(window))
    return failure();
  return Pool{*x, *window, *name};
}

static FailureOr<Value> applyPool(NodeImporter &n, const Pool &pool,
                                  FailureOr<Value> x, bool includePad = false) {
  SmallVector<NamedAttribute> attrs = getWindowAttrs(n, pool.window);
  attrs.push_back(n.attr("pool_size", n.builder.getDenseI64ArrayAttr(
                                          *getConstants(pool.window.kernel))));
  if (includePad)
    attrs.push_back(n.attr("count_include_pad", n.builder.getUnitAttr()));
  return apply(n, pool.name, {x}, attrs);
}

/// What no element is below.
static FailureOr<Value> lowest(NodeImporter &n, mlir::Type type) {
  auto integer = dyn_cast<IntegerType>(type);
  if (!integer)
    return n.scalar(-INFINITY, type);
  return n.scalar(
      integer.isUnsigned() ? 0.0 : -std::ldexp(1.0, integer.getWidth() - 1),
      type);
}

/// The padding with which the windows of `result` cover exactly the padded
/// input, also where they are rounded up.
static FailureOr<SmallVector<ExprAttr>>
getCoveringPads(NodeImporter &n, const Pool &pool, Value result) {
  SmallVector<ExprAttr> pads = pool.window.pads;
  size_t spatial = pads.size() / 2;
  for (size_t i = 0; i != spatial; ++i) {
    // (places - 1) * stride + (kernel - 1) * dilation + 1 - size - pad in front
    FailureOr<ExprAttr> places =
        n.checked(sym::sub(n.shapeOf(result)[2 + i], n.constant(1)));
    FailureOr<ExprAttr> kernel =
        n.checked(sym::sub(pool.window.kernel[i], n.constant(1)));
    if (failed(places) || failed(kernel))
      return failure();
    FailureOr<ExprAttr> end =
        n.checked(sym::mul(*places, n.constant(pool.window.strides[i])));
    FailureOr<ExprAttr> extent =
        n.checked(sym::mul(*kernel, n.constant(pool.window.dilations[i])));
    FailureOr<ExprAttr> covered = failed(end) || failed(extent)
                                      ? FailureOr<ExprAttr>(failure())
                                      : n.checked(sym::add(*end, *extent));
    FailureOr<ExprAttr> given =
        n.checked(sym::add(n.shapeOf(pool.x)[2 + i], pads[i]));
    if (failed(covered) || failed(given))
      return failure();
    FailureOr<ExprAttr> more = n.checked(sym::sub(*covered, *given));
    more = failed(more) ? more : n.checked(sym::add(*more, n.constant(1)));
    if (failed(more))
      return failure();
    pads[spatial + i] = *more;
  }
  return pads;
}

//===----------------------------------------------------------------------===//
// Maxima
//===----------------------------------------------------------------------===//

/// `start`, `start` + `step` and so on, `count` integers.
static FailureOr<Value> arange(NodeImporter &n, int64_t start, ExprAttr count,
                               int64_t step) {
  FailureOr<ExprAttr> length = n.checked(sym::mul(count, n.constant(step)));
  length =
      failed(length) ? length : n.checked(sym::add(*length, n.constant(start)));
  if (failed(length))
    return failure();
  FailureOr<SmallVector<Value>> ints =
      n.symInts({n.constant(start), *length, n.constant(step)});
  if (failed(ints))
    return failure();
  return n.createNamed(
      "relax.arange", *ints,
      {n.attr("dtype", TypeAttr::get(n.builder.getIntegerType(64)))});
}

static FailureOr<Value> timesSize(NodeImporter &n, FailureOr<Value> x,
                                  ExprAttr size) {
  FailureOr<Value> factor = n.symInt(size);
  FailureOr<Value> tensor =
      failed(factor) ? factor
                     : n.createNamed("relax.ints_to_tensor", {*factor});
  return apply(n, "relax.multiply", {x, tensor});
}

/// For each place and each point of its window, the row-major position of the
/// point in a channel whose spatial dimensions are `dims`; the first window
/// starts at -`front`. Under `isColumnMajor` the first dimension varies
/// fastest. Of shape [product of places, product of the kernel].
static FailureOr<Value> getPositions(NodeImporter &n, const Pool &pool,
                                     ArrayRef<ExprAttr> places,
                                     ArrayRef<ExprAttr> dims,
                                     ArrayRef<int64_t> front,
                                     bool isColumnMajor) {
  size_t spatial = places.size();
  FailureOr<Value> sum = failure();
  FailureOr<ExprAttr> stride = n.constant(1);
  for (size_t step = 0; step != spatial; ++step) {
    size_t i = isColumnMajor ? step : spatial - 1 - step;
    SmallVector<ExprAttr> outer(2 * spatial, n.constant(1)), inner = outer;
    outer[i] = places[i];
    inner[spatial + i] = pool.window.kernel[i];
    FailureOr<Value> starts =
        arange(n, -front[i], places[i], pool.window.strides[i]);
    FailureOr<Value> offsets =
        arange(n, 0, pool.window.kernel[i], pool.window.dilations[i]);
    if (failed(starts) || failed(offsets) || failed(stride))
      return failure();
    FailureOr<Value> at =
        apply(n, "relax.add",
              {n.reshape(*starts, outer), n.reshape(*offsets, inner)});
    at = timesSize(n, at, *stride);
    sum = step == 0 ? at : apply(n, "relax.add", {sum, at});
    stride = n.checked(sym::mul(*stride, dims[i]));
  }
  if (failed(sum))
    return failure();
  return flattenAt(n, *sum, spatial);
}

/// Where each maximum lies in the whole tensor: the windows are laid out, the
/// first maximum of each is looked up, and its position in the input is taken.
static FailureOr<Value> getMaxPositions(NodeImporter &n, const Pool &pool,
                                        Value maxima) {
  ArrayRef<ExprAttr> dims = n.shapeOf(pool.x), shape = n.shapeOf(maxima);
  size_t spatial = dims.size() - 2;
  FailureOr<SmallVector<ExprAttr>> pads = getCoveringPads(n, pool, maxima);
  if (failed(pads))
    return failure();
  std::optional<SmallVector<int64_t>> front =
      getConstants(ArrayRef(*pads).take_front(spatial));
  if (!front)
    return n.error() << "positions of maxima are not supported under padding "
                        "that depends on the input's size";
  FailureOr<Value> padded =
      padSpatially(n, pool.x, *pads, lowest(n, n.elementTypeOf(pool.x)));
  if (failed(padded))
    return failure();
  SmallVector<ExprAttr> paddedDims =
      llvm::to_vector(n.shapeOf(*padded).drop_front(2));
  FailureOr<Value> inPadded =
      getPositions(n, pool, shape.drop_front(2), paddedDims,
                   SmallVector<int64_t>(spatial, 0), /*isColumnMajor=*/false);
  FailureOr<Value> inInput =
      getPositions(n, pool, shape.drop_front(2), dims.drop_front(2), *front,
                   /*isColumnMajor=*/n.intAttr("storage_order"));
  FailureOr<ExprAttr> channels = n.product(dims.take_front(2)),
                      places = n.product(shape.drop_front(2)),
                      kernel = n.product(pool.window.kernel),
                      size = n.product(dims.drop_front(2)),
                      paddedSize = n.product(paddedDims);
  if (failed(inPadded) || failed(inInput) || failed(channels) ||
      failed(places) || failed(kernel) || failed(size) || failed(paddedSize))
    return failure();
  // [channels, places, kernel]
  auto axis = [&](int64_t value) {
    return n.attr("axis", n.builder.getI64IntegerAttr(value));
  };
  FailureOr<Value> windows = apply(
      n, "relax.take", {n.reshape(*padded, {*channels, *paddedSize}), inPadded},
      {axis(1)});
  FailureOr<Value> which =
      apply(n, "relax.argmax", {windows},
            {axis(2), n.attr("keepdims", n.builder.getUnitAttr())});
  FailureOr<Value> table =
      n.broadcastTo(*inInput, {*channels, *places, *kernel});
  FailureOr<Value> chosen =
      apply(n, "relax.gather_elements", {table, which}, {axis(2)});
  FailureOr<Value> first = timesSize(n, arange(n, 0, *channels, 1), *size);
  if (failed(chosen) || failed(first))
    return failure();
  FailureOr<Value> result = apply(
      n, "relax.add",
      {chosen, n.reshape(*first, {*channels, n.constant(1), n.constant(1)})});
  return failed(result) ? result : n.reshape(*result, shape);
}

static LogicalResult convertMaxPool(NodeImporter &n) {
  FailureOr<Pool> pool = getPool(n, "max_pool");
  if (failed(pool))
    return failure();
  Pool given = *pool;
  FailureOr<Value> padded = applyStaticPads(
      n, pool->x, pool->window, lowest(n, n.elementTypeOf(pool->x)));
  FailureOr<Value> maxima = applyPool(n, *pool, padded);
  if (failed(maxima) || failed(n.setOutput(0, maxima)))
    return failure();
  return n.hasOutput(1) ? n.setOutput(1, getMaxPositions(n, given, *maxima))
                        : success();
}

/// Scatters into what the pool had as input; a larger `output_shape` adds zeros
/// behind it.
static LogicalResult convertMaxUnpool(NodeImporter &n) {
  FailureOr<Pool> pool = getPool(n, "max_pool");
  FailureOr<Value> indices = n.rankedTensor(1);
  if (failed(pool) || failed(indices))
    return failure();
  // A window is as large as its kernel here: ONNX has no dilation.
  SmallVector<ExprAttr> dims = llvm::to_vector(n.shapeOf(pool->x));
  size_t spatial = dims.size() - 2;
  for (size_t i = 0; i != spatial; ++i) {
    ArrayRef<ExprAttr> pads = pool->window.pads;
    FailureOr<ExprAttr> size = n.checked(sym::sub(dims[2 + i], n.constant(1)));
    size =
        failed(size)
            ? size
            : n.checked(sym::mul(*size, n.constant(pool->window.strides[i])));
    size = failed(size) ? size
                        : n.checked(sym::add(*size, pool->window.kernel[i]));
    size = failed(size) ? size : n.checked(sym::sub(*size, pads[i]));
    size = failed(size) ? size : n.checked(sym::sub(*size, pads[spatial + i]));
    if (failed(size))
      return failure();
    dims[2 + i] = *size;
  }
  FailureOr<ExprAttr> total = n.product(dims),
                      count = n.product(n.shapeOf(pool->x)),
                      indexCount = n.product(n.shapeOf(*indices));
  FailureOr<Value> zero = n.scalar(0, n.elementTypeOf(pool->x));
  if (failed(total) || failed(count) || failed(indexCount) || failed(zero))
    return failure();
  FailureOr<Value> result =
      apply(n, "relax.scatter_elements",
            {n.broadcastTo(*zero, {*total}), n.reshape(*indices, {*indexCount}),
             n.reshape(pool->x, {*count})},
            {n.attr("axis", n.builder.getI64IntegerAttr(0)),
             n.attr("reduction", n.builder.getStringAttr("none"))});
  result = failed(result) ? result : n.reshape(*result, dims);
  if (failed(result) || !n.hasInput(2))
    return n.setOutput(0, result);
  FailureOr<SmallVector<ExprAttr>> wanted = n.integers(2);
  if (failed(wanted))
    return failure();
  if (wanted->size() != dims.size())
    return n.error() << "the shape of the output must have " << dims.size()
                     << " entries, got " << wanted->size();
  SmallVector<ExprAttr> more(2 * spatial, n.constant(0));
  for (size_t i = 0; i != spatial; ++i) {
    FailureOr<ExprAttr> difference =
        n.checked(sym::sub((*wanted)[2 + i], dims[2 + i]));
    if (failed(difference))
      return failure();
    more[spatial + i] = *difference;
  }
  return n.setOutput(0, padSpatially(n, *result, more, zero));
}

//===----------------------------------------------------------------------===//
// Means and norms
//===----------------------------------------------------------------------===//

static LogicalResult convertAveragePool(NodeImporter &n) {
  FailureOr<Pool> pool = getPool(n, "avg_pool");
  if (failed(pool))
    return failure();
  bool includePad = n.intAttr("count_include_pad");
  if (getConstants(pool->window.pads))
    return n.setOutput(0, applyPool(n, *pool, pool->x, includePad));
  // Padding of unknown size is part of the input then. Without counting it, the
  // means of ones say which part of each window is left.
  SmallVector<ExprAttr> pads = pool->window.pads;
  pool->window.pads.assign(pads.size(), n.constant(0));
  FailureOr<Value> zero = n.scalar(0, n.elementTypeOf(pool->x)),
                   one = n.scalar(1, n.elementTypeOf(pool->x));
  FailureOr<Value> means =
      applyPool(n, *pool, padSpatially(n, pool->x, pads, zero));
  if (includePad || failed(means) || failed(one))
    return n.setOutput(0, means);
  FailureOr<Value> ones = n.broadcastTo(*one, n.shapeOf(pool->x));
  if (failed(ones))
    return failure();
  FailureOr<Value> parts =
      applyPool(n, *pool, padSpatially(n, *ones, pads, zero));
  return n.setOutput(0, apply(n, "relax.divide", {means, parts}));
}

/// |x|^p; for p of 1 and 2 without powers.
static FailureOr<Value> raise(NodeImporter &n, FailureOr<Value> x, double p) {
  if (p == 2)
    return apply(n, "relax.multiply", {x, x});
  FailureOr<Value> magnitude = apply(n, "relax.abs", {x});
  return p == 1 ? magnitude : withScalar(n, "relax.power", magnitude, p);
}

static FailureOr<Value> takeRoot(NodeImporter &n, FailureOr<Value> x,
                                 double p) {
  if (p == 1)
    return x;
  return p == 2 ? apply(n, "relax.sqrt", {x})
                : withScalar(n, "relax.power", x, 1 / p);
}

/// The order of a norm: in the first version a float.
static FailureOr<double> getOrder(NodeImporter &n) {
  double p = n.opset < 2 ? n.floatAttr("p", 2)
                         : static_cast<double>(n.intAttr("p", 2));
  if (!(p >= 1))
    return n.attributeError("p") << "must be at least 1";
  return p;
}

/// The sum of a window is its mean times the number of its points, once all the
/// padding is part of the input.
static LogicalResult convertLpPool(NodeImporter &n) {
  FailureOr<Pool> pool = getPool(n, "avg_pool");
  FailureOr<double> p = getOrder(n);
  if (failed(pool) || failed(p))
    return failure();
  // The shape of the result tells how much padding the windows cover.
  Pool shapes = *pool;
  FailureOr<Value> padded = applyStaticPads(
      n, pool->x, shapes.window, n.scalar(0, n.elementTypeOf(pool->x)));
  FailureOr<Value> probe = applyPool(n, shapes, padded);
  FailureOr<SmallVector<ExprAttr>> pads =
      failed(probe) ? FailureOr<SmallVector<ExprAttr>>(failure())
                    : getCoveringPads(n, *pool, *probe);
  if (failed(pads))
    return failure();
  FailureOr<Value> x =
      padSpatially(n, pool->x, *pads, n.scalar(0, n.elementTypeOf(pool->x)));
  pool->window.pads.assign(pads->size(), n.constant(0));
  pool->window.ceilMode = false;
  FailureOr<ExprAttr> points = n.product(pool->window.kernel);
  if (failed(points))
    return failure();
  FailureOr<Value> means = applyPool(n, *pool, raise(n, x, *p));
  FailureOr<Value> sums =
      withScalar(n, "relax.multiply", means,
                 static_cast<double>(*points->getConstantValue()));
  return n.setOutput(0, takeRoot(n, sums, *p));
}

/// Over all spatial dimensions, which stay with size 1.
static FailureOr<Value> reduceSpatially(NodeImporter &n, StringRef opName,
                                        FailureOr<Value> x) {
  if (failed(x))
    return failure();
  SmallVector<int64_t> axes =
      llvm::to_vector(llvm::seq<int64_t>(2, n.rankOf(*x)));
  if (axes.empty())
    return n.error() << "the input must have a spatial dimension, got "
                     << x->getType();
  return apply(n, opName, {x},
               {n.attr("axis", n.builder.getDenseI64ArrayAttr(axes)),
                n.attr("keepdims", n.builder.getUnitAttr())});
}

static LogicalResult convertGlobalLpPool(NodeImporter &n) {
  FailureOr<double> p = getOrder(n);
  if (failed(p))
    return failure();
  return n.setOutput(
      0,
      takeRoot(n,
               reduceSpatially(n, "relax.sum", raise(n, n.rankedTensor(0), *p)),
               *p));
}

void onnx::registerPoolingConverters(ConverterRegistry &registry) {
  registry.add("", "AveragePool", 1, convertAveragePool);
  registry.add("", "GlobalAveragePool", 1, [](NodeImporter &n) {
    return n.setOutput(0, reduceSpatially(n, "relax.mean", n.rankedTensor(0)));
  });
  registry.add("", "GlobalLpPool", 1, convertGlobalLpPool);
  registry.add("", "GlobalMaxPool", 1, [](NodeImporter &n) {
    return n.setOutput(0, reduceSpatially(n, "relax.max", n.rankedTensor(0)));
  });
  registry.add("", "LpPool", 1, convertLpPool);
  registry.add("", "MaxPool", 1, convertMaxPool);
  registry.add("", "MaxUnpool", 9, convertMaxUnpool);
}
