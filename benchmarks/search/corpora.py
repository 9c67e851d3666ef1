"""The passages and questions the search is measured on; they stay outside the repository."""

import gzip
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2].parent / "shared" / "data" / "search"
"""Where the corpora lie unless told otherwise: beside the repository."""

SENTENCES = 4
"""Sentences of a mixed passage. A guess: near the median of the passages they are taken from."""

_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")


class Missing(Exception):
    """The folder does not hold the corpora."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One text that can be found."""

    key: str
    title: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Question:
    """A query, and the keys of the passages that answer it."""

    key: str
    text: str
    relevant: frozenset[str]


def passages(folder: Path, count: int) -> list[Passage]:
    """Return *count* passages: all that have questions, filler, and mixed ones beyond those."""
    asked = [*_passages(folder, "norquad"), *_passages(folder, "lov")]
    filler = _passages(folder, "filler")
    found = [*asked, *filler][: max(count, len(asked))]
    return [*found, *_mixed(found, count - len(found))]


def questions(folder: Path) -> dict[str, list[Question]]:
    """Return the development questions by set: ``norquad``, ``lov-nb``, ``norquad:typo`` …"""
    sets: dict[str, list[Question]] = defaultdict(list)
    for row in _rows(folder / "norquad.queries.jsonl"):
        sets["norquad"].append(_question(row))
    for row in _rows(folder / "lov.queries.jsonl"):
        sets[f"lov-{row['lang']}"].append(_question(row))
    for row in _rows(folder / "variants.jsonl"):
        sets[row["set"]].append(_question(row))
    return dict(sets)


def half(asked: Sequence[Question], which: str) -> list[Question]:
    """
    Return the questions of one half, told apart by their passages, not by themselves.

    Args:
        which: ``tune``, ``check`` or ``all``.
    """
    if which == "all":
        return list(asked)
    return [each for each in asked if (_dice(min(each.relevant)) < 0.5) == (which == "tune")]


def sampled(asked: Sequence[Question], most: int) -> list[Question]:
    """Return at most *most* of the questions, the same every time."""
    return list(asked) if most >= len(asked) else random.Random(1).sample(asked, most)


def _dice(key: str) -> float:
    return random.Random(key).random()


def _mixed(given: Sequence[Passage], count: int) -> Iterator[Passage]:
    """Yield passages made of sentences of others; the same every time."""
    dice = random.Random(1)
    sentences = [part for each in given for part in _SENTENCE_END.split(each.text) if part]
    for number in range(max(0, count)):
        source = dice.choice(given)
        text = " ".join(dice.choice(sentences) for _ in range(SENTENCES))
        yield Passage(f"mixed-{number}", source.title, text, source.language)


def _passages(folder: Path, name: str) -> list[Passage]:
    return [
        Passage(row["id"], row["title"], row["text"], row.get("lang", "nb"))
        for row in _rows(folder / f"{name}.corpus.jsonl.gz")
    ]


def _question(row: dict[str, Any]) -> Question:
    return Question(row["id"], row["text"], frozenset(row["relevant_ids"]))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if not path.exists():
        raise Missing(f"{path} is not there: the corpora are not part of the repository")
    data = path.read_bytes()
    lines = (gzip.decompress(data) if path.suffix == ".gz" else data).split(b"\n")
    yield from (json.loads(line) for line in lines if line)
