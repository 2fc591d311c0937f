"""What a peer costs and finds on the same pages: articles in, articles a second and counts out.

    python benchmarks/peer.py [FOLDER] [--articles 1157] [--python /path/with/textacy/bin/python]

The peer is textacy's extraction of direct quotations behind spaCy's default French pipeline, which
is what a user of textacy runs. It needs an environment with ``textacy`` and ``fr-core-news-md``;
``--python`` names its interpreter. Both read the same files, each in a process of its own, loading
the models not counted, in processor time of one process. textacy raises an error where a page has
an odd number of quotation marks: such pages are counted, with nothing found.

recoupe reads more than that (who speaks, when, indirect speech, events, figures), and its direct
quotations are counted apart. It must read as many articles a second, and find more.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

WIKINEWS = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "wikinews"
MODEL = "fr_core_news_md"
WARM_UP = "« Le port rouvrira lundi », a déclaré mardi la directrice, Léa Sorel."


def main() -> int:
    """Measure both in turn, print the comparison, and return 1 where the peer does better."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=WIKINEWS)
    parser.add_argument("--articles", type=int, default=1157)
    parser.add_argument("--python", default=sys.executable, help="an interpreter with textacy")
    parser.add_argument("--only", choices=("recoupe", "textacy"), help="measure one, print JSON")
    given = parser.parse_args()
    files = [f for f in sorted(given.folder.glob("*.txt")) if "urls" not in f.name]
    files = files[: given.articles]
    if not files:
        print(f"benchmark skipped: no .txt files in {given.folder}")
        return 0
    if given.only:
        print(json.dumps({"recoupe": recoupe_reads, "textacy": textacy_reads}[given.only](files)))
        return 0
    here = (str(given.folder), "--articles", str(given.articles))
    return tell(
        apart(given.python, *here, "--only", "textacy"),
        apart(sys.executable, *here, "--only", "recoupe"),
        len(files),
    )


def apart(python: str, *arguments: str) -> dict[str, float]:
    """Measure in a fresh process."""
    command = (python, __file__, *arguments)
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603
    result: dict[str, float] = json.loads(told)
    return result


def textacy_reads(files: list[Path]) -> dict[str, float]:
    """Parse the files and extract direct quotations with textacy."""
    import spacy  # noqa: PLC0415 - recoupe must not pay for it
    from textacy.extract import direct_quotations  # noqa: PLC0415

    pipeline = spacy.load(MODEL)
    list(pipeline.pipe([WARM_UP]))
    texts = [f.read_text(encoding="utf-8") for f in files]
    found = refused = 0
    start = time.process_time()
    for doc in pipeline.pipe(texts):
        try:
            found += sum(1 for _ in direct_quotations(doc))
        except ValueError:
            refused += 1
    return {"seconds": time.process_time() - start, "direct": found, "refused": refused}


def recoupe_reads(files: list[Path]) -> dict[str, float]:
    """Read the files with recoupe, as ``recoupe build`` does in one process."""
    import recoupe  # noqa: PLC0415 - the peer must not pay for it
    from recoupe import ingest, pipeline  # noqa: PLC0415

    settings = recoupe.Settings()
    recoupe.read(WARM_UP, language="fr")
    direct = other = refused = 0
    start = time.process_time()
    for reading in pipeline.read_pages(ingest.pages(files, settings), settings):
        if not isinstance(reading, recoupe.Reading):
            refused += 1
            continue
        named = [q.kind == "direct" for q in reading.quotations if q.speaker is not None]
        direct += sum(named)
        other += len(named) - sum(named)
    seconds = time.process_time() - start
    return {"seconds": seconds, "direct": direct, "other": other, "refused": refused}


def tell(peer: dict[str, float], ours: dict[str, float], articles: int) -> int:
    """Print the comparison; quotations are those with a speaker: textacy gives no others."""
    for name, f in (("textacy", peer), ("recoupe", ours)):
        found = f"{f['direct']:.0f} direct" + (f", {f['other']:.0f} other" if "other" in f else "")
        speed = articles / f["seconds"]
        print(f"{name}  {speed:5.1f} articles/s  {found}  {f['refused']:.0f} pages not read")
    return int(ours["seconds"] > peer["seconds"] or ours["direct"] <= peer["direct"])


if __name__ == "__main__":
    sys.exit(main())
