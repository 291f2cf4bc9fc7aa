"""A house can be brought back: whole, or not at all; and a backup never harms the house it is made of."""

import datetime as dt
import errno
import io
import json
import os
import signal
import subprocess
import sys
import tarfile
import time
from pathlib import Path

import pytest
from django.db import connection

from tanto import clocks
from tanto.files.models import File
from tanto.journal.models import Entry
from tanto.journal.verify import verify
from tanto.keeping import backup, bundle, upgrade
from tanto.keeping.bundle import Broken, unpacked
from tanto.keeping.restore import Refusal, settle
from tanto.notices.drain import drain
from tanto.notices.models import Letter
from tanto.people.models import Firm
from tests.cast import make_cast

pytestmark = pytest.mark.django_db(transaction=True)
PHOTO = b"\x89PNG\r\n\x1a\n" + b"x" * 3000


@pytest.fixture
def house(settings, tmp_path):
    """A house with a case, a photograph and a letter on its way, in a data folder of its own."""
    settings.DATA_DIR = folder = tmp_path / "house"
    settings.FILES_FOLDER, settings.MAIL_FOLDER = folder / "files", folder / "letters"
    folder.mkdir()
    (folder / "secret.key").write_text(settings.SECRET_KEY)
    cast = make_cast()
    case = cast.at_question()
    case.attach(by=cast.owner.actor, file=File.keep([PHOTO]), name="box.png")
    drain(clocks.now())
    return cast


@pytest.fixture
def elsewhere(tmp_path):
    """The environment of an empty house: a new folder, and with PostgreSQL a new database."""
    folder = tmp_path / "elsewhere"
    environment = {name: value for name, value in os.environ.items() if name != "TANTO_SECRET_KEY"}
    environment |= {"TANTO_DATA_DIR": str(folder)}
    if connection.vendor == "sqlite":
        environment.pop("DATABASE_URL", None)
        yield environment
        return
    known, name = connection.settings_dict, f"drill_{os.getpid()}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    place = f"{known['USER']}@{known['HOST']}:{known['PORT']}/{name}"
    yield environment | {"DATABASE_URL": f"postgresql://{place}"}
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name}")


def tanto(environment, *words: str, code: int = 0) -> str:
    command = [sys.executable, "-m", "tanto", *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_a_drill_brings_everything_back(house, elsewhere, settings, tmp_path):
    made = backup.make(tmp_path / "b.tanto")
    backup.remember(made)
    assert oct(made.path.stat().st_mode & 0o777) == "0o600"
    said = tanto(elsewhere, "restore", str(made.path))
    counts = verify().counts  # here stands backup_made, there house_restored
    assert f"The record holds: {counts['entries']} entries, {counts['subjects']} subjects" in said
    assert f"{counts['words']} words" in said
    folder = Path(elsewhere["TANTO_DATA_DIR"])
    assert (folder / "secret.key").read_text() == settings.SECRET_KEY
    (photo,) = [file for file in (folder / "files").rglob("*") if file.is_file()]
    assert photo.read_bytes() == PHOTO
    assert oct(photo.parent.parent.stat().st_mode & 0o777) == "0o700"
    assert "Somebody lives in" in tanto(elsewhere, "restore", str(made.path), code=1)
    assert "holds: " in tanto(elsewhere, "journal", "verify")
    assert "no backup" not in tanto(elsewhere, "migrate")


@pytest.mark.parametrize("share", [0.0, 0.001, 0.5, 0.9, 0.97])
def test_a_backup_cut_off_changes_nothing(house, elsewhere, tmp_path, share):
    made = backup.make(tmp_path / "b.tanto")
    (cut := tmp_path / "cut.tanto").write_bytes(made.path.read_bytes()[: int(made.size * share)])
    with pytest.raises(Broken):
        unpacked(cut, tmp_path / "laid")
    if share == 0.5:
        assert "is not a whole backup" in tanto(elsewhere, "restore", str(cut), code=1)
        assert [file.name for file in Path(elsewhere["TANTO_DATA_DIR"]).iterdir()] == ["secret.key"]


def test_a_backup_with_one_changed_sign_is_found_out(house, tmp_path):
    made = backup.make(tmp_path / "b.tanto")
    content = bytearray(made.path.read_bytes())
    content[content.index(PHOTO) + 100] ^= 1
    made.path.write_bytes(content)
    with pytest.raises(Broken, match="is not what was put into it"):
        unpacked(made.path, tmp_path / "laid")


@pytest.mark.parametrize("name", ["../out", "/etc/out", "files/../../out"])
def test_nothing_is_laid_outside_the_folder(tmp_path, name):
    with tarfile.open(tmp_path / "b.tanto", "w") as tar:
        info = tarfile.TarInfo(name)
        info.size = 1
        tar.addfile(info, io.BytesIO(b"x"))
    with pytest.raises(Broken, match="which no backup of Tanto holds"):
        unpacked(tmp_path / "b.tanto", tmp_path / "laid")
    assert not (tmp_path / "out").exists()


def changed(path: Path, to: Path, **about) -> Path:
    """The same backup, saying something else of itself."""
    with tarfile.open(path) as old, tarfile.open(to, "w") as new:
        for member in old:
            content = old.extractfile(member).read()
            if member.name == bundle.END:
                content = json.dumps(json.loads(content) | about).encode()
                member.size = len(content)
            new.addfile(member, io.BytesIO(content))
    return to


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({"format": 9}, "it has the format 9"),
        ({"migrations": ["recovery.9999_from_the_future"]}, "made by a newer Tanto"),
        ({"database": "oracle"}, "The backup is of oracle"),
    ],
)
def test_a_backup_that_does_not_fit_is_refused(house, elsewhere, tmp_path, about, said):
    other = changed(backup.make(tmp_path / "b.tanto").path, tmp_path / "other.tanto", **about)
    assert said in tanto(elsewhere, "restore", str(other), code=1)


def test_a_key_that_does_not_fit_is_refused_unless_one_says_so(house, elsewhere, tmp_path):
    made = backup.make(tmp_path / "b.tanto")
    other = elsewhere | {"TANTO_SECRET_KEY": "another key than that of the house"}
    assert "The key does not fit" in tanto(other, "restore", str(made.path), code=1)
    assert "The record holds" in tanto(other, "restore", str(made.path), "--with-other-key")


def test_a_key_from_the_environment_stays_out_of_the_backup(house, settings, tmp_path):
    settings.SECRET_KEY = "a key that lives in a vault"
    with tarfile.open(backup.make(tmp_path / "b.tanto").path) as tar:
        assert "secret.key" not in tar.getnames()


SLOW = """
import sys, time, pathlib
from tanto.cli import wake
wake()
from tanto.keeping import backup, bundle
add = bundle.Bundle.add
def slowly(self, name, path):
    add(self, name, path)
    pathlib.Path(sys.argv[2]).touch()
    time.sleep(60)
bundle.Bundle.add = slowly
backup.make(pathlib.Path(sys.argv[1]))
"""


def test_killed_in_the_middle_it_leaves_the_house_and_the_last_backup_as_they_were(house, settings, tmp_path):
    (target := tmp_path / "b.tanto").write_text("the backup of yesterday")
    known, environment = connection.settings_dict, os.environ | {"TANTO_DATA_DIR": str(settings.DATA_DIR)}
    if connection.vendor == "postgresql":
        place = f"{known['USER']}@{known['HOST']}:{known['PORT']}/{known['NAME']}"
        environment["DATABASE_URL"] = f"postgresql://{place}"
    else:
        (settings.DATA_DIR / "tanto.sqlite3").symlink_to(known["NAME"])
    running = subprocess.Popen(
        [sys.executable, "-c", SLOW, str(target), str(tmp_path / "begun")],
        env=environment | {"DJANGO_SETTINGS_MODULE": "tanto.settings"},
    )
    end = time.monotonic() + 60
    while not (tmp_path / "begun").exists():
        assert time.monotonic() < end, "the backup did not begin"
        time.sleep(0.02)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    assert target.read_text() == "the backup of yesterday"
    assert verify().broken == ""
    left = [*tmp_path.glob(".*")]
    assert left
    for each in left:
        os.utime(each, (1, 1))
    made = backup.make(target)
    assert not [*tmp_path.glob(".*")]
    (tmp_path / "laid").mkdir()
    assert unpacked(made.path, tmp_path / "laid")["members"]


def test_a_full_disk_leaves_what_stood_there(house, monkeypatch, tmp_path):
    (target := tmp_path / "b.tanto").write_text("the backup of yesterday")

    def full(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(bundle.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        backup.make(target)
    assert target.read_text() == "the backup of yesterday"
    assert not [*tmp_path.glob(".*")]


def test_letters_that_waited_are_looked_at_and_not_sent_again(house):
    case = house.receive()
    case.finish_listening(by=house.owner.actor, intensity=1)
    case.write(by=house.owner.actor, body="Mori, {next_time}", next_at=clocks.now() + dt.timedelta(hours=2))
    assert settle({"made_at": clocks.now().isoformat()}) == 1
    assert Letter.objects.get(contact__isnull=False).state == Letter.UNCLEAR
    assert Firm.kept().history().first().kind == "house_restored"
    assert verify().broken == ""


def test_before_an_upgrade_the_house_is_kept_beside_three_times(house, settings, monkeypatch):
    settings.DEMO = False
    assert upgrade.backup_before_upgrade() is None
    monkeypatch.setattr(upgrade, "unapplied", lambda: ["recovery.0099_next"])
    for minute in range(5):
        with clocks.travelling(clocks.now() + dt.timedelta(minutes=minute)):
            made = upgrade.backup_before_upgrade()
    assert made is not None
    kept = sorted((settings.DATA_DIR / "backups").iterdir())
    assert len(kept) == 3
    assert kept[-1] == made.path
    settings.DEMO = True
    assert upgrade.backup_before_upgrade() is None


def test_a_backup_stands_in_the_record(house, tmp_path):
    backup.remember(backup.make(tmp_path / "b.tanto"))
    entry = Entry.objects.get(kind="backup_made")
    assert entry.facts["name"] == "b.tanto"
    assert str(tmp_path) not in str(entry.facts)
    assert verify().broken == ""


def test_refusals_of_a_restore_say_what_instead(house, tmp_path):
    from tanto.keeping.restore import restore

    with pytest.raises(Refusal, match="Set TANTO_DATA_DIR to a new folder"):
        restore(backup.make(tmp_path / "b.tanto").path)


def test_a_house_of_the_last_version_is_kept_beside_and_brought_up_to_date(elsewhere):
    real = elsewhere | {"TANTO_DEMO": "0"}
    tanto(real, "migrate")
    tanto(
        real, "begin", "--firm", "Tamabashi", "--family", "Mori", "--given", "Aya", "--email", "mori@tamabashi.example",
        "--password", "a long enough password",
    )  # fmt: skip
    for room, last in (("recovery", "0008"), ("clients", "0002"), ("people", "0003")):
        tanto(
            real, "django", "migrate", room, last
        )  # the tables of 0.3.0, with a person, a firm and their record in them
    said = tanto(real, "migrate")
    assert "The house as it was lies in" in said
    assert list((Path(real["TANTO_DATA_DIR"]) / "backups").glob("before-upgrade-*.tanto"))
    assert "holds: " in tanto(real, "journal", "verify")
    doctor = tanto(real, "doctor", code=1)
    assert "before-upgrade-" in doctor
    assert "! worker" in doctor
    assert "! database" not in doctor
