//===- ConstantsTest.cpp - Bytes of constant tensors ----------------------===//

#include "target/Constants.h"

#include "mlir/AsmParser/AsmParser.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"
#include "gtest/gtest.h"

#include <cstring>

using namespace mlir;
using namespace mlir::target;

namespace {

class ConstantsTest : public ::testing::Test {
protected:
  ConstantsTest()
      : handler(&context, [this](Diagnostic &diagnostic) {
          message = diagnostic.str();
          return success();
        }) {}

  /// The bytes of an attribute in text form, or nothing and the message.
  std::optional<std::vector<uint8_t>> bytes(StringRef text) {
    auto value = dyn_cast_or_null<ElementsAttr>(parseAttribute(text, &context));
    if (!value)
      return std::nullopt;
    return bytes(value);
  }
  std::optional<std::vector<uint8_t>> bytes(ElementsAttr value) {
    FailureOr<ArrayRef<char>> result =
        getTensorBytes(UnknownLoc::get(&context), value, arena);
    if (failed(result))
      return std::nullopt;
    return std::vector<uint8_t>(result->begin(), result->end());
  }

  MLIRContext context;
  std::string message;
  ScopedDiagnosticHandler handler;
  ByteArena arena;
};

using Bytes = std::vector<uint8_t>;

TEST_F(ConstantsTest, PlainValuesAreNotCopied) {
  EXPECT_EQ(bytes("dense<[1, 2]> : tensor<2xi16>"), (Bytes{1, 0, 2, 0}));
  EXPECT_EQ(bytes("dense<[1.0, -2.0]> : tensor<2xf32>"),
            (Bytes{0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0}));
  EXPECT_EQ(bytes("dense<[1.0, 2.0]> : tensor<2xbf16>"),
            (Bytes{0x80, 0x3f, 0, 0x40}));
  EXPECT_EQ(bytes("dense<[1.0, 2.0]> : tensor<2xf8E4M3FN>"),
            (Bytes{0x38, 0x40}));
  EXPECT_EQ(bytes("dense<[255, 1]> : tensor<2xui8>"), (Bytes{255, 1}));
  EXPECT_TRUE(arena.empty());
}

TEST_F(ConstantsTest, SplatsAreWrittenOut) {
  EXPECT_EQ(bytes("dense<258> : tensor<3xi16>"), (Bytes{2, 1, 2, 1, 2, 1}));
  EXPECT_EQ(bytes("dense<0> : tensor<2x2xi32>"), Bytes(16, 0));
  EXPECT_EQ(bytes("dense<1.0> : tensor<f64>"),
            (Bytes{0, 0, 0, 0, 0, 0, 0xf0, 0x3f}));
}

TEST_F(ConstantsTest, SmallElementsTakeAByte) {
  EXPECT_EQ(bytes("dense<[true, false, true]> : tensor<3xi1>"),
            (Bytes{1, 0, 1}));
  EXPECT_EQ(bytes("dense<true> : tensor<9xi1>"), Bytes(9, 1));
  EXPECT_EQ(bytes("dense<[-8, 7]> : tensor<2xi4>"), (Bytes{0xf8, 7}));
  EXPECT_EQ(bytes("dense<[15, 1]> : tensor<2xui4>"), (Bytes{15, 1}));
}

TEST_F(ConstantsTest, EmptyTensors) {
  EXPECT_EQ(bytes("dense<> : tensor<0xf32>"), Bytes());
  EXPECT_EQ(bytes("dense<> : tensor<4x0xi1>"), Bytes());
}

TEST_F(ConstantsTest, ResourcesAreNotCopied) {
  auto type = RankedTensorType::get({2}, IntegerType::get(&context, 16));
  const int16_t values[] = {3, 4};
  auto blob = UnmanagedAsmResourceBlob::allocateInferAlign(ArrayRef(values));
  auto resource = DenseResourceElementsAttr::get(type, "w", std::move(blob));
  FailureOr<ArrayRef<char>> result = getTensorBytes(
      UnknownLoc::get(&context), cast<ElementsAttr>(resource), arena);
  ASSERT_TRUE(succeeded(result));
  EXPECT_EQ(static_cast<const void *>(result->data()), values);
  EXPECT_EQ(result->size(), 4u);
}

TEST_F(ConstantsTest, ResourceOfWrongSize) {
  auto type = RankedTensorType::get({3}, IntegerType::get(&context, 16));
  const int16_t values[] = {3, 4};
  auto blob = UnmanagedAsmResourceBlob::allocateInferAlign(ArrayRef(values));
  auto resource = DenseResourceElementsAttr::get(type, "w", std::move(blob));
  EXPECT_EQ(bytes(cast<ElementsAttr>(resource)), std::nullopt);
  EXPECT_EQ(message, "resource 'w' must have as many bytes as its type, got 4, "
                     "expected 6");
}

TEST_F(ConstantsTest, WhatTensorsCannotHold) {
  EXPECT_EQ(bytes("dense<1> : tensor<2xindex>"), std::nullopt);
  EXPECT_EQ(message,
            "element type must be one that tensors can hold, got 'index'");
  EXPECT_EQ(bytes("sparse<[[0]], [1.0]> : tensor<2xf32>"), std::nullopt);
  EXPECT_NE(message.find("constant must be dense or a dense resource"),
            std::string::npos);
}

} // namespace
