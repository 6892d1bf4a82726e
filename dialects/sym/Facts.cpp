//===- Facts.cpp - What is known about symbols ----------------------------===//

#include "dialects/sym/Prover.h"
#include "dialects/sym/SymDialect.h"
#include "dialects/sym/SymInterfaces.h"
#include "dialects/sym/SymOps.h"
#include "dialects/sym/SymbolScope.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "llvm/Support/MathExtras.h"
#include <numeric>

using namespace mlir;
using namespace mlir::sym;

static constexpr StringLiteral kRangesName = "sym.ranges";
static constexpr StringLiteral kDivisibleName = "sym.divisible";

void Facts::addRange(StringAttr symbol, Bounds range) {
  Bounds &known = ranges[symbol];
  if (range.lower && (!known.lower || *known.lower < *range.lower))
    known.lower = range.lower;
  if (range.upper && (!known.upper || *known.upper > *range.upper))
    known.upper = range.upper;
}

void Facts::addDivisor(StringAttr symbol, int64_t divisor) {
  if (divisor == 0 || divisor == INT64_MIN)
    return;
  int64_t known = getDivisor(symbol), product;
  divisor = std::abs(divisor);
  // Multiples of two numbers are multiples of the least common one.
  if (!llvm::MulOverflow(known / std::gcd(known, divisor), divisor, product))
    divisors[symbol] = product;
}

int64_t Facts::getDivisor(StringAttr symbol) const {
  auto entry = divisors.find(symbol);
  return entry == divisors.end() ? 1 : entry->second;
}

void Facts::add(Comparison comparison, ExprAttr lhs, ExprAttr rhs) {
  relations.push_back({comparison, lhs, rhs});
  std::optional<int64_t> left = lhs.getConstantValue();
  std::optional<int64_t> right = rhs.getConstantValue();
  int64_t strict = comparison == Comparison::lt ? 1 : 0;
  if (comparison == Comparison::ne)
    return;
  if (comparison != Comparison::eq) {
    int64_t limit;
    if (lhs.isSymbol() && right && !llvm::SubOverflow(*right, strict, limit))
      addRange(lhs.getSymbolName(), {{}, limit});
    if (rhs.isSymbol() && left && !llvm::AddOverflow(*left, strict, limit))
      addRange(rhs.getSymbolName(), {limit, {}});
    return;
  }
  if (left) {
    std::swap(lhs, rhs);
    std::swap(left, right);
  }
  if (!right)
    return;
  if (lhs.isSymbol())
    addRange(lhs.getSymbolName(), {right, right});
  if (*right == 0 && lhs.getKind() == ExprKind::Mod &&
      lhs.getOperands()[0].isSymbol())
    if (std::optional<int64_t> divisor = lhs.getOperands()[1].getConstantValue())
      addDivisor(lhs.getOperands()[0].getSymbolName(), *divisor);
}

/// Symbols that are a whole dimension of a type are sizes.
static void collectSizes(Type type, llvm::SetVector<StringAttr> &symbols) {
  if (isa<IntType>(type))
    return;
  if (auto tuple = dyn_cast<TupleType>(type)) {
    for (Type element : tuple.getTypes())
      collectSizes(element, symbols);
    return;
  }
  collectBareSymbols(type, symbols);
}

SmallVector<StringAttr> sym::detail::getSizeSymbols(Operation *function) {
  llvm::SetVector<StringAttr> symbols;
  if (auto interface = dyn_cast<FunctionOpInterface>(function))
    for (Type type : interface.getArgumentTypes())
      collectSizes(type, symbols);
  return symbols.takeVector();
}

Facts Facts::forOperation(Operation *op) {
  Facts facts;
  Operation *scope = op;
  while (scope && !isa<SymbolScopeOpInterface>(scope)) {
    // What stands above the op in its block holds at the op.
    if (Block *block = scope->getBlock())
      for (Operation &above : *block) {
        if (&above == scope)
          break;
        if (auto assume = dyn_cast<AssumeOp>(above))
          facts.add(assume.getRelation(), assume.getLhs(), assume.getRhs());
      }
    scope = scope->getParentOp();
  }
  if (!scope)
    return facts;

  llvm::SetVector<StringAttr> sizes;
  for (StringAttr symbol :
       cast<SymbolScopeOpInterface>(scope).getSizeSymbols())
    sizes.insert(symbol);
  llvm::DenseSet<Type> seen;
  scope->walk([&](SymbolDefinerOpInterface definer) {
    for (Type type : definer->getResultTypes())
      if (seen.insert(type).second)
        collectSizes(type, sizes);
  });
  for (StringAttr symbol : sizes)
    facts.addNonNegative(symbol);

  MLIRContext *context = op->getContext();
  if (auto ranges = scope->getAttrOfType<DictionaryAttr>(kRangesName))
    for (NamedAttribute entry : ranges)
      if (auto ends = dyn_cast<DenseI64ArrayAttr>(entry.getValue())) {
        Bounds range;
        if (ends.size() > 0)
          range.lower = ends[0];
        if (ends.size() > 1)
          range.upper = ends[1];
        facts.addRange(StringAttr::get(context, entry.getName().getValue()),
                       range);
      }
  if (auto divisors = scope->getAttrOfType<DictionaryAttr>(kDivisibleName))
    for (NamedAttribute entry : divisors)
      if (auto divisor = dyn_cast<IntegerAttr>(entry.getValue()))
        facts.addDivisor(StringAttr::get(context, entry.getName().getValue()),
                         divisor.getInt());
  return facts;
}

//===----------------------------------------------------------------------===//
// Verification of the attributes
//===----------------------------------------------------------------------===//

LogicalResult SymDialect::verifyOperationAttribute(Operation *op,
                                                   NamedAttribute attr) {
  StringRef name = attr.getName().getValue();
  if (name != kRangesName && name != kDivisibleName)
    return op->emitError() << "'" << name
                           << "' is no attribute of the sym dialect; it has '"
                           << kRangesName << "' and '" << kDivisibleName << "'";
  auto entries = dyn_cast<DictionaryAttr>(attr.getValue());
  if (!entries)
    return op->emitOpError() << "'" << name
                             << "' must be a dictionary from symbols, got "
                             << attr.getValue();
  for (NamedAttribute entry : entries) {
    if (name == kRangesName) {
      auto ends = dyn_cast<DenseI64ArrayAttr>(entry.getValue());
      if (!ends || ends.empty() || ends.size() > 2)
        return op->emitOpError()
               << "'" << name << "' of '" << entry.getName().getValue()
               << "' must be one or two integers, as array<i64: 1, 8>, got "
               << entry.getValue();
      if (ends.size() == 2 && ends[0] > ends[1])
        return op->emitOpError()
               << "'" << name << "' of '" << entry.getName().getValue()
               << "' must not be empty, got " << ends[0] << " and " << ends[1];
      continue;
    }
    auto divisor = dyn_cast<IntegerAttr>(entry.getValue());
    if (!divisor || !divisor.getType().isInteger(64) || divisor.getInt() <= 0)
      return op->emitOpError()
             << "'" << name << "' of '" << entry.getName().getValue()
             << "' must be a 64-bit integer above zero, got "
             << entry.getValue();
  }
  return success();
}
