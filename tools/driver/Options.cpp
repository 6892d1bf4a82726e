//===- Options.cpp - The command line of relaxc ---------------------------===//

#include "tools/driver/Options.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir::relaxc;
using llvm::ArrayRef;
using llvm::StringRef;
using llvm::Twine;

StringRef mlir::relaxc::getHelp() {
  return R"(relaxc: compile a model into one shared library

usage: relaxc MODEL.{mlir,mlirbc,onnx} -o MODEL.so [options]

  -o FILE                   what to write; '-' is standard output (text only)
  --target=NAME             where kernels run: llvm (this processor, default),
                            cuda or vulkan
  --exec-mode=MODE          how functions run: bytecode (default) or compiled
  -O0 -O1 -O2 -O3           effort of the optimizers, default -O2
  --emit=WHAT               relax   the graph, checked and specialized
                            tir     calls of loop kernels
                            vm      virtual machine functions and kernels
                            llvm    optimized LLVM IR of the code
                            asm     assembly of the code
                            ptx     kernels for --target=cuda
                            spirv   kernels for --target=vulkan
                            so      the library (default)
  --dim NAME=VALUE          fix a symbolic dimension; may be repeated
  --dim-range NAME=LO:HI    promise a range (HI may be left out); may be repeated
  --use-upper-bounds        memory for the greatest sizes of the ranges: constant,
                            and planned by the compiler
  --fast-math               cheaper operators, results differ by roundings
  --lift-transform-params[=lazy]
                            work on weights alone in a function of its own,
                            NAME_transform_params; lazy: it fetches one at a time
  --backend=NAME            packed functions of this backend compute what patterns
                            of the model find; may be repeated
  --keep-params-as-inputs   weights of an ONNX model become parameters
  --target-cpu=NAME         CPU to make code for, default native; with
                            --target=llvm
  --threads=N               threads of the compiler, default one for each core;
                            the output does not depend on it
  --time-passes             report where the time went
  -h, --help                this text

example:
  relaxc quickstart.mlir -o quickstart.so --exec-mode=compiled
  relax-run quickstart.so --input x=x.npy --input w=w.npy
  relaxc resnet50.onnx -o resnet50.so --dim-range batch=1:64

exit codes: 0 done, 1 the model could not be compiled, 2 wrong usage
)";
}

namespace {
/// A cursor over the arguments.
class Parser {
public:
  Parser(ArrayRef<StringRef> arguments, Options &options)
      : arguments(arguments), options(options) {}

  std::optional<std::string> parse();

private:
  /// Takes `--name=VALUE` or `--name VALUE`.
  bool takeValue(StringRef argument, StringRef name, std::string &value);
  bool parseArgument(StringRef argument);
  bool parseDim(StringRef text);
  bool parseDimRange(StringRef text);
  bool parseEmit(StringRef text);
  bool parseChoice(StringRef name, StringRef value, ArrayRef<StringRef> choices,
                   std::string &result);
  bool fail(const Twine &message) {
    if (error.empty())
      error = message.str();
    return true;
  }

  ArrayRef<StringRef> arguments;
  Options &options;
  size_t position = 0;
  std::string error;
};
} // namespace

bool Parser::takeValue(StringRef argument, StringRef name, std::string &value) {
  if (argument == name) {
    if (position == arguments.size())
      return fail("'" + name + "' needs a value");
    value = arguments[position++].str();
  } else if (argument.consume_front(name) && argument.consume_front("=")) {
    value = argument.str();
  } else {
    return false;
  }
  if (value.empty())
    return fail("'" + name + "' needs a value");
  return true;
}

bool Parser::parseChoice(StringRef name, StringRef value,
                         ArrayRef<StringRef> choices, std::string &result) {
  if (!llvm::is_contained(choices, value))
    return fail("'" + name + "' must be one of " + llvm::join(choices, ", ") +
                ", got '" + value + "'");
  result = value.str();
  return true;
}

bool Parser::parseEmit(StringRef text) {
  auto emit = llvm::StringSwitch<std::optional<Emit>>(text)
                  .Case("relax", Emit::Relax)
                  .Case("tir", Emit::TIR)
                  .Case("vm", Emit::VM)
                  .Case("llvm", Emit::LLVM)
                  .Case("asm", Emit::Assembly)
                  .Case("ptx", Emit::PTX)
                  .Case("spirv", Emit::SPIRV)
                  .Case("so", Emit::Library)
                  .Default(std::nullopt);
  if (!emit)
    return fail(
        "'--emit' must be one of relax, tir, vm, llvm, asm, ptx, spirv, "
        "so, got '" +
        text + "'");
  options.emit = *emit;
  return true;
}

bool Parser::parseDim(StringRef text) {
  auto [name, value] = text.rsplit('=');
  int64_t number;
  if (name.empty() || value.getAsInteger(10, number))
    return fail("'--dim' must be NAME=VALUE with a whole number, got '" + text +
                "' (64 bits at most)");
  if (number < 0)
    return fail("'--dim' must fix a dimension at zero or more, got '" + text +
                "'");
  for (const auto &[other, _] : options.dims)
    if (other == name)
      return fail("'--dim' must fix a dimension once, got '" + name +
                  "' twice");
  options.dims.emplace_back(name.str(), number);
  return true;
}

bool Parser::parseDimRange(StringRef text) {
  auto [name, range] = text.rsplit('=');
  auto [low, high] = range.split(':');
  Options::Range result{name.str(), 0, std::nullopt};
  int64_t number;
  if (name.empty() || !range.contains(':') ||
      low.getAsInteger(10, result.low) ||
      (!high.empty() && high.getAsInteger(10, number)))
    return fail("'--dim-range' must be NAME=LO:HI with whole numbers, got '" +
                text + "'");
  if (!high.empty()) {
    if (number < result.low)
      return fail("'--dim-range' must not be empty, got '" + text + "'");
    result.high = number;
  }
  if (result.low < 0)
    return fail("'--dim-range' must begin at zero or more, got '" + text + "'");
  for (const Options::Range &other : options.dimRanges)
    if (other.symbol == result.symbol)
      return fail("'--dim-range' must bound a dimension once, got '" + name +
                  "' twice");
  options.dimRanges.push_back(result);
  return true;
}

/// True when the argument was one of ours, well formed or not.
bool Parser::parseArgument(StringRef argument) {
  std::string value;
  if (argument == "-h" || argument == "--help") {
    options.help = true;
    return true;
  }
  if (argument == "--keep-params-as-inputs") {
    options.keepParamsAsInputs = true;
    return true;
  }
  if (argument == "--use-upper-bounds") {
    options.useUpperBounds = true;
    return true;
  }
  if (argument == "--fast-math") {
    options.fastMath = true;
    return true;
  }
  if (argument == "--lift-transform-params") {
    options.liftTransformParams = "eager";
    return true;
  }
  if (argument.starts_with("--lift-transform-params="))
    return parseChoice("--lift-transform-params", argument.split('=').second, {"eager", "lazy"},
                       options.liftTransformParams);
  if (takeValue(argument, "--backend", value)) {
    // It becomes part of the text of a pipeline.
    if (!llvm::all_of(value, [](char c) { return llvm::isAlnum(c) || c == '_' || c == '-'; }))
      return fail("'--backend' must be a name of letters, digits, '_' and '-', got '" + value + "'");
    options.backends.push_back(value);
    return true;
  }
  if (argument == "--time-passes") {
    options.timePasses = true;
    return true;
  }
  if (argument.size() == 3 && argument.starts_with("-O")) {
    if (argument[2] < '0' || argument[2] > '3')
      return fail("the optimization level must be -O0, -O1, -O2 or -O3, got '" +
                  argument + "'");
    options.optLevel = argument[2] - '0';
    return true;
  }
  if (takeValue(argument, "-o", value)) {
    if (!options.output.empty())
      return fail("only one output can be written, got '" + options.output +
                  "' and '" + value + "'");
    options.output = value;
    return true;
  }
  if (takeValue(argument, "--target", value))
    return parseChoice("--target", value, {"llvm", "cuda", "vulkan"},
                       options.target);
  if (takeValue(argument, "--exec-mode", value))
    return parseChoice("--exec-mode", value, {"bytecode", "compiled"},
                       options.execMode);
  if (takeValue(argument, "--emit", value))
    return parseEmit(value);
  if (takeValue(argument, "--dim", value))
    return parseDim(value);
  if (takeValue(argument, "--dim-range", value))
    return parseDimRange(value);
  if (takeValue(argument, "--target-cpu", value)) {
    options.targetCPU = value;
    return true;
  }
  if (takeValue(argument, "--threads", value)) {
    if (StringRef(value).getAsInteger(10, options.threads) ||
        options.threads > 1024)
      return fail("'--threads' must be a number up to 1024, got '" + value +
                  "'");
    return true;
  }
  return false;
}

std::optional<std::string> Parser::parse() {
  while (position < arguments.size() && error.empty()) {
    StringRef argument = arguments[position++];
    if (argument.size() > 1 && argument.starts_with("-")) {
      if (!parseArgument(argument))
        fail("unknown option '" + argument + "'");
    } else if (!options.input.empty()) {
      fail("only one model can be compiled, got '" + options.input + "' and '" +
           argument + "'");
    } else {
      options.input = argument.str();
    }
  }
  if (error.empty() && !options.help) {
    for (const Options::Range &range : options.dimRanges)
      for (const auto &[name, value] : options.dims)
        if (name == range.symbol &&
            (value < range.low || (range.high && value > *range.high)))
          fail("'--dim' must agree with '--dim-range', got " +
               std::to_string(value) + " outside of the range of '" + name +
               "'");
    if (options.input.empty())
      fail("no model given");
    else if (options.emit == Emit::PTX && options.target != "cuda")
      fail("'--emit=ptx' needs '--target=cuda', got '--target=" +
           options.target + "'");
    else if (options.emit == Emit::SPIRV && options.target != "vulkan")
      fail("'--emit=spirv' needs '--target=vulkan', got '--target=" +
           options.target + "'");
    else if ((options.emit == Emit::LLVM || options.emit == Emit::Assembly) &&
             options.target != "llvm")
      fail("'--emit=llvm' and '--emit=asm' need '--target=llvm', got '--target=" +
           options.target + "'");
    else if (!options.targetCPU.empty() && options.target != "llvm")
      fail("'--target-cpu' needs '--target=llvm', got '--target=" +
           options.target + "'");
    else if (options.keepParamsAsInputs &&
             !StringRef(options.input).ends_with(".onnx"))
      fail("'--keep-params-as-inputs' needs an ONNX model, got '" +
           options.input + "'");
    else if (options.emit == Emit::Library && options.output == "-")
      fail("a library cannot be written to standard output");
  }
  if (error.empty())
    return std::nullopt;
  return error;
}

std::optional<std::string>
mlir::relaxc::parseOptions(ArrayRef<StringRef> arguments, Options &options) {
  return Parser(arguments, options).parse();
}
