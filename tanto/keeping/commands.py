"""`tanto backup`, `tanto restore`, `tanto doctor`."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import click

from tanto.waking import wake


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Everything of this house in one file, while people work: database, photographs, letters, key. Keep it as safe as
    the house itself."""
    wake()
    from tanto.keeping.backup import make, remember
    from tanto.keeping.stores import NoTool

    try:
        made = make(file)
    except (OSError, NoTool) as error:
        raise click.ClickException(
            f"{error} No backup was made, and what stood at {file} still stands."
        ) from error
    remember(made)
    click.echo(f"{made.path}: {made.size / 1e6:.1f} MB, the database and {made.files} files")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option(
    "--masks",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="masks.log of the lost house: who was masked since the backup was made is masked again.",
)
@click.option("--with-other-key", is_flag=True, help="Although customers’ links then open no longer.")
def restore(file: Path, masks: Path | None, with_other_key: bool) -> None:
    """Bring a backup back into an empty house: a new TANTO_DATA_DIR, and with PostgreSQL a new database."""
    wake()
    from tanto.journal.masking import house_of, read_log
    from tanto.journal.verify import verify
    from tanto.keeping.forgetting import mask_again
    from tanto.keeping.restore import Refusal, settle
    from tanto.keeping.restore import restore as bring_back

    try:
        if masks is not None:
            list(read_log(masks))  # what cannot be read is said before anything is touched
        house = house_of(masks) if masks is not None else ""
        manifest = bring_back(file, with_other_key=with_other_key, masks_of=house)
    except (OSError, ValueError, Refusal) as error:
        raise click.ClickException(str(error)) from error
    subprocess.run([sys.executable, "-m", "tanto", "migrate", "--no-backup"], check=True)
    letters = settle(manifest)
    made_at = datetime.fromisoformat(manifest["made_at"]).astimezone()
    click.echo(f"Here is the house of {made_at:%Y-%m-%d %H:%M %Z}.")
    if letters:
        click.echo(
            f"{letters} letters to customers waited then and may have gone since: their owners are asked to look."
        )
    if masks is not None:
        click.echo(f"{mask_again(masks)} people who were masked since are masked again.")
    else:
        click.echo(
            "Was anybody masked since? Then restore once more into a new folder, with --masks and masks.log of that house."
        )
    report = verify()
    if report.broken:
        raise click.ClickException(f"The record in this backup does not hold: {report.broken}")
    click.echo("The record holds: " + ", ".join(f"{count} {name}" for name, count in report.counts.items()))


@click.command()
def doctor() -> None:
    """Is everything there that the house needs? Exit 1 if not; every line that needs you says what to do."""
    wake()
    from tanto.keeping.doctor import look

    answers = list(look())
    for answer in answers:
        mark = "!" if answer.trouble else " "
        click.echo(
            f"{mark} {answer.name:10} {answer.said}" + (f". {answer.trouble}" if answer.trouble else "")
        )
    sys.exit(1 if any(answer.trouble for answer in answers) else 0)


keeping = (backup, restore, doctor)
