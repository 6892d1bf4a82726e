// Values of a running program as text, for whoever looks for a fault.
#include "runtime/library/Library.h"

#include "runtime/device/ElementText.h"
#include "runtime/device/Text.h"

#include <cstdio>

namespace relax::runtime {

absl::Status runPrint(const PackedCall &call) {
  if (!call.results.empty())
    return absl::InvalidArgumentError(
        concat("expected 0 results, got ", call.results.size()));
  std::string text;
  for (const relax_any &arg : call.args) {
    auto *tensor = arg.kind == RELAX_ANY_OBJECT
                       ? dynCast<relax_tensor>(arg.value.object)
                       : nullptr;
    if (arg.kind == RELAX_ANY_SCALAR)
      append(text, arg.value.scalar, "\n");
    else if (tensor)
      append(text, formatTensor(*tensor), "\n");
    else
      append(text, "an object that is no tensor\n");
  }
  // One call is one write, whatever other threads print.
  std::fwrite(text.data(), 1, text.size(), stderr);
  return absl::OkStatus();
}

} // namespace relax::runtime
