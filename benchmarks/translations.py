"""How often the encoder finds a translation: parallel sentences in, shares found first out.

    python benchmarks/translations.py [FOLDER]

FOLDER holds the 1,000 sentences of PUD in French and English (CoNLL-U). For each sentence the one
of the other language with the highest cosine is looked up. Limit: 0.95 in both directions.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from recoupe.link.utterances import encoder

PUD = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "pud"
LEAST = 0.95
TEXT = "# text = "


def main() -> int:
    """Print both shares and the spread of the cosines; return 1 below the limit."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PUD
    if not folder.is_dir() or not encoder.available():
        print(f"benchmark skipped: no folder {folder}, or {encoder.OFF}")
        return 0
    french, english = (np.array(encoder.encode(sentences(folder, c))) for c in ("fr", "en"))
    cosines = french @ english.T
    own = np.arange(len(cosines))
    shares = [float((cosines.argmax(axis) == own).mean()) for axis in (1, 0)]
    print(f"found first: English {shares[0]:.3f}, French {shares[1]:.3f} (at least {LEAST})")
    others = cosines - 2 * np.eye(len(cosines))
    print("cosine of the true one, percentiles 5, 50:", np.percentile(np.diag(cosines), (5, 50)))
    print("of the best other one, percentiles 50, 95:", np.percentile(others.max(1), (50, 95)))
    return int(min(shares) < LEAST)


def sentences(folder: Path, language: str) -> list[str]:
    """Return the sentences of one language in order."""
    (file,) = folder.glob(f"{language}_*.conllu")
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix(TEXT) for line in lines if line.startswith(TEXT)]


if __name__ == "__main__":
    sys.exit(main())
