//===- AttentionForms.cpp - attention in small operators ------------------===//
//
// Products of matrices have heads in front of positions, `relax.attention` has
// them behind: what an exporter transposed for the products is as it has to be.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/algebra/Forms.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

namespace {

/// [batch, heads, length, size] and [batch, length, heads, size] into each other.
constexpr int64_t kSwapHeads[] = {0, 2, 1, 3};
/// The transposed key [batch, heads, size, length] to [batch, length, heads, size].
constexpr int64_t kKeyToHeads[] = {0, 3, 1, 2};

struct Attention {
  Value query, transposedKey, value, bias;
  double scale = 1;
};

} // namespace

/// A value without a constant factor that only it carries; the factor goes to `scale`.
static Value stripScale(FormMatcher &form, Value value, double &scale) {
  if (!value.hasOneUse())
    return value;
  size_t before = form.mark();
  FormMatcher::Affine affine = form.getAffine(value);
  if (affine.offset != 0) {
    form.reset(before);
    return value;
  }
  scale *= affine.scale;
  return affine.value;
}

/// scale * (query . key^T): fills in the two and the scale.
static bool readScores(FormMatcher &form, Value scores, Attention &attention) {
  FormMatcher::Affine affine = form.getAffine(scores);
  auto matmul = affine.value.getDefiningOp<MatmulOp>();
  if (!matmul || affine.offset != 0)
    return false;
  form.take(matmul);
  attention.scale = affine.scale;
  attention.query = stripScale(form, matmul.getLhs(), attention.scale);
  attention.transposedKey = stripScale(form, matmul.getRhs(), attention.scale);
  return true;
}

static std::optional<Attention> readAttention(FormMatcher &form) {
  auto root = cast<MatmulOp>(form.getRoot());
  auto softmax = root.getLhs().getDefiningOp<SoftmaxOp>();
  RelaxTensor scores = softmax ? getKnownType(softmax.getX()) : RelaxTensor();
  if (!form.getType() || !scores || scores.getRank() != 4 || (softmax.getAxis() != 3 && softmax.getAxis() != -1))
    return std::nullopt;
  form.take(softmax);

  Attention attention;
  attention.value = root.getRhs();
  size_t before = form.mark();
  if (!readScores(form, softmax.getX(), attention)) {
    form.reset(before);
    auto add = softmax.getX().getDefiningOp<AddOp>();
    if (!add)
      return std::nullopt;
    bool isRead = false;
    for (auto [product, bias] : {std::pair(add.getLhs(), add.getRhs()), std::pair(add.getRhs(), add.getLhs())}) {
      form.reset(before);
      form.take(add);
      attention.bias = bias;
      if (getKnownType(product) == scores && broadcastsTo(getKnownType(bias), scores) &&
          (isRead = readScores(form, product, attention)))
        break;
    }
    if (!isRead)
      return std::nullopt;
  }

  // Batches and heads are equal as they stand: `relax.attention` does not broadcast them.
  RelaxTensor query = getKnownType(attention.query), key = getKnownType(attention.transposedKey),
              value = getKnownType(attention.value);
  for (RelaxTensor type : {query, key, value})
    if (!type || type.getRank() != 4 || type.getShape().take_front(2) != form.getType().getShape().take_front(2))
      return std::nullopt;
  if (query.getShape()[3] != key.getShape()[2] || key.getShape()[3] != value.getShape()[2])
    return std::nullopt;
  return attention;
}

static FormEmitter emitAttention(const Attention &attention) {
  return [attention](OpBuilder &builder, Location loc) -> Value {
    Value query = permute(builder, loc, attention.query, kSwapHeads);
    Value key = permute(builder, loc, attention.transposedKey, kKeyToHeads);
    Value value = permute(builder, loc, attention.value, kSwapHeads);
    Value result = AttentionOp::create(builder, loc, query, key, value, attention.bias,
                                       builder.getF64FloatAttr(attention.scale), StringAttr());
    return permute(builder, loc, result, kSwapHeads);
  };
}

FormEmitter relax::matchAttention(FormMatcher &form) {
  std::optional<Attention> attention = readAttention(form);
  return attention ? emitAttention(*attention) : FormEmitter();
}

/// Adds what bringing `x` into the order `axes` costs (a transpose that is made) and saves (one that nobody else uses).
static void countTransposes(Value x, ArrayRef<int64_t> axes, int &made, int &saved) {
  SmallVector<int64_t> order(axes);
  auto inner = x.getDefiningOp<PermuteDimsOp>();
  if (inner && getKnownType(inner.getX())) {
    SmallVector<int64_t> first = getPermutation(inner);
    for (int64_t &axis : order)
      axis = first[axis];
    saved += inner->hasOneUse();
  }
  made += !llvm::equal(order, llvm::seq<int64_t>(0, order.size()));
}

FormEmitter relax::matchCheapAttention(FormMatcher &form) {
  std::optional<Attention> attention = readAttention(form);
  if (!attention)
    return {};
  int made = 0, saved = 0;
  countTransposes(attention->query, kSwapHeads, made, saved);
  countTransposes(attention->transposedKey, kKeyToHeads, made, saved);
  countTransposes(attention->value, kSwapHeads, made, saved);
  // Behind it: a transpose back cancels that of the result.
  Value result = form.getRoot()->getResult(0);
  auto user = result.hasOneUse() ? dyn_cast<PermuteDimsOp>(*result.user_begin()) : PermuteDimsOp();
  bool cancels = user && ArrayRef<int64_t>(getPermutation(user)) == ArrayRef<int64_t>(kSwapHeads);
  (cancels ? saved : made) += 1;
  return made <= saved ? emitAttention(*attention) : FormEmitter();
}
