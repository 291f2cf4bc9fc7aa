"""What reading Japanese costs beside the rest: `python bench/tokenizer.py`. Prints MiB and milliseconds, judges nothing.

The tokenizer and its dictionary are loaded when the first Japanese text to a customer is checked; until then nothing of it is in memory.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

LETTER = (
    "このたびは弊社が違う品をお送りし、誠に申し訳ございません。正しい部品は本日十六時に出荷し、明朝九時にお届けいたします。"
    "途中の状況は、私から十五時にお電話でご報告いたします。\n"
)
BYTES = 20_000


def memory() -> float:
    """MiB this process holds, of its own and of what it maps (the dictionary is a mapped file)."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def spent(work: Callable[[], object], times: int = 1) -> float:
    """The milliseconds of work (not of waiting beside others) of the middle run."""
    runs = []
    for _ in range(times):
        begun = time.process_time()
        work()
        runs.append((time.process_time() - begun) * 1000)
    return sorted(runs)[times // 2]


def main() -> None:
    from tanto.wording.checking import Draft, check
    from tanto.wording.japanese.words import lemmas

    check(Draft("早急に。", ("board",)))  # the patterns are there already
    letter = LETTER * (BYTES // len(LETTER.encode()))
    before = memory()
    patterns_only = spent(lambda: check(Draft(letter, ("board",))), 9)
    print(f"without the tokenizer: {before:.0f} MiB; mode board, {patterns_only:.1f} ms for {BYTES:,} bytes")
    first = spent(lambda: lemmas("明日お届けいたします。"))
    print(f"the tokenizer, loaded with the first sentence: {first:.0f} ms, {memory() - before:.0f} MiB more")
    first = spent(lambda: check(Draft("明日お届けいたします。")))
    print(
        f"the patterns for a customer, read with the first check: {first:.0f} ms, {memory() - before:.0f} MiB more"
    )
    whole = spent(lambda: check(Draft(letter)), 9)
    print(
        f"a letter of {BYTES:,} bytes ({len(letter):,} signs), everything: {whole:.1f} ms; {memory() - before:.0f} MiB more"
    )


if __name__ == "__main__":
    main()
