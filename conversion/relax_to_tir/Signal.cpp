//===- Signal.cpp - kernels of spectra and of the determinant -------------===//
//
// A short transform is a sum for each element, with the roots of unity from a
// table: root j * k is entry (j * k) mod length. A long one, and one whose
// length is known at run time only, is a call of the library's fast transform.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/LegalizationLoops.h"
#include "conversion/relax_to_tir/LegalizationWindow.h"
#include "dialects/relax/ops/DimMath.h"

#include <cmath>

using namespace mlir;
using namespace mlir::relax;
using sym::ExprAttr;
using tir::KernelBuilder;
using tir::ScalarBuilder;

namespace {

ExprAttr exprOf(Value value) {
  return cast<sym::IntType>(value.getType()).getExpr();
}

//===----------------------------------------------------------------------===//
// Transforms
//===----------------------------------------------------------------------===//

/// Up to here sums in a kernel beat a call.
constexpr int64_t kLongestSum = 32;

bool isShort(Value length) {
  std::optional<int64_t> constant = exprOf(length).getConstantValue();
  return constant && *constant <= kLongestSum;
}

/// The sums of one transform.
class Transform {
public:
  Transform(KernelBuilder &kernel, Value x, ExprAttr length, bool inverse)
      : kernel(kernel), x(x), length(kernel.getIndex(length)),
        type(computeTypeOf(x)), parts(shapeOf(x).back()) {
    if (!parts.isConstant())
      numParts = kernel.getIndex(parts);
    // Of an inverse transform the table holds the division by the length.
    ExprAttr two = ExprAttr::getConstant(x.getContext(), 2);
    roots = kernel.allocate(tir::BufferType::get({length, two}, type));
    kernel.compute(
        "roots", roots, [&](ScalarBuilder &s, ValueRange at) -> Value {
          Num size = Num(s, this->length).toF64(),
              angle = Num(s, at[0]).toF64() * (2 * M_PI) / size;
          Num root =
              (Num(s, at[1]) == 0)
                  .select(angle.cos(), inverse ? -angle.sin() : angle.sin());
          return (inverse ? root / size : root).to(type);
        });
  }

  /// The term of element `j` in element `k`: its real or its imaginary part.
  Num getTerm(ScalarBuilder &s, Value k, Num j, Value part,
              SmallVector<Value> place) {
    Value entry = s.remIndex(s.mul(k, j), length), zero = s.constantIndex(0),
          one = s.constantIndex(1);
    Num cosine(s, s.load(roots, {entry, zero})),
        sine(s, s.load(roots, {entry, one}));
    place.back() = zero;
    Num real = loadNum(s, x, place), isReal = Num(s, part) == 0;
    if (parts.isConstant(1))
      return isReal.select(real * cosine, -(real * sine));
    place.back() = parts.isConstant() ? one : Value(Num(s, numParts) - 1);
    Num imaginary = loadNum(s, x, place);
    if (!parts.isConstant())
      imaginary = (Num(s, numParts) == 2).select(imaginary, 0);
    return isReal.select(real * cosine + imaginary * sine,
                         imaginary * cosine - real * sine);
  }

  /// output[at...] = the sum of term(at..., j) for j < extent.
  void sum(StringRef name, Value output, ExprAttr extent,
           llvm::function_ref<Num(ScalarBuilder &, ValueRange, Num)> term) {
    Value accumulator = getAccumulator(kernel, output);
    auto zero = [&](ScalarBuilder &s) { return s.constant(type, 0); };
    auto add = [](ScalarBuilder &s, Value lhs, Value rhs) {
      return s.addReassociated(lhs, rhs);
    };
    kernel.reduce(
        name, accumulator, tir::Reduction{{extent}, zero, add, {}},
        [&](ScalarBuilder &s, ValueRange at, ValueRange steps) -> Value {
          return term(s, at, Num(s, steps[0]));
        });
    storeAccumulator(kernel, (name + "_store").str(), accumulator, output);
  }

private:
  KernelBuilder &kernel;
  Value x, length;
  Type type;
  ExprAttr parts;
  Value numParts, roots;
};

struct DFTModel : LegalizeToTIROpInterface::ExternalModel<DFTModel, DFTOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto dft = cast<DFTOp>(op);
    if (failed(requireRanks(context, op, dft.getX())))
      return failure();
    if (!isShort(dft.getLength())) {
      int64_t axis = dft.getAxis(),
              rank = cast<relax::TensorType>(dft.getX().getType()).getRank();
      return context.replaceWithPacked(
          op, "dft", {dft.getX(), dft.getLength()},
          {axis < 0 ? axis + rank : axis, dft.getInverse(), dft.getOnesided()});
    }
    auto build = [&](KernelBuilder &kernel, ValueRange inputs,
                     ValueRange outputs, ArrayRef<ExprAttr> parameters) {
      kernel.promiseSizes();
      Value x = inputs[0];
      int64_t rank = shapeOf(x).size(),
              axis = dft.getAxis() < 0 ? dft.getAxis() + rank : dft.getAxis();
      Transform transform(kernel, x, parameters[0], dft.getInverse());
      ExprAttr samples = shapeOf(x)[axis];
      DimMath math(op->getContext());
      Dim extent =
          samples == parameters[0] ? samples : math.min(samples, parameters[0]);
      transform.sum("dft", outputs[0], extent,
                    [&](ScalarBuilder &s, ValueRange at, Num j) {
                      SmallVector<Value> place(at);
                      place[axis] = j;
                      return transform.getTerm(s, at[axis], j, at.back(),
                                               place);
                    });
    };
    return context.replaceWithKernel(op, "dft", dft.getX(),
                                     exprOf(dft.getLength()), build);
  }
};

struct STFTModel : LegalizeToTIROpInterface::ExternalModel<STFTModel, STFTOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto stft = cast<STFTOp>(op);
    SmallVector<Value> inputs = {stft.getX()};
    if (stft.getWindow())
      inputs.push_back(stft.getWindow());
    if (!isShort(stft.getFrameLength())) {
      inputs.append({stft.getFrameStep(), stft.getFrameLength()});
      return context.replaceWithPacked(op, "stft", inputs,
                                       {stft.getOnesided()});
    }
    auto build = [&](KernelBuilder &kernel, ValueRange inputs,
                     ValueRange outputs, ArrayRef<ExprAttr> parameters) {
      kernel.promiseSizes();
      Transform transform(kernel, inputs[0], parameters[1], /*inverse=*/false);
      Value step = kernel.getIndex(parameters[0]);
      transform.sum("stft", outputs[0], parameters[1],
                    [&](ScalarBuilder &s, ValueRange at, Num j) {
                      Num sample = Num(s, at[1]) * Num(s, step) + j;
                      Num term = transform.getTerm(s, at[2], j, at[3],
                                                   {at[0], sample, Value()});
                      return inputs.size() > 1
                                 ? term * loadNum(s, inputs[1], Value(j))
                                 : term;
                    });
    };
    return context.replaceWithKernel(
        op, "stft", inputs,
        {exprOf(stft.getFrameStep()), exprOf(stft.getFrameLength())}, build);
  }
};

//===----------------------------------------------------------------------===//
// The mel matrix
//===----------------------------------------------------------------------===//

struct MelWeightMatrixModel
    : LegalizeToTIROpInterface::ExternalModel<MelWeightMatrixModel,
                                              MelWeightMatrixOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto mel = cast<MelWeightMatrixOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs,
                     ValueRange outputs, ArrayRef<ExprAttr> parameters) {
      kernel.promiseSizes();
      Value bins = kernel.getIndex(parameters[0]),
            length = kernel.getIndex(parameters[1]);
      Value rate = kernel.getIndex(parameters[2]);
      kernel.compute(
          "mel_weight_matrix", outputs[0],
          [&](ScalarBuilder &s, ValueRange at) {
            auto toMel = [&](Value edge) {
              return (loadNum(s, edge, {}).toF64() / 700 + 1).log() *
                     (2595 / std::log(10.0));
            };
            Num low = toMel(inputs[0]), high = toMel(inputs[1]);
            Num step = (high - low) / (Num(s, bins).toF64() + 2);
            // The element of the spectrum at place `i`.
            auto getEdge = [&](Num i) {
              Num mel = i * step + low,
                  hertz = ((mel * (std::log(10.0) / 2595)).exp() - 1) * 700;
              return ((Num(s, length).toF64() + 1) * hertz /
                      Num(s, rate).toF64())
                  .floor();
            };
            Num element = Num(s, at[0]).toF64(), bin = Num(s, at[1]).toF64();
            Num first = getEdge(bin), center = getEdge(bin + 1),
                last = getEdge(bin + 2);
            Num rising = (element >= first && element <= center)
                             .select((element - first) / (center - first), 0);
            Num value =
                (first == center)
                    .select((element == center).select(element.like(1), 0),
                            rising);
            Num isFalling = element >= center && element < last;
            return narrowTo(
                s, isFalling.select((last - element) / (last - center), value),
                outputs[0]);
          });
    };
    return context.replaceWithKernel(
        op, "mel_weight_matrix", {mel.getLower(), mel.getUpper()},
        {exprOf(mel.getBins()), exprOf(mel.getDftLength()),
         exprOf(mel.getSampleRate())},
        build);
  }
};

//===----------------------------------------------------------------------===//
// The determinant
//===----------------------------------------------------------------------===//

struct DetModel : LegalizeToTIROpInterface::ExternalModel<DetModel, DetOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto build = [&](KernelBuilder &kernel, ValueRange inputs,
                     ValueRange outputs) {
      kernel.promiseSizes();
      Value x = inputs[0], size = kernel.getIndex(shapeOf(x).back());
      Value matrices =
          kernel.allocate(tir::BufferType::get(shapeOf(x), computeTypeOf(x)));
      kernel.compute(
          "det_copy", matrices,
          [&](ScalarBuilder &s, ValueRange at) { return loadWide(s, x, at); });
      kernel.compute("det", outputs[0], [&](ScalarBuilder &s, ValueRange at) {
        declareReads(s, matrices);
        declareWrites(s, matrices);
        return narrowTo(s, eliminate(s, matrices, at, size), outputs[0]);
      });
    };
    return context.replaceWithKernel(op, "det", op->getOperands(), build);
  }

  /// Gaussian elimination in place: the product of the pivots, negated for each
  /// exchange of rows.
  static Num eliminate(ScalarBuilder &s, Value matrices, ValueRange at,
                       Value size) {
    SmallVector<Value> place(at);
    place.resize(at.size() + 2);
    auto locate = [&](Value row, Value column) -> ValueRange {
      place[at.size()] = row;
      place[at.size() + 1] = column;
      return place;
    };
    auto load = [&](Value row, Value column) {
      return loadInLoop(s, matrices, locate(row, column));
    };
    auto store = [&](Num value, Value row, Value column) {
      storeInLoop(s, value, matrices, locate(row, column));
    };
    Num one(s, s.constant(computeTypeOf(matrices), 1)),
        zero(s, s.constantIndex(0));
    auto step = [&](Num k, ArrayRef<Num> carried) -> SmallVector<Num> {
      Num next = k + 1;
      SmallVector<Num> best =
          loopOver(s, next, size, {load(k, k).abs(), k},
                   [&](Num i, ArrayRef<Num> soFar) -> SmallVector<Num> {
                     Num candidate = load(i, k).abs(),
                         isLarger = candidate > soFar[0];
                     return {isLarger.select(candidate, soFar[0]),
                             isLarger.select(i, soFar[1])};
                   });
      Num pivotRow = best[1];
      loopOver(s, k, size, {}, [&](Num j, ArrayRef<Num>) -> SmallVector<Num> {
        Num upper = load(k, j), lower = load(pivotRow, j);
        store(lower, k, j);
        store(upper, pivotRow, j);
        return {};
      });
      Num pivot = load(k, k);
      loopOver(s, next, size, {},
               [&](Num i, ArrayRef<Num>) -> SmallVector<Num> {
                 // A column without a pivot is zero from here on.
                 Num factor = (pivot == 0).select(0, load(i, k) / pivot);
                 loopOver(s, next, size, {},
                          [&](Num j, ArrayRef<Num>) -> SmallVector<Num> {
                            store(load(i, j) - factor * load(k, j), i, j);
                            return {};
                          });
                 return {};
               });
      Num product = carried[0] * pivot;
      return {(pivotRow == k).select(product, -product)};
    };
    return loopOver(s, zero, size, one, step).front();
  }
};

} // namespace

void relax::attachSignalModels(MLIRContext *context) {
  DFTOp::attachInterface<DFTModel>(*context);
  STFTOp::attachInterface<STFTModel>(*context);
  MelWeightMatrixOp::attachInterface<MelWeightMatrixModel>(*context);
  DetOp::attachInterface<DetModel>(*context);
}
