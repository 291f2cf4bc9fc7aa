"""Where the fonts of documents lie. They are found by path, so that a page looks the same on every machine."""

from pathlib import Path

from django.conf import settings

# Both families in the regular and the bold weight: what Debian's fonts-noto-cjk installs.
FILES = (
    "NotoSerifCJK-Regular.ttc",
    "NotoSerifCJK-Bold.ttc",
    "NotoSansCJK-Regular.ttc",
    "NotoSansCJK-Bold.ttc",
)
PLACES = (
    Path("/usr/share/fonts/opentype/noto"),  # Debian, Ubuntu
    Path("/usr/share/fonts/noto-cjk"),  # Arch, Alpine
    Path("/usr/local/share/fonts"),
)


def places() -> list[Path]:
    """`fonts` in the data folder comes first."""
    return [Path(settings.DATA_DIR) / "fonts", *PLACES]


def folder() -> Path | None:
    """The first place that holds all of them."""
    return next((place for place in places() if all((place / name).is_file() for name in FILES)), None)
