"""Photographs and papers, kept by what they contain: the same file twice is one. Nothing here is ever opened; the
first bytes alone say whether a browser may show it as a picture."""

import hashlib
import os
import tempfile
from collections.abc import Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tanto.web.refusals import Refused

LARGEST = 25 * 1024 * 1024  # bytes; a photograph from a telephone has 3 to 12 MB
AT_ONCE = 8  # files that are waited for together
PICTURES = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
}


class File(models.Model):
    """digest: sha256 of the content, hexadecimal, also its place on disk; size in bytes; picture: its media type if
    the first bytes are those of a picture every browser shows, else empty."""

    digest = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    picture = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return self.digest[:12]

    @property
    def path(self) -> Path:
        return place_of(self.digest)

    @classmethod
    def keep(cls, chunks: Iterable[bytes]) -> "File":
        """Store a content, written whole before its row exists. Too large or empty is refused; a full disk raises
        OSError and leaves nothing behind."""
        settings.FILES_FOLDER.mkdir(parents=True, exist_ok=True, mode=0o700)
        digest, size, start = hashlib.sha256(), 0, b""
        with tempfile.NamedTemporaryFile(dir=settings.FILES_FOLDER, prefix="coming-") as coming:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                start = start or chunk[:16]
                if size > LARGEST:
                    raise too_large()
                coming.write(chunk)
            if not size:
                raise is_empty()
            coming.flush()
            os.fsync(coming.fileno())
            place = place_of(digest.hexdigest())
            if not place.exists():
                place.parent.mkdir(exist_ok=True, mode=0o700)
                os.link(coming.name, place)
                sync(place.parent)
        file, _is_new = cls.objects.get_or_create(
            digest=digest.hexdigest(), defaults={"size": size, "picture": picture_type(start)}
        )
        return file


@dataclass(frozen=True)
class Coming:
    """A content that is written beside its place and not yet there. digest as of `File`."""

    digest: str
    size: int
    start: bytes
    part: Path | None

    @classmethod
    def of(cls, content: bytes) -> "Coming":
        digest = hashlib.sha256(content).hexdigest()
        place = place_of(digest)
        if place.exists():
            return cls(digest, len(content), content[:16], None)
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=place.parent, prefix="coming-")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        return cls(digest, len(content), content[:16], Path(name))

    def arrive(self) -> None:
        """From beside its place to it, once it is on the disk."""
        if self.part is not None:
            self.part.replace(place_of(self.digest))


def keep_files(contents: Sequence[bytes]) -> list[File]:
    """Many contents at once: all are written before the first is waited for, so that the disk does its work in one go. None of them
    is refused for its size. A full disk raises OSError and leaves nothing behind."""
    coming: list[Coming] = []
    try:
        coming.extend(Coming.of(content) for content in contents)
        sync_all([each.part for each in coming if each.part])
        for each in coming:
            each.arrive()
        sync_all({place_of(each.digest).parent for each in coming if each.part})
    except OSError:
        for each in coming:
            if each.part is not None:
                each.part.unlink(missing_ok=True)
        raise
    rows = [File(digest=each.digest, size=each.size, picture=picture_type(each.start)) for each in coming]
    File.objects.bulk_create(rows, ignore_conflicts=True)
    known = {file.digest: file for file in File.objects.filter(digest__in=[each.digest for each in coming])}
    return [known[each.digest] for each in coming]


def sync(path: Path) -> None:
    """What was written to a file, or the names in a folder, are there after the power went."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_all(paths: Collection[Path]) -> None:
    """Many at once: who waits for the disk together waits about as long as one."""
    with ThreadPoolExecutor(min(len(paths), AT_ONCE) or 1) as waiting:
        list(waiting.map(sync, paths))


def place_of(digest: str) -> Path:
    return Path(settings.FILES_FOLDER) / digest[:2] / digest[2:]


def picture_type(start: bytes) -> str:
    """The media type told by the first bytes, never by the name."""
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for magic, kind in PICTURES.items() if start.startswith(magic)), "")


def too_large() -> Refused:
    return Refused(
        "file_too_large",
        _("The file is larger than %(mb)d MB.") % {"mb": LARGEST // 1024 // 1024},
        _("Everybody on the case must be able to open it, also on a telephone."),
        _("Send a smaller picture, or a few pages of the document."),
        field="papers",
    )


def is_empty() -> Refused:
    return Refused(
        "file_empty",
        _("The file is empty."),
        _("Nobody could read anything from it later."),
        _("Choose the file again; perhaps it was still being written."),
        field="papers",
    )
