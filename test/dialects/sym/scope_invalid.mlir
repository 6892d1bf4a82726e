// RUN: relax-opt %s --split-input-file --verify-diagnostics --sym-verify --allow-unregistered-dialect

func.func @result_without_license(%i: index) {
  // expected-error @+1 {{'sym.value' op result type mentions symbol 'm', which is neither defined by the signature or by the op nor in the type of an operand: '!sym.int<m>'}}
  %0 = sym.value m : !sym.int<m>
  return
}

// -----

// A definition does not license what does not use its value.
func.func @definition_without_use(%i: index) {
  %k = sym.from_index %i symbols ["k"] : !sym.int<k>
  // expected-error @+1 {{result type mentions symbol 'k'}}
  %0 = sym.value 2 * k : !sym.int<2 * k>
  return
}

// -----

// Only a bare symbol of the signature is a definition.
// expected-error @+1 {{'func.func' op type of parameter 0 mentions symbol 'n', which stands bare in no parameter: '!sym.int<2 * n>'}}
func.func @composite_parameter(%n: !sym.int<2 * n>) {
  return
}

// -----

// expected-error @+1 {{'func.func' op type of result 1 mentions symbol 'k', which stands bare in no parameter: '!sym.int<k>'}}
func.func @result(%n: !sym.int<n>, %i: index) -> (!sym.int<n>, !sym.int<k>) {
  %k = sym.from_index %i symbols ["k"] : !sym.int<k>
  return %n, %k : !sym.int<n>, !sym.int<k>
}

// -----

func.func @assume_without_license() {
  // expected-error @+1 {{'sym.assume' op expression mentions symbol 'n'}}
  sym.assume 1 le n
  return
}

// -----

func.func @second_definition(%i: index) {
  // expected-note @+1 {{the first definition is here}}
  %0 = sym.from_index %i symbols ["k"] : !sym.int<k>
  // expected-error @+1 {{'sym.from_index' op must not define symbol 'k' a second time in its function}}
  %1 = sym.from_index %i symbols ["k"] : !sym.int<k>
  return
}

// -----

// expected-note @+1 {{the first definition is in the signature}}
func.func @signature_again(%n: !sym.int<n>, %i: index) {
  // expected-error @+1 {{must not define symbol 'n' a second time in its function}}
  %1 = sym.from_index %i symbols ["n"] : !sym.int<n>
  return
}

// -----

// Regions that exclude each other are no exception: a symbol has one definition.
func.func @both_branches(%c: i1, %i: index) {
  scf.if %c {
    // expected-note @+1 {{the first definition is here}}
    %0 = sym.from_index %i symbols ["k"] : !sym.int<k>
  } else {
    // expected-error @+1 {{must not define symbol 'k' a second time}}
    %1 = sym.from_index %i symbols ["k"] : !sym.int<k>
  }
  return
}

// -----

// One branch cannot hand out what the other does not have.
func.func @one_branch(%c: i1, %i: index) {
  %0 = scf.if %c -> !sym.int<k> {
    %1 = sym.from_index %i symbols ["k"] : !sym.int<k>
    scf.yield %1 : !sym.int<k>
  } else {
    // expected-error @+1 {{'sym.value' op result type mentions symbol 'k'}}
    %1 = sym.value k : !sym.int<k>
    scf.yield %1 : !sym.int<k>
  }
  return
}

// -----

func.func @region_argument(%n: index) {
  // expected-error @+1 {{'test.region' op argument of a region mentions symbol 'k'}}
  "test.region"() ({
  ^bb0(%k: !sym.int<k>):
    "test.end"() : () -> ()
  }) : () -> ()
  return
}

// -----

// The result mentions a symbol that the region uses but does not hand out.
func.func @symbol_not_exported(%i: index) {
  // expected-error @+1 {{'test.region' op result type mentions symbol 'k'}}
  %0 = "test.region"() ({
    %k = sym.from_index %i symbols ["k"] : !sym.int<k>
    %1 = sym.value 2 * k of (%k : !sym.int<k>) : !sym.int<2 * k>
    "test.end"(%1) : (!sym.int<2 * k>) -> ()
  }) : () -> !sym.int<2 * k>
  return
}
