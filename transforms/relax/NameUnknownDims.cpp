//===- NameUnknownDims.cpp - give each unknown dimension a symbol ---------===//
//
// One walk in order of execution. Where an operator meets a value with a `?`, the value is cast right behind its definition, once; then the
// operator's own result type is deduced again, so that names spread downwards and few casts remain. Users that demand the
// type as it was get a `relax.forget`.
//
//===----------------------------------------------------------------------===//

#include "analysis/Operators.h"
#include "dialects/relax/Relax.h"
#include "dialects/sym/Sym.h"
#include "dialects/sym/SymbolScope.h"
#include "transforms/relax/Passes.h"
#include "mlir/IR/Builders.h"

namespace mlir::relax {
#define GEN_PASS_DEF_NAMEUNKNOWNDIMS
#include "transforms/relax/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;

namespace {

/// Whether the op needs to know the dimensions of its operands to become a kernel call.
bool needsNames(Operation *op) {
  return isOperator(op) || isa<CallTIROp, CallTIRInplaceOp, CallTIRWithGradOp>(op);
}

/// Whether the op takes an operand of a more precise type as it is. Its own result types are deduced again.
bool isFlexible(Operation *op) {
  if (isa<CallTIROp, CallTIRWithGradOp, CallDPSPackedOp, MatchCastOp, ForgetOp>(op))
    return true;
  return isa_and_nonnull<RelaxDialect>(op->getDialect()) && isa<InferTypeOpInterface>(op);
}

/// The dimensions of a tensor or shape of known rank that has a `?` among them; nothing for other types.
std::optional<llvm::ArrayRef<sym::ExprAttr>> getUnnamedShape(Type type) {
  llvm::ArrayRef<sym::ExprAttr> shape;
  if (auto tensor = dyn_cast<relax::TensorType>(type); tensor && tensor.hasRank())
    shape = tensor.getShape();
  else if (auto shapeType = dyn_cast<ShapeType>(type); shapeType && shapeType.hasRank())
    shape = shapeType.getShape();
  if (llvm::is_contained(shape, sym::ExprAttr()))
    return shape;
  return std::nullopt;
}

/// `old` with what only `better` knows.
Type improve(Type old, Type better) {
  auto improveShape = [](llvm::ArrayRef<sym::ExprAttr> from, llvm::ArrayRef<sym::ExprAttr> with) {
    llvm::SmallVector<sym::ExprAttr> shape(from);
    for (auto [dim, other] : llvm::zip(shape, with))
      if (!dim)
        dim = other;
    return shape;
  };
  if (auto tensor = dyn_cast<relax::TensorType>(old)) {
    auto other = dyn_cast<relax::TensorType>(better);
    if (!other)
      return old;
    Type elementType = tensor.getElementType() ? tensor.getElementType() : other.getElementType();
    VDeviceAttr device = tensor.getDevice() ? tensor.getDevice() : other.getDevice();
    if (!tensor.hasRank())
      return other.cloneWithElementType(elementType).cloneWithDevice(device);
    if (!other.hasRank() || other.getRank() != tensor.getRank())
      return old;
    return relax::TensorType::get(old.getContext(), improveShape(tensor.getShape(), other.getShape()), elementType,
                                  device);
  }
  if (auto shape = dyn_cast<ShapeType>(old)) {
    auto other = dyn_cast<ShapeType>(better);
    if (!other || !shape.hasRank())
      return other ? Type(other) : old;
    if (!other.hasRank() || other.getRank() != shape.getRank())
      return old;
    return ShapeType::get(old.getContext(), improveShape(shape.getShape(), other.getShape()));
  }
  auto tuple = dyn_cast<TupleType>(old), other = dyn_cast<TupleType>(better);
  if (!tuple || !other || tuple.size() != other.size())
    return old;
  llvm::SmallVector<Type> fields;
  for (auto [field, with] : llvm::zip_equal(tuple.getTypes(), other.getTypes()))
    fields.push_back(improve(field, with));
  return TupleType::get(old.getContext(), fields);
}

/// Names the dimensions of one function.
class DimNaming {
public:
  explicit DimNaming(FuncOp function) : function(function), builder(function.getContext()) {}

  void run() {
    function.getBody().walk<WalkOrder::PreOrder>([&](Operation *op) {
      if (needsNames(op))
        for (OpOperand &operand : op->getOpOperands())
          // An update in place yields the type of its operand.
          if (!isa<CallTIRInplaceOp>(op) && getUnnamedShape(operand.get().getType()))
            operand.set(name(operand.get()));
      if (isa<InferTypeOpInterface>(op) && isFlexible(op))
        refine(op);
    });
  }

  unsigned numNamed = 0;
  unsigned numRefined = 0;

private:
  /// The value with a name for each dimension.
  Value name(Value value) {
    Value &cast = casts[value];
    if (cast)
      return cast;
    if (taken.empty())
      sym::collectUsedSymbols(function, taken);
    llvm::SmallVector<sym::ExprAttr> shape(*getUnnamedShape(value.getType()));
    llvm::SmallVector<StringAttr> symbols;
    for (sym::ExprAttr &dim : shape) {
      if (dim)
        continue;
      symbols.push_back(sym::getFreshSymbol(builder.getStringAttr("d" + llvm::Twine(numNamed++)), taken));
      taken.insert(symbols.back());
      dim = sym::ExprAttr::getSymbol(symbols.back());
    }
    Type type;
    if (auto tensor = dyn_cast<relax::TensorType>(value.getType()))
      type = tensor.cloneWithShape(shape);
    else
      type = ShapeType::get(builder.getContext(), shape);
    builder.setInsertionPointAfterValue(value);
    cast = MatchCastOp::create(builder, value.getLoc(), type, value, symbols).getResult();
    return cast;
  }

  /// Deduces the result types of an op again; what is better than what is written, is written.
  void refine(Operation *op) {
    if (op->getNumResults() == 0 ||
        llvm::none_of(op->getResultTypes(), [](Type type) { return hasUnknownDims(type); }))
      return;
    auto inference = cast<InferTypeOpInterface>(op);
    llvm::SmallVector<Type> inferred;
    if (failed(inference.inferReturnTypes(op->getContext(), std::nullopt, op->getOperands(),
                                          op->getDiscardableAttrDictionary(), op->getPropertiesStorage(),
                                          op->getRegions(), inferred)))
      return;
    bool changed = false;
    for (auto [result, better] : llvm::zip(op->getResults(), inferred)) {
      Type old = result.getType();
      Type type = improve(old, better);
      if (type == old)
        continue;
      changed = true;
      result.setType(type);
      Value weakened;
      for (OpOperand &use : llvm::make_early_inc_range(result.getUses())) {
        if (isFlexible(use.getOwner()))
          continue;
        if (!weakened) {
          builder.setInsertionPointAfter(op);
          weakened = ForgetOp::create(builder, op->getLoc(), old, result);
        }
        use.set(weakened);
      }
    }
    numRefined += changed;
  }

  FuncOp function;
  OpBuilder builder;
  llvm::DenseMap<Value, Value> casts;
  llvm::SetVector<StringAttr> taken;
};

struct NameUnknownDims : relax::impl::NameUnknownDimsBase<NameUnknownDims> {
  void runOnOperation() override {
    bool changed = false;
    getOperation()->walk<WalkOrder::PreOrder>([&](Operation *op) {
      auto function = dyn_cast<FuncOp>(op);
      if (!function)
        return WalkResult::advance();
      DimNaming naming(function);
      naming.run();
      numNamed += naming.numNamed;
      numRefined += naming.numRefined;
      changed |= naming.numNamed != 0 || naming.numRefined != 0;
      return WalkResult::skip();
    });
    if (!changed)
      markAllAnalysesPreserved();
  }
};

} // namespace
