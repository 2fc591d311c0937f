"""What reading costs beside parsing: articles in, a ratio, articles a second and megabytes out.

    python benchmarks/reading.py [FOLDER] [--articles 1000]

Reads the same articles twice, each time in a process of its own: once with the whole of recoupe
(clean, parse, extract, and what linking needs of an article alone), once with the bare spaCy
pipeline of the language and all its default components. Loading the models is not counted; time is
processor time of one process, which other programs on the machine disturb less than the clock on
the wall. The limits are those of the project: a ratio of 1.0 and 1.2 GB.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

WIKINEWS = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "wikinews"
MOST_RATIO = 1.0
MOST_MEGABYTES = 1_200
WARM_UP = "Le port de Belmare rouvrira lundi, a déclaré mardi la directrice, Léa Sorel."


def main() -> int:
    """Measure both in turn, print the comparison, and return 1 where a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=WIKINEWS)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--only", choices=("recoupe", "spacy"), help="measure one, print JSON")
    given = parser.parse_args()
    files = sorted(given.folder.rglob("*.txt"))[: given.articles]
    if not files:
        print(f"benchmark skipped: no .txt files in {given.folder}")
        return 0
    if given.only:
        print(json.dumps({"recoupe": read, "spacy": parse}[given.only](files)))
        return 0
    found = {name: apart(name, given.folder, given.articles) for name in ("spacy", "recoupe")}
    return tell(found, len(files))


def apart(name: str, folder: Path, articles: int) -> dict[str, float]:
    """Measure in a fresh process, so that memory is not shared."""
    command = (sys.executable, __file__, str(folder), "--articles", str(articles), "--only", name)
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
    result: dict[str, float] = json.loads(told)
    return result


def read(files: list[Path]) -> dict[str, float]:
    """Read the files with recoupe, as ``recoupe build`` does in one process."""
    import recoupe  # noqa: PLC0415 - the bare parser must not pay for it
    from recoupe import ingest, pipeline  # noqa: PLC0415
    from recoupe.engine.chunks import chunked  # noqa: PLC0415
    from recoupe.link.alone import Prepared  # noqa: PLC0415

    settings = recoupe.Settings()
    recoupe.read(WARM_UP, language="fr")
    start = time.process_time()
    quotations = 0
    for pages in chunked(ingest.pages(files, settings), settings.shard_pages):
        for read in pipeline.read_shard(pages, settings):
            if isinstance(read, Prepared):  # else a page without text
                quotations += len(read.reading.quotations)
    return {"seconds": time.process_time() - start, "mb": peak(), "quotations": quotations}


def parse(files: list[Path]) -> dict[str, float]:
    """Parse the files with the default French pipeline, all components on."""
    import spacy  # noqa: PLC0415

    from recoupe.settings import Settings  # noqa: PLC0415

    pipeline = spacy.load(Settings().models["fr"])
    list(pipeline.pipe([WARM_UP]))
    texts = [f.read_text(encoding="utf-8") for f in files]
    start = time.process_time()
    tokens = sum(len(doc) for doc in pipeline.pipe(texts))
    return {"seconds": time.process_time() - start, "mb": peak(), "tokens": tokens}


def peak() -> float:
    """Return the most memory this process held, in MB (Linux counts in kB, macOS in bytes)."""
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def tell(found: dict[str, dict[str, float]], articles: int) -> int:
    """Print the comparison."""
    ratio = found["recoupe"]["seconds"] / found["spacy"]["seconds"]
    for name, f in found.items():
        speed = articles / f["seconds"]
        print(f"{name:<8}{f['seconds']:7.1f} s {speed:7.1f} articles/s {f['mb']:7.0f} MB")
    holds = ratio <= MOST_RATIO and found["recoupe"]["mb"] <= MOST_MEGABYTES
    print(f"ratio   {ratio:7.2f}   (limits {MOST_RATIO}, {MOST_MEGABYTES} MB): ", end="")
    print("ok" if holds else "OVER THE LIMIT")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
