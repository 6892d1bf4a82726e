//===- FlatMemRefToLLVM.cpp - Rank-1 memrefs as bare pointers -------------===//
//
// After tir-flatten-buffers a kernel knows memory as lines of elements. A line
// needs no descriptor: these patterns turn an access into getelementptr and a
// load or store, which is also what keeps LLVM's work per kernel small.
//
//===----------------------------------------------------------------------===//

#include "conversion/tir_common/TIRLowering.h"

#include "mlir/Conversion/LLVMCommon/Pattern.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

using namespace mlir;
using namespace mlir::tir;

//===----------------------------------------------------------------------===//
// Accesses
//===----------------------------------------------------------------------===//

bool tir::isFlatMemRef(MemRefType type) {
  return type.getRank() == 1 && type.getLayout().isIdentity();
}

AliasScopes tir::AliasScopes::get(Value memref) {
  Operation *origin = memref.getDefiningOp();
  if (!origin)
    return {};
  return {origin->getAttrOfType<ArrayAttr>(kAliasScopesAttr), origin->getAttrOfType<ArrayAttr>(kNoAliasScopesAttr)};
}

/// The integer type of an element that is narrower than a byte, or null.
static IntegerType getSubByteType(Type element) {
  auto integer = dyn_cast<IntegerType>(element);
  return integer && integer.getWidth() < 8 ? integer : IntegerType();
}

Type tir::getFlatElementType(Type element, Type converted) {
  return getSubByteType(element) ? IntegerType::get(element.getContext(), 8) : converted;
}

template <typename Access>
static void setAliasScopes(Access access, AliasScopes scopes) {
  if (scopes.scopes)
    access.setAliasScopesAttr(scopes.scopes);
  if (scopes.others)
    access.setNoaliasScopesAttr(scopes.others);
}

static Value getAddress(OpBuilder &builder, Location loc, Type memoryType,
                        Value base, Value index) {
  return LLVM::GEPOp::create(builder, loc, base.getType(), memoryType, base,
                             index,
                             LLVM::GEPNoWrapFlags::inbounds |
                                 LLVM::GEPNoWrapFlags::nuw);
}

Value tir::loadFlat(OpBuilder &builder, memref::LoadOp op, Type converted, Value base, Value index,
                    AliasScopes scopes) {
  Location loc = op.getLoc();
  Type element = op.getMemRefType().getElementType();
  Type memoryType = getFlatElementType(element, converted);
  Value address = getAddress(builder, loc, memoryType, base, index);
  auto load = LLVM::LoadOp::create(builder, loc, memoryType, address);
  setAliasScopes(load, scopes);
  IntegerType narrow = getSubByteType(element);
  if (!narrow)
    return load;
  if (narrow.getWidth() != 1)
    return LLVM::TruncOp::create(builder, loc, converted, load);
  Value zero = LLVM::ConstantOp::create(builder, loc, memoryType, builder.getI8IntegerAttr(0));
  return LLVM::ICmpOp::create(builder, loc, LLVM::ICmpPredicate::ne, load, zero);
}

void tir::storeFlat(OpBuilder &builder, memref::StoreOp op, Value value, Value base, Value index,
                    AliasScopes scopes) {
  Location loc = op.getLoc();
  Type element = op.getMemRefType().getElementType();
  Type memoryType = getFlatElementType(element, value.getType());
  if (IntegerType narrow = getSubByteType(element)) {
    if (narrow.getWidth() == 1 || narrow.isUnsigned())
      value = LLVM::ZExtOp::create(builder, loc, memoryType, value);
    else
      value = LLVM::SExtOp::create(builder, loc, memoryType, value);
  }
  Value address = getAddress(builder, loc, memoryType, base, index);
  setAliasScopes(LLVM::StoreOp::create(builder, loc, value, address), scopes);
}

Value tir::allocateFlat(OpBuilder &builder, memref::AllocaOp op, Type pointer, Type converted, LLVM::LLVMFuncOp func) {
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(&func.getBody().front());
  MemRefType type = op.getType();
  Value size = LLVM::ConstantOp::create(builder, op.getLoc(), builder.getI64Type(),
                                        builder.getI64IntegerAttr(type.getNumElements()));
  return LLVM::AllocaOp::create(builder, op.getLoc(), pointer, getFlatElementType(type.getElementType(), converted), size,
                                /*alignment=*/64);
}

//===----------------------------------------------------------------------===//
// Patterns
//===----------------------------------------------------------------------===//

namespace {

struct LowerLoad : ConvertOpToLLVMPattern<memref::LoadOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;
  LogicalResult
  matchAndRewrite(memref::LoadOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    if (!isFlatMemRef(op.getMemRefType()))
      return rewriter.notifyMatchFailure(op, "not a flat memref");
    rewriter.replaceOp(op, loadFlat(rewriter, op, getTypeConverter()->convertType(op.getType()), adaptor.getMemref(),
                                    adaptor.getIndices().front(), AliasScopes::get(op.getMemref())));
    return success();
  }
};

struct LowerStore : ConvertOpToLLVMPattern<memref::StoreOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;
  LogicalResult
  matchAndRewrite(memref::StoreOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    if (!isFlatMemRef(op.getMemRefType()))
      return rewriter.notifyMatchFailure(op, "not a flat memref");
    storeFlat(rewriter, op, adaptor.getValue(), adaptor.getMemref(), adaptor.getIndices().front(),
              AliasScopes::get(op.getMemref()));
    rewriter.eraseOp(op);
    return success();
  }
};

struct LowerAlloca : ConvertOpToLLVMPattern<memref::AllocaOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;
  LogicalResult
  matchAndRewrite(memref::AllocaOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    MemRefType type = op.getType();
    if (!isFlatMemRef(type) || !type.hasStaticShape())
      return rewriter.notifyMatchFailure(op, "not a flat memref of fixed size");
    auto func = op->getParentOfType<LLVM::LLVMFuncOp>();
    if (!func)
      return rewriter.notifyMatchFailure(op, "not in an llvm.func");
    rewriter.replaceOp(op, allocateFlat(rewriter, op, getTypeConverter()->convertType(type),
                                        getTypeConverter()->convertType(type.getElementType()), func));
    return success();
  }
};

} // namespace

void tir::addFlatMemRefConversion(LLVMTypeConverter &converter) {
  converter.addConversion([&converter](MemRefType type) -> std::optional<Type> {
    if (!isFlatMemRef(type))
      return std::nullopt;
    FailureOr<unsigned> space = converter.getMemRefAddressSpace(type);
    if (failed(space))
      return Type();
    return LLVM::LLVMPointerType::get(type.getContext(), *space);
  });
}

void tir::populateFlatMemRefToLLVMPatterns(const LLVMTypeConverter &converter,
                                           RewritePatternSet &patterns) {
  patterns.add<LowerLoad, LowerStore, LowerAlloca>(converter, /*benefit=*/2);
}
