//===- Windows.cpp - Convolutions and pooling -----------------------------===//
//
// Padding that follows from sizes known at run time becomes an operation of its
// own in front of the window operator, which has static padding only.
//
//===----------------------------------------------------------------------===//

#include "frontends/onnx/converters/Windows.h"

#include "frontends/onnx/converters/Common.h"
#include "frontends/onnx/converters/Converters.h"

using namespace mlir;
using namespace mlir::onnx;
using sym::ExprAttr;

//===----------------------------------------------------------------------===//
// Windows
//===----------------------------------------------------------------------===//

/// An attribute with an entry, at least `least`, for each of `size`.
static FailureOr<SmallVector<int64_t>> getList(NodeImporter &n, StringRef name,
                                               size_t size, int64_t value,
                                               int64_t least) {
  SmallVector<int64_t> list =
      n.intsAttr(name, SmallVector<int64_t>(size, value));
  if (n.hasFailed())
    return failure();
  if (list.size() != size)
    return n.attributeError(name)
           << "must have " << size << " entries, got " << list.size();
  for (int64_t entry : list)
    if (entry < least)
      return n.attributeError(name)
             << "must be at least " << least << ", got " << entry;
  return list;
}

FailureOr<WindowAttributes> onnx::getWindow(NodeImporter &n, Value x,
                                            ArrayRef<ExprAttr> kernel,
                                            bool isTransposed) {
  WindowAttributes window;
  int64_t spatial = n.rankOf(x) - 2;
  window.kernel = llvm::to_vector(kernel);
  window.ceilMode = n.intAttr("ceil_mode");
  StringRef mode = n.stringAttr("auto_pad", "NOTSET");
  FailureOr<SmallVector<int64_t>> strides =
      getList(n, "strides", spatial, 1, 1);
  FailureOr<SmallVector<int64_t>> dilations =
      getList(n, "dilations", spatial, 1, 1);
  FailureOr<SmallVector<int64_t>> pads = getList(n, "pads", 2 * spatial, 0, 0);
  if (failed(strides) || failed(dilations) || failed(pads))
    return failure();
  window.strides = *strides;
  window.dilations = *dilations;
  if (mode != "NOTSET" && mode != "VALID" && mode != "SAME_UPPER" &&
      mode != "SAME_LOWER")
    return n.attributeError("auto_pad")
           << "must be 'NOTSET', 'VALID', 'SAME_UPPER' or 'SAME_LOWER', got '"
           << mode << "'";
  if (mode == "NOTSET" || mode == "VALID" || isTransposed) {
    for (int64_t pad : *pads)
      window.pads.push_back(n.constant(mode == "VALID" ? 0 : pad));
    return window;
  }
  // So much that there is a place for every stride: max((ceil(size / stride) -
  // 1) * stride + extent - size, 0).
  ArrayRef<ExprAttr> dims = n.shapeOf(x);
  window.pads.resize(2 * spatial);
  for (int64_t i = 0; i != spatial; ++i) {
    ExprAttr size = dims[2 + i], stride = n.constant(window.strides[i]),
             one = n.constant(1);
    auto minusOne = [&](FailureOr<ExprAttr> e) {
      return failed(e) ? e : sym::sub(*e, one);
    };
    auto times = [&](FailureOr<ExprAttr> e, ExprAttr factor) {
      return failed(e) ? e : sym::mul(*e, factor);
    };
    FailureOr<ExprAttr> extent =
        times(minusOne(kernel[i]), n.constant(window.dilations[i]));
    FailureOr<ExprAttr> last =
        times(minusOne(sym::ceilDiv(size, stride)), stride);
    FailureOr<ExprAttr> total =
        failed(extent) || failed(last) ? extent : sym::add(*extent, *last);
    total = failed(total) ? total : sym::add(*total, one);
    total = failed(total) ? total : sym::sub(*total, size);
    total = failed(total) ? total : sym::max(*total, n.constant(0));
    // What cannot be halved goes to the end, or to the beginning.
    FailureOr<ExprAttr> half =
        failed(total) ? total : sym::floorDiv(*total, n.constant(2));
    FailureOr<ExprAttr> rest =
        n.checked(failed(half) ? half : sym::sub(*total, *half));
    if (failed(rest))
      return failure();
    bool isUpper = mode == "SAME_UPPER";
    window.pads[i] = isUpper ? *half : *rest;
    window.pads[spatial + i] = isUpper ? *rest : *half;
  }
  return window;
}

FailureOr<Value> onnx::padSpatially(NodeImporter &n, Value x,
                                    ArrayRef<ExprAttr> pads,
                                    FailureOr<Value> value) {
  if (failed(value))
    return failure();
  SmallVector<ExprAttr> widths(4, n.constant(0));
  size_t spatial = pads.size() / 2;
  for (size_t i = 0; i != spatial; ++i)
    widths.append({pads[i], pads[spatial + i]});
  FailureOr<SmallVector<Value>> ints = n.symInts(widths);
  if (failed(ints))
    return failure();
  return createSegmented(n, "relax.pad", {{x}, {*value}, *ints},
                         {n.attr("mode", n.builder.getStringAttr("constant"))});
}

FailureOr<Value> onnx::applyStaticPads(NodeImporter &n, Value x,
                                       WindowAttributes &window,
                                       FailureOr<Value> value) {
  if (getConstants(window.pads))
    return x;
  FailureOr<Value> padded = padSpatially(n, x, window.pads, value);
  window.pads.assign(window.pads.size(), n.constant(0));
  return padded;
}

SmallVector<NamedAttribute>
onnx::getWindowAttrs(NodeImporter &n, const WindowAttributes &window) {
  auto list = [&](ArrayRef<int64_t> values) {
    return n.builder.getDenseI64ArrayAttr(values);
  };
  SmallVector<NamedAttribute> attrs{
      n.attr("strides", list(window.strides)),
      n.attr("padding", list(*getConstants(window.pads))),
      n.attr("dilation", list(window.dilations))};
  if (window.ceilMode)
    attrs.push_back(n.attr("ceil_mode", n.builder.getUnitAttr()));
  return attrs;
}

FailureOr<std::string> onnx::getSpatialName(NodeImporter &n, StringRef base,
                                            Value x, StringRef suffix) {
  int64_t spatial = n.rankOf(x) - 2;
  if (spatial < 1 || spatial > 3)
    return n.error() << "the input must have 1 to 3 spatial dimensions, got "
                     << x.getType();
  return ("relax." + base + Twine(spatial) + "d" + suffix).str();
}

//===----------------------------------------------------------------------===//
// Convolutions
//===----------------------------------------------------------------------===//

/// `x` with the entries of the vector `bias` added to each channel.
static FailureOr<Value> addBias(NodeImporter &n, FailureOr<Value> x,
                                unsigned input) {
  if (failed(x) || !n.hasInput(input))
    return x;
  FailureOr<Value> bias = n.rankedTensor(input);
  FailureOr<ExprAttr> channels = failed(bias) ? FailureOr<ExprAttr>(failure())
                                              : n.product(n.shapeOf(*bias));
  if (failed(channels))
    return failure();
  SmallVector<ExprAttr> dims(n.rankOf(*x) - 1, n.constant(1));
  dims[0] = *channels;
  return apply(n, "relax.add", {x, n.reshape(*bias, dims)});
}

/// Data and weight of a convolution, and the sizes of its kernel.
static LogicalResult getOperands(NodeImporter &n, Value &data, Value &weight,
                                 SmallVectorImpl<ExprAttr> &kernel) {
  FailureOr<Value> x = n.rankedTensor(0), w = n.rankedTensor(1);
  if (failed(x) || failed(w))
    return failure();
  if (n.rankOf(*x) != n.rankOf(*w) || n.rankOf(*x) < 3)
    return n.error()
           << "the first two inputs must have equal ranks of at least 3, got "
           << x->getType() << " and " << w->getType();
  data = *x;
  weight = *w;
  llvm::append_range(kernel, n.shapeOf(*w).drop_front(2));
  if (!n.hasAttr("kernel_shape"))
    return success();
  SmallVector<int64_t> declared = n.intsAttr("kernel_shape");
  if (declared.size() != kernel.size())
    return n.attributeError("kernel_shape")
           << "must have " << kernel.size() << " entries, got "
           << declared.size();
  for (auto [size, given] : llvm::zip_equal(kernel, declared)) {
    if (sym::provablyDifferent(size, n.constant(given)))
      return n.attributeError("kernel_shape")
             << "must be the sizes of the weight, got " << given << " and "
             << size.str();
    size = n.constant(given);
  }
  return success();
}

static LogicalResult convertConv(NodeImporter &n) {
  Value x, w;
  SmallVector<ExprAttr> kernel;
  if (failed(getOperands(n, x, w, kernel)))
    return failure();
  FailureOr<std::string> name = getSpatialName(n, "conv", x);
  FailureOr<WindowAttributes> window = getWindow(n, x, kernel);
  if (failed(name) || failed(window))
    return failure();
  FailureOr<Value> padded =
      applyStaticPads(n, x, *window, n.scalar(0, n.elementTypeOf(x)));
  SmallVector<NamedAttribute> attrs = getWindowAttrs(n, *window);
  attrs.push_back(
      n.attr("groups", n.builder.getI64IntegerAttr(n.intAttr("group", 1))));
  return n.setOutput(0, addBias(n, apply(n, *name, {padded, w}, attrs), 2));
}

/// The padding of a transposed convolution cuts off: where `output_shape` or
/// `auto_pad` give it, it follows from the sizes of an output without any, and
/// what would be negative becomes zeros behind.
static LogicalResult convertConvTranspose(NodeImporter &n) {
  Value x, w;
  SmallVector<ExprAttr> kernel;
  if (failed(getOperands(n, x, w, kernel)))
    return failure();
  int64_t spatial = kernel.size();
  FailureOr<std::string> name = getSpatialName(n, "conv", x, "_transpose");
  FailureOr<WindowAttributes> window =
      getWindow(n, x, kernel, /*isTransposed=*/true);
  FailureOr<SmallVector<int64_t>> extra =
      getList(n, "output_padding", spatial, 0, 0);
  if (failed(name) || failed(window) || failed(extra))
    return failure();
  SmallVector<NamedAttribute> groups{
      n.attr("groups", n.builder.getI64IntegerAttr(n.intAttr("group", 1)))};
  StringRef mode = n.stringAttr("auto_pad", "NOTSET");
  bool isSame = mode == "SAME_UPPER" || mode == "SAME_LOWER";
  auto isSmall = [&](int64_t i) {
    return (*extra)[i] < std::max(window->strides[i], window->dilations[i]);
  };
  if (!n.hasAttr("output_shape") && !isSame &&
      llvm::all_of(llvm::seq<int64_t>(0, spatial), isSmall)) {
    SmallVector<NamedAttribute> attrs = getWindowAttrs(n, *window);
    attrs.push_back(
        n.attr("output_padding", n.builder.getDenseI64ArrayAttr(*extra)));
    attrs.append(groups);
    return n.setOutput(0, addBias(n, apply(n, *name, {x, w}, attrs), 2));
  }
  // The whole result first, then the part of it that is wanted.
  SmallVector<ExprAttr> wanted;
  if (n.hasAttr("output_shape")) {
    SmallVector<int64_t> given = n.intsAttr("output_shape");
    // Some models give the batch and the channels as well.
    if (static_cast<int64_t>(given.size()) == spatial + 2)
      given.erase(given.begin(), given.begin() + 2);
    if (static_cast<int64_t>(given.size()) != spatial)
      return n.attributeError("output_shape")
             << "must have " << spatial << " entries, got " << given.size();
    for (int64_t size : given)
      wanted.push_back(n.constant(size));
  }
  ArrayRef<ExprAttr> dims = n.shapeOf(x);
  SmallVector<ExprAttr> asked = window->pads;
  window->pads.assign(2 * spatial, n.constant(0));
  SmallVector<NamedAttribute> attrs = getWindowAttrs(n, *window);
  attrs.append(groups);
  FailureOr<Value> whole = apply(n, *name, {x, w}, attrs);
  if (failed(whole))
    return failure();
  SmallVector<ExprAttr> cut(2 * spatial);
  for (int64_t i = 0; i != spatial; ++i) {
    FailureOr<ExprAttr> full =
        n.checked(sym::add(n.shapeOf(*whole)[2 + i], n.constant((*extra)[i])));
    FailureOr<ExprAttr> target = failure();
    if (failed(full))
      return failure();
    if (!wanted.empty())
      target = wanted[i];
    else if (isSame)
      target = n.checked(sym::mul(dims[2 + i], n.constant(window->strides[i])));
    else
      target = n.checked(sym::sub(*full, asked[i]));
    if (succeeded(target) && wanted.empty() && !isSame)
      target = n.checked(sym::sub(*target, asked[spatial + i]));
    FailureOr<ExprAttr> total =
        failed(target) ? target : n.checked(sym::sub(*full, *target));
    if (failed(total))
      return failure();
    // ONNX gives the larger half to the beginning, unless the mode is
    // SAME_UPPER.
    FailureOr<ExprAttr> small = n.checked(sym::floorDiv(*total, n.constant(2)));
    FailureOr<ExprAttr> large =
        failed(small) ? small : n.checked(sym::sub(*total, *small));
    FailureOr<ExprAttr> before = mode == "SAME_UPPER" ? small : large;
    if (wanted.empty() && !isSame)
      before = asked[i];
    else if (succeeded(before))
      before = n.checked(sym::max(*before, n.constant(0)));
    FailureOr<ExprAttr> after =
        failed(before) ? before : n.checked(sym::sub(*total, *before));
    // The padding behind also takes what `output_padding` adds.
    after = failed(after)
                ? after
                : n.checked(sym::sub(*after, n.constant((*extra)[i])));
    if (failed(after))
      return failure();
    FailureOr<ExprAttr> front = n.checked(sym::sub(n.constant(0), *before));
    FailureOr<ExprAttr> behind = n.checked(sym::sub(n.constant(0), *after));
    if (failed(front) || failed(behind))
      return failure();
    cut[i] = *front;
    cut[spatial + i] = *behind;
  }
  FailureOr<Value> part =
      padSpatially(n, *whole, cut, n.scalar(0, n.elementTypeOf(x)));
  return n.setOutput(0, addBias(n, part, 2));
}

void onnx::registerWindowsConverters(ConverterRegistry &registry) {
  registry.add("", "Conv", 1, convertConv);
  registry.add("", "ConvTranspose", 1, convertConvTranspose);
}
