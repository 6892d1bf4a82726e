//===- TensorExpression.cpp - kernels from lambdas ------------------------===//
//
// Opens loops and a block, runs the lambda in it, declares the regions of what the lambda loaded and of what is stored.
//
//===----------------------------------------------------------------------===//

#include "dialects/tir/TensorExpression.h"

using namespace mlir;
using namespace mlir::tir;
using sym::ExprAttr;

KernelBuilder::KernelBuilder(Location loc, StringRef name, TypeRange parameters, ArrayRef<StringRef> names)
    : loc(loc), builder(loc.getContext()) {
  function = PrimFuncOp::create(builder, loc, name, parameters, names);
  builder.setInsertionPoint(function.getBody().front().getTerminator());
}

KernelBuilder::~KernelBuilder() {
  if (function)
    function.erase();
}

PrimFuncOp KernelBuilder::finish() { return std::exchange(function, PrimFuncOp()); }

//===----------------------------------------------------------------------===//
// Values of the head
//===----------------------------------------------------------------------===//

OpFoldResult KernelBuilder::getExtent(ExprAttr expr) {
  if (std::optional<int64_t> value = expr.getConstantValue())
    return builder.getIndexAttr(*value);
  Value &extent = extents[expr];
  if (!extent) {
    OpBuilder::InsertionGuard guard(builder);
    lastOfHead ? builder.setInsertionPointAfter(lastOfHead)
               : builder.setInsertionPointToStart(&function.getBody().front());
    extent = sym::ValueOp::create(builder, loc, expr);
    lastOfHead = extent.getDefiningOp();
  }
  return extent;
}

Value KernelBuilder::getIndex(ExprAttr expr) {
  if (Value known = indices.lookup(expr))
    return known;
  OpFoldResult extent = getExtent(expr);
  OpBuilder::InsertionGuard guard(builder);
  lastOfHead ? builder.setInsertionPointAfter(lastOfHead)
             : builder.setInsertionPointToStart(&function.getBody().front());
  Value index = materializeIndex(builder, loc, extent);
  lastOfHead = index.getDefiningOp();
  indices[expr] = index;
  return index;
}

void KernelBuilder::promiseSizes() { function->setAttr(kSizesCheckedAttr, builder.getUnitAttr()); }

Value KernelBuilder::allocate(BufferType type) { return AllocBufferOp::create(builder, loc, type); }

//===----------------------------------------------------------------------===//
// Blocks
//===----------------------------------------------------------------------===//

BlockOp KernelBuilder::openBlock(StringRef name, ArrayRef<ExprAttr> domain, ArrayRef<IterKind> kinds,
                                 ArrayRef<unsigned> loopOrder) {
  SmallVector<OpFoldResult> lowers(domain.size(), builder.getIndexAttr(0)), uppers;
  for (ExprAttr extent : domain)
    uppers.push_back(getExtent(extent));
  SmallVector<Value> variables(domain.size());
  for (unsigned position = 0; position < domain.size(); ++position) {
    unsigned axis = loopOrder.empty() ? position : loopOrder[position];
    auto loop = ForOp::create(builder, loc, builder.getIndexAttr(0), uppers[axis]);
    variables[axis] = loop.getLoopVariable();
    builder.setInsertionPoint(loop.getBody().front().getTerminator());
  }
  auto block = BlockOp::create(builder, loc, name, kinds, lowers, uppers, variables);
  builder.setInsertionPoint(block.getBody().front().getTerminator());
  return block;
}

/// Declares a region as early in the block as its indices allow; `front` is the last declaration at the head.
template <typename OpTy>
static void declareRegion(OpBuilder &builder, Location loc, Block &body, const ScalarBuilder::Access &access,
                          Operation *&front) {
  OpBuilder::InsertionGuard guard(builder);
  Operation *latest = nullptr;
  for (Value index : access.second) {
    Operation *def = index.getDefiningOp();
    if (def && def->getBlock() == &body && (!latest || latest->isBeforeInBlock(def)))
      latest = def;
  }
  if (latest)
    builder.setInsertionPointAfter(latest);
  else if (front)
    builder.setInsertionPointAfter(front);
  else
    builder.setInsertionPointToStart(&body);
  Operation *region = OpTy::create(builder, loc, access.first, access.second);
  if (!latest)
    front = region;
}

void KernelBuilder::declareRegions(BlockOp block, ArrayRef<ScalarBuilder::Access> reads,
                                   ArrayRef<ScalarBuilder::Access> writes) {
  Block &body = block.getBody().front();
  Operation *front = nullptr;
  for (auto [index, access] : llvm::enumerate(reads))
    if (!llvm::is_contained(reads.take_front(index), access))
      declareRegion<ReadsOp>(builder, loc, body, access, front);
  for (const ScalarBuilder::Access &write : writes)
    declareRegion<WritesOp>(builder, loc, body, write, front);
}

static ArrayRef<ExprAttr> shapeOf(Value buffer) { return cast<BufferType>(buffer.getType()).getShape(); }

void KernelBuilder::compute(StringRef blockName, Value output, Body body) {
  computeAt(blockName, shapeOf(output), output, nullptr, body);
}

void KernelBuilder::computeAt(StringRef blockName, ArrayRef<ExprAttr> domain, Value output, Place place, Body body) {
  OpBuilder::InsertionGuard guard(builder);
  SmallVector<IterKind> kinds(domain.size(), IterKind::Spatial);
  BlockOp block = openBlock(blockName, domain, kinds, {});
  ScalarBuilder scalars(builder, loc);
  SmallVector<Value> iters(block.getIters());
  SmallVector<Value> target = place ? place(scalars, iters) : iters;
  Value value = body(scalars, iters);
  StoreOp::create(builder, loc, value, output, target);
  declareRegions(block, scalars.getLoads(), ScalarBuilder::Access{output, llvm::to_vector<4>(target)});
}

void KernelBuilder::reduce(StringRef blockName, Value output, const Reduction &reduction, ReduceBody body) {
  reduceAt(blockName, shapeOf(output), output, nullptr, reduction, body);
}

void KernelBuilder::reduceAt(StringRef blockName, ArrayRef<ExprAttr> domain, Value output, Place place,
                             const Reduction &reduction, ReduceBody body) {
  OpBuilder::InsertionGuard guard(builder);
  SmallVector<ExprAttr> all(domain);
  llvm::append_range(all, reduction.extents);
  SmallVector<IterKind> kinds(domain.size(), IterKind::Spatial);
  kinds.append(reduction.extents.size(), IterKind::Reduce);
  BlockOp block = openBlock(blockName, all, kinds, reduction.loopOrder);
  SmallVector<Value> iters(block.getIters());
  ValueRange spatial = ValueRange(iters).take_front(domain.size());
  ValueRange steps = ValueRange(iters).drop_front(domain.size());

  ScalarBuilder scalars(builder, loc);
  SmallVector<Value> target = place ? place(scalars, spatial) : SmallVector<Value>(spatial);
  if (!reduction.extents.empty()) {
    auto init = InitOp::create(builder, loc);
    Block *initBody = builder.createBlock(&init.getBody());
    InitOp::ensureTerminator(init.getBody(), builder, loc);
    builder.setInsertionPoint(initBody->getTerminator());
    ScalarBuilder initScalars(builder, loc);
    StoreOp::create(builder, loc, reduction.identity(initScalars), output, target);
    builder.setInsertionPoint(block.getBody().front().getTerminator());
  }
  Value value = body(scalars, spatial, steps);
  Value accumulated = reduction.extents.empty() ? reduction.identity(scalars)
                                                : LoadOp::create(builder, loc, output, target).getResult();
  Value combined = reduction.combine(scalars, accumulated, value);
  StoreOp::create(builder, loc, combined, output, target);
  declareRegions(block, scalars.getLoads(), ScalarBuilder::Access{output, llvm::to_vector<4>(target)});
}

void KernelBuilder::scan(StringRef blockName, Value output, Value running, const Scan &scan, Body body) {
  compute((blockName + "_start").str(), running, [&](ScalarBuilder &scalars, ValueRange) { return scan.identity(scalars); });

  ArrayRef<ExprAttr> domain = shapeOf(output);
  Value last;
  if (scan.reverse) {
    ScalarBuilder head(builder, loc);
    last = head.sub(getIndex(domain[scan.axis]), head.constantIndex(1));
  }
  OpBuilder::InsertionGuard guard(builder);
  // One step needs the one before: neither independent, nor a reduction, since each step leaves something.
  SmallVector<IterKind> kinds(domain.size(), IterKind::Spatial);
  kinds[scan.axis] = IterKind::Opaque;
  BlockOp block = openBlock(blockName, domain, kinds, {});
  ScalarBuilder scalars(builder, loc);
  SmallVector<Value, 4> point(block.getIters().begin(), block.getIters().end()), rest = point;
  rest.erase(rest.begin() + scan.axis);
  if (scan.reverse)
    point[scan.axis] = scalars.sub(last, point[scan.axis]);
  Value value = body(scalars, point);
  Value before = scalars.load(running, rest);
  Value after = scan.combine(scalars, before, value);
  Value stored = scalars.cast(scan.exclusive ? before : after, cast<BufferType>(output.getType()).getScalarType());
  StoreOp::create(builder, loc, stored, output, point);
  StoreOp::create(builder, loc, after, running, rest);
  declareRegions(block, scalars.getLoads(), {{output, point}, {running, rest}});
}

//===----------------------------------------------------------------------===//
// Index arithmetic
//===----------------------------------------------------------------------===//

SmallVector<Value> tir::makeBroadcastStrides(KernelBuilder &kernel, ArrayRef<ExprAttr> operand,
                                             ArrayRef<ExprAttr> result) {
  SmallVector<Value> strides;
  size_t lead = result.size() - operand.size();
  for (auto [axis, dim] : llvm::enumerate(operand)) {
    Value stride;
    // A constant that is not 1 has to be the size of the result.
    if (!dim.getConstantValue() && dim != result[lead + axis]) {
      ScalarBuilder scalars(kernel.getBuilder(), kernel.getLoc());
      Value one = scalars.constantIndex(1), zero = scalars.constantIndex(0);
      Value isOne = arith::CmpIOp::create(kernel.getBuilder(), kernel.getLoc(), arith::CmpIPredicate::eq,
                                          kernel.getIndex(dim), one);
      stride = arith::SelectOp::create(kernel.getBuilder(), kernel.getLoc(), isOne, zero, one);
    }
    strides.push_back(stride);
  }
  return strides;
}

SmallVector<Value> tir::broadcastIndices(ScalarBuilder &scalars, ArrayRef<ExprAttr> operand, ValueRange strides,
                                         ArrayRef<ExprAttr> result, ValueRange resultIndices) {
  SmallVector<Value> indices;
  size_t lead = result.size() - operand.size();
  for (auto [axis, dim] : llvm::enumerate(operand)) {
    Value index = resultIndices[lead + axis];
    if (dim.isConstant(1))
      indices.push_back(scalars.constantIndex(0));
    else if (strides[axis])
      indices.push_back(scalars.mul(index, strides[axis]));
    else
      indices.push_back(index);
  }
  return indices;
}

Value tir::linearizeIndices(KernelBuilder &kernel, ScalarBuilder &scalars, ArrayRef<ExprAttr> shape,
                            ValueRange indices) {
  Value linear;
  for (auto [axis, dim] : llvm::enumerate(shape)) {
    if (dim.isConstant(1))
      continue;
    linear = linear ? scalars.add(scalars.mul(linear, kernel.getIndex(dim)), indices[axis]) : indices[axis];
  }
  return linear ? linear : scalars.constantIndex(0);
}

SmallVector<Value> tir::delinearizeIndex(KernelBuilder &kernel, ScalarBuilder &scalars, ArrayRef<ExprAttr> shape,
                                         Value linear) {
  SmallVector<Value> indices(shape.size());
  // The outermost dimension takes what is left.
  size_t outermost = 0;
  while (outermost < shape.size() && shape[outermost].isConstant(1))
    ++outermost;
  for (size_t axis = shape.size(); axis-- > 0;) {
    if (shape[axis].isConstant(1)) {
      indices[axis] = scalars.constantIndex(0);
    } else if (axis == outermost) {
      indices[axis] = linear;
    } else {
      Value size = kernel.getIndex(shape[axis]);
      indices[axis] = scalars.remIndex(linear, size);
      linear = scalars.divIndex(linear, size);
    }
  }
  return indices;
}
