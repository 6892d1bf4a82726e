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

// What all operators share; a subclass says how its rule gives the types of the results.
class Relax_OperatorBase<string mnemonic, string callRule, list<Trait> traits>
    : Relax_Op<mnemonic, !listconcat(traits, [
        NoMemoryEffect, InferTypeOpAdaptorWithIsCompatible,
        DeclareOpInterfaceMethods<ConditionallySpeculatable>,
        DeclareOpInterfaceMethods<ShapeConditionsOpInterface>])> {
  let hasVerifier = 1;
  // The rule as the support functions want it.
  defvar rule = [{
      auto rule = [&](::mlir::relax::Deduction &deduction,
                      ::llvm::SmallVectorImpl<::mlir::relax::TensorType> &types) -> ::llvm::LogicalResult {
  }] # callRule # [{
      };
  }];
  let extraClassDefinition = [{
    ::llvm::LogicalResult $cppClass::inferReturnTypes(::mlir::MLIRContext *context,
                                                      std::optional<::mlir::Location> location, Adaptor adaptor,
                                                      ::llvm::SmallVectorImpl<::mlir::Type> &types) {
  }] # rule # [{
      return ::mlir::relax::inferOperatorType(context, getOperationName(), location, rule, types);
    }
    bool $cppClass::isCompatibleReturnTypes(::mlir::TypeRange inferred, ::mlir::TypeRange written) {
      return ::mlir::relax::isCompatibleOperatorType(inferred, written);
    }
    ::llvm::LogicalResult $cppClass::verify() {
      Adaptor adaptor(*this);
  }] # rule # [{
      return ::mlir::relax::verifyOperator(getOperation(), rule);
    }
    void $cppClass::getShapeConditions(::llvm::SmallVectorImpl<::mlir::relax::ShapeCondition> &conditions) {
      Adaptor adaptor(*this);
  }] # rule # [{
      ::mlir::relax::collectOperatorConditions(getOperation(), rule, conditions);
    }
    ::mlir::Speculation::Speculatability $cppClass::getSpeculatability() {
      Adaptor adaptor(*this);
  }] # rule # [{
      return ::mlir::relax::getOperatorSpeculatability(getOperation(), rule);
    }
  }];
}

// An operator with one result.
class Relax_Operator<string mnemonic, list<Trait> traits = []>
    : Relax_OperatorBase<mnemonic, [{
        ::llvm::FailureOr<::mlir::relax::TensorType> type = deduceResult(adaptor, deduction);
        if (::mlir::failed(type))
          return ::mlir::failure();
        types.push_back(*type);
        return ::mlir::success();
      }], traits> {
  let results = (outs Relax_Tensor:$result);
  // What a subclass with declarations of its own has to repeat.
  code deductionDeclaration = [{
    /// The rule of this operator: the most precise type of the result that operands and attributes allow, with the
    /// conditions under which it holds given to `deduction`.
    static ::llvm::FailureOr<::mlir::relax::TensorType> deduceResult(Adaptor adaptor,
                                                                    ::mlir::relax::Deduction &deduction);
  }];
  let extraClassDeclaration = deductionDeclaration;
}

// An operator with any number of results, all tensors; a subclass declares them.
class Relax_MultiResultOperator<string mnemonic, list<Trait> traits = []>
    : Relax_OperatorBase<mnemonic, [{
        return deduceResults(adaptor, deduction, types);
      }], traits> {
  code deductionDeclaration = [{
    /// The rule of this operator: appends the most precise types of the results that operands and attributes allow, with
    /// the conditions under which they hold given to `deduction`.
    static ::llvm::LogicalResult deduceResults(Adaptor adaptor, ::mlir::relax::Deduction &deduction,
                                               ::llvm::SmallVectorImpl<::mlir::relax::TensorType> &types);
  }];
  let extraClassDeclaration = deductionDeclaration;
}

#endif // DIALECTS_RELAX_OPS_OPERATORBASE_TD
