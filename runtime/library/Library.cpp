#include "runtime/library/Library.h"
#include "runtime/device/Text.h"

namespace relax::runtime {

const PackedRegistry &getLibrary() {
  static const PackedRegistry *library = [] {
    auto *registry = new PackedRegistry; // never destroyed, like the global one
    std::pair<const char *, absl::Status (*)(const PackedCall &)> functions[] =
        {
            {"sort", runSort},
            {"argsort", runArgsort},
            {"topk", runTopK},
            {"unique", runUnique},
            {"nonzero", runNonzero},
            {"multinomial_from_uniform", runMultinomialFromUniform},
            {"all_class_non_max_suppression", runNonMaxSuppression},
            {"random_uniform", runRandomUniform},
            {"random_normal", runRandomNormal},
        };
    for (auto &[name, function] : functions)
      registry->add(concat("relax.runtime.", name), PackedFunction(function))
          .IgnoreError();
    return registry;
  }();
  return *library;
}

} // namespace relax::runtime
