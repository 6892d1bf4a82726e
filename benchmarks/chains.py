"""Writes the chain programs that the benchmarks compile, as MLIR or ONNX text on standard output.

usage: chains.py dispatch N [--symbolic]   N dependent calls of one tiny kernel on a tensor of one element
       chains.py shared N                  N operators (matmul, relu, add, multiply, tanh), equal kernels shared
       chains.py distinct N                N operators, each with a kernel of its own
       chains.py onnx N FILE               the dispatch chain as an ONNX model, for the peer
"""

import sys


def dispatch(count, symbolic):
    dim = "n" if symbolic else "1"
    tensor = "!relax.tensor<[%s], f32>" % dim
    size = "%n = sym.value n : !sym.int<n>\n    " if symbolic else ""
    lines = [
        "module {",
        "  tir.prim_func @add_one(%%X: !tir.buffer<[%s], f32>, %%Y: !tir.buffer<[%s], f32>) {" % (dim, dim),
        "    %sone = arith.constant 1.0 : f32" % (size + "%"),
        "    tir.for %%i = 0 to %s {" % ("%n" if symbolic else "1"),
        '      tir.block "add" iters(%%vi: spatial [0, %s) = %%i) {' % ("%n" if symbolic else "1"),
        "        %x = tir.load %X[%vi]",
        "        %y = arith.addf %x, %one : f32",
        "        tir.store %y, %Y[%vi]",
        "      }",
        "    }",
        "  }",
        "  relax.func @main(%%v0: %s) -> %s {" % (tensor, tensor),
    ]
    for i in range(count):
        lines.append("    %%v%d = relax.call_tir @add_one(%%v%d) : (%s) -> %s" % (i + 1, i, tensor, tensor))
    lines += ["    relax.return %%v%d : %s" % (count, tensor), "  }", "}"]
    return "\n".join(lines) + "\n"


def five(prefix, x, w, b, width):
    """Five operators on a [n, width] tensor; the name of the last result."""
    t = "!relax.tensor<[n, %d], f32>" % width
    wt = "!relax.tensor<[%d, %d], f32>" % (width, width)
    bt = "!relax.tensor<[%d], f32>" % width
    lines = [
        "    %%%s0 = relax.matmul %%%s, %%%s : (%s, %s) -> %s" % (prefix, x, w, t, wt, t),
        "    %%%s1 = relax.relu %%%s0 : (%s) -> %s" % (prefix, prefix, t, t),
        "    %%%s2 = relax.add %%%s1, %%%s : (%s, %s) -> %s" % (prefix, prefix, b, t, bt, t),
        "    %%%s3 = relax.multiply %%%s2, %%%s2 : (%s, %s) -> %s" % (prefix, prefix, prefix, t, t, t),
        "    %%%s4 = relax.tanh %%%s3 : (%s) -> %s" % (prefix, prefix, t, t),
    ]
    return lines, prefix + "4"


def shared(count):
    t, wt, bt = "!relax.tensor<[n, 16], f32>", "!relax.tensor<[16, 16], f32>", "!relax.tensor<[16], f32>"
    lines = ["module {", "  relax.func @main(%%x: %s, %%w: %s, %%b: %s) -> %s {" % (t, wt, bt, t)]
    last = "x"
    for i in range(count // 5):
        more, last = five("g%d_" % i, last, "w", "b", 16)
        lines += more
    lines += ["    relax.return %%%s : %s" % (last, t), "  }", "}"]
    return "\n".join(lines) + "\n"


def distinct(count):
    groups = count // 5
    parameters, results, body, types = [], [], [], []
    for i in range(groups):
        width = i + 2
        parameters.append("%%x%d: !relax.tensor<[n, %d], f32>, %%w%d: !relax.tensor<[%d, %d], f32>, %%b%d: !relax.tensor<[%d], f32>"
                          % (i, width, i, width, width, i, width))
        more, last = five("g%d_" % i, "x%d" % i, "w%d" % i, "b%d" % i, width)
        body += more
        results.append("%" + last)
        types.append("!relax.tensor<[n, %d], f32>" % width)
    lines = ["module {", "  relax.func @main(%s) -> (%s) {" % (", ".join(parameters), ", ".join(types))]
    lines += body
    lines += ["    relax.return %s : %s" % (", ".join(results), ", ".join(types)), "  }", "}"]
    return "\n".join(lines) + "\n"


def varint(value):
    out = bytearray()
    while True:
        out.append((value & 0x7F) | (0x80 if value > 0x7F else 0))
        value >>= 7
        if not value:
            return bytes(out)


def field(number, payload):
    """A protobuf field: bytes and str are length-delimited, int is a varint."""
    if isinstance(payload, int):
        return varint(number << 3) + varint(payload)
    if isinstance(payload, str):
        payload = payload.encode()
    return varint(number << 3 | 2) + varint(len(payload)) + payload


def onnx(count):
    """ModelProto of `count` dependent Add nodes on a float tensor of shape [1]."""
    def value_info(name):
        shape = field(1, field(1, 1))
        return field(1, name) + field(2, field(1, field(1, 1) + field(2, shape)))
    nodes = b""
    for i in range(count):
        node = field(1, "v%d" % i) + field(1, "one") + field(2, "v%d" % (i + 1)) + field(4, "Add")
        nodes += field(1, node)
    one = field(1, 1) + field(2, 1) + field(8, "one") + field(9, b"\x00\x00\x80\x3f")
    graph = nodes + field(2, "chain") + field(5, one) + field(11, value_info("v0")) + field(12, value_info("v%d" % count))
    return field(1, 8) + field(8, field(2, 13)) + field(7, graph)


def main():
    arguments = sys.argv[1:]
    if len(arguments) >= 2 and arguments[0] == "dispatch":
        sys.stdout.write(dispatch(int(arguments[1]), "--symbolic" in arguments))
    elif len(arguments) == 2 and arguments[0] == "shared":
        sys.stdout.write(shared(int(arguments[1])))
    elif len(arguments) == 2 and arguments[0] == "distinct":
        sys.stdout.write(distinct(int(arguments[1])))
    elif len(arguments) == 3 and arguments[0] == "onnx":
        with open(arguments[2], "wb") as model:
            model.write(onnx(int(arguments[1])))
    else:
        print(__doc__, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
