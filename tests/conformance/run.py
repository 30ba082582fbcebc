#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs nuage_conformance on one database.

    run.py --binary BINARY (--sqlite-file FILE | --copy VARIABLE) [--doctored] -- ARGUMENT...

--sqlite-file begins with an empty file; --copy takes the URL from an environment variable and exits with 77 (the skip
code that ctest is told) where that one is not set. The reference drew the UUIDs of new books from a generator seeded
with the id of the case; the same ones go to the binary in a file. --doctored proves that the runner can fail: it spoils expectations,
one in each way that a result can be wrong, and the lists of cases with fewer queries than Django's and of those that differ on
a database, and exits with 0 only if exactly those cases are told to have failed.
"""
import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import uuid

SKIPPED = 77
UIDS_PER_CASE = 8


def spoil_value(case):
    case["expect"] = {"all": ["no result is like this"]}


def spoil_queries(case):
    case["queries"] = 99


def spoil_last_item(case):
    for value in case["expect"].values():
        value[-1] = "another one"


def drop_last_item(case):
    for value in case["expect"].values():
        value.pop()


def reverse_items(case):
    for value in case["expect"].values():
        value.reverse()


def spoil_error(case):
    case["expect"] = {"all": {"$error": "NoSuchError"}}


def rename(case):
    case["id"] += ".nobody_ported_this"


def has_items(case):
    return all(isinstance(value, list) and len(value) > 1 and value[0] != value[-1] for value in case["expect"].values())


def is_ordered(case):
    return has_items(case) and case["ordered"]


WAYS = [
    (spoil_value, lambda case: case["mode"] != "error"),
    (spoil_queries, lambda case: True),
    (spoil_last_item, has_items),
    (drop_last_item, has_items),
    (reverse_items, is_ordered),
    (spoil_error, lambda case: case["mode"] == "error"),
    (rename, lambda case: True),
]


def listed_cases(path):
    """(id, heading it stands below) of each row of a list."""
    heading = ""
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.startswith("#"):
                heading = line.strip("# \n")
            elif row := re.match(r"\| `([^`]+)`", line):
                yield row[1], heading


def spoil_lists(document, arguments, folder, unlisted):
    """One case with fewer queries loses its row, one gets a row it should not have, and Django gets no more than nuage in
    another. Returns their ids and changes the arguments."""
    places = [place + 1 for place, option in enumerate(arguments) if option == "--not-applicable"]
    fewer = [(place, case) for place in places for case, heading in listed_cases(arguments[place]) if heading == "Fewer queries"]
    if len(fewer) < 2:
        return set()
    (place, forgotten), *_, (_, equal) = fewer
    with open(arguments[place], encoding="utf-8") as file:
        lines = [line for line in file if not line.startswith(f"| `{forgotten}`")]
    arguments[place] = os.path.join(folder, "not_applicable.md")
    with open(arguments[place], "w", encoding="utf-8") as file:
        file.writelines([*lines, "\n## Fewer queries\n", f"| `{unlisted}` | it has not |\n"])
    next(case for case in document["cases"] if case["id"] == equal)["queries"] = 0
    return {forgotten, equal, unlisted}


def spoil_differences(document, arguments, folder, unlisted):
    """One case that differs on a database loses its row, one stands there with another database, one gets a row that it should
    not have, and in one Django gets the answer that nuage gives there. Returns their ids and changes the arguments."""
    place = arguments.index("--not-applicable") + 1
    differing = [case for case, heading in listed_cases(arguments[place]) if heading == "Differs on a database"]
    cases = {case["id"]: case for case in document["cases"]}
    equal = next((case for case in differing if make_answers_equal(cases[case])), None)
    if equal is None or len(differing) < 3:
        return set()
    forgotten, elsewhere = [case for case in differing if case != equal][:2]
    with open(arguments[place], encoding="utf-8") as file:
        lines = [line for line in file if not line.startswith(f"| `{forgotten}`")]
    lines = [re.sub(r"(\| `[^`]+` \| )\w+", r"\1oracle", line) if line.startswith(f"| `{elsewhere}`") else line for line in lines]
    arguments[place] = os.path.join(folder, "differences.md")
    with open(arguments[place], "w", encoding="utf-8") as file:
        file.writelines([*lines, "\n## Differs on a database\n", f"| `{unlisted}` | sqlite | it does not |\n"])
    return {forgotten, elsewhere, equal, unlisted}


def make_answers_equal(case):
    """Where two databases have one answer, and the third another: gives it the same."""
    answers = case["expect"]
    for database in answers:
        others = [answers[other] for other in answers if other != database]
        if len(others) > 1 and all(other == others[0] for other in others) and answers[database] != others[0]:
            answers[database] = others[0]
            return True
    return False


def run(options, arguments):
    environment = dict(os.environ)
    if options.sqlite_file:
        for ending in ("", "-wal", "-shm", "-journal"):
            if os.path.exists(options.sqlite_file + ending):
                os.remove(options.sqlite_file + ending)
        environment["NUAGE_TEST_DATABASE"] = "sqlite:///" + options.sqlite_file
    else:
        environment["NUAGE_TEST_DATABASE"] = os.environ[options.copy]
    with tempfile.NamedTemporaryFile("w", suffix=".json") as uids:
        json.dump({case["id"]: uids_of(case["id"]) for case in read_cases(arguments)["cases"]}, uids)
        uids.flush()
        return subprocess.run([options.binary, *arguments, "--uids", uids.name], env=environment, text=True,
                              capture_output=options.doctored, check=False)


def uids_of(case_id):
    source = random.Random(case_id)
    return [str(uuid.UUID(int=source.getrandbits(128), version=4)) for _ in range(UIDS_PER_CASE)]


def read_cases(arguments):
    with open(arguments[cases_argument(arguments)], encoding="utf-8") as file:
        return json.load(file)


def cases_argument(arguments):
    return arguments.index("--cases") + 1


def doctored(options, arguments):
    place = cases_argument(arguments)
    original = arguments[place]
    ported = run(options, arguments)
    if ported.returncode != 0:
        sys.exit("the cases fail already before they are spoilt:\n" + ported.stdout + ported.stderr)
    document = read_cases(arguments)
    listed = {case for option, path in zip(arguments, arguments[1:]) if option == "--not-applicable"
              for case, _ in listed_cases(path)}
    usable = [case for case in document["cases"] if case["id"] not in listed and not case.get("quirk")]
    spoilt = set()
    for spoil, applies in WAYS:
        case = next((case for case in usable if applies(case) and case["id"] not in spoilt), None)
        if case is None:
            sys.exit(f"no case is fit for {spoil.__name__}()")
        spoil(case)
        spoilt.add(case["id"])
    with tempfile.TemporaryDirectory() as folder:
        unspoilt = [case["id"] for case in usable if case["id"] not in spoilt]
        in_lists = spoil_lists(document, arguments, folder, unspoilt[0]) | spoil_differences(document, arguments, folder, unspoilt[1])
        spoilt |= in_lists
        arguments[place] = os.path.join(folder, "cases.json")
        with open(arguments[place], "w", encoding="utf-8") as file:
            json.dump(document, file)
        shutil.copy(os.path.join(os.path.dirname(original), "data.json"), folder)
        done = run(options, arguments)
    told = set(re.findall(r"^failed: (\S+) on ", done.stdout, re.MULTILINE))
    if done.returncode != 1 or told != spoilt:
        print(done.stdout, done.stderr)
        sys.exit(f"status {done.returncode} instead of 1; spoilt {sorted(spoilt)}, told {sorted(told)}")
    print(f"{len(WAYS) + len(in_lists)} passed, 0 failed, 0 skipped")
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", required=True)
    place = parser.add_mutually_exclusive_group(required=True)
    place.add_argument("--sqlite-file")
    place.add_argument("--copy")
    parser.add_argument("--doctored", action="store_true")
    parser.add_argument("arguments", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    arguments = options.arguments[1:] if options.arguments[:1] == ["--"] else options.arguments
    if options.copy and not os.environ.get(options.copy):
        print(f"{options.copy} is not set")
        return SKIPPED
    return doctored(options, arguments) if options.doctored else run(options, arguments).returncode


if __name__ == "__main__":
    sys.exit(main())
