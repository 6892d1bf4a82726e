// One test of ONNX's conformance suite: a model and one set of inputs and
// expected outputs.
#ifndef TEST_INTEGRATION_ONNX_TESTCASE_H
#define TEST_INTEGRATION_ONNX_TESTCASE_H

#include "onnx/onnx_pb.h"

#include <set>
#include <string>
#include <vector>

namespace conformance {

struct TestCase {
  std::string suite, name, folder;
  /// Operators of the graph and its subgraphs, `domain::` before those of other
  /// domains.
  std::set<std::string> operators;
  /// Why this is no plain tensor test: "loss operator", "control flow" ...;
  /// empty for a plain one.
  std::string special;

  std::string path() const { return suite + "/" + name; }
};

/// The tests below `root`, sorted. A folder without a model is no test.
std::vector<TestCase> findTests(const std::string &root);

/// Reads a serialized message. False when the file is missing or of another
/// format.
bool readMessage(const std::string &path,
                 google::protobuf::MessageLite &message);

/// The inputs that a caller has to give: those without an initializer, in
/// order.
std::vector<const onnx::ValueInfoProto *>
getInputs(const onnx::GraphProto &graph);

/// Replaces every static dimension of the inputs by a symbol of its own, and
/// forgets the shapes of the other values. Dimensions that decide a rank or a
/// meaning stay; `kept` gets one line for each input that has such.
void makeSymbolic(onnx::ModelProto &model, std::vector<std::string> &kept);

} // namespace conformance

#endif
