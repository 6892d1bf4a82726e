//===- Mutants.cpp - Damaged models ---------------------------------------===//
//
// Models of the conformance suite with one to three mutations each: bytes cut,
// flipped and repeated; names, attributes, types, sizes and data exchanged for
// others and for hostile ones. Mutant i follows from the number i alone. Each
// is imported in a process of its own, under limits of time and memory, and has
// to end in a module or in a diagnostic. With --compile each goes through all
// of relaxc, and has to end in a library or in a diagnostic.
//
// usage: mutants [--compile] [--first=N] [--count=N] [--jobs=N] [--keep=FILE]
//                [--data=DIR]
//
// --keep writes the mutant `first` to a file and imports nothing.
//
//===----------------------------------------------------------------------===//

#include "test/frontends/onnx/Mutator.h"

#include "frontends/onnx/FunctionBodies.h"
#include "frontends/onnx/Importer.h"
#include "frontends/onnx/NodeImporter.h"

#include "tools/driver/Driver.h"

#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"

#include "onnx/onnx_pb.h"

#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace fs = std::filesystem;
using namespace mutants;

/// Of one mutant.
static constexpr unsigned kSeconds = 20;
static constexpr uint64_t kMemory = uint64_t(4) << 30;
/// Bytes of the largest model that is mutated.
static constexpr uint64_t kMaxModel = 64 << 10;

/// Whether a diagnostic says what it is about: a node, by its location or its
/// text, or something else of the file by its name or its path.
static bool namesSomething(const mlir::Diagnostic &diagnostic,
                           llvm::StringRef text) {
  auto location = diagnostic.getLocation()->findInstanceOf<mlir::NameLoc>();
  return (location && location.getName().getValue().starts_with("node \"")) ||
         text.contains("node \"") || text.contains('\'') ||
         text.starts_with("not a valid ONNX model: ");
}

/// Turns to the log, and limits memory and time.
static void enterChild(int log) {
  dup2(log, STDERR_FILENO);
  rlimit memory{kMemory, kMemory};
  setrlimit(RLIMIT_AS, &memory);
  alarm(kSeconds);
}

/// Compiles in this process, which then ends: 0 for a library, 1 for a
/// diagnostic, 2 for neither and for both. The name of the library that is
/// written, `stem`.so, is the caller's to remove.
[[noreturn]] static void compileMutant(const std::string &bytes,
                                       const std::string &stem, int log) {
  enterChild(log);
  std::string model = stem + ".onnx", library = stem + ".so";
  std::ofstream(model, std::ios::binary) << bytes;
  std::vector<std::string> arguments = {"relaxc", model, "-o", library,
                                        "--threads=1"};
  std::vector<char *> argv;
  for (std::string &argument : arguments)
    argv.push_back(argument.data());
  argv.push_back(nullptr);
  int code =
      mlir::relaxc::relaxcMain(static_cast<int>(arguments.size()), argv.data());
  bool hasError = readFile(stem).find("error: ") != std::string::npos;
  bool isLibrary = fs::exists(library);
  if (code == 0 && isLibrary && !hasError)
    _exit(0);
  _exit(code == 1 && !isLibrary && hasError ? 1 : 2);
}

/// Imports in this process, which then ends: 0 for a module, 1 for diagnostics
/// that say what they are about, 2 for others, for neither, and for both.
[[noreturn]] static void importMutant(const std::string &bytes,
                                      const std::string &folder, int log) {
  enterChild(log);
  mlir::MLIRContext context(mlir::MLIRContext::Threading::DISABLED);
  bool hasError = false, isNamed = true;
  mlir::ScopedDiagnosticHandler handler(
      &context, [&](mlir::Diagnostic &diagnostic) {
        if (diagnostic.getSeverity() == mlir::DiagnosticSeverity::Error) {
          std::string text = diagnostic.str();
          hasError |= !text.empty();
          isNamed &= namesSomething(diagnostic, text);
          std::fprintf(stderr, "%s\n", text.c_str());
        }
        return mlir::success();
      });
  auto module =
      mlir::onnx::importModelFromMemory(bytes, "mutant.onnx", folder, &context);
  // What was reported and then not minded is an error that nobody sees.
  bool isModule = mlir::succeeded(module);
  if (isModule != hasError)
    _exit(isModule ? 0 : isNamed ? 1 : 2);
  _exit(2);
}

int main(int argc, char **argv) {
  uint64_t first = 0, count = 1000, jobs = 2;
  bool compile = false;
  std::string data = "/usr/share/libonnx-testdata/data", keep;
  for (int i = 1; i < argc; ++i) {
    std::string argument = argv[i], value;
    if (size_t at = argument.find('='); at != std::string::npos) {
      value = argument.substr(at + 1);
      argument.resize(at);
    }
    if (argument == "--compile")
      compile = true;
    else if (argument == "--first")
      first = std::strtoull(value.c_str(), nullptr, 10);
    else if (argument == "--count")
      count = std::strtoull(value.c_str(), nullptr, 10);
    else if (argument == "--jobs")
      jobs = std::max<uint64_t>(1, std::strtoull(value.c_str(), nullptr, 10));
    else if (argument == "--keep")
      keep = value;
    else if (argument == "--data")
      data = value;
    else {
      std::cerr << "mutants: cannot use '" << argv[i] << "'\n";
      return 2;
    }
  }
  std::vector<std::string> models,
      operators = {"If",          "Loop",       "Scan",
                   "SequenceMap", "SequenceAt", "NoSuchOperator"};
  for (const fs::directory_entry &entry :
       fs::recursive_directory_iterator(data))
    if (entry.path().filename() == "model.onnx" &&
        entry.file_size() <= kMaxModel)
      models.push_back(entry.path().string());
  std::sort(models.begin(), models.end());
  if (models.empty()) {
    std::cerr << "mutants: no models below '" << data
              << "': install the package libonnx-testdata\n";
    return 2;
  }
  for (size_t i = 0; i < models.size(); i += 7) {
    onnx::ModelProto model;
    if (model.ParseFromString(readFile(models[i])) && model.graph().node_size())
      operators.push_back(model.graph().node(0).op_type());
  }
  if (!keep.empty()) {
    std::ofstream(keep, std::ios::binary)
        << makeMutant(first, models, operators);
    return 0;
  }

  const char *temporary = std::getenv("TEST_TMPDIR");
  std::string folder =
      (temporary ? temporary : fs::temp_directory_path().string()) +
      "/mutants.XXXXXX";
  if (!mkdtemp(folder.data())) {
    std::perror("mutants: mkdtemp");
    return 2;
  }
  std::ofstream(folder + "/weights.bin") << std::string(100, '\x3f');
  // What every import makes once is made before the processes part.
  mlir::onnx::ConverterRegistry::global();
  mlir::onnx::getSchemaFunctionBody("", 13, {});

  std::map<pid_t, uint64_t> running;
  uint64_t numModules = 0, numDiagnostics = 0, numWrong = 0;
  for (uint64_t next = first; next < first + count || !running.empty();) {
    if (next < first + count && running.size() < jobs) {
      std::string bytes = makeMutant(next, models, operators);
      std::string log = folder + "/" + std::to_string(next);
      int file = open(log.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600);
      pid_t child = fork();
      if (child == 0 && compile)
        compileMutant(bytes, log, file);
      if (child == 0)
        importMutant(bytes, folder, file);
      close(file);
      if (child < 0) {
        std::perror("mutants: fork");
        return 2;
      }
      running[child] = next++;
      continue;
    }
    int status;
    pid_t child = waitpid(-1, &status, 0);
    auto it = running.find(child);
    if (it == running.end())
      continue;
    uint64_t number = it->second;
    running.erase(it);
    std::string log = folder + "/" + std::to_string(number);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
      ++numModules;
    } else if (WIFEXITED(status) && WEXITSTATUS(status) == 1) {
      ++numDiagnostics;
    } else {
      ++numWrong;
      std::cout << "mutant " << number << ": ";
      if (WIFSIGNALED(status))
        std::cout << (WTERMSIG(status) == SIGALRM
                          ? "took too long"
                          : strsignal(WTERMSIG(status)));
      else
        std::cout << "no result and no diagnostic, or both, or a diagnostic "
                     "that does not say of what (code "
                  << WEXITSTATUS(status) << ")";
      std::cout << "\n" << readFile(log).substr(0, 1000) << "\n";
    }
    for (const char *end : {"", ".onnx", ".so"})
      fs::remove(log + end);
  }
  std::error_code ignored;
  fs::remove_all(folder, ignored);
  std::cout << count << " mutants from " << first << ": " << numModules
            << (compile ? " libraries, " : " modules, ") << numDiagnostics
            << " diagnostics, " << numWrong << " wrong\n";
  return numWrong == 0 ? 0 : 1;
}
