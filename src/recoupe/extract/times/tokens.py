"""Runs of time words: a text in, the unbroken stretches of tokens the grammar may use out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from recoupe.extract.times.lexemes import (
    PUNCTUATION,
    TOKEN,
    LONGEST_NUMBER,
    Categories,
    Token,
    Vocabulary,
    compound,
    digits,
    ordinal,
    plain,
    spelled,
)

LONGEST_RUN = 40
"""Tokens after which a run is cut: the longest expression has about 20, hostile text has millions."""
_HUNDRED, _THOUSAND = 100, 1000
_DIGITS = re.compile(r"\d+")
_GROUPED = re.compile(r"\d{1,3}(?: \d{3}){1,4}")


def runs(text: str, words: Vocabulary) -> Iterator[list[Token]]:
    """Cut the text into runs of tokens that have a category; all other words are breaks."""
    raw = list(TOKEN.finditer(plain(text)))
    lows = [m.group().lower() for m in raw]
    run: list[Token] = []
    i = 0
    while i < len(raw):
        categories, used = _read(raw, lows, i, words)
        if categories:
            end = raw[i + used - 1].end()
            if used == 1 and lows[i] not in words.words and lows[i].endswith("'"):
                end -= 1
            run.append(Token(raw[i].start(), end, words.symbol(categories), categories))
        if run and (not categories or len(run) == LONGEST_RUN):
            yield run
            run = []
        i += used
    if run:
        yield run


def _read(
    raw: Sequence[re.Match[str]], lows: Sequence[str], i: int, words: Vocabulary
) -> tuple[Categories, int]:
    """Return the categories of the phrase, number or word at ``i`` and how many tokens it takes."""
    low = lows[i]
    for parts, categories in words.phrases.get(low, ()):
        if tuple(lows[i : i + len(parts)]) == parts:
            return _cased(categories, raw[i].group(), words), len(parts)
    known = words.words.get(low)
    if known is None:
        return _unlisted(raw[i].group(), low, words), 1
    if "NUMBER" in known:
        number, used = _number(lows, i, words)
        if used > 1:
            return spelled(number), used
        return {**known, **spelled(number)}, 1
    return _cased(known, raw[i].group(), words), 1


def _unlisted(token: str, low: str, words: Vocabulary) -> Categories:
    """Return the categories of a token that no list holds: digits, marks, Roman numerals."""
    if token in PUNCTUATION:
        return {PUNCTUATION[token]: token}
    if token[0].isdigit():
        return _numeral(token)
    if low.endswith("'") and low[:-1] in words.words:
        return _cased(words.words[low[:-1]], token, words)
    if token[0] in "IVX":
        century = ordinal(token, words.suffixes)
        return {"ROMAN": century} if century else {}
    return {}


def _numeral(token: str) -> Categories:
    if _DIGITS.fullmatch(token):
        if len(token) <= 4:  # noqa: PLR2004 - a year at most
            return digits(token)
        return {"NUM": int(token)} if len(token) <= LONGEST_NUMBER else {}
    if _GROUPED.fullmatch(token):
        return {"NUM": int(token.replace(" ", ""))}
    return compound(token)


def _cased(categories: Categories, token: str, words: Vocabulary) -> Categories:
    """Drop the categories that the token's capital, or the lack of one, rules out."""
    if token[0].isupper():
        if token.lower() in words.doubtful:
            return {c: v for c, v in categories.items() if c != "MONTH_SURE"}
        return categories
    if words.capitals and not words.capitals.isdisjoint(categories):
        return {c: v for c, v in categories.items() if c not in words.capitals}
    return categories


def _number(lows: Sequence[str], i: int, words: Vocabulary) -> tuple[int, int]:
    """Return the value of the number words from ``i`` on, and how many tokens they take."""
    total, current, last, used = 0, _value(lows, i, words) or 0, _value(lows, i, words) or 0, 1
    if current == _THOUSAND:
        total, current = _THOUSAND, 0
    while i + used < len(lows):
        step = 1 + (lows[i + used] == "-" or (lows[i + used] in words.joiners and _open(last)))
        following = _value(lows, i + used + step - 1, words)
        if following is None or not _fits(last, current, following):
            break
        if following == _THOUSAND:
            total, current = total + max(current, 1) * _THOUSAND, 0
        elif following == _HUNDRED:
            current = max(current, 1) * _HUNDRED
        else:
            current += following
        last, used = following, used + step
    return total + current, used


def _open(last: int) -> bool:
    """Tell whether a number may go on after *and*: vingt et un, two thousand and five."""
    return last >= _HUNDRED or (last >= 20 and last % 10 == 0)  # noqa: PLR2004


def _fits(last: int, current: int, following: int) -> bool:
    if following == _THOUSAND:
        return last < _THOUSAND and current < _THOUSAND
    if following == _HUNDRED:
        return 0 <= current < 10 and (last == _THOUSAND or 1 <= last < 10)  # noqa: PLR2004
    if last >= _HUNDRED:
        return following < _HUNDRED
    return last >= 20 and last % 10 == 0 and following < (20 if last in {60, 80} else 10)  # noqa: PLR2004


def _value(lows: Sequence[str], i: int, words: Vocabulary) -> int | None:
    """Return the number of the word at ``i``; phrases like *quatre-vingts* are read as one."""
    value = words.words.get(lows[i], {}).get("NUMBER") if i < len(lows) else None
    return value if isinstance(value, int) else None
