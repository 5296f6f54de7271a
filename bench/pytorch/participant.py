# PyTorch with the same network: channels last or not, traced and optimised or eager, whichever is fastest here.
import os
import pathlib
import sys

import torch
from torch import nn

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import participant  # noqa: E402

CONVOLUTIONS = [(1, 32), (32, 64), (64, 64)]
DENSE = [(576, 64), (64, 10)]


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.convolutions = nn.ModuleList(nn.Conv2d(i, o, 3) for i, o in CONVOLUTIONS)
        self.dense = nn.ModuleList(nn.Linear(i, o) for i, o in DENSE)

    def forward(self, x):
        x = nn.functional.max_pool2d(torch.relu(self.convolutions[0](x)), 2)
        x = nn.functional.max_pool2d(torch.relu(self.convolutions[1](x)), 2)
        x = torch.relu(self.convolutions[2](x))
        x = x.permute(0, 2, 3, 1).reshape(x.shape[0], 576)  # Keras' order; costs nothing in channels last
        return self.dense[1](torch.relu(self.dense[0](x)))


def read(path, code, dtype):
    return torch.frombuffer(participant.read(path, code), dtype=dtype).clone()


def write(path, tensor):
    participant.write(path, tensor.flatten().tolist())


def load(network, block):
    """Sets the parameters from a block in Keras' layout."""
    offset = 0
    for layer in [*network.convolutions, *network.dense]:
        shape = layer.weight.shape
        size = layer.weight.numel()
        values = block[offset:offset + size]
        # Keras: (row, column, channel, filter), (input, unit). PyTorch: (filter, channel, row, column), (unit, input).
        if len(shape) == 4:
            weight = values.view(3, 3, shape[1], shape[0]).permute(3, 2, 0, 1)
        else:
            weight = values.view(shape[1], shape[0]).t()
        with torch.no_grad():
            layer.weight.copy_(weight)
            layer.bias.copy_(block[offset + size:offset + size + shape[0]])
        offset += size + shape[0]


def gradients(network):
    """The gradients as a block in Keras' layout."""
    parts = []
    for layer in [*network.convolutions, *network.dense]:
        d_weight = layer.weight.grad
        parts += [d_weight.permute(2, 3, 1, 0) if d_weight.dim() == 4 else d_weight.t(), layer.bias.grad]
    return torch.cat([part.reshape(-1) for part in parts])


def blocks(task, seconds):
    return participant.blocks(task, seconds, participant.clock(torch.get_num_threads()))


def fastest(modes):
    """The name and the task that a short trial prefers."""
    return min(modes.items(), key=lambda mode: participant.decile(blocks(mode[1], 0.15)))


def predict_modes(make, images):
    """Ways to predict each of `images` in turn."""
    modes = {}
    for name, layout in {"contiguous": torch.contiguous_format, "channels last": torch.channels_last}.items():
        network = make(layout).eval()
        inputs = [image.contiguous(memory_format=layout) for image in images]
        following = participant.walk(inputs)
        with torch.no_grad():
            traced = torch.jit.optimize_for_inference(torch.jit.freeze(torch.jit.trace(network, inputs[0])))
        for how, module in {"eager": network, "traced": traced}.items():
            def task(module=module, inputs=inputs, following=following):
                with torch.inference_mode():
                    return torch.softmax(module(inputs[following()]), 1)
            modes[f"{name}, {how}"] = task
    return modes


def train_modes(make, batches, labels):
    """Ways to make a step of training; the learning rate of 0 costs the same and keeps the parameters."""
    modes = {}
    for name, layout in {"contiguous": torch.contiguous_format, "channels last": torch.channels_last}.items():
        inputs = [images.contiguous(memory_format=layout) for images in batches]
        for how in ["eager", "traced"]:
            network = make(layout)
            module = network if how == "eager" else torch.jit.trace(network, inputs[0])
            optimizer = torch.optim.RMSprop(network.parameters(), lr=0.0, foreach=True)
            following = participant.walk(inputs)

            def task(module=module, optimizer=optimizer, inputs=inputs, following=following):
                i = following()
                optimizer.zero_grad(set_to_none=True)
                nn.functional.cross_entropy(module(inputs[i]), labels[i]).backward()
                optimizer.step()
            modes[f"{name}, {how}"] = task
    return modes


def main():
    folder, name, isa, seconds, threads, tasks = participant.arguments()
    if isa == "avx2" and "ONEDNN_MAX_CPU_ISA" not in os.environ:
        sys.exit("PyTorch reads its limit from ONEDNN_MAX_CPU_ISA and ATEN_CPU_CAPABILITY when it starts")
    torch.set_num_threads(threads)
    parameters = read(f"{folder}/parameters", "f", torch.float32)
    images = read(f"{folder}/images", "B", torch.uint8).view(-1, 1, 28, 28).float() / 255
    labels = read(f"{folder}/labels", "i", torch.int32).long().split(participant.BATCH)
    batches = images.split(participant.BATCH)

    def make(layout):
        network = Network()
        load(network, parameters)
        return network.to(memory_format=layout)

    network = make(torch.contiguous_format)
    logits = network(batches[0])
    nn.functional.cross_entropy(logits, labels[0]).backward()
    write(f"{folder}/{name}.outputs", torch.softmax(logits.detach(), 1))
    write(f"{folder}/{name}.gradients", gradients(network))

    modes = {
        "predict_one": lambda: predict_modes(make, images.split(1)),
        "predict_batch": lambda: predict_modes(make, batches),
        "train": lambda: train_modes(make, batches, labels),
    }
    chosen = []
    for task_name in tasks:
        mode, task = fastest(modes[task_name]())
        participant.say(task_name, blocks(task, seconds))
        chosen.append(f"{task_name} {mode}")
    print(f"about PyTorch {torch.__version__},", "; ".join(chosen))


main()
