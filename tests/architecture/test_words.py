"""Every sentence a person can meet has its words, in both languages, with the same parameters."""

import pytest

from morat.catalogue import errors, lacks, notices, reasons
from tests.helpers import house
from tests.helpers.tools import packaging_module

DESKTOP = house.sources(house.ROOT / "desktop")
VIETNAMESE = house.ROOT / "resources" / "i18n" / "vi.po"
TABLES = (errors.ERRORS, notices.NOTICES, reasons.REASONS, lacks.LACKS)
SENTENCES = {code: sentence for table in TABLES for code, sentence in table.items()}


@pytest.fixture(scope="module")
def catalogue():
    return packaging_module("catalogue")


def test_a_code_stands_in_one_table_only():
    assert len(SENTENCES) == sum(map(len, TABLES))


def test_every_sentence_gets_what_it_asks_for():
    house.none(house.sentences_with_faults(DESKTOP, SENTENCES))


def test_every_sentence_is_said_somewhere():
    house.none(house.codes_never_said(DESKTOP, SENTENCES))


def test_vietnamese_is_complete(catalogue):
    template = catalogue.extracted(house.ROOT / "desktop")
    house.none(catalogue.faults(template, catalogue.translations(VIETNAMESE)))


def test_the_extractor_finds_the_sentences_of_every_table(catalogue):
    template = catalogue.extracted(house.ROOT / "desktop")
    house.none(code for code, sentence in SENTENCES.items() if template.get(sentence) is None)


def test_the_file_is_as_the_tool_writes_it(catalogue):
    template = catalogue.extracted(house.ROOT / "desktop")
    complete = catalogue.joined(template, catalogue.translations(VIETNAMESE))
    as_written = VIETNAMESE.read_text(encoding="utf-8") == catalogue.written(complete)
    assert as_written, "run python packaging/catalogue.py extract"
