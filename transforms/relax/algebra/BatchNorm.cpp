//===- BatchNorm.cpp - batch normalization as a scale and a shift ---------===//

#include "transforms/relax/algebra/BatchNorm.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

bool relax::hasCompileTimeStatistics(BatchNormOp op) {
  return llvm::all_of(op->getOperands().drop_front(), isCompileTime);
}

LogicalResult relax::decomposeBatchNorm(BatchNormOp op, PatternRewriter &rewriter) {
  RelaxTensor data = getKnownType(op.getData());
  if (!data || data != op.getResult().getType())
    return rewriter.notifyMatchFailure(op, "the type of the data is not known in full");
  auto axis = static_cast<int64_t>(op.getAxis());
  axis = axis < 0 ? axis + data.getRank() : axis;
  for (Value vector : op->getOperands().drop_front()) {
    RelaxTensor type = getKnownType(vector);
    if (!type || type.getRank() != 1 || type.getShape()[0] != data.getShape()[axis])
      return rewriter.notifyMatchFailure(op, "the channels are not as many as the statistics, as they stand");
  }

  Location loc = op.getLoc();
  auto scalar = RankedTensorType::get({}, data.getElementType());
  APFloat rounded = op.getEpsilon();
  bool losesInfo;
  rounded.convert(cast<FloatType>(data.getElementType()).getFloatSemantics(), APFloat::rmNearestTiesToEven, &losesInfo);
  Value epsilon = ConstantOp::create(rewriter, loc, DenseElementsAttr::get(scalar, rounded));
  Value sum = AddOp::create(rewriter, loc, op.getVariance(), epsilon);
  Value root = SqrtOp::create(rewriter, loc, sum);
  Value scale = DivideOp::create(rewriter, loc, op.getGamma(), root);
  Value offset = MultiplyOp::create(rewriter, loc, op.getMean(), scale);
  Value shift = SubtractOp::create(rewriter, loc, op.getBeta(), offset);
  auto alignWithChannels = [&](Value vector) -> Value {
    SmallVector<int64_t> behind = llvm::to_vector(llvm::seq<int64_t>(1, data.getRank() - axis));
    if (behind.empty())
      return vector;
    return ExpandDimsOp::create(rewriter, loc, vector, rewriter.getDenseI64ArrayAttr(behind));
  };
  Value scaled = MultiplyOp::create(rewriter, loc, op.getData(), alignWithChannels(scale));
  rewriter.replaceOpWithNewOp<AddOp>(op, scaled, alignWithChannels(shift));
  return success();
}
