"""The style sheet as one file: tanto.css with its parts set in, in their layers. No build; made at the first request."""

import re
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parent / "static" / "tanto" / "css"
IMPORT = re.compile(r'@import url\("(?P<file>[^"]+)"\) layer\((?P<layer>\w+)\)(?P<media>[^;]*);')


@lru_cache
def style_sheet() -> str:
    def set_in(found: re.Match[str]) -> str:
        part = (FOLDER / found["file"]).read_text("utf-8")
        block = f"@layer {found['layer']} {{\n{part}\n}}"
        media = found["media"].strip()
        return f"@media {media} {{\n{block}\n}}" if media else block

    return IMPORT.sub(set_in, (FOLDER / "tanto.css").read_text("utf-8"))


@lru_cache
def style_address() -> str:
    return f"/style-{sha256(style_sheet().encode()).hexdigest()[:12]}.css"
