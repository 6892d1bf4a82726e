//===- Driver.h - relaxc as a function --------------------------*- C++ -*-===//

#ifndef TOOLS_DRIVER_DRIVER_H
#define TOOLS_DRIVER_DRIVER_H

namespace mlir::relaxc {

/// Compiles as the command line says. Returns the exit code: 0 done, 1 the
/// model could not be compiled, 2 wrong usage.
int relaxcMain(int argc, char **argv);

} // namespace mlir::relaxc

#endif // TOOLS_DRIVER_DRIVER_H
