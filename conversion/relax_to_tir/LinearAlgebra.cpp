//===- LinearAlgebra.cpp - kernels of matrix products ---------------------===//
//
// Batches broadcast. The loops go i, k, j: the innermost one walks along rows of the right operand and of the result, which
// vectorizes without a reduction across lanes.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/LegalizationSupport.h"

using namespace mlir;
using namespace mlir::relax;
using tir::KernelBuilder;
using tir::ScalarBuilder;

static void buildMatmul(KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
  Value lhs = inputs[0], rhs = inputs[1], output = outputs[0];
  ArrayRef<sym::ExprAttr> lhsShape = shapeOf(lhs), rhsShape = shapeOf(rhs), shape = shapeOf(output);
  bool hasRow = lhsShape.size() > 1, hasColumn = rhsShape.size() > 1;
  size_t batches = shape.size() - hasRow - hasColumn;
  ArrayRef<sym::ExprAttr> batchShape = shape.take_front(batches);
  ArrayRef<sym::ExprAttr> lhsBatch = hasRow ? lhsShape.drop_back(2) : ArrayRef<sym::ExprAttr>();
  ArrayRef<sym::ExprAttr> rhsBatch = hasColumn ? rhsShape.drop_back(2) : ArrayRef<sym::ExprAttr>();
  SmallVector<Value> lhsStrides = tir::makeBroadcastStrides(kernel, lhsBatch, batchShape);
  SmallVector<Value> rhsStrides = tir::makeBroadcastStrides(kernel, rhsBatch, batchShape);

  auto zero = [&](ScalarBuilder &scalars) { return scalars.constant(computeTypeOf(output), 0); };
  // The body yields nothing to combine: product and sum are one step, made by `body`.
  Value accumulator = getAccumulator(kernel, output);
  Value left, right;
  auto combine = [&](ScalarBuilder &scalars, Value accumulated, Value) {
    return scalars.mulAdd(left, right, accumulated, /*reassociate=*/!hasColumn);
  };
  unsigned spatial = shape.size();
  tir::Reduction reduction{{preferConstant(lhsShape.back(), hasColumn ? rhsShape[rhsShape.size() - 2] : rhsShape.back())},
                      zero,
                      combine,
                      {}};
  for (unsigned axis = 0; axis + hasColumn < spatial; ++axis)
    reduction.loopOrder.push_back(axis);
  reduction.loopOrder.push_back(spatial);
  if (hasColumn)
    reduction.loopOrder.push_back(spatial - 1);

  auto body = [&](ScalarBuilder &scalars, ValueRange indices, ValueRange steps) {
    ValueRange batch = indices.take_front(batches);
    SmallVector<Value> lhsIndices = tir::broadcastIndices(scalars, lhsBatch, lhsStrides, batchShape, batch);
    SmallVector<Value> rhsIndices = tir::broadcastIndices(scalars, rhsBatch, rhsStrides, batchShape, batch);
    if (hasRow)
      lhsIndices.push_back(indices[batches]);
    lhsIndices.push_back(steps[0]);
    rhsIndices.push_back(steps[0]);
    if (hasColumn)
      rhsIndices.push_back(indices.back());
    left = loadWide(scalars, lhs, lhsIndices);
    right = loadWide(scalars, rhs, rhsIndices);
    return left;
  };
  kernel.reduce("matmul", accumulator, reduction, body);
  storeAccumulator(kernel, "matmul_narrow", accumulator, output);
}

namespace {

struct MatmulModel : LegalizeToTIROpInterface::ExternalModel<MatmulModel, MatmulOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto matmul = cast<MatmulOp>(op);
    return context.replaceWithKernel(op, "matmul", {matmul.getLhs(), matmul.getRhs()}, buildMatmul);
  }
};

} // namespace

void relax::attachLinearAlgebraModels(MLIRContext *context) { MatmulOp::attachInterface<MatmulModel>(*context); }
