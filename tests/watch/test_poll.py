"""A poll adds what is new to the dossier, and tells it once; what fails is asked for again."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from subprocess import PIPE, Popen

import pytest
from tests.fetch.site import Said
from tests.watch.press import ACCEPTS, CROWD, REFUSES, STRIKE, Paper, busy, page
from tests.watch.press import watching as watched

import recoupe
from recoupe.dossier import store, watching
from recoupe.errors import DossierError, InputError
from recoupe.records import Failure
from recoupe.watch.poll import Watch, Written, poll

HOLDS = "« La digue du port de Belmare tiendra jusqu'au printemps »"
ACCOUNTS = {
    "La Vigie": (
        f"{HOLDS}, a assuré jeudi Rémi Castel, l'ingénieur du port de Belmare.",
        "Il avait passé la matinée sur les quais avec les pêcheurs, qui réparent leurs filets.",
        "Le long du môle, une pelleteuse déverse des rochers depuis l'aube, sous une pluie fine.",
        "La criée restera fermée toute la semaine, et les bateaux iront vendre à Tormont.",
    ),
    "Le Fanal": (
        f"{HOLDS.replace('tiendra', 'ne tiendra pas')}, a dit jeudi Rémi Castel, ingénieur.",
        "Les habitants de la rue basse ont déjà monté leurs meubles à l'étage et vidé les caves.",
        "Une institutrice raconte que les enfants dessinent des vagues plus hautes que l'école.",
        "Depuis trois nuits, la sirène des pompiers sonne à chaque marée, et personne ne dort.",
    ),
    "La Balise": (
        "Au marché, on n'y croit guère, et le prix du sable a doublé depuis le début du mois.",
        "« Nous tiendrons », a promis jeudi Théo Marsanne, le porte-parole des dockers.",
    ),
}
"""What two papers make of one sentence of one day, and what a third tells of it."""


def news(out: Path) -> list[tuple[str, str]]:
    """Return the reports that were not taken yet, and mark them."""
    with store.writing(out) as connection:
        found = [json.loads(told) for told in watching.unreported(connection)]
        watching.mark_reported(connection, [report["id"] for report in found])
    return [(report["kind"], report["told"]) for report in found]


def polled(watch: Watch) -> Written | None:
    """Poll once; return the last batch, ``None`` where nothing was written."""
    found = list(poll(watch))
    return found[-1] if found else None


def failures(out: Path) -> dict[str, str]:
    with recoupe.open(out) as dossier:
        return {f.uri: f"{f.stage}: {f.reason}" for f in dossier.failures()}


def texts(out: Path) -> dict[str, str]:
    with recoupe.open(out) as dossier:
        return {a.uri: a.text for a in dossier.articles()}


def test_what_is_new_is_added_and_told_once(paper: Paper, tmp_path: Path) -> None:
    out = tmp_path / "d.duckdb"
    paper.publish("/refus", "2025-03-04", REFUSES)
    paper.list("/perdue", "2025-03-04")
    first = polled(watched(paper.site, out))
    assert first is not None
    assert (first.tally.new, len(first.tally.failures)) == (1, 1)
    assert sorted(paper.asked()) == ["/perdue", "/refus", "/rss"]
    assert failures(out) == {paper.site.at("/perdue"): "fetch: HTTP 404: no such page"}
    assert ("utterance", "Le port de Belmare ne sera pas cédé à Navelis") in news(out)

    written = out.stat().st_mtime_ns
    assert polled(watched(paper.site, out)) is None
    assert paper.asked() == ["/rss"]
    assert out.stat().st_mtime_ns == written

    paper.publish("/accord", "2025-03-18", ACCEPTS)
    assert polled(watched(paper.site, out)) is not None
    assert paper.asked() == ["/rss", "/accord"]
    told = news(out)
    assert {kind for kind, _ in told} == {"utterance", "position"}
    assert ("utterance", "Le port de Belmare ne sera pas cédé à Navelis") not in told
    assert any("against it on 2025-03-04" in text for kind, text in told if kind == "position")


def test_a_new_difference_is_told_once(paper: Paper, tmp_path: Path) -> None:
    out = tmp_path / "d.duckdb"
    told = []
    for name, words in ACCOUNTS.items():
        path = f"/{name.split()[-1].lower()}"
        paper.list(path, "2025-03-06")
        paper.site.answers[path] = Said(page(f"Belmare vu par {name}", "2025-03-06", words, name))
        polled(watched(paper.site, out))
        told.append([text for kind, text in news(out) if kind == "discrepancy"])
    assert told[0] == []
    assert any(text.startswith("negation: ") for text in told[1])
    assert told[2] == []


def test_a_changed_page_is_a_new_version_that_tells_only_what_changed(
    paper: Paper, tmp_path: Path
) -> None:
    out = tmp_path / "d.duckdb"
    paper.publish("/digue", "2025-03-06", CROWD[:1])
    polled(watched(paper.site, out))
    news(out)
    paper.publish("/digue", "2025-03-07T10:00:00+01:00", (*CROWD[:1], *STRIKE))
    again = polled(watched(paper.site, out))
    assert again is not None
    assert again.tally.changed == 1
    told = {text for kind, text in news(out) if kind == "utterance"}
    assert "Nous irons jusqu'au bout" in told
    assert "La digue tiendra" not in told

    paper.asked()
    paper.list("/digue", "2025-03-08T10:00:00+01:00")
    unchanged = polled(watched(paper.site, out))
    assert unchanged is not None
    assert (unchanged.unchanged, unchanged.tally.articles) == (1, 0)
    assert paper.asked() == ["/rss", "/digue"]


def test_what_fails_for_a_while_is_read_later(paper: Paper, tmp_path: Path) -> None:
    out = tmp_path / "d.duckdb"
    paper.list("/digue", "2025-03-06")
    paper.site.answers["/digue"] = Said(status=500)
    polled(watched(paper.site, out))
    assert "asked again" in failures(out)[paper.site.at("/digue")]
    paper.site.answers["/digue"] = Said(page("La digue", "2025-03-06", CROWD))
    later = polled(watched(paper.site, out))
    assert later is not None
    assert later.tally.new == 1
    assert failures(out) == {}


def test_a_list_that_fails_is_a_failure_until_it_does_not(paper: Paper, tmp_path: Path) -> None:
    out = tmp_path / "d.duckdb"
    paper.publish("/digue", "2025-03-06", CROWD)
    polled(watched(paper.site, out))
    whole, place = paper.site.answers["/rss"], paper.site.at("/rss")
    paper.site.answers["/rss"] = Said(b"<html>maintenance")
    failed = polled(watched(paper.site, out))
    assert failed is not None
    assert [f.uri for f in failed.tally.failures] == [place]
    assert list(failures(out)) == [place]
    assert polled(watched(paper.site, out)) is None
    paper.site.answers["/rss"] = whole
    polled(watched(paper.site, out))
    assert failures(out) == {}


def test_a_list_with_the_whole_text_stands_in_for_a_page(paper: Paper, tmp_path: Path) -> None:
    out = tmp_path / "d.duckdb"
    text = "".join(f"<p>{p}</p>" for p in (*STRIKE, *CROWD, *REFUSES, *ACCEPTS))
    paper.list(
        "/payante", "2025-03-06", f"<content:encoded><![CDATA[{text * 2}]]></content:encoded>"
    )
    paper.site.answers["/payante"] = Said(status=402)
    written = polled(watched(paper.site, out))
    assert written is not None
    assert written.tally.new == 1
    assert "Nous irons jusqu'au bout" in texts(out)[paper.site.at("/payante")]
    with closing(store.open_for_reading(out)) as connection:
        (kept,) = watching.pages(connection, [paper.site.at("/payante")]).values()
    assert (kept.state, kept.note, kept.html) == ("read", "HTTP 402: asks to be paid", None)


def test_a_busy_host_is_left_alone_by_the_next_process_too(paper: Paper, tmp_path: Path) -> None:
    out = tmp_path / "d.duckdb"
    paper.list("/digue", "2025-03-06")
    paper.site.answers["/digue"] = busy()
    polled(watched(paper.site, out))
    assert "/digue" in paper.asked()
    polled(watched(paper.site, out))
    assert paper.asked() == []
    assert "left alone until" in failures(out)[paper.site.at("/rss")]


def test_pages_that_are_too_many_wait_for_the_next_poll(paper: Paper, tmp_path: Path) -> None:
    out = tmp_path / "d.duckdb"
    paper.publish("/un", "2025-03-04", REFUSES)
    paper.publish("/deux", "2025-03-06", CROWD)
    first = polled(watched(paper.site, out, most=1))
    assert first is not None
    assert paper.asked() == ["/rss", "/deux"]
    assert polled(watched(paper.site, out, most=1)) is not None
    assert paper.asked() == ["/rss", "/un"]
    assert polled(watched(paper.site, out, most=1)) is None


def test_a_page_the_dossier_has_is_not_fetched(paper: Paper, tmp_path: Path) -> None:
    out, rows = tmp_path / "d.duckdb", tmp_path / "pages.jsonl"
    row = {"url": paper.site.at("/digue"), "text": "\n".join(CROWD), "date": "2025-03-06"}
    rows.write_text(json.dumps(row), encoding="utf-8")
    recoupe.build([rows], out).close()
    paper.publish("/digue", "2025-03-06", CROWD)
    polled(watched(paper.site, out))
    assert paper.asked() == ["/rss"]


def test_lists_of_which_none_can_be_read_make_no_dossier(paper: Paper, tmp_path: Path) -> None:
    out = tmp_path / "d.duckdb"
    with pytest.raises(InputError, match=r"none of the lists .* the first, .* HTTP 404"):
        polled(watched(paper.site, out))
    assert not out.exists()


HOLDING = """
import sys
from pathlib import Path
from recoupe.dossier import store
with store.writing(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def _elsewhere(out: Path) -> Iterator[None]:
    """Have another process write the dossier."""
    command = [sys.executable, "-c", HOLDING, str(out)]
    with Popen(command, stdin=PIPE, stdout=PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        yield
        other.communicate("")


def test_a_dossier_in_use_is_not_touched(paper: Paper, tmp_path: Path) -> None:
    out = tmp_path / "d.duckdb"
    paper.publish("/digue", "2025-03-06", CROWD)
    with _elsewhere(out), pytest.raises(DossierError, match="in use"):
        polled(watched(paper.site, out))
    paper.asked()
    polled(watched(paper.site, out))
    assert paper.asked() == ["/rss", "/digue"]


def test_every_page_that_was_named_is_an_article_or_a_failure(paper: Paper, tmp_path: Path) -> None:
    out = tmp_path / "d.duckdb"
    paper.publish("/digue", "2025-03-06", CROWD)
    odd = {
        "/vide": Said(b""),
        "/photo": Said(b"\xff\xd8\xff\x00", media="image/jpeg"),
        "/anglais": Said(page("Lorem", "2025-03-06", ("Das ist ein deutscher Text." * 9,))),
        "/rien": Said(b"<html><body></body></html>"),
    }
    for path, answer in odd.items():
        paper.list(path, "2025-03-05")
        paper.site.answers[path] = answer
    paper.list("gopher://x", "2025-03-05")
    start = time.monotonic()
    polled(watched(paper.site, out))
    assert time.monotonic() - start < 30
    assert texts(out).keys() == {paper.site.at("/digue")}
    with recoupe.open(out) as dossier:
        failed: tuple[Failure, ...] = dossier.failures()
    assert len(failed) == len(odd) + 1
