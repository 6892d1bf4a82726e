//===- KernelSplit.cpp - One kernel as several ----------------------------===//
//
// Statements stay in order, so what has to be found is only which buffers go from one part to another. A buffer that a
// later part writes again, as in place, is updated: the value before and the value after are different tensors.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/fusion/KernelSplit.h"

#include "analysis/tir/OpPattern.h"
#include "dialects/sym/SymbolScope.h"
#include "transforms/relax/fusion/Passes.h"

#include "mlir/IR/IRMapping.h"
#include "llvm/Support/DebugLog.h"

#define DEBUG_TYPE "relax-split-call-tir-by-pattern"

using namespace mlir;
using namespace mlir::relax;
using sym::ExprAttr;
using tir::BufferType;
using tir::PrimFuncOp;

namespace {

class Splitter {
public:
  Splitter(PrimFuncOp kernel, unsigned numInputs) : kernel(kernel), numInputs(numInputs) {}

  SmallVector<KernelPart, 0> run(ArrayRef<KernelPattern> patterns) {
    if (!collectStatements() || !match(patterns))
      return {};
    if (failed(exchange()))
      return {};
    return std::move(parts);
  }

private:
  bool decline(const Twine &why) {
    LDBG() << "skip @" << kernel.getSymName() << ": " << why;
    return false;
  }

  /// Whether an argument of the kernel is only read.
  bool isInput(Value value) const {
    auto argument = dyn_cast<BlockArgument>(value);
    return argument && argument.getArgNumber() < numInputs;
  }

  bool collectStatements() {
    if (kernel.isExternal() || kernel.getNumArguments() < numInputs)
      return false;
    for (Type type : kernel.getArgumentTypes())
      if (auto buffer = dyn_cast<BufferType>(type); buffer && (!buffer.isCompact() || buffer.getScope()))
        return decline("a buffer is not compact");
    for (Operation &op : kernel.getBody().front()) {
      if (!isStatement(op))
        continue;
      if (isa<tir::AssertOp, sym::AssumeOp>(op))
        return decline("what it checks or assumes at its top holds for all that follows");
      BufferAccesses accesses = getAccesses(&op);
      for (Value buffer : llvm::concat<const Value>(accesses.read, accesses.written))
        firstAccess.try_emplace(buffer, statements.size());
      for (Value buffer : accesses.written) {
        if (isInput(buffer))
          return decline("it writes an input");
        firstWrite.try_emplace(buffer, statements.size());
      }
      statements.push_back(&op);
    }
    WalkResult result = kernel.getBody().walk([&](Operation *op) {
      if (isa<sym::SymbolDefinerOpInterface, SymbolOpInterface>(op))
        return WalkResult::interrupt();
      for (Value operand : op->getOperands())
        if (isa<BufferType>(operand.getType()) &&
            !isa<tir::LoadOp, tir::StoreOp, tir::ReadsOp, tir::WritesOp, sym::ValueOp>(op))
          return WalkResult::interrupt();
      return WalkResult::advance();
    });
    return !result.wasInterrupted() || decline("it defines symbols, or uses a buffer in another way");
  }

  /// Finds the parts.
  bool match(ArrayRef<KernelPattern> patterns) {
    bool hasMatch = false;
    sym::Prover prover(kernel.getContext(), sym::Facts::forOperation(kernel));
    for (size_t next = 0; next != statements.size();) {
      KernelPart part;
      for (const KernelPattern &pattern : patterns) {
        size_t size = pattern.statements.size();
        if (size > statements.size() - next)
          continue;
        auto candidates = ArrayRef(statements).slice(next, size);
        std::optional<KernelMatch> found = matchKernel(pattern, candidates, prover);
        if (!found || !isApart(candidates, next))
          continue;
        part.pattern = &pattern;
        part.match = std::move(*found);
        part.statements.append(candidates.begin(), candidates.end());
        break;
      }
      if (part.pattern) {
        hasMatch = true;
        next += part.statements.size();
        parts.push_back(std::move(part));
        continue;
      }
      if (parts.empty() || parts.back().pattern)
        parts.emplace_back();
      parts.back().statements.push_back(statements[next++]);
    }
    return hasMatch && (parts.size() > 1 || parts.front().pattern->library);
  }

  /// Whether a match writes buffers that nobody has used before, and reads what others have written.
  bool isApart(ArrayRef<Operation *> candidates, size_t begin) {
    BufferAccesses accesses = getAccesses(candidates);
    for (Value buffer : accesses.written)
      if (firstAccess.lookup(buffer) < begin)
        return decline("a match writes what is used in front of it");
    for (Value buffer : accesses.read)
      if (!accesses.written.contains(buffer) && !isInput(buffer) &&
          (!firstWrite.count(buffer) || firstWrite.lookup(buffer) >= begin))
        return decline("a match reads what nobody has written");
    return true;
  }

  /// Finds what the parts exchange.
  LogicalResult exchange() {
    llvm::DenseMap<Operation *, unsigned> partOf;
    SmallVector<BufferAccesses> accesses;
    struct Range {
      unsigned first, last;
    };
    llvm::DenseMap<Value, Range> ranges;
    for (auto [number, part] : llvm::enumerate(parts)) {
      for (Operation *statement : part.statements)
        partOf[statement] = number;
      accesses.push_back(getAccesses(part.statements));
      for (Value buffer : llvm::concat<const Value>(accesses.back().read, accesses.back().written))
        ranges.try_emplace(buffer, Range{static_cast<unsigned>(number), 0}).first->second.last = number;
    }
    for (BlockArgument output : kernel.getArguments().drop_front(numInputs))
      if (!firstWrite.count(output))
        return success(decline("an output is not written"));

    for (auto [number, part] : llvm::enumerate(parts)) {
      llvm::SetVector<Value> arguments;
      if (failed(collectHelpers(part, number, partOf, arguments)))
        return failure();
      for (Value buffer : getBuffers(accesses[number])) {
        bool isParameter = isa<BlockArgument>(buffer), isWritten = accesses[number].written.contains(buffer);
        Range range = ranges.lookup(buffer);
        if (isInput(buffer))
          arguments.insert(buffer);
        else if (!isParameter && range.first == range.last)
          part.helpers.push_back(buffer.getDefiningOp());
        else if (auto type = cast<BufferType>(buffer.getType()); type.getScope() || !type.isCompact())
          return success(decline("parts would exchange a buffer that is no tensor"));
        else if (range.first == number && !isWritten)
          return success(decline("a buffer is read before it is written"));
        else if (range.first == number)
          part.outputs.push_back(buffer);
        else if (isWritten)
          part.updated.push_back(buffer);
        else
          part.inputs.push_back(buffer);
      }
      SmallVector<Value> sorted = arguments.takeVector();
      llvm::sort(sorted, [](Value lhs, Value rhs) {
        return cast<BlockArgument>(lhs).getArgNumber() < cast<BlockArgument>(rhs).getArgNumber();
      });
      part.inputs.insert(part.inputs.begin(), sorted.begin(), sorted.end());
      llvm::sort(part.helpers, [](Operation *lhs, Operation *rhs) { return lhs->isBeforeInBlock(rhs); });
      collectPassedSymbols(part);
    }
    return success();
  }

  /// The buffers of both lists that are not made inside of a statement: local ones in order of the text, then
  /// parameters.
  SmallVector<Value> getBuffers(const BufferAccesses &accesses) {
    llvm::SetVector<Value> buffers(accesses.read.begin(), accesses.read.end());
    buffers.insert(accesses.written.begin(), accesses.written.end());
    SmallVector<Value> locals, parameters;
    for (Value buffer : buffers) {
      if (isa<BlockArgument>(buffer))
        parameters.push_back(buffer);
      else if (buffer.getDefiningOp()->getParentOp() == kernel)
        locals.push_back(buffer);
    }
    llvm::sort(locals, [](Value lhs, Value rhs) { return lhs.getDefiningOp()->isBeforeInBlock(rhs.getDefiningOp()); });
    llvm::sort(parameters, [](Value lhs, Value rhs) {
      return cast<BlockArgument>(lhs).getArgNumber() < cast<BlockArgument>(rhs).getArgNumber();
    });
    llvm::append_range(locals, parameters);
    return locals;
  }

  /// What a part computes with from the top of the kernel, and the scalar parameters that it needs.
  LogicalResult collectHelpers(KernelPart &part, unsigned number, const llvm::DenseMap<Operation *, unsigned> &partOf,
                               llvm::SetVector<Value> &arguments) {
    llvm::SmallPtrSet<Operation *, 16> seen;
    SmallVector<Operation *> worklist(part.statements);
    while (!worklist.empty()) {
      bool isDecided = true;
      worklist.pop_back_val()->walk([&](Operation *op) {
        // The signature tells symbols.
        if (isa<sym::ValueOp>(op))
          return;
        for (Value operand : op->getOperands()) {
          Operation *definition = operand.getDefiningOp();
          if (auto argument = dyn_cast<BlockArgument>(operand);
              argument && argument.getOwner()->getParentOp() == kernel && !isa<BufferType>(operand.getType()))
            arguments.insert(operand);
          if (!definition || definition->getParentOp() != kernel || isa<tir::AllocBufferOp>(definition))
            continue;
          if (auto it = partOf.find(definition); it != partOf.end())
            isDecided &= it->second == number;
          else if (seen.insert(definition).second)
            worklist.push_back(definition);
        }
      });
      if (!isDecided)
        return success(decline("a part needs an element that another one has loaded"));
    }
    part.helpers.assign(seen.begin(), seen.end());
    return success();
  }

  void collectPassedSymbols(KernelPart &part) {
    llvm::SetVector<StringAttr> used, bare;
    auto collect = [&](Operation *op) {
      for (Type type : op->getResultTypes())
        sym::collectSymbols(type, used);
    };
    for (Operation *op : part.helpers)
      collect(op);
    for (Operation *statement : part.statements)
      statement->walk(collect);
    for (auto values : {ArrayRef(part.inputs), ArrayRef(part.updated), ArrayRef(part.outputs)})
      for (Value value : values) {
        sym::collectSymbols(value.getType(), used);
        sym::collectBareSymbols(value.getType(), bare);
      }
    for (StringAttr symbol : used)
      if (!bare.contains(symbol))
        part.symbols.push_back(symbol);
  }

  PrimFuncOp kernel;
  unsigned numInputs;
  SmallVector<Operation *> statements;
  /// The statement that uses, and that writes, a buffer first.
  llvm::DenseMap<Value, size_t> firstAccess, firstWrite;
  SmallVector<KernelPart, 0> parts;
};

} // namespace

SmallVector<KernelPart, 0> relax::splitKernel(PrimFuncOp kernel, unsigned numInputs, ArrayRef<KernelPattern> patterns) {
  return Splitter(kernel, numInputs).run(patterns);
}

/// Facts about the symbols that `kernel` has.
static DictionaryAttr filterFacts(DictionaryAttr facts, const llvm::SetVector<StringAttr> &symbols) {
  SmallVector<NamedAttribute> kept;
  for (NamedAttribute fact : facts)
    if (symbols.contains(fact.getName()))
      kept.push_back(fact);
  return DictionaryAttr::get(facts.getContext(), kept);
}

PrimFuncOp relax::createKernel(PrimFuncOp kernel, const KernelPart &part, StringRef name) {
  OpBuilder builder(kernel.getContext());
  SmallVector<Type> types;
  SmallVector<std::string> texts;
  SmallVector<Value> values;
  llvm::StringMap<unsigned> numUses;
  auto add = [&](Value value, Type type, std::string text) {
    // Messages of run-time checks name parameters, so names differ.
    if (unsigned number = numUses[text]++)
      text += "_" + std::to_string(number);
    values.push_back(value);
    types.push_back(type);
    texts.push_back(std::move(text));
  };
  auto addAll = [&](ArrayRef<Value> more) {
    for (Value value : more) {
      auto argument = dyn_cast<BlockArgument>(value);
      add(value, value.getType(), argument ? kernel.getParameterName(argument.getArgNumber()) : "T");
    }
  };
  addAll(part.inputs);
  for (StringAttr symbol : part.symbols)
    add(Value(), sym::IntType::get(ExprAttr::getSymbol(symbol)), symbol.str());
  addAll(part.updated);
  addAll(part.outputs);

  SmallVector<StringRef> names(texts.begin(), texts.end());
  PrimFuncOp result = PrimFuncOp::create(builder, kernel.getLoc(), name, types, names);
  result.setPrivate();
  Block &body = result.getBody().front();
  builder.setInsertionPoint(body.getTerminator());
  IRMapping mapping;
  for (auto [value, argument] : llvm::zip_equal(values, body.getArguments()))
    if (value)
      mapping.map(value, argument);
  for (Operation *op : part.helpers) {
    if (auto value = dyn_cast<sym::ValueOp>(op))
      mapping.map(value.getResult(), sym::ValueOp::create(builder, op->getLoc(), value.getExpr()).getResult());
    else
      builder.clone(*op, mapping);
  }
  for (Operation *statement : part.statements)
    builder.clone(*statement, mapping);

  // Sources may be buffers of other parts; here the signature tells all symbols.
  result.walk([](sym::ValueOp value) { value->setOperands({}); });

  llvm::SetVector<StringAttr> symbols;
  sym::collectBareSymbols(types, symbols);
  for (NamedAttribute attribute : kernel->getDiscardableAttrs()) {
    auto facts = dyn_cast<DictionaryAttr>(attribute.getValue());
    bool areFacts = attribute.getName() == "sym.ranges" || attribute.getName() == "sym.divisible";
    // The pattern of a part is another one than that of the whole.
    if (attribute.getName() == tir::kOpPatternAttr)
      continue;
    if (!areFacts || !facts)
      result->setAttr(attribute.getName(), attribute.getValue());
    else if (DictionaryAttr kept = filterFacts(facts, symbols); !kept.empty())
      result->setAttr(attribute.getName(), kept);
  }
  return result;
}
