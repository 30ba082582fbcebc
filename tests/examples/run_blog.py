# SPDX-License-Identifier: MIT
"""The blog example prints the same on every database: run_blog.py PROGRAM EXPECTED_OUTPUT"""

import os
import pathlib
import subprocess
import sys
import tempfile


def check(program, expected, name, url):
    run = subprocess.run([program, "--database", url], capture_output=True, text=True, check=False)
    if run.returncode == 0 and run.stdout == expected:
        return True
    print(f"{name}: exit {run.returncode}; the output differs from what is expected\n{run.stdout}\n{run.stderr}")
    return False


def main():
    program, expected_file = sys.argv[1:]
    expected = pathlib.Path(expected_file).read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        databases = {"sqlite": f"sqlite:///{folder}/blog.db"}
        servers = {"postgresql": "NUAGE_TEST_POSTGRESQL", "mariadb": "NUAGE_TEST_MARIADB"}
        databases |= {name: os.environ[variable] for name, variable in servers.items() if os.environ.get(variable)}
        passed = sum(check(program, expected, *database) for database in databases.items())
    failed = len(databases) - passed
    print(f"{passed} passed, {failed} failed, {1 + len(servers) - len(databases)} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
