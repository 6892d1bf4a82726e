//===- ElementwiseBase.td - classes of element-wise operators -------------===//
//
// Operators that differ in nothing but the function of elements: the rule comes
// from the class, given the kind of elements (an enumerator of `Elements`).
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_ELEMENTWISEBASE_TD
#define DIALECTS_RELAX_OPS_ELEMENTWISEBASE_TD

include "dialects/relax/ops/OperatorBase.td"

class Relax_ElementwiseOperator<string mnemonic, string rule, list<Trait> traits = []> : Relax_Operator<mnemonic, traits> {
  let extraClassDeclaration = [{
    /// See Relax_Operator.
    static ::llvm::FailureOr<::mlir::relax::TensorType> deduceResult(Adaptor adaptor,
                                                                    ::mlir::relax::Deduction &deduction) {
      return }] # rule # [{;
    }
  }];
}

class Relax_ElementwiseUnary<string mnemonic, string elements>
    : Relax_ElementwiseOperator<mnemonic, "::mlir::relax::deduceElementwise(deduction, adaptor.getX(), "
                                          "::mlir::relax::Elements::" # elements # ")"> {
  let arguments = (ins Relax_Tensor:$x);
  let assemblyFormat = "$x attr-dict `:` functional-type(operands, results)";
}

// The result is of bool.
class Relax_ElementwisePredicate<string mnemonic, string elements>
    : Relax_ElementwiseOperator<mnemonic, "::mlir::relax::withBoolElements(::mlir::relax::deduceElementwise("
                                          "deduction, adaptor.getX(), ::mlir::relax::Elements::" # elements # "))"> {
  let arguments = (ins Relax_Tensor:$x);
  let assemblyFormat = "$x attr-dict `:` functional-type(operands, results)";
}

class Relax_ElementwiseBinary<string mnemonic, string elements, list<Trait> traits = []>
    : Relax_ElementwiseOperator<mnemonic, "::mlir::relax::deduceElementwise(deduction, adaptor.getLhs(), \"lhs\", "
                                          "adaptor.getRhs(), \"rhs\", ::mlir::relax::Elements::" # elements # ")", traits> {
  let arguments = (ins Relax_Tensor:$lhs, Relax_Tensor:$rhs);
  let assemblyFormat = "$lhs `,` $rhs attr-dict `:` functional-type(operands, results)";
}

// The result is of bool.
class Relax_ElementwiseComparison<string mnemonic, string elements, list<Trait> traits = []>
    : Relax_ElementwiseOperator<mnemonic, "::mlir::relax::withBoolElements(::mlir::relax::deduceElementwise("
                                          "deduction, adaptor.getLhs(), \"lhs\", adaptor.getRhs(), \"rhs\", "
                                          "::mlir::relax::Elements::" # elements # "))", traits> {
  let arguments = (ins Relax_Tensor:$lhs, Relax_Tensor:$rhs);
  let assemblyFormat = "$lhs `,` $rhs attr-dict `:` functional-type(operands, results)";
}

#endif // DIALECTS_RELAX_OPS_ELEMENTWISEBASE_TD
