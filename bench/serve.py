"""How soon `tanto serve` shows its first page, and what all of it weighs: `python bench/serve.py [N]`.

An existing house that is up to date (the demo is told into a new folder first), files in the cache of the machine.
Start to the first whole sign-in page, median of N; then the proportional memory (PSS) of the parent and everybody
below it, and once more after some pages were opened by somebody signed in. Prints figures, judges nothing.
"""

import http.cookiejar
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[1]
N = int(sys.argv[1]) if len(sys.argv) > 1 else 7
PAGES = (
    "/",
    "/cases/",
    "/desk/",
    "/clients/",
    "/people/",
    "/notices/",
    "/cases/SR-2026-0001/",
    "/near-misses/",
)


def environment(folder: Path, port: int) -> dict[str, str]:
    known = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "TANTO_DEMO")}
    own = {"TANTO_DATA_DIR": str(folder), "TANTO_URL": f"http://127.0.0.1:{port}", "PYTHONPATH": str(ROOT)}
    return known | own


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def tanto(folder: Path, *words: str) -> None:
    command = [sys.executable, "-m", "tanto", *words]
    subprocess.run(
        command,
        env=environment(folder, 8000),
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def opened(folder: Path) -> tuple[subprocess.Popen[bytes], int, float]:
    """A house that shows its sign-in page, and the seconds it took."""
    port = free_port()
    command = [sys.executable, "-m", "tanto", "serve", "--port", str(port)]
    start = time.perf_counter()
    serving = subprocess.Popen(
        command, env=environment(folder, port), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in/", timeout=20) as page:
                assert b"</html>" in page.read()
                return serving, port, time.perf_counter() - start
        except (ConnectionError, urllib.error.URLError):
            assert serving.poll() is None, "the house did not open"
            time.sleep(0.005)


def look_around(port: int) -> int:
    """Sign in as the boss of the demo and open pages; how many bytes came."""
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    house = f"http://127.0.0.1:{port}"
    page = browser.open(f"{house}/sign-in/").read().decode()
    typed = {
        "login": "suzuki@tamabashi.example",
        "password": "tanto demo 2026",
        "csrfmiddlewaretoken": re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[0],
    }
    browser.open(f"{house}/sign-in/", urllib.parse.urlencode(typed).encode())
    size = 0
    for _ in range(3):
        for address in PAGES:
            size += len(browser.open(house + address).read())
    return size


def below(pid: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True)
    children = [int(line) for line in found.stdout.split()]
    return [pid, *(lower for child in children for lower in below(child))]


def pss(pid: int) -> float:
    """MiB of one process, its share of shared pages counted."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(re.findall(r"^Pss:\s+(\d+) kB", rollup, re.M)[0]) / 1024


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="tanto-bench-"))
    tanto(folder, "migrate")
    tanto(folder, "demo", "load", "--language", "en")
    times, light, weights = [], [], []
    for turn in range(N + 1):
        serving, port, seconds = opened(folder)
        try:
            if turn == 0:
                continue  # the first one warms the cache of the machine
            times.append(seconds)
            time.sleep(1.5)
            light.append(sum(pss(pid) for pid in below(serving.pid)))
            look_around(port)
            time.sleep(1.5)
            weights.append([pss(pid) for pid in below(serving.pid)])
        finally:
            serving.terminate()
            serving.wait(timeout=30)
    middle, first, last = statistics.median(times), min(times), max(times)
    print(f"start to the first page   {middle:5.2f} s   ({first:.2f} to {last:.2f}, median of {N})")
    print(f"memory then (PSS)         {statistics.median(light):5.0f} MiB   with the worker")
    total = statistics.median(sum(weight) for weight in weights)
    parts = " + ".join(f"{part:.0f}" for part in weights[-1])
    print(f"after pages, signed in    {total:5.0f} MiB   ({len(weights[-1])} processes: {parts})")
    shutil.rmtree(folder)


main()
