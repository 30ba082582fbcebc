#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Wrong programs, and the sentence that the compiler must say about each.

    run.py --compiler PATH --include DIR... [--only TEXT] [--show]
    run.py --compiler PATH --include DIR... --self-test

A case is a file of cases/ that begins with one of

    // expect: [F001] Post has no field 'auhtor'. …     the whole sentence; longer ones go on in comment lines
    // expect-success                                   indented by five spaces

The sentence must stand in the first error, alone or as the text of an assertion, and it must be the only error: a
program with one mistake gets one sentence. Without --only, each code in the sources must also be described in
docs/reference/errors.md and shown by a case or a test. Python 3 standard library only.
"""

import argparse
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PAGE = ROOT / "docs" / "reference" / "errors.md"
CODE = re.compile(r"\[([A-Z]\d{3})\]")

ERROR = re.compile(r": (fatal )?error: ")
NOTE = re.compile(r": note: |^\s+(required from|in 'constexpr' expansion)")
# The argument of g++'s mistake<>, the first of clang's nuage_says<>.
STRING = re.compile(r'fixed_string<[^>]*>\{+"((?:[^"\\]|\\.)*)"\}+')
BETWEEN = re.compile(r"(, )?(nuage::detail::)?")


class Compiler:
    """Runs one compiler on cases. The models are compiled once, as a precompiled header in `scratch`."""

    def __init__(self, program, includes, scratch):
        self.includes = [f"-I{directory}" for directory in includes]
        self.command = [program, "-std=c++20", "-fsyntax-only", "-fmessage-length=0", "-fno-diagnostics-color"]
        version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
        self.is_clang = "clang" in version
        # Excerpts of the source would show the sentences that the library's sources contain.
        self.command += ["-fno-caret-diagnostics"] if self.is_clang else ["-fno-diagnostics-show-caret"]
        # What precedes the error matters, the depth of it does not.
        self.command += ["-ftemplate-backtrace-limit=0"]
        self.models = self.precompiled(scratch)

    def precompiled(self, scratch):
        header, output = HERE / "models.hpp", pathlib.Path(scratch) / "models.pch"
        if not self.is_clang:
            # g++ looks for it beside the header, and knows the header again by its content.
            header = shutil.copy(header, scratch)
            output = f"{header}.gch"
        command = [word for word in self.command if word != "-fsyntax-only"]
        result = self.run([*command, "-x", "c++-header", *self.includes, str(header), "-o", str(output)])
        if result.returncode != 0:
            sys.exit("models.hpp does not compile:\n" + result.stderr)
        return ["-include-pch", str(output)] if self.is_clang else ["-include", str(header)]

    @staticmethod
    def run(command):
        # Quotation marks of the C locale: ' on both sides.
        environment = {**os.environ, "LC_ALL": "C"}
        return subprocess.run(command, capture_output=True, text=True, errors="replace", env=environment)

    def compile(self, case):
        return self.run([*self.command, *self.models, *self.includes, str(case)])


def expectation(case):
    """The sentence of a case, or None for one that must compile."""
    lines = case.read_text(encoding="utf-8").splitlines()
    for at, line in enumerate(lines):
        if line == "// expect-success":
            return None
        if line.startswith("// expect: "):
            words = [line.removeprefix("// expect: ")]
            for more in lines[at + 1:]:
                if not more.startswith("//     "):
                    break
                words.append(more.removeprefix("//     "))
            return " ".join(words)
    raise ValueError(f"{case.name} does not say what to expect")


def first_error(output):
    """The first error with the lines that belong to it, and the number of errors."""
    lines = output.splitlines()
    errors = [at for at, line in enumerate(lines) if ERROR.search(line)]
    if not errors:
        return [], 0
    end = errors[0] + 1
    while end < len(lines) and NOTE.search(lines[end]):
        end += 1
    return lines[:end], len(errors)


def unescaped(text):
    return re.sub(r"\\(.)", r"\1", text)


def sentences(lines):
    """What an error says: the texts of assertions and the strings among its template arguments."""
    said = []
    for line in lines:
        assertion = re.search(r"static assertion failed(?: due to requirement '.*')?: (.*)$", line)
        if assertion:
            said.append(unescaped(assertion.group(1)))
        for start in re.finditer(r"(?:nuage_says|mistake)<", line):
            # clang gives the sentence in several strings, separated by commas.
            pieces, at = [], start.end()
            while (piece := STRING.search(line, at)) and BETWEEN.fullmatch(line, at, piece.start()):
                pieces.append(piece.group(1))
                at = piece.end()
            if pieces:
                said.append(unescaped("".join(pieces)))
    return said


def check(compiler, case):
    """What is wrong with a case; an empty list when nothing is."""
    wanted = expectation(case)
    result = compiler.compile(case)
    if wanted is None:
        return [] if result.returncode == 0 else ["must compile, but:", *first_error(result.stderr)[0][-4:]]
    if result.returncode == 0:
        return ["compiles, but must not"]
    lines, errors = first_error(result.stderr)
    said = sentences(lines)
    if wanted in said:
        if errors == 1:
            return []
        rest = [line for line in result.stderr.splitlines() if ERROR.search(line)][1:3]
        return [f"says the sentence, and then {errors - 1} other errors:", *rest]
    problem = ["wanted: " + wanted, "first error: " + next((line for line in lines if ERROR.search(line)), "none")]
    coded = [sentence for sentence in said if CODE.match(sentence)]
    if coded:
        problem.append("it says: " + coded[0])
    if wanted in sentences(result.stderr.splitlines()):
        problem.append("the sentence comes in a later error")
    return problem


def codes_in(paths):
    found = set()
    for path in paths:
        found |= set(CODE.findall(path.read_text(encoding="utf-8")))
    return found


def check_codes(cases):
    """Differences between the codes of the sources, of the reference page and of the cases."""
    sources = [path for folder in ("include", "src") for path in (ROOT / folder).rglob("*.[hc]pp")]
    known = codes_in(sources)
    described = set(re.findall(r"^### ([A-Z]\d{3})\b", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    # Sentences of run time are shown by the tests that run.
    shown = codes_in([*cases, *(ROOT / "tests" / "unit").glob("*.cpp"), *(ROOT / "tests" / "suite").rglob("*.cpp")])
    problems = [f"{code} is not described in {PAGE.relative_to(ROOT)}" for code in sorted(known - described)]
    problems += [f"{code} is described in {PAGE.relative_to(ROOT)}, but no source says it"
                 for code in sorted(described - known)]
    problems += [f"{code} is shown by no case and no test" for code in sorted(known - shown)]
    return problems


def report(name, problem, show):
    if problem:
        print(f"FAILED {name}")
        for line in problem:
            print("    " + line)
    elif show:
        print(f"passed {name}")
    return bool(problem)


def run_cases(compiler, cases):
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        yield from zip(cases, pool.map(lambda case: check(compiler, case), cases))


SELF_TEST = {
    "right": ("// expect-success", 'auto rows = Post::objects.filter("title"_f = "x")', True),
    "wrong": ("// expect: [F006] A field name is empty.", 'Post::objects.filter(""_f = "x")', True),
    "compiles": ("// expect: [F006] A field name is empty.", 'Post::objects.filter("title"_f = "x")', False),
    "does_not_compile": ("// expect-success", 'Post::objects.filter(""_f = "x")', False),
    "part_of_the_sentence": ("// expect: [F006] A field name", 'Post::objects.filter(""_f = "x")', False),
    "other_sentence": ("// expect: [F006] A field name is missing.", 'Post::objects.filter(""_f = "x")', False),
    "other_error": ("// expect: [F006] A field name is empty.", 'undeclared(Post::objects.filter(""_f = "x"))', False),
    "error_before": ("// expect: [F006] A field name is empty.", 'undeclared; Post::objects.filter(""_f = "x")', False),
}


def self_test(compiler, scratch):
    """Which of the cases of known outcome came out otherwise: a check that cannot fail shows nothing."""
    problems = []
    for name, (expect, statement, passes) in SELF_TEST.items():
        case = pathlib.Path(scratch) / f"{name}.cpp"
        case.write_text(f'{expect}\n#include "{HERE}/models.hpp"\nvoid query() {{ {statement}; }}\n', encoding="utf-8")
        if (not check(compiler, case)) != passes:
            problems.append(f"{name} {'failed' if passes else 'passed'}, but should not have")
    return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--compiler", required=True)
    parser.add_argument("--include", action="append", default=[])
    parser.add_argument("--only", default="", help="cases whose name contains this text")
    parser.add_argument("--show", action="store_true", help="name the cases that pass, too")
    parser.add_argument("--self-test", action="store_true")
    options = parser.parse_args()
    includes = options.include or [str(ROOT / "include")]

    with tempfile.TemporaryDirectory() as scratch:
        compiler = Compiler(options.compiler, includes, scratch)
        results = []
        if options.self_test or not options.only:
            results.append(report("self-test", self_test(compiler, scratch), options.show))
        if not options.self_test:
            cases = sorted(case for case in (HERE / "cases").glob("*.cpp") if options.only in case.stem)
            results += [report(case.stem, problem, options.show) for case, problem in run_cases(compiler, cases)]
            if not options.only:
                results.append(report("codes", check_codes(cases), options.show))
        failed = sum(results)
        passed = len(results) - failed
    print(f"{passed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
