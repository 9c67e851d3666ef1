"""Word documents that would do harm: each is refused, in words, and in a short time."""

import contextlib
import io
import os
import time
import zipfile
from datetime import date

import docx
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from helpdesk.foundation.errors import InvalidInput
from helpdesk.foundation.language import TextLanguage
from helpdesk.letters import word_letter
from helpdesk.letters.fields import facts, fields_for
from helpdesk.letters.stamp import Stamp
from helpdesk.letters.word_filling import LetterEnvironment, check_tree, fill_word
from tests.letters import words_made
from tests.letters.words_made import changed, everything, related, with_xml, word

FINDING = (Phase.explicit, Phase.reuse, Phase.generate)
"""Making a failing document smaller takes minutes and says no more."""

STAMP = Stamp("Varsel", "varsel", TextLanguage.NB, "Miljødirektoratet", 3, date(2026, 5, 12))
TEMPLATE = words_made.template()


def refused(data, name="brev.docx"):
    with pytest.raises(InvalidInput) as error:
        word_letter.examine(name, data)
    assert error.value.says
    assert error.value.says % error.value.facts
    return error.value


PAYLOADS = [
    "{{ ''.__class__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ navn.__init__.__globals__ }}",
    "{{ config }}{{ config.items() }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ self._TemplateReference__context }}",
    "{{ lipsum.__globals__ }}",
    "{{ request|attr('application') }}",
    "{{ 'a' * 999999999 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ range(999999999)|list }}",
    "{{ navn|upper }}",
    "{{ navn() }}",
    "{{ navn['x'] }}",
    "{{ loop }}",
    "{{ namespace() }}",
    "{% for a in range(999999999) %}x{% endfor %}",
    "{% for a in b %}{% for c in b %}{{ c.d }}{% endfor %}{% endfor %}",
    "{% for a in b recursive %}{{ loop(a) }}{% endfor %}",
    "{% for a in b if a.c %}{% endfor %}",
    "{% set a = 1 %}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% extends 'x' %}",
    "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    "{% filter upper %}x{% endfilter %}",
    "{% call a() %}{% endcall %}",
    "{% raw %}{{ a }}{% endraw %}",
    "{% if a is defined %}{% endif %}",
    "{% if a and b %}{% endif %}",
    "{% if a.b %}{% endif %}",
    "{% do a %}",
    "{# x #}",
    "{{r navn }}",
    "{{p navn }}",
    "{% cellbg a %}",
    "{% colspan a %}",
    "{% vm %}",
    "{% hm %}",
    "{{ a",
    "a }}",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_template_that_does_more_than_fill_in_is_refused(payload):
    begun = time.monotonic()
    refused(word(payload))
    refused(word("Til", table=((payload, ""),)))
    refused(word("Til", header=payload))
    assert time.monotonic() - begun < 10


HARMLESS = {"{{r navn }}", "{{p navn }}", "{# x #}", "{{ a", "a }}"}
"""Refused for the sake of whoever wrote them: they would be left out, or stay as they are."""


@pytest.mark.parametrize("payload", [each for each in PAYLOADS if each not in HARMLESS])
def test_the_inner_ring_refuses_it_too(payload):
    document = word(payload)
    with pytest.raises(InvalidInput):
        fill_word(document, {"navn": "x", "a": "x", "b": [{"c": "x", "d": "y"}]}, tags=1)


def test_tag_put_together_over_paragraphs_is_seen():
    for parts in (("{", "{ ''.__class__ }}"), ("{", "{ navn }", "}")):
        xml = "".join(f"<w:p><w:r><w:t>{part}</w:t></w:r></w:p>" for part in parts)
        refused(with_xml(word("Til"), xml))


@pytest.mark.parametrize(
    "xml",
    [
        '<w:p w:rsidR="{{ navn }}"><w:r><w:t>x</w:t></w:r></w:p>',
        "<!-- {{ navn }} -->",
        "<w:p><w:r><w:instrText>{{ navn }}</w:instrText></w:r></w:p>",
        "<w:p><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>",
        '<w:p><w:fldSimple w:instr="INCLUDETEXT http://x.example/a"/></w:p>',
        '<w:p><w:fldSimple w:instr=" DDEAUTO c:\\\\cmd.exe"/></w:p>',
        (
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>'
            "<w:instrText>DD</w:instrText></w:r><w:r><w:instrText>EAUTO x</w:instrText></w:r></w:p>"
        ),
        '<w:altChunk xmlns:r="x" r:id="rIdX"/>',
    ],
)
def test_what_hides_in_the_xml_is_refused(xml):
    refused(with_xml(word("Til {{ navn }}"), xml))


@pytest.mark.parametrize(
    ("kind", "target", "is_external"),
    [
        ("attachedTemplate", "http://x.example/mal.dotm", True),
        ("attachedTemplate", "mal.dotm", False),
        ("image", "http://x.example/sporing.png", True),
        ("image", "file:///etc/passwd", True),
        ("hyperlink", "file:///etc/passwd", True),
        ("hyperlink", "javascript:alert(1)", True),
        ("oleObject", "ole.obj", False),
        ("package", "regneark.xlsx", False),
        ("frame", "http://x.example/", True),
        ("aFChunk", "side.html", False),
        ("vbaProject", "vba.obj", False),
        ("subDocument", "http://x.example/a.docx", True),
    ],
)
def test_what_is_fetched_or_embedded_is_refused(kind, target, is_external):
    refused(related(word("Til {{ navn }}"), kind, target, is_external=is_external))


def test_ordinary_link_is_taken():
    data = related(word("Til {{ navn }}"), "hyperlink", "https://lovdata.no/", is_external=True)
    assert word_letter.examine("brev.docx", data).text == "Til {{ navn }}"


BOMB = '<!DOCTYPE a [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;">]>'
XXE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("declaration", [BOMB, XXE])
@pytest.mark.parametrize("member", ["word/document.xml", "word/styles.xml", "[Content_Types].xml"])
def test_xml_that_declares_entities_is_refused(declaration, member):
    def declare(content):
        start = content.index(b"?>") + 2
        return content[:start] + declaration.encode() + content[start:]

    refused(changed(word("Til"), {member: declare}))


def test_zip_bombs_and_odd_packages_are_refused():
    plain = word("Til")
    refused(changed(plain, word__media__bombe=b"\0" * 300_000_000))
    refused(changed(plain, {"word/document.xml": lambda c: c + b" " * 3_000_000}))
    refused(changed(plain, **{f"word__m{n}.xml": b"<a/>" for n in range(300)}))
    refused(changed(plain, {"word/document.xml": lambda c: c[:-20]}))
    refused(plain[:-30])
    refused(changed(plain, word__embeddings__a=b"x"))
    refused(b"")
    refused(b"PK\x03\x04 ikke et dokument")
    refused(plain, name="brev.doc")
    refused(plain, name="brev.docm")
    refused(os.urandom(4_000_000))


def test_two_members_of_one_name_are_refused():
    data = io.BytesIO(word("Til"))
    with zipfile.ZipFile(data, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr("word/document.xml", "<a/>")
    refused(data.getvalue())


@settings(max_examples=100, phases=FINDING, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(min_size=1, max_size=8), st.integers(0, len(TEMPLATE) - 9))
def test_broken_documents_are_refused_or_read_and_nothing_else(noise, at):
    data = TEMPLATE[:at] + noise + TEMPLATE[at + len(noise) :]
    with contextlib.suppress(InvalidInput):
        word_letter.examine("brev.docx", data)


@settings(max_examples=60, phases=FINDING, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(
            [
                *PAYLOADS,
                "{{ navn }}",
                "{% if a %}",
                "{%p if a %}",
                "{% endif %}",
                "{%p endif %}",
                "{% else %}",
                "{%tr for r in b %}",
                "{{ r.c }}",
                "{%tr endfor %}",
                "Til",
                "{",
                "}",
            ]
        ),
        max_size=6,
    )
)
def test_any_mix_of_tags_is_refused_or_filled_in(paragraphs):
    data = word(*paragraphs)
    try:
        found = word_letter.examine("brev.docx", data)
    except InvalidInput:
        return
    fields = facts(fields_for(found.text, []))
    document = docx.Document(io.BytesIO(word_letter.filled(data, fields, {}, STAMP)))
    assert "{{" not in everything(document)


def test_sandbox_knows_nothing():
    environment = LetterEnvironment()
    assert not environment.globals
    assert not environment.filters
    assert not environment.tests
    row = {"navn": "x"}
    assert environment.getattr(row, "navn") == "x"
    for attribute in ("items", "__class__", "keys"):
        assert environment.getattr(row, attribute) != getattr(row, attribute)
    assert not environment.is_safe_callable(print)


def test_tree_of_other_nodes_is_refused():
    environment = LetterEnvironment()
    for text in (
        "{{ a + b }}",
        "{{ [a] }}",
        "{{ a ~ b }}",
        "{{ a if b }}",
        "{% block x %}{% endblock %}",
    ):
        with pytest.raises(InvalidInput):
            check_tree(environment.parse(text), {"a", "b"})
    check_tree(environment.parse("{{ a }}{% if not b %}x{% endif %}"), {"a", "b"})


def test_filling_in_stops_where_it_grows_too_large():
    data = word("{% for r in b %}" + "{{ r.c }}" * 500 + "{% endfor %}")
    rows = [{"c": "x" * 10_000} for _ in range(50)]
    with pytest.raises(InvalidInput):
        fill_word(data, {"b": rows})
