#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Measures nuage against the C clients, prints a table against the aims and writes bench/results.json.

    run.py BINARY [--quick] [--json FILE] [ARGUMENT of nuage_bench]...
    run.py BINARY --threads [--json FILE] [--only DATABASE]

BINARY is nuage_bench, built optimised. Times come from one run of it; instructions, for SQLite, from callgrind, which
counts the two sides one after the other and exactly. --threads measures what several threads get done, and puts its
results in the place of former ones of its kind. Python 3 standard library only.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

# What we aim at: for SQLite a ratio of instructions, for servers one of wall time.
AIMS = {
    "sqlite": {"get": 1.10, "bulk_read": 1.02, "filtered": 1.05, "join": 1.05, "bulk_create": 0.90, "update": 1.10,
               "prefetch": 1.15},
    "postgresql": {**dict.fromkeys(["get", "bulk_read", "filtered", "join", "bulk_create", "update"], 1.05),
                   "bulk_create_100k": 1.15, "prefetch": 1.15},
    "mariadb": {**dict.fromkeys(["get", "bulk_read", "filtered", "join", "bulk_create", "update"], 1.05),
                "prefetch": 1.15},
}
# `get` by several threads, in wall time per operation of all of them.
THREADS_AIMS = {"sqlite": 1.10, "postgresql": 1.05, "mariadb": 1.05}
# Instructions per row do not depend on how many rows there are; callgrind is slow.
COUNTED_ROWS = 20_000
COUNTED_FUNCTION = "nuage_bench_counted"


def instructions(binary, database, workload, side):
    """How many instructions one side takes for the number of operations that nuage_bench proposes."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out",
                   f"--toggle-collect={COUNTED_FUNCTION}", binary, "--rows", str(COUNTED_ROWS),
                   "--only", f"{database}:{workload}:{side}"]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{' '.join(command)} failed:\n{done.stderr}")
        with open(f"{folder}/out", encoding="utf-8") as output:
            totals = re.search(r"^(?:totals|summary): (\d+)", output.read(), re.MULTILINE)
    return int(totals.group(1))


def measured(binary, arguments):
    command = [binary, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            result = json.loads(line)
            print(f"    timed {result['database']} {result['workload']}", file=sys.stderr, flush=True)
            yield result
    if process.returncode != 0:
        sys.exit(process.returncode)


def with_ratios(binary, result, count):
    result["ratio"] = round(result["nuage_ns"] / result["raw_ns"], 3)
    result["instructions_ratio"] = None
    if count and result["database"] == "sqlite":
        counts = [instructions(binary, "sqlite", result["workload"], side) for side in ("nuage", "raw")]
        result["instructions_ratio"] = round(counts[0] / counts[1], 3)
        print(f"    counted {result['workload']}: {counts[0]:,} against {counts[1]:,}", file=sys.stderr, flush=True)
    return result


def is_of_threads(result):
    return "thread" in result["workload"]


def readable(nanoseconds):
    for unit, size in (("ms", 1e6), ("µs", 1e3)):
        if nanoseconds >= size:
            return f"{nanoseconds / size:.2f} {unit}"
    return f"{nanoseconds:.0f} ns"


def verdict(result):
    threads = is_of_threads(result)
    aim = THREADS_AIMS[result["database"]] if threads else AIMS[result["database"]][result["workload"]]
    reached = result["instructions_ratio"] if result["database"] == "sqlite" and not threads else result["ratio"]
    if reached is None:
        return f"{aim:.2f}"
    return f"{aim:.2f} {'met' if round(reached, 2) <= aim else 'missed'}"


def table(results):
    lines = [("database", "workload", "nuage", "by hand", "time", "instructions", "aim")]
    for result in results:
        counted = result["instructions_ratio"]
        lines.append((result["database"], result["workload"], readable(result["nuage_ns"]),
                      readable(result["raw_ns"]), f"{result['ratio']:.3f}",
                      "-" if counted is None else f"{counted:.3f}", verdict(result)))
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    for line in lines:
        print("  ".join(cell.ljust(width) if i < 2 or i == 6 else cell.rjust(width)
                        for i, (cell, width) in enumerate(zip(line, widths))).rstrip())


def write_json(path, results, threads):
    """Results of the other kind, that are in the file, stay there."""
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            kept = [result for result in json.load(file) if is_of_threads(result) != threads]
        results = kept + results if threads else results + kept
    with open(path, "w", encoding="utf-8") as file:
        file.write("[\n" + ",\n".join("  " + json.dumps(result) for result in results) + "\n]\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--quick", action="store_true", help="times only, no callgrind")
    parser.add_argument("--json", help="where to write; default: bench/results.json if everything was measured")
    parser.add_argument("--threads", action="store_true", help="`get` by 1, 4 and 16 threads")
    options, rest = parser.parse_known_args()
    count = not options.quick and not options.threads
    if count and shutil.which("valgrind") is None:
        print("valgrind is missing: instructions are not counted", file=sys.stderr)
        count = False
    # Timed in one go, before callgrind keeps the machine busy.
    results = [with_ratios(options.binary, result, count) for result in list(measured(options.binary, rest + ["--threads"] * options.threads))]
    table(results)
    path = options.json
    if path is None and not rest and (count or options.threads):
        path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "results.json")
    if path is not None:
        write_json(path, results, options.threads)
        print(f"written to {os.path.relpath(path)}")


if __name__ == "__main__":
    main()
