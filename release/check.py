"""Checks what would be released: the checkout in, a wheel that was installed and used out.

It builds the source archive and, from it, the wheel; both must hold every file that Git tracks
under ``src``. The wheel is installed into an empty environment with nothing but what it asks for,
away from the checkout, and reads the example affair there. ``dist/`` keeps both files.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import tempfile
import venv
import zipfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DIST = ROOT / "dist"
PAGES = ROOT / "examples" / "sarroval"

SHARED = "share/man/man1/recoupe.1"
"""What the wheel puts beside the package."""


def main() -> None:
    """Build, compare, install, use; end with a message and code 1 at the first thing amiss."""
    wheel, archive = built()
    require(tracked("src"), names_in_archive(archive), archive.name)
    inside = names_in_wheel(wheel)
    require((name.removeprefix("src/") for name in tracked("src")), inside, wheel.name)
    if not any(name.endswith(SHARED) for name in inside):
        sys.exit(f"{wheel.name} lacks {SHARED}")
    with tempfile.TemporaryDirectory() as folder:
        use(wheel, Path(folder))
    print(f"{wheel.relative_to(ROOT)}: installed and used in an empty environment")


def built() -> tuple[Path, Path]:
    """Build both into an empty ``dist/``: the archive from the checkout, the wheel from it."""
    shutil.rmtree(DIST, ignore_errors=True)
    run([sys.executable, "-m", "build", "--outdir", str(DIST), str(ROOT)], ROOT)
    (wheel,), (archive,) = DIST.glob("*.whl"), DIST.glob("*.tar.gz")
    return wheel, archive


def tracked(folder: str) -> list[str]:
    """Return the files Git tracks below a folder, by their paths from the root."""
    return run(["git", "ls-files", "-z", folder], ROOT).split("\0")[:-1]


def names_in_wheel(wheel: Path) -> set[str]:
    """Return the names of all files of a wheel."""
    with zipfile.ZipFile(wheel) as opened:
        return set(opened.namelist())


def names_in_archive(archive: Path) -> set[str]:
    """Return the names of all files of a source archive, without its own folder."""
    with tarfile.open(archive) as opened:
        return {name.partition("/")[2] for name in opened.getnames()}


def require(wanted: Iterable[str], present: set[str], where: str) -> None:
    """End where a wanted file is not there."""
    if missing := sorted(set(wanted) - present):
        sys.exit(f"{where} lacks {len(missing)} files, the first: {missing[0]}")


def use(wheel: Path, folder: Path) -> None:
    """Install the wheel into a new environment in ``folder`` and read the example affair there."""
    environment = folder / "environment"
    venv.create(environment, with_pip=True)
    scripts = environment / ("Scripts" if sys.platform == "win32" else "bin")
    quietly = ["--quiet", "--disable-pip-version-check"]
    run([str(scripts / "python"), "-m", "pip", "install", *quietly, str(wheel)], folder)
    shutil.copytree(PAGES, folder / "pages")
    recoupe = str(scripts / "recoupe")
    says(run([recoupe, "--help"], folder), "recoupe build")
    says(run([recoupe, "build", "pages", "-o", "affair.duckdb"], folder), "articles read")
    says(run([recoupe, "show", "affair.duckdb"], folder), "Irène Valdécourt")
    if not (environment / SHARED).is_file():
        sys.exit(f"the installed wheel has no {SHARED}")


def says(told: str, wanted: str) -> None:
    """End where a command did not tell what it should."""
    if wanted not in told:
        sys.exit(f"{wanted!r} is missing in:\n{told}")


def run(command: list[str], folder: Path) -> str:
    """Run a command in a folder and return what it printed; end with its errors where it fails."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    return done.stdout


if __name__ == "__main__":
    main()
