"""Bodies that no program means: each is refused with its reason, none is an error of ours."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import Cast

PART = b'Content-Disposition: form-data; name="%b"%b\r\n\r\n1\r\n--b\r\n'
LARGE = 9_000_000  # a photograph from a telephone has as many bytes


def head(cast: Cast, **more: str) -> dict[str, str]:
    token = cast.owner.make_token(by=cast.owner.actor, name="night report", scope="write", days=30)
    return {"Authorization": f"Bearer {token}"} | more


def test_a_body_of_nine_megabytes_is_too_large_and_no_error_of_ours(cast: Cast, client):
    answer = client.post("/api/v1/cases", "x" * LARGE, content_type="application/json", headers=head(cast))
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


@pytest.mark.parametrize(
    ("boundary", "body"),
    [
        ("", b"nonsense"),
        ("b", b"--b\r\n" + PART % (b"x", b"") * 1500),
        ("b", b"--b\r\n" + PART % (b"papers", b'; filename="a"') * 200),
    ],
)
def test_parts_that_cannot_be_told_apart_or_are_too_many_are_refused(cast: Cast, client, boundary, body):
    case, kind = cast.receive(), f"multipart/form-data; boundary={boundary}"
    answer = client.post(f"/api/v1/cases/{case.number}/files", body, content_type=kind, headers=head(cast))
    assert (answer.status_code, answer.json()["code"]) == (400, "unreadable_body")


def test_a_thousand_filters_are_refused(cast: Cast, client):
    asked = "&".join(f"a{number}=1" for number in range(2000))
    assert client.get(f"/api/v1/cases?{asked}", headers=head(cast)).status_code == 400


def test_a_large_photograph_sent_twice_with_one_key_is_taken_once(cast: Cast, client):
    case, heads = cast.receive(), head(cast, **{"Idempotency-Key": "one"})
    for boundary in "ab":  # a program that tries again draws another boundary
        photo = SimpleUploadedFile("crate.bin", b"x" * LARGE)
        body = b"".join([b"--%b\r\n" % boundary.encode(), b'Content-Disposition: form-data; name="papers"; filename="crate.bin"\r\n\r\n', photo.read(), b"\r\n--%b--\r\n" % boundary.encode()])  # fmt: skip
        answer = client.post(f"/api/v1/cases/{case.number}/files", body, content_type=f"multipart/form-data; boundary={boundary}", headers=heads)  # fmt: skip
        assert answer.status_code == 201, answer.content
    assert (case.attachments.count(), case.history().filter(kind="file_added").count()) == (1, 1)
