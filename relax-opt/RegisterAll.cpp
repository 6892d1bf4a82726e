//===- RegisterAll.cpp - Everything Relax-MLIR adds to MLIR ---------------===//

#include "relax-opt/RegisterAll.h"

#include "dialects/relax_vm/RelaxVM.h"
#include "dialects/sym/Sym.h"
#include "dialects/tir/TIR.h"

#include "mlir/IR/DialectRegistry.h"

using namespace mlir;

void mlir::registerAllRelaxDialects(DialectRegistry &registry) {
  registry.insert<relax_vm::RelaxVMDialect>();
  registry.insert<sym::SymDialect>();
  registry.insert<tir::TIRDialect>();
}

void mlir::registerAllRelaxPasses() {}
