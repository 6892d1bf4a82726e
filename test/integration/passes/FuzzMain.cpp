// Runs random sequences of passes over programs, a process for each program so
// that a crash is a failure like any other.

#include "test/integration/passes/Fuzzer.h"

#include "runtime/vm/PackedRegistry.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace passfuzz;

static const char help[] =
    R"(usage: pass_fuzzer PROGRAM.{mlir,onnx}... [options]

Compiles each program at -O0 to -O3. Then runs random sequences of passes (PassTable.def) over it, each pass twice, and the
default pipeline at a random level. What each library computes in both execution modes is compared with -O0. A sequence has
the passes that take a program to a stage (checks, kernels, memory, references given up), and others in between.

  --run='NAME: FLAGS'   a run of program NAME, as flags of relax-run; .mlir files also have lines '// FUZZ: FLAGS'
  --load-library=FILE   packed functions for the programs
  --sequences=N         sequences of each program, default 10
  --length=N            passes beside those that reach the stage of a sequence, at most, default 8
  --seed=N              other sequences, default 1
  --tolerance=X         of floats, relative to the largest magnitude of a tensor, default 1e-4
  --codegen=N           LLVM's level of the libraries, default 0
  --replay='A;B;C'      this sequence only, at every level
  --jobs=N              processes at a time, default one for each core
  --filter=TEXT         only programs whose name contains it
  --timeout=N           seconds for one program, default 300
  --all-passes          fail where no sequence of any program has a pass of the table
  --list-passes         print the table and stop
  --count-passes        print how often the sequences have each pass and stop

exit codes: 0 all agree, 1 something differs, fails or crashes, 2 wrong usage
)";

namespace {
struct Options : FuzzOptions {
  std::vector<Program> programs;
  std::map<std::string, std::vector<std::string>> runs;
  std::vector<std::string> libraries;
  std::string filter;
  unsigned jobs = std::max(1u, std::thread::hardware_concurrency());
  unsigned timeout = 300;
  bool listPasses = false, countPasses = false, allPasses = false, help = false;
};

/// A program that is running in a process of its own.
struct Job {
  const Program *program;
  std::string log;
};
} // namespace

static std::string parse(int argc, char **argv, Options &options) {
  for (int i = 1; i < argc; ++i) {
    std::string argument = argv[i];
    if (argument == "--help" || argument == "-h") {
      options.help = true;
      continue;
    }
    if (argument == "--list-passes") {
      options.listPasses = true;
      continue;
    }
    if (argument == "--all-passes" || argument == "--count-passes") {
      (argument == "--all-passes" ? options.allPasses : options.countPasses) =
          true;
      continue;
    }
    if (argument.rfind("--", 0) != 0) {
      Program program;
      program.path = argument;
      size_t slash = argument.rfind('/') + 1;
      program.name = argument.substr(slash, argument.rfind('.') - slash);
      options.programs.push_back(program);
      continue;
    }
    size_t equals = argument.find('=');
    std::string name = argument.substr(0, equals);
    std::string value =
        equals == std::string::npos ? "" : argument.substr(equals + 1);
    if (value.empty())
      return "'" + name + "' needs a value";
    unsigned *number = name == "--sequences" ? &options.sequences
                       : name == "--length"  ? &options.length
                       : name == "--jobs"    ? &options.jobs
                       : name == "--timeout" ? &options.timeout
                       : name == "--codegen" ? &options.codegenLevel
                                             : nullptr;
    char *end = nullptr;
    if (number) {
      *number = static_cast<unsigned>(std::strtoul(value.c_str(), &end, 10));
      if (*end != 0 ||
          (*number == 0 && name != "--codegen" && name != "--sequences"))
        return "'" + name + "' needs a positive number, got '" + value + "'";
    } else if (name == "--seed") {
      options.seed = std::strtoull(value.c_str(), &end, 10);
    } else if (name == "--tolerance") {
      options.tolerance = std::strtod(value.c_str(), &end);
    } else if (name == "--run") {
      size_t colon = value.find(':');
      if (colon == std::string::npos)
        return "'--run' must be 'NAME: FLAGS', got '" + value + "'";
      options.runs[value.substr(0, colon)].push_back(value.substr(colon + 1));
    } else if (name == "--load-library") {
      options.libraries.push_back(value);
    } else if (name == "--filter") {
      options.filter = value;
    } else if (name == "--replay") {
      options.replay = value;
    } else {
      return "unknown option '" + name + "'";
    }
  }
  if (options.programs.empty() && !options.help && !options.listPasses)
    return "no program given";
  for (Program &program : options.programs)
    program.runs = options.runs[program.name];
  return "";
}

/// The child: its output goes to the log.
[[noreturn]] static void runChild(const Program &program,
                                  const Options &options,
                                  const std::string &log) {
  if (!std::freopen(log.c_str(), "w", stdout))
    std::_Exit(3);
  dup2(STDOUT_FILENO, STDERR_FILENO);
  alarm(options.timeout);
  unsigned failures = fuzzProgram(program, options);
  std::fflush(stdout);
  std::_Exit(failures == 0 ? 0 : 1);
}

/// Prints what a child said that matters; whether all went well.
static bool finish(const Job &job, int status) {
  std::ifstream file(job.log);
  std::string line, last;
  bool isFailure = false, ok = WIFEXITED(status) && WEXITSTATUS(status) == 0;
  while (std::getline(file, line)) {
    // A failure goes on in lines that are indented.
    isFailure =
        line.rfind("FAILED", 0) == 0 || (isFailure && line.rfind("  ", 0) == 0);
    if (isFailure)
      std::printf("%s\n", line.c_str());
    else if (line.rfind(job.program->name, 0) == 0)
      last = line;
  }
  if (WIFSIGNALED(status)) {
    std::printf("CRASHED %s: %s%s\n  in %s\n", job.program->path.c_str(),
                strsignal(WTERMSIG(status)),
                WTERMSIG(status) == SIGALRM ? " (too slow)" : "", last.c_str());
    std::ifstream again(job.log);
    while (std::getline(again, line))
      if (line.find(".cpp:") != std::string::npos ||
          line.find("Assertion") != std::string::npos ||
          line.find("Stack dump") != std::string::npos)
        std::printf("  %s\n", line.c_str());
  } else if (!ok && WEXITSTATUS(status) > 1) {
    std::printf("CRASHED %s: exit code %d\n", job.program->path.c_str(),
                WEXITSTATUS(status));
  }
  std::fflush(stdout);
  return ok;
}

int main(int argc, char **argv) {
  Options options;
  if (std::string error = parse(argc, argv, options); !error.empty()) {
    std::fprintf(stderr, "pass_fuzzer: error: %s\n", error.c_str());
    return 2;
  }
  if (options.help || options.listPasses) {
    std::fputs(options.help ? help : listPasses().c_str(), stdout);
    return 0;
  }
  if (options.countPasses) {
    for (const auto &[pipeline, count] : countDraws(options.programs, options))
      std::printf("%6u %s\n", count, pipeline.c_str());
    return 0;
  }
  for (const std::string &library : options.libraries)
    if (absl::Status status =
            relax::runtime::PackedRegistry::global().loadLibrary(library);
        !status.ok()) {
      std::fprintf(stderr, "pass_fuzzer: error: %s\n",
                   std::string(status.message()).c_str());
      return 2;
    }
  const char *base = std::getenv("TEST_TMPDIR");
  std::string folder =
      std::string(base ? base : "/tmp") + "/relax-pass-fuzzer.XXXXXX";
  if (!mkdtemp(folder.data())) {
    std::perror("pass_fuzzer: cannot make a folder");
    return 2;
  }
  options.folder = folder;

  std::map<pid_t, Job> running;
  unsigned failed = 0, count = 0;
  auto wait = [&] {
    int status = 0;
    pid_t child = ::wait(&status);
    auto job = running.find(child);
    if (job == running.end())
      return;
    failed += !finish(job->second, status);
    running.erase(job);
  };
  for (const Program &program : options.programs) {
    if (program.name.find(options.filter) == std::string::npos)
      continue;
    while (running.size() >= options.jobs)
      wait();
    Job job{&program, folder + "/" + program.name + ".log"};
    std::fflush(stdout);
    pid_t child = fork();
    if (child < 0) {
      std::perror("pass_fuzzer: fork");
      return 2;
    }
    if (child == 0)
      runChild(program, options, job.log);
    running[child] = job;
    ++count;
  }
  while (!running.empty())
    wait();
  unsigned missed = 0;
  if (options.allPasses)
    for (const auto &[pipeline, times] : countDraws(options.programs, options))
      if (times == 0) {
        std::printf("FAILED no sequence has %s\n", pipeline.c_str());
        ++missed;
      }
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
  std::printf(
      "%u programs at every level, %u sequences each: %u programs failed\n",
      count, options.sequences, failed);
  return failed || missed || !count ? 1 : 0;
}
