//===- SignatureMatch.cpp - types of a signature against a call -----------===//
//
// Structure (kinds, ranks, element types) is compared at once; dimensions are
// collected for sym::Unifier.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/SignatureMatch.h"
#include "dialects/relax/RelaxTypes.h"
#include "llvm/Support/raw_ostream.h"

namespace mlir::relax {

using sym::ExprAttr;

template <typename... Args> LogicalResult SignatureMatch::fail(Args &&...args) {
  if (emitError)
    (emitError() << ... << std::forward<Args>(args));
  return failure();
}

/// A dimension in a message.
static std::string text(ExprAttr dim) { return dim ? dim.str() : "?"; }

LogicalResult SignatureMatch::mismatch(Type pattern, Type actual,
                                       const Twine &what) {
  return fail("type of ", what, " must be that of the callee, ", pattern,
              ", got ", actual);
}

void SignatureMatch::addDim(ExprAttr pattern, ExprAttr actual,
                            const Twine &what) {
  if (!pattern)
    return;
  if (!actual && pattern.isSymbol())
    runtimeSymbols.insert(pattern.getSymbolName());
  unifier.add(pattern, actual);
  names.push_back(what.str());
}

LogicalResult SignatureMatch::addDims(ArrayRef<ExprAttr> pattern,
                                      ArrayRef<ExprAttr> actual,
                                      const Twine &what, bool unknownsEqual) {
  if (pattern.size() != actual.size())
    return fail("rank of ", what, " must be that of the callee, ",
                pattern.size(), ", got ", actual.size());
  for (auto [index, dims] : llvm::enumerate(llvm::zip(pattern, actual))) {
    auto [expected, got] = dims;
    if (unknownsEqual && !expected != !got)
      return fail("dimension ", index, " of ", what,
                  " must be as in the callee, '", text(expected), "', got '",
                  text(got),
                  expected ? "'; relax.match_cast names it"
                           : "'; relax.forget makes it unknown");
    addDim(expected, got, "dimension " + Twine(index) + " of " + what);
  }
  return success();
}

LogicalResult SignatureMatch::addEqual(Type pattern, Type actual,
                                       const Twine &what) {
  if (pattern == actual &&
      !isa<TensorType, ShapeType, TupleType, sym::IntType>(pattern))
    return success();
  if (auto lhs = dyn_cast<TensorType>(pattern)) {
    auto rhs = dyn_cast<TensorType>(actual);
    if (!rhs || lhs.hasRank() != rhs.hasRank() ||
        lhs.getElementType() != rhs.getElementType() ||
        lhs.getDevice() != rhs.getDevice())
      return mismatch(pattern, actual, what);
    return addDims(lhs.getShape(), rhs.getShape(), what,
                   /*unknownsEqual=*/true);
  }
  if (auto lhs = dyn_cast<ShapeType>(pattern)) {
    auto rhs = dyn_cast<ShapeType>(actual);
    if (!rhs || lhs.hasRank() != rhs.hasRank())
      return mismatch(pattern, actual, what);
    return addDims(lhs.getShape(), rhs.getShape(), what,
                   /*unknownsEqual=*/true);
  }
  if (auto lhs = dyn_cast<TupleType>(pattern)) {
    auto rhs = dyn_cast<TupleType>(actual);
    if (!rhs || lhs.size() != rhs.size())
      return mismatch(pattern, actual, what);
    for (auto [index, types] :
         llvm::enumerate(llvm::zip(lhs.getTypes(), rhs.getTypes())))
      if (failed(addEqual(std::get<0>(types), std::get<1>(types),
                          "field " + Twine(index) + " of " + what)))
        return failure();
    return success();
  }
  if (auto lhs = dyn_cast<sym::IntType>(pattern)) {
    auto rhs = dyn_cast<sym::IntType>(actual);
    if (!rhs)
      return mismatch(pattern, actual, what);
    addDim(lhs.getExpr(), rhs.getExpr(), what);
    return success();
  }
  return mismatch(pattern, actual, what);
}

/// Strides of a compact tensor in row-major order; null from the first unknown
/// dimension (or overflow) on, seen from the last one.
static SmallVector<ExprAttr> getCompactStrides(MLIRContext *context,
                                               ArrayRef<ExprAttr> shape) {
  SmallVector<ExprAttr> strides(shape.size());
  ExprAttr stride = ExprAttr::getConstant(context, 1);
  for (size_t i = shape.size(); i-- > 0;) {
    strides[i] = stride;
    FailureOr<ExprAttr> next = stride && shape[i]
                                   ? sym::mul(stride, shape[i])
                                   : FailureOr<ExprAttr>(failure());
    stride = succeeded(next) ? *next : ExprAttr();
  }
  return strides;
}

LogicalResult SignatureMatch::addParameter(Type parameter, Type actual,
                                           const Twine &what) {
  if (auto integer = dyn_cast<sym::IntType>(parameter)) {
    auto actualInteger = dyn_cast<sym::IntType>(actual);
    if (!actualInteger)
      return mismatch(parameter, actual, what);
    addDim(integer.getExpr(), actualInteger.getExpr(), what);
    return success();
  }
  auto buffer = dyn_cast<SymbolicShapedTypeInterface>(parameter);
  if (!buffer || isa<TensorType>(parameter))
    return parameter == actual ? success() : mismatch(parameter, actual, what);
  auto tensor = dyn_cast<TensorType>(actual);
  if (!tensor)
    return mismatch(parameter, actual, what);
  if (!tensor.hasRank() || !tensor.getElementType())
    return fail(
        what, " of a kernel call must have a known rank and element type, got ",
        actual);
  if (buffer.getSymbolicElementType() != tensor.getElementType())
    return fail("element type of ", what, " must be that of the callee, ",
                buffer.getSymbolicElementType(), ", got ",
                tensor.getElementType());
  if (failed(addDims(buffer.getSymbolicShape(), tensor.getShape(), what,
                     /*unknownsEqual=*/false)))
    return failure();
  SmallVector<ExprAttr> strides = buffer.getSymbolicStrides();
  if (strides.size() == tensor.getShape().size()) {
    SmallVector<ExprAttr> actualStrides =
        getCompactStrides(actual.getContext(), tensor.getShape());
    for (auto [index, stride] : llvm::enumerate(strides))
      addDim(stride, actualStrides[index],
             "stride " + Twine(index) + " of " + what);
  }
  return success();
}

LogicalResult
SignatureMatch::solve(SmallVectorImpl<ShapeCondition> *conditions) {
  LogicalResult result = success();
  using Match = sym::Unifier::Match;
  auto report = [&](const sym::Unifier::Outcome &outcome) {
    StringRef what = names[outcome.index];
    switch (outcome.match) {
    case Match::Equal:
      return;
    case Match::Unknown:
      if (conditions && outcome.expected && outcome.actual)
        conditions->push_back({sym::Comparison::eq, outcome.actual,
                               outcome.expected, what.str()});
      return;
    case Match::Different:
      result = fail(what, " must be equal to '", text(outcome.pattern),
                    "' of the callee, that is ", text(outcome.expected),
                    ", got ", text(outcome.actual));
      return;
    case Match::Unbound: {
      llvm::SetVector<StringAttr> symbols;
      outcome.pattern.collectSymbols(symbols);
      for (StringAttr symbol : symbols)
        if (!unifier.getBindings().count(symbol) &&
            !runtimeSymbols.contains(symbol)) {
          result = fail(what, " is '", text(outcome.pattern),
                        "' in the callee, but nothing binds symbol '",
                        symbol.getValue(),
                        "': it stands bare in no dimension, so it has to be "
                        "passed as '!sym.int'");
          return;
        }
      return;
    }
    case Match::Overflow:
      result =
          fail(what, " is '", text(outcome.pattern),
               "' in the callee, which does not fit in 64 bits at this call");
      return;
    }
  };
  (void)unifier.solve(report);
  return result;
}

} // namespace mlir::relax
