// The bytecode interpreter: direct dispatch over verified code, with the paths
// of tiny kernels inline (allocate, call, kill). There are two of it: one that
// records events for the profiler, and one that pays nothing for that. Whatever may fail in an
// interesting way is a service that compiled code shares (Services.cpp).

#include "runtime/vm/VmState.h"

namespace relax::runtime {

namespace {

/// A word of an Ints list: an immediate or a scalar register.
inline int64_t readInt(uint32_t word, const int64_t *scalars) {
  return word & tagBit ? static_cast<int64_t>(word & ~tagBit) : scalars[word];
}

/// Fills arguments or captures from a Uses list.
inline void readUses(const uint32_t *words, uint32_t count,
                     const relax_vm_frame &frame, relax_any *args) {
  for (uint32_t i = 0; i != count; ++i) {
    uint32_t word = words[i];
    args[i].reserved = 0;
    if (word & tagBit) {
      args[i].kind = RELAX_ANY_SCALAR;
      args[i].value.scalar = frame.scalars[word & ~tagBit];
    } else {
      args[i].kind = RELAX_ANY_OBJECT;
      args[i].value.object = frame.objects[word];
    }
  }
}

inline void prepareDefs(const uint32_t *words, uint32_t count,
                        relax_any *results) {
  for (uint32_t i = 0; i != count; ++i) {
    results[i].kind = words[i] & tagBit ? RELAX_ANY_SCALAR : RELAX_ANY_OBJECT;
    results[i].reserved = 0;
    results[i].value.scalar = 0;
  }
}

inline void writeDefs(const uint32_t *words, uint32_t count,
                      const relax_vm_frame &frame, const relax_any *results) {
  for (uint32_t i = 0; i != count; ++i) {
    if (words[i] & tagBit)
      frame.scalars[words[i] & ~tagBit] = results[i].value.scalar;
    else
      setObject(&frame.objects[words[i]], results[i].value.object);
  }
}

/// Calls a function of the module straight from register to register.
int32_t callDirect(VmState &state, uint32_t function, const uint32_t *defs,
                   uint32_t numDefs, const uint32_t *uses, uint32_t numUses,
                   const relax_vm_frame &caller) {
  FrameScope scope(state, function);
  if (!scope.ok())
    return RELAX_ERROR;
  int64_t *nextScalar = scope.frame.scalars;
  relax_object **nextObject = scope.frame.objects;
  for (uint32_t i = 0; i != numUses; ++i) {
    if (uses[i] & tagBit) {
      *nextScalar++ = caller.scalars[uses[i] & ~tagBit];
    } else {
      relax_object *object = caller.objects[uses[i]];
      retain(object);
      *nextObject++ = object;
    }
  }
  if (int32_t code = runFrame(state, scope))
    return code;
  for (uint32_t i = 0; i != numDefs; ++i) {
    if (defs[i] & tagBit)
      caller.scalars[defs[i] & ~tagBit] = scope.frame.results[i].scalar;
    else
      setObject(&caller.objects[defs[i]], scope.frame.results[i].object);
  }
  return 0;
}

/// The arithmetic that may fail, once it is known to: which failure.
int32_t failDivision(relax_vm_frame *frame, int64_t lhs, int64_t rhs) {
  return frame->api->fail_arith(frame,
                                rhs == 0 ? RELAX_ARITH_DIVISION_BY_ZERO
                                         : RELAX_ARITH_DIVISION_OVERFLOW,
                                lhs, rhs);
}

inline bool canDivide(int64_t lhs, int64_t rhs) {
  return rhs != 0 && !(lhs == INT64_MIN && rhs == -1);
}

template <bool profiled> int32_t run(VmState &state, FrameScope &scope) {
  static const void *const targets[] = {
#define INSTRUCTION(Name, mnemonic, ...) &&do##Name,
#include "runtime/executable/Instructions.def"
  };
  relax_vm_frame *const frame = &scope.frame;
  int64_t *const scalars = frame->scalars;
  relax_object **const objects = frame->objects;
  const relax_ctx *const ctx = frame->ctx;
  const relax_vm_api &api = *frame->api;
  const uint32_t *const code = scope.info.code;
  const uint32_t *pc = code;
  uint64_t *const scratch = scope.scratch;

// The operands of the running instruction, by position.
#define S(index) scalars[pc[index]]
#define O(index) objects[pc[index]]
#define DISPATCH() goto *targets[*pc]
#define NEXT(words)                                                            \
  do {                                                                         \
    pc += (words);                                                             \
    DISPATCH();                                                                \
  } while (false)
// Tells the services, which do not know the instruction, where it stands.
#define LOCATE()                                                               \
  do {                                                                         \
    if (profiled) {                                                            \
      frame->location = state.module->findLocation(                            \
          frame->function, static_cast<uint32_t>(pc - code));                  \
      state.recorder->setLocation(frame->location);                            \
    }                                                                          \
  } while (false)
// Runs a service; leaves when it fails.
#define TRY(call, words)                                                       \
  do {                                                                         \
    if (__builtin_expect((call) != 0, 0))                                      \
      goto failed;                                                             \
    NEXT(words);                                                               \
  } while (false)
#define JUMP(target)                                                           \
  do {                                                                         \
    if (__builtin_expect(--state.jumpsLeft < 0, 0))                            \
      goto outOfJumps;                                                         \
    pc = code + (target);                                                      \
    DISPATCH();                                                                \
  } while (false)

  DISPATCH();

doIConst:
  S(1) = static_cast<int64_t>(pc[2] | static_cast<uint64_t>(pc[3]) << 32);
  NEXT(4);
doSMove:
  S(1) = S(2);
  NEXT(3);
doIAdd: {
  int64_t lhs = S(2), rhs = S(3);
  if (__builtin_add_overflow(lhs, rhs, &S(1))) {
    api.fail_arith(frame, RELAX_ARITH_ADD_OVERFLOW, lhs, rhs);
    goto failed;
  }
  NEXT(4);
}
doISub: {
  int64_t lhs = S(2), rhs = S(3);
  if (__builtin_sub_overflow(lhs, rhs, &S(1))) {
    api.fail_arith(frame, RELAX_ARITH_SUB_OVERFLOW, lhs, rhs);
    goto failed;
  }
  NEXT(4);
}
doIMul: {
  int64_t lhs = S(2), rhs = S(3);
  if (__builtin_mul_overflow(lhs, rhs, &S(1))) {
    api.fail_arith(frame, RELAX_ARITH_MUL_OVERFLOW, lhs, rhs);
    goto failed;
  }
  NEXT(4);
}
doIFloorDiv: {
  int64_t lhs = S(2), rhs = S(3);
  if (!canDivide(lhs, rhs)) {
    failDivision(frame, lhs, rhs);
    goto failed;
  }
  int64_t quotient = lhs / rhs;
  S(1) = quotient - (lhs % rhs != 0 && (lhs < 0) != (rhs < 0));
  NEXT(4);
}
doICeilDiv: {
  int64_t lhs = S(2), rhs = S(3);
  if (!canDivide(lhs, rhs)) {
    failDivision(frame, lhs, rhs);
    goto failed;
  }
  int64_t quotient = lhs / rhs;
  S(1) = quotient + (lhs % rhs != 0 && (lhs < 0) == (rhs < 0));
  NEXT(4);
}
doIMod: {
  int64_t lhs = S(2), rhs = S(3);
  if (rhs == 0) {
    failDivision(frame, lhs, rhs);
    goto failed;
  }
  int64_t remainder = rhs == -1 ? 0 : lhs % rhs;
  S(1) = remainder + (remainder != 0 && (remainder < 0) != (rhs < 0) ? rhs : 0);
  NEXT(4);
}
doIMin:
  S(1) = std::min(S(2), S(3));
  NEXT(4);
doIMax:
  S(1) = std::max(S(2), S(3));
  NEXT(4);
doICmpEq:
  S(1) = S(2) == S(3);
  NEXT(4);
doICmpNe:
  S(1) = S(2) != S(3);
  NEXT(4);
doICmpLt:
  S(1) = S(2) < S(3);
  NEXT(4);
doICmpLe:
  S(1) = S(2) <= S(3);
  NEXT(4);
doISelect:
  S(1) = S(2) != 0 ? S(3) : S(4);
  NEXT(5);

doJump:
  JUMP(pc[1]);
doBranch:
  JUMP(S(1) != 0 ? pc[2] : pc[3]);
doRet: {
  uint32_t count = pc[1];
  for (uint32_t i = 0; i != count; ++i) {
    uint32_t word = pc[2 + i];
    if (!(word & tagBit) && !objects[word]) {
      recordFailure(state, absl::StatusCode::kInternal,
                    concat("result ", i, " is nothing"));
      goto failed;
    }
  }
  for (uint32_t i = 0; i != count; ++i) {
    uint32_t word = pc[2 + i];
    if (word & tagBit) {
      frame->results[i].scalar = scalars[word & ~tagBit];
    } else {
      retain(objects[word]);
      frame->results[i].object = objects[word];
    }
  }
  return 0;
}

doOMove: {
  relax_object *object = O(2);
  retain(object);
  setObject(&O(1), object);
  NEXT(3);
}
doLoadConst: {
  relax_object *object = &state.constants[pc[2]]->object;
  retain(object);
  setObject(&O(1), object);
  NEXT(3);
}
doAllocTensor: {
  uint32_t dtype = pc[2], device = pc[3], ndim = pc[4];
  const uint32_t *dims = pc + 5;
  int64_t bytes = dtypeSize(dtype);
  bool simple = !profiled && device == RELAX_DEVICE_CPU;
  for (uint32_t i = 0; i != ndim; ++i) {
    int64_t dim = readInt(dims[i], scalars);
    simple &= dim >= 0 && !__builtin_mul_overflow(bytes, dim, &bytes);
  }
  if (__builtin_expect(simple, 1)) {
    relax_tensor *tensor = newTensorBlock(ndim, bytes, dtype, RELAX_DEVICE_CPU);
    if (__builtin_expect(tensor != nullptr, 1)) {
      for (uint32_t i = 0; i != ndim; ++i)
        tensor->dl.shape[i] = readInt(dims[i], scalars);
      setObject(&O(1), &tensor->object);
      NEXT(5 + ndim);
    }
  }
  for (uint32_t i = 0; i != ndim; ++i)
    scratch[i] = static_cast<uint64_t>(readInt(dims[i], scalars));
  LOCATE();
  TRY(api.alloc_tensor(frame, &O(1), dtype, device, ndim,
                       reinterpret_cast<int64_t *>(scratch)),
      5 + ndim);
}
doAllocStorage:
  LOCATE();
  TRY(api.alloc_storage(frame, &O(1), S(2), pc[3]), 4);
doAllocTensorFromStorage: {
  uint32_t ndim = pc[5];
  for (uint32_t i = 0; i != ndim; ++i)
    scratch[i] = static_cast<uint64_t>(readInt(pc[6 + i], scalars));
  TRY(api.alloc_tensor_from_storage(frame, &O(1), O(2), S(3), pc[4], ndim,
                                    reinterpret_cast<int64_t *>(scratch)),
      6 + ndim);
}
doAllocArena: {
  uint32_t count = pc[3];
  for (uint32_t i = 0; i != count; ++i)
    scratch[i] = static_cast<uint64_t>(readInt(pc[4 + i], scalars));
  TRY(api.alloc_arena(frame, &O(1), pc[2],
                      reinterpret_cast<int64_t *>(scratch)),
      4 + count);
}
doArenaTensor: {
  uint32_t block = pc[3], dtype = pc[4], ndim = pc[5];
  const uint32_t *dims = pc + 6;
  int64_t bytes = dtypeSize(dtype);
  bool simple = true;
  for (uint32_t i = 0; i != ndim; ++i) {
    int64_t dim = readInt(dims[i], scalars);
    simple &= dim >= 0 && !__builtin_mul_overflow(bytes, dim, &bytes);
  }
  Arena *arena = dynCast<Arena>(O(2));
  // A block that is kept has a number that is out of range here.
  if (__builtin_expect(simple && arena && arena->data, 1)) {
    const ArenaLayout &layout = *arena->layout;
    uint32_t sizeClass;
    void *header;
    if (__builtin_expect(block < layout.sizes.size() &&
                             bytes <= layout.sizes[block] &&
                             (header = allocateBlock(
                                 tensorHeaderSize(ndim), sizeClass,
                                 tensorHeaderSize(ndim))),
                         1)) {
      relax_tensor *tensor = static_cast<relax_tensor *>(header);
      initTensor(tensor, sizeClass, ndim, dtype, RELAX_DEVICE_CPU,
                 addressOfBlock(*arena, block));
      tensor->flags = RELAX_TENSOR_PLANNED;
      for (uint32_t i = 0; i != ndim; ++i)
        tensor->dl.shape[i] = readInt(dims[i], scalars);
      setObject(&O(1), &tensor->object);
      NEXT(6 + ndim);
    }
  }
  for (uint32_t i = 0; i != ndim; ++i)
    scratch[i] = static_cast<uint64_t>(readInt(dims[i], scalars));
  TRY(api.arena_tensor(frame, &O(1), O(2), block, dtype, ndim,
                       reinterpret_cast<int64_t *>(scratch)),
      6 + ndim);
}
doKill: {
  uint32_t count = pc[1];
  for (uint32_t i = 0; i != count; ++i)
    setObject(&objects[pc[2 + i]], nullptr);
  NEXT(2 + count);
}
doCopyTensor:
  LOCATE();
  TRY(api.copy_tensor(frame, &O(1), O(2)), 3);
doViewTensor: {
  uint32_t ndim = pc[3];
  for (uint32_t i = 0; i != ndim; ++i)
    scratch[i] = static_cast<uint64_t>(readInt(pc[4 + i], scalars));
  TRY(api.view_tensor(frame, &O(1), O(2), ndim,
                      reinterpret_cast<int64_t *>(scratch)),
      4 + ndim);
}
doTensorDim: {
  relax_tensor *tensor = dynCast<relax_tensor>(O(2));
  int32_t axis = static_cast<int32_t>(pc[3]);
  if (__builtin_expect(tensor && axis >= 0 && axis < tensor->dl.ndim, 1)) {
    S(1) = tensor->dl.shape[axis];
    NEXT(4);
  }
  TRY(api.tensor_dim(frame, &S(1), O(2), axis), 4);
}

doCheckTensor:
  TRY(api.check_tensor(frame, O(1), static_cast<int32_t>(pc[2]), pc[3], pc[4]),
      5);
doCheckEqual:
  if (__builtin_expect(S(1) == S(2), 1))
    NEXT(4);
  api.check_equal(frame, S(1), S(2), pc[3]);
  goto failed;
doCheckLessEqual:
  if (__builtin_expect(S(1) <= S(2), 1))
    NEXT(4);
  api.check_less_equal(frame, S(1), S(2), pc[3]);
  goto failed;

doMakeShape: {
  uint32_t ndim = pc[2];
  for (uint32_t i = 0; i != ndim; ++i)
    scratch[i] = static_cast<uint64_t>(readInt(pc[3 + i], scalars));
  TRY(api.make_shape(frame, &O(1), ndim, reinterpret_cast<int64_t *>(scratch)),
      3 + ndim);
}
doShapeDim:
  TRY(api.shape_dim(frame, &S(1), O(2), static_cast<int32_t>(pc[3])), 4);
doCheckShape:
  TRY(api.check_shape(frame, O(1), static_cast<int32_t>(pc[2]), pc[3]), 4);
doMakeTuple: {
  uint32_t size = pc[2];
  relax_object **fields = reinterpret_cast<relax_object **>(scratch);
  for (uint32_t i = 0; i != size; ++i)
    fields[i] = objects[pc[3 + i]];
  TRY(api.make_tuple(frame, &O(1), size, fields), 3 + size);
}
doTupleGet:
  TRY(api.tuple_get(frame, &O(1), O(2), static_cast<int32_t>(pc[3])), 4);
doCheckTuple:
  TRY(api.check_tuple(frame, O(1), static_cast<int32_t>(pc[2]), pc[3]), 4);
doBoxScalar:
  TRY(api.box_scalar(frame, &O(1), S(2), pc[3]), 4);
doUnboxScalar:
  TRY(api.unbox_scalar(frame, &S(1), O(2), pc[3]), 4);
doReadScalar:
  TRY(api.read_scalar(frame, &S(1), O(2), static_cast<int32_t>(pc[3])), 4);

doCallKernel: {
  uint32_t kernel = pc[1], numBuffers = pc[2];
  void **buffers = reinterpret_cast<void **>(scratch);
  const uint32_t *words = pc + 3;
  for (uint32_t i = 0; i != numBuffers; ++i) {
    relax_tensor *tensor = dynCast<relax_tensor>(objects[words[i]]);
    if (__builtin_expect(!tensor, 0)) {
      api.fail_kind(frame, objects[words[i]], RELAX_OBJECT_TENSOR);
      goto failed;
    }
    buffers[i] = tensor->dl.data;
  }
  words += numBuffers;
  uint32_t numScalars = *words++;
  int64_t *numbers = reinterpret_cast<int64_t *>(scratch + numBuffers);
  for (uint32_t i = 0; i != numScalars; ++i)
    numbers[i] = readInt(words[i], scalars);
  int32_t result;
  if (profiled) {
    LOCATE();
    ProfileScope event(state, kernel, *frame,
                       absl::MakeConstSpan(pc + 3, numBuffers));
    result = state.kernels[kernel](buffers, numbers, ctx);
  } else {
    result = state.kernels[kernel](buffers, numbers, ctx);
  }
  if (__builtin_expect(result != 0, 0)) {
    api.kernel_failed(frame, kernel, result);
    goto failed;
  }
  pc = words + numScalars;
  DISPATCH();
}
doCallPacked: {
  uint32_t numResults = pc[2];
  const uint32_t *defs = pc + 3, *uses = defs + numResults + 1;
  uint32_t numArgs = uses[-1];
  relax_any *results = reinterpret_cast<relax_any *>(scratch),
            *args = results + numResults;
  prepareDefs(defs, numResults, results);
  readUses(uses, numArgs, *frame, args);
  LOCATE();
  if (api.call_packed(frame, pc[1], args, numArgs, results, numResults))
    goto failed;
  writeDefs(defs, numResults, *frame, results);
  pc = uses + numArgs;
  DISPATCH();
}
doCall: {
  uint32_t numResults = pc[2];
  const uint32_t *defs = pc + 3, *uses = defs + numResults + 1;
  uint32_t numArgs = uses[-1];
  if (__builtin_expect(--state.jumpsLeft < 0, 0))
    goto outOfJumps;
  LOCATE();
  if (callDirect(state, pc[1], defs, numResults, uses, numArgs, *frame))
    goto failed;
  pc = uses + numArgs;
  DISPATCH();
}
doMakeClosure: {
  uint32_t count = pc[3];
  relax_any *captures = reinterpret_cast<relax_any *>(scratch);
  readUses(pc + 4, count, *frame, captures);
  TRY(api.make_closure(frame, &O(1), pc[2], captures, count), 4 + count);
}
doInvokeClosure: {
  uint32_t numResults = pc[2];
  const uint32_t *defs = pc + 3, *uses = defs + numResults + 1;
  uint32_t numArgs = uses[-1];
  relax_any *results = reinterpret_cast<relax_any *>(scratch),
            *args = results + numResults;
  if (__builtin_expect(--state.jumpsLeft < 0, 0))
    goto outOfJumps;
  prepareDefs(defs, numResults, results);
  readUses(uses, numArgs, *frame, args);
  LOCATE();
  if (api.invoke_closure(frame, O(1), args, numArgs, results, numResults))
    goto failed;
  writeDefs(defs, numResults, *frame, results);
  pc = uses + numArgs;
  DISPATCH();
}
doFail:
  api.fail(frame, pc[1]);
  goto failed;

outOfJumps:
  recordFailure(
      state, absl::StatusCode::kResourceExhausted,
      concat("the program took more than ", state.maxJumps, " jumps"));
failed:
  locateFailure(state, state.module->findLocation(
                           frame->function, static_cast<uint32_t>(pc - code)));
  return RELAX_ERROR;

#undef S
#undef O
#undef DISPATCH
#undef NEXT
#undef LOCATE
#undef TRY
#undef JUMP
}

} // namespace

int32_t interpret(VmState &state, FrameScope &scope) {
  return run</*profiled=*/false>(state, scope);
}

int32_t interpretProfiled(VmState &state, FrameScope &scope) {
  return run</*profiled=*/true>(state, scope);
}

} // namespace relax::runtime
