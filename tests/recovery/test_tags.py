import pytest

from tanto.recovery.models import Tag
from tanto.web.refusals import Refused
from tests.cast import Cast


def test_a_tag_is_one_whatever_its_case_or_width(cast: Cast):
    case = cast.receive()
    case.tag(by=cast.owner.actor, name="Paper")
    case.tag(by=cast.boss.actor, name=" ＰＡＰＥＲ ")
    assert [str(tag) for tag in case.tags] == ["Paper"]
    assert Tag.objects.count() == 1
    assert case.history().filter(kind="tagged").count() == 1


def test_a_tag_comes_off_and_that_is_written_down(cast: Cast):
    case = cast.receive()
    case.tag(by=cast.owner.actor, name="紙")
    case.untag(by=cast.owner.actor, name="紙")
    case.untag(by=cast.owner.actor, name="紙")
    assert case.tags == []
    assert [entry.kind for entry in case.history()[:2]] == ["untagged", "tagged"]


@pytest.mark.parametrize("name", ["", "   ", "x" * 41, "ﷺ" * 20])
def test_a_tag_is_a_short_word(cast: Cast, name):
    case = cast.receive()
    with pytest.raises(Refused, match="word of 1 to 40"):
        case.tag(by=cast.owner.actor, name=name)


def test_who_may_not_read_may_not_tag(cast: Cast):
    case = cast.receive()
    with pytest.raises(Refused, match="no part"):
        case.tag(by=cast.stranger.actor, name="paper")


def test_the_case_shows_its_tags(cast: Cast, client):
    case = cast.receive()
    client.force_login(cast.owner)
    client.post(f"/cases/{case.number}/tags/", {"press": "1", "name": "paper", "open": "notes"})
    page = client.get(f"/cases/{case.number}/?open=notes").content.decode()
    assert "/cases/?which=all&amp;tag=paper" in page
    client.post(f"/cases/{case.number}/tags/off/", {"press": "2", "name": "paper"})
    assert case.tags == []
