//===- InsertGuards.cpp - Checks of what the analysis leaves undecided ----===//
//
// First all questions are put, while the function stands still; then the guards are built. An index inside of its
// dimension is proved in one of two ways: by its largest and smallest value over the loops around, which is quick and
// handles products of sizes, or by the prover with all that holds at the access, which handles conditions.
//
// Not done: guards out of loops, vector accesses, views (memref.subview and the like).
//
//===----------------------------------------------------------------------===//

#include "transforms/tir/Passes.h"
#include "transforms/tir/SizeGuards.h"

#include "analysis/tir/IndexExpressions.h"
#include "dialects/sym/Sym.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/MathExtras.h"

namespace mlir::tir {
#define GEN_PASS_DEF_INSERTGUARDS
#include "transforms/tir/Passes.h.inc"
} // namespace mlir::tir

using namespace mlir;
using namespace mlir::tir;
using sym::ExprAttr;
using sym::Truth;

namespace {

/// Loads and stores of tir and memref alike.
struct Access {
  Value buffer;
  ValueRange indices;

  static std::optional<Access> get(Operation *op) {
    return llvm::TypeSwitch<Operation *, std::optional<Access>>(op)
        .Case<LoadOp, StoreOp>([](auto access) { return Access{access.getBuffer(), access.getIndices()}; })
        .Case<memref::LoadOp, memref::StoreOp>(
            [](auto access) { return Access{access.getMemref(), access.getIndices()}; })
        .Default([](Operation *) { return std::nullopt; });
  }
};

/// What a function on memrefs may ask for at once, in bytes, on the stack and on the heap.
constexpr uint64_t kStackBytes = uint64_t{1} << 16, kHeapBytes = uint64_t{1} << 46;

/// One question without an answer.
struct Guard {
  Operation *op;
  unsigned axis;
  ExprAttr extent;
  /// Which ends have to be tested, and whether the extent may be negative.
  bool lower, upper, oddExtent;
};

bool isDivision(Operation *op) {
  return isa<arith::DivSIOp, arith::RemSIOp, arith::FloorDivSIOp, arith::CeilDivSIOp, arith::DivUIOp, arith::RemUIOp,
             arith::CeilDivUIOp>(op) &&
         op->getResult(0).getType().isIntOrIndex();
}

bool isSignedDivision(Operation *op) { return !isa<arith::DivUIOp, arith::RemUIOp, arith::CeilDivUIOp>(op); }

/// Whether `condition`, a disjunction, holds where `value` equals `number`; for -1 it may ask for more, as that matters with
/// one numerator only.
bool coversValue(Value condition, Value value, int64_t number) {
  Operation *op = condition.getDefiningOp();
  if (auto both = dyn_cast_or_null<arith::OrIOp>(op))
    return coversValue(both.getLhs(), value, number) || coversValue(both.getRhs(), value, number);
  if (auto both = dyn_cast_or_null<arith::AndIOp>(op); both && number == -1)
    return coversValue(both.getLhs(), value, number) || coversValue(both.getRhs(), value, number);
  auto compare = dyn_cast_or_null<arith::CmpIOp>(op);
  APInt constant;
  return compare && compare.getPredicate() == arith::CmpIPredicate::eq && compare.getLhs() == value &&
         matchPattern(compare.getRhs(), m_ConstantInt(&constant)) && constant.getSExtValue() == number;
}

class GuardBuilder {
public:
  GuardBuilder(FunctionOpInterface function, bool skip)
      : function(function), skip(skip), sizesChecked(function->hasAttr(kSizesCheckedAttr)),
        expressions(function, IndexExpressions::IterVariables::Bindings), zero(ExprAttr::getConstant(function.getContext(), 0)) {}

  LogicalResult run() {
    LogicalResult result = success();
    function->walk<WalkOrder::PreOrder>([&](Operation *op) {
      if (op->hasAttr(kUnguardedAttr))
        return;
      if (auto dim = dyn_cast<memref::DimOp>(op))
        if (failed(askDimension(dim)))
          result = failure();
      // Those of tir.prim_func come later, from local buffers, and have their own checks.
      if (!skip && isa<func::FuncOp>(function.getOperation()) && isa<memref::AllocOp, memref::AllocaOp>(op))
        askAllocation(op);
      if (std::optional<Access> access = Access::get(op))
        ask(op, *access);
      else if (!skip && isDivision(op))
        askDivision(op);
    });
    for (const Guard &guard : guards)
      guardAccess(guard);
    for (Operation *op : divisions)
      guardDivision(op);
    for (memref::DimOp op : dimensions)
      guardDimension(op);
    for (Operation *op : allocations)
      guardAllocation(op);
    // What is checked needs no check by the next run.
    for (Operation *op : checked)
      op->setAttr(kUnguardedAttr, UnitAttr::get(op->getContext()));
    return result;
  }

  unsigned numDecided = 0;
  unsigned getNumGuards() const { return guards.size() + divisions.size() + dimensions.size() + allocations.size(); }

private:
  //===--------------------------------------------------------------------===//
  // Questions
  //===--------------------------------------------------------------------===//

  ExprAttr getExtent(Value buffer, unsigned axis) {
    if (auto type = dyn_cast<BufferType>(buffer.getType()))
      return type.getShape()[axis];
    return expressions.getExtent(buffer, axis);
  }

  void ask(Operation *op, const Access &access) {
    SmallVector<Operation *> loops = IndexExpressions::getLoopsAround(op);
    std::optional<sym::Prover> ranges, prover;
    for (auto [axis, index] : llvm::enumerate(access.indices)) {
      if (sizesChecked && followsFromSizes(index)) {
        ++numDecided;
        continue;
      }
      ExprAttr extent = getExtent(access.buffer, axis), expr = expressions.get(index);
      if (!ranges)
        ranges.emplace(expressions.getProver(loops));
      auto isNegative = [&](FailureOr<ExprAttr> value) {
        if (failed(value))
          return false;
        if (ExprAttr most = expressions.getMaximum(*value, loops, *ranges))
          if (ranges->provablyLess(most, zero) == Truth::Yes)
            return true;
        if (!prover)
          prover.emplace(expressions.getProverAt(op));
        return prover->provablyLess(*value, zero) == Truth::Yes;
      };
      FailureOr<ExprAttr> minusOne = sym::sub(ExprAttr::getConstant(op->getContext(), -1), expr);
      Guard guard{op, static_cast<unsigned>(axis), extent, !isNegative(minusOne), !isNegative(sym::sub(expr, extent)),
                  ranges->provablyLessEqual(zero, extent) != Truth::Yes};
      if (guard.lower || guard.upper)
        checked.insert(op);
      // What was asked before on the way here holds.
      if ((!guard.lower && !guard.upper) || !known.insert({op->getBlock(), {index, extent}}).second) {
        ++numDecided;
        continue;
      }
      guards.push_back(guard);
    }
  }

  /// A dimension that a memref does not have would be read behind its descriptor.
  LogicalResult askDimension(memref::DimOp op) {
    auto type = dyn_cast<MemRefType>(op.getSource().getType());
    if (!type)
      return success();
    std::optional<int64_t> index = op.getConstantIndex();
    if (!index && !skip) {
      dimensions.push_back(op);
      checked.insert(op);
    }
    if (index && (*index < 0 || *index >= type.getRank()))
      return op.emitOpError("dimension must be in [0, ") << type.getRank() << ") for " << type << ", got " << *index;
    return success();
  }

  /// The stack holds what has a constant, small size.
  void askAllocation(Operation *op) {
    auto type = cast<MemRefType>(op->getResult(0).getType());
    bool onStack = isa<memref::AllocaOp>(op);
    if (onStack && type.hasStaticShape() && getBytes(type) <= kStackBytes)
      ++numDecided;
    else if (isa<IntegerType, FloatType, IndexType>(type.getElementType())) {
      allocations.push_back(op);
      checked.insert(op);
    }
  }

  /// Bytes of the dimensions that are known; more than there are addresses, if they leave 64 bits.
  static uint64_t getBytes(MemRefType type) {
    Type element = type.getElementType();
    uint64_t bytes = element.isIndex() ? 8 : (element.getIntOrFloatBitWidth() + 7) / 8;
    for (int64_t size : type.getShape())
      if (!ShapedType::isDynamic(size))
        bytes = llvm::SaturatingMultiply(bytes, static_cast<uint64_t>(size));
    return bytes;
  }

  void askDivision(Operation *op) {
    Value divisor = op->getOperand(1);
    if (sizesChecked && followsFromSizes(divisor)) {
      ++numDecided;
      return;
    }
    bool isSigned = isSignedDivision(op), mayBeZero = true, mayOverflow = isSigned;
    APInt constant;
    if (matchPattern(divisor, m_ConstantInt(&constant))) {
      mayBeZero = constant.isZero();
      mayOverflow &= constant.isAllOnes();
    } else if (auto select = divisor.getDefiningOp<arith::SelectOp>();
               select && matchPattern(select.getTrueValue(), m_ConstantInt(&constant)) && !constant.isZero() &&
               !constant.isAllOnes()) {
      mayBeZero = !coversValue(select.getCondition(), select.getFalseValue(), 0);
      mayOverflow &= !coversValue(select.getCondition(), select.getFalseValue(), -1);
    } else if (divisor.getType().isIndex()) {
      sym::Prover prover = expressions.getProverAt(op);
      bool isPositive = prover.provablyLess(zero, expressions.get(divisor)) == Truth::Yes;
      mayBeZero = !isPositive;
      mayOverflow &= !isPositive;
    }
    APInt numerator;
    if (matchPattern(op->getOperand(0), m_ConstantInt(&numerator)))
      mayOverflow &= numerator.isMinSignedValue();
    if (!mayBeZero && !mayOverflow) {
      ++numDecided;
      return;
    }
    divisions.push_back(op);
    checked.insert(op);
  }

  //===--------------------------------------------------------------------===//
  // Guards
  //===--------------------------------------------------------------------===//

  std::string getName(Value buffer) {
    if (auto argument = dyn_cast<BlockArgument>(buffer); argument && argument.getOwner()->getParentOp() == function) {
      if (auto kernel = dyn_cast<PrimFuncOp>(function.getOperation()))
        return "'" + kernel.getParameterName(argument.getArgNumber()) + "'";
      return "parameter " + std::to_string(argument.getArgNumber());
    }
    return "a local buffer";
  }

  Value getExtentValue(OpBuilder &builder, Location loc, Value buffer, unsigned axis, ExprAttr extent) {
    if (std::optional<int64_t> constant = extent.getConstantValue())
      return arith::ConstantIndexOp::create(builder, loc, *constant);
    if (isa<MemRefType>(buffer.getType()))
      return memref::DimOp::create(builder, loc, buffer, axis);
    Value value = sym::ValueOp::create(builder, loc, extent);
    return sym::ToIndexOp::create(builder, loc, builder.getIndexType(), value);
  }

  void guardAccess(const Guard &guard) {
    Access access = *Access::get(guard.op);
    Location loc = guard.op->getLoc();
    OpBuilder builder(guard.op);
    Value index = access.indices[guard.axis];
    Value extent = getExtentValue(builder, loc, access.buffer, guard.axis, guard.extent);
    auto compare = [&](arith::CmpIPredicate predicate, Value rhs) -> Value {
      return arith::CmpIOp::create(builder, loc, predicate, index, rhs);
    };
    Value inside;
    if (guard.lower && guard.upper && !guard.oddExtent) {
      inside = compare(arith::CmpIPredicate::ult, extent);
    } else {
      if (guard.upper)
        inside = compare(arith::CmpIPredicate::slt, extent);
      if (guard.lower) {
        Value notBelow = compare(arith::CmpIPredicate::sge, arith::ConstantIndexOp::create(builder, loc, 0));
        inside = inside ? arith::AndIOp::create(builder, loc, notBelow, inside).getResult() : notBelow;
      }
    }
    makeLoopsSerial(guard.op);
    if (skip)
      return skipUnless(builder, guard.op, inside);
    std::string message = "index {} of dimension " + std::to_string(guard.axis) + " of " + getName(access.buffer) +
                          " must be in [0, {})" + getPlaceText(loc);
    AssertOp::create(builder, loc, inside, message, ValueRange{index, extent});
  }

  /// Nothing is stored; zero is loaded.
  void skipUnless(OpBuilder &builder, Operation *op, Value inside) {
    Location loc = op->getLoc();
    bool isLoad = op->getNumResults() != 0;
    auto guard = scf::IfOp::create(builder, loc, op->getResultTypes(), inside, /*withElseRegion=*/isLoad);
    op->replaceAllUsesWith(guard.getResults());
    if (!isLoad) {
      op->moveBefore(guard.thenBlock()->getTerminator());
      return;
    }
    builder.setInsertionPointToEnd(guard.thenBlock());
    auto yield = scf::YieldOp::create(builder, loc, op->getResults());
    op->moveBefore(yield);
    builder.setInsertionPointToEnd(guard.elseBlock());
    Value zeroValue = arith::ConstantOp::create(builder, loc, builder.getZeroAttr(op->getResult(0).getType()));
    scf::YieldOp::create(builder, loc, zeroValue);
  }

  void guardDimension(memref::DimOp op) {
    Location loc = op.getLoc();
    OpBuilder builder(op);
    Value rank = arith::ConstantIndexOp::create(builder, loc, cast<MemRefType>(op.getSource().getType()).getRank());
    Value inside = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::ult, op.getIndex(), rank);
    makeLoopsSerial(op);
    AssertOp::create(builder, loc, inside, "dimension {} of a memref must be in [0, {})" + getPlaceText(loc),
                     ValueRange{op.getIndex(), rank});
  }

  /// In front: no dimension is negative, and all bytes are few enough, computed in f64, which does not wrap. Behind memory of
  /// the heap: there was some.
  void guardAllocation(Operation *op) {
    Location loc = op->getLoc();
    OpBuilder builder(op);
    auto type = cast<MemRefType>(op->getResult(0).getType());
    bool onStack = isa<memref::AllocaOp>(op);
    ValueRange sizes = onStack ? cast<memref::AllocaOp>(op).getDynamicSizes() : cast<memref::AllocOp>(op).getDynamicSizes();
    Type f64 = builder.getF64Type();
    auto number = [&](double value) -> Value {
      return arith::ConstantOp::create(builder, loc, builder.getF64FloatAttr(value));
    };
    Value bytes = number(getBytes(type)), fits;
    auto require = [&](Value condition) {
      fits = fits ? arith::AndIOp::create(builder, loc, fits, condition).getResult() : condition;
    };
    for (Value size : sizes) {
      require(arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::sge, size,
                                    arith::ConstantIndexOp::create(builder, loc, 0)));
      Value integer = arith::IndexCastOp::create(builder, loc, builder.getI64Type(), size);
      bytes = arith::MulFOp::create(builder, loc, bytes, arith::SIToFPOp::create(builder, loc, f64, integer));
    }
    require(arith::CmpFOp::create(builder, loc, arith::CmpFPredicate::OLE, bytes,
                                  number(onStack ? kStackBytes : kHeapBytes)));
    makeLoopsSerial(op);
    std::string text;
    llvm::raw_string_ostream stream(text);
    stream << "a local buffer of type " << type << " must have at most 2^" << (onStack ? 16 : 46) << " bytes";
    for (auto [i, size] : llvm::enumerate(sizes))
      stream << (i == 0 ? ", got sizes {}" : ", {}");
    AssertOp::create(builder, loc, fits, text + getPlaceText(loc), sizes);
    if (onStack)
      return;
    builder.setInsertionPointAfter(op);
    Value address = memref::ExtractAlignedPointerAsIndexOp::create(builder, loc, op->getResult(0));
    Value found = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::ne, address,
                                        arith::ConstantIndexOp::create(builder, loc, 0));
    text.clear();
    stream << "no memory for a local buffer of type " << type;
    for (auto [i, size] : llvm::enumerate(sizes))
      stream << (i == 0 ? " with sizes {}" : ", {}");
    AssertOp::create(builder, loc, found, text + getPlaceText(loc), sizes);
  }

  void guardDivision(Operation *op) {
    Location loc = op->getLoc();
    OpBuilder builder(op);
    Value lhs = op->getOperand(0), rhs = op->getOperand(1);
    Type type = rhs.getType();
    auto constant = [&](APInt value) -> Value {
      return arith::ConstantOp::create(builder, loc, builder.getIntegerAttr(type, value));
    };
    auto differs = [&](Value value, APInt number) -> Value {
      return arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::ne, value, constant(number));
    };
    unsigned width = type.isIndex() ? 64 : type.getIntOrFloatBitWidth();
    makeLoopsSerial(op);
    AssertOp::create(builder, loc, differs(rhs, APInt::getZero(width)), "division by zero" + getPlaceText(loc), ValueRange());
    if (!isSignedDivision(op))
      return;
    Value fine = arith::OrIOp::create(builder, loc, differs(rhs, APInt::getAllOnes(width)),
                                      differs(lhs, APInt::getSignedMinValue(width)));
    AssertOp::create(builder, loc, fine, "division of the smallest integer by -1" + getPlaceText(loc), ValueRange());
  }

  /// A loop that may end early has no vector form.
  void makeLoopsSerial(Operation *op) {
    for (ForOp loop = op->getParentOfType<ForOp>(); loop; loop = loop->getParentOfType<ForOp>())
      if (loop.getKind() == ForKind::Vectorized)
        loop.setKind(ForKind::Serial);
  }

  FunctionOpInterface function;
  bool skip, sizesChecked;
  IndexExpressions expressions;
  ExprAttr zero;
  SmallVector<Guard> guards;
  SmallVector<Operation *> divisions;
  SmallVector<memref::DimOp> dimensions;
  SmallVector<Operation *> allocations;
  /// Ops of which some question has no answer: a check stands in front of each.
  llvm::SetVector<Operation *> checked;
  llvm::DenseSet<std::pair<Block *, std::pair<Value, ExprAttr>>> known;
};

struct InsertGuardsPass : tir::impl::InsertGuardsBase<InsertGuardsPass> {
  using InsertGuardsBase::InsertGuardsBase;

  void runOnOperation() override {
    if (onFailure != "fail" && onFailure != "skip") {
      getOperation()->emitError() << "on-failure must be 'fail' or 'skip', got '" << onFailure << "'";
      return signalPassFailure();
    }
    bool failing = false;
    unsigned inserted = 0;
    getOperation()->walk<WalkOrder::PreOrder>([&](FunctionOpInterface function) {
      if (!isa<PrimFuncOp, func::FuncOp>(function.getOperation()))
        return WalkResult::advance();
      if (!function.isExternal()) {
        GuardBuilder builder(function, onFailure == "skip");
        failing |= failed(builder.run());
        numDecided += builder.numDecided;
        inserted += builder.getNumGuards();
        auto kernel = dyn_cast<PrimFuncOp>(function.getOperation());
        if (kernel && onFailure == "fail" && !kernel->hasAttr(kSizesCheckedAttr))
          inserted += insertSizeGuards(kernel);
      }
      return WalkResult::skip();
    });
    numGuards += inserted;
    if (inserted == 0)
      markAllAnalysesPreserved();
    if (failing)
      signalPassFailure();
  }
};

} // namespace
