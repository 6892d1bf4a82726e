//===- RelaxTranslateMain.cpp - Out of MLIR and into it -------------------===//
//
//   relax-translate --mlir-to-ptx kernels.mlir
//   relax-translate --mlir-to-spirv kernels.mlir -o kernels.spv
//
//===----------------------------------------------------------------------===//

#include "relax-opt/RegisterAll.h"

#include "mlir/Tools/mlir-translate/MlirTranslateMain.h"

int main(int argc, char **argv) {
  mlir::registerAllRelaxTranslations();
  return mlir::failed(mlir::mlirTranslateMain(
      argc, argv, "Relax-MLIR translation driver"));
}
