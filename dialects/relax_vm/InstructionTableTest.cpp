//===- InstructionTableTest.cpp - Ops and instructions are the same -------===//
//
// The dialect has one op per row of runtime/executable/Instructions.def, of the
// same name, and beyond them only the ops that stand at the top of a module.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax_vm/RelaxVM.h"

#include "mlir/IR/MLIRContext.h"
#include "gtest/gtest.h"

#include <set>
#include <string>

namespace {

const char *const mnemonics[] = {
#define INSTRUCTION(Name, mnemonic, ...) #mnemonic,
#include "runtime/executable/Instructions.def"
};

std::set<std::string> registeredOps() {
  mlir::MLIRContext context;
  context.loadDialect<mlir::relax_vm::RelaxVMDialect>();
  std::set<std::string> names;
  for (mlir::RegisteredOperationName name :
       context.getRegisteredOperationsByDialect("relax_vm"))
    names.insert(name.stripDialect().str());
  return names;
}

TEST(InstructionTable, EveryInstructionIsAnOp) {
  std::set<std::string> ops = registeredOps();
  for (const char *mnemonic : mnemonics)
    EXPECT_TRUE(ops.count(mnemonic)) << mnemonic << " has no op";
}

TEST(InstructionTable, EveryOpIsAnInstruction) {
  std::set<std::string> ops = registeredOps();
  for (const char *mnemonic : mnemonics)
    ops.erase(mnemonic);
  EXPECT_EQ(ops, (std::set<std::string>{"constant", "func", "kernel"}));
}

} // namespace
