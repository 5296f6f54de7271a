"""BatchNormalization in a small network: outputs, gradients and moving statistics of three steps of training."""

import jax
import keras
import numpy as np

STEPS = 3
IMAGES = 7
RATE = 0.05


def floats(arrays):
    return [float(x) for array in arrays for x in np.asarray(array).reshape(-1)]


def make():
    random = np.random.default_rng(11)
    layers = keras.layers
    model = keras.Sequential(
        [
            keras.Input((5, 6, 2)),
            layers.Conv2D(3, 2),
            layers.BatchNormalization(momentum=0.9),
            layers.Activation("relu"),
            layers.MaxPooling2D(),
            layers.BatchNormalization(trainable=False),
            layers.Flatten(),
            layers.Dense(4),
            layers.BatchNormalization(scale=False, momentum=0.8, epsilon=0.01),
            layers.Dense(3),
            layers.BatchNormalization(center=False),
        ]
    )
    for variable in model.weights:
        low = 0.3 if "variance" in variable.path else -1
        variable.assign(random.uniform(low, 1, variable.shape).astype("float32"))
    start = floats(model.weights)

    def loss(trained, others, images, d_outputs):
        outputs, moved = model.stateless_call(trained, others, images, training=True)
        return (outputs * d_outputs).sum(), (outputs, moved)

    steps = []
    for _ in range(STEPS):
        images = random.uniform(-1, 1, (IMAGES, 5, 6, 2)).astype("float32")
        d_outputs = random.uniform(-1, 1, (IMAGES, 3)).astype("float32")
        trained = [v.value for v in model.trainable_variables]
        others = [v.value for v in model.non_trainable_variables]
        (_, (outputs, moved)), gradients = jax.value_and_grad(loss, has_aux=True)(trained, others, images, d_outputs)
        by_path = {v.path: g for v, g in zip(model.trainable_variables, gradients)}
        for variable, gradient in zip(model.trainable_variables, gradients):
            variable.assign(variable.value - RATE * gradient)
        for variable, value in zip(model.non_trainable_variables, moved):
            variable.assign(value)
        steps.append(
            {
                "images": floats([images]),
                "d_outputs": floats([d_outputs]),
                "outputs": floats([outputs]),
                "gradients": floats([by_path.get(v.path, np.zeros(v.shape)) for v in model.weights]),
                "weights": floats(model.weights),
                "predictions": floats([model(images, training=False)]),
            }
        )
    return {"rate": RATE, "start": start, "steps": steps}
