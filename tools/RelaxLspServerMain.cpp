//===- RelaxLspServerMain.cpp - Language server for .mlir files -----------===//

#include "relax-opt/RegisterAll.h"

#include "mlir/IR/DialectRegistry.h"
#include "mlir/InitAllDialects.h"
#include "mlir/InitAllExtensions.h"
#include "mlir/Support/LLVM.h"
#include "mlir/Tools/mlir-lsp-server/MlirLspServerMain.h"

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  mlir::registerAllDialects(registry);
  mlir::registerAllExtensions(registry);
  mlir::registerAllRelaxDialects(registry);
  return mlir::failed(mlir::MlirLspServerMain(argc, argv, registry));
}
