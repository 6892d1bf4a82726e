//===- OperatorBase.td - the class of all operators -----------------------===//
//
// An operator is a function of tensors without effects. Its TableGen record
// states operands, attributes, syntax and documentation; its C++ states one
// rule, `deduceResult`: the type of the result, or why there is none. All the
// interfaces follow from the rule.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_OPERATORBASE_TD
#define DIALECTS_RELAX_OPS_OPERATORBASE_TD

include "dialects/interfaces/ShapeConditions.td"
include "dialects/relax/RelaxBase.td"
include "dialects/relax/RelaxTypes.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

// An axis: an integer that counts from the end when negative.
def Relax_AxisAttr : TypedSignlessIntegerAttrBase<I64, "int64_t", "axis"> {
  let convertFromStorage = "$_self.getInt()";
}

class Relax_Operator<string mnemonic, list<Trait> traits = []>
    : Relax_Op<mnemonic, !listconcat(traits, [
        NoMemoryEffect, InferTypeOpAdaptorWithIsCompatible,
        DeclareOpInterfaceMethods<ConditionallySpeculatable>,
        DeclareOpInterfaceMethods<ShapeConditionsOpInterface>])> {
  let results = (outs Relax_Tensor:$result);
  let hasVerifier = 1;

  // What a subclass with declarations of its own has to repeat.
  code deductionDeclaration = [{
    /// The rule of this operator: the most precise type of the result that operands and attributes allow, with the
    /// conditions under which it holds given to `deduction`.
    static ::llvm::FailureOr<::mlir::relax::TensorType> deduceResult(Adaptor adaptor,
                                                                    ::mlir::relax::Deduction &deduction);
  }];
  let extraClassDeclaration = deductionDeclaration;
  let extraClassDefinition = [{
    ::llvm::LogicalResult $cppClass::inferReturnTypes(::mlir::MLIRContext *context,
                                                      std::optional<::mlir::Location> location, Adaptor adaptor,
                                                      ::llvm::SmallVectorImpl<::mlir::Type> &types) {
      auto rule = [&](::mlir::relax::Deduction &deduction) { return deduceResult(adaptor, deduction); };
      return ::mlir::relax::inferOperatorType(context, getOperationName(), location, rule, types);
    }
    bool $cppClass::isCompatibleReturnTypes(::mlir::TypeRange inferred, ::mlir::TypeRange written) {
      return ::mlir::relax::isCompatibleOperatorType(inferred, written);
    }
    ::llvm::LogicalResult $cppClass::verify() {
      Adaptor adaptor(*this);
      auto rule = [&](::mlir::relax::Deduction &deduction) { return deduceResult(adaptor, deduction); };
      return ::mlir::relax::verifyOperator(getOperation(), rule);
    }
    void $cppClass::getShapeConditions(::llvm::SmallVectorImpl<::mlir::relax::ShapeCondition> &conditions) {
      Adaptor adaptor(*this);
      auto rule = [&](::mlir::relax::Deduction &deduction) { return deduceResult(adaptor, deduction); };
      ::mlir::relax::collectOperatorConditions(getOperation(), rule, conditions);
    }
    ::mlir::Speculation::Speculatability $cppClass::getSpeculatability() {
      Adaptor adaptor(*this);
      auto rule = [&](::mlir::relax::Deduction &deduction) { return deduceResult(adaptor, deduction); };
      return ::mlir::relax::getOperatorSpeculatability(getOperation(), rule);
    }
  }];
}

#endif // DIALECTS_RELAX_OPS_OPERATORBASE_TD
