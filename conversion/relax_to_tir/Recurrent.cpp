//===- Recurrent.cpp - kernels of recurrent networks ----------------------===//
//
// A serial loop over the steps, in it one over the units: the products of the
// gates of one unit with the input and with the state, and what follows from
// them for this unit. A unit needs the old state of all others, so that the new
// one goes into a buffer of its own until all have it. Nothing is kept that has
// a step or a gate as a dimension, and states are those that the operator
// returns, where these have the type that is computed in.
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

/// A state of one direction, [B, H]: a part of a result [D, B, H], or a local
/// buffer.
struct State {
  Value buffer;
  bool isResult;
};

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
    hiddenSize = kernel.getIndex(hidden);
    lastStep = kernel.getIndex(steps);
    h = makeState(parts.yH);
    next = allocate({batch, hidden});
    ExprAttr count = ExprAttr::getConstant(hidden.getContext(), gates);
    fromInput = allocate({count});
    fromState = allocate({count});
  }
  virtual ~Recurrence() = default;

  void build() {
    fill("initial_h", h, parts.initialH);
    prepare();
    {
      OpBuilder::InsertionGuard guard(kernel.getBuilder());
      step = openLoop(steps);
      buildStep();
      kernel.computeAt(
          "output", {batch, hidden}, parts.y,
          [&](ScalarBuilder &s, ValueRange at) {
            return SmallVector<Value>{getTime(s, at[0]),
                                      s.constantIndex(direction), at[0], at[1]};
          },
          [&](ScalarBuilder &s, ValueRange at) {
            Num value = loadState(s, h, at);
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
  State makeState(Value result) {
    if (cast<tir::BufferType>(result.getType()).getScalarType() == type)
      return {result, true};
    return {allocate({batch, hidden}), false};
  }
  SmallVector<Value> getPlace(ScalarBuilder &s, const State &state,
                              ValueRange at) {
    if (state.isResult)
      return {s.constantIndex(direction), at[0], at[1]};
    return {at[0], at[1]};
  }
  Num loadState(ScalarBuilder &s, const State &state, ValueRange at) {
    return Num(s, s.load(state.buffer, getPlace(s, state, at)));
  }

  /// The code that follows is the body of a loop; gives its variable.
  Value openLoop(ExprAttr extent) {
    OpBuilder &builder = kernel.getBuilder();
    auto loop =
        tir::ForOp::create(builder, kernel.getLoc(), builder.getIndexAttr(0),
                           kernel.getExtent(extent));
    builder.setInsertionPoint(loop.getBody().front().getTerminator());
    return loop.getLoopVariable();
  }
  /// A loop over all batch elements and units, `at`.
  void forEachUnit(llvm::function_ref<void(ValueRange at)> build) {
    OpBuilder::InsertionGuard guard(kernel.getBuilder());
    Value b = openLoop(batch), j = openLoop(hidden);
    build({b, j});
  }

  /// Fills a state from an operand [D, B, H], or with zero.
  void fill(StringRef name, const State &state, Value initial) {
    kernel.computeAt(
        name, {batch, hidden}, state.buffer,
        [&](ScalarBuilder &s, ValueRange at) { return getPlace(s, state, at); },
        [&](ScalarBuilder &s, ValueRange at) -> Value {
          if (!initial)
            return s.constant(type, 0);
          return loadNum(s, initial,
                         {s.constantIndex(direction), at[0], at[1]});
        });
  }
  void copyOut(StringRef name, const State &state, Value output) {
    if (state.isResult)
      return;
    kernel.computeAt(
        name, {batch, hidden}, output,
        [&](ScalarBuilder &s, ValueRange at) {
          return SmallVector<Value>{s.constantIndex(direction), at[0], at[1]};
        },
        [&](ScalarBuilder &s, ValueRange at) {
          return narrowTo(s, loadState(s, state, at), output);
        });
  }

  /// sums[g] = the sum of term(g, k) for k < extent, along contiguous k, for
  /// the gates from `first` to `last`.
  void
  multiply(StringRef name, Value sums, int64_t first, int64_t last,
           ExprAttr extent,
           llvm::function_ref<Num(ScalarBuilder &, Value gate, Value k)> term) {
    auto zero = [&](ScalarBuilder &s) { return s.constant(type, 0); };
    auto add = [](ScalarBuilder &s, Value lhs, Value rhs) {
      return s.addReassociated(lhs, rhs);
    };
    auto place = [&](ScalarBuilder &s, Value gate) {
      return first ? s.add(gate, s.constantIndex(first)) : gate;
    };
    kernel.reduceAt(
        name, {ExprAttr::getConstant(hidden.getContext(), last - first)}, sums,
        [&](ScalarBuilder &s, ValueRange at) {
          return SmallVector<Value>{place(s, at[0])};
        },
        tir::Reduction{{extent}, zero, add, {}},
        [&](ScalarBuilder &s, ValueRange at, ValueRange k) -> Value {
          return term(s, place(s, at[0]), k[0]);
        });
  }
  /// fromInput[g] = x[t, b] * row g * H + j of w.
  void multiplyInput(ValueRange at, int64_t first, int64_t last) {
    multiply("input_gates", fromInput, first, last, shapeOf(parts.x)[2],
             [&](ScalarBuilder &s, Value gate, Value k) {
               Value ofX[] = {getTime(s, at[0]), at[0], k};
               return loadNum(s, parts.x, ofX) *
                      ofWeights(s, parts.w, gate, at[1], k);
             });
  }
  /// fromState[g] = h[b] * row g * H + j of r; `state` gives other elements
  /// than those of h.
  void multiplyState(ValueRange at, int64_t first, int64_t last,
                     Value state = {}) {
    multiply("state_gates", fromState, first, last, hidden,
             [&](ScalarBuilder &s, Value gate, Value k) {
               Num element = state ? Num(s, s.load(state, {at[0], k}))
                                   : loadState(s, h, {at[0], k});
               return element * ofWeights(s, parts.r, gate, at[1], k);
             });
  }
  Num ofWeights(ScalarBuilder &s, Value weights, Value gate, Value j, Value k) {
    Value row = s.add(s.mul(gate, hiddenSize), j);
    Value place[] = {s.constantIndex(direction), row, k};
    return loadNum(s, weights, place);
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
    Num value(s, s.load(fromInput, s.constantIndex(gate)));
    return parts.b ? value + getBias(s, gate, at[1]) : value;
  }
  /// An entry of `b`: those of the input come first, then those of the state.
  Num getBias(ScalarBuilder &s, int64_t gate, Value j) {
    return loadNum(s, parts.b,
                   {s.constantIndex(direction), getRow(s, gate, j)});
  }
  /// h * r^T + rb of a gate.
  Num getRecurrent(ScalarBuilder &s, int64_t gate, ValueRange at) {
    Num value(s, s.load(fromState, s.constantIndex(gate)));
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
  /// buffer[b, j] = value, for one unit.
  void computeUnit(StringRef name, Value buffer, ValueRange at,
                   llvm::function_ref<Num(ScalarBuilder &)> value) {
    kernel.computeAt(
        name, {}, buffer,
        [&](ScalarBuilder &, ValueRange) { return SmallVector<Value>(at); },
        [&](ScalarBuilder &s, ValueRange) -> Value { return value(s); });
  }
  /// The new value of a state, unless the sequence is at its end.
  Num keepAtEnd(ScalarBuilder &s, const State &state, ValueRange at,
                Num value) {
    return parts.lengths
               ? isRunning(s, at[0]).select(value, loadState(s, state, at))
               : value;
  }
  /// h = next.
  void takeNext() {
    kernel.computeAt(
        "next_state", {batch, hidden}, h.buffer,
        [&](ScalarBuilder &s, ValueRange at) { return getPlace(s, h, at); },
        [&](ScalarBuilder &s, ValueRange at) -> Value {
          return keepAtEnd(s, h, at, Num(s, s.load(next, at)));
        });
  }

  KernelBuilder &kernel;
  Parts &parts;
  int64_t direction, gates;
  Type type;
  bool isReverse;
  ExprAttr steps, batch, hidden;
  Value hiddenSize, lastStep, step;
  State h;
  /// The next h, [B, H], and the products of each gate of one unit.
  Value next, fromInput, fromState;
};

class RNN : public Recurrence {
  using Recurrence::Recurrence;
  void buildStep() override {
    forEachUnit([&](ValueRange at) {
      multiplyInput(at, 0, 1);
      multiplyState(at, 0, 1);
      computeUnit("next_h", next, at, [&](ScalarBuilder &s) {
        return activate(0, getInput(s, 0, at) + getRecurrent(s, 0, at));
      });
    });
    takeNext();
  }
};

class GRU : public Recurrence {
public:
  GRU(KernelBuilder &kernel, Parts &parts, int64_t direction,
      bool linearBeforeReset)
      : Recurrence(kernel, parts, direction, 3),
        linearBeforeReset(linearBeforeReset) {}

private:
  enum Gate { Update, Reset, Hidden };

  void prepare() override {
    if (linearBeforeReset)
      return;
    update = allocate({batch, hidden});
    reset = allocate({batch, hidden});
  }
  Num getGate(ScalarBuilder &s, int64_t gate, ValueRange at) {
    return activate(0, getInput(s, gate, at) + getRecurrent(s, gate, at));
  }
  /// (1 - z) * candidate + z * h.
  Num mix(ScalarBuilder &s, Num z, Num recurrent, ValueRange at) {
    Num candidate = activate(1, getInput(s, Hidden, at) + recurrent);
    return (-z + 1) * candidate + z * loadState(s, h, at);
  }
  void buildStep() override {
    if (linearBeforeReset)
      buildLinear();
    else
      buildResetFirst();
    takeNext();
  }
  void buildLinear() {
    forEachUnit([&](ValueRange at) {
      multiplyInput(at, 0, gates);
      multiplyState(at, 0, gates);
      computeUnit("next_h", next, at, [&](ScalarBuilder &s) {
        return mix(s, getGate(s, Update, at),
                   getGate(s, Reset, at) * getRecurrent(s, Hidden, at), at);
      });
    });
  }
  /// The candidate of a unit needs the gates of all others.
  void buildResetFirst() {
    forEachUnit([&](ValueRange at) {
      multiplyInput(at, Update, Hidden);
      multiplyState(at, Update, Hidden);
      computeUnit("update", update, at,
                  [&](ScalarBuilder &s) { return getGate(s, Update, at); });
      computeUnit("reset", reset, at, [&](ScalarBuilder &s) {
        return getGate(s, Reset, at) * loadState(s, h, at);
      });
    });
    forEachUnit([&](ValueRange at) {
      multiplyInput(at, Hidden, gates);
      multiplyState(at, Hidden, gates, reset);
      computeUnit("next_h", next, at, [&](ScalarBuilder &s) {
        return mix(s, Num(s, s.load(update, at)), getRecurrent(s, Hidden, at),
                   at);
      });
    });
  }
  bool linearBeforeReset;
  Value update, reset;
};

class LSTM : public Recurrence {
public:
  LSTM(KernelBuilder &kernel, Parts &parts, int64_t direction, bool inputForget)
      : Recurrence(kernel, parts, direction, 4), inputForget(inputForget) {}

private:
  enum Gate { Input, Output, Forget, Cell };

  void prepare() override {
    c = makeState(parts.yC);
    fill("initial_c", c, parts.initialC);
  }
  Num getGate(ScalarBuilder &s, int64_t gate, int64_t activation,
              ValueRange at) {
    Num sum = getInput(s, gate, at) + getRecurrent(s, gate, at);
    if (parts.peepholes && gate != Cell) {
      Num weight =
          loadNum(s, parts.peepholes,
                  {s.constantIndex(direction), getRow(s, gate, at[1])});
      sum = sum + weight * loadState(s, c, at);
    }
    return activate(activation, sum);
  }
  void buildStep() override {
    forEachUnit([&](ValueRange at) {
      multiplyInput(at, 0, gates);
      multiplyState(at, 0, gates);
      // Only this unit looks at its cell.
      kernel.computeAt(
          "next_c", {}, c.buffer,
          [&](ScalarBuilder &s, ValueRange) { return getPlace(s, c, at); },
          [&](ScalarBuilder &s, ValueRange) -> Value {
            Num i = getGate(s, Input, 0, at),
                f = inputForget ? -i + 1 : getGate(s, Forget, 0, at);
            return keepAtEnd(s, c, at,
                             f * loadState(s, c, at) +
                                 i * getGate(s, Cell, 1, at));
          });
      computeUnit("next_h", next, at, [&](ScalarBuilder &s) {
        return getGate(s, Output, 0, at) * activate(2, loadState(s, c, at));
      });
    });
    takeNext();
  }
  void finish() override { copyOut("last_c", c, parts.yC); }
  bool inputForget;
  State c;
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
