"""What may be wrong with a mail, in words for people: marked for translation here, translated by the page."""


def _(text: str) -> str:
    return text


BOUNDARY = _("a boundary never ends")
TOO_DEEP = _("parts lie too deep within each other")
TOO_MANY = _("there are more parts than can be read")
TOO_LONG = _("a header is too long")
NO_BOUNDARY = _("a boundary is missing")
UNKNOWN = _("a part is encoded in an unknown way")
LONG_TEXT = _("a text is so long that the whole of it hangs on the mail as a file")
BROKEN_WINMAIL = _("a winmail.dat is broken")
UNREADABLE = _("this mail is so broken that only its text could be kept")
