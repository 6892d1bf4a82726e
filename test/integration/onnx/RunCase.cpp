#include "RunCase.h"
#include "Values.h"

#include "runtime/vm/VirtualMachine.h"
#include "tools/driver/Driver.h"

#include <chrono>
#include <fstream>

using namespace conformance;
using namespace relax::runtime;

static std::string findFirstError(const std::string &log) {
  std::ifstream file(log);
  std::string line, first;
  while (std::getline(file, line)) {
    if (line.find("error:") != std::string::npos)
      return line;
    if (first.empty())
      first = line;
  }
  return first.empty() ? "no diagnostic" : first;
}

/// A few models of the suite declare an input with another rank than its
/// stored value has: the value counts. Returns whether there was one.
static bool declareRanks(onnx::ModelProto &model,
                         const std::vector<Value> &inputs) {
  bool isChanged = false;
  size_t index = 0;
  std::vector<std::string> names;
  for (const onnx::ValueInfoProto *input : getInputs(model.graph()))
    names.push_back(input->name());
  for (const std::string &name : names) {
    const relax_tensor *tensor = inputs[index++].asTensor();
    for (onnx::ValueInfoProto &input :
         *model.mutable_graph()->mutable_input()) {
      if (!tensor || input.name() != name || !input.type().has_tensor_type())
        continue;
      auto &type = *input.mutable_type()->mutable_tensor_type();
      if (!type.has_shape() || type.shape().dim_size() == tensor->dl.ndim)
        continue;
      type.clear_shape();
      type.mutable_shape();
      for (int64_t size : getShape(*tensor))
        type.mutable_shape()->add_dim()->set_dim_value(size);
      isChanged = true;
    }
  }
  return isChanged;
}

Result conformance::runCase(const TestCase &test, Mode mode,
                            const std::string &folder, const std::string &log) {
  Result result;
  result.outcome = Outcome::Failed;
  bool isRandom = test.special.rfind("random", 0) == 0;
  auto start = std::chrono::steady_clock::now();
  auto lap = [&](int stage) {
    auto now = std::chrono::steady_clock::now();
    result.times[stage] =
        std::chrono::duration<double, std::milli>(now - start).count();
    start = now;
  };
  auto fail = [&](std::string message) {
    result.message = std::move(message);
    return result;
  };

  onnx::ModelProto model;
  std::string path = test.folder + "/model.onnx";
  if (!readMessage(path, model))
    return fail("cannot read '" + path + "'");
  std::vector<Value> inputs;
  std::string data = test.folder + "/test_data_set_0/";
  for (const onnx::ValueInfoProto *input : getInputs(model.graph())) {
    inputs.emplace_back();
    std::string file =
        data + "input_" + std::to_string(inputs.size() - 1) + ".pb";
    if (std::string error = readValue(file, input->type(), inputs.back());
        !error.empty()) {
      result.outcome = error.find("not supported") != std::string::npos
                           ? Outcome::Unsupported
                           : Outcome::Failed;
      return fail(error);
    }
  }
  bool isChanged = declareRanks(model, inputs);
  if (mode == Mode::Symbolic) {
    std::vector<std::string> kept;
    makeSymbolic(model, kept);
    for (const std::string &line : kept)
      result.kept += line + "\n";
    isChanged = true;
  }
  if (isChanged) {
    path = folder + "/model.onnx";
    std::ofstream file(path, std::ios::binary);
    model.SerializeToOstream(&file);
  }
  lap(0);

  std::string library = folder + "/model.so";
  std::vector<std::string> arguments = {"relaxc", path, "-o", library,
                                        "--threads=1"};
  if (mode == Mode::Compiled)
    arguments.push_back("--exec-mode=compiled");
  std::vector<char *> argv;
  for (std::string &argument : arguments)
    argv.push_back(argument.data());
  argv.push_back(nullptr);
  int code =
      mlir::relaxc::relaxcMain(static_cast<int>(arguments.size()), argv.data());
  lap(1);
  if (code != 0) {
    std::string message = findFirstError(log);
    // Of an operator, and of what an importer knows to be beyond it.
    if (message.find("is not supported") != std::string::npos ||
        message.find("are not supported") != std::string::npos)
      result.outcome = Outcome::Unsupported;
    return fail("compile: " + message);
  }

  auto module = Module::load(library);
  if (!module.ok())
    return fail("load: " + std::string(module.status().message()));
  auto machine = VirtualMachine::create(*module);
  if (!machine.ok())
    return fail("load: " + std::string(machine.status().message()));
  lap(2);
  auto outputs = (*machine)->invoke("main", inputs);
  if (!outputs.ok())
    return fail("run: " + std::string(outputs.status().message()));
  if (static_cast<int>(outputs->size()) != model.graph().output_size())
    return fail("compare: " + std::to_string(outputs->size()) +
                " results, expected " +
                std::to_string(model.graph().output_size()));
  for (int i = 0; i < model.graph().output_size(); ++i) {
    const onnx::ValueInfoProto &output = model.graph().output(i);
    Value expected;
    std::string error = readValue(data + "output_" + std::to_string(i) + ".pb",
                                  output.type(), expected);
    if (error.empty())
      error = compareValues(expected, (*outputs)[i]);
    // Element type and shape are compared first.
    if (isRandom && error.find("elements differ") != std::string::npos)
      continue;
    if (!error.empty())
      return fail("compare: output '" + output.name() + "': " + error);
  }
  lap(3);
  // Agreeing with somebody else's random numbers would be chance.
  if (isRandom) {
    result.outcome = Outcome::Unsupported;
    result.message = "random numbers: element types and shapes agree, the "
                     "numbers cannot be compared";
    return result;
  }
  result.outcome = Outcome::Passed;
  return result;
}
