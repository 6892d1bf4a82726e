//===- KernelPattern.cpp - Parts of kernels that match a kernel -----------===//
//
// Statements are compared in order, and what they compute with from there backwards. Sizes are collected in pairs and
// unified at the end. A load may stand anywhere between the same two statements of its block.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/fusion/KernelPattern.h"

#include "analysis/tir/OpPattern.h"
#include "transforms/relax/fusion/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace mlir;
using namespace mlir::relax;
using sym::ExprAttr;
using tir::BufferType;
using tir::PrimFuncOp;

bool relax::isStatement(Operation &op) {
  return !isa<tir::AllocBufferOp>(op) && !op.hasTrait<OpTrait::IsTerminator>() &&
         (op.getNumRegions() != 0 || !isMemoryEffectFree(&op));
}

BufferAccesses relax::getAccesses(ArrayRef<Operation *> statements) {
  BufferAccesses accesses;
  for (Operation *statement : statements)
    statement->walk([&](Operation *op) {
      if (auto load = dyn_cast<tir::LoadOp>(op))
        accesses.read.insert(load.getBuffer());
      else if (auto store = dyn_cast<tir::StoreOp>(op))
        accesses.written.insert(store.getBuffer());
    });
  return accesses;
}

//===----------------------------------------------------------------------===//
// Patterns
//===----------------------------------------------------------------------===//

FailureOr<KernelPattern> KernelPattern::get(PrimFuncOp kernel) {
  KernelPattern pattern;
  pattern.kernel = kernel;
  pattern.facts = sym::Facts::forOperation(kernel);
  if (kernel.isExternal())
    return kernel.emitOpError("as a pattern must have a body");
  if (Attribute library = kernel->getAttr(kLibraryAttr)) {
    pattern.library = dyn_cast<StringAttr>(library);
    if (!pattern.library || pattern.library.empty())
      return kernel.emitOpError("attribute '")
             << kLibraryAttr << "' must be the name of a packed function, got " << library;
  }
  for (Operation &op : kernel.getBody().front()) {
    if (!isStatement(op))
      continue;
    if (!isa<tir::ForOp, tir::BlockOp>(op))
      return op.emitOpError("must not stand at the top of a pattern, which holds loops and blocks");
    pattern.statements.push_back(&op);
  }
  if (pattern.statements.empty())
    return kernel.emitOpError("as a pattern must have a loop or block");
  BufferAccesses accesses = getAccesses(pattern.statements);
  for (auto [index, parameter] : llvm::enumerate(kernel.getArguments())) {
    std::string name = kernel.getParameterName(index);
    if (auto buffer = dyn_cast<BufferType>(parameter.getType()); buffer && (!buffer.isCompact() || buffer.getScope()))
      return kernel.emitOpError("as a pattern must take compact buffers, got ") << buffer << " for '" << name << "'";
    if (parameter.use_empty() && !isa<sym::IntType>(parameter.getType()))
      return kernel.emitOpError("as a pattern must use each parameter, but not '") << name << "'";
    if (accesses.written.contains(parameter))
      continue;
    if (pattern.numInputs != index)
      return kernel.emitOpError("as a pattern must write its last parameters, but not '")
             << name << "', which follows one that it writes";
    ++pattern.numInputs;
  }
  if (pattern.numInputs == kernel.getNumArguments())
    return kernel.emitOpError("as a pattern must write a parameter");
  return pattern;
}

//===----------------------------------------------------------------------===//
// Matching
//===----------------------------------------------------------------------===//

namespace {

/// The value of a number in terms of symbols; null where it is something else.
ExprAttr getExpr(Value value) {
  if (auto integer = dyn_cast<sym::IntType>(value.getType()))
    return integer.getExpr();
  if (auto index = value.getDefiningOp<sym::ToIndexOp>())
    return getExpr(index.getValue());
  if (auto constant = value.getDefiningOp<arith::ConstantOp>(); constant && value.getType().isIndex())
    if (auto number = dyn_cast<IntegerAttr>(constant.getValue()))
      return ExprAttr::getConstant(value.getContext(), number.getInt());
  return {};
}

ExprAttr getExpr(OpFoldResult extent) {
  if (auto value = dyn_cast<Value>(extent))
    return getExpr(value);
  auto number = cast<IntegerAttr>(cast<Attribute>(extent));
  return ExprAttr::getConstant(number.getContext(), number.getInt());
}

/// One comparison of statements.
class Matcher {
public:
  Matcher(const KernelPattern &pattern, const sym::Prover &prover)
      : pattern(pattern), prover(prover), kernel(pattern.kernel) {}

  std::optional<KernelMatch> match(ArrayRef<Operation *> statements) {
    target = statements.front()->getParentOfType<PrimFuncOp>();
    for (auto [expected, actual] : llvm::zip_equal(pattern.statements, statements))
      if (!matchStatement(expected, actual))
        return std::nullopt;
    return finish(statements);
  }

private:
  /// Swapped operands may make it try the same again and again: beyond these it gives up.
  static constexpr unsigned kMaxSteps = 20000;
  /// Operations that one value is computed from, one by the other.
  static constexpr unsigned kMaxDepth = 512;

  //===--------------------------------------------------------------------===//
  // Statements
  //===--------------------------------------------------------------------===//

  bool matchStatement(Operation *expected, Operation *actual) {
    if (expected->getName() != actual->getName() || ++steps > kMaxSteps)
      return false;
    if (isa<tir::ForOp, tir::BlockOp>(expected)) {
      std::optional<tir::LoopNest> lhs = getFreeNest(expected);
      std::optional<tir::LoopNest> rhs = lhs ? getFreeNest(actual) : std::nullopt;
      if (rhs)
        return matchNests(*lhs, *rhs);
    }
    if (auto loop = dyn_cast<tir::ForOp>(expected))
      return matchLoops(loop, cast<tir::ForOp>(actual));
    if (auto block = dyn_cast<tir::BlockOp>(expected))
      return matchBlocks(block, cast<tir::BlockOp>(actual));
    return matchOperations(expected, actual);
  }

  /// The nest of a block without a predicate, if its loops run over its domain, whatever their order.
  static std::optional<tir::LoopNest> getFreeNest(Operation *statement) {
    std::optional<tir::LoopNest> nest = tir::LoopNest::get(statement);
    if (!nest || !nest->block || nest->block.getPredicate() || nest->loops.size() != nest->block.getNumIters())
      return std::nullopt;
    llvm::SmallPtrSet<Operation *, 8> loops;
    for (auto [index, lower, upper] : llvm::enumerate(nest->block.getMixedLowers(), nest->block.getMixedUppers())) {
      tir::ForOp loop = nest->getLoop(nest->block.getIter(index));
      ExprAttr first = getExpr(lower), last = getExpr(upper);
      if (!loop || !loops.insert(loop).second || nest->block.getIterKind(index) == tir::IterKind::Opaque || !first ||
          !first.isConstant(0) || !last || getExpr(loop.getUpperBound()) != last)
        return std::nullopt;
    }
    return nest;
  }

  bool matchNests(tir::LoopNest &expected, tir::LoopNest &actual) {
    if (expected.loops.size() != actual.loops.size())
      return false;
    for (unsigned i = 0, e = expected.block.getNumIters(); i != e; ++i) {
      tir::ForOp lhs = expected.getLoop(expected.block.getIter(i)), rhs = actual.getLoop(actual.block.getIter(i));
      if (expected.block.getIterKind(i) != actual.block.getIterKind(i) ||
          !matchExtents(lhs.getUpperBound(), rhs.getUpperBound()))
        return false;
      bind(expected.block.getIter(i), actual.block.getIter(i));
      bind(lhs.getLoopVariable(), rhs.getLoopVariable());
    }
    return matchBodies(*expected.body, *actual.body);
  }

  bool matchLoops(tir::ForOp expected, tir::ForOp actual) {
    if (expected.getKind() != actual.getKind() || expected.getStep() != actual.getStep() ||
        expected.getThreadAttr() != actual.getThreadAttr() ||
        !matchExtents(expected.getLowerBound(), actual.getLowerBound()) ||
        !matchExtents(expected.getUpperBound(), actual.getUpperBound()))
      return false;
    bind(expected.getLoopVariable(), actual.getLoopVariable());
    return matchBodies(expected.getBody().front(), actual.getBody().front());
  }

  bool matchBlocks(tir::BlockOp expected, tir::BlockOp actual) {
    if (expected.getNumIters() != actual.getNumIters() || !expected.getPredicate() != !actual.getPredicate() ||
        (expected.getPredicate() && !matchValues(expected.getPredicate(), actual.getPredicate())))
      return false;
    for (auto [lhs, rhs] : llvm::zip_equal(expected.getMixedLowers(), actual.getMixedLowers()))
      if (!matchExtents(lhs, rhs))
        return false;
    for (auto [lhs, rhs] : llvm::zip_equal(expected.getMixedUppers(), actual.getMixedUppers()))
      if (!matchExtents(lhs, rhs))
        return false;
    for (unsigned i = 0, e = expected.getNumIters(); i != e; ++i) {
      if (expected.getIterKind(i) != actual.getIterKind(i) ||
          !matchValues(expected.getBindings()[i], actual.getBindings()[i]))
        return false;
      bind(expected.getIter(i), actual.getIter(i));
    }
    return matchBodies(expected.getBody().front(), actual.getBody().front());
  }

  bool matchExtents(OpFoldResult expected, OpFoldResult actual) {
    ExprAttr lhs = getExpr(expected), rhs = getExpr(actual);
    if (lhs || rhs)
      return matchExprs(lhs, rhs);
    return matchValues(cast<Value>(expected), cast<Value>(actual));
  }

  /// What a body does, in order; numbers its loads by what has been done before.
  SmallVector<Operation *> collectStatements(Block &body) {
    SmallVector<Operation *> statements;
    for (Operation &op : body.without_terminator()) {
      if (isa<tir::LoadOp>(op))
        loadTimes[&op] = statements.size();
      else if (!isa<tir::ReadsOp, tir::WritesOp>(op) && isStatement(op))
        statements.push_back(&op);
    }
    return statements;
  }

  bool matchBodies(Block &expected, Block &actual) {
    SmallVector<Operation *> lhs = collectStatements(expected), rhs = collectStatements(actual);
    if (lhs.size() != rhs.size())
      return false;
    blocks[&expected] = &actual;
    for (auto [statement, other] : llvm::zip_equal(lhs, rhs))
      if (!matchStatement(statement, other))
        return false;
    Operation *end = expected.getTerminator(), *otherEnd = actual.getTerminator();
    return end->getName() == otherEnd->getName() && matchOperands(end, otherEnd);
  }

  //===--------------------------------------------------------------------===//
  // Values
  //===--------------------------------------------------------------------===//

  bool matchExprs(ExprAttr expected, ExprAttr actual) {
    if (!expected || !actual)
      return false;
    // Most mismatches are seen at once.
    if (expected.isConstant() && expected != actual)
      return false;
    sizes.push_back({expected, actual});
    return true;
  }

  void bind(Value expected, Value actual) {
    values[expected] = actual;
    bound.push_back(expected);
  }

  bool matchTypes(Type expected, Type actual) {
    auto lhs = dyn_cast<BufferType>(expected);
    auto rhs = dyn_cast<BufferType>(actual);
    if (!lhs || !rhs)
      return expected == actual;
    if (lhs.getElementType() != rhs.getElementType() || lhs.getRank() != rhs.getRank() ||
        lhs.getScope() != rhs.getScope() || !lhs.isCompact() || !rhs.isCompact())
      return false;
    for (auto [dim, other] : llvm::zip_equal(lhs.getShape(), rhs.getShape()))
      if (!matchExprs(dim, other))
        return false;
    return true;
  }

  bool matchValues(Value expected, Value actual) {
    if (++steps > kMaxSteps || depth > kMaxDepth)
      return false;
    llvm::SaveAndRestore<unsigned> deeper(depth, depth + 1);
    if (Value known = values.lookup(expected))
      return known == actual;
    ExprAttr lhs = getExpr(expected), rhs = getExpr(actual);
    if (lhs || rhs)
      return matchExprs(lhs, rhs);
    if (!matchTypes(expected.getType(), actual.getType()))
      return false;
    Operation *definition = expected.getDefiningOp(), *other = actual.getDefiningOp();
    if (!definition) {
      // A parameter; variables of loops and blocks are known.
      bool isBuffer = isa<BufferType>(actual.getType());
      bool isOuter = other ? isBuffer && other->getParentOp() == target
                           : cast<BlockArgument>(actual).getOwner()->getParentOp() == target;
      if (cast<BlockArgument>(expected).getOwner()->getParentOp() != kernel || !isOuter)
        return false;
    } else {
      if (!other || definition->getName() != other->getName() || definition->getNumRegions() != 0 ||
          cast<OpResult>(expected).getResultNumber() != cast<OpResult>(actual).getResultNumber())
        return false;
      if (isa<tir::AllocBufferOp>(definition)) {
        if ((definition->getParentOp() == kernel) != (other->getParentOp() == target))
          return false;
      } else if (isa<tir::LoadOp>(definition)) {
        if (blocks.lookup(definition->getBlock()) != other->getBlock() ||
            loadTimes.lookup(definition) != loadTimes.lookup(other) || !matchOperands(definition, other))
          return false;
      } else if (!matchAttributes(definition, other) || !matchOperands(definition, other)) {
        return false;
      }
    }
    bind(expected, actual);
    return true;
  }

  bool matchOperands(Operation *expected, Operation *actual) {
    if (expected->getNumOperands() != actual->getNumOperands())
      return false;
    auto matchInOrder = [&](Value first, Value second) {
      return matchValues(expected->getOperand(0), first) && matchValues(expected->getOperand(1), second);
    };
    if (expected->getNumOperands() == 2 && expected->hasTrait<OpTrait::IsCommutative>()) {
      size_t numBound = bound.size(), numSizes = sizes.size();
      if (matchInOrder(actual->getOperand(0), actual->getOperand(1)))
        return true;
      while (bound.size() > numBound)
        values.erase(bound.pop_back_val());
      sizes.truncate(numSizes);
      return matchInOrder(actual->getOperand(1), actual->getOperand(0));
    }
    for (auto [lhs, rhs] : llvm::zip_equal(expected->getOperands(), actual->getOperands()))
      if (!matchValues(lhs, rhs))
        return false;
    return true;
  }

  /// The attributes that belong to the operation, apart from permissions to compute in another way.
  static bool matchAttributes(Operation *expected, Operation *actual) {
    auto collect = [](Operation *op) {
      NamedAttrList attributes(op->getAttrDictionary());
      for (NamedAttribute annotation : op->getDiscardableAttrs())
        attributes.erase(annotation.getName());
      SmallVector<NamedAttribute> kept;
      for (NamedAttribute attribute : attributes)
        if (!isa<arith::FastMathFlagsAttr, arith::IntegerOverflowFlagsAttr>(attribute.getValue()))
          kept.push_back(attribute);
      return DictionaryAttr::get(op->getContext(), kept);
    };
    return collect(expected) == collect(actual);
  }

  /// Any operation with its regions; its results are bound.
  bool matchOperations(Operation *expected, Operation *actual) {
    if (expected->getNumResults() != actual->getNumResults() || expected->getNumRegions() != actual->getNumRegions() ||
        !matchAttributes(expected, actual) || !matchOperands(expected, actual))
      return false;
    for (auto [lhs, rhs] : llvm::zip_equal(expected->getRegions(), actual->getRegions())) {
      if (lhs.empty() && rhs.empty())
        continue;
      if (!llvm::hasSingleElement(lhs) || !llvm::hasSingleElement(rhs) ||
          lhs.getArgumentTypes() != rhs.getArgumentTypes())
        return false;
      for (auto [argument, other] : llvm::zip_equal(lhs.getArguments(), rhs.getArguments()))
        bind(argument, other);
      if (!matchBodies(lhs.front(), rhs.front()))
        return false;
    }
    for (auto [result, other] : llvm::zip_equal(expected->getResults(), actual->getResults())) {
      if (!matchTypes(result.getType(), other.getType()))
        return false;
      bind(result, other);
    }
    return true;
  }

  //===--------------------------------------------------------------------===//
  // The whole
  //===--------------------------------------------------------------------===//

  std::optional<KernelMatch> finish(ArrayRef<Operation *> statements) {
    sym::Unifier unifier;
    for (auto [expected, actual] : sizes)
      unifier.add(expected, actual);
    bool isDecided = true;
    if (failed(unifier.solve([&](const sym::Unifier::Outcome &) { isDecided = false; })) || !isDecided)
      return std::nullopt;
    const sym::Substitution &bindings = unifier.getBindings();
    if (!proveFacts(bindings))
      return std::nullopt;

    KernelMatch match;
    BufferAccesses accesses = getAccesses(pattern.statements);
    // Buffers that differ in the pattern may be one in the kernel only if nothing is written to it.
    llvm::DenseMap<Value, bool> isWritten;
    auto addBuffer = [&](Value expected, Value actual) {
      auto [it, isFirst] = isWritten.try_emplace(actual, false);
      bool written = accesses.written.contains(expected);
      if (!isFirst && (written || it->second))
        return false;
      it->second |= written;
      return true;
    };
    for (BlockArgument parameter : kernel.getArguments()) {
      match.values.push_back(values.lookup(parameter));
      match.numbers.push_back(ExprAttr());
      if (auto integer = dyn_cast<sym::IntType>(parameter.getType())) {
        FailureOr<ExprAttr> number = sym::substitute(integer.getExpr(), bindings);
        llvm::SetVector<StringAttr> symbols;
        integer.getExpr().collectSymbols(symbols);
        if (failed(number) || llvm::any_of(symbols, [&](StringAttr symbol) { return !bindings.count(symbol); }))
          return std::nullopt;
        match.values.back() = Value();
        match.numbers.back() = *number;
      } else if (!match.values.back() ||
                 (isa<BufferType>(parameter.getType()) && !addBuffer(parameter, match.values.back()))) {
        return std::nullopt;
      }
    }
    llvm::DenseSet<Value> nested;
    for (auto [expected, actual] : values)
      if (auto buffer = actual.getDefiningOp<tir::AllocBufferOp>())
        if (buffer->getParentOp() != target && !nested.insert(actual).second)
          return std::nullopt;
    for (auto buffer : kernel.getBody().front().getOps<tir::AllocBufferOp>()) {
      Value local = values.lookup(buffer.getBuffer());
      if (!local)
        continue;
      // Nobody else may see it.
      bool isOwn = llvm::all_of(local.getUsers(), [&](Operation *user) {
        return llvm::any_of(statements, [&](Operation *statement) { return statement->isAncestor(user); });
      });
      if (!isOwn || !addBuffer(buffer.getBuffer(), local))
        return std::nullopt;
      match.locals.push_back(local);
    }
    return match;
  }

  /// Whether what the pattern says of its symbols is true of the sizes that they stand for.
  bool proveFacts(const sym::Substitution &bindings) {
    auto constant = [&](int64_t value) { return ExprAttr::getConstant(kernel.getContext(), value); };
    for (auto [symbol, expr] : bindings) {
      sym::Bounds range = pattern.facts.getRange(symbol);
      // Dimensions are not negative.
      if (range.lower && *range.lower > 0 && prover.provablyLessEqual(constant(*range.lower), expr) != sym::Truth::Yes)
        return false;
      if (range.upper && prover.provablyLessEqual(expr, constant(*range.upper)) != sym::Truth::Yes)
        return false;
      if (int64_t divisor = pattern.facts.getDivisor(symbol);
          divisor > 1 && prover.divisible(expr, divisor) != sym::Truth::Yes)
        return false;
    }
    return true;
  }

  const KernelPattern &pattern;
  const sym::Prover &prover;
  PrimFuncOp kernel, target;
  llvm::DenseMap<Value, Value> values;
  /// The keys of `values` in order, to take them back.
  SmallVector<Value> bound;
  SmallVector<std::pair<ExprAttr, ExprAttr>> sizes;
  llvm::DenseMap<Block *, Block *> blocks;
  /// The number of statements in front of each load in its block.
  llvm::DenseMap<Operation *, unsigned> loadTimes;
  unsigned steps = 0, depth = 0;
};

} // namespace

std::optional<KernelMatch> relax::matchKernel(const KernelPattern &pattern, ArrayRef<Operation *> statements,
                                              const sym::Prover &prover) {
  if (pattern.statements.size() != statements.size())
    return std::nullopt;
  return Matcher(pattern, prover).match(statements);
}
