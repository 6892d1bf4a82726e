//===- Forms.h - spelled-out functions and their operators ------*- C++ -*-===//
//
// A form is a function that exporters spell out in small operators, stated once
// as mathematics in terms of a FormMatcher, with the single operator that
// computes it. To add one: write a function that reads the root and returns what
// emits the operator, and give it a line in `getForms()`.
//
//===----------------------------------------------------------------------===//

#ifndef TRANSFORMS_RELAX_ALGEBRA_FORMS_H
#define TRANSFORMS_RELAX_ALGEBRA_FORMS_H

#include "transforms/relax/algebra/FormMatcher.h"

#include <functional>

namespace mlir::relax {

/// Creates the operator, and what it needs, in front of the root; its value has
/// the type of the root's result.
using FormEmitter = std::function<Value(OpBuilder &, Location)>;

/// One spelled-out function.
struct Form {
  /// What it is called in debug output.
  StringRef name;
  /// The operators that may stand last in it.
  SmallVector<StringRef> roots;
  /// Reads the root; null where it is not this function.
  FormEmitter (*match)(FormMatcher &);
};

/// Activations: sigmoid, silu, gelu, gelu_tanh, clip, hard_sigmoid, hard_swish.
ArrayRef<Form> getActivationForms();

/// Normalizations: softmax, layer_norm, rms_norm, and their scales and shifts.
ArrayRef<Form> getNormalizationForms();

/// Rotary embeddings of halves and of neighbours, whole and in parts.
ArrayRef<Form> getRotaryForms();

/// softmax(query . key^T * scale + bias) . value as `relax.attention`.
FormEmitter matchAttention(FormMatcher &form);

/// The same, where it needs no more transposes than it makes superfluous.
FormEmitter matchCheapAttention(FormMatcher &form);

} // namespace mlir::relax

#endif // TRANSFORMS_RELAX_ALGEBRA_FORMS_H
