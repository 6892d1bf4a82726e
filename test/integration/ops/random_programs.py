"""Random programs of several operators over integers, which NumPy computes exactly.

Intermediate results are written with their rank only, so the compiler has to find every dimension and every condition
itself. Each program is valid for one assignment of sizes by construction; for the others NumPy says whether it runs or has
to stop with an error.
"""

import random

import numpy

from programs import Function

DTYPE = numpy.int32
LOWEST = numpy.iinfo(DTYPE).min


class Step:
    """A value of the program: how NumPy computes it from earlier ones, and how often it is used."""

    def __init__(self, value, rank, compute):
        self.value, self.rank, self.compute, self.uses = value, rank, compute, 0


def rank_only(rank):
    return "[%s]" % ", ".join("?" * rank)


def run(steps, arrays):
    """The values of all steps; raises ValueError where NumPy refuses a shape."""
    values = []
    with numpy.errstate(all="ignore"):
        for step in steps:
            values.append(step.compute(arrays, values))
    return values


def choose_operator(generator, steps, arrays, values, function):
    """A random operator over random earlier values: (name, operands, rank, attributes, compute), or None."""
    pick = lambda: generator.randrange(len(steps))
    a = pick()
    rank = steps[a].rank
    name = generator.choice(["add", "subtract", "multiply", "maximum", "relu", "matmul", "sum", "max", "reshape", "flatten",
                             "permute_dims", "broadcast_to", "concat"])
    if name in ("add", "subtract", "multiply", "maximum"):
        b = pick()
        rule = getattr(numpy, name)
        return name, [a, b], max(rank, steps[b].rank), "", lambda v: rule(v[a], v[b])
    if name == "relu":
        return name, [a], rank, "", lambda v: numpy.maximum(v[a], DTYPE(0))
    if name == "matmul":
        b = pick()
        if rank == 0 or steps[b].rank == 0:
            return None
        batch = max(rank - 2, steps[b].rank - 2, 0)
        return name, [a, b], batch + (rank > 1) + (steps[b].rank > 1), "", lambda v: numpy.matmul(v[a], v[b])
    if name in ("sum", "max"):
        axes = tuple(i for i in range(rank) if generator.random() < 0.5)
        keep = generator.random() < 0.5
        written = [i if generator.random() < 0.5 else i - rank for i in axes]
        attributes = "axis = [%s]%s" % (", ".join(map(str, written)), " keepdims" if keep else "")
        rule = (lambda v: numpy.sum(v[a], axis=axes, keepdims=keep).astype(DTYPE)) if name == "sum" else (
            lambda v: numpy.max(v[a], axis=axes, keepdims=keep, initial=LOWEST).astype(DTYPE))
        return name, [a], rank if keep else rank - len(axes), attributes, rule
    if name == "flatten":
        return name, [a], 1, "", lambda v: v[a].reshape(-1)
    if name == "permute_dims":
        axes = generator.sample(range(rank), rank)
        return name, [a], rank, "axes = [%s]" % ", ".join(map(str, axes)), lambda v: numpy.transpose(v[a], axes)
    if name in ("reshape", "broadcast_to"):
        # The shape of another value.
        b = pick()
        rule = numpy.reshape if name == "reshape" else numpy.broadcast_to
        return name, [a, b], steps[b].rank, "", lambda v: rule(v[a], v[b].shape)
    others = [i for i, step in enumerate(steps) if step.rank == rank]
    if rank == 0:
        return None
    operands = [a] + [generator.choice(others) for _ in range(generator.randrange(3))]
    axis = generator.randrange(rank)
    return name, operands, rank, "axis = %d" % axis, lambda v: numpy.concatenate([v[i] for i in operands], axis)


def make_program(index, operators, instances):
    generator = random.Random(index)
    function = Function("random_%d" % index)
    sizes = {"n": generator.choice([1, 2, 3]), "m": generator.choice([1, 2, 3])}
    steps = []
    for k in range(3):
        dims, actual = [], []
        for i in range(generator.randrange(4)):
            dim = generator.choice(["n", "n", "m", "m", "1", "2", "?"])
            dims.append(dim)
            if dim == "?":
                dim = "u%d%d" % (k, i)
                sizes[dim] = generator.choice([1, sizes["n"], sizes["m"]])
            actual.append(dim)
        value = function.argument("x%d" % k, "[%s]" % ", ".join(dims), "i32", actual="[%s]" % ", ".join(actual))
        steps.append(Step(value, len(dims), lambda arrays, values, k=k: arrays[k]))
    sizes = {name: size for name, size in sizes.items()
             if any(name in shape for _, shape, _, _ in function.arguments)}
    arrays = function.inputs(sizes, numpy.random.default_rng(index))

    attempts = 0
    while len(steps) < 3 + operators and attempts < 200:
        attempts += 1
        values = run(steps, arrays)
        chosen = choose_operator(generator, steps, arrays, values, function)
        if not chosen:
            continue
        name, operands, rank, attributes, compute = chosen
        try:
            with numpy.errstate(all="ignore"):
                result = compute(values)
        except ValueError:
            continue
        if result.size > 2000 or rank > 4:
            continue
        assert result.ndim == rank, (name, attributes)
        given = [steps[i].value for i in operands]
        if name in ("reshape", "broadcast_to"):
            tensor = given[1].type
            shape = "!relax.shape<%s>" % tensor[len("!relax.tensor<"):tensor.rindex(",")]
            given[1] = function.line("relax.shape_of %s : %s -> %s" % (given[1].name, tensor, shape), shape)
        value = function.op(name, given, rank_only(rank), "i32", attributes)
        for i in operands:
            steps[i].uses += 1
        steps.append(Step(value, rank, lambda arrays, values, compute=compute: compute(values)))

    # Everything is used, so that every condition counts.
    results = [i for i, step in enumerate(steps) if i >= 3 and step.uses == 0]
    function.returns(*[steps[i].value for i in results])
    function.reference = lambda *arrays: tuple(run(steps, arrays)[i] for i in results)
    function.run(**sizes)
    for _ in range(instances):
        other = {name: generator.choice([0, 1, 2, 3, size]) for name, size in sizes.items()}
        try:
            outputs = function.reference(*function.inputs(other, numpy.random.default_rng(0)))
            fails = None if all(output.size < 5000 for output in outputs) else "skip"
        except ValueError:
            fails = "error"
        if fails != "skip":
            function.run(fails=fails, **other)
    return function


def make_programs(count, operators=7, instances=4):
    return [make_program(index, operators, instances) for index in range(count)]
