"""What an address of the page asks for. Each filter is a link, so that a view of the figures can be sent to a colleague."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from tanto.recovery.steps import Severity
from tanto.web.numbers import whole

from .figures import BY_KEY
from .months import WINDOWS

DEFAULT = "M10"


@dataclass(frozen=True)
class Wanted:
    """section, severity: None for all; months: how many; metric: the key of the figure in the table."""

    section: int | None = None
    months: int = WINDOWS[0]
    severity: int | None = None
    metric: str = DEFAULT

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> "Wanted":
        """What the address says; anything it does not know is as if it were not there."""
        months, severity = whole(asked.get("months", "")), whole(asked.get("severity", ""))
        metric = asked.get("metric", "")
        return cls(
            section=whole(asked.get("section", "")),
            months=months if months in WINDOWS else WINDOWS[0],
            severity=severity if severity in Severity.values else None,
            metric=metric if metric in BY_KEY else DEFAULT,
        )

    def address(self, page: str = "/figures/", **other: Any) -> str:
        """The same with something else asked for."""
        now = replace(self, **other)
        given = {name: value for name, value in vars(now).items() if value != getattr(Wanted, name)}
        return f"{page}?{urlencode(given)}" if given else page

    def to_csv(self) -> str:
        return self.address("/figures.csv")

    def lengths(self) -> list[tuple[int, str]]:
        return [(months, self.address(months=months)) for months in WINDOWS]

    def severities(self) -> list[tuple[Severity, str]]:
        return [(severity, self.address(severity=severity.value)) for severity in Severity]

    def every_severity(self) -> str:
        return self.address(severity=None)

    def every_section(self) -> str:
        return self.address(section=None)
