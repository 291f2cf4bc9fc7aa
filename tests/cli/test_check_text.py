"""`tanto check-text`: what would hurt, as JSON for a program, as counts for a person."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tanto.cli import main

GOOD = "I am Mori Aya, and I call you at 15:00."
BAD = "Our supplier let us down again. I call you at 15:00."


def check(*words: str, stdin: str | bytes = "") -> Result:
    return CliRunner().invoke(main, ["check-text", *words], input=stdin)


def told(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_text_with_nothing_found_prints_nothing():
    result = check("--lang", "en", "-", stdin=GOOD)
    assert (result.exit_code, result.stdout) == (0, "")


def test_a_hit_says_everything_and_a_block_ends_with_one():
    result = check("--lang", "en", "--mode", "ext", "-", stdin=BAD)
    assert result.exit_code == 1
    (hit,) = told(result)
    assert {"id", "level", "start", "end", "text", "why", "rewrite", "group"} == set(hit)
    assert (hit["id"], hit["level"], hit["group"]) == ("EN-BL-02", "block", "BL")
    assert BAD[hit["start"] : hit["end"]] == hit["text"]  # type: ignore[misc]


def test_a_warning_is_no_block():
    result = check("--lang", "ja", "-", stdin="早急に確認いたします。")
    assert result.exit_code == 0
    assert [hit["id"] for hit in told(result)] == ["JA-VG-01"]


def test_what_the_step_asks_for_is_told_too():
    result = check(
        "--lang",
        "en",
        "--step",
        "acknowledgement",
        "-",
        stdin="Thank you for telling us. I take responsibility.",
    )
    assert result.exit_code == 1
    assert {"R-01.NAME", "R-01.TIME"} <= {hit["id"] for hit in told(result)}
    assert {hit["group"] for hit in told(result)} == {"required"}


def test_a_file_is_read_as_it_is_written(tmp_path: Path):
    letter = tmp_path / "letter.txt"
    letter.write_bytes("運送会社の遅れが原因です。".encode("cp932"))
    assert check("--lang", "ja", str(letter)).exit_code == 2
    result = check("--lang", "ja", "--encoding", "cp932", str(letter))
    assert "JA-BL-02" in {hit["id"] for hit in told(result)}


@pytest.mark.parametrize(
    "words",
    [
        ["-"],
        ["--lang", "fr", "-"],
        ["--lang", "en", "--mode", "loud", "-"],
        ["--lang", "en", "--step", "dance", "-"],
        ["--lang", "en"],
        ["--lang", "en", "--csv", __file__, "-"],
        ["--lang", "en", "--csv", __file__],
        ["--lang", "en", "--csv", __file__, "--column", "text"],
        ["--lang", "en", "no/such/file"],
        ["--lang", "en", "--encoding", "klingon", "-"],
    ],
)
def test_wrong_arguments_end_with_two(words: list[str]):
    result = check(*words, stdin=GOOD)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


def test_a_table_is_checked_row_by_row(tmp_path: Path):
    table = tmp_path / "replies.csv"
    table.write_text(f'id,text\n1,"{GOOD}"\n2,"{BAD}"\n3,\n4,"It is coming\nshortly."\n', "utf-8")
    result = check("--lang", "en", "--csv", str(table), "--column", "text", "--json")
    assert result.exit_code == 1
    found = [(hit["row"], hit["id"]) for hit in told(result)]
    assert {(2, "EN-BL-02"), (4, "EN-VG-01")} <= {*found}
    assert {row for row, _ in found} == {2, 4}


def test_without_json_a_table_gives_counts(tmp_path: Path):
    table = tmp_path / "replies.csv"
    table.write_text(f'text\n"{BAD}"\n"{BAD} {BAD}"\n', "utf-8")
    result = check("--lang", "en", "--csv", str(table), "--column", "text")
    assert [line.split() for line in result.stdout.splitlines()] == [
        ["group", "level", "rows", "hits"],
        ["BL", "block", "2", "3"],
    ]


def test_names_are_looked_for_where_nobody_may_be_named():
    def named(*words: str) -> list[object]:
        found = told(
            check("--lang", "en", "--mode", "board", *words, "-", stdin="sato forgot it. zeppelin forgot it.")
        )
        return [hit["text"] for hit in found if hit["id"] == "EN-PB-05"]

    assert named() == ["sato forgot"]
    assert named("--name", "Zeppelin") == ["zeppelin forgot"]


@pytest.mark.parametrize("text", ["", "x" * 1_000_000, "ｱ" * 5000, "\u202e🙇", "a" * 100_000 + "?"])
def test_any_text_is_answered(text: str):
    assert check("--lang", "ja", "-", stdin=text).exit_code == 0
