#include "test/integration/passes/Fuzzer.h"
#include "test/integration/passes/Execute.h"

#include "frontends/onnx/Importer.h"
#include "relax-opt/RegisterAll.h"
#include "target/SharedLibrary.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/Verifier.h"
#include "mlir/InitAllDialects.h"
#include "mlir/InitAllExtensions.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Transforms/Passes.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

#include <array>
#include <optional>
#include <random>

using namespace mlir;
using namespace passfuzz;

//===----------------------------------------------------------------------===//
// The table
//===----------------------------------------------------------------------===//

namespace {
enum State : unsigned {
  Any = 0,
  Flat = 1,
  Checked = 2,
  Kernels = 4,
  Named = 8,
  Memory = 16,
  Killed = 32,
  Lifted = 64
};

/// States that a pass wants or brings in the low bits; above, those that it
/// must not meet or takes away.
[[maybe_unused]] constexpr unsigned Before(unsigned states) {
  return states << 16;
}
[[maybe_unused]] constexpr unsigned Undoes(unsigned states) {
  return states << 16;
}

/// In `gives`: a second run may go on where the first ended.
[[maybe_unused]] constexpr unsigned Settles = 1u << 31;

struct PassEntry {
  const char *pipeline;
  unsigned needs, gives;

  unsigned after(unsigned state) const {
    return (state & ~(gives >> 16)) | (gives & 0xffff);
  }
  bool isStableAtOnce() const { return (gives & Settles) == 0; }
  bool canRun(unsigned state) const {
    return (needs & 0xffff & ~state) == 0 && ((needs >> 16) & state) == 0;
  }
};

constexpr PassEntry passTable[] = {
#define PASS(pipeline, needs, gives) {pipeline, needs, gives},
#include "test/integration/passes/PassTable.def"
};
} // namespace

static std::string describeStates(unsigned states) {
  std::string text;
  for (auto [bit, name] : {std::pair<unsigned, const char *>{Flat, "flat"},
                           {Checked, "checked"},
                           {Kernels, "kernels"},
                           {Named, "named"},
                           {Memory, "memory"},
                           {Killed, "killed"},
                           {Lifted, "lifted"}})
    if (states & bit)
      text += std::string(text.empty() ? "" : "+") + name;
  return text.empty() ? "nothing" : text;
}

std::string passfuzz::listPasses() {
  std::string text;
  for (const PassEntry &entry : passTable)
    text += std::string(entry.pipeline) + " (needs " +
            describeStates(entry.needs & 0xffff) + ", not behind " +
            describeStates(entry.needs >> 16) + "; gives " +
            describeStates(entry.gives & 0xffff) + ")\n";
  return text;
}

//===----------------------------------------------------------------------===//
// Sequences
//===----------------------------------------------------------------------===//

namespace {
using Sequence = std::vector<std::string>;

/// What is done with a program: a sequence, then the default pipeline.
struct Plan {
  unsigned optLevel;
  Sequence sequence;
};
} // namespace

/// The states that lead from a graph to memory, in the order in which they are
/// reached.
constexpr unsigned milestones[] = {Lifted,  Flat,   Named, Checked,
                                   Kernels, Memory, Killed};

/// How far sequences are to get, one as likely as another: without a goal the
/// passes of later stages would hardly ever be drawn.
constexpr unsigned goals[] = {Any,    Checked, Kernels, Kernels,
                              Memory, Memory,  Killed};

/// All milestones up to the goal.
static unsigned statesUpTo(unsigned goal) {
  unsigned states = 0;
  if (goal != Any)
    for (unsigned state : milestones) {
      states |= state;
      if (state == goal)
        break;
    }
  return states;
}

/// The pass that brings in the state.
static const PassEntry *findPassTo(unsigned state) {
  return llvm::find_if(passTable, [&](const PassEntry &entry) {
    return entry.gives & 0xffff & state;
  });
}

/// How often each pass of the table has been drawn for a program.
using Draws = std::array<unsigned, std::size(passTable)>;

/// Any pass that can run; two times out of three, one that could not have run
/// before the last stage, where there is such a pass. Of two that chance picks,
/// the one that the program has had less often, so that few sequences have all.
static const PassEntry *drawPass(unsigned state, Draws &draws,
                                 std::mt19937_64 &random) {
  unsigned stage = state & Memory    ? Memory
                   : state & Kernels ? Kernels
                   : state & Checked ? Checked
                                     : Any;
  SmallVector<unsigned> possible, late;
  for (auto [i, entry] : llvm::enumerate(passTable))
    if (entry.canRun(state)) {
      possible.push_back(i);
      if (entry.needs & 0xffff & stage)
        late.push_back(i);
    }
  if (!late.empty() && random() % 3 != 0)
    possible = late;
  unsigned first = possible[random() % possible.size()];
  unsigned second = possible[random() % possible.size()];
  unsigned chosen = draws[second] < draws[first] ? second : first;
  ++draws[chosen];
  return &passTable[chosen];
}

/// A way to a random goal, with up to `length` passes more in between and
/// behind.
static Sequence drawSequence(unsigned length, Draws &draws,
                             std::mt19937_64 &random) {
  Sequence sequence;
  unsigned wanted = statesUpTo(goals[random() % std::size(goals)]), state = 0;
  unsigned others = 1 + random() % length;
  while (true) {
    const unsigned *next = llvm::find_if(
        milestones, [&](unsigned other) { return wanted & ~state & other; });
    unsigned missing = llvm::popcount(wanted & ~state);
    if (missing + others == 0)
      return sequence;
    const PassEntry *chosen;
    if (random() % (missing + others) < others) {
      chosen = drawPass(state, draws, random);
      --others;
    } else {
      chosen = findPassTo(*next);
    }
    state = chosen->after(state);
    sequence.push_back(chosen->pipeline);
  }
}

/// The same sequences whatever else runs: the program's name is in the seed.
static std::vector<Plan> drawPlans(StringRef program,
                                   const FuzzOptions &options) {
  uint64_t seed = options.seed;
  for (char c : program)
    seed = seed * 131 + static_cast<unsigned char>(c);
  std::mt19937_64 random(seed);
  Draws draws{};
  std::vector<Plan> plans(options.sequences);
  for (Plan &plan : plans) {
    plan.optLevel = random() % 4;
    plan.sequence = drawSequence(options.length, draws, random);
  }
  return plans;
}

std::vector<std::pair<std::string, unsigned>>
passfuzz::countDraws(const std::vector<Program> &programs,
                     const FuzzOptions &options) {
  llvm::StringMap<unsigned> counts;
  for (const Program &program : programs)
    for (const Plan &plan : drawPlans(program.name, options))
      for (const std::string &pipeline : plan.sequence)
        ++counts[pipeline];
  std::vector<std::pair<std::string, unsigned>> draws;
  for (const PassEntry &entry : passTable)
    draws.emplace_back(entry.pipeline, counts.lookup(entry.pipeline));
  return draws;
}

//===----------------------------------------------------------------------===//
// One program
//===----------------------------------------------------------------------===//

namespace {
class Fuzzer {
public:
  Fuzzer(const Program &program, const FuzzOptions &options)
      : program(program), options(options) {}

  unsigned run();

private:
  std::string load();
  std::string runPipeline(ModuleOp module, StringRef pipeline);
  std::string runTwice(ModuleOp module, StringRef pipeline);
  std::string compile(ModuleOp module, unsigned optLevel,
                      std::vector<std::vector<RunResult>> &results);
  std::string check(const Sequence &sequence, unsigned optLevel);
  Sequence reduce(Sequence sequence, unsigned optLevel);
  void report(const std::string &error, const Sequence &sequence,
              unsigned optLevel);

  const Program &program;
  const FuzzOptions &options;
  std::vector<relax::runtime::RunOptions> runs;
  std::unique_ptr<MLIRContext> context;
  OwningOpRef<ModuleOp> original;
  std::vector<RunResult> expected;
  std::string diagnostics;
};
} // namespace

static std::string print(ModuleOp module) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  OpPrintingFlags flags;
  flags.elideLargeElementsAttrs(64).elideLargeResourceString(64);
  module->print(stream, flags);
  return text;
}

/// The first line that differs, of both.
static std::string firstDifference(StringRef before, StringRef after) {
  while (!before.empty() || !after.empty()) {
    auto [left, restLeft] = before.split('\n');
    auto [right, restRight] = after.split('\n');
    if (left != right)
      return ("\n  after one run:  " + left.trim() +
              "\n  after two runs: " + right.trim())
          .str();
    before = restLeft;
    after = restRight;
  }
  return "";
}

std::string Fuzzer::load() {
  DialectRegistry registry;
  registerAllDialects(registry);
  registerAllExtensions(registry);
  registerAllRelaxDialects(registry);
  target::registerTargetTranslations(registry);
  context =
      std::make_unique<MLIRContext>(registry, MLIRContext::Threading::DISABLED);
  context->getDiagEngine().registerHandler([&](Diagnostic &diagnostic) {
    if (diagnostic.getSeverity() != DiagnosticSeverity::Error)
      return success();
    llvm::raw_string_ostream stream(diagnostics);
    stream << diagnostic.getLocation() << ": " << diagnostic << "\n";
    for (const Diagnostic &note : diagnostic.getNotes())
      stream << "  note: " << note << "\n";
    return success();
  });
  std::vector<std::string> texts = program.runs;
  if (StringRef(program.path).ends_with(".onnx")) {
    FailureOr<OwningOpRef<ModuleOp>> imported =
        onnx::importModel(program.path, context.get());
    if (failed(imported))
      return "import: " + diagnostics;
    original = std::move(*imported);
  } else {
    auto buffer = llvm::MemoryBuffer::getFile(program.path, /*IsText=*/true);
    if (!buffer)
      return "cannot open '" + program.path + "'";
    SmallVector<StringRef> lines;
    (*buffer)->getBuffer().split(lines, '\n');
    for (StringRef line : lines)
      if (line.consume_front("// FUZZ:"))
        texts.push_back(line.trim().str());
    original = parseSourceFile<ModuleOp>(program.path, context.get());
    if (!original)
      return "parse: " + diagnostics;
  }
  if (texts.empty())
    return "the program has no run: a line '// FUZZ: --input ...', or --run";
  for (const std::string &text : texts) {
    runs.emplace_back();
    if (std::string error = parseRun(text, runs.back()); !error.empty())
      return "run '" + text + "': " + error;
  }
  return "";
}

std::string Fuzzer::runPipeline(ModuleOp module, StringRef pipeline) {
  diagnostics.clear();
  PassManager manager(context.get(), ModuleOp::getOperationName());
  std::string error;
  llvm::raw_string_ostream stream(error);
  if (failed(parsePassPipeline(pipeline, manager, stream)))
    return "no pipeline '" + pipeline.str() + "': " + error;
  if (failed(manager.run(module)))
    return pipeline.str() + " failed: " + diagnostics;
  return "";
}

std::string Fuzzer::runTwice(ModuleOp module, StringRef pipeline) {
  if (std::string error = runPipeline(module, pipeline); !error.empty())
    return error;
  std::string before = print(module);
  if (std::string error = runPipeline(module, pipeline); !error.empty())
    return "second run: " + error;
  std::string after = print(module);
  const PassEntry *entry = llvm::find_if(passTable, [&](const PassEntry &pass) {
    return pipeline == pass.pipeline;
  });
  // What is replayed need not stand in the table.
  bool isStable = entry == std::end(passTable) || entry->isStableAtOnce();
  if (isStable && before != after)
    return pipeline.str() +
           " changes its own result:" + firstDifference(before, after);
  return "";
}

std::string Fuzzer::compile(ModuleOp module, unsigned optLevel,
                            std::vector<std::vector<RunResult>> &results) {
  // A compiled library has the bytecode, too: one of them shows both modes.
  std::string pipeline =
      "relax-default-pipeline{exec-mode=compiled opt-level=" +
      std::to_string(optLevel) + "}";
  if (std::string error = runPipeline(module, pipeline); !error.empty())
    return error;
  target::TargetOptions target;
  target.optLevel = options.codegenLevel;
  std::string library = options.folder + "/" + program.name + ".so";
  diagnostics.clear();
  if (failed(target::emitSharedLibrary(module, target, library)))
    return "no library: " + diagnostics;
  for (bool preferBytecode : {true, false})
    results.push_back(executeLibrary(library, runs, preferBytecode));
  llvm::sys::fs::remove(library);
  return "";
}

std::string Fuzzer::check(const Sequence &sequence, unsigned optLevel) {
  OwningOpRef<ModuleOp> module(original->clone());
  for (const std::string &pipeline : sequence)
    if (std::string error = runTwice(*module, pipeline); !error.empty())
      return error;
  std::vector<std::vector<RunResult>> results;
  if (std::string error = compile(*module, optLevel, results); !error.empty())
    return error;
  for (auto [mode, inMode] : llvm::enumerate(results))
    for (auto [run, result] : llvm::enumerate(inMode))
      if (std::string error =
              compareResults(expected[run], result, options.tolerance);
          !error.empty())
        return std::string(mode == 0 ? "bytecode" : "compiled") + ", run " +
               std::to_string(run) + ": " + error;
  return "";
}

Sequence Fuzzer::reduce(Sequence sequence, unsigned optLevel) {
  for (size_t i = 0; i != sequence.size();) {
    Sequence shorter = sequence;
    shorter.erase(shorter.begin() + i);
    // Every rest of a sequence is not one: what a pass needs may be gone.
    unsigned state = 0;
    bool isValid = true;
    for (const std::string &pipeline : shorter)
      for (const PassEntry &entry : passTable)
        if (pipeline == entry.pipeline) {
          isValid &= entry.canRun(state);
          state = entry.after(state);
        }
    if (isValid && !check(shorter, optLevel).empty())
      sequence = shorter;
    else
      ++i;
  }
  return sequence;
}

void Fuzzer::report(const std::string &error, const Sequence &sequence,
                    unsigned optLevel) {
  llvm::outs() << "FAILED " << program.name << ": " << StringRef(error).rtrim()
               << "\n  sequence: " << llvm::join(sequence, "; ")
               << "\n  then relax-default-pipeline=opt-level=" << optLevel
               << "\n  again: pass_fuzzer " << program.path << " --replay='"
               << llvm::join(sequence, ";") << "'\n";
  llvm::outs().flush();
}

unsigned Fuzzer::run() {
  auto announce = [&](const Sequence &sequence, unsigned optLevel) {
    llvm::errs() << program.name << " -O" << optLevel << ": "
                 << llvm::join(sequence, "; ") << "\n";
  };
  announce({"the program as it is"}, 0);
  if (std::string error = load(); !error.empty()) {
    report(error, {}, 0);
    return 1;
  }
  std::vector<std::vector<RunResult>> plain;
  OwningOpRef<ModuleOp> module(original->clone());
  if (std::string error = compile(*module, 0, plain); !error.empty()) {
    report(error, {}, 0);
    return 1;
  }
  expected = plain.front();
  // A run that fails before the program begins says nothing about passes.
  for (auto [run, result] : llvm::enumerate(expected))
    if (StringRef(result.error).contains("--input") ||
        StringRef(result.error).contains("has no function")) {
      report("run " + std::to_string(run) + ": " + result.error, {}, 0);
      return 1;
    }
  if (!options.replay.empty()) {
    SmallVector<StringRef> parts;
    StringRef(options.replay).split(parts, ';', -1, /*KeepEmpty=*/false);
    Sequence sequence;
    for (StringRef part : parts)
      sequence.push_back(part.trim().str());
    unsigned failures = 0;
    for (unsigned optLevel = 0; optLevel != 4; ++optLevel)
      if (std::string error = check(sequence, optLevel); !error.empty()) {
        report(error, sequence, optLevel);
        ++failures;
      }
    return failures;
  }
  unsigned failures = 0;
  for (unsigned optLevel = 1; optLevel != 4; ++optLevel) {
    announce({}, optLevel);
    if (std::string error = check({}, optLevel); !error.empty()) {
      report(error, {}, optLevel);
      ++failures;
    }
  }
  for (const auto &[optLevel, sequence] : drawPlans(program.name, options)) {
    announce(sequence, optLevel);
    std::string error = check(sequence, optLevel);
    if (error.empty())
      continue;
    ++failures;
    Sequence shorter = reduce(sequence, optLevel);
    report(check(shorter, optLevel), shorter, optLevel);
  }
  return failures;
}

unsigned passfuzz::fuzzProgram(const Program &program,
                               const FuzzOptions &options) {
  static bool registered = false;
  if (!registered) {
    registerAllRelaxPasses();
    registerTransformsPasses();
    registered = true;
  }
  return Fuzzer(program, options).run();
}
