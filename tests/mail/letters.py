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
