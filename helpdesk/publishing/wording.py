"""What a public text must be: a short answer first, and no command without its legal basis."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from helpdesk.foundation import markdown

SHORT_ANSWER_MAX_CHARS = 300
"""Characters of a short answer. Source: guess, two sentences of plain Norwegian."""
SHORT_ANSWER_MAX_SENTENCES = 2
"""Sentences of a short answer. Source: service.md, section 2."""

_SENTENCE_END = re.compile(r"[.!?…]+[»”\")]*(?=\s+[«“\"(]?[A-ZÆØÅ0-9]|\s*$)")
_ABBREVIATIONS = re.compile(
    r"\b(?:bl\.a|blant annet|ca|dvs|evt|f\.eks|jf|jfr|kap|m\.a|mv|m\.v|nr|osv|pkt|st|t\.d|tlf)\.",
    re.IGNORECASE,
)
_WHO = r"[Kk]ommun(?:en|ene|ane|ar|er)"
_COMMAND = re.compile(rf"\b{_WHO}\s+(?:\w+\s+){{0,2}}?(?:må|skal)\b|\b(?:må|skal)\s+{_WHO}\b")
"""A question begins with a capital ("Må kommunen …?") and commands nothing."""

_PARAGRAPHS = re.compile(r"\n[ \t]*\n")


@lru_cache(maxsize=8)
def plain_answer(markdown_text: str) -> str:
    """Return what an answer says without its marks; publishing asks for it more than once."""
    return markdown.plain_text(markdown_text)


def sentence_count(text: str) -> int:
    """Return how many sentences *text* holds; the full stops of abbreviations do not count."""
    plain = _ABBREVIATIONS.sub(lambda match: match[0][:-1], " ".join(text.split()))
    ends = len(_SENTENCE_END.findall(plain))
    rest = _SENTENCE_END.split(plain)[-1].strip()
    return ends + bool(rest)


def commands_without_basis(
    markdown_text: str, cited_keys: Callable[[str], Sequence[str]]
) -> list[str]:
    """
    Return the paragraphs that say "kommunen må" or "kommunen skal" and cite no law.

    Args:
        markdown_text: the answer as written.
        cited_keys: gives the citations in a text.

    Source: kommuneloven § 2-2: guidance is not instruction; only law binds the municipalities.
    """
    paragraphs = (" ".join(each.split()) for each in _PARAGRAPHS.split(markdown_text))
    return [each for each in paragraphs if _COMMAND.search(each) and not cited_keys(each)]
