"""Outputs and gradients of Keras' layers and activations, computed in double from values that float32 holds exactly.

A case has the inputs of a batch, the weights in the order of constnet's tensors, the outputs, random factors for the outputs,
and the gradients of sum(factors * outputs) with respect to the inputs and each weight, all in training. Where they are others,
outputs are those of prediction, and `training_outputs` those of training. `penalty` is what the layers add to the loss; cases
with `prediction_only` have no gradients. Rows of layers.hpp have the same names.
"""

import zlib

import jax
import keras
import numpy as np
from keras import layers
from keras.regularizers import L1L2

BATCH = 2


def conv(filters, kernel_size, **arguments):
    return layers.Conv2D(filters, kernel_size, **arguments)


def separable(**arguments):
    return layers.SeparableConv2D(3, (2, 3), **arguments)


class Cell(layers.Layer):
    """Branches that read one input and meet in `join`; a branch without layers is the input itself."""

    def __init__(self, join, *branches):
        super().__init__()
        self.join = join
        self.branches = [list(branch) for branch in branches]
        self.parts = [layer for branch in self.branches for layer in branch]

    def call(self, x):
        ends = []
        for branch in self.branches:
            end = x
            for layer in branch:
                end = layer(end)
            ends.append(end)
        return self.join(ends)


IMAGE = (5, 6, 3)

# Name, shape of the input, what makes the layer.
CASES = [
    ("Conv2DPlain", IMAGE, lambda: conv(4, 3)),
    ("Conv2DSame", IMAGE, lambda: conv(2, (2, 3), padding="same", activation="relu")),
    ("Conv2DStrides", IMAGE, lambda: conv(3, 3, strides=2)),
    ("Conv2DSameStrides", (7, 6, 2), lambda: conv(3, 3, strides=(2, 3), padding="same", activation="tanh")),
    ("Conv2DWithoutBias", IMAGE, lambda: conv(5, 1, use_bias=False)),
    ("Conv2DDilation", (6, 7, 2), lambda: conv(3, (2, 3), padding="same", dilation_rate=(3, 2), activation="relu")),
    ("Conv2DDilationValid", (6, 7, 2), lambda: conv(3, 3, dilation_rate=2)),
    (
        "Conv2DDilationPooled",
        (7, 6, 2),
        lambda: [conv(3, 3, padding="same", dilation_rate=2, activation="relu"), layers.MaxPooling2D(2)],
    ),
    ("Conv2DGroups", (5, 6, 4), lambda: conv(6, 3, groups=2)),
    ("Conv2DGroupsStrides", (6, 7, 6), lambda: conv(9, 3, strides=2, padding="same", groups=3, activation="relu")),
    ("Conv2DGroupsDilation", (6, 7, 4), lambda: conv(16, (2, 3), padding="same", dilation_rate=2, groups=2)),
    ("Conv2DGroupsOfChannels", (4, 5, 3), lambda: conv(6, 2, groups=3)),
    ("Conv2DPooled", (6, 7, 2), lambda: [conv(3, 2, activation="relu"), layers.MaxPooling2D(2)]),
    ("DepthwisePlain", IMAGE, lambda: layers.DepthwiseConv2D(3)),
    ("DepthwiseSame", IMAGE, lambda: layers.DepthwiseConv2D((2, 3), padding="same", activation="relu")),
    ("DepthwiseStrides", (6, 7, 2), lambda: layers.DepthwiseConv2D(3, strides=2, padding="same", use_bias=False)),
    ("DepthwiseMultiplier", (4, 5, 2), lambda: layers.DepthwiseConv2D(2, depth_multiplier=3)),
    ("DepthwiseDilation", (6, 7, 2), lambda: layers.DepthwiseConv2D((2, 3), dilation_rate=(3, 2))),
    ("SeparablePlain", IMAGE, lambda: separable(activation="relu")),
    ("SeparableSame", (4, 5, 2), lambda: separable(padding="same", depth_multiplier=2, use_bias=False)),
    ("SeparableStrides", (6, 7, 2), lambda: separable(strides=(2, 2), padding="same")),
    ("SeparableDilation", (6, 7, 2), lambda: separable(dilation_rate=2)),
    ("MaxPoolingPlain", (4, 6, 3), lambda: layers.MaxPooling2D()),
    ("MaxPoolingRest", (5, 7, 2), lambda: layers.MaxPooling2D((2, 3))),
    ("MaxPoolingOverlapping", (5, 7, 2), lambda: layers.MaxPooling2D(3, strides=2)),
    ("MaxPoolingSame", (5, 6, 2), lambda: layers.MaxPooling2D(2, strides=(1, 2), padding="same")),
    ("AveragePoolingPlain", (4, 6, 3), lambda: layers.AveragePooling2D(2)),
    ("AveragePoolingOverlapping", (5, 7, 2), lambda: layers.AveragePooling2D((3, 2), strides=(2, 1))),
    ("AveragePoolingSame", (5, 6, 2), lambda: layers.AveragePooling2D(3, strides=2, padding="same")),
    ("GlobalAveragePoolingPlain", (4, 5, 3), lambda: layers.GlobalAveragePooling2D()),
    ("GlobalAveragePoolingKept", (4, 5, 3), lambda: layers.GlobalAveragePooling2D(keepdims=True)),
    ("GlobalMaxPoolingPlain", (4, 5, 3), lambda: layers.GlobalMaxPooling2D()),
    ("GlobalMaxPoolingKept", (4, 5, 3), lambda: layers.GlobalMaxPooling2D(keepdims=True)),
    ("DensePlain", (7,), lambda: layers.Dense(5)),
    ("DenseWithoutBias", (7,), lambda: layers.Dense(4, activation="elu", use_bias=False)),
    ("FlattenPlain", (2, 3, 4), lambda: layers.Flatten()),
    ("ReshapePlain", (12,), lambda: layers.Reshape((2, -1, 3))),
    ("ReshapeImage", (4, 3, 2), lambda: layers.Reshape((2, 2, 6))),
    ("ReluMaximum", (4, 5, 2), lambda: layers.ReLU(max_value=1.5, negative_slope=0.25, threshold=0.125)),
    ("ReluThreshold", (4, 5, 2), lambda: layers.ReLU(threshold=0.75)),
    ("LeakyReluPlain", (4, 5, 2), lambda: layers.LeakyReLU()),
    ("LeakyReluSlope", (4, 5, 2), lambda: layers.LeakyReLU(negative_slope=0.1)),
    ("EluAlpha", (4, 5, 2), lambda: layers.ELU(alpha=0.5)),
    ("ZeroPaddingPlain", (3, 4, 2), lambda: layers.ZeroPadding2D()),
    ("ZeroPaddingSides", (3, 4, 2), lambda: layers.ZeroPadding2D(((0, 2), (3, 1)))),
    ("ZeroPaddingPooled", (4, 5, 2), lambda: [layers.ZeroPadding2D((1, 2)), layers.MaxPooling2D(3, strides=2)]),
    ("ZeroPaddingConv2D", (6, 6, 2), lambda: [layers.ZeroPadding2D(((0, 1), (0, 1))), conv(3, 3, strides=2)]),
    (
        "ZeroPaddingDepthwise",
        (6, 5, 2),
        lambda: [layers.ZeroPadding2D(((3, 1), (0, 2))), layers.DepthwiseConv2D(2, padding="same")],
    ),
    ("ZeroPaddingSeparable", (4, 5, 2), lambda: [layers.ZeroPadding2D(), separable(depth_multiplier=2)]),
    ("CroppingPlain", (4, 6, 3), lambda: layers.Cropping2D((1, 2))),
    ("CroppingSides", (5, 6, 2), lambda: layers.Cropping2D(((0, 3), (1, 0)))),
    ("UpSamplingPlain", (3, 2, 3), lambda: layers.UpSampling2D()),
    ("UpSamplingSizes", (2, 3, 2), lambda: layers.UpSampling2D((3, 1))),
    ("UpSamplingLarge", (2, 1, 2), lambda: layers.UpSampling2D((4, 5))),
    ("RescalingPlain", (3, 4, 2), lambda: layers.Rescaling(1 / 255)),
    ("RescalingOffset", (3, 4, 2), lambda: layers.Rescaling(1 / 127.5, offset=-1)),
    ("RescalingRow", (7,), lambda: layers.Rescaling(-2, offset=0.1)),
    ("PReluPlain", (3, 4, 2), lambda: layers.PReLU()),
    ("PReluChannels", (3, 4, 2), lambda: layers.PReLU(shared_axes=[1, 2])),
    ("PReluPixels", (3, 4, 2), lambda: layers.PReLU(shared_axes=[3])),
    ("PReluRow", (7,), lambda: layers.PReLU()),
    ("ResidualPlain", (4, 4, 2), lambda: Cell(layers.Add(), [conv(2, 3, padding="same")], [])),
    (
        "ResidualProjection",
        (4, 5, 2),
        lambda: Cell(
            layers.Add(),
            [conv(3, 3, strides=2, padding="same", activation="relu"), conv(3, 1)],
            [conv(3, 1, strides=2, use_bias=False)],
        ),
    ),
    ("ConcatenatePlain", (4, 4, 2), lambda: Cell(layers.Concatenate(), [conv(3, 3, padding="same")], [])),
]

# Layers that do something else in training than in prediction, or nothing in prediction.
def normalization(**arguments):
    return layers.BatchNormalization(**arguments)


CASES += [
    ("NormalizationPlain", (4, 5, 3), lambda: normalization()),
    ("NormalizationOfARow", (6,), lambda: normalization(epsilon=0.0625)),
    ("NormalizationShifting", (4, 5, 3), lambda: normalization(scale=False)),
    ("NormalizationScaling", (4, 5, 3), lambda: normalization(center=False, momentum=0.5)),
    (
        "NormalizationFolded",
        (5, 6, 3),
        lambda: [conv(4, 2, use_bias=False), normalization(), layers.Activation("relu"), conv(2, 1)],
    ),
    ("NormalizationOfGroups", (5, 6, 4), lambda: [conv(6, 2, groups=2), normalization(trainable=False)]),
    ("DropoutOfNothing", (4, 5, 2), lambda: [layers.Dropout(0.0), conv(2, 2)]),
    ("DropoutOfNoChannels", (4, 5, 2), lambda: [layers.SpatialDropout2D(0.0), conv(2, 2)]),
    ("DropoutPredicting", (4, 5, 2), lambda: [layers.Dropout(0.5), conv(2, 2), layers.SpatialDropout2D(0.25)]),
    ("PenaltyLayer", (4, 5, 2), lambda: [layers.ActivityRegularization(l1=0.25, l2=0.5), conv(2, 2)]),
    ("PenaltyOfConvolution", (5, 6, 2), lambda: conv(3, 2, activation="relu", activity_regularizer=L1L2(0.5, 0.125))),
    (
        "PenaltyOfDepthwise",
        (5, 6, 2),
        lambda: [layers.DepthwiseConv2D(2, activation="silu", activity_regularizer=L1L2(0, 0.25)), layers.MaxPooling2D()],
    ),
    ("PenaltyOfSeparable", IMAGE, lambda: separable(activity_regularizer=L1L2(0.125, 0))),
    ("PenaltyOfDense", (7,), lambda: layers.Dense(5, activation="tanh", activity_regularizer=L1L2(0.25, 0.25))),
]
for name, layer in [
    ("Flip", lambda: layers.RandomFlip()),
    ("Rotation", lambda: layers.RandomRotation(0.125)),
    ("Translation", lambda: layers.RandomTranslation(0.25, 0.25)),
    ("Zoom", lambda: layers.RandomZoom(0.25)),
    ("Contrast", lambda: layers.RandomContrast(0.5)),
    ("Brightness", lambda: layers.RandomBrightness(0.25, value_range=(0, 1))),
]:
    CASES.append(("AugmentedBy" + name, (5, 4, 3), lambda layer=layer: [layer(), conv(2, 2)]))
# What training does there is drawn at random.
PREDICTION_ONLY = ("DropoutPredicting", "AugmentedBy")

# Activations by Keras' names, as a layer on values from -5 to 5 and, at the end, softmax over the channels of pixels and of a row.
ACTIVATIONS = [
    "linear", "relu", "relu6", "leaky_relu", "sigmoid", "tanh", "elu", "selu", "softplus", "softsign", "silu", "gelu",
    "hard_sigmoid", "hard_silu", "exponential",
]  # fmt: skip
for activation in ACTIVATIONS:
    name = "Activation" + activation.title().replace("_", "")
    CASES.append((name, (5, 4, 3), lambda activation=activation: layers.Activation(activation)))
CASES += [
    ("ActivationGeluTanh", (5, 4, 3), lambda: layers.Activation(lambda x: keras.activations.gelu(x, approximate=True))),
    ("ActivationSoftmax", (3, 4, 5), lambda: layers.Activation("softmax")),
    ("DenseSoftmax", (6,), lambda: layers.Dense(5, activation="softmax")),
]


def drawn(random, shape, step, greatest):
    """Multiples of `step`, a power of two, up to `greatest`: short in decimal, and exact in float32."""
    return step * random.integers(-int(greatest / step), int(greatest / step), endpoint=True, size=shape).astype("float64")


def without_ties(random, shape, step, greatest):
    """The same, but no two values are equal and none is 0 or another place where a derivative jumps."""
    count = int(np.prod(shape))
    odd = np.arange(-count, count) * 2 + 1
    values = random.choice(odd, count, replace=False)
    return (values * (step / 2) * max(1, int(greatest / (step * count)))).reshape(shape)


def number(value):
    return float(f"{float(value):.8g}")


def flat(values):
    return [number(value) for value in np.asarray(values).ravel()]


def made(name, shape, make):
    random = np.random.default_rng(zlib.crc32(name.encode()))
    parts = make()
    layer = keras.Sequential(parts if isinstance(parts, list) else [parts])
    layer.build((BATCH, *shape))
    inputs = without_ties(random, (BATCH, *shape), 1 / 32, 5 if name.startswith("Activation") else 2)
    for weight in layer.weights:
        weight.assign(drawn(random, weight.shape, 1 / 32, 1))
        if weight.name == "moving_variance":
            weight.assign(np.abs(weight) + 0.25)
    values = [variable.value for variable in layer.trainable_variables]
    fixed = [variable.value for variable in layer.non_trainable_variables]
    trains = not name.startswith(PREDICTION_ONLY)
    outputs, _ = layer.stateless_call(values, fixed, inputs, training=False)
    factors = drawn(random, outputs.shape, 1 / 16, 1)

    def call(values, inputs):
        outputs, _, penalties = layer.stateless_call(values, fixed, inputs, training=trains, return_losses=True)
        return outputs, sum(penalties)

    def loss(values, inputs):
        outputs, penalty = call(values, inputs)
        return (factors * outputs).sum() + penalty

    d_values, d_inputs = jax.grad(loss, argnums=(0, 1))(values, inputs)
    gradients = {id(variable): d for variable, d in zip(layer.trainable_variables, d_values)}
    weights = [(v.value, gradients.get(id(v), np.zeros(v.shape))) for v in layer.weights if v.dtype == "float64"]
    training_outputs, penalty = call(values, inputs)
    others = {}
    if np.any(training_outputs != outputs):
        others["training_outputs"] = flat(training_outputs)
    if penalty:
        others["penalty"] = number(penalty)
    if not trains:
        others["prediction_only"] = True
    return {
        "name": name,
        "input_shape": list(shape),
        "inputs": flat(inputs),
        "weights": [{"shape": list(v.shape), "values": flat(v), "gradient": flat(d)} for v, d in weights],
        "output_shape": list(outputs.shape[1:]),
        "factors": flat(factors),
        "outputs": flat(outputs),
        "d_inputs": flat(d_inputs),
        **others,
    }


def make():
    jax.config.update("jax_enable_x64", True)
    keras.config.set_floatx("float64")
    try:
        return [made(*case) for case in CASES]
    finally:
        keras.config.set_floatx("float32")
        jax.config.update("jax_enable_x64", False)
