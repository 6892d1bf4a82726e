//===- FunctionBodies.h - Operators that others define ----------*- C++ -*-===//
//
// ONNX defines some operators by a graph of simpler ones: the function bodies
// of its schemas, and the functions that a model brings along. Both come here
// as bytes of the ONNX format and leave as bytes, so that the headers of
// libonnx, its exceptions and its run-time types stay in one file.
//
//===----------------------------------------------------------------------===//

#ifndef FRONTENDS_ONNX_FUNCTIONBODIES_H
#define FRONTENDS_ONNX_FUNCTIONBODIES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <string>

namespace mlir::onnx {

/// The last version of the default domain whose schemas libonnx knows. A later
/// version of an operator that has a body here is taken to mean the same.
constexpr int64_t lastSchemaVersion = 17;

/// What asking for the body of an operator brought.
struct FunctionBody {
  enum class Status {
    Found,  ///< `function` holds the body
    None,   ///< the operator is not defined by others, or not known
    Invalid ///< `message` says what is wrong with the node or the function
  };
  Status status = Status::None;
  /// A serialized FunctionProto. Its nodes hold no reference to attributes of
  /// the function any more: those of the call stand in their place, or the
  /// defaults; an attribute that has neither is left out. The body's own
  /// `opset_import` says which versions its nodes have. Formal inputs beyond
  /// those of the call, and those that the call leaves empty, are absent.
  std::string function;
  std::string message;
};

/// The body that the schema of a node's operator gives it.
///
/// `node` is a serialized NodeProto, `version` the version of its domain that
/// the graph imports. `inputTypes` holds one serialized TypeProto for each
/// input of the node, empty where the type is not known: some bodies depend on
/// them (the loss functions, CastLike, Range). Thread-safe.
FunctionBody getSchemaFunctionBody(llvm::StringRef node, int64_t version,
                                   llvm::ArrayRef<std::string> inputTypes);

/// The body of `function`, a serialized FunctionProto of the model itself, for
/// the call `node`.
FunctionBody instantiateFunction(llvm::StringRef function,
                                 llvm::StringRef node);

} // namespace mlir::onnx

#endif // FRONTENDS_ONNX_FUNCTIONBODIES_H
