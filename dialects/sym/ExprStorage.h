//===- ExprStorage.h - How an expression is stored --------------*- C++ -*-===//
//
// The uniqued storage of ExprAttr. Private to the dialect: everybody else uses
// the accessors of ExprAttr.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_SYM_EXPRSTORAGE_H
#define DIALECTS_SYM_EXPRSTORAGE_H

#include "dialects/sym/SymAttrs.h"
#include "mlir/IR/AttributeSupport.h"

namespace mlir::sym::detail {

/// What makes a node: the fields that its kind does not use are empty.
struct ExprKey {
  ExprKind kind;
  /// The constant, the constant term of a sum, or the comparison of a select.
  int64_t value = 0;
  StringAttr name = {};
  ArrayRef<ExprAttr> operands = {};
  ArrayRef<int64_t> coefficients = {};
};

struct ExprAttrStorage : public AttributeStorage {
  using KeyTy = ExprKey;

  explicit ExprAttrStorage(const ExprKey &key) : node(key) {
    uint64_t total = 1;
    unsigned below = 0;
    for (ExprAttr operand : node.operands) {
      total += operand.getSize() + (node.kind == ExprKind::Sum ? 1 : 0);
      below = std::max(below, operand.getDepth());
    }
    size = static_cast<unsigned>(std::min<uint64_t>(total, UINT32_MAX));
    depth = below + 1;
  }

  bool operator==(const ExprKey &key) const {
    return node.kind == key.kind && node.value == key.value &&
           node.name == key.name && node.operands == key.operands &&
           node.coefficients == key.coefficients;
  }

  static llvm::hash_code hashKey(const ExprKey &key) {
    // Constants and symbols are looked up most.
    if (key.operands.empty())
      return llvm::hash_combine(key.kind, key.value, key.name);
    return llvm::hash_combine(
        key.kind, key.value, key.name,
        llvm::hash_combine_range(key.operands.begin(), key.operands.end()),
        llvm::hash_combine_range(key.coefficients.begin(),
                                 key.coefficients.end()));
  }

  static ExprAttrStorage *construct(AttributeStorageAllocator &allocator,
                                    const ExprKey &key) {
    ExprKey copy = key;
    copy.operands = allocator.copyInto(key.operands);
    copy.coefficients = allocator.copyInto(key.coefficients);
    return new (allocator.allocate<ExprAttrStorage>()) ExprAttrStorage(copy);
  }

  ExprKey node;
  unsigned size;
  unsigned depth;
};

} // namespace mlir::sym::detail

#endif // DIALECTS_SYM_EXPRSTORAGE_H
