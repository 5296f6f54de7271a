# The mnist network as an ONNX file, written by hand: a few messages of onnx.proto3 in protocol buffers' encoding.
import struct

FLOAT = 1  # TensorProto.DataType
ATTRIBUTE_INT, ATTRIBUTE_INTS = 2, 7  # AttributeProto.AttributeType


def varint(number):
    text = b""
    while number > 0x7F:
        text += bytes([number & 0x7F | 0x80])
        number >>= 7
    return text + bytes([number])


def field(number, value):
    """One field of a message: an integer, or a string, message or packed values as bytes."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    if isinstance(value, str):
        value = value.encode()
    return varint(number << 3 | 2) + varint(len(value)) + value


def tensor(name, shape, values):
    """TensorProto: dims, data_type, name, raw_data."""
    dims = b"".join(field(1, size) for size in shape)
    return dims + field(2, FLOAT) + field(8, name) + field(9, struct.pack(f"<{len(values)}f", *values))


def value_info(name, shape):
    """ValueInfoProto: a float tensor; a size may be a name."""
    dims = b"".join(field(1, field(2, size) if isinstance(size, str) else field(1, size)) for size in shape)
    return field(1, name) + field(2, field(1, field(1, FLOAT) + field(2, dims)))


def node(kind, inputs, output, **attributes):
    """NodeProto; attributes are an integer or a list of them."""
    text = b"".join(field(1, name) for name in inputs) + field(2, output) + field(4, kind)
    for name, value in attributes.items():
        if isinstance(value, int):
            attribute = field(3, value) + field(20, ATTRIBUTE_INT)
        else:
            attribute = b"".join(field(8, number) for number in value) + field(20, ATTRIBUTE_INTS)
        text += field(5, field(1, name) + attribute)
    return text


def transposed(values, shape, order):
    """The values of an array of `shape`, its axes in another order."""
    strides = [1] * len(shape)
    for axis in range(len(shape) - 2, -1, -1):
        strides[axis] = strides[axis + 1] * shape[axis + 1]
    places = [0]
    for axis in order:
        places = [place + i * strides[axis] for place in places for i in range(shape[axis])]
    return [values[place] for place in places]


def mnist(parameters):
    """The bytes of the file. `parameters` is a block in Keras' order and layout."""
    nodes, weights = [], []
    place = 0

    def take(size):
        nonlocal place
        place += size
        return parameters[place - size:place]

    def layer(kind, name, shape, order, before, after, **attributes):
        """A convolution or a dense layer; its kernel's axes go from Keras' layout into `order`."""
        size = 1
        for length in shape:
            size *= length
        kernel = transposed(take(size), shape, order)
        onnx_shape = [shape[axis] for axis in order]
        if name == "dense_1":  # its inputs are rows, columns, channels; ONNX has the channels first
            onnx_shape = [576, 64]
        weights.append(tensor(name + "_kernel", onnx_shape, kernel))
        weights.append(tensor(name + "_bias", shape[-1:], take(shape[-1])))
        nodes.append(node(kind, [before, name + "_kernel", name + "_bias"], after, **attributes))

    channels_first = [3, 2, 0, 1]
    layer("Conv", "conv2d_1", [3, 3, 1, 32], channels_first, "images", "c1", kernel_shape=[3, 3])
    nodes.append(node("Relu", ["c1"], "r1"))
    nodes.append(node("MaxPool", ["r1"], "p1", kernel_shape=[2, 2], strides=[2, 2]))
    layer("Conv", "conv2d_2", [3, 3, 32, 64], channels_first, "p1", "c2", kernel_shape=[3, 3])
    nodes.append(node("Relu", ["c2"], "r2"))
    nodes.append(node("MaxPool", ["r2"], "p2", kernel_shape=[2, 2], strides=[2, 2]))
    layer("Conv", "conv2d_3", [3, 3, 64, 64], channels_first, "p2", "c3", kernel_shape=[3, 3])
    nodes.append(node("Relu", ["c3"], "r3"))
    nodes.append(node("Flatten", ["r3"], "flat", axis=1))
    layer("Gemm", "dense_1", [3, 3, 64, 64], [2, 0, 1, 3], "flat", "d1")
    nodes.append(node("Relu", ["d1"], "r4"))
    layer("Gemm", "dense_2", [64, 10], [0, 1], "r4", "d2")
    nodes.append(node("Softmax", ["d2"], "outputs", axis=1))

    # GraphProto: node, name, initializer, input, output. ModelProto: ir_version, graph, opset_import.
    graph = b"".join(field(1, text) for text in nodes) + field(2, "mnist")
    graph += b"".join(field(5, text) for text in weights)
    graph += field(11, value_info("images", ["count", 1, 28, 28])) + field(12, value_info("outputs", ["count", 10]))
    return field(1, 8) + field(7, graph) + field(8, field(1, "") + field(2, 13))
