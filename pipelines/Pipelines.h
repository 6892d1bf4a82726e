//===- Pipelines.h - Named pipelines from relax to code ---------*- C++ -*-===//
//
// The stages that every tool runs, as functions over a pass manager and as
// named pipelines with typed options:
//
//   relax-legalize-pipeline   relax graphs -> relax.call_tir + tir kernels
//   relax-lower-pipeline      -> relax_vm functions + one nested module a kernel
//   relax-kernel-pipeline     nested kernels -> LLVM dialect (or PTX, SPIR-V)
//   relax-default-pipeline    all three, with a legality check at each border
//
// The result of the default pipeline is what target/ turns into one shared
// library.
//
//===----------------------------------------------------------------------===//

#ifndef PIPELINES_PIPELINES_H
#define PIPELINES_PIPELINES_H

#include "mlir/Pass/PassOptions.h"

#include <string>

namespace mlir {
class OpPassManager;

namespace relax {

/// Where kernels run.
enum class PipelineTarget { LLVM, CUDA, Vulkan };
/// How virtual machine functions run.
enum class ExecMode { Bytecode, Compiled };

/// Takes a whole number from 0 to 3.
struct OptLevelParser : public llvm::cl::parser<unsigned> {
  using llvm::cl::parser<unsigned>::parser;

  /// True on an error, which is reported.
  bool parse(llvm::cl::Option &option, llvm::StringRef name,
             llvm::StringRef text, unsigned &level) {
    unsigned number;
    if (text.getAsInteger(10, number) || number > 3)
      return option.error("must be 0, 1, 2 or 3, got '" + text + "'", name);
    level = number;
    return false;
  }
};

/// What becomes of work on weights alone.
enum class LiftParams { None, Eager, Lazy };

/// Options of `relax-default-pipeline` and of its stages.
struct PipelineOptions : public PassPipelineOptions<PipelineOptions> {
  Option<PipelineTarget> target{
      *this, "target", llvm::cl::desc("where kernels run"),
      llvm::cl::init(PipelineTarget::LLVM),
      llvm::cl::values(
          clEnumValN(PipelineTarget::LLVM, "llvm", "the processor, by LLVM"),
          clEnumValN(PipelineTarget::CUDA, "cuda", "NVIDIA GPUs, by NVVM"),
          clEnumValN(PipelineTarget::Vulkan, "vulkan",
                     "Vulkan devices, by SPIR-V"))};
  Option<ExecMode> execMode{
      *this, "exec-mode", llvm::cl::desc("how virtual machine functions run"),
      llvm::cl::init(ExecMode::Bytecode),
      llvm::cl::values(
          clEnumValN(ExecMode::Bytecode, "bytecode", "interpreted"),
          clEnumValN(ExecMode::Compiled, "compiled", "as machine code"))};
  Option<unsigned, OptLevelParser> optLevel{
      *this, "opt-level",
      llvm::cl::desc("effort, 0 to 3; 0 keeps the graph as written"),
      llvm::cl::init(2)};
  Option<bool> useUpperBounds{
      *this, "use-upper-bounds",
      llvm::cl::desc("plan memory for the greatest sizes that the ranges of symbols allow, at every level: arenas of "
                     "constant size"),
      llvm::cl::init(false)};
  Option<bool> fastMath{
      *this, "fast-math",
      llvm::cl::desc("cheaper operators whose results differ by roundings, at every level"), llvm::cl::init(false)};
  Option<LiftParams> liftTransformParams{
      *this, "lift-transform-params",
      llvm::cl::desc("where work on weights alone is done, at every level"), llvm::cl::init(LiftParams::None),
      llvm::cl::values(
          clEnumValN(LiftParams::None, "none", "in the function"),
          clEnumValN(LiftParams::Eager, "eager", "in <name>_transform_params, which takes and returns all weights"),
          clEnumValN(LiftParams::Lazy, "lazy", "there, and it calls get_item and set_item for one weight at a time"))};
  Option<bool> shareAcrossSizes{
      *this, "share-across-sizes",
      llvm::cl::desc(
          "one kernel for element-wise operators that differ in constant sizes: less to compile, slower to run"),
      llvm::cl::init(false)};
  ListOption<std::string> backends{
      *this, "backends",
      llvm::cl::desc("backends whose packed functions the run time will find: composite functions become calls of them")};
};

/// relax graphs -> `relax.call_tir` and tir kernels: first, at every level, what
/// the module asks for by attributes (values of parameters and dimensions,
/// specializations, patterns); from level 1 inlining of
/// private functions and clean-up, from level 2 batch normalization into
/// weights, folding of constants, recognition of spelled-out functions and
/// fusion; naming of unknown dimensions, legalization. Input: any verified
/// module. Output: no operator that has a legalization is left.
void buildLegalizePipeline(OpPassManager &pm, const PipelineOptions &options);

/// The legalized module -> relax_vm functions; every kernel moves into a
/// nested module of its own.
void buildLowerPipeline(OpPassManager &pm, const PipelineOptions &options);

/// The nested kernel modules -> the LLVM dialect (`target=llvm`), NVVM kernels
/// (`cuda`) or SPIR-V modules (`vulkan`).
void buildKernelPipeline(OpPassManager &pm, const PipelineOptions &options);

/// All stages, with a legality check at each border.
void buildDefaultPipeline(OpPassManager &pm, const PipelineOptions &options);

/// Registers the named pipelines.
void registerPipelines();

} // namespace relax
} // namespace mlir

#endif // PIPELINES_PIPELINES_H
