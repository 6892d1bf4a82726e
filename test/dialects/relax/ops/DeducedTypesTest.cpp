//===- DeducedTypesTest.cpp - a row of a table for every operator ---------===//
//
// Every operator of the dialect has to occur in one of the tables of this
// folder (DeductionTables.h): with symbols among its operands and with exactly
// the types that are deduced from these. RandomShapesTest of
// test/integration/ops runs the rows.
//
//===----------------------------------------------------------------------===//

#include "test/dialects/relax/ops/DeductionTables.h"

#include "llvm/ADT/StringSet.h"
#include "gtest/gtest.h"

using namespace mlir;
using namespace mlir::relax;

namespace {

TEST(DeducedTypes, OfEveryOperator) {
  MLIRContext context;
  tables::loadDialects(context);
  std::vector<OwningOpRef<ModuleOp>> modules = tables::readTables(context);
  EXPECT_GT(modules.size(), 10u);
  llvm::StringSet<> symbolic;
  tables::forEachRow(modules, [&](Operation *op) {
    symbolic.insert(op->getName().getStringRef());
  });
  for (RegisteredOperationName name : context.getRegisteredOperations())
    if (tables::isOperator(name))
      EXPECT_TRUE(symbolic.contains(name.getStringRef()))
          << name.getStringRef().str()
          << " has its deduced types, with symbols, in no test of "
          << tables::kFolder;
}

} // namespace
