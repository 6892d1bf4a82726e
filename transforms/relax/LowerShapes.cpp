//===- LowerShapes.cpp - make shape checks explicit -----------------------===//
//
// One walk over each function. `matchType` is the heart: it compares a value with a type, reads the dimensions that define symbols
// and checks the others, for parameters, casts and results of untrusted calls alike. Definitions come first, whatever their order, so that
// `[2 * n], [n]` reads n before it checks 2 * n.
//
//===----------------------------------------------------------------------===//

#include "dialects/interfaces/ShapeConditions.h"
#include "transforms/relax/Passes.h"
#include "transforms/relax/SymbolValues.h"
#include "llvm/ADT/DenseSet.h"

namespace mlir::relax {
#define GEN_PASS_DEF_LOWERSHAPES
#include "transforms/relax/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;

namespace {

constexpr llvm::StringLiteral kDoneAttr = "relax.shapes_checked";

/// The type without dimensions: what `relax.check_type` compares. A tuple keeps its number of fields.
Type eraseDims(Type type) {
  if (auto tensor = dyn_cast<relax::TensorType>(type)) {
    if (!tensor.hasRank())
      return tensor;
    return tensor.cloneWithShape(llvm::SmallVector<sym::ExprAttr>(tensor.getShape().size()));
  }
  if (auto shape = dyn_cast<ShapeType>(type)) {
    if (!shape.hasRank())
      return shape;
    return ShapeType::get(type.getContext(), llvm::SmallVector<sym::ExprAttr>(shape.getShape().size()));
  }
  if (auto tuple = dyn_cast<TupleType>(type)) {
    llvm::SmallVector<Type> fields;
    for (Type field : tuple)
      fields.push_back(eraseDims(field));
    return TupleType::get(type.getContext(), fields);
  }
  if (isa<sym::IntType>(type))
    return IntegerType::get(type.getContext(), 64);
  return type;
}

/// Rank and dimensions of a tensor or shape type; false for other types.
bool getShape(Type type, bool &ranked, llvm::ArrayRef<sym::ExprAttr> &shape) {
  if (auto tensor = dyn_cast<relax::TensorType>(type)) {
    ranked = tensor.hasRank();
    shape = tensor.getShape();
    return true;
  }
  if (auto shapeType = dyn_cast<ShapeType>(type)) {
    ranked = shapeType.hasRank();
    shape = shapeType.getShape();
    return true;
  }
  return false;
}

/// Whether a field of this type has something to read or check.
bool hasChecks(Type type) { return isa<relax::TensorType, ShapeType, TupleType, sym::IntType>(type); }

/// Lowers one function.
class ShapeLowering {
public:
  explicit ShapeLowering(FuncOp function)
      : function(function), symbols(function), builder(function.getContext()),
        ranges(function->getAttrOfType<DictionaryAttr>("sym.ranges")),
        divisors(function->getAttrOfType<DictionaryAttr>("sym.divisible")) {
    for (StringAttr symbol : function.getSizeSymbols())
      sizes.insert(symbol);
  }

  LogicalResult run();

  unsigned numChecks = 0;
  unsigned numConditions = 0;

private:
  /// A comparison that waits until all symbols of the type are read.
  struct Pending {
    Value value;
    int64_t dim;
    sym::ExprAttr expr;
    std::string subject;
  };

  /// Reads symbols and collects the checks that make sure that `value`, known to be `known`, is an `expected`. `fresh` are the symbols
  /// that may be defined; with `byOp`, the reading op has to declare them.
  void matchType(Location loc, Value value, Type known, Type expected, const llvm::DenseSet<StringAttr> &fresh, bool byOp,
                 std::string subject, llvm::SmallVectorImpl<Pending> &pending);
  LogicalResult emitPending(llvm::ArrayRef<Pending> pending, Location loc);

  LogicalResult lowerEntry();
  /// Checks what the function states about the symbol, behind its definition.
  LogicalResult checkFacts(StringAttr name);
  LogicalResult checkDefinedSymbols(sym::SymbolDefinerOpInterface op);
  LogicalResult lowerMatchCast(MatchCastOp cast);
  LogicalResult checkResults(Operation *op);
  LogicalResult checkConditions(ShapeConditionsOpInterface op);

  std::string getSubject(Value value);
  std::string describeCall(Operation *op);
  void checkType(Location loc, Value value, Type known, Type expected, llvm::StringRef subject);

  FuncOp function;
  SymbolValues symbols;
  OpBuilder builder;
  /// What the function states about symbols, its own and those that its body defines; may be null.
  DictionaryAttr ranges, divisors;
  /// Symbols of the signature that are dimensions.
  llvm::DenseSet<StringAttr> sizes;
  /// Conditions that are checked, by region: a check in front of a region holds inside.
  llvm::DenseMap<Region *, llvm::DenseSet<std::pair<uint64_t, std::pair<sym::ExprAttr, sym::ExprAttr>>>> checked;
};

/// What a message calls the value: the parameter's name, the name that the source gave it, or where it comes from.
std::string ShapeLowering::getSubject(Value value) {
  while (Operation *op = value.getDefiningOp()) {
    if (auto name = dyn_cast<NameLoc>(op->getLoc()))
      return name.getName().str();
    if (!isa<RefineOp, ForgetOp, MatchCastOp>(op)) {
      std::string text;
      llvm::raw_string_ostream os(text);
      os << "result " << cast<OpResult>(value).getResultNumber() << " of " << op->getName();
      if (auto callee = op->getAttrOfType<StringAttr>("callee"))
        os << ' ' << callee;
      return text;
    }
    value = op->getOperand(0);
  }
  auto argument = cast<BlockArgument>(value);
  if (argument.getOwner()->getParentOp() == function)
    if (llvm::StringRef name = function.getArgName(argument.getArgNumber()); !name.empty())
      return name.str();
  return "argument " + std::to_string(argument.getArgNumber());
}

/// Checks kind, rank and element type, unless they are known.
void ShapeLowering::checkType(Location loc, Value value, Type known, Type expected, llvm::StringRef subject) {
  Type erased = eraseDims(expected);
  if (!isa<relax::TensorType, ShapeType, TupleType>(expected) || (known && isSubtype(eraseDims(known), erased)))
    return;
  CheckTypeOp::create(builder, loc, value, erased, subject);
  ++numChecks;
}

void ShapeLowering::matchType(Location loc, Value value, Type known, Type expected,
                              const llvm::DenseSet<StringAttr> &fresh, bool byOp, std::string subject,
                              llvm::SmallVectorImpl<Pending> &pending) {
  if (auto integer = dyn_cast<sym::IntType>(expected)) {
    StringAttr symbol = integer.getExpr().getSymbolName();
    if (value.getType() == integer && symbol && fresh.contains(symbol) && !symbols.isDefined(integer.getExpr()))
      symbols.define(value);
    else
      pending.push_back({value, -1, integer.getExpr(), subject});
    return;
  }
  checkType(loc, value, known, expected, subject);
  if (auto tuple = dyn_cast<TupleType>(expected)) {
    // An operand that is not known to be a tuple is one now.
    if (!isa<TupleType>(value.getType())) {
      llvm::SmallVector<Type> fields(tuple.size(), ObjectType::get(tuple.getContext()));
      value = RefineOp::create(builder, loc, TupleType::get(tuple.getContext(), fields), value, ValueRange());
    }
    auto knownTuple = dyn_cast_or_null<TupleType>(known);
    auto actual = cast<TupleType>(value.getType());
    for (auto [i, field] : llvm::enumerate(tuple)) {
      if (!hasChecks(field))
        continue;
      Type fieldKnown = knownTuple && knownTuple.size() == tuple.size() ? knownTuple.getType(i) : Type();
      if (fieldKnown == field && byOp)
        continue;
      auto item = TupleGetItemOp::create(builder, loc, actual.getType(i), value, i);
      matchType(loc, item, fieldKnown, field, fresh, byOp, subject + "." + std::to_string(i), pending);
    }
    return;
  }
  bool ranked = false, knownRanked = false;
  llvm::ArrayRef<sym::ExprAttr> shape, knownShape;
  if (!getShape(expected, ranked, shape) || !ranked)
    return;
  if (known)
    getShape(known, knownRanked, knownShape);
  // An object has dimensions only once it is known what it is.
  if (!isa<relax::TensorType, ShapeType>(value.getType()))
    value = RefineOp::create(builder, loc, eraseDims(expected), value, ValueRange());
  for (auto [i, dim] : llvm::enumerate(shape)) {
    if (!dim || (byOp && knownRanked && knownShape[i] == dim))
      continue;
    StringAttr symbol = dim.getSymbolName();
    if (symbol && fresh.contains(symbol) && !symbols.isDefined(dim)) {
      ArrayAttr defined = builder.getArrayAttr(byOp ? llvm::ArrayRef<Attribute>(symbol) : llvm::ArrayRef<Attribute>());
      auto read = DimOp::create(builder, loc, sym::IntType::get(dim), value, i, defined);
      symbols.define(read);
      continue;
    }
    pending.push_back({value, static_cast<int64_t>(i), dim, subject});
  }
}

LogicalResult ShapeLowering::emitPending(llvm::ArrayRef<Pending> pending, Location loc) {
  for (const Pending &check : pending) {
    Value size = symbols.get(builder, loc, check.expr);
    if (!size)
      return failure();
    if (check.dim < 0) {
      if (check.value == size)
        continue;
      Value actual = check.value;
      if (!isa<sym::IntType>(actual.getType()))
        continue;
      CheckConditionOp::create(builder, loc, actual, static_cast<uint64_t>(sym::Comparison::eq), size, check.subject);
    } else {
      CheckDimOp::create(builder, loc, check.value, check.dim, size, check.subject);
    }
    ++numChecks;
  }
  return success();
}

LogicalResult ShapeLowering::lowerEntry() {
  llvm::DenseSet<StringAttr> fresh;
  for (StringAttr symbol : function.getSignatureSymbols())
    fresh.insert(symbol);
  Block &entry = function.getBody().front();
  builder.setInsertionPointToStart(&entry);
  llvm::SmallVector<Pending> pending;
  for (BlockArgument argument : entry.getArguments())
    matchType(argument.getLoc(), argument, Type(), argument.getType(), fresh, /*byOp=*/false, getSubject(argument),
              pending);
  for (const Pending &check : pending)
    if (failed(emitPending(check, check.value.getLoc())))
      return failure();
  for (StringAttr symbol : function.getSignatureSymbols())
    if (failed(checkFacts(symbol)))
      return failure();
  return success();
}

/// The facts of a function are promises that nobody else checks, also where it is private: its callers were not compiled under them. Kernels
/// rely on them.
LogicalResult ShapeLowering::checkFacts(StringAttr name) {
  auto range = ranges ? ranges.getAs<DenseI64ArrayAttr>(name) : DenseI64ArrayAttr();
  auto divisor = divisors ? divisors.getAs<IntegerAttr>(name) : IntegerAttr();
  sym::ExprAttr symbol = sym::ExprAttr::getSymbol(name);
  Value value = range || divisor ? symbols.lookup(symbol) : Value();
  if (!value)
    return success();
  Location loc = value.getLoc();
  auto read = value.getDefiningOp<DimOp>();
  std::string owner = "of symbol " + name.str();
  if (read)
    owner += ", dimension " + std::to_string(read.getIndex()) + " of " + getSubject(read.getSource());
  auto check = [&](sym::ExprAttr lhs, sym::Comparison comparison, sym::ExprAttr rhs, const llvm::Twine &what) {
    Value left = symbols.get(builder, loc, lhs);
    Value right = left ? symbols.get(builder, loc, rhs) : Value();
    if (!right)
      return failure();
    CheckConditionOp::create(builder, loc, left, static_cast<uint64_t>(comparison), right, (what + " " + owner).str());
    ++numChecks;
    return success();
  };
  auto constant = [&](int64_t number) { return sym::ExprAttr::getConstant(name.getContext(), number); };
  // No size is below zero.
  bool isSize = read || sizes.contains(name);
  if (range && !range.empty() && (range[0] > 0 || !isSize))
    if (failed(check(constant(range[0]), sym::Comparison::le, symbol, "lower bound")))
      return failure();
  if (range && range.size() > 1)
    if (failed(check(symbol, sym::Comparison::le, constant(range[1]), "upper bound")))
      return failure();
  if (!divisor)
    return success();
  FailureOr<sym::ExprAttr> rest = sym::mod(symbol, constant(divisor.getInt()));
  return failed(rest) ? failure() : check(*rest, sym::Comparison::eq, constant(0), "divisor");
}

/// An op that defines symbols of the body: what is stated about these is checked behind it.
LogicalResult ShapeLowering::checkDefinedSymbols(sym::SymbolDefinerOpInterface op) {
  ArrayAttr defined = op.getDefinedSymbols();
  if (!defined || (!ranges && !divisors))
    return success();
  builder.setInsertionPointAfter(op);
  for (Value result : op->getResults())
    symbols.define(result);
  for (Attribute symbol : defined)
    if (failed(checkFacts(cast<StringAttr>(symbol))))
      return failure();
  return success();
}

LogicalResult ShapeLowering::lowerMatchCast(MatchCastOp cast) {
  builder.setInsertionPoint(cast);
  Location loc = cast.getLoc();
  llvm::SmallVector<StringAttr> defined;
  if (ArrayAttr list = llvm::cast<sym::SymbolDefinerOpInterface>(cast.getOperation()).getDefinedSymbols())
    for (Attribute symbol : list)
      defined.push_back(llvm::cast<StringAttr>(symbol));
  llvm::DenseSet<StringAttr> fresh(defined.begin(), defined.end());
  Value value = cast->getOperand(0);
  Type target = cast->getResult(0).getType();
  llvm::SmallVector<Pending> pending;
  matchType(loc, value, value.getType(), target, fresh, /*byOp=*/true, getSubject(value), pending);
  if (failed(emitPending(pending, loc)))
    return failure();
  for (StringAttr symbol : defined)
    if (failed(checkFacts(symbol)))
      return failure();

  llvm::SetVector<StringAttr> used, licensed;
  sym::collectSymbols(target, used);
  sym::collectSymbols(value.getType(), licensed);
  llvm::SmallVector<Value> sources;
  for (StringAttr symbol : used) {
    if (licensed.contains(symbol))
      continue;
    Value source = symbols.get(builder, loc, sym::ExprAttr::getSymbol(symbol));
    if (!source)
      return failure();
    sources.push_back(source);
  }
  Value refined = value;
  if (target != value.getType())
    refined = RefineOp::create(builder, loc, target, value, sources);
  cast->getResult(0).replaceAllUsesWith(refined);
  for (Value symbol : cast->getResults().drop_front()) {
    Value read = symbols.get(builder, loc, llvm::cast<sym::IntType>(symbol.getType()).getExpr());
    if (!read)
      return failure();
    symbol.replaceAllUsesWith(read);
  }
  cast->erase();
  return success();
}

/// Functions outside of the module promise their results: they are held to it.
LogicalResult ShapeLowering::checkResults(Operation *op) {
  builder.setInsertionPointAfter(op);
  llvm::DenseSet<StringAttr> none;
  llvm::SmallVector<Pending> pending;
  llvm::SmallVector<InPlaceUpdate> updates;
  if (auto inPlace = dyn_cast<InPlaceOpInterface>(op))
    inPlace.getInPlaceUpdates(updates);
  for (OpResult result : op->getResults()) {
    // The new version of an operand is the operand.
    if (llvm::any_of(updates, [&](const InPlaceUpdate &update) { return update.result == result.getResultNumber(); }))
      continue;
    if (isReferenceType(result.getType()))
      matchType(op->getLoc(), result, Type(), result.getType(), none, /*byOp=*/false, getSubject(result), pending);
  }
  return emitPending(pending, op->getLoc());
}

/// The operator and the tensors it works on: `relax.add of x and a constant`.
std::string ShapeLowering::describeCall(Operation *op) {
  std::string text = op->getName().getStringRef().str();
  llvm::SmallVector<std::string> subjects;
  for (Value operand : op->getOperands())
    if (isa<relax::TensorType>(operand.getType()))
      subjects.push_back(operand.getDefiningOp<relax::ConstantOp>() ? "a constant" : getSubject(operand));
  for (auto [index, subject] : llvm::enumerate(subjects))
    text += (index == 0 ? " of " : index + 1 == subjects.size() ? " and " : ", ") + subject;
  return text;
}

LogicalResult ShapeLowering::checkConditions(ShapeConditionsOpInterface op) {
  llvm::SmallVector<ShapeCondition> conditions;
  op.getShapeConditions(conditions);
  if (conditions.empty())
    return success();
  builder.setInsertionPoint(op);
  for (const ShapeCondition &condition : conditions) {
    auto key = std::make_pair(static_cast<uint64_t>(condition.comparison), std::make_pair(condition.lhs, condition.rhs));
    bool known = false;
    for (Region *region = op->getParentRegion(); region && !known && region->getParentOp() != function->getParentOp();
         region = region->getParentRegion()) {
      auto found = checked.find(region);
      known = found != checked.end() && found->second.contains(key);
    }
    if (known)
      continue;
    checked[op->getParentRegion()].insert(key);
    Value lhs = symbols.get(builder, op->getLoc(), condition.lhs);
    Value rhs = lhs ? symbols.get(builder, op->getLoc(), condition.rhs) : Value();
    if (!rhs)
      return failure();
    CheckConditionOp::create(builder, op->getLoc(), lhs, key.first, rhs,
                             describeCall(op) + ", " + condition.what);
    ++numConditions;
  }
  return success();
}

LogicalResult ShapeLowering::run() {
  if (function.isExternal() || function->hasAttr(kDoneAttr))
    return success();
  // The walk opens the scope of the entry block: what the entry defines is known in all of the function.
  if (failed(lowerEntry()))
    return failure();
  LogicalResult result = symbols.walk([&](Operation *op) -> FailureOr<bool> {
    if (auto cast = dyn_cast<MatchCastOp>(op)) {
      if (failed(lowerMatchCast(cast)))
        return failure();
      return true;
    }
    if (auto conditions = dyn_cast<ShapeConditionsOpInterface>(op))
      if (failed(checkConditions(conditions)))
        return failure();
    if (isa<CallPackedOp, CallPurePackedOp, CallInplacePackedOp, InvokeClosureOp, InvokePureClosureOp>(op))
      if (failed(checkResults(op)))
        return failure();
    // Last, since what it computes stands behind the op.
    if (auto definer = dyn_cast<sym::SymbolDefinerOpInterface>(op))
      if (failed(checkDefinedSymbols(definer)))
        return failure();
    return false;
  });
  if (succeeded(result))
    function->setAttr(kDoneAttr, builder.getUnitAttr());
  return result;
}

struct LowerShapes : relax::impl::LowerShapesBase<LowerShapes> {
  void runOnOperation() override {
    WalkResult result = getOperation()->walk<WalkOrder::PreOrder>([&](Operation *op) {
      auto function = dyn_cast<FuncOp>(op);
      if (!function)
        return WalkResult::advance();
      ShapeLowering lowering(function);
      if (failed(lowering.run()))
        return WalkResult::interrupt();
      numChecks += lowering.numChecks;
      numConditions += lowering.numConditions;
      return WalkResult::skip();
    });
    if (result.wasInterrupted())
      signalPassFailure();
  }
};

} // namespace
