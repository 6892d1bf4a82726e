"""What a compiled model says of its shapes, beside the ONNX file and the results of a run.

A dimension that the file leaves open has to be a symbol of the signature, with its name where it has one; every
dimension of a result has to be an expression over the symbols of the inputs, and its value the size that a run gives.
"""

import json
import re
import subprocess

import onnx


class Signature:
    """The types of `main`: {name: [size or text]} of inputs, and the same of results in order."""

    def __init__(self, relax_run, library):
        text = subprocess.run([relax_run, library, "--signature=json"], check=True, stdout=subprocess.PIPE, text=True).stdout
        main = next(f for f in json.loads(text)["functions"] if f["name"] == "main")
        self.inputs = {a["name"]: a["shape"] for a in main["args"]}
        self.results = [(r["name"], r["shape"]) for r in main["results"]]

    def describe(self):
        """The different shapes of inputs and of results, as two texts."""
        def distinct(shapes):
            texts = ["[%s]" % ", ".join(map(str, shape)) for shape in shapes]
            return " ".join(dict.fromkeys(texts))
        return distinct(self.inputs.values()), distinct(shape for _, shape in self.results)

    def problems(self, path):
        """What differs from the declarations of the file, as texts."""
        graph = onnx.load(path, load_external_data=False).graph
        initializers = {tensor.name for tensor in graph.initializer}
        found = []
        for value in graph.input:
            if value.name in initializers:
                continue
            shape = self.inputs.get(value.name)
            dims = value.type.tensor_type.shape.dim
            if shape is None or len(shape) != len(dims):
                found.append("input '%s' is missing or has another rank" % value.name)
                continue
            for index, (dim, got) in enumerate(zip(dims, shape)):
                if dim.HasField("dim_value") and dim.dim_value > 0:
                    good = got == dim.dim_value
                elif dim.dim_param.isidentifier():
                    good = got == dim.dim_param
                else:
                    good = isinstance(got, str) and got != "?"
                if not good:
                    found.append("dimension %d of input '%s' is %s" % (index, value.name, got))
        for name, shape in self.results:
            found += ["dimension %d of result '%s' is unknown" % (i, name) for i, dim in enumerate(shape) if dim == "?"]
        return found

    def wrong_sizes(self, inputs, results):
        """Results whose shape is not the one of the signature, given the shapes {name: shape} of the inputs."""
        values = {}
        for name, shape in self.inputs.items():
            for dim, size in zip(shape, inputs[name]):
                if isinstance(dim, str) and is_symbol(dim):
                    values[dim] = size
        found = []
        for (name, shape), got in zip(self.results, results):
            expected = [evaluate(dim, values) for dim in shape]
            if expected != list(got):
                found.append("result '%s' of type %s is %s, not %s" % (name, shape, list(got), expected))
        return found


def is_symbol(text):
    return re.fullmatch(r'"[^"]*"|\w+', text) is not None


class Size(int):
    """An integer with `@` for the division that rounds up, which binds as tightly as the other one."""

    def __neg__(self):
        return Size(-int(self))


for _name, _rule in {
        "add": lambda a, b: a + b, "sub": lambda a, b: a - b, "mul": lambda a, b: a * b, "mod": lambda a, b: a % b,
        "floordiv": lambda a, b: a // b, "matmul": lambda a, b: -(-a // b)}.items():
    setattr(Size, "__%s__" % _name, lambda a, b, rule=_rule: Size(rule(int(a), int(b))))

WORDS = {"floordiv": "//", "ceildiv": "@", "mod": "%", "ne": "!=", "lt": "<", "le": "<=", "min": "min", "max": "max",
         "select": "select"}
NAMES = {"__builtins__": {}, "Size": Size, "min": min, "max": max, "select": lambda c, a, b: a if c else b}


def evaluate(dim, values):
    """The size that an expression of a signature stands for; None for an unknown one."""
    if not isinstance(dim, str):
        return dim
    if dim == "?":
        return None

    def translate(match):
        word = match.group(0)
        if word in values:
            return "Size(%d)" % values[word]
        return "Size(%s)" % word if word.isdigit() else WORDS[word]

    return int(eval(re.sub(r'"[^"]*"|\w+', translate, dim), NAMES))
