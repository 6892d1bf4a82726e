//===- PrepareSPIRV.cpp - What Vulkan needs beside the kernels ------------===//
//
// Upstream's conversion makes do with types that the target lacks, by widening
// them or by atomic operations on words. We refuse them first: a kernel either
// means what it says or is not compiled.
//
//===----------------------------------------------------------------------===//

#include "conversion/tir_to_gpu/Passes.h"

#include "mlir/Conversion/MemRefToSPIRV/MemRefToSPIRV.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SPIRV/IR/SPIRVAttributes.h"
#include "mlir/Dialect/SPIRV/IR/SPIRVDialect.h"
#include "mlir/Dialect/SPIRV/IR/TargetAndABI.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/SymbolTable.h"

namespace mlir::tir {
#define GEN_PASS_DEF_PREPARESPIRV
#include "conversion/tir_to_gpu/Passes.h.inc"
} // namespace mlir::tir

using namespace mlir;
using namespace mlir::tir;

namespace {

/// Vulkan 1.1 without optional features.
spirv::TargetEnvAttr getVulkanEnvironment(MLIRContext *context) {
  auto triple = spirv::VerCapExtAttr::get(
      spirv::Version::V_1_3, {spirv::Capability::Shader},
      {spirv::Extension::SPV_KHR_storage_buffer_storage_class}, context);
  return spirv::TargetEnvAttr::get(
      triple, spirv::getDefaultResourceLimits(context),
      spirv::ClientAPI::Vulkan, spirv::Vendor::Unknown,
      spirv::DeviceType::Unknown, spirv::TargetEnvAttr::kUnknownDeviceID);
}

bool isBufferElement(Type type) {
  return type.isF32() || type.isInteger(32);
}

/// Sizes that become floats (the divisor of a mean) pass through i64. An index has
/// 32 bits here, so 32 bits hold it.
void narrowSizes(gpu::GPUFuncOp kernel) {
  kernel.walk([](arith::IndexCastOp cast) {
    if (cast.getType().isInteger(64) &&
        llvm::all_of(cast->getUsers(), [](Operation *user) {
          return isa<arith::SIToFPOp, arith::UIToFPOp>(user);
        }))
      cast.getResult().setType(IntegerType::get(cast.getContext(), 32));
  });
}

LogicalResult checkKernel(gpu::GPUFuncOp kernel) {
  for (auto [i, type] : llvm::enumerate(kernel.getArgumentTypes())) {
    auto memory = dyn_cast<MemRefType>(type);
    if (!memory)
      return kernel.emitError()
             << "parameter " << i << " of kernel '" << kernel.getName()
             << "' must be a buffer for vulkan, got " << type
             << ": use abi=storage-buffers";
    if (!isBufferElement(memory.getElementType()))
      return kernel.emitError()
             << "buffer " << i << " of kernel '" << kernel.getName()
             << "' has elements of type " << memory.getElementType()
             << ", which vulkan without optional features cannot store: only "
                "f32 and i32 are supported";
  }
  // Values of other widths inside of the kernel need capabilities as well.
  WalkResult result = kernel.walk([&](Operation *op) {
    for (Type type : op->getResultTypes()) {
      auto memory = dyn_cast<MemRefType>(type);
      Type element = memory ? memory.getElementType() : type;
      bool fine = memory ? isBufferElement(element)
                         : element.isIndex() || element.isInteger(1) ||
                               isBufferElement(element);
      if (fine)
        continue;
      op->emitError() << "kernel '" << kernel.getName() << "' computes with "
                      << element
                      << ", which vulkan without optional features lacks: only "
                         "f32, i32, i1 and index are supported";
      return WalkResult::interrupt();
    }
    return WalkResult::advance();
  });
  return failure(result.wasInterrupted());
}

class PrepareSPIRVPass : public tir::impl::PrepareSPIRVBase<PrepareSPIRVPass> {
public:
  using PrepareSPIRVBase::PrepareSPIRVBase;

  void runOnOperation() override {
    ModuleOp module = getOperation();
    MLIRContext *context = &getContext();
    auto space = [&](spirv::StorageClass storage) {
      return spirv::StorageClassAttr::get(context, storage);
    };
    for (auto kernels : module.getOps<gpu::GPUModuleOp>()) {
      module->setAttr(spirv::getTargetEnvAttrName(),
                      getVulkanEnvironment(context));
      for (auto kernel : kernels.getOps<gpu::GPUFuncOp>()) {
        ++numKernels;
        narrowSizes(kernel);
        if (failed(checkKernel(kernel)))
          return signalPassFailure();
        SmallVector<int32_t> size(3, 1);
        if (auto known = kernel.getKnownBlockSizeAttr())
          size = llvm::to_vector(known.asArrayRef());
        kernel->setAttr(spirv::getEntryPointABIAttrName(),
                        spirv::getEntryPointABIAttr(context, size));
        SmallVector<Type> types;
        for (BlockArgument argument : kernel.getArguments()) {
          argument.setType(withSpace(argument.getType(),
                                     space(spirv::StorageClass::StorageBuffer)));
          types.push_back(argument.getType());
        }
        kernel.setFunctionType(FunctionType::get(context, types, {}));
        kernel.walk([&](Operation *op) {
          if (isa<memref::AllocaOp>(op))
            setSpace(op, space(spirv::StorageClass::Function));
          else if (isa<memref::AllocOp>(op))
            setSpace(op, space(spirv::StorageClass::Workgroup));
        });
        unannotate(kernel);
      }
    }
    module.walk([](gpu::LaunchFuncOp launch) { castOperands(launch); });
  }

private:
  /// Launches pass the memory in the space that the kernel names.
  static void castOperands(gpu::LaunchFuncOp launch) {
    auto kernel = SymbolTable::lookupNearestSymbolFrom<gpu::GPUFuncOp>(
        launch, launch.getKernelAttr());
    if (!kernel)
      return;
    OpBuilder builder(launch);
    for (auto [operand, type] :
         llvm::zip(launch.getKernelOperandsMutable(), kernel.getArgumentTypes()))
      if (isa<MemRefType>(type) && operand.get().getType() != type)
        operand.set(memref::MemorySpaceCastOp::create(builder, launch.getLoc(),
                                                      type, operand.get()));
  }
  static Type withSpace(Type type, Attribute space) {
    return MemRefType::Builder(cast<MemRefType>(type)).setMemorySpace(space);
  }
  static void setSpace(Operation *op, Attribute space) {
    op->getResult(0).setType(withSpace(op->getResult(0).getType(), space));
  }
  /// Loop metadata is for LLVM.
  static void unannotate(Operation *root) {
    root->walk([](Operation *op) {
      op->removeDiscardableAttr("llvm.loop_annotation");
    });
  }
};

} // namespace
