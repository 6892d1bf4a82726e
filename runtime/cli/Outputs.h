// Results of a run: as files with a manifest, or as text.
#ifndef RELAX_RUNTIME_CLI_OUTPUTS_H
#define RELAX_RUNTIME_CLI_OUTPUTS_H

#include "runtime/vm/Module.h"
#include "runtime/vm/Value.h"

#include <string>

namespace relax::runtime {

/// Writes `out_<k>.npy` for result k (`out_<k>_<i>.npy` for field i of a tuple;
/// `.raw` where .npy lacks the element type) and then `manifest.json`. Each
/// file gets its name only when it is complete. Creates the folder.
absl::Status writeResults(const std::string &folder,
                          const FunctionInfo &function,
                          absl::Span<const Value> results);

/// Type, shape and the first elements of each result.
std::string printResults(const FunctionInfo &function,
                         absl::Span<const Value> results);

} // namespace relax::runtime

#endif // RELAX_RUNTIME_CLI_OUTPUTS_H
