"""Prints how many marked items are read right, by phenomenon, and what is wrong with the others.

    python tests/marked_report.py [-q] [--gaps] [fr/incise en …]

Arguments choose languages, files or ids; ``-q`` leaves the items out; ``--gaps`` rewrites
``marked/known_gaps.toml`` with what fails now (reasons written by hand are kept).
"""

# ruff: noqa: T201 (printing is what a report does)

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence

import marked_gaps
from marked_format import Item, read_all
from marked_score import Result, run, unreadable


def main(arguments: Sequence[str]) -> int:
    """Read the chosen items, print the report; always 0, for it judges nobody."""
    chosen = [a for a in arguments if not a.startswith("-")]
    items = [item for item in read_all() if _wanted(item, chosen)]
    results: list[Result] = []
    for language in sorted({item.language for item in items}):
        why = unreadable(language)
        if why:
            print(f"{language}: skipped, {why}")
        else:
            results += run([item for item in items if item.language == language])
    if "-q" not in arguments:
        _print_faults(results)
    _print_rates(results)
    if "--gaps" in arguments:
        marked_gaps.write(results)
    return 0


def _wanted(item: Item, chosen: Sequence[str]) -> bool:
    names = {item.language, f"{item.language}/{item.phenomenon}", f"{item.language}/{item.id}"}
    return not chosen or bool(names & set(chosen))


def _print_faults(results: Sequence[Result]) -> None:
    for result in results:
        if result.faults:
            print(f"{result.item.language}/{result.item.id}: {result.item.text}")
            for fault in result.faults:
                print(f"    {fault}")


def _print_rates(results: Sequence[Result]) -> None:
    groups = [(r.item.language, r.item.phenomenon) for r in results]
    passed = Counter(g for g, r in zip(groups, results, strict=True) if not r.faults)
    for (language, phenomenon), total in Counter(groups).items():
        right = passed[language, phenomenon]
        print(f"{language}/{phenomenon:<24}{right:>4} of {total:<4}{right / total:>5.0%}")
    for language, total in Counter(language for language, _ in groups).items():
        right = sum(n for (code, _), n in passed.items() if code == language)
        print(f"{language}: {right} of {total} items read right ({right / total:.1%})")
    kinds = Counter(fault.split()[0] for r in results for fault in r.faults)
    print("faults:", ", ".join(f"{n} {kind}" for kind, n in kinds.most_common()) or "none")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
