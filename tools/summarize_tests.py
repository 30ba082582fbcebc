#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Adds up ctest runs: summarize_tests.py [--failed-steps N] JUNIT.xml...

A ctest entry whose output ends in "N passed, N failed, N skipped" counts as that many test cases, any other as one.
Prints the entries that failed, then one line of the same form; exits with 1 if anything failed.
"""
import argparse
import os
import re
import sys
import xml.etree.ElementTree as xml

COUNTS = re.compile(r"^(\d+) passed, (\d+) failed, (\d+) skipped\s*$", re.MULTILINE)


def counts_of(case):
    """[passed, failed, skipped] of one ctest entry."""
    if case.find("skipped") is not None or case.get("status") in ("notrun", "disabled"):
        # ctest reports a program it could not start as "notrun", too; only the return code 77 is a skip.
        message = (case.find("skipped").get("message") if case.find("skipped") is not None else "") or ""
        return [0, 0, 1] if "SKIP" in message.upper() else [0, 1, 0]
    broken = case.find("failure") is not None or case.get("status") != "run"
    lines = COUNTS.findall(case.findtext("system-out") or "")
    if not lines:
        return [0, 1, 0] if broken else [1, 0, 0]
    passed, failed, skipped = map(int, lines[-1])
    return [passed, max(failed, 1) if broken else failed, skipped]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--failed-steps", type=int, default=0, help="steps that failed before any test could run")
    parser.add_argument("reports", nargs="*")
    options = parser.parse_args()

    total = [0, options.failed_steps, 0]
    for report in options.reports:
        if not os.path.exists(report):
            continue  # its step failed, and was counted by --failed-steps
        for case in xml.parse(report).getroot().iter("testcase"):
            counts = counts_of(case)
            total = [a + b for a, b in zip(total, counts)]
            if counts[1]:
                print(f"failed: {case.get('name')} ({counts[1]}), in {report}")
    print("{} passed, {} failed, {} skipped".format(*total))
    return 1 if total[1] else 0


if __name__ == "__main__":
    sys.exit(main())
