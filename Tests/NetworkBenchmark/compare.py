#!/usr/bin/env python3
"""Measures Opine's networks beside PyTorch and ONNX Runtime on this machine's processor.

    BENCHMARKS=1 swift build -c release --product NetworkBenchmark
    Tests/NetworkBenchmark/compare.py

Every contender is a process of its own that stays, with weights loaded and one run behind it. Each
result is compared with that of PyTorch's own layers, normalisation not folded; a contender that is
off by more than 1e-4 of the largest value is marked wrong and not counted. Then all run in turn,
and a contender's ratio is the median, over the rounds, of its time to Opine's in the same round.
Weights and pictures are random: they say something about arithmetic, nothing about pictures.

GFLOP are nominal: two for each multiplication of the network as published, whatever a contender
leaves out or adds. The share of the peak is that of multiply-adds on registers alone, measured
between the rounds; both are rates per second of processor time, which other programs disturb
little.

    --linear   Opine alone: four times the pixels may take at most 4.2 times as long
    --memory   Opine alone: peak memory of RRDBNet for a picture of 1024x1024 pixels
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

# Tests are no place for compiled files.
sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
PACKAGE = os.path.dirname(os.path.dirname(HERE))
PEERS = ("eager", "channels_last", "compile", "onnxruntime")
SIZES = {"srresnet": (128, 256), "rrdbnet": (128, 256), "srcnn": (512, 1024)}
LARGEST_ERROR = 1e-4
SEED = 7


def parse():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--venv", default=os.path.join(tempfile.gettempdir(), "opine-network-benchmark"),
        help="the virtual environment, made where it is absent")
    add("--torch", default="torch", help="what pip installs as PyTorch")
    add("--torch-index", default="https://download.pytorch.org/whl/cpu",
        help="a further index with PyTorch for processors; empty for none")
    add("--index", default="https://pypi.org/simple",
        help="the index of packages; empty for pip's own")
    add("--worker", default=os.path.join(PACKAGE, ".build/release/NetworkBenchmark"))
    add("--networks", nargs="+", choices=SIZES, default=list(SIZES))
    add("--sizes", nargs="+", type=int, help="sides of the input; by default two for each network")
    add("--threads", nargs="+", type=int, default=[2, 1])
    add("--peers", nargs="*", choices=PEERS, default=list(PEERS))
    add("--rounds", type=int, default=7)
    add("--pause", type=float, default=0.2,
        help="seconds after each run, in which waiting threads of the last one come to rest")
    add("--unfolded", action="store_true", help="do not fold normalisation for the peers")
    add("--linear", action="store_true")
    add("--memory", action="store_true")
    add("--output", help="a file for all figures as JSON")
    return parser.parse_args()


# --- Installation ------------------------------------------------------------------------------


def enter(venv, arguments):
    """Goes on inside the virtual environment, which is made first where it is absent."""
    python = os.path.join(venv, "bin", "python")
    if os.path.realpath(sys.prefix) == os.path.realpath(venv):
        return
    marker = os.path.join(venv, "complete")
    if not os.path.exists(marker):
        subprocess.check_call([sys.executable, "-m", "venv", venv])
        pip = [python, "-m", "pip", "install", "--quiet"]
        if arguments.index:
            pip += ["--index-url", arguments.index]
        torch_index = ["--extra-index-url", arguments.torch_index] if arguments.torch_index else []
        subprocess.check_call(pip + torch_index + [arguments.torch])
        subprocess.check_call(pip + ["numpy", "onnx", "onnxruntime", "safetensors", "setuptools"])
        open(marker, "w").close()
    os.execv(python, [python, os.path.abspath(__file__)] + sys.argv[1:])


# --- Contenders --------------------------------------------------------------------------------


class Contender:
    """A process that runs one network with some threads."""

    def __init__(self, name, command, threads):
        environment = dict(os.environ, OMP_NUM_THREADS=str(threads))
        environment.pop("TORCHINDUCTOR_FREEZING", None)
        self.name, self.errors = name, tempfile.TemporaryFile()
        self.walls, self.processors, self.peak, self.error = [], [], 0, None
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors, text=True,
            env=environment)
        self.multiplications = float(self.answer("ready")[1])

    def answer(self, word):
        for line in self.process.stdout:
            words = line.split()
            if words and words[0] == word:
                return words[1:]
        self.errors.seek(0)
        raise RuntimeError(f"{self.name} ended: {self.errors.read().decode()[-500:]}")

    def ask(self, order, word):
        self.process.stdin.write(order + "\n")
        self.process.stdin.flush()
        return [float(number) for number in self.answer(word)]

    def run(self, side, path=""):
        wall, processor, peak = self.ask(f"run {side} {side} {SEED} {path}", "done")
        self.peak = max(self.peak, peak)
        return wall, processor

    def measure(self, side):
        wall, processor = self.run(side)
        self.walls.append(wall)
        self.processors.append(processor)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def own(arguments, network, threads, folder):
    command = [arguments.worker, os.path.join(folder, network + ".safetensors"), str(threads)]
    return Contender("opine", command, threads)


def peer(arguments, kind, network, threads, folder, folds):
    ending = ".onnx" if kind == "onnxruntime" else ".safetensors"
    command = [
        sys.executable, os.path.join(HERE, "peers.py"), kind, network,
        os.path.join(folder, network + ending), str(threads), "folded" if folds else "unfolded"]
    return Contender(kind, command, threads)


# --- Measurement -------------------------------------------------------------------------------


def started(makers):
    """The contenders that start; the others are named."""
    contenders = []
    for name, maker in makers:
        try:
            contenders.append(maker())
        except RuntimeError as error:
            print(f"  {name} does not run: {str(error).splitlines()[-1]}")
    return contenders


def checked(contenders, reference, side, folder):
    """Runs each once and notes how far its result is from the reference; who fails is left out."""
    import numpy as np

    def result(contender):
        path = os.path.join(folder, "result")
        contender.run(side, path)
        return np.fromfile(path, np.float32)

    expected = result(reference)
    able = []
    for contender in contenders:
        try:
            difference = np.abs(result(contender) - expected).max()
            contender.error = float(difference / np.abs(expected).max())
            able.append(contender)
        except (RuntimeError, ValueError, BrokenPipeError) as error:
            print(f"  {contender.name} fails: {str(error).splitlines()[-1]}")
    return able


def compare(arguments, network, side, threads, folder):
    """Measures one network at one size, and prints the table."""
    print(f"{network} {side}x{side}, {threads} thread{'s' if threads > 1 else ''}")
    folds = not arguments.unfolded
    makers = [("opine", lambda: own(arguments, network, threads, folder))]
    for kind in arguments.peers:
        makers.append((
            kind, lambda kind=kind: peer(arguments, kind, network, threads, folder, folds)))
    reference = peer(arguments, "eager", network, threads, folder, False)
    contenders, peaks = started(makers), []
    try:
        contenders = checked(contenders, reference, side, folder)
        reference.close()
        for _ in range(arguments.rounds):
            for contender in contenders:
                contender.measure(side)
                time.sleep(arguments.pause)
            peaks.append(contenders[0].ask("peak", "peak")[0])
    finally:
        for contender in contenders + [reference]:
            contender.close()
    return report(network, side, threads, contenders, max(peaks))


def report(network, side, threads, contenders, peak):
    """Prints a table, and returns its figures."""
    first = contenders[0]
    gigaflop = 2 * first.multiplications * side * side / 1e9
    print(f"  {'':14} {'ratio':>6} {'by CPU':>6} {'median s':>9} {'best s':>8} {'GF/s':>6} "
          f"{'of peak':>7} {'peak MiB':>8} {'error':>8}")
    rows = []
    for contender in contenders:
        ratio = statistics.median(a / b for a, b in zip(contender.walls, first.walls))
        by_processor = statistics.median(
            a / b for a, b in zip(contender.processors, first.processors))
        best = min(contender.walls)
        share = gigaflop / min(contender.processors) / peak
        correct = contender.error <= LARGEST_ERROR
        rows.append({
            "network": network, "side": side, "threads": threads, "contender": contender.name,
            "ratio": ratio, "ratio_of_processor_time": by_processor,
            "median_seconds": statistics.median(contender.walls), "best_seconds": best,
            "gigaflops": gigaflop / best, "share_of_peak": share,
            "peak_mebibytes": contender.peak / 1024, "error": contender.error, "correct": correct})
        print(f"  {contender.name:14} {ratio:6.2f} {by_processor:6.2f} "
              f"{rows[-1]['median_seconds']:9.3f} {best:8.3f} {gigaflop / best:6.0f} "
              f"{100 * share:6.1f}% {contender.peak / 1024:8.0f} "
              f"{contender.error:8.1e}{'' if correct else '  WRONG, not counted'}")
    correct = [row for row in rows[1:] if row["correct"]]
    if correct:
        fastest = min(correct, key=lambda row: row["ratio"])
        print(f"  fastest correct peer / opine: {fastest['ratio']:.2f} ({fastest['contender']})")
    print(f"  {gigaflop:.1f} GFLOP nominal; peak of multiply-adds {peak:.0f} GFLOP per processor "
          "second\n", flush=True)
    return rows


def linear(arguments, folder):
    """Whether time grows with the pixels; returns the largest growth for four times as many."""
    largest = 0
    for network in arguments.networks:
        sides = arguments.sizes or [SIZES[network][0], SIZES[network][1], 2 * SIZES[network][1]]
        for threads in arguments.threads:
            contender = own(arguments, network, threads, folder)
            contender.run(sides[0])
            times = {side: [] for side in sides}
            for _ in range(arguments.rounds):
                for side in sides:
                    times[side].append(contender.run(side)[0])
            contender.close()
            for small, large in zip(sides, sides[1:]):
                growth = min(times[large]) / min(times[small]) / (large / small / 2) ** 2
                largest = max(largest, growth)
                print(f"{network}, threads {threads}: {small}x{small} {min(times[small]):.3f} s, "
                      f"{large}x{large} {min(times[large]):.3f} s; four times the pixels take "
                      f"{growth:.2f} times as long", flush=True)
    print(f"largest: {largest:.2f} of at most 4.2")
    return largest


def memory(arguments, folder):
    contender = own(arguments, "rrdbnet", arguments.threads[0], folder)
    wall, _ = contender.run(1024)
    contender.close()
    print(f"rrdbnet 1024x1024, threads {arguments.threads[0]}: {wall:.1f} s, "
          f"peak {contender.peak / 1024:.0f} MiB")


def main():
    arguments = parse()
    if not os.path.exists(arguments.worker):
        sys.exit("The worker is not built; type: "
                 "BENCHMARKS=1 swift build -c release --product NetworkBenchmark")
    enter(arguments.venv, arguments)
    sys.path.insert(0, HERE)
    import peers

    with tempfile.TemporaryDirectory() as folder:
        for network in set(arguments.networks) | ({"rrdbnet"} if arguments.memory else set()):
            weights = os.path.join(folder, network + ".safetensors")
            peers.write_weights(network, weights)
            if "onnxruntime" in arguments.peers and not (arguments.linear or arguments.memory):
                target = os.path.join(folder, network + ".onnx")
                peers.export(network, weights, not arguments.unfolded, target)
        if arguments.memory:
            memory(arguments, folder)
        if arguments.linear:
            sys.exit(1 if linear(arguments, folder) > 4.2 else 0)
        if arguments.memory:
            return
        rows = []
        for threads in arguments.threads:
            for network in arguments.networks:
                for side in arguments.sizes or SIZES[network]:
                    rows += compare(arguments, network, side, threads, folder)
    if arguments.output:
        with open(arguments.output, "w") as file:
            json.dump(rows, file, indent=1)


if __name__ == "__main__":
    main()
