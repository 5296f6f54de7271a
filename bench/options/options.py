#!/usr/bin/python3
"""Measures what the generator's options are worth for the mnist network, and prints the tables of docs/.

Generates and compiles the network in each way, one after the other on one core, and runs speed.cpp and errors.cpp with
it: seconds and memory of the compiler, bytes of code, speed, errors. The target bench_options calls it.
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

PREFIXES = ["up_to_conv2d_1", "up_to_conv2d_2", "up_to_conv2d_3", "up_to_dense_1"]
# For one instruction set: the flags that make it the compiler's own, so that a body for it is all that is needed.
FLAGS = {"avx512": ["-march=x86-64-v4", "-maes", "-mpclmul"], "avx2": ["-march=x86-64-v3", "-maes", "-mpclmul"]}
WINOGRAD = {"0, direct": ["--winograd", "0"], "2, default": [],
            **{str(n): ["--winograd", str(n)] for n in range(3, 7)}}
# A tile is taken where it divides the outputs: side of the map, tiles.
LAYERS = {10: [0, 2, 5], 12: [0, 2, 3, 4, 6]}
UNROLL = {"none": ["--unroll", "none"], "4000, default": [], "16000": ["--unroll", "16000"],
          "64000": ["--unroll", "64000"], "full": ["--unroll", "full"]}


def timed(command, limit=None):
    """Seconds of processor time and megabytes that a command takes at most; None where it takes longer than `limit`."""
    start = time.monotonic()
    process = subprocess.Popen(command)
    while True:
        done, status, usage = os.wait4(process.pid, os.WNOHANG)
        if done:
            break
        if limit is not None and time.monotonic() - start > limit:
            process.kill()
            os.wait4(process.pid, 0)
            return None
        time.sleep(0.01)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"options.py: {command[0]} failed with exit status {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def code_bytes(library):
    """Bytes of machine code and constants in an object file."""
    lines = subprocess.run(["size", str(library)], check=True, capture_output=True, text=True).stdout.splitlines()
    return int(lines[1].split()[0])


class Bench:
    def __init__(self, arguments, folder):
        self.arguments = arguments
        self.folder = folder
        self.data = folder / "data"
        self.data.mkdir()
        subprocess.run([arguments.data, str(self.data)], check=True, stdout=subprocess.DEVNULL)
        self.root = pathlib.Path(__file__).resolve().parents[2]

    def compile(self, place, *words, limit=None):
        includes = [f"-I{path}" for path in [place, self.root / "runtime" / "firmware", self.root / "dsl",
                                             self.root / "tests"]]
        return timed([self.arguments.compiler, "-std=c++20", "-O2", *includes, *map(str, words)], limit)

    def generate(self, place, options, *models):
        for model in models:
            subprocess.run([self.arguments.generator, "--model", model, "--out-dir", str(place), *options], check=True)

    def whole(self):
        """Generator and compiler for all instruction sets, with the default options: seconds, megabytes, bytes."""
        place = self.folder / "whole"
        place.mkdir()
        generator, _ = timed([self.arguments.generator, "--model", "mnist", "--training", "--out-dir", str(place)])
        seconds, megabytes = self.compile(place, "-c", "-o", place / "mnist.o", place / "mnist.gen.cpp")
        return generator, seconds, megabytes, code_bytes(place / "mnist.o")

    def layer(self, side, tile):
        """One convolution alone with one tile; figures by name."""
        place = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        flags = FLAGS[self.arguments.isa]
        name = f"layer_{side}"
        self.generate(place, ["--simd", self.arguments.isa, "--training"], "mnist")  # for its shapes
        self.generate(place, ["--simd", self.arguments.isa], *PREFIXES)
        self.generate(place, ["--simd", self.arguments.isa, "--winograd", str(tile)], name)
        here = self.root / "bench" / "options"
        self.compile(place, *flags, "-o", place / "layer", "-include", f"{name}.gen.hpp", f"-DLAYER={name}",
                     here / "layer.cpp", place / f"{name}.gen.cpp", self.arguments.reference, "-lhwy")
        figures = dict(line.split() for line in self.said(place / "layer"))
        if int(figures["tile"]) != tile:
            sys.exit(f"options.py: the plan takes tiles of {figures['tile']}, not {tile}, for {side}x{side} outputs")
        return figures

    def said(self, program):
        return subprocess.run([str(program), str(self.data)], check=True, capture_output=True,
                              text=True).stdout.splitlines()

    def run(self, options, errors):
        """Compiles one way and measures it; figures by name. None where the compiler takes too long."""
        place = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        here = self.root / "bench" / "options"
        flags = FLAGS[self.arguments.isa]
        options = [*options, "--simd", self.arguments.isa]
        self.generate(place, options, "mnist")
        taken = self.compile(place, *flags, "-c", "-o", place / "mnist.o", place / "mnist.gen.cpp",
                             limit=self.arguments.limit)
        if taken is None:
            return None
        programs = {"speed": []}
        if errors:
            self.generate(place, options, *PREFIXES)
            programs["errors"] = [*[place / f"{model}.gen.cpp" for model in PREFIXES], self.arguments.reference]
        figures = {"seconds": taken[0], "megabytes": taken[1], "bytes": code_bytes(place / "mnist.o")}
        for program, more in programs.items():
            self.compile(place, *flags, "-o", place / program, here / f"{program}.cpp", place / "mnist.o", *more,
                         "-lhwy")
            figures.update(line.rsplit(" ", 1) for line in self.said(place / program))
        shutil.rmtree(place)
        return figures


def worst(figures, weights, kind):
    return max(float(value) for name, value in figures.items()
               if name.startswith(weights + ", ") and name.endswith(kind))


def print_unroll(rows, title):
    print(f"\n{title}\n\n| `UNROLL` | bytes of code | compiler, s | compiler, MB | one image, us | 64 images, us each "
          "| forward and backward, us each |\n|---|---|---|---|---|---|---|")
    for name, figures in rows.items():
        if figures is None:
            print(f"| {name} | the compiler did not come to its end | | | | | |")
            continue
        print(f"| {name} | {figures['bytes']:,} | {figures['seconds']:.1f} | {figures['megabytes']:.0f} "
              f"| {figures['one']} | {figures['batch']} | {figures.get('training', '-')} |", flush=True)


def print_layers(bench):
    print("\nConv2D 64 3x3 of 32 channels alone; max |error| / max |value| against double precision"
          "\n\n| outputs | tile | one image, us | random weights | trained weights |\n|---|---|---|---|---|")
    for side, tiles in LAYERS.items():
        for tile in tiles:
            figures = bench.layer(side, tile)
            name = f"F({tile}x{tile})" if tile > 0 else "direct"
            print(f"| {side}x{side} | {name} | {figures['one']} | {float(figures['random']):.1e} "
                  f"| {float(figures['trained']):.1e} |", flush=True)


def print_winograd(rows):
    print("\n| `WINOGRAD` | one image, us | 64 images, us each | forward and backward, us each | worst outputs, random "
          "| trained | worst gradient, random | trained |\n|---|---|---|---|---|---|---|---|")
    for name, figures in rows.items():
        errors = [f"{worst(figures, weights, kind):.1e}" for kind in ["outputs", "gradient"]
                  for weights in ["random", "trained"]]
        print(f"| {name} | {figures['one']} | {figures['batch']} | {figures['training']} | {' | '.join(errors)} |")
    tensors = [name.split(", ", 1)[1] for name in next(iter(rows.values())) if name.startswith("trained, ")]
    print("\nmax |error| / max |value| against double precision; random weights, then trained ones")
    print(f"\n| tensor | {' | '.join(rows)} |\n|---|{'---|' * len(rows)}")
    for tensor in tensors:
        cells = [f"{float(figures['random, ' + tensor]):.1e}, {float(figures['trained, ' + tensor]):.1e}"
                 for figures in rows.values()]
        print(f"| {tensor} | {' | '.join(cells)} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--generator", required=True, help="the program bench_options_generator")
    parser.add_argument("--data", required=True, help="the program bench_write_data")
    parser.add_argument("--reference", required=True, help="the library constnet_reference")
    parser.add_argument("--compiler", default="c++")
    has_avx512 = "avx512vl" in pathlib.Path("/proc/cpuinfo").read_text()
    parser.add_argument("--isa", choices=FLAGS, default="avx512" if has_avx512 else "avx2",
                        help="instruction set (default: %(default)s)")
    parser.add_argument("--limit", type=float, default=1800, help="seconds that a compiler may take (%(default)s)")
    parser.add_argument("--only", choices=["whole", "layers", "winograd", "unroll"], help="one part alone")
    arguments = parser.parse_args()
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[-1:])
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(arguments, pathlib.Path(folder))
        if arguments.only in (None, "whole"):
            generator, seconds, megabytes, size = bench.whole()
            print(f"mnist for all x86 targets: generator {generator:.2f} s, compiler {seconds:.1f} s and "
                  f"{megabytes:.0f} MB, {size:,} bytes", flush=True)
        if arguments.only in (None, "layers"):
            print_layers(bench)
        if arguments.only in (None, "winograd"):
            print_winograd({name: bench.run([*options, "--training"], True) for name, options in WINOGRAD.items()})
        if arguments.only in (None, "unroll"):
            print_unroll({name: bench.run(options, False) for name, options in UNROLL.items()},
                         f"{arguments.isa}, without a backward pass")
            # Straight-line code of the whole backward pass is five times as much again.
            print_unroll({name: bench.run([*options, "--training"], False) for name, options in UNROLL.items()
                          if name != "full"}, f"{arguments.isa}, with a backward pass")


main()
