// An executable as plain structs, and its encoder. target/ fills these in; the
// FlatBuffer (executable.fbs) is what the runtime reads. No MLIR, no LLVM, no
// abseil.
#ifndef RELAX_RUNTIME_EXECUTABLE_EXECUTABLE_H
#define RELAX_RUNTIME_EXECUTABLE_EXECUTABLE_H

#include "runtime/executable/DType.h"
#include "runtime/executable/Instructions.h"
#include "runtime/executable/abi.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace relax::runtime {

/// Bumped with every change of the format or of the instruction table.
constexpr uint32_t executableVersion = 3;

/// Limits that the verifier enforces.
constexpr uint32_t maxRegisters = 1u << 20; ///< of one bank of one function
constexpr uint32_t maxRank = 64;

/// A constant of at most this many bytes goes inline; larger ones go to
/// .relax.weights.
constexpr uint64_t maxInlineConstant = 1024;
/// Constants in .relax.weights start at multiples of this, and so does the
/// section in the file.
constexpr uint64_t weightAlignment = 64;

enum class TypeKind : uint8_t {
  Unknown,
  Tensor,
  Shape,
  Tuple,
  Object,
  Callable,
  Scalar
};

/// A type in parts; see parseTypeText.
struct TypeDesc {
  TypeKind kind = TypeKind::Unknown;
  std::string text;
  uint32_t dtype = 0;            ///< of a tensor or scalar; 0 = unknown
  int32_t rank = -1;             ///< of a tensor or shape; -1 = unknown
  std::vector<std::string> dims; ///< expression texts, `?` = unknown
  std::vector<TypeDesc> elements;
};

/// Takes a printed type apart: `!relax.tensor<[n, 2 * m], f32>`,
/// `!relax.tensor<*, f32>`, `!relax.shape<[n]>`, `tuple<...>`, `!relax.object`,
/// `!sym.int<n>`, `i64`, `f32`. Never fails: what it does not know is Unknown.
TypeDesc parseTypeText(std::string_view text);

/// A parameter or result. `type.text` alone is enough: the encoder fills in the
/// parts.
struct ParameterDesc {
  std::string name;
  bool isScalar = false; ///< the bank
  TypeDesc type;
};

/// From word `pc` on instructions belong to `location`, an index into
/// ExecutableDesc::locations.
struct LocationEntryDesc {
  uint32_t pc = 0;
  uint32_t location = 0;
};

struct LocationDesc {
  std::string file;
  uint32_t line = 0;
  uint32_t column = 0;
  std::string node; ///< node of the model, may be empty
};

struct FunctionDesc {
  std::string name;
  bool isPublic = true;
  std::vector<ParameterDesc> args, results;
  /// Registers of each bank. Arguments come first: the i-th object parameter is
  /// object register i, the j-th scalar parameter is scalar register j. The
  /// other registers start as null and 0.
  uint32_t numScalars = 0, numObjects = 0;
  std::vector<uint32_t> code; ///< empty when there is only compiled code
  std::vector<LocationEntryDesc> locations; ///< sorted by pc
  bool isCompiled = false; ///< the library has machine code of it, too
};

struct ConstantDesc {
  uint32_t dtype = 0;
  std::vector<int64_t> shape;
  std::vector<uint8_t> data; ///< inline bytes, or empty:
  uint64_t offset =
      0;             ///< offset in .relax.weights, multiple of weightAlignment
  uint64_t size = 0; ///< bytes, when not inline
};

struct KernelDesc {
  std::string name;
  uint32_t numBuffers = 0, numScalars = 0;
};

enum class CheckKind : uint8_t { Value, Dimension, Condition, Message };

/// The text behind a check. What failing checks print, after "file:line:col:
/// error: ":
///   Value      check_tensor, check_shape, check_tuple   'w' must be a tensor
///   of rank 2 and type f32: got ... Dimension  check_equal        dimension 0
///   of 'w' must equal symbol 'k': got 4, expected 3
///              (`expected` is `k`; anything but a bare name prints without the
///              word "symbol")
///   Condition  check_equal, check_less_equal    condition 'n == 2 * m' does
///   not hold: got 5 and 6 Message    fail               the text itself
struct CheckDesc {
  CheckKind kind = CheckKind::Value;
  std::string subject;
  int32_t dim = -1;
  std::string expected;
  uint32_t location =
      0; ///< 1 + index into locations; 0 = the location of the instruction
};

/// How the blocks of an arena lie: either `offsets` and `sizes` (and `bytes`),
/// one for each block, or `blocks`, to be planned for the sizes of a call.
struct PlanDesc {
  uint32_t numSizes = 0;        ///< what alloc_arena passes
  std::vector<uint32_t> blocks; ///< number of the size, first and last use
  std::vector<uint64_t> offsets, sizes;
  uint64_t bytes = 0;         ///< without what is kept
  std::vector<uint32_t> kept; ///< numbers of blocks, ascending
};

struct ExecutableDesc {
  std::string producer;
  std::vector<FunctionDesc> functions;
  std::vector<ConstantDesc> constants;
  std::vector<std::string> imports; ///< names of packed functions
  std::vector<KernelDesc> kernels;
  std::vector<CheckDesc> checks;
  std::vector<LocationDesc> locations;
  std::vector<PlanDesc> plans;
  std::string target;      ///< triple and CPU, for people
  std::string cpuFeatures; ///< features that the machine must have, comma
                           ///< separated; may be empty
  std::vector<uint8_t> weightsHash; ///< hashBytes (hash.h) of the content of
                                    ///< .relax.weights; empty without weights
};

/// The FlatBuffer of an executable: the content of .relax.exec.
std::vector<uint8_t> encodeExecutable(const ExecutableDesc &executable);

} // namespace relax::runtime

#endif // RELAX_RUNTIME_EXECUTABLE_EXECUTABLE_H
