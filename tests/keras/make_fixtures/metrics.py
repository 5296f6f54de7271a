"""Figures of Keras' metrics over batches of unequal sizes, by the texts that metric_from takes; without and with weights."""

import keras
import numpy as np
from keras.src.metrics import metrics_utils

CLASSES = 4
BATCHES = [7, 12, 3, 18]

# The text; the metric; whether the targets of Keras' are classes.
CASES = [
    ("accuracy", lambda: keras.metrics.CategoricalAccuracy(), False),
    ("categorical_accuracy", lambda: keras.metrics.CategoricalAccuracy(), False),
    ("sparse_categorical_accuracy", lambda: keras.metrics.SparseCategoricalAccuracy(), True),
    ("binary_accuracy", lambda: keras.metrics.BinaryAccuracy(), False),
    ("binary_accuracy,threshold=0.3", lambda: keras.metrics.BinaryAccuracy(threshold=0.3), False),
    ("top_k_categorical_accuracy,k=2", lambda: keras.metrics.TopKCategoricalAccuracy(k=2), False),
    ("sparse_top_k_categorical_accuracy,k=3", lambda: keras.metrics.SparseTopKCategoricalAccuracy(k=3), True),
    ("precision", lambda: keras.metrics.Precision(), False),
    ("precision,threshold=0.2", lambda: keras.metrics.Precision(thresholds=0.2), False),
    ("precision,class_id=1", lambda: keras.metrics.Precision(class_id=1), False),
    ("recall", lambda: keras.metrics.Recall(), False),
    ("recall,threshold=0.25,class_id=2", lambda: keras.metrics.Recall(thresholds=0.25, class_id=2), False),
    ("f1_score", lambda: keras.metrics.F1Score(average="macro"), False),
    ("f1_score,average=micro", lambda: keras.metrics.F1Score(average="micro"), False),
    ("f1_score,average=weighted", lambda: keras.metrics.F1Score(average="weighted"), False),
    ("f1_score,threshold=0.3", lambda: keras.metrics.F1Score(average="macro", threshold=0.3), False),
    ("auc", lambda: keras.metrics.AUC(), False),
    ("auc,num_thresholds=20", lambda: keras.metrics.AUC(num_thresholds=20), False),
    ("auc,curve=PR", lambda: keras.metrics.AUC(curve="PR"), False),
    ("auc,curve=PR,num_thresholds=9", lambda: keras.metrics.AUC(curve="PR", num_thresholds=9), False),
    ("auc,curve=PR,summation_method=minoring", lambda: keras.metrics.AUC(curve="PR", summation_method="minoring"), False),
    ("auc,summation_method=minoring", lambda: keras.metrics.AUC(summation_method="minoring"), False),
    (
        "auc,num_thresholds=30,summation_method=majoring",
        lambda: keras.metrics.AUC(num_thresholds=30, summation_method="majoring"),
        False,
    ),
    ("f1_score,average=none", lambda: keras.metrics.F1Score(), False),
    ("f1_score,average=none,threshold=0.3", lambda: keras.metrics.F1Score(threshold=0.3), False),
    ("mean_absolute_error", lambda: keras.metrics.MeanAbsoluteError(), False),
    ("mean_squared_error", lambda: keras.metrics.MeanSquaredError(), False),
    ("kl_divergence", lambda: keras.metrics.KLDivergence(), False),
    ("categorical_crossentropy,clip=true", lambda: keras.metrics.CategoricalCrossentropy(), False),
]


def make():
    rng = np.random.default_rng(11)
    images = sum(BATCHES)
    classes = rng.integers(0, CLASSES, images)
    logits = rng.normal(0, 1.5, (images, CLASSES))
    logits[np.arange(images), classes] += 1.2
    outputs = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    # Coarse values are equal now and then, as probabilities of a certain network are.
    outputs = (np.round(outputs * 64) / 64).astype(np.float32)
    weights = rng.uniform(0.1, 3, images).astype(np.float32)
    one_hot = np.eye(CLASSES, dtype=np.float32)[classes]
    figures = []
    for text, make_metric, sparse in CASES:
        found = {}
        for key, of_image in (("plain", None), ("weighted", weights)):
            metric = make_metric()
            first = 0
            for size in BATCHES:
                part = slice(first, first + size)
                targets = (classes if sparse else one_hot)[part]
                metric.update_state(targets, outputs[part], None if of_image is None else of_image[part])
                first += size
            found[key] = np.asarray(metric.result(), np.float64).tolist()
        figures.append({"text": text, **found})

    said = outputs.argmax(axis=1)
    matrix = metrics_utils.confusion_matrix(classes, said, CLASSES, weights=weights, dtype="float32")
    matrix = np.asarray(matrix).ravel()

    # One output: yes or no.
    yes = rng.integers(0, 2, images).astype(np.float32)
    single = np.clip(rng.normal(0.35, 0.25, images) + 0.3 * yes, 0, 1).astype(np.float32)
    binary = []
    for text in ("accuracy", "precision", "recall", "auc", "auc,curve=PR", "f1_score,threshold=0.5"):
        name = text.removesuffix(",threshold=0.5")
        metric = {
            "accuracy": lambda: keras.metrics.BinaryAccuracy(),
            "precision": lambda: keras.metrics.Precision(),
            "recall": lambda: keras.metrics.Recall(),
            "auc": lambda: keras.metrics.AUC(),
            "auc,curve=PR": lambda: keras.metrics.AUC(curve="PR"),
            "f1_score": lambda: keras.metrics.F1Score(average="macro", threshold=0.5),
        }[name]()
        metric.update_state(yes[:, None], single[:, None])
        binary.append({"text": text, "plain": float(metric.result())})
    return {
        "size": CLASSES,
        "outputs": outputs.ravel().tolist(),
        "classes": classes.tolist(),
        "weights": weights.tolist(),
        "metrics": figures,
        "confusion_matrix": matrix.tolist(),
        "single_outputs": single.tolist(),
        "single_classes": yes.astype(int).tolist(),
        "binary": binary,
    }
