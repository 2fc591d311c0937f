"""The application around the pages: who is answered, in which language, with which headers."""

from __future__ import annotations

import shutil
import threading
import time
from pathlib import Path

import duckdb
import pytest
from starlette.testclient import TestClient
from tests.web.conftest import HOME

from recoupe.dossier import store
from recoupe.dossier.reads.affair import affair
from recoupe.errors import DossierError
from recoupe.web.app import make_app
from recoupe.web.pages import PAGES
from recoupe.web.reading import Reader

PLAIN = [place.path for place in PAGES if "{" not in place.path and not place.write]
"""Pages that need no id."""


@pytest.mark.parametrize("path", PLAIN)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_answers_in_both_languages(
    client: TestClient, empty: TestClient, path: str, language: str
) -> None:
    for of in (client, empty):
        answer = of.get(path, params={"lang": language})
        assert answer.status_code == 200
        assert f'<html lang="{language}"' in answer.text
        of.cookies.clear()


def test_language_is_asked_for_then_kept_then_accepted(client: TestClient) -> None:
    assert '<html lang="fr"' in client.get("/").text
    assert '<html lang="en"' in client.get("/", headers={"accept-language": "en-GB"}).text
    assert '<html lang="en"' in client.get("/?lang=en").text
    assert '<html lang="en"' in client.get("/").text
    client.cookies.clear()


def test_theme_is_kept_until_given_back_to_the_system(client: TestClient) -> None:
    assert 'data-theme="dark"' in client.get("/?theme=dark").text
    assert 'data-theme="dark"' in client.get("/").text
    assert "data-theme" not in client.get("/?theme=auto").text
    assert "data-theme" not in client.get("/").text
    client.cookies.clear()


def test_nothing_but_own_files_may_run(client: TestClient) -> None:
    for path in ("/", "/static/style.css", "/nowhere"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "[", "", "192.0.2.7"])
def test_a_foreign_host_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "[::1]:8000"])
def test_this_machine_is_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


def test_one_bound_to_all_addresses_answers_to_addresses_not_to_names(built: Path) -> None:
    with TestClient(make_app(built, host="0.0.0.0"), HOME) as everywhere:  # noqa: S104 - not bound
        assert everywhere.get("/", headers={"host": "192.0.2.7:80"}).status_code == 200
        assert everywhere.get("/", headers={"host": "evil.example"}).status_code == 421


def test_what_is_not_there_leads_back(client: TestClient) -> None:
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert "reconstruit" in answer.text
    assert 'href="/"' in answer.text


def test_a_page_the_browser_has_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/")
    again = client.get("/", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/?theme=dark", headers={"if-none-match": first.headers["etag"]})
    assert other.status_code == 200
    client.cookies.clear()


def test_a_dossier_replaced_while_served_is_shown_as_it_is_now(built: Path, tmp_path: Path) -> None:
    path = tmp_path / "affair.duckdb"
    with store.writing(path):
        pass
    with TestClient(make_app(path), HOME) as of:
        before = of.get("/")
        shutil.copy(built, tmp_path / "new")
        (tmp_path / "new").replace(path)
        after = of.get("/")
        assert "recoupe add" in before.text
        assert "recoupe add" not in after.text
        assert before.headers["etag"] != after.headers["etag"]


def test_readers_are_answered_while_the_dossier_is_replaced(built: Path, tmp_path: Path) -> None:
    path = tmp_path / "affair.duckdb"
    shutil.copy(built, path)
    reader = Reader(path)
    wrong: list[object] = []

    def ask() -> None:
        for _ in range(40):
            try:
                if reader.ask(affair).articles != 10:
                    wrong.append("another dossier")
            except Exception as error:  # noqa: BLE001 - whatever it is, no reader may see it
                wrong.append(error)

    readers = [threading.Thread(target=ask) for _ in range(6)]
    for one in readers:
        one.start()
    for n in range(8):
        shutil.copy(built, tmp_path / f"new{n}")
        (tmp_path / f"new{n}").replace(path)
        time.sleep(0.05)
    for one in readers:
        one.join()
    reader.close()
    assert wrong == []


def test_an_error_nobody_foresaw_is_a_page_with_all_headers(built: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(built, tmp_path / "affair.duckdb"))
    with duckdb.connect(str(path)) as connection:
        connection.execute("DROP TABLE shelf_affair")
    app = make_app(path)
    with TestClient(app, HOME, raise_server_exceptions=False) as of:
        answer = of.get("/")
    assert answer.status_code == 500
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "shelf_affair" not in answer.text


def test_a_dossier_that_went_away_is_told(tmp_path: Path) -> None:
    path = tmp_path / "affair.duckdb"
    with pytest.raises(DossierError, match="recoupe build"):
        make_app(path)
    with store.writing(path):
        pass
    with TestClient(make_app(path), HOME) as of:
        path.unlink()
        answer = of.get("/")
        assert answer.status_code == 503
        assert "build it again" in answer.text
