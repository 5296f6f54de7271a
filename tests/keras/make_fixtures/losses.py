"""Values and gradients of Keras' losses, by the texts that --loss takes.

`outputs` are what a network puts out; where `softmax` is true they are the softmax of `inputs`, and the gradient is that by
`inputs`. Per image: the loss; for the batch: the gradient of the weighted mean.
"""

import jax
import jax.numpy as jnp
import keras
import numpy as np

CLASSES = 5
IMAGES = 4

LOSSES = {
    "categorical_crossentropy": lambda y, p, **k: keras.losses.categorical_crossentropy(y, p, **k),
    "binary_crossentropy": lambda y, p, **k: keras.losses.binary_crossentropy(y, p, **k),
    "mean_squared_error": keras.losses.mean_squared_error,
    "mean_absolute_error": keras.losses.mean_absolute_error,
    "huber": lambda y, p, **k: keras.losses.huber(y, p, **k),
    "hinge": keras.losses.hinge,
    "kl_divergence": keras.losses.kl_divergence,
    "poisson": keras.losses.poisson,
    "log_cosh": keras.losses.log_cosh,
}

# The text; what the outputs are; what the targets are.
CASES = [
    ("categorical_crossentropy", "logits", "classes"),
    ("categorical_crossentropy,label_smoothing=0.1", "logits", "classes"),
    ("categorical_crossentropy", "fused", "classes"),
    ("categorical_crossentropy,label_smoothing=0.2", "fused", "classes"),
    ("categorical_crossentropy,clip=true", "softmax", "classes"),
    ("categorical_crossentropy,clip=true,label_smoothing=0.1", "softmax", "rows"),
    ("categorical_crossentropy,from_logits=false", "probabilities", "classes"),
    ("sparse_categorical_crossentropy,from_logits=true", "logits", "classes"),
    ("sparse_categorical_crossentropy,from_logits=false", "probabilities", "classes"),
    ("binary_crossentropy", "probabilities", "rows"),
    ("binary_crossentropy,label_smoothing=0.1", "probabilities", "classes"),
    ("binary_crossentropy", "softmax", "classes"),
    ("binary_crossentropy,from_logits=true", "logits", "rows"),
    ("binary_crossentropy,from_logits=true,label_smoothing=0.3", "logits", "rows"),
    ("mean_squared_error", "logits", "rows"),
    ("mean_squared_error", "softmax", "classes"),
    ("mean_absolute_error", "logits", "rows"),
    ("mean_absolute_error", "softmax", "classes"),
    ("huber", "logits", "rows"),
    ("huber,delta=0.5", "logits", "rows"),
    ("hinge", "logits", "classes"),
    ("hinge", "softmax", "classes"),
    ("kl_divergence", "probabilities", "rows"),
    ("kl_divergence", "softmax", "rows"),
    ("poisson", "probabilities", "rows"),
    ("log_cosh", "logits", "rows"),
    ("log_cosh", "softmax", "classes"),
]


def value_of(text):
    return text == "true" if text in ("true", "false") else float(text)


def make():
    rng = np.random.default_rng(7)
    cases = []
    for text, outputs, targets in CASES:
        name, *words = text.split(",")
        arguments = {word.split("=")[0]: value_of(word.split("=")[1]) for word in words}
        clip = arguments.pop("clip", False)
        loss = LOSSES[name.removeprefix("sparse_")]
        # 1 - p of a p near 1 has few digits in float: Keras' own gradients would be wrong beyond 1e-5.
        spread = 1 if name == "binary_crossentropy" and outputs == "softmax" else 3
        inputs = rng.normal(0, spread, (IMAGES, CLASSES)).astype(np.float32)
        if outputs == "softmax" and clip:
            inputs[0, 0] += 40  # so that something is clipped
        if outputs == "probabilities":
            inputs = rng.uniform(0.02, 0.98, (IMAGES, CLASSES)).astype(np.float32)
            inputs[1, 2] = 0.99 if name == "kl_divergence" else 1.0  # at its bend JAX takes half the gradient
            inputs[2, 3] = 1e-9
        classes = rng.integers(0, CLASSES, IMAGES)
        y = np.eye(CLASSES, dtype=np.float32)[classes]
        if targets == "rows":
            y = rng.dirichlet(np.ones(CLASSES), IMAGES).astype(np.float32)
        weights = rng.uniform(0.2, 3, IMAGES).astype(np.float32)
        if name.endswith("categorical_crossentropy") and outputs in ("logits", "fused"):
            arguments["from_logits"] = True

        def of_images(x):
            p = jax.nn.softmax(x, axis=-1) if outputs == "softmax" else x
            return jnp.asarray(loss(jnp.asarray(y), p, **arguments))

        def mean(x):
            return jnp.sum(of_images(x) * weights) / IMAGES

        after_softmax = outputs in ("softmax", "fused")
        rows = np.asarray(jax.nn.softmax(inputs, axis=-1)) if after_softmax else inputs
        case = {
            "text": text,
            "softmax": after_softmax,
            "outputs": rows.ravel().tolist(),
            "weights": weights.tolist(),
            "losses": np.asarray(of_images(jnp.asarray(inputs))).tolist(),
            "gradient": np.asarray(jax.grad(mean)(jnp.asarray(inputs))).ravel().tolist(),
        }
        if targets == "classes":
            case["classes"] = classes.tolist()
        else:
            case["rows"] = y.ravel().tolist()
        cases.append(case)
    return {"size": CLASSES, "images": IMAGES, "losses": cases}
