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
    (
        "ftrl",
        "Ftrl",
        {
            "learning_rate": 0.1,
            "initial_accumulator_value": 0.5,
            "l1_regularization_strength": 0.1,
            "l2_regularization_strength": 0.2,
            "l2_shrinkage_regularization_strength": 0.3,
            "beta": 0.1,
        },
    ),
    ("lion", "Lion", {}),
    ("rmsprop", "RMSprop", {"rho": 0.7, "centered": True}),
    ("rmsprop", "RMSprop", {"momentum": 0.9, "epsilon": 0.01}),
    ("adagrad", "Adagrad", {"learning_rate": 0.1, "initial_accumulator_value": 0.5, "epsilon": 0.01}),
    ("adadelta", "Adadelta", {"learning_rate": 1.0, "rho": 0.8, "epsilon": 0.001}),
    ("adam", "Adam", {"beta_1": 0.5, "beta_2": 0.9, "epsilon": 0.01, "amsgrad": True}),
    ("adamw", "AdamW", {"weight_decay": 0.1, "beta_1": 0.8, "amsgrad": True}),
    ("adamax", "Adamax", {"beta_1": 0.5, "beta_2": 0.9, "epsilon": 0.01}),
    ("nadam", "Nadam", {"beta_1": 0.5, "beta_2": 0.9, "epsilon": 0.01}),
    ("lion", "Lion", {"beta_1": 0.5, "beta_2": 0.7}),
    ("sgd", "SGD", {"clipnorm": 0.5}),
    ("sgd", "SGD", {"global_clipnorm": 0.5}),
    ("sgd", "SGD", {"clipvalue": 0.2}),
    ("adam", "Adam", {"weight_decay": 0.1}),
    ("sgd", "SGD", {"momentum": 0.9, "nesterov": True, "weight_decay": 0.5, "clipvalue": 0.3}),
    ("lion", "Lion", {"weight_decay": 0.5, "global_clipnorm": 0.1}),
    ("ftrl", "Ftrl", {"learning_rate": 0.1, "weight_decay": 0.5, "clipnorm": 0.2}),
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
    # The kernel of a convolution: (row, column, channel, filter).
    kernel = random.uniform(-2, 2, (3, 2, 2, 2)).astype("float32")
    of_kernel = {
        "max_norm": floats(keras.constraints.MaxNorm(1.5)(kernel)),
        "non_neg": floats(keras.constraints.NonNeg()(kernel)),
        "unit_norm": floats(keras.constraints.UnitNorm()(kernel)),
    }
    return {
        "start": sum((floats(part) for part in start), []),
        "gradients": [sum((floats(part) for part in step), []) for step in gradients],
        "traces": traces,
        "matrix": floats(matrix),
        "constraints": constraints,
        "kernel": floats(kernel),
        "kernel_constraints": of_kernel,
        "l1_l2": float(keras.regularizers.L1L2(0.01, 0.02)(matrix)),
    }
