"""Recurrent networks. The reference walks each sequence of the batch alone, step by step."""

import numpy

from programs import Function

FUNCTIONS = []
ALPHA = {"LeakyRelu": 0.1, "ThresholdedRelu": 0.5, "ScaledTanh": 0.8, "HardSigmoid": 0.3, "Elu": 1.5, "Affine": 0.7}
BETA = {"ScaledTanh": 1.2, "HardSigmoid": 0.4, "Affine": 0.1}
RULES = {
    "Relu": lambda x, a, b: numpy.maximum(x, 0),
    "Tanh": lambda x, a, b: numpy.tanh(x),
    "Sigmoid": lambda x, a, b: 1 / (1 + numpy.exp(-x)),
    "Affine": lambda x, a, b: a * x + b,
    "LeakyRelu": lambda x, a, b: numpy.where(x < 0, a * x, x),
    "ThresholdedRelu": lambda x, a, b: numpy.where(x >= a, x, 0),
    "ScaledTanh": lambda x, a, b: a * numpy.tanh(b * x),
    "HardSigmoid": lambda x, a, b: numpy.clip(a * x + b, 0, 1),
    "Elu": lambda x, a, b: numpy.where(x < 0, a * numpy.expm1(x), x),
    "Softsign": lambda x, a, b: x / (1 + numpy.abs(x)),
    "Softplus": lambda x, a, b: numpy.logaddexp(0, x),
}
GATES = {"rnn": 1, "gru": 3, "lstm": 4}


def run(kind, activations, direction, clip, flag, x, w, r, b=None, lengths=None, h=None, c=None, p=None):
    (steps, batch, _), hidden, gates = x.shape, r.shape[2], GATES[kind]
    directions = 2 if direction == "bidirectional" else 1
    y = numpy.zeros((steps, directions, batch, hidden))
    last_h, last_c = numpy.zeros((directions, batch, hidden)), numpy.zeros((directions, batch, hidden))
    per_direction = len(activations) // directions

    def activate(d, index, value):
        name = activations[d * per_direction + index]
        value = value if clip is None else numpy.clip(value, -clip, clip)
        return RULES[name](value, ALPHA.get(name, 0.0), BETA.get(name, 0.0))

    for d in range(directions):
        backwards = direction == "reverse" or d == 1
        bias = numpy.zeros(2 * gates * hidden) if b is None else b[d]
        wb, rb = numpy.split(bias[:gates * hidden], gates), numpy.split(bias[gates * hidden:], gates)
        ws, rs = numpy.split(w[d], gates), numpy.split(r[d], gates)
        for n in range(batch):
            length = steps if lengths is None else max(0, min(int(lengths[n]), steps))
            state = numpy.zeros(hidden) if h is None else h[d, n]
            cell = numpy.zeros(hidden) if c is None else c[d, n]
            pi, po, pf = numpy.zeros((3, hidden)) if p is None else numpy.split(p[d], 3)
            for step in range(length):
                t = length - 1 - step if backwards else step
                i = [ws[g] @ x[t, n] + wb[g] for g in range(gates)]
                s = [rs[g] @ state + rb[g] for g in range(gates)]
                if kind == "rnn":
                    state = activate(d, 0, i[0] + s[0])
                elif kind == "gru":
                    z, reset = activate(d, 0, i[0] + s[0]), activate(d, 0, i[1] + s[1])
                    inner = reset * s[2] if flag else rs[2] @ (reset * state) + rb[2]
                    state = (1 - z) * activate(d, 1, i[2] + inner) + z * state
                else:
                    enter = activate(d, 0, i[0] + s[0] + pi * cell)
                    forget = 1 - enter if flag else activate(d, 0, i[2] + s[2] + pf * cell)
                    cell = forget * cell + enter * activate(d, 1, i[3] + s[3])
                    leave = activate(d, 0, i[1] + s[1] + po * cell)
                    state = leave * activate(d, 2, cell)
                y[t, d, n] = state
            last_h[d, n], last_c[d, n] = state, cell
    return (y, last_h, last_c) if kind == "lstm" else (y, last_h)


def case(name, kind, activations, direction="forward", dtype="f32", clip=None, flag=False, hidden="k", options="",
         runs=({"t": 4, "n": 3, "i": 5, "k": 2},)):
    """`options` has a letter for each optional operand: b, l(engths), h, c, p."""
    f = Function(name)
    FUNCTIONS.append(f)
    directions, gates = 2 if direction == "bidirectional" else 1, GATES[kind]

    def rows(count):
        return str(count * int(hidden)) if hidden.isdigit() else "%d * %s" % (count, hidden) if count > 1 else hidden

    shapes = {"x": "[t, n, i]", "w": "[%d, %s, i]" % (directions, rows(gates)),
              "r": "[%d, %s, %s]" % (directions, rows(gates), hidden), "b": "[%d, %s]" % (directions, rows(2 * gates)),
              "l": "[n]", "h": "[%d, n, %s]" % (directions, hidden), "c": "[%d, n, %s]" % (directions, hidden),
              "p": "[%d, %s]" % (directions, rows(3))}
    order = [letter for letter in "xwrblhcp" if letter in "xwr" + options]
    operands = {letter: f.argument(letter, shapes[letter], "i32" if letter == "l" else dtype) for letter in order}
    words = {"b": "bias", "l": "lengths", "h": "initial_h", "c": "initial_c", "p": "peepholes"}
    text = "".join(" %s = %s" % (words[letter], operands[letter].name) for letter in order if letter in words)
    alpha = [ALPHA.get(a, 0.0) for a in activations]
    beta = [BETA.get(a, 0.0) for a in activations]
    attribute = {"gru": " {linear_before_reset}", "lstm": " {input_forget}"}.get(kind, "") if flag else ""
    types = ["!relax.tensor<[t, %d, n, %s], %s>" % (directions, hidden, dtype)]
    types += ["!relax.tensor<[%d, n, %s], %s>" % (directions, hidden, dtype)] * (2 if kind == "lstm" else 1)
    f.lines.append('%%results:%d = relax.%s %%x, %%w, %%r%s direction = "%s" activations = [%s] alpha = %s beta = %s%s%s : (%s) -> (%s)' % (
        len(types), kind, text, direction, ", ".join('"%s"' % a for a in activations), alpha, beta,
        "" if clip is None else " clip = %r" % clip, attribute, ", ".join(operands[o].type for o in order), ", ".join(types)))


    class Part:
        def __init__(self, i, type_text):
            self.name, self.type = "%%results#%d" % i, type_text

    f.returns(*[Part(i, t) for i, t in enumerate(types)])
    names = {"b": "b", "l": "lengths", "h": "h", "c": "c", "p": "p"}

    def reference(*arrays):
        by_letter = dict(zip(order, arrays))
        return run(kind, activations, direction, clip, flag, by_letter["x"], by_letter["w"], by_letter["r"],
                   **{names[o]: by_letter[o] for o in order if o in names})

    f.reference = reference
    f.tolerance = {"f32": 2e-5, "f64": 1e-10, "f16": 3e-2, "bf16": 2e-1}[dtype]
    for sizes in runs:
        f.run(**sizes)


STANDARD = {"rnn": ["Tanh"], "gru": ["Sigmoid", "Tanh"], "lstm": ["Sigmoid", "Tanh", "Tanh"]}
RUNS = ({"t": 4, "n": 3, "i": 5, "k": 2}, {"t": 1, "n": 1, "i": 1, "k": 1}, {"t": 7, "n": 5, "i": 3, "k": 9},
        {"t": 0, "n": 2, "i": 3, "k": 2}, {"t": 3, "n": 2, "i": 0, "k": 2})
for kind, standard in STANDARD.items():
    full = "blh" + ("cp" if kind == "lstm" else "")
    for direction in ["forward", "reverse", "bidirectional"]:
        functions = standard * (2 if direction == "bidirectional" else 1)
        case("%s_%s_plain" % (kind, direction), kind, functions, direction, runs=RUNS)
        case("%s_%s_full" % (kind, direction), kind, functions, direction, options=full, runs=RUNS)
        case("%s_%s_flag" % (kind, direction), kind, functions, direction, options=full, flag=True, clip=0.5)
    case("%s_static" % kind, kind, standard, options="b", hidden="4", runs=({"t": 5, "n": 2, "i": 3},))
    for dtype in ["f64", "f16", "bf16"]:
        case("%s_%s" % (kind, dtype), kind, standard, options=full, dtype=dtype)
for name in RULES:
    case("rnn_" + name, "rnn", [name], options="bh")
    case("lstm_" + name, "lstm", ["Sigmoid", name, "Tanh", "HardSigmoid", "Softsign", name], "bidirectional", options="b")
