"""The API: every resource answers as its document says, page by page, and never breaks."""

from __future__ import annotations

import json
from itertools import islice
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from starlette.testclient import TestClient

from recoupe.dossier.reads.paging import MOST
from recoupe.web.api.openapi import document
from recoupe.web.api.resources import RESOURCES, Resource

API = "/api/v1"
PLAIN = [r for r in RESOURCES if not any(p.required for p in r.parameters) and not r.takes_id]
ONES = {r.path.split("/")[1]: r for r in RESOURCES if r.takes_id}
GONE = "00000000deadbeef"


def ask(client: TestClient, path: str, **query: object) -> Any:  # noqa: ANN401 - what JSON holds
    answer = client.get(f"{API}{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("resource", PLAIN, ids=lambda r: r.name)
def test_a_list_is_whole_page_by_page(
    client: TestClient, empty: TestClient, resource: Resource
) -> None:
    every = ask(client, resource.path)
    assert every
    if "items" in every:
        whole = ask(client, resource.path, limit=MOST)
        assert whole["total"] == len(whole["items"])
        parts = [
            item
            for offset in range(0, whole["total"], 7)
            for item in ask(client, resource.path, limit=7, offset=offset)["items"]
        ]
        assert parts == whole["items"]
        assert ask(empty, resource.path)["items"] == []


def test_the_pages_before_and_after_are_linked(client: TestClient) -> None:
    found = client.get(f"{API}/utterances", params={"limit": 5, "offset": 5, "language": "fr"})
    links = found.links
    assert links["next"]["url"] == f"{API}/utterances?limit=5&offset=10&language=fr"
    assert links["prev"]["url"] == f"{API}/utterances?limit=5&offset=0&language=fr"
    assert "link" not in client.get(f"{API}/utterances", params={"limit": MOST}).headers


@pytest.mark.parametrize(("path", "resource"), ONES.items(), ids=ONES)
def test_one_item_is_had_by_its_id(client: TestClient, path: str, resource: Resource) -> None:
    if path == "passages":
        key = ask(client, "/utterances")["items"][0]["passages"][0]["id"]
    else:
        key = ask(client, f"/{path}", limit=1)["items"][0]["id"]
    assert ask(client, resource.path.replace("{id}", key))
    gone = client.get(f"{API}{resource.path.replace('{id}', GONE)}")
    assert gone.status_code in {400, 404}
    assert gone.headers["content-type"] == "application/problem+json"
    assert gone.json()["status"] == gone.status_code


def passages(value: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - what JSON holds
    """Return the passages in an answer, at every depth."""
    if isinstance(value, list):
        return [p for part in value for p in passages(part)]
    if not isinstance(value, dict):
        return []
    own = [value] if {"before", "after", "start"} <= set(value) else []
    return own + [p for part in value.values() for p in passages(part)]


@pytest.mark.parametrize(
    "path", ["utterances", "discrepancies", "threads", "figures", "acts", "timeline", "reprints"]
)
def test_every_answer_carries_passages_that_stand_in_the_text(
    client: TestClient, path: str
) -> None:
    for item in ask(client, f"/{path}")["items"]:
        found = passages(item)
        assert found
        for passage in islice(found, 3):
            text = ask(client, f"/articles/{passage['article']['id']}")["text"]
            assert text[passage["start"] : passage["end"]] == passage["text"]
            assert ask(client, f"/passages/{passage['id']}") == passage


def test_filters_are_those_of_the_reads(client: TestClient) -> None:
    direct = ask(client, "/utterances", kind="direct", limit=MOST)
    assert 0 < direct["total"] < ask(client, "/utterances")["total"]
    speaker = direct["items"][0]["speaker"]
    by = ask(client, "/utterances", speaker=speaker, since="2026-03-01", until="2026-03-31")
    assert {t["speaker"] for t in by["items"]} == {speaker}
    found = ask(client, "/search", q="dockers", language="fr")
    assert found["hits"]["total"] > 1
    story = ask(client, "/stories")["items"][0]["id"]
    matrix = ask(client, "/matrix", story=story, column_limit=3, limit=5)
    assert [len(row["cells"]) for row in matrix["rows"]["items"]] == [3] * 5


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"kind": "shouted"}, "kind is one of direct, indirect, mixed"),
        ({"since": "yesterday"}, "since is a day such as 2031-03-12"),
        ({"limit": "0"}, "limit is a whole number from 1 to 200"),
        ({"offset": "-1"}, "offset is a whole number"),
        ({"speeker": "x"}, "no parameter speeker"),
        ({"text": "x" * 401}, "at most 400 characters"),
    ],
)
def test_a_question_that_cannot_be_read_says_what_it_should_be(
    client: TestClient, query: dict[str, str], told: str
) -> None:
    answer = client.get(f"{API}/utterances", params=query)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert told in answer.json()["detail"]


def test_what_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    first = client.get(f"{API}/affair")
    tag = first.headers["etag"]
    again = client.get(f"{API}/affair", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(f"{API}/utterances").headers["etag"] != tag
    head = client.head(f"{API}/affair")
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", tag)


def test_only_reading_is_answered(client: TestClient) -> None:
    assert client.post(f"{API}/affair").status_code == 405
    nowhere = client.get(f"{API}/nowhere")
    assert nowhere.status_code == 404
    assert "openapi.json" in nowhere.json()["detail"]


def test_the_document_names_every_resource(client: TestClient) -> None:
    told = client.get(f"{API}/openapi.json").json()
    assert told == json.loads(json.dumps(document()))
    assert set(told["paths"]) == {r.path for r in RESOURCES}
    ids = [path["get"]["operationId"] for path in told["paths"].values()]
    assert len(set(ids)) == len(ids)


@pytest.fixture(scope="session")
def schema(client: TestClient) -> Any:  # noqa: ANN401 - a schema of schemathesis
    return schemathesis.openapi.from_asgi(
        f"{API}/openapi.json", client.app, headers={"host": "localhost"}
    )


@pytest.mark.parametrize("path", [resource.path for resource in RESOURCES])
def test_no_question_breaks_the_server_and_answers_are_as_told(
    schema: Any,  # noqa: ANN401 - a schema of schemathesis
    path: str,
) -> None:
    @settings(max_examples=10, deadline=None, derandomize=True, database=None,
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(case=schema[path]["GET"].as_strategy())
    def check(case: schemathesis.Case) -> None:
        case.call_and_validate(headers={"host": "localhost"})

    check()
