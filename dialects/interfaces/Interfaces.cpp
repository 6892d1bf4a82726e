//===- Interfaces.cpp - definitions of the shared interfaces --------------===//
//
// The generated definitions, and the models for builtin types. Models for other
// dialects' ops stand in files of their own.
//
//===----------------------------------------------------------------------===//

#include "dialects/interfaces/DestinationPassing.h"
#include "dialects/interfaces/LegalizeToTIR.h"
#include "dialects/interfaces/ShapeConditions.h"
#include "dialects/interfaces/SymbolicShapedType.h"
#include "mlir/IR/BuiltinDialect.h"
#include "mlir/IR/BuiltinTypes.h"

using namespace mlir;
using namespace mlir::relax;

#include "dialects/interfaces/DestinationPassing.cpp.inc"
#include "dialects/interfaces/LegalizeToTIR.cpp.inc"
#include "dialects/interfaces/ShapeConditions.cpp.inc"
#include "dialects/interfaces/SymbolicShapedType.cpp.inc"

namespace {

struct MemRefShapedTypeModel
    : SymbolicShapedTypeInterface::ExternalModel<MemRefShapedTypeModel,
                                                 MemRefType> {
  bool hasStaticRank(Type) const { return true; }

  llvm::SmallVector<sym::ExprAttr> getSymbolicShape(Type type) const {
    llvm::SmallVector<sym::ExprAttr> shape;
    for (int64_t dim : cast<MemRefType>(type).getShape())
      shape.push_back(ShapedType::isDynamic(dim)
                          ? sym::ExprAttr()
                          : sym::ExprAttr::getConstant(type.getContext(), dim));
    return shape;
  }

  Type getSymbolicElementType(Type type) const {
    return cast<MemRefType>(type).getElementType();
  }
};

} // namespace

void mlir::relax::registerMemRefShapedTypeModel(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, BuiltinDialect *) {
    MemRefType::attachInterface<MemRefShapedTypeModel>(*context);
  });
}
