"""What a user can set: models by language, limits, number of processes."""

from __future__ import annotations

from dataclasses import dataclass, field


def _default_models() -> dict[str, str]:
    return {"fr": "fr_core_news_md", "en": "en_core_web_sm"}


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices for one run; the defaults are what the quality figures were measured with.

    ``models`` maps a language code to the name or path of a spaCy pipeline; ``max_chars`` is the
    length over which a page is refused rather than read for minutes; ``processes`` is how many
    worker processes read pages side by side.
    """

    models: dict[str, str] = field(default_factory=_default_models)
    max_chars: int = 2_000_000
    page_seconds: float = 10.0
    processes: int = 1
