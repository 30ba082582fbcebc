#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Proves that the code in the documentation is code that is compiled and run: check_docs.py [--write] [--self-test] [ROOT]

Each block ```cpp or ```sql of README.md and docs/**/*.md must follow a line such as

    <!-- snippet: queries_test.cpp lookups -->

and be what stands between "// [lookups]" and "// [/lookups]" in that file of tests/docs; other blocks may. For SQL the
R"( and )" around a string are left out. The name "*" means the whole file. --write copies the snippets into the pages.
The files that pages link to must exist. Prints one line per mistake and exits with 1 if there is any.
"""
import argparse
import glob
import os
import re
import sys
import tempfile

CHECKED = ("cpp", "sql")
BLOCK = re.compile(r"(?:^<!-- snippet: (?P<file>\S+) (?P<name>\S+) -->\n)?^```(?P<language>\w+)\n(?P<code>.*?)^```$",
                   re.MULTILINE | re.DOTALL)
INDENTED = re.compile(r"^[ \t]+```(?:cpp|sql)$", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?://|#)([^)#\s]+)(?:#[^)]*)?\)")


class DocsError(Exception):
    pass


def snippet(root, file, name, language):
    path = os.path.join(root, "tests/docs", file)
    if not os.path.exists(path):
        raise DocsError(f"there is no file {os.path.relpath(path, root)}")
    with open(path, encoding="utf-8") as source:
        text = source.read()
    if name == "*":
        return text
    lines = text.splitlines()
    begin = [i for i, line in enumerate(lines) if line.strip() == f"// [{name}]"]
    end = [i for i, line in enumerate(lines) if line.strip() == f"// [/{name}]"]
    if len(begin) != 1 or len(end) != 1 or end[0] < begin[0]:
        raise DocsError(f"{os.path.relpath(path, root)} must have '// [{name}]' and '// [/{name}]' once each")
    body = [line for line in lines[begin[0] + 1:end[0]] if not re.fullmatch(r"\s*// \[/?[\w-]+\]", line)]
    if language == "sql" and body and body[0].lstrip().startswith('R"('):
        body[0] = body[0].replace('R"(', "   ", 1)
        body[-1] = body[-1].rstrip().removesuffix(')"')
    indents = [len(line) - len(line.lstrip()) for line in body if line.strip()]
    cut = min(indents, default=0)
    return "".join((line[cut:].rstrip() + "\n") for line in body)


def check_page(root, page, write):
    with open(os.path.join(root, page), encoding="utf-8") as file:
        text = file.read()
    mistakes = []

    def line_of(position):
        return text.count("\n", 0, position) + 1

    def refreshed(match):
        language = match["language"]
        where = f"{page}:{line_of(match.start('code'))}"
        if not match["file"]:
            if language in CHECKED:
                mistakes.append(f"{where}: a {language} block without a line <!-- snippet: FILE NAME --> before it")
            return match[0]
        try:
            code = snippet(root, match["file"], match["name"], language)
        except DocsError as error:
            mistakes.append(f"{where}: {error}")
            return match[0]
        if code != match["code"] and not write:
            mistakes.append(f"{where}: differs from '{match['name']}' of {match['file']}; tools/check_docs.py --write copies it")
        return f"<!-- snippet: {match['file']} {match['name']} -->\n```{language}\n{code}```"

    new = BLOCK.sub(refreshed, text)
    if write and new != text:
        with open(os.path.join(root, page), "w", encoding="utf-8") as file:
            file.write(new)
    for match in INDENTED.finditer(new):
        line = new.count("\n", 0, match.start()) + 1
        mistakes.append(f"{page}:{line}: blocks of code begin at the start of the line, so that they can be checked")
    for match in LINK.finditer(new):
        if not os.path.exists(os.path.join(root, os.path.dirname(page), match[1])):
            line = new.count("\n", 0, match.start()) + 1
            mistakes.append(f"{page}:{line}: there is no {match[1]}")
    return mistakes


def pages_of(root):
    found = glob.glob(os.path.join(root, "docs", "**", "*.md"), recursive=True)
    readme = os.path.join(root, "README.md")
    if os.path.exists(readme):
        found.append(readme)
    return sorted(os.path.relpath(path, root) for path in found)


def self_test():
    """Each rule can fail, and what is right passes."""
    source = 'int f() {\n    // [one]\n    int a = 1;\n    // [/one]\n    // [q]\n    R"(SELECT 1\n       FROM t)"\n    // [/q]\n}\n'
    cases = [
        ("right", "<!-- snippet: a.cpp one -->\n```cpp\nint a = 1;\n```\n", 0),
        ("right SQL", "<!-- snippet: a.cpp q -->\n```sql\nSELECT 1\nFROM t\n```\n", 0),
        ("other language", "```sh\nls\n```\n", 0),
        ("stale", "<!-- snippet: a.cpp one -->\n```cpp\nint a = 2;\n```\n", 1),
        ("unmarked", "```cpp\nint a = 1;\n```\n", 1),
        ("indented", "  ```cpp\n  int a = 1;\n  ```\n", 1),
        ("no such snippet", "<!-- snippet: a.cpp two -->\n```cpp\nint a = 1;\n```\n", 1),
        ("no such file", "<!-- snippet: b.cpp one -->\n```cpp\nint a = 1;\n```\n", 1),
        ("dead link", "[x](nowhere.md)\n", 1),
        ("live link", "[x](page.md#part) [y](https://example.com)\n", 0),
    ]
    failed = 0
    for title, page, wanted in cases:
        with tempfile.TemporaryDirectory() as root:
            os.makedirs(os.path.join(root, "tests/docs"))
            os.makedirs(os.path.join(root, "docs"))
            with open(os.path.join(root, "tests/docs/a.cpp"), "w", encoding="utf-8") as file:
                file.write(source)
            with open(os.path.join(root, "docs/page.md"), "w", encoding="utf-8") as file:
                file.write(page)
            found = check_page(root, "docs/page.md", write=False)
            written = check_page(root, "docs/page.md", write=True)
            ok = len(found) == wanted and (title != "stale" or not check_page(root, "docs/page.md", write=False))
            if not ok:
                failed += 1
                print(f"self-test '{title}': expected {wanted} mistakes, found {found}, then {written}")
    return failed


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true", help="copy the snippets into the pages")
    parser.add_argument("--self-test", action="store_true")
    parser.add_argument("root", nargs="?", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
    options = parser.parse_args()
    if options.self_test and self_test():
        return 1
    mistakes = [mistake for page in pages_of(options.root) for mistake in check_page(options.root, page, options.write)]
    for mistake in mistakes:
        print(mistake)
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
