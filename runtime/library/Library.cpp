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
            {"all_class_non_max_suppression", runAllClassNonMaxSuppression},
            {"non_max_suppression", runNonMaxSuppression},
            {"soft_non_max_suppression", runSoftNonMaxSuppression},
            {"median", runMedian},
            {"dft", runDFT},
            {"stft", runSTFT},
            {"require_condition", runRequireCondition},
            {"print", runPrint},
            {"random_uniform", runRandomUniform},
            {"random_normal", runRandomNormal},
            {"sequence_insert", runSequenceInsert},
            {"sequence_erase", runSequenceErase},
            {"sequence_at", runSequenceAt},
            {"sequence_length", runSequenceLength},
            {"sequence_split", runSequenceSplit},
            {"sequence_split_sizes", runSequenceSplitSizes},
            {"sequence_concat", runSequenceConcat},
            {"optional_get_element", runOptionalGetElement},
            {"list_create", runListCreate},
            {"list_append", runListAppend},
            {"list_finish", runListFinish},
            {"list_stack", runListStack},
        };
    for (auto &[name, function] : functions)
      registry->add(concat("relax.runtime.", name), PackedFunction(function))
          .IgnoreError();
    return registry;
  }();
  return *library;
}

} // namespace relax::runtime
