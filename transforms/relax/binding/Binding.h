//===- Binding.h - values for parameters and dimensions ---------*- C++ -*-===//
//
// What the passes of this folder do, as functions.
//
//===----------------------------------------------------------------------===//

#ifndef TRANSFORMS_RELAX_BINDING_BINDING_H
#define TRANSFORMS_RELAX_BINDING_BINDING_H

#include "dialects/relax/Relax.h"
#include "mlir/IR/BuiltinOps.h"

#include <string>
#include <utility>
#include <vector>

namespace mlir::relax {

/// A symbol of a signature and its value.
using DimBinding = std::pair<std::string, int64_t>;

/// Reads `n=4`. Fails, with the reason in `why`, where it is no name and number.
FailureOr<DimBinding> parseDimBinding(llvm::StringRef text, std::string &why);

/// Replaces symbols of the signature of a function by values, in all of it; calls of it in the module are cast to their
/// old types. Symbols that the signature does not have are left out. Fails with a diagnostic, leaving the module
/// unchanged, where a value is a negative size, contradicts what the function states or what a call passes, or makes an
/// expression overflow. Returns the number of symbols.
FailureOr<unsigned> bindDims(FuncOp function, llvm::ArrayRef<DimBinding> dims);

/// `bindDims` for every public function with a body. A symbol that no public function has is an error, about `option`.
FailureOr<unsigned> bindDims(ModuleOp module, llvm::ArrayRef<DimBinding> dims, llvm::StringRef option);

/// Checks that each name is a symbol of the signature of a public function; the error speaks of `option`.
LogicalResult verifyDimNames(ModuleOp module, llvm::ArrayRef<std::string> names, llvm::StringRef option);

/// Removes parameters and uses constants in their place: one value for each parameter, null for those that stay.
/// Symbols of their types become the sizes of the values. Nobody may name the function. Fails with a diagnostic where a
/// value does not fit.
LogicalResult bindParams(FuncOp function, llvm::ArrayRef<ElementsAttr> values);

} // namespace mlir::relax

#endif // TRANSFORMS_RELAX_BINDING_BINDING_H
