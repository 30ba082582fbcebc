#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compiles each public header alone, and included twice, with warnings as errors."""
import argparse
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

FLAGS = ["-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Werror"]


def headers_below(folder):
    for place, _, files in os.walk(os.path.join(folder, "nuage")):
        for name in files:
            if name.endswith(".hpp"):
                yield os.path.relpath(os.path.join(place, name), folder)


def errors_of(options, header):
    """What the compiler says, or nothing."""
    source = f"#include <{header}>\n#include <{header}>\n"
    command = [options.compiler, *FLAGS, "-I", options.include, "-x", "c++", "-"]
    return subprocess.run(command, input=source, capture_output=True, text=True).stderr


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--compiler", required=True)
    parser.add_argument("--include", required=True)
    parser.add_argument("--without", action="append", default=[], help="name of a header whose library is not here")
    options = parser.parse_args()

    headers = sorted(headers_below(options.include))
    wanted = [h for h in headers if os.path.basename(h).removesuffix(".hpp") not in options.without]
    with ThreadPoolExecutor(max_workers=2) as pool:
        results = list(pool.map(lambda header: errors_of(options, header), wanted))
    failed = [(header, errors) for header, errors in zip(wanted, results) if errors]
    for header, errors in failed:
        print(f"FAILED: <{header}> does not stand alone")
        print("\n".join("    " + line for line in errors.splitlines()[:8]))
    print(f"{len(wanted) - len(failed)} passed, {len(failed)} failed, {len(headers) - len(wanted)} skipped")
    return 1 if failed or not wanted else 0


if __name__ == "__main__":
    sys.exit(main())
