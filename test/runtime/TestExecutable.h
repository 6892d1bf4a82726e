// Hand-assembled executables for tests: kernels written in C++, code by the
// encoder.
#ifndef RELAX_TEST_RUNTIME_TESTEXECUTABLE_H
#define RELAX_TEST_RUNTIME_TESTEXECUTABLE_H

#include "runtime/executable/Executable.h"
#include "runtime/vm/VirtualMachine.h"

#include <initializer_list>
#include <string>
#include <vector>

namespace relax::runtime::test {

constexpr uint32_t f32 = RELAX_DTYPE(RELAX_DTYPE_FLOAT, 32);
constexpr uint32_t f64 = RELAX_DTYPE(RELAX_DTYPE_FLOAT, 64);
constexpr uint32_t i64 = RELAX_DTYPE(RELAX_DTYPE_INT, 64);
constexpr uint32_t i32 = RELAX_DTYPE(RELAX_DTYPE_INT, 32);
constexpr uint32_t boolean = RELAX_DTYPE(RELAX_DTYPE_BOOL, 8);

/// (x, y; n): y[i] = x[i] + 1
inline int32_t addOneKernel(void *const *buffers, const int64_t *scalars,
                            const relax_ctx *) {
  const float *x = static_cast<const float *>(buffers[0]);
  float *y = static_cast<float *>(buffers[1]);
  for (int64_t i = 0; i != scalars[0]; ++i)
    y[i] = x[i] + 1;
  return 0;
}

/// Fails with a message.
inline int32_t failingKernel(void *const *, const int64_t *,
                             const relax_ctx *ctx) {
  return ctx->fail(ctx, "the matrix is singular");
}

/// Fails without one.
inline int32_t silentKernel(void *const *, const int64_t *, const relax_ctx *) {
  return 7;
}

/// A parameter or result: a scalar when its type is one.
inline ParameterDesc parameter(std::string name, std::string type) {
  ParameterDesc result;
  result.name = std::move(name);
  result.type = parseTypeText(type);
  result.isScalar = result.type.kind == TypeKind::Scalar;
  return result;
}

inline Register obj(uint32_t index) { return Register::object(index); }
inline Register num(uint32_t index) { return Register::scalar(index); }

inline FunctionDesc function(std::string name, std::vector<ParameterDesc> args,
                             std::vector<ParameterDesc> results,
                             uint32_t numScalars, uint32_t numObjects,
                             CodeBuilder &code) {
  FunctionDesc result;
  result.name = std::move(name);
  result.args = std::move(args);
  result.results = std::move(results);
  result.numScalars = numScalars;
  result.numObjects = numObjects;
  result.code = code.finish();
  return result;
}

/// A tensor with the given content.
template <typename T>
TensorRef tensor(std::vector<int64_t> shape, uint32_t dtype,
                 const std::vector<T> &content) {
  absl::StatusOr<TensorRef> result = createTensor(shape, dtype);
  if (!result.ok())
    return nullptr;
  std::copy(content.begin(), content.end(),
            static_cast<T *>((*result)->dl.data));
  return *std::move(result);
}

template <typename T> std::vector<T> content(const relax_tensor &tensor) {
  const T *data = static_cast<const T *>(tensor.dl.data);
  return std::vector<T>(data, data + countElements(tensor));
}

/// main(x: [n], w: [n]) adds one to x with a kernel, checks that w has as many
/// elements, and returns a tuple of both.
inline ExecutableDesc exampleExecutable() {
  ExecutableDesc executable;
  executable.producer = "test";
  executable.kernels = {{"add_one", 2, 1}};
  executable.locations = {{"model.mlir", 12, 5, ""},
                          {"model.mlir", 13, 7, "conv1"}};
  executable.checks = {{CheckKind::Value, "x", -1, "", 0},
                       {CheckKind::Value, "w", -1, "", 0},
                       {CheckKind::Dimension, "w", 0, "n", 0}};
  executable.constants = {{f32, {2}, {0, 0, 128, 63, 0, 0, 0, 64}, 0, 0}};
  CodeBuilder code;
  code.begin(Opcode::CheckTensor).word(0).word(1).word(f32).word(0);
  code.begin(Opcode::CheckTensor).word(1).word(1).word(f32).word(1);
  code.begin(Opcode::TensorDim).word(0).word(0).word(0);
  code.begin(Opcode::TensorDim).word(1).word(1).word(0);
  code.begin(Opcode::CheckEqual).word(1).word(0).word(2);
  uint32_t callAt = code.position();
  code.begin(Opcode::AllocTensor)
      .word(2)
      .word(f32)
      .word(RELAX_DEVICE_CPU)
      .ints({Int::reg(0)});
  code.begin(Opcode::CallKernel).word(0).objects({0, 2}).ints({Int::reg(0)});
  code.begin(Opcode::MakeTuple).word(3).objects({2, 1});
  code.begin(Opcode::Kill).objects({2});
  code.begin(Opcode::Ret).registers({obj(3)});
  FunctionDesc main = function(
      "main",
      {parameter("x", "!relax.tensor<[n], f32>"),
       parameter("w", "!relax.tensor<[n], f32>")},
      {parameter("y",
                 "tuple<!relax.tensor<[n], f32>, !relax.tensor<[n], f32>>")},
      2, 4, code);
  main.locations = {{0, 0}, {callAt, 1}};
  executable.functions = {main};
  return executable;
}

} // namespace relax::runtime::test

#endif // RELAX_TEST_RUNTIME_TESTEXECUTABLE_H
