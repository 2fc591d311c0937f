"""Completion in the shells: the script each is given, and what bash then offers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PATH = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"


def told(shell: str, command: str, **more: str) -> str:
    """Run a command in a shell that finds recoupe."""
    environment = {**os.environ, "PATH": PATH, **more}
    done = subprocess.run(
        [shell, "-c", command], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


OFFERED = """
eval "$(_RECOUPE_COMPLETE=source_bash recoupe)"
COMP_WORDS=({words})
COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 ))
_recoupe_completion recoupe
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("recoupe se", {"serve"}),
        ("recoupe corrections u", {"undo"}),
        ("recoupe build --mo", {"--model"}),
        ("recoupe show --by sp", {"speaker"}),
    ],
)
def test_bash_completes_commands_options_and_choices(words: str, offered: set[str]) -> None:
    assert set(told("bash", OFFERED.format(words=words)).split()) == offered


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_a_script_that_it_can_read(shell: str, tmp_path: Path) -> None:
    script = told("sh", "recoupe", _RECOUPE_COMPLETE=f"source_{shell}")
    assert f"_RECOUPE_COMPLETE=complete_{shell}" in script
    if shutil.which(shell):
        file = tmp_path / "script"
        file.write_text(script)
        told(shell, f"{shell} -n {file}")
