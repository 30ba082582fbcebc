#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Builds and runs the project in consumer/ against nuage: installed and found, or added as a subdirectory.

The build folder of the consumer stays, so that a second run compiles only what changed; the prefix is made anew, so
that a file that is no longer installed is missed at once.
"""
import argparse
import os
import shutil
import subprocess
import sys


class Failed(Exception):
    pass


def run(*command, **options):
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    if result.returncode != 0:
        raise Failed(f"{' '.join(command)}\nended with {result.returncode}:\n{result.stdout[-6000:]}")
    return result.stdout


def configure(options, build, *definitions):
    # Configured from nothing each time: what an earlier run found must not hide what is missing now.
    shutil.rmtree(os.path.join(build, "CMakeFiles"), ignore_errors=True)
    if os.path.exists(os.path.join(build, "CMakeCache.txt")):
        os.remove(os.path.join(build, "CMakeCache.txt"))
    launcher = shutil.which("ccache")
    return run(options.cmake, "-S", os.path.join(options.source, "tests/packaging/consumer"), "-B", build,
               "-G", options.generator, f"-DCMAKE_CXX_COMPILER={options.compiler}", "-DCMAKE_BUILD_TYPE=Debug",
               "-DCMAKE_CXX_FLAGS_DEBUG=-O0", *([f"-DCMAKE_CXX_COMPILER_LAUNCHER={launcher}"] if launcher else []),
               *definitions)


def build_and_run(options, build):
    run(options.cmake, "--build", build, "-j", "2")
    database = os.path.join(build, "consumer.db")
    if os.path.exists(database):
        os.remove(database)
    run(os.path.join(build, "consumer_test"), f"sqlite:///{database}")
    if os.path.exists(database):
        raise Failed("the consumer's tests used its database instead of one of their own")
    return run(os.path.join(build, "consumer"), f"sqlite:///{database}")


def find_package(options, folder):
    prefix = os.path.join(folder, "prefix")
    shutil.rmtree(prefix, ignore_errors=True)
    run(options.cmake, "--install", options.build, "--prefix", prefix)
    build = os.path.join(folder, "build")
    configure(options, build, f"-DCMAKE_PREFIX_PATH={prefix}", "-DCONSUMER_COMPONENTS=sqlite;testing")
    output = build_and_run(options, build)

    refused = os.path.join(folder, "refused")
    try:
        configure(options, refused, f"-DCMAKE_PREFIX_PATH={prefix}", "-DCONSUMER_COMPONENTS=nosuch")
    except Failed as failure:
        if "nuage has no component 'nosuch'" not in " ".join(str(failure).split()):
            raise Failed(f"a missing component is refused without saying so:\n{failure}") from failure
    else:
        raise Failed("find_package(nuage COMPONENTS nosuch) went through")
    return output


def add_subdirectory(options, folder):
    build = os.path.join(folder, "build")
    configure(options, build, f"-DCONSUMER_NUAGE_SOURCE={options.source}", "-DNUAGE_POSTGRESQL=OFF",
              "-DNUAGE_MYSQL=OFF")
    with open(os.path.join(build, "CMakeCache.txt"), encoding="utf-8") as cache:
        if "NUAGE_TESTS:BOOL=ON" in cache.read():
            raise Failed("a project that adds nuage gets its tests")
    return build_and_run(options, build)


def main():
    ways = {"find_package": find_package, "add_subdirectory": add_subdirectory}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--way", choices=ways, required=True)
    for name in ("cmake", "compiler", "generator", "source", "build"):
        parser.add_argument(f"--{name}", required=True)
    options = parser.parse_args()
    folder = os.path.join(options.build, "packaging", options.way)
    os.makedirs(folder, exist_ok=True)
    try:
        print(ways[options.way](options, folder))
    except Failed as failure:
        print(failure)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
