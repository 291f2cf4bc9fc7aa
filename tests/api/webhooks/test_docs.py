"""What docs/webhooks.md says is what the program does."""

import json
import re

from tanto.api.webhooks import calling, retrying
from tanto.api.webhooks.kinds import TOLD, public_type
from tanto.api.webhooks.signing import headers, new_secret
from tests.api.webhooks.write_docs import FILE, example, written


def test_every_type_stands_in_the_documentation_as_it_is():
    assert FILE.read_text("utf-8") == written(), "python -m tests.api.webhooks.write_docs writes it"
    assert all(f"`{public_type(kind)}`" in FILE.read_text("utf-8") for kind in TOLD)


def test_every_example_is_thin():
    for kind in TOLD:
        said = json.loads(example(kind))
        assert set(said) == {"type", "timestamp", "data"}
        assert len(example(kind)) < 500
        assert None not in [said["data"][name] for name in TOLD[kind]], kind


def test_the_snippet_tells_the_genuine_from_the_forged():
    snippet = re.search(r"```python\n(.*?)```", FILE.read_text("utf-8"), re.S)
    assert snippet is not None
    names: dict = {}
    exec(snippet[1], names)  # noqa: S102 - our own documentation
    is_genuine, at = names["is_genuine"], int(names["time"].time())
    old, new = new_secret(), new_secret()
    signed = headers([new, old], "msg_1", at, '{"a":"あ"}')
    body = '{"a":"あ"}'.encode()
    assert is_genuine(old, signed, body)
    assert is_genuine(new, signed, body)
    assert not is_genuine(new_secret(), signed, body)
    assert not is_genuine(new, signed, body + b" ")
    assert not is_genuine(new, headers([new], "msg_1", at - 400, '{"a":"あ"}'), body)


def test_the_figures_are_those_of_the_program():
    text = " ".join(FILE.read_text("utf-8").split())
    assert f"within {calling.SECONDS:.0f} seconds" in text
    assert f"at most {calling.MOST // 1024} KB" in text
    assert f"first {calling.KEPT:,} signs" in text
    assert retrying.WAITS[:6] == (5, 30, 120, 300, 900, 1800)


def test_the_signature_of_the_convention_s_own_example():
    """The example that the libraries of the convention test themselves with."""
    signed = headers(
        ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, '{"test": 2432232314}'
    )  # fmt: skip
    assert signed["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
