"""Traces of Keras' callbacks: figures of epochs go in; what the callback does about them is written down.

The model is a stand-in whose weights are the number of the epoch, so that the weights that come back say which they are.
"""

import os
import random
import tempfile

import keras
import numpy as np
from keras.src.trainers.compile_utils import MetricsList


class Model:
    def __init__(self, learning_rate=0.01):
        self.optimizer = keras.optimizers.SGD(learning_rate=learning_rate)
        self.metrics = [MetricsList([keras.metrics.BinaryAccuracy(name="accuracy"), keras.metrics.AUC(name="auc")])]
        self.stop_training = False
        self.weights = -1
        self.saved = []

    def get_weights(self):
        return self.weights

    def set_weights(self, weights):
        self.weights = weights

    def save(self, path, overwrite):
        self.saved.append(os.path.basename(path))

    save_weights = save

    def learning_rate(self):
        return float(np.asarray(self.optimizer.learning_rate))


def run(callback, epochs, model, after_epoch):
    """Drives the callback as Model.fit does; calls after_epoch(logs) after each epoch. Gives the number of epochs."""
    callback.set_model(model)
    callback.on_train_begin()
    trained = 0
    for epoch, given in enumerate(epochs):
        logs = dict(given["logs"])
        model.weights = epoch
        callback.on_epoch_begin(epoch)
        for step, step_logs in enumerate(given.get("steps", [])):
            callback.on_train_batch_begin(step)
            callback.on_train_batch_end(step, step_logs)
        callback.on_epoch_end(epoch, logs)
        trained += 1
        after_epoch(logs)
        if model.stop_training:
            break
    callback.on_train_end()
    return trained


def curve(rng, count, places):
    """Falls at first, then wanders; rounded so that equal values happen."""
    return [round(1 / (1 + 0.3 * i) + 0.3 * rng.random(), places) for i in range(count)]


def early_stopping(rng):
    cases = []
    arguments = [
        {},
        {"patience": 1},
        {"patience": 3, "restore_best_weights": True},
        {"patience": 2, "min_delta": 0.05, "restore_best_weights": True},
        {"patience": 2, "min_delta": -0.05},
        {"patience": 3, "baseline": 0.6},
        {"patience": 4, "baseline": 0.3, "restore_best_weights": True},
        {"patience": 2, "start_from_epoch": 4, "restore_best_weights": True},
        {"patience": 2, "mode": "max", "restore_best_weights": True},
        {"monitor": "accuracy", "patience": 2},
        {"monitor": "auc", "patience": 1, "min_delta": 0.1, "restore_best_weights": True},
        {"monitor": "loss", "patience": 2, "mode": "min"},
    ]
    for given in arguments:
        for places in (1, 3):
            values = curve(rng, 16, places)
            monitor = given.get("monitor", "val_loss")
            model = Model()
            callback = keras.callbacks.EarlyStopping(**given)
            waits = []
            epochs = run(callback, [{"logs": {monitor: v}} for v in values], model, lambda _: waits.append(callback.wait))
            cases.append({
                "arguments": given, "values": values, "epochs": epochs, "waits": waits,
                "stopped_epoch": callback.stopped_epoch, "best_epoch": callback.best_epoch, "best": float(callback.best),
                "weights": model.weights,
            })
    return cases


def reduce_lr_on_plateau(rng):
    cases = []
    arguments = [
        {"patience": 1},
        {"patience": 2, "factor": 0.5},
        {"patience": 2, "factor": 0.5, "cooldown": 1},
        {"patience": 1, "factor": 0.5, "cooldown": 3},
        {"patience": 1, "factor": 0.3, "min_lr": 0.002},
        {"patience": 0, "factor": 0.9},
        {"patience": 2, "factor": 0.5, "min_delta": 0.2},
        {"patience": 2, "factor": 0.5, "mode": "max", "cooldown": 2},
        {"monitor": "accuracy", "patience": 1, "factor": 0.5},
    ]
    for given in arguments:
        for places in (1, 3):
            values = curve(rng, 16, places)
            monitor = given.get("monitor", "val_loss")
            model = Model(0.01)
            callback = keras.callbacks.ReduceLROnPlateau(**given)
            trace = {"logged": [], "rates": [], "waits": [], "cooldowns": []}

            def after_epoch(logs):
                trace["logged"].append(logs["learning_rate"])
                trace["rates"].append(model.learning_rate())
                trace["waits"].append(callback.wait)
                trace["cooldowns"].append(callback.cooldown_counter)

            run(callback, [{"logs": {monitor: v}} for v in values], model, after_epoch)
            cases.append({"arguments": given, "values": values, "best": float(callback.best), **trace})
    return cases


def model_checkpoint(rng):
    cases = []
    for given in [
        {"filepath": "{epoch:02d}-{val_loss:.2f}.keras"},
        {"filepath": "{epoch}_{val_loss}_{loss:08.3f}.keras"},
        {"filepath": "{epoch:4d}{{}}{val_loss:e}{loss:.3g}.keras", "save_best_only": True},
        {"filepath": "e{epoch}.keras", "save_best_only": True},
        {"filepath": "e{epoch}.keras", "save_best_only": True, "mode": "max"},
        {"filepath": "e{epoch}.keras", "save_best_only": True, "initial_value_threshold": 0.5},
        {"filepath": "e{epoch}.weights.h5", "save_weights_only": True},
        {"filepath": "{epoch}-{batch:03d}.keras", "save_freq": 1},
        {"filepath": "{epoch}-{batch:03d}.keras", "save_freq": 3},
        {"filepath": "{epoch}-{batch}-{loss:.1f}.keras", "save_freq": 7},
        {"filepath": "{epoch}-{batch}.keras", "save_freq": 5, "monitor": "loss", "save_best_only": True, "mode": "min"},
    ]:
        losses = curve(rng, 8, 3)
        validation = curve(rng, 8, 2)
        epochs = [
            {"logs": {"loss": l, "val_loss": v}, "steps": [{"loss": l}] * 4} for l, v in zip(losses, validation)
        ]
        model = Model()
        if given.get("save_freq") and given.get("save_best_only"):
            # Keras chooses the comparison at the end of the first epoch; a step before that fails.
            callback = keras.callbacks.ModelCheckpoint(**given)
            callback.set_model(model)
            callback._set_monitor_op()
        else:
            callback = keras.callbacks.ModelCheckpoint(**given)
        run(callback, epochs, model, lambda _: None)
        cases.append({"arguments": given, "epochs": epochs, "saved": model.saved})
    return cases


def csv_logger(rng):
    cases = []
    for given, append_to, epochs in [
        ({}, None, [{"loss": 0.1, "accuracy": 1.0}, {"loss": 1e-5, "accuracy": 1 / 3}]),
        ({}, None, [{"val_loss": float(v), "loss": 1e22, "auc": -0.0} for v in curve(rng, 5, 5)]),
        ({"separator": ";"}, None, [{"loss": 1e16, "val_loss": 123456789.125}, {"loss": float("nan")}, {"val_loss": 2.0}]),
        ({"append": True}, None, [{"loss": 0.5}]),
        ({"append": True}, "", [{"loss": 0.5}]),
        ({"append": True}, "epoch,loss,val_loss\r\n0,1.0,NA\r\n", [{"loss": 0.0001}, {"loss": 0.00012345, "more": 1.0}]),
        ({"separator": "o"}, None, [{"loss": float("inf")}, {"loss": float("-inf")}]),
    ]:
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "log.csv")
            if append_to is not None:
                with open(path, "w", newline="") as file:
                    file.write(append_to)
            run(keras.callbacks.CSVLogger(path, **given), [{"logs": logs} for logs in epochs], Model(), lambda _: None)
            with open(path, newline="") as file:
                text = file.read()
        # As texts: JSON has no infinity, and each digit counts here.
        texts = [{key: repr(value) for key, value in logs.items()} for logs in epochs]
        cases.append({"arguments": given, "before": append_to, "epochs": texts, "text": text})
    return cases


def make():
    rng = random.Random(1)
    return {
        "early_stopping": early_stopping(rng),
        "reduce_lr_on_plateau": reduce_lr_on_plateau(rng),
        "model_checkpoint": model_checkpoint(rng),
        "csv_logger": csv_logger(rng),
    }
