// One test from the model to the comparison.
#ifndef TEST_INTEGRATION_ONNX_RUNCASE_H
#define TEST_INTEGRATION_ONNX_RUNCASE_H

#include "TestCase.h"

#include <array>

namespace conformance {

enum class Mode { Static, Symbolic, Compiled };
enum class Outcome { Passed, Failed, Unsupported, Crashed };

struct Result {
  Outcome outcome = Outcome::Crashed;
  std::string message;
  std::string
      kept; ///< symbolic mode: dimensions that stayed static, one a line
  /// Milliseconds of reading, compiling, loading, and running with comparing.
  std::array<double, 4> times = {};
};

/// Runs a test with scratch files in `folder`. Standard error has to go to
/// `log`, an open file of that path, which is read for the compiler's
/// diagnostics. The compiler keeps state of the process: one call a process.
Result runCase(const TestCase &test, Mode mode, const std::string &folder,
               const std::string &log);

} // namespace conformance

#endif
