// Private functions: several levels, unused parameters and results, tuples, recursion through a condition, symbols that the
// caller spells otherwise, bundled fields with symbols of their own.
// FUZZ: --input x=random:3x4:f32 --input c=random:1:i1 --input w=random:4:f32
// FUZZ: --function=bundled --input p.0=random:3:f32 --input p.1=random:3x2:f32
// FUZZ: --function=bundled --input p.0=random:3:f32 --input p.1=random:4x2:f32
module {
  relax.func private @scale(%a: !relax.tensor<[s, t], f32>, %unused: !relax.tensor<[t], f32>) -> (!relax.tensor<[s, t], f32>, !relax.tensor<[t], f32>) {
    %0 = relax.add %a, %a : (!relax.tensor<[s, t], f32>, !relax.tensor<[s, t], f32>) -> !relax.tensor<[s, t], f32>
    relax.return %0, %unused
  }
  relax.func private @outer(%a: !relax.tensor<[n, m], f32>, %w: !relax.tensor<[m], f32>) -> tuple<!relax.tensor<[n, m], f32>, !relax.tensor<[m], f32>> {
    %0, %1 = relax.call @scale(%a, %w) : (!relax.tensor<[n, m], f32>, !relax.tensor<[m], f32>) -> (!relax.tensor<[n, m], f32>, !relax.tensor<[m], f32>)
    %2 = relax.multiply %0, %1 : (!relax.tensor<[n, m], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[n, m], f32>
    %3 = relax.tuple(%2, %w) : (!relax.tensor<[n, m], f32>, !relax.tensor<[m], f32>) -> tuple<!relax.tensor<[n, m], f32>, !relax.tensor<[m], f32>>
    relax.return %3
  }
  relax.func private @dead(%a: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
    relax.return %a
  }
  relax.func private @flat(%a: !relax.tensor<[k], f32>) -> !relax.tensor<[k], f32> {
    %0 = relax.exp %a : (!relax.tensor<[k], f32>) -> !relax.tensor<[k], f32>
    relax.return %0
  }
  relax.func @main(%x: !relax.tensor<[n, 4], f32>, %c: !relax.tensor<[1], i1>, %w: !relax.tensor<[4], f32>) -> (!relax.tensor<[n, 4], f32>, !relax.tensor<[4 * n], f32>) {
    %t = relax.call @outer(%x, %w) : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> tuple<!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>>
    %0 = relax.tuple_get_item %t[0] : tuple<!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>> -> !relax.tensor<[n, 4], f32>
    %1 = relax.tuple_get_item %t[1] : tuple<!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>> -> !relax.tensor<[4], f32>
    %2 = relax.add %0, %1 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
    %3 = relax.flatten %2 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[4 * n], f32>
    %4 = relax.call @flat(%3) : (!relax.tensor<[4 * n], f32>) -> !relax.tensor<[4 * n], f32>
    relax.return %2, %4
  }
  relax.func @bundled(%p: tuple<!relax.tensor<[n], f32>, !relax.tensor<[n, m], f32>>) -> !relax.tensor<[n, m], f32> {
    %0 = relax.tuple_get_item %p[0] : tuple<!relax.tensor<[n], f32>, !relax.tensor<[n, m], f32>> -> !relax.tensor<[n], f32>
    %1 = relax.tuple_get_item %p[1] : tuple<!relax.tensor<[n], f32>, !relax.tensor<[n, m], f32>> -> !relax.tensor<[n, m], f32>
    %2 = relax.expand_dims %0 axis = [1] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n, 1], f32>
    %3 = relax.multiply %2, %1 : (!relax.tensor<[n, 1], f32>, !relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>
    relax.return %3
  }
}
