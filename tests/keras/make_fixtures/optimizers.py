"""Ten steps of each of Keras' optimizers with its options, and what constraints and regularizers do to a matrix."""

import keras
import numpy as np

STEPS = 10

CASES = [
    ("sgd", "SGD", {}),
    ("sgd", "SGD", {"momentum": 0.9}),
    ("sgd", "SGD", {"momentum": 0.9, "nesterov": True}),
    ("rmsprop", "RMSprop", {}),
    ("rmsprop", "RMSprop", {"momentum": 0.5, "centered": True}),
    ("adagrad", "Adagrad", {}),
    ("adadelta", "Adadelta", {"learning_rate": 1.0}),
    ("adam", "Adam", {}),
    ("adam", "Adam", {"amsgrad": True}),
    ("adamw", "AdamW", {}),
    ("adamax", "Adamax", {}),
    ("nadam", "Nadam", {}),
    ("ftrl", "Ftrl", {}),
    ("ftrl", "Ftrl", {"l1_regularization_strength": 0.1, "l2_regularization_strength": 0.2, "beta": 0.1}),
    ("lion", "Lion", {}),
    ("sgd", "SGD", {"clipnorm": 0.5}),
    ("sgd", "SGD", {"global_clipnorm": 0.5}),
    ("sgd", "SGD", {"clipvalue": 0.2}),
    ("adam", "Adam", {"weight_decay": 0.1}),
]


def floats(array):
    return [float(x) for x in np.asarray(array).reshape(-1)]


def make():
    random = np.random.default_rng(7)
    start = [random.uniform(-1, 1, (3,)).astype("float32"), random.uniform(-1, 1, (2, 2)).astype("float32")]
    gradients = [[random.normal(0, 0.5, part.shape).astype("float32") for part in start] for _ in range(STEPS)]
    traces = []
    for name, cls, options in CASES:
        optimizer = getattr(keras.optimizers, cls)(**options)
        variables = [keras.Variable(part) for part in start]
        optimizer.build(variables)
        after = []
        for step in gradients:
            optimizer.apply([keras.ops.convert_to_tensor(g) for g in step], variables)
            after.append(sum((floats(v) for v in variables), []))
        traces.append({"name": name, "options": options, "after": after})
    matrix = random.uniform(-2, 2, (3, 4)).astype("float32")
    constraints = {
        "max_norm": floats(keras.constraints.MaxNorm(1.5)(matrix)),
        "non_neg": floats(keras.constraints.NonNeg()(matrix)),
        "unit_norm": floats(keras.constraints.UnitNorm()(matrix)),
    }
    return {
        "start": sum((floats(part) for part in start), []),
        "gradients": [sum((floats(part) for part in step), []) for step in gradients],
        "traces": traces,
        "matrix": floats(matrix),
        "constraints": constraints,
        "l1_l2": float(keras.regularizers.L1L2(0.01, 0.02)(matrix)),
    }
