"""The fields of a page's form as what a program sends: one description of what a verb takes, for both doors."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from django import forms
from pydantic import BaseModel, Field, create_model

from .kinds import Day, Flag, Given, Id, Minute, Moment, Text
from .problems import Problem, wrong

LONGEST = 20000
Known = Mapping[str, Any]


def given_by(
    form_class: type[forms.BaseForm],
    name: str,
    *,
    without: tuple[str, ...] = (),
    instead: Known | None = None,
    is_patch: bool = False,
) -> type[BaseModel]:
    """The model of a body, field by field. without: fields that stand in the address or are files; instead: types of
    fields that a page can only write as text; is_patch: what is left out stays as it is."""
    fields: dict[str, Any] = {}
    for key, field in fields_of(form_class).items():
        if key in without or isinstance(field, forms.FileField):
            continue
        kind = (instead or {}).get(key) or kind_of(field)
        about = Field(description=described(field))
        usual = None if is_patch else plain(field.initial)
        if field.required and usual is None and not is_patch:
            fields[key] = (Annotated[kind, about], ...)
        else:
            fields[key] = (Annotated[kind | None, about], usual)
    return create_model(name, __base__=Given, **fields)


def fields_of(form_class: type[forms.BaseForm]) -> Mapping[str, forms.Field]:
    """As they stand in the class where rows are written (a form of a row may ask the database when it is made)."""
    if issubclass(form_class, forms.BaseModelForm):
        return form_class.base_fields  # type: ignore[attr-defined,no-any-return]
    return form_class().fields


def plain(initial: Any) -> Any:
    """What a page has chosen already when it opens; a program may leave it out."""
    value = getattr(initial, "value", initial)
    return value if isinstance(value, str | int) and value != "" else None


def described(field: forms.Field) -> str:
    return " ".join(f"{field.label or ''} {field.help_text or ''}".split())


def kind_of(field: forms.Field) -> Any:
    match field:
        case forms.BooleanField():
            return Flag
        case forms.ModelChoiceField() | forms.IntegerField():
            return Id
        case forms.MultipleChoiceField():
            item = one_of(field)
            return Annotated[list[item], Field(max_length=50)]  # type: ignore[valid-type]
        case forms.ChoiceField():
            return one_of(field)
        case forms.DateTimeField():
            return Moment
        case forms.DateField():
            return Day
        case forms.TimeField():
            return Minute
    longest = getattr(field, "max_length", None) or LONGEST
    return Annotated[Text, Field(max_length=longest, min_length=1 if field.required else 0)]


def one_of(field: forms.ChoiceField) -> Any:
    """The values of a fixed choice, as numbers where the form reads numbers; a choice that is known only with the case is an
    id."""
    values = [value for value, _label in field.choices if value not in ("", None)]  # type: ignore[union-attr,misc]
    if not values:
        return Id
    return Literal[tuple(values)]


def typed(given: BaseModel, *, beside: Known | None = None) -> dict[str, Any]:
    """What was given as the form reads it: what was left out is left out."""
    sent = {name: getattr(given, name) for name in type(given).model_fields}
    return {name: value for name, value in (sent | dict(beside or {})).items() if value is not None}


def patched(form_class: "type[forms.BaseModelForm[Any]]", row: Any, given: BaseModel) -> dict[str, Any]:
    """The fields of a row's form with what was sent put in, as its verb takes them. null empties a field."""
    sent = {
        name: "" if value is None else value for name, value in given.model_dump(exclude_unset=True).items()
    }
    now = {name: "" if value is None else value for name, value in form_class(instance=row).initial.items()}
    return cleaned(form_class(now | sent, instance=row))


def cleaned(form: forms.BaseForm) -> dict[str, Any]:
    """The fields of a bound form as its verb takes them, or every wrong one by name."""
    if not form.is_valid():
        raise refused_by(form)
    return form.cleaned_data


def refused_by(form: forms.BaseForm) -> Problem:
    named = form.errors.get_json_data()
    return wrong(
        [
            {"field": "" if name == "__all__" else name, "what": error["message"]}
            for name, errors in named.items()
            for error in errors
        ]
    )
