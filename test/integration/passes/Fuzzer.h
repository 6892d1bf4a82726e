// Random sequences of passes over one program, each compared with the program
// that no pass has touched.
#ifndef TEST_INTEGRATION_PASSES_FUZZER_H
#define TEST_INTEGRATION_PASSES_FUZZER_H

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace passfuzz {

/// A program and how it is run.
struct Program {
  std::string path; ///< .mlir or .onnx
  std::string name; ///< the file's stem
  /// Flags of relax-run, one text a run. For a `.mlir` file also the lines
  /// that begin with `// FUZZ:`.
  std::vector<std::string> runs;
};

struct FuzzOptions {
  unsigned sequences = 10;
  unsigned length = 8; ///< passes beside those that reach a stage, at most
  uint64_t seed = 1;
  double tolerance = 1e-4;
  unsigned codegenLevel = 0; ///< LLVM's: the passes under test come before
  /// Replays this sequence only; pipelines separated by `;`.
  std::string replay;
  std::string folder; ///< scratch
};

/// The table's entries: `pipeline (needs ...; gives ...)`, one a line.
std::string listPasses();

/// For each pipeline of the table, how often the sequences of the programs have
/// it.
std::vector<std::pair<std::string, unsigned>>
countDraws(const std::vector<Program> &programs, const FuzzOptions &options);

/// Runs the sequences of one program; the number that failed. Says on standard
/// error what it is about to do (so that a crash has a name), and on standard
/// output what failed and how to see it again.
unsigned fuzzProgram(const Program &program, const FuzzOptions &options);

} // namespace passfuzz

#endif // TEST_INTEGRATION_PASSES_FUZZER_H
