"""A small grey picture with a dark dent, drawn by hand: what a photograph from the loading bay stands for in the demo."""

import struct
import zlib

WIDTH, HEIGHT = 480, 360


def dented_crate() -> bytes:
    """A PNG of 480 by 360 pixels, grey."""
    rows = b"".join(b"\0" + bytes(shade(x, y) for x in range(WIDTH)) for y in range(HEIGHT))
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(name, content) for name, content in parts)


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def shade(x: int, y: int) -> int:
    """Boards with gaps, and a dent with a lit rim."""
    board = 176 + (x * 7 + y * 3) % 11 - (60 if y % 72 < 3 else 0)
    away = ((x - 290) / 90) ** 2 + ((y - 190) / 46) ** 2
    if away < 1:
        board -= int(95 * (1 - away))
    elif away < 1.25:
        board += 28
    return max(0, min(255, board))
