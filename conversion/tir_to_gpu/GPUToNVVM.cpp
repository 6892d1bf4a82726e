//===- GPUToNVVM.cpp - GPU kernels over flat buffers to NVVM --------------===//
//
// Upstream's conversion turns a memref parameter into the fields of a
// descriptor; here it is one pointer. So functions and memory are converted by
// patterns of our own, everything else by upstream's.
//
//===----------------------------------------------------------------------===//

#include "conversion/tir_to_gpu/Passes.h"

#include "conversion/tir_common/TIRLowering.h"

#include "mlir/Conversion/ArithToLLVM/ArithToLLVM.h"
#include "mlir/Conversion/ControlFlowToLLVM/ControlFlowToLLVM.h"
#include "mlir/Conversion/GPUToNVVM/GPUToNVVMPass.h"
#include "mlir/Conversion/LLVMCommon/Pattern.h"
#include "mlir/Conversion/LLVMCommon/TypeConverter.h"
#include "mlir/Conversion/MathToLLVM/MathToLLVM.h"
#include "mlir/Conversion/SCFToControlFlow/SCFToControlFlow.h"
#include "mlir/Conversion/UBToLLVM/UBToLLVM.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Transforms/DialectConversion.h"

namespace mlir::tir {
#define GEN_PASS_DEF_CONVERTGPUTONVVM
#include "conversion/tir_to_gpu/Passes.h.inc"
} // namespace mlir::tir

using namespace mlir;
using namespace mlir::tir;

namespace {

/// What NVPTX has instructions for, or LLVM expands without calling a library.
bool hasInstruction(Operation *op) {
  return isa<math::AbsFOp, math::AbsIOp, math::CeilOp, math::CopySignOp,
             math::CountLeadingZerosOp, math::CountTrailingZerosOp,
             math::CtPopOp, math::FloorOp, math::FmaOp, math::IsFiniteOp,
             math::IsInfOp, math::IsNaNOp, math::RoundEvenOp, math::SqrtOp,
             math::TruncOp, math::RsqrtOp>(op);
}

/// gpu.func -> llvm.func with bare pointers.
struct LowerKernel : ConvertOpToLLVMPattern<gpu::GPUFuncOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;
  LogicalResult
  matchAndRewrite(gpu::GPUFuncOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    TypeConverter::SignatureConversion signature(op.getNumArguments());
    for (auto [i, type] : llvm::enumerate(op.getArgumentTypes())) {
      Type converted = getTypeConverter()->convertType(type);
      if (!converted)
        return rewriter.notifyMatchFailure(op, "parameter has no LLVM type");
      signature.addInputs(i, converted);
    }
    auto type = LLVM::LLVMFunctionType::get(
        LLVM::LLVMVoidType::get(op.getContext()), signature.getConvertedTypes());
    auto func =
        LLVM::LLVMFuncOp::create(rewriter, op.getLoc(), op.getName(), type);
    if (op.isKernel()) {
      func->setAttr(gpu::GPUDialect::getKernelFuncAttrName(),
                    rewriter.getUnitAttr());
      func->setAttr(NVVM::NVVMDialect::getKernelFuncAttrName(),
                    rewriter.getUnitAttr());
      if (auto size = op.getKnownBlockSizeAttr())
        func->setAttr(NVVM::NVVMDialect::getMaxntidAttrName(), size);
    }
    rewriter.inlineRegionBefore(op.getBody(), func.getBody(), func.end());
    if (failed(rewriter.convertRegionTypes(&func.getBody(), *getTypeConverter(),
                                           &signature)))
      return failure();
    // Different buffers do not overlap; nothing else is known about them.
    for (auto [i, type] : llvm::enumerate(type.getParams()))
      if (isa<LLVM::LLVMPointerType>(type))
        func.setArgAttr(i, LLVM::LLVMDialect::getNoAliasAttrName(),
                        rewriter.getUnitAttr());
    rewriter.eraseOp(op);
    return success();
  }
};

struct LowerReturn : ConvertOpToLLVMPattern<gpu::ReturnOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;
  LogicalResult
  matchAndRewrite(gpu::ReturnOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<LLVM::ReturnOp>(op, adaptor.getOperands());
    return success();
  }
};

/// Workgroup memory of fixed size is a variable of the module.
struct LowerSharedAlloc : ConvertOpToLLVMPattern<memref::AllocOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;
  LogicalResult
  matchAndRewrite(memref::AllocOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    MemRefType type = op.getType();
    auto pointer = dyn_cast_if_present<LLVM::LLVMPointerType>(
        getTypeConverter()->convertType(type));
    if (!pointer || pointer.getAddressSpace() == 0 || !type.hasStaticShape())
      return rewriter.notifyMatchFailure(op, "not workgroup memory");
    auto module = op->getParentOfType<gpu::GPUModuleOp>();
    Type element = type.getElementType();
    if (element.isIntOrIndexOrFloat() && !element.isIndex() &&
        element.getIntOrFloatBitWidth() < 8)
      element = rewriter.getI8Type();
    Type array = LLVM::LLVMArrayType::get(
        getTypeConverter()->convertType(element), type.getNumElements());
    unsigned number = llvm::range_size(module.getOps<LLVM::GlobalOp>());
    LLVM::GlobalOp global;
    {
      OpBuilder::InsertionGuard guard(rewriter);
      rewriter.setInsertionPointToStart(module.getBody());
      global = LLVM::GlobalOp::create(
          rewriter, op.getLoc(), array, /*isConstant=*/false,
          LLVM::Linkage::Internal, "shared_" + llvm::utostr(number),
          Attribute(), /*alignment=*/16, pointer.getAddressSpace());
    }
    rewriter.replaceOpWithNewOp<LLVM::AddressOfOp>(op, global);
    return success();
  }
};

class ConvertGPUToNVVMPass
    : public tir::impl::ConvertGPUToNVVMBase<ConvertGPUToNVVMPass> {
public:
  using ConvertGPUToNVVMBase::ConvertGPUToNVVMBase;

  void runOnOperation() override {
    gpu::GPUModuleOp module = getOperation();
    WalkResult checked = module.walk([](Operation *op) {
      if (!isa_and_nonnull<math::MathDialect>(op->getDialect()) ||
          hasInstruction(op))
        return WalkResult::advance();
      op->emitError() << op->getName() << " on " << op->getResult(0).getType()
                      << " needs a device math library, and none is linked for "
                         "cuda";
      return WalkResult::interrupt();
    });
    if (checked.wasInterrupted())
      return signalPassFailure();

    numKernels += llvm::range_size(module.getOps<gpu::GPUFuncOp>());
    MLIRContext *context = &getContext();
    LowerToLLVMOptions options(context);
    LLVMTypeConverter converter(context, options);
    configureGpuToNVVMTypeConverter(converter);
    addFlatMemRefConversion(converter);
    RewritePatternSet patterns(context);
    arith::populateCeilFloorDivExpandOpsPatterns(patterns);
    arith::populateArithToLLVMConversionPatterns(converter, patterns);
    cf::populateControlFlowToLLVMConversionPatterns(converter, patterns);
    // Ahead of the GPU's patterns, which call a device library for each of these.
    populateMathToLLVMConversionPatterns(converter, patterns,
                                         /*approximateLog1p=*/true,
                                         /*benefit=*/5);
    populateSCFToControlFlowConversionPatterns(patterns);
    ub::populateUBToLLVMConversionPatterns(converter, patterns);
    populateGpuToNVVMConversionPatterns(converter, patterns);
    populateFlatMemRefToLLVMPatterns(converter, patterns);
    patterns.add<LowerKernel, LowerReturn, LowerSharedAlloc>(converter,
                                                             /*benefit=*/10);
    ConversionTarget target(*context);
    target.addLegalDialect<LLVM::LLVMDialect, NVVM::NVVMDialect>();
    target.addLegalOp<gpu::GPUModuleOp>();
    target.markUnknownOpDynamicallyLegal([](Operation *) { return false; });
    if (failed(applyFullConversion(module, target, std::move(patterns))))
      return signalPassFailure();
    module.walk([](Operation *op) {
      if (isa<LLVM::BrOp, LLVM::CondBrOp>(op))
        attachLoopAnnotation(op);
    });
    module.setTargetsAttr(ArrayAttr::get(
        context, NVVM::NVVMTargetAttr::get(context, /*optLevel=*/3,
                                           "nvptx64-nvidia-cuda", chip,
                                           features)));
  }
};

} // namespace
