"""Every sentence a person can meet has its words, in both languages, with the same parameters."""

import pytest

from morat.catalogue import errors, notices, reasons
from tests.helpers import house
from tests.helpers.tools import packaging_module

DESKTOP = house.sources(house.ROOT / "desktop")
VIETNAMESE = house.ROOT / "resources" / "i18n" / "vi.po"
TABLES = (errors.ERRORS, notices.NOTICES, reasons.REASONS)
SENTENCES = {code: sentence for table in TABLES for code, sentence in table.items()}


@pytest.fixture(scope="module")
def catalogue():
    return packaging_module("catalogue")


def test_a_code_stands_in_one_table_only():
    assert len(SENTENCES) == sum(map(len, TABLES))


def test_every_sentence_gets_what_it_asks_for():
    assert list(house.sentences_with_faults(DESKTOP, SENTENCES)) == []


def test_every_sentence_is_said_somewhere():
    assert list(house.codes_never_said(DESKTOP, SENTENCES)) == []


def test_vietnamese_is_complete(catalogue):
    template = catalogue.extracted(house.ROOT / "desktop")
    assert list(catalogue.faults(template, catalogue.translations(VIETNAMESE))) == []


def test_the_extractor_finds_the_sentences_of_every_table(catalogue):
    template = catalogue.extracted(house.ROOT / "desktop")
    assert [code for code, sentence in SENTENCES.items() if template.get(sentence) is None] == []


def test_the_file_is_as_the_tool_writes_it(catalogue):
    template = catalogue.extracted(house.ROOT / "desktop")
    complete = catalogue.joined(template, catalogue.translations(VIETNAMESE))
    assert VIETNAMESE.read_text(encoding="utf-8") == catalogue.written(complete)
