#include "test/integration/passes/Execute.h"

#include "runtime/cli/Inputs.h"
#include "runtime/device/FloatFormats.h"
#include "runtime/vm/VirtualMachine.h"

#include <cmath>
#include <sstream>

using namespace passfuzz;
using namespace relax::runtime;

std::string passfuzz::parseRun(const std::string &flags, RunOptions &options) {
  std::istringstream stream(flags);
  std::vector<std::string> words{"model.so"};
  for (std::string word; stream >> word;)
    words.push_back(word);
  auto parsed = parseRunOptions(words);
  if (!parsed.ok())
    return std::string(parsed.status().message());
  options = *parsed;
  return "";
}

static absl::StatusOr<std::vector<Value>>
runOnce(const std::shared_ptr<const Module> &module, const RunOptions &options,
        bool preferBytecode) {
  VirtualMachineOptions vmOptions;
  vmOptions.preferBytecode = preferBytecode;
  // A program that a pass has broken must not run for ever.
  vmOptions.maxJumps = 1 << 20;
  auto machine = VirtualMachine::create(module, vmOptions);
  if (!machine.ok())
    return machine.status();
  int64_t index = module->findFunction(options.function);
  if (index < 0)
    return absl::NotFoundError(
        concat("the model has no function '", options.function, "'"));
  auto arguments = makeArguments(module->functions()[index], options);
  if (!arguments.ok())
    return arguments.status();
  return (*machine)->invoke(options.function, *arguments);
}

std::vector<RunResult>
passfuzz::executeLibrary(const std::string &path,
                         const std::vector<RunOptions> &runs,
                         bool preferBytecode) {
  std::vector<RunResult> results(runs.size());
  auto module = Module::load(path);
  for (size_t i = 0; i != runs.size(); ++i) {
    if (!module.ok()) {
      results[i].error = std::string(module.status().message());
      continue;
    }
    auto values = runOnce(*module, runs[i], preferBytecode);
    if (values.ok())
      results[i].values = *std::move(values);
    else
      results[i].error = std::string(values.status().message());
  }
  return results;
}

/// The element as a number; integers up to 2^53 exactly.
static double decode(int64_t bits, uint32_t dtype) {
  if (dtypeCode(dtype) == RELAX_DTYPE_BFLOAT) {
    uint32_t wide = static_cast<uint32_t>(bits) << 16;
    float value;
    std::memcpy(&value, &wide, sizeof(value));
    return value;
  }
  if (dtypeCode(dtype) != RELAX_DTYPE_FLOAT)
    return static_cast<double>(bits);
  if (dtypeBits(dtype) == 16)
    return halfToFloat(static_cast<uint16_t>(bits));
  if (dtypeBits(dtype) == 32) {
    float value;
    std::memcpy(&value, &bits, sizeof(value));
    return value;
  }
  double value;
  std::memcpy(&value, &bits, sizeof(value));
  return value;
}

static bool isFloat(uint32_t dtype) {
  return dtypeCode(dtype) == RELAX_DTYPE_FLOAT ||
         dtypeCode(dtype) == RELAX_DTYPE_BFLOAT;
}

static std::string compareTensors(const relax_tensor &expected,
                                  const relax_tensor &actual,
                                  double tolerance) {
  uint32_t dtype = getDType(expected);
  if (dtype != getDType(actual))
    return concat("element type ", dtypeName(getDType(actual)), ", expected ",
                  dtypeName(dtype));
  if (getShape(expected) != getShape(actual))
    return concat("shape ", formatShape(getShape(actual)), ", expected ",
                  formatShape(getShape(expected)));
  if (isFloat(dtype) && dtypeBits(dtype) == 16)
    tolerance = std::max(tolerance, 2e-2);
  int64_t count = countElements(expected);
  // Sums in another order: errors are relative to what was added up.
  double magnitude = 1;
  if (isFloat(dtype))
    for (int64_t i = 0; i != count; ++i) {
      double value = std::fabs(decode(readElement(expected, i), dtype));
      if (std::isfinite(value))
        magnitude = std::max(magnitude, value);
    }
  for (int64_t i = 0; i != count; ++i) {
    int64_t left = readElement(expected, i), right = readElement(actual, i);
    if (left == right)
      continue;
    double a = decode(left, dtype), b = decode(right, dtype);
    if (isFloat(dtype) && ((std::isnan(a) && std::isnan(b)) || a == b ||
                           std::fabs(a - b) <= tolerance * magnitude))
      continue;
    return concat("element ", i, " is ", b, ", expected ", a);
  }
  return "";
}

static std::string compareObjects(relax_object *expected, relax_object *actual,
                                  double tolerance) {
  if (!expected || !actual || expected->kind != actual->kind)
    return concat("a result is ", describeKind(actual), ", expected ",
                  describeKind(expected));
  if (auto *tensor = dynCast<relax_tensor>(expected))
    return compareTensors(*tensor, *dynCast<relax_tensor>(actual), tolerance);
  if (auto *tuple = dynCast<relax_tuple>(expected)) {
    auto *other = dynCast<relax_tuple>(actual);
    if (tuple->size != other->size)
      return concat("a tuple of ", other->size, ", expected ", tuple->size);
    for (int64_t i = 0; i != tuple->size; ++i)
      if (std::string error =
              compareObjects(tuple->fields[i], other->fields[i], tolerance);
          !error.empty())
        return error;
    return "";
  }
  if (auto *shape = dynCast<relax_shape>(expected)) {
    auto *other = dynCast<relax_shape>(actual);
    auto dims = absl::MakeConstSpan(shape->dims, shape->ndim);
    auto otherDims = absl::MakeConstSpan(other->dims, other->ndim);
    return dims == otherDims ? ""
                             : concat("shape ", formatShape(otherDims),
                                      ", expected ", formatShape(dims));
  }
  return ""; // closures and opaque values: their kind is all
}

/// The message behind `file:line:column: error: `, and without the names of the operands that a condition is about: other
/// operations may have made them.
static std::string withoutLocation(const std::string &message) {
  size_t error = message.find("error: ");
  std::string text = error == std::string::npos ? message : message.substr(error);
  size_t first = text.find(" does not hold in "), last = text.rfind(": got ");
  if (first != std::string::npos && last != std::string::npos && first < last)
    text.erase(first, last - first);
  return text;
}

std::string passfuzz::compareResults(const RunResult &expected,
                                     const RunResult &actual,
                                     double tolerance) {
  if (!expected.error.empty() || !actual.error.empty()) {
    if (withoutLocation(expected.error) == withoutLocation(actual.error))
      return "";
    auto say = [](const std::string &error) {
      return error.empty() ? std::string("no error") : error;
    };
    return concat("run: ", say(actual.error),
                  "; expected: ", say(expected.error));
  }
  if (expected.values.size() != actual.values.size())
    return concat(actual.values.size(), " results, expected ",
                  expected.values.size());
  for (size_t i = 0; i != expected.values.size(); ++i) {
    const Value &left = expected.values[i], &right = actual.values[i];
    std::string error;
    if (left.isScalar() || right.isScalar())
      error = left.isScalar() == right.isScalar() &&
                      left.scalarBits() == right.scalarBits()
                  ? ""
                  : "the scalar differs";
    else
      error = compareObjects(left.asObject(), right.asObject(), tolerance);
    if (!error.empty())
      return concat("result ", i, ": ", error);
  }
  return "";
}
