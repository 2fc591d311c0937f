"""Writes a figure in signs that need no language: bounds, modifier and unit in, a text out."""

from __future__ import annotations

SIGNS = {
    "APPROX": "≈ ",
    "APPROX_LESS": "≲ ",
    "MORE_THAN": "> ",
    "LESS_THAN": "< ",
    "EQUAL_OR_MORE": "≥ ",
    "EQUAL_OR_LESS": "≤ ",
}
"""What stands for each modifier of a figure."""


def amount(
    low: float | None, high: float | None, mod: str | None, unit: str | None, rate: str | None
) -> str:
    """Return a figure as a short text, "…" for one that is vague.

    >>> amount(12.0, None, "MORE_THAN", "EUR", None), amount(3.5, 4.0, None, "%", "year")
    ('> 12 EUR', '3.5–4 %/year')
    """
    ends = [_plain(value) for value in (low, high) if value is not None]
    told = "–".join(dict.fromkeys(ends)) or "…"
    sign = SIGNS.get(mod or "", "")
    if not sign and len(ends) == 1:
        sign = "≥ " if high is None else "≤ "
    return f"{sign}{told}{f' {unit}' if unit else ''}{f'/{rate}' if rate else ''}"


def _plain(value: float) -> str:
    return f"{value:.15g}" if abs(value) < 1e15 else f"{value:.6g}"  # noqa: PLR2004 - exact until then
