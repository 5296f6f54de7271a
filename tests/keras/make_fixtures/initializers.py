"""What Keras' initializers draw for the tensors of a network: many draws of each, as figures of their distribution.

The network is that of initializers.hpp. For each tensor, in Keras' order: its shape, the number of values, their mean, standard
deviation, least and greatest value and percentiles; and of an orthogonal one the products of its columns or rows.
"""

import keras
import numpy as np

VALUES_OF_LARGE = 40_000
VALUES_OF_SMALL = 10_000


def network():
    layers, initializers = keras.layers, keras.initializers
    same = {"padding": "same"}
    return keras.Sequential(
        [
            keras.Input((8, 7, 4)),
            layers.Conv2D(8, (3, 2), bias_initializer=initializers.RandomUniform(-1.0, 3.0), **same),
            layers.Conv2D(8, 3, kernel_initializer="he_normal", bias_initializer=initializers.Constant(0.25), **same),
            layers.Conv2D(
                12, (1, 3), kernel_initializer="lecun_uniform", bias_initializer=initializers.TruncatedNormal(0.5, 0.01), **same
            ),
            layers.DepthwiseConv2D(
                3, depth_multiplier=2, depthwise_initializer="glorot_normal", bias_initializer="ones", **same
            ),
            layers.DepthwiseConv2D(
                2, depthwise_initializer="he_uniform", bias_initializer=initializers.RandomNormal(0.5, 0.01), **same
            ),
            layers.SeparableConv2D(
                6, 3, depth_multiplier=2, depthwise_initializer="he_normal", pointwise_initializer="lecun_normal",
                bias_initializer="glorot_uniform", **same,
            ),  # fmt: skip
            layers.Conv2D(20, 2, kernel_initializer=initializers.Orthogonal(2.0), **same),
            layers.Conv2D(40, 1, kernel_initializer=initializers.Orthogonal()),
            layers.GlobalAveragePooling2D(),
            layers.Dense(30, kernel_initializer=initializers.Orthogonal(0.5)),
            layers.Dense(25, kernel_initializer="glorot_normal", bias_initializer="he_normal"),
            layers.Dense(20, kernel_initializer=initializers.RandomNormal(stddev=0.01), bias_initializer="lecun_uniform"),
            layers.Dense(16, kernel_initializer=initializers.TruncatedNormal(), bias_initializer="glorot_normal"),
            layers.Dense(12, kernel_initializer=initializers.RandomUniform(), bias_initializer=initializers.RandomNormal()),
            layers.Dense(10, kernel_initializer="lecun_normal", bias_initializer=initializers.Constant()),
        ]
    )


def tensors_of(layer):
    """The layer's initializers in the order of its weights."""
    if isinstance(layer, keras.layers.SeparableConv2D):
        return [layer.depthwise_initializer, layer.pointwise_initializer, layer.bias_initializer]
    first = "depthwise_initializer" if isinstance(layer, keras.layers.DepthwiseConv2D) else "kernel_initializer"
    return [getattr(layer, first), layer.bias_initializer]


def again(initializer, seed):
    config = initializer.get_config()
    if "seed" in config:
        config["seed"] = seed
    return type(initializer).from_config(config)


def facts(initializer, shape):
    size = int(np.prod(shape))
    draws = -(-(VALUES_OF_LARGE if size >= 100 else VALUES_OF_SMALL) // size)
    values = np.array([np.asarray(again(initializer, seed)(shape), np.float64).ravel() for seed in range(1, draws + 1)])
    found = {
        "initializer": type(initializer).__name__,
        "shape": list(shape),
        "draws": draws,
        "count": values.size,
        "mean": float(values.mean()),
        "stddev": float(values.std()),
        "least": float(values.min()),
        "greatest": float(values.max()),
        "percentiles": [float(q) for q in np.percentile(values, range(1, 100))],
    }
    if isinstance(initializer, keras.initializers.Orthogonal):
        matrix = values[0].reshape(-1, shape[-1])
        by_rows = matrix.shape[0] < matrix.shape[1]
        products = matrix @ matrix.T if by_rows else matrix.T @ matrix
        found["orthogonal"] = "rows" if by_rows else "columns"
        found["square"] = float(np.diag(products).mean())
        off = products - np.diag(np.diag(products))
        assert abs(off).max() < 1e-5 and np.ptp(np.diag(products)) < 1e-5
    return found


def make():
    cases = []
    for layer in network().layers:
        if layer.weights:
            for initializer, weight in zip(tensors_of(layer), layer.weights, strict=True):
                cases.append(facts(initializer, tuple(weight.shape)))
    return cases
