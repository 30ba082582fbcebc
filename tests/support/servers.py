#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Private database servers for the tests: no system service, no configuration, gone afterwards.

    servers.py start                  prints shell lines that set the environment of the tests
    servers.py stop <state dir>       ends what `start` began
    servers.py run -- ctest …         both, around a command; exits with the command's code
    servers.py crash <state dir>      ends the servers by SIGKILL, all their processes at once
    servers.py restart <state dir>    starts them again, as they were
    servers.py pair <state dir>       starts a PostgreSQL primary and its hot standby there, in the place of those before
    servers.py end-primary <dir>      ends the primary of the pair by SIGKILL
    servers.py promote <state dir>    makes the standby of the pair a primary
    servers.py pool <state dir> <n>   starts a PgBouncer there, in transaction mode, with n connections to PostgreSQL

start and run take --only postgresql|mariadb: its URL is then NUAGE_TEST_DATABASE, too, and NUAGE_OWN_SERVER the directory for
the other commands; --durable: what was committed survives a crash of the server, though not one of the machine; and
--pooled <n>: NUAGE_TEST_DATABASE leads through such a PgBouncer. With `run --when VARIABLE` nothing is run, and the exit code
is 77 (skipped), where that variable is not set.

Works as root (the servers then run as the users postgres and mysql) and as a plain user. Python 3 standard library only.
"""

import argparse
import glob
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

LONGEST_SOCKET_PATH = 107  # bytes in a sockaddr_un
START_SECONDS = 30
SKIPPED = 77  # as ctest is told
ATTEMPTS = 5  # a free port may be taken before the server binds it


class ServerError(Exception):
    pass


def postgresql_programs():
    """The directory of initdb and pg_ctl: of the newest version that is installed."""
    versioned = glob.glob("/usr/lib/postgresql/*/bin/initdb")
    versioned.sort(key=lambda path: float(path.split("/")[4]), reverse=True)
    on_path = shutil.which("initdb")
    for initdb in versioned + ([on_path] if on_path else []):
        return os.path.dirname(os.path.realpath(initdb))
    raise ServerError("PostgreSQL's initdb was not found; on Debian: apt install postgresql")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def in_memory():
    """Where files need no disk, if there is room: tables are made and dropped a hundred times, each with files."""
    folder = "/dev/shm"
    roomy = os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > 2 << 30
    return folder if roomy and "TMPDIR" not in os.environ else None


def new_state_dir():
    """A short path, as sockets live in it, that the server's user may enter."""
    path = tempfile.mkdtemp(prefix="nuage-", dir=in_memory())
    if len(path) + len("/primary/.s.PGSQL.65535.lock") > LONGEST_SOCKET_PATH:
        os.rmdir(path)
        path = tempfile.mkdtemp(prefix="nuage-", dir="/tmp")
    os.chmod(path, 0o755)
    return path


class Postgresql:
    name = "postgresql"
    variable = "NUAGE_TEST_POSTGRESQL"

    def __init__(self, state_dir, durable=False, folder="pg"):
        self.durable = durable
        self.dir = os.path.join(state_dir, folder)
        self.data = os.path.join(self.dir, "data")
        self.log = os.path.join(self.dir, "log")

    def start(self):
        self._make_dir()
        self._run("initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8",
                  "--no-sync")
        self._start_on_free_port()
        self._run("createdb", *self.address(), "nuage")
        return {self.variable: f"postgresql://postgres@/nuage?host={self.dir}&port={self.port()}"}

    def start_as_standby_of(self, primary):
        self._make_dir()
        self._run("pg_basebackup", "-D", self.data, *primary.address(), "--write-recovery-conf", "--checkpoint=fast",
                  "--no-sync")
        self._start_on_free_port()

    def port(self):
        with open(os.path.join(self.data, "postmaster.pid"), encoding="ascii") as file:
            return int(file.readlines()[3])

    def address(self):
        return ["-h", self.dir, "-p", str(self.port()), "-U", "postgres"]

    def sql(self, statement):
        """Its first value, as text."""
        return self._run("psql", *self.address(), "-d", "nuage", "-Atqc", statement).strip()

    def promote(self):
        self._run("pg_ctl", "-D", self.data, "-w", "-t", str(START_SECONDS), "promote")

    def _make_dir(self):
        os.mkdir(self.dir)
        if os.geteuid() == 0:
            shutil.chown(self.dir, "postgres", "postgres")

    def _postmaster(self):
        with open(os.path.join(self.data, "postmaster.pid"), encoding="ascii") as file:
            return int(file.readline())

    def _is_running(self):
        try:
            return is_running(self._postmaster())
        except FileNotFoundError:
            return False

    def crash(self):
        """SIGKILL for the postmaster; its children would live on and write, so they get it, too."""
        postmaster = self._postmaster()
        os.kill(postmaster, signal.SIGSTOP)  # no new children
        doomed = [postmaster, *children_of(postmaster)]
        for pid in doomed:
            kill_if_there(pid)
        wait_for_end(doomed)
        # Where nobody collects ended processes, the next server would take the numbers in these files for a running one.
        for lock in [os.path.join(self.data, "postmaster.pid"), *glob.glob(os.path.join(self.dir, ".s.PGSQL.*.lock"))]:
            os.remove(lock)

    def restart(self):
        # The options of the start, which pg_ctl has left in postmaster.opts, are those of the file as well.
        self._run("pg_ctl", "-D", self.data, "-l", self.log, "-w", "-t", str(START_SECONDS), "restart")

    def stop(self):
        if self._is_running():
            self._run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")

    def _start_on_free_port(self):
        for attempt in range(ATTEMPTS):
            port = free_port()
            # Speed instead of safety: the data is thrown away anyway.
            settings = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": self.dir,
                        "fsync": "off", "synchronous_commit": "on" if self.durable else "off", "full_page_writes": "off"}
            options = " ".join(f"-c {name}={value}" for name, value in settings.items())
            try:
                self._run("pg_ctl", "-D", self.data, "-l", self.log, "-w", "-t", str(START_SECONDS), "-o", options,
                          "start")
                return
            except ServerError:
                if attempt == ATTEMPTS - 1:
                    raise
        raise AssertionError("unreachable")

    def _run(self, program, *arguments):
        # PostgreSQL refuses to run as root. The output goes to a file: a daemon would keep a pipe open.
        user = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        environment["HOME"] = self.dir
        command = [os.path.join(postgresql_programs(), program), *arguments]
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(command, cwd="/", env=environment, stdin=subprocess.DEVNULL, stdout=output,
                                  stderr=subprocess.STDOUT, start_new_session=True, check=False, **user)
            output.seek(0)
            said = output.read().decode(errors="replace")
            if done.returncode != 0:
                raise ServerError(f"{shlex.join(command)} failed:\n{said}{log_tail(self.log)}")
            return said


class Pair:
    """A PostgreSQL primary and its hot standby, which has on disk whatever the primary has acknowledged."""

    def __init__(self, state_dir, _durable=False):
        self.primary = Postgresql(state_dir, durable=True, folder="primary")
        self.standby = Postgresql(state_dir, durable=True, folder="standby")

    def start(self):
        self.stop()
        for server in (self.primary, self.standby):
            shutil.rmtree(server.dir, ignore_errors=True)
        self.primary.start()
        self.standby.start_as_standby_of(self.primary)
        # Not before there is a standby: every commit would wait for it.
        self.primary.sql("ALTER SYSTEM SET synchronous_standby_names = '*'")
        self.primary.sql("SELECT pg_reload_conf()")
        deadline = time.monotonic() + START_SECONDS
        while self.primary.sql("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'") != "1":
            if time.monotonic() > deadline:
                raise ServerError(f"the standby does not follow:\n{log_tail(self.standby.log)}")
            time.sleep(0.05)
        return {"NUAGE_PRIMARY": f"127.0.0.1:{self.primary.port()}", "NUAGE_STANDBY": f"127.0.0.1:{self.standby.port()}"}

    def stop(self):
        self.standby.stop()
        self.primary.stop()


class Pgbouncer:
    """Gives each transaction one of a few connections to the PostgreSQL beside it, in turn."""

    def __init__(self, state_dir, _durable=False):
        self.server = Postgresql(state_dir)
        self.dir = os.path.join(state_dir, "pool")
        self.log = os.path.join(self.dir, "log")
        self.pid_file = os.path.join(self.dir, "pid")

    def start(self, connections):
        self.stop()
        shutil.rmtree(self.dir, ignore_errors=True)
        os.mkdir(self.dir)
        for attempt in range(ATTEMPTS):
            port = free_port()
            settings = {"listen_addr": "127.0.0.1", "listen_port": port, "unix_socket_dir": "", "auth_type": "any",
                        "pool_mode": "transaction", "default_pool_size": connections, "server_round_robin": 1,
                        "max_client_conn": 500, "pidfile": self.pid_file, "logfile": self.log, "query_wait_timeout": 60}
            path = os.path.join(self.dir, "pgbouncer.ini")
            with open(path, "w", encoding="utf-8") as file:
                file.write(f"[databases]\nnuage = host={self.server.dir} port={self.server.port()} user=postgres\n[pgbouncer]\n")
                file.writelines(f"{name} = {value}\n" for name, value in settings.items())
            user = {}
            if os.geteuid() == 0:
                user = {"user": "postgres", "group": "postgres", "extra_groups": []}
                shutil.chown(self.dir, "postgres", "postgres")
            child = subprocess.Popen([program("pgbouncer"), "-q", path], cwd="/", stdin=subprocess.DEVNULL,
                                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, **user)
            if self._answers(child, port):
                return {"NUAGE_POOLED": f"postgresql://postgres@127.0.0.1:{port}/nuage"}
            if attempt == ATTEMPTS - 1:
                raise ServerError(f"pgbouncer does not start:\n{log_tail(self.log)}")
        raise AssertionError("unreachable")

    @staticmethod
    def _answers(child, port):
        deadline = time.monotonic() + START_SECONDS
        while child.poll() is None and time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                return True
            except OSError:
                time.sleep(0.02)
        return False

    def stop(self):
        try:
            with open(self.pid_file, encoding="ascii") as file:
                pid = int(file.read())
        except (FileNotFoundError, ValueError):
            return
        kill_if_there(pid)
        wait_for_end([pid])


class Mariadb:
    name = "mariadb"
    variable = "NUAGE_TEST_MARIADB"

    def __init__(self, state_dir, durable=False):
        self.durable = durable
        self.dir = os.path.join(state_dir, "my")
        self.data = os.path.join(self.dir, "data")
        self.log = os.path.join(self.dir, "log")
        self.socket = os.path.join(self.dir, "my.sock")
        self.pid_file = os.path.join(self.dir, "my.pid")

    def start(self):
        os.mkdir(self.dir)
        if os.geteuid() == 0:
            shutil.chown(self.dir, "mysql", "mysql")
        self._run("mariadb-install-db", "--no-defaults", *self._user(), f"--datadir={self.data}",
                  "--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve",
                  "--innodb-log-file-size=8M")
        self._start_on_free_port()
        self._run("mariadb-admin", "--no-defaults", "-uroot", f"--socket={self.socket}", "create", "nuage")
        return {self.variable: f"mysql://root@/nuage?socket={self.socket}"}

    def stop(self):
        try:
            with open(self.pid_file, encoding="ascii") as file:
                pid = int(file.read())
        except FileNotFoundError:
            return
        kill_if_there(pid)
        wait_for_end([pid])

    def crash(self):
        self.stop()
        os.remove(self.pid_file)

    def restart(self):
        self.durable = True  # only what is durable is worth a restart
        self._start_on_free_port()

    def _start_on_free_port(self):
        for attempt in range(ATTEMPTS):
            port = free_port()
            # The collation that MariaDB 10.11 and MySQL before 8 have by themselves. Speed instead of safety.
            options = [f"--datadir={self.data}", f"--socket={self.socket}", f"--pid-file={self.pid_file}",
                       "--bind-address=127.0.0.1", f"--port={port}", "--skip-name-resolve", f"--tmpdir={self.dir}",
                       "--character-set-server=utf8mb4", "--collation-server=utf8mb4_general_ci",
                       "--innodb-log-file-size=8M", f"--innodb-flush-log-at-trx-commit={2 if self.durable else 0}",
                       f"--innodb-doublewrite={int(self.durable)}", "--innodb-stats-persistent=0",
                       *([] if self.durable else ["--debug-no-sync", "--innodb-flush-method=nosync"]),
                       "--sync-binlog=0", "--innodb-buffer-pool-size=64M", "--performance-schema=OFF"]
            with open(self.log, "a", encoding="utf-8") as log:
                server = subprocess.Popen([program("mariadbd"), "--no-defaults", *self._user(), *options], cwd="/",
                                          stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
            if self._answers(server):
                return
            if attempt == ATTEMPTS - 1:
                raise ServerError(f"mariadbd does not start:\n{log_tail(self.log)}")

    def _answers(self, server):
        deadline = time.monotonic() + START_SECONDS
        while server.poll() is None and time.monotonic() < deadline:
            try:
                self._run("mariadb-admin", "--no-defaults", "-uroot", f"--socket={self.socket}", "ping")
                return True
            except ServerError:
                time.sleep(0.05)
        return False

    def _user(self):
        return ["--user=mysql"] if os.geteuid() == 0 else []

    def _run(self, name, *arguments):
        command = [program(name), *arguments]
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(command, cwd="/", stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
                                  start_new_session=True, check=False)
            if done.returncode != 0:
                output.seek(0)
                said = output.read().decode(errors="replace")
                raise ServerError(f"{shlex.join(command)} failed:\n{said}{log_tail(self.log)}")


def children_of(parent):
    children = []
    for path in glob.glob("/proc/[0-9]*/stat"):
        try:
            with open(path, encoding="ascii", errors="replace") as file:
                text = file.read()
        except OSError:
            continue
        if int(text.rpartition(")")[2].split()[1]) == parent:
            children.append(int(text.split()[0]))
    return children


def kill_if_there(pid):
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def wait_for_end(pids):
    deadline = time.monotonic() + START_SECONDS
    while any(is_running(pid) for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.02)


def is_running(pid):
    """Not so a process that has ended and waits for its parent to notice."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def program(name):
    found = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")
    if not found:
        package = "mariadb-server" if name.startswith("mariadb") else name
        raise ServerError(f"{name} was not found; on Debian: apt install {package}")
    return found


def log_tail(path):
    if not os.path.exists(path):
        return ""
    with open(path, errors="replace") as log:
        return "".join(log.readlines()[-10:])


SERVERS = [Postgresql, Mariadb]


def start(only=None, durable=False, pooled=None):
    """Starts the servers; gives the state directory and the environment for the tests."""
    state_dir = new_state_dir()
    try:
        environment = {}
        for server in SERVERS:
            if only in (None, server.name):
                environment.update(server(state_dir, durable).start())
            if only == server.name:
                environment.update(NUAGE_TEST_DATABASE=environment[server.variable], NUAGE_OWN_SERVER=state_dir)
        if pooled:
            # A statement that was prepared on one connection is not known on the next.
            environment["NUAGE_TEST_DATABASE"] = Pgbouncer(state_dir).start(pooled)["NUAGE_POOLED"] + "?prepared_statements=no"
        return state_dir, environment
    except BaseException:
        stop(state_dir)
        raise


def stop(state_dir):
    try:
        for server in (Pgbouncer, Pair, *SERVERS):
            server(state_dir).stop()
    finally:
        shutil.rmtree(state_dir, ignore_errors=True)


def end_by_signal(number, _frame):
    # From here on only the clean-up counts: a second Ctrl-C must not cut it short.
    for same in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(same, signal.SIG_IGN)
    raise SystemExit(128 + number)


def started_servers(state_dir):
    servers = [server(state_dir) for server in SERVERS]
    return [server for server in servers if os.path.isdir(server.dir)]


def run(command, only=None, durable=False, pooled=None):
    state_dir, environment = start(only, durable, pooled)
    try:
        with subprocess.Popen(command, env={**os.environ, **environment}) as child:
            try:
                code = child.wait()
            except BaseException:
                child.terminate()
                raise
        return code if code >= 0 else 128 - code
    finally:
        stop(state_dir)


def checked_state_dir(path):
    """Only a directory that start() made is removed."""
    path = os.path.abspath(path)
    if not os.path.basename(path).startswith("nuage-") or not os.path.isdir(path):
        raise ServerError(f"'{path}' is no state directory of servers.py start")
    return path


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    actions = parser.add_subparsers(dest="action", required=True)
    for name in ("start", "run"):
        action = actions.add_parser(name)
        action.add_argument("--only", choices=[server.name for server in SERVERS])
        action.add_argument("--durable", action="store_true")
        action.add_argument("--pooled", type=int, metavar="N")
        if name == "run":
            action.add_argument("--when")
            action.add_argument("command", nargs=argparse.REMAINDER)
    for name in ("stop", "crash", "restart", "pair", "end-primary", "promote"):
        actions.add_parser(name).add_argument("state_dir")
    pool = actions.add_parser("pool")
    pool.add_argument("state_dir")
    pool.add_argument("connections", type=int)
    return parser.parse_args()


def print_exports(environment):
    for name, value in environment.items():
        print(f"export {name}={shlex.quote(value)}")


def act(arguments, state_dir):
    if arguments.action == "pool":
        print_exports(Pgbouncer(state_dir).start(arguments.connections))
        return
    pair = Pair(state_dir)
    if arguments.action == "pair":
        print_exports(pair.start())
    elif arguments.action == "end-primary":
        pair.primary.crash()
    else:
        pair.standby.promote()


def main():
    arguments = parse_arguments()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end_by_signal)
    if arguments.action == "start":
        state_dir, environment = start(arguments.only, arguments.durable, arguments.pooled)
        print_exports(environment)
        print(f"NUAGE_SERVERS={shlex.quote(state_dir)}")
        return 0
    if arguments.action == "stop":
        stop(checked_state_dir(arguments.state_dir))
        return 0
    if arguments.action in ("crash", "restart"):
        for server in started_servers(checked_state_dir(arguments.state_dir)):
            getattr(server, arguments.action)()
        return 0
    if arguments.action in ("pair", "end-primary", "promote", "pool"):
        act(arguments, checked_state_dir(arguments.state_dir))
        return 0
    command = arguments.command[1:] if arguments.command[:1] == ["--"] else arguments.command
    if not command:
        raise ServerError("run: give a command after --")
    if arguments.when and not os.environ.get(arguments.when):
        print(f"{arguments.when} is not set: no servers are wanted here")
        return SKIPPED
    return run(command, arguments.only, arguments.durable, arguments.pooled)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (ServerError, OSError) as error:
        sys.exit(f"servers.py: {error}")
