"""The processes: a web server, and on one machine a parent that watches over the web and the worker."""

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

WHO = """Come in with one click, or sign in with the password "tanto demo 2026" as
  takahashi@tamabashi.example  the owner, who must write by 18:00
  suzuki@tamabashi.example     the boss, with one notice unread
  tanaka@tamabashi.example     the customer desk
  miura@tamabashi.example      who keeps the house"""
DEMO_BEGINS = dt.datetime(2026, 11, 13, 8, 30, tzinfo=dt.UTC)  # Friday 17:30 in Tokyo


def web(host: str, port: int, threads: int) -> None:
    """gunicorn with one process and threads, in this process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tanto.settings")
    from gunicorn.app.base import BaseApplication

    class Web(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            self.cfg.set("bind", f"{host}:{port}")
            self.cfg.set("worker_class", "gthread")
            self.cfg.set("threads", threads)
            self.cfg.set("workers", 1)
            self.cfg.set("timeout", 60)
            self.cfg.set(
                "control_socket_disable", True
            ) if "control_socket_disable" in self.cfg.settings else None

        def load(self) -> object:
            from tanto.wsgi import application

            return application

    Web().run()


def serve(host: str, port: int) -> None:
    """Migrate, then keep one web process and one worker alive until SIGTERM or SIGINT."""
    os.environ.setdefault("TANTO_URL", f"http://localhost:{port}")
    tanto = [sys.executable, "-m", "tanto"]
    subprocess.run([*tanto, "migrate"], check=True)
    ahead = DemoClock.begin(tanto) if os.environ.get("TANTO_DEMO") == "1" else None
    if ahead is not None:
        os.environ["TANTO_CLOCK_AHEAD"] = str(ahead.seconds)
    watched = [
        Watched([*tanto, "web", "--host", host, "--port", str(port)]),
        Watched([*tanto, "worker"]),
    ]
    print(f"Tanto is at {os.environ['TANTO_URL']}", flush=True)
    if ahead is not None:
        print(WHO, flush=True)
    stop = Stop()
    while not stop.is_asked:
        for process in watched:
            process.keep_alive()
        if ahead is not None:
            ahead.keep()
        time.sleep(0.5)
    for process in watched:
        process.end()


class Stop:
    def __init__(self) -> None:
        self.is_asked = False
        signal.signal(signal.SIGTERM, self.ask)
        signal.signal(signal.SIGINT, self.ask)

    def ask(self, signum: int, frame: FrameType | None) -> None:
        self.is_asked = True


class Watched:
    """A child that is started again when it dies, after a short and growing pause."""

    def __init__(self, command: list[str]) -> None:
        self.command = command
        self.process: subprocess.Popen[bytes] | None = None
        self.started = self.falls = 0.0

    def keep_alive(self) -> None:
        if self.process is not None and self.process.poll() is None:
            return
        if self.process is not None:
            self.falls = 0 if time.monotonic() - self.started > 60 else self.falls + 1
            time.sleep(min(self.falls, 10))
        self.started = time.monotonic()
        self.process = subprocess.Popen(self.command)

    def end(self) -> None:
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class DemoClock:
    """The demo's time advances only while the program runs: its last moment is kept in the data folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        last = dt.datetime.fromisoformat(path.read_text().strip()) if path.exists() else DEMO_BEGINS
        self.seconds = last.timestamp() - time.time()  # noqa: TID251 - the clock of the demo is made here

    @classmethod
    def begin(cls, tanto: list[str]) -> "DemoClock":
        language = (
            ["--language", os.environ["TANTO_DEMO_LANGUAGE"]] if "TANTO_DEMO_LANGUAGE" in os.environ else []
        )
        subprocess.run([*tanto, "demo", "load", *language], check=True)
        return cls(Path(os.environ.get("TANTO_DATA_DIR", "var")) / "demo-clock")

    def keep(self) -> None:
        moment = dt.datetime.fromtimestamp(time.time() + self.seconds, dt.UTC)  # noqa: TID251
        part = self.path.with_suffix(".part")
        part.write_text(moment.isoformat())
        part.replace(self.path)
