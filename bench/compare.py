#!/usr/bin/python3
"""Runs the mnist network in constnet and in other libraries, in turn, and prints how they compare.

Every program is started anew in each round, pinned to its processors; README.md says what is measured.
"""
import argparse
import array
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

BATCH = 64
MULTIPLY_ADDS = 2_407_168  # of direct convolution, without what pooling drops
TASKS = ["predict_one", "predict_batch", "train"]
TOLERANCE = 1e-4

# Name in the table: program, its variant.
CONSTNET = {
    "constnet": ("bench_constnet", "-"),
    "constnet, direct convolution": ("bench_constnet_direct", "-"),
}
OTHERS = {
    "oneDNN": ("bench_onednn", "auto"),
    "oneDNN, Winograd": ("bench_onednn", "winograd"),
    "PyTorch": ("pytorch", "-"),
    "dlib": ("bench_dlib", "-"),
    "ONNX Runtime": ("onnxruntime", "-"),
}
# Participants in Python: the module that they need. PyTorch is Debian's; ONNX Runtime is wherever --onnxruntime says.
MODULES = {"pytorch": "torch", "onnxruntime": "onnxruntime"}
DEBIAN_PYTHON = "/usr/bin/python3"
# Section: participants, threads, instruction set, tasks.
ONE, TWO, AVX2 = "One thread", "Two threads", "One thread, AVX2"
SECTIONS = {
    ONE: ([*CONSTNET, *OTHERS], 1, "best", TASKS),
    TWO: (["constnet", "oneDNN", "PyTorch", "ONNX Runtime"], 2, "best", ["predict_batch", "train"]),
    AVX2: ([*CONSTNET, "oneDNN", "PyTorch"], 1, "avx2", TASKS),
}
# Title, task, what is divided, (section, participant) by (section, participant), and the goal if there is one. Times
# should be small, speeds large.
DIRECT = (ONE, "constnet, direct convolution")
GOALS = [
    ("one image, time", "predict_one", (ONE, "constnet"), (ONE, "oneDNN"), 0.40),
    ("64 images, speed", "predict_batch", (ONE, "constnet"), (ONE, "oneDNN"), 2.4),
    ("one image, time, direct", "predict_one", DIRECT, (ONE, "oneDNN"), 0.55),
    ("64 images, speed, direct", "predict_batch", DIRECT, (ONE, "oneDNN"), 1.8),
    ("training, speed", "train", (ONE, "constnet"), (ONE, "oneDNN"), 4.0),
    ("training, speed", "train", (ONE, "constnet"), (ONE, "PyTorch"), 4.5),
    ("training, speed", "train", (ONE, "constnet"), (ONE, "dlib"), 12),
    ("training, speed, direct", "train", DIRECT, (ONE, "oneDNN"), 3.2),
    ("training, speed, two threads", "train", (TWO, "constnet"), (ONE, "constnet"), 1.75),
    ("one image, time, AVX2", "predict_one", (AVX2, "constnet"), (AVX2, "oneDNN"), 0.40),
    ("64 images, speed, AVX2", "predict_batch", (AVX2, "constnet"), (AVX2, "oneDNN"), None),
    ("training, speed, AVX2", "train", (AVX2, "constnet"), (AVX2, "oneDNN"), None),
    ("one image, time", "predict_one", (ONE, "constnet"), (ONE, "oneDNN, Winograd"), None),
    ("64 images, speed", "predict_batch", (ONE, "constnet"), (ONE, "oneDNN, Winograd"), None),
    ("training, speed", "train", (ONE, "constnet"), (ONE, "oneDNN, Winograd"), None),
    ("training, speed, two threads", "train", (TWO, "constnet"), (TWO, "oneDNN"), None),
    ("one image, time", "predict_one", (ONE, "constnet"), (ONE, "ONNX Runtime"), None),
    ("64 images, speed", "predict_batch", (ONE, "constnet"), (ONE, "ONNX Runtime"), None),
    ("64 images, speed, two threads", "predict_batch", (TWO, "constnet"), (TWO, "ONNX Runtime"), None),
]


class Comparison:
    def __init__(self, programs, folder, seconds, onnxruntime):
        self.programs = programs
        self.pythons = {"pytorch": DEBIAN_PYTHON, "onnxruntime": onnxruntime}
        self.folder = folder
        self.seconds = seconds
        self.processors = sorted(os.sched_getaffinity(0))
        self.about = {}  # (section, participant): what the program says about itself
        self.times = {}  # (section, participant, task): [(first decile, median) of each round], microseconds

    def command(self, participant):
        program, variant = {**CONSTNET, **OTHERS}[participant]
        if program in MODULES:
            return [self.pythons[program], str(pathlib.Path(__file__).parent / program / "participant.py")], variant
        return [str(self.programs / program)], variant

    def is_there(self, participant):
        command, _ = self.command(participant)
        if not os.access(command[0], os.X_OK):
            return False
        module = MODULES.get({**CONSTNET, **OTHERS}[participant][0])
        return module is None or subprocess.run([command[0], "-c", f"import {module}"],
                                                capture_output=True).returncode == 0

    def run(self, section, participant):
        _, threads, isa, tasks = SECTIONS[section]
        command, variant = self.command(participant)
        processors = self.processors[-threads:]
        count = str(threads)
        environment = {**os.environ, "OMP_NUM_THREADS": count, "OPENBLAS_NUM_THREADS": count, "DLIB_NUM_THREADS": count}
        if isa == "avx2":
            environment.update(ONEDNN_MAX_CPU_ISA="AVX2", ATEN_CPU_CAPABILITY="avx2")
        name = f"{section}, {participant}"
        seconds = str(self.seconds if threads == 1 else 5 * self.seconds)  # two processors are rarely free at once
        result = subprocess.run([*command, self.folder, name, variant, count, isa, seconds, ",".join(tasks)],
                                env=environment, capture_output=True, text=True,
                                preexec_fn=lambda: os.sched_setaffinity(0, processors))
        if result.returncode != 0:
            return result.stderr.strip() or f"exit status {result.returncode}"
        for line in result.stdout.splitlines():
            word, rest = line.split(" ", 1)
            if word == "about":
                self.about[section, participant] = rest
            else:
                self.times.setdefault((section, participant, word), []).append(tuple(map(float, rest.split())))
        return None

    def peak(self):
        """GFLOP/s of multiply-adds by instruction set, measured now."""
        result = subprocess.run([str(self.programs / "bench_fma_peak")], capture_output=True, text=True,
                                preexec_fn=lambda: os.sched_setaffinity(0, self.processors[-1:]))
        return {word: float(value) for word, value in map(str.split, result.stdout.splitlines())}

    def best(self, section, participant, task):
        """The best round's first decile and the median of the rounds' medians, microseconds; None if not measured."""
        rounds = self.times.get((section, participant, task))
        return rounds and (min(low for low, _ in rounds), statistics.median(middle for _, middle in rounds))

    def ratios(self, task, ours, theirs):
        """Time of ours by time of theirs: of the best rounds, and the median over rounds of the medians'."""
        first, second = (self.times.get((*side, task)) for side in (ours, theirs))
        if not first or not second:
            return None
        best = min(low for low, _ in first) / min(low for low, _ in second)
        return best, statistics.median(a / b for (_, a), (_, b) in zip(first, second))


def read(path):
    values = array.array("f")
    values.frombytes(path.read_bytes())
    return values


def print_agreement(comparison):
    """Largest differences from constnet's outputs and gradients, on the same parameters and images."""
    print(f"\n{'Largest difference from constnet':46} {'outputs':>8} {'gradients':>10}   (at most {TOLERANCE})")
    folder = pathlib.Path(comparison.folder)
    agree = True
    for section, participant in comparison.about:
        if (section, participant) == (ONE, "constnet"):
            continue
        differences = []
        for kind in ["outputs", "gradients"]:
            ours = folder / f"{ONE}, constnet.{kind}"
            theirs = folder / f"{section}, {participant}.{kind}"
            if kind == "gradients" and not theirs.exists():  # of what only predicts
                continue
            differences.append(max(abs(a - b) for a, b in zip(read(ours), read(theirs), strict=True)))
        right = all(difference <= TOLERANCE for difference in differences)  # false for NaN as well
        agree = agree and right
        name = f"{section}, {participant}"
        cells = [f"{difference:.1e}" for difference in differences] + ["-"]
        print(f"{name:46} {cells[0]:>8} {cells[1]:>10}{'' if right else '   WRONG'}")
    return agree


def print_section(comparison, section, peak):
    participants, threads, isa, _ = SECTIONS[section]
    if not any((section, participant) in comparison.about for participant in participants):
        print(f"\n{section}: not measured ({len(comparison.processors)} processors to run on)")
        return
    print(f"\n{section}")
    print(f"{'':30} {'one image, us':>17} {'64 images, images/s':>21} {'training, images/s':>21}"
          f" {'GFLOP/s':>8} {'of peak':>8}")
    for participant in participants:
        if (section, participant) not in comparison.about:
            continue
        cells = []
        for task in TASKS:
            times = comparison.best(section, participant, task)
            if times is None:
                cells.append("")
            elif task == "predict_one":
                cells.append(f"{times[0]:8.2f} {times[1]:8.2f}")
            else:
                cells.append("{:10,.0f} {:10,.0f}".format(*(BATCH / time * 1e6 for time in times)))
        batch = comparison.best(section, participant, "predict_batch")
        gflops = 2 * MULTIPLY_ADDS * BATCH / batch[0] * 1e-3
        share = f"{gflops / threads / peak['peak_avx2' if isa == 'avx2' else 'peak']:.0%}" if peak else ""
        print(f"{participant:30} {cells[0]:>17} {cells[1]:>21} {cells[2]:>21} {gflops:8.0f} {share:>8}")


def print_goals(comparison):
    print(f"\n{'constnet by others':32} {'compared with':28} {'of best':>8} {'median':>8} {'goal':>14}")
    for title, task, ours, theirs, goal in GOALS:
        ratios = comparison.ratios(task, ours, theirs)
        if ratios is None:
            continue
        is_time = "time" in title
        values = [ratio if is_time else 1 / ratio for ratio in ratios]
        other = "constnet, one thread" if theirs[1] == "constnet" else theirs[1]
        words = "" if goal is None else f"at {'most' if is_time else 'least'} {goal:.2f}"
        print(f"{title:32} {other:28} {values[0]:8.2f} {values[1]:8.2f} {words:>14}")


def processor():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return "unknown processor"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("programs", type=pathlib.Path, help="the folder with the built programs")
    parser.add_argument("--rounds", type=int, default=7, help="how often each program is run (default: %(default)s)")
    parser.add_argument("--seconds", type=float, default=0.3, help="for each task of a program (default: %(default)s)")
    parser.add_argument("--onnxruntime", metavar="PYTHON", default=DEBIAN_PYTHON,
                        help="the Python that has the module onnxruntime, if any (default: %(default)s)")
    arguments = parser.parse_args()

    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([str(arguments.programs / "bench_write_data"), folder], check=True, stdout=subprocess.DEVNULL)
        comparison = Comparison(arguments.programs.resolve(), folder, arguments.seconds, arguments.onnxruntime)
        there = {participant: comparison.is_there(participant) for participant in [*CONSTNET, *OTHERS]}
        for participant in there:
            if not there[participant]:
                print(f"{participant} is not there", file=sys.stderr)
        peak = {}
        problems = set()
        for number in range(arguments.rounds):
            print(f"round {number + 1} of {arguments.rounds}", file=sys.stderr)
            for word, value in comparison.peak().items():
                peak[word] = max(value, peak.get(word, 0))
            for section, (participants, threads, _, _) in SECTIONS.items():
                if threads > len(comparison.processors):
                    continue
                for participant in filter(there.get, participants):
                    problem = comparison.run(section, participant)
                    if problem and (section, participant) not in problems:
                        problems.add((section, participant))
                        print(f"{section}, {participant}: left out: {problem}", file=sys.stderr)

        print(f"{processor()}, {arguments.rounds} rounds of {arguments.seconds} s for each task")
        print("FMA peak of one core in this run: " +
              ", ".join(f"{name} {peak[word]:.0f} GFLOP/s" for word, name in
                        [("peak", "widest vectors"), ("peak_avx2", "AVX2")] if word in peak))
        print("In each pair of columns: the best round, the median. GFLOP/s: nominal, at 64 images.")
        for section in SECTIONS:
            print_section(comparison, section, peak)
        print_goals(comparison)
        print()
        for participant in there:
            if (ONE, participant) in comparison.about:
                print(f"{participant}: {comparison.about[ONE, participant]}")
        return 0 if print_agreement(comparison) else 1


sys.exit(main())
