"""The words of outputs: every language says all of them, in its own plural forms, and a correction is compiled."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from gettext import GNUTranslations
from html import unescape
from pathlib import Path
from typing import get_args

import pytest
from babel import Locale
from babel.messages import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

from quizgen.check import Verdict
from quizgen.diagnostics import Severity
from quizgen.i18n import LOCALE, VALUES, catalogue, date_in_words, decimal, direction, points_in_words
from quizgen.items import Difficulty, Level, Status
from quizgen.registry import register
from quizgen.report.reasons import State

ROOT = Path(__file__).parent.parent
LANGUAGES = sorted(folder.name for folder in LOCALE.iterdir())
COUNTS = range(201)
"""Numbers that between them take every plural form of a language."""
PLACEHOLDER = re.compile(r"\{\w*\}")


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Every message in code and templates, as `make words` finds it."""
    target = tmp_path_factory.mktemp("words") / "quizgen.pot"
    mapping = ["--mapping-file", str(ROOT / "pyproject.toml")]
    CommandLineInterface().run(["pybabel", "--quiet", "extract", *mapping, "--output-file", str(target), str(ROOT)])
    return read_po(io.BytesIO(target.read_bytes()))


def written(lang: str) -> Catalog:
    """What translators wrote in a language."""
    return read_po(io.BytesIO((LOCALE / lang / "LC_MESSAGES" / "quizgen.po").read_bytes()), locale=lang)


def compiled(words: Catalog) -> GNUTranslations:
    """A catalogue as it is read at run time."""
    file = io.BytesIO()
    write_mo(file, words)
    file.seek(0)
    return GNUTranslations(file)


# ------------------------------------------------------------------------------------------------------ catalogues


def problems(words: Catalog, said: Catalog) -> list[str]:
    """What is wrong with a language's words, a line each."""
    # A form for one number alone may say that number in a word, as Arabic does for one and two.
    uses = Counter(map(compiled(words).plural, COUNTS))
    silent = {form for form, times in uses.items() if times == 1}
    found = [f"obsolete: {message.id!r}" for message in words.obsolete.values()]
    found += [f"no longer said: {one.id!r}" for one in words if one.id and not said.get(one.id, one.context)]
    for message in said:
        own = words.get(message.id, message.context) if message.id else None
        if message.id and own is None:
            found.append(f"missing: {message.id!r}")
        elif own is not None:
            found += [f"{what}: {message.id!r}" for what in _problems(own, words.num_plurals, silent)]
    return found


def _problems(message: Message, plurals: int, silent: set[int]) -> Iterator[str]:
    forms = message.string if message.pluralizable else (message.string,)
    wanted = set(PLACEHOLDER.findall(message.id[-1] if message.pluralizable else message.id))
    if message.fuzzy:
        yield "fuzzy"
    if len(forms) != (plurals if message.pluralizable else 1):
        yield f"{len(forms)} forms"
    for form, text in enumerate(forms):
        own = set(PLACEHOLDER.findall(text))
        if not text.strip():
            yield "not translated"
        elif own != wanted and (own or not message.pluralizable or form not in silent):
            yield f"other placeholders in {text!r}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_language_says_everything(lang: str, said: Catalog) -> None:
    assert problems(written(lang), said) == []


def test_the_languages_that_were_promised_are_there() -> None:
    assert {"ar", "de", "es", "fr", "kk", "ru"} <= set(LANGUAGES)


HEADER = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
NAME = 'msgid "Name"\nmsgstr "Nom"\n'
BANKS = 'msgid "{n} bank"\nmsgid_plural "{n} banks"\nmsgstr[0] "{n} banque"\nmsgstr[1] "{n} banques"\n'


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (NAME + BANKS, None),
        (NAME + BANKS.replace('{n} banque"', 'une banque"'), None),
        (NAME + BANKS.replace("{n} banques", "des banques"), "other placeholders in 'des banques'"),
        (NAME + BANKS.replace('{n} banque"', '{m} banque"'), "other placeholders in '{m} banque'"),
        (NAME.replace("Nom", "Nom {n}") + BANKS, "other placeholders in 'Nom {n}'"),
        (NAME + BANKS.replace("{n} banques", " "), "not translated: ('{n} bank', '{n} banks')"),
        (NAME.replace("Nom", "") + BANKS, "not translated: 'Name'"),
        ("#, fuzzy\n" + NAME + BANKS, "fuzzy: 'Name'"),
        (BANKS, "missing: 'Name'"),
        (NAME, "missing: ('{n} bank', '{n} banks')"),
        (NAME + BANKS + 'msgid "Old"\nmsgstr "Vieux"\n', "no longer said: 'Old'"),
        (NAME + BANKS + '#~ msgid "Old"\n#~ msgstr "Vieux"\n', "obsolete: 'Old'"),
    ],
)
def test_what_a_language_lacks_is_named(words: str, problem: str | None) -> None:
    said = read_po(io.BytesIO((HEADER + NAME + BANKS).encode()))
    found = problems(read_po(io.BytesIO((HEADER + words).encode())), said)
    assert [line[: len(problem or line)] for line in found] == ([problem] if problem else [])


def test_too_few_forms_are_named() -> None:
    said = read_po(io.BytesIO((HEADER + BANKS).encode()))
    words = read_po(io.BytesIO((HEADER + BANKS).encode()))
    three = "nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);"
    words.mime_headers = [("Plural-Forms", three)]
    assert problems(words, said) == ["2 forms: ('{n} bank', '{n} banks')"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_read_at_run_time_is_what_was_written(lang: str) -> None:
    read, fresh = catalogue(lang), compiled(written(lang))
    assert [read.plural(number) for number in COUNTS] == [fresh.plural(number) for number in COUNTS]
    # The entry of the empty message is the header, which names the version that compiled.
    assert read._catalog | {"": ""} == fresh._catalog | {"": ""}


# ---------------------------------------------------------------------------------------------------- plural forms


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_plural_forms_are_those_of_the_language(lang: str) -> None:
    """A form for each of CLDR's kinds of number, and none that nothing takes."""
    choose, kind = catalogue(lang).plural, Locale.parse(lang).plural_form
    pairs = {(choose(number), kind(number)) for number in COUNTS}
    forms = {form for form, _ in pairs}
    assert forms == set(range(written(lang).num_plurals))
    assert len(pairs) == len(forms) == len({name for _, name in pairs})


POINTS = {
    "ar": "0 درجة|درجة واحدة|درجتان|3 درجات|5 درجات|11 درجة|21 درجة|100 درجة|0.5 درجة|1.5 درجة|2.5 درجة",
    "de": "0 Punkte|1 Punkt|2 Punkte|3 Punkte|5 Punkte|11 Punkte|21 Punkte|100 Punkte|0,5 Punkte|1,5 Punkte|2,5 Punkte",
    "en": "0 points|1 point|2 points|3 points|5 points|11 points|21 points|100 points|0.5 points|1.5 points|2.5 points",
    "es": "0 puntos|1 punto|2 puntos|3 puntos|5 puntos|11 puntos|21 puntos|100 puntos|0,5 puntos|1,5 puntos|2,5 puntos",
    "fr": "0 point|1 point|2 points|3 points|5 points|11 points|21 points|100 points|0,5 point|1,5 point|2,5 points",
    "kk": "0 балл|1 балл|2 балл|3 балл|5 балл|11 балл|21 балл|100 балл|0,5 балл|1,5 балл|2,5 балл",
    "ru": "0 баллов|1 балл|2 балла|3 балла|5 баллов|11 баллов|21 балл|100 баллов|0,5 балла|1,5 балла|2,5 балла",
}


@pytest.mark.parametrize("lang", POINTS)
def test_points_read_right(lang: str) -> None:
    amounts = ("0", "1", "2", "3", "5", "11", "21", "100", "0.5", "1.5", "2.5")
    assert "|".join(points_in_words(Decimal(amount), lang) for amount in amounts) == POINTS[lang]


# ---------------------------------------------------------------------------------------------- whichever language


def test_a_language_falls_back_to_its_own_then_to_english() -> None:
    tags = ("de", "de-AT", "kk-Cyrl-KZ", "ar-EG", "en", "en-GB", "pt-BR", "zh", "zh-Hant")
    names = [catalogue(tag).gettext("Class") for tag in tags]
    assert names == ["Klasse", "Klasse", "Сынып", "الصف", *["Class"] * 5]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "November 24, 2026"),
        ("en-GB", "24 November 2026"),
        ("de", "24. November 2026"),
        ("de-AT", "24. November 2026"),
        ("es", "24 de noviembre de 2026"),
        ("fr", "24 novembre 2026"),
        ("ru", "24 ноября 2026 г."),
        ("kk", "2026 ж. 24 қараша"),
        ("ar", "24 نوفمبر 2026"),
        ("ar-SY", "24 تشرين الثاني 2026"),
        ("zh-Hant", "2026年11月24日"),
        ("de-XX", "24. November 2026"),
        ("tlh", "November 24, 2026"),
    ],
)
def test_a_date_in_words(lang: str, words: str) -> None:
    # Which spaces keep it on one line differs between editions of CLDR.
    assert date_in_words(date(2026, 11, 24), lang).split() == words.split()


@pytest.mark.parametrize(
    ("lang", "written"),
    [
        ("en", "0 1.5 7500.25 10000 1.5"),
        ("de", "0 1,5 7500,25 10000 1,5"),
        ("de-CH", "0 1.5 7500.25 10000 1.5"),
        ("kk", "0 1,5 7500,25 10000 1,5"),
        ("ar", "0 1.5 7500.25 10000 1.5"),
        ("tlh", "0 1.5 7500.25 10000 1.5"),
    ],
)
def test_a_number_in_the_languages_way(lang: str, written: str) -> None:
    numbers = ("0", "1.5", "7500.25", "1E+4", "1.50")
    assert " ".join(decimal(Decimal(number), lang) for number in numbers) == written


RIGHT_TO_LEFT = "ar ckb dv fa he iw ks kk-Arab ku-Arab nqo pa-PK pa-arab pnb prs ps sd syr ug ur uz-AF yi"
LEFT_TO_RIGHT = "en de kk kk-Cyrl ru zh-Hant ar-Latn he-Latn az pa pa-Guru ks-Deva sd-IN tlh mn-Mong x"


@pytest.mark.parametrize("lang", RIGHT_TO_LEFT.split())
def test_right_to_left(lang: str) -> None:
    assert direction(lang) == "rtl"


@pytest.mark.parametrize("lang", LEFT_TO_RIGHT.split())
def test_left_to_right(lang: str) -> None:
    assert direction(lang) == "ltr"


# ---------------------------------------------------------------------------------------------------- what is found


def test_values_that_outputs_translate_are_marked() -> None:
    types = {"true or false" if name == "true_false" else name for name in register("quizgen.questions", "TYPE")}
    lists = [set(get_args(values)) for values in (Level, Difficulty, Status, Verdict, Severity, State)]
    assert set(VALUES) == types.union(*lists)
    assert len(VALUES) == len(set(VALUES))


def test_code_translates_by_no_name_that_babel_does_not_know() -> None:
    """A message behind another name is not extracted, and would stay English for ever."""
    files = sorted((ROOT / "quizgen").rglob("*.py"))
    lines = [line.strip() for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    passed_on = [line for line in lines if re.search(r"\.n?p?gettext\b(?!\()", line) and 'catalogue("en")' not in line]
    assert passed_on
    assert [line for line in passed_on if not re.search(r"\b(_|n?p?gettext) ?= ?\S*\.n?p?gettext\b", line)] == []


TEMPLATES = [path for path in sorted((ROOT / "templates").glob("*/**/*.html")) if "anki" not in path.parts]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: "/".join(path.parts[-2:]))
def test_templates_say_nothing_that_is_not_translated(path: Path) -> None:
    template = Environment().parse(path.read_text(encoding="utf-8"))
    html = "".join(data.data for data in template.find_all(nodes.TemplateData))
    shown = re.sub(r"<style>.*?</style>|<[^>]*>|[a-z]+:mm", " ", html, flags=re.DOTALL)
    told = re.findall(r'\b(?:alt|title|aria-label|placeholder|content)="([^"]*)"', re.sub(r"<meta [^>]*>", "", html))
    assert re.findall(r"[^\W\d_]{2,}", unescape(shown + " ".join(told))) == []
