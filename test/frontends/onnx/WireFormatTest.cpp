//===- WireFormatTest.cpp - Reading bytes of protobuf ---------------------===//

#include "frontends/onnx/Model.h"
#include "frontends/onnx/WireFormat.h"

#include <gtest/gtest.h>

#include <cstring>
#include <random>

using namespace mlir;
using namespace mlir::onnx;

static std::string message(char tag, const std::string &inner) {
  std::string result(1, tag);
  size_t size = inner.size();
  for (; size >= 0x80; size >>= 7)
    result += static_cast<char>(size | 0x80);
  result += static_cast<char>(size);
  return result + inner;
}

TEST(WireFormat, ReadsEachKindOfField) {
  std::string bytes("\x08\x96\x01\x15\x01\x02\x03\x04\x1a\x02hi", 12);
  WireReader reader(bytes);
  WireField field;
  ASSERT_TRUE(reader.next(field));
  EXPECT_EQ(field.number, 1u);
  EXPECT_EQ(field.scalar, 150u);
  ASSERT_TRUE(reader.next(field));
  EXPECT_EQ(field.scalar, 0x04030201u);
  ASSERT_TRUE(reader.next(field));
  EXPECT_EQ(field.bytes, "hi");
  EXPECT_FALSE(reader.next(field));
  EXPECT_TRUE(reader.getError().empty());
}

TEST(WireFormat, MalformedBytesAreErrors) {
  for (StringRef bytes : {StringRef("\x08", 1), StringRef("\x1a\x05hi", 4), StringRef("\x0b", 1), StringRef("\x02", 1),
                          StringRef("\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02", 11),
                          StringRef("\x1a\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 11)}) {
    WireReader reader(bytes);
    WireField field;
    EXPECT_FALSE(reader.next(field));
    EXPECT_FALSE(reader.getError().empty());
  }
}

TEST(Model, NamesTheFieldThatIsWrong) {
  ModelProto model;
  // graph { node { attribute { name: <truncated> } } }
  std::string bytes = message(0x3a, message(0x0a, message(0x2a, std::string("\x0a\x09""ab", 4))));
  EXPECT_EQ(parseModel(bytes, model).value_or(""),
            "graph.node[0].attribute[0]: a field is longer than the message around it");
}

TEST(Model, DepthIsLimited) {
  std::string graph;
  for (int i = 0; i != 200; ++i)
    graph = message(0x0a, message(0x2a, message(0x32, graph)));
  ModelProto model;
  std::optional<std::string> why = parseModel(message(0x3a, graph), model);
  ASSERT_TRUE(why);
  EXPECT_NE(why->find("nest at most"), std::string::npos);
}

TEST(Model, TypedFieldsPackedAndNot) {
  for (std::string bytes : {std::string("\x08\x02\x10\x07\x3a\x02\x05\x06", 8),
                            std::string("\x08\x02\x10\x07\x38\x05\x38\x06", 8)}) {
    TensorProto tensor;
    ASSERT_FALSE(parseTensor(bytes, tensor));
    std::vector<char> elements;
    ASSERT_FALSE(decodeTypedFields(tensor, elements));
    ASSERT_EQ(elements.size(), 16u);
    int64_t values[2];
    std::memcpy(values, elements.data(), 16);
    EXPECT_EQ(values[0], 5);
    EXPECT_EQ(values[1], 6);
  }
}

TEST(Model, HugeDimensionsAreNoSize) {
  TensorProto tensor;
  tensor.dims = {int64_t(1) << 62, 4};
  EXPECT_TRUE(failed(tensor.getNumElements()));
  tensor.dims = {-1};
  EXPECT_TRUE(failed(tensor.getNumElements()));
}

TEST(Model, RandomBytesNeverCrash) {
  std::mt19937 random(7);
  for (int i = 0; i != 20000; ++i) {
    std::string bytes(random() % 64, 0);
    for (char &c : bytes)
      c = static_cast<char>(random() % 3 ? random() % 64 : random());
    ModelProto model;
    (void)parseModel(bytes, model);
    OptionalProto optional;
    (void)parseOptional(bytes, optional);
  }
}
