import pytest

from tanto.web.sealing import Shut, seal, unseal


def test_what_was_sealed_opens_again_in_any_script():
    assert unseal("mail.mailbox", seal("mail.mailbox", "合言葉 pässword")) == "合言葉 pässword"


def test_neither_the_text_nor_its_sameness_shows():
    first, again = seal("mail.mailbox", "open sesame"), seal("mail.mailbox", "open sesame")
    assert "sesame" not in first
    assert first != again
    assert first.isascii()


def test_one_purpose_does_not_open_the_other():
    with pytest.raises(Shut):
        unseal("hooks.secret", seal("mail.mailbox", "open sesame"))


def test_another_installation_opens_nothing(settings):
    sealed = seal("mail.mailbox", "open sesame")
    settings.SECRET_KEY = "the key of another house"
    with pytest.raises(Shut):
        unseal("mail.mailbox", sealed)


def test_the_key_of_before_still_opens_while_it_is_named(settings):
    sealed = seal("mail.mailbox", "open sesame")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new key", [settings.SECRET_KEY]
    assert unseal("mail.mailbox", sealed) == "open sesame"


@pytest.mark.parametrize("broken", ["", "nonsense", "合言葉"])
def test_what_was_never_sealed_is_refused(broken):
    with pytest.raises(Shut):
        unseal("mail.mailbox", broken)


def test_a_changed_sign_is_noticed():
    sealed = seal("mail.mailbox", "open sesame")
    at = len(sealed) // 2
    with pytest.raises(Shut):
        unseal("mail.mailbox", sealed[:at] + ("A" if sealed[at] != "A" else "B") + sealed[at + 1 :])
