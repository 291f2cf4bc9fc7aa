"""The list of cases: filters by address, pages, views, and what is done to many at once."""

import datetime as dt
from urllib.parse import quote

import pytest

from bench.build import build
from tanto import clocks
from tanto.home.cases.filters import read
from tanto.home.models import SavedView
from tanto.notices.drain import drain
from tanto.recovery.models import Case
from tests.cast import Cast


def numbers(answer) -> list[str]:
    return [row.case.number for row in answer.context["page"].rows]


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("which=some", "Allowed are: open, ended, all."),
        ("step=nine", "Allowed are: draft, listen"),
        ("severity=0", "Allowed are: 1, 2, 3, 4."),
        ("section=x", "It is a whole number"),
        ("section=999", "There is no such section."),
        ("client=999", "There is no such client."),
        ("tag=nowhere", "No case has the tag “nowhere”."),
        ("colour=red", "Filters are called:"),
        ("late=yes", "Allowed are: 1."),
        ("which=ended&owner=1", "Cases can be listed by owner while they are open"),
        ("which=all&mine=1", "Cases can be listed by owner while they are open"),
        ("which=ended&step=listen", "asks for something that only open cases have"),
        ("which=open&end=merged", "An open case has no end yet."),
        ("after=somewhere", "The list has no place “somewhere”."),
        ("after=99999999T999999.000000Z.1", "The list has no place"),
    ],
)
def test_a_broken_address_says_what_is_allowed_and_still_shows_the_list(cast: Cast, client, address, says):
    case = cast.receive()
    client.force_login(cast.owner)
    answer = client.get(f"/cases/?{address}")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert says in page
    assert case.number in page or "ended" in address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "which=all",
        "which=ended&severity=2",
        "which=open&q=%E7%B4%8D%E5%93%81",
        "step=listen&mine=1",
        "q=box&sort=new",
        "late=1&sort=new",
    ],
)
def test_an_address_reads_as_it_is_written(address):
    from urllib.parse import parse_qsl

    filters, refused = read(dict(parse_qsl(address)))
    assert refused == []
    assert read(dict(parse_qsl(filters.address()))) == (filters, [])


def test_filters_narrow_together(cast: Cast, client):
    serious, draft, ended = cast.receive(severity=2), cast.draft(), cast.closed()
    client.force_login(cast.owner)
    wanted = {
        "": {serious.number, draft.number},
        "severity=2": {serious.number},
        "draft=1": {draft.number},
        "which=ended": {ended.number},
        "which=all": {serious.number, draft.number, ended.number},
        f"section={serious.section_id}&step=listen": {serious.number},
        f"client={cast.client.pk}&which=all": {serious.number, ended.number},
        "mine=1": {serious.number},
        f"owner={cast.colleague.pk}": {draft.number},
        "end=closed_by_customer": {ended.number},
        "late=1": set(),
    }
    for address, found in wanted.items():
        assert set(numbers(client.get(f"/cases/?{address}"))) == found, address


def test_what_is_late_is_found_when_it_is_late(cast: Cast, client):
    case = cast.draft()
    client.force_login(cast.owner)
    with clocks.travelling(clocks.now() + dt.timedelta(days=3)):
        assert numbers(client.get("/cases/?late=1")) == [case.number]


@pytest.mark.parametrize("address", ["", "which=all", "sort=new", "mine=1"])
def test_pages_forth_and_back_show_every_case_once(cast: Cast, client, address):
    made = {cast.draft(by=cast.owner).number for _ in range(103)}
    Case.objects.filter(pk__lte=Case.objects.order_by("pk")[60].pk).update(due_at=None)
    client.force_login(cast.owner)
    forth, place = [], ""
    for _ in range(3):
        answer = client.get(f"/cases/?{address}&after={place}")
        forth.append(numbers(answer))
        place = answer.context["page"].after
    assert place == ""
    assert [len(page) for page in forth] == [50, 50, 3]
    assert {number for page in forth for number in page} == made
    back = client.get(f"/cases/?{address}&before={answer.context['page'].before}")
    assert numbers(back) == forth[1]
    first = client.get(f"/cases/?{address}&before={back.context['page'].before}")
    assert numbers(first) == forth[0]
    assert first.context["page"].before == ""


def test_a_long_japanese_search_is_kept_as_a_view(cast: Cast, client):
    client.force_login(cast.owner)
    address = "q=" + quote("納品書の金額が違う" * 20)
    answer = client.post("/cases/views/", {"press": "1", "name": "Amounts", "address": address})
    assert answer.status_code == 302
    assert SavedView.objects.get().address == address
    assert client.get(answer["Location"]).status_code == 200


def test_a_place_behind_every_case_finds_the_newest(cast: Cast, client):
    case = cast.receive(text="A wet box")
    drain(clocks.now())
    client.force_login(cast.owner)
    assert numbers(client.get("/cases/?q=wet&which=all&after=999999999999999999")) == [case.number]


def test_a_number_no_database_takes_is_no_case(cast: Cast, client):
    client.force_login(cast.owner)
    assert (
        client.post("/cases/bulk/", {"press": "1", "case": "\0", "do": "tag", "tag": "x"}).status_code == 422
    )


@pytest.mark.django_db
@pytest.mark.parametrize("size", [100, 2000])
def test_the_list_costs_the_same_at_any_size(client, size, django_assert_max_num_queries):
    house = build(size, open_share=0.6)
    client.force_login(house.boss)
    for address, most in (
        ("", 10),
        ("which=all", 10),
        ("severity=3&mine=1", 10),
        ("q=delivery", 13),
        ("q=納品", 13),
    ):
        client.get(f"/cases/?{address}")
        with django_assert_max_num_queries(most):
            answer = client.get(f"/cases/?{address}")
        assert answer.status_code == 200
        assert numbers(answer) or "mine" in address or size == 100


@pytest.mark.django_db
@pytest.mark.parametrize("size", [100, 2000])
def test_my_day_the_desk_and_a_case_cost_the_same_at_any_size(client, size, django_assert_max_num_queries):
    house = build(size, open_share=0.6)
    case = house.long_case
    for person, address, most in (
        (house.owner, "/", 10),
        (house.boss, "/desk/", 10),
        (case.owner, f"/cases/{case.number}/", 12),
        (case.owner, f"/cases/{case.number}/parts/record/", 10),
    ):
        client.force_login(person)
        client.get(address)
        with django_assert_max_num_queries(most):
            answer = client.get(address)
        assert answer.status_code == 200


def test_a_view_is_kept_shown_with_its_counter_and_shared(cast: Cast, client):
    cast.receive(severity=2)
    drain(clocks.now())
    client.force_login(cast.owner)
    client.post("/cases/views/", {"press": "1", "name": "Serious", "address": "severity=2", "is_shared": "1"})
    client.post("/cases/views/", {"press": "2", "name": "My own", "address": "mine=1"})
    view = SavedView.objects.get(name="Serious")
    client.force_login(cast.stranger)
    page = client.get("/cases/").content.decode()
    assert f'severity=2&amp;saved={view.pk}">Serious <span class="count">1</span>' in page
    assert "My own" not in page


def test_a_view_is_changed_by_who_made_it_or_keeps_the_house(cast: Cast, client):
    view = SavedView.keep(
        cast.owner, by=cast.owner.actor, name="Serious", address="severity=2", is_shared=True
    )
    client.force_login(cast.stranger)
    assert client.post(f"/cases/views/{view.pk}/", {"press": "1", "name": "Mine now"}).status_code == 409
    client.force_login(cast.colleague.section.boss)  # whoever keeps the house
    client.post(f"/cases/views/{view.pk}/", {"press": "2", "name": "Grave", "is_shared": "1"})
    client.force_login(cast.owner)
    client.post(f"/cases/views/{view.pk}/end/", {"press": "3"})
    view.refresh_from_db()
    assert (view.name, view.removed_at is not None) == ("Grave", True)
    kinds = list(cast.owner.history().values_list("kind", flat=True)[:3])
    assert kinds == ["view_removed", "view_changed", "view_saved"]


def test_a_view_of_another_is_not_there(cast: Cast, client):
    view = SavedView.keep(cast.owner, by=cast.owner.actor, name="My own", address="mine=1")
    client.force_login(cast.boss)
    assert client.post(f"/cases/views/{view.pk}/", {"name": "x"}).status_code == 404
    assert client.post(f"/cases/views/{view.pk}/end/", {}).status_code == 404


def test_many_are_tagged_at_once_and_refusals_say_why(cast: Cast, client):
    mine, other = cast.receive(), cast.draft()
    client.force_login(cast.owner)
    form = {"press": "1", "do": "tag", "name": "paper", "case": [mine.number, other.number]}
    answer = client.post("/cases/bulk/", form)
    page = answer.content.decode()
    assert "Done for 1 of 2 cases" in page
    assert "You have no part in this case." in page
    assert f'value="{other.number}" checked' in page
    client.post("/cases/bulk/", form)
    assert mine.history().filter(kind="tagged").count() == 1
    client.post("/cases/bulk/", {"press": "2", "do": "untag", "name": "paper", "case": [mine.number]})
    assert mine.tags == []


def test_many_are_offered_to_one_person(cast: Cast, client):
    cases = [cast.receive() for _ in range(3)]
    client.force_login(cast.owner)
    form = {"press": "1", "do": "offer", "case": [case.number for case in cases]}
    assert "Offer 3 cases to one person" in client.post("/cases/bulk/", form).content.decode()
    client.post("/cases/bulk/", form | {"to": cast.deputy.pk})
    assert [case.open_offer.to for case in cases] == [cast.deputy] * 3


@pytest.mark.parametrize(("chosen", "says"), [(0, "No case is chosen."), (201, "at most 200 go at once")])
def test_nothing_and_too_many_are_refused_in_the_list(cast: Cast, client, chosen, says):
    client.force_login(cast.owner)
    form = {"do": "tag", "name": "x", "case": [f"SR-2026-{n:04d}" for n in range(chosen)]}
    answer = client.post("/cases/bulk/", form)
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_a_row_shows_the_chip_and_the_steps_as_every_other_page_does(cast: Cast):
    from django.template import Context, Template

    from tanto.clocks.models import Clock
    from tanto.home.cases import faces

    case = cast.at_address()
    clock = Clock.objects.of("case", case.pk).running().first()
    for later in (0, 1, 30):
        with clocks.travelling(clocks.now() + dt.timedelta(days=later)):
            usual = Template("{% chip clock %}{% rail_mini case %}").render(
                Context({"clock": clock, "case": case})
            )
            drawn = faces.chip(clock, clocks.now()) + faces.ticks(case.step)
        assert "".join(drawn.split()) == "".join(usual.split())


def test_nothing_in_a_row_is_markup(cast: Cast, client):
    cast.client.change(by=cast.owner.actor, name_en="<i>Firm</i>")
    case = cast.receive("<script>box</script>")
    case.tag(by=cast.owner.actor, name='"><b>')
    drain(clocks.now())
    client.force_login(cast.owner)
    page = client.get("/cases/?q=box").content.decode()
    assert "&lt;i&gt;Firm&lt;/i&gt;" in page
    assert "&lt;script&gt;<mark>box</mark>&lt;/script&gt;" in page
    assert "&quot;&gt;&lt;b&gt;" in page
    assert "<script>box" not in page
