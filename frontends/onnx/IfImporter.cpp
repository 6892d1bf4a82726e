//===- IfImporter.cpp - If of ONNX as relax.if ----------------------------===//

#include "frontends/onnx/IfImporter.h"

#include "frontends/onnx/Containers.h"
#include "frontends/onnx/GraphImporter.h"

#include <set>

using namespace mlir;
using namespace mlir::onnx;
using sym::ExprAttr;

/// Longer integer vectors leave a branch as tensors.
static constexpr size_t kMaxYieldedIntegers = 16;

/// Each level doubles what is imported.
static constexpr unsigned kMaxTailDepth = 6;

namespace {
/// The warnings of an attempt: given when its result is kept. One that comes
/// from both branches, since both import what follows, is given once.
class Warnings {
public:
  void add(Diagnostic &diagnostic) {
    std::pair<Location, std::string> warning(diagnostic.getLocation(),
                                             diagnostic.str());
    auto key = std::pair(warning.first.getAsOpaquePointer(), warning.second);
    if (known.insert(std::move(key)).second)
      list.push_back(std::move(warning));
  }
  void give() {
    for (auto &[loc, text] : list)
      mlir::emitWarning(loc) << text;
  }

private:
  SmallVector<std::pair<Location, std::string>> list;
  std::set<std::pair<const void *, std::string>> known;
};

/// Builds a relax.if from what its branches compute.
class IfBuilder {
public:
  IfBuilder(NodeImporter &n, Value condition)
      : n(n), graph(n.getGraph()), condition(condition) {}

  LogicalResult importBranches(const GraphProto &thenGraph,
                               const GraphProto &elseGraph);
  LogicalResult finish();
  /// The branch that has to be taken, since the other one is ill-typed.
  std::optional<unsigned> getOnlyBranch() const { return onlyBranch; }

private:
  void begin();
  bool isRankMissing();
  bool takeTail(const GraphProto *const (&graphs)[2]);
  LogicalResult importBranch(unsigned branch, StringRef name,
                             const GraphProto &body);
  LogicalResult meet(unsigned index);
  LogicalResult meetTensors(unsigned index, ImportedValue &result);
  LogicalResult meetContainers(unsigned index, ImportedValue &result);
  ExprAttr meetExprs(ExprAttr first, ExprAttr second, bool isSize);
  FailureOr<Value> materialize(unsigned branch, ImportedValue &value);
  /// Continues at the end of a branch.
  void enter(unsigned branch) {
    n.builder.setInsertionPointToEnd(blocks[branch]);
  }

  NodeImporter &n;
  GraphImporter &graph;
  Value condition;
  relax::IfOp draft;
  Block *blocks[2];
  SmallVector<ImportedValue> outputs[2];
  /// The names of the outputs.
  SmallVector<StringRef> names;
  std::optional<unsigned> onlyBranch;
  size_t mark = 0;
  /// What each branch yields, the types of both, and where it goes.
  SmallVector<Value> yielded[2];
  SmallVector<mlir::Type> types;
  SmallVector<ImportedValue> results;
  /// Behind `types`: the symbols of the result and what each is in the
  /// branches.
  SmallVector<StringAttr> symbols;
  SmallVector<std::pair<ExprAttr, ExprAttr>> meanings;
};
} // namespace

LogicalResult IfBuilder::importBranch(unsigned branch, StringRef name,
                                      const GraphProto &body) {
  enter(branch);
  FailureOr<SmallVector<ImportedValue>> values =
      graph.importSubgraph(n, name, body, {});
  if (failed(values))
    return failure();
  if (values->size() != n.numOutputs())
    return n.attributeError(name)
           << "the graph must have as many outputs as the node, "
           << n.numOutputs() << ", got " << values->size();
  outputs[branch] = std::move(*values);
  return success();
}

static std::optional<int64_t> rankOf(const ImportedValue &value) {
  if (value.container)
    return std::nullopt;
  if (value.integers)
    return value.integers->isScalar ? 0 : 1;
  if (value.initializer)
    return value.initializer->dims.size();
  auto type = value.value ? dyn_cast<relax::TensorType>(value.value.getType())
                          : relax::TensorType();
  return type && type.hasRank() ? std::optional(type.getRank()) : std::nullopt;
}

/// Whether the meeting of the branches would have no rank for an output, and
/// the model does not say with which one it goes on.
bool IfBuilder::isRankMissing() {
  for (unsigned i = 0; i != n.numOutputs(); ++i) {
    if (outputs[0][i].container || outputs[1][i].container ||
        n.declaredShape(i))
      continue;
    std::optional<int64_t> first = rankOf(outputs[0][i]),
                           second = rankOf(outputs[1][i]);
    if (!first || !second || *first != *second)
      return true;
  }
  return false;
}

bool onnx::canTakeTail(NodeImporter &n) {
  GraphImporter &graph = n.getGraph();
  return graph.tail->outputs && !graph.tail->nodes.empty() &&
         graph.tailDepth < kMaxTailDepth;
}

/// Starts over with two empty branches.
void IfBuilder::begin() {
  if (draft) {
    graph.forgetSymbols(mark);
    n.builder.setInsertionPointAfter(draft);
    draft.erase();
  }
  mark = graph.markSymbols();
  draft = relax::IfOp::create(n.builder, n.loc, TypeRange(), condition);
  blocks[0] = draft.getThenBlock();
  blocks[1] = draft.getElseBlock();
}

/// Imports what is behind the node in both branches, whose outputs then are
/// those of the graph around. Returns whether it fits any of them.
bool IfBuilder::takeTail(const GraphProto *const (&graphs)[2]) {
  bool fits[2];
  std::string why[2];
  Warnings warnings;
  begin();
  ++graph.tailDepth;
  for (unsigned branch : {0, 1}) {
    ScopedDiagnosticHandler handler(
        n.builder.getContext(), [&](Diagnostic &diagnostic) {
          if (diagnostic.getSeverity() == DiagnosticSeverity::Warning)
            warnings.add(diagnostic);
          else if (why[branch].empty())
            why[branch] = diagnostic.str();
          return success();
        });
    enter(branch);
    FailureOr<SmallVector<ImportedValue>> values = graph.importBranchAndTail(
        n, branch == 0 ? "then_branch" : "else_branch", *graphs[branch],
        /*isOnly=*/false);
    fits[branch] = succeeded(values);
    if (fits[branch])
      outputs[branch] = std::move(*values);
  }
  --graph.tailDepth;
  if (!fits[0] && !fits[1])
    return false;
  if (fits[0] != fits[1]) {
    onlyBranch = fits[0] ? 0 : 1;
    mlir::emitWarning(n.loc)
        << "node \"" << n.node.name << "\" (If): the condition must be "
        << (fits[0] ? "true" : "false")
        << ", which is checked when the model runs: what follows does not fit "
           "the other branch: "
        << why[fits[0] ? 1 : 0];
    return true;
  }
  warnings.give();
  names.clear();
  for (const ValueInfo &info : *graph.tail->outputs)
    names.push_back(info.name);
  graph.tail->isTaken = true;
  return true;
}

LogicalResult IfBuilder::importBranches(const GraphProto &thenGraph,
                                        const GraphProto &elseGraph) {
  OpBuilder::InsertionGuard guard(n.builder);
  const GraphProto *const graphs[] = {&thenGraph, &elseGraph};
  std::optional<Warnings> warnings;
  auto importBoth = [&] {
    warnings.emplace();
    ScopedDiagnosticHandler handler(
        n.builder.getContext(), [&](Diagnostic &diagnostic) {
          if (diagnostic.getSeverity() != DiagnosticSeverity::Warning)
            return failure();
          warnings->add(diagnostic);
          return success();
        });
    begin();
    return success(succeeded(importBranch(0, "then_branch", thenGraph)) &&
                   succeeded(importBranch(1, "else_branch", elseGraph)));
  };
  llvm::append_range(names, n.node.outputs);
  LogicalResult result = importBoth();
  if (succeeded(result) && isRankMissing() && canTakeTail(n)) {
    if (!takeTail(graphs)) {
      result = importBoth();
    } else {
      warnings.reset();
      if (onlyBranch)
        result = failure();
    }
  }
  if (warnings)
    warnings->give();
  for (unsigned i = 0; i < names.size() && succeeded(result); ++i)
    result = meet(i);
  if (failed(result)) {
    graph.forgetSymbols(mark);
    draft.erase();
    return failure();
  }
  // The expressions behind the symbols, and the end of each branch.
  for (unsigned branch : {0, 1}) {
    enter(branch);
    for (auto [first, second] : meanings) {
      FailureOr<Value> value = n.symInt(branch == 0 ? first : second);
      if (failed(value))
        return failure();
      yielded[branch].push_back(*value);
    }
    relax::YieldOp::create(n.builder, n.loc, yielded[branch]);
  }
  graph.forgetSymbols(mark);
  return success();
}

/// An expression for what is the first one in one branch and the second one in
/// the other.
ExprAttr IfBuilder::meetExprs(ExprAttr first, ExprAttr second, bool isSize) {
  if (first == second) {
    llvm::SetVector<StringAttr> inside;
    sym::collectSymbols(first, inside);
    if (llvm::none_of(inside, [&](StringAttr s) {
          return graph.isDefinedSince(s, mark);
        }))
      return first;
  }
  for (auto [symbol, meaning] : llvm::zip(symbols, meanings))
    if (meaning == std::pair(first, second))
      return ExprAttr::getSymbol(symbol);
  symbols.push_back(n.freshSymbol("s"));
  if (!isSize && (!n.isAtLeast(first, 0) || !n.isAtLeast(second, 0)))
    graph.noteReadIntegers(symbols.back());
  meanings.push_back({first, second});
  return ExprAttr::getSymbol(symbols.back());
}

FailureOr<Value> IfBuilder::materialize(unsigned branch, ImportedValue &value) {
  enter(branch);
  FailureOr<Value> result = graph.materialize(n.loc, value);
  if (failed(result))
    return failure();
  auto type = dyn_cast<relax::TensorType>(result->getType());
  return type ? n.nameUnknownDims(*result) : result;
}

LogicalResult IfBuilder::meetTensors(unsigned index, ImportedValue &result) {
  // Sizes that the branches know stay known.
  std::optional<IntegerContents> known[] = {
      graph.getKnownIntegers(outputs[0][index]),
      graph.getKnownIntegers(outputs[1][index])};
  if (known[0] && known[1] && known[0]->isScalar == known[1]->isScalar &&
      known[0]->elementType == known[1]->elementType &&
      known[0]->elements.size() == known[1]->elements.size() &&
      known[0]->elements.size() <= kMaxYieldedIntegers) {
    IntegerContents contents{{}, known[0]->isScalar, known[0]->elementType};
    for (auto [first, second] :
         llvm::zip(known[0]->elements, known[1]->elements)) {
      contents.elements.push_back(meetExprs(first, second, /*isSize=*/false));
    }
    result.integers = contents;
    return success();
  }
  FailureOr<Value> first = materialize(0, outputs[0][index]),
                   second = materialize(1, outputs[1][index]);
  if (failed(first) || failed(second))
    return failure();
  auto lhs = dyn_cast<relax::TensorType>(first->getType()),
       rhs = dyn_cast<relax::TensorType>(second->getType());
  if (!lhs || !rhs || lhs.getElementType() != rhs.getElementType())
    return n.error()
           << "output " << index
           << " must have the same element type in both branches, got "
           << first->getType() << " and " << second->getType();
  relax::TensorType type =
      relax::TensorType::getUnranked(lhs.getContext(), lhs.getElementType());
  bool hasRank =
      lhs.hasRank() && rhs.hasRank() && lhs.getRank() == rhs.getRank();
  if (hasRank) {
    SmallVector<ExprAttr> dims;
    for (auto [own, other] : llvm::zip(lhs.getShape(), rhs.getShape())) {
      dims.push_back(meetExprs(own, other, /*isSize=*/true));
    }
    type = lhs.cloneWithShape(dims);
  }
  for (unsigned branch : {0, 1}) {
    Value value = branch == 0 ? *first : *second;
    if (!hasRank && value.getType() != type) {
      enter(branch);
      value = relax::ForgetOp::create(n.builder, n.loc, type, value);
    }
    yielded[branch].push_back(value);
  }
  types.push_back(type);
  return success();
}

LogicalResult IfBuilder::meetContainers(unsigned index, ImportedValue &result) {
  using Kind = ContainerType::Kind;
  bool isOptional = false;
  for (SmallVector<ImportedValue> &values : outputs)
    isOptional |= values[index].container &&
                  values[index].container->kind == Kind::Optional;
  for (unsigned branch : {0, 1}) {
    ImportedValue &value = outputs[branch][index];
    enter(branch);
    if (isOptional &&
        !(value.container && value.container->kind == Kind::Optional)) {
      FailureOr<ImportedValue> wrapped = graph.makeOptional(n.loc, value);
      if (failed(wrapped))
        return failure();
      value = *wrapped;
    }
    if (!value.container)
      return n.error()
             << "output " << index
             << " must be a sequence in both branches or a tensor in both";
    FailureOr<Value> object = graph.materialize(n.loc, value);
    if (failed(object))
      return failure();
    yielded[branch].push_back(*object);
  }
  types.push_back(relax::ObjectType::get(n.builder.getContext()));
  result.container =
      joinContainers(outputs[0][index].container, outputs[1][index].container);
  if (!result.container)
    return n.error() << "output " << index
                     << " must hold the same kind of elements in both branches";
  return success();
}

LogicalResult IfBuilder::meet(unsigned index) {
  ImportedValue &result = results.emplace_back();
  if (outputs[0][index].container || outputs[1][index].container)
    return meetContainers(index, result);
  return meetTensors(index, result);
}

LogicalResult IfBuilder::finish() {
  unsigned next = 0;
  for (StringAttr symbol : symbols)
    types.push_back(sym::IntType::get(ExprAttr::getSymbol(symbol)));
  auto op = relax::IfOp::create(n.builder, n.loc, types, condition, symbols);
  op.getThenRegion().takeBody(draft.getThenRegion());
  op.getElseRegion().takeBody(draft.getElseRegion());
  draft.erase();
  n.noteSymbols(op.getResults());
  for (auto [name, result] : llvm::zip(names, results)) {
    if (!result.integers) {
      result.value = op.getResult(next++);
      // Where the ranks differ, the model may say which one it goes on with.
      auto type = dyn_cast<relax::TensorType>(result.value.getType());
      std::optional<SmallVector<ExprAttr>> declared =
          name.empty() ? std::nullopt : graph.getDeclaredShape(name);
      if (type && !type.hasRank() && declared) {
        FailureOr<Value> cast =
            castToTensor(n, result.value,
                         relax::TensorType::get(type.getContext(), *declared,
                                                type.getElementType()));
        if (failed(cast))
          return failure();
        result.value = *cast;
      }
    }
    if (!name.empty())
      graph.current->values[name] = result;
  }
  return success();
}

LogicalResult onnx::importIf(NodeImporter &n, Value condition,
                             const GraphProto &thenGraph,
                             const GraphProto &elseGraph) {
  IfBuilder builder(n, condition);
  if (succeeded(builder.importBranches(thenGraph, elseGraph)))
    return builder.finish();
  std::optional<unsigned> only = builder.getOnlyBranch();
  if (!only)
    return failure();
  FailureOr<Value> expected = n.symInt(n.constant(*only == 0));
  if (failed(expected))
    return failure();
  relax::CallPackedOp::create(
      n.builder, n.loc, TypeRange(),
      n.builder.getStringAttr("relax.runtime.require_condition"),
      ValueRange{condition, *expected});
  return importOnlyBranch(n, *only == 0 ? "then_branch" : "else_branch",
                          *only == 0 ? thenGraph : elseGraph);
}

LogicalResult onnx::importOnlyBranch(NodeImporter &n, StringRef attribute,
                                     const GraphProto &branch) {
  GraphImporter &graph = n.getGraph();
  FailureOr<SmallVector<ImportedValue>> values =
      graph.importBranchAndTail(n, attribute, branch, /*isOnly=*/true);
  if (failed(values))
    return failure();
  for (auto [info, value] : llvm::zip(*graph.tail->outputs, *values))
    graph.current->values[info.name] = value;
  graph.tail->isTaken = true;
  return success();
}
