#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Proves the include rules of the project: check_layers.py [--self-test] [ROOT]

    layer     an include goes to its own layer or a lower one (LAYERS below); a backend knows no other backend
    missing   an include of <nuage/...> names a header that exists
    client    headers of C libraries are included only where CLIENT_HEADERS says
    heavy     HEAVY_HEADERS are not in public headers: they cost every user compile time
    vendor    no code outside of the backends names a database
    budget    what nuage/nuage.hpp pulls in stays under HEADER_BUDGET own lines of code. Blank lines and lines that are
              only comment do not count: documentation must not be what is saved at. The budget is a guard against
              headers that grow unseen; what a build costs is measured by bench/compile/run.py --check.

Prints one line per violation, with file and line, and exits with 1 if there is any. --self-test proves that each rule
can fail and that clean code passes.
"""
import os
import re
import sys
import tempfile

# Folder of include/nuage and of src -> layer. Same number: may include each other.
LAYERS = {
    "detail": 1, "meta": 2, "fields": 3, "query": 4, "functions": 4, "sql": 5, "db": 6, "orm": 7, "dynamic": 7, "backends": 8,
    "migrations": 9, "serializers": 10, "admin": 10, "testing": 10, "cli": 10,
}
TOP_LEVEL = LAYERS["orm"]
# Headers directly in include/nuage that stand above the ORM, because they bring backends in.
TOP_LEVEL_BACKENDS = {"sqlite.hpp", "postgresql.hpp", "mysql.hpp", "oracle.hpp", "drivers.hpp", "static_sql.hpp"}
# Headers that only gather others.
UMBRELLAS = {"nuage.hpp"}

CLIENT_HEADERS = {
    "sqlite3.h": "src/backends/", "libpq-fe.h": "src/backends/", "mysql.h": "src/backends/", "oci.h": "src/backends/",
    "bid_conf.h": "src/fields/", "bid_functions.h": "src/fields/",
}
HEAVY_HEADERS = {"ranges", "functional", "iostream", "sstream", "regex"}
VENDOR = re.compile(r"sqlite|postgres|mysql|mariadb|oracle", re.IGNORECASE)
HEADER_BUDGET = 8750

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
# Raw strings first: they may hold quotes and slashes. Comments win over strings that start inside of them.
TOKENS = re.compile(
    r'R"(?P<delimiter>[^()\\\s]{0,16})\((?:.|\n)*?\)(?P=delimiter)"'
    r'|//[^\n]*|/\*(?:.|\n)*?\*/'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9A-Za-z_])'(?:\\.|[^'\\\n])*'")


class Source:
    def __init__(self, root, path):
        self.path = path
        with open(os.path.join(root, path), encoding="utf-8") as file:
            self.text = file.read()
        self.lines = self.text.splitlines()

    def includes(self):
        """(line number, bracket, name)"""
        for number, line in enumerate(self.lines, 1):
            if match := INCLUDE.match(line):
                yield number, match[1], match[2]

    def code_lines(self):
        """Lines without comments and includes. Of string literals only those remain that are a single word: a
        sentence may speak of a database, a comparison may not."""
        def blank(match):
            token = match[0]
            if token[0] == '"' and re.fullmatch(r'"\w+"', token):
                return token
            return "\n" * token.count("\n")
        for number, line in enumerate(TOKENS.sub(blank, self.without_includes()).split("\n"), 1):
            yield number, line

    def code_line_count(self):
        """Lines that are neither blank nor only comment."""
        def blank(match):
            return "\n" * match[0].count("\n") if match[0][:2] in ("//", "/*") else match[0]
        # A comment inside of a macro leaves its backslash.
        return sum(1 for line in TOKENS.sub(blank, self.text).split("\n") if line.strip(" \t\\"))

    def without_includes(self):
        return "\n".join("" if INCLUDE.match(line) else line for line in self.lines)


def layer_of(path):
    """The layer of a file by its path from the root; None for files of no layer."""
    parts = path.split("/")
    if parts[0] == "include":
        parts = parts[2:]
        if len(parts) == 1:
            if parts[0] in TOP_LEVEL_BACKENDS:
                return LAYERS["backends"]
            if parts[0] in UMBRELLAS:
                return max(LAYERS.values())
            # admin.hpp is the door to admin/; but fields.hpp would still be a header of the ORM.
            return max(TOP_LEVEL, LAYERS.get(parts[0].removesuffix(".hpp"), 0))
    else:
        parts = parts[1:]
    return LAYERS.get(parts[0])


def backend_of(path):
    match = re.match(r"(?:include/nuage|src)/backends/(\w+)/", path)
    if match:
        return match[1]
    match = re.fullmatch(r"include/nuage/(sqlite|postgresql|mysql|oracle)\.hpp", path)
    return match and match[1]


class Checker:
    def __init__(self, root):
        self.root = root
        self.violations = []
        self.sources = {path: Source(root, path) for path in self.find_sources()}

    def find_sources(self):
        for top in ("include/nuage", "src"):
            for folder, folders, files in os.walk(os.path.join(self.root, top)):
                folders.sort()
                for name in sorted(files):
                    if name.endswith((".hpp", ".cpp", ".h", ".inc")):
                        yield os.path.relpath(os.path.join(folder, name), self.root).replace(os.sep, "/")

    def say(self, path, line, rule, sentence):
        self.violations.append((path, line, rule, sentence))

    def resolve(self, path, bracket, name):
        """The included file of ours, or None for one that is not ours."""
        if name.startswith("nuage/"):
            return f"include/{name}"
        if bracket == '"':
            for folder in (os.path.dirname(path), "src"):
                candidate = os.path.normpath(os.path.join(folder, name)).replace(os.sep, "/")
                if candidate in self.sources:
                    return candidate
        return None

    def check_include(self, path, line, bracket, name):
        where = CLIENT_HEADERS.get(os.path.basename(name))
        if where and not path.startswith(where):
            self.say(path, line, "client", f"<{name}> belongs into {where} and nowhere else")
        if name in HEAVY_HEADERS and path.startswith("include/"):
            self.say(path, line, "heavy", f"<{name}> costs every user compile time; include it in src/")

        target = self.resolve(path, bracket, name)
        if target is None:
            return
        if target not in self.sources:
            self.say(path, line, "missing", f"there is no {target}")
            return
        own, other = layer_of(path), layer_of(target)
        if own is None or other is None:
            stray = path if own is None else target
            self.say(path, line, "layer", f"{stray} is in no layer; add its folder to LAYERS in tools/check_layers.py")
        elif other > own:
            self.say(path, line, "layer", f"layer {own} includes {name} of layer {other}")
        elif own == LAYERS["backends"] and backend_of(path) and backend_of(target) not in (None, backend_of(path)):
            self.say(path, line, "layer", f"the {backend_of(path)} backend includes {name} of another backend")

    def check_vendor_words(self, source):
        if layer_of(source.path) == LAYERS["backends"]:
            return
        for number, line in source.code_lines():
            if match := VENDOR.search(line):
                self.say(source.path, number, "vendor",
                         f"'{match[0]}' names a database; ask a feature or move it into a backend")

    def check_budget(self):
        start = "include/nuage/nuage.hpp"
        reached, queue = {}, [start] if start in self.sources else []
        while queue:
            path = queue.pop()
            if path in reached:
                continue
            reached[path] = self.sources[path].code_line_count()
            for _, bracket, name in self.sources[path].includes():
                target = self.resolve(path, bracket, name)
                if target in self.sources:
                    queue.append(target)
        total = sum(reached.values())
        if total >= HEADER_BUDGET:
            longest = sorted(reached, key=reached.get, reverse=True)[:5]
            self.say(start, 1, "budget", f"pulls in {total} own lines of code; the budget is {HEADER_BUDGET - 1}. Longest: "
                     + ", ".join(f"{path} {reached[path]}" for path in longest))
        return total

    def run(self):
        for path, source in self.sources.items():
            for line, bracket, name in source.includes():
                self.check_include(path, line, bracket, name)
            self.check_vendor_words(source)
        self.budget_used = self.check_budget()
        return self.violations


# Each: the rule, and files that break it, and only it, once.
BAD_TREES = [
    ("layer", {"include/nuage/meta/a.hpp": "#include <nuage/db/b.hpp>\n", "include/nuage/db/b.hpp": ""}),
    ("layer", {"src/db/a.cpp": "#include <nuage/model.hpp>\n", "include/nuage/model.hpp": ""}),
    ("layer", {"include/nuage/model.hpp": "#include <nuage/sqlite.hpp>\n", "include/nuage/sqlite.hpp": ""}),
    ("layer", {"src/orm/a.cpp": '#include "../backends/sqlite/b.hpp"\n', "src/backends/sqlite/b.hpp": ""}),
    ("layer", {"src/backends/sqlite/a.cpp": '#include "backends/postgresql/b.hpp"\n',
               "src/backends/postgresql/b.hpp": ""}),
    ("layer", {"src/migrations/a.cpp": "#include <nuage/admin/b.hpp>\n", "include/nuage/admin/b.hpp": ""}),
    ("layer", {"src/attic/a.cpp": "#include <nuage/meta/b.hpp>\n", "include/nuage/meta/b.hpp": ""}),
    ("missing", {"src/db/a.cpp": "#include <nuage/db/gone.hpp>\n"}),
    ("client", {"src/db/a.cpp": "#include <sqlite3.h>\n"}),
    ("client", {"include/nuage/backends/postgresql/a.hpp": "#include <postgresql/libpq-fe.h>\n"}),
    ("client", {"include/nuage/fields/decimal.hpp": "#include <bid_functions.h>\n"}),
    ("heavy", {"include/nuage/detail/a.hpp": "#  include <functional>\n"}),
    ("vendor", {"src/sql/a.cpp": "bool is_sqlite = false;\n"}),
    ("vendor", {"src/db/a.cpp": 'bool odd = driver.name() == "postgresql";\n'}),
    ("vendor", {"include/nuage/orm.hpp": "/* a\n comment */ struct MySQLThing {};\n"}),
    ("budget", {"include/nuage/nuage.hpp": "#include <nuage/model.hpp>\n", "include/nuage/model.hpp": "int i;\n" * 8750}),
]
GOOD_TREE = {
    "include/nuage/detail/a.hpp": "#include <vector>\n// SQLite has no such thing\n",
    "include/nuage/meta/b.hpp": "#include <nuage/detail/a.hpp>\n#include <nuage/meta/c.hpp>\n",
    "include/nuage/meta/c.hpp": "/* PostgreSQL\n and Oracle */\n",
    "include/nuage/functions/d.hpp": "#include <nuage/query/e.hpp>\n",
    "include/nuage/query/e.hpp": "#include <nuage/functions/d.hpp>\n" + "\n// at length\n/* and\n more */" * 2000,
    "include/nuage/nuage.hpp": "#include <nuage/functions/d.hpp>\n",
    "include/nuage/sqlite.hpp": "#include <nuage/db/f.hpp>\nnamespace nuage::sqlite {}\n",
    "include/nuage/db/f.hpp": "constexpr char q = '\"';\nconstexpr long m = 1'000'000;  // \" sqlite\n",
    "include/nuage/admin.hpp": "#include <nuage/admin/g.hpp>\n",
    "include/nuage/admin/g.hpp": "#include <nuage/nuage.hpp>\n",
    "src/db/h.cpp": 'auto s = "write sqlite:///file.db, please";\n#include <functional>\nauto r = R"(say "sqlite")";\n',
    "src/fields/decimal.cpp": "#include <bid_functions.h>\n",
    "src/backends/sqlite/i.hpp": "#include <sqlite3.h>\n",
    "src/backends/sqlite/j.cpp": '#include "i.hpp"\n#include <nuage/sqlite.hpp>\n',
}


def violations_in(tree):
    with tempfile.TemporaryDirectory() as root:
        for path, text in tree.items():
            os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
            with open(os.path.join(root, path), "w", encoding="utf-8") as file:
                file.write(text)
        return Checker(root).run()


def self_test():
    wrong = 0
    for number, (rule, tree) in enumerate([*BAD_TREES, ("", GOOD_TREE)]):
        found = [violation[2] for violation in violations_in(tree)]
        expected = [rule] if rule else []
        if found != expected:
            wrong += 1
            print(f"self-test {number}: expected {expected}, got {violations_in(tree)}")
    print(f"{len(BAD_TREES) + 1 - wrong} passed, {wrong} failed, 0 skipped")
    return 1 if wrong else 0


def main(arguments):
    if "--self-test" in arguments:
        return self_test()
    root = arguments[0] if arguments else os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    checker = Checker(root)
    for path, line, rule, sentence in checker.run():
        print(f"{path}:{line}: {rule}: {sentence}")
    print(f"{len(checker.sources)} files, {len(checker.violations)} violations; "
          f"nuage/nuage.hpp pulls in {checker.budget_used} own lines of code")
    return 1 if checker.violations else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
