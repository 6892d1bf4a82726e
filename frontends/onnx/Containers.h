//===- Containers.h - Sequences and optionals -------------------*- C++ -*-===//
//
// At run time a sequence is a tuple of its elements, an optional a tuple of one
// field or none, and packed functions of the runtime's library work on them.
// What their tensors have in common is known to the importer alone.
//
//===----------------------------------------------------------------------===//

#ifndef FRONTENDS_ONNX_CONTAINERS_H
#define FRONTENDS_ONNX_CONTAINERS_H

#include "frontends/onnx/NodeImporter.h"

namespace mlir::onnx {

/// What is known of a sequence of such tensors, and of an optional one.
/// `tensor` must mean the same everywhere (see GraphImporter::closeType); null
/// where nothing is known.
ContainerRef makeContainer(ContainerType::Kind kind, relax::TensorType tensor,
                           ContainerRef inner = nullptr);

/// What both have in common; null where one is a sequence and the other an
/// optional, or what they hold differs in kind.
ContainerRef joinContainers(const ContainerRef &lhs, const ContainerRef &rhs);

/// Whether the same is known of both.
bool areEqual(const ContainerRef &lhs, const ContainerRef &rhs);

/// Calls `relax.runtime.<name>`. A function is pure unless it makes or changes
/// a list.
Operation *callLibrary(OpBuilder &builder, Location loc, StringRef name,
                       TypeRange results, ValueRange args, bool isPure = true);

/// The symbol that is the value of an `i64` from now on.
sym::ExprAttr makeSymbol(NodeImporter &n, Value number, StringRef name);

/// An object as what the container says of its elements: a tensor, its unknown
/// dimensions fresh symbols, or another container.
FailureOr<ImportedValue> castElement(NodeImporter &n, Value object,
                                     const ContainerRef &container);

/// An object or a tensor as a tensor of that type, checked, with its unknown
/// dimensions as fresh symbols.
FailureOr<Value> castToTensor(NodeImporter &n, Value object,
                              relax::TensorType type);

/// Element `position`, in [-length, length), of a sequence.
FailureOr<ImportedValue> getElement(NodeImporter &n, ImportedValue &sequence,
                                    sym::ExprAttr position);

/// The length of a sequence.
FailureOr<sym::ExprAttr> getLength(NodeImporter &n, ImportedValue &sequence);

} // namespace mlir::onnx

#endif // FRONTENDS_ONNX_CONTAINERS_H
