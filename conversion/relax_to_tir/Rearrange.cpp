//===- Rearrange.cpp - kernels of operators that arrange anew -------------===//
//
// Each says where an element comes from; a margin of a constant is written first and the inner part over it, so that nothing
// outside of the operand is read.
//
//===----------------------------------------------------------------------===//

#include "conversion/relax_to_tir/LegalizationNum.h"
#include "dialects/relax/ops/DimMath.h"
#include "dialects/relax/ops/LayoutMap.h"

using namespace mlir;
using namespace mlir::relax;
using tir::KernelBuilder;
using tir::ScalarBuilder;

static int64_t normalized(int64_t axis, int64_t rank) { return axis < 0 ? axis + rank : axis; }

static sym::ExprAttr exprOf(Value value) { return cast<sym::IntType>(value.getType()).getExpr(); }

static Value minIndex(ScalarBuilder &scalars, Value lhs, Value rhs) {
  return arith::MinSIOp::create(scalars.getBuilder(), scalars.getLoc(), lhs, rhs);
}

static Value selectIf(ScalarBuilder &scalars, arith::CmpIPredicate predicate, Value lhs, Value rhs, Value ifTrue,
                      Value ifFalse) {
  Value condition = arith::CmpIOp::create(scalars.getBuilder(), scalars.getLoc(), predicate, lhs, rhs);
  return arith::SelectOp::create(scalars.getBuilder(), scalars.getLoc(), condition, ifTrue, ifFalse);
}

namespace {

//===----------------------------------------------------------------------===//
// Dimensions of size 1
//===----------------------------------------------------------------------===//

struct ExpandDimsModel : LegalizeToTIROpInterface::ExternalModel<ExpandDimsModel, ExpandDimsOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto expand = cast<ExpandDimsOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      int64_t rank = shapeOf(outputs[0]).size();
      SmallVector<int64_t> axes = getAxes(expand.getAxis(), rank);
      kernel.compute("expand_dims", outputs[0], [&](ScalarBuilder &scalars, ValueRange indices) {
        SmallVector<Value> source;
        for (int64_t axis = 0; axis < rank; ++axis)
          if (!llvm::is_contained(axes, axis))
            source.push_back(indices[axis]);
        return scalars.load(inputs[0], source);
      });
    };
    return context.replaceWithKernel(op, "expand_dims", expand.getX(), build);
  }
};

struct SqueezeModel : LegalizeToTIROpInterface::ExternalModel<SqueezeModel, SqueezeOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto squeeze = cast<SqueezeOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      ArrayRef<sym::ExprAttr> from = shapeOf(inputs[0]);
      SmallVector<int64_t> axes;
      if (squeeze.getAxis())
        axes = getAxes(squeeze.getAxis(), from.size());
      else
        for (auto [axis, dim] : llvm::enumerate(from))
          if (dim.isConstant(1))
            axes.push_back(axis);
      kernel.compute("squeeze", outputs[0], [&](ScalarBuilder &scalars, ValueRange indices) {
        SmallVector<Value> source;
        unsigned next = 0;
        for (size_t axis = 0; axis < from.size(); ++axis)
          source.push_back(llvm::is_contained(axes, static_cast<int64_t>(axis)) ? scalars.constantIndex(0)
                                                                                 : indices[next++]);
        return scalars.load(inputs[0], source);
      });
    };
    return context.replaceWithKernel(op, "squeeze", squeeze.getX(), build);
  }
};

//===----------------------------------------------------------------------===//
// Parts side by side
//===----------------------------------------------------------------------===//

struct StackModel : LegalizeToTIROpInterface::ExternalModel<StackModel, StackOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto stack = cast<StackOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      int64_t axis = normalized(stack.getAxis(), shapeOf(outputs[0]).size());
      for (auto [number, input] : llvm::enumerate(inputs)) {
        int64_t place = number;
        Value source = input;
        auto locate = [&](ScalarBuilder &scalars, ValueRange indices) {
          SmallVector<Value> target(indices);
          target.insert(target.begin() + axis, scalars.constantIndex(place));
          return target;
        };
        kernel.computeAt("stack", shapeOf(source), outputs[0], locate,
                         [&](ScalarBuilder &scalars, ValueRange indices) { return scalars.load(source, indices); });
      }
    };
    return context.replaceWithKernel(op, "stack", stack.getTensors(), build);
  }
};

struct SplitModel : LegalizeToTIROpInterface::ExternalModel<SplitModel, SplitOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto split = cast<SplitOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      int64_t axis = normalized(split.getAxis(), shapeOf(inputs[0]).size());
      ScalarBuilder head(kernel.getBuilder(), kernel.getLoc());
      Value offset;
      for (Value output : outputs) {
        kernel.compute("split", output, [&](ScalarBuilder &scalars, ValueRange indices) {
          SmallVector<Value> source(indices);
          if (offset)
            source[axis] = scalars.add(offset, source[axis]);
          return scalars.load(inputs[0], source);
        });
        Value size = kernel.getIndex(shapeOf(output)[axis]);
        offset = offset ? head.add(offset, size) : size;
      }
    };
    return context.replaceWithKernel(op, "split", split.getX(), build);
  }
};

struct MeshgridModel : LegalizeToTIROpInterface::ExternalModel<MeshgridModel, MeshgridOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto meshgrid = cast<MeshgridOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      bool swaps = meshgrid.getIndexing() == "xy" && inputs.size() > 1;
      for (size_t number = 0; number < inputs.size(); ++number) {
        size_t axis = swaps && number < 2 ? 1 - number : number;
        kernel.compute("meshgrid", outputs[number], [&](ScalarBuilder &scalars, ValueRange indices) {
          return scalars.load(inputs[number], indices[axis]);
        });
      }
    };
    return context.replaceWithKernel(op, "meshgrid", meshgrid.getTensors(), build);
  }
};

//===----------------------------------------------------------------------===//
// Order and repetition
//===----------------------------------------------------------------------===//

struct FlipModel : LegalizeToTIROpInterface::ExternalModel<FlipModel, FlipOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto flip = cast<FlipOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      int64_t axis = normalized(flip.getAxis(), shapeOf(inputs[0]).size());
      Value size = kernel.getIndex(shapeOf(inputs[0])[axis]);
      kernel.compute("flip", outputs[0], [&](ScalarBuilder &scalars, ValueRange indices) {
        SmallVector<Value> source(indices);
        source[axis] = scalars.sub(scalars.sub(size, scalars.constantIndex(1)), source[axis]);
        return scalars.load(inputs[0], source);
      });
    };
    return context.replaceWithKernel(op, "flip", flip.getX(), build);
  }
};

struct RepeatModel : LegalizeToTIROpInterface::ExternalModel<RepeatModel, RepeatOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto repeat = cast<RepeatOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs,
                     ArrayRef<sym::ExprAttr> parameters) {
      int64_t axis = normalized(repeat.getAxis().value_or(0), shapeOf(inputs[0]).size());
      ScalarBuilder head(kernel.getBuilder(), kernel.getLoc());
      // Never zero, though the loops do not run then.
      Value repeats = head.max(kernel.getIndex(parameters[0]), head.constantIndex(1));
      kernel.compute("repeat", outputs[0], [&](ScalarBuilder &scalars, ValueRange indices) {
        SmallVector<Value> source(indices);
        source[axis] = scalars.divIndex(source[axis], repeats);
        return scalars.load(inputs[0], source);
      });
    };
    return context.replaceWithKernel(op, "repeat", repeat.getX(), {exprOf(repeat.getRepeats())}, build);
  }
};

struct TileModel : LegalizeToTIROpInterface::ExternalModel<TileModel, TileOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto tile = cast<TileOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      ArrayRef<sym::ExprAttr> from = shapeOf(inputs[0]), to = shapeOf(outputs[0]);
      SmallVector<Value> sizes = llvm::map_to_vector(from, [&](sym::ExprAttr dim) { return kernel.getIndex(dim); });
      size_t lead = to.size() - from.size();
      kernel.compute("tile", outputs[0], [&](ScalarBuilder &scalars, ValueRange indices) {
        SmallVector<Value> source;
        for (auto [axis, size] : llvm::enumerate(sizes)) {
          Value index = indices[lead + axis];
          source.push_back(from[axis] == to[lead + axis] ? index : scalars.remIndex(index, size));
        }
        return scalars.load(inputs[0], source);
      });
    };
    return context.replaceWithKernel(op, "tile", tile.getX(), build);
  }
};

struct ReverseSequenceModel : LegalizeToTIROpInterface::ExternalModel<ReverseSequenceModel, ReverseSequenceOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto reverse = cast<ReverseSequenceOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      Value x = inputs[0], lengths = inputs[1];
      int64_t rank = shapeOf(x).size();
      int64_t batch = normalized(reverse.getBatchAxis(), rank), axis = normalized(reverse.getSeqAxis(), rank);
      Value size = kernel.getIndex(shapeOf(x)[axis]);
      kernel.compute("reverse_sequence", outputs[0], [&](ScalarBuilder &scalars, ValueRange indices) {
        Value raw = scalars.load(lengths, indices[batch]);
        Value length = scalars.cast(raw, scalars.getBuilder().getIndexType(), isUnsignedElement(elementOf(lengths)));
        length = minIndex(scalars, length, size);
        SmallVector<Value> source(indices);
        Value mirrored = scalars.sub(scalars.sub(length, scalars.constantIndex(1)), source[axis]);
        source[axis] =
            selectIf(scalars, arith::CmpIPredicate::slt, source[axis], length, mirrored, source[axis]);
        Value element = scalars.load(x, source);
        // Inside whatever the length is, but a length comes from data.
        element.getDefiningOp()->setAttr(tir::kUnguardedAttr, scalars.getBuilder().getUnitAttr());
        return element;
      });
    };
    return context.replaceWithKernel(op, "reverse_sequence", {reverse.getX(), reverse.getLengths()}, build);
  }
};

//===----------------------------------------------------------------------===//
// Margins
//===----------------------------------------------------------------------===//

/// The remainder that is not negative, of any number.
Value modIndex(ScalarBuilder &scalars, Value value, Value divisor) {
  Value remainder = arith::RemSIOp::create(scalars.getBuilder(), scalars.getLoc(), value, divisor);
  return selectIf(scalars, arith::CmpIPredicate::slt, remainder, scalars.constantIndex(0),
                  scalars.add(remainder, divisor), remainder);
}

/// Where the element at `position`, before or after the operand as well, comes from.
Value comeFrom(ScalarBuilder &scalars, StringRef mode, Value position, Value size) {
  Value zero = scalars.constantIndex(0), one = scalars.constantIndex(1);
  Value last = scalars.sub(size, one);
  if (mode == "edge")
    return scalars.max(minIndex(scalars, position, last), zero);
  if (mode == "circular")
    return modIndex(scalars, position, size);
  // There and back; a single element stays where it is.
  Value period = scalars.max(scalars.add(last, last), one);
  Value phase = modIndex(scalars, position, period);
  return selectIf(scalars, arith::CmpIPredicate::sgt, phase, last, scalars.sub(period, phase), phase);
}

struct PadModel : LegalizeToTIROpInterface::ExternalModel<PadModel, PadOp> {
  static void buildConstant(KernelBuilder &kernel, ValueRange inputs, Value output, ArrayRef<sym::ExprAttr> widths,
                            ArrayRef<SlicePart> parts) {
    kernel.compute("pad_margin", output, [&](ScalarBuilder &scalars, ValueRange) -> Value {
      if (inputs.size() > 1)
        return scalars.load(inputs[1], {});
      return scalars.constant(cast<tir::BufferType>(output.getType()).getScalarType(), 0);
    });
    SmallVector<sym::ExprAttr> domain;
    SmallVector<Value> firsts, offsets;
    for (auto [axis, part] : llvm::enumerate(parts)) {
      domain.push_back(part.length);
      firsts.push_back(part.first.isConstant(0) ? Value() : kernel.getIndex(part.first));
      offsets.push_back(widths[2 * axis].isConstant(0) ? Value() : kernel.getIndex(widths[2 * axis]));
    }
    auto source = [&](ScalarBuilder &scalars, ValueRange indices) {
      SmallVector<Value> result(indices);
      for (auto [index, first] : llvm::zip_equal(result, firsts))
        if (first)
          index = scalars.add(index, first);
      return result;
    };
    auto target = [&](ScalarBuilder &scalars, ValueRange indices) {
      SmallVector<Value> result = source(scalars, indices);
      for (auto [index, offset] : llvm::zip_equal(result, offsets))
        if (offset)
          index = scalars.add(index, offset);
      return result;
    };
    kernel.computeAt("pad", domain, output, target, [&](ScalarBuilder &scalars, ValueRange indices) {
      return scalars.load(inputs[0], source(scalars, indices));
    });
  }

  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto pad = cast<PadOp>(op);
    StringRef mode = pad.getMode();
    SmallVector<sym::ExprAttr> widths = llvm::map_to_vector(pad.getPadWidth(), exprOf);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs, ArrayRef<sym::ExprAttr> widths) {
      ArrayRef<sym::ExprAttr> from = shapeOf(inputs[0]);
      if (mode == "constant") {
        // What negative widths leave of the operand.
        DimMath math(op->getContext());
        Dim zero = math.constant(0);
        SmallVector<SlicePart> parts;
        for (auto [axis, dim] : llvm::enumerate(from)) {
          Dim first = math.max(math.sub(zero, widths[2 * axis]), zero);
          Dim behind = math.max(math.sub(zero, widths[2 * axis + 1]), zero);
          Dim length = math.sub(math.sub(dim, first), behind);
          if (!first.isConstant(0) || !behind.isConstant(0))
            length = math.max(length, zero);
          parts.push_back({first, length});
        }
        buildConstant(kernel, inputs, outputs[0], widths, parts);
        return;
      }
      SmallVector<Value> sizes, befores;
      for (auto [axis, dim] : llvm::enumerate(from)) {
        sizes.push_back(kernel.getIndex(dim));
        befores.push_back(kernel.getIndex(widths[2 * axis]));
      }
      kernel.compute("pad_" + mode.str(), outputs[0], [&](ScalarBuilder &scalars, ValueRange indices) {
        SmallVector<Value> source(indices);
        for (size_t axis = 0; axis < from.size(); ++axis)
          if (!widths[2 * axis].isConstant(0) || !widths[2 * axis + 1].isConstant(0))
            source[axis] = comeFrom(scalars, mode, scalars.sub(source[axis], befores[axis]), sizes[axis]);
        return scalars.load(inputs[0], source);
      });
    };
    SmallVector<Value> inputs = {pad.getX()};
    if (pad.getPadValue())
      inputs.push_back(pad.getPadValue());
    return context.replaceWithKernel(op, "pad", inputs, widths, build);
  }
};

//===----------------------------------------------------------------------===//
// Marks
//===----------------------------------------------------------------------===//

struct OneHotModel : LegalizeToTIROpInterface::ExternalModel<OneHotModel, OneHotOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto oneHot = cast<OneHotOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      int64_t axis = normalized(oneHot.getAxis(), shapeOf(outputs[0]).size());
      Value depth = kernel.getIndex(shapeOf(outputs[0])[axis]);
      kernel.compute("one_hot", outputs[0], [&](ScalarBuilder &scalars, ValueRange indices) {
        SmallVector<Value> at(indices);
        at.erase(at.begin() + axis);
        Value mark = scalars.cast(scalars.load(inputs[0], at), scalars.getBuilder().getIndexType(),
                                  isUnsignedElement(elementOf(inputs[0])));
        mark = selectIf(scalars, arith::CmpIPredicate::slt, mark, scalars.constantIndex(0), scalars.add(mark, depth),
                        mark);
        return selectIf(scalars, arith::CmpIPredicate::eq, mark, indices[axis], scalars.load(inputs[1], {}),
                        scalars.load(inputs[2], {}));
      });
    };
    return context.replaceWithKernel(op, "one_hot", {oneHot.getIndices(), oneHot.getOnValue(), oneHot.getOffValue()},
                                     build);
  }
};

//===----------------------------------------------------------------------===//
// Channels and pixels
//===----------------------------------------------------------------------===//

struct PixelShuffleModel : LegalizeToTIROpInterface::ExternalModel<PixelShuffleModel, PixelShuffleOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto shuffle = cast<PixelShuffleOp>(op);
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      kernel.promiseSizes();
      kernel.compute("pixel_shuffle", outputs[0], [&](ScalarBuilder &scalars, ValueRange indices) {
        Value factor = scalars.constantIndex(static_cast<int64_t>(shuffle.getFactor()));
        Value y = indices.drop_back().back(), x = indices.back();
        Value channel = scalars.add(scalars.mul(indices.drop_back(2).back(), factor), scalars.remIndex(y, factor));
        channel = scalars.add(scalars.mul(channel, factor), scalars.remIndex(x, factor));
        SmallVector<Value> source(indices.drop_back(3));
        source.append({channel, scalars.divIndex(y, factor), scalars.divIndex(x, factor)});
        return scalars.load(inputs[0], source);
      });
    };
    return context.replaceWithKernel(op, "pixel_shuffle", shuffle.getX(), build);
  }
};

struct BatchFlattenModel : LegalizeToTIROpInterface::ExternalModel<BatchFlattenModel, BatchFlattenOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    if (failed(requireRanks(context, op, op->getOperands())))
      return failure();
    return context.decompose(op, [&](OpBuilder &builder) -> SmallVector<Value> {
      SmallVector<Value> dims;
      for (sym::ExprAttr dim : cast<relax::TensorType>(op->getResult(0).getType()).getShape()) {
        FailureOr<Value> value = sym::materialize(builder, op->getLoc(), dim, op->getOperands());
        if (failed(value))
          return {};
        dims.push_back(*value);
      }
      Value shape = ShapeOp::create(builder, op->getLoc(), dims);
      return {ReshapeOp::create(builder, op->getLoc(), cast<BatchFlattenOp>(op).getX(), shape)};
    });
  }
};

//===----------------------------------------------------------------------===//
// Layouts
//===----------------------------------------------------------------------===//

struct LayoutTransformModel : LegalizeToTIROpInterface::ExternalModel<LayoutTransformModel, LayoutTransformOp> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    auto transform = cast<LayoutTransformOp>(op);
    // The verifier has read the same map.
    FailureOr<LayoutMap> layout =
        LayoutMap::read(Deduction(op->getContext(), op->getName().getStringRef(), op->getLoc()), transform.getIndexMap());
    if (failed(layout))
      return failure();
    auto build = [&](KernelBuilder &kernel, ValueRange inputs, ValueRange outputs) {
      kernel.promiseSizes();
      Value padding = inputs.size() > 1 ? inputs[1] : Value();
      kernel.compute("layout_transform", outputs[0], [&](ScalarBuilder &scalars, ValueRange indices) {
        return pickElement(kernel, scalars, *layout, inputs[0], padding, indices);
      });
    };
    return context.replaceWithKernel(op, "layout_transform", op->getOperands(), build);
  }

  /// The indices in `x` of a place of the layout, some behind the end where that is padding.
  static SmallVector<Value> getSource(ScalarBuilder &scalars, const LayoutMap &layout, ValueRange indices) {
    SmallVector<Value> source(layout.tiles.size());
    for (auto [index, digits] : llvm::zip_equal(indices, layout.results))
      for (auto [number, digit] : llvm::enumerate(digits)) {
        Value part = index;
        if (number + 1 < digits.size())
          part = scalars.remIndex(part, scalars.constantIndex(digits[number + 1].stride));
        if (digit.stride != 1)
          part = scalars.divIndex(part, scalars.constantIndex(digit.stride));
        if (digit.divisor != 1)
          part = scalars.mul(part, scalars.constantIndex(digit.divisor));
        Value &sum = source[digit.dim];
        sum = sum ? scalars.add(sum, part) : part;
      }
    for (Value &index : source)
      if (!index)
        index = scalars.constantIndex(0);
    return source;
  }

  static Value pickElement(KernelBuilder &kernel, ScalarBuilder &scalars, const LayoutMap &layout, Value x,
                           Value padding, ValueRange indices) {
    SmallVector<Value> source = getSource(scalars, layout, indices);
    std::optional<Num> isInside;
    DimMath math(x.getContext());
    for (auto [axis, dim] : llvm::enumerate(shapeOf(x))) {
      Dim rest = math.mod(dim, math.constant(layout.tiles[axis]));
      if (!padding || !layout.isOpen[axis] || (rest && rest.isConstant(0)))
        continue;
      Num index(scalars, source[axis]), size(scalars, kernel.getIndex(dim));
      Num fits = index < size;
      isInside = isInside ? *isInside && fits : fits;
      // A dimension without elements has no tiles.
      source[axis] = index.min(size - 1);
    }
    Value element = loadClamped(scalars, x, source);
    return isInside ? isInside->select(Num(scalars, element), Num(scalars, scalars.load(padding, {}))) : element;
  }
};

} // namespace

void relax::attachRearrangeModels(MLIRContext *context) {
  LayoutTransformOp::attachInterface<LayoutTransformModel>(*context);
  BatchFlattenOp::attachInterface<BatchFlattenModel>(*context);
  ExpandDimsOp::attachInterface<ExpandDimsModel>(*context);
  SqueezeOp::attachInterface<SqueezeModel>(*context);
  StackOp::attachInterface<StackModel>(*context);
  SplitOp::attachInterface<SplitModel>(*context);
  FlipOp::attachInterface<FlipModel>(*context);
  RepeatOp::attachInterface<RepeatModel>(*context);
  TileOp::attachInterface<TileModel>(*context);
  PadOp::attachInterface<PadModel>(*context);
  OneHotOp::attachInterface<OneHotModel>(*context);
  MeshgridOp::attachInterface<MeshgridModel>(*context);
  PixelShuffleOp::attachInterface<PixelShuffleModel>(*context);
  ReverseSequenceOp::attachInterface<ReverseSequenceModel>(*context);
}
