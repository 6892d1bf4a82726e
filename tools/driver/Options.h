//===- Options.h - The command line of relaxc -------------------*- C++ -*-===//

#ifndef TOOLS_DRIVER_OPTIONS_H
#define TOOLS_DRIVER_OPTIONS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mlir::relaxc {

/// What relaxc writes.
enum class Emit { Relax, TIR, VM, LLVM, Assembly, PTX, SPIRV, Library };

struct Options {
  bool help = false;
  std::string input;
  /// Empty: standard output for text, the input's name with `.so` for a
  /// library.
  std::string output;
  std::string target = "llvm";
  std::string execMode = "bytecode";
  unsigned optLevel = 2;
  Emit emit = Emit::Library;
  /// `--dim n=4`.
  std::vector<std::pair<std::string, int64_t>> dims;
  struct Range {
    std::string symbol;
    int64_t low;
    std::optional<int64_t> high;
  };
  /// `--dim-range n=1:64` or `n=1:`.
  std::vector<Range> dimRanges;
  std::string targetCPU;
  /// Compiler threads; 0 is one for each core.
  unsigned threads = 0;
  bool timePasses = false;
  /// Weights of an ONNX model become parameters.
  bool keepParamsAsInputs = false;
  /// Memory is planned for the greatest sizes that ranges allow.
  bool useUpperBounds = false;
  bool fastMath = false;
  /// none, eager or lazy.
  std::string liftTransformParams = "none";
  /// `--backend NAME`.
  std::vector<std::string> backends;
};

/// The text of `--help`.
llvm::StringRef getHelp();

/// Parses the arguments behind the program's name. Returns the message of the
/// first mistake, or nothing.
std::optional<std::string>
parseOptions(llvm::ArrayRef<llvm::StringRef> arguments, Options &options);

} // namespace mlir::relaxc

#endif // TOOLS_DRIVER_OPTIONS_H
