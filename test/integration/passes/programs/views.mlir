// Reshapes, transposes there and back, slices, concatenations, splits; a view that outlives its source.
// FUZZ: --input n=2 --input x=random:4x6:f32
// FUZZ: --input n=1 --input x=random:2x6:f32
// FUZZ: --input n=1 --input x=random:4x6:f32
module {
  relax.func @main(%n: !sym.int<n>, %x: !relax.tensor<[2 * n, 6], f32>) -> (!relax.tensor<[12 * n], f32>, !relax.tensor<[6, 2 * n], f32>, !relax.tensor<[2 * n, 3], f32>, !relax.tensor<[2, 6 * n], f32>) {
    %n6 = sym.value 6 * n : !sym.int<6 * n>
    %two = sym.value 2 : !sym.int<2>
    %three = sym.value 3 : !sym.int<3>
    %0 = relax.flatten %x : (!relax.tensor<[2 * n, 6], f32>) -> !relax.tensor<[12 * n], f32>
    %s = relax.shape(%two, %n6) : (!sym.int<2>, !sym.int<6 * n>) -> !relax.shape<[2, 6 * n]>
    %1 = relax.reshape %0, %s : (!relax.tensor<[12 * n], f32>, !relax.shape<[2, 6 * n]>) -> !relax.tensor<[2, 6 * n], f32>
    %2 = relax.exp %1 : (!relax.tensor<[2, 6 * n], f32>) -> !relax.tensor<[2, 6 * n], f32>
    %3 = relax.flatten %2 : (!relax.tensor<[2, 6 * n], f32>) -> !relax.tensor<[12 * n], f32>
    %4 = relax.add %3, %0 : (!relax.tensor<[12 * n], f32>, !relax.tensor<[12 * n], f32>) -> !relax.tensor<[12 * n], f32>
    %5 = relax.permute_dims %x axes = [1, 0] : (!relax.tensor<[2 * n, 6], f32>) -> !relax.tensor<[6, 2 * n], f32>
    %6 = relax.relu %5 : (!relax.tensor<[6, 2 * n], f32>) -> !relax.tensor<[6, 2 * n], f32>
    %7 = relax.permute_dims %6 axes = [1, 0] : (!relax.tensor<[6, 2 * n], f32>) -> !relax.tensor<[2 * n, 6], f32>
    %8 = relax.permute_dims %7 axes = [1, 0] : (!relax.tensor<[2 * n, 6], f32>) -> !relax.tensor<[6, 2 * n], f32>
    %9:2 = relax.split %7 sizes = [%three, %three] axis = 1 : (!relax.tensor<[2 * n, 6], f32>, !sym.int<3>, !sym.int<3>) -> (!relax.tensor<[2 * n, 3], f32>, !relax.tensor<[2 * n, 3], f32>)
    %10 = relax.subtract %9#0, %9#1 : (!relax.tensor<[2 * n, 3], f32>, !relax.tensor<[2 * n, 3], f32>) -> !relax.tensor<[2 * n, 3], f32>
    relax.return %4, %8, %10, %1
  }
}
