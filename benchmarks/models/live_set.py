"""How much memory a run of an ONNX model needs at least: its weights, and the largest set of values alive at once.

Values live from the node that gives them to the last one that reads them, in the order of the file; nothing is fused and
nothing is computed in place. A value whose shape ONNX's shape inference does not find counts as nothing.
"""

import onnx
from onnx import numpy_helper, shape_inference


def element_bytes(element_type):
    return onnx.mapping.TENSOR_TYPE_TO_NP_TYPE[element_type].itemsize


def bytes_of(value_type):
    tensor = value_type.tensor_type
    if not tensor.elem_type or not tensor.HasField("shape"):
        return 0
    size = element_bytes(tensor.elem_type)
    for dim in tensor.shape.dim:
        size *= dim.dim_value if dim.HasField("dim_value") else 0
    return size


def weight_bytes(graph):
    """Initializers and constants, those of inner graphs included."""
    total = 0
    for tensor in graph.initializer:
        count = 1
        for dim in tensor.dims:
            count *= dim
        total += count * element_bytes(tensor.data_type)
    for node in graph.node:
        for attribute in node.attribute:
            if attribute.HasField("g"):
                total += weight_bytes(attribute.g)
            if node.op_type == "Constant" and attribute.HasField("t"):
                total += numpy_helper.to_array(attribute.t).nbytes
    return total


def reads(node):
    """Names that a node reads, in inner graphs too."""
    names = list(node.input)
    for attribute in node.attribute:
        for inner in attribute.g.node:
            names += reads(inner)
    return names


def live_set_bytes(model, shapes):
    """The largest live set of a run with inputs of the shapes {name: shape}."""
    model = onnx.ModelProto.FromString(model.SerializeToString())
    for value in model.graph.input:
        for dim, size in zip(value.type.tensor_type.shape.dim, shapes.get(value.name, [])):
            dim.dim_value = size
    del model.graph.value_info[:]
    for value in model.graph.output:
        value.type.tensor_type.ClearField("shape")
    graph = shape_inference.infer_shapes(model, data_prop=True).graph
    weights = {tensor.name for tensor in graph.initializer}
    sizes = {v.name: bytes_of(v.type) for v in list(graph.value_info) + list(graph.output) + list(graph.input)
             if v.name not in weights}
    last = {name: index for index, node in enumerate(graph.node) for name in reads(node)}
    last.update({v.name: len(graph.node) for v in list(graph.output) + list(graph.input)})
    dying = {}
    for name, index in last.items():
        dying.setdefault(index, []).append(name)
    alive = {v.name for v in graph.input if v.name not in weights}
    now = most = sum(sizes.get(name, 0) for name in alive)
    for index, node in enumerate(graph.node):
        for name in node.output:
            if name and name not in alive:
                alive.add(name)
                now += sizes.get(name, 0)
        most = max(most, now)
        for name in dying.get(index, []) + [n for n in node.output if n not in last]:
            if name in alive:
                alive.remove(name)
                now -= sizes.get(name, 0)
    return most
