//===- TranslateToSPIRV.cpp - spirv.module to SPIR-V words ----------------===//

#include "conversion/tir_to_gpu/Translate.h"

#include "mlir/Dialect/SPIRV/IR/SPIRVOps.h"
#include "mlir/Dialect/SPIRV/Linking/ModuleCombiner.h"
#include "mlir/Target/SPIRV/Serialization.h"

using namespace mlir;

LogicalResult tir::translateToSPIRV(ModuleOp module,
                                    llvm::SmallVectorImpl<uint32_t> &words) {
  SmallVector<spirv::ModuleOp> sources;
  module.walk([&](spirv::ModuleOp source) { sources.push_back(source); });
  if (sources.empty())
    return module.emitError() << "no GPU kernel to write as SPIR-V";
  if (sources.size() == 1)
    return spirv::serialize(sources.front(), words);
  OpBuilder builder(module.getContext());
  OwningOpRef<spirv::ModuleOp> whole = spirv::combine(
      sources, builder,
      [](spirv::ModuleOp, StringRef, StringRef) {});
  if (!whole)
    return module.emitError()
           << "the SPIR-V modules cannot be combined into one";
  return spirv::serialize(*whole, words);
}
