//===- ParallelLoops.cpp - Parallel loops become functions ----------------===//
//
// The body of a parallel loop moves to
//
//   int32_t piece(void *data, int64_t begin, int64_t end, const relax_ctx *ctx)
//
// and what it used of the kernel travels through a struct on the stack, to which
// `data` points. Only the outermost parallel loop of a nest is cut out.
//
//===----------------------------------------------------------------------===//

#include "conversion/tir_common/TIRLowering.h"
#include "conversion/tir_to_llvm/KernelLowering.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace mlir::tir;

namespace {

/// Values from outside of `loop` that its body uses. Constants are cloned into
/// the body, everything else has to be carried.
SmallVector<Value> getCaptures(ForOp loop) {
  llvm::SetVector<Value> captures;
  DenseMap<Value, Value> constants;
  loop.getBody().walk([&](Operation *op) {
    for (OpOperand &operand : op->getOpOperands()) {
      Value value = operand.get();
      if (loop->isAncestor(value.getParentRegion()->getParentOp()))
        continue;
      Operation *definition = value.getDefiningOp();
      if (definition && definition->hasTrait<OpTrait::ConstantLike>()) {
        Value &copy = constants[value];
        if (!copy) {
          OpBuilder builder =
              OpBuilder::atBlockBegin(&loop.getBody().front());
          copy = builder.clone(*definition)->getResult(0);
        }
        operand.set(copy);
        continue;
      }
      captures.insert(value);
    }
  });
  return captures.takeVector();
}

/// The type in which a captured value travels; null when it cannot.
Type getCarriedType(Type type) {
  if (type.isIndex())
    return IntegerType::get(type.getContext(), 64);
  if (isa<MemRefType>(type))
    return LLVM::LLVMPointerType::get(type.getContext());
  return LLVM::isCompatibleType(type) ? type : Type();
}

class Outliner {
public:
  Outliner(KernelFunction kernel, SmallVectorImpl<KernelFunction> &pieces)
      : kernel(kernel), pieces(pieces) {}

  LogicalResult run(ForOp loop) {
    captures = getCaptures(loop);
    for (Value value : captures) {
      Type type = getCarriedType(value.getType());
      if (!type)
        return loop.emitError() << "a value of type " << value.getType()
                                << " cannot be carried into a parallel loop";
      types.push_back(type);
    }
    data = LLVM::LLVMStructType::getLiteral(loop.getContext(), types);
    createPiece(loop);
    callFrom(loop);
    return success();
  }

private:
  Value getField(OpBuilder &builder, Location loc, Value base, unsigned index) {
    return LLVM::GEPOp::create(
        builder, loc, base.getType(), data, base,
        ArrayRef<LLVM::GEPArg>{0, static_cast<int32_t>(index)},
        LLVM::GEPNoWrapFlags::inbounds);
  }

  void createPiece(ForOp loop) {
    OpBuilder builder(kernel.func);
    Location loc = loop.getLoc();
    Type i64 = builder.getI64Type();
    Type pointer = LLVM::LLVMPointerType::get(builder.getContext());
    auto type = LLVM::LLVMFunctionType::get(builder.getI32Type(),
                                            {pointer, i64, i64, pointer});
    std::string name =
        (kernel.func.getSymName() + ".parallel" + Twine(pieces.size())).str();
    piece = LLVM::LLVMFuncOp::create(builder, loc, name, type,
                                     LLVM::Linkage::Internal);
    Block *entry = piece.addEntryBlock(builder);
    builder.setInsertionPointToStart(entry);
    DenseMap<Value, Value> carried;
    for (auto [i, value] : llvm::enumerate(captures)) {
      Value loaded = LLVM::LoadOp::create(
          builder, loc, types[i], getField(builder, loc, entry->getArgument(0), i));
      Value back = castTo(builder, loc, loaded, value.getType());
      // What is known about the memory of the kernel holds here too.
      if (Operation *origin = value.getDefiningOp();
          origin && isa<MemRefType>(value.getType()) && back.getDefiningOp())
        for (StringRef attr : {kAliasScopesAttr, kNoAliasScopesAttr})
          if (Attribute scopes = origin->getAttr(attr))
            back.getDefiningOp()->setAttr(attr, scopes);
      carried[value] = back;
    }
    loop.getBody().walk([&](Operation *op) {
      for (OpOperand &operand : op->getOpOperands())
        if (Value inside = carried.lookup(operand.get()))
          operand.set(inside);
    });
    Type index = builder.getIndexType();
    Value begin = castTo(builder, loc, entry->getArgument(1), index);
    Value end = castTo(builder, loc, entry->getArgument(2), index);
    auto inner = ForOp::create(builder, loc, begin, end, ForKind::Serial);
    inner.getBody().takeBody(loop.getBody());
    LLVM::ReturnOp::create(builder, loc, constantI32(builder, loc, 0));
    // A piece should be worth a wake-up: one iteration is when it is a loop.
    inner.getBody().walk([&](ForOp) { grain = 1; });
    KernelFunction result;
    result.func = piece;
    result.ctx = entry->getArgument(3);
    pieces.push_back(result);
  }

  void callFrom(ForOp loop) {
    OpBuilder builder(loop);
    Location loc = loop.getLoc();
    Type i64 = builder.getI64Type();
    Type pointer = LLVM::LLVMPointerType::get(builder.getContext());
    Value memory;
    {
      OpBuilder::InsertionGuard guard(builder);
      builder.setInsertionPointToStart(&kernel.func.getBody().front());
      memory = LLVM::AllocaOp::create(builder, loc, pointer, data,
                                      constantI64(builder, loc, 1));
    }
    for (auto [i, value] : llvm::enumerate(captures))
      LLVM::StoreOp::create(builder, loc, castTo(builder, loc, value, types[i]),
                            getField(builder, loc, memory, i));
    Value begin = materializeIndex(builder, loc, loop.getLowerBound());
    Value end = materializeIndex(builder, loc, loop.getUpperBound());
    Value code = callContext(
        builder, loc, kernel.ctx, ContextService::ParallelFor,
        builder.getI32Type(),
        {castTo(builder, loc, begin, i64), castTo(builder, loc, end, i64),
         constantI64(builder, loc, grain),
         LLVM::AddressOfOp::create(builder, loc, piece), memory});
    keepFirstFailure(builder, loc, code);
    loop.erase();
  }

  /// Failures are kept in a variable of the kernel that becomes its result.
  void keepFirstFailure(OpBuilder &builder, Location loc, Value code) {
    Value status = getStatus();
    Value known =
        LLVM::LoadOp::create(builder, loc, builder.getI32Type(), status);
    Value fine = LLVM::ICmpOp::create(builder, loc, LLVM::ICmpPredicate::eq,
                                      known, constantI32(builder, loc, 0));
    Value result = LLVM::SelectOp::create(builder, loc, fine, code, known);
    LLVM::StoreOp::create(builder, loc, result, status);
  }

  Value getStatus() {
    Block &entry = kernel.func.getBody().front();
    auto ret = cast<LLVM::ReturnOp>(kernel.func.getBody().back().getTerminator());
    if (auto load = ret.getOperand(0).getDefiningOp<LLVM::LoadOp>())
      return load.getAddr();
    Location loc = kernel.func.getLoc();
    OpBuilder builder = OpBuilder::atBlockBegin(&entry);
    Value status = LLVM::AllocaOp::create(
        builder, loc, LLVM::LLVMPointerType::get(builder.getContext()),
        builder.getI32Type(), constantI64(builder, loc, 1));
    LLVM::StoreOp::create(builder, loc, constantI32(builder, loc, 0), status);
    builder.setInsertionPoint(ret);
    ret.setOperand(0, LLVM::LoadOp::create(builder, loc, builder.getI32Type(),
                                           status));
    return status;
  }

  KernelFunction kernel;
  SmallVectorImpl<KernelFunction> &pieces;
  SmallVector<Value> captures;
  SmallVector<Type> types;
  LLVM::LLVMStructType data;
  LLVM::LLVMFuncOp piece;
  int64_t grain = 4096;
};

/// Makes a loop with another step count its steps.
void normalizeStep(ForOp loop) {
  if (loop.getStep() == 1)
    return;
  OpBuilder builder(loop);
  Location loc = loop.getLoc();
  Value lower = materializeIndex(builder, loc, loop.getLowerBound());
  Value upper = materializeIndex(builder, loc, loop.getUpperBound());
  Value step = arith::ConstantIndexOp::create(builder, loc, loop.getStep());
  Value extent = arith::SubIOp::create(builder, loc, upper, lower);
  extent = arith::MaxSIOp::create(
      builder, loc, extent, arith::ConstantIndexOp::create(builder, loc, 0));
  Value steps = arith::CeilDivUIOp::create(builder, loc, extent, step);
  loop.setLowerBound(builder.getIndexAttr(0));
  loop.setUpperBound(steps);
  loop.setStep(1);
  BlockArgument variable = loop.getLoopVariable();
  builder.setInsertionPointToStart(&loop.getBody().front());
  Value offset = arith::MulIOp::create(builder, loc, variable, step);
  Value position = arith::AddIOp::create(builder, loc, offset, lower);
  variable.replaceAllUsesExcept(position, offset.getDefiningOp());
}

} // namespace

LogicalResult
tir::outlineParallelLoops(KernelFunction kernel,
                          SmallVectorImpl<KernelFunction> &pieces) {
  SmallVector<ForOp> loops;
  kernel.func.walk<WalkOrder::PreOrder>([&](ForOp loop) {
    if (loop.getKind() != ForKind::Parallel)
      return WalkResult::advance();
    loops.push_back(loop);
    return WalkResult::skip();
  });
  for (ForOp loop : loops) {
    normalizeStep(loop);
    if (failed(Outliner(kernel, pieces).run(loop)))
      return failure();
  }
  return success();
}
