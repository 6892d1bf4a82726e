//===- EstimateMemory.cpp - how much memory a function takes --------------===//
//
// Sums over the lifetimes of tensors: of all, of those in use at one time, and of what the arenas of the function take. In bytes, as expressions over the
// symbols of the function, and as numbers where the symbols are given. What is made in a branch is not there when the other branch runs; what a call takes
// inside of its callee counts at the time of the call.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/memory/Passes.h"

#include "analysis/memory/TensorLifetimes.h"
#include "dialects/relax/RelaxMemoryOps.h"
#include "dialects/relax/SignatureMatch.h"
#include "dialects/tir/TIR.h"
#include "runtime/executable/ArenaPlan.h"
#include "transforms/relax/memory/Workspaces.h"
#include "llvm/ADT/MapVector.h"

#include <map>

namespace mlir::relax {
#define GEN_PASS_DEF_ESTIMATEMEMORY
#include "transforms/relax/memory/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;
namespace rt = ::relax::runtime;

namespace {

/// At most so many times are candidates for the one with the most in use; the formula of a function that has more is a lower bound of it.
constexpr size_t kMaxCandidates = 16;

using Dims = llvm::DenseMap<StringAttr, int64_t>;

/// What is reported: a formula, a number, or both.
struct Amount {
  /// Where a size has no expression its text is `?`.
  std::string str() const { return (isLower ? "at least " : "") + (bytes ? bytes.str() : "?"); }

  /// Null where there is no expression, or it is too large.
  sym::ExprAttr bytes;
  std::optional<int64_t> number;
  /// Whether it may be more: not all times were looked at.
  bool isLower = false;
};

/// Memory that is in use from the first to the last time.
struct Use {
  sym::ExprAttr bytes;
  std::optional<int64_t> number;
  unsigned first, last;
  /// What makes it.
  Operation *op;
};

/// The amounts of a function, in its own symbols.
struct Estimate {
  Amount alone, planned, bound, workspace;
  std::string plannedText;
};

/// The calls of a function whose callees were estimated before it.
using Calls = llvm::SmallVector<std::pair<CallOp, FuncOp>>;
using Estimates = llvm::DenseMap<Operation *, Estimate>;

class Estimator {
public:
  Estimator(FuncOp function, const Dims &dims, const Calls &calls, const Estimates &estimates)
      : function(function), context(function.getContext()), dims(dims), calls(calls), estimates(estimates), lifetimes(function) {}

  Estimate run();

private:
  std::optional<int64_t> valueOf(sym::ExprAttr expr) const {
    FailureOr<int64_t> value = expr ? sym::evaluate(expr, dims) : FailureOr<int64_t>(failure());
    return succeeded(value) ? std::optional<int64_t>(std::max<int64_t>(*value, 0)) : std::nullopt;
  }
  Amount sumOf(llvm::ArrayRef<sym::ExprAttr> sizes) const;
  Block *getBranch(Operation *op, unsigned first) const;
  std::vector<Use> separateBranches(const std::vector<Use> &uses) const;
  Amount peakOf(const std::vector<Use> &uses) const;
  Amount arenaOf(AllocArenaOp arena, bool &atRunTime) const;
  Amount workspaceOf();
  Amount largestOf(llvm::ArrayRef<sym::ExprAttr> amounts, std::optional<int64_t> number) const;
  std::vector<Use> getCallUses(Amount Estimate::*amount) const;

  // Its accessors are not const.
  mutable FuncOp function;
  MLIRContext *context;
  const Dims &dims;
  const Calls &calls;
  const Estimates &estimates;
  TensorLifetimes lifetimes;
};

/// Null where an argument is, or the result is too large.
sym::ExprAttr sum(sym::ExprAttr lhs, int64_t factor, sym::ExprAttr rhs) {
  if (!lhs || !rhs)
    return {};
  FailureOr<sym::ExprAttr> product = sym::mul(sym::ExprAttr::getConstant(rhs.getContext(), factor), rhs);
  FailureOr<sym::ExprAttr> result = failed(product) ? product : sym::add(lhs, *product);
  return succeeded(result) ? *result : sym::ExprAttr();
}

Amount Estimator::sumOf(llvm::ArrayRef<sym::ExprAttr> sizes) const {
  // Equal sizes at once: a sum of thousands of equal terms is one addition.
  llvm::MapVector<sym::ExprAttr, int64_t> counts;
  for (sym::ExprAttr size : sizes)
    ++counts[size];
  sym::ExprAttr total = sym::ExprAttr::getConstant(context, 0);
  std::optional<int64_t> number = 0;
  for (auto [size, count] : counts) {
    total = sum(total, count, size);
    std::optional<int64_t> value = valueOf(size);
    int64_t bytes;
    if (!number || !value || __builtin_mul_overflow(*value, count, &bytes) || __builtin_add_overflow(bytes, *number, &bytes))
      number = std::nullopt;
    else
      number = bytes;
  }
  return {total, number};
}

/// The branch of an `if` that makes what is in use from this time on; null where none does.
Block *Estimator::getBranch(Operation *op, unsigned first) const {
  for (Block *block = op->getBlock(); block->getParentOp() != function; block = block->getParentOp()->getBlock())
    if (isa<IfOp>(block->getParentOp()))
      return lifetimes.getTime(block->getParentOp()) <= first ? block : nullptr;
  return nullptr;
}

/// Each branch has times of its own, but what both leave behind would count twice. Cuts uses where the branch ends that makes them; behind it stands one
/// use for what the branch that leaves more behind leaves.
std::vector<Use> Estimator::separateBranches(const std::vector<Use> &uses) const {
  std::vector<Use> result;
  llvm::DenseMap<Block *, std::vector<Use>> made;
  auto add = [&](const Use &use) {
    Block *branch = getBranch(use.op, use.first);
    (branch ? made[branch] : result).push_back(use);
  };
  for (const Use &use : uses)
    add(use);
  if (made.empty())
    return result;
  llvm::SmallVector<IfOp> ifs;
  function.walk([&](IfOp op) { ifs.push_back(op); });
  // The walk comes to inner ones first.
  for (IfOp op : ifs) {
    unsigned behind = lifetimes.getEnd(op) + 1;
    llvm::SmallVector<std::vector<Use>, 2> left;
    llvm::SmallVector<unsigned> times;
    for (Region &region : op->getRegions())
      for (Block &block : region) {
        unsigned end = lifetimes.getEnd(block.getTerminator());
        std::vector<Use> &uses = left.emplace_back();
        for (Use &use : made[&block]) {
          if (use.last >= behind) {
            uses.push_back(use);
            llvm::append_values(times, std::max(use.first, behind), use.last + 1);
          }
          use.last = std::min(use.last, end);
          if (use.first <= use.last)
            result.push_back(use);
        }
      }
    llvm::sort(times);
    times.erase(llvm::unique(times), times.end());
    for (size_t i = 0; i + 1 < times.size(); ++i) {
      llvm::SmallVector<sym::ExprAttr> amounts;
      std::optional<int64_t> number = 0;
      for (const std::vector<Use> &uses : left) {
        if (uses.empty())
          continue;
        sym::ExprAttr bytes = sym::ExprAttr::getConstant(context, 0);
        std::vector<rt::ArenaBlock> blocks;
        bool known = true;
        for (const Use &use : uses)
          if (use.first <= times[i] && times[i] <= use.last) {
            bytes = sum(bytes, 1, use.bytes);
            known &= use.number.has_value();
            blocks.push_back({use.number.value_or(0), 0, 0});
          }
        amounts.push_back(bytes);
        std::optional<int64_t> all = known ? rt::getPeakBytes(blocks) : std::nullopt;
        number = number && all ? std::optional(std::max(*number, *all)) : std::nullopt;
      }
      add({largestOf(amounts, number).bytes, number, times[i], times[i + 1] - 1, op});
    }
  }
  return result;
}

/// The most at one time, on the worst path through branches.
Amount Estimator::peakOf(const std::vector<Use> &all) const {
  llvm::MapVector<sym::ExprAttr, unsigned> sizes;
  std::map<unsigned, llvm::SmallVector<std::pair<unsigned, int>>> changes;
  std::vector<rt::ArenaBlock> blocks;
  bool known = true;
  for (const Use &use : separateBranches(all)) {
    unsigned size = sizes.try_emplace(use.bytes, sizes.size()).first->second;
    changes[use.first].push_back({size, 1});
    changes[use.last + 1].push_back({size, -1});
    known &= use.number.has_value();
    blocks.push_back({use.number.value_or(0), use.first, use.last});
  }
  Amount amount;
  if (known)
    amount.number = rt::getPeakBytes(blocks);
  // How often each size is in use, at the times where that is not covered by another time.
  std::vector<int64_t> current(sizes.size(), 0);
  std::vector<std::vector<int64_t>> candidates;
  bool complete = true;
  auto covers = [](llvm::ArrayRef<int64_t> a, llvm::ArrayRef<int64_t> b) {
    return llvm::all_of(llvm::zip_equal(a, b), [](auto pair) { return std::get<0>(pair) >= std::get<1>(pair); });
  };
  for (const auto &[time, list] : changes) {
    bool grows = false;
    for (auto [size, change] : list) {
      current[size] += change;
      grows |= change > 0;
    }
    if (!grows || llvm::any_of(candidates, [&](const auto &other) { return covers(other, current); }))
      continue;
    llvm::erase_if(candidates, [&](const auto &other) { return covers(current, other); });
    if (candidates.size() < kMaxCandidates)
      candidates.push_back(current);
    else
      complete = false;
  }
  llvm::SmallVector<sym::ExprAttr> amounts;
  for (const std::vector<int64_t> &candidate : candidates) {
    sym::ExprAttr live = sym::ExprAttr::getConstant(context, 0);
    for (auto [size, number] : sizes)
      if (candidate[number] != 0)
        live = sum(live, candidate[number], size);
    amounts.push_back(live);
  }
  amount = largestOf(amounts, amount.number);
  amount.isLower = !complete;
  return amount;
}

Amount Estimator::largestOf(llvm::ArrayRef<sym::ExprAttr> amounts, std::optional<int64_t> number) const {
  sym::ExprAttr largest = amounts.empty() ? sym::ExprAttr::getConstant(context, 0) : amounts.front();
  for (sym::ExprAttr amount : amounts) {
    FailureOr<sym::ExprAttr> larger = largest && amount ? sym::max(largest, amount) : FailureOr<sym::ExprAttr>(failure());
    if (failed(larger))
      return {{}, number};
    largest = *larger;
  }
  return {largest, number};
}

/// What is in use inside of the callees while calls run, in the symbols of this function.
std::vector<Use> Estimator::getCallUses(Amount Estimate::*amount) const {
  std::vector<Use> uses;
  for (auto [call, callee] : calls) {
    const Amount &inside = estimates.find(callee)->second.*amount;
    if (inside.bytes && inside.bytes.getConstantValue() == 0)
      continue;
    SignatureMatch match(nullptr);
    bool matches = inside.bytes != nullptr;
    for (auto [parameter, operand] : llvm::zip_equal(callee.getArgumentTypes(), call.getOperandTypes()))
      matches = matches && succeeded(match.addEqual(parameter, operand, "operand"));
    llvm::SmallVector<ShapeCondition> conditions;
    matches = matches && succeeded(match.solve(&conditions));
    sym::ExprAttr bytes;
    if (matches) {
      // A symbol of the callee that its signature does not define means something else here.
      llvm::SetVector<StringAttr> symbols;
      inside.bytes.collectSymbols(symbols);
      bool bound = llvm::all_of(symbols, [&](StringAttr symbol) { return match.getBindings().lookup(symbol) != nullptr; });
      FailureOr<sym::ExprAttr> actual = bound ? sym::substitute(inside.bytes, match.getBindings()) : FailureOr<sym::ExprAttr>(failure());
      bytes = succeeded(actual) ? *actual : sym::ExprAttr();
    }
    unsigned time = lifetimes.getTime(call);
    uses.push_back({bytes, bytes && bytes == inside.bytes ? inside.number : valueOf(bytes), time, time, call});
  }
  return uses;
}

/// The largest workspace of the kernels that the function and its callees call: each is there while its call runs. A parallel loop has one for each thread,
/// of which one counts.
Amount Estimator::workspaceOf() {
  llvm::MapVector<sym::ExprAttr, unsigned> sizes;
  std::optional<int64_t> number = 0;
  SymbolTableCollection symbolTable;
  llvm::DenseMap<Operation *, sym::ExprAttr> workspaces;
  function.walk([&](CallDestinationOp call) {
    auto kernel = call.getKernelAttr() ? symbolTable.lookupNearestSymbolFrom<tir::PrimFuncOp>(call, call.getKernelAttr()) : tir::PrimFuncOp();
    if (!kernel)
      return;
    auto [entry, isNew] = workspaces.try_emplace(kernel);
    if (isNew) {
      entry->second = sym::ExprAttr::getConstant(context, 0);
      for (const Workspace &workspace : getWorkspaces(kernel))
        entry->second = sum(entry->second, 1, workspace.bytes);
    }
    sym::ExprAttr bytes = entry->second;
    if (bytes && bytes.getConstantValue() == 0)
      return;
    FailureOr<sym::ExprAttr> actual = bytes ? sym::substitute(bytes, getKernelBindings(call, kernel)) : FailureOr<sym::ExprAttr>(failure());
    bytes = succeeded(actual) ? *actual : sym::ExprAttr();
    sizes.try_emplace(bytes, sizes.size());
    std::optional<int64_t> value = valueOf(bytes);
    number = number && value ? std::optional(std::max(*number, *value)) : std::nullopt;
  });
  for (const Use &use : getCallUses(&Estimate::workspace)) {
    sizes.try_emplace(use.bytes, sizes.size());
    number = number && use.number ? std::optional(std::max(*number, *use.number)) : std::nullopt;
  }
  llvm::SmallVector<sym::ExprAttr> amounts;
  for (auto [size, index] : sizes)
    if (index < kMaxCandidates)
      amounts.push_back(size);
  Amount amount = largestOf(amounts, number);
  amount.isLower = sizes.size() > kMaxCandidates;
  return amount;
}

/// Of an arena that is planned at run time: the most that is in use at one time, as a formula, since a plan takes no less.
Amount Estimator::arenaOf(AllocArenaOp arena, bool &atRunTime) const {
  llvm::ArrayRef<int64_t> words = arena.getBlocks();
  llvm::ArrayRef<int64_t> kept = arena.getKept().value_or(llvm::ArrayRef<int64_t>());
  // The verifier saw that the end of each kept block is a number.
  if (std::optional<int64_t> bytes = arena.getBytes()) {
    for (int64_t block : kept)
      *bytes += *rt::roundArenaBytes(words[2 * block + 1]);
    return {sym::ExprAttr::getConstant(context, *bytes), *bytes};
  }
  llvm::SmallVector<sym::ExprAttr> sizes;
  for (Value size : arena.getSizes())
    sizes.push_back(cast<sym::IntType>(size.getType()).getExpr());
  std::vector<rt::ArenaBlock> blocks;
  llvm::SmallVector<sym::ExprAttr> all;
  std::vector<Use> uses;
  bool known = true, together = true;
  for (size_t i = 0; i != words.size(); i += 3) {
    sym::ExprAttr size = sizes[words[i]];
    std::optional<int64_t> bytes = valueOf(size);
    known &= bytes.has_value();
    together &= words[i + 1] == words[1] && words[i + 2] == words[2];
    blocks.push_back({bytes.value_or(0), words[i + 1], words[i + 2]});
    all.push_back(size);
    // Of no branch: it has times of its own.
    uses.push_back({size, bytes, static_cast<unsigned>(words[i + 1]), static_cast<unsigned>(words[i + 2]),
                    function.getBody().front().getTerminator()});
  }
  for (int64_t block : kept)
    blocks[block].kept = true;
  Amount amount = together ? sumOf(all) : peakOf(uses);
  atRunTime |= !together;
  amount.number = std::nullopt;
  if (known)
    if (std::optional<rt::ArenaPlan> plan = rt::planArena(blocks))
      amount.number = plan->isWasteful() ? plan->peakBytes : plan->bytes + plan->keptBytes;
  return amount;
}

Estimate Estimator::run() {
  Estimate estimate;
  std::vector<Use> held, others, arenas, alone = getCallUses(&Estimate::alone);
  llvm::SmallVector<sym::ExprAttr> sizes;
  unsigned end = lifetimes.getEnd(function);
  // The last time at which something is kept in an arena.
  llvm::DenseMap<Value, unsigned> keptUntil;
  for (const TensorLifetime &lifetime : lifetimes.get()) {
    Operation *op = lifetime.tensor.getDefiningOp();
    std::optional<int64_t> number = valueOf(lifetime.bytes);
    sizes.push_back(lifetime.bytes);
    if (lifetime.firstHeld <= lifetime.lastHeld)
      held.push_back({lifetime.bytes, number, lifetime.firstHeld, lifetime.lastHeld, op});
    if (auto tensor = dyn_cast<ArenaTensorOp>(op)) {
      if (tensor.getKept())
        keptUntil[tensor.getArena()] = std::max(keptUntil.lookup(tensor.getArena()), lifetime.last);
    } else {
      others.push_back({lifetime.bytes, number, lifetime.first, lifetime.last, op});
    }
  }
  estimate.alone = sumOf(sizes);
  for (const Use &use : alone) {
    estimate.alone.bytes = sum(estimate.alone.bytes, 1, use.bytes);
    int64_t total;
    bool known = estimate.alone.number && use.number && !__builtin_add_overflow(*estimate.alone.number, *use.number, &total);
    estimate.alone.number = known ? std::optional(total) : std::nullopt;
  }
  llvm::append_range(held, getCallUses(&Estimate::bound));
  estimate.bound = peakOf(held);
  llvm::append_range(others, getCallUses(&Estimate::planned));
  bool atRunTime = false;
  function.walk([&](AllocArenaOp arena) {
    Amount amount = arenaOf(arena, atRunTime);
    unsigned killed = keptUntil.lookup(arena.getResult());
    bool isKilled = false;
    for (Operation *user : arena.getResult().getUsers())
      if (isa<KillOp>(user)) {
        killed = std::max(killed, lifetimes.getTime(user));
        isKilled = true;
      }
    arenas.push_back({amount.bytes, amount.number, lifetimes.getTime(arena), isKilled ? killed : end, arena});
  });
  estimate.plannedText = peakOf(others).str();
  if (!arenas.empty())
    estimate.plannedText = "arenas " + peakOf(arenas).str() + (atRunTime ? " or more (planned at run time)" : "") + ", others " +
                           estimate.plannedText;
  llvm::append_range(others, arenas);
  estimate.planned = peakOf(others);
  estimate.workspace = workspaceOf();
  return estimate;
}

void report(FuncOp function, const Estimate &estimate, bool withNumbers) {
  InFlightDiagnostic diagnostic = function.emitRemark("peak memory of the tensors of @") << function.getSymName()
                                                                                       << ", in bytes";
  auto note = [&](llvm::StringRef what, llvm::StringRef formula, std::optional<int64_t> number) {
    Diagnostic &text = diagnostic.attachNote(function.getLoc());
    text << what << formula;
    if (!withNumbers || formula == std::to_string(number.value_or(-1)))
      return;
    if (number)
      text << " = " << *number;
    else
      text << " (a symbol of it has no value)";
  };
  note("each tensor by itself: ", estimate.alone.str(), estimate.alone.number);
  note("as planned: ", estimate.plannedText, estimate.planned.number);
  note("lower bound: ", estimate.bound.str(), estimate.bound.number);
  if (estimate.workspace.str() != "0")
    note("beside it, the largest workspace of a kernel: ", estimate.workspace.str(), estimate.workspace.number);
  // For tools; a run with other values of symbols writes it anew.
  Builder builder(function.getContext());
  auto entry = [&](llvm::StringRef name, llvm::StringRef text, std::optional<int64_t> number) {
    return builder.getNamedAttr(name, withNumbers && number ? Attribute(builder.getI64IntegerAttr(*number))
                                                            : builder.getStringAttr(text));
  };
  function->setAttr("relax.peak_memory", builder.getDictionaryAttr({entry("alone", estimate.alone.str(), estimate.alone.number),
                                                                    entry("lower_bound", estimate.bound.str(), estimate.bound.number),
                                                                    entry("planned", estimate.plannedText, estimate.planned.number),
                                                                    entry("workspace", estimate.workspace.str(), estimate.workspace.number)}));
}

struct EstimateMemory : mlir::relax::impl::EstimateMemoryBase<EstimateMemory> {
  using Base::Base;

  void runOnOperation() override {
    Dims values;
    for (const std::string &text : dims) {
      auto [name, value] = StringRef(text).rsplit('=');
      int64_t number;
      if (name.empty() || value.getAsInteger(10, number) || number < 0) {
        getOperation()->emitError("dims must be NAME=VALUE with a whole number, got '") << text << "'";
        return signalPassFailure();
      }
      values[StringAttr::get(&getContext(), name)] = number;
    }
    llvm::SmallVector<FuncOp> functions;
    llvm::DenseSet<Operation *> known;
    getOperation()->walk<WalkOrder::PreOrder>([&](Operation *op) {
      auto function = dyn_cast<FuncOp>(op);
      if (!function)
        return WalkResult::advance();
      if (!function.isExternal() && function->hasAttr(FuncOp::kMemoryAttr)) {
        functions.push_back(function);
        known.insert(function);
      }
      return WalkResult::skip();
    });
    // A pass over one function must not look at others.
    if (isa<FuncOp>(getOperation()))
      known.clear();
    Estimates estimates;
    estimateCalleesFirst(functions, known, values, estimates);
    for (FuncOp function : functions)
      report(function, estimates.find(function)->second, !dims.empty());
    numFunctions += functions.size();
  }

private:
  /// Callees before callers; a call that leads back to its function does not count.
  void estimateCalleesFirst(llvm::ArrayRef<FuncOp> functions, const llvm::DenseSet<Operation *> &known, const Dims &values,
                            Estimates &estimates) {
    struct Visit {
      FuncOp function;
      Calls calls;
      size_t next = 0;
    };
    SymbolTableCollection symbolTable;
    llvm::DenseSet<Operation *> seen;
    std::vector<Visit> stack;
    auto push = [&](FuncOp function) {
      if (!seen.insert(function).second)
        return;
      Visit &visit = stack.emplace_back();
      visit.function = function;
      if (known.empty())
        return;
      function.walk([&](CallOp call) {
        auto callee = symbolTable.lookupNearestSymbolFrom<FuncOp>(call, call.getCalleeAttr());
        if (callee && known.contains(callee))
          visit.calls.push_back({call, callee});
      });
    };
    for (FuncOp root : functions) {
      push(root);
      while (!stack.empty()) {
        Visit &visit = stack.back();
        if (visit.next != visit.calls.size()) {
          push(visit.calls[visit.next++].second);
          continue;
        }
        llvm::erase_if(visit.calls, [&](const auto &call) { return !estimates.contains(call.second); });
        Estimate estimate = Estimator(visit.function, values, visit.calls, estimates).run();
        estimates[visit.function] = std::move(estimate);
        stack.pop_back();
      }
    }
  }
};

} // namespace
