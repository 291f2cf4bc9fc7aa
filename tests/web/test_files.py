"""Photographs and papers: whole or not at all, by what they contain."""

import errno

import pytest

from tanto.files.models import File, picture_type
from tests.recovery.test_receiving import refusal


def test_the_same_content_is_one_file(db):
    first, second = File.keep([b"pa", b"per"]), File.keep([b"paper"])
    assert first == second
    assert first.path.read_bytes() == b"paper"


def test_a_full_disk_leaves_nothing_behind(db, settings, monkeypatch):
    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        File.keep([b"paper"])
    assert not File.objects.exists()
    assert list(settings.FILES_FOLDER.rglob("*")) == []


def test_an_empty_file_is_refused(db):
    with refusal("file_empty"):
        File.keep([b""])


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"RIFF\0\0\0\0WEBP", "image/webp"),
        (b"<svg onload=alert(1)>", ""),
        (b"%PDF-1.7", ""),
    ],
)
def test_only_the_first_bytes_say_what_is_a_picture(start, kind):
    assert picture_type(start) == kind
