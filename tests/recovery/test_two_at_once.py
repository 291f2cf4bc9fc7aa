"""Two people press at the very same instant, again and again: on both databases one of them is first, the other finds
the case as it is then, and no invariant breaks."""

import threading
from itertools import pairwise

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tanto import clocks
from tanto.journal.models import Entry
from tanto.journal.verify import verify
from tanto.recovery.models import Case
from tests.cast import MONDAY, Cast, make_cast
from tests.recovery import invariants, presses

house: list[Cast] = []


class TwoAtOnce(RuleBasedStateMachine):
    @initialize()
    def receive(self) -> None:
        with clocks.travelling(MONDAY):
            if not house:
                house.append(make_cast())
            self.cast = house[0]
            self.case = self.cast.receive(by=self.cast.colleague)

    @rule(one=st.integers(0, 2**40), other=st.integers(0, 2**40))
    def both_what_fits(self, one: int, other: int) -> None:
        self.both(presses.fitting(one, self.case.pk), presses.fitting(other, self.case.pk))

    @rule(one=presses.press(), other=presses.press())
    def both(self, one: tuple, other: tuple) -> None:
        together = threading.Barrier(2)
        troubles: list[BaseException] = []

        def pressing(pressed: tuple) -> None:
            try:
                with clocks.travelling(MONDAY):
                    together.wait(timeout=20)
                    presses.do(self.cast, self.case.pk, pressed)
            except BaseException as trouble:  # a thread's trouble is the test's
                troubles.append(trouble)
            finally:
                connection.close()

        threads = [threading.Thread(target=pressing, args=(pressed,)) for pressed in (one, other)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        assert troubles == []

    @rule(steps=st.integers(1, 4))
    def go_on_rightly(self, steps: int) -> None:
        for _ in range(steps):
            with clocks.travelling(MONDAY):
                presses.rightly(self.cast, self.case.pk)

    @invariant()
    def all_invariants_hold(self) -> None:
        invariants.hold(self.cast, Case.objects.get(pk=self.case.pk))

    @invariant()
    def the_chain_has_no_fork(self) -> None:
        chain = list(Entry.objects.filter(subject_kind="case", subject_id=self.case.pk).order_by("number"))
        assert all(after.previous == before.hash for before, after in pairwise(chain))


@pytest.mark.django_db(transaction=True)
def test_two_at_once_break_nothing():
    house.clear()
    run_state_machine_as_test(
        TwoAtOnce,
        settings=settings(
            max_examples=15,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            phases=(Phase.generate,),  # a failing order is short enough as it is found
            suppress_health_check=list(HealthCheck),
        ),
    )
    with clocks.travelling(MONDAY):
        assert verify().broken == ""
