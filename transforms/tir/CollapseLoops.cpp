//===- CollapseLoops.cpp - Nested loops over contiguous memory become one --===//
//
// Two perfectly nested loops i, j whose variables only serve addresses, and in each address as c * (extent of j * i + j),
// visit memory in one line. They become one loop f over the product: replacing i by 0 and j by f yields the same addresses in the
// same order. So an element-wise kernel on [n, 3] vectorizes as well as one on [3 * n].
//
// Not done: loops of other kinds than serial, loops with something between them, addresses behind a division.
//
//===----------------------------------------------------------------------===//

#include "transforms/tir/Passes.h"

#include "analysis/tir/IndexExpressions.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Support/DebugLog.h"

namespace mlir::tir {
#define GEN_PASS_DEF_COLLAPSELOOPS
#include "transforms/tir/Passes.h.inc"
} // namespace mlir::tir

#define DEBUG_TYPE "tir-collapse-loops"

using namespace mlir;
using namespace mlir::tir;
using sym::ExprAttr;

namespace {

LogicalResult decline(ForOp loop, StringRef reason) {
  LDBG() << "keep " << loop.getLoc() << ": " << reason;
  return failure();
}

/// A serial loop from zero in steps of one.
bool isPlain(ForOp loop) {
  return loop.getKind() == ForKind::Serial && loop.getStep() == 1 &&
         loop.getStaticLower() == std::optional<int64_t>(0) && loop->getDiscardableAttrs().empty();
}

/// The loop that is all of the body of `outer`, or null.
ForOp getOnlyLoop(ForOp outer) {
  Block &body = outer.getBody().front();
  auto inner = dyn_cast<ForOp>(body.front());
  return inner && inner->getNextNode() == body.getTerminator() ? inner : ForOp();
}

/// Adds the index operands of memory accesses that are computed from `value`. Fails where the value has another use.
LogicalResult collectAddresses(Value value, llvm::SetVector<Value> &addresses) {
  SmallVector<Value> worklist = {value};
  llvm::SmallPtrSet<Value, 8> seen;
  while (!worklist.empty()) {
    Value next = worklist.pop_back_val();
    if (!seen.insert(next).second)
      continue;
    for (OpOperand &use : next.getUses()) {
      Operation *user = use.getOwner();
      if (isa<memref::LoadOp, memref::StoreOp>(user))
        addresses.insert(next);
      else if (isa<arith::AddIOp, arith::MulIOp, arith::SubIOp>(user))
        worklist.push_back(user->getResult(0));
      else
        return failure();
    }
  }
  return success();
}

/// The change of an expression when `variable` grows by one; null if it depends on `variable` or `other`.
ExprAttr getSlope(ExprAttr expr, StringAttr variable, StringAttr other) {
  ExprAttr one = ExprAttr::getConstant(expr.getContext(), 1);
  FailureOr<ExprAttr> next = sym::add(ExprAttr::getSymbol(variable), one);
  FailureOr<ExprAttr> shifted = succeeded(next) ? sym::substitute(expr, {{variable, *next}}) : next;
  FailureOr<ExprAttr> slope = succeeded(shifted) ? sym::sub(*shifted, expr) : shifted;
  if (failed(slope))
    return {};
  llvm::SetVector<StringAttr> symbols;
  slope->collectSymbols(symbols);
  return symbols.contains(variable) || symbols.contains(other) ? ExprAttr() : *slope;
}

/// Whether the expression mentions symbols of the function only.
bool isOfFunction(ExprAttr expr) {
  llvm::SetVector<StringAttr> symbols;
  expr.collectSymbols(symbols);
  return llvm::none_of(symbols, [](StringAttr name) { return name.getValue().starts_with("%"); });
}

/// Replaces a loop variable that is a part of addresses by zero, which leaves the addresses without what it added to them.
void replaceByZero(Value variable, OpBuilder &builder) {
  Value zero;
  while (!variable.use_empty()) {
    OpOperand &use = *variable.use_begin();
    Operation *user = use.getOwner();
    Value replacement;
    if (isa<arith::MulIOp>(user))
      replacement = variable;
    else if (isa<arith::AddIOp>(user) || (isa<arith::SubIOp>(user) && use.getOperandNumber() == 1))
      replacement = user->getOperand(1 - use.getOperandNumber());
    if (replacement) {
      user->getResult(0).replaceAllUsesWith(replacement);
      user->erase();
      continue;
    }
    if (!zero)
      zero = arith::ConstantIndexOp::create(builder, variable.getLoc(), 0);
    use.set(zero);
  }
}

/// Merges `outer` with the loop that is its body. `expressions` knows the function; it is made again when that has changed.
LogicalResult collapse(ForOp outer, PrimFuncOp function, std::optional<IndexExpressions> &known) {
  ForOp inner = getOnlyLoop(outer);
  if (!inner || !isPlain(outer) || !isPlain(inner))
    return failure();
  if (!known)
    known.emplace(function);
  IndexExpressions &expressions = *known;
  ExprAttr outerExtent = expressions.get(outer.getUpperBound()), innerExtent = expressions.get(inner.getUpperBound());
  FailureOr<ExprAttr> extent = sym::mul(outerExtent, innerExtent);
  if (failed(extent) || !isOfFunction(outerExtent) || !isOfFunction(innerExtent))
    return decline(outer, "the extents are no expressions of the signature");

  llvm::SetVector<Value> addresses;
  if (failed(collectAddresses(outer.getLoopVariable(), addresses)) ||
      failed(collectAddresses(inner.getLoopVariable(), addresses)))
    return decline(outer, "a loop variable is more than a part of addresses");
  StringAttr outerName = expressions.get(outer.getLoopVariable()).getSymbolName();
  StringAttr innerName = expressions.get(inner.getLoopVariable()).getSymbolName();
  for (Value address : addresses) {
    ExprAttr expr = expressions.get(address);
    ExprAttr outerSlope = getSlope(expr, outerName, innerName), innerSlope = getSlope(expr, innerName, outerName);
    FailureOr<ExprAttr> row = innerSlope ? sym::mul(innerSlope, innerExtent) : FailureOr<ExprAttr>();
    if (!outerSlope || failed(row) || *row != outerSlope)
      return decline(outer, "an address does not go on where the row before ends");
  }

  // In front of the whole nest, which stays perfect for the next loop out.
  OpBuilder builder(function.getBody().front().findAncestorOpInBlock(*outer));
  OpFoldResult bound;
  if (std::optional<int64_t> value = extent->getConstantValue())
    bound = builder.getIndexAttr(*value);
  else
    bound = sym::ValueOp::create(builder, outer.getLoc(), *extent).getResult();
  replaceByZero(outer.getLoopVariable(), builder);
  known.reset();
  inner.setUpperBound(bound);
  inner->moveBefore(outer);
  outer.erase();
  return success();
}

struct CollapseLoopsPass : tir::impl::CollapseLoopsBase<CollapseLoopsPass> {
  using CollapseLoopsBase::CollapseLoopsBase;

  void runOnOperation() override {
    SmallVector<ForOp> loops;
    // Inner loops come first; one that was merged stands where its outer loop stood.
    getOperation()->walk([&](ForOp loop) { loops.push_back(loop); });
    bool changed = false;
    std::optional<IndexExpressions> expressions;
    for (ForOp loop : loops)
      if (succeeded(collapse(loop, getOperation(), expressions))) {
        ++numCollapsed;
        changed = true;
      }
    if (!changed)
      markAllAnalysesPreserved();
  }
};

} // namespace
