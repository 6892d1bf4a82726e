//===- Binding.cpp - values for parameters and dimensions -----------------===//

#include "transforms/relax/binding/Binding.h"

#include "dialects/relax/SignatureMatch.h"
#include "dialects/sym/Prover.h"
#include "dialects/sym/Sym.h"
#include "dialects/sym/SymbolScope.h"
#include "mlir/IR/SymbolTable.h"
#include "transforms/relax/cleanup/PrivateCalls.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

using namespace mlir;
using namespace mlir::relax;

//===----------------------------------------------------------------------===//
// Dimensions
//===----------------------------------------------------------------------===//

FailureOr<DimBinding> mlir::relax::parseDimBinding(llvm::StringRef text, std::string &why) {
  auto [name, value] = text.rsplit('=');
  int64_t number;
  if (name.trim().empty() || value.trim().getAsInteger(10, number)) {
    why = ("must be NAME=VALUE with an integer, got '" + text + "'").str();
    return failure();
  }
  return DimBinding(name.trim().str(), number);
}

LogicalResult mlir::relax::verifyDimNames(ModuleOp module, llvm::ArrayRef<std::string> names, llvm::StringRef option) {
  llvm::StringSet<> known;
  for (FuncOp function : module.getOps<FuncOp>())
    if (function.isPublic())
      for (StringAttr symbol : function.getSignatureSymbols())
        known.insert(symbol.getValue());
  for (const std::string &name : names) {
    if (known.contains(name))
      continue;
    InFlightDiagnostic diagnostic = emitError(UnknownLoc::get(module.getContext()));
    diagnostic << "'" << option << "' must name a symbol of a function's signature, got '" << name << "'";
    llvm::SmallVector<llvm::StringRef> sorted;
    for (const auto &entry : known)
      sorted.push_back(entry.getKey());
    llvm::sort(sorted);
    if (!sorted.empty())
      diagnostic.attachNote() << "symbols of this model: " << llvm::join(sorted, ", ");
    return diagnostic;
  }
  return success();
}

/// What the function states about the symbol must hold for the value.
static LogicalResult verifyValue(FuncOp function, StringAttr symbol, int64_t value) {
  if (value < 0 && llvm::is_contained(cast<sym::SymbolScopeOpInterface>(*function).getSizeSymbols(), symbol))
    return function.emitError() << "value of size '" << symbol.getValue() << "' must not be negative, got " << value;
  if (auto ranges = function->getAttrOfType<DictionaryAttr>("sym.ranges"))
    if (auto range = ranges.getAs<DenseI64ArrayAttr>(symbol)) {
      llvm::ArrayRef<int64_t> bounds = range.asArrayRef();
      if ((!bounds.empty() && value < bounds[0]) || (bounds.size() > 1 && value > bounds[1]))
        return function.emitError() << "value of '" << symbol.getValue()
                                    << "' must be in the range that the function states, got " << value << " and "
                                    << range;
    }
  if (auto divisors = function->getAttrOfType<DictionaryAttr>("sym.divisible"))
    if (auto divisor = divisors.getAs<IntegerAttr>(symbol))
      if (divisor.getValue().isStrictlyPositive() && value % divisor.getValue().getSExtValue() != 0)
        return function.emitError() << "value of '" << symbol.getValue()
                                    << "' must be a multiple of what the function states, got " << value << " and "
                                    << divisor.getValue().getSExtValue();
  return success();
}

/// Takes the symbols out of a dictionary of facts.
static void dropFacts(FuncOp function, llvm::StringRef name, const sym::Substitution &substitution) {
  auto facts = function->getAttrOfType<DictionaryAttr>(name);
  if (!facts)
    return;
  llvm::SmallVector<NamedAttribute> left;
  for (NamedAttribute fact : facts)
    if (!substitution.count(fact.getName()))
      left.push_back(fact);
  if (left.empty())
    function->removeAttr(name);
  else
    function->setAttr(name, DictionaryAttr::get(function.getContext(), left));
}

/// Takes the symbols out of what `relax-specialize-dims` is asked for: an alternative for another value can never be chosen, and what
/// stands behind one that always is can neither. What is malformed is left to that pass.
static void dropAlternatives(FuncOp function, const sym::Substitution &substitution) {
  constexpr llvm::StringLiteral name = "relax.specializations";
  auto alternatives = function->getAttrOfType<ArrayAttr>(name);
  if (!alternatives)
    return;
  llvm::SmallVector<Attribute> left;
  for (Attribute alternative : alternatives) {
    auto dictionary = dyn_cast<DictionaryAttr>(alternative);
    if (!dictionary || dictionary.empty()) {
      left.push_back(alternative);
      continue;
    }
    llvm::SmallVector<NamedAttribute> open;
    bool isPossible = true;
    for (NamedAttribute entry : dictionary) {
      auto value = dyn_cast<IntegerAttr>(entry.getValue());
      auto bound = substitution.find(entry.getName());
      if (bound == substitution.end() || !value || value.getValue().getSignificantBits() > 64)
        open.push_back(entry);
      else
        isPossible &= bound->second.getConstantValue() == value.getValue().getSExtValue();
    }
    if (!isPossible)
      continue;
    if (open.empty())
      break;
    left.push_back(DictionaryAttr::get(function.getContext(), open));
  }
  if (left.empty())
    function->removeAttr(name);
  else
    function->setAttr(name, ArrayAttr::get(function.getContext(), left));
}

/// The calls of a function in its module. Fails, with an error, where it is named in another way.
static FailureOr<llvm::SmallVector<CallOp>> getCalls(FuncOp function) {
  llvm::SmallVector<CallOp> calls;
  auto module = function->getParentOfType<ModuleOp>();
  if (!module)
    return calls;
  std::optional<SymbolTable::UseRange> uses = SymbolTable::getSymbolUses(function, &module.getBodyRegion());
  if (!uses)
    return calls;
  for (SymbolTable::SymbolUse use : *uses) {
    if (auto call = dyn_cast<CallOp>(use.getUser())) {
      calls.push_back(call);
      continue;
    }
    InFlightDiagnostic diagnostic = function.emitError() << "the signature of @" << function.getSymName()
                                                         << " cannot change: its name is used as a value";
    diagnostic.attachNote(use.getUser()->getLoc()) << "it is used here";
    return diagnostic;
  }
  return calls;
}

/// The types of the results of a call under a signature; fails where operands cannot fit.
static FailureOr<llvm::SmallVector<Type>> matchCall(CallOp call, FunctionType signature) {
  SignatureMatch match([&] { return call.emitOpError(); });
  for (auto [index, types] : llvm::enumerate(llvm::zip_equal(signature.getInputs(), call.getOperandTypes())))
    if (failed(match.addEqual(std::get<0>(types), std::get<1>(types), "operand " + Twine(index))))
      return failure();
  if (failed(match.solve()))
    return failure();
  llvm::SmallVector<Type> results;
  for (Type type : signature.getResults()) {
    FailureOr<Type> result = sym::substitute(type, match.getBindings());
    if (failed(result))
      return call.emitOpError("type of a result does not fit in 64 bits: ") << type;
    results.push_back(*result);
  }
  return results;
}

FailureOr<unsigned> mlir::relax::bindDims(FuncOp function, llvm::ArrayRef<DimBinding> dims) {
  MLIRContext *context = function.getContext();
  sym::Substitution substitution;
  for (StringAttr symbol : function.getSignatureSymbols())
    for (const auto &[name, value] : dims)
      if (symbol.getValue() == name) {
        if (failed(verifyValue(function, symbol, value)))
          return failure();
        substitution[symbol] = sym::ExprAttr::getConstant(context, value);
      }
  if (substitution.empty())
    return 0u;
  // Checks at the entry would be those of the old signature.
  if (function->hasAttr("relax.shapes_checked"))
    return function.emitError() << "dimensions of @" << function.getSymName()
                                << " cannot be fixed behind relax-lower-shapes: its sizes are checked already";
  FailureOr<llvm::SmallVector<CallOp>> calls = getCalls(function);
  if (failed(calls))
    return failure();
  FailureOr<Type> signature = sym::substitute(Type(function.getFunctionType()), substitution);
  auto overflows = [&]() -> LogicalResult {
    return function->emitError("dimensions cannot be fixed: an expression overflows or divides by zero");
  };
  if (failed(signature))
    return overflows();
  llvm::SmallVector<llvm::SmallVector<Type>> resultTypes;
  for (CallOp call : *calls) {
    // Calls from inside change with the body.
    if (call->getParentOfType<FuncOp>() == function)
      return function.emitError() << "dimensions of @" << function.getSymName() << " cannot be fixed: it calls itself";
    FailureOr<llvm::SmallVector<Type>> types = matchCall(call, cast<FunctionType>(*signature));
    if (failed(types))
      return failure();
    resultTypes.push_back(std::move(*types));
  }
  if (failed(sym::substituteInPlace(function.getOperation(), substitution)))
    return overflows();
  dropFacts(function, "sym.ranges", substitution);
  dropFacts(function, "sym.divisible", substitution);
  dropAlternatives(function, substitution);
  OpBuilder builder(context);
  for (auto [call, types] : llvm::zip_equal(*calls, resultTypes)) {
    builder.setInsertionPointAfter(call);
    for (auto [result, type] : llvm::zip_equal(call.getResults(), types)) {
      Type old = result.getType();
      if (old == type)
        continue;
      result.setType(type);
      if (result.use_empty())
        continue;
      // The caller knows the size under a name of its own.
      Operation *cast;
      if (!isReferenceType(type))
        cast = sym::ValueOp::create(builder, call.getLoc(), mlir::cast<sym::IntType>(old).getExpr(), call.getArgs());
      else if (isSubtype(type, old))
        cast = ForgetOp::create(builder, call.getLoc(), old, result);
      else
        cast = MatchCastOp::create(builder, call.getLoc(), old, result);
      result.replaceAllUsesExcept(cast->getResult(0), cast);
    }
  }
  return substitution.size();
}

FailureOr<unsigned> mlir::relax::bindDims(ModuleOp module, llvm::ArrayRef<DimBinding> dims, llvm::StringRef option) {
  std::vector<std::string> names;
  for (const DimBinding &dim : dims)
    names.push_back(dim.first);
  if (failed(verifyDimNames(module, names, option)))
    return failure();
  unsigned count = 0;
  for (FuncOp function : module.getOps<FuncOp>()) {
    // A symbol of that name in a private function is another one, which calls bind.
    if (!function.isPublic())
      continue;
    FailureOr<unsigned> bound = bindDims(function, dims);
    if (failed(bound))
      return failure();
    count += *bound;
  }
  return count;
}

//===----------------------------------------------------------------------===//
// Parameters
//===----------------------------------------------------------------------===//

/// Adds the sizes of a value to a match with the type of its parameter.
static LogicalResult addValue(FuncOp function, unsigned index, ElementsAttr value, sym::Unifier &unifier) {
  std::string name =
      function.getArgName(index).empty() ? std::to_string(index) : "'" + function.getArgName(index).str() + "'";
  Type type = function.getArgumentTypes()[index];
  auto tensor = dyn_cast<relax::TensorType>(type);
  auto shaped = dyn_cast<RankedTensorType>(value.getShapedType());
  auto fail = [&]() -> LogicalResult {
    return function.emitError() << "value of parameter " << name << " must fit its type, got " << value.getShapedType()
                                << " and " << type;
  };
  if (!tensor || !shaped || !shaped.hasStaticShape() ||
      !relax::TensorType::isValidElementType(shaped.getElementType()) ||
      !isa<DenseIntOrFPElementsAttr, DenseResourceElementsAttr>(value) ||
      provablyDisjoint(relax::TensorType::getFromBuiltin(shaped), tensor.cloneWithDevice({})))
    return fail();
  if (tensor.hasRank())
    for (auto [dim, size] : llvm::zip_equal(tensor.getShape(), shaped.getShape()))
      if (dim)
        unifier.add(dim, sym::ExprAttr::getConstant(function.getContext(), size));
  return success();
}

LogicalResult mlir::relax::bindParams(FuncOp function, llvm::ArrayRef<ElementsAttr> values) {
  sym::Unifier unifier;
  llvm::BitVector bound(function.getNumArguments());
  for (auto [index, value] : llvm::enumerate(values))
    if (value) {
      bound.set(index);
      if (failed(addValue(function, index, value, unifier)))
        return failure();
    }
  if (bound.none())
    return success();
  std::string why;
  bool fits = true;
  (void)unifier.solve([&](const sym::Unifier::Outcome &outcome) {
    // What mentions a symbol of an input is compared when the program runs.
    if (outcome.match == sym::Unifier::Match::Unbound || outcome.match == sym::Unifier::Match::Unknown || !fits)
      return;
    fits = false;
    why = "got " + outcome.actual.str() + " for " + outcome.pattern.str() +
          (outcome.expected ? ", which is " + outcome.expected.str() : std::string());
  });
  if (!fits)
    return function.emitError() << "sizes of the values of parameters must agree, " << why;
  llvm::SmallVector<DimBinding> dims;
  for (auto &[symbol, expr] : unifier.getBindings())
    if (std::optional<int64_t> value = expr.getConstantValue())
      dims.emplace_back(symbol.getValue().str(), *value);
  if (failed(bindDims(function, dims)))
    return failure();

  OpBuilder builder = OpBuilder::atBlockBegin(&function.getBody().front());
  for (auto [index, value] : llvm::enumerate(values)) {
    if (!value)
      continue;
    BlockArgument argument = function.getArgument(index);
    Location loc = argument.getLoc();
    // What is bound is known by its name in messages and profiles.
    if (llvm::StringRef name = function.getArgName(index); !name.empty())
      loc = NameLoc::get(builder.getStringAttr(name), loc);
    Value constant = ConstantOp::create(builder, loc, value);
    if (constant.getType() != argument.getType()) {
      if (isSubtype(constant.getType(), argument.getType()))
        constant = ForgetOp::create(builder, loc, argument.getType(), constant);
      else
        constant = MatchCastOp::create(builder, loc, argument.getType(), constant).getResult();
    }
    argument.replaceAllUsesWith(constant);
  }
  eraseParameters(function, bound);
  return success();
}
