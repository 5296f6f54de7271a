"""Writes fixtures/TOPIC.json for each topic that is named: python -m make_fixtures TOPIC..."""

import importlib
import json
import os
import pathlib
import sys

os.environ.setdefault("KERAS_BACKEND", "jax")

FIXTURES = pathlib.Path(__file__).resolve().parent.parent / "fixtures"


def shortened(value):
    """Floats with nine significant digits: enough to tell any two float32 apart."""
    if isinstance(value, dict):
        return {key: shortened(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [shortened(item) for item in value]
    return float(f"{value:.9g}") if type(value) is float else value


def text_of(value, depth=0):
    """JSON with one case on a line."""
    if depth == 3 or not isinstance(value, (dict, list)) or not value:
        return json.dumps(value)
    ends = "{}" if isinstance(value, dict) else "[]"
    if isinstance(value, dict):
        parts = [f"{json.dumps(key)}: {text_of(item, depth + 1)}" for key, item in value.items()]
    else:
        parts = [text_of(item, depth + 1) for item in value]
    return ends[0] + "\n" + ",\n".join(parts) + "\n" + ends[1]


def main(topics):
    import keras

    for topic in topics:
        module = importlib.import_module(f"make_fixtures.{topic}")
        made = {"keras": keras.__version__, "cases": shortened(module.make())}
        path = FIXTURES / f"{topic}.json"
        path.write_text(text_of(made) + "\n")
        print(f"{path}: {path.stat().st_size} bytes")


main(sys.argv[1:])
