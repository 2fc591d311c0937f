"""Figures: a parsed article in, what it claims in numbers, shares, ranks and sums of money out."""

from __future__ import annotations

from recoupe.extract.quantities.find import find_quantities

__all__ = ["find_quantities"]
