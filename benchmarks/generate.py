"""Articles and questions in any number, from a fixed seed, in words of our own."""

import json
import random
import subprocess
import sys
from pathlib import Path

from tests.servers import ROOT, Site

WORDS = (
    *("kommunen", "vedtak", "søknad", "tillatelse", "avløp", "utslipp"),
    *("anlegg", "grunneier", "nabo", "varsel", "frist", "klage"),
    *("tilsyn", "gebyr", "plan", "område", "bygg", "støy"),
    *("måling", "terreng", "vann", "avfall", "pålegg", "opprydding"),
    *("ansvar", "lov", "forskrift", "paragraf", "vurdering", "begrunnelse"),
    *("dokumentasjon", "befaring", "naturmangfold", "friluftsliv"),
)
TOPICS = ("avlop", "avfall", "stoy", "planlegging", "motorferdsel", "forsopling", "byggesak")
LAWS = ("FOR-2004-06-01-931/12-3", "LOV-1981-03-13-6/28", "LOV-2008-06-27-71/19-2")


def articles(file: Path, count: int, seed: int = 7) -> None:
    """Write *count* articles of some 2,500 characters as an import file."""
    chance = random.Random(seed)
    with file.open("w", encoding="utf-8") as lines:
        for number in range(1, count + 1):
            lines.write(json.dumps(_article(number, chance), ensure_ascii=False) + "\n")


def _article(number: int, chance: random.Random) -> dict[str, object]:
    paragraphs = [" ".join(chance.choices(WORDS, k=60)) for _ in range(6)]
    return {
        "kind": "article",
        "key": f"gen-{number}",
        "title": f"Hva gjelder for {' '.join(chance.sample(WORDS, 4))} i sak {number}?",
        "short_answer": " ".join(chance.choices(WORDS, k=20)).capitalize() + ".",
        "answer": "\n\n".join(paragraphs),
        "topics": [chance.choice(TOPICS)],
        "laws": [chance.choice(LAWS)],
        "agency": "miljodir",
        "language": "nb",
        "published_on": "2026-01-15",
    }


def questions(site: Site, count: int) -> None:
    """Put *count* open questions into the queue of the site's database."""
    script = [sys.executable, "-m", "benchmarks.fill_queue", str(count)]
    subprocess.run(script, cwd=ROOT, env=site.environ, check=True)
