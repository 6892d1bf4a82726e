//===- LiftTransformParams.cpp - work on weights alone --------------------===//
//
// One walk finds the ops that follow from weights alone; the values that go from them to the rest of the body, and the
// weights that the rest still uses, become results of the transformation and parameters of the function. Sizes that go
// out of reach with a weight are passed beside them.
//
// The walk enters branches and loops. An op there may never run, so it is lifted only if it cannot fail, which is the
// criterion of loop-invariant code motion. Equal ops, such as those of two branches, are lifted once: `same` leads from
// a value to the first that is equal.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/Relax.h"
#include "dialects/sym/Sym.h"
#include "dialects/sym/SymbolScope.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/OperationSupport.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "transforms/relax/binding/Passes.h"
#include "transforms/relax/cleanup/PrivateCalls.h"

namespace mlir::relax {
#define GEN_PASS_DEF_LIFTTRANSFORMPARAMS
#include "transforms/relax/binding/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;

namespace {

/// The type with `?` for each dimension that mentions a symbol beside those of a signature. Null where that cannot be
/// said.
Type weaken(Type type, const llvm::DenseSet<StringAttr> &signature) {
  auto isKnown = [&](auto typeOrExpr) {
    llvm::SetVector<StringAttr> used;
    if constexpr (std::is_same_v<decltype(typeOrExpr), sym::ExprAttr>)
      typeOrExpr.collectSymbols(used);
    else
      sym::collectSymbols(typeOrExpr, used);
    return llvm::all_of(used, [&](StringAttr symbol) { return signature.contains(symbol); });
  };
  if (isKnown(type))
    return type;
  auto tensor = dyn_cast<relax::TensorType>(type);
  if (!tensor)
    return {};
  llvm::SmallVector<sym::ExprAttr> shape(tensor.getShape());
  for (sym::ExprAttr &dim : shape)
    if (dim && !isKnown(dim))
      dim = {};
  return tensor.cloneWithShape(shape);
}

/// The work on weights of one function.
class WeightWork {
public:
  WeightWork(FuncOp function, unsigned numInput) : function(function), numInput(numInput) {}

  /// Finds the ops to lift. False where there are none.
  bool find() {
    llvm::SetVector<StringAttr> symbols;
    for (Type type : function.getArgumentTypes().drop_front(numInput))
      collectBareSymbols(type, symbols);
    known.insert(symbols.begin(), symbols.end());
    // A weight of 2 * n elements does not tell n.
    for (BlockArgument weight : function.getArguments().drop_front(numInput))
      if (weaken(weight.getType(), known) == weight.getType())
        fromWeights.insert(weight);
    function.getBody().walk<WalkOrder::PreOrder>([&](Operation *op) {
      if (isa<IfOp, WhileOp, DataflowOp>(op)) {
        if (!isa<DataflowOp>(op) || conditional.contains(op->getParentOp()))
          conditional.insert(op);
        return WalkResult::advance();
      }
      if (auto output = dyn_cast<OutputOp>(op))
        noteOutputs(output);
      else
        visit(op);
      return op->getNumRegions() == 0 ? WalkResult::advance() : WalkResult::skip();
    });
    // Casts and tuples alone are no work.
    return llvm::any_of(lifted, [](Operation *op) {
      return !isa<TupleOp, TupleGetItemOp, ForgetOp, MatchCastOp, ShapeOfOp, TensorToIntsOp>(op);
    });
  }

  /// Moves them into a function named `name`, which stands behind this one.
  FuncOp lift(llvm::StringRef name);

  unsigned getNumLifted() const { return lifted.size(); }

private:
  /// The first value that is equal.
  Value resolve(Value value) const {
    Value first = same.lookup(value);
    return first ? first : value;
  }

  bool isConstant(Value value) const { return constants.contains(resolve(value).getDefiningOp()); }

  /// What leaves a dataflow region, which runs once, is what it is inside.
  void noteOutputs(OutputOp output) {
    auto dataflow = cast<DataflowOp>(output->getParentOp());
    for (auto [result, value] : llvm::zip_equal(dataflow->getResults(), output->getOperands())) {
      if (!fromWeights.contains(value) && !isConstant(value))
        continue;
      same[result] = resolve(value);
      if (!fromWeights.contains(value))
        continue;
      fromWeights.insert(result);
      exported.push_back(result);
    }
  }

  void visit(Operation *op) {
    if (op->hasTrait<OpTrait::IsTerminator>() || op->getNumRegions() != 0 || op->getNumResults() == 0 ||
        !isMemoryEffectFree(op))
      return;
    bool copied = op->hasTrait<OpTrait::ConstantLike>() || isa<sym::ValueOp, ShapeOp>(op);
    bool depends = false;
    for (Value operand : op->getOperands()) {
      if (!fromWeights.contains(operand) && !isConstant(operand))
        return;
      depends |= fromWeights.contains(operand);
    }
    llvm::SetVector<StringAttr> mentioned;
    for (Type type : op->getResultTypes())
      sym::collectSymbols(type, mentioned);
    llvm::SmallVector<StringAttr> defined;
    if (auto definer = dyn_cast<sym::SymbolDefinerOpInterface>(op))
      if (ArrayAttr names = definer.getDefinedSymbols())
        llvm::append_range(defined, names.getAsRange<StringAttr>());
    if (conditional.contains(op->getParentOp()) && (!isSpeculatable(op) || !defined.empty()))
      return;
    for (StringAttr symbol : mentioned)
      if (!known.contains(symbol) && !llvm::is_contained(defined, symbol))
        return;
    known.insert(defined.begin(), defined.end());
    order.push_back(op);
    noteEqual(op);
    if (!depends || copied) {
      constants.insert(op);
      return;
    }
    lifted.insert(op);
    fromWeights.insert(op->result_begin(), op->result_end());
  }

  /// Looks for an op in front of this one that computes the same.
  void noteEqual(Operation *op) {
    auto hash = [&](Value value) { return hash_value(resolve(value)); };
    llvm::hash_code key = OperationEquivalence::computeHash(op, hash, OperationEquivalence::ignoreHashValue,
                                                            OperationEquivalence::IgnoreLocations);
    llvm::SmallVector<Operation *, 1> &firsts = byHash[static_cast<size_t>(key)];
    for (Operation *first : firsts) {
      if (!OperationEquivalence::isEquivalentTo(
              first, op, [&](Value lhs, Value rhs) { return success(resolve(lhs) == resolve(rhs)); },
              /*markEquivalent=*/nullptr, OperationEquivalence::IgnoreLocations))
        continue;
      for (auto [result, value] : llvm::zip_equal(op->getResults(), first->getResults()))
        same[result] = value;
      repeated.insert(op);
      return;
    }
    firsts.push_back(op);
  }

  bool isLifted(Operation *op) const { return lifted.contains(op); }

  /// Whether an op is left in the function, and so are its operands.
  bool stays(Operation *user) const { return !isLifted(user) && (!constants.contains(user) || staying.contains(user)); }

  /// Whether something that stays uses a value of the transformation. A `sym.value` reads the signature, and what a
  /// dataflow region exports is used by its name outside.
  bool isUsedOutside(Value value) const {
    return llvm::any_of(value.getUses(), [&](OpOperand &use) {
      Operation *user = use.getOwner();
      if (isa<OutputOp>(user) && fromWeights.contains(user->getParentOp()->getResult(use.getOperandNumber())))
        return false;
      return stays(user) && !isa<sym::ValueOp>(user);
    });
  }

  bool isWeight(Value value) const { return isa<BlockArgument>(resolve(value)); }

  void removeExports();

  FuncOp function;
  unsigned numInput;
  /// Weights and what follows from them.
  llvm::DenseSet<Value> fromWeights;
  /// Symbols that weights define.
  llvm::DenseSet<StringAttr> known;
  llvm::DenseSet<Operation *> lifted;
  /// Constants and shapes: copied for the ops that use them.
  llvm::DenseSet<Operation *> constants;
  /// Both, in order of execution.
  llvm::SmallVector<Operation *> order;
  /// Those of the constants that something else uses.
  llvm::DenseSet<Operation *> staying;
  /// Ops with regions inside which an op may not run.
  llvm::DenseSet<Operation *> conditional;
  /// Results of dataflow regions that follow from weights, in order.
  llvm::SmallVector<Value> exported;
  /// From a value to the first that is equal to it, if that is another one.
  llvm::DenseMap<Value, Value> same;
  /// Lifted ops and constants that are equal to another one in front of them; the others by hash.
  llvm::DenseSet<Operation *> repeated;
  llvm::DenseMap<size_t, llvm::SmallVector<Operation *, 1>> byHash;
};

/// Drops the results of dataflow regions that are parameters of the function now.
void WeightWork::removeExports() {
  llvm::SetVector<Operation *> regions;
  for (Value result : exported)
    regions.insert(result.getDefiningOp());
  for (Operation *op : regions) {
    auto dataflow = cast<DataflowOp>(op);
    Operation *output = dataflow.getBody().front().getTerminator();
    llvm::SmallVector<Value> kept;
    llvm::SmallVector<Value> values;
    for (auto [result, value] : llvm::zip_equal(dataflow->getResults(), output->getOperands()))
      if (!fromWeights.contains(result)) {
        kept.push_back(result);
        values.push_back(value);
      }
    output->setOperands(values);
    OpBuilder builder(dataflow);
    auto smaller = DataflowOp::create(builder, dataflow.getLoc(), ValueRange(values).getTypes());
    smaller->setDiscardableAttrs(dataflow->getDiscardableAttrDictionary());
    smaller.getBody().takeBody(dataflow.getBody());
    for (auto [result, value] : llvm::zip_equal(kept, smaller->getResults()))
      result.replaceAllUsesWith(value);
    dataflow->dropAllUses();
    dataflow.erase();
  }
}

FuncOp WeightWork::lift(llvm::StringRef name) {
  MLIRContext *context = function.getContext();
  Location loc = function.getLoc();

  // Shapes and constants that something else uses stay as well. A `sym.value` that stays reads the signature.
  for (Operation *op : llvm::reverse(order))
    if (constants.contains(op) && llvm::any_of(op->getUsers(), [&](Operation *user) { return stays(user); }))
      staying.insert(op);
  // What the rest of the body needs: weights first, then results of lifted ops in order, equal ones once. A size
  // becomes a symbol of the signature.
  llvm::SmallVector<Value> values(function.getArguments().drop_front(numInput));
  for (Operation *op : order)
    if (isLifted(op))
      llvm::append_range(values, op->getResults());
  llvm::append_range(values, exported);
  auto isSize = [&](Value value) { return isa<sym::IntType>(value.getType()) && !isWeight(value); };
  llvm::DenseSet<Value> needed;
  for (Value value : values)
    if (!isSize(value) && isUsedOutside(value))
      needed.insert(resolve(value));
  llvm::SmallVector<Value> handed = llvm::filter_to_vector(values, [&](Value value) { return needed.contains(value); });

  // Symbols that the function still mentions, or whose values its entry compared with inputs, and that no parameter
  // defines any more.
  llvm::SetVector<StringAttr> defined, ofInputs, mentioned, ofWeights;
  for (Type type : function.getArgumentTypes().take_front(numInput))
    collectBareSymbols(type, ofInputs);
  for (Value value : handed)
    collectBareSymbols(value.getType(), defined);
  for (Type type : function.getArgumentTypes().drop_front(numInput))
    collectBareSymbols(type, ofWeights);
  for (Value value : handed)
    sym::collectSymbols(value.getType(), mentioned);
  for (Type type : function.getResultTypes())
    sym::collectSymbols(type, mentioned);
  for (Type type : function.getArgumentTypes().take_front(numInput))
    sym::collectSymbols(type, mentioned);
  function.getBody().walk([&](Operation *op) {
    if (isLifted(op))
      return;
    for (Type type : op->getOperandTypes())
      sym::collectSymbols(type, mentioned);
    for (Type type : op->getResultTypes())
      sym::collectSymbols(type, mentioned);
    if (auto assume = dyn_cast<sym::AssumeOp>(op)) {
      assume.getLhs().collectSymbols(mentioned);
      assume.getRhs().collectSymbols(mentioned);
    }
  });
  llvm::SmallVector<StringAttr> sizes;
  for (StringAttr symbol : known)
    if (!defined.contains(symbol) && mentioned.contains(symbol) &&
        (!ofInputs.contains(symbol) || ofWeights.contains(symbol)))
      sizes.push_back(symbol);
  llvm::sort(sizes, [](StringAttr lhs, StringAttr rhs) { return lhs.getValue() < rhs.getValue(); });

  // The transformation.
  OpBuilder builder(context);
  builder.setInsertionPointAfter(function);
  llvm::DenseSet<StringAttr> signature(ofWeights.begin(), ofWeights.end());
  llvm::SmallVector<Type> weightTypes;
  for (Type type : function.getArgumentTypes().drop_front(numInput))
    weightTypes.push_back(weaken(type, signature));
  if (llvm::is_contained(weightTypes, Type()))
    return {};
  llvm::SmallVector<Type> resultTypes(ValueRange(handed).getTypes());
  for (StringAttr symbol : sizes)
    resultTypes.push_back(sym::IntType::get(sym::ExprAttr::getSymbol(symbol)));
  auto transform = FuncOp::create(builder, loc, name, builder.getFunctionType(weightTypes, {}));
  Block &body = transform.getBody().emplaceBlock();
  IRMapping mapping;
  for (BlockArgument weight : function.getArguments().drop_front(numInput)) {
    mapping.map(weight, body.addArgument(weightTypes[weight.getArgNumber() - numInput], weight.getLoc()));
    if (DictionaryAttr attrs = function.getArgAttrDict(weight.getArgNumber()))
      transform.setArgAttrs(weight.getArgNumber() - numInput, attrs);
  }
  builder.setInsertionPointToEnd(&body);
  llvm::DenseSet<Operation *> used;
  for (Operation *op : llvm::reverse(order))
    if ((isLifted(op) && !repeated.contains(op)) || used.contains(op)) {
      used.insert(op);
      for (Value operand : op->getOperands())
        used.insert(resolve(operand).getDefiningOp());
    }
  for (Operation *op : order)
    if (used.contains(op)) {
      for (Value operand : op->getOperands())
        mapping.map(operand, mapping.lookup(resolve(operand)));
      builder.clone(*op, mapping);
    }
  llvm::SmallVector<Value> results;
  for (Value value : handed)
    results.push_back(mapping.lookup(value));
  for (StringAttr symbol : sizes) {
    llvm::SmallVector<Value> sources;
    for (Operation &op : body)
      if (auto definer = dyn_cast<sym::SymbolDefinerOpInterface>(op))
        if (ArrayAttr names = definer.getDefinedSymbols(); names && llvm::is_contained(names, Attribute(symbol)))
          llvm::append_range(sources, op.getResults());
    FailureOr<Value> size = sym::materialize(builder, loc, sym::ExprAttr::getSymbol(symbol), sources);
    results.push_back(succeeded(size) ? *size : Value());
  }
  // A result type mentions what the signature defines, and `?` for a size that the transformation finds out; the
  // function gives it a name again.
  bool closed = true;
  for (Value &result : results) {
    Type type = result ? weaken(result.getType(), signature) : Type();
    if (!type)
      closed = false;
    else if (type != result.getType())
      result = ForgetOp::create(builder, loc, type, result);
  }
  if (!closed) {
    transform.erase();
    return {};
  }
  ReturnOp::create(builder, loc, results);
  transform.setFunctionType(builder.getFunctionType(weightTypes, ValueRange(results).getTypes()));
  // All that it takes are weights.
  transform.setNumInput(0);

  // The function.
  llvm::SmallVector<std::string> names;
  for (auto [index, value] : llvm::enumerate(handed)) {
    auto argument = dyn_cast<BlockArgument>(value);
    llvm::StringRef old = argument ? function.getArgName(argument.getArgNumber()) : llvm::StringRef();
    names.push_back(!old.empty() ? old.str() : "param_" + std::to_string(index));
  }
  for (StringAttr symbol : sizes)
    names.push_back(symbol.getValue().str());
  unsigned numOld = function.getNumArguments();
  llvm::BitVector erased(numOld + results.size());
  erased.set(numInput, numOld);
  // Old names make room.
  for (unsigned i = numInput; i < numOld; ++i)
    function.removeArgAttr(i, StringAttr::get(context, FuncOp::kNameAttr));
  for (auto [index, text] : llvm::enumerate(names)) {
    StringAttr fresh = getFreshParameterName(function, text);
    NamedAttribute attr(StringAttr::get(context, FuncOp::kNameAttr), fresh);
    transform.setResultAttr(index, FuncOp::kNameAttr, fresh);
    Type type = index < handed.size() ? handed[index].getType() : resultTypes[index];
    (void)function.insertArgument(numOld + index, type, DictionaryAttr::get(context, attr), loc);
  }
  llvm::DenseMap<Value, BlockArgument> arguments;
  for (auto [index, value] : llvm::enumerate(handed))
    arguments[value] = function.getArgument(numOld + index);
  // All symbols that are left are those of the signature now.
  builder.setInsertionPointToStart(&function.getBody().front());
  for (Value value : values) {
    llvm::SetVector<Operation *> readers;
    for (Operation *user : value.getUsers())
      if (isa<sym::ValueOp>(user))
        readers.insert(user);
    for (Operation *reader : readers)
      for (unsigned i = reader->getNumOperands(); i-- > 0;)
        if (reader->getOperand(i) == value)
          reader->eraseOperand(i);
    if (isSize(value) && isUsedOutside(value))
      value.replaceAllUsesWith(sym::ValueOp::create(builder, loc, cast<sym::IntType>(value.getType()).getExpr()));
    else if (BlockArgument argument = arguments.lookup(resolve(value)))
      value.replaceUsesWithIf(argument, [&](OpOperand &use) { return stays(use.getOwner()); });
  }
  removeExports();
  for (Operation *op : llvm::reverse(order))
    if (isLifted(op) || op->use_empty()) {
      op->dropAllUses();
      op->erase();
    }
  eraseParameters(function, erased);
  return transform;
}

struct LiftTransformParams : relax::impl::LiftTransformParamsBase<LiftTransformParams> {
  void runOnOperation() override {
    SymbolTable symbols(getOperation());
    llvm::DenseSet<StringAttr> named;
    if (std::optional<SymbolTable::UseRange> uses = SymbolTable::getSymbolUses(&getOperation().getBodyRegion()))
      for (SymbolTable::SymbolUse use : *uses)
        named.insert(use.getSymbolRef().getRootReference());
    llvm::SmallVector<FuncOp> functions(getOperation().getOps<FuncOp>());
    for (FuncOp function : functions) {
      std::optional<uint64_t> numInput = function.getNumInput();
      if (!function.isPublic() || function.isExternal() || !numInput || *numInput == 0 ||
          *numInput >= function.getNumArguments() || named.contains(function.getSymNameAttr()) ||
          function->hasAttr(FuncOp::kMemoryAttr) || function->hasAttr("relax.shapes_checked"))
        continue;
      WeightWork work(function, *numInput);
      if (!work.find())
        continue;
      unsigned count = work.getNumLifted();
      FuncOp transform = work.lift((function.getSymName() + "_transform_params").str());
      if (!transform)
        continue;
      // Another function may have the name.
      transform->remove();
      symbols.insert(transform, std::next(function->getIterator()));
      numLifted += count;
      ++numFunctions;
    }
  }
};

} // namespace
