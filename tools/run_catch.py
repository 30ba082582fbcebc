#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs a Catch2 binary (v2 or v3) and says what came of its test cases.

    run_catch.py --report FILE.xml [--set VAR=VALUE] [--copy VAR=OTHER] -- BINARY [ARGUMENT...]

Catch2 v2 has one reporter at a time, and none of them counts test cases, names failures with their place and survives
a crash. So the binary writes XML, and this program reads it: every failure goes to standard output, then one line
"N passed, N failed, N skipped". A test case counts as skipped when Catch2 v3 says so, or when it warns "skipped: ...".
--set gives the binary an environment variable; --copy gives it the value of another variable and exits with 77 (the
skip code that ctest is told) where that one is not set.
"""
import argparse
import os
import subprocess
import sys
import xml.etree.ElementTree as xml

SKIPPED = 77


def text_of(element):
    return " ".join((element.text or "").split())


def place_of(element):
    return f"{element.get('filename')}:{element.get('line')}"


def failure_lines(case):
    for element in case.iter():
        if element.tag == "Expression" and element.get("success") == "false":
            original, expanded = element.find("Original"), element.find("Expanded")
            yield f"{place_of(element)}: {element.get('type')}( {text_of(original)} )"
            if expanded is not None and text_of(expanded) != text_of(original):
                yield f"    expands to: {text_of(expanded)}"
        elif element.tag in ("Exception", "Failure", "FatalErrorCondition"):
            yield f"{place_of(element)}: {element.tag}: {text_of(element)}"
        elif element.tag == "Info":
            yield f"    info: {text_of(element)}"


def skip_reason(case):
    """The reason, or None. A case that fails after its warning has failed."""
    result = case.find("OverallResult")
    if int(result.get("skips", "0")) > 0:
        return "; ".join(text_of(s) for s in case.iter("Skip")) or "no reason given"
    for warning in case.iter("Warning"):
        if text_of(warning).lower().startswith("skip"):
            return text_of(warning)
    return None


def read_cases(path):
    """(finished test cases, name of the one that was running when the report broke off or None)"""
    finished, running = [], None
    try:
        for event, element in xml.iterparse(path, events=("start", "end")):
            if element.tag == "TestCase":
                running = element.get("name") if event == "start" else None
                if event == "end":
                    finished.append(element)
    except (xml.ParseError, FileNotFoundError):
        pass
    return finished, running


def summarize(path, exit_code):
    passed = failed = 0
    skips = {}
    cases, running = read_cases(path)
    for case in cases:
        if case.find("OverallResult").get("success") != "true":
            failed += 1
            print(f"FAILED: {case.get('name')}")
            print("\n".join(f"    {line}" for line in failure_lines(case)))
        elif (reason := skip_reason(case)) is not None:
            skips.setdefault(reason, []).append(case.get("name"))
        else:
            passed += 1
    if running is not None:
        failed += 1
        print(f"FAILED: {running}\n    the program ended in this test case, with code {exit_code}")
    elif exit_code != 0 and failed == 0:
        # Outside of the test cases: a leak report, or a crash while starting or ending.
        failed += 1
        print(f"FAILED: the program ended with code {exit_code}, and no test case failed")
    for reason, names in skips.items():
        print(f"{reason} ({len(names)}): {', '.join(names[:3])}{', ...' if len(names) > 3 else ''}")
    skipped = sum(len(names) for names in skips.values())
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return failed


def pair(text):
    name, separator, value = text.partition("=")
    if not separator:
        raise argparse.ArgumentTypeError(f"expected VARIABLE=VALUE, not '{text}'")
    return name, value


def main():
    parser = argparse.ArgumentParser(description="Runs a Catch2 binary and counts its test cases.")
    parser.add_argument("--report", required=True)
    parser.add_argument("--set", type=pair, action="append", default=[])
    parser.add_argument("--copy", type=pair, action="append", default=[])
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()

    environment = dict(os.environ)
    environment.update(options.set)
    for name, other in options.copy:
        if not os.environ.get(other):
            print(f"skipped: {other} is not set")
            return SKIPPED
        environment[name] = os.environ[other]

    os.makedirs(os.path.dirname(os.path.abspath(options.report)), exist_ok=True)
    if os.path.exists(options.report):
        os.remove(options.report)
    command = [*options.command, "-r", "xml", "-o", options.report]
    exit_code = subprocess.run(command, env=environment).returncode
    sys.stdout.flush()
    return 1 if summarize(options.report, exit_code) else 0


if __name__ == "__main__":
    sys.exit(main())
