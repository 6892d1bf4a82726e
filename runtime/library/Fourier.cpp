// Fast Fourier transforms of any length, in double precision: for powers of two
// the iterative form of J. W. Cooley and J. W. Tukey, "An algorithm for the
// machine calculation of complex Fourier series", 1965; for other lengths a
// convolution with a chirp of a power of two, L. I. Bluestein, "A linear
// filtering approach to the computation of discrete Fourier transform", 1970.
#include "runtime/library/Arguments.h"

#include "runtime/device/FloatFormats.h"
#include "runtime/executable/DType.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace relax::runtime {

namespace {

/// std::complex looks for infinities in each product.
struct Complex {
  double real = 0, imaginary = 0;

  Complex operator+(Complex other) const {
    return {real + other.real, imaginary + other.imaginary};
  }
  Complex operator-(Complex other) const {
    return {real - other.real, imaginary - other.imaginary};
  }
  Complex operator*(Complex other) const {
    return {real * other.real - imaginary * other.imaginary,
            real * other.imaginary + imaginary * other.real};
  }
  Complex conjugate() const { return {real, -imaginary}; }
};

/// exp(-2 pi i k / n).
Complex rootOfUnity(int64_t k, int64_t n) {
  double angle = 2 * M_PI * static_cast<double>(k) / static_cast<double>(n);
  return {std::cos(angle), -std::sin(angle)};
}

bool isPowerOfTwo(int64_t n) { return (n & (n - 1)) == 0; }

/// Transforms of one length that is a power of two.
class PowerOfTwo {
public:
  explicit PowerOfTwo(int64_t size) : size(size), roots(size / 2) {
    for (int64_t k = 0; k != size / 2; ++k)
      roots[k] = rootOfUnity(k, size);
  }

  /// Transforms x[0], ..., x[size - 1] in place.
  void run(Complex *x) const {
    // Elements to the places whose binary digits are theirs reversed.
    for (int64_t i = 1, reversed = 0; i < size; ++i) {
      int64_t bit = size >> 1;
      for (; reversed & bit; bit >>= 1)
        reversed ^= bit;
      reversed |= bit;
      if (i < reversed)
        std::swap(x[i], x[reversed]);
    }
    for (int64_t half = 1; half < size; half *= 2)
      for (int64_t first = 0; first < size; first += 2 * half)
        for (int64_t k = 0; k != half; ++k) {
          Complex &low = x[first + k], &high = x[first + k + half];
          Complex turned = high * roots[k * (size / (2 * half))];
          high = low - turned;
          low = low + turned;
        }
  }

  int64_t size;

private:
  std::vector<Complex> roots;
};

/// Transforms of one length.
class Fourier {
public:
  explicit Fourier(int64_t length) : length(length), inner(innerSize(length)) {
    if (isPowerOfTwo(length))
      return;
    // Chirp j is exp(-pi i j^2 / length); the square is kept modulo 2 * length.
    chirp.resize(length);
    filter.resize(inner.size);
    int64_t square = 0;
    for (int64_t j = 0; j != length; ++j) {
      chirp[j] = rootOfUnity(square, 2 * length);
      square = (square + 2 * j + 1) % (2 * length);
      filter[j] = chirp[j].conjugate();
      if (j != 0)
        filter[inner.size - j] = filter[j];
    }
    inner.run(filter.data());
  }

  /// The number of elements that `run` works on, of which the first `length`
  /// hold the operand and the result.
  int64_t workSize() const { return inner.size; }
  int64_t getLength() const { return length; }

  void run(Complex *x) const {
    if (chirp.empty())
      return inner.run(x);
    for (int64_t j = 0; j != length; ++j)
      x[j] = x[j] * chirp[j];
    std::fill(x + length, x + inner.size, Complex());
    inner.run(x);
    // The inverse transform is that of the conjugates, conjugated.
    for (int64_t k = 0; k != inner.size; ++k)
      x[k] = (x[k] * filter[k]).conjugate();
    inner.run(x);
    double scale = 1.0 / static_cast<double>(inner.size);
    for (int64_t k = 0; k != length; ++k)
      x[k] = Complex{x[k].real * scale, -x[k].imaginary * scale} * chirp[k];
  }

private:
  static int64_t innerSize(int64_t length) {
    if (isPowerOfTwo(length))
      return length;
    int64_t size = 1;
    while (size < 2 * length - 1)
      size *= 2;
    return size;
  }

  int64_t length;
  PowerOfTwo inner;
  std::vector<Complex> chirp, filter;
};

/// Elements of one floating-point type as numbers.
class Elements {
public:
  static absl::StatusOr<Elements> of(const relax_tensor &tensor) {
    Elements elements;
    elements.data = dataOf<char>(tensor);
    elements.dtype = getDType(tensor);
    for (uint32_t dtype : {kDouble, kFloat, kHalf, kBfloat})
      if (elements.dtype == dtype)
        return elements;
    return absl::InvalidArgumentError(concat(
        "the elements of a transform must be f16, bf16, f32 or f64, got ",
        dtypeName(elements.dtype)));
  }

  double get(int64_t index) const {
    switch (dtype) {
    case kDouble:
      return as<double>()[index];
    case kFloat:
      return as<float>()[index];
    case kHalf:
      return halfToFloat(as<uint16_t>()[index]);
    default:
      return bfloatToFloat(as<uint16_t>()[index]);
    }
  }
  void set(int64_t index, double value) const {
    auto narrow = static_cast<float>(value);
    switch (dtype) {
    case kDouble:
      as<double>()[index] = value;
      break;
    case kFloat:
      as<float>()[index] = narrow;
      break;
    case kHalf:
      as<uint16_t>()[index] = floatToHalf(narrow);
      break;
    default:
      as<uint16_t>()[index] = floatToBfloat(narrow);
    }
  }

private:
  static constexpr uint32_t kDouble = RELAX_DTYPE(RELAX_DTYPE_FLOAT, 64),
                            kFloat = float32DType,
                            kHalf = RELAX_DTYPE(RELAX_DTYPE_FLOAT, 16),
                            kBfloat = RELAX_DTYPE(RELAX_DTYPE_BFLOAT, 16);

  template <typename T> T *as() const { return reinterpret_cast<T *>(data); }

  char *data = nullptr;
  uint32_t dtype = 0;
};

/// What moves between tensors and one transform.
struct Lanes {
  int64_t count;
  /// Puts the operand of a lane into the first `length` elements.
  std::function<void(int64_t lane, Complex *x)> read;
  /// Takes the result from there.
  std::function<void(int64_t lane, const Complex *x)> write;
};

/// Transforms all lanes, on the threads of the context where there is one.
void transform(const relax_ctx *ctx, const Fourier &fourier,
               const Lanes &lanes) {
  struct Job {
    const Fourier &fourier;
    const Lanes &lanes;
  } job{fourier, lanes};
  auto run = [](void *data, int64_t begin, int64_t end,
                const relax_ctx *) -> int32_t {
    const Job &job = *static_cast<const Job *>(data);
    std::vector<Complex> x(job.fourier.workSize());
    for (int64_t lane = begin; lane != end; ++lane) {
      job.lanes.read(lane, x.data());
      job.fourier.run(x.data());
      job.lanes.write(lane, x.data());
    }
    return 0;
  };
  // A piece should be worth a thread.
  int64_t grain = std::max<int64_t>(4096 / fourier.getLength(), 1);
  if (ctx && ctx->parallel_for)
    ctx->parallel_for(ctx, 0, lanes.count, grain, run, &job);
  else
    run(&job, 0, lanes.count, nullptr);
}

absl::Status checkLength(int64_t length) {
  // Four times the length is still a number.
  if (length < 1 || length > int64_t{1} << 60)
    return absl::InvalidArgumentError(
        concat("the length of a transform must be at least 1 and at most 2^60, "
               "got ",
               length));
  return absl::OkStatus();
}

/// Checks that the last dimension is that of real numbers or of their real and
/// imaginary parts.
absl::Status checkParts(const relax_tensor &x, int64_t minRank) {
  if (x.dl.ndim < minRank)
    return absl::InvalidArgumentError(
        concat("rank of 'x' must be at least ", minRank, ", got ", x.dl.ndim));
  int64_t parts = x.dl.shape[x.dl.ndim - 1];
  if (parts != 1 && parts != 2)
    return absl::InvalidArgumentError(
        concat("the last dimension of 'x' must be 1 or 2, got ", parts));
  return absl::OkStatus();
}

} // namespace

absl::Status runDFT(const PackedCall &call) {
  absl::StatusOr<Arguments> arguments = Arguments::read(call, 1, 4, 1);
  if (!arguments.ok())
    return arguments.status();
  const relax_tensor &x = arguments->tensor(0);
  int64_t length = arguments->integer(0), axis = arguments->integer(1);
  bool isInverse = arguments->integer(2), isOneSided = arguments->integer(3);
  absl::StatusOr<AxisView> view = viewAxis(x, axis);
  absl::StatusOr<Elements> from = Elements::of(x);
  for (absl::Status status :
       {checkParts(x, 2), view.status(), from.status(), checkLength(length)})
    if (!status.ok())
      return status;
  if (axis == x.dl.ndim - 1)
    return absl::InvalidArgumentError(
        concat("the axis of a transform must not be the last one, got ", axis));
  int64_t parts = x.dl.shape[x.dl.ndim - 1],
          bins = isOneSided ? length / 2 + 1 : length;
  std::vector<int64_t> shape(getShape(x).begin(), getShape(x).end());
  shape[axis] = bins;
  shape.back() = 2;
  absl::StatusOr<relax_tensor *> y = arguments->output(0, shape, getDType(x));
  if (!y.ok())
    return y.status();
  Elements to = *Elements::of(**y);
  // Dimensions behind the axis, without the parts.
  int64_t inner = 1;
  for (int64_t d = axis + 1; d != x.dl.ndim - 1; ++d)
    inner *= x.dl.shape[d];
  int64_t samples = std::min(view->size, length);
  double sign = isInverse ? -1 : 1,
         scale = isInverse ? 1.0 / static_cast<double>(length) : 1;
  Lanes lanes;
  lanes.count = view->outer * inner;
  // An inverse transform is one of conjugates, conjugated and divided.
  lanes.read = [&](int64_t lane, Complex *values) {
    int64_t base = lane / inner * view->size * inner + lane % inner;
    for (int64_t j = 0; j != samples; ++j) {
      int64_t at = (base + j * inner) * parts;
      values[j] = {from->get(at), parts == 2 ? sign * from->get(at + 1) : 0};
    }
    std::fill(values + samples, values + length, Complex());
  };
  lanes.write = [&](int64_t lane, const Complex *values) {
    int64_t base = lane / inner * bins * inner + lane % inner;
    for (int64_t k = 0; k != bins; ++k) {
      int64_t at = (base + k * inner) * 2;
      to.set(at, values[k].real * scale);
      to.set(at + 1, sign * values[k].imaginary * scale);
    }
  };
  if (lanes.count != 0)
    transform(call.ctx, Fourier(length), lanes);
  return arguments->finish();
}

absl::Status runSTFT(const PackedCall &call) {
  // The window may be missing.
  bool hasWindow =
      call.args.size() > 1 && call.args[1].kind == RELAX_ANY_OBJECT;
  absl::StatusOr<Arguments> arguments =
      Arguments::read(call, 1 + hasWindow, 3, 1);
  if (!arguments.ok())
    return arguments.status();
  const relax_tensor &x = arguments->tensor(0);
  int64_t step = arguments->integer(0), length = arguments->integer(1);
  bool isOneSided = arguments->integer(2);
  absl::StatusOr<Elements> from = Elements::of(x);
  absl::StatusOr<Elements> window =
      hasWindow ? Elements::of(arguments->tensor(1)) : from;
  for (absl::Status status :
       {checkParts(x, 3), from.status(), window.status(), checkLength(length)})
    if (!status.ok())
      return status;
  if (x.dl.ndim != 3)
    return absl::InvalidArgumentError(
        concat("rank of 'x' must be 3, got ", x.dl.ndim));
  if (hasWindow && (arguments->tensor(1).dl.ndim != 1 ||
                    arguments->tensor(1).dl.shape[0] != length))
    return absl::InvalidArgumentError(
        concat("'window' must have ", length, " elements, got ",
               formatShape(getShape(arguments->tensor(1)))));
  int64_t batches = x.dl.shape[0], samples = x.dl.shape[1],
          parts = x.dl.shape[2];
  if (step < 1 || samples < length)
    return absl::InvalidArgumentError(
        concat("the step must be at least 1 and the signal at least one frame "
               "long, got ",
               step, ", ", samples, " and ", length));
  int64_t frames = (samples - length) / step + 1,
          bins = isOneSided ? length / 2 + 1 : length;
  absl::StatusOr<relax_tensor *> y =
      arguments->output(0, {batches, frames, bins, int64_t{2}}, getDType(x));
  if (!y.ok())
    return y.status();
  Elements to = *Elements::of(**y);
  Lanes lanes;
  lanes.count = batches * frames;
  lanes.read = [&](int64_t lane, Complex *values) {
    int64_t base = lane / frames * samples + lane % frames * step;
    for (int64_t j = 0; j != length; ++j) {
      double factor = hasWindow ? window->get(j) : 1;
      int64_t at = (base + j) * parts;
      values[j] = {factor * from->get(at),
                   parts == 2 ? factor * from->get(at + 1) : 0};
    }
  };
  lanes.write = [&](int64_t lane, const Complex *values) {
    for (int64_t k = 0; k != bins; ++k) {
      int64_t at = (lane * bins + k) * 2;
      to.set(at, values[k].real);
      to.set(at + 1, values[k].imaginary);
    }
  };
  if (lanes.count != 0)
    transform(call.ctx, Fourier(length), lanes);
  return arguments->finish();
}

} // namespace relax::runtime
