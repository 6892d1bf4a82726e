//===- HostMachine.h - LLVM target machines ---------------------*- C++ -*-===//

#ifndef TARGET_HOSTMACHINE_H
#define TARGET_HOSTMACHINE_H

#include "target/TargetOptions.h"

#include "mlir/IR/Location.h"
#include "mlir/Support/LLVM.h"

#include <memory>
#include <string>

namespace llvm {
class TargetMachine;
} // namespace llvm

namespace mlir::target {

/// Triple, CPU and features with nothing left to guess.
struct MachineDescription {
  std::string triple;
  std::string cpu;
  std::string features;
  /// Instruction sets that the code may use, comma separated: what the loader
  /// asks of the machine that runs it.
  std::string requiredFeatures;
};

/// Fills in the parts of this machine that the options leave open. Fails with a
/// message at `loc` when LLVM does not know the CPU.
FailureOr<MachineDescription> describeMachine(Location loc,
                                              const TargetOptions &options);

/// A target machine; one per thread. `description` comes from
/// describeMachine.
std::unique_ptr<llvm::TargetMachine>
createTargetMachine(const MachineDescription &description, unsigned optLevel);

} // namespace mlir::target

#endif // TARGET_HOSTMACHINE_H
