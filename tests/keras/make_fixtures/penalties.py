"""A training with regularizers and constraints on kernels and biases: the history, and the weights after each epoch.

The network is that of penalties.hpp; batches of 5 of 13 images, so that the last one is smaller; a gradient clipped by its norm,
regularizers included. No L1 acts on values that NonNeg makes 0: JAX takes the derivative of |x| at 0 for 1, others for 0.
"""

import jax
import keras
import numpy as np

IMAGES = 13
VALIDATION = 6
EPOCHS = 3


def floats(arrays):
    return [float(x) for array in arrays for x in np.asarray(array).reshape(-1)]


class Weights(keras.callbacks.Callback):
    def __init__(self):
        super().__init__()
        self.after = []

    def on_epoch_end(self, epoch, logs=None):
        self.after.append(floats(self.model.get_weights()))


def make():
    jax.config.update("jax_enable_x64", True)
    keras.config.set_floatx("float64")
    try:
        return training()
    finally:
        keras.config.set_floatx("float32")
        jax.config.update("jax_enable_x64", False)


def training():
    random = np.random.default_rng(3)
    layers, regularizers, constraints = keras.layers, keras.regularizers, keras.constraints
    model = keras.Sequential(
        [
            keras.Input((5, 6, 2)),
            layers.Conv2D(
                3,
                3,
                activation="relu",
                kernel_regularizer=regularizers.L1L2(0.01, 0.02),
                bias_regularizer=regularizers.L2(0.25),
                kernel_constraint=constraints.MaxNorm(0.75),
            ),
            layers.DepthwiseConv2D(
                2,
                depthwise_regularizer=regularizers.L2(0.125),
                bias_regularizer=regularizers.L1(0.03),
                depthwise_constraint=constraints.NonNeg(),
                bias_constraint=constraints.MaxNorm(0.5),
            ),
            layers.Flatten(),
            layers.Dense(
                4,
                activation="softmax",
                kernel_regularizer=regularizers.L1(0.02),
                bias_regularizer=regularizers.L2(0.0625),
                kernel_constraint=constraints.UnitNorm(),
                bias_constraint=constraints.NonNeg(),
            ),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.SGD(0.1, momentum=0.5, clipnorm=1.0),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    model.set_weights([random.uniform(-1, 1, w.shape).astype("float32") for w in model.get_weights()])
    start = floats(model.get_weights())
    images = random.uniform(-1, 1, (IMAGES + VALIDATION, 5, 6, 2)).astype("float32")
    labels = random.integers(0, 4, IMAGES + VALIDATION)
    weights = Weights()
    history = model.fit(
        images[:IMAGES], labels[:IMAGES], batch_size=5, epochs=EPOCHS, shuffle=False, verbose=0,
        validation_data=(images[IMAGES:], labels[IMAGES:]), validation_batch_size=VALIDATION, callbacks=[weights],
    )  # fmt: skip
    return {
        "start": start,
        "training_images": IMAGES,
        "images": floats([images]),
        "labels": labels.tolist(),
        "history": {key: [float(value) for value in values] for key, values in history.history.items()},
        "after": weights.after,
    }
