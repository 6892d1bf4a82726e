//===- EstimateMemory.cpp - how much memory a function takes --------------===//
//
// Sums over the lifetimes of tensors: of all, of those in use at one time, and of what the arenas of the function take. In bytes, as expressions over the
// symbols of the function, and as numbers where the symbols are given.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/memory/Passes.h"

#include "analysis/memory/TensorLifetimes.h"
#include "dialects/relax/RelaxMemoryOps.h"
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
  std::string formula;
  std::optional<int64_t> number;
};

class Estimator {
public:
  Estimator(FuncOp function, const Dims &dims) : function(function), context(function.getContext()), dims(dims), lifetimes(function) {}

  void report(bool withNumbers);

private:
  std::optional<int64_t> valueOf(sym::ExprAttr expr) const {
    FailureOr<int64_t> value = expr ? sym::evaluate(expr, dims) : FailureOr<int64_t>(failure());
    return succeeded(value) ? std::optional<int64_t>(std::max<int64_t>(*value, 0)) : std::nullopt;
  }
  Amount sumOf(llvm::ArrayRef<sym::ExprAttr> sizes) const;
  using Times = std::pair<unsigned, unsigned>;
  Amount peakOf(llvm::function_ref<std::optional<Times>(const TensorLifetime &)> timesOf) const;
  Amount arenaOf(AllocArenaOp arena) const;
  Amount workspaceOf();
  Amount largestOf(llvm::ArrayRef<sym::ExprAttr> amounts, std::optional<int64_t> number) const;

  FuncOp function;
  MLIRContext *context;
  const Dims &dims;
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

/// Where a size has no expression its text is `?`.
std::string textOf(sym::ExprAttr expr) { return expr ? expr.str() : "?"; }

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
  return {textOf(total), number};
}

/// The most at one time among the tensors that count, each from the first to the second of its times.
Amount Estimator::peakOf(llvm::function_ref<std::optional<Times>(const TensorLifetime &)> timesOf) const {
  llvm::MapVector<sym::ExprAttr, unsigned> sizes;
  std::map<unsigned, llvm::SmallVector<std::pair<unsigned, int>>> changes;
  std::vector<rt::ArenaBlock> blocks;
  bool known = true;
  for (const TensorLifetime &lifetime : lifetimes.get()) {
    std::optional<Times> held = timesOf(lifetime);
    if (!held)
      continue;
    unsigned size = sizes.try_emplace(lifetime.bytes, sizes.size()).first->second;
    changes[held->first].push_back({size, 1});
    changes[held->second + 1].push_back({size, -1});
    std::optional<int64_t> bytes = valueOf(lifetime.bytes);
    known &= bytes.has_value();
    blocks.push_back({bytes.value_or(0), held->first, held->second});
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
  if (!complete)
    amount.formula = "at least " + amount.formula;
  return amount;
}

Amount Estimator::largestOf(llvm::ArrayRef<sym::ExprAttr> amounts, std::optional<int64_t> number) const {
  sym::ExprAttr largest;
  for (sym::ExprAttr amount : amounts) {
    FailureOr<sym::ExprAttr> larger = largest && amount ? sym::max(largest, amount) : FailureOr<sym::ExprAttr>(amount);
    if (!amount || failed(larger))
      return {"?", number};
    largest = *larger;
  }
  return {amounts.empty() ? "0" : textOf(largest), number};
}

/// The largest workspace of the kernels that the function calls: each is there while its call runs. A parallel loop has one for each thread, of which one
/// counts.
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
  llvm::SmallVector<sym::ExprAttr> amounts;
  for (auto [size, index] : sizes)
    if (index < kMaxCandidates)
      amounts.push_back(size);
  Amount amount = largestOf(amounts, number);
  if (sizes.size() > kMaxCandidates)
    amount.formula = "at least " + amount.formula;
  return amount;
}

Amount Estimator::arenaOf(AllocArenaOp arena) const {
  llvm::ArrayRef<int64_t> words = arena.getBlocks();
  llvm::ArrayRef<int64_t> kept = arena.getKept().value_or(llvm::ArrayRef<int64_t>());
  // The verifier saw that the end of each kept block is a number.
  if (std::optional<int64_t> bytes = arena.getBytes()) {
    for (int64_t block : kept)
      *bytes += *rt::roundArenaBytes(words[2 * block + 1]);
    return {std::to_string(*bytes), *bytes};
  }
  llvm::SmallVector<sym::ExprAttr> sizes;
  for (Value size : arena.getSizes())
    sizes.push_back(cast<sym::IntType>(size.getType()).getExpr());
  std::vector<rt::ArenaBlock> blocks;
  llvm::SmallVector<sym::ExprAttr> all;
  bool known = true, together = true;
  for (size_t i = 0; i != words.size(); i += 3) {
    sym::ExprAttr size = sizes[words[i]];
    std::optional<int64_t> bytes = valueOf(size);
    known &= bytes.has_value();
    together &= words[i + 1] == words[1] && words[i + 2] == words[2];
    blocks.push_back({bytes.value_or(0), words[i + 1], words[i + 2]});
    all.push_back(size);
  }
  for (int64_t block : kept)
    blocks[block].kept = true;
  Amount amount;
  if (known)
    if (std::optional<rt::ArenaPlan> plan = rt::planArena(blocks)) {
      // All blocks together fit, so this does not overflow.
      amount.number = plan->bytes;
      for (int64_t block : kept)
        *amount.number += *rt::roundArenaBytes(blocks[block].bytes);
    }
  amount.formula = together ? sumOf(all).formula : "planned at run time";
  return amount;
}

void Estimator::report(bool withNumbers) {
  llvm::SmallVector<sym::ExprAttr> all;
  for (const TensorLifetime &lifetime : lifetimes.get())
    all.push_back(lifetime.bytes);
  auto isInArena = [](const TensorLifetime &lifetime) {
    return isa<ArenaTensorOp>(lifetime.tensor.getDefiningOp());
  };
  Amount alone = sumOf(all);
  Amount bound = peakOf([](const TensorLifetime &lifetime) {
    bool isHeld = lifetime.firstHeld <= lifetime.lastHeld;
    return isHeld ? std::optional(Times(lifetime.firstHeld, lifetime.lastHeld)) : std::nullopt;
  });
  Amount others = peakOf([&](const TensorLifetime &lifetime) {
    return isInArena(lifetime) ? std::nullopt : std::optional(Times(lifetime.first, lifetime.last));
  });
  // Arenas of blocks inside of others may come and go; counted as if all were there.
  std::optional<int64_t> planned = others.number;
  std::string arenas;
  function.walk([&](AllocArenaOp arena) {
    Amount amount = arenaOf(arena);
    int64_t total;
    if (!planned || !amount.number || __builtin_add_overflow(*planned, *amount.number, &total))
      planned = std::nullopt;
    else
      planned = total;
    arenas += (arenas.empty() ? "" : " and ") + amount.formula;
  });

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
  note("each tensor by itself: ", alone.formula, alone.number);
  std::string formula = arenas.empty() ? others.formula : "arenas " + arenas + ", others " + others.formula;
  note("as planned: ", formula, planned);
  note("lower bound: ", bound.formula, bound.number);
  Amount workspace = workspaceOf();
  if (workspace.formula != "0")
    note("beside it, the largest workspace of a kernel: ", workspace.formula, workspace.number);
  // For tools; a run with other values of symbols writes it anew.
  Builder builder(context);
  auto entry = [&](llvm::StringRef name, llvm::StringRef text, std::optional<int64_t> number) {
    return builder.getNamedAttr(name, withNumbers && number ? Attribute(builder.getI64IntegerAttr(*number))
                                                            : builder.getStringAttr(text));
  };
  function->setAttr("relax.peak_memory", builder.getDictionaryAttr({entry("alone", alone.formula, alone.number),
                                                                    entry("lower_bound", bound.formula, bound.number),
                                                                    entry("planned", formula, planned),
                                                                    entry("workspace", workspace.formula, workspace.number)}));
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
    getOperation()->walk<WalkOrder::PreOrder>([&](Operation *op) {
      auto function = dyn_cast<FuncOp>(op);
      if (!function)
        return WalkResult::advance();
      if (!function.isExternal() && function->hasAttr(FuncOp::kMemoryAttr)) {
        Estimator(function, values).report(!dims.empty());
        ++numFunctions;
      }
      return WalkResult::skip();
    });
  }
};

} // namespace
