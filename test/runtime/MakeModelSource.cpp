// Writes the C source of a small model library for tests: `make_model_source` >
// model.c. The hash is left zero; seal_model fills it in.

#include "runtime/executable/hash.h"
#include "test/runtime/TestExecutable.h"

#include <cstdio>

using namespace relax::runtime;
using namespace relax::runtime::test;

namespace {

void printBytes(const char *name, const char *section,
                const std::vector<uint8_t> &bytes) {
  std::printf("__attribute__((section(\"%s\"), aligned(64), used)) const "
              "unsigned char %s[%zu] = {",
              section, name, bytes.size());
  for (size_t i = 0; i != bytes.size(); ++i)
    std::printf("%s%d,", i % 24 == 0 ? "\n" : "", bytes[i]);
  std::printf("};\n");
}

/// main of the example, and functions that have weights, a packed call, a
/// scalar, a loop and each kind of result.
ExecutableDesc model(std::vector<uint8_t> &weights) {
  ExecutableDesc executable = exampleExecutable();
  executable.imports = {"custom_inplace_update"};
  for (int i = 0; i != 512; ++i) {
    float value = static_cast<float>(i);
    uint8_t bytes[sizeof(value)];
    std::memcpy(bytes, &value, sizeof(value));
    weights.insert(weights.end(), bytes, bytes + sizeof(value));
  }
  executable.constants.push_back({f32, {2, 256}, {}, 0, weights.size()});
  Hash hash = hashBytes(weights.data(), weights.size());
  executable.weightsHash.assign(hash.begin(), hash.end());
  {
    CodeBuilder code;
    code.begin(Opcode::CopyTensor).word(1).word(0);
    code.begin(Opcode::CallPacked).word(0).registers({}).registers({obj(1)});
    code.begin(Opcode::Ret).registers({obj(1)});
    executable.functions.push_back(
        function("update", {parameter("x", "!relax.tensor<*, ?>")},
                 {parameter("y", "!relax.tensor<*, ?>")}, 0, 2, code));
  }
  {
    CodeBuilder code;
    code.begin(Opcode::CopyTensor).word(2).word(0);
    code.begin(Opcode::CallPacked).word(0).registers({}).registers({obj(2)});
    code.begin(Opcode::Ret).registers({obj(2)});
    executable.functions.push_back(
        function("update_first",
                 {parameter("x", "!relax.tensor<*, ?>"),
                  parameter("w", "!relax.tensor<*, ?>")},
                 {parameter("y", "!relax.tensor<*, ?>")}, 0, 3, code));
  }
  {
    CodeBuilder code;
    code.begin(Opcode::LoadConst).word(0).word(1);
    code.begin(Opcode::LoadConst).word(1).word(0);
    code.begin(Opcode::MakeShape)
        .word(2)
        .ints({Int::immediate(2), Int::immediate(256)});
    code.begin(Opcode::MakeTuple).word(3).objects({1, 2});
    code.begin(Opcode::IConst).word(0).imm64(-7);
    code.begin(Opcode::BoxScalar).word(4).word(0).word(i32);
    code.begin(Opcode::Ret).registers({obj(0), obj(3), num(0), obj(4)});
    executable.functions.push_back(function(
        "constants", {},
        {parameter("weights", "!relax.tensor<[2, 256], f32>"),
         parameter("pair",
                   "tuple<!relax.tensor<[2], f32>, !relax.shape<[2, 256]>>"),
         parameter("number", "i64"), parameter("boxed", "!relax.object")},
        1, 5, code));
  }
  {
    CodeBuilder code;
    code.begin(Opcode::IMul).word(0).word(0).word(0);
    code.begin(Opcode::Ret).registers({num(0), num(1)});
    executable.functions.push_back(function(
        "square", {parameter("n", "!sym.int<n>"), parameter("s", "f32")},
        {parameter("nn", "!sym.int<n * n>"), parameter("s", "f32")}, 2, 0,
        code));
  }
  {
    CodeBuilder code;
    code.begin(Opcode::Ret).registers({obj(0)});
    executable.functions.push_back(function(
        "identity",
        {parameter("t",
                   "tuple<!relax.tensor<[n], bf16>, !relax.shape<[n, 2]>>")},
        {parameter("t",
                   "tuple<!relax.tensor<[n], bf16>, !relax.shape<[n, 2]>>")},
        0, 1, code));
  }
  return executable;
}

} // namespace

int main() {
  std::vector<uint8_t> weights;
  std::vector<uint8_t> executable = encodeExecutable(model(weights));
  std::printf("#include \"runtime/executable/abi.h\"\n");
  printBytes("executable", RELAX_SECTION_EXEC, executable);
  printBytes("weights", RELAX_SECTION_WEIGHTS, weights);
  std::printf("__attribute__((section(\"%s\"), used)) const volatile unsigned "
              "char hash[16] = {0};\n",
              RELAX_SECTION_HASH);
  std::printf(
      "static int32_t addOne(void *const *buffers, const int64_t *scalars, "
      "const relax_ctx *ctx) {\n"
      "  for (int64_t i = 0; i != scalars[0]; ++i)\n"
      "    ((float *)buffers[1])[i] = ((const float *)buffers[0])[i] + 1;\n"
      "  return 0;\n"
      "}\n"
      "static const relax_kernel kernels[] = {addOne};\n"
      "__attribute__((visibility(\"default\"))) const relax_module "
      "relax_module_data __asm__(\"relax_module\") = {\n"
      "    RELAX_ABI_VERSION, 1, kernels, 0, 0, 0, (const unsigned char "
      "*)hash};\n");
  return 0;
}
