// Choices: samples of distributions, and boxes that do not overlap.
#include "runtime/library/Arguments.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <numeric>
#include <optional>

namespace relax::runtime {

absl::Status runMultinomialFromUniform(const PackedCall &call) {
  absl::StatusOr<Arguments> arguments = Arguments::read(call, 3, 1, 1);
  if (!arguments.ok())
    return arguments.status();
  const relax_tensor &prob = arguments->tensor(0),
                     &uniform = arguments->tensor(1),
                     &rows = arguments->tensor(2);
  for (absl::Status status :
       {checkTensor(prob, "prob", 2, float32DType),
        checkTensor(uniform, "uniform_sample", 2, float32DType),
        checkTensor(rows, "sample_indices", 2, int64DType)})
    if (!status.ok())
      return status;
  int64_t count = rows.dl.shape[0], columns = prob.dl.shape[1];
  if (rows.dl.shape[1] != 1 || getShape(uniform) != getShape(rows))
    return absl::InvalidArgumentError(concat(
        "shapes of 'uniform_sample' and 'sample_indices' must be equal "
        "columns, got ",
        formatShape(getShape(uniform)), " and ", formatShape(getShape(rows))));
  if (count > 0 && columns == 0)
    return absl::InvalidArgumentError(
        "a distribution must have at least one column, got 0");
  absl::StatusOr<uint32_t> dtype = positionDType(arguments->integer(0));
  if (!dtype.ok())
    return dtype.status();
  absl::StatusOr<relax_tensor *> y = arguments->output(0, {count, 1}, *dtype);
  if (!y.ok())
    return y.status();
  for (int64_t i = 0; i != count; ++i) {
    int64_t row = dataOf<int64_t>(rows)[i];
    if (row < 0 || row >= prob.dl.shape[0])
      return absl::OutOfRangeError(concat("sample index must be in [0, ",
                                          prob.dl.shape[0], "), got ", row));
    const float *weights = dataOf<float>(prob) + row * columns;
    float limit = dataOf<float>(uniform)[i], sum = 0;
    int64_t column = 0;
    for (; column != columns - 1; ++column) {
      sum += weights[column];
      if (sum > limit)
        break;
    }
    storePosition(**y, i, column);
  }
  return arguments->finish();
}

namespace {

using Box = std::array<float, 4>; ///< lower corner, upper corner

Box readBox(const float *box, bool isCenter) {
  if (isCenter)
    return {box[0] - box[2] / 2, box[1] - box[3] / 2, box[0] + box[2] / 2,
            box[1] + box[3] / 2};
  return {std::min(box[0], box[2]), std::min(box[1], box[3]),
          std::max(box[0], box[2]), std::max(box[1], box[3])};
}

float areaOf(const Box &box) { return (box[2] - box[0]) * (box[3] - box[1]); }

/// The area of the intersection over that of the union; 0 for empty boxes.
float overlap(const Box &a, const Box &b) {
  float height = std::min(a[2], b[2]) - std::max(a[0], b[0]);
  float width = std::min(a[3], b[3]) - std::max(a[1], b[1]);
  if (!(height > 0) || !(width > 0))
    return 0;
  float common = height * width;
  float all = areaOf(a) + areaOf(b) - common;
  return all > 0 ? common / all : 0;
}

/// The boxes of one batch and class that stay, best first: greedy suppression,
/// each candidate against those that were taken.
void suppress(const std::vector<Box> &boxes, const float *scores,
              int64_t maxBoxes, float maxOverlap, float minScore,
              std::vector<int64_t> &taken) {
  taken.clear();
  std::vector<int64_t> order;
  for (size_t i = 0; i != boxes.size(); ++i)
    if (scores[i] > minScore)
      order.push_back(static_cast<int64_t>(i));
  std::sort(order.begin(), order.end(), [&](int64_t a, int64_t b) {
    return scores[a] != scores[b] ? scores[a] > scores[b] : a < b;
  });
  for (int64_t box : order) {
    if (static_cast<int64_t>(taken.size()) >= maxBoxes)
      return;
    bool isFree = std::none_of(taken.begin(), taken.end(), [&](int64_t other) {
      return overlap(boxes[box], boxes[other]) > maxOverlap;
    });
    if (isFree)
      taken.push_back(box);
  }
}

} // namespace

absl::Status runAllClassNonMaxSuppression(const PackedCall &call) {
  absl::StatusOr<Arguments> arguments = Arguments::read(call, 5, 1, 1);
  if (!arguments.ok())
    return arguments.status();
  const relax_tensor &boxes = arguments->tensor(0),
                     &scores = arguments->tensor(1);
  for (absl::Status status :
       {checkTensor(boxes, "boxes", 3, float32DType),
        checkTensor(scores, "scores", 3, float32DType),
        checkTensor(arguments->tensor(2), "max_output_boxes_per_class", -1,
                    int64DType),
        checkTensor(arguments->tensor(3), "iou_threshold", -1, float32DType),
        checkTensor(arguments->tensor(4), "score_threshold", -1, float32DType)})
    if (!status.ok())
      return status;
  for (size_t i = 2; i != 5; ++i)
    if (countElements(arguments->tensor(i)) != 1)
      return absl::InvalidArgumentError(
          concat("argument ", i, " must have one element, got ",
                 countElements(arguments->tensor(i))));
  int64_t batches = scores.dl.shape[0], classes = scores.dl.shape[1],
          count = scores.dl.shape[2];
  if (getShape(boxes) != absl::MakeConstSpan({batches, count, int64_t{4}}))
    return absl::InvalidArgumentError(concat(
        "'boxes' must have a box for each batch and score, got ",
        formatShape(getShape(boxes)), " and ", formatShape(getShape(scores))));

  int64_t maxBoxes = *dataOf<int64_t>(arguments->tensor(2));
  float maxOverlap = *dataOf<float>(arguments->tensor(3)),
        minScore = *dataOf<float>(arguments->tensor(4));
  std::vector<int64_t> rows, taken;
  std::vector<Box> ofBatch(count);
  for (int64_t batch = 0; batch != batches; ++batch) {
    for (int64_t i = 0; i != count; ++i)
      ofBatch[i] = readBox(dataOf<float>(boxes) + (batch * count + i) * 4,
                           arguments->integer(0));
    for (int64_t kind = 0; kind != classes; ++kind) {
      suppress(ofBatch,
               dataOf<float>(scores) + (batch * classes + kind) * count,
               maxBoxes, maxOverlap, minScore, taken);
      for (int64_t box : taken)
        rows.insert(rows.end(), {batch, kind, box});
    }
  }
  absl::StatusOr<relax_tensor *> y = arguments->output(
      0, {static_cast<int64_t>(rows.size()) / 3, 3}, int64DType);
  if (!y.ok())
    return y.status();
  if (!rows.empty())
    std::memcpy((*y)->dl.data, rows.data(), rows.size() * sizeof(int64_t));
  return arguments->finish();
}

namespace {

/// One row of a tensor of boxes.
struct Row {
  const float *elements;
  int64_t corner, score, kind;

  Box getBox() const { return readBox(elements + corner, /*isCenter=*/false); }
  bool hasClass() const { return kind < 0 || elements[kind] >= 0; }
  bool hasClassOf(const Row &other) const {
    return kind < 0 || elements[kind] == other.elements[kind];
  }
};

/// The places of the first `count` rows from the best to the worst.
std::vector<int64_t> orderRows(const Row &first, int64_t stride,
                               int64_t count) {
  auto scoreOf = [&](int64_t row) {
    return first.elements[row * stride + first.score];
  };
  std::vector<int64_t> order;
  for (int64_t row = 0; row != count; ++row)
    if (!std::isnan(scoreOf(row)))
      order.push_back(row);
  std::sort(order.begin(), order.end(), [&](int64_t a, int64_t b) {
    return scoreOf(a) != scoreOf(b) ? scoreOf(a) > scoreOf(b) : a < b;
  });
  return order;
}

double asDouble(int64_t bits) {
  double value;
  std::memcpy(&value, &bits, sizeof(double));
  return value;
}

/// Of the rows in `order`, `order[i]` with the score `scores[i]`, those with
/// the highest scores, where each one that is taken multiplies the scores of
/// those that it suppresses by exp(-overlap^2 / sigma), as proposed by Bodla et
/// al., "Soft-NMS", 2017. Stops at `maxBoxes` (none where negative) and at
/// scores below `minScore`. `getOverlap(better, row)` is negative where one
/// does not suppress the other; `take(row, score)` is called for each.
template <typename GetOverlap, typename Take>
void suppressSoftly(absl::Span<const int64_t> order, std::vector<double> scores,
                    int64_t maxBoxes, double sigma, double minScore,
                    GetOverlap getOverlap, Take take) {
  std::vector<bool> isTaken(order.size());
  for (int64_t count = 0; maxBoxes < 0 || count != maxBoxes; ++count) {
    size_t best = order.size();
    for (size_t i = 0; i != order.size(); ++i)
      if (!isTaken[i] && scores[i] >= minScore &&
          (best == order.size() || scores[i] > scores[best]))
        best = i;
    if (best == order.size())
      return;
    isTaken[best] = true;
    take(order[best], scores[best]);
    for (size_t i = 0; i != order.size(); ++i) {
      double common = isTaken[i] ? -1 : getOverlap(order[best], order[i]);
      if (common >= 0)
        scores[i] *= std::exp(-common * common / sigma);
    }
  }
}

absl::Status suppressRows(const PackedCall &call, bool isSoft) {
  absl::StatusOr<Arguments> arguments =
      Arguments::read(call, 3, isSoft ? 9 : 7, 3);
  if (!arguments.ok())
    return arguments.status();
  const relax_tensor &data = arguments->tensor(0),
                     &counts = arguments->tensor(1),
                     &places = arguments->tensor(2);
  for (absl::Status status : {checkTensor(data, "data", 3, float32DType),
                              checkTensor(counts, "valid_count", 1, int32DType),
                              checkTensor(places, "indices", 2, int32DType)})
    if (!status.ok())
      return status;
  int64_t batches = data.dl.shape[0], anchors = data.dl.shape[1],
          elements = data.dl.shape[2];
  if (counts.dl.shape[0] != batches ||
      getShape(places) != getShape(data).first(2))
    return absl::InvalidArgumentError(concat(
        "'valid_count' and 'indices' must fit 'data', got ",
        formatShape(getShape(counts)), ", ", formatShape(getShape(places)),
        " and ", formatShape(getShape(data))));
  double minOverlap = asDouble(arguments->integer(1));
  int64_t maxBoxes = arguments->integer(0), topK = arguments->integer(3),
          corner = arguments->integer(4), score = arguments->integer(5),
          kind = arguments->integer(6);
  if (corner < 0 || corner + 4 > elements || score < 0 || score >= elements ||
      kind < -1 || kind >= elements)
    return absl::InvalidArgumentError(
        concat("corners, score and class must be among the ", elements,
               " elements of a box, got ", corner, ", ", score, " and ", kind));
  absl::StatusOr<relax_tensor *> boxes =
      arguments->output(0, getShape(data), float32DType);
  absl::StatusOr<relax_tensor *> indices =
      arguments->output(1, getShape(places), int32DType);
  absl::StatusOr<relax_tensor *> number =
      arguments->output(2, {batches, 1}, int32DType);
  if (!boxes.ok() || !indices.ok() || !number.ok())
    return !boxes.ok()     ? boxes.status()
           : !indices.ok() ? indices.status()
                           : number.status();
  std::fill_n(dataOf<float>(**boxes), countElements(data), -1.0f);
  std::fill_n(dataOf<int32_t>(**indices), countElements(places), -1);
  for (int64_t batch = 0; batch != batches; ++batch) {
    int64_t count = dataOf<int32_t>(counts)[batch];
    if (count < 0 || count > anchors)
      return absl::OutOfRangeError(concat(
          "number of valid boxes must be in [0, ", anchors, "], got ", count));
    Row first{dataOf<float>(data) + batch * anchors * elements, corner, score,
              kind};
    auto rowAt = [&](int64_t place) {
      Row row = first;
      row.elements += place * elements;
      return row;
    };
    std::vector<int64_t> order = orderRows(first, elements, count), taken;
    if (topK >= 0 && static_cast<int64_t>(order.size()) > topK)
      order.resize(topK);
    // Negative where the one does not suppress the other.
    auto getOverlap = [&](int64_t better, int64_t place) {
      Row other = rowAt(better), row = rowAt(place);
      if (!other.hasClass() ||
          !(arguments->integer(2) || row.hasClassOf(other)))
        return -1.0;
      double common = overlap(row.getBox(), other.getBox());
      return common >= minOverlap ? common : -1.0;
    };
    auto take = [&](int64_t place, std::optional<double> newScore) {
      int64_t to = batch * anchors + static_cast<int64_t>(taken.size());
      float *target = dataOf<float>(**boxes) + to * elements;
      std::copy_n(rowAt(place).elements, elements, target);
      if (newScore)
        target[score] = static_cast<float>(*newScore);
      dataOf<int32_t>(**indices)[to] =
          dataOf<int32_t>(places)[batch * anchors + place];
      taken.push_back(place);
    };
    if (isSoft) {
      std::vector<double> scores;
      for (int64_t place : order)
        scores.push_back(rowAt(place).elements[score]);
      suppressSoftly(order, std::move(scores), maxBoxes,
                     asDouble(arguments->integer(7)),
                     asDouble(arguments->integer(8)), getOverlap, take);
      order.clear();
    }
    for (int64_t place : order) {
      if (maxBoxes >= 0 && static_cast<int64_t>(taken.size()) >= maxBoxes)
        break;
      if (std::none_of(taken.begin(), taken.end(), [&](int64_t better) {
            return getOverlap(better, place) >= 0;
          }))
        take(place, std::nullopt);
    }
    dataOf<int32_t>(**number)[batch] = static_cast<int32_t>(taken.size());
  }
  return arguments->finish();
}

} // namespace

absl::Status runNonMaxSuppression(const PackedCall &call) {
  return suppressRows(call, /*isSoft=*/false);
}

absl::Status runSoftNonMaxSuppression(const PackedCall &call) {
  return suppressRows(call, /*isSoft=*/true);
}

} // namespace relax::runtime
