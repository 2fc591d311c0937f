"""The command goes on where it was, however it was stopped, and says what it did."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from tests.fetch.site import Said
from tests.watch.press import ACCEPTS, CROWD, REFUSES, STRIKE, Paper

from recoupe import cli
from recoupe.dossier import store

BEFORE, WRITING, WRITTEN = "before", "writing", "written"
"""When a run is killed: at any moment, or just after it began to write or has written."""

KEPT = (
    "articles", "actors", "quotations", "events", "failures", "entities", "utterances", "threads",
    "discrepancies", "moments", "coverage", "stories", "watch_pages", "watch_lists",
)  # fmt: skip


def command(paper: Paper, out: Path, *more: str) -> list[str]:
    ours = ("--allow-private", "--delay", "0.05", "-o", str(out))
    return [sys.executable, "-m", "recoupe", "watch", paper.site.at("/rss"), *ours, *more]


def contents(out: Path) -> dict[str, list[str]]:
    with closing(store.open_for_reading(out)) as connection:
        return {
            table: sorted(map(repr, connection.execute(f"FROM {table}").fetchall()))
            for table in KEPT
        }


def published(paper: Paper) -> None:
    paper.publish("/refus", "2025-03-04", REFUSES)
    paper.publish("/accord", "2025-03-18", ACCEPTS)
    paper.publish("/greve", "2025-03-05", STRIKE)
    paper.publish("/digue", "2025-03-06", CROWD)
    paper.list("/perdue", "2025-03-06")


def test_killed_at_any_moment_it_ends_with_the_same_dossier_and_every_report(
    paper: Paper, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    published(paper)
    whole, killed, told = (tmp_path / n for n in ("whole.duckdb", "killed.duckdb", "told.jsonl"))
    assert cli.run(command(paper, whole, "--once", "--json")[3:]) == 0
    expected = _ids(capfd.readouterr().out)
    moments = [(when, random.uniform(0.0, 0.7)) for when in (BEFORE, WRITING, WRITTEN)]  # noqa: S311
    found: set[str] = set()
    for when, moment in moments:
        with told.open("wb") as lines:
            run = subprocess.Popen(command(paper, killed, "--json"), stdout=lines)
            _until(paper, killed, when)
            time.sleep(moment)
            run.send_signal(signal.SIGKILL)
            run.wait()
        found |= _ids(told.read_text(encoding="utf-8"))
    capfd.readouterr()
    assert cli.run(command(paper, killed, "--once", "--json")[3:]) == 0
    found |= _ids(capfd.readouterr().out)
    assert contents(killed) == contents(whole), moments
    assert expected
    assert found == expected, moments


def _until(paper: Paper, out: Path, when: str) -> None:
    """Wait until a run has asked for a page, begun to write, or written."""
    paper.site.asked.clear()
    draft = out.with_name(out.name + ".building")
    reached = {
        BEFORE: lambda: paper.site.asked,
        WRITING: lambda: draft.exists() or out.exists(),
        WRITTEN: out.exists,
    }
    deadline = time.monotonic() + 60
    while not reached[when]():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _ids(lines: str) -> set[str]:
    """Return the ids of reports; a line that a kill has cut is none."""
    return {json.loads(line)["id"] for line in lines.splitlines() if line.endswith("}")}


def test_it_ends_cleanly_with_a_summary(paper: Paper, tmp_path: Path) -> None:
    paper.publish("/digue", "2025-03-06", CROWD)
    out = tmp_path / "d.duckdb"
    for how, polls, lines_told in ((signal.SIGINT, 2, 1), (signal.SIGTERM, 1, 0)):
        run = subprocess.Popen(
            command(paper, out, "--every", "1s"),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        _until_asked(paper, polls)
        run.send_signal(how)
        lines, errors = run.communicate(timeout=30)
        assert run.returncode == 0, errors
        assert lines.count("new statement · Rémi Castel") == lines_told
        assert f"{out}: " in errors.splitlines()[-1]
        assert f"{lines_told} page" in errors.splitlines()[-1]
    assert not (tmp_path / "d.duckdb.building").exists()


def _until_asked(paper: Paper, times: int) -> None:
    """Wait until the feed was asked for so many times."""
    paper.site.asked.clear()
    deadline = time.monotonic() + 60
    while paper.site.asked.count("/rss") < times:
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["feeds.opml", "-o", "d.duckdb"], 3, "no such file: 'feeds.opml'"),
        (["http://127.0.0.1/rss", "-o", "d.duckdb", "--once"], 3, "private or reserved address"),
        (["http://a.example/", "-o", "d.duckdb", "--every", "soon"], 2, "no duration"),
        (["http://a.example/", "-o", "d.duckdb", "--json", "--webhook", "http://b.example"], 2,
         "one of --json and --webhook"),
        (["http://a.example/", "-o", "d.duckdb", "--webhook", "b.example"], 2, "wants an address"),
        (["http://a.example/", "-o", "d.duckdb", "--user-agent", "é"], 2, "plain ASCII"),
    ],
)  # fmt: skip
def test_what_is_asked_wrongly_is_told_in_one_line(
    arguments: list[str],
    code: int,
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.run(["watch", *arguments]) == code
    error = capfd.readouterr().err
    assert told in error
    assert error.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_a_webhook_that_takes_nothing_ends_a_single_poll_with_an_error(
    paper: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("recoupe.watch.webhook.PAUSES", (0.01,))
    paper.publish("/digue", "2025-03-06", CROWD)
    paper.site.answers["/hook"] = Said(status=500)
    ours = ["--allow-private", "--delay", "0", "--once", "-o", str(tmp_path / "d.duckdb")]
    asked = ["watch", paper.site.at("/rss"), *ours, "--webhook", paper.site.at("/hook")]
    assert cli.run(asked) == 1
    assert "did not take" in capfd.readouterr().err
    paper.site.answers["/hook"] = Said()
    assert cli.run(asked) == 0
    assert "2 reports handed over" in capfd.readouterr().err
