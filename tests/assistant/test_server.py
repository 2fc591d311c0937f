"""The tools, called as an assistant calls them: by the library's own client."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import anyio
import pytest

import recoupe
from recoupe.cli import run

pytest.importorskip("mcp", reason="needs the extra 'mcp'")

from mcp import Client, StdioServerParameters, stdio_client

from recoupe.mcp.server import make_server

TOOLS = {
    "search_record", "who_said_what", "compare_wordings", "discrepancies",
    "timeline", "threads", "left_out", "passage",
}  # fmt: skip


def ask(path: Path, tool: str, **arguments: object) -> Any:  # noqa: ANN401 - what JSON holds
    """Call a tool in memory and return its structured answer."""

    async def call() -> Any:  # noqa: ANN401 - what JSON holds
        async with Client(make_server(path)) as client:
            result = await client.call_tool(tool, arguments)
            assert not result.is_error, result.content
            return result.structured_content

    return anyio.run(call)


def refused(path: Path, tool: str, **arguments: object) -> str:
    """Call a tool that is to refuse, and return what it says."""

    async def call() -> str:
        async with Client(make_server(path)) as client:
            result = await client.call_tool(tool, arguments)
            assert result.is_error
            return str(result.content)

    return anyio.run(call)


def citations(value: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - what JSON holds
    if isinstance(value, list):
        return [c for part in value for c in citations(part)]
    if not isinstance(value, dict):
        return []
    own = [value] if "passage" in value and "words" in value else []
    return own + [c for part in value.values() for c in citations(part)]


def test_all_tools_only_read_and_say_what_they_give(affair_file: Path) -> None:
    async def tools() -> list[Any]:
        async with Client(make_server(affair_file)) as client:
            return list((await client.list_tools()).tools)

    found = anyio.run(tools)
    assert {tool.name for tool in found} == TOOLS
    for tool in found:
        assert tool.annotations.read_only_hint
        assert tool.description
        assert tool.output_schema["type"] == "object"


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("search_record", {"words": "port"}),
        ("search_record", {"speaker": "Rennick", "since": "2026-03-01"}),
        ("who_said_what", {"subject": "dockers"}),
        ("discrepancies", {"kind": "number"}),
        ("timeline", {"since": "2026-03-10", "until": "2026-03-12"}),
        ("threads", {}),
    ],
)
def test_every_answer_cites_words_that_stand_there(
    affair_file: Path, tool: str, arguments: dict[str, object]
) -> None:
    answer = ask(affair_file, tool, **arguments)
    assert answer["total"] > 0
    found = citations(answer)
    assert found
    with recoupe.open(affair_file) as dossier:
        texts = {article.uri: article.text for article in dossier.articles()}
    for cited in found:
        assert texts[cited["address"]][cited["start"] : cited["end"]] == cited["words"]
        assert cited["passage"].endswith(f"-{cited['start']}-{cited['end']}")


def test_from_a_speaker_to_his_wordings_to_the_very_words(affair_file: Path) -> None:
    said = ask(affair_file, "search_record", speaker="Basile Kerlonnec")["statements"]
    assert {s["speaker"] for s in said} == {"Basile Kerlonnec"}
    twice = next(s for s in said if len(s["outlets"]) > 1)
    compared = ask(affair_file, "compare_wordings", statement=twice["id"])
    assert len(compared["versions"]) > 1
    assert [v["fullest"] for v in compared["versions"]].count(True) == 1
    cited = compared["versions"][0]["citations"][0]
    context = ask(affair_file, "passage", passage=cited["passage"])
    assert context["citation"] == cited
    assert context["before"] or context["after"]


def test_nobody_of_that_name_said_nothing(affair_file: Path) -> None:
    assert ask(affair_file, "search_record", speaker="Zébulon Quirk")["total"] == 0


def test_what_is_not_there_or_not_understood_is_said(affair_file: Path) -> None:
    assert "no utterance" in refused(affair_file, "compare_wordings", statement="deadbeef")
    assert "since" in refused(affair_file, "timeline", since="yesterday")
    assert "limit" in refused(affair_file, "timeline", limit=10_000)


def test_it_speaks_on_standard_input_and_output(affair_file: Path) -> None:
    parameters = StdioServerParameters(
        command=sys.executable,
        args=["-m", "recoupe", "mcp", str(affair_file)],
        env={"PYTHONPATH": os.pathsep.join(sys.path)},  # the client hands on next to nothing
    )

    async def call() -> tuple[set[str], Any]:
        async with Client(stdio_client(parameters)) as client:
            names = {tool.name for tool in (await client.list_tools()).tools}
            return names, await client.call_tool("discrepancies", {"limit": 2})

    names, result = anyio.run(call)
    assert names == TOOLS
    assert len(result.structured_content["differences"]) == 2


def test_it_answers_over_http(affair_file: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "recoupe", "mcp", str(affair_file), "--http", str(port)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        try:
            wait_for(port)

            async def call() -> Any:  # noqa: ANN401 - what JSON holds
                async with Client(f"http://127.0.0.1:{port}/mcp") as client:
                    return (await client.call_tool("threads", {})).structured_content

            assert anyio.run(call)["total"] > 0
        finally:
            server.terminate()


def wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server does not listen")


@pytest.mark.parametrize("place", ["here", "127.0.0.1:", "99999"])
def test_a_place_that_is_none_is_refused(
    affair_file: Path, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["mcp", str(affair_file), "--http", place]) == 3
    assert "HOST:PORT" in capsys.readouterr().err
