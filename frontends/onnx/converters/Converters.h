//===- Converters.h - The converters of the project -------------*- C++ -*-===//

#ifndef FRONTENDS_ONNX_CONVERTERS_CONVERTERS_H
#define FRONTENDS_ONNX_CONVERTERS_CONVERTERS_H

namespace mlir::onnx {
class ConverterRegistry;

// One function for each family; ConverterRegistry's constructor calls them all,
// in the order of Families.def.
#define ONNX_FAMILY(NAME)                                                      \
  void register##NAME##Converters(ConverterRegistry &registry);
#include "frontends/onnx/converters/Families.def"
#undef ONNX_FAMILY

} // namespace mlir::onnx

#endif // FRONTENDS_ONNX_CONVERTERS_CONVERTERS_H
