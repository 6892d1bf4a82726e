//===- RelaxcMain.cpp - The compiler: a model to a shared library ---------===//

#include "tools/driver/Driver.h"

int main(int argc, char **argv) { return mlir::relaxc::relaxcMain(argc, argv); }
