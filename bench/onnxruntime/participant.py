# ONNX Runtime with the same network, inference alone: all graph optimisations, as many threads as asked for.
import pathlib
import sys

import numpy
import onnxruntime

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import participant  # noqa: E402
from model import mnist  # noqa: E402


def main():
    folder, name, isa, seconds, threads, tasks = participant.arguments()
    if isa != "best":
        sys.exit("ONNX Runtime has no option that limits it to AVX2")
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(mnist(participant.read(f"{folder}/parameters", "f")), options,
                                           providers=["CPUExecutionProvider"])
    pixels = numpy.frombuffer(participant.read(f"{folder}/images", "B"), dtype=numpy.uint8)
    images = pixels.reshape(-1, 1, 28, 28).astype(numpy.float32) / 255

    # Inputs and outputs are bound once, so that a run copies nothing and allocates no array.
    def bound(batch):
        binding = session.io_binding()
        output = numpy.empty((len(batch), 10), dtype=numpy.float32)
        binding.bind_input("images", "cpu", 0, numpy.float32, batch.shape, batch.ctypes.data)
        binding.bind_output("outputs", "cpu", 0, numpy.float32, output.shape, output.ctypes.data)
        return binding, output

    def task_for(size):
        batches = numpy.split(images, len(images) // size)
        bindings = [bound(batch) for batch in batches]
        following = participant.walk(bindings)
        return lambda: session.run_with_iobinding(bindings[following()][0])

    binding, outputs = bound(images[:participant.BATCH])
    session.run_with_iobinding(binding)
    participant.write(f"{folder}/{name}.outputs", outputs.flatten().tolist())

    for task_name, size in {"predict_one": 1, "predict_batch": participant.BATCH}.items():
        if task_name in tasks:
            participant.say(task_name, participant.blocks(task_for(size), seconds, participant.clock(threads)))
    print(f"about ONNX Runtime {onnxruntime.__version__}, all graph optimisations; inference alone")


main()
