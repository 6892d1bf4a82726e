// What generated code requires of values.
#include "runtime/library/Arguments.h"

#include "runtime/device/Text.h"

namespace relax::runtime {

absl::Status runRequireCondition(const PackedCall &call) {
  absl::StatusOr<Arguments> arguments = Arguments::read(call, 1, 1, 0);
  if (!arguments.ok())
    return arguments.status();
  const relax_tensor &condition = arguments->tensor(0);
  if (absl::Status status = checkTensor(condition, "condition", 0,
                                        RELAX_DTYPE(RELAX_DTYPE_BOOL, 8));
      !status.ok())
    return status;
  bool value = *dataOf<uint8_t>(condition) != 0;
  bool expected = arguments->integer(0) != 0;
  if (value != expected)
    return absl::InvalidArgumentError(
        concat("the condition must be ", expected ? "true" : "false",
               ", since what follows fits no other branch: got ",
               value ? "true" : "false"));
  return arguments->finish();
}

} // namespace relax::runtime
