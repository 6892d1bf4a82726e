// Sequences and optionals. A sequence is a tuple of its elements, which it
// shares; an optional is a tuple of one field or of none. A list is what a loop
// adds to: the one object here that changes, and nobody but the loop sees it.
#include "runtime/library/Arguments.h"

#include "runtime/device/Object.h"
#include "runtime/executable/DType.h"

#include <algorithm>
#include <limits>
#include <memory>

namespace relax::runtime {

namespace {

/// The arguments of one call: objects first, then integers.
class Values {
public:
  /// Fails unless there are as many objects, at least `numIntegers` integers
  /// and, unless `more` is set, not more of them, and one result.
  static absl::StatusOr<Values> read(const PackedCall &call, size_t numObjects,
                                     size_t numIntegers, bool more = false) {
    size_t expected = numObjects + numIntegers;
    if (call.args.size() < expected || (call.args.size() > expected && !more))
      return absl::InvalidArgumentError(
          concat("expected ", expected, more ? " or more" : "",
                 " arguments, got ", call.args.size()));
    if (call.results.size() != 1)
      return absl::InvalidArgumentError(
          concat("expected 1 results, got ", call.results.size()));
    Values values;
    for (size_t i = 0; i != call.args.size(); ++i) {
      const relax_any &arg = call.args[i];
      bool isObject = i < numObjects;
      if (isObject != (arg.kind == RELAX_ANY_OBJECT))
        return absl::InvalidArgumentError(
            concat("argument ", i, " must be ",
                   isObject ? "an object" : "an integer"));
      if (isObject)
        values.objects.push_back(arg.value.object);
      else
        values.integers.push_back(arg.value.scalar);
    }
    return values;
  }

  absl::StatusOr<const relax_tensor *> tensor(size_t index) const {
    if (const relax_tensor *tensor = dynCast<relax_tensor>(objects[index]))
      return tensor;
    return wrongKind(index, "a tensor");
  }
  absl::StatusOr<const relax_tuple *> sequence(size_t index) const {
    if (const relax_tuple *tuple = dynCast<relax_tuple>(objects[index]))
      return tuple;
    return wrongKind(index, "a sequence");
  }
  absl::Status wrongKind(size_t index, const char *expected) const {
    return absl::InvalidArgumentError(concat("argument ", index, " must be ",
                                             expected, ", got ",
                                             describeKind(objects[index])));
  }

  std::vector<relax_object *> objects;
  std::vector<int64_t> integers;
};

absl::Status giveObject(const PackedCall &call, ObjectRef object) {
  if (!object)
    return absl::ResourceExhaustedError("out of memory for an object");
  call.results[0].value.object = object.release();
  return absl::OkStatus();
}

/// A tuple of these fields as the result.
absl::Status giveTuple(const PackedCall &call,
                       const std::vector<relax_object *> &fields) {
  relax_tuple *tuple =
      newTuple(static_cast<int64_t>(fields.size()), fields.data());
  return giveObject(call,
                    ObjectRef::take(reinterpret_cast<relax_object *>(tuple)));
}

absl::Status giveTensor(const PackedCall &call, TensorRef tensor) {
  return giveObject(call, std::move(tensor));
}

/// A position in [-size, limit) as one in [0, limit).
absl::StatusOr<int64_t> checkPosition(int64_t position, int64_t size,
                                      int64_t limit) {
  if (position < -size || position >= limit)
    return absl::OutOfRangeError(concat("the position must be in [", -size,
                                        ", ", limit, "), got ", position,
                                        " for a sequence of length ", size));
  return position < 0 ? position + size : position;
}

absl::StatusOr<int64_t> checkAxis(int64_t axis, int64_t rank) {
  if (axis < -rank || axis >= rank)
    return absl::InvalidArgumentError(
        concat("axis must be in [", -rank, ", ", rank, "), got ", axis));
  return axis < 0 ? axis + rank : axis;
}

std::vector<relax_object *> fieldsOf(const relax_tuple &tuple) {
  return {tuple.fields, tuple.fields + tuple.size};
}

/// A place in the sequence of a call.
struct Place {
  const relax_tuple *sequence;
  int64_t position;
};

/// The first object and the first integer; without an integer the end, which
/// only `canBeEnd` allows.
absl::StatusOr<Place> placeOf(const Values &values, bool canBeEnd) {
  absl::StatusOr<const relax_tuple *> sequence = values.sequence(0);
  if (!sequence.ok())
    return sequence.status();
  int64_t size = (*sequence)->size;
  absl::StatusOr<int64_t> position =
      checkPosition(values.integers.empty() ? size : values.integers[0], size,
                    size + canBeEnd);
  if (!position.ok())
    return position.status();
  return Place{*sequence, *position};
}

/// The place of a call of a sequence and a position.
absl::StatusOr<Place> readPlace(const PackedCall &call) {
  absl::StatusOr<Values> values = Values::read(call, 1, 1);
  if (!values.ok())
    return values.status();
  return placeOf(*values, /*canBeEnd=*/false);
}

/// Copies `size` slices along the axis, from place `from` of one tensor to
/// place `to` of another; the other dimensions are equal.
void copySlices(const relax_tensor &source, const AxisView &sourceView,
                int64_t from, const relax_tensor &target,
                const AxisView &targetView, int64_t to, int64_t size) {
  size_t bytes = dtypeSize(getDType(source));
  size_t run = size * sourceView.inner * bytes;
  for (int64_t outer = 0; run != 0 && outer != sourceView.outer; ++outer)
    std::memcpy(dataOf<char>(target) +
                    (outer * targetView.size + to) * targetView.inner * bytes,
                dataOf<char>(source) +
                    (outer * sourceView.size + from) * sourceView.inner * bytes,
                run);
}

/// Slices [begin, end) of `x` along the axis, without it unless `keepsAxis`.
absl::StatusOr<TensorRef> sliceOf(const relax_tensor &x, const AxisView &view,
                                  int64_t axis, int64_t begin, int64_t end,
                                  bool keepsAxis) {
  std::vector<int64_t> shape(getShape(x).begin(), getShape(x).end());
  shape[axis] = end - begin;
  if (!keepsAxis)
    shape.erase(shape.begin() + axis);
  absl::StatusOr<TensorRef> part = createTensor(shape, getDType(x));
  if (!part.ok())
    return part;
  AxisView target = view;
  target.size = end - begin;
  copySlices(x, view, begin, **part, target, 0, end - begin);
  return part;
}

/// The parts of `x` that end at these places along the axis, as a sequence.
absl::Status giveParts(const PackedCall &call, const relax_tensor &x,
                       const AxisView &view, int64_t axis,
                       const std::vector<int64_t> &ends, bool keepsAxis) {
  std::vector<TensorRef> parts;
  std::vector<relax_object *> fields;
  int64_t begin = 0;
  for (int64_t end : ends) {
    absl::StatusOr<TensorRef> part =
        sliceOf(x, view, axis, begin, end, keepsAxis);
    if (!part.ok())
      return part.status();
    parts.push_back(*std::move(part));
    fields.push_back(reinterpret_cast<relax_object *>(parts.back().get()));
    begin = end;
  }
  return giveTuple(call, fields);
}

/// Tensors side by side along an axis of theirs, or along a new one.
absl::StatusOr<TensorRef> joinTensors(absl::Span<relax_object *const> objects,
                                      int64_t axis, bool isNew) {
  std::vector<const relax_tensor *> tensors;
  for (relax_object *object : objects) {
    const relax_tensor *tensor = dynCast<relax_tensor>(object);
    if (!tensor)
      return absl::InvalidArgumentError(concat("element ", tensors.size(),
                                               " must be a tensor, got ",
                                               describeKind(object)));
    tensors.push_back(tensor);
  }
  if (tensors.empty())
    return absl::InvalidArgumentError("the sequence must have an element");
  const relax_tensor &first = *tensors[0];
  absl::StatusOr<int64_t> place = checkAxis(axis, first.dl.ndim + isNew);
  if (!place.ok())
    return place.status();
  std::vector<int64_t> shape(getShape(first).begin(), getShape(first).end());
  if (isNew)
    shape.insert(shape.begin() + *place, 0);
  int64_t total = 0;
  for (size_t i = 0; i != tensors.size(); ++i) {
    std::vector<int64_t> own(getShape(*tensors[i]).begin(),
                             getShape(*tensors[i]).end());
    if (isNew && own.size() + 1 == shape.size())
      own.insert(own.begin() + *place, 1);
    bool fits =
        own.size() == shape.size() && getDType(*tensors[i]) == getDType(first);
    for (size_t d = 0; fits && d != own.size(); ++d)
      fits = static_cast<int64_t>(d) == *place || own[d] == shape[d];
    if (!fits)
      return absl::InvalidArgumentError(concat(
          "element ", i,
          " must have the shape and element type of the "
          "first one, got ",
          formatShape(getShape(*tensors[i])), " of ",
          dtypeName(getDType(*tensors[i])), " and ",
          formatShape(getShape(first)), " of ", dtypeName(getDType(first))));
    if (own[*place] > std::numeric_limits<int64_t>::max() - total)
      return absl::ResourceExhaustedError("the elements are too large");
    total += own[*place];
  }
  shape[*place] = total;
  absl::StatusOr<TensorRef> result = createTensor(shape, getDType(first));
  if (!result.ok())
    return result;
  absl::StatusOr<AxisView> target = viewAxis(**result, *place);
  if (!target.ok())
    return target.status();
  int64_t to = 0;
  for (const relax_tensor *tensor : tensors) {
    AxisView source = *target;
    source.size = isNew ? 1 : tensor->dl.shape[*place];
    copySlices(*tensor, source, 0, **result, *target, to, source.size);
    to += source.size;
  }
  return result;
}

/// What a loop collects.
using List = std::vector<ObjectRef>;

void destroyList(void *data) { delete static_cast<List *>(data); }

absl::StatusOr<List *> listOf(const Values &values) {
  auto *opaque = dynCast<Opaque>(values.objects[0]);
  if (!opaque || opaque->destroy != destroyList)
    return values.wrongKind(0, "a list");
  return static_cast<List *>(opaque->data);
}

} // namespace

absl::Status runSequenceInsert(const PackedCall &call) {
  absl::StatusOr<Values> values = Values::read(call, 2, call.args.size() > 2);
  if (!values.ok())
    return values.status();
  absl::StatusOr<Place> place = placeOf(*values, /*canBeEnd=*/true);
  if (!place.ok())
    return place.status();
  std::vector<relax_object *> fields = fieldsOf(*place->sequence);
  fields.insert(fields.begin() + place->position, values->objects[1]);
  return giveTuple(call, fields);
}

absl::Status runSequenceErase(const PackedCall &call) {
  absl::StatusOr<Place> place = readPlace(call);
  if (!place.ok())
    return place.status();
  std::vector<relax_object *> fields = fieldsOf(*place->sequence);
  fields.erase(fields.begin() + place->position);
  return giveTuple(call, fields);
}

absl::Status runSequenceAt(const PackedCall &call) {
  absl::StatusOr<Place> place = readPlace(call);
  if (!place.ok())
    return place.status();
  return giveObject(call,
                    ObjectRef::share(place->sequence->fields[place->position]));
}

absl::Status runSequenceLength(const PackedCall &call) {
  absl::StatusOr<Values> values = Values::read(call, 1, 0);
  if (!values.ok())
    return values.status();
  absl::StatusOr<const relax_tuple *> sequence = values->sequence(0);
  if (!sequence.ok())
    return sequence.status();
  call.results[0].value.scalar = (*sequence)->size;
  return absl::OkStatus();
}

absl::Status runSequenceSplit(const PackedCall &call) {
  absl::StatusOr<Values> values = Values::read(call, 1, 3);
  if (!values.ok())
    return values.status();
  absl::StatusOr<const relax_tensor *> x = values->tensor(0);
  if (!x.ok())
    return x.status();
  int64_t axis = values->integers[0], part = values->integers[1];
  bool keepsAxis = values->integers[2];
  absl::StatusOr<AxisView> view = viewAxis(**x, axis);
  if (!view.ok())
    return view.status();
  if (part < 1 || (part != 1 && !keepsAxis))
    return absl::InvalidArgumentError(concat(
        "the size of the parts must be 1",
        keepsAxis ? " or more" : " where the axis goes", ", got ", part));
  std::vector<int64_t> ends;
  for (int64_t at = 0; at < view->size;)
    ends.push_back(at += std::min(part, view->size - at));
  return giveParts(call, **x, *view, axis, ends, keepsAxis);
}

absl::Status runSequenceSplitSizes(const PackedCall &call) {
  absl::StatusOr<Values> values = Values::read(call, 2, 1);
  if (!values.ok())
    return values.status();
  absl::StatusOr<const relax_tensor *> x = values->tensor(0),
                                       sizes = values->tensor(1);
  if (!x.ok() || !sizes.ok())
    return x.ok() ? sizes.status() : x.status();
  absl::StatusOr<AxisView> view = viewAxis(**x, values->integers[0]);
  if (!view.ok())
    return view.status();
  bool isWide = getDType(**sizes) == int64DType;
  if ((*sizes)->dl.ndim != 1 || (!isWide && getDType(**sizes) != int32DType))
    return absl::InvalidArgumentError(
        concat("the sizes must be a vector of i32 or i64, got ",
               dtypeName(getDType(**sizes)), " of shape ",
               formatShape(getShape(**sizes))));
  std::vector<int64_t> ends;
  int64_t at = 0;
  for (int64_t i = 0; i != (*sizes)->dl.shape[0]; ++i) {
    int64_t size =
        isWide ? dataOf<int64_t>(**sizes)[i] : dataOf<int32_t>(**sizes)[i];
    if (size < 0 || size > view->size - at)
      return absl::InvalidArgumentError(
          concat("the sizes of the parts must add up to ", view->size,
                 ", but part ", i, " begins at ", at, " and has size ", size));
    ends.push_back(at += size);
  }
  if (at != view->size)
    return absl::InvalidArgumentError(concat(
        "the sizes of the parts must add up to ", view->size, ", got ", at));
  return giveParts(call, **x, *view, values->integers[0], ends,
                   /*keepsAxis=*/true);
}

absl::Status runSequenceConcat(const PackedCall &call) {
  absl::StatusOr<Values> values = Values::read(call, 1, 2);
  if (!values.ok())
    return values.status();
  absl::StatusOr<const relax_tuple *> sequence = values->sequence(0);
  if (!sequence.ok())
    return sequence.status();
  absl::StatusOr<TensorRef> result =
      joinTensors(absl::MakeConstSpan((*sequence)->fields, (*sequence)->size),
                  values->integers[0], values->integers[1]);
  return result.ok() ? giveTensor(call, *std::move(result)) : result.status();
}

absl::Status runOptionalGetElement(const PackedCall &call) {
  absl::StatusOr<Values> values = Values::read(call, 1, 0);
  if (!values.ok())
    return values.status();
  const relax_tuple *optional = dynCast<relax_tuple>(values->objects[0]);
  if (!optional || optional->size > 1)
    return values->wrongKind(0, "an optional, a tuple of at most one field");
  if (optional->size == 0)
    return absl::FailedPreconditionError("the optional holds nothing");
  return giveObject(call, ObjectRef::share(optional->fields[0]));
}

absl::Status runListCreate(const PackedCall &call) {
  absl::StatusOr<Values> values = Values::read(call, 0, 0);
  if (!values.ok())
    return values.status();
  auto list = std::make_unique<List>();
  Opaque *object = newOpaque(list.get(), destroyList);
  if (!object)
    return absl::ResourceExhaustedError("out of memory for a list");
  list.release();
  return giveObject(call,
                    ObjectRef::take(reinterpret_cast<relax_object *>(object)));
}

absl::Status runListAppend(const PackedCall &call) {
  absl::StatusOr<Values> values = Values::read(call, 2, 0);
  if (!values.ok())
    return values.status();
  absl::StatusOr<List *> list = listOf(*values);
  if (!list.ok())
    return list.status();
  (*list)->push_back(ObjectRef::share(values->objects[1]));
  return giveObject(call, ObjectRef::share(values->objects[0]));
}

absl::Status runListFinish(const PackedCall &call) {
  absl::StatusOr<Values> values = Values::read(call, 1, 0);
  if (!values.ok())
    return values.status();
  absl::StatusOr<List *> list = listOf(*values);
  if (!list.ok())
    return list.status();
  std::vector<relax_object *> fields;
  for (const ObjectRef &element : **list)
    fields.push_back(element.get());
  return giveTuple(call, fields);
}

absl::Status runListStack(const PackedCall &call) {
  absl::StatusOr<Values> values = Values::read(call, 2, 3, /*more=*/true);
  if (!values.ok())
    return values.status();
  absl::StatusOr<List *> list = listOf(*values);
  absl::StatusOr<const relax_tensor *> like = values->tensor(1);
  if (!list.ok() || !like.ok())
    return list.ok() ? like.status() : list.status();
  int64_t axis = values->integers[0], length = values->integers[2];
  std::vector<relax_object *> elements;
  for (const ObjectRef &element : **list)
    elements.push_back(element.get());
  if (values->integers[1])
    std::reverse(elements.begin(), elements.end());
  auto count = static_cast<int64_t>(elements.size());
  if (length < 0)
    length = count;
  if (count > length)
    return absl::InvalidArgumentError(concat("the list must have at most ",
                                             length, " elements, got ", count));
  absl::StatusOr<TensorRef> joined = TensorRef();
  if (count != 0) {
    joined = joinTensors(elements, axis, /*isNew=*/true);
    if (!joined.ok() || count == length)
      return joined.ok() ? giveTensor(call, *std::move(joined))
                         : joined.status();
  }
  // Nothing, or not everything, has a shape of its own.
  std::vector<int64_t> shape;
  if (count != 0) {
    shape.assign(getShape(**joined).begin(), getShape(**joined).end());
    axis = *checkAxis(axis, (*joined)->dl.ndim);
  } else {
    for (size_t i = 3; i < values->integers.size(); ++i)
      shape.push_back(std::max<int64_t>(values->integers[i], 0));
    absl::StatusOr<int64_t> place =
        checkAxis(axis, static_cast<int64_t>(shape.size()) + 1);
    if (!place.ok())
      return place.status();
    axis = *place;
    shape.insert(shape.begin() + axis, 0);
  }
  shape[axis] = length;
  absl::StatusOr<TensorRef> result = createTensor(shape, getDType(**like));
  if (!result.ok())
    return result.status();
  std::memset((*result)->dl.data, 0, countBytes(**result));
  if (count != 0) {
    if (getDType(**joined) != getDType(**like))
      return absl::InvalidArgumentError(
          concat("the elements must be of type ", dtypeName(getDType(**like)),
                 ", got ", dtypeName(getDType(**joined))));
    absl::StatusOr<AxisView> source = viewAxis(**joined, axis),
                             target = viewAxis(**result, axis);
    if (!source.ok() || !target.ok())
      return source.ok() ? target.status() : source.status();
    copySlices(**joined, *source, 0, **result, *target, 0, count);
  }
  return giveTensor(call, *std::move(result));
}

} // namespace relax::runtime
