//===- LazyTransformParams.cpp - weights on demand ------------------------===//
//
// The body is put in order first: one result after the other, each right behind what it is made from, and results that
// share weights next to each other. Then each weight is fetched in front of its first use, and each result handed over
// behind its definition; references end with their last use as everywhere (relax-kill-after-last-use).
//
// Symbols were defined by the signature. Now the first weight that has one bare defines it, and a weight whose type
// mentions another one's symbol is cast together with its integer, which is how a cast knows it.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/Relax.h"
#include "dialects/sym/Sym.h"
#include "dialects/sym/SymbolScope.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Transforms/RegionUtils.h"
#include "transforms/relax/binding/Passes.h"
#include "transforms/relax/cleanup/PrivateCalls.h"
#include "llvm/ADT/EquivalenceClasses.h"
#include "llvm/Support/DebugLog.h"

#define DEBUG_TYPE "relax-lazy-transform-params"

namespace mlir::relax {
#define GEN_PASS_DEF_LAZYTRANSFORMPARAMS
#include "transforms/relax/binding/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;

namespace {

/// What the options say.
struct Accessors {
  std::string getItem, setItem;
  bool closures;
};

/// All values that an op and its regions use, from outside of it.
llvm::SetVector<Value> getUsedValues(Operation *op) {
  llvm::SetVector<Value> used(op->operand_begin(), op->operand_end());
  getUsedValuesDefinedAbove(op->getRegions(), used);
  return used;
}

/// One function whose weights are fetched, or whose results are handed over, or both.
class LazyFunction {
public:
  LazyFunction(FuncOp function, const Accessors &accessors)
      : function(function), accessors(accessors), body(function.getBody().front()), builder(body.getTerminator()) {
    unsigned numInput = function.getNumInput().value_or(0);
    if (!accessors.getItem.empty())
      llvm::append_range(weights, function.getArguments().drop_front(numInput));
    if (!accessors.setItem.empty())
      for (auto [index, value] : llvm::enumerate(body.getTerminator()->getOperands()))
        outputs[value].push_back(index);
  }

  bool hasWork() const { return !weights.empty() || !outputs.empty(); }

  /// Whether the body can do without what the signature says. False, with the reason in `why`, where it cannot.
  bool isPossible(std::string &why);

  /// Rewrites the function.
  void rewrite();

  unsigned getNumWeights() const { return fetched.size(); }
  unsigned getNumOutputs() const { return numHanded; }

private:
  bool isWeight(Value value) const {
    auto argument = dyn_cast<BlockArgument>(value);
    return argument && argument.getOwner() == &body && !weights.empty() &&
           argument.getArgNumber() >= weights.front().getArgNumber();
  }

  void dissolveDataflow();
  llvm::SmallVector<Operation *> getOrder();
  llvm::SmallVector<Value> getOutputOrder();
  void require(Value value);
  void define(StringAttr symbol);
  void fetch(BlockArgument weight);
  void handOver(Value value);
  void addClosures();
  void finishSignature();

  /// The symbols that `weight` mentions and does not have bare: another weight defines them.
  llvm::SmallVector<StringAttr> getForeignSymbols(BlockArgument weight) const {
    llvm::SetVector<StringAttr> used;
    sym::collectSymbols(weight.getType(), used);
    llvm::SmallVector<StringAttr> foreign;
    for (StringAttr symbol : used)
      if (BlockArgument definer = definers.lookup(symbol); definer && definer != weight)
        foreign.push_back(symbol);
    return foreign;
  }

  FuncOp function;
  const Accessors &accessors;
  Block &body;
  OpBuilder builder;
  llvm::SmallVector<BlockArgument> weights;
  /// The places of each result.
  llvm::MapVector<Value, llvm::SmallVector<int64_t>> outputs;
  /// The first weight that has a symbol bare, for the symbols that no parameter which stays defines.
  llvm::DenseMap<StringAttr, BlockArgument> definers;
  /// The integers of symbols that are defined so far.
  llvm::DenseMap<StringAttr, Value> sizes;
  llvm::DenseMap<Value, Value> fetched;
  Value getClosure, setClosure;
  unsigned numHanded = 0;
};

bool LazyFunction::isPossible(std::string &why) {
  llvm::SetVector<StringAttr> staying;
  for (BlockArgument argument : function.getArguments())
    if (!isWeight(argument))
      collectBareSymbols(argument.getType(), staying);
  llvm::SetVector<StringAttr> symbols;
  for (BlockArgument weight : weights) {
    if (!isReferenceType(weight.getType())) {
      why = "a weight is a scalar, which get_item does not return";
      return false;
    }
    llvm::SetVector<StringAttr> bare;
    collectBareSymbols(weight.getType(), bare);
    for (StringAttr symbol : bare)
      if (!staying.contains(symbol))
        definers.try_emplace(symbol, weight);
  }
  // A weight is fetched behind those that define its symbols: that must have an end.
  llvm::DenseMap<BlockArgument, unsigned> state;
  for (BlockArgument root : weights) {
    llvm::SmallVector<std::pair<BlockArgument, bool>> stack = {{root, false}};
    while (!stack.empty()) {
      auto [weight, done] = stack.pop_back_val();
      if (done) {
        state[weight] = 2;
        continue;
      }
      if (state.lookup(weight) != 0) {
        if (state.lookup(weight) == 1) {
          why = "sizes of weights follow from each other";
          return false;
        }
        continue;
      }
      state[weight] = 1;
      stack.push_back({weight, true});
      for (StringAttr symbol : getForeignSymbols(weight))
        if (BlockArgument definer = definers.lookup(symbol); state.lookup(definer) != 2)
          stack.push_back({definer, false});
    }
  }
  // Where the signature alone licenses a symbol, `sym.value` can be told it by an operand, and nothing else can.
  bool possible = true;
  function.getBody().walk([&](Operation *op) {
    if (isa<sym::ValueOp, sym::AssumeOp>(op) || op->getNumRegions() != 0)
      return;
    llvm::SetVector<StringAttr> licensed;
    for (Value operand : op->getOperands())
      sym::collectSymbols(operand.getType(), licensed);
    for (Type type : op->getResultTypes()) {
      llvm::SetVector<StringAttr> used;
      sym::collectSymbols(type, used);
      for (StringAttr symbol : used)
        if (definers.count(symbol) && !licensed.contains(symbol)) {
          why = "'" + op->getName().getStringRef().str() + "' mentions size '" + symbol.str() +
                "', which no operand tells";
          possible = false;
        }
    }
  });
  if (accessors.setItem.empty() && !weights.empty())
    for (Type type : function.getResultTypes()) {
      llvm::SetVector<StringAttr> used;
      sym::collectSymbols(type, used);
      if (llvm::any_of(used, [&](StringAttr symbol) { return definers.count(symbol); }) && !closeType(type)) {
        why = "a result is a size that only a weight tells";
        return false;
      }
    }
  return possible;
}

/// What the function computes has no effects and is only there for its results.
void LazyFunction::dissolveDataflow() {
  function.getBody().walk([&](DataflowOp dataflow) {
    Block &inner = dataflow.getBody().front();
    Operation *output = inner.getTerminator();
    dataflow->getBlock()->getOperations().splice(dataflow->getIterator(), inner.getOperations(), inner.begin(),
                                                 output->getIterator());
    for (auto [old, value] : llvm::zip_equal(dataflow->getResults(), output->getOperands()))
      if (auto places = outputs.find(old); places != outputs.end()) {
        llvm::SmallVector<int64_t> moved = places->second;
        llvm::append_range(outputs[value], moved);
        outputs.erase(old);
      }
    dataflow->replaceAllUsesWith(output->getOperands());
    dataflow->erase();
  });
}

/// Results that share a weight, also through others, stand next to each other; otherwise their order is kept.
llvm::SmallVector<Value> LazyFunction::getOutputOrder() {
  llvm::SmallVector<Value> results(body.getTerminator()->getOperands());
  // A set of values that meet in some op: what two sets have in common are weights, or follow from them.
  llvm::EquivalenceClasses<void *> groups;
  auto isShared = [&](Value value) {
    Operation *op = value.getDefiningOp();
    return op ? op->getNumOperands() != 0 || op->getNumRegions() != 0 : isWeight(value);
  };
  for (Operation &op : body.without_terminator())
    for (Value operand : getUsedValues(&op))
      if (isShared(operand))
        for (Value result : op.getResults())
          groups.unionSets(operand.getAsOpaquePointer(), result.getAsOpaquePointer());
  llvm::MapVector<void *, llvm::SmallVector<Value>> ordered;
  for (Value result : results) {
    auto group = groups.findLeader(result.getAsOpaquePointer());
    ordered[group == groups.member_end() ? result.getAsOpaquePointer() : *group].push_back(result);
  }
  llvm::SmallVector<Value> order;
  for (auto &[group, values] : ordered)
    llvm::append_range(order, values);
  return order;
}

/// The ops in the order in which they will stand. Those that no result needs are left out, unless they have effects:
/// then all stay as they are.
llvm::SmallVector<Operation *> LazyFunction::getOrder() {
  llvm::SmallVector<Operation *> order;
  if (llvm::any_of(body.without_terminator(), [](Operation &op) { return !isMemoryEffectFree(&op); })) {
    for (Operation &op : body.without_terminator())
      order.push_back(&op);
    return order;
  }
  llvm::DenseSet<Operation *> seen;
  for (Value output : getOutputOrder()) {
    llvm::SmallVector<std::pair<Operation *, bool>> stack = {{output.getDefiningOp(), false}};
    while (!stack.empty()) {
      auto [op, done] = stack.pop_back_val();
      if (!op)
        continue;
      if (done) {
        order.push_back(op);
        continue;
      }
      if (!seen.insert(op).second)
        continue;
      stack.push_back({op, true});
      // The first operand comes first.
      llvm::SetVector<Value> operands = getUsedValues(op);
      for (Value used : llvm::reverse(operands.getArrayRef()))
        if (Operation *source = used.getDefiningOp(); source && source->getBlock() == &body)
          stack.push_back({source, false});
    }
  }
  llvm::SmallVector<Operation *> unused;
  for (Operation &op : body.without_terminator())
    if (!seen.contains(&op))
      unused.push_back(&op);
  for (Operation *op : llvm::reverse(unused))
    op->erase();
  return order;
}

/// Fetches a weight, with those that define its symbols in front of it.
void LazyFunction::fetch(BlockArgument root) {
  llvm::SmallVector<BlockArgument> stack = {root};
  while (!stack.empty()) {
    BlockArgument weight = stack.back();
    bool ready = true;
    for (StringAttr symbol : getForeignSymbols(weight))
      if (!sizes.count(symbol)) {
        stack.push_back(definers.lookup(symbol));
        ready = false;
        break;
      }
    if (!ready)
      continue;
    stack.pop_back();
    if (fetched.count(weight))
      continue;

    Location loc = weight.getLoc();
    unsigned index = weight.getArgNumber();
    std::string name = function.getArgName(index).str();
    if (name.empty())
      name = "arg" + std::to_string(index);
    int64_t number = index - weights.front().getArgNumber();
    Value item = arith::ConstantOp::create(builder, loc, builder.getI64IntegerAttr(number));
    auto bytes =
        RankedTensorType::get({static_cast<int64_t>(name.size())}, builder.getIntegerType(8, /*isSigned=*/false));
    Value text = ConstantOp::create(
        builder, loc, DenseElementsAttr::getFromRawBuffer(bytes, llvm::ArrayRef<char>(name.data(), name.size())));
    Type object = ObjectType::get(builder.getContext());
    Value value;
    if (getClosure) {
      Type unknown = cast<CallableType>(getClosure.getType()).getInputs()[1];
      text = ForgetOp::create(builder, loc, unknown, text);
      value =
          InvokeClosureOp::create(builder, loc, TypeRange(object), getClosure, ValueRange{item, text})->getResult(0);
    } else {
      value = CallPackedOp::create(builder, loc, TypeRange(object), builder.getStringAttr(accessors.getItem),
                                   ValueRange{item, text}, builder.getDenseI64ArrayAttr({}))
                  ->getResult(0);
    }

    // What it defines, and what it is compared with.
    llvm::SetVector<StringAttr> used;
    sym::collectSymbols(weight.getType(), used);
    llvm::SmallVector<StringAttr> fresh;
    llvm::SmallVector<Value> known;
    for (StringAttr symbol : used) {
      if (definers.lookup(symbol) == weight)
        fresh.push_back(symbol);
      else if (Value size = sizes.lookup(symbol))
        known.push_back(size);
    }
    Type type = weight.getType();
    if (!known.empty()) {
      known.push_back(value);
      value = TupleOp::create(builder, loc, known);
      llvm::SmallVector<Type> fields(ValueRange(known).drop_back().getTypes());
      fields.push_back(type);
      type = TupleType::get(builder.getContext(), fields);
    }
    if (type != value.getType()) {
      auto cast = MatchCastOp::create(builder, loc, type, value, fresh);
      value = cast.getResult();
      for (StringAttr symbol : fresh)
        sizes[symbol] = cast.getSize(symbol);
    }
    if (!known.empty())
      value = TupleGetItemOp::create(builder, loc, weight.getType(), value, known.size() - 1);
    fetched[weight] = value;
    handOver(weight);
  }
}

void LazyFunction::require(Value value) {
  if (isWeight(value) && !fetched.count(value))
    fetch(cast<BlockArgument>(value));
}

void LazyFunction::define(StringAttr symbol) {
  if (BlockArgument definer = definers.lookup(symbol); definer && !sizes.count(symbol))
    fetch(definer);
}

/// Hands a value over, in all its places.
void LazyFunction::handOver(Value value) {
  auto places = outputs.find(value);
  if (places == outputs.end())
    return;
  Value item = fetched.count(value) ? fetched.lookup(value) : value;
  Location loc = body.getTerminator()->getLoc();
  for (int64_t place : places->second) {
    Value number = arith::ConstantOp::create(builder, loc, builder.getI64IntegerAttr(place));
    if (setClosure) {
      Type object = ObjectType::get(builder.getContext());
      Value weak = item.getType() == object ? item : ForgetOp::create(builder, loc, object, item).getResult();
      InvokeClosureOp::create(builder, loc, TypeRange(), setClosure, ValueRange{number, weak});
    } else {
      CallPackedOp::create(builder, loc, TypeRange(), builder.getStringAttr(accessors.setItem),
                           ValueRange{number, item}, builder.getDenseI64ArrayAttr({}));
    }
    ++numHanded;
  }
}

/// The closures are the first parameters, and inputs.
void LazyFunction::addClosures() {
  if (!accessors.closures)
    return;
  MLIRContext *context = function.getContext();
  Type object = ObjectType::get(context), number = builder.getI64Type();
  auto byte = RankedTensorType::get({1}, builder.getIntegerType(8, /*isSigned=*/false));
  Type bytes = relax::TensorType::getFromBuiltin(byte).cloneWithShape({sym::ExprAttr()});
  unsigned count = 0;
  auto add = [&](llvm::StringRef name, FunctionType signature) -> Value {
    NamedAttribute attr(StringAttr::get(context, FuncOp::kNameAttr), getFreshParameterName(function, name));
    (void)function.insertArgument(count, CallableType::get(signature), DictionaryAttr::get(context, attr),
                                  function.getLoc());
    return function.getArgument(count++);
  };
  if (!weights.empty())
    getClosure = add(accessors.getItem, builder.getFunctionType({number, bytes}, {object}));
  if (!outputs.empty())
    setClosure = add(accessors.setItem, builder.getFunctionType({number, object}, {}));
  if (count != 0)
    function.setNumInput(function.getNumInput().value_or(0) + count);
}

void LazyFunction::rewrite() {
  dissolveDataflow();
  llvm::SmallVector<Operation *> order = getOrder();
  addClosures();
  for (Operation *op : order) {
    for (Value used : getUsedValues(op))
      require(used);
    // A size that the signature told.
    op->walk([&](Operation *inner) {
      if (!isa<sym::ValueOp, sym::AssumeOp>(inner))
        return;
      llvm::SetVector<StringAttr> mentioned, licensed;
      sym::collectUsedSymbols(inner, mentioned);
      for (Value source : inner->getOperands())
        sym::collectSymbols(source.getType(), licensed);
      for (StringAttr symbol : mentioned) {
        define(symbol);
        if (Value size = sizes.lookup(symbol); size && !licensed.contains(symbol))
          inner->insertOperands(inner->getNumOperands(), size);
      }
    });
    op->moveBefore(body.getTerminator());
    for (Value result : op->getResults())
      handOver(result);
  }
  finishSignature();
}

void LazyFunction::finishSignature() {
  Operation *terminator = body.getTerminator();
  // Results that no op makes: weights as they are, and inputs.
  for (Value value : llvm::to_vector(terminator->getOperands())) {
    if (isWeight(value))
      require(value);
    else if (isa<BlockArgument>(value) && outputs.count(value)) {
      handOver(value);
      outputs.erase(value);
    }
  }
  for (auto &[weight, value] : fetched)
    weight.replaceAllUsesWith(value);
  if (!accessors.setItem.empty()) {
    terminator->setOperands(ValueRange());
    function.removeResAttrsAttr();
  } else {
    // A result type mentions what the signature defines, and `?` for the rest.
    for (OpOperand &result : terminator->getOpOperands()) {
      llvm::SetVector<StringAttr> used;
      sym::collectSymbols(result.get().getType(), used);
      if (llvm::any_of(used, [&](StringAttr symbol) { return definers.count(symbol); }))
        result.set(ForgetOp::create(builder, terminator->getLoc(), closeType(result.get().getType()), result.get()));
    }
  }
  llvm::BitVector erased(function.getNumArguments());
  for (BlockArgument weight : weights)
    erased.set(weight.getArgNumber());
  eraseParameters(function, erased);
  function.setFunctionType(builder.getFunctionType(function.getArgumentTypes(), terminator->getOperandTypes()));
  function.setPure(false);
}

struct LazyTransformParams : relax::impl::LazyTransformParamsBase<LazyTransformParams> {
  using LazyTransformParamsBase::LazyTransformParamsBase;

  void runOnOperation() override {
    ModuleOp module = getOperation();
    llvm::DenseSet<StringAttr> named;
    if (std::optional<SymbolTable::UseRange> uses = SymbolTable::getSymbolUses(&module.getBodyRegion()))
      for (SymbolTable::SymbolUse use : *uses)
        named.insert(use.getSymbolRef().getRootReference());
    for (const std::string &name : functions) {
      auto function = module.lookupSymbol<FuncOp>(name);
      if (function && function.isPublic() && !function.isExternal())
        continue;
      module.emitError() << "functions must be public relax functions with a body, got '" << name << "'";
      return signalPassFailure();
    }
    Accessors accessors{getItem, setItem, closures};
    for (FuncOp function : module.getOps<FuncOp>()) {
      bool chosen = functions.empty() ? function.getNumInput() == std::optional<uint64_t>(0)
                                      : llvm::is_contained(functions, function.getSymName());
      if (!chosen || !function.isPublic() || function.isExternal() || named.contains(function.getSymNameAttr()) ||
          function->hasAttr(FuncOp::kMemoryAttr) || function->hasAttr("relax.shapes_checked"))
        continue;
      LazyFunction lazy(function, accessors);
      std::string why;
      if (!lazy.hasWork())
        continue;
      if (!lazy.isPossible(why)) {
        LDBG() << "skip @" << function.getSymName() << ": " << why;
        ++numSkipped;
        continue;
      }
      lazy.rewrite();
      numFetched += lazy.getNumWeights();
      numHanded += lazy.getNumOutputs();
    }
  }
};

} // namespace
