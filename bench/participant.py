# What participants in Python share: data in, timings out. The same as participant.cpp.
import array
import pathlib
import statistics
import sys
import time

BATCH = 64


def read(path, code):
    """The numbers in a file, of one of array's type codes."""
    values = array.array(code)
    values.frombytes(pathlib.Path(path).read_bytes())
    return values


def write(path, values):
    with open(path, "wb") as file:
        array.array("f", values).tofile(file)


def clock(threads):
    """The clock for so many threads: of processor time where there is one."""
    return time.process_time if threads == 1 else time.perf_counter


def blocks(task, seconds, now):
    """Microseconds a call in blocks of at least 200 microseconds, by the clock `now`."""
    end = now() + seconds / 10
    while now() < end:
        task()
    start = now()
    task()
    calls = max(1, int(200e-6 / max(now() - start, 1e-7)))
    result = []
    end = now() + seconds
    while now() < end:
        start = now()
        for _ in range(calls):
            task()
        result.append((now() - start) / calls * 1e6)
    return result


def decile(times):
    return sorted(times)[len(times) // 10]


def say(task_name, times):
    """The line that compare.py reads."""
    print(task_name, f"{decile(times):.3f}", f"{statistics.median(times):.3f}")


def walk(items):
    """A function that returns the next place in `items` at each call."""
    position = [-1]

    def following():
        position[0] = (position[0] + 1) % len(items)
        return position[0]
    return following


def arguments():
    """Folder, name, instruction set, seconds, threads and tasks from the command line."""
    if len(sys.argv) != 8:
        sys.exit(f"Usage: {sys.argv[0]} FOLDER NAME VARIANT THREADS avx2|best SECONDS TASK,...")
    folder, name, _, threads, isa, seconds, tasks = sys.argv[1:]
    return folder, name, isa, float(seconds), int(threads), tasks.split(",")
