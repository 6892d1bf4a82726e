// Sequences, optionals and lists of the runtime library, and what wrong
// arguments get.

#include "runtime/device/Tensor.h"
#include "runtime/library/Library.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace relax::runtime;

namespace {

constexpr uint32_t f32 = RELAX_DTYPE(RELAX_DTYPE_FLOAT, 32);
constexpr uint32_t i32 = RELAX_DTYPE(RELAX_DTYPE_INT, 32);
constexpr uint32_t i64 = RELAX_DTYPE(RELAX_DTYPE_INT, 64);

template <typename T>
ObjectRef tensor(std::vector<int64_t> shape, uint32_t dtype,
                 std::vector<T> values) {
  TensorRef result = *createTensor(shape, dtype);
  std::copy(values.begin(), values.end(), static_cast<T *>(result->dl.data));
  return result;
}

ObjectRef floats(std::vector<int64_t> shape, std::vector<float> values) {
  return tensor<float>(shape, f32, values);
}

ObjectRef tuple(std::vector<ObjectRef> fields) {
  std::vector<relax_object *> objects;
  for (ObjectRef &field : fields)
    objects.push_back(field.get());
  return ObjectRef::take(reinterpret_cast<relax_object *>(
      newTuple(static_cast<int64_t>(objects.size()), objects.data())));
}

/// `[2, 3] 1 2 3 4 5 6` for a tensor of floats, `(...)` for a tuple.
std::string show(relax_object *object) {
  std::string text;
  if (relax_tuple *fields = dynCast<relax_tuple>(object)) {
    for (int64_t i = 0; i != fields->size; ++i)
      text += (i ? "; " : "") + show(fields->fields[i]);
    return "(" + text + ")";
  }
  relax_tensor *tensor = dynCast<relax_tensor>(object);
  if (!tensor)
    return describeKind(object);
  text = formatShape(getShape(*tensor));
  for (int64_t i = 0; i != countElements(*tensor); ++i)
    text += concat(
        " ", static_cast<int>(static_cast<const float *>(tensor->dl.data)[i]));
  return text;
}

using Function = absl::Status (*)(const PackedCall &);

struct Argument {
  Argument(ObjectRef object) : object(std::move(object)) {}
  Argument(int64_t integer) : integer(integer) {}
  Argument(int integer) : integer(integer) {}
  ObjectRef object;
  int64_t integer = 0;
};

absl::StatusOr<ObjectRef> callFunction(Function function,
                                       const std::vector<Argument> &arguments) {
  std::vector<relax_any> args;
  for (const Argument &argument : arguments) {
    relax_any &arg = args.emplace_back();
    arg.kind = argument.object ? RELAX_ANY_OBJECT : RELAX_ANY_SCALAR;
    if (argument.object)
      arg.value.object = argument.object.get();
    else
      arg.value.scalar = argument.integer;
  }
  relax_any result{RELAX_ANY_OBJECT, 0, {}};
  absl::Status status =
      function({args, absl::MakeSpan(&result, 1), /*ctx=*/nullptr});
  if (!status.ok())
    return status;
  return ObjectRef::take(result.value.object);
}

/// The result as text, or the message.
std::string run(Function function, const std::vector<Argument> &arguments) {
  absl::StatusOr<ObjectRef> result = callFunction(function, arguments);
  return result.ok() ? show(result->get())
                     : std::string(result.status().message());
}

ObjectRef make(Function function, const std::vector<Argument> &arguments) {
  absl::StatusOr<ObjectRef> result = callFunction(function, arguments);
  EXPECT_TRUE(result.ok()) << result.status().message();
  return result.ok() ? *std::move(result) : ObjectRef();
}

TEST(Sequence, InsertEraseAt) {
  ObjectRef a = floats({1}, {1}), b = floats({2}, {2, 3}), c = floats({}, {4});
  ObjectRef two = tuple({a, b});
  EXPECT_EQ(run(runSequenceInsert, {two, c}), "([1] 1; [2] 2 3; [] 4)");
  EXPECT_EQ(run(runSequenceInsert, {two, c, 0}), "([] 4; [1] 1; [2] 2 3)");
  EXPECT_EQ(run(runSequenceInsert, {two, c, 2}), "([1] 1; [2] 2 3; [] 4)");
  EXPECT_EQ(run(runSequenceInsert, {two, c, -1}), "([1] 1; [] 4; [2] 2 3)");
  EXPECT_EQ(
      run(runSequenceInsert, {two, c, 3}),
      "the position must be in [-2, 3), got 3 for a sequence of length 2");
  EXPECT_EQ(run(runSequenceInsert, {tuple({}), c}), "([] 4)");
  EXPECT_EQ(run(runSequenceErase, {two, -1}), "([1] 1)");
  EXPECT_EQ(run(runSequenceErase, {two, 0}), "([2] 2 3)");
  EXPECT_EQ(
      run(runSequenceErase, {tuple({}), -1}),
      "the position must be in [0, 0), got -1 for a sequence of length 0");
  EXPECT_EQ(run(runSequenceAt, {two, 1}), "[2] 2 3");
  EXPECT_EQ(run(runSequenceAt, {two, -2}), "[1] 1");
  EXPECT_EQ(
      run(runSequenceAt, {two, 2}),
      "the position must be in [-2, 2), got 2 for a sequence of length 2");
  EXPECT_EQ(show(two.get()), "([1] 1; [2] 2 3)");
  // Elements are shared, not copied.
  EXPECT_EQ(make(runSequenceAt, {two, 0}).get(), a.get());
}

TEST(Sequence, Length) {
  for (int64_t size : {0, 3}) {
    std::vector<ObjectRef> fields(size, floats({}, {1}));
    ObjectRef sequence = tuple(fields);
    relax_any arg{RELAX_ANY_OBJECT, 0, {}}, result{RELAX_ANY_SCALAR, 0, {}};
    arg.value.object = sequence.get();
    ASSERT_TRUE(runSequenceLength({absl::MakeConstSpan(&arg, 1),
                                   absl::MakeSpan(&result, 1), nullptr})
                    .ok());
    EXPECT_EQ(result.value.scalar, size);
  }
}

TEST(Sequence, Split) {
  ObjectRef x = floats({2, 3}, {1, 2, 3, 4, 5, 6});
  EXPECT_EQ(run(runSequenceSplit, {x, 1, 2, 1}),
            "([2, 2] 1 2 4 5; [2, 1] 3 6)");
  EXPECT_EQ(run(runSequenceSplit, {x, 1, 1, 0}), "([2] 1 4; [2] 2 5; [2] 3 6)");
  EXPECT_EQ(run(runSequenceSplit, {x, 0, 1, 1}),
            "([1, 3] 1 2 3; [1, 3] 4 5 6)");
  EXPECT_EQ(run(runSequenceSplit, {x, 0, INT64_MAX, 1}),
            "([2, 3] 1 2 3 4 5 6)");
  EXPECT_EQ(run(runSequenceSplit, {floats({0, 2}, {}), 0, 1, 1}), "()");
  EXPECT_EQ(run(runSequenceSplit, {x, 0, 0, 1}),
            "the size of the parts must be 1 or more, got 0");
  EXPECT_EQ(run(runSequenceSplit, {x, 0, 2, 0}),
            "the size of the parts must be 1 where the axis goes, got 2");
  EXPECT_EQ(run(runSequenceSplit, {x, 2, 1, 1}),
            "axis must be in [0, 2), got 2");
  EXPECT_EQ(
      run(runSequenceSplitSizes, {x, tensor<int64_t>({3}, i64, {1, 0, 2}), 1}),
      "([2, 1] 1 4; [2, 0]; [2, 2] 2 3 5 6)");
  EXPECT_EQ(run(runSequenceSplitSizes, {x, tensor<int32_t>({1}, i32, {3}), 1}),
            "([2, 3] 1 2 3 4 5 6)");
  EXPECT_EQ(
      run(runSequenceSplitSizes, {x, tensor<int64_t>({2}, i64, {1, 3}), 1}),
      "the sizes of the parts must add up to 3, but part 1 begins at 1 and "
      "has size 3");
  EXPECT_EQ(
      run(runSequenceSplitSizes, {x, tensor<int64_t>({2}, i64, {-1, 4}), 1}),
      "the sizes of the parts must add up to 3, but part 0 begins at 0 and "
      "has size -1");
  EXPECT_EQ(run(runSequenceSplitSizes, {x, tensor<int64_t>({1}, i64, {2}), 1}),
            "the sizes of the parts must add up to 3, got 2");
  EXPECT_EQ(run(runSequenceSplitSizes, {x, floats({1}, {3}), 1}),
            "the sizes must be a vector of i32 or i64, got f32 of shape [1]");
}

TEST(Sequence, Concat) {
  ObjectRef a = floats({2, 1}, {1, 2}), b = floats({2, 2}, {3, 4, 5, 6});
  EXPECT_EQ(run(runSequenceConcat, {tuple({a, b}), 1, 0}),
            "[2, 3] 1 3 4 2 5 6");
  EXPECT_EQ(run(runSequenceConcat, {tuple({a, b}), -1, 0}),
            "[2, 3] 1 3 4 2 5 6");
  EXPECT_EQ(run(runSequenceConcat, {tuple({a, a}), 0, 0}), "[4, 1] 1 2 1 2");
  EXPECT_EQ(run(runSequenceConcat, {tuple({a, a}), 0, 1}), "[2, 2, 1] 1 2 1 2");
  EXPECT_EQ(run(runSequenceConcat, {tuple({a, a}), -1, 1}),
            "[2, 1, 2] 1 1 2 2");
  EXPECT_EQ(
      run(runSequenceConcat, {tuple({floats({}, {1}), floats({}, {2})}), 0, 1}),
      "[2] 1 2");
  EXPECT_EQ(run(runSequenceConcat, {tuple({}), 0, 0}),
            "the sequence must have an element");
  EXPECT_EQ(
      run(runSequenceConcat, {tuple({a, b}), 0, 0}),
      "element 1 must have the shape and element type of the first one, got "
      "[2, 2] of f32 and [2, 1] of f32");
  EXPECT_EQ(
      run(runSequenceConcat,
          {tuple({a, tensor<int32_t>({2, 1}, i32, {1, 2})}), 0, 0}),
      "element 1 must have the shape and element type of the first one, got "
      "[2, 1] of i32 and [2, 1] of f32");
  EXPECT_EQ(run(runSequenceConcat, {tuple({a, a}), 2, 0}),
            "axis must be in [-2, 2), got 2");
  EXPECT_EQ(run(runSequenceConcat, {tuple({tuple({})}), 0, 0}),
            "element 0 must be a tensor, got a tuple");
}

TEST(Sequence, Optional) {
  ObjectRef a = floats({1}, {1});
  EXPECT_EQ(run(runOptionalGetElement, {tuple({a})}), "[1] 1");
  EXPECT_EQ(run(runOptionalGetElement, {tuple({tuple({a, a})})}),
            "([1] 1; [1] 1)");
  EXPECT_EQ(run(runOptionalGetElement, {tuple({})}),
            "the optional holds nothing");
  EXPECT_EQ(
      run(runOptionalGetElement, {a}),
      "argument 0 must be an optional, a tuple of at most one field, got a "
      "tensor");
}

TEST(Sequence, Lists) {
  ObjectRef like = floats({0}, {});
  ObjectRef list = make(runListCreate, {});
  // What an empty one becomes is said by the arguments.
  EXPECT_EQ(run(runListStack, {list, like, 0, 0, -1, 2}), "[0, 2]");
  EXPECT_EQ(run(runListStack, {list, like, -1, 0, 2, 2}), "[2, 2] 0 0 0 0");
  EXPECT_EQ(run(runListStack, {list, like, 0, 0, -1, -1}), "[0, 0]");
  for (float i : {1, 2, 3})
    EXPECT_EQ(make(runListAppend, {list, floats({2}, {i, -i})}).get(),
              list.get());
  EXPECT_EQ(run(runListFinish, {list}), "([2] 1 -1; [2] 2 -2; [2] 3 -3)");
  EXPECT_EQ(run(runListStack, {list, like, 0, 0, -1, 2}),
            "[3, 2] 1 -1 2 -2 3 -3");
  EXPECT_EQ(run(runListStack, {list, like, 0, 1, -1, 2}),
            "[3, 2] 3 -3 2 -2 1 -1");
  EXPECT_EQ(run(runListStack, {list, like, 1, 0, 3, 2}),
            "[2, 3] 1 2 3 -1 -2 -3");
  EXPECT_EQ(run(runListStack, {list, like, -1, 0, 4, 2}),
            "[2, 4] 1 2 3 0 -1 -2 -3 0");
  EXPECT_EQ(run(runListStack, {list, like, 0, 0, 2, 2}),
            "the list must have at most 2 elements, got 3");
  make(runListAppend, {list, floats({1}, {4})});
  EXPECT_EQ(
      run(runListStack, {list, like, 0, 0, -1, 2}),
      "element 3 must have the shape and element type of the first one, got "
      "[1] of f32 and [2] of f32");
  EXPECT_EQ(run(runListAppend, {tuple({}), like}),
            "argument 0 must be a list, got a tuple");
}

TEST(Sequence, WrongArguments) {
  ObjectRef a = floats({1}, {1});
  EXPECT_EQ(run(runSequenceAt, {a, 0}),
            "argument 0 must be a sequence, got a tensor");
  EXPECT_EQ(run(runSequenceAt, {tuple({a})}), "expected 2 arguments, got 1");
  EXPECT_EQ(run(runSequenceAt, {tuple({a}), a}),
            "argument 1 must be an integer");
  EXPECT_EQ(run(runSequenceAt, {0, 0}), "argument 0 must be an object");
  EXPECT_EQ(run(runSequenceSplit, {tuple({}), 0, 1, 1}),
            "argument 0 must be a tensor, got a tuple");
  EXPECT_EQ(run(runListStack, {make(runListCreate, {}), a, 0}),
            "expected 5 or more arguments, got 3");
}

} // namespace
