//===- DeducedTypesTest.cpp - a row of a table for every operator ---------===//
//
// The valid tests of this folder state result types. Every operator of the
// dialect has to occur in one of them with symbols among its operands and with
// exactly the types that are deduced from these, so that the files together are
// a table of symbolic operands and symbolic results. (Elsewhere a type may say
// less than what is deduced.)
//
//===----------------------------------------------------------------------===//

#include "dialects/interfaces/ShapeConditions.h"
#include "dialects/relax/Relax.h"
#include "dialects/sym/Sym.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Parser/Parser.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "gtest/gtest.h"

using namespace mlir;

namespace {

constexpr const char *kFolder = "test/dialects/relax/ops";

bool isTable(StringRef name) {
  // The loops of speculation.mlir are of a dialect that is not needed here.
  return name.ends_with(".mlir") && !name.ends_with("invalid.mlir") &&
         name != "speculation.mlir";
}

bool isSymbolic(Type type) {
  auto isUnknown = [](sym::ExprAttr dim) { return dim && !dim.isConstant(); };
  if (auto integer = dyn_cast<sym::IntType>(type))
    return isUnknown(integer.getExpr());
  if (auto shape = dyn_cast<relax::ShapeType>(type))
    return shape.hasRank() && llvm::any_of(shape.getShape(), isUnknown);
  auto tensor = dyn_cast<relax::TensorType>(type);
  return tensor && tensor.hasRank() &&
         llvm::any_of(tensor.getShape(), isUnknown);
}

class DeducedTypes : public ::testing::Test {
protected:
  DeducedTypes() {
    context.loadDialect<relax::RelaxDialect, sym::SymDialect, func::FuncDialect,
                        arith::ArithDialect>();
  }

  void check(Operation *op) {
    auto inference = dyn_cast<InferTypeOpInterface>(op);
    if (!inference || !isa<relax::ShapeConditionsOpInterface>(op))
      return;
    SmallVector<Type> types;
    ASSERT_TRUE(succeeded(inference.inferReturnTypes(
        &context, op->getLoc(), op->getOperands(), op->getRawDictionaryAttrs(),
        op->getPropertiesStorage(), op->getRegions(), types)));
    if (llvm::equal(types, op->getResultTypes()) &&
        llvm::any_of(op->getOperandTypes(), isSymbolic))
      symbolic.insert(op->getName().getStringRef());
  }

  MLIRContext context;
  llvm::StringSet<> symbolic;
};

TEST_F(DeducedTypes, OfEveryOperator) {
  std::error_code error;
  unsigned files = 0;
  for (llvm::sys::fs::directory_iterator it(kFolder, error), end;
       it != end && !error; it.increment(error)) {
    StringRef name = llvm::sys::path::filename(it->path());
    if (!isTable(name))
      continue;
    ++files;
    auto buffer = llvm::MemoryBuffer::getFile(it->path());
    ASSERT_TRUE(static_cast<bool>(buffer)) << it->path();
    StringRef rest = (*buffer)->getBuffer();
    // Keeps the lines of what is parsed in step with those of the file.
    unsigned lines = 0;
    while (!rest.empty()) {
      auto [part, next] = rest.split("// -----");
      OwningOpRef<ModuleOp> module = parseSourceString<ModuleOp>(
          std::string(lines, '\n') + part.str(), &context, name);
      ASSERT_TRUE(module) << it->path();
      module->walk([&](Operation *op) { check(op); });
      lines += part.count('\n');
      rest = next;
    }
  }
  EXPECT_GT(files, 10u);

  for (RegisteredOperationName name : context.getRegisteredOperations())
    if (name.getDialectNamespace() == "relax" &&
        name.hasInterface<InferTypeOpInterface>() &&
        name.hasInterface<relax::ShapeConditionsOpInterface>())
      EXPECT_TRUE(symbolic.contains(name.getStringRef()))
          << name.getStringRef().str()
          << " has its deduced types, with symbols, in no test of " << kFolder;
}

} // namespace
