// RUN: relax-opt %s --split-input-file --verify-diagnostics --allow-unregistered-dialect

// expected-error @+1 {{symbolic expression divides by zero}}
func.func private @zero(!sym.int<n floordiv (m - m)>)

// -----

// expected-error @+1 {{symbolic expression has a coefficient that does not fit in 64 bits}}
func.func private @overflow(!sym.int<9223372036854775807 * n + n>)

// -----

// expected-error @+1 {{integer in a symbolic expression does not fit in 64 bits}}
func.func private @integer(!sym.int<9223372036854775808>)

// -----

// expected-error @+1 {{the name of a symbol must not be empty}}
func.func private @empty(!sym.int<"">)

// -----

// expected-error @+1 {{'floordiv' is an operator; as the name of a symbol it must be quoted}}
func.func private @operator(!sym.int<floordiv + 1>)

// -----

// expected-error @+1 {{expected a symbolic expression}}
func.func private @missing(!sym.int<n + >)

// -----

// expected-error @+1 {{expected a comparison: '==', 'ne', 'lt' or 'le'}}
func.func private @comparison(!sym.int<select(n, 1, 2)>)

// -----

// expected-error @+1 {{unknown attribute `unknown` in dialect `sym`}}
func.func private @attribute() attributes {a = #sym.unknown}

// -----

func.func @value_type(%n: !sym.int<n>) {
  // expected-error @+1 {{result type must be that of the expression, got '!sym.int<m>' and '!sym.int<n>'}}
  %0 = sym.value n : !sym.int<m>
  return
}

// -----

func.func @from_index_count(%i: index) {
  // expected-error @+1 {{'sym.from_index' op must define one symbol, got 2}}
  %0 = sym.from_index %i symbols ["a", "b"] : !sym.int<a>
  return
}

// -----

func.func @from_index_type(%i: index) {
  // expected-error @+1 {{'sym.from_index' op result type must be that of the symbol it defines, got '!sym.int<b>' and '!sym.int<a>'}}
  %0 = sym.from_index %i symbols ["a"] : !sym.int<b>
  return
}

// -----

func.func @from_index_names(%i: index) {
  // expected-error @+1 {{attribute 'symbols' failed to satisfy constraint: array of symbol names}}
  %0 = "sym.from_index"(%i) {symbols = [1]} : (index) -> !sym.int<b>
  return
}

// -----

func.func @to_index_operand(%i: index) {
  // expected-error @+1 {{operand #0 must be integer equal to a symbolic expression, but got 'index'}}
  %0 = "sym.to_index"(%i) : (index) -> index
  return
}

// -----

func.func @assume_comparison() {
  // expected-error @+1 {{'sym.assume' op comparison must be 0 (==), 1 (ne), 2 (lt) or 3 (le), got 7}}
  "sym.assume"() {lhs = #sym.expr<1>, rhs = #sym.expr<2>, comparison = 7 : i32} : () -> ()
  return
}

// -----

// expected-error @+1 {{'sym.unknown' is no attribute of the sym dialect; it has 'sym.ranges' and 'sym.divisible'}}
func.func private @unknown_fact() attributes {sym.unknown = 1 : i64}

// -----

// expected-error @+1 {{'sym.ranges' must be a dictionary from symbols, got 1 : i64}}
func.func private @ranges_kind() attributes {sym.ranges = 1 : i64}

// -----

// expected-error @+1 {{'sym.ranges' of 'n' must be one or two integers, as array<i64: 1, 8>, got 1 : i64}}
func.func private @ranges_entry() attributes {sym.ranges = {n = 1 : i64}}

// -----

// expected-error @+1 {{'sym.ranges' of 'n' must be one or two integers, as array<i64: 1, 8>, got array<i64: 1, 2, 3>}}
func.func private @ranges_length() attributes {sym.ranges = {n = array<i64: 1, 2, 3>}}

// -----

// expected-error @+1 {{'sym.ranges' of 'n' must not be empty, got 8 and 1}}
func.func private @ranges_order() attributes {sym.ranges = {n = array<i64: 8, 1>}}

// -----

// expected-error @+1 {{'sym.divisible' of 'n' must be a 64-bit integer above zero, got 0 : i64}}
func.func private @divisor() attributes {sym.divisible = {n = 0 : i64}}

// -----

// expected-error @+1 {{'sym.divisible' of 'n' must be a 64-bit integer above zero, got 4 : i8}}
func.func private @divisor_type() attributes {sym.divisible = {n = 4 : i8}}
