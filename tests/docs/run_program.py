#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs a program of the documentation twice and compares what it prints with what the page says:
run_program.py PROGRAM EXPECTED.txt [--write]. The working directory is a fresh one, which the second run finds in use."""
import argparse
import difflib
import os
import subprocess
import sys
import tempfile

parser = argparse.ArgumentParser()
parser.add_argument("program")
parser.add_argument("expected")
parser.add_argument("--write", action="store_true", help="keep what the program prints as what is expected")
options = parser.parse_args()

with tempfile.TemporaryDirectory() as folder:
    for _ in range(2):
        run = subprocess.run([os.path.abspath(options.program)], cwd=folder, capture_output=True, text=True, timeout=60)
        if run.returncode != 0:
            print(run.stdout + run.stderr)
            sys.exit(f"{options.program} exited with {run.returncode}")
        if options.write:
            with open(options.expected, "w", encoding="utf-8") as file:
                file.write(run.stdout)
        with open(options.expected, encoding="utf-8") as file:
            expected = file.read()
        if run.stdout != expected:
            sys.stdout.writelines(difflib.unified_diff(expected.splitlines(True), run.stdout.splitlines(True), "expected", "printed"))
            sys.exit(1)
