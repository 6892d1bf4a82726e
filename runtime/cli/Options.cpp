#include "runtime/cli/Options.h"
#include "runtime/device/Tensor.h"

#include <absl/strings/numbers.h>

namespace relax::runtime {

namespace {

absl::Status usage(std::string message) {
  return absl::InvalidArgumentError(message);
}

bool startsWith(const std::string &text, std::string_view prefix) {
  return text.compare(0, prefix.size(), prefix) == 0;
}

/// Splits `SHAPE:DTYPE` at the last colon.
absl::Status parseShapeAndType(const std::string &text,
                               const std::string &input, InputOption &option) {
  size_t colon = text.rfind(':');
  if (colon == std::string::npos)
    return usage(
        concat("--input ", input, ": expected SHAPE:DTYPE, got '", text, "'"));
  absl::StatusOr<std::vector<int64_t>> shape =
      parseShape(text.substr(0, colon));
  if (!shape.ok())
    return usage(concat("--input ", input, ": ", shape.status().message()));
  option.shape = *std::move(shape);
  std::string dtype = text.substr(colon + 1);
  option.dtype = parseDType(dtype);
  if (option.dtype == 0)
    return usage(
        concat("--input ", input, ": unknown element type '", dtype, "'"));
  return absl::OkStatus();
}

absl::StatusOr<InputOption> parseInput(const std::string &text) {
  InputOption option;
  option.text = text;
  size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == text.size())
    return usage(concat("--input ", text,
                        ": expected NAME=FILE.npy, NAME=random:SHAPE:DTYPE or "
                        "NAME=raw:FILE:SHAPE:DTYPE"));
  option.target = text.substr(0, equals);
  std::string value = text.substr(equals + 1);
  if (startsWith(value, "random:")) {
    option.source = InputOption::Source::Random;
    if (absl::Status status = parseShapeAndType(value.substr(7), text, option);
        !status.ok())
      return status;
    return option;
  }
  if (startsWith(value, "raw:")) {
    // The file name may have colons; shape and type have none.
    option.source = InputOption::Source::Raw;
    std::string rest = value.substr(4);
    size_t last = rest.rfind(':');
    size_t middle = last == std::string::npos || last == 0
                        ? std::string::npos
                        : rest.rfind(':', last - 1);
    if (middle == std::string::npos)
      return usage(concat("--input ", text, ": expected raw:FILE:SHAPE:DTYPE"));
    option.file = rest.substr(0, middle);
    if (absl::Status status =
            parseShapeAndType(rest.substr(middle + 1), text, option);
        !status.ok())
      return status;
    return option;
  }
  if (value == "()") {
    option.source = InputOption::Source::Empty;
    return option;
  }
  double number;
  if (absl::SimpleAtod(value, &number)) {
    option.source = InputOption::Source::Number;
    option.file = value;
    return option;
  }
  option.file = value;
  return option;
}

absl::StatusOr<uint64_t> parseCount(const std::string &flag,
                                    const std::string &text, uint64_t least,
                                    uint64_t most) {
  uint64_t value;
  if (!absl::SimpleAtoi(text, &value) || value < least || value > most)
    return usage(concat(flag, " expects a number from ", least, " to ", most,
                        ", got '", text, "'"));
  return value;
}

} // namespace

absl::StatusOr<std::vector<int64_t>> parseShape(const std::string &text) {
  std::vector<int64_t> shape;
  for (size_t start = 0; start <= text.size() && !text.empty();) {
    size_t end = std::min(text.find_first_of("x,", start), text.size());
    int64_t dim;
    std::string digits = text.substr(start, end - start);
    if (digits.empty() ||
        digits.find_first_not_of("0123456789") != std::string::npos ||
        !absl::SimpleAtoi(digits, &dim))
      return usage(concat(
          "'", text,
          "' is no shape: expected numbers separated by 'x', such as 2x3"));
    shape.push_back(dim);
    start = end + 1;
  }
  if (shape.size() > maxRank || !countElements(shape))
    return usage(concat("shape '", text, "' is too large"));
  return shape;
}

absl::StatusOr<RunOptions>
parseRunOptions(const std::vector<std::string> &args) {
  RunOptions options;
  bool hasFunction = false, onlyFiles = false;
  for (size_t i = 0; i != args.size(); ++i) {
    const std::string &arg = args[i];
    if (onlyFiles || arg.size() < 2 || arg[0] != '-') {
      if (!options.model.empty())
        return usage(concat("one model is expected, got '", options.model,
                            "' and '", arg, "'"));
      options.model = arg;
      continue;
    }
    if (arg == "--") {
      onlyFiles = true;
      continue;
    }
    size_t equals = arg.find('=');
    std::string name = arg.substr(0, equals);
    bool hasValue = equals != std::string::npos;
    std::string value = hasValue ? arg.substr(equals + 1) : "";

    // Flags without a value.
    bool *flag = name == "--dump"                   ? &options.dump
                 : name == "--verify-weights"       ? &options.verifyWeights
                 : name == "--profile-summary"      ? &options.profileSummary
                 : name == "--memory-summary"       ? &options.memorySummary
                 : name == "--help" || name == "-h" ? &options.help
                 : name == "--version"              ? &options.version
                                                    : nullptr;
    if (flag) {
      if (hasValue)
        return usage(concat(name, " takes no value"));
      *flag = true;
      continue;
    }
    if (name == "--signature") {
      if (hasValue && value != "text" && value != "json")
        return usage(
            concat("--signature expects text or json, got '", value, "'"));
      options.signature = true;
      options.signatureJson = value == "json";
      continue;
    }

    constexpr std::string_view valued[] = {
        "--function", "--input",     "--output-dir", "--load-library",
        "--threads",  "--benchmark", "--profile",    "--seed"};
    if (std::find(std::begin(valued), std::end(valued), name) ==
        std::end(valued))
      return usage(concat("unknown flag '", name, "'"));
    if (!hasValue) {
      if (++i == args.size())
        return usage(concat(name, " needs a value"));
      value = args[i];
    }
    if (value.empty())
      return usage(concat(name, " needs a value"));
    if (name == "--function") {
      if (hasFunction)
        return usage("--function is given twice");
      hasFunction = true;
      options.function = value;
    } else if (name == "--input") {
      absl::StatusOr<InputOption> input = parseInput(value);
      if (!input.ok())
        return input.status();
      for (const InputOption &other : options.inputs)
        if (other.target == input->target)
          return usage(concat("input '", other.target, "' is given twice"));
      options.inputs.push_back(*std::move(input));
    } else if (name == "--output-dir") {
      options.outputDir = value;
    } else if (name == "--load-library") {
      options.libraries.push_back(value);
    } else if (name == "--profile") {
      options.profile = value;
    } else {
      uint64_t least = name == "--benchmark" ? 1 : 0;
      uint64_t most = name == "--threads"     ? 1024
                      : name == "--benchmark" ? 1000000000
                                              : UINT64_MAX;
      absl::StatusOr<uint64_t> count = parseCount(name, value, least, most);
      if (!count.ok())
        return count.status();
      if (name == "--threads")
        options.threads = static_cast<unsigned>(*count);
      else if (name == "--benchmark")
        options.benchmark = static_cast<unsigned>(*count);
      else
        options.seed = *count;
    }
  }
  if (options.model.empty() && !options.help && !options.version)
    return usage("no model is given");
  return options;
}

const char *runHelp() {
  return R"(usage: relax-run MODEL.so [flags]

Runs a function of a model library that relaxc made.

  --function=NAME        the function (default: main)
  --input NAME=VALUE     one parameter, by name or index; x.0 is field 0 of a tuple, sequence or optional x. VALUE is
                           FILE.npy                a NumPy file
                           random:SHAPE:DTYPE      random numbers, such as random:2x3:f32
                           raw:FILE:SHAPE:DTYPE    the elements alone, such as raw:x.bin:2x3:bf16
                           a number                for a scalar parameter
                           ()                      an empty sequence or optional
  --output-dir=DIR       write out_<k>.npy for each result (out_<k>.raw where .npy lacks the element type)
                         and manifest.json with name, element type and shape of each
  --load-library=LIB.so  a library of packed functions; may be repeated
  --threads=N            threads of parallel loops (default 0: as many as there are CPUs)
  --benchmark=N          run N times after a warm-up and print the times
  --profile=TRACE.json   write each function, kernel, packed call, allocation and copy as a Chrome trace; compiled
                         functions run as bytecode then
  --profile-summary      print the same as a table by kernel, and what --memory-summary prints
  --memory-summary       print how much memory the run took, and how often the pool had it
  --seed=N               seed of random inputs (default 0)
  --verify-weights       also compare the weights with their hash
  --signature[=json]     print the functions with their symbolic types, and stop
  --dump                 print the executable as text, and stop
  --version, --help

Exit code: 0 when all went well, 1 when the model, a file or the program is at fault, 2 when the command line is.

Example:
  relax-run quickstart.so --load-library libcustom_ops.so --input x=x.npy --input w=random:3x4:f32 --output-dir out
)";
}

} // namespace relax::runtime
