// RUN: relax-opt %s --sym-verify --allow-unregistered-dialect | FileCheck %s

// CHECK-LABEL: func.func @captured_value_licenses_a_result
func.func @captured_value_licenses_a_result(%i: index) {
  %k = sym.from_index %i symbols ["k"] : !sym.int<k>
  %0 = "test.region"() ({
    "test.inner"() ({
      "test.use"(%k) : (!sym.int<k>) -> ()
    }) : () -> ()
    "test.end"() : () -> ()
  }) : () -> !sym.int<2 * k>
  return
}

// CHECK-LABEL: func.func @region_hands_out_its_symbol
func.func @region_hands_out_its_symbol(%i: index) -> index {
  %0:2 = "test.region"() ({
    %k = sym.from_index %i symbols ["k"] : !sym.int<k>
    %1 = sym.value 2 * k of (%k : !sym.int<k>) : !sym.int<2 * k>
    "test.end"(%1, %k) : (!sym.int<2 * k>, !sym.int<k>) -> ()
  }) : () -> (!sym.int<2 * k>, !sym.int<k>)
  %2 = sym.value k + 1 of (%0#0 : !sym.int<2 * k>) : !sym.int<k + 1>
  %3 = sym.to_index %2 : !sym.int<k + 1> -> index
  return %3 : index
}

// CHECK-LABEL: func.func @region_argument_like_an_operand
func.func @region_argument_like_an_operand(%i: index) {
  %k = sym.from_index %i symbols ["k"] : !sym.int<k>
  "test.loop"(%k) ({
  ^bb0(%arg: !sym.int<k>):
    "test.end"(%arg) : (!sym.int<k>) -> ()
  }) : (!sym.int<k>) -> ()
  return
}

// Symbols of different functions have nothing to do with each other.
// CHECK-LABEL: func.func @other
func.func @other(%k: !sym.int<k>) {
  builtin.module {
    func.func @inner(%l: !sym.int<k>) -> !sym.int<k> {
      return %l : !sym.int<k>
    }
  }
  return
}

// A tuple is part of the signature.
// CHECK-LABEL: func.func @tuple
func.func @tuple(%t: tuple<!sym.int<a>, tuple<!sym.int<b>>>) {
  %0 = sym.value a + b : !sym.int<a + b>
  return
}
