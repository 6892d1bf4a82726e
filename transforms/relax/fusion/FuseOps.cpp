//===- FuseOps.cpp - Group calls of kernels into functions ----------------===//
//
// A block is cut into stretches at operations that tensors must not be moved across. FusionGroups decides which calls
// of a stretch belong together; each group then becomes a call of a private function, placed where its last call stood,
// and what needs its results moves behind it. So calls only ever move down: never above a check that was in front of
// them.
//
// In the function each distinct size is a symbol of its own, in order of occurrence. So the groups of equal layers are
// one function, found with one lookup.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/fusion/Passes.h"

#include "dialects/sym/AffineRelation.h"
#include "dialects/sym/SymbolScope.h"
#include "transforms/relax/fusion/FusionGroups.h"
#include "transforms/relax/fusion/Stretches.h"
#include "transforms/relax/fusion/ViewDims.h"

#include "mlir/IR/SymbolTable.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/Support/DebugLog.h"

namespace mlir::relax {
#define GEN_PASS_DEF_FUSEOPS
#include "transforms/relax/fusion/Passes.h.inc"
} // namespace mlir::relax

#define DEBUG_TYPE "relax-fuse-ops"

using namespace mlir;
using namespace mlir::relax;
using sym::ExprAttr;
using tir::OpPattern;

namespace {

/// A group on its way to a function.
struct Outline {
  /// One operation of the body. Operands are numbered: the results of the steps in order, and inputs as -1, -2 ...
  struct Step {
    Operation *op;
    SmallVector<int64_t> operands;
    SmallVector<Type> types;
  };
  SmallVector<Step> steps;
  SmallVector<Value> inputs;
  SmallVector<Type> inputTypes;
  SmallVector<Value> outputs;
  SmallVector<int64_t> outputNumbers;
  SmallVector<Type> outputTypes;
  llvm::DenseMap<Value, int64_t> numbers;
  int64_t numResults = 0;
};

struct FuseOps : relax::impl::FuseOpsBase<FuseOps> {
  using FuseOpsBase::FuseOpsBase;

  void runOnOperation() override {
    symbolTable.emplace(getOperation());
    knownCalls.emplace(*symbolTable);
    SmallVector<FuncOp> functions;
    for (FuncOp function : getOperation().getOps<FuncOp>())
      if (!function.isExternal() && !function->hasAttr(kPrimitiveAttr) && !function->hasAttr(FuncOp::kMemoryAttr))
        functions.push_back(function);
    for (FuncOp function : functions) {
      SmallVector<Block *> blocks;
      function.getBody().walk([&](Block *block) { blocks.push_back(block); });
      for (Block *block : blocks)
        forEachStretch(*block, [&](ArrayRef<Operation *> stretch, Operation *end) { fuseStretch(stretch, end); });
    }
    knownCalls.reset();
    functionOf.clear();
    symbolTable.reset();
  }

private:
  void fuseStretch(ArrayRef<Operation *> stretch, Operation *end) {
    if (stretch.size() < 2)
      return;
    FusionGroups groups(FusionLimits{maxDepth, maxArgs});
    for (Operation *op : stretch) {
      if (auto call = dyn_cast<CallTIROp>(op))
        if (std::optional<FusionCall> info = knownCalls->get(call)) {
          groups.addCall(call, *info);
          continue;
        }
      if (auto view = dyn_cast<ViewTensorOp>(op))
        groups.addView(view);
      else if (!isa<ConstantOp>(op))
        groups.addOther(op, getMovement(op) == Movement::Check);
    }
    Operation *before = stretch.front()->getPrevNode();
    bool changed = false;
    for (ArrayRef<CallTIROp> calls : groups.take())
      changed |= outline(calls);
    if (changed)
      sortStretch(before ? before->getNextNode() : &end->getBlock()->front(), end);
  }

  //===--------------------------------------------------------------------===//
  // Functions
  //===--------------------------------------------------------------------===//

  /// The number of a value in the body, with the steps that it needs.
  int64_t getNumber(Value value, Outline &outline) {
    if (auto it = outline.numbers.find(value); it != outline.numbers.end())
      return it->second;
    auto addStep = [&](Operation *op, SmallVector<int64_t> operands) {
      outline.steps.push_back({op, std::move(operands), {}});
      return outline.numbers[value] = outline.numResults++;
    };
    // A single number becomes part of the kernel.
    if (auto constant = value.getDefiningOp<ConstantOp>())
      if (auto splat = dyn_cast<SplatElementsAttr>(constant.getValue()); splat && splat.getNumElements() == 1)
        return addStep(constant, {});
    if (auto view = value.getDefiningOp<ViewTensorOp>(); view && isInside(view, outline))
      return addStep(view, {getNumber(view.getSource(), outline)});
    outline.inputs.push_back(value);
    return outline.numbers[value] = -static_cast<int64_t>(outline.inputs.size());
  }

  static bool isInside(ViewTensorOp view, const Outline &outline) {
    Value source = view.getSource();
    while (true) {
      if (auto it = outline.numbers.find(source); it != outline.numbers.end())
        return it->second >= 0 && !source.getDefiningOp<ConstantOp>();
      auto outer = source.getDefiningOp<ViewTensorOp>();
      if (!outer)
        return false;
      source = outer.getSource();
    }
  }

  /// Whether a value is used by others than `members`, through views, too. Adds views that are not.
  static bool isNeededOutside(Value value, const llvm::SmallPtrSetImpl<Operation *> &members,
                              SmallVectorImpl<ViewTensorOp> &insideViews) {
    bool needed = false;
    for (Operation *user : value.getUsers()) {
      if (members.contains(user))
        continue;
      auto view = dyn_cast<ViewTensorOp>(user);
      if (!view || view.getSource() != value || isNeededOutside(view.getResult(), members, insideViews)) {
        needed = true;
        continue;
      }
      insideViews.push_back(view);
    }
    return needed;
  }

  /// The types of the body in terms of symbols of its own.
  class Renaming {
  public:
    explicit Renaming(MLIRContext *context) : context(context) {}

    /// Says that a size is the product of others. So the names keep what a view has to know.
    void addProduct(ExprAttr product, SmallVector<ExprAttr> factors) {
      if (!product.isConstant())
        products.try_emplace(product, std::move(factors));
    }
    bool isProduct(ExprAttr expr) const { return products.contains(expr); }

    FailureOr<ExprAttr> get(ExprAttr expr, bool isParameter) {
      if (!expr || expr.isConstant())
        return expr;
      if (ExprAttr known = renamed.lookup(expr))
        return known;
      if (auto it = products.find(expr); it != products.end()) {
        FailureOr<ExprAttr> own = ExprAttr::getConstant(context, 1);
        for (ExprAttr factor : it->second) {
          FailureOr<ExprAttr> ownFactor = get(factor, /*isParameter=*/false);
          own = failed(own) || failed(ownFactor) ? FailureOr<ExprAttr>() : sym::mul(*own, *ownFactor);
        }
        if (succeeded(own))
          return renamed[expr] = *own;
      }
      // Longer ones are computed once by the caller.
      constexpr unsigned maxSize = 8;
      if (!isParameter && expr.getSize() <= maxSize) {
        llvm::SetVector<StringAttr> symbols;
        expr.collectSymbols(symbols);
        sym::Substitution substitution;
        for (StringAttr symbol : symbols)
          if (ExprAttr own = renamed.lookup(ExprAttr::getSymbol(symbol)))
            substitution[symbol] = own;
        if (substitution.size() == symbols.size())
          return sym::substitute(expr, substitution);
      }
      if (!isParameter)
        for (auto [known, own] : renamed)
          if (ExprAttr related = sym::expressThrough(expr, known, own))
            return related;
      ExprAttr symbol = ExprAttr::getSymbol(context, ("s" + Twine(renamed.size())).str());
      renamed[expr] = symbol;
      if (!isParameter)
        passed.push_back(expr);
      return symbol;
    }

    FailureOr<Type> get(Type type, bool isParameter) {
      if (auto integer = dyn_cast<sym::IntType>(type)) {
        FailureOr<ExprAttr> expr = get(integer.getExpr(), isParameter);
        if (failed(expr))
          return failure();
        return Type(sym::IntType::get(*expr));
      }
      auto tensor = dyn_cast<relax::TensorType>(type);
      if (!tensor)
        return type;
      SmallVector<ExprAttr> shape;
      for (ExprAttr dim : tensor.getShape()) {
        FailureOr<ExprAttr> expr = get(dim, isParameter);
        if (failed(expr))
          return failure();
        shape.push_back(*expr);
      }
      return Type(relax::TensorType::get(context, shape, tensor.getElementType(), tensor.getDevice()));
    }

    /// Expressions of the caller that no parameter tells.
    SmallVector<ExprAttr> passed;

  private:
    MLIRContext *context;
    llvm::MapVector<ExprAttr, ExprAttr> renamed;
    llvm::DenseMap<ExprAttr, SmallVector<ExprAttr>> products;
  };

  /// Tells `renaming` the sizes of dimensions that views in the body merge, and names the factors that inputs have.
  static void addProducts(const Outline &outline, Renaming &renaming) {
    bool isAny = false;
    for (const Outline::Step &step : outline.steps) {
      auto view = dyn_cast<ViewTensorOp>(step.op);
      if (!view)
        continue;
      ArrayRef<ExprAttr> from = cast<relax::TensorType>(view.getSource().getType()).getShape(),
                         to = cast<relax::TensorType>(view.getResult().getType()).getShape();
      for (const ViewDims &group : matchViewDims(to, from)) {
        if (group.view.size() != 1 || group.source.size() < 2)
          continue;
        renaming.addProduct(to[group.view.front()],
                            llvm::map_to_vector(group.source, [&](unsigned axis) { return from[axis]; }));
        isAny = true;
      }
    }
    if (!isAny)
      return;
    for (Type type : ValueRange(outline.inputs).getTypes())
      if (auto tensor = dyn_cast<relax::TensorType>(type))
        for (ExprAttr dim : tensor.getShape())
          if (!renaming.isProduct(dim))
            (void)renaming.get(dim, /*isParameter=*/true);
  }

  bool outline(ArrayRef<CallTIROp> calls) {
    Outline outline;
    llvm::SmallPtrSet<Operation *, 16> members;
    for (CallTIROp call : calls) {
      SmallVector<int64_t> operands;
      for (Value operand : call->getOperands())
        operands.push_back(getNumber(operand, outline));
      outline.steps.push_back({call, operands, {}});
      for (Value result : call->getResults())
        outline.numbers[result] = outline.numResults++;
      members.insert(call);
    }
    SmallVector<ViewTensorOp> insideViews;
    for (CallTIROp call : calls)
      for (Value result : call->getResults())
        if (isNeededOutside(result, members, insideViews)) {
          outline.outputs.push_back(result);
          outline.outputNumbers.push_back(outline.numbers[result]);
        }
    if (outline.outputs.empty())
      return false;

    Renaming renaming(&getContext());
    addProducts(outline, renaming);
    auto rename = [&](TypeRange types, SmallVectorImpl<Type> &renamed, bool isParameter) {
      for (Type type : types) {
        FailureOr<Type> own = renaming.get(type, isParameter);
        if (failed(own))
          return failure();
        renamed.push_back(*own);
      }
      return success();
    };
    if (failed(rename(ValueRange(outline.inputs).getTypes(), outline.inputTypes, true)))
      return false;
    for (Outline::Step &step : outline.steps)
      if (failed(rename(step.op->getResultTypes(), step.types, false)))
        return false;
    if (failed(rename(ValueRange(outline.outputs).getTypes(), outline.outputTypes, false)))
      return false;

    // In front of the last call everything that the group needs is defined, or will be once it has moved.
    CallTIROp last = calls.back();
    OpBuilder builder(last);
    size_t numValues = outline.inputs.size();
    for (ExprAttr expr : renaming.passed) {
      FailureOr<Value> value =
          sym::materialize(builder, last.getLoc(), expr, ValueRange(ArrayRef(outline.inputs).take_front(numValues)));
      if (failed(value)) {
        LDBG() << "skip a group at @" << last.getCallee() << ": no input tells '" << expr.str() << "'";
        return false;
      }
      outline.inputs.push_back(*value);
      outline.inputTypes.push_back(*renaming.get(value->getType(), false));
    }

    FuncOp function = getFunction(outline);
    // The place that a profile shows is that of the heaviest call.
    Location loc = last.getLoc();
    OpPattern heaviest = OpPattern::Elementwise;
    for (CallTIROp call : calls) {
      OpPattern pattern = knownCalls->getPattern(call);
      if (pattern >= heaviest && pattern > OpPattern::Injective) {
        heaviest = pattern;
        loc = call.getLoc();
      }
    }
    auto call = CallOp::create(builder, loc, ValueRange(outline.outputs).getTypes(), FlatSymbolRefAttr::get(function),
                               outline.inputs, builder.getUnitAttr(), ArrayAttr(), ArrayAttr());
    for (auto [output, result] : llvm::zip_equal(outline.outputs, call.getResults()))
      output.replaceAllUsesWith(result);
    for (ViewTensorOp view : insideViews)
      view->dropAllReferences();
    for (CallTIROp member : calls)
      member->dropAllReferences();
    for (ViewTensorOp view : insideViews)
      view.erase();
    for (CallTIROp member : calls)
      member.erase();
    ++numGroups;
    numFused += calls.size();
    return true;
  }

  FuncOp getFunction(const Outline &outline) {
    Builder attributes(&getContext());
    auto type = attributes.getFunctionType(outline.inputTypes, outline.outputTypes);
    SmallVector<Attribute> key = {TypeAttr::get(type), attributes.getDenseI64ArrayAttr(outline.outputNumbers)};
    for (const Outline::Step &step : outline.steps) {
      if (auto call = dyn_cast<CallTIROp>(step.op))
        key.push_back(call.getCalleeAttr());
      else if (auto constant = dyn_cast<ConstantOp>(step.op))
        key.push_back(constant.getValue());
      key.push_back(attributes.getDenseI64ArrayAttr(step.operands));
      key.push_back(attributes.getTypeArrayAttr(step.types));
    }
    FuncOp &known = functionOf[attributes.getArrayAttr(key)];
    if (known) {
      ++numShared;
      return known;
    }

    OpBuilder builder(&getContext());
    Location loc = outline.steps.back().op->getLoc();
    FuncOp function = FuncOp::create(builder, loc, getName(outline), type, "private");
    function.setPure(true);
    function->setAttr(kPrimitiveAttr, builder.getUnitAttr());
    // The caller has checked what the types of its values promise.
    function->setAttr("relax.shapes_checked", builder.getUnitAttr());
    Block &body = function.getBody().emplaceBlock();
    body.addArguments(outline.inputTypes, SmallVector<Location>(outline.inputTypes.size(), loc));
    builder.setInsertionPointToStart(&body);
    SmallVector<Value> values;
    auto lookup = [&](int64_t number) { return number < 0 ? body.getArgument(-1 - number) : values[number]; };
    for (const Outline::Step &step : outline.steps) {
      SmallVector<Value> operands =
          llvm::map_to_vector(step.operands, [&](int64_t number) -> Value { return lookup(number); });
      if (auto call = dyn_cast<CallTIROp>(step.op)) {
        llvm::append_range(
            values, CallTIROp::create(builder, call.getLoc(), step.types, call.getCalleeAttr(), operands).getResults());
      } else if (isa<ConstantOp>(step.op)) {
        values.push_back(builder.clone(*step.op)->getResult(0));
      } else {
        SmallVector<Value> dims;
        for (ExprAttr dim : cast<relax::TensorType>(step.types.front()).getShape())
          if (!dim.isConstant())
            dims.push_back(sym::ValueOp::create(builder, step.op->getLoc(), dim));
        values.push_back(ViewTensorOp::create(builder, step.op->getLoc(), step.types.front(), operands.front(), dims));
      }
    }
    SmallVector<Value> results =
        llvm::map_to_vector(outline.outputNumbers, [&](int64_t number) -> Value { return lookup(number); });
    ReturnOp::create(builder, loc, results);
    symbolTable->insert(function);
    return known = function;
  }

  /// A name for the reader: the kernels that come together.
  static std::string getName(const Outline &outline) {
    constexpr unsigned maxNames = 4;
    std::string name = "fused";
    unsigned numNames = 0;
    for (const Outline::Step &step : outline.steps)
      if (auto call = dyn_cast<CallTIROp>(step.op); call && numNames++ < maxNames)
        name += ("_" + call.getCallee().rtrim("0123456789").rtrim('_')).str();
    return name;
  }

  std::optional<SymbolTable> symbolTable;
  std::optional<FusionCalls> knownCalls;
  /// From what a function consists of to the function.
  llvm::DenseMap<Attribute, FuncOp> functionOf;
};

} // namespace
