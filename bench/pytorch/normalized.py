# Networks with normalization in PyTorch, one thread: prints the images a second that a step of training takes with 64.
import pathlib
import sys
import time

import torch
from torch import nn

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import participant  # noqa: E402


def mnist_normalized():
    return nn.Sequential(
        nn.Conv2d(1, 32, 3, bias=False), nn.BatchNorm2d(32), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3, bias=False), nn.BatchNorm2d(64), nn.ReLU(),
        nn.Conv2d(64, 64, 3, bias=False), nn.BatchNorm2d(64), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Dropout(0.3), nn.Linear(1024, 128, bias=False), nn.BatchNorm1d(128), nn.ReLU(),
        nn.Dropout(0.4), nn.Linear(128, 10))


def keyword_spotting():
    # Padding as Keras' same needs a row more below than above for the first kernel; the work is the same.
    layers = [nn.Conv2d(1, 64, (10, 4), stride=2, padding=(4, 1)), nn.BatchNorm2d(64), nn.ReLU()]
    for _ in range(4):
        layers += [nn.Conv2d(64, 64, 3, padding=1, groups=64), nn.BatchNorm2d(64), nn.ReLU(),
                   nn.Conv2d(64, 64, 1), nn.BatchNorm2d(64), nn.ReLU()]
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 12))


NETWORKS = {
    "mnist_normalized": (mnist_normalized, (1, 28, 28), 10),
    "keyword_spotting": (keyword_spotting, (1, 49, 10), 12),
}


def step(make, shape, classes, layout):
    """A step of training with images and labels drawn at random."""
    network = make().to(memory_format=layout)
    images = torch.rand(participant.BATCH, *shape).contiguous(memory_format=layout)
    labels = torch.randint(0, classes, (participant.BATCH,))
    optimizer = torch.optim.Adam(network.parameters(), foreach=True)

    def task():
        optimizer.zero_grad(set_to_none=True)
        nn.functional.cross_entropy(network(images), labels).backward()
        optimizer.step()
    return task


def main():
    name, seconds = sys.argv[1], float(sys.argv[2])
    torch.manual_seed(1)
    torch.set_num_threads(1)
    steps = [step(*NETWORKS[name], layout) for layout in (torch.contiguous_format, torch.channels_last)]
    quickest = min(steps, key=lambda task: participant.decile(participant.blocks(task, 0.3, time.perf_counter)))
    print(f"{participant.BATCH * 1e6 / min(participant.blocks(quickest, seconds, time.perf_counter)):.0f}")


main()
