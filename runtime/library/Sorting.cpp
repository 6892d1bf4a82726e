// Order along an axis. Elements become integers of the same order, so that one
// comparison serves all element types; places break ties, which makes every
// sort stable.
#include "runtime/library/Arguments.h"

#include "runtime/executable/DType.h"

#include <algorithm>
#include <numeric>

namespace relax::runtime {

namespace {

/// The first `count` places along each lane, in order.
template <typename Use>
void orderLanes(const std::vector<int64_t> &keys, const AxisView &view,
                int64_t count, bool descending, Use use) {
  std::vector<int64_t> order(view.size);
  for (int64_t lane = 0; lane != view.lanes(); ++lane) {
    const int64_t *first = keys.data() + view.base(lane);
    auto before = [&](int64_t a, int64_t b) {
      int64_t x = first[a * view.inner], y = first[b * view.inner];
      return x != y ? (descending ? y < x : x < y) : a < b;
    };
    std::iota(order.begin(), order.end(), int64_t{0});
    // A heap of few beats a full sort; of many it does not.
    if (count < view.size / 4)
      std::partial_sort(order.begin(), order.begin() + count, order.end(),
                        before);
    else
      std::sort(order.begin(), order.end(), before);
    for (int64_t i = 0; i != count; ++i)
      use(lane, i, order[i]);
  }
}

/// Values and positions of the first `count` elements along the axis; either
/// may be null.
absl::Status order(const relax_tensor &x, const AxisView &view, int64_t count,
                   bool descending, relax_tensor *values,
                   relax_tensor *positions) {
  absl::StatusOr<std::vector<int64_t>> keys = makeKeys(x);
  if (!keys.ok())
    return keys.status();
  AxisView target = view;
  target.size = count;
  size_t size = dtypeSize(getDType(x));
  const char *source = dataOf<const char>(x);
  orderLanes(*keys, view, count, descending,
             [&](int64_t lane, int64_t i, int64_t place) {
               int64_t to = target.base(lane) + i * view.inner;
               int64_t from = view.base(lane) + place * view.inner;
               if (values)
                 std::memcpy(dataOf<char>(*values) + to * size,
                             source + from * size, size);
               if (positions)
                 storePosition(*positions, to, place);
             });
  return absl::OkStatus();
}

} // namespace

absl::Status runSort(const PackedCall &call) {
  absl::StatusOr<Arguments> arguments = Arguments::read(call, 1, 2, 1);
  if (!arguments.ok())
    return arguments.status();
  const relax_tensor &x = arguments->tensor(0);
  absl::StatusOr<AxisView> view = viewAxis(x, arguments->integer(0));
  if (!view.ok())
    return view.status();
  absl::StatusOr<relax_tensor *> y =
      arguments->output(0, getShape(x), getDType(x));
  if (!y.ok())
    return y.status();
  if (absl::Status status =
          order(x, *view, view->size, arguments->integer(1), *y, nullptr);
      !status.ok())
    return status;
  return arguments->finish();
}

absl::Status runArgsort(const PackedCall &call) {
  absl::StatusOr<Arguments> arguments = Arguments::read(call, 1, 3, 1);
  if (!arguments.ok())
    return arguments.status();
  const relax_tensor &x = arguments->tensor(0);
  absl::StatusOr<AxisView> view = viewAxis(x, arguments->integer(0));
  absl::StatusOr<uint32_t> dtype = positionDType(arguments->integer(2));
  if (!view.ok() || !dtype.ok())
    return view.ok() ? dtype.status() : view.status();
  absl::StatusOr<relax_tensor *> y = arguments->output(0, getShape(x), *dtype);
  if (!y.ok())
    return y.status();
  if (absl::Status status =
          order(x, *view, view->size, arguments->integer(1), nullptr, *y);
      !status.ok())
    return status;
  return arguments->finish();
}

absl::Status runTopK(const PackedCall &call) {
  absl::StatusOr<Arguments> arguments = Arguments::read(call, 1, 4, 2);
  if (!arguments.ok())
    return arguments.status();
  const relax_tensor &x = arguments->tensor(0);
  int64_t k = arguments->integer(0), axis = arguments->integer(1);
  absl::StatusOr<AxisView> view = viewAxis(x, axis);
  absl::StatusOr<uint32_t> dtype = positionDType(arguments->integer(3));
  if (!view.ok() || !dtype.ok())
    return view.ok() ? dtype.status() : view.status();
  if (k < 0 || k > view->size)
    return absl::InvalidArgumentError(
        concat("k must be in [0, ", view->size, "], got ", k));
  std::vector<int64_t> shape(getShape(x).begin(), getShape(x).end());
  shape[axis] = k;
  absl::StatusOr<relax_tensor *> values =
      arguments->output(0, shape, getDType(x));
  absl::StatusOr<relax_tensor *> positions =
      arguments->output(1, shape, *dtype);
  if (!values.ok() || !positions.ok())
    return values.ok() ? positions.status() : values.status();
  if (absl::Status status =
          order(x, *view, k, !arguments->integer(2), *values, *positions);
      !status.ok())
    return status;
  return arguments->finish();
}

absl::Status runMedian(const PackedCall &call) {
  absl::StatusOr<Arguments> arguments = Arguments::read(call, 1, 2, 2);
  if (!arguments.ok())
    return arguments.status();
  const relax_tensor &x = arguments->tensor(0);
  int64_t axis = arguments->integer(0);
  bool isWhole = axis == -1, keepsDims = arguments->integer(1);
  AxisView view{1, countElements(x), 1};
  std::vector<int64_t> shape;
  if (!isWhole) {
    absl::StatusOr<AxisView> ofAxis = viewAxis(x, axis);
    if (!ofAxis.ok())
      return ofAxis.status();
    view = *ofAxis;
    shape.assign(getShape(x).begin(), getShape(x).end());
    shape[axis] = 1;
    if (!keepsDims)
      shape.erase(shape.begin() + axis);
  } else if (keepsDims) {
    shape.assign(x.dl.ndim, 1);
  }
  if (view.size == 0 && view.lanes() != 0)
    return absl::InvalidArgumentError(
        "of no elements none is in the middle, got 0");
  absl::StatusOr<relax_tensor *> values =
      arguments->output(0, shape, getDType(x));
  absl::StatusOr<relax_tensor *> positions =
      arguments->output(1, shape, int64DType);
  if (!values.ok() || !positions.ok())
    return values.ok() ? positions.status() : values.status();
  absl::StatusOr<std::vector<int64_t>> keys = makeKeys(x);
  if (!keys.ok())
    return keys.status();
  size_t size = dtypeSize(getDType(x));
  std::vector<int64_t> order(view.size);
  for (int64_t lane = 0; lane != view.lanes(); ++lane) {
    int64_t base = view.base(lane);
    std::iota(order.begin(), order.end(), int64_t{0});
    auto middle = order.begin() + (view.size - 1) / 2;
    std::nth_element(order.begin(), middle, order.end(),
                     [&](int64_t a, int64_t b) {
                       int64_t first = (*keys)[base + a * view.inner],
                               second = (*keys)[base + b * view.inner];
                       return first != second ? first < second : a < b;
                     });
    std::memcpy(dataOf<char>(**values) + lane * size,
                dataOf<const char>(x) + (base + *middle * view.inner) * size,
                size);
    storePosition(**positions, lane, *middle);
  }
  return arguments->finish();
}

} // namespace relax::runtime
