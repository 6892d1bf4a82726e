// One case for each constraint of each operator of the family.
// RUN: relax-opt %s --split-input-file --verify-diagnostics

func.func @count_ngrams_c1(%t: !relax.tensor<[n], i64>, %p: !relax.tensor<[3], i64>, %s: !relax.tensor<[2], i64>, %l: !relax.tensor<[2], i64>) {
  // expected-error @below {{'relax.count_ngrams' op 'tokens' must have 2 dimensions, got 1}}
  %0 = relax.count_ngrams %t, %p, %s, %l max_skip = 0 : (!relax.tensor<[n], i64>, !relax.tensor<[3], i64>, !relax.tensor<[2], i64>, !relax.tensor<[2], i64>) -> !relax.tensor<*, i64>
  return
}

// -----

func.func @count_ngrams_c1_pool(%t: !relax.tensor<[n, 4], i64>, %p: !relax.tensor<[3, 1], i64>, %s: !relax.tensor<[2], i64>, %l: !relax.tensor<[2], i64>) {
  // expected-error @below {{'relax.count_ngrams' op 'pool' must have 1 dimensions, got 2}}
  %0 = relax.count_ngrams %t, %p, %s, %l max_skip = 0 : (!relax.tensor<[n, 4], i64>, !relax.tensor<[3, 1], i64>, !relax.tensor<[2], i64>, !relax.tensor<[2], i64>) -> !relax.tensor<*, i64>
  return
}

// -----

func.func @count_ngrams_c2(%t: !relax.tensor<[n, 4], i64>, %p: !relax.tensor<[3], i64>, %s: !relax.tensor<[2], i64>, %l: !relax.tensor<[3], i64>) {
  // expected-error @below {{'relax.count_ngrams' op dimension 0 of 'lengths' and dimension 0 of 'starts' must be equal, got 3 and 2}}
  %0 = relax.count_ngrams %t, %p, %s, %l max_skip = 0 : (!relax.tensor<[n, 4], i64>, !relax.tensor<[3], i64>, !relax.tensor<[2], i64>, !relax.tensor<[3], i64>) -> !relax.tensor<*, i64>
  return
}

// -----

func.func @count_ngrams_c3(%t: !relax.tensor<[n, 4], f32>, %p: !relax.tensor<[3], i64>, %s: !relax.tensor<[2], i64>, %l: !relax.tensor<[2], i64>) {
  // expected-error @below {{'relax.count_ngrams' op element type of 'tokens' must be an integer type other than bool, got 'f32'}}
  %0 = relax.count_ngrams %t, %p, %s, %l max_skip = 0 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[3], i64>, !relax.tensor<[2], i64>, !relax.tensor<[2], i64>) -> !relax.tensor<*, i64>
  return
}

// -----

func.func @count_ngrams_c4(%t: !relax.tensor<[n, 4], i64>, %p: !relax.tensor<[3], i64>, %s: !relax.tensor<[2], i64>, %l: !relax.tensor<[2], i64>) {
  // expected-error @below {{'relax.count_ngrams' op 'max_skip' must be at least 0, got -1}}
  %0 = relax.count_ngrams %t, %p, %s, %l max_skip = -1 : (!relax.tensor<[n, 4], i64>, !relax.tensor<[3], i64>, !relax.tensor<[2], i64>, !relax.tensor<[2], i64>) -> !relax.tensor<*, i64>
  return
}
