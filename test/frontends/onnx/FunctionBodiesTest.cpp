//===- FunctionBodiesTest.cpp ---------------------------------------------===//
//
// Bodies of schemas and of models, for one call each.
//
//===----------------------------------------------------------------------===//

#include "frontends/onnx/FunctionBodies.h"

#include "onnx/onnx_pb.h"

#include <gtest/gtest.h>

using namespace mlir::onnx;
using Status = FunctionBody::Status;

namespace {
::onnx::NodeProto makeNode(const std::string &type,
                           std::vector<std::string> inputs,
                           std::vector<std::string> outputs) {
  ::onnx::NodeProto node;
  node.set_op_type(type);
  for (std::string &input : inputs)
    node.add_input(input);
  for (std::string &output : outputs)
    node.add_output(output);
  return node;
}

std::string makeType(int element) {
  ::onnx::TypeProto type;
  type.mutable_tensor_type()->set_elem_type(element);
  return type.SerializeAsString();
}

::onnx::FunctionProto parse(const FunctionBody &body) {
  ::onnx::FunctionProto function;
  EXPECT_TRUE(function.ParseFromString(body.function));
  return function;
}

TEST(FunctionBodies, AttributesAndDefaultsArePutInPlace) {
  ::onnx::NodeProto node = makeNode("HardSwish", {"x"}, {"y"});
  FunctionBody body = getSchemaFunctionBody(node.SerializeAsString(), 14, {});
  ASSERT_EQ(body.status, Status::Found) << body.message;
  ::onnx::FunctionProto function = parse(body);
  EXPECT_EQ(function.input_size(), 1);
  ASSERT_EQ(function.opset_import_size(), 1);
  EXPECT_EQ(function.opset_import(0).version(), 14);

  node = makeNode("MeanVarianceNormalization", {"x"}, {"y"});
  function = parse(getSchemaFunctionBody(node.SerializeAsString(), 13, {}));
  bool seen = false;
  for (const ::onnx::NodeProto &inner : function.node())
    for (const ::onnx::AttributeProto &attribute : inner.attribute()) {
      EXPECT_TRUE(attribute.ref_attr_name().empty());
      if (attribute.name() == "axes") {
        seen = true;
        EXPECT_EQ(attribute.ints_size(), 3); // the default: 0, 2, 3
      }
    }
  EXPECT_TRUE(seen);

  ::onnx::AttributeProto &axes = *node.add_attribute();
  axes.set_name("axes");
  axes.set_type(::onnx::AttributeProto::INTS);
  axes.add_ints(1);
  function = parse(getSchemaFunctionBody(node.SerializeAsString(), 13, {}));
  for (const ::onnx::NodeProto &inner : function.node())
    for (const ::onnx::AttributeProto &attribute : inner.attribute())
      if (attribute.name() == "axes") {
        ASSERT_EQ(attribute.ints_size(), 1);
        EXPECT_EQ(attribute.ints(0), 1);
      }
}

TEST(FunctionBodies, BodiesThatDependOnTypes) {
  ::onnx::NodeProto node =
      makeNode("SoftmaxCrossEntropyLoss", {"x", "target"}, {"loss"});
  FunctionBody body = getSchemaFunctionBody(node.SerializeAsString(), 13,
                                            {makeType(1), makeType(7)});
  ASSERT_EQ(body.status, Status::Found) << body.message;
  EXPECT_GT(parse(body).node_size(), 3);
  // Without the types the body cannot be built, and nothing is thrown.
  node = makeNode("NegativeLogLikelihoodLoss", {"x", "target"}, {"loss"});
  body = getSchemaFunctionBody(node.SerializeAsString(), 13, {"", ""});
  EXPECT_NE(body.status, Status::None);
}

TEST(FunctionBodies, OperatorsWithoutBodies) {
  for (const char *type : {"Conv", "NoSuchOperator", ""}) {
    ::onnx::NodeProto node = makeNode(type, {"x"}, {"y"});
    EXPECT_EQ(getSchemaFunctionBody(node.SerializeAsString(), 13, {}).status,
              Status::None);
  }
  ::onnx::NodeProto node = makeNode("HardSwish", {"x"}, {"y"});
  node.set_domain("com.example");
  EXPECT_EQ(getSchemaFunctionBody(node.SerializeAsString(), 14, {}).status,
            Status::None);
  // The operator came with version 14.
  node.clear_domain();
  EXPECT_EQ(getSchemaFunctionBody(node.SerializeAsString(), 13, {}).status,
            Status::None);
}

TEST(FunctionBodies, WhatIsNotTheFormat) {
  EXPECT_EQ(getSchemaFunctionBody("\xff\xff\xff", 13, {}).status,
            Status::Invalid);
  ::onnx::NodeProto node = makeNode("F", {"x"}, {"y"});
  EXPECT_EQ(
      instantiateFunction("\xff\xff\xff", node.SerializeAsString()).status,
      Status::Invalid);
}

TEST(FunctionBodies, FunctionsOfTheModel) {
  ::onnx::FunctionProto function;
  function.set_name("F");
  function.add_input("a");
  function.add_input("b");
  function.add_output("c");
  function.add_attribute("alpha");
  ::onnx::NodeProto &inner = *function.add_node();
  inner.set_op_type("Inner");
  inner.add_input("a");
  inner.add_input("b");
  inner.add_output("c");
  for (const char *name : {"alpha", "beta"}) {
    ::onnx::AttributeProto &reference = *inner.add_attribute();
    reference.set_name(std::string("inner_") + name);
    reference.set_type(::onnx::AttributeProto::FLOAT);
    reference.set_ref_attr_name(name);
  }
  ::onnx::NodeProto node = makeNode("F", {"x"}, {"y"});
  ::onnx::AttributeProto &alpha = *node.add_attribute();
  alpha.set_name("alpha");
  alpha.set_type(::onnx::AttributeProto::FLOAT);
  alpha.set_f(0.5f);
  FunctionBody body = instantiateFunction(function.SerializeAsString(),
                                          node.SerializeAsString());
  ASSERT_EQ(body.status, Status::Found) << body.message;
  ::onnx::FunctionProto result = parse(body);
  ASSERT_EQ(result.node(0).attribute_size(), 1);
  EXPECT_EQ(result.node(0).attribute(0).name(), "inner_alpha");
  EXPECT_EQ(result.node(0).attribute(0).f(), 0.5f);
  EXPECT_EQ(result.node(0).input(1), ""); // the call has no second input

  node.add_input("z");
  node.add_input("w");
  EXPECT_EQ(instantiateFunction(function.SerializeAsString(),
                                node.SerializeAsString())
                .message,
            "function 'F' takes at most 2 inputs, got 3");
}
} // namespace
