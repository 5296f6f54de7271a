"""Trainings with class weights and with sample weights: the history and the weights at the end.

A softmax regression from zero weights, SGD with a rate of 0.1, without shuffling, batches of 4 of 14 images, 3 epochs.
"""

import keras
import numpy as np

INPUTS = 6
CLASSES = 3
IMAGES = 14

CASES = [
    ("none", {}),
    ("class_weight", {"class_weight": {0: 0.5, 2: 3.0}}),
    ("sample_weight", {"sample_weight": True}),
    ("class_weight and validation_split", {"class_weight": {1: 2.0}, "validation_split": 0.3}),
    ("sample_weight and validation_split", {"sample_weight": True, "validation_split": 0.3}),
]


def make():
    rng = np.random.default_rng(5)
    x = rng.normal(0, 1, (IMAGES, INPUTS)).astype(np.float32)
    y = rng.integers(0, CLASSES, IMAGES)
    weights = rng.uniform(0.2, 2.5, IMAGES).astype(np.float32)
    trainings = []
    for name, arguments in CASES:
        model = keras.Sequential([keras.Input((INPUTS,)), keras.layers.Dense(CLASSES, activation="softmax", kernel_initializer="zeros")])
        model.compile(
            optimizer=keras.optimizers.SGD(0.1),
            loss="sparse_categorical_crossentropy",
            metrics=["accuracy"],
            weighted_metrics=["accuracy"],
        )
        words = dict(arguments)
        if words.pop("sample_weight", False):
            words["sample_weight"] = weights
        history = model.fit(x, y, batch_size=4, epochs=3, shuffle=False, verbose=0, **words)
        kernel, bias = model.get_weights()
        trainings.append(
            {
                "name": name,
                "class_weight": [[label, weight] for label, weight in arguments.get("class_weight", {}).items()],
                "sample_weight": bool(arguments.get("sample_weight", False)),
                "validation_split": arguments.get("validation_split", 0.0),
                "history": {key: [float(value) for value in values] for key, values in history.history.items()},
                "parameters": kernel.ravel().tolist() + bias.ravel().tolist(),
            }
        )
    return {"images": x.ravel().tolist(), "labels": y.tolist(), "weights": weights.tolist(), "trainings": trainings}
