//===- Weights.cpp - what is known before a program runs ------------------===//

#include "transforms/relax/algebra/Weights.h"

#include "dialects/sym/SymOps.h"

#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

/// How many operators isCompileTime looks at; chains of folded weights are short.
static constexpr size_t kMaxVisited = 64;

static bool isConstantExpr(sym::ExprAttr expr) { return expr && expr.getKind() == sym::ExprKind::Constant; }

/// Whether a value that no operator computes is known: sizes and shapes by their types.
static std::optional<bool> isKnownByType(Value value) {
  if (auto type = dyn_cast<sym::IntType>(value.getType()))
    return isConstantExpr(type.getExpr());
  if (auto type = dyn_cast<mlir::relax::ShapeType>(value.getType()))
    return type.hasRank() && llvm::all_of(type.getShape(), isConstantExpr);
  return std::nullopt;
}

static bool isWeight(BlockArgument argument) {
  auto function = dyn_cast_or_null<FuncOp>(argument.getOwner()->getParentOp());
  if (!function || !argument.getOwner()->isEntryBlock())
    return false;
  std::optional<uint64_t> inputs = function.getNumInput();
  return inputs && argument.getArgNumber() >= *inputs;
}

bool relax::isCompileTime(Value value) {
  llvm::SmallSetVector<Value, 16> pending;
  pending.insert(value);
  for (size_t i = 0; i < pending.size(); ++i) {
    if (i == kMaxVisited)
      return false;
    if (std::optional<bool> known = isKnownByType(pending[i])) {
      if (!*known)
        return false;
      continue;
    }
    if (auto argument = dyn_cast<BlockArgument>(pending[i])) {
      if (!isWeight(argument))
        return false;
      continue;
    }
    Operation *op = pending[i].getDefiningOp();
    if (isa<ConstantOp>(op))
      continue;
    // An operator without operands might be a source of anything; calls are left to those who know their callee.
    if (!isa<RelaxDialect>(op->getDialect()) || op->getNumRegions() != 0 || op->getNumOperands() == 0 ||
        !isa<InferTypeOpInterface>(op) || !isMemoryEffectFree(op))
      return false;
    pending.insert(op->operand_begin(), op->operand_end());
  }
  return true;
}

std::optional<double> relax::getSplat(Value value) {
  auto constant = value.getDefiningOp<ConstantOp>();
  auto elements = constant ? dyn_cast<DenseElementsAttr>(constant.getValue()) : DenseElementsAttr();
  if (!elements || !elements.isSplat() || !isa<FloatType>(elements.getElementType()))
    return std::nullopt;
  return elements.getSplatValue<APFloat>().convertToDouble();
}

void relax::hoistCompileTime(RewriterBase &rewriter, Value value, Operation *before) {
  Operation *op = value.getDefiningOp();
  if (!op || op->getBlock() != before->getBlock() || op->isBeforeInBlock(before))
    return;
  // Operands first, so that each stands in front of its users again.
  for (Value operand : op->getOperands())
    hoistCompileTime(rewriter, operand, before);
  rewriter.moveOpBefore(op, before);
}

RelaxTensor relax::getKnownType(Value value) {
  auto type = dyn_cast<RelaxTensor>(value.getType());
  return type && type.isFullyKnown() ? type : RelaxTensor();
}

Value relax::withType(OpBuilder &builder, Location loc, Value value, Type type) {
  if (value.getType() == type)
    return value;
  if (!isSubtype(value.getType(), type))
    return {};
  return ForgetOp::create(builder, loc, type, value);
}

SmallVector<int64_t> relax::getPermutation(PermuteDimsOp op) {
  int64_t rank = cast<RelaxTensor>(op.getX().getType()).getRank();
  SmallVector<int64_t> axes;
  for (int64_t i = 0; i < rank; ++i) {
    int64_t axis = op.getAxes() ? (*op.getAxes())[i] : rank - 1 - i;
    axes.push_back(axis < 0 ? axis + rank : axis);
  }
  return axes;
}

Value relax::permute(OpBuilder &builder, Location loc, Value x, ArrayRef<int64_t> axes) {
  SmallVector<int64_t> order(axes);
  auto inner = x.getDefiningOp<PermuteDimsOp>();
  if (inner && getKnownType(inner.getX())) {
    SmallVector<int64_t> first = getPermutation(inner);
    for (int64_t &axis : order)
      axis = first[axis];
    x = inner.getX();
  }
  if (llvm::equal(order, llvm::seq<int64_t>(0, order.size())))
    return x;
  return PermuteDimsOp::create(builder, loc, x, builder.getDenseI64ArrayAttr(order));
}

SmallVector<int64_t> relax::normalizeAxes(std::optional<ArrayRef<int64_t>> axes, int64_t rank) {
  SmallVector<int64_t> result;
  if (!axes)
    return llvm::to_vector(llvm::seq<int64_t>(0, rank));
  for (int64_t axis : *axes)
    result.push_back(axis < 0 ? axis + rank : axis);
  llvm::sort(result);
  return result;
}

LogicalResult relax::rewriteWith(const FrozenRewritePatternSet &patterns, Operation *root) {
  GreedyRewriteConfig config;
  config.enableFolding(false).enableConstantCSE(false).setRegionSimplificationLevel(
      GreedySimplifyRegionLevel::Disabled);
  // A chain of n operators may take n rounds.
  config.setMaxIterations(GreedyRewriteConfig::kNoLimit);
  return applyPatternsGreedily(root, patterns, config);
}
