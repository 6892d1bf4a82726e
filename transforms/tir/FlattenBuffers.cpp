//===- FlattenBuffers.cpp - One-dimensional accesses ----------------------===//
//
// Every buffer becomes a rank-1 memref whose element 0 is where the buffer's
// pointer points; every access computes its index from the strides and offset
// of the buffer's type. Strides are symbolic expressions of the function, so
// each is materialized once, at the start. What is constant is computed here,
// and within a block each sum and each product once: most kernels read and write
// the same places, and loops over one element have left constants behind. All that
// is not built needs no lowering.
//
// Not done: sharing between blocks (loops have to stay perfectly nested), bounds checks.
//
//===----------------------------------------------------------------------===//

#include "transforms/tir/Passes.h"
#include "transforms/tir/SizeGuards.h"

#include "dialects/sym/Sym.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Support/MathExtras.h"

namespace mlir::tir {
#define GEN_PASS_DEF_FLATTENBUFFERS
#include "transforms/tir/Passes.h.inc"
} // namespace mlir::tir

using namespace mlir;
using namespace mlir::tir;

namespace {

/// A buffer with what its accesses need.
struct FlatBuffer {
  Value memory;
  /// One for each dimension, and null for stride 1; then the offset, null for 0.
  SmallVector<Value> strides;
  Value offset;
};

class FlattenBuffersPass
    : public tir::impl::FlattenBuffersBase<FlattenBuffersPass> {
public:
  using FlattenBuffersBase::FlattenBuffersBase;

  void runOnOperation() override {
    PrimFuncOp func = getOperation();
    if (func.isExternal())
      return;
    flat.clear();
    values.clear();
    products.clear();
    sums.clear();
    constants.clear();
    stackBytes = 0;
    OpBuilder atEntry(func.getContext());
    atEntry.setInsertionPointToStart(&func.getBody().front());
    // What was found too large must not be computed, less allocated.
    for (Operation &op : func.getBody().front())
      if (op.hasAttr(kSizeGuardAttr))
        atEntry.setInsertionPointAfter(&op);
    entry = &atEntry;

    SmallVector<Operation *> accesses;
    for (BlockArgument parameter : func.getBody().getArguments())
      if (auto type = dyn_cast<BufferType>(parameter.getType());
          type && isAccessed(parameter))
        if (failed(view(parameter, type)))
          return signalPassFailure();

    WalkResult result = func.walk([&](Operation *op) {
      if (isa<BlockOp>(op)) {
        op->emitError("block is still there: run tir-lower-blocks before "
                      "tir-flatten-buffers");
        return WalkResult::interrupt();
      }
      if (auto alloc = dyn_cast<AllocBufferOp>(op))
        return allocate(alloc);
      if (isa<LoadOp, StoreOp>(op))
        accesses.push_back(op);
      return WalkResult::advance();
    });
    if (result.wasInterrupted())
      return signalPassFailure();
    for (Operation *op : accesses)
      rewrite(op);
    for (AllocBufferOp alloc : allocations)
      alloc.erase();
    allocations.clear();
    for (Operation *constant : constants)
      if (constant->use_empty())
        constant->erase();
    numAccesses += accesses.size();
  }

private:
  /// What has no access, as behind this pass, needs no view.
  static bool isAccessed(BlockArgument parameter) {
    return llvm::any_of(parameter.getUsers(), [](Operation *user) {
      return isa<LoadOp, StoreOp>(user);
    });
  }

  /// The value of `expr` as an index, computed at the start of the function.
  Value materialize(Location loc, sym::ExprAttr expr) {
    Value &value = values[expr];
    if (value)
      return value;
    if (std::optional<int64_t> constant = expr.getConstantValue())
      return value = arith::ConstantIndexOp::create(*entry, loc, *constant);
    Value known = sym::ValueOp::create(*entry, loc, expr);
    return value = sym::ToIndexOp::create(*entry, loc, entry->getIndexType(),
                                          known);
  }

  /// Strides and offset of `type`; fails when a compact stride overflows.
  LogicalResult addLayout(Location loc, BufferType type, FlatBuffer &buffer) {
    FailureOr<SmallVector<sym::ExprAttr>> strides = getStrides(type);
    if (failed(strides))
      return emitError(loc) << "strides of " << type
                            << " do not fit into 64 bits";
    for (sym::ExprAttr stride : *strides)
      buffer.strides.push_back(stride.isConstant(1) ? Value()
                                                    : materialize(loc, stride));
    if (type.getOffset() && !type.getOffset().isConstant(0))
      buffer.offset = materialize(loc, type.getOffset());
    return success();
  }

  static FailureOr<SmallVector<sym::ExprAttr>> getStrides(BufferType type) {
    if (!type.getStrides().empty())
      return llvm::to_vector(type.getStrides());
    SmallVector<sym::ExprAttr> strides(type.getRank());
    sym::ExprAttr stride = sym::ExprAttr::getConstant(type.getContext(), 1);
    for (int64_t i = type.getRank() - 1; i >= 0; --i) {
      strides[i] = stride;
      if (i == 0)
        break;
      FailureOr<sym::ExprAttr> next = sym::mul(stride, type.getShape()[i]);
      if (failed(next))
        return failure();
      stride = *next;
    }
    return strides;
  }

  LogicalResult view(BlockArgument parameter, BufferType type) {
    Location loc = parameter.getLoc();
    auto memory = MemRefType::get({ShapedType::kDynamic}, type.getScalarType());
    FlatBuffer &buffer = flat[parameter];
    buffer.memory = FlatViewOp::create(*entry, loc, memory, parameter);
    return addLayout(loc, type, buffer);
  }

  /// The number of elements, or failure on overflow.
  static FailureOr<sym::ExprAttr> getSize(BufferType type) {
    sym::ExprAttr size = sym::ExprAttr::getConstant(type.getContext(), 1);
    for (sym::ExprAttr dim : type.getShape()) {
      FailureOr<sym::ExprAttr> next = sym::mul(size, dim);
      if (failed(next))
        return failure();
      size = *next;
    }
    return size;
  }

  WalkResult allocate(AllocBufferOp alloc) {
    BufferType type = alloc.getBufferType();
    Location loc = alloc.getLoc();
    FailureOr<sym::ExprAttr> size = getSize(type);
    if (failed(size)) {
      alloc.emitError() << "size of " << type << " does not fit into 64 bits";
      return WalkResult::interrupt();
    }
    std::optional<int64_t> constant = size->getConstantValue();
    Attribute space;
    StringRef scope = type.getScopeName();
    if (scope == "shared")
      space = gpu::AddressSpaceAttr::get(&getContext(),
                                         gpu::AddressSpace::Workgroup);
    else if (scope != "global" && scope != "local") {
      alloc.emitError() << "scope of a local buffer must be \"global\", "
                           "\"local\" or \"shared\", got \""
                        << scope << "\"";
      return WalkResult::interrupt();
    }
    if (space && !constant) {
      alloc.emitError() << "a buffer of scope \"shared\" must have a constant "
                           "size, got "
                        << size->str() << " elements";
      return WalkResult::interrupt();
    }
    // Each iteration of a loop whose iterations run at the same time has a
    // buffer of its own; other loops share one.
    Operation *owner = alloc->getParentOfType<ForOp>();
    while (owner && cast<ForOp>(owner).getKind() != ForKind::Parallel &&
           cast<ForOp>(owner).getKind() != ForKind::ThreadBinding)
      owner = owner->getParentOfType<ForOp>();
    bool inThread =
        owner && cast<ForOp>(owner).getKind() == ForKind::ThreadBinding;
    OpBuilder builder(alloc);
    if (owner)
      builder.setInsertionPointToStart(&owner->getRegion(0).front());
    else
      builder = *entry;

    FlatBuffer &buffer = flat[alloc.getBuffer()];
    Type element = type.getScalarType();
    int64_t bytes = 0;
    bool fits = constant && element.isIntOrIndexOrFloat() && *constant >= 0 &&
                !llvm::MulOverflow(*constant, getBytes(element), bytes) &&
                (inThread || bytes <= maxStackBytes - stackBytes);
    if (inThread && !space && !fits) {
      alloc.emitError() << "a local buffer of a thread must have a constant "
                           "size, got "
                        << size->str() << " elements";
      return WalkResult::interrupt();
    }
    if (space) {
      auto memory =
          MemRefType::get({*constant}, element, MemRefLayoutAttrInterface(), space);
      buffer.memory = memref::AllocOp::create(builder, loc, memory);
    } else if (fits) {
      if (!inThread)
        stackBytes += bytes;
      ++numOnStack;
      auto memory = MemRefType::get({*constant}, element);
      buffer.memory = memref::AllocaOp::create(builder, loc, memory);
    } else {
      ++numOnHeap;
      auto memory = MemRefType::get({ShapedType::kDynamic}, element);
      Value elements = materialize(loc, *size);
      if (!owner)
        builder = *entry;
      buffer.memory = memref::AllocOp::create(builder, loc, memory, elements);
    }
    if (failed(addLayout(loc, type, buffer)))
      return WalkResult::interrupt();
    allocations.push_back(alloc);
    return WalkResult::advance();
  }

  static int64_t getBytes(Type element) {
    return element.isIndex() ? 8 : (element.getIntOrFloatBitWidth() + 7) / 8;
  }

  using Pairs = DenseMap<std::pair<Block *, std::pair<Value, Value>>, Value>;

  /// lhs op rhs, made by an earlier access of the block or now; one that is null is the other.
  template <typename Op>
  static Value combine(Pairs &known, OpBuilder &builder, Location loc, Value lhs, Value rhs) {
    if (!lhs || !rhs)
      return lhs ? lhs : rhs;
    Value &value = known[{builder.getBlock(), {lhs, rhs}}];
    if (!value)
      value = Op::create(builder, loc, lhs, rhs, arith::IntegerOverflowFlags::nsw);
    return value;
  }

  /// The place of an element behind the start of the memory.
  Value getIndex(OpBuilder &builder, Location loc, const FlatBuffer &buffer, ValueRange indices) {
    Value sum = buffer.offset;
    int64_t rest = 0;
    for (auto [index, stride] : llvm::zip_equal(indices, buffer.strides)) {
      std::optional<int64_t> constant = getConstantIntValue(index);
      if (constant && index.getDefiningOp())
        constants.insert(index.getDefiningOp());
      std::optional<int64_t> step = stride ? getConstantIntValue(stride) : 1;
      int64_t product, next;
      if (constant == 0)
        continue;
      if (constant && step && !llvm::MulOverflow(*constant, *step, product) && !llvm::AddOverflow(rest, product, next)) {
        rest = next;
        continue;
      }
      sum = combine<arith::AddIOp>(sums, builder, loc, sum,
                                   constant == 1 ? stride
                                                 : combine<arith::MulIOp>(products, builder, loc, index, stride));
    }
    if (sum && rest == 0)
      return sum;
    Value last = materialize(loc, sym::ExprAttr::getConstant(&getContext(), rest));
    return combine<arith::AddIOp>(sums, builder, loc, sum, last);
  }

  void rewrite(Operation *op) {
    OpBuilder builder(op);
    Location loc = op->getLoc();
    if (auto load = dyn_cast<LoadOp>(op)) {
      const FlatBuffer &buffer = flat[load.getBuffer()];
      Value index = getIndex(builder, loc, buffer, load.getIndices());
      Value value = memref::LoadOp::create(builder, loc, buffer.memory, index);
      load.getResult().replaceAllUsesWith(value);
    } else {
      auto store = cast<StoreOp>(op);
      const FlatBuffer &buffer = flat[store.getBuffer()];
      Value index = getIndex(builder, loc, buffer, store.getIndices());
      memref::StoreOp::create(builder, loc, store.getValue(), buffer.memory,
                              index);
    }
    op->erase();
  }

  DenseMap<Value, FlatBuffer> flat;
  DenseMap<Attribute, Value> values;
  Pairs products, sums;
  /// Indices of accesses, which may have no use when those are gone.
  llvm::SetVector<Operation *> constants;
  SmallVector<AllocBufferOp> allocations;
  OpBuilder *entry = nullptr;
  int64_t stackBytes = 0;
};

} // namespace
