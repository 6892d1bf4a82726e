//===- Containers.cpp - Sequences and optionals ---------------------------===//

#include "frontends/onnx/Containers.h"

#include "frontends/onnx/GraphImporter.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace mlir::onnx;
using sym::ExprAttr;
using Kind = ContainerType::Kind;

ContainerRef onnx::makeContainer(Kind kind, relax::TensorType tensor,
                                 ContainerRef inner) {
  auto result = std::make_shared<ContainerType>();
  result->kind = kind;
  result->tensor = tensor;
  result->inner = std::move(inner);
  return result;
}

ContainerRef onnx::joinContainers(const ContainerRef &lhs,
                                  const ContainerRef &rhs) {
  if (!lhs || !rhs || lhs->kind != rhs->kind)
    return nullptr;
  // One that nothing is known of yet takes over what is known of the other.
  if (!lhs->tensor && !lhs->inner)
    return rhs;
  if (!rhs->tensor && !rhs->inner)
    return lhs;
  if (lhs->inner || rhs->inner) {
    ContainerRef inner = joinContainers(lhs->inner, rhs->inner);
    return inner ? makeContainer(lhs->kind, {}, inner) : nullptr;
  }
  if (lhs->tensor.getElementType() != rhs->tensor.getElementType())
    return nullptr;
  return makeContainer(lhs->kind, cast<relax::TensorType>(
                                      relax::join(lhs->tensor, rhs->tensor)));
}

bool onnx::areEqual(const ContainerRef &lhs, const ContainerRef &rhs) {
  if (!lhs || !rhs)
    return !lhs && !rhs;
  return lhs->kind == rhs->kind && lhs->tensor == rhs->tensor &&
         areEqual(lhs->inner, rhs->inner);
}

Operation *onnx::callLibrary(OpBuilder &builder, Location loc, StringRef name,
                             TypeRange results, ValueRange args, bool isPure) {
  StringAttr callee = builder.getStringAttr("relax.runtime." + name);
  if (isPure)
    return relax::CallPurePackedOp::create(builder, loc, results, callee, args);
  return relax::CallPackedOp::create(builder, loc, results, callee, args,
                                     ArrayRef<int64_t>());
}

ExprAttr onnx::makeSymbol(NodeImporter &n, Value number, StringRef name) {
  Value index = arith::IndexCastOp::create(n.builder, n.loc,
                                           n.builder.getIndexType(), number);
  auto op =
      sym::FromIndexOp::create(n.builder, n.loc, index, n.freshSymbol(name));
  n.noteSymbols(op->getResults());
  return op.getResult().getType().getExpr();
}

FailureOr<Value> onnx::castToTensor(NodeImporter &n, Value object,
                                    relax::TensorType type) {
  // A cast may name symbols of the signature and of its operand. Other
  // expressions are what a reshape makes of a cast to fresh symbols, and
  // checks.
  llvm::SetVector<StringAttr> licensed;
  if (auto tensor = dyn_cast<relax::TensorType>(object.getType());
      tensor && tensor.hasRank())
    for (ExprAttr dim : tensor.getShape())
      if (dim)
        sym::collectSymbols(dim, licensed);
  SmallVector<StringAttr> symbols;
  SmallVector<ExprAttr> dims, wanted;
  if (type.hasRank()) {
    wanted = llvm::to_vector(type.getShape());
    for (ExprAttr &dim : wanted) {
      llvm::SetVector<StringAttr> used;
      if (dim)
        sym::collectSymbols(dim, used);
      auto isKnown = [&](StringAttr s) {
        return licensed.contains(s) || n.getGraph().isInSignature(s);
      };
      bool isNew = !dim || !llvm::all_of(used, isKnown);
      dims.push_back(
          isNew ? ExprAttr::getSymbol(symbols.emplace_back(n.freshSymbol("d")))
                : dim);
      if (!dim)
        dim = dims.back();
    }
    type = type.cloneWithShape(dims);
  }
  auto cast =
      relax::MatchCastOp::create(n.builder, n.loc, type, object, symbols);
  n.noteSymbols(cast.getSizes());
  return dims == wanted ? FailureOr<Value>(cast.getResult())
                        : n.reshape(cast.getResult(), wanted);
}

FailureOr<ImportedValue> onnx::castElement(NodeImporter &n, Value object,
                                           const ContainerRef &container) {
  ImportedValue result;
  if (container->inner) {
    result.value = object;
    result.container = container->inner;
    return result;
  }
  if (!container->tensor)
    return n.error() << "nothing is known of the elements of the sequence or "
                        "optional, which is empty";
  FailureOr<Value> tensor = castToTensor(n, object, container->tensor);
  if (failed(tensor))
    return failure();
  result.value = *tensor;
  return result;
}

FailureOr<ImportedValue>
onnx::getElement(NodeImporter &n, ImportedValue &sequence, ExprAttr position) {
  std::optional<int64_t> constant = position.getConstantValue();
  if (sequence.elements && constant) {
    int64_t size = sequence.elements->size();
    if (*constant < -size || *constant >= size)
      return n.error() << "the position must be in [" << -size << ", " << size
                       << "), got " << *constant;
    ImportedValue result;
    result.value =
        (*sequence.elements)[*constant < 0 ? *constant + size : *constant];
    return result;
  }
  FailureOr<Value> object = n.getGraph().materialize(n.loc, sequence),
                   index = n.symInt(position);
  if (failed(object) || failed(index))
    return failure();
  Value element = callLibrary(n.builder, n.loc, "sequence_at",
                              relax::ObjectType::get(n.builder.getContext()),
                              {*object, *index})
                      ->getResult(0);
  return castElement(n, element, sequence.container);
}

FailureOr<ExprAttr> onnx::getLength(NodeImporter &n, ImportedValue &sequence) {
  if (sequence.elements)
    return n.constant(sequence.elements->size());
  FailureOr<Value> object = n.getGraph().materialize(n.loc, sequence);
  if (failed(object))
    return failure();
  Value length = callLibrary(n.builder, n.loc, "sequence_length",
                             n.builder.getI64Type(), *object)
                     ->getResult(0);
  return makeSymbol(n, length, "length");
}

//===----------------------------------------------------------------------===//
// Optionals
//===----------------------------------------------------------------------===//

FailureOr<ImportedValue> GraphImporter::makeOptional(Location loc,
                                                     ImportedValue &value) {
  FailureOr<Value> inner = materialize(loc, value);
  if (failed(inner))
    return failure();
  Value tuple = relax::TupleOp::create(builder, loc, *inner);
  ImportedValue result;
  result.value = relax::ForgetOp::create(
      builder, loc, relax::ObjectType::get(context), tuple);
  relax::TensorType tensor;
  if (!value.container)
    tensor = dyn_cast<relax::TensorType>(
        closeType(inner->getType(), /*signatureOnly=*/true));
  result.container = makeContainer(Kind::Optional, tensor, value.container);
  return result;
}

ImportedValue GraphImporter::getOptionalElement(Location loc,
                                                const ImportedValue &optional) {
  ImportedValue result;
  result.value = callLibrary(builder, loc, "optional_get_element",
                             relax::ObjectType::get(context), optional.value)
                     ->getResult(0);
  result.container = optional.container->inner;
  return result;
}
