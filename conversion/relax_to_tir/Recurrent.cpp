//===- Recurrent.cpp - kernels of recurrent networks ----------------------===//
//
// The products with the input are those of one matrix product for all steps, in
// front. Then a serial loop over the steps: the products with the state, and
// element-wise blocks that make the next one. States are local buffers; every
// block of the loop that writes one reads no other element of it.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/LegalizationNum.h"
#include "conversion/relax_to_tir/LegalizationWindow.h"

using namespace mlir;
using namespace mlir::relax;
using sym::ExprAttr;
using tir::KernelBuilder;
using tir::ScalarBuilder;

namespace {

/// The nearest number in [low, high]; NaN stays.
Num limit(Num x, double low, std::optional<double> high) {
  x = (x < low).select(low, x);
  return high ? (x > *high).select(*high, x) : x;
}

/// One activation with its parameters.
struct Activation {
  StringRef name;
  double alpha, beta;

  Num operator()(Num x) const {
    if (name == "Relu")
      return limit(x, 0, std::nullopt);
    if (name == "Tanh")
      return x.tanh();
    if (name == "Sigmoid")
      return x.like(1) / ((-x).exp() + 1);
    if (name == "Affine")
      return x * alpha + beta;
    if (name == "LeakyRelu")
      return (x < 0).select(x * alpha, x);
    if (name == "ThresholdedRelu")
      return (x >= alpha).select(x, 0);
    if (name == "ScaledTanh")
      return (x * beta).tanh() * alpha;
    if (name == "HardSigmoid")
      return limit(x * alpha + beta, 0, 1);
    if (name == "Elu")
      return (x < 0).select((x.exp() - 1) * alpha, x);
    if (name == "Softsign")
      return x / (x.abs() + 1);
    // Softplus, which is x where the exponential would overflow.
    return x.max(0) + ((-x.abs()).exp() + 1).log();
  }
};

/// What the three operators have in common, as buffers of the kernel; absent
/// ones are null.
struct Parts {
  Value x, w, r, b, lengths, initialH, initialC, peepholes;
  Value y, yH, yC;
  SmallVector<Activation> activations;
  std::optional<double> clip;
  StringRef direction;
};

/// Reads operands and attributes that all have.
template <typename OpTy>
Parts getParts(OpTy op, ValueRange inputs, ValueRange outputs) {
  Parts parts;
  size_t next = 0;
  auto take = [&](Value operand) { return operand ? inputs[next++] : Value(); };
  parts.x = take(op.getX());
  parts.w = take(op.getW());
  parts.r = take(op.getR());
  parts.b = take(op.getB());
  parts.lengths = take(op.getSequenceLens());
  parts.initialH = take(op.getInitialH());
  if constexpr (std::is_same_v<OpTy, LSTMOp>) {
    parts.initialC = take(op.getInitialC());
    parts.peepholes = take(op.getP());
    parts.yC = outputs[2];
  }
  parts.y = outputs[0];
  parts.yH = outputs[1];
  for (auto [name, alpha, beta] :
       llvm::zip_equal(op.getActivations(), op.getActivationAlpha(),
                       op.getActivationBeta()))
    parts.activations.push_back({cast<StringAttr>(name).getValue(),
                                 cast<FloatAttr>(alpha).getValueAsDouble(),
                                 cast<FloatAttr>(beta).getValueAsDouble()});
  if (std::optional<APFloat> clip = op.getClip())
    parts.clip = clip->convertToDouble();
  parts.direction = op.getDirection();
  return parts;
}

/// One direction of one operator.
class Recurrence {
public:
  Recurrence(KernelBuilder &kernel, Parts &parts, int64_t direction,
             int64_t gates)
      : kernel(kernel), parts(parts), direction(direction), gates(gates),
        type(computeTypeOf(parts.y)),
        isReverse(parts.direction == "reverse" || direction == 1) {
    ArrayRef<ExprAttr> shape = shapeOf(parts.y);
    steps = shape[0];
    batch = shape[2];
    hidden = shape[3];
    rows = shapeOf(parts.r)[1];
    hiddenSize = kernel.getIndex(hidden);
    lastStep = kernel.getIndex(steps);
    h = allocate({batch, hidden});
  }
  virtual ~Recurrence() = default;

  void build() {
    fill("initial_h", h, parts.initialH);
    prepare();
    fromInput = allocate({steps, batch, rows});
    multiply("input_gates", fromInput, shapeOf(parts.x)[2],
             [&](ScalarBuilder &s, ValueRange at, Value k) {
               Value ofX[] = {at[0], at[1], k},
                     ofW[] = {s.constantIndex(direction), at[2], k};
               return loadNum(s, parts.x, ofX) * loadNum(s, parts.w, ofW);
             });
    {
      OpBuilder &builder = kernel.getBuilder();
      OpBuilder::InsertionGuard guard(builder);
      auto loop =
          tir::ForOp::create(builder, kernel.getLoc(), builder.getIndexAttr(0),
                             kernel.getExtent(steps));
      builder.setInsertionPoint(loop.getBody().front().getTerminator());
      step = loop.getLoopVariable();
      buildStep();
      kernel.computeAt(
          "output", {batch, hidden}, parts.y,
          [&](ScalarBuilder &s, ValueRange at) {
            return SmallVector<Value>{getTime(s, at[0]),
                                      s.constantIndex(direction), at[0], at[1]};
          },
          [&](ScalarBuilder &s, ValueRange at) {
            Num value(s, s.load(h, at));
            return narrowTo(
                s, parts.lengths ? isRunning(s, at[0]).select(value, 0) : value,
                parts.y);
          });
    }
    copyOut("last_h", h, parts.yH);
    finish();
  }

protected:
  virtual void prepare() {}
  virtual void buildStep() = 0;
  virtual void finish() {}

  Value allocate(ArrayRef<ExprAttr> shape) {
    return kernel.allocate(tir::BufferType::get(shape, type));
  }

  /// Fills a state [B, H] from an operand [D, B, H], or with zero.
  void fill(StringRef name, Value state, Value initial) {
    kernel.compute(name, state, [&](ScalarBuilder &s, ValueRange at) -> Value {
      if (!initial)
        return s.constant(type, 0);
      return loadNum(s, initial, {s.constantIndex(direction), at[0], at[1]});
    });
  }
  void copyOut(StringRef name, Value state, Value output) {
    kernel.computeAt(
        name, {batch, hidden}, output,
        [&](ScalarBuilder &s, ValueRange at) {
          return SmallVector<Value>{s.constantIndex(direction), at[0], at[1]};
        },
        [&](ScalarBuilder &s, ValueRange at) {
          return narrowTo(s, s.load(state, at), output);
        });
  }

  /// output[i...] = the sum of term(i..., k) for k < extent, along contiguous
  /// k.
  void
  multiply(StringRef name, Value output, ExprAttr extent,
           llvm::function_ref<Num(ScalarBuilder &, ValueRange, Value)> term) {
    auto zero = [&](ScalarBuilder &s) { return s.constant(type, 0); };
    auto add = [](ScalarBuilder &s, Value lhs, Value rhs) {
      return s.addReassociated(lhs, rhs);
    };
    kernel.reduce(name, output, tir::Reduction{{extent}, zero, add, {}},
                  [&](ScalarBuilder &s, ValueRange at, ValueRange k) -> Value {
                    return term(s, at, k[0]);
                  });
  }
  /// output[b, j] = the product of a state with row `firstGate * H + j` of `r`.
  void multiplyState(StringRef name, Value output, Value state,
                     int64_t firstGate) {
    multiply(
        name, output, hidden, [&](ScalarBuilder &s, ValueRange at, Value k) {
          Value ofR[] = {s.constantIndex(direction),
                         firstGate ? getRow(s, firstGate, at[1]) : at[1], k};
          return Num(s, s.load(state, {at[0], k})) * loadNum(s, parts.r, ofR);
        });
  }

  /// Row `gate * H + j`.
  Value getRow(ScalarBuilder &s, int64_t gate, Value j) {
    return gate == 0 ? j : s.add(s.mul(s.constantIndex(gate), hiddenSize), j);
  }
  /// Whether the sequence of batch element `b` reaches this step.
  Num isRunning(ScalarBuilder &s, Value b) {
    return Num(s, step) < getLength(s, b);
  }
  Num getLength(ScalarBuilder &s, Value b) {
    return Num(s,
               s.cast(s.load(parts.lengths, b), s.getBuilder().getIndexType(),
                      isUnsignedElement(elementOf(parts.lengths))))
        .min(Num(s, lastStep));
  }
  /// The time of this step: backwards from the end of the sequence under
  /// `reverse`.
  Value getTime(ScalarBuilder &s, Value b) {
    if (!isReverse)
      return step;
    Num forward(s, step);
    if (!parts.lengths)
      return Num(s, lastStep) - forward - 1;
    Num length = getLength(s, b);
    return (forward < length).select(length - forward - 1, forward);
  }

  /// x[t] * w^T + wb of a gate, at (b, j).
  Num getInput(ScalarBuilder &s, int64_t gate, ValueRange at) {
    Value place[] = {getTime(s, at[0]), at[0], getRow(s, gate, at[1])};
    Num value(s, s.load(fromInput, place));
    return parts.b ? value + getBias(s, gate, at[1]) : value;
  }
  /// An entry of `b`: those of the input come first, then those of the state.
  Num getBias(ScalarBuilder &s, int64_t gate, Value j) {
    return loadNum(s, parts.b,
                   {s.constantIndex(direction), getRow(s, gate, j)});
  }
  /// h * r^T + rb of a gate.
  Num getRecurrent(ScalarBuilder &s, Value products, int64_t gate,
                   ValueRange at) {
    Num value(s, s.load(products, {at[0], getRow(s, gate, at[1])}));
    return parts.b ? value + getBias(s, gates + gate, at[1]) : value;
  }
  /// Activation `index` of this direction.
  Num activate(int64_t index, Num x) {
    if (parts.clip)
      x = limit(x, -*parts.clip, *parts.clip);
    int64_t perDirection =
        parts.activations.size() / (parts.direction == "bidirectional" ? 2 : 1);
    return parts.activations[direction * perDirection + index](x);
  }
  /// state[b, j] = value, unless the sequence is at its end.
  void update(StringRef name, Value state,
              llvm::function_ref<Num(ScalarBuilder &, ValueRange)> value) {
    kernel.compute(name, state, [&](ScalarBuilder &s, ValueRange at) -> Value {
      Num next = value(s, at);
      return parts.lengths
                 ? isRunning(s, at[0]).select(next, Num(s, s.load(state, at)))
                 : next;
    });
  }

  KernelBuilder &kernel;
  Parts &parts;
  int64_t direction, gates;
  Type type;
  bool isReverse;
  ExprAttr steps, batch, hidden, rows;
  Value hiddenSize, lastStep, h, fromInput, step;
};

class RNN : public Recurrence {
  using Recurrence::Recurrence;
  void prepare() override { products = allocate({batch, rows}); }
  void buildStep() override {
    multiplyState("state_gates", products, h, 0);
    update("next_h", h, [&](ScalarBuilder &s, ValueRange at) {
      return activate(0, getInput(s, 0, at) + getRecurrent(s, products, 0, at));
    });
  }
  Value products;
};

class GRU : public Recurrence {
public:
  GRU(KernelBuilder &kernel, Parts &parts, int64_t direction,
      bool linearBeforeReset)
      : Recurrence(kernel, parts, direction, 3),
        linearBeforeReset(linearBeforeReset) {}

private:
  void prepare() override {
    products = allocate({batch, rows});
    if (linearBeforeReset)
      return;
    reset = allocate({batch, hidden});
    candidates = allocate({batch, hidden});
  }
  Num getGate(ScalarBuilder &s, int64_t gate, ValueRange at) {
    return activate(0, getInput(s, gate, at) +
                           getRecurrent(s, products, gate, at));
  }
  void buildStep() override {
    // Without linear_before_reset the products of the last gate are not needed,
    // but they are of one shape with the others.
    multiplyState("state_gates", products, h, 0);
    if (!linearBeforeReset) {
      kernel.compute("reset", reset,
                     [&](ScalarBuilder &s, ValueRange at) -> Value {
                       return getGate(s, 1, at) * Num(s, s.load(h, at));
                     });
      multiplyState("candidate_gates", candidates, reset, 2);
    }
    update("next_h", h, [&](ScalarBuilder &s, ValueRange at) {
      Num z = getGate(s, 0, at);
      Num recurrent = linearBeforeReset
                          ? getGate(s, 1, at) * getRecurrent(s, products, 2, at)
                          : Num(s, s.load(candidates, at));
      if (!linearBeforeReset && parts.b)
        recurrent = recurrent + getBias(s, gates + 2, at[1]);
      Num candidate = activate(1, getInput(s, 2, at) + recurrent);
      return (-z + 1) * candidate + z * Num(s, s.load(h, at));
    });
  }
  bool linearBeforeReset;
  Value products, reset, candidates;
};

class LSTM : public Recurrence {
public:
  LSTM(KernelBuilder &kernel, Parts &parts, int64_t direction, bool inputForget)
      : Recurrence(kernel, parts, direction, 4), inputForget(inputForget) {}

private:
  enum Gate { Input, Output, Forget, Cell };

  void prepare() override {
    products = allocate({batch, rows});
    c = allocate({batch, hidden});
    fill("initial_c", c, parts.initialC);
  }
  Num getGate(ScalarBuilder &s, int64_t gate, int64_t activation,
              ValueRange at) {
    Num sum = getInput(s, gate, at) + getRecurrent(s, products, gate, at);
    if (parts.peepholes && gate != Cell) {
      Num weight =
          loadNum(s, parts.peepholes,
                  {s.constantIndex(direction), getRow(s, gate, at[1])});
      sum = sum + weight * Num(s, s.load(c, at));
    }
    return activate(activation, sum);
  }
  void buildStep() override {
    multiplyState("state_gates", products, h, 0);
    update("next_c", c, [&](ScalarBuilder &s, ValueRange at) {
      Num i = getGate(s, Input, 0, at),
          f = inputForget ? -i + 1 : getGate(s, Forget, 0, at);
      return f * Num(s, s.load(c, at)) + i * getGate(s, Cell, 1, at);
    });
    update("next_h", h, [&](ScalarBuilder &s, ValueRange at) {
      return getGate(s, Output, 0, at) * activate(2, Num(s, s.load(c, at)));
    });
  }
  void finish() override { copyOut("last_c", c, parts.yC); }
  bool inputForget;
  Value products, c;
};

void buildDirection(KernelBuilder &kernel, RNNOp, Parts &parts,
                    int64_t direction) {
  RNN(kernel, parts, direction, 1).build();
}
void buildDirection(KernelBuilder &kernel, GRUOp op, Parts &parts,
                    int64_t direction) {
  GRU(kernel, parts, direction, op.getLinearBeforeReset()).build();
}
void buildDirection(KernelBuilder &kernel, LSTMOp op, Parts &parts,
                    int64_t direction) {
  LSTM(kernel, parts, direction, op.getInputForget()).build();
}

template <typename OpTy>
struct RecurrentModel
    : LegalizeToTIROpInterface::ExternalModel<RecurrentModel<OpTy>, OpTy> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto recurrent = cast<OpTy>(op);
    if (failed(requireRanks(context, op, op->getOperands())))
      return failure();
    auto build = [&](KernelBuilder &kernel, ValueRange inputs,
                     ValueRange outputs) {
      kernel.promiseSizes();
      Parts parts = getParts(recurrent, inputs, outputs);
      for (int64_t direction = 0;
           direction < (parts.direction == "bidirectional" ? 2 : 1);
           ++direction)
        buildDirection(kernel, recurrent, parts, direction);
    };
    return context.replaceWithKernel(op, op->getName().stripDialect(),
                                     op->getOperands(), build);
  }
};

} // namespace

void relax::attachRecurrentModels(MLIRContext *context) {
  RNNOp::attachInterface<RecurrentModel<RNNOp>>(*context);
  GRUOp::attachInterface<RecurrentModel<GRUOp>>(*context);
  LSTMOp::attachInterface<RecurrentModel<LSTMOp>>(*context);
}
