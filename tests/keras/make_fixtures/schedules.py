"""Learning rates of Keras' schedules, by the texts that --schedule takes. No step is at a restart: there float32 decides."""

import keras

STEPS = [0, 1, 7, 49, 101, 333, 1001]

CASES = [
    "ExponentialDecay,initial_learning_rate=0.1,decay_steps=50,decay_rate=0.9",
    "ExponentialDecay,initial_learning_rate=0.1,decay_steps=50,decay_rate=0.9,staircase=true",
    "InverseTimeDecay,initial_learning_rate=0.1,decay_steps=50,decay_rate=0.5",
    "InverseTimeDecay,initial_learning_rate=0.1,decay_steps=50,decay_rate=0.5,staircase=true",
    "PolynomialDecay,initial_learning_rate=0.1,decay_steps=300",
    "PolynomialDecay,initial_learning_rate=0.1,decay_steps=300,end_learning_rate=0.01,power=2,cycle=true",
    "CosineDecay,initial_learning_rate=0.1,decay_steps=500,alpha=0.1",
    "CosineDecay,initial_learning_rate=0.01,decay_steps=500,warmup_target=0.1,warmup_steps=50",
    "CosineDecayRestarts,initial_learning_rate=0.1,first_decay_steps=60",
    "CosineDecayRestarts,initial_learning_rate=0.1,first_decay_steps=60,t_mul=1,m_mul=0.9,alpha=0.1",
    "PiecewiseConstantDecay,boundaries=7:101,values=0.1:0.05:0.01",
]


def value_of(text):
    if ":" in text:
        return [float(part) for part in text.split(":")]
    if text in ("true", "false"):
        return text == "true"
    return float(text)


def make():
    cases = []
    for text in CASES:
        name, *words = text.split(",")
        arguments = {word.split("=")[0]: value_of(word.split("=")[1]) for word in words}
        schedule = getattr(keras.optimizers.schedules, name)(**arguments)
        cases.append({"text": text, "rates": [float(schedule(step)) for step in STEPS]})
    return {"steps": STEPS, "schedules": cases}
