//===- ScalarKernels.cpp - Loops over scalars, to LLVM in one walk --------===//
//
// Kernels that come from operators are loops, scalar arithmetic and accesses to flat memrefs. There each operation
// becomes one of LLVM (a loop: branches), values are defined in front of their uses, and nothing can fail half-way. So
// no driver has to find out what is legal, to keep what was for the case of a failure, or to bridge types: each
// operation is replaced where the walk meets it. Constants are made once, at the entry. Semantics are those of
// upstream's patterns.
//
// Not done: vectors, loops that carry values, calls, floats that are no LLVM types. The dialect conversion does those.
//
//===----------------------------------------------------------------------===//

#include "conversion/tir_common/TIRLowering.h"
#include "conversion/tir_to_llvm/KernelLowering.h"

#include "mlir/Conversion/ArithCommon/AttrToLLVMConverter.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/DenseSet.h"

using namespace mlir;
using namespace mlir::tir;

namespace {

/// A type whose values are one value of LLVM: the same type, or i64 for an index.
bool isScalar(Type type) {
  if (auto integer = dyn_cast<IntegerType>(type))
    return integer.isSignless() && integer.getWidth() <= 64;
  return isa<IndexType, Float16Type, BFloat16Type, Float32Type, Float64Type>(type);
}

class ScalarLowering {
public:
  explicit ScalarLowering(LLVM::LLVMFuncOp func) : func(func), builder(func.getContext()), i64(builder.getI64Type()) {}

  bool canLower();
  void run();

private:
  /// What is done with one kind of operation: whether it has the form that is known, and its replacement.
  struct Rule {
    bool (*accepts)(Operation *);
    void (*lower)(ScalarLowering &, Operation *);
  };
  /// Memory behind a value of a memref type.
  struct Memory {
    Value pointer;
    AliasScopes scopes;
  };

  static llvm::DenseMap<TypeID, Rule> makeRules();
  static const Rule *getRule(Operation *op);

  Type convert(Type type) const { return type.isIndex() ? i64 : type; }
  Value getConstant(Location loc, TypedAttr value);
  Value getBound(Location loc, OpFoldResult bound);
  /// Replaces an operation of one result.
  void replace(Operation *op, Value value) {
    op->getResult(0).replaceAllUsesWith(value);
    op->erase();
  }
  /// Moves an operation whose result stands for memory to the end of the block: its uses are still to come.
  void keep(Operation *op) {
    op->moveBefore(builder.getInsertionBlock(), builder.getInsertionBlock()->end());
    kept.push_back(op);
  }
  /// A block behind the current one.
  Block *addBlock();
  void lowerOps(Block &source);

  void lowerLoop(ForOp loop);
  void lowerBranch(scf::IfOp branch);
  void lowerCast(UnrealizedConversionCastOp cast);

  //===--------------------------------------------------------------------===//
  // Rules
  //===--------------------------------------------------------------------===//

  static bool hasScalars(Operation *op) {
    return op->getNumRegions() == 0 && llvm::all_of(op->getOperandTypes(), isScalar) &&
           llvm::all_of(op->getResultTypes(), isScalar);
  }
  template <typename T> using HasFastMath = decltype(convertArithFastMathFlagsToLLVM(std::declval<T>().getFastmath()));
  template <typename T> using HasOverflow = decltype(std::declval<T>().getOverflowFlags());
  template <typename T> using HasExact = decltype(std::declval<T>().getIsExact());
  template <typename T> using HasNonNeg = decltype(std::declval<T>().getNonNeg());

  /// One operation becomes one with the same operands, the same kind of result, and the same flags.
  template <typename From, typename To> static void lowerAs(ScalarLowering &self, Operation *op) {
    auto from = cast<From>(op);
    auto to = To::create(self.builder, op->getLoc(), TypeRange(self.convert(op->getResult(0).getType())),
                         op->getOperands(), ArrayRef<NamedAttribute>());
    if constexpr (llvm::is_detected<HasFastMath, From>::value)
      to.setFastmathFlags(arith::convertArithFastMathFlagsToLLVM(from.getFastmath()));
    if constexpr (llvm::is_detected<HasOverflow, From>::value)
      to.setOverflowFlags(arith::convertArithOverflowFlagsToLLVM(from.getOverflowFlags()));
    if constexpr (llvm::is_detected<HasExact, From>::value)
      to.setIsExact(from.getIsExact());
    if constexpr (llvm::is_detected<HasNonNeg, From>::value)
      to.setNonNeg(from.getNonNeg());
    self.replace(op, to);
  }

  /// Integers of other widths; an index has 64 bits.
  template <typename Extension> static void lowerIndexCast(ScalarLowering &self, Operation *op) {
    Value value = op->getOperand(0);
    Type type = self.convert(op->getResult(0).getType());
    unsigned from = value.getType().getIntOrFloatBitWidth(), to = type.getIntOrFloatBitWidth();
    if (from > to)
      value = LLVM::TruncOp::create(self.builder, op->getLoc(), type, value);
    else if (from < to)
      value = Extension::create(self.builder, op->getLoc(), type, value);
    self.replace(op, value);
  }

  LLVM::LLVMFuncOp func;
  OpBuilder builder;
  Type i64;
  /// Where the next constant goes, at the entry.
  Operation *lastConstant = nullptr;
  llvm::DenseMap<std::pair<Attribute, Type>, Value> constants;
  llvm::DenseMap<Value, Memory> memories;
  SmallVector<Operation *> kept, exits;
};

} // namespace

//===----------------------------------------------------------------------===//
// What is known
//===----------------------------------------------------------------------===//

llvm::DenseMap<TypeID, ScalarLowering::Rule> ScalarLowering::makeRules() {
  llvm::DenseMap<TypeID, Rule> rules;
#define SAME(FROM, TO) rules[TypeID::get<FROM>()] = {hasScalars, lowerAs<FROM, LLVM::TO>};
  SAME(arith::AddIOp, AddOp)
  SAME(arith::SubIOp, SubOp)
  SAME(arith::MulIOp, MulOp)
  SAME(arith::DivSIOp, SDivOp)
  SAME(arith::DivUIOp, UDivOp)
  SAME(arith::RemSIOp, SRemOp)
  SAME(arith::RemUIOp, URemOp)
  SAME(arith::AndIOp, AndOp)
  SAME(arith::OrIOp, OrOp)
  SAME(arith::XOrIOp, XOrOp)
  SAME(arith::ShLIOp, ShlOp)
  SAME(arith::ShRSIOp, AShrOp)
  SAME(arith::ShRUIOp, LShrOp)
  SAME(arith::MinSIOp, SMinOp)
  SAME(arith::MaxSIOp, SMaxOp)
  SAME(arith::MinUIOp, UMinOp)
  SAME(arith::MaxUIOp, UMaxOp)
  SAME(arith::AddFOp, FAddOp)
  SAME(arith::SubFOp, FSubOp)
  SAME(arith::MulFOp, FMulOp)
  SAME(arith::DivFOp, FDivOp)
  SAME(arith::RemFOp, FRemOp)
  SAME(arith::NegFOp, FNegOp)
  SAME(arith::MinimumFOp, MinimumOp)
  SAME(arith::MaximumFOp, MaximumOp)
  SAME(arith::MinNumFOp, MinNumOp)
  SAME(arith::MaxNumFOp, MaxNumOp)
  SAME(arith::ExtSIOp, SExtOp)
  SAME(arith::ExtUIOp, ZExtOp)
  SAME(arith::TruncIOp, TruncOp)
  SAME(arith::SIToFPOp, SIToFPOp)
  SAME(arith::UIToFPOp, UIToFPOp)
  SAME(arith::FPToSIOp, FPToSIOp)
  SAME(arith::FPToUIOp, FPToUIOp)
  SAME(arith::BitcastOp, BitcastOp)
  SAME(arith::SelectOp, SelectOp)
  SAME(math::AbsFOp, FAbsOp)
  SAME(math::CeilOp, FCeilOp)
  SAME(math::CopySignOp, CopySignOp)
  SAME(math::CosOp, CosOp)
  SAME(math::ExpOp, ExpOp)
  SAME(math::FloorOp, FFloorOp)
  SAME(math::FmaOp, FMAOp)
  SAME(math::LogOp, LogOp)
  SAME(math::PowFOp, PowOp)
  SAME(math::RoundEvenOp, RoundEvenOp)
  SAME(math::RoundOp, RoundOp)
  SAME(math::SinOp, SinOp)
  SAME(math::SqrtOp, SqrtOp)
  SAME(math::TruncOp, FTruncOp)
#undef SAME
  // What the flags of these would mean in LLVM is upstream's to say.
  rules[TypeID::get<arith::ExtFOp>()] = {
      [](Operation *op) { return hasScalars(op) && !cast<arith::ExtFOp>(op).getFastmath(); },
      lowerAs<arith::ExtFOp, LLVM::FPExtOp>};
  rules[TypeID::get<arith::TruncFOp>()] = {[](Operation *op) {
                                             auto cast = llvm::cast<arith::TruncFOp>(op);
                                             return hasScalars(op) && !cast.getFastmath() && !cast.getRoundingmode();
                                           },
                                           lowerAs<arith::TruncFOp, LLVM::FPTruncOp>};
  rules[TypeID::get<arith::IndexCastOp>()] = {hasScalars, lowerIndexCast<LLVM::SExtOp>};
  rules[TypeID::get<arith::IndexCastUIOp>()] = {hasScalars, lowerIndexCast<LLVM::ZExtOp>};
  rules[TypeID::get<arith::ConstantOp>()] = {
      hasScalars, [](ScalarLowering &self, Operation *op) {
        self.replace(op, self.getConstant(op->getLoc(), cast<arith::ConstantOp>(op).getValue()));
      }};
  rules[TypeID::get<arith::CmpIOp>()] = {
      hasScalars, [](ScalarLowering &self, Operation *op) {
        auto compare = cast<arith::CmpIOp>(op);
        self.replace(op, LLVM::ICmpOp::create(self.builder, op->getLoc(),
                                              static_cast<LLVM::ICmpPredicate>(compare.getPredicate()),
                                              compare.getLhs(), compare.getRhs()));
      }};
  rules[TypeID::get<arith::CmpFOp>()] = {
      hasScalars, [](ScalarLowering &self, Operation *op) {
        auto compare = cast<arith::CmpFOp>(op);
        self.replace(op, LLVM::FCmpOp::create(self.builder, op->getLoc(),
                                              static_cast<LLVM::FCmpPredicate>(compare.getPredicate()),
                                              compare.getLhs(), compare.getRhs(),
                                              arith::convertArithFastMathFlagsToLLVM(compare.getFastmath())));
      }};

  rules[TypeID::get<memref::LoadOp>()] = {
      [](Operation *op) {
        MemRefType type = cast<memref::LoadOp>(op).getMemRefType();
        return isFlatMemRef(type) && !type.getMemorySpace() && isScalar(type.getElementType());
      },
      [](ScalarLowering &self, Operation *op) {
        auto load = cast<memref::LoadOp>(op);
        const Memory &memory = self.memories.find(load.getMemref())->second;
        self.replace(op, loadFlat(self.builder, load, self.convert(load.getType()), memory.pointer,
                                  load.getIndices().front(), memory.scopes));
      }};
  rules[TypeID::get<memref::StoreOp>()] = {
      [](Operation *op) {
        MemRefType type = cast<memref::StoreOp>(op).getMemRefType();
        return isFlatMemRef(type) && !type.getMemorySpace() && isScalar(type.getElementType());
      },
      [](ScalarLowering &self, Operation *op) {
        auto store = cast<memref::StoreOp>(op);
        const Memory &memory = self.memories.find(store.getMemref())->second;
        storeFlat(self.builder, store, store.getValue(), memory.pointer, store.getIndices().front(), memory.scopes);
        op->erase();
      }};
  rules[TypeID::get<memref::AllocaOp>()] = {
      [](Operation *op) {
        MemRefType type = cast<memref::AllocaOp>(op).getType();
        return isFlatMemRef(type) && type.hasStaticShape() && !type.getMemorySpace() && isScalar(type.getElementType());
      },
      [](ScalarLowering &self, Operation *op) {
        auto alloca = cast<memref::AllocaOp>(op);
        Value pointer = allocateFlat(self.builder, alloca, LLVM::LLVMPointerType::get(op->getContext()),
                                     self.convert(alloca.getType().getElementType()), self.func);
        self.memories[alloca] = {pointer, AliasScopes::get(alloca)};
        self.keep(op);
      }};
  rules[TypeID::get<UnrealizedConversionCastOp>()] = {
      [](Operation *op) {
        if (op->getNumOperands() != 1 || op->getNumResults() != 1)
          return false;
        Type from = op->getOperand(0).getType(), to = op->getResult(0).getType();
        auto isMemory = [](Type type) {
          auto memref = dyn_cast<MemRefType>(type);
          return memref && isFlatMemRef(memref) && !memref.getMemorySpace();
        };
        return (from.isIndex() && to.isInteger(64)) || (from.isInteger(64) && to.isIndex()) ||
               (isa<LLVM::LLVMPointerType>(from) && isMemory(to)) || (isMemory(from) && isa<LLVM::LLVMPointerType>(to));
      },
      [](ScalarLowering &self, Operation *op) { self.lowerCast(cast<UnrealizedConversionCastOp>(op)); }};
  rules[TypeID::get<ForOp>()] = {[](Operation *op) {
                                   auto loop = cast<ForOp>(op);
                                   return loop.getKind() != ForKind::ThreadBinding ||
                                          loop.getThread()->starts_with("vthread");
                                 },
                                 [](ScalarLowering &self, Operation *op) { self.lowerLoop(cast<ForOp>(op)); }};
  rules[TypeID::get<scf::IfOp>()] = {
      [](Operation *op) { return llvm::all_of(op->getResultTypes(), isScalar); },
      [](ScalarLowering &self, Operation *op) { self.lowerBranch(cast<scf::IfOp>(op)); }};
  // Ends of regions: whoever lowers the region reads them.
  auto nothing = [](ScalarLowering &, Operation *) {};
  rules[TypeID::get<YieldOp>()] = {hasScalars, nothing};
  rules[TypeID::get<scf::YieldOp>()] = {hasScalars, nothing};
  return rules;
}

const ScalarLowering::Rule *ScalarLowering::getRule(Operation *op) {
  static const llvm::DenseMap<TypeID, Rule> rules = makeRules();
  auto it = rules.find(op->getName().getTypeID());
  return it == rules.end() ? nullptr : &it->second;
}

bool ScalarLowering::canLower() {
  // Blocks whose operations the walk has met when it comes to the operation at hand.
  llvm::SmallPtrSet<Block *, 4> met;
  for (Block &block : func.getBody()) {
    met.insert(&block);
    if (!block.isEntryBlock() && !llvm::all_of(block.getArgumentTypes(), LLVM::isCompatibleType))
      return false;
    WalkResult result = block.walk([&](Operation *op) {
      if (isa_and_nonnull<LLVM::LLVMDialect>(op->getDialect()))
        return WalkResult::advance();
      const Rule *rule = getRule(op);
      if (!rule || !rule->accepts(op))
        return WalkResult::interrupt();
      for (Value operand : op->getOperands())
        if (Block *home = operand.getParentBlock(); home->getParentOp() == func && !met.contains(home))
          return WalkResult::interrupt();
      return WalkResult::advance();
    });
    if (result.wasInterrupted())
      return false;
  }
  return true;
}

//===----------------------------------------------------------------------===//
// The walk
//===----------------------------------------------------------------------===//

Value ScalarLowering::getConstant(Location loc, TypedAttr value) {
  Type type = convert(value.getType());
  Value &constant = constants[{value, type}];
  if (constant)
    return constant;
  OpBuilder::InsertionGuard guard(builder);
  if (lastConstant)
    builder.setInsertionPointAfter(lastConstant);
  else
    builder.setInsertionPointToStart(&func.getBody().front());
  constant = LLVM::ConstantOp::create(builder, loc, type, value);
  lastConstant = constant.getDefiningOp();
  return constant;
}

Value ScalarLowering::getBound(Location loc, OpFoldResult bound) {
  if (auto value = dyn_cast<Value>(bound))
    return value;
  return getConstant(loc, builder.getIndexAttr(cast<IntegerAttr>(cast<Attribute>(bound)).getInt()));
}

Block *ScalarLowering::addBlock() {
  Block *current = builder.getInsertionBlock();
  return builder.createBlock(current->getParent(), std::next(current->getIterator()));
}

/// Moves or lowers the operations of a block to where the builder stands, the end of a block.
void ScalarLowering::lowerOps(Block &source) {
  for (Operation &op : llvm::make_early_inc_range(source)) {
    if (const Rule *rule = getRule(&op)) {
      rule->lower(*this, &op);
      continue;
    }
    op.moveBefore(builder.getInsertionBlock(), builder.getInsertionBlock()->end());
    if (isa<LLVM::CallOp>(op) && op.getDiscardableAttr(kExitAttr))
      exits.push_back(&op);
  }
}

void ScalarLowering::lowerCast(UnrealizedConversionCastOp cast) {
  Value from = cast.getOperand(0), to = cast.getResult(0);
  if (isa<MemRefType>(from.getType()))
    return replace(cast, memories.find(from)->second.pointer);
  if (!isa<MemRefType>(to.getType()))
    return replace(cast, from);
  memories[to] = {from, AliasScopes::get(to)};
  keep(cast);
}

/// As branches: a header that tests the variable, the body, which ends with the step, and what follows.
void ScalarLowering::lowerLoop(ForOp loop) {
  Location loc = loop.getLoc();
  Value lower = getBound(loc, loop.getLowerBound()), upper = getBound(loc, loop.getUpperBound());
  Value step = getConstant(loc, builder.getIndexAttr(loop.getStep()));
  OpBuilder atEntry = builder;
  Block *header = addBlock();
  Value variable = header->addArgument(i64, loc);
  LLVM::BrOp::create(atEntry, loc, lower, header);
  OpBuilder atHeader = builder;
  Value inside = LLVM::ICmpOp::create(atHeader, loc, LLVM::ICmpPredicate::slt, variable, upper);

  Block *body = addBlock();
  loop.getLoopVariable().replaceAllUsesWith(variable);
  lowerOps(loop.getBody().front());
  Value next = LLVM::AddOp::create(builder, loc, variable, step);
  auto latch = LLVM::BrOp::create(builder, loc, next, header);
  if (LLVM::LoopAnnotationAttr annotation = getLoopAnnotation(loop))
    latch.setLoopAnnotationAttr(annotation);

  Block *after = addBlock();
  LLVM::CondBrOp::create(atHeader, loc, inside, body, after);
  loop.erase();
}

void ScalarLowering::lowerBranch(scf::IfOp branch) {
  Location loc = branch.getLoc();
  OpBuilder atEntry = builder;
  SmallVector<OpBuilder> ends;
  SmallVector<Block *> starts;
  for (Region *region : {&branch.getThenRegion(), &branch.getElseRegion()}) {
    if (region->empty())
      continue;
    starts.push_back(addBlock());
    lowerOps(region->front());
    ends.push_back(builder);
  }
  Block *after = addBlock();
  for (Value result : branch.getResults())
    result.replaceAllUsesWith(after->addArgument(convert(result.getType()), loc));
  if (starts.size() == 1)
    starts.push_back(after);
  LLVM::CondBrOp::create(atEntry, loc, branch.getCondition(), starts[0], ValueRange(), starts[1], ValueRange());
  for (auto [end, region] : llvm::zip(ends, branch->getRegions()))
    LLVM::BrOp::create(end, loc, region.front().getTerminator()->getOperands(), after);
  branch.erase();
}

void ScalarLowering::run() {
  for (Block *block : llvm::to_vector(llvm::make_pointer_range(func.getBody()))) {
    Block source;
    source.getOperations().splice(source.end(), block->getOperations());
    builder.setInsertionPointToEnd(block);
    lowerOps(source);
  }
  for (Operation *op : llvm::reverse(kept))
    op->erase();
  llvm::for_each(exits, finishExit);
}

bool tir::lowerScalarKernel(LLVM::LLVMFuncOp func) {
  ScalarLowering lowering(func);
  if (!lowering.canLower())
    return false;
  lowering.run();
  return true;
}
