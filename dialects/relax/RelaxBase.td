//===- RelaxBase.td - the relax dialect and its base classes --------------===//
//
// What every other .td of the dialect includes: the dialect itself and the base class of its operations.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_RELAXBASE_TD
#define DIALECTS_RELAX_RELAXBASE_TD

include "mlir/IR/OpBase.td"

def Relax_Dialect : Dialect {
  let name = "relax";
  let cppNamespace = "::mlir::relax";
  let summary = "Programs over tensors whose shapes are symbolic expressions";
  let description = [{
    `relax` is the level of whole models: functions over tensors, shapes, tuples and closures, with first-class symbolic
    shapes (`sym`), calls of loop-level kernels (`relax.call_tir`) and of library functions (`relax.call_packed`).

    - **Tensors are values.** An operation that updates a tensor in place says which operands it writes and yields a new
      result for each; what was read before the update keeps its value.
    - **Types are equal on every region, return and call edge.** `relax.match_cast` learns more about a value, with a check
      at run time; `relax.forget` knows less.
    - **A symbol has one definition per function**: the signature, or an operation that returns its `!sym.int`.
    - **Verifiers refuse what is provably wrong.** What they cannot decide is a condition that is checked at run time; such
      operations have no memory effect but are not speculatable.

    ```mlir
    relax.func @main(%x: !relax.tensor<[n, k], f32>, %w: !relax.tensor<*, f32>) -> !relax.tensor<[?], f32> {
      %gv, %gm = relax.dataflow {
        %lv0, %m = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[k, m], f32>, !sym.int<m>
        %lv1 = relax.matmul %x, %lv0
            : (!relax.tensor<[n, k], f32>, !relax.tensor<[k, m], f32>) -> !relax.tensor<[n, m], f32>
        %lv2 = relax.flatten %lv1 : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n * m], f32>
        relax.output %lv2, %m
      }
      %r = relax.forget %gv : !relax.tensor<[n * m], f32> -> !relax.tensor<[?], f32>
      relax.return %r
    }
    ```

    The upstream inliner is told no (the dialect has no inliner interface): a body mentions symbols of its own function, and
    only `relax-inline-functions` renames and substitutes them.
  }];
  let useDefaultTypePrinterParser = 1;
  let useDefaultAttributePrinterParser = 1;
  let hasConstantMaterializer = 1;
  let hasOperationAttrVerify = 0;
  let dependentDialects = ["::mlir::sym::SymDialect"];
  let extraClassDeclaration = [{
    /// Registers one family of operations; each family has a function that calls this (see RelaxDialect.cpp).
    template <typename... Ops>
    void addOperationFamily() {
      addOperations<Ops...>();
    }

  private:
    void registerTypes();
    void registerAttributes();

  public:
  }];
}

class Relax_Op<string mnemonic, list<Trait> traits = []> : Op<Relax_Dialect, mnemonic, traits>;

//===----------------------------------------------------------------------===//
// Constraints for operands and results
//===----------------------------------------------------------------------===//

/// A tensor of any degree of knowledge.
def Relax_Tensor : Type<CPred<"::llvm::isa<::mlir::relax::TensorType>($_self)">, "relax tensor",
                        "::mlir::relax::TensorType">;
/// A shape value.
def Relax_Shape : Type<CPred<"::llvm::isa<::mlir::relax::ShapeType>($_self)">, "relax shape",
                       "::mlir::relax::ShapeType">;
/// !sym.int.
def Relax_SymInt : Type<CPred<"::llvm::isa<::mlir::sym::IntType>($_self)">, "symbolic integer",
                        "::mlir::sym::IntType">;
/// Everything that a relax function may handle: tensors, shapes, objects, callables, tuples of those, scalars.
def Relax_Value : Type<CPred<"::mlir::relax::isValueType($_self)">, "relax value">;
/// A value that lives behind a reference at run time: everything but scalars.
def Relax_Reference : Type<CPred<"::mlir::relax::isReferenceType($_self)">,
                           "relax tensor, shape, object, callable or tuple">;
def Relax_Callable : Type<CPred<"::llvm::isa<::mlir::relax::CallableType>($_self)">, "relax callable",
                          "::mlir::relax::CallableType">;
/// The condition of an if or a while.
def Relax_Condition : Type<CPred<"::mlir::relax::isConditionType($_self)">, "i1 or tensor of rank 0 of i1">;
def Relax_CalleeValue : Type<CPred<"::llvm::isa<::mlir::relax::CallableType, ::mlir::relax::ObjectType>($_self)">,
                             "relax callable or object">;
def Relax_Tuple : Type<CPred<"::llvm::isa<::mlir::TupleType>($_self)">, "tuple", "::mlir::TupleType">;

#endif // DIALECTS_RELAX_RELAXBASE_TD
