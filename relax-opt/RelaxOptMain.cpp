//===- RelaxOptMain.cpp - The optimizer driver ----------------------------===//

#include "relax-opt/RegisterAll.h"

#include "mlir/InitAllDialects.h"
#include "mlir/InitAllExtensions.h"
#include "mlir/InitAllPasses.h"
#include "mlir/Target/LLVMIR/Dialect/All.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"

static const char help[] =
    "Relax-MLIR optimizer driver\n\n"
    "Runs passes and pipelines over relax, tir and relax_vm modules, as "
    "mlir-opt does.\n"
    "Example: relax-opt model.mlir --relax-default-pipeline=target=llvm\n";

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  mlir::registerAllDialects(registry);
  mlir::registerAllExtensions(registry);
  mlir::registerAllToLLVMIRTranslations(registry);
  mlir::registerAllPasses();
  mlir::registerAllRelaxDialects(registry);
  mlir::registerAllRelaxPasses();
  return mlir::asMainReturnCode(
      mlir::MlirOptMain(argc, argv, help, registry));
}
