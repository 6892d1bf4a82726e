//===- LegalizeContext.cpp - kernels for operators ------------------------===//
//
// A request is normalized: each dimension that is no constant becomes a kernel symbol, equal expressions the same one,
// in order of occurrence. So `[n, 2 * m]` and `[a, b]` are both `[s0, s1]` and share a kernel, `[n, n]` is another. On
// demand constants become symbols, too, in kernels that are the same for all sizes. A result that is so many times as
// long as an operand stays that: the kernel may need to know. The key of a request is one uniqued attribute, so that
// finding a kernel costs one hash lookup.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/LegalizeContext.h"

#include "dialects/sym/AffineRelation.h"
#include "dialects/sym/SymbolScope.h"

using namespace mlir;
using namespace mlir::relax;
using sym::ExprAttr;

LegalizeContext::LegalizeContext(ModuleOp module, RewriterBase &rewriter, bool shareKernels, bool shareAcrossSizes)
    : module(module), rewriter(rewriter), symbolTable(module), shareKernels(shareKernels),
      shareAcrossSizes(shareAcrossSizes) {}

ExprAttr LegalizeContext::getKernelSymbol(unsigned index) {
  while (kernelSymbols.size() <= index)
    kernelSymbols.push_back(
        ExprAttr::getSymbol(module.getContext(), ("s" + Twine(kernelSymbols.size())).str()));
  return kernelSymbols[index];
}

std::string LegalizeContext::getFreshName(StringRef base) {
  unsigned &suffix = nextSuffix[base];
  while (true) {
    std::string name = suffix == 0 ? base.str() : (base + "_" + Twine(suffix)).str();
    ++suffix;
    if (!symbolTable.lookup(name))
      return name;
  }
}

LegalizeContext::FunctionInfo &LegalizeContext::getFunctionInfo(Operation *op) {
  Operation *function = op->getParentOp();
  while (function && !isa<sym::SymbolScopeOpInterface>(function))
    function = function->getParentOp();
  auto [it, inserted] = functions.try_emplace(function);
  FunctionInfo &info = it->second;
  if (inserted) {
    info.hasFacts = false;
    if (auto scope = dyn_cast_if_present<sym::SymbolScopeOpInterface>(function)) {
      for (StringAttr symbol : scope.getSignatureSymbols())
        info.signatureSymbols.insert(symbol);
      info.hasFacts = function->hasAttr("sym.ranges") || function->hasAttr("sym.divisible");
      info.prover = std::make_unique<sym::Prover>(module.getContext(), sym::Facts::forOperation(function));
    } else {
      info.prover = std::make_unique<sym::Prover>(module.getContext());
    }
  }
  return info;
}

//===----------------------------------------------------------------------===//
// Normalization
//===----------------------------------------------------------------------===//

/// A size of a result in terms of what the kernel knows already; null where it is none of that.
static ExprAttr findRelation(ExprAttr dim, ArrayRef<ExprAttr> known, const llvm::DenseMap<ExprAttr, ExprAttr> &renaming) {
  for (ExprAttr expr : known)
    if (ExprAttr related = sym::expressThrough(dim, expr, renaming.lookup(expr)))
      return related;
  return {};
}

LogicalResult LegalizeContext::addBuffer(Operation *op, Type type, const Twine &what, bool isResult,
                                         Signature &signature, llvm::DenseMap<ExprAttr, ExprAttr> &renaming) {
  auto tensor = dyn_cast<TensorType>(type);
  if (!tensor)
    return rewriter.notifyMatchFailure(op, what + " is no tensor");
  if (!tensor.hasRank())
    return rewriter.notifyMatchFailure(op, what + " has unknown rank, and a kernel needs one: give it a shape with "
                                                  "'relax.match_cast'");
  if (!tensor.getElementType())
    return rewriter.notifyMatchFailure(op, what + " has an unknown element type: give it one with 'relax.match_cast'");
  SmallVector<ExprAttr> shape;
  for (auto [axis, dim] : llvm::enumerate(tensor.getShape())) {
    if (!dim)
      return rewriter.notifyMatchFailure(op, what + " has an unknown dimension " + Twine(axis) +
                                                 ": run 'relax-name-unknown-dims' first");
    // What is 0 or 1 decides about broadcasts.
    if (dim.isConstant() && (!signature.hasAnySize || dim.getConstantValue() <= 1)) {
      shape.push_back(dim);
      continue;
    }
    ExprAttr symbol = renaming.lookup(dim);
    if (!symbol && isResult && !dim.isConstant())
      symbol = findRelation(dim, signature.symbols, renaming);
    if (!symbol) {
      symbol = renaming[dim] = getKernelSymbol(signature.symbols.size());
      signature.symbols.push_back(dim);
    }
    shape.push_back(symbol);
  }
  signature.parameters.push_back(tir::BufferType::get(shape, tensor.getElementType()));
  return success();
}

LogicalResult LegalizeContext::addScalar(Operation *op, ExprAttr expr, Signature &signature,
                                         llvm::DenseMap<ExprAttr, ExprAttr> &renaming) {
  ExprAttr &symbol = renaming[expr];
  if (symbol)
    return success();
  FailureOr<Value> value = sym::materialize(rewriter, op->getLoc(), expr, op->getOperands());
  if (failed(value))
    return rewriter.notifyMatchFailure(op, "a symbol of '" + expr.str() + "' comes with no operand");
  symbol = getKernelSymbol(signature.symbols.size());
  signature.symbols.push_back(expr);
  signature.operands.push_back(*value);
  signature.parameters.push_back(sym::IntType::get(symbol));
  return success();
}

LogicalResult LegalizeContext::normalize(Operation *op, ValueRange inputs, ArrayRef<ExprAttr> parameters,
                                         Signature &signature) {
  llvm::DenseMap<ExprAttr, ExprAttr> renaming;
  signature.operands.assign(inputs.begin(), inputs.end());
  for (auto [index, input] : llvm::enumerate(inputs))
    if (failed(addBuffer(op, input.getType(), "operand " + Twine(index), /*isResult=*/false, signature, renaming)))
      return failure();

  // A result may speak of symbols that came in by another operand (the target of a reshape); the call has to take them.
  llvm::SetVector<StringAttr> mentioned, known;
  for (Type type : op->getResultTypes())
    sym::collectSymbols(type, mentioned);
  for (Value input : inputs)
    sym::collectSymbols(input.getType(), known);
  for (StringAttr symbol : mentioned) {
    if (known.contains(symbol) || getFunctionInfo(op).signatureSymbols.contains(symbol))
      continue;
    if (failed(addScalar(op, ExprAttr::getSymbol(symbol), signature, renaming)))
      return failure();
  }
  for (ExprAttr parameter : parameters)
    if (!parameter.isConstant() && failed(addScalar(op, parameter, signature, renaming)))
      return failure();
  for (auto [index, type] : llvm::enumerate(op->getResultTypes()))
    if (failed(addBuffer(op, type, "result " + Twine(index), /*isResult=*/true, signature, renaming)))
      return failure();
  for (ExprAttr parameter : parameters)
    signature.scalars.push_back(parameter.isConstant() ? parameter : renaming[parameter]);
  return success();
}

DictionaryAttr LegalizeContext::collectFacts(Operation *op, ArrayRef<ExprAttr> symbols) {
  Builder builder(module.getContext());
  FunctionInfo &info = getFunctionInfo(op);
  SmallVector<NamedAttribute> divisors, ranges;
  for (auto [index, expr] : llvm::enumerate(symbols)) {
    // A bare symbol of which the function knows nothing, the usual case.
    if (!info.hasFacts && expr.isSymbol())
      continue;
    // Kernels are shared across sizes.
    if (expr.isConstant())
      continue;
    StringAttr name = getKernelSymbol(index).getSymbolName();
    // Only powers of two help anybody, and other divisors would make kernels different for nothing.
    int64_t divisor = info.prover->knownDivisor(expr);
    int64_t power = divisor & -divisor;
    if (power > 1)
      divisors.push_back({name, builder.getI64IntegerAttr(std::min<int64_t>(power, 64))});
    if (!info.hasFacts)
      continue;
    sym::Bounds bounds = info.prover->bounds(expr);
    if (bounds.upper)
      ranges.push_back({name, builder.getDenseI64ArrayAttr({bounds.lower.value_or(0), *bounds.upper})});
  }
  SmallVector<NamedAttribute> facts;
  if (!divisors.empty())
    facts.push_back(builder.getNamedAttr("sym.divisible", builder.getDictionaryAttr(divisors)));
  if (!ranges.empty())
    facts.push_back(builder.getNamedAttr("sym.ranges", builder.getDictionaryAttr(ranges)));
  return builder.getDictionaryAttr(facts);
}

//===----------------------------------------------------------------------===//
// Kernels
//===----------------------------------------------------------------------===//

LogicalResult LegalizeContext::decompose(Operation *op, llvm::function_ref<SmallVector<Value>(OpBuilder &)> build) {
  rewriter.setInsertionPoint(op);
  Operation *before = op->getPrevNode();
  SmallVector<Value> values = build(rewriter);
  if (values.empty())
    return failure();
  Block *block = op->getBlock();
  for (auto it = before ? std::next(before->getIterator()) : block->begin(); &*it != op; ++it)
    pending.push_back(&*it);
  for (auto [result, value] : llvm::zip_equal(op->getResults(), MutableArrayRef<Value>(values)))
    if (value.getType() != result.getType())
      value = RefineOp::create(rewriter, op->getLoc(), result.getType(), value);
  rewriter.replaceOp(op, values);
  return success();
}

LogicalResult LegalizeContext::replaceWithPacked(Operation *op, StringRef name, ValueRange inputs,
                                                 ArrayRef<int64_t> integers) {
  rewriter.setInsertionPoint(op);
  Location loc = op->getLoc();
  SmallVector<Value> operands(inputs);
  for (int64_t integer : integers)
    operands.push_back(sym::ValueOp::create(rewriter, loc, ExprAttr::getConstant(module.getContext(), integer)));
  StringAttr callee = rewriter.getStringAttr("relax.runtime." + name);
  bool isKnown =
      llvm::all_of(op->getResultTypes(), [](Type type) { return cast<TensorType>(type).isFullyKnown(); });
  if (isKnown)
    rewriter.replaceOp(op, CallDPSPackedOp::create(rewriter, loc, op->getResultTypes(), callee, operands));
  else
    rewriter.replaceOp(op, CallPurePackedOp::create(rewriter, loc, op->getResultTypes(), callee, operands));
  return success();
}

LogicalResult LegalizeContext::replaceWithKernel(Operation *op, StringRef name, ValueRange inputs, KernelBody build,
                                                 bool forAnySize) {
  auto buildWithoutParameters = [&](tir::KernelBuilder &kernel, ValueRange inputs, ValueRange outputs,
                                    ArrayRef<ExprAttr>) { build(kernel, inputs, outputs); };
  return replaceWithKernel(op, name, inputs, {}, buildWithoutParameters, forAnySize);
}

/// Whether some index is more than the variable of a loop over its dimension.
static bool computesIndices(tir::PrimFuncOp kernel) {
  auto isPlain = [](Value index, ExprAttr extent) {
    auto variable = dyn_cast<BlockArgument>(index);
    auto block = variable ? dyn_cast<tir::BlockOp>(variable.getOwner()->getParentOp()) : tir::BlockOp();
    if (!block)
      return false;
    OpFoldResult upper = block.getMixedUppers()[variable.getArgNumber()];
    if (auto value = dyn_cast<Value>(upper)) {
      auto integer = dyn_cast<sym::IntType>(value.getType());
      return integer && integer.getExpr() == extent;
    }
    return extent.isConstant(cast<IntegerAttr>(cast<Attribute>(upper)).getInt());
  };
  WalkResult result = kernel.walk([&](Operation *op) {
    auto check = [&](tir::BufferType type, ValueRange indices) {
      return llvm::all_of_zip(indices, type.getShape(), isPlain) ? WalkResult::advance() : WalkResult::interrupt();
    };
    if (auto load = dyn_cast<tir::LoadOp>(op))
      return check(load.getBufferType(), load.getIndices());
    if (auto store = dyn_cast<tir::StoreOp>(op))
      return check(store.getBufferType(), store.getIndices());
    return WalkResult::advance();
  });
  return result.wasInterrupted();
}

LogicalResult LegalizeContext::replaceWithKernel(Operation *op, StringRef name, ValueRange inputs,
                                                 ArrayRef<ExprAttr> scalars, ParametricKernelBody build,
                                                 bool forAnySize) {
  rewriter.setInsertionPoint(op);
  Signature signature;
  signature.hasAnySize = shareAcrossSizes && forAnySize;
  if (failed(normalize(op, inputs, scalars, signature)))
    return failure();
  Builder builder(module.getContext());
  DictionaryAttr facts = collectFacts(op, signature.symbols);
  SmallVector<Attribute, 8> parts = {op->getName().getIdentifier(), builder.getStringAttr(name),
                                     TypeAttr::get(builder.getFunctionType(signature.parameters, {})), facts};
  if (Attribute properties = op->getPropertiesAsAttribute())
    parts.push_back(properties);
  if (!signature.scalars.empty())
    parts.push_back(builder.getArrayAttr(SmallVector<Attribute>(signature.scalars.begin(), signature.scalars.end())));
  // Kernels for other devices are other kernels.
  VDeviceAttr device = cast<TensorType>(op->getResult(0).getType()).getDevice();
  if (device)
    parts.push_back(device);

  FlatSymbolRefAttr &kernel = kernels[builder.getArrayAttr(parts)];
  if (!kernel || !shareKernels) {
    SmallVector<StringRef> names;
    SmallVector<std::string> storage;
    size_t numOutputs = op->getNumResults(), numParameters = signature.parameters.size();
    for (size_t i = 0; i < numParameters; ++i) {
      if (i < inputs.size())
        storage.push_back(inputs.size() == 1 ? "X" : std::string(1, 'A' + i % 26) + (i < 26 ? "" : std::to_string(i / 26)));
      else if (i < numParameters - numOutputs)
        storage.push_back("d" + std::to_string(i - inputs.size()));
      else
        storage.push_back(numOutputs == 1 ? "Y" : "Y" + std::to_string(i - (numParameters - numOutputs)));
    }
    // One letter for each operand: A, B ... may run into the Y of the result.
    if (inputs.size() > 20)
      for (size_t i = 0; i < inputs.size(); ++i)
        storage[i] = "X" + std::to_string(i);
    for (const std::string &text : storage)
      names.push_back(text);

    tir::KernelBuilder kernelBuilder(op->getLoc(), getFreshName(name), signature.parameters, names);
    SmallVector<Value> parameters;
    for (size_t i = 0; i < numParameters; ++i)
      parameters.push_back(kernelBuilder.getParameter(i));
    build(kernelBuilder, ValueRange(parameters).take_front(inputs.size()),
          ValueRange(parameters).take_back(numOutputs), signature.scalars);
    tir::PrimFuncOp function = kernelBuilder.finish();
    function.setPrivate();
    // The conditions of the operator's deduction hold wherever the kernel is called; indices from data stay checked.
    if (computesIndices(function))
      function->setAttr(tir::kSizesCheckedAttr, builder.getUnitAttr());
    for (NamedAttribute fact : facts)
      function->setAttr(fact.getName(), fact.getValue());
    if (device)
      function->setAttr("relax.device", device);
    symbolTable.insert(function);
    kernel = FlatSymbolRefAttr::get(function);
    ++numKernels;
  }
  auto call = CallTIROp::create(rewriter, op->getLoc(), op->getResultTypes(), kernel, signature.operands);
  rewriter.replaceOp(op, call);
  return success();
}
