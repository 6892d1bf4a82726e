"""Prints the example of each core operation's description as a function of its own.

usage: core_examples.py FILE.td ...

The examples use values and callees that a reader understands without a definition; the table below defines them. Fails for an
operation without an example or without an entry.
"""

import re
import sys

# What stands around the example of an operation: parameters of the function and symbols of the module. A `{}` in the third
# entry is the place of the example where that is not the body of a function.
N = "!relax.tensor<[n], f32>"
SURROUNDINGS = {
    "match_cast": ("%w: !relax.tensor<*, f32>, %x: !relax.tensor<[?], f32>, %k: !sym.int<k>", ""),
    "forget": ("%x: !relax.tensor<[n * m], f32>, %z: !relax.tensor<[2 * n], f32>, %n: !sym.int<n>, %m: !sym.int<m>", ""),
    "copy": ("%x: " + N, ""),
    "shape": ("%n: !sym.int<n>, %m: !sym.int<2 * m>, %s: !sym.int<m>", ""),
    "shape_of": ("%x: !relax.tensor<[n, ?], f32>", ""),
    "constant": ("", ""),
    "tuple": ("%a: " + N + ", %b: !sym.int<n>", ""),
    "tensor_to_ints": ("%t: !relax.tensor<[2], i64>", ""),
    "tuple_get_item": ("%t: tuple<!relax.object, " + N + ">", ""),
    "func": (None, ""),
    "return": (None, "", "relax.func @example(%0: " + N + ", %n: !sym.int<n>) -> (" + N + ", !sym.int<n>) {{\n{}\n}}"),
    "call": (
        "%a: !relax.tensor<[m + 1], f32>, %m: !sym.int<m>",
        "relax.func private @f(!relax.tensor<[n], f32>) -> !relax.tensor<[2 * n], f32>\n"
        "relax.func private pure @g(!relax.tensor<[n], f32>) -> !relax.object\n",
    ),
    "make_closure": (
        "%w: !relax.tensor<[m, 4], f32>",
        "relax.func private @f(!relax.tensor<[n], f32>, !relax.tensor<[n, 4], f32>) -> !relax.tensor<[4], f32>\n",
    ),
    "invoke_closure": (
        "%f: !relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>>, %g: !relax.object, "
        "%x: !relax.tensor<[?], f32>",
        "",
    ),
    "invoke_pure_closure": (
        "%f: !relax.callable<pure (!relax.tensor<[?], f32>) -> !relax.object>, %x: !relax.tensor<[?], f32>",
        "",
    ),
    "dataflow": ("%w: !relax.tensor<*, f32>", ""),
    "output": ("%lv1: !relax.tensor<[m], f32>, %m: !sym.int<m>", "", "%0:2 = relax.dataflow {{\n{}\n}}"),
    "if": (
        "%c: !relax.tensor<[], i1>, %d: i1, %a: " + N + ", %b: " + N + ", %aa: !relax.tensor<[2 * n], f32>, %n: !sym.int<n>, "
        "%nn: !sym.int<2 * n>",
        "",
    ),
    "yield": (
        "%c: i1, %a: " + N + ", %n: !sym.int<n>",
        "",
        "%0:2 = relax.if %c : i1 -> (" + N + ", !sym.int<n>) {{\n{0}\n}} else {{\n{0}\n}}",
    ),
    "while": ("%init: " + N, ""),
    "condition": (
        "%go: i1, %x: " + N + ", %y: !relax.object",
        "",
        "%0:2 = relax.while : () -> (" + N + ", !relax.object) {{\n{}\n}} do {{\n^bb0(%a: " + N + ", %b: !relax.object):\n"
        "relax.yield\n}}",
    ),
    "call_tir": (
        "%x: !relax.tensor<[n * m], f32>, %z: !relax.tensor<[2 * n], f32>, %n: !sym.int<n>, %m: !sym.int<m>",
        "tir.prim_func @exp(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {}\n"
        "tir.prim_func @split(%X: !tir.buffer<[2 * n], f32>, %n: !sym.int<n>, %Y: !tir.buffer<[n], f32>, "
        "%Z: !tir.buffer<[n], f32>) {}\n",
    ),
    "call_tir_inplace": ("%x: " + N, "tir.prim_func @increment(%X: !tir.buffer<[n], f32>) {}\n"),
    "call_tir_with_grad": (
        "%x: " + N,
        "tir.prim_func @scale(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {}\n",
    ),
    "call_packed": ("%x: " + N, ""),
    "call_pure_packed": ("%x: " + N, ""),
    "call_dps_packed": ("%a: !relax.tensor<[n, k], f32>, %b: !relax.tensor<[k, m], f32>", ""),
    "call_inplace_packed": ("%x: " + N, ""),
    "lambda": ("", ""),
    "lambda_return": (
        "%0: !relax.tensor<[?], f32>",
        "",
        "%f = relax.lambda %self() -> !relax.tensor<[?], f32> {{\n{}\n}}",
    ),
}


def main(paths):
    for path in paths:
        with open(path) as file:
            source = file.read()
        # One record up to the next; the abstract classes between have no examples.
        for record in re.split(r"\n(?=def )", source):
            name = re.match(r'def Relax_\w+Op : \w+<"(\w+)"', record)
            if not name:
                continue
            name = name.group(1)
            example = re.search(r"```mlir\n(.*?)```", record, re.S)
            if not example or name not in SURROUNDINGS:
                sys.exit("%s: no example of relax.%s, or no entry for it" % (path, name))
            parameters, module, *place = SURROUNDINGS[name]
            text = place[0].format(example.group(1)) if place else example.group(1)
            if parameters is not None:
                text = "relax.func @example(%s) {\n%s\nrelax.return\n}" % (parameters, text)
            print("// relax.%s\n%s%s\n// -----" % (name, module, text))


if __name__ == "__main__":
    main(sys.argv[1:])
