//===- LoopImporter.cpp - Loops of ONNX as relax.while --------------------===//

#include "frontends/onnx/LoopImporter.h"

#include "frontends/onnx/GraphImporter.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace mlir::onnx;
using sym::ExprAttr;

/// After so many rounds of widening, dimensions that still differ are all given
/// up, then the rank, then the loop.
static constexpr unsigned kGiveUpDims = 2, kGiveUpRank = 4, kGiveUp = 8;

/// The value of an expression as an `i64`.
static FailureOr<Value> toI64(NodeImporter &n, ExprAttr expr) {
  if (std::optional<int64_t> constant = expr.getConstantValue())
    return arith::ConstantOp::create(n.builder, n.loc,
                                     n.builder.getI64IntegerAttr(*constant))
        .getResult();
  FailureOr<Value> value = n.symInt(expr);
  if (failed(value))
    return failure();
  Value index = sym::ToIndexOp::create(n.builder, n.loc,
                                       n.builder.getIndexType(), *value);
  return arith::IndexCastOp::create(n.builder, n.loc, n.builder.getI64Type(),
                                    index)
      .getResult();
}

/// The value as one of a type that knows less.
static Value weaken(NodeImporter &n, Value value, mlir::Type type) {
  if (value.getType() == type)
    return value;
  return relax::ForgetOp::create(n.builder, n.loc, type, value);
}

/// A condition as a tensor of rank 0.
static FailureOr<Value> toCondition(NodeImporter &n, ImportedValue &condition) {
  FailureOr<Value> value = n.getGraph().materialize(n.loc, condition);
  if (failed(value))
    return failure();
  auto type = dyn_cast<relax::TensorType>(value->getType());
  if (!type || !type.hasRank() || !type.getElementType() ||
      !type.getElementType().isInteger(1))
    return n.error() << "the condition must be a tensor of one bool, got "
                     << value->getType();
  return n.reshape(*value, {});
}

namespace {
class LoopBuilder {
public:
  LoopBuilder(NodeImporter &n, LoopBounds bounds, unsigned numScanned,
              LoopBody body)
      : n(n), graph(n.getGraph()), bounds(bounds), numScanned(numScanned),
        body(body) {}

  LogicalResult start(ArrayRef<ImportedValue> inits);
  /// Whether a carried sequence is one that nothing is known of; takes what is
  /// declared.
  bool adoptDeclared(ArrayRef<ContainerRef> declared);
  /// Builds the loop with the types as they are. False, and no loop, if they
  /// have to be other ones.
  FailureOr<bool> build(unsigned attempt);
  FailureOr<LoopResults> finish();

private:
  FailureOr<Value> buildCondition(Block *block);
  LogicalResult buildBody(unsigned attempt);
  FailureOr<Value> unify(unsigned index, ImportedValue value, unsigned attempt);

  NodeImporter &n;
  GraphImporter &graph;
  LoopBounds bounds;
  unsigned numScanned;
  LoopBody body;
  /// Whether the condition goes around; where it always holds it need not.
  bool carriesCondition = false;
  Value zero, one, trips;
  SmallVector<Value> inits, lists;
  SmallVector<mlir::Type> types;
  SmallVector<ContainerRef> containers;
  SmallVector<relax::TensorType> elements;
  relax::WhileOp loop;
  bool isWidened = false;
};
} // namespace

LogicalResult LoopBuilder::start(ArrayRef<ImportedValue> values) {
  FailureOr<Value> first = toI64(n, n.constant(0)),
                   step = toI64(n, n.constant(1));
  if (failed(first) || failed(step))
    return failure();
  zero = *first;
  one = *step;
  if (bounds.trips) {
    FailureOr<Value> number = toI64(n, bounds.trips);
    if (failed(number))
      return failure();
    trips = *number;
  }
  for (ImportedValue value : values) {
    FailureOr<Value> init = graph.materialize(n.loc, value);
    if (failed(init))
      return failure();
    inits.push_back(*init);
    types.push_back(init->getType());
    containers.push_back(value.container);
  }
  carriesCondition = bounds.condition || !trips;
  auto object = relax::ObjectType::get(n.builder.getContext());
  for (unsigned i = 0; i < numScanned; ++i)
    lists.push_back(callLibrary(n.builder, n.loc, "list_create", object, {},
                                /*isPure=*/false)
                        ->getResult(0));
  return success();
}

bool LoopBuilder::adoptDeclared(ArrayRef<ContainerRef> declared) {
  bool hasMore = false;
  for (auto [container, known] : llvm::zip(containers, declared))
    if (container && !container->tensor && !container->inner && known &&
        (known->tensor || known->inner) && known->kind == container->kind) {
      container = known;
      hasMore = true;
    }
  return hasMore;
}

/// Behind the block's arguments, which are passed on, the decision about the
/// next round.
FailureOr<Value> LoopBuilder::buildCondition(Block *block) {
  OpBuilder::InsertionGuard guard(n.builder);
  n.builder.setInsertionPointToEnd(block);
  Value go;
  auto isLess = [&] {
    return arith::CmpIOp::create(n.builder, n.loc, arith::CmpIPredicate::slt,
                                 block->getArgument(0), trips);
  };
  if (!carriesCondition) {
    go = isLess();
  } else if (!trips) {
    go = block->getArgument(1);
  } else {
    auto both =
        relax::IfOp::create(n.builder, n.loc, TypeRange(n.builder.getI1Type()),
                            block->getArgument(1));
    n.builder.setInsertionPointToEnd(both.getThenBlock());
    relax::YieldOp::create(n.builder, n.loc, ValueRange(Value(isLess())));
    n.builder.setInsertionPointToEnd(both.getElseBlock());
    Value no = arith::ConstantOp::create(n.builder, n.loc,
                                         n.builder.getBoolAttr(false));
    relax::YieldOp::create(n.builder, n.loc, ValueRange(no));
    n.builder.setInsertionPointToEnd(block);
    go = both.getResult(0);
  }
  relax::ConditionOp::create(n.builder, n.loc, go, block->getArguments());
  return go;
}

/// A carried value of the next round as one of the loop's type. Where that type
/// is too narrow, it is widened, and the loop has to be built anew.
FailureOr<Value> LoopBuilder::unify(unsigned index, ImportedValue value,
                                    unsigned attempt) {
  using Kind = ContainerType::Kind;
  ContainerRef &container = containers[index];
  mlir::Type &type = types[index];
  if (static_cast<bool>(container) && container->kind == Kind::Optional &&
      (!value.container || value.container->kind != Kind::Optional)) {
    FailureOr<ImportedValue> wrapped = graph.makeOptional(n.loc, value);
    if (failed(wrapped))
      return failure();
    value = *wrapped;
  } else if (container && container->kind == Kind::Sequence &&
             value.container && value.container->kind == Kind::Optional) {
    value = graph.getOptionalElement(n.loc, value);
  }
  FailureOr<Value> result = graph.materialize(n.loc, value);
  if (failed(result))
    return failure();
  if (static_cast<bool>(container) != static_cast<bool>(value.container))
    return n.error() << "carried value " << index << " must be a "
                     << (container ? "sequence" : "tensor")
                     << " in every round";
  if (container) {
    ContainerRef joined = joinContainers(container, value.container);
    if (!joined)
      return n.error() << "carried value " << index
                       << " must hold the same kind of elements in every round";
    isWidened |= !areEqual(joined, container);
    container = joined;
    return result;
  }
  auto old = cast<relax::TensorType>(type);
  auto next = dyn_cast<relax::TensorType>(result->getType());
  if (!next || next.getElementType() != old.getElementType())
    return n.error() << "carried value " << index
                     << " must have the same element type in every round, got "
                     << old << " and " << result->getType();
  auto joined = cast<relax::TensorType>(relax::join(old, next));
  if (joined != old) {
    if (attempt >= kGiveUpRank)
      joined = relax::TensorType::getUnranked(old.getContext(),
                                              old.getElementType());
    else if (attempt >= kGiveUpDims && joined.hasRank())
      joined = joined.cloneWithShape(SmallVector<ExprAttr>(joined.getRank()));
    isWidened = true;
    type = joined;
    return result;
  }
  return weaken(n, *result, old);
}

LogicalResult LoopBuilder::buildBody(unsigned attempt) {
  OpBuilder::InsertionGuard guard(n.builder);
  Block *block = loop.getAfterBlock();
  n.builder.setInsertionPointToEnd(block);
  ExprAttr round = makeSymbol(n, block->getArgument(0), "round");
  unsigned firstCarried = carriesCondition ? 2 : 1;
  SmallVector<ImportedValue> carried;
  for (auto [i, container] : llvm::enumerate(containers)) {
    ImportedValue &value = carried.emplace_back();
    value.value = block->getArgument(firstCarried + i);
    value.container = container;
    if (container)
      continue;
    FailureOr<Value> named = n.nameUnknownDims(value.value);
    if (failed(named))
      return failure();
    value.value = *named;
  }
  FailureOr<LoopRound> result = body(round, carried);
  if (failed(result))
    return failure();
  if (bounds.obeysCondition) {
    std::optional<IntegerContents> known =
        graph.getKnownIntegers(result->condition);
    bool holds = known && known->elements.size() == 1 &&
                 known->elements[0].isConstant(1);
    if (holds && !trips)
      return n.error() << "the loop has no end: it has no trip count, and its "
                          "condition always holds";
    if (!holds && !carriesCondition)
      isWidened = carriesCondition = true; // and what stands here now goes
  }
  Value next =
      arith::AddIOp::create(n.builder, n.loc, block->getArgument(0), one);
  SmallVector<Value> yielded{next};
  if (firstCarried == 2) {
    FailureOr<Value> condition = bounds.obeysCondition
                                     ? toCondition(n, result->condition)
                                     : bounds.condition;
    if (failed(condition))
      return failure();
    yielded.push_back(*condition);
  }
  for (auto [i, value] : llvm::enumerate(result->carried)) {
    FailureOr<Value> unified = unify(i, value, attempt);
    if (failed(unified))
      return failure();
    yielded.push_back(*unified);
  }
  elements.clear();
  auto object = relax::ObjectType::get(n.builder.getContext());
  unsigned firstList = firstCarried + inits.size();
  for (auto [i, value] : llvm::enumerate(result->scanned)) {
    FailureOr<Value> element = graph.materialize(n.loc, value);
    if (failed(element))
      return failure();
    auto type = dyn_cast<relax::TensorType>(element->getType());
    if (!type)
      return n.error() << "output " << i << " of a round must be a tensor, got "
                       << element->getType();
    elements.push_back(type);
    Operation *append = callLibrary(
        n.builder, n.loc, "list_append", object,
        {block->getArgument(firstList + i), *element}, /*isPure=*/false);
    yielded.push_back(append->getResult(0));
  }
  relax::YieldOp::create(n.builder, n.loc, yielded);
  return success();
}

FailureOr<bool> LoopBuilder::build(unsigned attempt) {
  SmallVector<Value> operands{zero};
  SmallVector<mlir::Type> all{zero.getType()};
  if (carriesCondition) {
    if (!bounds.condition) {
      auto type = RankedTensorType::get({}, n.builder.getI1Type());
      bounds.condition = n.constantTensor(DenseElementsAttr::get(type, true));
    }
    operands.push_back(bounds.condition);
    all.push_back(bounds.condition.getType());
  }
  SmallVector<Operation *> weakened;
  for (auto [init, type] : llvm::zip(inits, types)) {
    operands.push_back(weaken(n, init, type));
    all.push_back(type);
    if (operands.back() != init)
      weakened.push_back(operands.back().getDefiningOp());
  }
  for (Value list : lists) {
    operands.push_back(list);
    all.push_back(list.getType());
  }
  size_t mark = graph.markSymbols();
  isWidened = false;
  loop = relax::WhileOp::create(n.builder, n.loc, all, operands);
  LogicalResult result = failure();
  if (succeeded(buildCondition(loop.getBeforeBlock())))
    result = buildBody(attempt);
  graph.forgetSymbols(mark);
  n.builder.setInsertionPointAfter(loop);
  if (succeeded(result) && !isWidened)
    return true;
  loop->erase();
  for (Operation *forget : weakened)
    forget->erase();
  if (failed(result))
    return failure();
  return false;
}

FailureOr<LoopResults> LoopBuilder::finish() {
  LoopResults results;
  unsigned next = carriesCondition ? 2 : 1;
  for (const ContainerRef &container : containers) {
    ImportedValue &value = results.carried.emplace_back();
    value.value = loop.getResult(next++);
    value.container = container;
    if (container)
      continue;
    FailureOr<Value> named = n.nameUnknownDims(value.value);
    if (failed(named))
      return failure();
    value.value = *named;
  }
  for (relax::TensorType element : elements)
    results.lists.push_back(
        {loop.getResult(next++),
         cast<relax::TensorType>(graph.closeType(element))});
  if (carriesCondition)
    return results;
  // A trip count below zero is none.
  FailureOr<ExprAttr> rounds = n.checked(sym::max(bounds.trips, n.constant(0)));
  if (failed(rounds))
    return failure();
  std::optional<int64_t> constant = rounds->getConstantValue();
  if (!constant || *constant < (int64_t(1) << 31))
    results.rounds = *rounds;
  return results;
}

FailureOr<LoopResults> onnx::importLoop(NodeImporter &n, LoopBounds bounds,
                                        ArrayRef<ImportedValue> inits,
                                        ArrayRef<ContainerRef> declared,
                                        unsigned numScanned, LoopBody body) {
  LoopBuilder loop(n, bounds, numScanned, body);
  if (failed(loop.start(inits)))
    return failure();
  for (unsigned attempt = 0; attempt < kGiveUp; ++attempt) {
    // A sequence that begins empty shows its type when something is put in. A
    // body that needs it before that gets what the model declares.
    SmallVector<Diagnostic> diagnostics;
    FailureOr<bool> isBuilt = failure();
    {
      ScopedDiagnosticHandler handler(
          n.builder.getContext(), [&](Diagnostic &diagnostic) {
            diagnostics.push_back(std::move(diagnostic));
            return success();
          });
      isBuilt = loop.build(attempt);
    }
    if (succeeded(isBuilt) ? !*isBuilt : loop.adoptDeclared(declared))
      continue;
    for (Diagnostic &diagnostic : diagnostics)
      n.builder.getContext()->getDiagEngine().emit(std::move(diagnostic));
    if (failed(isBuilt))
      return failure();
    return loop.finish();
  }
  return n.error() << "the types of the carried values do not settle";
}

//===----------------------------------------------------------------------===//
// Lists
//===----------------------------------------------------------------------===//

FailureOr<Value> onnx::stackList(NodeImporter &n, const LoopList &list,
                                 ExprAttr rounds, int64_t axis, bool isReversed,
                                 ExprAttr length) {
  relax::TensorType type = list.element;
  SmallVector<ExprAttr> arguments, dims;
  if (type.hasRank()) {
    FailureOr<int64_t> normalized = n.normalizeAxis(axis, type.getRank() + 1);
    if (failed(normalized))
      return failure();
    axis = *normalized;
    dims = llvm::to_vector(type.getShape());
    dims.insert(dims.begin() + axis, length ? length : rounds);
  }
  arguments = {n.constant(axis), n.constant(isReversed),
               length ? length : n.constant(-1)};
  if (type.hasRank())
    for (ExprAttr dim : type.getShape())
      arguments.push_back(dim ? dim : n.constant(-1));
  FailureOr<SmallVector<Value>> integers = n.symInts(arguments);
  if (failed(integers))
    return failure();
  // What an empty list is a list of.
  Value like = n.constantTensor(
      DenseElementsAttr::get(RankedTensorType::get({0}, type.getElementType()),
                             ArrayRef<mlir::Attribute>()));
  SmallVector<Value> operands{list.list, like};
  llvm::append_range(operands, *integers);
  auto object = relax::ObjectType::get(n.builder.getContext());
  Value stacked = callLibrary(n.builder, n.loc, "list_stack", object, operands,
                              /*isPure=*/false)
                      ->getResult(0);
  return castToTensor(n, stacked,
                      type.hasRank() ? type.cloneWithShape(dims) : type);
}

ImportedValue onnx::listToSequence(NodeImporter &n, const LoopList &list) {
  ImportedValue result;
  auto object = relax::ObjectType::get(n.builder.getContext());
  result.value = callLibrary(n.builder, n.loc, "list_finish", object, list.list,
                             /*isPure=*/false)
                     ->getResult(0);
  result.container = makeContainer(
      ContainerType::Kind::Sequence,
      cast<relax::TensorType>(n.getGraph().closeType(list.element, true)));
  return result;
}

FailureOr<Value> onnx::takeSlice(NodeImporter &n, Value x, ExprAttr position,
                                 int64_t axis) {
  ImportedValue index;
  index.integers = IntegerContents{{position}, true, n.builder.getI64Type()};
  FailureOr<Value> tensor = n.getGraph().materialize(n.loc, index);
  if (failed(tensor))
    return failure();
  return n.create<relax::TakeOp>(
      {x, *tensor}, {n.attr("axis", n.builder.getI64IntegerAttr(axis))});
}
