// Nanoseconds of one tiny kernel call in a chain: allocate, call, kill. Prints
// three numbers; not a test.

#include "test/runtime/TestExecutable.h"

#include <chrono>
#include <cstdio>

using namespace relax::runtime;
using namespace relax::runtime::test;

namespace {
constexpr int chainLength = 1000;

ExecutableDesc chain(bool symbolic) {
  ExecutableDesc executable;
  executable.kernels = {{"add_one", 2, 1}};
  CodeBuilder code;
  code.begin(Opcode::TensorDim).word(0).word(0).word(0);
  Int size = symbolic ? Int::reg(0) : Int::immediate(1);
  for (int i = 0; i != chainLength; ++i) {
    uint32_t from = i == 0 ? 0 : 1 + i % 2, to = 1 + (i + 1) % 2;
    code.begin(Opcode::AllocTensor)
        .word(to)
        .word(f32)
        .word(RELAX_DEVICE_CPU)
        .ints({size});
    code.begin(Opcode::CallKernel).word(0).objects({from, to}).ints({size});
    if (i != 0)
      code.begin(Opcode::Kill).objects({from});
  }
  code.begin(Opcode::Ret).registers({obj(1 + chainLength % 2)});
  executable.functions = {
      function("main", {parameter("x", "!relax.tensor<[n], f32>")},
               {parameter("y", "!relax.tensor<[n], f32>")}, 1, 3, code)};
  return executable;
}
} // namespace

int main() {
  for (bool symbolic : {false, true}) {
    auto module =
        Module::create(encodeExecutable(chain(symbolic)), {{addOneKernel}, {}});
    auto vm = VirtualMachine::create(*module);
    TensorRef x = tensor<float>({1}, f32, {0});
    double best = 1e9;
    for (int round = 0; round != 200; ++round) {
      auto start = std::chrono::steady_clock::now();
      auto result = (*vm)->invoke("main", {Value(x)});
      std::chrono::duration<double, std::nano> time =
          std::chrono::steady_clock::now() - start;
      if (!result.ok() ||
          content<float>(*(*result)[0].asTensor())[0] != chainLength) {
        std::printf("wrong: %s\n",
                    result.ok()
                        ? "value"
                        : std::string(result.status().message()).c_str());
        return 1;
      }
      best = std::min(best, time.count() / chainLength);
    }
    std::printf("%s: %.1f ns a call\n", symbolic ? "symbolic" : "static", best);
  }
  return 0;
}
