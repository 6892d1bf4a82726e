"""Relax functions of few operators each, with what NumPy says about them.

A Function collects its text while the test table calls its methods; `reference` maps the NumPy arrays of the arguments to
those of the results, in double precision where the elements are floating-point numbers.
"""

import itertools
import re

import numpy

NUMPY = {
    "f16": numpy.float16, "f32": numpy.float32, "f64": numpy.float64, "bf16": numpy.float32,
    "i1": numpy.bool_, "i8": numpy.int8, "i16": numpy.int16, "i32": numpy.int32, "i64": numpy.int64,
    "ui8": numpy.uint8, "ui16": numpy.uint16, "ui32": numpy.uint32, "ui64": numpy.uint64,
}
FLOATS = ["f16", "f32", "f64", "bf16"]
# Relative to the sum of magnitudes that went into an element, which is at most a few units here.
TOLERANCE = {"f16": 4e-3, "bf16": 3e-2, "f32": 2e-6, "f64": 1e-12}


def is_float(dtype):
    return dtype in FLOATS


def evaluate(shape, sizes):
    """'[n, 2 * m]' under {'n': 3, 'm': 1} is (3, 2)."""
    return tuple(int(d) for d in eval(shape, {"__builtins__": {}, "min": min, "max": max}, dict(sizes)))


class Value:
    def __init__(self, name, type_text):
        self.name, self.type = name, type_text


class Indices:
    """Contents of an argument: positions in dimensions of these sizes (of one, or of one for each place of the last
    dimension), some counted from the end. A run with the size `outside` = 1 has one behind the end, with 2 one before the
    start."""

    def __init__(self, *bounds):
        self.bounds = bounds

    def make(self, shape, dtype, sizes, generator):
        bounds = numpy.array([evaluate("[%s]" % bound, sizes)[0] for bound in self.bounds], numpy.int64)
        lows = numpy.zeros_like(bounds) if dtype.startswith("u") else -bounds
        array = numpy.empty(shape, numpy.int64)
        if array.size:
            # In an empty dimension, any.
            array[...] = generator.integers(lows, numpy.maximum(bounds, 1), shape)
            flat = array.reshape(-1)
            if sizes.get("outside") == 1:
                flat[-1] = bounds[-1]
            elif sizes.get("outside") == 2:
                flat[-1] = -bounds[-1] - 1
        return array.astype(NUMPY[dtype])


class Function:
    def __init__(self, name):
        self.name = name
        self.arguments = []  # (Value, actual shape, dtype, kind of contents)
        self.lines = []
        self.results = []  # (Value, dtype)
        self.runs = []  # (sizes, regular expression of the expected error or None)
        self.reference = None
        self.tolerance = None
        self.counter = itertools.count()

    def argument(self, name, shape, dtype, actual=None, contents="uniform", written_dtype=None):
        """A tensor argument; `actual` is its shape in the runs where the type says less."""
        value = Value("%" + name, "!relax.tensor<%s, %s>" % (shape, written_dtype or dtype))
        self.arguments.append((value, actual or shape, dtype, contents))
        return value

    def line(self, text, type_text):
        value = Value("%%%d" % next(self.counter), type_text)
        self.lines.append("%s = %s" % (value.name, text))
        return value

    def op(self, op, operands, shape, dtype, attributes=""):
        result = "!relax.tensor<%s, %s>" % (shape, dtype)
        return self.line("relax.%s %s%s : (%s) -> %s" % (
            op, ", ".join(o.name for o in operands), " " + attributes if attributes else "",
            ", ".join(o.type for o in operands), result), result)

    def shape(self, shape):
        """A shape value; each dimension an expression over the symbols of the arguments."""
        dims = [d.strip() for d in shape.strip("[]").split(",") if d.strip()]
        values = [self.line("sym.value %s : !sym.int<%s>" % (d, d), "!sym.int<%s>" % d) for d in dims]
        result = "!relax.shape<%s>" % shape
        return self.line("relax.shape(%s) : (%s) -> %s" % (
            ", ".join(v.name for v in values), ", ".join(v.type for v in values), result), result)

    def returns(self, *results):
        self.results = [(value, re.search(r", (\w+)>$", value.type).group(1)) for value in results]

    def run(self, fails=None, **sizes):
        self.runs.append((sizes, fails))

    def text(self):
        arguments = ", ".join("%s: %s" % (value.name, value.type) for value, _, _, _ in self.arguments)
        types = ", ".join(value.type for value, _ in self.results)
        names = ", ".join(value.name for value, _ in self.results)
        body = "\n".join("  " + line for line in self.lines)
        return "relax.func @%s(%s) -> %s {\n%s\n  relax.return %s : %s\n}\n" % (
            self.name, arguments, "(%s)" % types if len(self.results) > 1 else types, body, names, types)

    def inputs(self, sizes, generator):
        arrays = []
        for _, shape, dtype, contents in self.arguments:
            if isinstance(contents, Indices):
                arrays.append(contents.make(evaluate(shape, sizes), dtype, sizes, generator))
            else:
                arrays.append(make_array(evaluate(shape, sizes), dtype, contents, generator))
        return arrays


def make_array(shape, dtype, contents, generator):
    kind = NUMPY[dtype]
    if dtype == "i1":
        return generator.integers(0, 2, shape).astype(numpy.bool_)
    if not is_float(dtype):
        low = 0 if dtype.startswith("u") else -9
        array = generator.integers(low, 10, shape).astype(kind)
        if contents == "extreme" and array.size:
            limits = numpy.iinfo(kind)
            flat = array.reshape(-1)
            flat[: flat.size // 2] = generator.choice(numpy.array([limits.min, limits.max, 0, 1], kind), flat.size // 2)
        return array
    array = generator.uniform(-2, 2, shape)
    if contents == "positive":
        array = numpy.abs(array) + 0.5
    if contents == "special" and array.size:
        flat = array.reshape(-1)
        flat[: flat.size // 2] = generator.choice([numpy.nan, numpy.inf, -numpy.inf, 0.0, -0.0], flat.size // 2)
    array = array.astype(kind)
    return round_bf16(array) if dtype == "bf16" else array


def round_bf16(array):
    """Each float32 as the nearest bf16, still in float32."""
    # At least one dimension: NumPy takes arithmetic of a scalar uint64 with a Python integer for one of doubles.
    bits = numpy.atleast_1d(numpy.asarray(array, numpy.float32)).view(numpy.uint32).astype(numpy.uint64)
    rounded = ((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16) << 16
    result = rounded.astype(numpy.uint32).view(numpy.float32).reshape(numpy.shape(array))
    return numpy.where(numpy.isnan(array), numpy.float32(numpy.nan), result).astype(numpy.float32)


def wide(array, dtype):
    """The array as the reference computes with it."""
    return array.astype(numpy.float64) if is_float(dtype) else array
