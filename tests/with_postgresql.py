"""Runs a command with DATABASE_URL set to a PostgreSQL of its own: made in a new folder, on loopback, gone afterwards.

python tests/with_postgresql.py COMMAND …
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path


def binary(name: str) -> str:
    """The newest installed one: Debian keeps them out of PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda p: int(p.parts[4]))
    path = str(found[-1]) if found else shutil.which(name)
    if not path:
        raise SystemExit(
            f"{name} is not installed. Install Debian's postgresql, or set TANTO_SKIP_POSTGRESQL=1."
        )
    return path


def as_somebody(command: list[str]) -> list[str]:
    """PostgreSQL refuses root; then its own account runs it."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def main(command: list[str]) -> int:
    folder = Path(tempfile.mkdtemp(prefix="tanto-postgresql-"))
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
    folder.chmod(0o700)
    port, data = free_port(), str(folder / "data")
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "cwd": "/"}
    options = f"-c listen_addresses=127.0.0.1 -p {port} -c unix_socket_directories={folder} -c fsync=off -c max_connections=60"
    initdb = [binary("initdb"), "-D", data, "-U", "tanto", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
    control = [binary("pg_ctl"), "-D", data]
    try:
        subprocess.run(as_somebody(initdb), **quiet)
        subprocess.run(
            as_somebody([*control, "-w", "-o", options, "-l", str(folder / "log"), "start"]), **quiet
        )
        subprocess.run(
            [
                "psql",
                "-h",
                "127.0.0.1",
                "-p",
                str(port),
                "-U",
                "tanto",
                "-d",
                "postgres",
                "-qc",
                "CREATE DATABASE tanto",
            ],
            **quiet,
        )
        address = f"postgresql://tanto@127.0.0.1:{port}/tanto"
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": address}).returncode
    finally:
        subprocess.run(
            as_somebody([*control, "-m", "immediate", "stop"]),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
        )
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
