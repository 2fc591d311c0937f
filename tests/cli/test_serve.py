"""``recoupe serve`` as a user starts and ends it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from http.client import HTTPConnection
from pathlib import Path

import pytest

from recoupe import cli
from recoupe.dossier import store


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    path = tmp_path / "affair.duckdb"
    with store.writing(path):
        pass
    return path


def status(address: str) -> int:
    """Return the status of an answer; a page that is refused is an answer too."""
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - our own server
            return int(answer.status)
    except urllib.error.HTTPError as refusal:
        refusal.close()
        return refusal.code


@pytest.mark.parametrize("write", [False, True])
def test_the_address_is_printed_and_ctrl_c_is_quiet(dossier: Path, write: bool) -> None:  # noqa: FBT001
    options = ["--port", "0", *(["--write"] if write else [])]
    command = [sys.executable, "-m", "recoupe", "serve", str(dossier), *options]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        line = server.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/(\?token=\S+)?", line)
        assert found
        assert bool(found[1]) == write
        assert status(found[0].split("?")[0]) == 200
        assert status(found[0].split("?")[0] + "corrections") == 403
        server.send_signal(signal.SIGINT)
        out, err = server.communicate(timeout=20)
    assert (out, err) == ("", "")
    assert server.returncode == 0


def test_no_answer_waits_for_the_readers_acknowledgement(dossier: Path) -> None:
    command = [sys.executable, "-m", "recoupe", "serve", str(dossier), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        found = re.search(r"127\.0\.0\.1:\d+", server.stdout.readline())
        assert found
        reader, waits = HTTPConnection(found[0], timeout=10), []
        for _ in range(20):
            start = time.perf_counter()
            reader.request("GET", "/static/style.css")
            assert reader.getresponse().read()
            waits.append(time.perf_counter() - start)
        reader.close()
        server.send_signal(signal.SIGINT)
    assert min(waits[5:]) < 0.03  # it is 0.04 where the system holds the second packet back


def test_several_processes_answer_and_ctrl_c_ends_all_of_them(dossier: Path) -> None:
    options = ["--port", "0", "--workers", "2"]
    command = [sys.executable, "-m", "recoupe", "serve", str(dossier), *options]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as server:
        assert server.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+/", server.stdout.readline())
        assert found
        assert {status(found[0]) for _ in range(10)} == {200}
        os.killpg(server.pid, signal.SIGINT)  # as a terminal does
        out, err = server.communicate(timeout=30)  # ends when nobody holds the pipes any more
    assert (out, err) == ("", "")
    assert server.returncode == 0


def test_corrections_are_written_by_one_process(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["serve", str(dossier), "--write", "--workers", "2", "--port", "0"]) == 3
    assert "leave out --workers or --write" in capsys.readouterr().err


def test_a_port_in_use_is_told(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code = cli.run(["serve", str(dossier), "--port", str(port)])
    assert code == 3
    assert (
        f"port {port} of 127.0.0.1 is in use: name another with --port" in capsys.readouterr().err
    )


def test_a_host_that_is_not_ours_is_told(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["serve", str(dossier), "--host", "192.0.2.7", "--port", "0"]) == 3
    assert "cannot listen on 192.0.2.7" in capsys.readouterr().err
    assert cli.run(["serve", str(dossier), "--host", "no such host", "--port", "0"]) == 3
    assert "cannot listen on no such host" in capsys.readouterr().err


def test_no_dossier_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["serve", str(tmp_path / "none.duckdb")]) == 4
    assert "recoupe build" in capsys.readouterr().err
