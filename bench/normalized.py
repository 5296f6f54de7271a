#!/usr/bin/python3
"""Trains networks with normalization in constnet and in PyTorch, in turn, and prints how they compare.

One thread, pinned to one processor; batches of 64 random images; the quickest step of each round counts.
"""
import argparse
import os
import pathlib
import re
import statistics
import subprocess
import sys

NETWORKS = ["mnist_normalized", "keyword_spotting"]
PYTORCH = ["/usr/bin/python3", str(pathlib.Path(__file__).parent / "pytorch" / "normalized.py")]


def output(command):
    processors = sorted(os.sched_getaffinity(0))[-1:]
    result = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "OMP_NUM_THREADS": "1"},
                            preexec_fn=lambda: os.sched_setaffinity(0, processors))
    if result.returncode != 0:
        sys.exit(f"normalized.py: {command[0]} failed: {result.stderr.strip()}")
    return result.stdout


def constnet(programs, network, seconds):
    """Images a second in training, the last column of bench."""
    text = output([str(programs / network), "bench", "--threads", "1", "--seconds", str(seconds)])
    found = re.search(r"^1 +\d+ +\d+ +(\d+)$", text, re.MULTILINE)
    if not found:
        sys.exit(f"normalized.py: {network} bench printed no figures for one thread: {text}")
    return float(found[1])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("programs", type=pathlib.Path, help="folder of the built programs, such as build/bench/bin")
    parser.add_argument("--rounds", type=int, default=3, help="how often both run (3)")
    parser.add_argument("--seconds", type=float, default=1.0, help="for each figure (1)")
    arguments = parser.parse_args()
    if subprocess.run([PYTORCH[0], "-c", "import torch"], capture_output=True).returncode != 0:
        print("normalized.py: there is no PyTorch to compare with")
        return
    print(f"{'training, images/s, one thread':32s} {'constnet':>18s} {'PyTorch':>18s} {'ratio':>16s}")
    print(f"{'':32s} {'best':>9s}{'median':>9s} {'best':>9s}{'median':>9s} {'best':>8s}{'median':>8s}")
    for network in NETWORKS:
        ours, theirs = [], []
        for _ in range(arguments.rounds):
            ours.append(constnet(arguments.programs, network, arguments.seconds))
            theirs.append(float(output([*PYTORCH, network, str(arguments.seconds)])))
        ratio = statistics.median(a / b for a, b in zip(ours, theirs))
        print(f"{network:32s} {max(ours):9,.0f}{statistics.median(ours):9,.0f} {max(theirs):9,.0f}"
              f"{statistics.median(theirs):9,.0f} {max(ours) / max(theirs):8.2f}{ratio:8.2f}")


main()
