//===- Importer.h - An ONNX model as a relax module -------------*- C++ -*-===//
//
// Reads an ONNX model of opset 1 to 21 and builds a module with one public
// function `@main`. Each input of the model is a parameter of its name.
// Weights stay in the mapped file.
//
//===----------------------------------------------------------------------===//

#ifndef FRONTENDS_ONNX_IMPORTER_H
#define FRONTENDS_ONNX_IMPORTER_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

#include <map>
#include <string>
#include <vector>

namespace mlir::onnx {
class ConverterRegistry;

/// How a model is imported.
struct ImportOptions {
  /// Initializers become parameters behind the inputs (`num_input` tells where
  /// they begin) instead of constants.
  bool keepParamsAsInputs = false;
  /// Each static dimension of every input becomes a symbol.
  bool allInputsSymbolic = false;
  /// The same for the inputs of these names.
  std::vector<std::string> symbolicInputs;
  /// Dimensions of inputs by their name in the model (`dim_param`), fixed to a
  /// value.
  std::map<std::string, int64_t> dims;
  /// Who converts which operator; null for ConverterRegistry::global().
  const ConverterRegistry *registry = nullptr;
};

/// Imports the model of a file, which stays mapped as long as `context` lives.
/// Errors are reported at a location that names the file, and the node where
/// there is one. External data must lie in the folder of the model.
FailureOr<OwningOpRef<ModuleOp>>
importModel(StringRef path, MLIRContext *context, const ImportOptions &options = {});

/// Imports a model from memory, which must outlive `context`. `name` stands for
/// the file in locations. `folder`, if not empty, is where external data lies.
FailureOr<OwningOpRef<ModuleOp>>
importModelFromMemory(StringRef bytes, StringRef name, StringRef folder, MLIRContext *context,
                      const ImportOptions &options = {});

} // namespace mlir::onnx

#endif // FRONTENDS_ONNX_IMPORTER_H
