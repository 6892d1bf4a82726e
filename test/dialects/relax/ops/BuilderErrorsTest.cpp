//===- BuilderErrorsTest.cpp - errors that no text reaches ----------------===//
//
// The parsers of types and the operand constraints of ODS find these mistakes
// first. A C++ client that asks for a type, or for the results of an operator
// before it builds one, gets the diagnostics below.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/SignatureMatch.h"
#include "test/dialects/relax/ops/OperatorTest.h"

#include "gtest/gtest.h"

using namespace mlir;
using namespace mlir::relax;

namespace {

class BuilderErrorsTest : public OperatorTest {
protected:
  /// The diagnostics of `action`, which gets a function that begins one.
  template <typename Action> std::string errorsOf(Action action) {
    std::string text;
    ScopedDiagnosticHandler handler(&context, [&](Diagnostic &diagnostic) {
      text += diagnostic.str();
      return success();
    });
    auto emitError = [&] { return mlir::emitError(UnknownLoc::get(&context)); };
    action(emitError);
    return text;
  }

  /// The diagnostic of inferring the results of `name`.
  std::string inferenceError(const std::string &name, const std::vector<std::string> &operands,
                             const std::string &attributes = "") {
    SmallVector<Type> types;
    for (const std::string &operand : operands)
      types.push_back(parseType(operand));
    Inferred inferred = infer(name, types, attributes);
    EXPECT_FALSE(inferred.type);
    return inferred.error;
  }
};

TEST_F(BuilderErrorsTest, ShapeOfUnknownRankHasNoDimensions) {
  SmallVector<sym::ExprAttr> dims(2, sym::ExprAttr::getConstant(&context, 3));
  EXPECT_EQ(errorsOf([&](auto emitError) {
              EXPECT_FALSE(ShapeType::getChecked(emitError, &context, /*ranked=*/false, ArrayRef<sym::ExprAttr>(dims)));
            }),
            "a shape of unknown rank has no dimensions, got 2");
}

TEST_F(BuilderErrorsTest, CallableHasASignature) {
  EXPECT_EQ(errorsOf([&](auto emitError) {
              EXPECT_TRUE(failed(CallableType::verify(emitError, FunctionType(), /*pure=*/true)));
            }),
            "a callable must have a signature");
}

TEST_F(BuilderErrorsTest, OperandsOfOperatorsHaveTheirKind) {
  EXPECT_EQ(inferenceError("relax.arange", {"i32", "!sym.int<n>", "!sym.int<1>"}, "dtype = i64"),
            "'relax.arange' op 'start' must be '!sym.int', got 'i32'");
  EXPECT_EQ(inferenceError("relax.exp", {"!sym.int<n>"}), "'relax.exp' op 'x' must be a tensor, got '!sym.int<n>'");
}

TEST_F(BuilderErrorsTest, DimensionsOfShapeAreIntegers) {
  EXPECT_EQ(inferenceError("relax.shape", {"!sym.int<n>", "i64"}),
            "'relax.shape' op dimensions must be '!sym.int', got 'i64'");
}

TEST_F(BuilderErrorsTest, ShapeOfTakesOneTensor) {
  EXPECT_EQ(inferenceError("relax.shape_of", {"!relax.shape<[n]>"}),
            "'relax.shape_of' op must have one tensor as operand");
  EXPECT_EQ(inferenceError("relax.shape_of", {}), "'relax.shape_of' op must have one tensor as operand");
}

TEST_F(BuilderErrorsTest, TupleGetItemTakesATupleAndAnIndex) {
  EXPECT_EQ(inferenceError("relax.tuple_get_item", {"!relax.tensor<[n], f32>"}, "index = 0 : i64"),
            "'relax.tuple_get_item' op must have a tuple and an index");
  EXPECT_EQ(inferenceError("relax.tuple_get_item", {"tuple<!relax.tensor<[n], f32>>"}),
            "'relax.tuple_get_item' op must have a tuple and an index");
}

// The verifiers of functions want each symbol of a signature bare in a parameter, so no call meets this one.
TEST_F(BuilderErrorsTest, SymbolsOfASignatureAreBound) {
  EXPECT_EQ(errorsOf([&](auto emitError) {
              SignatureMatch match(emitError);
              EXPECT_TRUE(succeeded(match.addEqual(parseType("!relax.tensor<[2 * n], f32>"),
                                                   parseType("!relax.tensor<[6], f32>"), "operand 0")));
              EXPECT_TRUE(failed(match.solve()));
            }),
            "dimension 0 of operand 0 is '2 * n' in the callee, but nothing binds symbol 'n': it stands bare in no "
            "dimension, so it has to be passed as '!sym.int'");
}

} // namespace
