//===- TIRLowering.cpp - Symbols and loops of tir -------------------------===//

#include "conversion/tir_common/TIRLowering.h"

#include "dialects/sym/Sym.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using namespace mlir::tir;

bool tir::isScalarParameter(Type type) {
  return !isa<BufferType, sym::IntType>(type);
}

//===----------------------------------------------------------------------===//
// Symbols
//===----------------------------------------------------------------------===//

namespace {

/// Computes expressions, those of the signature once.
class SymbolLowering {
public:
  SymbolLowering(OpBuilder::InsertPoint entry,
                 llvm::DenseMap<StringAttr, Value> symbols,
                 MLIRContext *context)
      : entry(context), signature(symbols), symbols(std::move(symbols)) {
    this->entry.restoreInsertionPoint(entry);
  }

  LogicalResult run(Operation *root) {
    SmallVector<Operation *> dead;
    WalkResult result = root->walk<WalkOrder::PreOrder>([&](Operation *op) {
      if (isa_and_nonnull<sym::SymDialect>(op->getDialect())) {
        dead.push_back(op);
        return WalkResult(lowerSymOp(op));
      }
      if (auto loop = dyn_cast<ForOp>(op))
        return WalkResult(lowerBounds(loop));
      for (Value operand : op->getOperands())
        if (isa<sym::IntType>(operand.getType())) {
          op->emitError() << "operand of type " << operand.getType()
                          << " cannot be lowered: use sym.to_index";
          return WalkResult::interrupt();
        }
      return WalkResult::advance();
    });
    if (result.wasInterrupted())
      return failure();
    for (Operation *op : llvm::reverse(dead))
      op->erase();
    return success();
  }

private:
  /// Whether computing `expr` may stop the processor: it divides by what may be
  /// zero.
  static bool mayTrap(sym::ExprAttr expr) {
    switch (expr.getKind()) {
    case sym::ExprKind::FloorDiv:
    case sym::ExprKind::CeilDiv:
    case sym::ExprKind::Mod:
      if (!expr.getOperands()[1].getConstantValue())
        return true;
      break;
    default:
      break;
    }
    return llvm::any_of(expr.getOperands(), mayTrap);
  }

  /// The value of `expr` as an index, computed at the entry or, if it involves
  /// a symbol of the body or stands behind a check of its divisor, in front of
  /// `user`.
  Value compute(Operation *user, sym::ExprAttr expr) {
    Value &known = computed[expr];
    if (known)
      return known;
    llvm::SetVector<StringAttr> used;
    expr.collectSymbols(used);
    bool ofSignature =
        !mayTrap(expr) && llvm::all_of(used, [&](StringAttr name) {
          return signature.contains(name);
        });
    OpBuilder inPlace(user);
    OpBuilder &builder = ofSignature ? entry : inPlace;
    Value value = sym::expandToIndexArith(
        builder, user->getLoc(), expr,
        [&](StringAttr name) { return symbols.lookup(name); });
    if (!value)
      user->emitError() << "no value is known for a symbol of '" << expr.str()
                        << "'";
    if (ofSignature)
      known = value;
    return value;
  }

  LogicalResult lowerSymOp(Operation *op) {
    if (auto toIndex = dyn_cast<sym::ToIndexOp>(op)) {
      auto type = cast<sym::IntType>(toIndex->getOperand(0).getType());
      Value value = compute(op, type.getExpr());
      if (!value)
        return failure();
      toIndex->getResult(0).replaceAllUsesWith(value);
      return success();
    }
    if (auto fromIndex = dyn_cast<sym::FromIndexOp>(op))
      symbols[cast<sym::IntType>(fromIndex->getResult(0).getType())
                  .getExpr()
                  .getSymbolName()] = fromIndex->getOperand(0);
    return success();
  }

  LogicalResult lowerBounds(ForOp loop) {
    auto lower = [&](OpFoldResult bound) -> OpFoldResult {
      auto value = dyn_cast<Value>(bound);
      auto type =
          value ? dyn_cast<sym::IntType>(value.getType()) : sym::IntType();
      return type ? OpFoldResult(compute(loop, type.getExpr())) : bound;
    };
    OpFoldResult first = lower(loop.getLowerBound());
    OpFoldResult last = lower(loop.getUpperBound());
    if (first.isNull() || last.isNull())
      return failure();
    loop.setLowerBound(first);
    loop.setUpperBound(last);
    return success();
  }

  OpBuilder entry;
  llvm::DenseMap<StringAttr, Value> signature, symbols;
  llvm::DenseMap<Attribute, Value> computed;
};

} // namespace

LogicalResult tir::lowerSymbols(Operation *root, OpBuilder::InsertPoint entry,
                                llvm::DenseMap<StringAttr, Value> symbols) {
  return SymbolLowering(entry, std::move(symbols), root->getContext())
      .run(root);
}

//===----------------------------------------------------------------------===//
// Loops
//===----------------------------------------------------------------------===//

static constexpr StringLiteral kLoopAnnotation = "llvm.loop_annotation";

LLVM::LoopAnnotationAttr tir::getLoopAnnotation(ForOp loop) {
  MLIRContext *context = loop.getContext();
  Builder builder(context);
  LLVM::LoopVectorizeAttr vectorize;
  LLVM::LoopUnrollAttr unroll;
  if (loop.getKind() == ForKind::Vectorized) {
    std::optional<int64_t> lower = getConstantIntValue(loop.getLowerBound());
    std::optional<int64_t> upper = getConstantIntValue(loop.getUpperBound());
    IntegerAttr width;
    // A short loop of constant extent is one vector; others take what the
    // target likes.
    if (lower && upper && llvm::isPowerOf2_64(*upper - *lower) &&
        *upper - *lower <= 64)
      width = builder.getI32IntegerAttr(*upper - *lower);
    vectorize = LLVM::LoopVectorizeAttr::get(
        context, builder.getBoolAttr(false), {}, {}, width, {}, {}, {});
  } else if (loop.getKind() == ForKind::Unrolled) {
    unroll = LLVM::LoopUnrollAttr::get(context, {}, {}, {},
                                       builder.getBoolAttr(true), {}, {}, {});
  } else {
    return {};
  }
  return LLVM::LoopAnnotationAttr::get(context, {}, vectorize, {}, unroll, {},
                                       {}, {}, {}, {}, {}, {}, {}, {}, {}, {});
}

void tir::attachLoopAnnotation(Operation *branch) {
  auto annotation =
      branch->getAttrOfType<LLVM::LoopAnnotationAttr>(kLoopAnnotation);
  if (!annotation)
    return;
  branch->removeAttr(kLoopAnnotation);
  if (auto jump = dyn_cast<LLVM::BrOp>(branch))
    jump.setLoopAnnotationAttr(annotation);
  else if (auto condition = dyn_cast<LLVM::CondBrOp>(branch))
    condition.setLoopAnnotationAttr(annotation);
}

LogicalResult tir::lowerLoops(Operation *root) {
  SmallVector<ForOp> loops;
  root->walk([&](ForOp loop) { loops.push_back(loop); });
  for (ForOp loop : loops) {
    if (loop.getKind() == ForKind::ThreadBinding &&
        !loop.getThread()->starts_with("vthread"))
      return loop.emitError() << "a loop bound to \"" << *loop.getThread()
                              << "\" cannot run here: no thread is launched";
    OpBuilder builder(loop);
    Location loc = loop.getLoc();
    Value lower = materializeIndex(builder, loc, loop.getLowerBound());
    Value upper = materializeIndex(builder, loc, loop.getUpperBound());
    Value step = arith::ConstantIndexOp::create(builder, loc, loop.getStep());
    auto plain = scf::ForOp::create(builder, loc, lower, upper, step);
    if (LLVM::LoopAnnotationAttr annotation = getLoopAnnotation(loop))
      plain->setAttr(kLoopAnnotation, annotation);
    Block *body = &loop.getBody().front();
    loop.getLoopVariable().replaceAllUsesWith(plain.getInductionVar());
    body->getTerminator()->erase();
    plain.getBody()->getOperations().splice(plain.getBody()->begin(),
                                            body->getOperations());
    loop.erase();
  }
  return success();
}
