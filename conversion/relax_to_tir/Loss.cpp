//===- Loss.cpp - kernels of losses ---------------------------------------===//
//
// Sums over all predictions. The class of each comes from a tensor, and is
// checked where it is used as an index.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/LegalizationNum.h"

using namespace mlir;
using namespace mlir::relax;
using sym::ExprAttr;
using tir::KernelBuilder;
using tir::ScalarBuilder;

/// A local scalar with the sum of `body` over all points of `domain`.
static Value buildTotal(KernelBuilder &kernel, StringRef name,
                        ArrayRef<ExprAttr> domain, Type type,
                        KernelBuilder::Body body) {
  Value total = kernel.allocate(tir::BufferType::get({}, type));
  auto zero = [&](ScalarBuilder &s) { return s.constant(type, 0); };
  auto add = [](ScalarBuilder &s, Value lhs, Value rhs) {
    return s.addReassociated(lhs, rhs);
  };
  if (domain.empty())
    kernel.compute(name, total,
                   [&](ScalarBuilder &s, ValueRange) { return body(s, {}); });
  else
    kernel.reduce(name, total,
                  tir::Reduction{llvm::to_vector(domain), zero, add, {}},
                  [&](ScalarBuilder &s, ValueRange, ValueRange steps) {
                    return body(s, steps);
                  });
  return total;
}

namespace {

struct CrossEntropyModel
    : LegalizeToTIROpInterface::ExternalModel<CrossEntropyModel,
                                              CrossEntropyWithLogitsOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto build = [&](KernelBuilder &kernel, ValueRange inputs,
                     ValueRange outputs) {
      Type type = computeTypeOf(outputs[0]);
      ArrayRef<ExprAttr> shape = shapeOf(inputs[0]);
      Value total = buildTotal(kernel, "cross_entropy_sum", shape, type,
                               [&](ScalarBuilder &s, ValueRange at) -> Value {
                                 return loadNum(s, inputs[0], at) *
                                        loadNum(s, inputs[1], at);
                               });
      Value batch = shape.size() == 2 ? kernel.getIndex(shape[0]) : Value();
      kernel.compute("cross_entropy", outputs[0],
                     [&](ScalarBuilder &s, ValueRange) {
                       Num result = -Num(s, s.load(total, {}));
                       if (batch)
                         result = result / Num(s, batch).to(type);
                       return narrowTo(s, result, outputs[0]);
                     });
    };
    if (failed(requireRanks(context, op, op->getOperands())))
      return failure();
    return context.replaceWithKernel(op, "cross_entropy_with_logits",
                                     op->getOperands(), build);
  }
};

struct NllLossModel
    : LegalizeToTIROpInterface::ExternalModel<NllLossModel, NllLossOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto nll = cast<NllLossOp>(op);
    if (failed(requireRanks(context, op, op->getOperands())))
      return failure();
    auto build = [&](KernelBuilder &kernel, ValueRange inputs,
                     ValueRange outputs) {
      Type type = computeTypeOf(outputs[0]);
      auto getLoss = [&](ScalarBuilder &s, ValueRange at) -> Value {
        Target target(s, nll, inputs, at);
        return target.isIgnored.select(
            0, -target.getPrediction(s, inputs[0], at) * target.weight);
      };
      if (nll.getReduction() == "none") {
        kernel.compute("nll_loss", outputs[0],
                       [&](ScalarBuilder &s, ValueRange at) {
                         return narrowTo(s, getLoss(s, at), outputs[0]);
                       });
        return;
      }
      ArrayRef<ExprAttr> domain = shapeOf(inputs[1]);
      Value total = buildTotal(kernel, "nll_loss_sum", domain, type, getLoss),
            weights;
      if (nll.getReduction() == "mean")
        weights = buildTotal(kernel, "nll_loss_weights", domain, type,
                             [&](ScalarBuilder &s, ValueRange at) -> Value {
                               Target target(s, nll, inputs, at);
                               return target.isIgnored.select(0, target.weight);
                             });
      kernel.compute("nll_loss", outputs[0], [&](ScalarBuilder &s, ValueRange) {
        Num result(s, s.load(total, {}));
        if (weights)
          result = result / Num(s, s.load(weights, {}));
        return narrowTo(s, result, outputs[0]);
      });
    };
    return context.replaceWithKernel(op, "nll_loss", op->getOperands(), build);
  }

  /// The class that one prediction should have had; where it is ignored, 0.
  struct Target {
    Target(ScalarBuilder &s, NllLossOp op, ValueRange inputs, ValueRange at)
        : isIgnored(s, Value()), index(s, Value()), weight(s, Value()) {
      Value raw = s.load(inputs[1], at);
      bool isUnsigned = isUnsignedElement(elementOf(inputs[1]));
      index = Num(s, s.cast(raw, s.getBuilder().getIndexType(), isUnsigned));
      Value ignored =
          s.constantIndex(static_cast<int64_t>(op.getIgnoreIndex()));
      isIgnored = index == Num(s, ignored);
      index = isIgnored.select(0, index);
      weight = inputs.size() > 2
                   ? loadNum(s, inputs[2], Value(index))
                   : Num(s, s.constant(computeTypeOf(inputs[0]), 1));
    }

    Num getPrediction(ScalarBuilder &s, Value predictions,
                      ValueRange at) const {
      SmallVector<Value> place(at);
      place.insert(place.begin() + (at.empty() ? 0 : 1), index);
      return loadNum(s, predictions, place);
    }

    Num isIgnored, index, weight;
  };
};

} // namespace

void relax::attachLossModels(MLIRContext *context) {
  CrossEntropyWithLogitsOp::attachInterface<CrossEntropyModel>(*context);
  NllLossOp::attachInterface<NllLossModel>(*context);
}
