//===- LargeModelTest.cpp - Weights beyond 2 GiB --------------------------===//
//
// Sparse files: the weights take no room on the disk, and an import that copied
// them would take gigabytes of memory and seconds.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/Relax.h"
#include "frontends/onnx/Importer.h"

#include "mlir/IR/AsmState.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "mlir/IR/MLIRContext.h"

#include "onnx/onnx_pb.h"

#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <fstream>

#include <sys/resource.h>

namespace fs = std::filesystem;
using namespace mlir;

namespace {
constexpr int64_t kElements = int64_t(640) << 20; // 2.5 GiB of f32
constexpr uint64_t kBytes = 4 * kElements;

class LargeModel : public testing::Test {
protected:
  void SetUp() override {
    const char *temporary = std::getenv("TEST_TMPDIR");
    folder = (temporary ? temporary : fs::temp_directory_path().string()) +
             "/large.XXXXXX";
    ASSERT_TRUE(mkdtemp(folder.data()));
  }
  void TearDown() override {
    std::error_code ignored;
    fs::remove_all(folder, ignored);
  }

  /// y = x + w, with a weight that the caller fills.
  static ::onnx::ModelProto makeModel() {
    ::onnx::ModelProto model;
    model.set_ir_version(8);
    model.add_opset_import()->set_version(13);
    ::onnx::GraphProto &graph = *model.mutable_graph();
    graph.set_name("large");
    ::onnx::NodeProto &node = *graph.add_node();
    node.set_op_type("Add");
    node.add_input("x");
    node.add_input("w");
    node.add_output("y");
    auto declare = [](::onnx::ValueInfoProto &info, const char *name) {
      info.set_name(name);
      auto &type = *info.mutable_type()->mutable_tensor_type();
      type.set_elem_type(1);
      type.mutable_shape()->add_dim()->set_dim_value(kElements);
    };
    declare(*graph.add_input(), "x");
    declare(*graph.add_output(), "y");
    ::onnx::TensorProto &weight = *graph.add_initializer();
    weight.set_name("w");
    weight.set_data_type(1);
    weight.add_dims(kElements);
    return model;
  }

  /// Imports the model, and expects a constant whose last element is `last`,
  /// without reading the others.
  void expectLast(float last) {
    MLIRContext context(MLIRContext::Threading::DISABLED);
    rusage before, after;
    getrusage(RUSAGE_SELF, &before);
    auto module = ::mlir::onnx::importModel(folder + "/model.onnx", &context);
    getrusage(RUSAGE_SELF, &after);
    ASSERT_TRUE(succeeded(module));
    EXPECT_LT(after.ru_maxrss - before.ru_maxrss, 256 << 10)
        << "kilobytes of memory";
    unsigned found = 0;
    (*module)->walk([&](relax::ConstantOp op) {
      auto value = dyn_cast<DenseResourceElementsAttr>(op.getValue());
      ASSERT_TRUE(value);
      ArrayRef<char> bytes = value.getRawHandle().getBlob()->getData();
      ASSERT_EQ(bytes.size(), kBytes);
      float number;
      std::memcpy(&number, bytes.data() + kBytes - 4, 4);
      EXPECT_EQ(number, last);
      ++found;
    });
    EXPECT_EQ(found, 1u);
  }

  std::string folder;
};

TEST_F(LargeModel, ExternalData) {
  ::onnx::ModelProto model = makeModel();
  ::onnx::TensorProto &weight = *model.mutable_graph()->mutable_initializer(0);
  weight.set_data_location(::onnx::TensorProto::EXTERNAL);
  for (auto [key, value] :
       {std::pair<const char *, std::string>("location", "w.bin"),
        {"offset", "4096"},
        {"length", std::to_string(kBytes)}}) {
    ::onnx::StringStringEntryProto &entry = *weight.add_external_data();
    entry.set_key(key);
    entry.set_value(value);
  }
  std::ofstream file(folder + "/w.bin", std::ios::binary);
  float last = 42;
  file.seekp(static_cast<std::streamoff>(4096 + kBytes - 4));
  file.write(reinterpret_cast<const char *>(&last), 4);
  file.close();
  std::ofstream out(folder + "/model.onnx", std::ios::binary);
  model.SerializeToOstream(&out);
  out.close();
  expectLast(42);
}

/// A field of bytes: tag and length.
std::string makeHeader(unsigned field, uint64_t length) {
  std::string header(1, static_cast<char>(field << 3 | 2));
  for (; length >= 0x80; length >>= 7)
    header += static_cast<char>(length | 0x80);
  return header + static_cast<char>(length);
}

// Libraries of protobuf end at 2 GiB; the format does not.
TEST_F(LargeModel, DataInTheModel) {
  ::onnx::ModelProto model = makeModel();
  ::onnx::GraphProto graph = model.graph();
  ::onnx::TensorProto weight = graph.initializer(0);
  graph.clear_initializer();
  model.clear_graph();
  std::string head = model.SerializeAsString(),
              rest = graph.SerializeAsString();
  std::string fields = weight.SerializeAsString(), raw = makeHeader(9, kBytes);
  std::string initializer = makeHeader(5, fields.size() + raw.size() + kBytes);
  std::string before = head +
                       makeHeader(7, rest.size() + initializer.size() +
                                         fields.size() + raw.size() + kBytes) +
                       rest + initializer + fields + raw;
  std::ofstream file(folder + "/model.onnx", std::ios::binary);
  file << before;
  float last = 43;
  file.seekp(static_cast<std::streamoff>(before.size() + kBytes - 4));
  file.write(reinterpret_cast<const char *>(&last), 4);
  file.close();
  expectLast(43);
}
} // namespace
