"""Does the work of several hosts side by side: items in, results out, one at a time a host."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar
from urllib.parse import urlsplit

from recoupe.fetch.client import Client

Item = TypeVar("Item")
Result = TypeVar("Result")


def by_host(
    items: Iterable[Item],
    address: Callable[[Item], str],
    work: Callable[[Item], Result],
    client: Client,
) -> Iterator[Result]:
    """Yield the results, those of one host in the order of its items.

    An interruption of the caller stops all fetches that are under way.
    """
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(_host(address(item)), []).append(item)
    with ThreadPoolExecutor(client.terms.hosts, "fetch") as pool:
        try:
            futures = [pool.submit(_in_order, group, work) for group in groups.values()]
            for future in futures:
                yield from future.result()
        except BaseException:
            client.stopped.set()
            pool.shutdown(cancel_futures=True)
            raise


def _in_order(items: list[Item], work: Callable[[Item], Result]) -> list[Result]:
    return [work(item) for item in items]


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
