// RUN: relax-opt %s -split-input-file -verify-diagnostics

// expected-error @+1 {{dimension 1 must not be negative, got -3}}
relax.func private @f(!relax.tensor<[4, -3], f32>)

// -----

// expected-error @+1 {{the elements of a tensor must be i1, i4, i8 to i64, ui8 to ui64, f16, bf16, f32, f64 or an f8 type, got 'i7'}}
relax.func private @f(!relax.tensor<[4], i7>)

// -----

// expected-error @+1 {{the elements of a tensor must be}}
relax.func private @f(!relax.tensor<[4], si8>)

// -----

// expected-error @+1 {{the elements of a tensor must be}}
relax.func private @f(!relax.tensor<[4], !relax.object>)

// -----

// expected-error @+1 {{the elements of a tensor must be}}
relax.func private @f(!relax.tensor<[4], complex<f32>>)

// -----

// expected-error @+1 {{dimension 0 must not be negative, got -1}}
relax.func private @f(!relax.shape<[-1]>)

// -----

// expected-error @+1 {{the kind of a device must not be empty}}
relax.func private @f(!relax.tensor<[4], f32, #relax.vdevice<"", 0>>)

// -----

// expected-error @+1 {{the index of a device must not be negative, got -1}}
relax.func private @f(!relax.tensor<[4], f32, #relax.vdevice<"cuda", -1>>)

// -----

// expected-error @+1 {{the scope of a device must not be empty}}
relax.func private @f(!relax.tensor<[4], f32, #relax.vdevice<"cuda", 0, "">>)

// -----

// expected-error @+1 {{each dimension in the signature of a callable must be a constant or unknown, got symbol 'n' in '!relax.tensor<[n], f32>'}}
relax.func private @f(!relax.callable<(!relax.tensor<[n], f32>) -> ()>)

// -----

// expected-error @+1 {{got symbol 'n' in '!sym.int<n>'}}
relax.func private @f(!relax.callable<() -> (!sym.int<n>)>)

// -----

// expected-error @+1 {{a callable must take and return relax values, got 'memref<4xf32>'}}
relax.func private @f(!relax.callable<(memref<4xf32>) -> ()>)

// -----

// expected-error @+1 {{expected '['}}
relax.func private @f(!relax.tensor<4, f32>)

// -----

// expected-error @+1 {{expected ','}}
relax.func private @f(!relax.tensor<[4]>)

// -----

// expected-error @+1 {{invalid kind of attribute specified}}
relax.func private @f(!relax.tensor<[4], f32, "cuda">)

// -----

// expected-error @+1 {{invalid kind of type specified}}
relax.func private @f(!relax.callable<i32>)
