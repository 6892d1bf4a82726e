// Arguments of a function from the --input flags.
#ifndef RELAX_RUNTIME_CLI_INPUTS_H
#define RELAX_RUNTIME_CLI_INPUTS_H

#include "runtime/cli/Options.h"
#include "runtime/vm/Module.h"
#include "runtime/vm/Value.h"

namespace relax::runtime {

/// Reads or makes the arguments of `function`. Every input must belong to a
/// parameter, and every parameter must have one.
absl::StatusOr<std::vector<Value>> makeArguments(const FunctionInfo &function,
                                                 const RunOptions &options);

/// A tensor of random numbers: floats in [-1, 1), integers from 0 to 9,
/// booleans. The same seed gives the same ones.
absl::StatusOr<TensorRef> randomTensor(absl::Span<const int64_t> shape,
                                       uint32_t dtype, uint64_t seed);

} // namespace relax::runtime

#endif // RELAX_RUNTIME_CLI_INPUTS_H
