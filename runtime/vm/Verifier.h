// Checks that an executable can be run without looking again: every index,
// register, list and jump is in range.
#ifndef RELAX_RUNTIME_VM_VERIFIER_H
#define RELAX_RUNTIME_VM_VERIFIER_H

#include "runtime/executable/executable_generated.h"

#include <absl/status/statusor.h>
#include <absl/types/span.h>

namespace relax::runtime {

/// Verifies the FlatBuffer and all that it says. `weightsSize` is the size of
/// .relax.weights. `bytes` must be aligned to 8. Returns the root.
absl::StatusOr<const fb::Executable *>
verifyExecutable(absl::Span<const uint8_t> bytes, uint64_t weightsSize);

} // namespace relax::runtime

#endif // RELAX_RUNTIME_VM_VERIFIER_H
