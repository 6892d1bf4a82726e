// The packed functions that come with the runtime, below the name
// "relax.runtime.": operators that are no loops over elements, above all those
// whose results have a size that depends on values. Generated code calls them;
// a registry of the user that has a function of the same name wins.
//
// A call has the tensors, then the integers, and then, in destination-passing
// style, the output tensors; without results of its own it is in that style,
// otherwise the function makes its results. Wrong arguments are a status.
#ifndef RELAX_RUNTIME_LIBRARY_LIBRARY_H
#define RELAX_RUNTIME_LIBRARY_LIBRARY_H

#include "runtime/vm/PackedRegistry.h"

namespace relax::runtime {

/// The table of these functions.
const PackedRegistry &getLibrary();

/// The function of that name in `registry`, else in the library, else null.
inline std::shared_ptr<const PackedEntry>
findPackedFunction(const PackedRegistry &registry, std::string_view name) {
  std::shared_ptr<const PackedEntry> entry = registry.find(name);
  return entry ? entry : getLibrary().find(name);
}

// The functions; the comment gives arguments and results. A position is i32 or
// i64, as `bits` says; an axis is in [0, rank).

/// (x, axis, descending) -> like x
absl::Status runSort(const PackedCall &call);
/// (x, axis, descending, bits) -> positions like x
absl::Status runArgsort(const PackedCall &call);
/// (x, k, axis, smallest, bits) -> values, positions: as x, with k at the axis
absl::Status runTopK(const PackedCall &call);
/// (x, axis or -1 for all elements, keeps dimensions) -> value and position of
/// the element in the middle: as x without the axis, or with 1 at it
absl::Status runMedian(const PackedCall &call);
/// (x, axis or -1 for all elements, sorted)
/// -> values [u] or as x with u at the axis, first [u], inverse, counts [u]
absl::Status runUnique(const PackedCall &call);
/// (x) -> i64 [rank, c]
absl::Status runNonzero(const PackedCall &call);
/// (prob f32 [b, v], uniform f32 [n, 1], rows i64 [n, 1], bits) -> [n, 1]
absl::Status runMultinomialFromUniform(const PackedCall &call);
/// (boxes f32 [b, n, 4], scores f32 [b, c, n], i64 count, f32 overlap,
/// f32 score, center_point_box) -> i64 [s, 3]
absl::Status runAllClassNonMaxSuppression(const PackedCall &call);
/// (data f32 [b, n, k], counts i32 [b], places i32 [b, n], most boxes or -1,
/// the bits of the least overlap as a double, whether classes do not matter,
/// most candidates or -1, first element of the corners, that of the score, that
/// of the class or -1) -> boxes like data, places like places, counts i32 [b,
/// 1]
absl::Status runNonMaxSuppression(const PackedCall &call);
/// The same, followed by the bits of sigma and of the least score as doubles:
/// scores of overlapping boxes become smaller.
absl::Status runSoftNonMaxSuppression(const PackedCall &call);
/// (shape i64 [rank], whether there is a seed, seed) -> f32 of that shape, in
/// [0, 1). One seed gives the same numbers in each call; without one each call
/// gives others.
absl::Status runRandomUniform(const PackedCall &call);
/// The same, normally distributed with mean 0 and deviation 1.
absl::Status runRandomNormal(const PackedCall &call);

/// (x [..., 1 or 2], length, axis, inverse, one-sided) -> as x with length, or
/// half of it and 1, at the axis and 2 at the end: the Fourier transform of
/// real numbers or of real and imaginary parts, of at most length elements
absl::Status runDFT(const PackedCall &call);
/// (x [b, n, 1 or 2][, window [length]], step, length, one-sided)
/// -> [b, frames, bins, 2], the transform of each frame
absl::Status runSTFT(const PackedCall &call);

// Sequences are tuples, optionals tuples of one field or none. An optional or a
// sequence holds references: nothing is copied.

/// (sequence, value[, position in [-length, length]]) -> sequence; at the end
/// without a position
absl::Status runSequenceInsert(const PackedCall &call);
/// (sequence, position in [-length, length)) -> sequence
absl::Status runSequenceErase(const PackedCall &call);
/// (sequence, position in [-length, length)) -> the element
absl::Status runSequenceAt(const PackedCall &call);
/// (sequence) -> i64 scalar
absl::Status runSequenceLength(const PackedCall &call);
/// (x, axis, size, keeps the axis) -> sequence of parts of that size, the last
/// one perhaps smaller; without the axis the size is 1
absl::Status runSequenceSplit(const PackedCall &call);
/// (x, sizes i32 or i64 [n], axis) -> sequence of n parts
absl::Status runSequenceSplitSizes(const PackedCall &call);
/// (sequence, axis, is a new axis) -> tensor; the axis is in [-rank, rank) of
/// the result
absl::Status runSequenceConcat(const PackedCall &call);
/// (optional) -> what it holds
absl::Status runOptionalGetElement(const PackedCall &call);

// A list is an object of its own that a loop adds to, in place.

/// () -> list
absl::Status runListCreate(const PackedCall &call);
/// (list, value) -> the same list
absl::Status runListAppend(const PackedCall &call);
/// (list) -> sequence
absl::Status runListFinish(const PackedCall &call);
/// (list, a tensor of the element type, axis, back to front, length or -1,
/// dimensions or -1...) -> the elements side by side along the new axis, which
/// is in [-rank, rank) of the result, zeros up to the length behind them. The
/// dimensions are those of an element, for a list that has none.
absl::Status runListStack(const PackedCall &call);

/// (condition bool [], expected) -> nothing; an error where they differ.
absl::Status runRequireCondition(const PackedCall &call);
/// (tensors and integers) -> nothing; writes each to stderr, a line for one.
absl::Status runPrint(const PackedCall &call);

} // namespace relax::runtime

#endif // RELAX_RUNTIME_LIBRARY_LIBRARY_H
