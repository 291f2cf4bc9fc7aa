"""Mails as customers write them."""


def mail(
    body: str = "The box is wet.",
    *,
    sender: str = "kiuchi@shirakabazawa.example",
    subject: str = "About the box",
    message_id: str = "<one@shirakabazawa.example>",
    charset: str = "utf-8",
    **headers: str,
) -> bytes:
    known = {"From": sender, "To": "claims@tamabashi.example", "Subject": subject, "Message-ID": message_id, "MIME-Version": "1.0", "Content-Type": f"text/plain; charset={charset}", "Content-Transfer-Encoding": "8bit"}  # fmt: skip
    known |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\n" for name, value in known.items() if value)
    return head.encode("utf-8") + b"\n" + body.encode(charset, "replace") + b"\n"


def jis(text: str) -> bytes:
    """ISO-2022-JP as mailers in Japan write it: with signs of NEC row 13 (① ㈱) that Python's codec does not know."""
    found, is_wide = b"", False
    for sign in text:
        raw = sign.encode("cp932")
        if is_wide != (len(raw) == 2):
            is_wide = not is_wide
            found += b"\x1b$B" if is_wide else b"\x1b(B"
        found += row_and_cell(*raw) if is_wide else raw
    return found + (b"\x1b(B" if is_wide else b"")


def row_and_cell(first: int, second: int) -> bytes:
    row = (first - (0x71 if first <= 0x9F else 0xB1)) * 2 + 1
    second -= second > 0x7F
    return bytes([row + 1, second - 0x7D]) if second >= 0x9E else bytes([row, second - 0x1F])
