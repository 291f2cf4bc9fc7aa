"""The file of a backup: a tar whose last member lists all others with their digests. Whatever lacks that end, or differs from
it, is no backup, and is refused before anything is touched."""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any

FORMAT = 1
END = "manifest.json"
CHUNK = 1024 * 1024


class Broken(Exception):  # noqa: N818 - what the file is, not what failed
    """The file is no whole backup; says what is wrong with it."""


class Bundle:
    """Being written: members go straight into the file, their digests are taken on the way."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self.tar = tar
        self.members: dict[str, dict[str, Any]] = {}

    def add(self, name: str, path: Path) -> None:
        """Put a file in, as long as it is now."""
        size = path.stat().st_size
        with path.open("rb") as file:
            reader = Digesting(file, size)
            info = tarfile.TarInfo(name)
            info.size, info.mode, info.mtime = size, 0o600, int(path.stat().st_mtime)
            self.tar.addfile(info, reader)
        self.members[name] = {"size": size, "sha256": reader.digest.hexdigest()}

    def end(self, about: dict[str, Any]) -> None:
        text = json.dumps({"format": FORMAT, **about, "members": self.members}, ensure_ascii=False, indent=1)
        info = tarfile.TarInfo(END)
        info.size, info.mode = len(text.encode()), 0o600
        self.tar.addfile(info, io.BytesIO(text.encode()))


class Digesting:
    """A file that is hashed while it is read; one that became shorter meanwhile is an error."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        self.file, self.left, self.digest = file, size, hashlib.sha256()

    def read(self, count: int = -1) -> bytes:
        data = self.file.read(min(count, self.left) if count >= 0 else self.left)
        if not data and self.left:
            raise OSError("the file became shorter while it was copied")
        self.left -= len(data)
        self.digest.update(data)
        return data


@contextmanager
def written(path: Path) -> Iterator[Bundle]:
    """A new backup at `path`, readable by its owner only. It appears there whole or not at all."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                yield Bundle(tar)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def unpacked(path: Path, folder: Path) -> dict[str, Any]:
    """Lay the members of a backup into an empty folder and hold each against the list; the list."""
    found: dict[str, dict[str, Any]] = {}
    manifest: dict[str, Any] | None = None
    try:
        with tarfile.open(path, "r:") as tar:
            for member in tar:
                source = tar.extractfile(member) if member.isfile() else None
                if source is None or not is_plain(member.name):
                    raise Broken(f"it holds “{member.name}”, which no backup of Tanto holds")
                if member.name == END:
                    manifest = json.loads(source.read())
                else:
                    found[member.name] = laid(source, folder / member.name)
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise Broken(f"it cannot be read to its end ({error})") from error
    if manifest is None:
        raise Broken("its end is missing: it was cut off, or is still being written")
    if manifest.get("format") != FORMAT:
        raise Broken(f"it has the format {manifest.get('format')}; this Tanto reads {FORMAT}")
    for name in manifest["members"].keys() | found.keys():
        if manifest["members"].get(name) != found.get(name):
            raise Broken(f"“{name}” is not what was put into it")
    return manifest


def is_plain(name: str) -> bool:
    """No way out of the folder."""
    parts = PurePosixPath(name).parts
    return bool(parts) and not name.startswith("/") and ".." not in parts and "\\" not in name


def laid(source: IO[bytes], place: Path) -> dict[str, Any]:
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size = hashlib.sha256(), 0
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return {"size": size, "sha256": digest.hexdigest()}
