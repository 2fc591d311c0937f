"""Fuzzes what reads bytes of strangers: a target's name in, a crashing input or nothing out.

    pip install atheris
    python fuzz/run.py html [--seconds 600] [--found FOLDER]

Targets: html, plain, warc, feeds (``tests/fuzz/targets.py``). The fuzzer starts from the corpus in
``tests/fuzz/corpus/TARGET``, is led by the coverage of recoupe and of the libraries it reads with,
keeps what it finds in FOLDER, and writes an input that crashes, hangs for 20 s or takes 2 GB to
``crash-…``, ``timeout-…`` or ``oom-…`` there. Mend the defect and put such an input into the
corpus: ``tests/fuzz/test_corpus.py`` reads all of it in every test run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "tests" / "fuzz" / "corpus"
LONGEST = 20_000
"""Bytes of an input: longer ones are slow, and what they show shorter ones show too."""
HANGS = 20
MEGABYTES = 2_000

sys.path.insert(0, str(ROOT))
with atheris.instrument_imports(include=["recoupe", "feedparser", "trafilatura", "pypdf"]):
    from tests.fuzz.targets import TARGETS


def main() -> None:
    """Run one target until its time is over or something is found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--found", type=Path, help="keeps what is found (a new folder otherwise)")
    given = parser.parse_args()
    found = given.found or Path(tempfile.mkdtemp(prefix=f"fuzz-{given.target}-"))
    found.mkdir(parents=True, exist_ok=True)
    print(f"{given.target}: what is found goes to {found}", file=sys.stderr)
    options = [
        f"-max_total_time={given.seconds}",
        f"-max_len={LONGEST}",
        f"-timeout={HANGS}",
        f"-rss_limit_mb={MEGABYTES}",
        f"-artifact_prefix={found}/",
        "-print_final_stats=1",
    ]
    atheris.Setup(
        [sys.argv[0], *options, str(found), str(CORPUS / given.target)], TARGETS[given.target]
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
