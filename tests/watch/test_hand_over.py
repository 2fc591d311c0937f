"""No report is lost, and none is sent twice but by a crash between sending and marking."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from contextlib import closing
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Event

import pytest
from tests.fetch.site import Said
from tests.watch.press import Paper

from recoupe.dossier import store, watching
from recoupe.dossier.reads.passages import ArticleHead, Passage
from recoupe.errors import QuestionError
from recoupe.export.news import JsonLines, Lines
from recoupe.records import Published
from recoupe.rows import to_row
from recoupe.watch import webhook
from recoupe.watch.durations import seconds
from recoupe.watch.hand_over import AT_ONCE, HandOver
from recoupe.watch.news import Kind, Report
from recoupe.watch.webhook import Webhook, WebhookError

OUT = Published("2031-03-05", "printed")
HEAD = ArticleHead("a" * 16, "https://vigie.example/port", None, "La Vigie", "fr", OUT)
PLACE = Passage("a-1-9", HEAD, 1, 9, "Le port\nrouvrira\x1b[31m", "", "")


def report(name: str, kind: Kind = "utterance") -> Report:
    return Report(name, kind, "2031-03-05T10:00:00+00:00", "u", "Odile Ferrand", "2031-03-04",
                  "Le port rouvrira", (PLACE,))  # fmt: skip


def dossier(path: Path, count: int = 2) -> Path:
    with store.writing(path) as connection:
        found = [(str(n), json.dumps(to_row(report(str(n))))) for n in range(count)]
        watching.keep_reports(connection, found)
        watching.keep_reports(connection, found[:1])
    return path


def unreported(path: Path) -> list[str]:
    with closing(store.open_for_reading(path)) as connection:
        return [json.loads(told)["id"] for told in watching.unreported(connection)]


def test_reports_are_handed_over_in_order_and_marked(tmp_path: Path) -> None:
    path, taken = dossier(tmp_path / "d.duckdb", AT_ONCE + 1), list[Report]()
    hand_over = HandOver(path, taken.extend)
    assert hand_over.all() == AT_ONCE + 1
    assert taken == [report(str(n)) for n in range(AT_ONCE + 1)]
    assert (unreported(path), hand_over.all()) == ([], 0)


def test_what_nobody_took_waits(tmp_path: Path) -> None:
    path = dossier(tmp_path / "d.duckdb")

    def refuse(_: Sequence[Report]) -> None:
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        HandOver(path, refuse).all()
    assert unreported(path) == ["0", "1"]


def test_what_was_taken_and_not_marked_is_sent_again_under_its_id_by_another_process_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, taken = dossier(tmp_path / "d.duckdb"), list[Report]()
    hand_over = HandOver(path, taken.extend)
    with monkeypatch.context() as patched:
        patched.setattr(watching, "mark_reported", _crash)
        with pytest.raises(KeyboardInterrupt):
            hand_over.all()
    assert hand_over.all() == 0
    assert (unreported(path), [r.id for r in taken]) == ([], ["0", "1"])


def _crash(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_dossier_that_is_not_there_yet_has_nothing_to_tell(tmp_path: Path) -> None:
    assert HandOver(tmp_path / "none.duckdb", _crash).all() == 0


def test_a_webhook_is_tried_again_and_gets_all_once(
    paper: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "PAUSES", (0.01, 0.01))
    bodies: list[tuple[str | None, dict[str, list[dict[str, str]]]]] = []
    answers = iter([500, 503, 500, 404, 204])

    def answer(handler: BaseHTTPRequestHandler) -> None:
        told = handler.rfile.read(int(handler.headers["Content-Length"]))
        bodies.append((handler.headers["Idempotency-Key"], json.loads(told)))
        Said(status=next(answers))(handler)

    paper.site.answers["/hook"] = answer
    path = dossier(tmp_path / "d.duckdb")
    hand_over = HandOver(path, Webhook(paper.site.at("/hook"), Event()))
    with pytest.raises(WebhookError, match=r"did not take 2 reports: HTTP 500"):
        hand_over.all()
    assert unreported(path) == ["0", "1"]
    assert hand_over.all() == 2
    assert unreported(path) == []
    assert len(bodies) == 5
    assert len({key for key, _ in bodies}) == 1
    assert [r["id"] for r in bodies[-1][1]["reports"]] == ["0", "1"]


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/", "http://belmare.invalid/"])
def test_a_webhook_that_is_not_there_is_told(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "PAUSES", ())
    with pytest.raises(WebhookError, match="cannot be reached"):
        Webhook(address, Event())([report("0")])


def test_lines_are_for_people_and_cannot_steer_their_terminal() -> None:
    stream = io.StringIO()
    Lines(stream)([report("0"), report("1", "position")])
    lines = stream.getvalue().splitlines()
    assert lines[0] == "new statement · Odile Ferrand · 2031-03-04: « Le port rouvrira »"
    assert lines[1].strip() == "— La Vigie, 2031-03-05, https://vigie.example/port"
    assert lines[2].startswith("change of position · Odile Ferrand")
    assert "Le port rouvrira" in lines[3]
    assert "\x1b" not in stream.getvalue()


def test_json_lines_hold_the_whole_report() -> None:
    stream = io.StringIO()
    JsonLines(stream)([report("0")])
    assert json.loads(stream.getvalue()) == to_row(report("0"))


@pytest.mark.parametrize(
    ("told", "found"), [("90s", 90), ("15m", 900), ("1h30m", 5_400), (" 2D ", 172_800)]
)
def test_durations_are_read(told: str, found: int) -> None:
    assert seconds(told) == found


@pytest.mark.parametrize("told", ["", "15", "m", "-5m", "0s", "15 min", "1.5h"])
def test_what_is_no_duration_is_told(told: str) -> None:
    with pytest.raises(QuestionError, match="write 90s, 15m, 2h or 1h30m"):
        seconds(told)
