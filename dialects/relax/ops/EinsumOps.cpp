//===- EinsumOps.cpp - sums of products by letters -----------------------------===//
//
// Subscripts become labels, and labels dimensions.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/EinsumOps.h"

#include "dialects/relax/Registration.h"
#include "dialects/relax/RelaxDialect.h"
#include "mlir/IR/OpImplementation.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

#define GET_OP_CLASSES
#include "dialects/relax/ops/EinsumOps.cpp.inc"

void mlir::relax::registerEinsumOps(RelaxDialect *dialect) {
  dialect->addOperationFamily<
#define GET_OP_LIST
#include "dialects/relax/ops/EinsumOps.cpp.inc"
      >();
}

static constexpr int64_t ellipsisMark = -1;

/// The letters of one operand or of the result, the ellipsis as a mark.
static FailureOr<SmallVector<int64_t>> parseTerm(const Deduction &deduction, StringRef subscripts, StringRef term) {
  SmallVector<int64_t> letters;
  while (!term.empty()) {
    if (term.consume_front("...")) {
      if (llvm::is_contained(letters, ellipsisMark))
        return deduction.fail("a term of the subscripts must have '...' at most once, got '", subscripts, "'");
      letters.push_back(ellipsisMark);
      continue;
    }
    if (!llvm::isAlpha(term.front()))
      return deduction.fail("subscripts must consist of letters, '...', ',' and '->', got '", subscripts, "'");
    letters.push_back(term.front());
    term = term.drop_front();
  }
  return letters;
}

FailureOr<EinsumPlan> mlir::relax::parseEinsum(const Deduction &deduction, StringRef subscripts, ArrayRef<int64_t> ranks) {
  std::string text;
  for (char c : subscripts)
    if (!llvm::isSpace(c))
      text.push_back(c);
  auto [left, right] = StringRef(text).split("->");
  bool hasArrow = StringRef(text).contains("->");
  SmallVector<StringRef> names;
  left.split(names, ',');
  if (names.size() != ranks.size())
    return deduction.fail("subscripts must name as many operands as there are, got ", names.size(), " and ", ranks.size());

  EinsumPlan plan;
  SmallVector<SmallVector<int64_t>> terms;
  bool hasEllipsis = false;
  for (auto [index, name] : llvm::enumerate(names)) {
    FailureOr<SmallVector<int64_t>> term = parseTerm(deduction, subscripts, name);
    if (failed(term))
      return failure();
    bool isOpen = llvm::is_contained(*term, ellipsisMark);
    int64_t named = term->size() - isOpen;
    if (isOpen ? named > ranks[index] : named != ranks[index])
      return deduction.fail("subscripts of operand ", index, " must name its dimensions, got '", name, "' and rank ",
                            ranks[index]);
    if (isOpen)
      plan.numBroadcast = std::max<unsigned>(plan.numBroadcast, ranks[index] - named);
    hasEllipsis |= isOpen;
    terms.push_back(*term);
  }

  plan.numLabels = plan.numBroadcast;
  llvm::SmallMapVector<int64_t, std::pair<unsigned, unsigned>, 8> labels; // letter: label, occurrences
  for (auto [index, term] : llvm::enumerate(terms)) {
    SmallVector<unsigned> &operand = plan.operands.emplace_back();
    for (int64_t letter : term) {
      if (letter == ellipsisMark) {
        unsigned hidden = ranks[index] - (term.size() - 1);
        for (unsigned i = plan.numBroadcast - hidden; i < plan.numBroadcast; ++i)
          operand.push_back(i);
        continue;
      }
      auto &[label, count] = labels.insert({letter, {plan.numLabels, 0}}).first->second;
      if (++count == 1)
        ++plan.numLabels;
      operand.push_back(label);
    }
  }

  SmallVector<int64_t> result;
  if (hasArrow) {
    FailureOr<SmallVector<int64_t>> term = parseTerm(deduction, subscripts, right);
    if (failed(term))
      return failure();
    result = *term;
  } else {
    for (auto &[letter, use] : labels)
      if (use.second == 1)
        result.push_back(letter);
    llvm::sort(result);
    result.insert(result.begin(), ellipsisMark);
  }
  if (plan.numBroadcast && !llvm::is_contained(result, ellipsisMark))
    return deduction.fail("the result must have '...' where operands have dimensions there, got '", subscripts, "'");
  if (hasArrow && !hasEllipsis && llvm::is_contained(result, ellipsisMark))
    return deduction.fail("the result must have '...' only where an operand has, got '", subscripts, "'");
  llvm::SmallDenseSet<unsigned> inResult;
  for (int64_t letter : result) {
    if (letter == ellipsisMark) {
      for (unsigned i = 0; i < plan.numBroadcast; ++i)
        plan.result.push_back(i);
      continue;
    }
    auto it = labels.find(letter);
    StringRef shown(text);
    if (it == labels.end())
      return deduction.fail("a letter of the result must occur in an operand, got '", std::string(1, char(letter)), "' in '",
                            subscripts, "'");
    if (!inResult.insert(it->second.first).second)
      return deduction.fail("a letter must occur in the result once, got '", std::string(1, char(letter)), "' in '",
                            subscripts, "'");
    plan.result.push_back(it->second.first);
  }
  for (auto &[letter, use] : labels)
    if (!inResult.contains(use.first))
      plan.summed.push_back(use.first);
  return plan;
}

FailureOr<RelaxTensor> EinsumOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  ValueRange operands = adaptor.getOperands();
  if (operands.empty())
    return deduction.fail("there must be at least one tensor, got 0");
  std::optional<RelaxTensor> combined;
  SmallVector<RelaxTensor> types;
  bool ranksKnown = true;
  for (Value operand : operands) {
    FailureOr<RelaxTensor> type = getTensorOperand(deduction, operand, "operands");
    if (failed(type) || failed(checkElementKind(deduction, *type, ElementKind::Numeric)))
      return failure();
    FailureOr<RelaxTensor> both = combined ? combineOperands(deduction, *combined, *type, std::nullopt)
                                           : FailureOr<RelaxTensor>(withoutRank(*type));
    if (failed(both))
      return failure();
    combined = *both;
    types.push_back(*type);
    ranksKnown &= type->hasRank();
  }
  if (!ranksKnown) {
    deduction.addUnknownCondition();
    return *combined;
  }
  SmallVector<int64_t> ranks;
  for (RelaxTensor type : types)
    ranks.push_back(type.getRank());
  FailureOr<EinsumPlan> plan = parseEinsum(deduction, adaptor.getSubscripts(), ranks);
  if (failed(plan))
    return failure();
  SmallVector<Dim> sizes(plan->numLabels);
  SmallVector<bool> isSeen(plan->numLabels, false);
  for (auto [type, labels] : llvm::zip_equal(types, plan->operands)) {
    for (auto [dim, label] : llvm::zip_equal(type.getShape(), labels)) {
      if (!isSeen[label]) {
        sizes[label] = dim;
        isSeen[label] = true;
        continue;
      }
      FailureOr<Dim> size = label < plan->numBroadcast
                                ? broadcastDims(deduction, sizes[label], dim, "dimensions under '...'")
                                : unifyDims(deduction, sizes[label], dim, "dimensions of one letter");
      if (failed(size))
        return failure();
      sizes[label] = *size;
    }
  }
  SmallVector<Dim> shape;
  for (unsigned label : plan->result)
    shape.push_back(sizes[label]);
  return combined->cloneWithShape(shape);
}

FailureOr<RelaxTensor> OuterOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  FailureOr<RelaxTensor> lhs = getTensorOperand(deduction, adaptor.getLhs(), "lhs");
  FailureOr<RelaxTensor> rhs = getTensorOperand(deduction, adaptor.getRhs(), "rhs");
  if (failed(lhs) || failed(rhs) || failed(checkElementKind(deduction, *lhs, ElementKind::Numeric)) ||
      failed(checkElementKind(deduction, *rhs, ElementKind::Numeric)))
    return failure();
  SmallVector<Dim> shape;
  std::pair<RelaxTensor, StringRef> operands[] = {{*lhs, "lhs"}, {*rhs, "rhs"}};
  for (auto &[type, name] : operands) {
    if (type.hasRank() && type.getRank() != 1)
      return deduction.fail("rank of '", name, "' must be 1, got ", type.getRank());
    if (!type.hasRank())
      deduction.addUnknownCondition();
    shape.push_back(type.hasRank() ? type.getShape()[0] : Dim());
  }
  return combineOperands(deduction, *lhs, *rhs, ArrayRef<Dim>(shape));
}
