//===- HostMachine.cpp - LLVM target machines -----------------------------===//

#include "target/HostMachine.h"

#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/Location.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/MC/MCSubtargetInfo.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/CodeGen.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/Target/TargetOptions.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/Triple.h"

#include <mutex>

using namespace mlir;
using namespace mlir::target;

static void initializeNativeTarget() {
  static std::once_flag once;
  std::call_once(once, [] {
    llvm::InitializeNativeTarget();
    llvm::InitializeNativeTargetAsmPrinter();
    llvm::InitializeNativeTargetAsmParser();
  });
}

static const llvm::Target *lookupTarget(StringRef triple, std::string &error) {
  initializeNativeTarget();
  return llvm::TargetRegistry::lookupTarget(llvm::Triple(triple), error);
}

/// The enabled features that machines have or lack, tuning flags left out.
static std::string listRequiredFeatures(const llvm::Target &target,
                                        const MachineDescription &machine) {
  std::unique_ptr<llvm::MCSubtargetInfo> subtarget(target.createMCSubtargetInfo(
      llvm::Triple(machine.triple), machine.cpu, machine.features));
  llvm::StringMap<bool> detectable;
  for (const auto &feature : llvm::sys::getHostCPUFeatures())
    detectable[feature.getKey()] = true;
  SmallVector<StringRef> names;
  for (const llvm::SubtargetFeatureKV &feature :
       subtarget->getEnabledProcessorFeatures())
    if (detectable.contains(feature.Key))
      names.push_back(feature.Key);
  llvm::sort(names);
  return llvm::join(names, ",");
}

FailureOr<MachineDescription>
target::describeMachine(Location loc, const TargetOptions &options) {
  MachineDescription result;
  result.triple = llvm::sys::getDefaultTargetTriple();
  result.features = options.features;
  bool native = options.cpu.empty() || options.cpu == "native";
  result.cpu = native ? llvm::sys::getHostCPUName().str() : options.cpu;
  if (native && result.features.empty()) {
    SmallVector<std::string> features;
    for (const auto &feature : llvm::sys::getHostCPUFeatures())
      features.push_back((feature.getValue() ? "+" : "-") +
                         feature.getKey().str());
    llvm::sort(features);
    result.features = llvm::join(features, ",");
  }

  std::string error;
  const llvm::Target *target = lookupTarget(result.triple, error);
  if (!target)
    return emitError(loc) << "LLVM has no code generator for '" << result.triple
                          << "': " << error;
  std::unique_ptr<llvm::MCSubtargetInfo> subtarget(
      target->createMCSubtargetInfo(llvm::Triple(result.triple), "", ""));
  if (!subtarget->isCPUStringValid(result.cpu))
    return emitError(loc) << "target CPU must be one that LLVM knows for '"
                          << result.triple << "', got '" << result.cpu << "'";
  result.requiredFeatures = listRequiredFeatures(*target, result);
  return result;
}

std::unique_ptr<llvm::TargetMachine>
target::createTargetMachine(const MachineDescription &description,
                            unsigned optLevel) {
  std::string error;
  const llvm::Target *target = lookupTarget(description.triple, error);
  if (!target)
    return nullptr;
  llvm::CodeGenOptLevel level = optLevel == 0   ? llvm::CodeGenOptLevel::None
                                : optLevel == 1 ? llvm::CodeGenOptLevel::Less
                                : optLevel == 2
                                    ? llvm::CodeGenOptLevel::Default
                                    : llvm::CodeGenOptLevel::Aggressive;
  llvm::TargetOptions targetOptions;
  targetOptions.AllowFPOpFusion = llvm::FPOpFusion::Standard;
  targetOptions.UniqueSectionNames = false;
  return std::unique_ptr<llvm::TargetMachine>(target->createTargetMachine(
      llvm::Triple(description.triple), description.cpu, description.features,
      targetOptions, llvm::Reloc::PIC_, std::nullopt, level));
}
