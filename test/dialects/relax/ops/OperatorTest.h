//===- OperatorTest.h - a fixture for operators -----------------*- C++ -*-===//
//
// Infers the result type of an operator named by a string, and asks it for its
// conditions.
//
//===----------------------------------------------------------------------===//

#ifndef TEST_DIALECTS_RELAX_OPS_OPERATORTEST_H
#define TEST_DIALECTS_RELAX_OPS_OPERATORTEST_H

#include "dialects/relax/Relax.h"
#include "dialects/relax/ops/Operators.h"
#include "dialects/sym/Sym.h"

#include "mlir/AsmParser/AsmParser.h"
#include "mlir/IR/Block.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/OperationSupport.h"
#include "mlir/IR/Verifier.h"
#include "llvm/ADT/StringExtras.h"
#include "gtest/gtest.h"

#include <string>
#include <vector>

namespace mlir::relax {

/// What an operator says about operands of given types.
struct Inferred {
  Type type; ///< null with an error
  std::string error;
  SmallVector<ShapeCondition> conditions;
  bool speculatable = false;
};

/// A row of a table: what an operator deduces from operand types, and what it
/// leaves to the run time.
struct OperatorRow {
  std::string op; ///< without the dialect
  std::vector<std::string> operands;
  std::string attributes;
  std::string result;
  std::vector<std::string> conditions = {}; ///< "lhs == rhs", in order
  /// False where an unknown dimension or element type matters.
  bool decided = true;
};

class OperatorTest : public ::testing::Test {
protected:
  OperatorTest() { context.loadDialect<RelaxDialect, sym::SymDialect>(); }

  Type parseType(const std::string &text) {
    Type type = mlir::parseType(text, &context);
    EXPECT_TRUE(type) << text;
    return type;
  }

  static std::string print(Type type) {
    std::string text;
    llvm::raw_string_ostream os(text);
    type.print(os);
    return text;
  }

  /// Infers, builds the op with the inferred type, verifies it and asks for its
  /// conditions.
  Inferred infer(const std::string &name, TypeRange operandTypes,
                 const std::string &attributes) {
    Inferred result;
    ScopedDiagnosticHandler handler(&context, [&](Diagnostic &diagnostic) {
      result.error += diagnostic.str();
      return success();
    });
    Location loc = UnknownLoc::get(&context);
    Block block;
    for (Type type : operandTypes)
      block.addArgument(type, loc);
    auto dictionary =
        cast<DictionaryAttr>(parseAttribute("{" + attributes + "}", &context));

    OperationState state(loc, name);
    state.addOperands(block.getArguments());
    state.addAttributes(dictionary.getValue());
    RegisteredOperationName info =
        *RegisteredOperationName::lookup(name, &context);
    // Properties are made from the attributes by creating the op with a type
    // that no operator produces.
    state.addTypes(parseType("!relax.tensor<*, ?>"));
    Operation *draft = Operation::create(state);
    SmallVector<Type> types;
    LogicalResult inferred =
        info.getInterface<InferTypeOpInterface>()->inferReturnTypes(
            &context, loc, draft->getOperands(), draft->getRawDictionaryAttrs(),
            draft->getPropertiesStorage(), {}, types);
    if (succeeded(inferred)) {
      draft->getResult(0).setType(types.front());
      if (succeeded(mlir::verify(draft))) {
        result.type = types.front();
        cast<ShapeConditionsOpInterface>(draft).getShapeConditions(
            result.conditions);
        result.speculatable = isSpeculatable(draft);
      }
    }
    draft->destroy();
    return result;
  }

  Inferred inferRow(const OperatorRow &row) {
    SmallVector<Type> operands;
    for (const std::string &operand : row.operands)
      operands.push_back(parseType(operand));
    return infer("relax." + row.op, operands, row.attributes);
  }

  /// Checks type and conditions of a row and, if asked to, that the operator is
  /// speculatable where there are no conditions and everything is decided.
  void checkRow(const OperatorRow &row, bool checksSpeculation) {
    SCOPED_TRACE(row.op + " " + llvm::join(row.operands, ", ") + " {" +
                 row.attributes + "}");
    Inferred inferred = inferRow(row);
    ASSERT_TRUE(inferred.type) << inferred.error;
    EXPECT_EQ(print(inferred.type), print(parseType(row.result)));
    std::vector<std::string> conditions;
    for (const ShapeCondition &condition : inferred.conditions) {
      EXPECT_EQ(condition.comparison, sym::Comparison::eq);
      EXPECT_FALSE(condition.what.empty());
      conditions.push_back(condition.lhs.str() + " == " + condition.rhs.str());
    }
    EXPECT_EQ(conditions, row.conditions);
    if (checksSpeculation)
      EXPECT_EQ(inferred.speculatable, row.conditions.empty() && row.decided);
  }

  /// Types and conditions of rows; whether what is unknown matters they do not
  /// say.
  void checkRows(const std::vector<OperatorRow> &rows) {
    for (const OperatorRow &row : rows)
      checkRow(row, /*checksSpeculation=*/false);
  }

  MLIRContext context;
};

} // namespace mlir::relax

#endif // TEST_DIALECTS_RELAX_OPS_OPERATORTEST_H
