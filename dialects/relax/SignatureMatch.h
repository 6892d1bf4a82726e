//===- SignatureMatch.h - types of a signature against a call ---*- C++ -*-===//
//
// Binds the symbols of a callee to the expressions at a call, and tells what is
// wrong and what is left to the run time. It binds bare symbols first, then
// compares everything else; it solves no equation.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_SIGNATUREMATCH_H
#define DIALECTS_RELAX_SIGNATUREMATCH_H

#include "dialects/interfaces/ShapeConditions.h"
#include "dialects/sym/SymAttrs.h"
#include "mlir/IR/Diagnostics.h"

namespace mlir::relax {

/// One match of a signature. Errors go to `emitError`; with a null function
/// they are swallowed.
class SignatureMatch {
public:
  using ErrorEmitter = llvm::function_ref<InFlightDiagnostic()>;

  explicit SignatureMatch(ErrorEmitter emitError) : emitError(emitError) {}

  /// Adds a relax type of a signature: under the bindings the actual type has
  /// to be equal to it, `?` for `?`. Fails where the two differ in more than
  /// dimensions. `what` names the place: "operand 1".
  LogicalResult addEqual(Type pattern, Type actual, const Twine &what);

  /// Adds a parameter of a kernel: a buffer against a tensor, where `?` of the
  /// tensor fits everything; `!sym.int` against
  /// `!sym.int`; another scalar against itself.
  LogicalResult addParameter(Type parameter, Type actual, const Twine &what);

  /// Binds symbols, then compares dimensions. Appends to `conditions`, if
  /// given, what canonical forms do not decide.
  LogicalResult solve(SmallVectorImpl<ShapeCondition> *conditions = nullptr);

  /// What the symbols of the signature stand for, after `solve`.
  const sym::Substitution &getBindings() const { return unifier.getBindings(); }

private:
  LogicalResult addDims(ArrayRef<sym::ExprAttr> pattern,
                        ArrayRef<sym::ExprAttr> actual, const Twine &what,
                        bool unknownsEqual);
  LogicalResult mismatch(Type pattern, Type actual, const Twine &what);
  void addDim(sym::ExprAttr pattern, sym::ExprAttr actual, const Twine &what);

  template <typename... Args> LogicalResult fail(Args &&...args);

  ErrorEmitter emitError;
  sym::Unifier unifier;
  /// What each pair of the unifier is, for messages.
  SmallVector<std::string> names;
  /// Symbols that stand bare against a `?`: known at run time only.
  llvm::SetVector<StringAttr> runtimeSymbols;
};

} // namespace mlir::relax

#endif // DIALECTS_RELAX_SIGNATUREMATCH_H
