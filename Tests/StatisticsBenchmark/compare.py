#!/usr/bin/env python3
"""Times `opine stats --all` beside a report of Python packages, on two sizes, in turns.

    compare.py OPINE SHARED [--python PYTHON] [--turns 5]

OPINE is the release program. SHARED, or OPINE_SHARED in the environment, is a folder with
`data/peer_report.py` and `data/generate_ratings.py`; the first names the packages that PYTHON needs.
Prints CPU seconds (user and system), the median over turns, and the largest peak memory of both, and
their ratios. Everything runs on one thread.
"""
import argparse
import os
import statistics
import subprocess
import sys
import tempfile

SIZES = [
    ("31,668 ratings", ["--sources", "87", "--methods", "14", "--raters", "26", "--seed", "3"]),
    ("1,000,000 ratings", ["--sources", "1000", "--methods", "10", "--raters", "100", "--seed", "2"]),
]
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def cost(command):
    """CPU seconds and peak MiB of a fresh process."""
    environment = {**os.environ, **ONE_THREAD}
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(command)} failed:\n{errors.decode(errors='replace')}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def measure(label, opine, peer, turns):
    costs = {"opine": [], "peers": []}
    for _ in range(turns):
        costs["opine"].append(cost(opine))
        costs["peers"].append(cost(peer))
    seconds = {name: statistics.median(c[0] for c in runs) for name, runs in costs.items()}
    memory = {name: max(c[1] for c in runs) for name, runs in costs.items()}
    for name in costs:
        print(f"{label:18} {name:6} {seconds[name]:8.3f} CPU s {memory[name]:7.0f} MiB")
    print(
        f"{label:18} ratio  {seconds['peers'] / seconds['opine']:8.1f}       "
        f"{memory['peers'] / memory['opine']:7.1f}")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("opine")
    parser.add_argument("shared", nargs="?", default=os.environ.get("OPINE_SHARED"))
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--turns", type=int, default=5)
    arguments = parser.parse_args()
    if not arguments.shared:
        parser.error("name the folder SHARED, or set OPINE_SHARED")
    data = os.path.join(arguments.shared, "data")
    with tempfile.TemporaryDirectory() as folder:
        for label, options in SIZES:
            ratings = os.path.join(folder, "ratings.csv")
            subprocess.run(
                [arguments.python, os.path.join(data, "generate_ratings.py"), *options, "-o", ratings],
                check=True, stderr=subprocess.DEVNULL)
            measure(
                label, [arguments.opine, "stats", "--ratings", ratings, "--all"],
                [arguments.python, os.path.join(data, "peer_report.py"), ratings], arguments.turns)


if __name__ == "__main__":
    main()
