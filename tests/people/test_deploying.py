"""What Django itself checks before a house is opened to the world."""

import os
import subprocess
import sys


def checks(tmp_path, url: str) -> str:
    known = os.environ | {
        "TANTO_DATA_DIR": str(tmp_path),
        "TANTO_URL": url,
        "TANTO_DEMO": "",
        "DATABASE_URL": "",
    }
    command = [sys.executable, "-m", "tanto", "django", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, env=known, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_behind_https_nothing_is_left_to_say(tmp_path):
    assert "no issues" in checks(tmp_path, "https://tanto.tamabashi.example")


def test_behind_https_cookies_and_pages_stay_there(settings, client, db):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 31536000
    assert client.get("/sign-in/").headers["Location"].startswith("https://")
    assert client.get("/healthz").status_code == 200
    page = client.get("/sign-in/", secure=True)
    assert page.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
