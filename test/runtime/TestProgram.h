// A program of several functions, run through a machine of its own.
#ifndef RELAX_TEST_RUNTIME_TESTPROGRAM_H
#define RELAX_TEST_RUNTIME_TESTPROGRAM_H

#include "test/runtime/TestExecutable.h"

namespace relax::runtime::test {

/// A program: tables, and functions written into `code`.
struct Program {
  ExecutableDesc executable;
  NativeCode native;
  PackedRegistry registry;
  VirtualMachineOptions options;
  std::shared_ptr<const Module> module;
  std::unique_ptr<VirtualMachine> vm;

  Program() {
    executable.kernels = {
        {"add_one", 2, 1}, {"failing", 0, 0}, {"silent", 0, 0}};
    native.kernels = {addOneKernel, failingKernel, silentKernel};
    executable.locations = {{"a.mlir", 3, 4, ""}, {"b.mlir", 5, 6, "node"}};
  }

  absl::Status prepare() {
    auto loaded = Module::create(encodeExecutable(executable), native);
    if (!loaded.ok())
      return loaded.status();
    module = *loaded;
    options.registry = &registry;
    auto created = VirtualMachine::create(module, options);
    if (!created.ok())
      return created.status();
    vm = *std::move(created);
    return absl::OkStatus();
  }

  absl::StatusOr<std::vector<Value>> run(std::vector<Value> args = {},
                                         std::string_view name = "main") {
    if (!vm)
      if (absl::Status status = prepare(); !status.ok())
        return status;
    return vm->invoke(name, args);
  }

  void add(FunctionDesc function) {
    executable.functions.push_back(std::move(function));
  }
};

inline std::vector<ParameterDesc> many(size_t count, const char *type) {
  std::vector<ParameterDesc> result;
  for (size_t i = 0; i != count; ++i)
    result.push_back(parameter("p" + std::to_string(i), type));
  return result;
}

inline std::string messageOf(const absl::StatusOr<std::vector<Value>> &result) {
  return result.ok() ? "no error" : std::string(result.status().message());
}

} // namespace relax::runtime::test

#endif // RELAX_TEST_RUNTIME_TESTPROGRAM_H
