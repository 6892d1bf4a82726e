//===- SplitCallTIRByPattern.cpp - Kernels cut where parts are known ------===//
//
// KernelPattern finds the parts of a kernel that match, KernelSplit says what the parts exchange. This pass reads the
// patterns and replaces the calls: one for each part, the tensors in between being results of the one and operands of
// the other.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/fusion/Passes.h"

#include "dialects/relax/SignatureMatch.h"
#include "dialects/sym/SymbolScope.h"
#include "transforms/relax/fusion/KernelSplit.h"
#include "transforms/relax/fusion/Outlining.h"
#include "transforms/relax/fusion/PatternModule.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/Support/DebugLog.h"

namespace mlir::relax {
#define GEN_PASS_DEF_SPLITCALLTIRBYPATTERN
#include "transforms/relax/fusion/Passes.h.inc"
} // namespace mlir::relax

#define DEBUG_TYPE "relax-split-call-tir-by-pattern"

using namespace mlir;
using namespace mlir::relax;
using sym::ExprAttr;
using tir::BufferType;
using tir::PrimFuncOp;

namespace {

/// What becomes of the calls of one kernel.
class CallSplitter {
public:
  CallSplitter(PrimFuncOp kernel, ArrayRef<KernelPart> parts, SymbolTable &symbolTable)
      : kernel(kernel), parts(parts), symbolTable(symbolTable), kernels(parts.size()) {}

  /// Replaces one call. Fails, leaving it alone, where sizes are compared at run time, or a tensor between the parts
  /// has a size that no operand tells.
  LogicalResult replace(CallTIROp call) {
    OpBuilder builder(call);
    SmallVector<Operation *> added;
    if (succeeded(createCalls(call, builder, added)))
      return success();
    for (Operation *op : llvm::reverse(added))
      op->erase();
    return failure();
  }

  /// Erases the kernels of parts; for a splitter that has replaced no call.
  void discardKernels() {
    for (PrimFuncOp made : kernels)
      if (made)
        symbolTable.erase(made);
  }

  unsigned numLibraryCalls = 0;

private:
  LogicalResult createCalls(CallTIROp call, OpBuilder &builder, SmallVectorImpl<Operation *> &added) {
    SmallVector<Type> actual(call->getOperandTypes());
    llvm::append_range(actual, call->getResultTypes());
    SignatureMatch match(nullptr);
    for (auto [parameter, type] : llvm::zip_equal(kernel.getArgumentTypes(), actual)) {
      if (auto tensor = dyn_cast<relax::TensorType>(type); tensor && !tensor.isFullyKnown())
        return failure();
      if (failed(match.addParameter(parameter, type, "")))
        return failure();
    }
    SmallVector<ShapeCondition> conditions;
    if (failed(match.solve(&conditions)) || !conditions.empty())
      return failure();
    bindings = &match.getBindings();
    device = cast<relax::TensorType>(call.getResult(0).getType()).getDevice();
    scope.clear();
    if (auto function = call->getParentOfType<FuncOp>())
      for (StringAttr symbol : function.getSignatureSymbols())
        scope.insert(symbol);

    tensors.clear();
    for (auto [index, operand] : llvm::enumerate(call->getOperands()))
      tensors[kernel.getArgument(index)] = operand;
    unsigned numLibraries = 0;
    for (auto [number, part] : llvm::enumerate(parts)) {
      FailureOr<Operation *> created = part.pattern && part.pattern->library
                                           ? createLibraryCall(call, part, builder, added)
                                           : createKernelCall(call, number, builder, added);
      if (failed(created))
        return failure();
      added.push_back(*created);
      numLibraries += isa<CallDPSPackedOp>(*created);
    }
    for (auto [index, result] : llvm::enumerate(call->getResults()))
      if (tensors.lookup(kernel.getArgument(call->getNumOperands() + index)).getType() != result.getType())
        return failure();
    for (auto [index, result] : llvm::enumerate(call->getResults()))
      result.replaceAllUsesWith(tensors.lookup(kernel.getArgument(call->getNumOperands() + index)));
    call.erase();
    numLibraryCalls += numLibraries;
    return success();
  }

  /// The types of tensors for buffers, with the sizes of the call. Fails where the operands, all that a result may
  /// follow from, do not tell a size.
  LogicalResult getTensorTypes(ArrayRef<Value> buffers, ValueRange operands, SmallVectorImpl<Type> &types) {
    llvm::SetVector<StringAttr> used, known;
    for (Value operand : operands)
      sym::collectSymbols(operand.getType(), known);
    for (Value buffer : buffers) {
      auto type = cast<BufferType>(buffer.getType());
      SmallVector<ExprAttr> shape;
      for (ExprAttr dim : type.getShape()) {
        FailureOr<ExprAttr> size = sym::substitute(dim, *bindings);
        if (failed(size))
          return failure();
        shape.push_back(*size);
      }
      types.push_back(relax::TensorType::get(type.getContext(), shape, type.getElementType(), device));
      sym::collectSymbols(types.back(), used);
    }
    return success(
        llvm::all_of(used, [&](StringAttr symbol) { return known.contains(symbol) || scope.contains(symbol); }));
  }

  FailureOr<Value> materialize(CallTIROp call, ExprAttr number, OpBuilder &builder,
                               SmallVectorImpl<Operation *> &added) {
    FailureOr<ExprAttr> expr = sym::substitute(number, *bindings);
    if (failed(expr))
      return failure();
    FailureOr<Value> value = sym::materialize(builder, call.getLoc(), *expr, call->getOperands());
    // It may be an operand.
    if (succeeded(value) && !llvm::is_contained(call->getOperands(), *value))
      added.push_back(value->getDefiningOp());
    return value;
  }

  FailureOr<Operation *> createLibraryCall(CallTIROp call, const KernelPart &part, OpBuilder &builder,
                                           SmallVectorImpl<Operation *> &added) {
    SmallVector<Value> operands;
    for (unsigned i = 0; i != part.pattern->numInputs; ++i) {
      if (Value value = part.match.values[i]) {
        operands.push_back(tensors.lookup(value));
        continue;
      }
      FailureOr<Value> number = materialize(call, part.match.numbers[i], builder, added);
      if (failed(number))
        return failure();
      operands.push_back(*number);
    }
    SmallVector<Type> types;
    ArrayRef<Value> outputs = ArrayRef(part.match.values).drop_front(part.pattern->numInputs);
    if (failed(getTensorTypes(outputs, operands, types)))
      return failure();
    auto packed = CallDPSPackedOp::create(builder, call.getLoc(), types, part.pattern->library, operands);
    for (auto [output, result] : llvm::zip_equal(outputs, packed->getResults()))
      tensors[output] = result;
    return packed.getOperation();
  }

  FailureOr<Operation *> createKernelCall(CallTIROp call, unsigned number, OpBuilder &builder,
                                          SmallVectorImpl<Operation *> &added) {
    const KernelPart &part = parts[number];
    SmallVector<Value> operands;
    for (Value input : part.inputs)
      operands.push_back(tensors.lookup(input));
    for (StringAttr symbol : part.symbols) {
      FailureOr<Value> value = materialize(call, ExprAttr::getSymbol(symbol), builder, added);
      if (failed(value))
        return failure();
      operands.push_back(*value);
    }
    SmallVector<int64_t> indices;
    for (Value buffer : part.updated) {
      indices.push_back(operands.size());
      operands.push_back(tensors.lookup(buffer));
    }
    indices.append(part.outputs.size(), -1);
    SmallVector<Value> results = llvm::to_vector(llvm::concat<const Value>(part.updated, part.outputs));
    SmallVector<Type> types;
    if (failed(getTensorTypes(results, operands, types)))
      return failure();
    FlatSymbolRefAttr callee = getKernel(number);
    Operation *created = part.updated.empty()
                             ? CallTIROp::create(builder, call.getLoc(), types, callee, operands).getOperation()
                             : CallTIRInplaceOp::create(builder, call.getLoc(), types, callee, operands,
                                                        builder.getDenseI64ArrayAttr(indices))
                                   .getOperation();
    for (auto [buffer, result] : llvm::zip_equal(results, created->getResults()))
      tensors[buffer] = result;
    return created;
  }

  FlatSymbolRefAttr getKernel(unsigned number) {
    if (!kernels[number]) {
      const KernelPart &part = parts[number];
      PrimFuncOp known = part.pattern ? part.pattern->kernel : PrimFuncOp();
      std::string name = known ? known.getSymName().str() : (kernel.getSymName() + "_rest").str();
      kernels[number] = createKernel(kernel, part, name);
      symbolTable.insert(kernels[number]);
    }
    return FlatSymbolRefAttr::get(kernels[number]);
  }

  PrimFuncOp kernel;
  ArrayRef<KernelPart> parts;
  SymbolTable &symbolTable;
  /// The kernels of the parts, once they are called.
  SmallVector<PrimFuncOp> kernels;

  // For one call.
  const sym::Substitution *bindings = nullptr;
  relax::VDeviceAttr device;
  /// Symbols that the function around the call defines in its signature.
  llvm::DenseSet<StringAttr> scope;
  /// What a parameter or buffer of the kernel holds by now.
  llvm::DenseMap<Value, Value> tensors;
};

struct SplitCallTIRByPattern : relax::impl::SplitCallTIRByPatternBase<SplitCallTIRByPattern> {
  using SplitCallTIRByPatternBase::SplitCallTIRByPatternBase;

  void runOnOperation() override {
    ModuleOp module = getOperation();
    OwningOpRef<ModuleOp> kernels = takePatterns(module, file, "relax.tir_patterns", "kernels to look for");
    if (!kernels)
      return signalPassFailure();
    if (kernels->getBody()->empty())
      return markAllAnalysesPreserved();
    SmallVector<KernelPattern> patterns;
    for (Operation &op : *kernels->getBody()) {
      auto kernel = dyn_cast<PrimFuncOp>(op);
      if (!kernel) {
        op.emitOpError("must be a 'tir.prim_func', as everything in a module of patterns");
        return signalPassFailure();
      }
      FailureOr<KernelPattern> pattern = KernelPattern::get(kernel);
      if (failed(pattern))
        return signalPassFailure();
      patterns.push_back(std::move(*pattern));
    }

    SymbolTable symbolTable(module);
    llvm::MapVector<std::pair<Operation *, unsigned>, SmallVector<CallTIROp>> calls;
    for (FuncOp function : module.getOps<FuncOp>()) {
      // These are on the way to becoming something else.
      if (function->hasAttr(kPrimitiveAttr) || function->hasAttr(kCompositeAttr))
        continue;
      function.getBody().walk([&](CallTIROp call) {
        auto kernel = symbolTable.lookup<PrimFuncOp>(call.getCallee());
        if (kernel && call->getNumResults() != 0 &&
            kernel.getNumArguments() == call->getNumOperands() + call->getNumResults())
          calls[{kernel, call->getNumOperands()}].push_back(call);
      });
    }
    SmallVector<Operation *> split;
    for (auto &[key, callsOfKernel] : calls) {
      auto kernel = cast<PrimFuncOp>(key.first);
      SmallVector<KernelPart, 0> parts = splitKernel(kernel, key.second, patterns);
      if (parts.empty())
        continue;
      CallSplitter splitter(kernel, parts, symbolTable);
      bool changed = false;
      for (CallTIROp call : callsOfKernel) {
        if (failed(splitter.replace(call))) {
          LDBG() << "skip a call of @" << kernel.getSymName() << ": a size of its parts is not known";
          continue;
        }
        changed = true;
        ++numCalls;
      }
      if (!changed) {
        splitter.discardKernels();
        continue;
      }
      ++numKernels;
      numMatches += llvm::count_if(parts, [](const KernelPart &part) { return part.pattern != nullptr; });
      numLibraryCalls += splitter.numLibraryCalls;
      split.push_back(kernel);
    }
    eraseUnused(module, split, symbolTable);
  }
};

} // namespace
