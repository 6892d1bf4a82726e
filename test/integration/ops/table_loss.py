"""Losses; a class that is outside has to end the run, unless it is the one that is ignored."""

import numpy

from programs import Function, Indices

FUNCTIONS = []


def function(name):
    FUNCTIONS.append(Function(name))
    return FUNCTIONS[-1]


def nll(x, t, w, reduction, ignored):
    t = t.astype(numpy.int64)
    is_used = t != ignored
    index = numpy.where(is_used, t, 0)
    picked = numpy.take_along_axis(x, numpy.expand_dims(index, 1), 1).squeeze(1) if x.ndim > 1 else x[index]
    weights = numpy.where(is_used, 1.0 if w is None else w[index], 0.0)
    losses = numpy.where(is_used, -picked * weights, 0.0)
    return {"none": losses, "sum": losses.sum(), "mean": losses.sum() / weights.sum()}[reduction]


TOLERANCE = {"f32": 1e-5, "f64": None, "f16": 2e-2, "bf16": 1e-1}
for dtype, tolerance in TOLERANCE.items():
    f = function("nll_loss_" + dtype)
    x, w = f.argument("x", "[n, c, d]", dtype), f.argument("w", "[c]", dtype, contents="positive")
    t = f.argument("t", "[n, d]", "ui8", contents=Indices("c"))
    cases = [("none", True, -100), ("none", False, 1)]
    # The driver writes no scalar of bf16.
    if dtype != "bf16":
        cases += [("sum", True, 1), ("mean", True, 0), ("mean", False, -100)]
    f.returns(*[f.op("nll_loss", [x, t, w] if weighs else [x, t], "[n, d]" if how == "none" else "[]", dtype,
                     'reduction = "%s" {ignore_index = %d : i64}' % (how, ignored)) for how, weighs, ignored in cases])
    f.reference = lambda x, w, t, cases=cases: tuple(
        nll(x, t, w if weighs else None, how, ignored) for how, weighs, ignored in cases)
    f.tolerance = tolerance
    f.run(n=3, c=4, d=5)
    f.run(n=1, c=2, d=1)
    f.run(n=0, c=3, d=2)
    f.run(n=2, c=3, d=2, outside=1, fails="failed: index 3")
for dtype in ["i32", "i64"]:
    f = function("nll_loss_by_" + dtype)
    x, t = f.argument("x", "[n, 7]", "f32"), f.argument("t", "[n]", dtype, contents=Indices("7"))
    # Without negative ones, but for the one that is ignored.
    mask = f.op("abs", [t], "[n]", dtype)
    f.returns(f.op("nll_loss", [x, mask], "[]", "f32", 'reduction = "sum" {ignore_index = 7 : i64}'))
    f.reference = lambda x, t: nll(x, numpy.abs(t), None, "sum", 7)
    f.tolerance = 1e-5
    f.run(n=9)
    f.run(n=4, outside=2, fails="failed: index 8")
f = function("nll_loss_single")
x, t, w = f.argument("x", "[c]", "f32"), f.argument("t", "[]", "ui8", contents=Indices("c")), f.argument("w", "[c]", "f32")
f.returns(*[f.op("nll_loss", [x, t, w], "[]", "f32", 'reduction = "%s"' % how) for how in ("none", "sum", "mean")])
f.reference = lambda x, t, w: (-x[t] * w[t], -x[t] * w[t], -x[t])
f.tolerance = 1e-5
f.run(c=6)
f = function("nll_loss_condition")
x, t = f.argument("x", "[n, 3]", "f32"), f.argument("t", "[m]", "ui8", contents=Indices("3"))
f.returns(f.op("nll_loss", [x, t], "[]", "f32", 'reduction = "sum"'))
f.reference = lambda x, t: nll(x, t, None, "sum", -100)
f.tolerance = 1e-5
f.run(n=4, m=4)
f.run(n=4, m=5, fails="4.*5|5.*4")

for dtype in ["f32", "f64", "f16"]:
    f = function("cross_entropy_" + dtype)
    x, y = f.argument("x", "[n, c]", dtype), f.argument("y", "[n, c]", dtype)
    v = f.argument("v", "[c]", dtype)
    f.returns(f.op("cross_entropy_with_logits", [x, y], "[]", dtype),
              f.op("cross_entropy_with_logits", [v, v], "[]", dtype))
    f.reference = lambda x, y, v: (-(x * y).sum() / len(x), -(v * v).sum())
    f.tolerance = TOLERANCE[dtype]
    f.run(n=5, c=4)
    f.run(n=1, c=1)
