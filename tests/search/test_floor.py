"""The floor under the quality of the search, on the demo's articles."""

import csv
import json
from importlib import resources
from pathlib import Path

import pytest

from helpdesk.catalogue import service
from helpdesk.catalogue.models import ItemKind
from helpdesk.foundation import markdown
from helpdesk.foundation.language import TextLanguage
from helpdesk.search import analysis, queries
from helpdesk.search.hits import SearchRequest
from tests.cast import Cast
from tests.factories.catalogue import entry
from tests.search.conftest import index_now

QUESTIONS = Path(__file__).parents[2].parent / "shared" / "data" / "questions.csv"


def demo_articles() -> list[dict[str, str]]:
    demo = resources.files("helpdesk.exchange").joinpath("demo")
    files = sorted(
        (file for file in demo.iterdir() if file.name.startswith("articles-")),
        key=lambda file: file.name,
    )
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]


@pytest.fixture
def titles(cast: Cast) -> list[str]:
    """The titles of the demo's articles, which stand on the shelf and in the index."""
    articles = demo_articles()
    for article in articles:
        texts = (article["title"], article["short_answer"], article["question"], article["answer"])
        service.put(
            entry(
                cast.miljodir,
                kind=ItemKind.ARTICLE,
                key=article["key"],
                language=TextLanguage(article["language"]),
                title=article["title"],
                summary=article["short_answer"],
                text="\n".join(markdown.plain_text(text) for text in texts),
            )
        )
    index_now()
    return [article["title"] for article in articles]


def share_among_first_three(wanted: list[tuple[str, str]]) -> float:
    """Return how often the title (second) is among the first three hits of the query (first)."""
    found = [
        title in [hit.title for hit in queries.search(SearchRequest(text=query)).hits[:3]]
        for query, title in wanted
    ]
    return sum(found) / len(found)


def test_other_words_for_a_question_find_it(titles: list[str]) -> None:
    if not QUESTIONS.exists():
        pytest.skip("the test queries are not part of the repository: ../shared/data/questions.csv")
    with QUESTIONS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["test_query"]]
    wanted = [(row["test_query"], row["title"]) for row in rows if row["title"] in titles]
    assert len(wanted) == len(rows)
    assert share_among_first_three(wanted) >= 0.95


def test_a_title_is_found_by_two_thirds_of_its_words_and_without_norwegian_letters(
    titles: list[str],
) -> None:
    partial = [(without_every_third_word(title), title) for title in titles]
    assert share_among_first_three([pair for pair in partial if " " in pair[0]]) >= 0.95
    plain = str.maketrans("æøåÆØÅ", "aoaAOA")
    assert share_among_first_three([(title.translate(plain), title) for title in titles]) >= 0.95


def without_every_third_word(title: str) -> str:
    words = [word for word in title.split() if not analysis.is_stop(word.lower())]
    return " ".join(word for at, word in enumerate(words) if at % 3)
