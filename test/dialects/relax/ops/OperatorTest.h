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
#include "gtest/gtest.h"

#include <string>

namespace mlir::relax {

/// What an operator says about operands of given types.
struct Inferred {
  Type type; ///< null with an error
  std::string error;
  SmallVector<ShapeCondition> conditions;
  bool speculatable = false;
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

  MLIRContext context;
};

} // namespace mlir::relax

#endif // TEST_DIALECTS_RELAX_OPS_OPERATORTEST_H
