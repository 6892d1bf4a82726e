"""The table of normalizations, attention and rotary embeddings."""

import numpy

from programs import Function, Indices, NUMPY

FUNCTIONS = []
TOLERANCE = {"f32": 1e-4, "f64": 1e-11, "f16": 2e-2, "bf16": 1e-1}


def function(name, dtype):
    FUNCTIONS.append(Function(name))
    FUNCTIONS[-1].tolerance = TOLERANCE[dtype]
    return FUNCTIONS[-1]


def along_channels(vector, x, axis=1):
    shape = [1] * x.ndim
    shape[axis] = -1
    return vector.reshape(shape)


def normalize(x, axes, epsilon):
    centered = x - x.mean(axis=axes, keepdims=True)
    return centered / numpy.sqrt((centered * centered).mean(axis=axes, keepdims=True) + epsilon)


def group_norm(x, gamma, beta, groups, epsilon):
    split = x.reshape((x.shape[0], groups, -1))
    result = normalize(split, (2,), epsilon).reshape(x.shape)
    return result * along_channels(gamma, x) + along_channels(beta, x)


def attention(q, k, v, bias=None, scale=None, mask=None):
    scores = numpy.einsum("bihd,bjhd->bhij", q, k) * (1 / numpy.sqrt(q.shape[3]) if scale is None else scale)
    if bias is not None:
        scores = scores + bias
    if mask:
        lead = scores.shape[3] - scores.shape[2] if mask == "BottomRight" else 0
        seen = numpy.arange(scores.shape[3])[None, :] <= numpy.arange(scores.shape[2])[:, None] + lead
        scores = numpy.where(seen, scores, -numpy.inf)
    scores = numpy.exp(scores - scores.max(axis=3, keepdims=True))
    return numpy.einsum("bhij,bjhd->bihd", scores / scores.sum(axis=3, keepdims=True), v)


for dtype in ["f32", "f64", "f16", "bf16"]:
    for name, shape, channels, axis, runs in [("", "[n, c, h, w]", "[c]", 1, [dict(n=2, c=3, h=4, w=5), dict(n=0, c=3, h=4, w=5)]),
                                              ("_static", "[2, 3, 4]", "[3]", 1, [{}]),
                                              ("_last", "[n, 4]", "[4]", -1, [dict(n=3)])]:
        f = function("batch_norm%s_%s" % (name, dtype), dtype)
        operands = [f.argument(n, shape if n == "x" else channels, dtype, contents="positive" if n == "v" else "uniform")
                    for n in "xgbmv"]
        f.returns(f.op("batch_norm", operands, shape, dtype, "epsilon = 1.0e-3" + (" axis = %d" % axis if axis != 1 else "")))
        f.reference = lambda x, g, b, m, v, axis=axis: (
            (x - along_channels(m, x, axis)) / numpy.sqrt(along_channels(v, x, axis) + 1e-3) * along_channels(g, x, axis)
            + along_channels(b, x, axis))
        for sizes in runs:
            f.run(**sizes)

    for name, shape, part, axes, runs in [("", "[n, m]", "[m]", [-1], [dict(n=3, m=5), dict(n=1, m=1), dict(n=0, m=2), dict(n=2, m=100)]),
                                          ("_two", "[n, m, 4]", "[m, 4]", [1, 2], [dict(n=3, m=5)]),
                                          ("_middle", "[n, m, 4]", "[m]", [-2], [dict(n=3, m=5)]),
                                          ("_static", "[2, 6]", "[6]", [1], [{}])]:
        f = function("layer_norm%s_%s" % (name, dtype), dtype)
        x, g, b = f.argument("x", shape, dtype), f.argument("g", part, dtype), f.argument("b", part, dtype)
        text = "axes = %s epsilon = 1.0e-2" % axes
        f.returns(f.op("layer_norm", [x, g, b], shape, dtype, text), f.op("layer_norm", [x, g], shape, dtype, text),
                  f.op("rms_norm", [x, g], shape, dtype, text))

        def reference(x, g, b, axes=tuple(axes)):
            wide = [1] * x.ndim
            for axis in axes:
                wide[axis] = x.shape[axis]
            g, b = g.reshape(wide), b.reshape(wide)
            layer = normalize(x, axes, 1e-2) * g
            return layer + b, layer, x / numpy.sqrt((x * x).mean(axis=axes, keepdims=True) + 1e-2) * g

        f.reference = reference
        for sizes in runs:
            f.run(**sizes)

    for name, shape, channels, runs in [("", "[n, 4, h, w]", "[4]", [dict(n=2, h=3, w=5)]), ("_static", "[2, 6, 3]", "[6]", [{}])]:
        f = function("channel_norm%s_%s" % (name, dtype), dtype)
        x, g, b = f.argument("x", shape, dtype), f.argument("g", channels, dtype), f.argument("b", channels, dtype)
        f.returns(f.op("group_norm", [x, g, b], shape, dtype, "num_groups = 2 epsilon = 1.0e-2"),
                  f.op("instance_norm", [x, g, b], shape, dtype, "epsilon = 1.0e-2"))
        f.reference = lambda x, g, b: (group_norm(x, g, b, 2, 1e-2), group_norm(x, g, b, x.shape[1], 1e-2))
        for sizes in runs:
            f.run(**sizes)

    f = function("dropout_" + dtype, dtype)
    x = f.argument("x", "[n, 4]", dtype)
    f.returns(f.op("add", [f.op("dropout", [x], "[n, 4]", dtype, "rate = 0.5"), x], "[n, 4]", dtype))
    f.reference = lambda x: x + x
    f.run(n=3)

    f = function("attention_" + dtype, dtype)
    q, k = f.argument("q", "[b, n, 2, 4]", dtype), f.argument("k", "[b, m, 2, 4]", dtype)
    v, y = f.argument("v", "[b, m, 2, 3]", dtype), f.argument("y", "[n, m]", dtype)
    result = "[b, n, 2, 3]"
    f.returns(f.op("attention", [q, k, v], result, dtype),
              f.op("attention", [q, k, v], result, dtype, 'scale = 0.25 causal_mask = "TopLeft"'),
              f.op("attention", [q, k, v], result, dtype, 'causal_mask = "BottomRight"'),
              f.op("attention", [q, k, v, y], result, dtype))
    f.reference = lambda q, k, v, y: (attention(q, k, v), attention(q, k, v, scale=0.25, mask="TopLeft"),
                                      attention(q, k, v, mask="BottomRight"), attention(q, k, v, y))
    f.run(b=2, n=3, m=5)
    f.run(b=1, n=1, m=1)
    f.run(b=1, n=4, m=17)

f = function("group_norm_symbolic", "f32")
x, g, b = f.argument("x", "[n, c, h]", "f32"), f.argument("g", "[c]", "f32"), f.argument("b", "[c]", "f32")
f.returns(f.op("group_norm", [x, g, b], "[n, c, h]", "f32", "num_groups = 3 epsilon = 1.0e-2"))
f.reference = lambda x, g, b: group_norm(x, g, b, 3, 1e-2)
f.run(n=2, c=6, h=4)
f.run(n=2, c=7, h=4, fails="1.*0")

f = function("layer_norm_condition", "f32")
x, g = f.argument("x", "[n, m]", "f32"), f.argument("g", "[k]", "f32")
f.returns(f.op("layer_norm", [x, g], "[n, m]", "f32", "axes = [1] epsilon = 1.0e-2"))
f.reference = lambda x, g: normalize(x, (1,), 1e-2) * g
f.run(n=2, m=4, k=4)
f.run(n=2, m=4, k=1, fails="1.*4|4.*1")


#
# attention_var_len
#

class Starts(Indices):
    """Where sequences start that lie one after the other, some of them empty. With the size `gaps` the first and the last
    position belong to none."""

    def __init__(self, total):
        super().__init__(total)

    def make(self, shape, dtype, sizes, generator):
        total, gap = sizes[self.bounds[0]], 1 if sizes.get("gaps") else 0
        array = numpy.sort(generator.integers(gap, total - gap + 1, shape))
        if array.size:
            array[0], array[-1] = gap, total - gap
        return array.astype(NUMPY[dtype])


def attention_var_len(q, k, v, i, j, longest, scale=None, mask=None, window=None):
    result = numpy.full((len(q), q.shape[1], v.shape[2]), numpy.nan)
    for first, last, key, end in zip(i[:-1], i[1:], j[:-1], j[1:]):
        key, first = int(key), int(first)
        keys, values = k[key:end][:longest], v[key:end][:longest]
        if len(keys) == 0 or last <= first:
            continue
        scores = numpy.einsum("ihd,jhd->hij", q[first:last], keys) * (1 / numpy.sqrt(q.shape[2]) if scale is None else scale)
        if mask:
            lead = int(end) - key - (int(last) - first) if mask == "BottomRight" else 0
            ends = numpy.arange(scores.shape[1])[:, None] + lead
            places = numpy.arange(scores.shape[2])[None, :]
            seen = (places <= ends) & (places > ends - (window or 1 << 30))
            scores = numpy.where(seen, scores, -numpy.inf)
        with numpy.errstate(all="ignore"):
            scores = numpy.exp(scores - scores.max(axis=2, keepdims=True))
            result[first:last] = numpy.einsum("hij,jhd->ihd", scores / scores.sum(axis=2, keepdims=True), values)
    return result


def var_len(f, operands, longest, shape, dtype, attributes=""):
    number = f.line("sym.value %s : !sym.int<%s>" % (longest, longest), "!sym.int<%s>" % longest)
    q, k, v, i, j = (operand.name for operand in operands)
    result = "!relax.tensor<%s, %s>" % (shape, dtype)
    return f.line("relax.attention_var_len %s, %s, %s seqstart_q = %s seqstart_k = %s max_seqlen_k = %s%s : (%s) -> %s" % (
        q, k, v, i, j, number.name, attributes, ", ".join(o.type for o in operands + [number]), result), result)


for dtype, starts in [("f32", "i32"), ("f64", "i64"), ("f16", "ui8"), ("bf16", "i32")]:
    f = function("attention_var_len_" + dtype, dtype)
    operands = [f.argument("q", "[n, 2, 4]", dtype), f.argument("k", "[k, 2, 4]", dtype),
                f.argument("v", "[k, 2, 3]", dtype), f.argument("i", "[b]", starts, contents=Starts("n")),
                f.argument("j", "[b]", starts, contents=Starts("k"))]
    shape = "[n, 2, 3]"
    f.returns(var_len(f, operands, "k", shape, dtype),
              var_len(f, operands, "3", shape, dtype, " scale = 0.25"),
              var_len(f, operands, "k", shape, dtype, ' causal_mask = "TopLeft"'),
              var_len(f, operands, "k + 2", shape, dtype, ' causal_mask = "BottomRight" window_size = 2'))
    f.reference = lambda q, k, v, i, j: (
        attention_var_len(q, k, v, i, j, len(k)), attention_var_len(q, k, v, i, j, 3, 0.25),
        attention_var_len(q, k, v, i, j, len(k), mask="TopLeft"),
        attention_var_len(q, k, v, i, j, len(k), mask="BottomRight", window=2))
    f.run(n=9, k=12, b=4)
    f.run(n=9, k=12, b=4, gaps=1)
    f.run(n=3, k=5, b=2)
    f.run(n=2, k=3, b=7)
    f.run(n=2, k=0, b=2)
    f.run(n=0, k=4, b=3)
    f.run(n=2, k=4, b=1)
    f.run(n=2, k=4, b=0, fails="0.*1|1.*0")
f = function("attention_var_len_static", "f32")
operands = [f.argument("q", "[6, 1, 8]", "f32"), f.argument("k", "[6, 1, 8]", "f32"), f.argument("v", "[6, 1, 8]", "f32"),
            f.argument("i", "[3]", "i32", contents=Starts("total"))]
f.returns(var_len(f, operands + operands[3:], "6", "[6, 1, 8]", "f32", ' causal_mask = "BottomRight"'))
f.reference = lambda q, k, v, i: attention_var_len(q, k, v, i, i, 6, mask="BottomRight")
f.run(total=6)
# Keys of other sequences have no influence, whatever they are.
f = function("attention_var_len_special", "f32")
operands = [f.argument("q", "[n, 1, 4]", "f32"), f.argument("k", "[n, 1, 4]", "f32"),
            f.argument("v", "[n, 1, 4]", "f32", contents="special"), f.argument("i", "[b]", "i32", contents=Starts("n"))]
f.returns(var_len(f, operands + operands[3:], "n", "[n, 1, 4]", "f32"))
f.reference = lambda q, k, v, i: attention_var_len(q, k, v, i, i, len(q))
f.run(n=12, b=5)

#
# rotary_embedding
#

def rotate(x, cos, sin, interleaved=False, rotary=None):
    count = rotary or x.shape[-1]
    first = numpy.arange(0, count, 2) if interleaved else numpy.arange(count // 2)
    second = first + (1 if interleaved else count // 2)
    if cos.shape[-1] != count:
        wide = numpy.zeros(count, numpy.int64)
        wide[first] = wide[second] = numpy.arange(count // 2)
        cos, sin = cos[..., wide], sin[..., wide]
    a, b, result = x[..., first], x[..., second], x.copy()
    result[..., first] = a * cos[..., first] - b * sin[..., first]
    result[..., second] = b * cos[..., second] + a * sin[..., second]
    return result


def by_position(x, cos, sin, p, *options):
    rows = numpy.where(p < 0, p + len(cos), p)
    return rotate(x, cos[rows][..., None, :, :], sin[rows][..., None, :, :], *options)


def rotary(f, operands, shape, dtype, attributes="", positions=None):
    result = "!relax.tensor<%s, %s>" % (shape, dtype)
    return f.line("relax.rotary_embedding %s%s%s : (%s) -> %s" % (
        ", ".join(o.name for o in operands), " positions = " + positions.name if positions else "", attributes,
        ", ".join(o.type for o in operands + ([positions] if positions else [])), result), result)


for dtype in ["f32", "f64", "f16", "bf16"]:
    f = function("rotary_embedding_" + dtype, dtype)
    x = f.argument("x", "[b, 3, n, 8]", dtype)
    whole = [f.argument(name, "[b, 1, n, 8]", dtype) for name in "cs"]
    half = [f.argument(name, "[n, 4]", dtype) for name in "tu"]
    shape = "[b, 3, n, 8]"
    f.returns(rotary(f, [x] + whole, shape, dtype), rotary(f, [x] + half, shape, dtype),
              rotary(f, [x] + whole, shape, dtype, " interleaved"), rotary(f, [x] + half, shape, dtype, " interleaved"),
              rotary(f, [x] + half, shape, dtype, " rotary_dim = 4"),
              rotary(f, [x] + half, shape, dtype, " interleaved rotary_dim = 4"))
    f.reference = lambda x, c, s, t, u: (
        rotate(x, c, s), rotate(x, t, u), rotate(x, c, s, True), rotate(x, t, u, True), rotate(x, t, u, False, 4),
        rotate(x, t, u, True, 4))
    f.run(b=2, n=5)
    f.run(b=1, n=1)
    f.run(b=2, n=0)

    f = function("rotary_embedding_positions_" + dtype, dtype)
    x, p = f.argument("x", "[b, 3, n, 8]", dtype), f.argument("p", "[b, n]", "i64", contents=Indices("m"))
    r = f.argument("r", "[n]", "i32", contents=Indices("m"))
    tables = [f.argument(name, "[m, 4]", dtype) for name in "cs"]
    wide = [f.argument(name, "[m, 8]", dtype) for name in "tu"]
    f.returns(rotary(f, [x] + tables, shape, dtype, "", p), rotary(f, [x] + tables, shape, dtype, " interleaved", r),
              rotary(f, [x] + tables, shape, dtype, " rotary_dim = 8", p), rotary(f, [x] + wide, shape, dtype, "", p))
    f.reference = lambda x, p, r, c, s, t, u: (by_position(x, c, s, p), by_position(x, c, s, r[None], True),
                                               by_position(x, c, s, p, False, 8), by_position(x, t, u, p))
    f.run(b=2, n=5, m=9)
    f.run(b=1, n=1, m=1)
    f.run(b=2, n=3, m=4, outside=1, fails="failed: index ")
    f.run(b=0, n=3, m=1)

f = function("rotary_embedding_symbolic", "f32")
x, c, s = f.argument("x", "[n, m]", "f32"), f.argument("c", "[k]", "f32"), f.argument("s", "[k]", "f32")
f.returns(rotary(f, [x, c, s], "[n, m]", "f32"), rotary(f, [x, c, s], "[n, m]", "f32", " interleaved"))
f.reference = lambda x, c, s: (rotate(x, c, s), rotate(x, c, s, True))
f.run(n=3, m=6, k=6)
f.run(n=3, m=6, k=3)
f.run(n=3, m=2, k=1)
f.run(n=3, m=0, k=0)
f.run(n=3, m=6, k=2, fails="6|4")
f.run(n=3, m=5, k=5, fails="1.*0|0.*1")
f = function("rotary_embedding_static", "f32")
x, c, s = f.argument("x", "[2, 3, 4]", "f32"), f.argument("c", "[3, 2]", "f32"), f.argument("s", "[1, 2]", "f32")
f.returns(rotary(f, [x, c, s], "[2, 3, 4]", "f32"))
f.reference = rotate
f.run()
