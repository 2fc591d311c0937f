"""Runs of time words: a text in, the unbroken stretches of tokens the grammar may use out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from recoupe.extract.times.lexemes import (
    LONGEST_NUMBER,
    PUNCTUATION,
    TOKEN,
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
"""Tokens after which a run is cut: the longest expression has 20, hostile text has millions."""
LONGEST_PHRASE = 12
"""Tokens within which a phrase or a number in words is looked for."""
REMEMBERED = 50_000
"""Word forms remembered, some 10 MB: a newspaper's year has fewer that recur."""
_TEN, _TWENTY, _HUNDRED, _THOUSAND = 10, 20, 100, 1000
_LONG = frozenset({60, 80})
"""After these tens French counts on to nineteen: soixante-dix-sept, quatre-vingt-douze."""
LONG_RUN = 25
"""Tokens after which a run may be cut at a comma: enumerations of dates are that long."""
_DIGITS = re.compile(r"\d+")
_GROUPED = re.compile(r"\d{1,3}(?: \d{3}){1,4}")


def runs(text: str, words: Vocabulary) -> Iterator[list[Token]]:
    """Cut the text into runs of tokens that have a category; all other words are breaks."""
    raw = list(TOKEN.finditer(plain(text)))
    forms = [m.group() for m in raw]
    run: list[Token] = []
    i = 0
    while i < len(raw):
        single = words.seen.get(forms[i])
        if single is None:
            single = _remember(forms[i], words)
        used = 1
        symbol, categories, alone = single
        if not alone:
            categories, used = _joined(forms, i, words, categories)
            symbol = words.symbol(categories)
        if categories:
            start, end = raw[i].start(), raw[i + used - 1].end()
            if used == 1 and forms[i][-1] == "'" and forms[i].lower() not in words.words:
                end -= 1
            run.append(Token(start, end, symbol, categories))
        if run and (not categories or _full(run)):
            yield run
            run = []
        i += used
    if run:
        yield run


def _full(run: list[Token]) -> bool:
    """Tell whether a run is long enough to be cut: at a comma if it can be."""
    return len(run) == LONGEST_RUN or (len(run) > LONG_RUN and "COMMA" in run[-1].categories)


def _remember(form: str, words: Vocabulary) -> tuple[str, Categories, bool]:
    """Read one token and keep it in mind; the last value tells that it joins no other token."""
    low = form.lower()
    known = words.words.get(low)
    if known is None:
        categories = _unlisted(form, low, words)
    elif isinstance(known.get("NUMBER"), int):
        categories = {**_cased(known, form, words), **spelled(known["NUMBER"])}
    else:
        categories = _cased(known, form, words)
    alone = low not in words.phrases and "NUMBER" not in categories
    if len(words.seen) >= REMEMBERED:
        words.seen.clear()
    words.seen[form] = found = (words.symbol(categories), categories, alone)
    return found


def _joined(
    forms: Sequence[str], i: int, words: Vocabulary, categories: Categories
) -> tuple[Categories, int]:
    """Return the categories of the phrase or number that begins at ``i`` and its length."""
    rows = words.phrases.get(forms[i].lower(), ())
    second = forms[i + 1].lower() if i + 1 < len(forms) else ""
    if "NUMBER" not in categories and not any(parts[1] == second for parts, _ in rows):
        return categories, 1
    lows = [form.lower() for form in forms[i : i + LONGEST_PHRASE]]
    for parts, whole in rows:
        if tuple(lows[: len(parts)]) == parts:
            if "NUMBER" in whole:
                break
            return _cased(whole, forms[i], words), len(parts)
    if _value(lows, 0, words)[1]:
        number, used = _number(lows, words)
        if used > 1:
            return spelled(number), used
    return categories, 1


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
        dropped = words.small if token[1:].islower() else frozenset()
        if token.lower() in words.doubtful:
            dropped = dropped | {"MONTH_SURE"}
    else:
        dropped = words.capitals
    if dropped.isdisjoint(categories):
        return categories
    return {c: v for c, v in categories.items() if c not in dropped}


def _number(lows: Sequence[str], words: Vocabulary) -> tuple[int, int]:
    """Return the value of the number words at the head of ``lows``, and how many they are."""
    last, used = _value(lows, 0, words)
    total, current = (last, 0) if last == _THOUSAND else (0, last)
    while used < len(lows):
        skip = lows[used] == "-" or (lows[used] in words.joiners and _open(last))
        following, length = _value(lows, used + skip, words)
        if not length or not _fits(last, current, following):
            break
        if following == _THOUSAND:
            total, current = total + max(current, 1) * _THOUSAND, 0
        elif following == _HUNDRED:
            current = max(current, 1) * _HUNDRED
        else:
            current += following
        last, used = following, used + skip + length
    return total + current, used


def _open(last: int) -> bool:
    """Tell whether a number may go on after *and*: vingt et un, two thousand and five."""
    return last >= _HUNDRED or (last >= _TWENTY and last % 10 == 0)


def _fits(last: int, current: int, following: int) -> bool:
    """Tell whether ``following`` may come after ``last`` within one number."""
    if following == _THOUSAND:
        return last < _THOUSAND and current < _THOUSAND
    if following == _HUNDRED:
        return current < _TWENTY and (last == _THOUSAND or 1 <= last < _TWENTY)
    if last >= _HUNDRED:
        return following < _HUNDRED
    return last >= _TWENTY and last % 10 == 0 and following < (_TWENTY if last in _LONG else _TEN)


def _value(lows: Sequence[str], i: int, words: Vocabulary) -> tuple[int, int]:
    """Return the number of the word or phrase at ``i`` and its length in tokens (0: none)."""
    if i >= len(lows):
        return 0, 0
    for parts, whole in words.phrases.get(lows[i], ()):
        if isinstance(whole.get("NUMBER"), int) and tuple(lows[i : i + len(parts)]) == parts:
            return whole["NUMBER"], len(parts)
    value = words.words.get(lows[i], {}).get("NUMBER")
    return (value, 1) if isinstance(value, int) else (0, 0)
