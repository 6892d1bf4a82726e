"""Writes ONNX models without a library, so that weights can be holes of a sparse file.

A message is a string of bytes; a Hole stands for so many bytes that are not written.
"""


def varint(number):
    result = b""
    while number >= 0x80:
        result += bytes([number & 0x7F | 0x80])
        number >>= 7
    return result + bytes([number])


def integer(field, number):
    return varint(field << 3) + varint(number)


def message(field, content):
    content = content.encode() if isinstance(content, str) else content
    return varint(field << 3 | 2) + varint(len(content)) + content


class Weight:
    """A matrix of f32, all zeros, in the model or behind `offset` of another file."""

    def __init__(self, name, shape, location=None, offset=0):
        self.name, self.location, self.offset = name, location, offset
        self.bytes = 4
        self.fields = integer(2, 1) + message(8, name)
        for size in shape:
            self.fields += integer(1, size)
            self.bytes *= size
        if location:
            for key, value in (("location", location), ("offset", str(offset)), ("length", str(self.bytes))):
                self.fields += message(13, message(1, key) + message(2, value))
            self.fields += integer(14, 1)
        else:
            self.fields += varint(9 << 3 | 2) + varint(self.bytes)

    def size(self):
        """Of the message, without its header."""
        return len(self.fields) + (0 if self.location else self.bytes)


def node(op, inputs, outputs, name=""):
    return message(1, b"".join(message(1, i) for i in inputs) + b"".join(message(2, o) for o in outputs) +
                   message(3, name) + message(4, op))


def value(field, name, shape):
    """An input (11) or output (12) of f32; sizes, or names of dimensions."""
    dims = b"".join(message(1, message(2, d) if isinstance(d, str) else integer(1, d)) for d in shape)
    return message(field, message(1, name) + message(2, message(1, integer(1, 1) + message(2, dims))))


def write_model(path, graph, weights):
    """A model of the fields `graph` and the weights; those in the model become holes of the file."""
    headers = [varint(5 << 3 | 2) + varint(w.size()) for w in weights]
    size = len(graph) + sum(len(h) + w.size() for h, w in zip(headers, weights))
    with open(path, "wb") as file:
        file.write(integer(1, 8) + message(8, message(1, "") + integer(2, 13)))
        file.write(varint(7 << 3 | 2) + varint(size) + graph)
        for header, weight in zip(headers, weights):
            file.write(header + weight.fields)
            if not weight.location:
                file.seek(weight.bytes, 1)
        file.truncate()
