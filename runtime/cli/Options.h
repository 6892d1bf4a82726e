// The command line of relax-run.
#ifndef RELAX_RUNTIME_CLI_OPTIONS_H
#define RELAX_RUNTIME_CLI_OPTIONS_H

#include <absl/status/statusor.h>

#include <cstdint>
#include <string>
#include <vector>

namespace relax::runtime {

/// One --input: what it is for, and where its value comes from.
struct InputOption {
  enum class Source { Npy, Random, Raw, Number, Empty };
  std::string target; ///< name or index of the parameter; `x.0` is field 0 of
                      ///< the tuple x, element 0 of the sequence x
  Source source = Source::Npy;
  std::string file;
  std::vector<int64_t> shape;
  uint32_t dtype = 0;
  std::string text; ///< as given
};

struct RunOptions {
  std::string model;
  std::string function = "main";
  std::vector<InputOption> inputs;
  std::string outputDir;
  std::vector<std::string> libraries;
  unsigned threads = 0;
  unsigned benchmark = 0;
  std::string profile;
  bool profileSummary = false;
  bool memorySummary = false;
  uint64_t seed = 0;
  bool dump = false;
  bool signature = false;
  bool signatureJson = false;
  bool verifyWeights = false;
  bool help = false;
  bool version = false;
};

/// Parses the arguments after the program's name. An error is the user's and
/// ends with exit code 2.
absl::StatusOr<RunOptions>
parseRunOptions(const std::vector<std::string> &args);

/// What --help prints.
const char *runHelp();

/// Parses `2x3` or `2,3`; an empty text is the shape of a scalar.
absl::StatusOr<std::vector<int64_t>> parseShape(const std::string &text);

} // namespace relax::runtime

#endif // RELAX_RUNTIME_CLI_OPTIONS_H
