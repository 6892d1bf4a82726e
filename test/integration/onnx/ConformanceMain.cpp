// The conformance suite of ONNX (Debian's libonnx-testdata): each model is
// compiled, loaded and run, and its outputs are compared with the stored ones.
// Every test runs in a forked process of its own, several at a time: a crash is
// one failed test.

#include "Report.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <map>
#include <sstream>
#include <thread>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace conformance;
namespace fs = std::filesystem;

static const char *const help = R"(conformance: run ONNX's conformance suite

usage: conformance [options]

  --mode=static|symbolic|compiled  static shapes; every input dimension a symbol of its own;
                                   functions as machine code (default static)
  --filter=TEXT                    only tests whose suite/name holds TEXT, or with an operator
                                   of exactly that name; may be repeated
  --jobs=N                         tests at a time, default one for each core
  --list-failures                  also list what did not pass, with the first diagnostic
  --list-kept                      symbolic: list the dimensions that stay static, and why
  --markdown                       the table as a page of the documentation
  --print-expected                 what did not pass, as lines for expected_failures.txt
  --expected=FILE                  exit 1 unless exactly the tests listed there fail
  --data=DIR                       default /usr/share/libonnx-testdata/data
  --timeout=SECONDS                of one test, default 60
)";

namespace {
struct Options {
  Mode mode = Mode::Static;
  std::vector<std::string> filters;
  unsigned jobs = std::max(1u, std::thread::hardware_concurrency());
  bool listFailures = false, listKept = false, markdown = false,
       printExpected = false;
  std::string expected, data = "/usr/share/libonnx-testdata/data";
  unsigned timeout = 60;
};

struct Job {
  size_t entry;
  int pipe;
  std::string folder;
};
} // namespace

static bool parseOptions(int argc, char **argv, Options &options) {
  for (int i = 1; i < argc; ++i) {
    std::string argument = argv[i], value;
    if (size_t at = argument.find('='); at != std::string::npos) {
      value = argument.substr(at + 1);
      argument.resize(at);
    }
    if (argument == "--mode" && value == "static")
      options.mode = Mode::Static;
    else if (argument == "--mode" && value == "symbolic")
      options.mode = Mode::Symbolic;
    else if (argument == "--mode" && value == "compiled")
      options.mode = Mode::Compiled;
    else if (argument == "--filter" && !value.empty())
      options.filters.push_back(value);
    else if (argument == "--jobs" && std::atoi(value.c_str()) > 0)
      options.jobs = std::atoi(value.c_str());
    else if (argument == "--timeout" && std::atoi(value.c_str()) > 0)
      options.timeout = std::atoi(value.c_str());
    else if (argument == "--list-failures")
      options.listFailures = true;
    else if (argument == "--list-kept")
      options.listKept = true;
    else if (argument == "--markdown")
      options.markdown = true;
    else if (argument == "--print-expected")
      options.printExpected = true;
    else if (argument == "--expected" && !value.empty())
      options.expected = value;
    else if (argument == "--data" && !value.empty())
      options.data = value;
    else {
      std::cerr << "conformance: cannot use '" << argv[i] << "'\n\n" << help;
      return false;
    }
  }
  return true;
}

/// What the child says, in one write that fits into the pipe.
static void sendResult(int pipe, const Result &result) {
  std::ostringstream text;
  text << static_cast<int>(result.outcome);
  for (double time : result.times)
    text << " " << time;
  text << "\n"
       << result.message.substr(0, 2000) << '\0' << result.kept.substr(0, 8000);
  std::string bytes = text.str();
  if (write(pipe, bytes.data(), bytes.size()) < 0)
    _exit(3);
}

static bool receiveResult(int pipe, Result &result) {
  std::string bytes;
  char buffer[4096];
  for (ssize_t got; (got = read(pipe, buffer, sizeof(buffer))) > 0;)
    bytes.append(buffer, got);
  std::istringstream text(bytes);
  int outcome;
  if (!(text >> outcome))
    return false;
  for (double &time : result.times)
    text >> time;
  text.ignore(1);
  result.outcome = static_cast<Outcome>(outcome);
  std::getline(text, result.message, '\0');
  std::getline(text, result.kept, '\0');
  return true;
}

[[noreturn]] static void runChild(const TestCase &test, const Options &options,
                                  const std::string &folder, int pipe) {
  std::string log = folder + "/log";
  int file = open(log.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_APPEND, 0600);
  dup2(file, STDERR_FILENO);
  dup2(file, STDOUT_FILENO);
  alarm(options.timeout);
  sendResult(pipe, runCase(test, options.mode, folder, log));
  _exit(0);
}

static void startJob(const TestCase &test, size_t entry, const Options &options,
                     const std::string &root, std::map<pid_t, Job> &jobs) {
  std::string folder = root + "/" + std::to_string(entry);
  fs::create_directories(folder);
  int pipes[2];
  if (pipe(pipes) != 0) {
    std::perror("conformance: pipe");
    std::exit(1);
  }
  pid_t child = fork();
  if (child < 0) {
    std::perror("conformance: fork");
    std::exit(1);
  }
  if (child == 0) {
    close(pipes[0]);
    runChild(test, options, folder, pipes[1]);
  }
  close(pipes[1]);
  jobs[child] = {entry, pipes[0], folder};
}

static void finishJob(std::vector<Entry> &entries, std::map<pid_t, Job> &jobs) {
  int status;
  pid_t child = waitpid(-1, &status, 0);
  auto it = jobs.find(child);
  if (it == jobs.end())
    return;
  Job job = it->second;
  jobs.erase(it);
  Result &result = entries[job.entry].result;
  if (!receiveResult(job.pipe, result)) {
    result.outcome = Outcome::Crashed;
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
      result.message = "took too long";
    else if (WIFSIGNALED(status))
      result.message = std::string("signal: ") + strsignal(WTERMSIG(status));
    else
      result.message = "the process ended early with code " +
                       std::to_string(WEXITSTATUS(status));
  }
  close(job.pipe);
  std::error_code ignored;
  fs::remove_all(job.folder, ignored);
}

static bool isWanted(const TestCase &test, const Options &options) {
  for (const std::string &filter : options.filters)
    if (test.path().find(filter) != std::string::npos ||
        test.operators.count(filter))
      return true;
  return options.filters.empty();
}

int main(int argc, char **argv) {
  Options options;
  if (!parseOptions(argc, argv, options))
    return 2;
  std::vector<TestCase> tests = findTests(options.data);
  if (tests.empty()) {
    std::cerr << "conformance: no tests below '" << options.data
              << "': install the package libonnx-testdata\n";
    return 2;
  }
  std::vector<Entry> entries;
  for (const TestCase &test : tests)
    if (isWanted(test, options))
      entries.push_back({&test, {}});

  const char *temporary = std::getenv("TEST_TMPDIR");
  std::string root =
      (temporary ? temporary : fs::temp_directory_path().string()) +
      "/conformance.XXXXXX";
  if (!mkdtemp(root.data())) {
    std::perror("conformance: mkdtemp");
    return 1;
  }
  std::map<pid_t, Job> jobs;
  for (size_t next = 0; next < entries.size() || !jobs.empty();) {
    if (next < entries.size() && jobs.size() < options.jobs) {
      startJob(*entries[next].test, next, options, root, jobs);
      ++next;
    } else {
      finishJob(entries, jobs);
    }
  }
  std::error_code ignored;
  fs::remove_all(root, ignored);

  if (options.printExpected) {
    printExpected(entries, options.mode, std::cout);
    return 0;
  }
  if (options.listFailures)
    printFailures(entries, std::cout);
  if (options.listKept)
    for (const Entry &entry : entries)
      if (!entry.result.kept.empty())
        std::cout << entry.test->path() << ":\n" << entry.result.kept;
  printTable(entries, options.mode, options.markdown, std::cout);
  if (!options.markdown) {
    std::array<double, 4> times = {};
    for (const Entry &entry : entries)
      for (size_t i = 0; i < times.size(); ++i)
        times[i] += entry.result.times[i] / 1000;
    std::printf("seconds of all processes: read %.1f, compile %.1f, load %.1f, "
                "run %.1f\n",
                times[0], times[1], times[2], times[3]);
  }
  if (!options.expected.empty())
    return checkExpected(entries, options.mode, options.expected, std::cout)
               ? 0
               : 1;
  return 0;
}
