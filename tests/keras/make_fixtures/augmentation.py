"""What Keras' augmentation layers make of an image when their bounds leave them nothing to draw."""

import keras
import numpy

layers = keras.layers

IMAGES = {
    "gray": numpy.random.default_rng(1).random((5, 7, 1), dtype=numpy.float32),
    "colour": numpy.random.default_rng(2).random((6, 5, 3), dtype=numpy.float32),
}

FILL_MODES = ["reflect", "constant", "nearest", "wrap"]


def both(number):
    return (number, number)


def warps():
    """Angles and lengths at which no pixel of the input is as near as another one."""
    for mode in FILL_MODES:
        for interpolation in ["bilinear", "nearest"]:
            filling = {"fill_mode": mode, "interpolation": interpolation, "fill_value": 0.25}
            yield layers.RandomRotation, {"factor": both(0.07), **filling}
            yield layers.RandomTranslation, {"height_factor": both(0.33), "width_factor": both(-0.27), **filling}
            yield layers.RandomZoom, {"height_factor": both(0.37), "width_factor": both(-0.21), **filling}
    yield layers.RandomRotation, {"factor": both(-0.31)}
    yield layers.RandomTranslation, {"height_factor": both(-0.97), "width_factor": both(0.83)}
    yield layers.RandomZoom, {"height_factor": both(0.83)}
    yield layers.RandomZoom, {"height_factor": both(-0.4)}


def colours():
    # (-f, f): Keras takes it, and it leaves one contrast, 1 + f, between its bounds.
    yield layers.RandomContrast, {"factor": (-0.6, 0.6), "value_range": (0, 1)}
    yield layers.RandomContrast, {"factor": (-0.3, 0.3), "value_range": (0.2, 0.9)}
    yield layers.RandomBrightness, {"factor": both(0.3), "value_range": (0, 1)}
    yield layers.RandomBrightness, {"factor": both(-0.2), "value_range": (0.1, 0.9)}


def changed(layer, image):
    return numpy.asarray(layer(image[None], training=True))[0].ravel().tolist()


def made(layer_class, arguments):
    outputs = {name: changed(layer_class(**arguments), image) for name, image in IMAGES.items()}
    return {"layer": layer_class.__name__, "arguments": arguments, "outputs": outputs}


def flipped(mode):
    layer = layers.RandomFlip(mode)
    outputs = {}
    for name, image in IMAGES.items():
        drawn = {"flips": numpy.full((1, 1, 1, 1), True)}
        outputs[name] = numpy.asarray(layer.transform_images(image[None], drawn))[0].ravel().tolist()
    return {"layer": "RandomFlip", "arguments": {"mode": mode}, "outputs": outputs}


def crops(height, width):
    """Every part that RandomCrop can take, by its first row and column; and that in training it draws one of them."""
    layer = layers.RandomCrop(height, width)
    found = {}
    for name, image in IMAGES.items():
        rows, columns = image.shape[0] - height + 1, image.shape[1] - width + 1
        places = [(row, column) for row in range(rows) for column in range(columns)]
        parts = [numpy.asarray(layer.transform_images(image[None], place)).ravel().tolist() for place in places]
        assert numpy.asarray(layer(image[None], training=True)).ravel().tolist() in parts
        found[name] = [{"row": row, "column": column, "values": part} for (row, column), part in zip(places, parts)]
    return {"height": height, "width": width, "parts": found}


def make():
    images = {name: {"shape": list(image.shape), "values": image.ravel().tolist()} for name, image in IMAGES.items()}
    cases = [made(*case) for case in [*warps(), *colours()]]
    cases += [flipped(mode) for mode in ["horizontal", "vertical", "horizontal_and_vertical"]]
    contrast = layers.RandomContrast(0.4)
    return {"images": images, "layers": cases, "contrast of 0.4": list(contrast.factor), "crops": crops(3, 4)}
