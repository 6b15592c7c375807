"""Prints what a running platform answers to every n-th need of a file, to be read and judged.

python -m tests.quality NEEDS.jsonl --url http://127.0.0.1:8000 --every 18 --kind achievement
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import orjson

Row = dict[str, Any]


def chosen(file: Path, every: int, most: int) -> Iterator[tuple[int, Row]]:
    """Yield every n-th need in the order of the ids, with its number, so many at most."""
    needs = sorted((orjson.loads(line) for line in file.open("rb")), key=lambda need: need["id"])
    numbers = range(every, len(needs) + 1, every)
    yield from ((number, needs[number - 1]) for number in numbers[:most])


def answer(client: httpx.Client, need: Row, kind: str, limit: int) -> Row:
    """Return who fits a need, as the start page and `keqiao match` get it."""
    body = {"title": need["title"], "text": need["text"], "limit": limit}
    response = client.post("/matching/matches/preview", json=body | {"filters": {"kind": [kind]}})
    response.raise_for_status()
    found: Row = response.json()
    return found


def told(number: int, need: Row, found: Row) -> Iterator[str]:
    """Yield the lines about one need."""
    yield f"\n=== {number} {need['title']}  [{found['ranker_version']}]\n{need['text']}"
    for item in found["items"]:
        topical = item["factors"][0]["value"]
        yield f"  {item['position']}. {item['score']:.3f} {topical:.2f} {item['title']}"
        yield f"     {item['organization'] or '-'}: {item['summary'] or '-'}"
        yield f"     + {' / '.join(item['reasons_for'])}"


def main() -> None:
    """Read the arguments and print the answers."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality", description=__doc__)
    parser.add_argument("needs", type=Path, help="JSON lines with id, title and text")
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--kind", default="achievement")
    parser.add_argument("--every", type=int, default=18)
    parser.add_argument("--most", type=int, default=20)
    parser.add_argument("--limit", type=int, default=5)
    given = parser.parse_args()
    with httpx.Client(base_url=given.url, timeout=60) as client:
        for number, need in chosen(given.needs, given.every, given.most):
            lines = told(number, need, answer(client, need, given.kind, given.limit))
            sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
