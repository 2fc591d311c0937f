"""Names the likely original of the pages that carry one dispatch: the pages in, one of them out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from recoupe.clean.credits import page_credits
from recoupe.clean.outlets import is_agency
from recoupe.link.reprints_candidates import NEIGHBOURS
from recoupe.records import Article

AGENCY = 3.0
"""For the page of an agency: papers print what agencies send, seldom the other way about."""

CREDITED = 2.0
"""For a page whose outlet another page of the group names as its source."""

LATER = -1.0
"""For a page that another dated page comes before; a page without a date may be the first."""

HOLDS = 3.0
"""For holding all that the other pages have; less in proportion. Copies are cut, each elsewhere."""

WORDING = 3.0
"""For being word for word as the others on the average: each copy is edited in its own way."""


@dataclass(frozen=True, slots=True)
class Link:
    """How two pages of a group share: the part of each that is in the other, how alike."""

    a: str
    b: str
    share_a: float
    share_b: float
    alike: float


@dataclass(frozen=True, slots=True)
class Choice:
    """The likely original, the agency behind it if one is named, and why."""

    original: str
    agency: str | None
    reasons: tuple[str, ...]


def choose(articles: Mapping[str, Article], links: Sequence[Link]) -> Choice:
    """Return the page that the others most likely come from; the choice is by points.

    Where nothing tells two pages apart, the one with the smaller id is named and said to be a
    guess.
    """
    own: dict[str, list[Link]] = {name: [] for name in articles}
    for link in links:
        own[link.a].append(link)
        own[link.b].append(link)
    cues = {name: list(_cues(name, articles, own[name])) for name in sorted(articles)}
    points = {name: sum(p for p, _ in found) for name, found in cues.items()}
    best = min(points, key=lambda name: (-points[name], name))
    reasons = [why for _, why in cues[best] if why]
    if sum(1 for p in points.values() if p == points[best]) > 1:
        reasons.append("another page has as much for it: this one is a guess")
    return Choice(best, agency_of(articles, best), tuple(reasons))


def agency_of(articles: Mapping[str, Article], original: str) -> str | None:
    """Return whose dispatch it is: the original's outlet if an agency, else whom most credit."""
    outlet = articles[original].outlet
    if outlet and is_agency(outlet):
        return outlet
    own = {a.outlet for a in articles.values()}
    named = Counter(c for a in articles.values() for c in page_credits(a) if c not in own)
    if not named:
        return None
    return min(named, key=lambda c: (not is_agency(c), -named[c], c))


def _cues(
    name: str, articles: Mapping[str, Article], own: Sequence[Link]
) -> Iterator[tuple[float, str]]:
    """Yield what speaks for or against a page, with the reason where it speaks for it."""
    outlet = articles[name].outlet
    others = [a for key, a in articles.items() if key != name]
    if outlet and is_agency(outlet):
        yield AGENCY, f"{outlet} is a press agency"
    crediting = sum(1 for a in others if outlet and a.outlet != outlet and outlet in a.credits)
    if crediting:
        yield CREDITED, f"{outlet} is credited by {crediting} of the other pages"
    yield from _by_date(articles[name], others)
    yield from _by_text(name, own, len(others))


def _by_date(article: Article, others: Sequence[Article]) -> Iterator[tuple[float, str]]:
    own = article.published.value
    dates = [a.published.value for a in others if a.published.value]
    if not own or not dates:
        return
    if any(before(date, own) for date in dates):
        yield LATER, ""
    elif any(before(own, date) for date in dates):
        yield 0.0, f"the earliest of the dated pages ({own})"


def before(one: str, other: str) -> bool:
    """Tell whether an ISO date(-time) lies before another, at the precision that both have.

    >>> before("2031-03-04", "2031-03-05T06:00"), before("2031-03-04", "2031-03-04T06:00")
    (True, False)
    """
    size = min(len(one), len(other))
    return one[:size] < other[:size]


def _by_text(name: str, own: Sequence[Link], others: int) -> Iterator[tuple[float, str]]:
    """Weigh how much of the other pages this one holds, and how near it is to their words.

    A page that it shares nothing with counts as nothing held. In a large group a page is compared
    with some of the others only, ``NEIGHBOURS`` at least: those count.
    """
    compared = max(len(own), min(others, NEIGHBOURS))
    holds = sum(link.share_b if link.a == name else link.share_a for link in own) / compared
    yield HOLDS * holds, f"holds {holds:.0%} of what the other pages have, on the average"
    alike = sum(link.alike for link in own) / compared
    yield WORDING * alike, f"its sentences are as the others have them to {alike:.0%}"
