"""A refusal says what is wrong, why the rule exists, and what to do instead. There is one type for all doors."""

from dataclasses import dataclass

from django.utils.functional import Promise

Text = str | Promise


@dataclass
class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error of the program
    """A verb said no.

    code: short and stable, for programs ("cushion_one_sentence"); what, why, instead: sentences for people;
    status: 422 (the content is wrong) or 409 (somebody was faster); field: the form field it stands beside.
    """

    code: str
    what: Text
    why: Text
    instead: Text
    status: int = 422
    field: str = ""

    def __str__(self) -> str:
        return f"{self.what} {self.why} {self.instead}"
