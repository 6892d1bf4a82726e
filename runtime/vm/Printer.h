// A module as text: its instructions and tables, and the signatures of its
// functions.
#ifndef RELAX_RUNTIME_VM_PRINTER_H
#define RELAX_RUNTIME_VM_PRINTER_H

#include "runtime/vm/Module.h"

#include <string>

namespace relax::runtime {

/// Everything in the executable: functions with their instructions, constants,
/// imports, kernels, checks.
std::string dumpModule(const Module &module);

/// The public functions with their symbolic types, one a line.
std::string printSignatures(const Module &module);

/// The same as JSON. A dimension is a number, an expression text, or null when
/// unknown; so are element type and shape.
std::string printSignaturesJson(const Module &module);

/// A text as a JSON string, quotes included. Bytes that are no UTF-8 become
/// U+FFFD.
std::string jsonString(std::string_view text);

} // namespace relax::runtime

#endif // RELAX_RUNTIME_VM_PRINTER_H
