"""Run as a program of its own: a layout and its content come in as JSON, a PDF or pictures go out. Beside the web process, so that
it can be stopped, and so that its 150 MB of typesetter and fonts lie there only while a page is made. Knows nothing of the house."""

import json
import resource
import sys
from pathlib import Path
from typing import Any

LAYOUTS = Path(__file__).with_name("layouts")
STANDARDS = [
    "a-2a",
    "ua-1",
]  # for the archive, and for who listens to it; both refuse a sign that no font has
MEMORY = 4 * 1024**3  # bytes of address space; the fonts are mapped into it
SECONDS = 20  # of the processor
MOST_PAGES = 4  # that are drawn to be looked at


def typeset(asked: dict[str, Any]) -> list[bytes]:
    """The PDF, then one PNG for each of its first pages if pictures are asked for. Raises `typst.TypstError`, or `LookupError` where
    a font is not there."""
    import typst

    def drawn(**form: Any) -> Any:
        made, warnings = typst.compile_with_warnings(
            str(LAYOUTS / f"{asked['layout']}.typ"),
            root=str(LAYOUTS),
            sys_inputs={"document": json.dumps(asked["content"])},
            font_paths=asked["fonts"],
            ignore_system_fonts=True,
            timestamp=asked["at"],
            **form,
        )
        missing = [warning.message for warning in warnings if "unknown font family" in warning.message]
        if missing:
            raise LookupError(missing[0])
        return made

    found = [drawn(format="pdf", pdf_standards=STANDARDS)]
    if asked["pictures"]:
        pages = drawn(format="png", ppi=asked["pictures"])
        found += (pages if isinstance(pages, list) else [pages])[:MOST_PAGES]
    return found


def main() -> None:
    for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        resource.setrlimit(kind, (most, most))
    asked = json.load(sys.stdin.buffer)
    try:
        made = typeset(asked)
    except Exception as error:
        sys.stderr.write(f"{type(error).__name__}: {error}")
        raise SystemExit(2) from error
    for each in made:
        sys.stdout.buffer.write(len(each).to_bytes(8, "big") + each)


if __name__ == "__main__":
    main()
