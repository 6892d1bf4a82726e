#include "runtime/cli/Inputs.h"
#include "runtime/device/FloatFormats.h"
#include "runtime/vm/Npy.h"
#include "runtime/vm/VirtualMachine.h"

#include <absl/strings/numbers.h>

#include <cstring>

namespace relax::runtime {

namespace {

/// A small generator with the same numbers everywhere (SplitMix64).
struct Random {
  uint64_t state;
  uint64_t next() {
    uint64_t z = (state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }
  double uniform() { return static_cast<double>(next() >> 11) * 0x1p-52 - 1.0; }
};

/// Takes inputs for parameters, and knows which were taken.
class ArgumentBuilder {
public:
  ArgumentBuilder(const FunctionInfo &function, const RunOptions &options)
      : function(function), options(options),
        used(options.inputs.size(), false) {}

  absl::StatusOr<std::vector<Value>> build() {
    const auto &parameters = *function.fb->args();
    std::vector<Value> values;
    for (uint32_t i = 0; i != parameters.size(); ++i) {
      const fb::Parameter &parameter = *parameters.Get(i);
      absl::StatusOr<Value> value =
          buildValue(parameter.name()->str(), concat(i), *parameter.type(),
                     parameter.bank() == fb::Bank::Scalar);
      if (!value.ok())
        return value.status();
      values.push_back(*std::move(value));
    }
    for (size_t i = 0; i != used.size(); ++i)
      if (!used[i])
        return refuse(options.inputs[i]);
    return values;
  }

private:
  /// A parameter, or a part of one, that has its value.
  struct Given {
    const InputOption *input;
    std::string name, index;
  };

  /// What is wrong with an input that no parameter took.
  absl::Status refuse(const InputOption &input) {
    auto isPartOf = [&](const std::string &whole) {
      return input.target == whole ||
             input.target.compare(0, whole.size() + 1, whole + ".") == 0;
    };
    for (const Given &other : given)
      if (isPartOf(other.name) || isPartOf(other.index))
        return absl::InvalidArgumentError(
            concat("--input ", input.text, ": parameter '", other.name,
                   "' is given already, by --input ", other.input->text));
    return absl::InvalidArgumentError(concat(
        "--input ", input.text, ": function '", function.name,
        "' has no parameter '", input.target, "'; it has: ", parameterNames()));
  }

  std::string parameterNames() {
    std::string names;
    for (const fb::Parameter *parameter : *function.fb->args())
      append(names, names.empty() ? "" : ", ",
             parameter->name()->string_view());
    return names.empty() ? "none" : names;
  }

  const InputOption *find(const std::string &name, const std::string &index) {
    for (const std::string *key : {&name, &index})
      for (size_t i = 0; i != used.size(); ++i)
        if (!used[i] && options.inputs[i].target == *key) {
          used[i] = true;
          given.push_back({&options.inputs[i], name, index});
          return &options.inputs[i];
        }
    return nullptr;
  }

  /// Whether there is an input for element `element` of an object or for a part
  /// of it: a sequence or an optional is given element by element.
  bool hasElement(const std::string &name, const std::string &index,
                  size_t element) {
    for (const std::string *key : {&name, &index}) {
      std::string target = concat(*key, ".", element);
      for (const InputOption &input : options.inputs)
        if (input.target == target ||
            input.target.compare(0, target.size() + 1, target + ".") == 0)
          return true;
    }
    return false;
  }

  absl::StatusOr<Value> makeTuple(const std::vector<Value> &fields) {
    std::vector<relax_object *> objects;
    for (const Value &field : fields)
      objects.push_back(field.asObject());
    relax_tuple *tuple =
        newTuple(static_cast<int64_t>(objects.size()), objects.data());
    if (!tuple)
      return absl::ResourceExhaustedError("out of memory for a tuple");
    return Value(ObjectRef::take(&tuple->object));
  }

  absl::StatusOr<Value> buildValue(const std::string &name,
                                   const std::string &index,
                                   const fb::Type &type, bool isScalar) {
    if (const InputOption *input = find(name, index))
      return convert(*input, type, isScalar);
    bool isObject = type.kind() == fb::TypeKind::Object;
    if (type.kind() == fb::TypeKind::Tuple ||
        (isObject && hasElement(name, index, 0))) {
      size_t size = type.elements() ? type.elements()->size() : 0;
      std::vector<Value> fields;
      for (uint32_t i = 0; isObject ? hasElement(name, index, i) : i != size;
           ++i) {
        absl::StatusOr<Value> field = buildValue(
            concat(name, ".", i), concat(index, ".", i),
            isObject ? type : *type.elements()->Get(i), /*isScalar=*/false);
        if (!field.ok())
          return field.status();
        fields.push_back(*std::move(field));
      }
      return makeTuple(fields);
    }
    return absl::InvalidArgumentError(concat(
        "function '", function.name, "' needs an input for '", name, "' (",
        type.text()->string_view(), "): pass --input ", name, "=FILE.npy"));
  }

  absl::StatusOr<TensorRef> readTensor(const InputOption &input) {
    switch (input.source) {
    case InputOption::Source::Npy:
      return readNpy(input.file);
    case InputOption::Source::Raw:
      return readRaw(input.file, input.shape, input.dtype);
    case InputOption::Source::Random:
      // Each input has numbers of its own.
      return randomTensor(input.shape, input.dtype,
                          options.seed * 1000003 +
                              (&input - options.inputs.data()));
    case InputOption::Source::Empty:
      return absl::InvalidArgumentError(
          concat("--input ", input.text,
                 ": a tuple without fields is for objects only"));
    case InputOption::Source::Number:
      break;
    }
    return absl::InvalidArgumentError(concat(
        "--input ", input.text, ": a number is for scalar parameters only"));
  }

  absl::StatusOr<Value> convert(const InputOption &input, const fb::Type &type,
                                bool isScalar) {
    if (input.source == InputOption::Source::Empty &&
        type.kind() == fb::TypeKind::Object)
      return makeTuple({});
    if (input.source == InputOption::Source::Number &&
        (isScalar || type.kind() == fb::TypeKind::Scalar)) {
      absl::StatusOr<Value> number = parseNumber(input, type.dtype());
      if (!number.ok() || isScalar)
        return number;
      return box(number->scalarBits(), number->scalarDType());
    }
    absl::StatusOr<TensorRef> tensor = readTensor(input);
    if (!tensor.ok())
      return tensor.status();
    if (isScalar || type.kind() == fb::TypeKind::Scalar) {
      if (countElements(**tensor) != 1)
        return absl::InvalidArgumentError(
            concat("--input ", input.text,
                   ": a scalar is expected, got a tensor of shape ",
                   formatShape(getShape(**tensor))));
      if (!isScalar)
        return box(readElement(**tensor), getDType(**tensor));
      return Value::scalar(readElement(**tensor), getDType(**tensor));
    }
    if (type.kind() == fb::TypeKind::Shape) {
      if ((*tensor)->dl.ndim != 1 ||
          getDType(**tensor) != RELAX_DTYPE(RELAX_DTYPE_INT, 64))
        return absl::InvalidArgumentError(
            concat("--input ", input.text,
                   ": a shape is given as a vector of i64, got ",
                   dtypeName(getDType(**tensor)), " of shape ",
                   formatShape(getShape(**tensor))));
      relax_shape *shape = newShape((*tensor)->dl.shape[0],
                                    static_cast<int64_t *>((*tensor)->dl.data));
      if (!shape)
        return absl::ResourceExhaustedError("out of memory for a shape");
      return Value(ObjectRef::take(&shape->object));
    }
    return Value(*std::move(tensor));
  }

  /// A number as a scalar of the parameter's type.
  absl::StatusOr<Value> parseNumber(const InputOption &input, uint32_t dtype) {
    if (dtypeCode(dtype) == RELAX_DTYPE_FLOAT && dtype != 0) {
      double number = 0;
      (void)absl::SimpleAtod(input.file, &number);
      absl::StatusOr<int64_t> bits =
          convertScalar(Value::floating(number), dtype);
      if (!bits.ok())
        return absl::InvalidArgumentError(
            concat("--input ", input.text, ": ", bits.status().message()));
      return Value::scalar(*bits, dtype);
    }
    int64_t number;
    if (!absl::SimpleAtoi(input.file, &number))
      return absl::InvalidArgumentError(
          concat("--input ", input.text, ": an integer is expected"));
    return Value::integer(number);
  }

  absl::StatusOr<Value> box(int64_t bits, uint32_t dtype) {
    relax_scalar *scalar = newScalar(bits, dtype);
    if (!scalar)
      return absl::ResourceExhaustedError("out of memory for a scalar");
    return Value(ObjectRef::take(&scalar->object));
  }

  const FunctionInfo &function;
  const RunOptions &options;
  std::vector<bool> used;
  std::vector<Given> given;
};

template <typename T>
void fill(relax_tensor &tensor, T (*make)(Random &), Random &random) {
  T *data = static_cast<T *>(tensor.dl.data);
  for (int64_t i = 0, count = countElements(tensor); i != count; ++i)
    data[i] = make(random);
}

} // namespace

absl::StatusOr<TensorRef> randomTensor(absl::Span<const int64_t> shape,
                                       uint32_t dtype, uint64_t seed) {
  absl::StatusOr<TensorRef> tensor = createTensor(shape, dtype);
  if (!tensor.ok())
    return tensor;
  relax_tensor &target = **tensor;
  Random random{seed};
  switch (dtypeCode(dtype)) {
  case RELAX_DTYPE_FLOAT:
    if (dtypeBits(dtype) == 64)
      fill<double>(target, [](Random &r) { return r.uniform(); }, random);
    else if (dtypeBits(dtype) == 32)
      fill<float>(
          target, [](Random &r) { return static_cast<float>(r.uniform()); },
          random);
    else
      fill<uint16_t>(
          target,
          [](Random &r) {
            return floatToHalf(static_cast<float>(r.uniform()));
          },
          random);
    return tensor;
  case RELAX_DTYPE_BFLOAT:
    fill<uint16_t>(
        target,
        [](Random &r) {
          return floatToBfloat(static_cast<float>(r.uniform()));
        },
        random);
    return tensor;
  case RELAX_DTYPE_BOOL:
    fill<uint8_t>(
        target, [](Random &r) { return static_cast<uint8_t>(r.next() >> 63); },
        random);
    return tensor;
  case RELAX_DTYPE_INT:
  case RELAX_DTYPE_UINT: {
    uint64_t bound = dtypeBits(dtype) == 4 ? 8 : 10;
    char *data = static_cast<char *>(target.dl.data);
    uint32_t size = dtypeSize(dtype);
    for (int64_t i = 0, count = countElements(target); i != count; ++i) {
      uint64_t value = random.next() % bound;
      std::memcpy(data + i * size, &value, size); // little-endian
    }
    return tensor;
  }
  default:
    return absl::UnimplementedError(concat(
        "random numbers of type ", dtypeName(dtype), " are not supported"));
  }
}

absl::StatusOr<std::vector<Value>> makeArguments(const FunctionInfo &function,
                                                 const RunOptions &options) {
  return ArgumentBuilder(function, options).build();
}

} // namespace relax::runtime
