"""Finds the figures of an article: parsed text, quotations and times in, quantities out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from recoupe import ids
from recoupe.extract.cells import Cells
from recoupe.extract.quantities.amount import Source
from recoupe.extract.quantities.amounts import amounts
from recoupe.extract.quantities.claims import Claim, claim
from recoupe.extract.quantities.line import Line
from recoupe.extract.quantities.sources import claimant, claimed_by, holds
from recoupe.parsed import Block, Parsed
from recoupe.records import Quantity, Quotation, Span, TimeExpression


def find_quantities(
    parsed: Parsed, quotations: Iterable[Quotation], times: Sequence[TimeExpression]
) -> list[Quantity]:
    """Return every figure that the read zones of an article claim, in order, none overlapping.

    ``quotations`` and ``times`` are those of the article: a figure belongs to the innermost
    quotation it stands in; a number that a time expression holds is no figure.
    """
    quoted: Cells[Quotation] = Cells()
    for quotation in quotations:
        for content in quotation.content:
            quoted.add(content.start, content.end, quotation)
    ends = [t.span.end for t in times]
    return [
        _quantity(parsed, line, found, quoted, near)
        for block in parsed.blocks
        for near in [_near(times, ends, block)]
        for line, found in _claims(parsed, block, near)
    ]


def _near(
    times: Sequence[TimeExpression], ends: Sequence[int], block: Block
) -> Sequence[TimeExpression]:
    """Return the time expressions of a block; ``times`` are in order."""
    first = bisect_right(ends, block.start)
    last = bisect_left(times, block.end, key=lambda t: t.span.start)
    return times[first:last]


def _claims(
    parsed: Parsed, block: Block, times: Sequence[TimeExpression]
) -> Iterator[tuple[Line, Claim]]:
    article = parsed.article
    src = Source.of(article.text[block.start : block.end], article.language)
    line: Line | None = None
    taken = [(t.span.start - block.start, t.span.end - block.start) for t in times]
    for amount in amounts(src, taken):
        line = line or Line.of(block, src)
        found = claim(line, amount)
        if found:
            yield line, found


def _quantity(
    parsed: Parsed,
    line: Line,
    found: Claim,
    quoted: Cells[Quotation],
    times: Sequence[TimeExpression],
) -> Quantity:
    article, base, amount = parsed.article, line.block.start, found.amount
    span = Span.of(article.text, base + amount.start, base + amount.end)
    by = claimed_by(span, list(quoted.near(span.start, span.end)))
    source = None if by else claimant(line, amount.start)
    if source and source[0] < amount.end and amount.start < source[1]:
        source = None
    return Quantity(
        id=ids.make_id("quantity", article.id, span.start, span.end),
        article=article.id,
        span=span,
        kind=amount.kind,
        low=amount.low,
        high=amount.high,
        mod=amount.mod,
        unit=amount.unit,
        rate=amount.rate,
        of=_span(article.text, base, found.of),
        claimed_by=by,
        claimant=_span(article.text, base, source),
        holds=holds(line, amount.core_start, times),
    )


def _span(text: str, base: int, found: tuple[int, int] | None) -> Span | None:
    return Span.of(text, base + found[0], base + found[1]) if found else None
