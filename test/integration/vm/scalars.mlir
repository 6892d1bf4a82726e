// Integers of relax functions, the same in both modes. The numbers are those of two's complement, divided as C does.
//
// RUN: relaxc %s -o %t.b.so --exec-mode=bytecode
// RUN: relaxc %s -o %t.c.so --exec-mode=compiled
// RUN: bash -c 'for p in "-7 2" "7 -2" "-7 -2" "6 -3" "-6 3" "0 -5" "-9223372036854775808 2" "-9223372036854775808 9223372036854775807" "9223372036854775807 -9223372036854775808"; do set -- $p; for m in b c; do echo "divide $1 $2:" $(relax-run %t.$m.so --function=divide --input a=$1 --input b=$2 | sed "s/.* = //"); done; done' | FileCheck %s --check-prefix=DIVIDE
// RUN: bash -c 'for p in "-128 -1" "100 100" "-128 127" "7 -3" "-7 3" "-1 1" "0 -128"; do set -- $p; for m in b c; do echo "narrow $1 $2:" $(relax-run %t.$m.so --function=narrow --input a=$1 --input b=$2 | sed "s/.* = //"); done; done' | FileCheck %s --check-prefix=NARROW
// RUN: bash -c 'for p in "-1 1" "1 -1" "-5 -4" "3 3" "-9223372036854775808 9223372036854775807"; do set -- $p; for m in b c; do echo "unsigned $1 $2:" $(relax-run %t.$m.so --function=unsigned --input a=$1 --input b=$2 | sed "s/.* = //"); done; done' | FileCheck %s --check-prefix=UNSIGNED
// RUN: not relax-run %t.b.so --function=divide --input a=1 --input b=0 2>&1 | FileCheck %s --check-prefix=ZERO
// RUN: not relax-run %t.c.so --function=divide --input a=1 --input b=0 2>&1 | FileCheck %s --check-prefix=ZERO

// ZERO: scalars.mlir:[[#@LINE+20]]:{{[0-9]+}}: error: {{.*}}zero
// DIVIDE: divide -7 2: -3 -1 -4 -3
// DIVIDE-NEXT: divide -7 2: -3 -1 -4 -3
// DIVIDE-NEXT: divide 7 -2: -3 1 -4 -3
// DIVIDE-NEXT: divide 7 -2: -3 1 -4 -3
// DIVIDE-NEXT: divide -7 -2: 3 -1 3 4
// DIVIDE-NEXT: divide -7 -2: 3 -1 3 4
// DIVIDE-NEXT: divide 6 -3: -2 0 -2 -2
// DIVIDE-NEXT: divide 6 -3: -2 0 -2 -2
// DIVIDE-NEXT: divide -6 3: -2 0 -2 -2
// DIVIDE-NEXT: divide -6 3: -2 0 -2 -2
// DIVIDE-NEXT: divide 0 -5: 0 0 0 0
// DIVIDE-NEXT: divide 0 -5: 0 0 0 0
// DIVIDE-NEXT: divide -9223372036854775808 2: -4611686018427387904 0 -4611686018427387904 -4611686018427387904
// DIVIDE-NEXT: divide -9223372036854775808 2: -4611686018427387904 0 -4611686018427387904 -4611686018427387904
// DIVIDE-NEXT: divide -9223372036854775808 9223372036854775807: -1 -1 -2 -1
// DIVIDE-NEXT: divide -9223372036854775808 9223372036854775807: -1 -1 -2 -1
// DIVIDE-NEXT: divide 9223372036854775807 -9223372036854775808: 0 9223372036854775807 -1 0
// DIVIDE-NEXT: divide 9223372036854775807 -9223372036854775808: 0 9223372036854775807 -1 0
relax.func @divide(%a: i64, %b: i64) -> (i64, i64, i64, i64) {
  %0 = arith.divsi %a, %b : i64
  %1 = arith.remsi %a, %b : i64
  %2 = arith.floordivsi %a, %b : i64
  %3 = arith.ceildivsi %a, %b : i64
  relax.return %0, %1, %2, %3 : i64, i64, i64, i64
}

// NARROW: narrow -128 -1: 127 -127 -128 0 -128 1 -128 -128 true true false 128 -128 -128 0
// NARROW-NEXT: narrow -128 -1: 127 -127 -128 0 -128 1 -128 -128 true true false 128 -128 -128 0
// NARROW-NEXT: narrow 100 100: -56 0 16 1 0 1 100 100 false false false 100 100 100 0
// NARROW-NEXT: narrow 100 100: -56 0 16 1 0 1 100 100 false false false 100 100 100 0
// NARROW-NEXT: narrow -128 127: -1 1 -128 1 1 2 -128 127 false true false 128 -128 -128 0
// NARROW-NEXT: narrow -128 127: -1 1 -128 1 1 2 -128 127 false true false 128 -128 -128 0
// NARROW-NEXT: narrow 7 -3: 4 10 -21 0 7 1 -3 7 true false true 7 7 7 -1
// NARROW-NEXT: narrow 7 -3: 4 10 -21 0 7 1 -3 7 true false true 7 7 7 -1
// NARROW-NEXT: narrow -7 3: -4 -10 -21 83 0 83 -7 3 false true true 249 -7 -7 -1
// NARROW-NEXT: narrow -7 3: -4 -10 -21 83 0 83 -7 3 false true true 249 -7 -7 -1
// NARROW-NEXT: narrow -1 1: 0 -2 -1 -1 0 -1 -1 1 false true true 255 -1 -1 -1
// NARROW-NEXT: narrow -1 1: 0 -2 -1 -1 0 -1 -1 1 false true true 255 -1 -1 -1
// NARROW-NEXT: narrow 0 -128: -128 -128 0 0 0 0 -128 0 true false false 0 0 0 0
// NARROW-NEXT: narrow 0 -128: -128 -128 0 0 0 0 -128 0 true false false 0 0 0 0
relax.func @narrow(%a: i8, %b: i8) -> (i8, i8, i8, i8, i8, i8, i8, i8, i1, i1, i1, i64, index, i16, i32) {
  %0 = arith.addi %a, %b : i8
  %1 = arith.subi %a, %b : i8
  %2 = arith.muli %a, %b : i8
  %3 = arith.divui %a, %b : i8
  %4 = arith.remui %a, %b : i8
  %5 = arith.ceildivui %a, %b : i8
  %6 = arith.minsi %a, %b : i8
  %7 = arith.minui %a, %b : i8
  %8 = arith.cmpi ult, %a, %b : i8
  %9 = arith.cmpi slt, %a, %b : i8
  %10 = arith.trunci %a : i8 to i1
  %11 = arith.extui %a : i8 to i64
  %12 = arith.index_cast %a : i8 to index
  %13 = arith.extsi %a : i8 to i16
  %14 = arith.extsi %10 : i1 to i32
  relax.return %0, %1, %2, %3, %4, %5, %6, %7, %8, %9, %10, %11, %12, %13, %14 : i8, i8, i8, i8, i8, i8, i8, i8, i1, i1, i1, i64, index, i16, i32
}

// UNSIGNED: unsigned -1 1: false false true true 1 -1
// UNSIGNED-NEXT: unsigned -1 1: false false true true 1 -1
// UNSIGNED-NEXT: unsigned 1 -1: true true false false 1 -1
// UNSIGNED-NEXT: unsigned 1 -1: true true false false 1 -1
// UNSIGNED-NEXT: unsigned -5 -4: true true false false -5 -4
// UNSIGNED-NEXT: unsigned -5 -4: true true false false -5 -4
// UNSIGNED-NEXT: unsigned 3 3: false true false true 3 3
// UNSIGNED-NEXT: unsigned 3 3: false true false true 3 3
// UNSIGNED-NEXT: unsigned -9223372036854775808 9223372036854775807: false false true true 9223372036854775807 -9223372036854775808
// UNSIGNED-NEXT: unsigned -9223372036854775808 9223372036854775807: false false true true 9223372036854775807 -9223372036854775808
relax.func @unsigned(%a: i64, %b: i64) -> (i1, i1, i1, i1, i64, i64) {
  %0 = arith.cmpi ult, %a, %b : i64
  %1 = arith.cmpi ule, %a, %b : i64
  %2 = arith.cmpi ugt, %a, %b : i64
  %3 = arith.cmpi uge, %a, %b : i64
  %4 = arith.minui %a, %b : i64
  %5 = arith.maxui %a, %b : i64
  relax.return %0, %1, %2, %3, %4, %5 : i1, i1, i1, i1, i64, i64
}
