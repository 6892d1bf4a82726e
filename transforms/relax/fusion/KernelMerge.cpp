//===- KernelMerge.cpp - Bodies of kernels, one behind the other ----------===//
//
// Each body is cloned with the symbols of its signature replaced by the expressions of the call. A view gets a buffer
// of its own for a moment; in the end its loads become loads of the source.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/fusion/KernelMerge.h"

#include "dialects/relax/SignatureMatch.h"
#include "dialects/sym/SymbolScope.h"
#include "transforms/relax/fusion/KernelViews.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Dominance.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Transforms/CSE.h"

using namespace mlir;
using namespace mlir::relax;
using sym::ExprAttr;
using tir::AllocBufferOp;
using tir::BufferType;
using tir::LoadOp;
using tir::PrimFuncOp;

namespace {

//===----------------------------------------------------------------------===//
// Bodies
//===----------------------------------------------------------------------===//

class Merger {
public:
  Merger(FuncOp function, const SymbolTable &symbolTable, std::string &reason)
      : function(function), symbolTable(symbolTable), reason(reason), builder(function.getContext()) {}

  FailureOr<PrimFuncOp> run() {
    if (failed(createKernel()))
      return failure();
    for (Operation &op : function.getBody().front().without_terminator())
      if (failed(add(op))) {
        kernel.erase();
        return failure();
      }
    resolveViews(kernel, views);
    hoist();
    if (sizesChecked || !views.empty())
      kernel->setAttr(tir::kSizesCheckedAttr, builder.getUnitAttr());
    setFacts();
    IRRewriter rewriter(kernel.getContext());
    DominanceInfo dominance(kernel);
    eliminateCommonSubExpressions(rewriter, dominance, kernel);
    return kernel;
  }

private:
  LogicalResult fail(const Twine &why) {
    reason = why.str();
    return failure();
  }

  /// The type of a parameter of the kernel; null for what kernels do not take.
  static Type getParameterType(Type type) {
    if (isa<sym::IntType, FloatType, IntegerType>(type))
      return type;
    auto tensor = dyn_cast<relax::TensorType>(type);
    if (!tensor || !tensor.isFullyKnown())
      return {};
    return BufferType::get(tensor.getShape(), tensor.getElementType());
  }

  LogicalResult createKernel() {
    if (!llvm::hasSingleElement(function.getBody()))
      return fail("it has no body of one block");
    Operation *terminator = function.getBody().front().getTerminator();
    SmallVector<Type> parameters;
    for (Type type : function.getArgumentTypes())
      parameters.push_back(getParameterType(type));
    for (Value result : terminator->getOperands()) {
      parameters.push_back(isa<relax::TensorType>(result.getType()) ? getParameterType(result.getType()) : Type());
      if (!result.getDefiningOp<CallTIROp>())
        return fail("a result is not made by a kernel");
      if (!outputs.try_emplace(result, parameters.size() - 1).second)
        return fail("it returns a value twice");
    }
    if (llvm::is_contained(parameters, Type()))
      return fail("a parameter or result is neither a tensor of known shape nor a number");
    // Messages of run-time checks name buffers.
    unsigned numInputs = function.getNumArguments(), numOutputs = parameters.size() - numInputs;
    SmallVector<std::string> texts;
    for (unsigned i = 0; i < numInputs; ++i) {
      StringRef name = function.getArgName(i);
      texts.push_back(name.empty() ? "X" + std::to_string(i) : name.str());
    }
    for (unsigned i = 0; i < numOutputs; ++i)
      texts.push_back(numOutputs == 1 ? "Y" : "Y" + std::to_string(i));
    SmallVector<StringRef> names(texts.begin(), texts.end());
    kernel = PrimFuncOp::create(builder, function.getLoc(), function.getSymName(), parameters, names);
    Block &body = kernel.getBody().front();
    builder.setInsertionPoint(body.getTerminator());
    for (BlockArgument argument : function.getArguments())
      values[argument] = body.getArgument(argument.getArgNumber());
    return success();
  }

  LogicalResult add(Operation &op) {
    if (auto call = dyn_cast<CallTIROp>(op))
      return addCall(call);
    if (auto view = dyn_cast<ViewTensorOp>(op)) {
      Value source = values.lookup(view.getSource());
      Type type = getParameterType(view.getResult().getType());
      if (!source || !type)
        return fail("a view is not of a tensor of known shape");
      auto buffer = AllocBufferOp::create(builder, view.getLoc(), cast<BufferType>(type));
      values[view.getResult()] = buffer.getBuffer();
      // A view of a view is one of the same elements.
      if (Value outer = sourceOfView.lookup(source))
        source = outer;
      sourceOfView[buffer.getBuffer()] = source;
      views.push_back({buffer, source});
      return success();
    }
    if (auto constant = dyn_cast<ConstantOp>(op)) {
      constants[constant.getResult()] = constant;
      return success();
    }
    if (auto value = dyn_cast<sym::ValueOp>(op)) {
      if (!value.getSources().empty())
        return fail("the value of a symbol has sources");
      values[value.getResult()] = sym::ValueOp::create(builder, op.getLoc(), value.getExpr()).getResult();
      return success();
    }
    return fail("it holds '" + op.getName().getStringRef() + "'");
  }

  /// The one element of a constant as a scalar; null for other constants.
  Value materializeScalar(ConstantOp constant, Type type) {
    auto splat = dyn_cast<SplatElementsAttr>(constant.getValue());
    if (!splat || splat.getNumElements() != 1)
      return {};
    auto element = dyn_cast<TypedAttr>(splat.getSplatValue<Attribute>());
    if (auto integer = dyn_cast_if_present<IntegerAttr>(element))
      element = IntegerAttr::get(type, integer.getValue());
    if (!element || element.getType() != type)
      return {};
    return arith::ConstantOp::create(builder, constant.getLoc(), element);
  }

  LogicalResult addCall(CallTIROp call) {
    auto callee = symbolTable.lookup<PrimFuncOp>(call.getCallee());
    if (!callee || callee.isExternal() || callee.getNumArguments() != call->getNumOperands() + call->getNumResults())
      return fail("'" + call.getCallee() + "' is no kernel with a body and these parameters");
    SmallVector<Type> actual(call->getOperandTypes());
    llvm::append_range(actual, call->getResultTypes());
    SignatureMatch match(nullptr);
    for (auto [parameter, type] : llvm::zip_equal(callee.getArgumentTypes(), actual)) {
      if (auto buffer = dyn_cast<BufferType>(parameter); buffer && !buffer.isCompact())
        return fail("'" + call.getCallee() + "' takes buffers that are not compact");
      if (failed(match.addParameter(parameter, type, "")))
        return fail("the call of '" + call.getCallee() + "' does not fit");
    }
    // Differences that canonical forms leave open come from the symbols that the sizes got; the caller has compared
    // them.
    SmallVector<ShapeCondition> conditions;
    if (failed(match.solve(&conditions)))
      return fail("the call of '" + call.getCallee() + "' does not fit");
    sizesChecked |= callee->hasAttr(tir::kSizesCheckedAttr) || !conditions.empty();
    addFacts(callee, match.getBindings());

    IRMapping mapping;
    for (auto [index, operand] : llvm::enumerate(call->getOperands())) {
      BlockArgument parameter = callee.getArgument(index);
      if (ConstantOp constant = constants.lookup(operand)) {
        auto buffer = AllocBufferOp::create(builder, call.getLoc(), cast<BufferType>(parameter.getType()));
        scalars.push_back({buffer, constant});
        mapping.map(parameter, buffer.getBuffer());
        continue;
      }
      Value value = values.lookup(operand);
      if (!value)
        return fail("an operand of '" + call.getCallee() + "' is unknown");
      mapping.map(parameter, value);
    }
    for (auto [index, result] : llvm::enumerate(call->getResults())) {
      Value buffer;
      if (auto output = outputs.find(result); output != outputs.end())
        buffer = kernel.getArgument(output->second);
      else if (Type type = getParameterType(result.getType()))
        buffer = AllocBufferOp::create(builder, call.getLoc(), cast<BufferType>(type)).getBuffer();
      else
        return fail("a result of '" + call.getCallee() + "' has no known shape");
      values[result] = buffer;
      mapping.map(callee.getArgument(call->getNumOperands() + index), buffer);
    }
    SmallVector<Operation *> cloned;
    for (Operation &op : callee.getBody().front().without_terminator())
      cloned.push_back(builder.clone(op, mapping));
    if (failed(sym::substituteInPlace(cloned, match.getBindings())))
      return fail("the sizes of '" + call.getCallee() + "' do not fit in 64 bits");
    return replaceScalars(call);
  }

  /// Loads of constants become constants.
  LogicalResult replaceScalars(CallTIROp call) {
    for (auto [buffer, constant] : scalars) {
      for (Operation *user : llvm::make_early_inc_range(buffer.getBuffer().getUsers())) {
        if (auto load = dyn_cast<LoadOp>(user)) {
          OpBuilder::InsertionGuard guard(builder);
          builder.setInsertionPoint(load);
          Value scalar = materializeScalar(constant, load.getType());
          if (!scalar)
            return fail("an operand of '" + call.getCallee() + "' is a constant with several elements");
          load.getResult().replaceAllUsesWith(scalar);
        } else if (!isa<tir::ReadsOp>(user)) {
          return fail("'" + call.getCallee() + "' writes a constant");
        }
        user->erase();
      }
      buffer.erase();
    }
    scalars.clear();
    return success();
  }

  /// Facts about symbols of a part hold for symbols of the whole.
  void addFacts(PrimFuncOp part, const sym::Substitution &bindings) {
    auto forEach = [&](StringRef name, auto visit) {
      if (auto facts = part->getAttrOfType<DictionaryAttr>(name))
        for (NamedAttribute fact : facts)
          if (ExprAttr expr = bindings.lookup(fact.getName()); expr && expr.isSymbol())
            visit(expr.getSymbolName(), fact.getValue());
    };
    forEach("sym.divisible", [&](StringAttr symbol, Attribute fact) {
      Attribute &known = divisors[symbol];
      auto old = dyn_cast_if_present<IntegerAttr>(known), divisor = dyn_cast<IntegerAttr>(fact);
      if (divisor && (!old || old.getInt() < divisor.getInt()))
        known = divisor;
    });
    // One of several ranges is as true as all of them.
    forEach("sym.ranges", [&](StringAttr symbol, Attribute fact) { ranges.try_emplace(symbol, fact); });
  }

  void setFacts() {
    auto set = [&](StringRef name, const llvm::MapVector<StringAttr, Attribute> &facts) {
      SmallVector<NamedAttribute> entries;
      for (auto [symbol, fact] : facts)
        entries.push_back({symbol, fact});
      if (!entries.empty())
        kernel->setAttr(name, builder.getDictionaryAttr(entries));
    };
    set("sym.divisible", divisors);
    set("sym.ranges", ranges);
  }

  /// Moves what only computes, and local buffers, in front of all loops.
  void hoist() {
    Block &body = kernel.getBody().front();
    Operation *first = nullptr;
    llvm::SmallPtrSet<Operation *, 8> statements;
    for (Operation &op : llvm::make_early_inc_range(body.without_terminator())) {
      // A division stays behind the assertion that it needs.
      bool canMove = isa<AllocBufferOp>(op) || (op.getNumRegions() == 0 && isPure(&op));
      for (Value operand : op.getOperands())
        canMove &= !operand.getDefiningOp() || !statements.contains(operand.getDefiningOp());
      if (!canMove) {
        statements.insert(&op);
        if (!first)
          first = &op;
      } else if (first) {
        op.moveBefore(first);
      }
    }
  }

  FuncOp function;
  const SymbolTable &symbolTable;
  std::string &reason;
  OpBuilder builder;
  PrimFuncOp kernel;
  bool sizesChecked = false;
  /// The parameter for each returned value.
  llvm::DenseMap<Value, unsigned> outputs;
  llvm::DenseMap<Value, Value> values;
  llvm::DenseMap<Value, ConstantOp> constants;
  SmallVector<KernelView> views;
  llvm::DenseMap<Value, Value> sourceOfView;
  /// Buffers that stand for constants while a body is added.
  SmallVector<std::pair<AllocBufferOp, ConstantOp>> scalars;
  llvm::MapVector<StringAttr, Attribute> divisors, ranges;
};

} // namespace

FailureOr<PrimFuncOp> relax::mergeKernels(FuncOp function, const SymbolTable &symbolTable, std::string &reason) {
  return Merger(function, symbolTable, reason).run();
}

//===----------------------------------------------------------------------===//
// Regions
//===----------------------------------------------------------------------===//

void relax::declareRegions(PrimFuncOp kernel) {
  kernel.walk([&](tir::BlockOp block) {
    Block &body = block.getBody().front();
    SmallVector<Operation *> old;
    SmallVector<std::pair<Value, SmallVector<Value>>> declaredReads, declaredWrites;
    llvm::SetVector<Value> wholeReads, wholeWrites;
    bool wasDeclared = false;
    for (Operation &op : body)
      if (isa<tir::ReadsOp, tir::WritesOp>(op))
        old.push_back(&op);
    for (Operation *op : old)
      op->erase();
    wasDeclared = !old.empty();
    if (!wasDeclared)
      return;
    auto isOwn = [&](Value buffer) { return block->isAncestor(buffer.getParentRegion()->getParentOp()); };
    auto note = [&](auto &declared, Value buffer, ValueRange indices) {
      std::pair<Value, SmallVector<Value>> access(buffer, SmallVector<Value>(indices));
      if (llvm::is_contained(declared, access))
        return false;
      declared.push_back(std::move(access));
      return true;
    };
    // What a reduction updates is declared as written.
    llvm::SmallPtrSet<Value, 2> updated;
    if (block.hasReduction())
      for (tir::StoreOp store : body.getOps<tir::StoreOp>())
        updated.insert(store.getBuffer());
    OpBuilder builder(kernel.getContext());
    for (Operation &op : llvm::make_early_inc_range(body)) {
      builder.setInsertionPoint(&op);
      if (auto load = dyn_cast<LoadOp>(op)) {
        if (!isOwn(load.getBuffer()) && !updated.contains(load.getBuffer()) &&
            note(declaredReads, load.getBuffer(), load.getIndices()))
          tir::ReadsOp::create(builder, op.getLoc(), load.getBuffer(), load.getIndices());
      } else if (auto store = dyn_cast<tir::StoreOp>(op)) {
        if (!isOwn(store.getBuffer()) && note(declaredWrites, store.getBuffer(), store.getIndices()))
          tir::WritesOp::create(builder, op.getLoc(), store.getBuffer(), store.getIndices());
      } else if (!isa<tir::InitOp>(op)) {
        for (Region &region : op.getRegions()) {
          region.walk([&](LoadOp inner) {
            if (!isOwn(inner.getBuffer()))
              wholeReads.insert(inner.getBuffer());
          });
          region.walk([&](tir::StoreOp inner) {
            if (!isOwn(inner.getBuffer()))
              wholeWrites.insert(inner.getBuffer());
          });
        }
      }
    }
    builder.setInsertionPointToStart(&body);
    for (Value buffer : wholeReads)
      tir::ReadsOp::create(builder, block.getLoc(), buffer, ValueRange());
    for (Value buffer : wholeWrites)
      tir::WritesOp::create(builder, block.getLoc(), buffer, ValueRange());
  });
}
