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

namespace {

bool isFlat(MemRefType type) {
  return type.getRank() == 1 && type.getLayout().isIdentity();
}

/// The integer type of an element that is narrower than a byte, or null.
IntegerType getSubByteType(Type element) {
  auto integer = dyn_cast<IntegerType>(element);
  return integer && integer.getWidth() < 8 ? integer : IntegerType();
}

/// The type that one element has in memory.
Type getMemoryType(const LLVMTypeConverter &converter, Type element) {
  if (getSubByteType(element))
    return IntegerType::get(element.getContext(), 8);
  return converter.convertType(element);
}

template <typename Access>
void copyAliasScopes(Value memref, Access access) {
  Operation *origin = memref.getDefiningOp();
  if (!origin)
    return;
  if (auto scopes = origin->getAttrOfType<ArrayAttr>(kAliasScopesAttr))
    access.setAliasScopesAttr(scopes);
  if (auto scopes = origin->getAttrOfType<ArrayAttr>(kNoAliasScopesAttr))
    access.setNoaliasScopesAttr(scopes);
}

Value getAddress(OpBuilder &builder, Location loc, Type memoryType, Value base,
                 Value index) {
  return LLVM::GEPOp::create(builder, loc, base.getType(), memoryType, base,
                             index,
                             LLVM::GEPNoWrapFlags::inbounds |
                                 LLVM::GEPNoWrapFlags::nuw);
}

struct LowerLoad : ConvertOpToLLVMPattern<memref::LoadOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;
  LogicalResult
  matchAndRewrite(memref::LoadOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    if (!isFlat(op.getMemRefType()))
      return rewriter.notifyMatchFailure(op, "not a flat memref");
    Location loc = op.getLoc();
    Type element = op.getMemRefType().getElementType();
    Type memoryType = getMemoryType(*getTypeConverter(), element);
    Value address = getAddress(rewriter, loc, memoryType, adaptor.getMemref(),
                               adaptor.getIndices().front());
    auto load = LLVM::LoadOp::create(rewriter, loc, memoryType, address);
    copyAliasScopes(op.getMemref(), load);
    Value value = load;
    if (IntegerType narrow = getSubByteType(element)) {
      Type type = getTypeConverter()->convertType(element);
      if (narrow.getWidth() == 1) {
        Value zero = LLVM::ConstantOp::create(
            rewriter, loc, memoryType, rewriter.getI8IntegerAttr(0));
        value = LLVM::ICmpOp::create(rewriter, loc, LLVM::ICmpPredicate::ne,
                                     value, zero);
      } else {
        value = LLVM::TruncOp::create(rewriter, loc, type, value);
      }
    }
    rewriter.replaceOp(op, value);
    return success();
  }
};

struct LowerStore : ConvertOpToLLVMPattern<memref::StoreOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;
  LogicalResult
  matchAndRewrite(memref::StoreOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    if (!isFlat(op.getMemRefType()))
      return rewriter.notifyMatchFailure(op, "not a flat memref");
    Location loc = op.getLoc();
    Type element = op.getMemRefType().getElementType();
    Type memoryType = getMemoryType(*getTypeConverter(), element);
    Value value = adaptor.getValue();
    if (IntegerType narrow = getSubByteType(element)) {
      if (narrow.getWidth() == 1 || narrow.isUnsigned())
        value = LLVM::ZExtOp::create(rewriter, loc, memoryType, value);
      else
        value = LLVM::SExtOp::create(rewriter, loc, memoryType, value);
    }
    Value address = getAddress(rewriter, loc, memoryType, adaptor.getMemref(),
                               adaptor.getIndices().front());
    auto store = LLVM::StoreOp::create(rewriter, loc, value, address);
    copyAliasScopes(op.getMemref(), store);
    rewriter.eraseOp(op);
    return success();
  }
};

/// Stack memory is made in the entry block, once for each call.
struct LowerAlloca : ConvertOpToLLVMPattern<memref::AllocaOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;
  LogicalResult
  matchAndRewrite(memref::AllocaOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    MemRefType type = op.getType();
    if (!isFlat(type) || !type.hasStaticShape())
      return rewriter.notifyMatchFailure(op, "not a flat memref of fixed size");
    auto func = op->getParentOfType<LLVM::LLVMFuncOp>();
    if (!func)
      return rewriter.notifyMatchFailure(op, "not in an llvm.func");
    Type pointer = getTypeConverter()->convertType(type);
    OpBuilder::InsertionGuard guard(rewriter);
    rewriter.setInsertionPointToStart(&func.getBody().front());
    Value size = LLVM::ConstantOp::create(
        rewriter, op.getLoc(), rewriter.getI64Type(),
        rewriter.getI64IntegerAttr(type.getNumElements()));
    rewriter.replaceOpWithNewOp<LLVM::AllocaOp>(
        op, pointer, getMemoryType(*getTypeConverter(), type.getElementType()),
        size, /*alignment=*/64);
    return success();
  }
};

} // namespace

void tir::addFlatMemRefConversion(LLVMTypeConverter &converter) {
  converter.addConversion([&converter](MemRefType type) -> std::optional<Type> {
    if (!isFlat(type))
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
