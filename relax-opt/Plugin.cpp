//===- Plugin.cpp - Entry points of librelax_plugin.so --------------------===//
//
// Lets the stock mlir-opt of LLVM 22 load the project:
//
//   mlir-opt --load-dialect-plugin=librelax_plugin.so
//            --load-pass-plugin=librelax_plugin.so
//            --pass-pipeline='builtin.module(relax-default-pipeline)' in.mlir
//
//===----------------------------------------------------------------------===//

#include "relax-opt/RegisterAll.h"

#include "mlir/IR/DialectRegistry.h"
#include "mlir/Tools/Plugins/DialectPlugin.h"
#include "mlir/Tools/Plugins/PassPlugin.h"

#include <mutex>

// mlir-opt asks for the dialects and for the passes separately, and a user may
// name either or both; a pass registers once a process.
static void registerPassesOnce() {
  static std::once_flag once;
  std::call_once(once, mlir::registerAllRelaxPasses);
}

extern "C" LLVM_ATTRIBUTE_WEAK mlir::DialectPluginLibraryInfo
mlirGetDialectPluginInfo() {
  return {MLIR_PLUGIN_API_VERSION, "relax", "0.1",
          [](mlir::DialectRegistry *registry) {
            mlir::registerAllRelaxDialects(*registry);
            registerPassesOnce();
          }};
}

extern "C" LLVM_ATTRIBUTE_WEAK mlir::PassPluginLibraryInfo
mlirGetPassPluginInfo() {
  return {MLIR_PLUGIN_API_VERSION, "relax", "0.1", registerPassesOnce};
}
