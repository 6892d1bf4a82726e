// Which elements there are, and where.
#include "runtime/library/Arguments.h"

#include "runtime/executable/DType.h"

#include <algorithm>
#include <numeric>

namespace relax::runtime {

absl::Status runUnique(const PackedCall &call) {
  absl::StatusOr<Arguments> arguments = Arguments::read(call, 1, 2, 4);
  if (!arguments.ok())
    return arguments.status();
  const relax_tensor &x = arguments->tensor(0);
  int64_t axis = arguments->integer(0);
  bool sorted = arguments->integer(1);
  AxisView view;
  if (axis == -1) {
    view.size = countElements(x);
  } else {
    absl::StatusOr<AxisView> given = viewAxis(x, axis);
    if (!given.ok())
      return given.status();
    view = *given;
  }
  absl::StatusOr<std::vector<int64_t>> keys = makeKeys(x);
  if (!keys.ok())
    return keys.status();

  // Slices in lexicographic order, equal ones in the order of their places, so
  // that the first of a run is the first occurrence.
  auto compare = [&](int64_t a, int64_t b) {
    for (int64_t lane = 0; lane != view.lanes(); ++lane) {
      const int64_t *first = keys->data() + view.base(lane);
      int64_t x = first[a * view.inner], y = first[b * view.inner];
      if (x != y)
        return x < y ? -1 : 1;
    }
    return 0;
  };
  std::vector<int64_t> order(view.size);
  std::iota(order.begin(), order.end(), int64_t{0});
  std::sort(order.begin(), order.end(), [&](int64_t a, int64_t b) {
    int sign = compare(a, b);
    return sign != 0 ? sign < 0 : a < b;
  });
  struct Group {
    int64_t first, begin, end; ///< a run of `order`
  };
  std::vector<Group> groups;
  for (int64_t i = 0; i != view.size; ++i) {
    if (i == 0 || compare(order[i - 1], order[i]) != 0)
      groups.push_back({order[i], i, i});
    groups.back().end = i + 1;
  }
  if (!sorted)
    std::sort(groups.begin(), groups.end(),
              [](const Group &a, const Group &b) { return a.first < b.first; });

  auto count = static_cast<int64_t>(groups.size());
  std::vector<int64_t> shape = {count};
  if (axis != -1) {
    shape.assign(getShape(x).begin(), getShape(x).end());
    shape[axis] = count;
  }
  absl::StatusOr<relax_tensor *> outputs[] = {
      arguments->output(0, shape, getDType(x)),
      arguments->output(1, {count}, int64DType),
      arguments->output(2, {view.size}, int64DType),
      arguments->output(3, {count}, int64DType)};
  for (absl::StatusOr<relax_tensor *> &output : outputs)
    if (!output.ok())
      return output.status();
  AxisView target = view;
  target.size = count;
  size_t size = dtypeSize(getDType(x));
  for (int64_t g = 0; g != count; ++g) {
    const Group &group = groups[g];
    for (int64_t lane = 0; lane != view.lanes(); ++lane)
      std::memcpy(dataOf<char>(**outputs[0]) +
                      (target.base(lane) + g * view.inner) * size,
                  dataOf<const char>(x) +
                      (view.base(lane) + group.first * view.inner) * size,
                  size);
    dataOf<int64_t>(**outputs[1])[g] = group.first;
    dataOf<int64_t>(**outputs[3])[g] = group.end - group.begin;
    for (int64_t i = group.begin; i != group.end; ++i)
      dataOf<int64_t>(**outputs[2])[order[i]] = g;
  }
  return arguments->finish();
}

absl::Status runNonzero(const PackedCall &call) {
  absl::StatusOr<Arguments> arguments = Arguments::read(call, 1, 0, 1);
  if (!arguments.ok())
    return arguments.status();
  const relax_tensor &x = arguments->tensor(0);
  absl::StatusOr<std::vector<int64_t>> keys = makeKeys(x);
  if (!keys.ok())
    return keys.status();
  int64_t zero = keyOfZero(getDType(x)), rank = x.dl.ndim;
  int64_t count = std::count_if(keys->begin(), keys->end(),
                                [&](int64_t key) { return key != zero; });
  absl::StatusOr<relax_tensor *> y =
      arguments->output(0, {rank, count}, int64DType);
  if (!y.ok())
    return y.status();
  int64_t *data = dataOf<int64_t>(**y), column = 0;
  for (size_t i = 0; i != keys->size(); ++i) {
    if ((*keys)[i] == zero)
      continue;
    auto place = static_cast<int64_t>(i);
    for (int64_t axis = rank; axis-- > 0;) {
      data[axis * count + column] = place % x.dl.shape[axis];
      place /= x.dl.shape[axis];
    }
    ++column;
  }
  return arguments->finish();
}

} // namespace relax::runtime
