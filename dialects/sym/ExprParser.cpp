//===- ExprParser.cpp - Reading expressions -------------------------------===//
//
// Recursive descent over the tokens of MLIR, with a bound on the nesting, since
// the text may come from anybody:
//
//   sum    ::= term ((`+` | `-`) term)*
//   term   ::= factor ((`*` | `floordiv` | `ceildiv` | `mod`) factor)*
//   factor ::= `-` factor | integer | name | `(` sum `)`
//            | (`min` | `max`) `(` sum (`,` sum)* `)`
//            | `select` `(` sum comparison sum `,` sum `,` sum `)`
//   name   ::= identifier | string
//
// Comparisons are words beside `==`, because MLIR balances `<` and `>` in the
// body of an attribute.
//
//===----------------------------------------------------------------------===//

#include "dialects/sym/ExprDetail.h"
#include "mlir/AsmParser/AsmParser.h"

using namespace mlir;
using namespace mlir::sym;

/// The text may nest so deep; expressions are bounded anyway.
static constexpr unsigned kMaxNesting = 256;

namespace {
class ExprParser {
public:
  explicit ExprParser(AsmParser &parser) : parser(parser) {}

  ParseResult parseSum(ExprAttr &result);

private:
  using Operator = FailureOr<ExprAttr> (*)(ExprAttr, ExprAttr);

  ParseResult parseTerm(ExprAttr &result);
  ParseResult parseFactor(ExprAttr &result);
  ParseResult parsePrimary(ExprAttr &result);
  ParseResult parseExtremum(ExprAttr &result, Operator op);
  ParseResult parseSelect(ExprAttr &result);

  /// result = op(result, rhs), or a diagnostic that says why not.
  ParseResult combine(SMLoc loc, Operator op, ExprAttr &result, ExprAttr rhs);
  ParseResult check(SMLoc loc, FailureOr<ExprAttr> value, uint64_t size,
                    unsigned depth, ExprAttr &result);

  AsmParser &parser;
  unsigned nesting = 0;
};
} // namespace

ParseResult ExprParser::check(SMLoc loc, FailureOr<ExprAttr> value,
                              uint64_t size, unsigned depth, ExprAttr &result) {
  if (succeeded(value)) {
    result = *value;
    return success();
  }
  if (size >= kMaxExprSize || depth >= kMaxExprDepth)
    return parser.emitError(loc)
           << "symbolic expression is too large: at most " << kMaxExprSize
           << " nodes and " << kMaxExprDepth << " levels are supported";
  return parser.emitError(
      loc, "symbolic expression has a coefficient that does not fit in 64 bits");
}

ParseResult ExprParser::combine(SMLoc loc, Operator op, ExprAttr &result,
                                ExprAttr rhs) {
  if (rhs.isConstant(0) && (op == &floorDiv || op == &ceilDiv || op == &mod))
    return parser.emitError(loc, "symbolic expression divides by zero");
  // A product may double the size of both sides before it stays a product.
  return check(loc, op(result, rhs), 2 + result.getSize() + rhs.getSize(),
               1 + std::max(result.getDepth(), rhs.getDepth()), result);
}

ParseResult ExprParser::parseSum(ExprAttr &result) {
  if (++nesting > kMaxNesting)
    return parser.emitError(parser.getCurrentLocation())
           << "symbolic expression nests deeper than " << kMaxNesting
           << " levels";
  if (parseTerm(result))
    return failure();
  while (true) {
    SMLoc loc = parser.getCurrentLocation();
    Operator op;
    if (succeeded(parser.parseOptionalPlus()))
      op = &add;
    else if (succeeded(parser.parseOptionalMinus()))
      op = &sub;
    else
      break;
    ExprAttr rhs;
    if (parseTerm(rhs) || combine(loc, op, result, rhs))
      return failure();
  }
  --nesting;
  return success();
}

ParseResult ExprParser::parseTerm(ExprAttr &result) {
  if (parseFactor(result))
    return failure();
  while (true) {
    SMLoc loc = parser.getCurrentLocation();
    Operator op;
    if (succeeded(parser.parseOptionalStar()))
      op = &mul;
    else if (succeeded(parser.parseOptionalKeyword("floordiv")))
      op = &floorDiv;
    else if (succeeded(parser.parseOptionalKeyword("ceildiv")))
      op = &ceilDiv;
    else if (succeeded(parser.parseOptionalKeyword("mod")))
      op = &mod;
    else
      return success();
    ExprAttr rhs;
    if (parseFactor(rhs) || combine(loc, op, result, rhs))
      return failure();
  }
}

ParseResult ExprParser::parseFactor(ExprAttr &result) {
  SMLoc loc = parser.getCurrentLocation();
  bool negative = false, signedFactor = false;
  while (succeeded(parser.parseOptionalMinus())) {
    negative = !negative;
    signedFactor = true;
  }
  APInt integer;
  OptionalParseResult isInteger = parser.parseOptionalInteger(integer);
  if (isInteger.has_value()) {
    if (failed(*isInteger))
      return failure();
    if (negative) {
      integer = integer.sext(integer.getBitWidth() + 1);
      integer.negate();
    }
    if (!integer.isSignedIntN(64))
      return parser.emitError(loc, "integer in a symbolic expression does not "
                                   "fit in 64 bits");
    result = ExprAttr::getConstant(parser.getContext(), integer.getSExtValue());
    return success();
  }
  if (parsePrimary(result))
    return failure();
  if (!signedFactor || !negative)
    return success();
  ExprAttr zero = ExprAttr::getConstant(parser.getContext(), 0);
  return check(loc, sub(zero, result), result.getSize(), result.getDepth(),
               result);
}

ParseResult ExprParser::parsePrimary(ExprAttr &result) {
  SMLoc loc = parser.getCurrentLocation();
  if (succeeded(parser.parseOptionalLParen()))
    return failure(parseSum(result) || parser.parseRParen());

  std::string quoted;
  if (succeeded(parser.parseOptionalString(&quoted))) {
    if (quoted.empty())
      return parser.emitError(loc, "the name of a symbol must not be empty");
    result = ExprAttr::getSymbol(parser.getContext(), quoted);
    return success();
  }

  StringRef name;
  if (failed(parser.parseOptionalKeyword(&name)))
    return parser.emitError(loc, "expected a symbolic expression");
  if (name == "min")
    return parseExtremum(result, &sym::min);
  if (name == "max")
    return parseExtremum(result, &sym::max);
  if (name == "select")
    return parseSelect(result);
  if (sym::detail::isOperatorName(name))
    return parser.emitError(loc) << "'" << name << "' is an operator; as the "
                                    "name of a symbol it must be quoted";
  result = ExprAttr::getSymbol(parser.getContext(), name);
  return success();
}

ParseResult ExprParser::parseExtremum(ExprAttr &result, Operator op) {
  if (parser.parseLParen() || parseSum(result))
    return failure();
  while (true) {
    SMLoc loc = parser.getCurrentLocation();
    if (failed(parser.parseOptionalComma()))
      return parser.parseRParen();
    ExprAttr next;
    if (parseSum(next) || combine(loc, op, result, next))
      return failure();
  }
}

ParseResult ExprParser::parseSelect(ExprAttr &result) {
  SMLoc loc = parser.getCurrentLocation();
  ExprAttr lhs, rhs, ifTrue, ifFalse;
  Comparison comparison;
  if (parser.parseLParen() || parseSum(lhs) ||
      parseComparison(parser, comparison) || parseSum(rhs) ||
      parser.parseComma() || parseSum(ifTrue) || parser.parseComma() ||
      parseSum(ifFalse) || parser.parseRParen())
    return failure();
  uint64_t size = 1;
  unsigned depth = 0;
  for (ExprAttr operand : {lhs, rhs, ifTrue, ifFalse}) {
    size += operand.getSize();
    depth = std::max(depth, operand.getDepth());
  }
  return check(loc, sym::select(comparison, lhs, rhs, ifTrue, ifFalse), size,
               depth + 1, result);
}

ParseResult sym::parseComparison(AsmParser &parser, Comparison &comparison) {
  SMLoc loc = parser.getCurrentLocation();
  if (succeeded(parser.parseOptionalEqual())) {
    comparison = Comparison::eq;
    return parser.parseEqual();
  }
  for (auto [word, value] :
       {std::pair("eq", Comparison::eq), std::pair("ne", Comparison::ne),
        std::pair("lt", Comparison::lt), std::pair("le", Comparison::le)}) {
    if (failed(parser.parseOptionalKeyword(word)))
      continue;
    comparison = value;
    return success();
  }
  return parser.emitError(loc, "expected a comparison: '==', 'ne', 'lt' or "
                               "'le'");
}

ParseResult sym::parseExpr(AsmParser &parser, ExprAttr &expr) {
  return ExprParser(parser).parseSum(expr);
}

ParseResult sym::parseDimension(AsmParser &parser, ExprAttr &dimension) {
  if (succeeded(parser.parseOptionalQuestion())) {
    dimension = {};
    return success();
  }
  return parseExpr(parser, dimension);
}

ParseResult sym::parseDimensionList(AsmParser &parser,
                                    SmallVectorImpl<ExprAttr> &dimensions) {
  return parser.parseCommaSeparatedList(AsmParser::Delimiter::Square, [&] {
    return parseDimension(parser, dimensions.emplace_back());
  });
}

FailureOr<ExprAttr> sym::parseExprString(MLIRContext *context, StringRef text) {
  ScopedDiagnosticHandler silence(context, [](Diagnostic &) {
    return success();
  });
  std::string attribute = ("#sym.expr<" + text + ">").str();
  auto expr =
      dyn_cast_or_null<ExprAttr>(mlir::parseAttribute(attribute, context));
  if (!expr)
    return failure();
  return expr;
}
