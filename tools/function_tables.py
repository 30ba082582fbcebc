#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Lists the database functions in docs/functions.md as the tables of the code have them: function_tables.py [--write] [ROOT]

Below a line `<!-- functions: text.hpp -->` stands a table of the functions of include/nuage/functions/text.hpp; `transforms`
names those of include/nuage/query/functions.hpp. --write puts the tables there. Exits with 1 when the page differs.
"""
import argparse
import os
import re
import sys

LINE = re.compile(r"\{\{\}, \"(?P<name>\w+)\", (?P<of>[^,]+), (?P<gives>[\w:]+), (?P<rest>.*)\}[,;]$")
PLACE = re.compile(r"(?P<mark><!-- functions: (?P<file>[\w.]+) -->\n)(?P<table>(?:\|.*\n)*)")
KINDS = {"kinds::dated": "dates", "kinds::clocked": "times", "kinds::moment": "dates with a time", "kinds::integers": "integers",
         "integers": "integers", "kinds::numbers": "numbers", "numbers": "numbers", "kinds::text": "text", "text": "text",
         "kinds::ordered": "what has an order", "kinds::all": "anything"}
RESULTS = {"integer": "integer", "big_integer": "integer", "whole": "integer", "position": "integer", "real": "real", "text": "text",
           "date": "date", "time": "time", "moment": "date with a time", "json": "JSON"}
RULES = {"same": "as the operand", "as_operand": "as the operand", "common": "what they have in common",
         "number": "real; of a decimal a decimal"}


def fields_of(rest):
    """The parts of a line after the kind of its result: SQL, the user's name, rule, NULL, least and most operands."""
    return [part.strip() for part in re.findall(r"(?:\"(?:[^\"\\]|\\.)*\"|[^,])+", rest)]


def row(match):
    fields = fields_of(match["rest"])
    called = fields[1].strip('"') if len(fields) > 1 else match["name"]
    rule = fields[2].split("::")[-1] if len(fields) > 2 else "fixed"
    least, most = (fields[4], fields[5]) if len(fields) > 5 else ("1", "1")
    count = least if least == most else f"{least} or more" if not most.isdigit() else f"{least} to {most}"
    gives = RULES.get(rule) or RESULTS[match["gives"].split("::")[-1]]
    of = "" if least == most == "0" else KINDS[match["of"]]
    return f"| `{called}` | {count} | {of} | {gives} |\n", called


def table_of(root, file):
    path = "query/functions.hpp" if file == "transforms" else f"functions/{file}"
    with open(os.path.join(root, "include/nuage", path), encoding="utf-8") as source:
        found = [LINE.search(line.rstrip()) for line in source]
    rows = sorted({row(match) for match in found if match}, key=lambda item: item[1].lower())
    hidden = ("AtTimeZone", "FromTimeZone", "JSONValue")
    unique = {called: text for text, called in reversed(rows) if called not in hidden}
    return "| function | operands | of | gives |\n|---|---|---|---|\n" + "".join(unique[c] for c in sorted(unique, key=str.lower))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true", help="put the tables into the page")
    parser.add_argument("root", nargs="?", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
    options = parser.parse_args()
    page = os.path.join(options.root, "docs/functions.md")
    with open(page, encoding="utf-8") as file:
        text = file.read()
    wanted = PLACE.sub(lambda place: place["mark"] + table_of(options.root, place["file"]), text)
    if wanted == text:
        return 0
    if not options.write:
        print("docs/functions.md does not list the functions that the code has; tools/function_tables.py --write does")
        return 1
    with open(page, "w", encoding="utf-8") as file:
        file.write(wanted)
    return 0


if __name__ == "__main__":
    sys.exit(main())
