// RUN: relax-opt %s | FileCheck %s

// CHECK: this line is in no output
module {}
