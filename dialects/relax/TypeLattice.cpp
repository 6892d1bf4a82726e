//===- TypeLattice.cpp - what is known about a value, ordered -------------===//
//
// isSubtype, join and their relatives. Everything is decided by canonical
// forms; facts play no part, so that the answers do not depend on where in a
// program they are asked.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/RelaxTypes.h"
#include "llvm/Support/raw_ostream.h"

namespace mlir::relax {

using sym::ExprAttr;

//===----------------------------------------------------------------------===//
// Kinds of values
//===----------------------------------------------------------------------===//

bool isScalarType(Type type) {
  if (isa<sym::IntType, IndexType>(type))
    return true;
  if (auto integer = dyn_cast<IntegerType>(type))
    return integer.getWidth() >= 1 && integer.getWidth() <= 64;
  return isa<FloatType>(type) && TensorType::isValidElementType(type);
}

bool isReferenceType(Type type) {
  if (auto tuple = dyn_cast<TupleType>(type))
    return llvm::all_of(tuple.getTypes(), isValueType);
  return isa<TensorType, ShapeType, ObjectType, CallableType>(type);
}

bool isValueType(Type type) {
  return isReferenceType(type) || isScalarType(type);
}

bool isConditionType(Type type) {
  if (auto tensor = dyn_cast<TensorType>(type))
    return tensor.hasRank() && tensor.getRank() == 0 &&
           tensor.getElementType() &&
           tensor.getElementType().isSignlessInteger(1);
  return type.isSignlessInteger(1);
}

//===----------------------------------------------------------------------===//
// Order
//===----------------------------------------------------------------------===//

static bool isSubshape(bool subRanked, ArrayRef<ExprAttr> sub, bool superRanked,
                       ArrayRef<ExprAttr> super) {
  if (!superRanked)
    return true;
  return subRanked && sub.size() == super.size() &&
         llvm::all_of(llvm::zip(sub, super), [](auto dims) {
           return !std::get<1>(dims) || std::get<0>(dims) == std::get<1>(dims);
         });
}

static bool allSubtypes(ArrayRef<Type> sub, ArrayRef<Type> super) {
  return sub.size() == super.size() &&
         llvm::all_of(llvm::zip(sub, super), [](auto types) {
           return isSubtype(std::get<0>(types), std::get<1>(types));
         });
}

bool isSubtype(Type sub, Type super) {
  if (sub == super)
    return true;
  if (isa<ObjectType>(super))
    return isValueType(sub);
  if (auto lhs = dyn_cast<TensorType>(sub)) {
    auto rhs = dyn_cast<TensorType>(super);
    return rhs &&
           (!rhs.getElementType() ||
            lhs.getElementType() == rhs.getElementType()) &&
           (!rhs.getDevice() || lhs.getDevice() == rhs.getDevice()) &&
           isSubshape(lhs.hasRank(), lhs.getShape(), rhs.hasRank(),
                      rhs.getShape());
  }
  if (auto lhs = dyn_cast<ShapeType>(sub)) {
    auto rhs = dyn_cast<ShapeType>(super);
    return rhs && isSubshape(lhs.hasRank(), lhs.getShape(), rhs.hasRank(),
                             rhs.getShape());
  }
  if (auto lhs = dyn_cast<TupleType>(sub)) {
    auto rhs = dyn_cast<TupleType>(super);
    return rhs && allSubtypes(lhs.getTypes(), rhs.getTypes());
  }
  if (auto lhs = dyn_cast<CallableType>(sub)) {
    auto rhs = dyn_cast<CallableType>(super);
    return rhs && (lhs.getPure() || !rhs.getPure()) &&
           allSubtypes(rhs.getInputs(), lhs.getInputs()) &&
           allSubtypes(lhs.getResults(), rhs.getResults());
  }
  return false;
}

//===----------------------------------------------------------------------===//
// Least upper bound
//===----------------------------------------------------------------------===//

/// The dimensions that both have; only for equal ranks.
static SmallVector<ExprAttr> joinDims(ArrayRef<ExprAttr> lhs,
                                      ArrayRef<ExprAttr> rhs) {
  SmallVector<ExprAttr> dims;
  for (auto [left, right] : llvm::zip(lhs, rhs))
    dims.push_back(left == right ? left : ExprAttr());
  return dims;
}

static SmallVector<Type> joinAll(ArrayRef<Type> lhs, ArrayRef<Type> rhs) {
  SmallVector<Type> types;
  for (auto [left, right] : llvm::zip(lhs, rhs))
    types.push_back(join(left, right));
  return types;
}

Type join(Type lhs, Type rhs) {
  if (lhs == rhs)
    return lhs;
  MLIRContext *context = lhs.getContext();
  if (auto left = dyn_cast<TensorType>(lhs)) {
    if (auto right = dyn_cast<TensorType>(rhs)) {
      Type elementType = left.getElementType() == right.getElementType()
                             ? left.getElementType()
                             : Type();
      VDeviceAttr device = left.getDevice() == right.getDevice()
                               ? left.getDevice()
                               : VDeviceAttr();
      if (!left.hasRank() || !right.hasRank() ||
          left.getRank() != right.getRank())
        return TensorType::getUnranked(context, elementType, device);
      return TensorType::get(context,
                             joinDims(left.getShape(), right.getShape()),
                             elementType, device);
    }
  }
  if (auto left = dyn_cast<ShapeType>(lhs)) {
    if (auto right = dyn_cast<ShapeType>(rhs)) {
      if (!left.hasRank() || !right.hasRank() ||
          left.getRank() != right.getRank())
        return ShapeType::getUnranked(context);
      return ShapeType::get(context,
                            joinDims(left.getShape(), right.getShape()));
    }
  }
  if (auto left = dyn_cast<TupleType>(lhs)) {
    auto right = dyn_cast<TupleType>(rhs);
    if (right && left.size() == right.size())
      return TupleType::get(context,
                            joinAll(left.getTypes(), right.getTypes()));
  }
  if (auto left = dyn_cast<CallableType>(lhs)) {
    auto right = dyn_cast<CallableType>(rhs);
    if (right && left.getInputs() == right.getInputs() &&
        left.getResults().size() == right.getResults().size())
      return CallableType::get(
          FunctionType::get(context, left.getInputs(),
                            joinAll(left.getResults(), right.getResults())),
          left.getPure() && right.getPure());
  }
  return ObjectType::get(context);
}

//===----------------------------------------------------------------------===//
// Disjointness
//===----------------------------------------------------------------------===//

namespace {

/// Says why two types have no value in common; writes nothing where nobody
/// asks.
struct DisjointnessCheck {
  std::string *why;

  template <typename... Args> bool disjoint(Args &&...args) {
    if (why) {
      llvm::raw_string_ostream os(*why);
      (os << ... << std::forward<Args>(args));
    }
    return true;
  }

  bool shapes(bool leftRanked, ArrayRef<ExprAttr> left, bool rightRanked,
              ArrayRef<ExprAttr> right) {
    if (!leftRanked || !rightRanked)
      return false;
    if (left.size() != right.size())
      return disjoint("ranks must be equal, got ", left.size(), " and ",
                      right.size());
    for (auto [index, dims] : llvm::enumerate(llvm::zip(left, right))) {
      auto [lhs, rhs] = dims;
      if (lhs && rhs && sym::provablyDifferent(lhs, rhs))
        return disjoint("dimension ", index, " must be equal, got ", lhs.str(),
                        " and ", rhs.str());
    }
    return false;
  }

  bool types(Type lhs, Type rhs) {
    if (lhs == rhs || isa<ObjectType>(lhs) || isa<ObjectType>(rhs))
      return false;
    if (auto left = dyn_cast<TensorType>(lhs)) {
      if (auto right = dyn_cast<TensorType>(rhs)) {
        if (left.getElementType() && right.getElementType() &&
            left.getElementType() != right.getElementType())
          return disjoint("element types must be equal, got '",
                          left.getElementType(), "' and '",
                          right.getElementType(), "'");
        if (left.getDevice() && right.getDevice() &&
            left.getDevice() != right.getDevice())
          return disjoint("devices must be equal, got ", left.getDevice(),
                          " and ", right.getDevice());
        return shapes(left.hasRank(), left.getShape(), right.hasRank(),
                      right.getShape());
      }
    }
    if (auto left = dyn_cast<ShapeType>(lhs))
      if (auto right = dyn_cast<ShapeType>(rhs))
        return shapes(left.hasRank(), left.getShape(), right.hasRank(),
                      right.getShape());
    if (auto left = dyn_cast<TupleType>(lhs)) {
      if (auto right = dyn_cast<TupleType>(rhs)) {
        if (left.size() != right.size())
          return disjoint("tuples must have the same length, got ", left.size(),
                          " and ", right.size());
        return llvm::any_of(
            llvm::zip(left.getTypes(), right.getTypes()), [&](auto pair) {
              return types(std::get<0>(pair), std::get<1>(pair));
            });
      }
    }
    if (auto left = dyn_cast<CallableType>(lhs)) {
      if (auto right = dyn_cast<CallableType>(rhs)) {
        if (left.getInputs().size() != right.getInputs().size())
          return disjoint("callables must take equally many values, got ",
                          left.getInputs().size(), " and ",
                          right.getInputs().size());
        return false;
      }
    }
    if (auto left = dyn_cast<sym::IntType>(lhs)) {
      if (auto right = dyn_cast<sym::IntType>(rhs)) {
        if (sym::provablyDifferent(left.getExpr(), right.getExpr()))
          return disjoint("integers must be equal, got ", left.getExpr().str(),
                          " and ", right.getExpr().str());
        return false;
      }
    }
    return disjoint("no value is both '", lhs, "' and '", rhs, "'");
  }
};

} // namespace

bool provablyDisjoint(Type lhs, Type rhs, std::string *why) {
  return DisjointnessCheck{why}.types(lhs, rhs);
}

//===----------------------------------------------------------------------===//
// Symbols in types
//===----------------------------------------------------------------------===//

static SmallVector<ExprAttr> closeDims(ArrayRef<ExprAttr> dims) {
  return llvm::map_to_vector(dims, [](ExprAttr dim) {
    return dim && dim.isConstant() ? dim : ExprAttr();
  });
}

Type closeType(Type type) {
  MLIRContext *context = type.getContext();
  if (auto tensor = dyn_cast<TensorType>(type))
    return tensor.hasRank()
               ? tensor.cloneWithShape(closeDims(tensor.getShape()))
               : tensor;
  if (auto shape = dyn_cast<ShapeType>(type))
    return shape.hasRank()
               ? ShapeType::get(context, closeDims(shape.getShape()))
               : shape;
  if (auto tuple = dyn_cast<TupleType>(type)) {
    SmallVector<Type> types;
    for (Type element : tuple.getTypes()) {
      types.push_back(closeType(element));
      if (!types.back())
        return {};
    }
    return TupleType::get(context, types);
  }
  if (auto integer = dyn_cast<sym::IntType>(type))
    return integer.getExpr().isConstant() ? type : Type();
  return type;
}

void collectBareSymbols(Type type, llvm::SetVector<StringAttr> &symbols) {
  auto addDim = [&](ExprAttr dim) {
    if (StringAttr name = dim ? dim.getSymbolName() : StringAttr())
      symbols.insert(name);
  };
  if (auto tuple = dyn_cast<TupleType>(type)) {
    for (Type element : tuple.getTypes())
      collectBareSymbols(element, symbols);
  } else if (auto shaped = dyn_cast<SymbolicShapedTypeInterface>(type)) {
    llvm::for_each(shaped.getSymbolicShape(), addDim);
    llvm::for_each(shaped.getSymbolicStrides(), addDim);
  } else if (auto shape = dyn_cast<ShapeType>(type)) {
    llvm::for_each(shape.getShape(), addDim);
  } else if (auto integer = dyn_cast<sym::IntType>(type)) {
    addDim(integer.getExpr());
  }
}

bool hasUnknownDims(Type type) {
  auto isUnknown = [](bool ranked, ArrayRef<ExprAttr> shape) {
    return !ranked || llvm::any_of(shape, [](ExprAttr dim) { return !dim; });
  };
  if (auto tuple = dyn_cast<TupleType>(type))
    return llvm::any_of(tuple.getTypes(), hasUnknownDims);
  if (auto tensor = dyn_cast<TensorType>(type))
    return isUnknown(tensor.hasRank(), tensor.getShape());
  if (auto shape = dyn_cast<ShapeType>(type))
    return isUnknown(shape.hasRank(), shape.getShape());
  return false;
}

} // namespace mlir::relax
