#include "runtime/cli/Run.h"
#include "runtime/cli/Inputs.h"
#include "runtime/cli/Options.h"
#include "runtime/cli/Outputs.h"
#include "runtime/vm/Printer.h"
#include "runtime/vm/VirtualMachine.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>

namespace relax::runtime {

namespace {

/// An error of the program begins with its place in the source already.
std::string asError(const absl::Status &status) {
  std::string message(status.message());
  return message.find(": error: ") != std::string::npos
             ? message
             : concat("relax-run: error: ", message);
}

absl::Status printOut(const std::string &text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size() &&
      std::fflush(stdout) == 0)
    return absl::OkStatus();
  return absl::UnavailableError(
      concat("cannot write to the standard output: ", std::strerror(errno)));
}

std::string formatMs(double ns) {
  char buffer[40];
  std::snprintf(buffer, sizeof(buffer), "%.6g ms", ns * 1e-6);
  return buffer;
}

/// Calls the function again and again; the text of the times.
absl::StatusOr<std::string> benchmark(VirtualMachine &vm,
                                      const RunOptions &options,
                                      absl::Span<const Value> args) {
  std::vector<double> times;
  times.reserve(std::min(options.benchmark, 1000000u));
  for (unsigned i = 0; i != options.benchmark; ++i) {
    auto start = std::chrono::steady_clock::now();
    absl::StatusOr<std::vector<Value>> results =
        vm.invoke(options.function, args);
    std::chrono::duration<double, std::nano> time =
        std::chrono::steady_clock::now() - start;
    if (!results.ok())
      return results.status();
    times.push_back(time.count());
  }
  std::sort(times.begin(), times.end());
  double sum = 0;
  for (double time : times)
    sum += time;
  return concat("benchmark: ", times.size(), " runs, median ",
                formatMs(times[times.size() / 2]), ", mean ",
                formatMs(sum / times.size()), ", min ", formatMs(times.front()),
                ", max ", formatMs(times.back()), "\n");
}

/// What the allocator counted since `before`.
std::string printMemory(const AllocatorStatistics &before) {
  AllocatorStatistics now = getAllocatorStatistics();
  return concat("memory: ", now.peakLiveBytes - before.liveBytes,
                " bytes at most beyond the ", before.liveBytes,
                " at the beginning, ", now.liveBytes,
                " at the end\nmemory: ", now.peakDataBytes - before.dataBytes,
                " bytes at most without headers of objects, beyond the ",
                before.dataBytes, " at the beginning, ", now.dataBytes,
                " at the end\nmemory: ", now.allocations,
                " allocations, ", now.poolHits, " of them from the pool; ",
                now.peakBytes, " bytes taken from the system at most\n");
}

absl::Status inspect(const RunOptions &options) {
  absl::StatusOr<std::shared_ptr<const Module>> module =
      Module::inspect(options.model);
  if (!module.ok())
    return module.status();
  if (options.signature)
    if (absl::Status status =
            printOut(options.signatureJson ? printSignaturesJson(**module)
                                           : printSignatures(**module));
        !status.ok())
      return status;
  return options.dump ? printOut(dumpModule(**module)) : absl::OkStatus();
}

absl::Status run(const RunOptions &options) {
  LoadOptions load;
  load.verifyWeights = options.verifyWeights;
  absl::StatusOr<std::shared_ptr<const Module>> module =
      Module::load(options.model, load);
  if (!module.ok())
    return module.status();
  int64_t index = (*module)->findFunction(options.function);
  if (index < 0) {
    std::string names;
    for (const FunctionInfo &function : (*module)->functions())
      if (function.fb->is_public())
        append(names, names.empty() ? "" : ", ", function.name);
    return absl::NotFoundError(
        concat("the model has no function '", options.function, "'; it has",
               names.empty() ? " no public function" : concat(": ", names)));
  }
  const FunctionInfo &function = (*module)->functions()[index];
  for (const std::string &library : options.libraries)
    if (absl::Status status = PackedRegistry::global().loadLibrary(library);
        !status.ok())
      return status;
  bool profile = !options.profile.empty() || options.profileSummary;
  if (profile || options.memorySummary)
    setAllocatorTracking(true);
  absl::StatusOr<std::vector<Value>> args = makeArguments(function, options);
  if (!args.ok())
    return args.status();

  VirtualMachineOptions vmOptions;
  vmOptions.numThreads = options.threads;
  vmOptions.profile = profile;
  absl::StatusOr<std::unique_ptr<VirtualMachine>> vm =
      VirtualMachine::create(*module, vmOptions);
  if (!vm.ok())
    return vm.status();
  resetAllocatorCounts();
  AllocatorStatistics before = getAllocatorStatistics();
  absl::StatusOr<std::vector<Value>> results =
      (*vm)->invoke(options.function, *args);
  if (!results.ok())
    return results.status();
  if (options.benchmark != 0) {
    // What the warm-up did is of no interest.
    (void)(*vm)->takeProfile();
    resetAllocatorCounts();
    before = getAllocatorStatistics();
    absl::StatusOr<std::string> times = benchmark(**vm, options, *args);
    if (!times.ok())
      return times.status();
    if (absl::Status status = printOut(*times); !status.ok())
      return status;
  }
  std::string summary;
  Profile events = (*vm)->takeProfile();
  if (options.profileSummary)
    summary = printProfileSummary(events);
  if (options.profileSummary || options.memorySummary)
    summary += printMemory(before);
  if (!options.profile.empty())
    if (absl::Status status = writeChromeTrace(events, options.profile);
        !status.ok())
      return status;
  if (!options.outputDir.empty()) {
    if (absl::Status status =
            writeResults(options.outputDir, function, *results);
        !status.ok())
      return status;
  } else if (options.benchmark == 0) {
    summary = printResults(function, *results) + summary;
  }
  return summary.empty() ? absl::OkStatus() : printOut(summary);
}

} // namespace

int runMain(const std::vector<std::string> &args) {
  absl::StatusOr<RunOptions> options = parseRunOptions(args);
  if (!options.ok()) {
    std::string message =
        concat("relax-run: error: ", options.status().message(),
               "\ntry 'relax-run --help'\n");
    std::fputs(message.c_str(), stderr);
    return 2;
  }
  absl::Status status;
  if (options->help)
    status = printOut(runHelp());
  else if (options->version)
    status =
        printOut(concat("relax-run, executable version ", executableVersion,
                        ", ABI version ", RELAX_ABI_VERSION, "\n"));
  else if (options->dump || options->signature)
    status = inspect(*options);
  else
    status = run(*options);
  if (status.ok())
    return 0;
  std::fputs((asError(status) + "\n").c_str(), stderr);
  return 1;
}

} // namespace relax::runtime
