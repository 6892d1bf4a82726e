//===- RotaryForms.cpp - rotary embeddings in small operators -------------===//
//
// Exporters turn pairs of elements in two ways: the whole tensor times the
// cosine plus a tensor of swapped pairs times the sine, or both elements of all
// pairs for themselves, put together behind. Pairs are halves of the last
// dimension, or neighbours in it. Its size is a constant in either case.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/algebra/Forms.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

namespace {

/// One element of each pair of `x`: the first or the second.
struct PairPart {
  Value x;
  bool isSecond = false, interleaved = false;
};

/// The first and the second elements of pairs, and how they lie in a tensor.
struct Pairs {
  Value first, second;
  bool interleaved = false;
};

} // namespace

static std::optional<int64_t> getConstant(sym::ExprAttr expr) { return expr ? expr.getConstantValue() : std::nullopt; }

static std::optional<int64_t> getConstant(Value integer) {
  auto type = dyn_cast<sym::IntType>(integer.getType());
  return type ? type.getExpr().getConstantValue() : std::nullopt;
}

static bool isLastAxis(int64_t axis, int64_t rank) { return axis == -1 || axis == rank - 1; }

/// The last dimension of a tensor of rank 1 or more; nothing where it is no even constant.
static std::optional<int64_t> getEvenSize(RelaxTensor type) {
  std::optional<int64_t> size = type && type.getRank() > 0 ? getConstant(type.getShape().back()) : std::nullopt;
  return size && *size > 0 && *size % 2 == 0 ? size : std::nullopt;
}

//===----------------------------------------------------------------------===//
// From a tensor to pairs, and back
//===----------------------------------------------------------------------===//

/// Reads half of the elements along the last dimension: a slice, or a result of `relax.split`.
static std::optional<PairPart> readPart(FormMatcher &form, Value value) {
  RelaxTensor type = getKnownType(value);
  if (auto split = value.getDefiningOp<SplitOp>()) {
    RelaxTensor source = getKnownType(split.getX());
    std::optional<int64_t> size = getEvenSize(source);
    if (!size || !type || split.getParts().size() != 2 || !isLastAxis(split.getAxis(), source.getRank()) ||
        getConstant(type.getShape().back()) != *size / 2)
      return std::nullopt;
    form.take(split);
    return PairPart{split.getX(), value == split.getParts()[1], false};
  }
  auto slice = value.getDefiningOp<StridedSliceOp>();
  RelaxTensor source = slice ? getKnownType(slice.getX()) : RelaxTensor();
  std::optional<int64_t> size = getEvenSize(source);
  if (!size || !type || slice.getAxes().size() != 1 || !isLastAxis(slice.getAxes()[0], source.getRank()) ||
      getConstant(type.getShape().back()) != *size / 2)
    return std::nullopt;
  // The number of elements is right, so where they begin and their distance say which they are.
  std::optional<int64_t> begin = getConstant(slice.getBegin()[0]);
  std::optional<int64_t> stride = slice.getStrides().empty() ? 1 : getConstant(slice.getStrides()[0]);
  if (!begin || (stride != 1 && stride != 2))
    return std::nullopt;
  PairPart part{slice.getX(), false, stride == 2};
  int64_t from = *begin < 0 ? *begin + *size : *begin, second = part.interleaved ? 1 : *size / 2;
  if (from != 0 && from != second)
    return std::nullopt;
  // A single pair is both.
  part.isSecond = from == second;
  form.take(slice);
  return part;
}

/// The operand of `relax.expand_dims` that appends a dimension; null for none.
static Value readColumn(FormMatcher &form, Value value) {
  auto expand = value.getDefiningOp<ExpandDimsOp>();
  RelaxTensor type = expand ? getKnownType(value) : RelaxTensor();
  if (!type || expand.getAxis().size() != 1 || !isLastAxis(expand.getAxis()[0], type.getRank()))
    return {};
  form.take(expand);
  return expand.getX();
}

/// Reads what puts two tensors together along the last dimension: one behind the other, or element by element.
static std::optional<Pairs> readPairs(FormMatcher &form, Value value) {
  RelaxTensor type = getKnownType(value);
  if (!getEvenSize(type))
    return std::nullopt;
  auto areAlike = [](ValueRange parts) {
    return parts.size() == 2 && getKnownType(parts[0]) && parts[0].getType() == parts[1].getType();
  };
  if (auto concat = value.getDefiningOp<ConcatOp>()) {
    if (!areAlike(concat.getTensors()) || !isLastAxis(concat.getAxis(), type.getRank()))
      return std::nullopt;
    form.take(concat);
    return Pairs{concat.getTensors()[0], concat.getTensors()[1], false};
  }
  // Pairs as a dimension of their own, [..., size / 2, 2], taken together.
  auto reshape = value.getDefiningOp<ReshapeOp>();
  RelaxTensor inner = reshape ? getKnownType(reshape.getX()) : RelaxTensor();
  if (!inner || inner.getRank() != type.getRank() + 1 || getConstant(inner.getShape().back()) != 2 ||
      inner.getShape().take_front(type.getRank() - 1) != type.getShape().drop_back())
    return std::nullopt;
  Pairs pairs;
  pairs.interleaved = true;
  if (auto stack = reshape.getX().getDefiningOp<StackOp>()) {
    if (!areAlike(stack.getTensors()) || !isLastAxis(stack.getAxis(), inner.getRank()))
      return std::nullopt;
    form.take(stack);
    pairs.first = stack.getTensors()[0], pairs.second = stack.getTensors()[1];
  } else if (auto concat = reshape.getX().getDefiningOp<ConcatOp>()) {
    if (!areAlike(concat.getTensors()) || !isLastAxis(concat.getAxis(), inner.getRank()))
      return std::nullopt;
    form.take(concat);
    pairs.first = readColumn(form, concat.getTensors()[0]);
    pairs.second = readColumn(form, concat.getTensors()[1]);
  }
  if (!pairs.first || !pairs.second)
    return std::nullopt;
  form.take(reshape);
  return pairs;
}

/// Whether `first` and `second` are the elements of pairs of one tensor, which is the value.
static Value getPaired(std::optional<PairPart> first, std::optional<PairPart> second, bool interleaved, bool isSingle) {
  if (!first || !second || first->x != second->x || first->isSecond || !second->isSecond)
    return {};
  // With one pair, halves and neighbours are the same.
  bool fits = isSingle || (first->interleaved == interleaved && second->interleaved == interleaved);
  return fits ? first->x : Value();
}

//===----------------------------------------------------------------------===//
// Forms
//===----------------------------------------------------------------------===//

static FormEmitter emitRotary(Value x, Value cos, Value sin, bool interleaved) {
  return [=](OpBuilder &builder, Location loc) -> Value {
    return RotaryEmbeddingOp::create(builder, loc, x, cos, sin, Value(),
                                     interleaved ? builder.getUnitAttr() : UnitAttr(), IntegerAttr());
  };
}

/// Whether `table` broadcasts to `data` without a question left to the run time, with elements of its own along the
/// last dimension.
static bool isTableOf(Value table, RelaxTensor data) {
  RelaxTensor type = getKnownType(table);
  return type && type.getRank() > 0 && type.getShape().back() == data.getShape().back() && broadcastsTo(type, data);
}

/// (-second, first) of the pairs of `x`, swapped as they lie in it: gives `x`, and whether pairs are interleaved.
static Value readSwapped(FormMatcher &form, Value value, bool &interleaved) {
  std::optional<Pairs> pairs = readPairs(form, value);
  if (!pairs)
    return {};
  FormMatcher::Affine negative = form.getAffine(pairs->first);
  if (negative.scale != -1 || negative.offset != 0)
    return {};
  interleaved = pairs->interleaved;
  bool isSingle = getEvenSize(getKnownType(value)) == 2;
  std::optional<PairPart> first = readPart(form, pairs->second), second = readPart(form, negative.value);
  return getPaired(first, second, interleaved, isSingle);
}

/// x * cos + swapped(x) * sin
static FormEmitter matchWhole(FormMatcher &form) {
  auto add = cast<AddOp>(form.getRoot());
  for (auto [left, right] : {std::pair(add.getLhs(), add.getRhs()), std::pair(add.getRhs(), add.getLhs())}) {
    auto direct = left.getDefiningOp<MultiplyOp>(), turned = right.getDefiningOp<MultiplyOp>();
    if (!direct || !turned || !form.hasRootType(left) || !form.hasRootType(right))
      return {};
    for (auto [swapped, sin] :
         {std::pair(turned.getLhs(), turned.getRhs()), std::pair(turned.getRhs(), turned.getLhs())}) {
      size_t before = form.mark();
      bool interleaved = false;
      Value x = form.hasRootType(swapped) ? readSwapped(form, swapped, interleaved) : Value();
      Value cos = direct.getLhs() == x ? direct.getRhs() : direct.getRhs() == x ? direct.getLhs() : Value();
      if (x && cos && form.hasRootType(x) && isTableOf(cos, form.getType()) && isTableOf(sin, form.getType())) {
        form.take(direct);
        form.take(turned);
        return emitRotary(x, cos, sin, interleaved);
      }
      form.reset(before);
    }
  }
  return {};
}

/// Calls `read` with the factors of a product of two values, in both orders, until one fits.
static bool tryFactors(FormMatcher &form, Value product, llvm::function_ref<bool(Value part, Value table)> read) {
  auto multiply = product.getDefiningOp<MultiplyOp>();
  if (!multiply)
    return false;
  size_t before = form.mark();
  for (auto [part, table] :
       {std::pair(multiply.getLhs(), multiply.getRhs()), std::pair(multiply.getRhs(), multiply.getLhs())}) {
    form.take(multiply);
    if (read(part, table))
      return true;
    form.reset(before);
  }
  return false;
}

/// a * cos - b * sin and b * cos + a * sin, put together
static FormEmitter matchParts(FormMatcher &form) {
  std::optional<Pairs> pairs = readPairs(form, form.getRoot()->getResult(0));
  auto subtract = pairs ? pairs->first.getDefiningOp<SubtractOp>() : SubtractOp();
  auto add = pairs ? pairs->second.getDefiningOp<AddOp>() : AddOp();
  if (!subtract || !add)
    return {};
  form.take(subtract);
  form.take(add);
  RelaxTensor half = getKnownType(pairs->first);
  Value a, b, cos, sin;
  auto readTerm = [&](Value &part, Value &table) {
    return [&](Value factor, Value other) {
      if (factor.getType() != half || !isTableOf(other, half) || (part && part != factor) || (table && table != other))
        return false;
      part = factor, table = other;
      return true;
    };
  };
  // The first two products name the four values, where one factor alone is a part of a tensor of this type; the others
  // have to agree.
  auto isPart = [&](Value value) {
    Operation *op = value.getDefiningOp();
    return isa_and_nonnull<StridedSliceOp, SplitOp>(op) && form.hasRootType(op->getOperand(0));
  };
  auto readFirst = [&](Value &part, Value &table) {
    return [&](Value factor, Value other) { return isPart(factor) && readTerm(part, table)(factor, other); };
  };
  if (!tryFactors(form, subtract.getLhs(), readFirst(a, cos)) ||
      !tryFactors(form, subtract.getRhs(), readFirst(b, sin)))
    return {};
  size_t before = form.mark();
  bool fits = false;
  for (auto [ofCos, ofSin] : {std::pair(add.getLhs(), add.getRhs()), std::pair(add.getRhs(), add.getLhs())}) {
    fits = tryFactors(form, ofCos, readTerm(b, cos)) && tryFactors(form, ofSin, readTerm(a, sin));
    if (fits)
      break;
    form.reset(before);
  }
  if (!fits)
    return {};
  bool isSingle = getEvenSize(form.getType()) == 2;
  std::optional<PairPart> first = readPart(form, a), second = readPart(form, b);
  Value x = getPaired(first, second, pairs->interleaved, isSingle);
  if (!x || !form.hasRootType(x))
    return {};
  return emitRotary(x, cos, sin, pairs->interleaved);
}

ArrayRef<Form> relax::getRotaryForms() {
  static const Form forms[] = {
      {"rotary_embedding", {AddOp::getOperationName()}, matchWhole},
      {"rotary_embedding_of_parts", {ConcatOp::getOperationName(), ReshapeOp::getOperationName()}, matchParts},
  };
  return forms;
}
