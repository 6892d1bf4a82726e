//===- Attention.cpp - kernels around attention ---------------------------===//
//
// Rotary embeddings, and attention over sequences of different lengths. The
// sequence of a position is found by counting starts; everything behind that is
// regular: for each position and head a row of `max_seqlen_k` scores, in which
// keys that are not seen have weight zero.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/LegalizationNum.h"
#include "dialects/relax/ops/DimMath.h"

using namespace mlir;
using namespace mlir::relax;
using sym::ExprAttr;
using tir::KernelBuilder;
using tir::ScalarBuilder;

namespace {

//===----------------------------------------------------------------------===//
// Sequences of different lengths
//===----------------------------------------------------------------------===//

/// An integer of a buffer as `index`.
Num loadIndex(ScalarBuilder &s, Value buffer, Value place) {
  Value element = loadClamped(s, buffer, place);
  return Num(s, s.cast(element, s.getBuilder().getIndexType(), isUnsignedElement(elementOf(buffer))));
}

Value addTerms(ScalarBuilder &s, Value accumulated, Value value) { return s.addReassociated(accumulated, value); }

class VarLenKernel {
public:
  VarLenKernel(KernelBuilder &kernel, AttentionVarLenOp op, ValueRange inputs, Value output, ExprAttr longest)
      : kernel(kernel), op(op), query(inputs[0]), key(inputs[1]), value(inputs[2]), startsQ(inputs[3]),
        startsK(inputs[4]), output(output), positions(shapeOf(query)[0]), heads(shapeOf(query)[1]),
        keys(preferConstant(shapeOf(key)[0], shapeOf(value)[0])),
        size(preferConstant(shapeOf(query)[2], shapeOf(key)[2])), type(computeTypeOf(output)) {
    DimMath math(op->getContext());
    // No more places than keys: where there are none, nothing is read.
    length = math.max(math.min(longest, keys), math.constant(0));
  }

  void build() {
    kernel.promiseSizes();
    buildRanges();
    Value scores = buildScores();
    auto allocate = [&](ArrayRef<ExprAttr> shape) { return kernel.allocate(tir::BufferType::get(shape, type)); };
    Value maximum = allocate({positions, heads}), sum = allocate({positions, heads});
    Value exponentials = allocate({positions, heads, length}), mixed = allocate(shapeOf(output));
    auto zero = [&](ScalarBuilder &s) { return s.constant(type, 0); };
    auto lowest = [&](ScalarBuilder &s) { return s.lowest(type); };
    auto larger = [](ScalarBuilder &s, Value lhs, Value rhs) { return s.max(lhs, rhs); };
    auto loadAlong = [](Value buffer) {
      return
          [buffer](ScalarBuilder &s, ValueRange i, ValueRange steps) { return s.load(buffer, {i[0], i[1], steps[0]}); };
    };
    auto loadScore = loadAlong(scores), loadExponential = loadAlong(exponentials);
    kernel.reduce("var_len_max", maximum, tir::Reduction{{length}, lowest, larger, {}}, loadScore);
    kernel.compute("var_len_exp", exponentials, [&](ScalarBuilder &s, ValueRange i) -> Value {
      return (Num(s, s.load(scores, i)) - Num(s, s.load(maximum, i.drop_back()))).exp();
    });
    kernel.reduce("var_len_sum", sum, tir::Reduction{{length}, zero, addTerms, {}}, loadExponential);

    Value left, right;
    auto combine = [&](ScalarBuilder &s, Value accumulated, Value) {
      return s.mulAdd(left, right, accumulated, /*reassociate=*/false);
    };
    // Position, head, key, element: rows of values are added up.
    tir::Reduction mix{{length}, zero, combine, {0, 1, 3, 2}};
    kernel.reduce("var_len_mix", mixed, mix, [&](ScalarBuilder &s, ValueRange i, ValueRange steps) {
      auto [isSeen, place] = findKey(s, i[0], steps[0]);
      left = s.load(exponentials, {i[0], i[1], steps[0]});
      // What lies there belongs to another sequence, and may be infinite.
      right = isSeen.select(Num(s, s.cast(loadClamped(s, value, {place, i[1], i[2]}), type)), 0);
      return left;
    });
    kernel.compute("attention_var_len", output, [&](ScalarBuilder &s, ValueRange i) {
      return narrowTo(s, s.div(s.load(mixed, i), s.load(sum, i.drop_back())), output);
    });
  }

private:
  /// Fills `first`, `begin` and `end`: the first key of a position's sequence, and which of its keys the position sees.
  void buildRanges() {
    Type integer = kernel.getBuilder().getI64Type();
    auto allocate = [&] { return kernel.allocate(tir::BufferType::get(positions, integer)); };
    Value found = allocate();
    first = allocate(), begin = allocate(), end = allocate();
    // How many starts are not behind the position.
    auto zero = [&](ScalarBuilder &s) { return s.constant(integer, 0); };
    auto add = [](ScalarBuilder &s, Value lhs, Value rhs) { return s.add(lhs, rhs); };
    kernel.reduce("var_len_sequence", found, tir::Reduction{{shapeOf(startsQ)[0]}, zero, add, {}},
                  [&](ScalarBuilder &s, ValueRange i, ValueRange steps) -> Value {
                    Num one(s, s.constant(integer, 1));
                    return (loadIndex(s, startsQ, steps[0]) <= Num(s, i[0])).select(one, 0);
                  });
    Value count = kernel.getIndex(shapeOf(startsQ)[0]);
    std::pair<StringRef, Value> parts[] = {{"first", first}, {"begin", begin}, {"end", end}};
    for (auto [number, part] : llvm::enumerate(parts))
      kernel.compute(
          ("var_len_" + part.first).str(), part.second, [&, number = number](ScalarBuilder &s, ValueRange i) {
            return getRange(s, i[0], Num(s, count) - 1, Num(s, s.load(found, i)).toIndex())[number].to(integer);
          });
  }

  /// First key, begin and end for a position behind `found` starts of `batch` sequences.
  SmallVector<Num> getRange(ScalarBuilder &s, Value position, Num batch, Num found) {
    Num isInside = found >= 1 && found <= batch;
    Num sequence = (found - 1).clamp(found.like(0), (batch - 1).max(0)), next = (sequence + 1).min(batch);
    Num from = loadIndex(s, startsQ, sequence), keysFrom = loadIndex(s, startsK, sequence);
    Num numKeys = loadIndex(s, startsK, next) - keysFrom;
    Num low = found.like(0), high = numKeys;
    if (std::optional<StringRef> mask = op.getCausalMask()) {
      Num limit = Num(s, position) - from + 1;
      if (*mask == "BottomRight")
        limit = limit + numKeys - (loadIndex(s, startsQ, next) - from);
      high = high.min(limit);
      if (std::optional<uint64_t> window = op.getWindowSize())
        low = (limit - Num(s, s.constantIndex(static_cast<int64_t>(*window)))).max(0);
    }
    return {keysFrom, low, isInside.select(high, 0)};
  }

  /// Whether a position sees a key of its sequence, and a place in `key` and `value` to read at.
  std::pair<Num, Num> findKey(ScalarBuilder &s, Value position, Value number) {
    auto load = [&](Value buffer) { return Num(s, s.load(buffer, position)).toIndex(); };
    Num j(s, number), place = load(first) + j, size(s, kernel.getIndex(keys));
    Num isSeen = j >= load(begin) && j < load(end) && place >= 0 && place < size;
    return {isSeen, place.clamp(place.like(0), size - 1)};
  }

  /// query . key * scale, minus infinity for keys that are not seen.
  Value buildScores() {
    Value products = kernel.allocate(tir::BufferType::get({positions, heads, length}, type));
    Value scores = kernel.allocate(tir::BufferType::get({positions, heads, length}, type));
    Value left, right;
    auto zero = [&](ScalarBuilder &s) { return s.constant(type, 0); };
    auto multiplyAdd = [&](ScalarBuilder &s, Value accumulated, Value) {
      return s.mulAdd(left, right, accumulated, /*reassociate=*/true);
    };
    kernel.reduce("var_len_products", products, tir::Reduction{{size}, zero, multiplyAdd, {}},
                  [&](ScalarBuilder &s, ValueRange i, ValueRange steps) {
                    Num place = findKey(s, i[0], i[2]).second;
                    left = loadWide(s, query, {i[0], i[1], steps[0]});
                    right = s.cast(loadClamped(s, key, {place, i[1], steps[0]}), type);
                    return left;
                  });
    ScalarBuilder head(kernel.getBuilder(), kernel.getLoc());
    Value scale;
    if (std::optional<llvm::APFloat> given = op.getScale()) {
      scale = head.constant(type, given->convertToDouble());
    } else {
      Value root = math::SqrtOp::create(kernel.getBuilder(), kernel.getLoc(), head.cast(kernel.getIndex(size), type));
      scale = head.div(head.constant(type, 1), root);
    }
    kernel.compute("var_len_scores", scores, [&](ScalarBuilder &s, ValueRange i) -> Value {
      Num score = Num(s, s.load(products, i)) * Num(s, scale);
      return findKey(s, i[0], i[2]).first.select(score, score.with(s.lowest(type)));
    });
    return scores;
  }

  KernelBuilder &kernel;
  AttentionVarLenOp op;
  Value query, key, value, startsQ, startsK, output;
  ExprAttr positions, heads, keys, size;
  /// The type in which one computes.
  Type type;
  /// The number of scores of a position.
  ExprAttr length;
  Value first, begin, end;
};

struct AttentionVarLenModel : LegalizeToTIROpInterface::ExternalModel<AttentionVarLenModel, AttentionVarLenOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto attention = cast<AttentionVarLenOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs, ArrayRef<ExprAttr> parameters) {
      VarLenKernel(kernel, attention, inputs, outputs[0], parameters[0]).build();
    };
    Value inputs[] = {attention.getQuery(), attention.getKey(), attention.getValue(), attention.getSeqstartQ(),
                      attention.getSeqstartK()};
    ExprAttr longest = cast<sym::IntType>(attention.getMaxSeqlenK().getType()).getExpr();
    return context.replaceWithKernel(op, "attention_var_len", inputs, longest, build);
  }
};

//===----------------------------------------------------------------------===//
// Rotary embedding
//===----------------------------------------------------------------------===//

struct RotaryEmbeddingModel : LegalizeToTIROpInterface::ExternalModel<RotaryEmbeddingModel, RotaryEmbeddingOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto rotary = cast<RotaryEmbeddingOp>(op);
    if (rotary.getPositions())
      return pickRows(rotary, context);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      buildRotation(kernel, rotary, inputs, outputs[0]);
    };
    return context.replaceWithKernel(op, "rotary_embedding", op->getOperands(), build);
  }

  /// The rows of both tables first, in the dimensions of `x`; then the same without positions.
  static LogicalResult pickRows(RotaryEmbeddingOp op, LegalizeContext &context) {
    if (failed(requireRanks(context, op, op.getPositions())))
      return failure();
    return context.decompose(op, [&](OpBuilder &builder) -> SmallVector<Value> {
      Location loc = op.getLoc();
      auto pick = [&](Value table) -> Value {
        Value rows = TakeOp::create(builder, loc, table, op.getPositions(), builder.getI64IntegerAttr(0));
        // All heads of a batch have the same positions.
        if (cast<relax::TensorType>(op.getPositions().getType()).getShape().size() == 2)
          rows = ExpandDimsOp::create(builder, loc, rows, builder.getDenseI64ArrayAttr(1));
        return rows;
      };
      Value cos = pick(op.getCos()), sin = pick(op.getSin());
      return {RotaryEmbeddingOp::create(builder, loc, op.getType(), op.getX(), cos, sin, Value(),
                                        op.getInterleavedAttr(), op.getRotaryDimAttr())};
    });
  }

  static void buildRotation(KernelBuilder &kernel, RotaryEmbeddingOp op, ValueRange inputs, Value output) {
    kernel.promiseSizes();
    Value x = inputs[0];
    Type type = computeTypeOf(output);
    ArrayRef<ExprAttr> shape = shapeOf(x);
    DimMath math(op->getContext());
    ExprAttr turned = shape.back(), entries = preferConstant(shapeOf(inputs[1]).back(), shapeOf(inputs[2]).back());
    if (std::optional<uint64_t> given = op.getRotaryDim())
      turned = math.constant(static_cast<int64_t>(*given));
    Value numTurned = kernel.getIndex(turned), half = kernel.getIndex(math.floorDiv(turned, math.constant(2)));
    // An entry for each element or for each pair: known, or asked once.
    bool isWhole = entries == turned, isHalved = math.mul(entries, math.constant(2)) == turned;
    Value numEntries = isWhole || isHalved ? Value() : kernel.getIndex(entries);
    SmallVector<SmallVector<ExprAttr>> targets;
    SmallVector<SmallVector<Value>> strides;
    for (Value table : inputs.drop_front()) {
      targets.emplace_back(shape);
      targets.back().back() = shapeOf(table).back();
      strides.push_back(tir::makeBroadcastStrides(kernel, shapeOf(table), targets.back()));
    }

    kernel.compute("rotary_embedding", output, [&](ScalarBuilder &s, ValueRange indices) {
      Num d(s, indices.back()), two(s, s.constantIndex(2)), middle(s, half), count(s, numTurned);
      bool interleaved = op.getInterleaved();
      Num isFirst = interleaved ? Num(s, s.remIndex(d, two)) == 0 : d < middle;
      Num partner = interleaved ? isFirst.select(d + 1, d - 1) : isFirst.select(d + middle, d - middle);
      Num entry = d;
      if (!isWhole) {
        Num pair = interleaved ? Num(s, s.divIndex(d, two)) : isFirst.select(d, d - middle);
        entry = isHalved ? pair : (Num(s, numEntries) == count).select(d, pair);
      }
      // Behind the last pair nothing is turned, and what is read does not matter.
      Num isTurned = d < count;
      bool leavesRest = turned != shape.back();
      if (leavesRest) {
        partner = isTurned.select(partner, d);
        entry = isTurned.select(entry, 0);
      }
      auto load = [&](Value buffer, ValueRange at) { return Num(s, s.cast(loadClamped(s, buffer, at), type)); };
      auto loadEntry = [&](unsigned table) {
        SmallVector<Value> at(indices);
        at.back() = entry;
        Value buffer = inputs[1 + table];
        return load(buffer, tir::broadcastIndices(s, shapeOf(buffer), strides[table], targets[table], at));
      };
      SmallVector<Value> other(indices);
      other.back() = partner;
      Num element = loadNum(s, x, indices), along = element * loadEntry(0), across = load(x, other) * loadEntry(1);
      Num result = isFirst.select(along - across, along + across);
      return narrowTo(s, leavesRest ? isTurned.select(result, element) : result, output);
    });
  }
};

} // namespace

void relax::attachAttentionModels(MLIRContext *context) {
  AttentionVarLenOp::attachInterface<AttentionVarLenModel>(*context);
  RotaryEmbeddingOp::attachInterface<RotaryEmbeddingModel>(*context);
}
