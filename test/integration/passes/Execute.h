// Runs model libraries in this process and compares what they compute. Knows
// nothing of the compiler.
#ifndef TEST_INTEGRATION_PASSES_EXECUTE_H
#define TEST_INTEGRATION_PASSES_EXECUTE_H

#include "runtime/cli/Options.h"
#include "runtime/vm/Value.h"

#include <string>
#include <vector>

namespace passfuzz {

/// What one run of a function gave: results, or the message of an error.
struct RunResult {
  std::string error;
  std::vector<relax::runtime::Value> values;
};

/// Parses the flags of one run as relax-run does (`--input x=random:2x3:f32
/// --function=main`). Empty, or what is wrong.
std::string parseRun(const std::string &flags,
                     relax::runtime::RunOptions &options);

/// Loads a library and does every run, as bytecode or as the library prefers.
/// A library that cannot be loaded is an error of every run.
std::vector<RunResult>
executeLibrary(const std::string &path,
               const std::vector<relax::runtime::RunOptions> &runs,
               bool preferBytecode);

/// Empty when both failed with the same message (but for its location), or gave
/// the same tensors: shapes, element types and integers equal, floats within
/// `tolerance` times their magnitude.
std::string compareResults(const RunResult &expected, const RunResult &actual,
                           double tolerance);

} // namespace passfuzz

#endif // TEST_INTEGRATION_PASSES_EXECUTE_H
