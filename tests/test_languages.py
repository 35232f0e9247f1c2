"""What the evidence check knows of each language: its file is whole, and its numbers are read."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from quizgen.anchors import fold
from quizgen.evidence.language import language, languages
from quizgen.evidence.numbers import Numeral, read_numeral
from quizgen.evidence.tokens import tokenize

CODES = languages()
OPTIONAL = {"spelling", "irregular", "elisions", "synonyms", "nouns_have_capitals", "range_ends"}
"""Tables that a language may do without."""


def read(code: str, text: str) -> tuple[Numeral | None, int]:
    """The number at the beginning of a text, and the number of its tokens."""
    lang = language(code)
    tokens = tokenize(fold(text), lang.decimal, lang.elisions)
    return read_numeral(tokens, 0, lang), len(tokens)


def read_whole(code: str, text: str) -> Fraction | None:
    """The value of a text that is a number from beginning to end."""
    found, length = read(code, text)
    return found.value if found and found.end == length else None


WRITTEN: dict[str, dict[str, int | str | None]] = {
    "en": {
        "four score and seven": 87, "one thousand eight hundred and sixty-two": 1862,
        "eighteen sixty-three": 1863, "twenty twenty-two": 2022, "nineteen hundred and five": 1905,
        "10 thousand": 10_000, "2.7m": 2_700_000, "2.7 million": 2_700_000, "7,500.5": "15001/2",
        "10,000": 10_000, "half a million": 500_000, "two and a half": "5/2",
        "two and a half million": 2_500_000, "a million and a half": 1_500_000, "two dozen": 24,
        "a dozen": 12, "a hundred": 100, "one hundred twenty": 120, "twelve hundred": 1200,
        "two hundred thousand": 200_000, "two million three hundred thousand": 2_300_000,
        "2 million 300 thousand": 2_300_000, "a hundred thousand million": 10**11, "a thousand and one": 1001,
        "a million million": 10**12,
        "a third": "1/3", "two-thirds": "2/3", "three quarters": "3/4", "1/3": "1/3", "$": None,
        "a book": None,
    },
    "de": {
        "dreihundertfünfundzwanzig": 325, "eintausendachthundertzweiundsechzig": 1862,
        "achtzehnhundertdreiundsechzig": 1863, "neunzehnhundertachtundneunzig": 1998,
        "zweihunderttausend": 200_000, "hunderteins": 101, "tausendundeins": 1001, "DREISSIG": 30,
        "siebzehn": 17, "zwo": 2, "7.500": 7500, "7.500,5": "15001/2", "2,7 Mio.": 2_700_000,
        "3 Mrd": 3 * 10**9, "10 Tsd.": 10_000, "zwei Millionen": 2_000_000, "eine Million": 1_000_000,
        "zwei Millionen dreihunderttausend": 2_300_000, "vier Milliarden": 4 * 10**9, "zwei Dutzend": 24,
        "ein Dutzend": 12, "eine halbe Million": 500_000, "zweieinhalb Millionen": 2_500_000,
        "anderthalb": "3/2", "ein Drittel": "1/3", "zwei Drittel": "2/3", "drei Viertel": "3/4",
        "ein Buch": None, "eine": None, "Wunder": None, "zwanzigund": None,
    },
    "fr": {
        "quatre-vingt-dix-sept": 97, "quatre vingts": 80, "cent quatre-vingts": 180, "soixante et onze": 71,
        "soixante-dix": 70, "vingt et un": 21, "vingt-et-une": 21, "vingt et un mille": 21_000,
        "deux cent mille": 200_000, "mille neuf cent quatre-vingt-dix-huit": 1998,
        "dix-neuf cent quatorze": 1914, "septante-deux": 72, "nonante": 90, "6 300": 6300,
        "6 300,25": "25201/4", "2,7 millions": 2_700_000, "3 Md": 3 * 10**9, "un million": 1_000_000,
        "deux millions et demi": 2_500_000, "2 millions et demi": 2_500_000, "un demi-million": 500_000,
        "deux et demi": "5/2", "deux millions mille": 2_001_000,
        "une douzaine": 12, "deux douzaines": 24, "une centaine": 100,
        "un tiers": "1/3", "deux tiers": "2/3", "trois quarts": "3/4", "deux cinquièmes": "2/5",
        "un livre": None,
    },
    "es": {
        "treinta y uno": 31, "quinientos mil": 500_000, "veintidós": 22, "veintiún mil": 21_000,
        "treinta y un mil": 31_000, "ciento un mil": 101_000, "mil ochocientos sesenta y dos": 1862,
        "quinientas": 500, "cien": 100, "mil millones": 10**9, "dos mil quinientos millones": 2_500_000_000,
        "un billón": 10**12, "3,5 mil millones": 3_500_000_000, "2 millones 300 mil": 2_300_000,
        "7.500": 7500, "7.500,5": "15001/2", "10 mil": 10_000, "medio millón": 500_000,
        "dos millones y medio": 2_500_000, "tres y medio": "7/2", "una docena": 12, "dos docenas": 24,
        "un tercio": "1/3", "dos tercios": "2/3", "tres cuartos": "3/4", "un libro": None,
    },
    "ru": {
        "двадцать пять": 25, "двадцати пяти": 25, "три тысячи пятьсот": 3500, "двухсот": 200,
        "тысяча восемьсот шестьдесят два": 1862, "двумя тысячами": 2000, "тремястами сорока": 340,
        "сорок": 40, "пятьюдесятью": 50, "трёх": 3, "трех": 3, "двое": 2, "две тысячи двадцать два": 2022,
        "два миллиона триста тысяч": 2_300_000, "пять миллиардов": 5 * 10**9, "полмиллиона": 500_000,
        "полтора": "3/2", "полтора миллиона": 1_500_000, "два с половиной": "5/2",
        "два с половиной миллиона": 2_500_000, "два десятка": 20, "сотня": 100, "7 500": 7500,
        "7 500,5": "15001/2", "2,7 млн": 2_700_000, "1 млн 200 тыс.": 1_200_000, "3 млрд": 3 * 10**9,
        "треть": "1/3", "две трети": "2/3", "три четверти": "3/4", "одна пятая": "1/5", "книга": None,
    },
}  # fmt: skip
"""What is written, and its value; None is no number, or a number with something behind it."""


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in WRITTEN.items() for text in texts])
def test_numbers_are_read(code: str, text: str) -> None:
    value = WRITTEN[code][text]
    assert read_whole(code, text) == (None if value is None else Fraction(value))


@pytest.mark.parametrize(
    ("code", "text", "kind", "value", "taken"),
    [
        ("en", "third", "ordinal", 3, 1),
        ("en", "twenty-first", "ordinal", 21, 3),
        ("en", "hundred and first", "ordinal", 101, 3),
        ("en", "21st", "ordinal", 21, 2),
        ("en", "dozens of people", "plural", 12, 1),
        ("en", "hundreds of thousands", "plural", 100_000, 3),
        ("en", "hundreds or thousands", "plural", 100, 1),
        ("en", "two-thirds", "fraction", "2/3", 3),
        ("de", "dritten", "ordinal", 3, 1),
        ("de", "zwölfter", "ordinal", 12, 1),
        ("de", "fünfundzwanzigste", "ordinal", 25, 1),
        ("de", "hundertzweiten", "ordinal", 102, 1),
        ("de", "Hunderttausende Menschen", "plural", 100_000, 1),
        ("de", "Hunderte Millionen", "plural", 100_000_000, 2),
        ("de", "Tausende von Menschen", "plural", 1000, 1),
        ("fr", "deuxième", "ordinal", 2, 1),
        ("fr", "vingt et unième", "ordinal", 21, 3),
        ("fr", "dix-huitième", "ordinal", 18, 3),
        ("fr", "1er", "ordinal", 1, 2),
        ("fr", "centaines de milliers", "plural", 100_000, 3),
        ("es", "séptima", "ordinal", 7, 1),
        ("es", "3ª", "ordinal", 3, 2),
        ("es", "miles de millones", "plural", 10**9, 3),
        ("es", "cientos de personas", "plural", 100, 1),
        ("ru", "третьего", "ordinal", 3, 1),
        ("ru", "двадцать первого", "ordinal", 21, 2),
        ("ru", "две тысячи двадцать второго", "ordinal", 2022, 4),
        ("ru", "5-го", "ordinal", 5, 3),
        ("ru", "сотни тысяч", "plural", 100_000, 2),
        ("ru", "тысячи людей", "plural", 1000, 1),
    ],
)
def test_kinds(code: str, text: str, kind: str, value: int | str, taken: int) -> None:
    assert read(code, text)[0] == Numeral(Fraction(value), kind, 0, taken)


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("en", "one hundred and two hundred", 100),
        ("en", "one thousand and two thousand", 1000),
        ("en", "twenty and thirty", 20),
        ("en", "ten-twenty", 10),
        ("en", "two, three", 2),
        ("en", "twenty first days", 20),
        ("en", "5 m", 5),
        ("de", "fünf und zwanzig", 5),
        ("de", "zwanzig ersten", 20),
        ("fr", "cent et deux cents", 100),
        ("fr", "soixante et quatre-vingts", 60),
        ("fr", "vingt premiers", 20),
        ("fr", "deux demi-finales", 2),
        ("fr", "50 cents", 50),
        ("fr", "2 M€", 2_000_000),
        ("fr", "5 m", 5),
        ("es", "mil y dos mil", 1000),
        ("es", "treinta y cuarenta", 30),
        ("es", "treinta segundos", 30),
        ("ru", "десять-двадцать", 10),
        ("ru", "двадцать и пять", 20),
        ("ru", "двадцать с пятью", 20),
    ],
)
def test_two_numbers_stay_two(code: str, text: str, value: int) -> None:
    found, _ = read(code, text)
    assert found is not None
    assert found.value == value


def word(number: int, words: str) -> str:
    """The word at a place, from 0, of a text."""
    return words.split()[number]


def english(n: int) -> str:
    """A number below 10,000 in words."""
    if n < 13:
        return word(n, "zero one two three four five six seven eight nine ten eleven twelve")
    if n < 20:
        return word(n - 13, "thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
    if n < 100:
        tens = word(n // 10 - 2, "twenty thirty forty fifty sixty seventy eighty ninety")
        return tens + (f"-{english(n % 10)}" if n % 10 else "")
    size, name = (1000, "thousand") if n >= 1000 else (100, "hundred")
    rest = n % size
    link = " and " if rest < 100 else " "
    return f"{english(n // size)} {name}" + (link + english(rest) if rest else "")


def german(n: int) -> str:
    """A number below 10,000 in one word."""
    if n < 13:
        return word(n, "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf")
    ones = "ein" if n % 10 == 1 else german(n % 10)
    if n < 20:
        return {6: "sech", 7: "sieb"}.get(n % 10, ones) + "zehn"
    if n < 100:
        tens = word(n // 10 - 2, "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")
        return (f"{ones}und" if n % 10 else "") + tens
    size, name = (1000, "tausend") if n >= 1000 else (100, "hundert")
    count = "ein" if n // size == 1 else german(n // size)
    return count + name + (german(n % size) if n % size else "")


def french(n: int) -> str:
    """A number below 10,000 in words."""
    if n < 17:
        return word(n, "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize")
    if n < 100:
        tens = n // 10 - (n // 10 in {7, 9})
        name = word(tens - 1, "dix vingt trente quarante cinquante soixante - quatre-vingt")
        rest = n - 10 * tens
        link = " et " if rest in {1, 11} and tens < 8 else "-"
        return name + ("s" if n == 80 else "") + (link + french(rest) if rest else "")
    size, name = (1000, "mille") if n >= 1000 else (100, "cent")
    count = "" if n // size == 1 else f"{french(n // size)} "
    plural = "s" if size == 100 and n >= 200 and n % 100 == 0 else ""
    return count + name + plural + (f" {french(n % size)}" if n % size else "")


def spanish(n: int) -> str:
    """A number below 10,000 in words."""
    if n < 16:
        return word(n, "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince")
    if n < 30:
        name = "dieci" if n < 20 else "veinte" if n == 20 else "veinti"
        return name + {2: "dós", 3: "trés", 6: "séis"}.get(n % 10, spanish(n % 10)) * (n != 20)
    if n < 100:
        tens = word(n // 10 - 3, "treinta cuarenta cincuenta sesenta setenta ochenta noventa")
        return tens + (f" y {spanish(n % 10)}" if n % 10 else "")
    if n < 1000:
        stem = word(n // 100 - 1, "ciento dos tres cuatro quinientos seis sete ocho nove")
        name = stem if n // 100 in {1, 5} else f"{stem}cientos"
        return "cien" if n == 100 else name + (f" {spanish(n % 100)}" if n % 100 else "")
    count = "" if n < 2000 else f"{spanish(n // 1000)} "
    return f"{count}mil" + (f" {spanish(n % 1000)}" if n % 1000 else "")


def russian(n: int) -> str:
    """A number below 10,000 in words."""
    if n < 11:
        return word(n, "ноль один два три четыре пять шесть семь восемь девять десять")
    if n < 20:
        stem = word(n - 11, "один две три четыр пят шест сем восем девят")
        return f"{stem}надцать"
    if n < 100:
        size, name = (
            10,
            word(n // 10 - 2, "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто"),
        )
    elif n < 1000:
        size, name = 100, word(n // 100 - 1, "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот")
    else:
        size, count = 1000, n // 1000
        thousand = "тысяча" if count == 1 else "тысячи" if count < 5 else "тысяч"
        name = f"{ {1: 'одна', 2: 'две'}.get(count, russian(count)) } {thousand}"
    return name + (f" {russian(n % size)}" if n % size else "")


SPELLING: dict[str, Callable[[int], str]] = {
    "en": english, "de": german, "fr": french, "es": spanish, "ru": russian,
}  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_numbers_below_ten_thousand_are_read(code: str) -> None:
    spell = SPELLING[code]
    articles = language(code).number_list("articles")
    spelled = {spell(n): n for n in (*range(1_000), *range(1_000, 10_000, 7))}
    wrong = {text: n for text, n in spelled.items() if text not in articles and read_whole(code, text) != n}
    assert wrong == {}


def test_every_language_has_its_numbers_tested() -> None:
    assert set(CODES) == set(WRITTEN) == set(SPELLING)


# the files


@pytest.mark.parametrize("code", CODES)
def test_a_file_has_the_tables_of_english(code: str) -> None:
    model, mine = language("en").data, language(code).data
    assert set(mine) | OPTIONAL == set(model) | OPTIONAL
    for name in ("numbers", "hedges", "hedges_behind", "dates", "polarity", "antonyms", "reporting", "per", "units"):
        assert set(mine[name]) == set(model[name]), name


@pytest.mark.parametrize("code", CODES)
def test_a_file_is_in_small_folded_letters(code: str) -> None:
    def texts(data: object) -> list[str]:
        if isinstance(data, dict):
            return [
                text
                for key, value in data.items()
                if key not in {"name", "spelling", "nouns_have_capitals"}
                for text in texts(value)
            ]
        if isinstance(data, list):
            return [text for value in data for text in texts(value)]
        return str(data).split()

    words = texts(dict(language(code).data))
    words += [key for table in language(code).data["numbers"].values() if isinstance(table, dict) for key in table]
    assert [word for word in words if word != fold(word).lower()] == []


@pytest.mark.parametrize("code", CODES)
def test_months_and_weekdays_are_complete(code: str) -> None:
    lang = language(code)
    assert set(lang.months.values()) == set(range(1, 13))
    assert set(lang.weekdays.values()) == set(range(1, 8))
    for name, known in (("months", lang.months), ("weekdays", lang.weekdays)):
        assert len(" ".join(lang.data["dates"][name]).split()) == len(known), "a form that two have"
        assert not set(known) & set(lang.cardinals), "a number word (sept)"


@pytest.mark.parametrize("code", CODES)
def test_a_phrase_is_made_of_tokens(code: str) -> None:
    """A unit or hedge whose words the tokenizer would cut otherwise could never be found."""
    lang = language(code)
    tables = [lang.data["units"], lang.data["hedges"], lang.data["hedges_behind"]]
    phrases = [phrase for table in tables for listed in table.values() for phrase in listed]

    def whole(phrase: str) -> bool:
        tokens = [token.low for token in tokenize(f"{phrase} un".replace("' ", "'"), lang.decimal, lang.elisions)]
        return tokens[:-1] == phrase.split()

    cut = [phrase for phrase in phrases if not whole(phrase)]
    assert cut == []


@pytest.mark.parametrize("code", CODES)
def test_the_stemmer_is_known_and_opposites_differ(code: str) -> None:
    lang = language(code)
    lang.stem("test")
    pairs = [pair.split() for pair in lang.data["antonyms"]["pairs"]]
    assert [pair for pair in pairs if len(pair) != 2 or lang.stem(pair[0]) == lang.stem(pair[1])] == []


@pytest.mark.parametrize(
    ("code", "text", "unit"),
    [
        ("en", "square miles", "mi2"), ("de", "quadratkilometern", "km2"), ("fr", "kilomètres carrés", "km2"),
        ("es", "por ciento", "%"), ("ru", "квадратных километров", "km2"), ("ru", "процентов", "%"),
    ],
)  # fmt: skip
def test_units_have_one_name(code: str, text: str, unit: str) -> None:
    assert language(code).units.at(text.split(), 0) == (unit, len(text.split()))
