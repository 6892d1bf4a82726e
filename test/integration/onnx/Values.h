// Values of ONNX's test data as values of the runtime, and their comparison.
#ifndef TEST_INTEGRATION_ONNX_VALUES_H
#define TEST_INTEGRATION_ONNX_VALUES_H

#include "runtime/vm/Value.h"

#include "onnx/onnx-data_pb.h"
#include "onnx/onnx_pb.h"

#include <string>

namespace conformance {

/// Reads a file of test data of type `type`. A sequence is a tuple of its
/// elements, an optional a tuple of its value or of nothing. Returns an error
/// message, or "".
std::string readValue(const std::string &path, const onnx::TypeProto &type,
                      relax::runtime::Value &value);

/// Compares a result with what is expected. Integers and bool are equal;
/// floating-point numbers x (expected) and y satisfy |x - y| <= atol + rtol *
/// |x|; NaN equals NaN, an infinity itself. Returns what differs, or "".
///
///   element type   rtol    atol
///   f64            1e-6    1e-8
///   f32            1e-3    1e-5
///   f16, bf16      1e-3 or one unit in the last place, 1e-5
std::string compareValues(const relax::runtime::Value &expected,
                          const relax::runtime::Value &got);

} // namespace conformance

#endif
