"""Writes ONNX models of well-known architectures with seeded random weights.

usage: generate.py FOLDER NAME...   (decoder:N and encoder:N are narrow ones of N layers)

No registry ships these in the form that training frameworks export (normalizations, GELU, rotary embeddings and the
arithmetic on shapes spelled out in small nodes), and latency does not depend on the values of weights. Every run writes
the same bytes with the same NumPy. Needs python3-onnx and python3-numpy.
"""

import os
import sys

import numpy

from graph import BOOL, FLOAT, INT64, LARGEST_INT64, Graph, save, tensor

# ---------------------------------------------------------------- image classifiers


def convolution(g, x, inputs, outputs, kernel, stride=1, groups=1, norm=True, activation=None, gain=1.0):
    parameters = [g.weight(outputs, inputs // groups, kernel, kernel)]
    if not norm:
        parameters.append(g.weight(outputs, deviation=0.05))
    x = g.op("Conv", x, *parameters, kernel_shape=[kernel] * 2, strides=[stride] * 2, pads=[kernel // 2] * 4,
             dilations=[1, 1], group=groups)
    if norm:
        variance = (0.5 + g.random.rand(outputs)).astype(numpy.float32)
        x = g.op("BatchNormalization", x, g.weight(outputs, deviation=0.1 * gain, mean=gain),
                 g.weight(outputs, deviation=0.1), g.weight(outputs, deviation=0.1), g.initializer(variance), epsilon=1e-5)
    if activation == "relu":
        x = g.op("Relu", x)
    if activation == "relu6":
        x = g.op("Clip", x, g.constant(0, numpy.float32), g.constant(6, numpy.float32))
    return x


def classify(g, x, channels, name, classes=1000):
    x = g.op("Flatten", g.op("GlobalAveragePool", x), axis=1)
    g.op("Gemm", x, g.weight(classes, channels, deviation=0.02), g.weight(classes, deviation=0.01), transB=1, out="logits")
    return image_model(g, name)


def image_model(g, name):
    return g.model([tensor("input", FLOAT, ["batch", 3, "height", "width"])],
                   [tensor("logits", FLOAT, ["batch", 1000])], 13, name)


def resnet(name, repeats, bottleneck):
    g = Graph()
    x = convolution(g, "input", 3, 64, 7, 2, activation="relu")
    x = g.op("MaxPool", x, kernel_shape=[3, 3], strides=[2, 2], pads=[1] * 4)
    channels = 64
    for stage, repeat in enumerate(repeats):
        width = 64 << stage
        outputs = width * 4 if bottleneck else width
        for block in range(repeat):
            stride = 2 if block == 0 and stage else 1
            if bottleneck:
                y = convolution(g, x, channels, width, 1, activation="relu")
                y = convolution(g, y, width, width, 3, stride, activation="relu")
                y = convolution(g, y, width, outputs, 1, gain=0.2)
            else:
                y = convolution(g, x, channels, width, 3, stride, activation="relu")
                y = convolution(g, y, width, width, 3, gain=0.2)
            if stride != 1 or channels != outputs:
                x = convolution(g, x, channels, outputs, 1, stride, gain=0.7)
            x = g.op("Relu", g.op("Add", y, x))
            channels = outputs
    return classify(g, x, channels, name)


def mobilenetv2():
    g = Graph()
    x = convolution(g, "input", 3, 32, 3, 2, norm=False, activation="relu6")
    channels = 32
    for expansion, outputs, repeat, first_stride in [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2),
                                                     (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]:
        for block in range(repeat):
            stride, hidden, y = first_stride if block == 0 else 1, channels * expansion, x
            if expansion != 1:
                y = convolution(g, y, channels, hidden, 1, norm=False, activation="relu6")
            y = convolution(g, y, hidden, hidden, 3, stride, hidden, norm=False, activation="relu6")
            y = convolution(g, y, hidden, outputs, 1, norm=False)
            x = g.op("Add", x, y) if stride == 1 and channels == outputs else y
            channels = outputs
    x = convolution(g, x, channels, 1280, 1, norm=False, activation="relu6")
    return classify(g, x, 1280, "mobilenetv2")


def resnet18_qdq():
    """Static quantization as exporters write it: u8 activations, s8 weights a channel, s32 biases."""
    g = Graph()

    def requantize(x, scale, zero_point=128, out=None):
        parameters = g.constant(scale, numpy.float32), g.constant(zero_point, numpy.uint8)
        return g.op("DequantizeLinear", g.op("QuantizeLinear", x, *parameters), *parameters, out=out)

    def quantized(low, high, shape, dtype, scales):
        values = g.initializer(g.random.randint(low, high, shape).astype(dtype))
        zeros = g.initializer(numpy.zeros(shape[0], dtype))
        return g.op("DequantizeLinear", values, g.initializer(scales), zeros, axis=0)

    def block(x, inputs, outputs, kernel, stride=1, relu=True, scale=0.05):
        base = (2 / (inputs * kernel * kernel)) ** 0.5 / 73
        scales = (base * (0.8 + 0.4 * g.random.rand(outputs))).astype(numpy.float32)
        weight = quantized(-127, 128, (outputs, inputs, kernel, kernel), numpy.int8, scales)
        bias = quantized(-500, 500, (outputs,), numpy.int32, (scales * scale).astype(numpy.float32))
        x = g.op("Conv", x, weight, bias, kernel_shape=[kernel] * 2, strides=[stride] * 2, pads=[kernel // 2] * 4,
                 dilations=[1, 1], group=1)
        return requantize(g.op("Relu", x), 0.05, 0) if relu else requantize(x, 0.05)

    x = block(requantize("input", 0.02), 3, 64, 7, 2, scale=0.02)
    x = requantize(g.op("MaxPool", x, kernel_shape=[3, 3], strides=[2, 2], pads=[1] * 4), 0.05, 0)
    channels = 64
    for stage in range(4):
        width = 64 << stage
        for number in range(2):
            stride = 2 if number == 0 and stage else 1
            y = block(block(x, channels, width, 3, stride), width, width, 3, relu=False)
            if stride != 1 or channels != width:
                x = block(x, channels, width, 1, stride, relu=False)
            x = requantize(g.op("Relu", g.op("Add", y, x)), 0.05, 0)
            channels = width
    x = g.op("Flatten", requantize(g.op("GlobalAveragePool", x), 0.05, 0), axis=1)
    scales = numpy.full(1000, 0.0005, numpy.float32)
    weight = quantized(-127, 128, (1000, 512), numpy.int8, scales)
    bias = quantized(-500, 500, (1000,), numpy.int32, scales * numpy.float32(0.05))
    requantize(g.op("Gemm", x, weight, bias, transB=1), 0.05, out="logits")
    return image_model(g, "resnet18_qdq")


# ---------------------------------------------------------------- transformers


def layer_norm(g, x, width, epsilon=1e-12):
    centered = g.op("Sub", x, g.op("ReduceMean", x, axes=[-1]))
    variance = g.op("ReduceMean", g.op("Pow", centered, g.constant(2, numpy.float32)), axes=[-1])
    y = g.op("Div", centered, g.op("Sqrt", g.op("Add", variance, g.constant(epsilon, numpy.float32))))
    y = g.op("Mul", y, g.weight(width, deviation=0.05, mean=1.0))
    return g.op("Add", y, g.weight(width, deviation=0.02))


def split_heads(g, x, heads, size, order):
    shape = g.op("Concat", g.dim(x, 0), g.dim(x, 1), g.constant([heads]), g.constant([size]), axis=0)
    return g.op("Transpose", g.op("Reshape", x, shape), perm=order)


def merge_heads(g, x, width):
    x = g.op("Transpose", x, perm=[0, 2, 1, 3])
    return g.op("Reshape", x, g.op("Concat", g.dim(x, 0), g.dim(x, 1), g.constant([width]), axis=0))


def encoder(name, layers, width, heads, hidden, vocabulary):
    g = Graph()
    f32, size = numpy.float32, width // heads
    names = ["input_ids", "attention_mask", "token_type_ids"]
    length = g.dim(names[0], 1)
    mask = g.op("Unsqueeze", g.op("Unsqueeze", names[1], g.constant([1])), g.constant([2]))
    mask = g.op("Sub", g.constant(1, f32), g.op("Cast", mask, to=FLOAT))
    mask = g.op("Mul", mask, g.constant(-3.4028235e38, f32))
    positions = g.op("Slice", g.initializer(numpy.arange(512)[None].astype(numpy.int64)), g.constant([0]), length,
                     g.constant([1]))
    x = g.op("Add", g.op("Gather", g.weight(vocabulary, width, deviation=0.05), names[0]),
             g.op("Gather", g.weight(2, width, deviation=0.05), names[2]))
    x = g.op("Add", x, g.op("Gather", g.weight(512, width, deviation=0.05), positions))
    x = layer_norm(g, x, width)
    for _ in range(layers):
        query, key, value = (g.linear(x, width, width) for _ in range(3))
        query = split_heads(g, query, heads, size, [0, 2, 1, 3])
        value = split_heads(g, value, heads, size, [0, 2, 1, 3])
        key = split_heads(g, key, heads, size, [0, 2, 3, 1])
        scores = g.op("Add", g.op("Div", g.op("MatMul", query, key), g.constant(size**0.5, f32)), mask)
        context = merge_heads(g, g.op("MatMul", g.op("Softmax", scores, axis=-1), value), width)
        x = layer_norm(g, g.op("Add", g.linear(context, width, width), x), width)
        y = g.linear(x, width, hidden)
        gate = g.op("Add", g.op("Erf", g.op("Div", y, g.constant(2**0.5, f32))), g.constant(1, f32))
        y = g.op("Mul", g.op("Mul", y, gate), g.constant(0.5, f32))
        x = layer_norm(g, g.op("Add", g.linear(y, hidden, width), x), width)
    g.op("Identity", x, out="last_hidden_state")
    return g.model([tensor(n, INT64, ["batch", "sequence"]) for n in names],
                   [tensor("last_hidden_state", FLOAT, ["batch", "sequence", width])], 14, name)


def decoder(name, layers, width, heads, key_heads, hidden, vocabulary, theta=10000.0):
    """A decoder with rotary embeddings, RMS normalization, gated layers and a cache of keys and values."""
    g = Graph()
    f32, size = numpy.float32, width // heads

    def rms_norm(x):
        mean = g.op("ReduceMean", g.op("Pow", x, g.constant(2, f32)), axes=[-1])
        root = g.op("Sqrt", g.op("Add", mean, g.constant(1e-5, f32)))
        y = g.op("Mul", x, g.op("Div", g.constant(1, f32), root))
        return g.op("Mul", g.weight(width, deviation=0.05, mean=1.0), y)

    x = g.op("Gather", g.weight(vocabulary, width, deviation=0.05), "input_ids")
    total = g.op("Add", g.dim("input_ids", 1), g.dim("past_key_values.0.key", 2))
    keys = g.op("Range", g.constant(0), g.op("Squeeze", total, g.constant([0])), g.constant(1))
    keys = g.op("Unsqueeze", keys, g.constant([0, 1, 2]))
    queries = g.op("Unsqueeze", g.op("Unsqueeze", "position_ids", g.constant([1])), g.constant([3]))
    visible = g.op("Cast", g.op("Unsqueeze", "attention_mask", g.constant([1, 2])), to=BOOL)
    visible = g.op("And", g.op("LessOrEqual", keys, queries), visible)
    mask = g.op("Where", visible, g.constant(0, f32), g.constant(-3.4028235e38, f32))
    frequencies = g.initializer((theta ** (-numpy.arange(0, size, 2) / size)).astype(f32)[None, :])
    angles = g.op("Unsqueeze", g.op("Cast", "position_ids", to=FLOAT), g.constant([2]))
    angles = g.op("MatMul", angles, frequencies)
    angles = g.op("Concat", angles, angles, axis=-1)
    cosine, sine = (g.op("Unsqueeze", g.op(f, angles), g.constant([1])) for f in ("Cos", "Sin"))

    def rotate(y):
        half = g.constant([size // 2])
        low = g.op("Slice", y, g.constant([0]), half, g.constant([3]))
        high = g.op("Slice", y, half, g.constant([LARGEST_INT64]), g.constant([3]))
        swapped = g.op("Concat", g.op("Neg", high), low, axis=-1)
        return g.op("Add", g.op("Mul", y, cosine), g.op("Mul", swapped, sine))

    def repeat(y):
        if heads == key_heads:
            return y
        batch, length = g.dim(y, 0), g.dim(y, 2)
        rest = [length, g.constant([size])]
        wide = g.op("Concat", batch, g.constant([key_heads]), g.constant([heads // key_heads]), *rest, axis=0)
        y = g.op("Expand", g.op("Unsqueeze", y, g.constant([2])), wide)
        return g.op("Reshape", y, g.op("Concat", batch, g.constant([heads]), *rest, axis=0))

    inputs = [tensor("input_ids", INT64, ["batch", "sequence"]),
              tensor("attention_mask", INT64, ["batch", "total_sequence"]),
              tensor("position_ids", INT64, ["batch", "sequence"])]
    outputs = [tensor("logits", FLOAT, ["batch", "sequence", vocabulary])]
    for layer in range(layers):
        y = rms_norm(x)
        query = split_heads(g, g.linear(y, width, heads * size, False), heads, size, [0, 2, 1, 3])
        key = split_heads(g, g.linear(y, width, key_heads * size, False), key_heads, size, [0, 2, 1, 3])
        value = split_heads(g, g.linear(y, width, key_heads * size, False), key_heads, size, [0, 2, 1, 3])
        query, key = rotate(query), rotate(key)
        cached = []
        for kind, part in (("key", key), ("value", value)):
            past, present = "past_key_values.%d.%s" % (layer, kind), "present.%d.%s" % (layer, kind)
            cached.append(g.op("Concat", past, part, axis=2, out=present))
            inputs.append(tensor(past, FLOAT, ["batch", key_heads, "past_sequence", size]))
            outputs.append(tensor(present, FLOAT, ["batch", key_heads, "total_sequence", size]))
        key, value = (repeat(part) for part in cached)
        scores = g.op("MatMul", query, g.op("Transpose", key, perm=[0, 1, 3, 2]))
        scores = g.op("Add", g.op("Div", scores, g.constant(size**0.5, f32)), mask)
        context = merge_heads(g, g.op("MatMul", g.op("Softmax", scores, axis=-1), value), width)
        x = g.op("Add", x, g.linear(context, width, width, False))
        y = rms_norm(x)
        gate = g.linear(y, width, hidden, False)
        gate = g.op("Mul", gate, g.op("Sigmoid", gate))
        y = g.op("Mul", gate, g.linear(y, width, hidden, False))
        x = g.op("Add", x, g.linear(y, hidden, width, False))
    g.op("MatMul", rms_norm(x), g.weight(width, vocabulary, deviation=width**-0.5), out="logits")
    return g.model(inputs, outputs, 14, name)


# ---------------------------------------------------------------- recurrences


def recurrent(name, operator, inputs=80, hidden=256, layers=2, classes=96):
    g = Graph()
    gates = {"LSTM": 4, "GRU": 3}[operator]
    attributes = {"GRU": {"linear_before_reset": 1}}.get(operator, {})
    x, width = g.op("Transpose", "input", perm=[1, 0, 2]), inputs
    for _ in range(layers):
        weights = [g.weight(2, gates * hidden, n, deviation=n**-0.5) for n in (width, hidden)]
        y = g.op(operator, x, *weights, g.weight(2, 2 * gates * hidden, deviation=0.02), hidden_size=hidden,
                 direction="bidirectional", **attributes)
        x, width = g.op("Reshape", g.op("Transpose", y, perm=[0, 2, 1, 3]), g.constant([0, 0, -1])), 2 * hidden
    x = g.op("Transpose", x, perm=[1, 0, 2])
    g.op("Softmax", g.linear(x, width, classes), axis=-1, out="probabilities")
    return g.model([tensor("input", FLOAT, ["batch", "time", inputs])],
                   [tensor("probabilities", FLOAT, ["batch", "time", classes])], 14, name)


MODELS = {
    "resnet18": lambda: resnet("resnet18", [2, 2, 2, 2], False),
    "resnet50": lambda: resnet("resnet50", [3, 4, 6, 3], True),
    "mobilenetv2": mobilenetv2,
    "resnet18_qdq": resnet18_qdq,
    "minilm_l6": lambda: encoder("minilm_l6", 6, 384, 12, 1536, 30522),
    "llama15m": lambda: decoder("llama15m", 6, 288, 6, 6, 768, 32000),
    "smollm135m": lambda: decoder("smollm135m", 30, 576, 9, 3, 1536, 49152),
    "lstm": lambda: recurrent("lstm", "LSTM"),
    "gru": lambda: recurrent("gru", "GRU"),
}


# For tests: as deep as asked for.
NARROW = {
    "decoder": lambda layers: decoder("decoder", layers, 64, 4, 4, 128, 256),
    "encoder": lambda layers: encoder("encoder", layers, 64, 4, 128, 256),
}


def generate(name, path):
    if name in MODELS:
        return save(MODELS[name](), path)
    kind, layers = name.split(":")
    return save(NARROW[kind](int(layers)), path)


def is_known(name):
    kind, colon, layers = name.partition(":")
    return name in MODELS or (kind in NARROW and colon == ":" and layers.isdigit())


def main():
    if len(sys.argv) < 3 or any(not is_known(name) for name in sys.argv[2:]):
        print(__doc__ + "\nNAME: " + ", ".join(sorted(MODELS)), file=sys.stderr)
        return 2
    os.makedirs(sys.argv[1], exist_ok=True)
    for name in sys.argv[2:]:
        generate(name, os.path.join(sys.argv[1], name + ".onnx"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
