//===- RandomExpr.h - Random expressions with a value of their own -*- C++ -*-===//
//
// A tree of operators that is evaluated without any of the code under test, and
// built both through text and through the constructors.
//
//===----------------------------------------------------------------------===//

#ifndef TEST_DIALECTS_SYM_RANDOMEXPR_H
#define TEST_DIALECTS_SYM_RANDOMEXPR_H

#include "dialects/sym/Sym.h"
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace mlir::sym::testing {

using Assignment = std::map<std::string, int64_t>;

struct Tree {
  enum Op { Const, Sym, Add, Sub, Mul, FloorDiv, CeilDiv, Mod, Min, Max, Select };
  Op op;
  int64_t value = 0;
  std::string name;
  Comparison comparison = Comparison::eq;
  std::vector<std::unique_ptr<Tree>> children;

  /// The value by the definition of the operators; nothing where a part divides
  /// by zero or does not fit in 128 bits.
  std::optional<__int128> eval(const Assignment &values) const {
    if (op == Const)
      return value;
    if (op == Sym)
      return values.at(name);
    if (op == Select) {
      auto l = children[0]->eval(values), r = children[1]->eval(values);
      if (!l || !r)
        return std::nullopt;
      bool holds = comparison == Comparison::eq   ? *l == *r
                   : comparison == Comparison::ne ? *l != *r
                   : comparison == Comparison::lt ? *l < *r
                                                  : *l <= *r;
      return children[holds ? 2 : 3]->eval(values);
    }
    auto l = children[0]->eval(values), r = children[1]->eval(values);
    if (!l || !r)
      return std::nullopt;
    __int128 a = *l, b = *r, result;
    switch (op) {
    case Add:
      return __builtin_add_overflow(a, b, &result) ? std::nullopt
                                                   : std::optional(result);
    case Sub:
      return __builtin_sub_overflow(a, b, &result) ? std::nullopt
                                                   : std::optional(result);
    case Mul:
      return __builtin_mul_overflow(a, b, &result) ? std::nullopt
                                                   : std::optional(result);
    case Min:
      return a < b ? a : b;
    case Max:
      return a > b ? a : b;
    default:
      break;
    }
    if (b == 0)
      return std::nullopt;
    // The greatest integer q with q * b <= a (for b > 0), found from the
    // truncated quotient by stepping.
    __int128 q = a / b;
    bool exact = q * b == a;
    if (!exact && ((a < 0) != (b < 0)))
      q = q - 1;
    if (op == FloorDiv)
      return q;
    if (op == CeilDiv)
      return exact ? q : q + 1;
    return a - b * q;
  }

  std::string text() const {
    static const char *const words[] = {"",   "",         "+",       "-",   "*",
                                        "floordiv", "ceildiv", "mod"};
    switch (op) {
    case Const:
      return std::to_string(value);
    case Sym:
      return "\"" + name + "\"";
    case Min:
    case Max:
      return (op == Min ? "min(" : "max(") + children[0]->text() + ", " +
             children[1]->text() + ")";
    case Select:
      return "select(" + children[0]->text() + " " +
             stringifyComparison(comparison).str() + " " +
             children[1]->text() + ", " + children[2]->text() + ", " +
             children[3]->text() + ")";
    default:
      return "(" + children[0]->text() + " " + words[op] + " " +
             children[1]->text() + ")";
    }
  }

  FailureOr<ExprAttr> build(MLIRContext *context) const {
    if (op == Const)
      return ExprAttr::getConstant(context, value);
    if (op == Sym)
      return ExprAttr::getSymbol(context, name);
    std::vector<ExprAttr> parts;
    for (const auto &child : children) {
      FailureOr<ExprAttr> part = child->build(context);
      if (failed(part))
        return failure();
      parts.push_back(*part);
    }
    switch (op) {
    case Add:
      return add(parts[0], parts[1]);
    case Sub:
      return sub(parts[0], parts[1]);
    case Mul:
      return mul(parts[0], parts[1]);
    case FloorDiv:
      return floorDiv(parts[0], parts[1]);
    case CeilDiv:
      return ceilDiv(parts[0], parts[1]);
    case Mod:
      return mod(parts[0], parts[1]);
    case Min:
      return sym::min(parts[0], parts[1]);
    case Max:
      return sym::max(parts[0], parts[1]);
    default:
      return select(comparison, parts[0], parts[1], parts[2], parts[3]);
    }
  }
};

/// Makes trees and assignments from a fixed seed.
class Random {
public:
  explicit Random(unsigned seed) : engine(seed) {}

  int64_t integer(int64_t low, int64_t high) {
    return std::uniform_int_distribution<int64_t>(low, high)(engine);
  }

  std::unique_ptr<Tree> tree(unsigned depth, bool linear = false) {
    auto result = std::make_unique<Tree>();
    int64_t kind = depth == 0 ? integer(0, 3) : integer(0, 16);
    if (kind <= 1) {
      result->op = Tree::Sym;
      result->name = names[integer(0, 2)];
      return result;
    }
    if (kind <= 3) {
      result->op = Tree::Const;
      result->value = integer(0, 3) == 0 ? integer(-12, 12) : integer(-4, 6);
      return result;
    }
    static const Tree::Op ops[] = {
        Tree::Add,      Tree::Add,     Tree::Add, Tree::Sub, Tree::Sub,
        Tree::Mul,      Tree::Mul,     Tree::Mul, Tree::FloorDiv,
        Tree::FloorDiv, Tree::CeilDiv, Tree::Mod, Tree::Select};
    result->op = ops[kind - 4];
    if (result->op == Tree::Select && integer(0, 2) != 0)
      result->op = integer(0, 1) ? Tree::Min : Tree::Max;
    unsigned arity = 2;
    if (result->op == Tree::Select) {
      result->comparison = static_cast<Comparison>(integer(0, 3));
      arity = 4;
    }
    for (unsigned i = 0; i < arity; ++i)
      result->children.push_back(tree(depth - 1, linear));
    bool divides = result->op == Tree::FloorDiv ||
                   result->op == Tree::CeilDiv || result->op == Tree::Mod;
    // Most divisors are constants, as in programs.
    if (linear ? divides || result->op == Tree::Mul
               : divides && integer(0, 3) != 0) {
      auto divisor = std::make_unique<Tree>();
      divisor->op = Tree::Const;
      divisor->value = integer(0, 5) == 0 ? integer(-6, -1) : integer(1, 8);
      result->children[1] = std::move(divisor);
    }
    return result;
  }

  Assignment assignment(int64_t low, int64_t high) {
    Assignment result;
    for (const char *name : names)
      result[name] = integer(low, high);
    return result;
  }

  static constexpr const char *names[] = {"k", "n", "past + 1"};

private:
  std::mt19937 engine;
};

inline llvm::DenseMap<StringAttr, int64_t> toValues(MLIRContext *context,
                                                    const Assignment &from) {
  llvm::DenseMap<StringAttr, int64_t> values;
  for (const auto &[name, value] : from)
    values[StringAttr::get(context, name)] = value;
  return values;
}

} // namespace mlir::sym::testing

#endif // TEST_DIALECTS_SYM_RANDOMEXPR_H
