"""The processes: a web server, and on one machine a parent that watches over the web and the worker."""

import datetime as dt
import gc
import os
import subprocess
import sys
import time
from pathlib import Path

from tanto.watching import Beat, Stop, Watched

WHO = """Come in with one click, or sign in with the password "tanto demo 2026" as
  takahashi@tamabashi.example  the owner, who must write by 18:00
  suzuki@tamabashi.example     the boss, with one notice unread
  tanaka@tamabashi.example     the customer desk
  miura@tamabashi.example      who keeps the house"""
THREADS = 8
DEMO_BEGINS = dt.datetime(2026, 11, 13, 8, 30, tzinfo=dt.UTC)  # Friday 17:30 in Tokyo


def web(host: str, port: int, threads: int) -> None:
    """gunicorn with one process and threads, below this process. The program is loaded here and shared with it."""
    load()
    from gunicorn.app.base import BaseApplication
    from gunicorn.glogging import Logger

    class Log(Logger):  # type: ignore[misc]
        """gunicorn speaks through our chain, and only when something is wrong."""

        def setup(self, cfg: object) -> None:
            super().setup(cfg)
            self.error_log.handlers.clear()
            self.error_log.propagate = True
            self.error_log.setLevel("WARNING")

    class Web(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            self.cfg.set("bind", f"{host}:{port}")
            self.cfg.set("worker_class", "gthread")
            self.cfg.set("threads", threads)
            self.cfg.set("workers", 1)
            self.cfg.set("timeout", 60)
            self.cfg.set("logger_class", Log)
            self.cfg.set(
                "control_socket_disable", True
            ) if "control_socket_disable" in self.cfg.settings else None

        def load(self) -> object:
            from tanto.wsgi import application

            return application

    Web().run()


def load() -> None:
    """Bring in what every process needs, once: what is loaded before a fork is shared after it."""
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tanto.settings")
    from django.urls import get_resolver

    import tanto.wsgi  # noqa: F401 - Django is set up by it

    _ = get_resolver().url_patterns


def serve(host: str, port: int) -> None:
    """Bring the database up to date, then keep one web process and one worker alive until SIGTERM or SIGINT."""
    os.environ.setdefault("TANTO_URL", f"http://localhost:{port}")
    load()
    from django.conf import settings

    ahead = prepare()
    beat = settings.DATA_DIR / "worker.beat"

    def web_process() -> None:
        web(host, port, THREADS)

    def worker() -> None:
        from tanto.worker import Worker

        Worker(beat).run()

    watched = [Watched(web_process), Watched(worker, beat=Beat(beat))]
    stop = Stop()
    gc.freeze()  # no collection touches, and so copies, what the children share
    while not stop.is_asked:
        for process in watched:
            process.keep_alive()
        if ahead is not None:
            ahead.keep()
        time.sleep(0.5)
    for process in watched:
        process.end()


def prepare() -> "DemoClock | None":
    """The database and, in the demo, its story; then where to find it is said."""
    from django.conf import settings

    from tanto.people.begin import key_of_the_house

    is_empty = bring_up()
    print(f"Tanto is at {settings.URL}", flush=True)
    if is_empty and not settings.DEMO:
        print(f"Nobody lives here yet. Begin at {settings.URL}/begin/{key_of_the_house()}/", flush=True)
    if not settings.DEMO:
        return None
    print(WHO, flush=True)
    ahead = DemoClock(settings.DATA_DIR / "demo-clock")
    settings.CLOCK_AHEAD = ahead.seconds
    return ahead


def bring_up() -> bool:
    """Bring the database up to date and, in the demo, tell its story; was the house empty? What is up to date costs two
    questions; the rest is done by commands of their own, so that this process stays as small as its children need it."""
    from django.conf import settings
    from django.db import DatabaseError, connections

    from tanto.demo.lived_in import refusal
    from tanto.people.models import Person
    from tanto.web.upkeep import is_up_to_date

    tanto = [sys.executable, "-m", "tanto"]
    try:
        if settings.DEMO and (why := refusal()):
            raise SystemExit(why)
        if not is_up_to_date():
            subprocess.run([*tanto, "migrate"], check=True)
        is_empty = not Person.objects.exists()
        if settings.DEMO and is_empty:
            language = os.environ.get("TANTO_DEMO_LANGUAGE")
            subprocess.run(
                [*tanto, "demo", "load", *(["--language", language] if language else [])], check=True
            )
    except DatabaseError as error:
        raise SystemExit(f"The database does not answer: {error}") from error
    finally:
        connections.close_all()  # no connection is carried over a fork
    return is_empty


class DemoClock:
    """The demo's time advances only while the program runs: its last moment is kept in the data folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        last = dt.datetime.fromisoformat(path.read_text().strip()) if path.exists() else DEMO_BEGINS
        self.seconds = last.timestamp() - time.time()  # noqa: TID251 - the clock of the demo is made here

    def keep(self) -> None:
        moment = dt.datetime.fromtimestamp(time.time() + self.seconds, dt.UTC)  # noqa: TID251
        part = self.path.with_suffix(".part")
        part.write_text(moment.isoformat())
        part.replace(self.path)
