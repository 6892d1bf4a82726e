//===- CombineParallelMatmul.cpp - products that share their left operand -===//
//
// x.A, x.B and x.C are parts of x.[A B C]: one product of a larger matrix has
// more to do at once, and x is read once. A bias behind each and one activation
// behind all of them are applied to the whole.
//
// One walk groups the products of each block by their left operand.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/algebra/Passes.h"
#include "transforms/relax/algebra/Weights.h"

#include "dialects/sym/SymOps.h"
#include "mlir/IR/PatternMatch.h"

#include "llvm/ADT/MapVector.h"

namespace mlir::relax {
#define GEN_PASS_DEF_COMBINEPARALLELMATMUL
#include "transforms/relax/algebra/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

namespace {

/// One of the products that become one, with what follows it.
struct Branch {
  MatmulOp matmul;
  /// A bias of columns behind the product that nothing else uses, and its addend.
  AddOp add;
  Value bias;
  /// The last operation that the combined one replaces.
  Operation *last = nullptr;
  int64_t columns = 0;
};

struct CombineParallelMatmul : relax::impl::CombineParallelMatmulBase<CombineParallelMatmul> {
  using CombineParallelMatmulBase::CombineParallelMatmulBase;

  void runOnOperation() override {
    // Products that may share one are in one block, take equal weights but for the columns, and the same left operand.
    using Key = std::tuple<Block *, Value, Type>;
    llvm::MapVector<Key, SmallVector<Branch>> groups;
    getOperation()->walk([&](MatmulOp op) {
      if (std::optional<Branch> branch = getBranch(op))
        groups[{op->getBlock(), op.getLhs(), getRowType(op)}].push_back(*branch);
    });
    IRRewriter rewriter(&getContext());
    for (auto &[key, branches] : groups)
      if (branches.size() >= std::max(2u, minProducts.getValue()))
        combine(rewriter, branches);
  }

private:
  /// The type of the weights with one column: what has to be equal.
  static Type getRowType(MatmulOp op) {
    auto weight = cast<RelaxTensor>(op.getRhs().getType());
    SmallVector<sym::ExprAttr> shape(weight.getShape());
    shape.back() = sym::ExprAttr::getConstant(op.getContext(), 1);
    return weight.cloneWithShape(shape);
  }

  std::optional<Branch> getBranch(MatmulOp op) {
    RelaxTensor lhs = getKnownType(op.getLhs()), weight = getKnownType(op.getRhs()),
                result = getKnownType(op.getResult());
    if (!lhs || !weight || !result || weight.getRank() != 2 || result.getRank() != lhs.getRank())
      return std::nullopt;
    // Contracted dimensions are equal as they stand, or the check of one would become that of all.
    sym::ExprAttr columns = weight.getShape()[1];
    if (columns.getKind() != sym::ExprKind::Constant || lhs.getShape().back() != weight.getShape()[0] ||
        !isCompileTime(op.getRhs()))
      return std::nullopt;
    Branch branch;
    branch.matmul = op;
    branch.columns = columns.getValue();
    branch.last = op;
    auto add = op->hasOneUse() ? dyn_cast<AddOp>(*op->user_begin()) : AddOp();
    if (!add || add->getBlock() != op->getBlock() || add.getType() != result || add.getLhs() == add.getRhs())
      return branch;
    Value addend = add.getLhs() == op.getResult() ? add.getRhs() : add.getLhs();
    RelaxTensor bias = getKnownType(addend);
    // A bias of rank 1 with an element for each column.
    if (bias && bias.getRank() == 1 && bias.getShape()[0] == columns && isCompileTime(addend)) {
      branch.add = add;
      branch.bias = addend;
      branch.last = add;
    }
    return branch;
  }

  /// The operator without further operands or attributes that alone uses each branch; null if there is none.
  static Operation *getSharedActivation(MutableArrayRef<Branch> branches) {
    Operation *first = nullptr;
    for (Branch &branch : branches) {
      Value result = branch.last->getResult(0);
      Operation *user = result.hasOneUse() ? *result.user_begin() : nullptr;
      if (!user || !isa<ReluOp, SigmoidOp, TanhOp, SiluOp, GeluOp, GeluTanhOp, HardSwishOp, ExpOp>(user) ||
          user->getBlock() != branch.last->getBlock() || user->getResult(0).getType() != result.getType())
        return nullptr;
      if (!first)
        first = user;
      if (first->getName() != user->getName() || first->getAttrDictionary() != user->getAttrDictionary())
        return nullptr;
    }
    return first;
  }

  Value concat(IRRewriter &rewriter, Location loc, ArrayRef<Value> values, int64_t axis) {
    for (Value value : values)
      hoistCompileTime(rewriter, value, &*rewriter.getInsertionPoint());
    return ConcatOp::create(rewriter, loc, values, rewriter.getI64IntegerAttr(axis));
  }

  void combine(IRRewriter &rewriter, MutableArrayRef<Branch> branches) {
    bool haveBias = llvm::all_of(branches, [](const Branch &branch) { return branch.add != nullptr; });
    if (!haveBias)
      for (Branch &branch : branches)
        branch.last = branch.matmul;
    Operation *activation = getSharedActivation(branches);

    // The walk found them in order: what the first may use, the whole may use.
    MatmulOp first = branches.front().matmul;
    Location loc = first.getLoc();
    rewriter.setInsertionPoint(first);
    SmallVector<Value> weights, biases, sizes;
    for (Branch &branch : branches) {
      weights.push_back(branch.matmul.getRhs());
      if (haveBias)
        biases.push_back(branch.bias);
    }
    Value whole = MatmulOp::create(rewriter, loc, first.getLhs(), concat(rewriter, loc, weights, 1));
    if (haveBias)
      whole = AddOp::create(rewriter, loc, whole, concat(rewriter, loc, biases, 0));
    if (activation) {
      Operation *applied = rewriter.clone(*activation);
      applied->setOperand(0, whole);
      applied->getResult(0).setType(whole.getType());
      whole = applied->getResult(0);
    }
    for (Branch &branch : branches) {
      auto size = sym::ExprAttr::getConstant(&getContext(), branch.columns);
      sizes.push_back(sym::ValueOp::create(rewriter, loc, size));
    }
    int64_t axis = cast<RelaxTensor>(whole.getType()).getRank() - 1;
    SmallVector<Type> types;
    for (Branch &branch : branches)
      types.push_back(branch.matmul.getType());
    auto split = SplitOp::create(rewriter, loc, types, whole, sizes, rewriter.getI64IntegerAttr(axis));

    for (auto [branch, part] : llvm::zip_equal(branches, split.getParts())) {
      SmallVector<Operation *> replaced = {branch.matmul};
      if (haveBias)
        replaced.push_back(branch.add);
      if (activation)
        replaced.push_back(*branch.last->getResult(0).user_begin());
      rewriter.replaceAllUsesWith(replaced.back()->getResult(0), part);
      for (Operation *op : llvm::reverse(replaced))
        rewriter.eraseOp(op);
      ++numCombined;
    }
  }
};

} // namespace
