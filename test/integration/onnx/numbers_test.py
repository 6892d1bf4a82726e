"""Operators of ONNX that the conformance suite has no, or too few, models of: each compiled in both execution modes and
compared with what NumPy makes of the specification's text.

usage: numbers_test.py RELAXC RELAX_RUN [NAME ...]
"""

import concurrent.futures
import itertools
import os
import re
import subprocess
import sys
import tempfile

import numpy

MODES = ["bytecode", "compiled"]
# TensorProto.DataType.
TYPES = {"float32": 1, "uint8": 2, "int8": 3, "uint16": 4, "int16": 5, "int32": 6, "int64": 7, "float64": 11, "float16": 10}
CASES = []


def text_of(name, value):
    """An attribute in protobuf's text format."""
    if isinstance(value, str):
        return 'attribute { name: "%s" type: STRING s: "%s" }' % (name, value)
    if isinstance(value, float):
        return 'attribute { name: "%s" type: FLOAT f: %r }' % (name, value)
    if isinstance(value, int):
        return 'attribute { name: "%s" type: INT i: %d }' % (name, value)
    return 'attribute { name: "%s" type: INTS %s }' % (name, " ".join("ints: %d" % v for v in value))


class Case:
    """One node. An input is (element type, dimensions), names being symbols, or an array, which becomes an initializer."""

    def __init__(self, name, opset, op, inputs, results, reference, tolerance=1e-5, **attributes):
        self.name, self.opset, self.op, self.results = name, opset, op, results
        self.inputs, self.reference, self.tolerance, self.attributes = inputs, reference, tolerance, attributes
        self.runs = []
        CASES.append(self)

    def run(self, *values, fails=None, **sizes):
        """Random inputs under these sizes, or the arrays given."""
        self.runs.append((values, sizes, fails))
        return self

    def text(self):
        lines = ["ir_version: 8", "opset_import { version: %d }" % self.opset, 'graph { name: "%s"' % self.name]
        names = []
        for i, given in enumerate(self.inputs):
            names.append("" if given is None else "x%d" % i)
            if isinstance(given, numpy.ndarray):
                content = "".join("\\%03o" % byte for byte in given.tobytes())
                lines.append('initializer { name: "x%d" data_type: %d %s raw_data: "%s" }' % (
                    i, TYPES[given.dtype.name], " ".join("dims: %d" % d for d in given.shape), content))
            elif given is not None:
                dims = " ".join("dim { %s }" % ('dim_param: "%s"' % d if isinstance(d, str) else "dim_value: %d" % d)
                                for d in given[1])
                lines.append('input { name: "x%d" type { tensor_type { elem_type: %d shape { %s } } } }' % (
                    i, TYPES[given[0]], dims))
        lines.append('node { name: "it" op_type: "%s" %s %s %s }' % (
            self.op, " ".join('input: "%s"' % name for name in names),
            " ".join('output: "%s"' % ("" if dtype is None else "y%d" % i) for i, dtype in enumerate(self.results)),
            " ".join(text_of(*item) for item in self.attributes.items())))
        lines += ['output { name: "y%d" type { tensor_type { elem_type: %d } } }' % (i, TYPES[dtype])
                  for i, dtype in enumerate(self.results) if dtype]
        return "\n".join(lines + ["}"])

    def arrays(self, values, sizes, generator):
        values = list(values)
        for i, given in enumerate(self.inputs):
            if given is None or isinstance(given, numpy.ndarray):
                yield i, given
            elif values:
                yield i, numpy.array(values.pop(0), given[0])
            else:
                shape = [sizes[d] if isinstance(d, str) else d for d in given[1]]
                if numpy.dtype(given[0]).kind == "f":
                    yield i, generator.uniform(-2, 2, shape).astype(given[0])
                else:
                    yield i, generator.integers(0, 9, shape).astype(given[0])


#
# Windows
#

def spread(x, kernel, strides, before, after, fill, dilations=None):
    """Of each place the points of its window in a padded copy: [..., places..., points], and their indices there."""
    spatial, dilations = len(kernel), dilations or [1] * len(kernel)
    padded = numpy.pad(x, [(0, 0)] * (x.ndim - spatial) + list(zip(before, after)), constant_values=fill)
    extents = [(k - 1) * d + 1 for k, d in zip(kernel, dilations)]
    places = [(size - extent) // stride + 1
              for size, extent, stride in zip(padded.shape[-spatial:], extents, strides)]
    points, indices = [], []
    for point in itertools.product(*map(range, kernel)):
        along = [numpy.arange(n) * s + p * d for n, s, p, d in zip(places, strides, point, dilations)]
        points.append(padded[(Ellipsis,) + numpy.ix_(*along)])
        indices.append(numpy.stack(numpy.meshgrid(*along, indexing="ij"), -1))
    return numpy.stack(points, -1), numpy.stack(indices, -2)


def same_pads(sizes, kernel, strides, mode, dilations=None):
    """What SAME_UPPER and SAME_LOWER of a pool say."""
    before, after = [], []
    for size, k, s, d in zip(sizes, kernel, strides, dilations or [1] * len(kernel)):
        total = max((-(-size // s) - 1) * s + (k - 1) * d + 1 - size, 0)
        small = total // 2
        before.append(small if mode == "SAME_UPPER" else total - small)
        after.append(total - before[-1])
    return before, after


def lp(points, p, axis):
    return (numpy.abs(points) ** p).sum(axis) ** (1 / p)


def lp_pool(x, kernel, strides, before, after, p=2, dilations=None):
    return lp(spread(x, kernel, strides, before, after, 0, dilations)[0], p, -1)


NCHW = ("float32", ["n", 2, "h", "w"])
for p in (1, 2, 3):
    Case("lp_pool_%d" % p, 18, "LpPool", [NCHW], ["float32"],
         lambda x, p=p: lp_pool(x, [2, 3], [2, 1], [1, 0], [0, 1], p), kernel_shape=[2, 3], strides=[2, 1],
         pads=[1, 0, 0, 1], p=p).run(n=2, h=5, w=4).run(n=1, h=2, w=3)
    Case("global_lp_pool_%d" % p, 2, "GlobalLpPool", [NCHW], ["float32"],
         lambda x, p=p: lp(x, p, (2, 3))[..., None, None], p=p).run(n=2, h=5, w=4).run(n=1, h=1, w=1)
Case("lp_pool_dilated", 18, "LpPool", [NCHW], ["float32"],
     lambda x: lp_pool(x, [2, 2], [1, 2], [0, 0], [0, 0], dilations=[2, 3]), kernel_shape=[2, 2], strides=[1, 2],
     dilations=[2, 3]).run(n=2, h=5, w=9)
for mode in ("SAME_UPPER", "SAME_LOWER"):
    name = mode.lower()
    Case("lp_pool_" + name, 11, "LpPool", [NCHW], ["float32"],
         lambda x, mode=mode: lp_pool(x, [3, 2], [2, 2], *same_pads(x.shape[2:], [3, 2], [2, 2], mode)),
         kernel_shape=[3, 2], strides=[2, 2], auto_pad=mode).run(n=1, h=6, w=5).run(n=2, h=5, w=4)
    # Without the padding, which does not count.
    Case("average_pool_" + name, 11, "AveragePool", [("float32", [1, 1, "w"])], ["float32"],
         lambda x, mode=mode: numpy.nanmean(spread(x, [3], [1], *same_pads(x.shape[2:], [3], [1], mode), numpy.nan)[0], -1),
         kernel_shape=[3], auto_pad=mode).run(w=5).run(w=1)


def max_pool(x, kernel, strides, before, after, column_major, dilations=None):
    points, indices = spread(x, kernel, strides, before, after, -numpy.inf, dilations)
    best = points.argmax(-1)
    sizes = x.shape[2:]
    # The place of the first maximum in the input, as the storage order counts it.
    places = indices - numpy.array(before)
    factors = [int(numpy.prod(sizes[:i] if column_major else sizes[i + 1:])) for i in range(len(sizes))]
    linear = numpy.broadcast_to((places * factors).sum(-1), points.shape)
    chosen = numpy.take_along_axis(linear, best[..., None], -1)[..., 0]
    channel = numpy.arange(x.shape[0] * x.shape[1]).reshape(x.shape[:2] + (1,) * len(sizes))
    return points.max(-1), chosen + channel * int(numpy.prod(sizes))


for order in (0, 1):
    Case("max_pool_order_%d" % order, 12, "MaxPool", [NCHW], ["float32", "int64"],
         lambda x, order=order: max_pool(x, [2, 3], [1, 2], [0, 1], [1, 0], order), kernel_shape=[2, 3], strides=[1, 2],
         pads=[0, 1, 1, 0], storage_order=order).run(n=2, h=4, w=5).run(n=1, h=1, w=2)
    Case("max_pool_order_%d_3d" % order, 12, "MaxPool", [("float32", [1, 2, "d", "h", "w"])], ["float32", "int64"],
         lambda x, order=order: max_pool(x, [2, 1, 2], [1, 1, 1], [0] * 3, [0] * 3, order, [1, 1, 2]),
         kernel_shape=[2, 1, 2], dilations=[1, 1, 2], storage_order=order).run(d=3, h=2, w=4)


def conv_transpose(x, w, strides, dilations, before, shape):
    """Each element adds its multiple of the kernel; the result is `shape` from `before` on."""
    sizes, kernel = x.shape[2:], w.shape[2:]
    full = [max(b + n, (i - 1) * s + (k - 1) * d + 1)
            for b, n, i, s, k, d in zip(before, shape, sizes, strides, kernel, dilations)]
    result = numpy.zeros((x.shape[0], w.shape[1], *full))
    for place in itertools.product(*map(range, sizes)):
        for point in itertools.product(*map(range, kernel)):
            at = tuple(i * s + p * d for i, s, p, d in zip(place, strides, point, dilations))
            result[(slice(None), slice(None)) + at] += x[(slice(None), slice(None)) + place] @ w[
                (slice(None), slice(None)) + point]
    return result[(slice(None), slice(None)) + tuple(slice(b, b + n) for b, n in zip(before, shape))]


def conv_transpose_same(x, w, strides, dilations, mode, extra):
    shape = [size * s for size, s in zip(x.shape[2:], strides)]
    before = []
    for size, s, k, d, e, out in zip(x.shape[2:], strides, w.shape[2:], dilations, extra, shape):
        total = max(s * (size - 1) + e + (k - 1) * d + 1 - out, 0)
        before.append(total // 2 if mode == "SAME_UPPER" else total - total // 2)
    return conv_transpose(x, w, strides, dilations, before, shape)


for mode in ("SAME_UPPER", "SAME_LOWER"):
    for strides, dilations, extra in (([2, 1], [1, 1], [0, 0]), ([2, 3], [1, 2], [1, 0]), ([1, 1], [2, 1], [0, 0])):
        Case("conv_transpose_%s_%d%d%d" % (mode.lower(), strides[0], strides[1], dilations[0]), 11, "ConvTranspose",
             [("float32", ["n", 2, "h", "w"]), ("float32", [2, 3, 3, 4])], ["float32"],
             lambda x, w, strides=strides, dilations=dilations, mode=mode, extra=extra: conv_transpose_same(
                 x, w, strides, dilations, mode, extra),
             strides=strides, dilations=dilations, auto_pad=mode, output_padding=extra).run(n=2, h=3, w=4).run(n=1, h=1, w=2)
    # A kernel that is smaller than the stride leaves places that nothing reaches.
    Case("conv_transpose_%s_small" % mode.lower(), 11, "ConvTranspose",
         [("float32", [1, 1, "w"]), ("float32", [1, 1, 2])], ["float32"],
         lambda x, w, mode=mode: conv_transpose_same(x, w, [3], [1], mode, [0]), strides=[3], auto_pad=mode).run(w=3)


#
# Shapes
#

def wrap(x, pads):
    """As on a torus (numpy.pad does something else before 1.25 where a pad is longer than the dimension)."""
    for axis, size in enumerate(x.shape):
        x = x.take(numpy.arange(-pads[axis], size + pads[len(x.shape) + axis]), axis, mode="wrap")
    return x


PADS = numpy.array([1, 2, 3, 0], numpy.int64)
for dtype in ("float32", "int64", "uint8"):
    Case("pad_wrap_" + dtype, 19, "Pad", [(dtype, ["n", "m"]), PADS], [dtype],
         wrap, mode="wrap").run(n=4, m=5).run(n=2, m=1).run(n=1, m=3)
Case("pad_wrap_run_time", 19, "Pad", [("float32", ["n", 3]), ("int64", [4])], ["float32"],
     wrap, mode="wrap").run(numpy.arange(6).reshape(2, 3), [5, 0, 1, 2]).run(numpy.arange(12).reshape(4, 3), [0, 7, 0, 0])
Case("pad_wrap_axes", 19, "Pad", [("float32", ["n", "m"]), numpy.array([2, 1], numpy.int64), None,
                                  numpy.array([-1], numpy.int64)], ["float32"],
     lambda x, pads, value, axes: wrap(x, [0, 2, 0, 1]), mode="wrap").run(n=2, m=3)
for target in (2, 8):
    Case("center_crop_pad_%d" % target, 18, "CenterCropPad", [("float32", ["n"]), numpy.array([target], numpy.int64)],
         ["float32"], lambda x, size: (lambda t, n: x[(n - t) // 2:(n - t) // 2 + t] if n > t else numpy.pad(
             x, ((t - n) // 2, t - n - (t - n) // 2)))(int(size[0]), x.size)).run(n=5).run(n=4).run(n=2)
Case("split_uneven", 18, "Split", [("float32", ["n"])], ["float32", "float32"],
     lambda x: (x[:(x.size + 1) // 2], x[(x.size + 1) // 2:]), num_outputs=2).run(n=5).run(n=6)


def image_of(columns, image, block, strides, dilations, pads):
    """The columns, [batch, channels * block, places], added up at the places that they come from."""
    spatial = len(image)
    channels = columns.shape[1] // int(numpy.prod(block))
    padded = [size + pads[i] + pads[spatial + i] for i, size in enumerate(image)]
    places = [(p - (b - 1) * d - 1) // s + 1 for p, b, d, s in zip(padded, block, dilations, strides)]
    result = numpy.zeros((columns.shape[0], channels, *padded))
    parts = columns.reshape((columns.shape[0], channels, *block, *places))
    for point in itertools.product(*map(range, block)):
        for place in itertools.product(*map(range, places)):
            at = tuple(i * s + p * d for i, s, p, d in zip(place, strides, point, dilations))
            result[(slice(None), slice(None)) + at] += parts[(slice(None), slice(None)) + point + place]
    return result[(slice(None), slice(None)) + tuple(slice(pads[i], pads[i] + size) for i, size in enumerate(image))]


for name, image, block, strides, dilations, pads, columns in (
        ("plain", [5, 4], [2, 3], [1, 1], [1, 1], [0, 0, 0, 0], [3 * 6, 8]),
        ("all", [6, 7], [2, 2], [2, 3], [2, 1], [1, 0, 2, 1], [2 * 4, 12]),
        ("row", [9], [3], [2], [1], [1, 0], [3, 4])):
    Case("col2im_" + name, 18, "Col2Im", [("float32", ["n"] + columns), numpy.array(image, numpy.int64),
                                          numpy.array(block, numpy.int64)], ["float32"],
         lambda x, image, block, strides=strides, dilations=dilations, pads=pads: image_of(
             x, image.tolist(), block.tolist(), strides, dilations, pads),
         strides=strides, dilations=dilations, pads=pads).run(n=2).run(n=1)

#
# Range
#

for dtype in ("float32", "float64", "int32", "int64"):
    case = Case("range_" + dtype, 11, "Range", [(dtype, [])] * 3, [dtype],
                lambda start, limit, delta: start + numpy.arange(
                    max(int(numpy.ceil((limit - start) / delta)), 0)) * delta)
    for values in ((3, 9, 3), (10, 4, -2), (0, 7, 2), (5, 5, 1), (5, 2, 1), (-4, -9, -3)):
        case.run(*values)
    if dtype.startswith("float"):
        # Steps that are exact in base two.
        for values in ((0.5, 3.25, 0.25), (1.5, -0.75, -0.5), (0, 1, 0.375)):
            case.run(*values)

#
# Blocks of quantized numbers
#

def along(parameter, x, axis, block):
    return numpy.repeat(parameter, block, axis).take(numpy.arange(x.shape[axis]), axis)


def quantize(x, scale, zero, dtype, axis, block):
    limits = numpy.iinfo(dtype)
    zero = 0 if zero is None else along(zero, x, axis, block).astype(numpy.int64)
    return numpy.clip(numpy.rint(x / along(scale, x, axis, block)) + zero, limits.min, limits.max).astype(dtype)


def dequantize(x, scale, zero, axis, block):
    zero = 0 if zero is None else along(zero, x, axis, block).astype(numpy.int64)
    return (x.astype(numpy.int64) - zero) * along(scale, x, axis, block)


GENERATOR = numpy.random.default_rng(7)
for dtype, axis in itertools.product(("int8", "uint8", "int16"), (0, 1, -1)):
    # Six along the axis in blocks of 4: the second is not full.
    shape = [3, 3, 3]
    shape[axis] = 6
    blocks = list(shape)
    blocks[axis] = 2
    scale = GENERATOR.uniform(0.01, 0.5, blocks).astype(numpy.float32)
    zero = GENERATOR.integers(0, 20, blocks).astype(dtype)
    name = "%s_%s" % (dtype, str(axis).replace("-", "m"))
    Case("quantize_blocks_" + name, 21, "QuantizeLinear", [("float32", shape), scale, zero], [dtype],
         lambda x, s, z, dtype=dtype, axis=axis: quantize(x, s, z, dtype, axis, 4), axis=axis, block_size=4).run()
    Case("dequantize_blocks_" + name, 21, "DequantizeLinear", [(dtype, shape), scale, zero], ["float32"],
         lambda x, s, z, axis=axis: dequantize(x, s, z, axis, 4), axis=axis, block_size=4).run()
Case("dequantize_blocks_symbols", 21, "DequantizeLinear", [("int8", ["n", 8]), ("float32", ["n", 2])], ["float32"],
     lambda x, s: dequantize(x, s, None, 1, 4), axis=1, block_size=4).run(n=3).run(n=1)
Case("quantize_blocks_type", 21, "QuantizeLinear", [("float32", ["n", 8]), ("float32", ["n", 2])], ["int16"],
     lambda x, s: quantize(x, s, None, "int16", 1, 4), axis=1, block_size=4, output_dtype=TYPES["int16"]).run(
         [[-9.0, 1e6, 0.5, 2.25, 1, 2, 3, 4]], [[0.25, 0.5]])
Case("dequantize_blocks_condition", 21, "DequantizeLinear", [("int8", ["n", "m"]), ("float32", ["n", "k"])], ["float32"],
     lambda x, s: dequantize(x, s, None, 1, 4), axis=1, block_size=4).run(n=2, m=7, k=2).run(
         n=2, m=9, k=2, fails="3.*2|2.*3")

#
# The runner
#

def check(condition, message):
    if not condition:
        raise AssertionError(message)


def compile_case(case, mode, relaxc, folder):
    model = os.path.join(folder, case.name + ".onnx")
    if not os.path.exists(model):
        done = subprocess.run(["protoc", "--encode=onnx.ModelProto", "-I", "/usr/include", "onnx/onnx.proto"],
                              input=case.text().encode(), capture_output=True, timeout=60)
        check(done.returncode == 0, done.stderr.decode())
        with open(model, "wb") as file:
            file.write(done.stdout)
    library = os.path.join(folder, "%s.%s.so" % (case.name, mode))
    done = subprocess.run([relaxc, model, "-o", library, "--exec-mode=" + mode], capture_output=True, text=True, timeout=300)
    check(done.returncode == 0, "relaxc exited %d:\n%s" % (done.returncode, done.stderr[:3000]))
    return library


def run_case(case, number, library, relax_run, folder):
    values, sizes, fails = case.runs[number]
    arrays = dict(case.arrays(values, sizes, numpy.random.default_rng(number)))
    out = library + ".%d" % number
    command = [relax_run, library, "--output-dir", out]
    for i, given in enumerate(case.inputs):
        if isinstance(given, tuple):
            numpy.save("%s.in%d.npy" % (out, i), arrays[i])
            command += ["--input", "x%d=%s.in%d.npy" % (i, out, i)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    if fails:
        check(done.returncode == 1 and re.search(fails, done.stderr),
              "expected '%s', got exit code %d:\n%s" % (fails, done.returncode, done.stderr[:2000]))
        return
    check(done.returncode == 0, "exit code %d\n%s" % (done.returncode, done.stderr[:2000]))
    with numpy.errstate(all="ignore"):
        expected = case.reference(*[a if a is None or a.dtype.kind != "f" else a.astype(numpy.float64)
                                    for a in arrays.values()])
    expected = expected if isinstance(expected, tuple) else (expected,)
    for i, (dtype, values) in enumerate(zip([d for d in case.results if d], expected)):
        actual, values = numpy.load(os.path.join(out, "out_%d.npy" % i)), numpy.asarray(values)
        check(actual.dtype.name == dtype, "output %d: element type %s, expected %s" % (i, actual.dtype, dtype))
        check(actual.shape == values.shape, "output %d: shape %s, expected %s" % (i, actual.shape, values.shape))
        tolerance = case.tolerance if numpy.dtype(dtype).kind == "f" else 0
        check(numpy.allclose(actual, values, rtol=tolerance, atol=tolerance),
              "output %d:\n%s\nexpected\n%s" % (i, actual, values))


def test_case(case, mode, relaxc, relax_run, folder):
    library = compile_case(case, mode, relaxc, folder)
    for number in range(len(case.runs)):
        try:
            run_case(case, number, library, relax_run, folder)
        except AssertionError as error:
            raise AssertionError("run %d, %s: %s" % (number, case.runs[number][1:], error)) from error


def main(relaxc, relax_run, names):
    cases = [case for case in CASES if not names or case.name in names]
    failed = 0
    with tempfile.TemporaryDirectory(dir=os.environ.get("TEST_TMPDIR")) as work:
        folders = {mode: os.path.join(work, mode) for mode in MODES}
        for folder in folders.values():
            os.makedirs(folder)
        with concurrent.futures.ThreadPoolExecutor(max(2, os.cpu_count() or 2)) as pool:
            pending = {(case.name, mode): pool.submit(test_case, case, mode, relaxc, relax_run, folders[mode])
                       for case in cases for mode in MODES}
        for (name, mode), future in pending.items():
            if future.exception():
                failed += 1
                print("FAILED %s, %s: %s" % (name, mode, future.exception()))
    print("%d cases in %d modes, %d failed" % (len(cases), len(MODES), failed))
    return 1 if failed or not cases else 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
