#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What nuage costs to compile: wall time and peak memory, without optimisation.

    run.py [--check] [--compiler NAME]... [--keep DIR]

The units: `include` includes nuage.hpp and nothing else; `unit` has 10 models of 10 fields and 50 different queries;
`grown` has 20 annotated and 10 sub-queried ones more, and may cost 1.5 x what the unit took in the same run.
--check fails when g++ takes more than 1.5 times what we aim at. Python 3 standard library only.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True  # no __pycache__ in the source tree
from unit import unit_source  # noqa: E402

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
# (seconds, megabytes) with g++ -O0.
AIMS = {"include": (1.0, None), "unit": (5.0, 300)}
GROWTH = 1.5
TOLERANCE = 1.5
RUNS = 3
FLAGS = ["-std=c++20", "-O0", "-Wall", "-Wextra", "-DNUAGE_WITH_SQLITE", "-DNUAGE_WITH_POSTGRESQL"]


def compile_once(compiler, source):
    """(wall seconds, processor seconds, megabytes) of one compilation."""
    command = [compiler, *FLAGS, f"-I{ROOT}/include", "-c", source, "-o", os.devnull]
    start = time.monotonic()
    process = subprocess.Popen(command, env={**os.environ, "CCACHE_DISABLE": "1"})
    # wait4 and not communicate(): its figures are those of this child and of the compiler proper that it starts.
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)} failed")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def measure(compiler, source):
    """The best of a few runs: whatever else the machine does only adds."""
    runs = [compile_once(compiler, source) for _ in range(RUNS)]
    return tuple(min(column) for column in zip(*runs))


def write_units(folder):
    sources = {"include": "#include <nuage/nuage.hpp>\n", "unit": unit_source(), "grown": unit_source(grown=True)}
    paths = {}
    for name, text in sources.items():
        paths[name] = os.path.join(folder, name + ".cpp")
        with open(paths[name], "w", encoding="utf-8") as file:
            file.write(text)
    return paths


def aim_text(name, compiler):
    if "clang" in compiler:
        return ""
    if name == "grown":
        return f"{GROWTH} x unit"
    seconds, megabytes = AIMS[name]
    return f"{seconds:.0f} s" + (f", {megabytes} MB" if megabytes else "")


def exceeded(name, seconds, megabytes, unit):
    """Processor time is compared: unlike wall time it does not grow with what else runs."""
    most_seconds, most_megabytes = AIMS[name] if name in AIMS else (unit[0] * GROWTH, unit[1] * GROWTH)
    if seconds > most_seconds * TOLERANCE:
        return f"{name}: {seconds:.2f} s of processor time; {TOLERANCE} x the aim is {most_seconds * TOLERANCE:.2f} s"
    if most_megabytes and megabytes > most_megabytes * TOLERANCE:
        return f"{name}: {megabytes:.0f} MB; {TOLERANCE} x the aim is {most_megabytes * TOLERANCE:.0f} MB"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="g++ only; fail when far from the aims")
    parser.add_argument("--compiler", action="append", help="default: g++ and clang++-19")
    parser.add_argument("--keep", metavar="DIR", help="write the units there and leave them")
    options = parser.parse_args()
    compilers = options.compiler or (["g++"] if options.check else ["g++", "clang++-19"])
    problems = []
    with tempfile.TemporaryDirectory() as temporary:
        if options.keep:
            os.makedirs(options.keep, exist_ok=True)
        paths = write_units(options.keep or temporary)
        print(f"{'compiler':<12}{'what':<10}{'wall':>8}{'processor':>11}{'memory':>9}  aim (g++ -O0)")
        for compiler in compilers:
            if shutil.which(compiler) is None:
                print(f"{compiler:<12}not installed")
                continue
            unit = None
            for name, path in paths.items():
                wall, processor, megabytes = measure(compiler, path)
                print(f"{compiler:<12}{name:<10}{wall:>6.2f} s{processor:>9.2f} s{megabytes:>6.0f} MB  "
                      f"{aim_text(name, compiler)}".rstrip(), flush=True)
                if name == "unit":
                    unit = (processor, megabytes)
                problem = exceeded(name, processor, megabytes, unit) if "clang" not in compiler else None
                problems += [problem] if problem else []
    if options.check and problems:
        sys.exit("\n".join(problems))


if __name__ == "__main__":
    main()
