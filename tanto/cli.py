"""`tanto …`: run it, begin with it, take complaints in, look whether the record still holds."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from django.db import DatabaseError

from tanto.check_text import check_text
from tanto.demo.commands import demo
from tanto.keeping.commands import keeping
from tanto.waking import refused, wake

if TYPE_CHECKING:
    from tanto.mail.models import Mailbox
    from tanto.people.models import Person


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tanto")
def main() -> None:
    """Tanto: one named owner, the boss told first, the customer's word last."""


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
def serve(host: str, port: int) -> None:
    """Everything on one machine: the database brought up to date, one web process, one worker."""
    from tanto.serving import serve as run

    run(host, port)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--threads", default=8, show_default=True)
def web(host: str, port: int, threads: int) -> None:
    """The web process alone. Any number may run against one PostgreSQL."""
    from tanto.serving import web as run

    run(host, port, threads)


@main.command()
def worker() -> None:
    """The worker alone: outbox, letters, clocks, seals. Any number may run."""
    wake()
    from tanto.worker import Worker

    Worker().run()


@main.command()
@click.option("--no-backup", is_flag=True, help="Do not keep the house as it was beside.")
def migrate(no_backup: bool) -> None:
    """Bring the database up to date. Where somebody lives here, a backup is made first."""
    wake()
    from django.core.management import call_command

    from tanto.keeping.backup import remember
    from tanto.keeping.stores import NoTool
    from tanto.keeping.upgrade import backup_before_upgrade

    try:
        made = None if no_backup else backup_before_upgrade()
    except (OSError, NoTool) as error:
        raise click.ClickException(
            f"{error} No backup could be made, so nothing was changed. Mend that, or say --no-backup."
        ) from error
    if made is not None:
        click.echo(f"The house as it was lies in {made.path}.")
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    if made is not None:
        remember(made)
    click.echo("The database is up to date.")


@main.command()
@click.option("--firm", prompt="Name of your firm")
@click.option("--family", prompt="Your surname, in Latin letters")
@click.option("--given", prompt="Your given name, in Latin letters")
@click.option("--email", prompt="Your e-mail")
@click.password_option()
@click.option("--language", type=click.Choice(["en", "ja"]), default="ja", show_default=True)
def begin(firm: str, family: str, given: str, email: str, password: str, language: str) -> None:
    """Enter the firm and its first person, who keeps the house and lets the others in."""
    wake()
    from tanto.people.begin import begin_house, by_hand

    person = {"family_en": family, "given_en": given, "email": email, "language": language}
    with refused():
        first = begin_house(
            by=by_hand(), firm={"name_en": firm, "name_ja": firm}, person=person, password=password
        )
    click.echo(
        f"Welcome, {first.name('en')}. Run `tanto serve`, sign in with {first.email}, and enter your people."
    )


@main.command()
@click.option("--email", required=True)
@click.option("--family", default="", help="Surname in Latin letters, for somebody new.")
@click.option("--given", default="", help="Given name in Latin letters.")
@click.option("--firm", default="Tanto", show_default=True, help="Name of the firm, in an empty house.")
@click.option("--language", type=click.Choice(["en", "ja"]), default="ja", show_default=True)
@click.option("--password", envvar="TANTO_ADMIN_PASSWORD", default="", help="Or TANTO_ADMIN_PASSWORD.")
def createadmin(email: str, family: str, given: str, firm: str, language: str, password: str) -> None:
    """For scripts: somebody who keeps the house. Begins an empty one; a known address becomes a keeper. Asks nothing."""
    wake()
    from tanto.people.begin import keeper_for

    person = {"email": email, "family_en": family, "given_en": given, "language": language}
    with refused():
        made = keeper_for(firm={"name_en": firm, "name_ja": firm}, person=person, password=password)
    click.echo(f"{made.name('en')} ({made.email}) keeps the house.")


@main.command("let-in")
@click.argument("email")
def let_in(email: str) -> None:
    """Somebody lost password or second step, and nobody else can help: print a link to a new password, once, within an hour."""
    wake()
    from tanto.people.signing.views import forgotten_by

    way_in = forgotten_by(email)
    if way_in is None:
        raise click.ClickException(f"Nobody who works here has the address {email}.")
    click.echo(f"{way_in.url}\nIt opens once, within an hour. A second step that was set up is off.")


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--mailbox", "address", help="Address of the mailbox it came to; for a mail server that hands it over."
)
@click.option(
    "--by",
    "--duty",
    "duty",
    help="E-mail of the person on duty, who owns the drafts; else whom the firm chose.",
)
@click.option(
    "--map", "columns", help='Columns of a CSV: words="COLUMN",subject=…,client=…,known_at=…,from=…'
)
@click.option("--limit", type=int, help="At most so many of each file.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each mail or row.")
@click.option("--dry-run", is_flag=True, help="Write nothing; say what each is. Needs no people.")
def intake(
    files: tuple[Path, ...],
    address: str | None,
    duty: str | None,
    columns: str | None,
    limit: int | None,
    as_json: bool,
    dry_run: bool,
) -> None:
    """Take complaints in from raw mails, mailboxes (mbox, Maildir) and CSV files; “-” is one message from standard input. Exit 1 if
    any could not be read; 75 if the database or the disk is gone, so that a mail server tries again."""
    wake()
    from tanto.mail.intake import take_in
    from tanto.mail.tables import columns_of

    try:
        named = columns_of(columns or "")
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    with stays_where_it_lies():
        box, person = (None, None) if dry_run else owners_of(address, duty)
        new = known = nothing = broken = 0
        for taken in (
            one for path in files for one in take_in(path, person, limit, named=named, mailbox=box)
        ):
            broken += taken.outcome == "rejected"
            new += taken.is_new
            known += bool(taken.case) and not taken.is_new
            nothing += not taken.case and taken.outcome != "rejected"
            if as_json:
                click.echo(
                    json.dumps(taken.as_json(), ensure_ascii=False).encode("utf-8", "replace").decode()
                )
            else:
                said = taken.case or taken.error or taken.outcome
                click.echo(f"{taken.source}\t{said}", err=taken.outcome == "rejected")
    click.echo(f"{new} new, {known} known before, {nothing} without a case, {broken} not read", err=as_json)
    sys.exit(1 if broken else 0)


def owners_of(address: str | None, duty: str | None) -> "tuple[Mailbox | None, Person | None]":
    """The mailbox it came to, and who owns what comes without one."""
    from tanto.mail.models import Mailbox
    from tanto.people.models import Firm, Person

    box = Mailbox.objects.filter(address__iexact=address).first() if address else None
    if address and box is None:
        raise click.ClickException(f"There is no mailbox {address}. Enter it on /mail/ first.")
    person = Person.objects.here().filter(email__iexact=duty).first() if duty else Firm.ours().intake
    if person is None and box is None:
        raise click.ClickException(
            f"Nobody who works here has the address {duty or '(none given)'}. A draft needs one named owner. "
            "Name somebody with --by, or enter the person first."
        )
    return box, person


class NotNow(click.ClickException):
    """A mail server that hands a message over keeps it and comes again."""

    exit_code = 75


@contextmanager
def stays_where_it_lies() -> Iterator[None]:
    try:
        yield
    except (DatabaseError, OSError) as error:
        raise NotNow(
            f"Nothing more was taken: {error}. What was not taken lies where it lay; try again."
        ) from error


@main.group()
def journal() -> None:
    """The record that cannot be changed silently."""


@journal.command("verify")
def journal_verify() -> None:
    """Walk every chain. Exit 0 and counts, or 1 and the first broken entry or row."""
    wake()
    from tanto.journal.verify import verify

    report = verify()
    if report.broken:
        click.echo(f"broken: {report.broken}", err=True)
        sys.exit(1)
    click.echo("holds: " + ", ".join(f"{count} {name}" for name, count in report.counts.items()))


@main.command()
@click.option("--after", default=0, help="Go on behind this case, where an earlier run was ended.")
def reindex(after: int) -> None:
    """Make counters and search anew from the record, in batches; safe to stop and to run while people work."""
    wake()
    from tanto.home.reindex import reindex as run

    done = 0
    for last, done in run(after=after):
        click.echo(f"{done} cases; go on with --after {last}")
    click.echo(f"{done} cases are counted and can be found.")


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def django(words: tuple[str, ...]) -> None:
    """Django's own commands, for who looks after the machine."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tanto.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["tanto django", *words])


for command in (*keeping, demo, check_text):
    main.add_command(command)


if __name__ == "__main__":
    main()
