"""The command line: what it prints, how it ends, and that it leaves the dossier alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

import recoupe
from recoupe.cli import run
from recoupe.dossier import store
from recoupe.dossier.write import write
from recoupe.export.jsonl import TABLES
from recoupe.records import Article, Failure, Published, Quotation, Reading, Said, Span, Zone

TEXT = (
    "Grève au bac\n"
    "La directrice, Léa Sorel, a promis jeudi \x1b[31mune navette : « Elle partira. »\n"
)


def reading() -> Reading:
    article = Article(
        "a1",
        "pages/bac.txt",
        TEXT,
        (Zone(0, 13, "title"), Zone(13, len(TEXT), "body")),
        Published("2031-03-07", "printed"),
        "fr",
        title=Span.of(TEXT, 0, 12),
        outlet="La Vigie",
    )
    start = TEXT.index("Elle")
    direct = Quotation(
        "q1",
        "a1",
        "direct",
        (Span.of(TEXT, start, start + 13),),
        cue=Span.of(TEXT, TEXT.index("a promis"), TEXT.index(" jeudi")),
        speaker_name="Léa Sorel",
        role="directrice",
        channel="sur Radio Belmare",
        said=Said("2031-03-06", "jeudi"),
    )
    start = TEXT.index("\x1b")
    indirect = Quotation(
        "q2",
        "a1",
        "indirect",
        (Span.of(TEXT, start, start + 16),),
        said=Said("2031-W10/2031-W11", ""),
    )
    return Reading(article, quotations=(indirect, direct))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "bac.duckdb"
    with store.writing(path) as connection:
        write(connection, [reading(), Failure("pages/vide.txt", "clean", "no text in it")])
    return path


def program(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    command = [sys.executable, "-m", "recoupe", *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def complaint(capsys: pytest.CaptureFixture[str]) -> str:
    """Return the one line on standard error; nothing may be on standard output."""
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert err.startswith("recoupe: error: ")
    return err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"recoupe {recoupe.__version__}\n"


@pytest.mark.parametrize("command", [[], ["build"], ["show"], ["export"]])
def test_every_help_ends_with_examples(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*command, "--help"]) == 0
    told = capsys.readouterr().out
    assert "recoupe " + "".join(command) in told.split("Examples")[1]


def test_help_tells_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    run(["--help"])
    told = capsys.readouterr().out.split("Exit codes")[1]
    for code in (0, 1, 2, 3, 4, 5, 6, 130):
        assert f" {code} " in told


@pytest.mark.parametrize(
    "arguments",
    [
        ["shw"],
        ["show"],
        ["show", "x", "--by", "colour"],
        ["build", "x"],
        ["build", "x", "-o", "y", "--model", "fr"],
        ["build", "x", "-o", "y", "--memory", "much"],
        ["build", "x", "-o", "y", "--memory", "0GB"],
        ["build", "x", "-o", "y", "--conf", "spark.ui.enabled=false"],
        ["build", "x", "-o", "y", "--processes", "-1"],
        ["export", "x", "-o", "y", "-f", "xml"],
    ],
)
def test_a_wrong_command_line_is_told_in_one_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    assert "see recoupe --help" in complaint(capsys)


def test_show_by_article(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", str(path)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Grève au bac",
        "La Vigie · 2031-03-07 (printed) · fr · 2 quotations",
        "pages/bac.txt",
        "  2031-W10/   ? indirect: \ufffd[31mune navette",
        "  2031-W11",
        "  2031-03-06  Léa Sorel (directrice) [sur Radio Belmare] direct: Elle partira. — a promis",
        "",
        "1 page could not be read: recoupe show --failures",
    ]


def test_show_by_speaker_and_by_date(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", str(path), "--by", "speaker"]) == 0
    speakers = capsys.readouterr().out
    assert speakers.index("Léa Sorel  1") < speakers.index("speaker not known  1")
    assert "(La Vigie, Grève au bac)" in speakers
    assert run(["show", str(path), "--by", "date"]) == 0
    dates = capsys.readouterr().out
    assert dates.index("2031-W10/2031-W11  1") < dates.index("2031-03-06  1")


def test_show_in_a_narrow_terminal(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert run(["show", str(path), "--by", "speaker"]) == 0
    assert max(map(len, capsys.readouterr().out.splitlines()[:-1])) <= 40


def test_show_as_json(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", str(path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    (article,) = told["articles"]
    assert article["title"] == "Grève au bac"
    assert [q["id"] for q in article["quotations"]] == ["q2", "q1"]
    assert told["failures"][0]["reason"] == "no text in it"


def test_show_failures(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", str(path), "--failures"]) == 0
    assert capsys.readouterr().out == "pages/vide.txt (clean): no text in it\n"


def test_export_writes_every_file(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "export" / "deep"
    assert run(["export", str(path), "-f", "jsonl", "-o", str(out)]) == 0
    assert {p.name for p in out.iterdir()} == {f"{t}.jsonl" for t in TABLES}
    (article,) = map(json.loads, (out / "articles.jsonl").read_text("utf-8").splitlines())
    assert article["body"] == [{"start": 0, "end": 13}, {"start": 13, "end": len(TEXT)}]
    assert article["apparatus"] == []
    assert article["published"]["value"] == "2031-03-07"
    assert {"origin": None, "story": None}.items() <= article.items()
    quotations = [json.loads(q) for q in (out / "quotations.jsonl").read_text("utf-8").splitlines()]
    assert {TEXT[s["start"] : s["end"]] == s["text"] for q in quotations for s in q["content"]} == {
        True
    }
    assert quotations[1]["said"] == {"value": "2031-03-06", "basis": "jeudi"}
    assert (out / "utterances.jsonl").read_bytes() == b""


def test_export_to_a_place_that_is_no_folder(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", str(path), "-o", str(path)]) == 4
    assert "cannot write to" in complaint(capsys)


@pytest.mark.parametrize("command", [["show"], ["export", "-o", "out"]])
def test_no_dossier(command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*command, str(tmp_path / "none.duckdb")]) == 4
    assert "recoupe build" in complaint(capsys)


def test_a_newer_dossier(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("INSERT INTO schema_version VALUES (9999)")
    for arguments in (["show", str(path)], ["build", "-o", str(path), __file__]):
        assert run(arguments) == 4
        assert "update recoupe" in complaint(capsys)


def test_inputs_that_cannot_be_used_leave_the_dossier_alone(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = path.read_bytes()
    (tmp_path / "empty").mkdir()
    for given in (tmp_path / "none.txt", tmp_path / "empty"):
        assert run(["build", str(given), "-o", str(path)]) == 3
        assert str(given) in complaint(capsys)
    (tmp_path / "blank.txt").write_text(" \n", encoding="utf-8")
    assert run(["build", str(tmp_path / "blank.txt"), "-o", str(path)]) == 3
    assert "none of the 1 page could be read; the first" in complaint(capsys)
    assert path.read_bytes() == before


def test_a_closed_pipe_is_no_error(path: Path) -> None:
    command = f"'{sys.executable}' -m recoupe show '{path}' --json | head -c 1"
    done = subprocess.run(["/bin/sh", "-c", command], check=False, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("{", "")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX terminal")
@pytest.mark.parametrize(("variables", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colours_are_for_terminals(
    path: Path, variables: dict[str, str], *, coloured: bool
) -> None:
    import pty  # noqa: PLC0415 - not on Windows

    environment = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "COLUMNS"}}
    ours, theirs = pty.openpty()
    subprocess.run(
        [sys.executable, "-m", "recoupe", "show", str(path)],
        check=True,
        stdout=theirs,
        env=environment | {"TERM": "xterm-256color"} | variables,
    )
    os.close(theirs)
    told = os.read(ours, 10_000)
    os.close(ours)
    assert (b"\x1b[35" in told or b"\x1b[1;35" in told) is coloured
    assert "Léa Sorel".encode() in told


def test_a_pipe_has_no_colours(path: Path) -> None:
    assert "\x1b" not in program("show", path).stdout
