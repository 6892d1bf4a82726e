//===- RegisterAll.cpp - Everything Relax-MLIR adds to MLIR ---------------===//

#include "relax-opt/RegisterAll.h"

#include "mlir/IR/DialectRegistry.h"

using namespace mlir;

void mlir::registerAllRelaxDialects(DialectRegistry &registry) {
  (void)registry;
}

void mlir::registerAllRelaxPasses() {}
