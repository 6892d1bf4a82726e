//===- FoldConstants.cpp - evaluate expressions over constants ------------===//
//
// First what costs nothing, op by op. Then one walk finds all ops whose operands are known, a second one from the last
// to the first finds those whose results are used by something else and worth keeping, and all of them are evaluated at
// once. Where that fails, the results are halved until the ones that fail are alone.
//
//===----------------------------------------------------------------------===//

#include "analysis/Evaluator.h"
#include "dialects/interfaces/DestinationPassing.h"
#include "dialects/interfaces/LegalizeToTIR.h"
#include "dialects/interfaces/ShapeConditions.h"
#include "dialects/relax/Relax.h"
#include "dialects/sym/Sym.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "transforms/relax/cleanup/CheapFolds.h"
#include "transforms/relax/cleanup/Passes.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/Support/DebugLog.h"

#define DEBUG_TYPE "relax-fold-constants"

namespace mlir::relax {
#define GEN_PASS_DEF_FOLDCONSTANTS
#include "transforms/relax/cleanup/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;

namespace {

/// How often a module is compiled to find the expressions that fail.
constexpr unsigned kMaxEvaluations = 12;
constexpr llvm::StringLiteral kFunctionName = "evaluate";

uint64_t getBytes(RankedTensorType type) {
  uint64_t bytes = (type.getElementTypeBitWidth() + 7) / 8;
  for (int64_t dim : type.getShape())
    bytes = llvm::SaturatingMultiply<uint64_t>(bytes, dim);
  return bytes;
}

/// The static type of a value, null where something about it is not known.
RankedTensorType getStaticType(Type type) {
  auto tensor = dyn_cast<relax::TensorType>(type);
  return tensor && !tensor.getDevice() ? tensor.getStaticBuiltinType() : RankedTensorType();
}

/// Whether all code of a kernel is in the module: its name and those that it uses are functions with bodies.
class ClosedKernels {
public:
  explicit ClosedKernels(SymbolTable &symbols) : symbols(symbols) {}

  bool isClosed(StringAttr name) {
    auto [entry, isNew] = closed.try_emplace(name, false);
    if (!isNew)
      return entry->second;
    llvm::SetVector<StringAttr> reached;
    bool result = collect(name, reached);
    closed[name] = result;
    return result;
  }

  /// Adds the kernel and all it uses. False where a part is missing.
  bool collect(StringAttr name, llvm::SetVector<StringAttr> &reached) {
    llvm::SmallVector<StringAttr> worklist{name};
    while (!worklist.empty()) {
      StringAttr next = worklist.pop_back_val();
      if (!reached.insert(next))
        continue;
      Operation *op = symbols.lookup(next);
      auto function = dyn_cast_or_null<FunctionOpInterface>(op);
      if (!op || (function && function.isExternal()))
        return false;
      std::optional<SymbolTable::UseRange> uses = SymbolTable::getSymbolUses(op);
      if (!uses)
        return false;
      for (SymbolTable::SymbolUse use : *uses)
        worklist.push_back(use.getSymbolRef().getRootReference());
    }
    return true;
  }

private:
  SymbolTable &symbols;
  llvm::DenseMap<StringAttr, bool> closed;
};

struct FoldConstants : relax::impl::FoldConstantsBase<FoldConstants> {
  using FoldConstantsBase::FoldConstantsBase;

  LogicalResult initialize(MLIRContext *context) override {
    if (const Evaluator *evaluator = Evaluator::get(context))
      evaluator->prepare();
    return success();
  }

  void runOnOperation() override {
    known.clear();
    order.clear();
    stored.clear();
    evaluations = 0;
    SymbolTable symbols(getOperation());
    ClosedKernels kernels(symbols);
    foldWhatIsCheap();
    const Evaluator *evaluator = Evaluator::get(&getContext());
    if (!evaluator)
      return;
    collectKnown(kernels);
    llvm::SmallVector<OpResult> roots = chooseRoots();
    if (!roots.empty())
      evaluate(*evaluator, kernels, symbols, roots);
  }

private:
  template <typename Fn> void forEachOp(Fn visit) {
    for (FuncOp function : getOperation().getOps<FuncOp>())
      if (!function->hasAttr(FuncOp::kMemoryAttr))
        function.getBody().walk<WalkOrder::PreOrder>(visit);
  }

  void replace(Operation *op, unsigned result, ElementsAttr value) {
    OpBuilder builder(op);
    auto constant = ConstantOp::create(builder, op->getLoc(), value);
    op->getResult(result).replaceAllUsesWith(constant);
    ++numFolded;
    if (op->use_empty() && isMemoryEffectFree(op))
      op->erase();
  }

  void foldWhatIsCheap() {
    forEachOp([&](Operation *op) {
      ElementsAttr value = foldCheaply(op);
      // A splat takes no room here, but all of it in the library.
      if (!value || op->getResult(0).use_empty())
        return WalkResult::advance();
      uint64_t source = 0;
      for (Value operand : op->getOperands())
        if (auto constant = operand.getDefiningOp<ConstantOp>())
          source = llvm::SaturatingAdd(source, getBytes(cast<RankedTensorType>(constant.getValue().getShapedType())));
      if (isWorthKeeping(getBytes(cast<RankedTensorType>(value.getShapedType())), source))
        replace(op, 0, value);
      return WalkResult::skip();
    });
  }

  bool isWorthKeeping(uint64_t bytes, uint64_t source) const {
    return bytes <= maxBytes &&
           (bytes <= maxGeneratedBytes || bytes <= llvm::SaturatingMultiply<uint64_t>(source, maxGrowth));
  }

  /// Finds the ops whose operands are constants or results of such ops.
  void collectKnown(ClosedKernels &kernels) {
    forEachOp([&](Operation *op) {
      if (auto constant = dyn_cast<ConstantOp>(op)) {
        stored[constant] = getStoredBytes(constant.getValue());
        return;
      }
      if (!isKnown(op, kernels))
        return;
      known.insert(op);
      order.push_back(op);
      uint64_t bytes = 0;
      llvm::SmallPtrSet<Value, 4> seen;
      for (Value operand : op->getOperands())
        if (seen.insert(operand).second)
          bytes = llvm::SaturatingAdd(bytes, stored.lookup(operand));
      for (Value result : op->getResults())
        stored[result] = bytes;
    });
  }

  bool isKnown(Operation *op, ClosedKernels &kernels) {
    // Sizes that are numbers: not worth a constant of their own, but operands of what is.
    bool isSize = isa<sym::ValueOp, ShapeOp>(op);
    if (!isSize && !isa<LegalizeToTIROpInterface, CallTIROp, CallTIRWithGradOp>(op))
      return false;
    if (op->getNumRegions() != 0 || op->getNumResults() == 0 || !isMemoryEffectFree(op))
      return false;
    for (Value operand : op->getOperands())
      if (!operand.getDefiningOp<ConstantOp>() &&
          !(operand.getDefiningOp() && known.contains(operand.getDefiningOp())) &&
          !isa<sym::IntType>(operand.getType()))
        return false;
    // What mentions a symbol is not known, nor is an integer whose expression does.
    llvm::SetVector<StringAttr> mentioned;
    for (Value operand : op->getOperands())
      if (isa<sym::IntType>(operand.getType()))
        sym::collectSymbols(operand.getType(), mentioned);
    for (Type type : op->getResultTypes()) {
      sym::collectSymbols(type, mentioned);
      if (isSize ? hasUnknownDims(type) : !getStaticType(type) || getBytes(getStaticType(type)) > maxBytes)
        return false;
    }
    if (!mentioned.empty())
      return false;
    if (auto call = dyn_cast<CallTIROp>(op))
      return kernels.isClosed(call.getCalleeAttr().getAttr());
    if (auto call = dyn_cast<CallTIRWithGradOp>(op))
      return kernels.isClosed(call.getCalleeAttr().getAttr());
    return true;
  }

  /// The results that something else uses, and that are worth keeping. What is not is computed when the program runs,
  /// so its operands are used by something else.
  llvm::SmallVector<OpResult> chooseRoots() {
    llvm::SmallVector<OpResult> roots;
    for (Operation *op : llvm::reverse(order)) {
      if (isa<sym::ValueOp, ShapeOp>(op))
        continue;
      llvm::SmallVector<OpResult> used;
      bool keep = true;
      for (OpResult result : op->getResults()) {
        if (llvm::all_of(result.getUsers(), [&](Operation *user) { return known.contains(user); }))
          continue;
        used.push_back(result);
        if (!isWorthKeeping(getBytes(getStaticType(result.getType())), stored.lookup(result))) {
          LDBG() << "skip " << op->getName() << " of type " << result.getType() << ": too large";
          ++numTooLarge;
          keep = false;
        }
      }
      if (keep)
        llvm::append_range(roots, used);
      else
        known.erase(op);
    }
    std::reverse(roots.begin(), roots.end());
    return roots;
  }

  /// Evaluates the roots and replaces them by constants.
  void evaluate(const Evaluator &evaluator, ClosedKernels &kernels, SymbolTable &symbols,
                llvm::ArrayRef<OpResult> roots) {
    llvm::SmallVector<HostTensor> arguments;
    OwningOpRef<ModuleOp> module = buildModule(kernels, symbols, roots, arguments);
    std::string why = "the module cannot be built";
    FailureOr<llvm::SmallVector<HostTensor>> results = failure();
    if (module && ++evaluations <= kMaxEvaluations) {
      why.clear();
      results = evaluator.evaluate(std::move(module), kFunctionName, arguments, why);
    }
    if (succeeded(results) && results->size() == roots.size()) {
      numEvaluated += roots.size();
      for (auto [root, tensor] : llvm::zip_equal(roots, *results))
        replaceRoot(root, makeConstant(tensor.type, tensor.bytes, tensor.owner));
      return;
    }
    LDBG() << "cannot evaluate " << roots.size() << " results: " << why;
    if (roots.size() == 1 || evaluations >= kMaxEvaluations) {
      numFailed += roots.size();
      return;
    }
    size_t half = roots.size() / 2;
    evaluate(evaluator, kernels, symbols, roots.take_front(half));
    evaluate(evaluator, kernels, symbols, roots.drop_front(half));
  }

  /// The ops that made the value stay: another root may need them. Those that nobody uses any more are dead code.
  void replaceRoot(OpResult root, ElementsAttr value) {
    Operation *op = root.getOwner();
    OpBuilder builder(op);
    auto constant = ConstantOp::create(builder, op->getLoc(), value);
    root.replaceUsesWithIf(constant, [&](OpOperand &use) { return !known.contains(use.getOwner()); });
    ++numFolded;
    eraseUnused(op);
  }

  void eraseUnused(Operation *op) {
    llvm::SmallVector<Operation *> worklist{op};
    while (!worklist.empty()) {
      Operation *next = worklist.pop_back_val();
      if (!next->use_empty() || (!known.contains(next) && !isa<ConstantOp>(next)))
        continue;
      llvm::SetVector<Operation *> sources;
      for (Value operand : next->getOperands())
        if (Operation *source = operand.getDefiningOp())
          sources.insert(source);
      known.erase(next);
      next->erase();
      worklist.append(sources.begin(), sources.end());
    }
  }

  /// A module with a function that computes the roots. Constants that are resources are its parameters.
  OwningOpRef<ModuleOp> buildModule(ClosedKernels &kernels, SymbolTable &symbols, llvm::ArrayRef<OpResult> roots,
                                    llvm::SmallVectorImpl<HostTensor> &arguments) {
    llvm::SetVector<Operation *> needed;
    llvm::SmallVector<Operation *> worklist;
    for (OpResult root : roots)
      worklist.push_back(root.getOwner());
    while (!worklist.empty()) {
      Operation *op = worklist.pop_back_val();
      if (!needed.insert(op))
        continue;
      for (Value operand : op->getOperands())
        if (Operation *source = operand.getDefiningOp(); source && (known.contains(source) || isa<ConstantOp>(source)))
          worklist.push_back(source);
    }

    Location loc = getOperation().getLoc();
    OwningOpRef<ModuleOp> module(ModuleOp::create(loc));
    OpBuilder builder(module->getBodyRegion());
    auto function = FuncOp::create(builder, loc, kFunctionName, builder.getFunctionType({}, {}));
    Block &body = function.getBody().emplaceBlock();
    builder.setInsertionPointToEnd(&body);
    IRMapping mapping;
    llvm::DenseMap<Attribute, Value> parameters;
    llvm::SetVector<StringAttr> names;
    auto copy = [&](Operation *op) {
      auto constant = dyn_cast<ConstantOp>(op);
      auto resource = constant ? dyn_cast<DenseResourceElementsAttr>(constant.getValue()) : DenseResourceElementsAttr();
      const AsmResourceBlob *blob = resource ? resource.getRawHandle().getBlob() : nullptr;
      auto type = resource ? dyn_cast<RankedTensorType>(resource.getType()) : RankedTensorType();
      if (!blob || !type) {
        // A number that the program computes: the type says which one.
        for (Value operand : op->getOperands())
          if (auto number = dyn_cast<sym::IntType>(operand.getType()); number && !mapping.contains(operand))
            mapping.map(operand, sym::ValueOp::create(builder, op->getLoc(), number.getExpr()).getResult());
        builder.clone(*op, mapping);
        return;
      }
      Value &parameter = parameters[resource];
      if (!parameter) {
        parameter = body.addArgument(constant.getType(), loc);
        arguments.push_back({type, blob->getData(), nullptr});
      }
      mapping.map(constant.getResult(), parameter);
    };
    // Constants first; the others in the order in which they were found, which is one of execution.
    for (Operation *op : needed)
      if (isa<ConstantOp>(op))
        copy(op);
    for (Operation *op : order) {
      if (!known.contains(op) || !needed.contains(op))
        continue;
      copy(op);
      StringAttr callee;
      if (auto call = dyn_cast<CallTIROp>(op))
        callee = call.getCalleeAttr().getAttr();
      else if (auto call = dyn_cast<CallTIRWithGradOp>(op))
        callee = call.getCalleeAttr().getAttr();
      if (callee && !kernels.collect(callee, names))
        return nullptr;
    }
    llvm::SmallVector<Value> results;
    for (OpResult root : roots) {
      Value value = mapping.lookupOrNull(root);
      if (!value)
        return nullptr;
      results.push_back(value);
    }
    // Arguments are what their types say. What else there is to check, an operator knows.
    WalkResult walk = function.walk([](ShapeConditionsOpInterface op) {
      llvm::SmallVector<ShapeCondition> conditions;
      op.getShapeConditions(conditions);
      return conditions.empty() ? WalkResult::advance() : WalkResult::interrupt();
    });
    if (!walk.wasInterrupted())
      function->setAttr("relax.shapes_checked", builder.getUnitAttr());
    ReturnOp::create(builder, loc, results);
    function.setFunctionType(builder.getFunctionType(body.getArgumentTypes(), ValueRange(results).getTypes()));
    builder.setInsertionPointToEnd(module->getBody());
    // A kernel of this name would be in the way.
    if (names.contains(builder.getStringAttr(kFunctionName)))
      return nullptr;
    for (StringAttr name : names)
      builder.clone(*symbols.lookup(name));
    return module;
  }

  /// The ops that can be evaluated, and those that could at first in the order of execution. Some of these are gone.
  llvm::DenseSet<Operation *> known;
  llvm::SmallVector<Operation *> order;
  /// The bytes of the constants that a value is made from.
  llvm::DenseMap<Value, uint64_t> stored;
  unsigned evaluations = 0;
};

} // namespace
