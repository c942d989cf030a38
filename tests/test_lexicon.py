"""The lists that people edit: a mistake in them is named with file and line, and the longest certain name is found."""

import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon import SOURCES, Lexicon, LexiconError, load
from kg.resources import folder
from kg.text import fold


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    """Return a copy of the lists that may be spoilt."""
    return Path(shutil.copytree(folder("data/lexicon"), tmp_path / "lexicon"))


def add(file: Path, line: str) -> int:
    """Add ``line`` to ``file`` and return its number."""
    with file.open("a", encoding="utf-8") as end:
        end.write(line + "\n")
    return len(file.read_text(encoding="utf-8").splitlines())


def test_all_mistakes_are_listed_at_once_with_file_and_line(lists: Path) -> None:
    (lists / "surnames.csv").write_text("surname\n王\n李\n王\n", encoding="utf-8")
    (lists / "boundaries.csv").write_text("word,why\n建设,verb\n,nothing\n建设,again\n", encoding="utf-8")
    edges = add(lists / "field_edges.csv", "规模化,inside,says how")
    words = add(lists / "official_words.csv", "批语,answer")
    plan = add(lists / "plan_words.csv", "预备,plans,,,")
    first = (lists / "universities.csv").read_text(encoding="utf-8").splitlines()[1].split(",")[0]
    heads = add(lists / "heads.csv", "某某馆,Building,luck")
    comma = add(lists / "industries.csv", "甲,乙,丙,丁,戊,己,庚,辛")
    share = add(lists / "name_precision.csv", "Zone,seen,1.5")
    again = add(lists / "universities.csv", f"{first},,")
    with pytest.raises(LexiconError) as caught:
        Lexicon(lists)
    assert set(str(caught.value).splitlines()) == {
        "surnames.csv:4: 王 is in line 2 already",
        "boundaries.csv:3: no word",
        "boundaries.csv:4: 建设 is in line 2 already",
        f"field_edges.csv:{edges}: 规模化 stands inside: one of before, after, quality, end, firm, branch, gathers",
        f"official_words.csv:{words}: 批语 stands answer: one of plan, how, order, urges, urged_how, urged_to, wish, addressee,"
        " petition, reply, event",
        f"plan_words.csv:{plan}: 预备 says it of plans: some of deed, later, number",
        f"heads.csv:{heads}: unknown kind Building",
        f"heads.csv:{heads}: 某某馆 needs luck: one of place, part, word, proper, both, site",
        f"industries.csv:{comma}: 8 cells where the header has 6: put what holds a comma between double quotes",
        f"name_precision.csv:{share}: '1.5' is no share: a number above 0 and up to 1",
        f"universities.csv:{again}: {first} is in line 2 already",
    }


def names(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], entries[0].kind) for start, end, entries in load().find_names(fold(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("苏州工业园区", [("苏州工业园区", "Zone")]),
        ("苏州", [("苏州", "Region")]),
        ("中国科学技术大学", [("中国科学技术大学", "University")]),
        ("蘇州工業園區", [("蘇州工業園區", "Zone")]),
        ("浦东新区", [("浦东新区", "Zone")]),
    ],
)
def test_the_longest_name_is_found(text: str, found: list[tuple[str, str]]) -> None:
    assert names(text) == found


@given(
    st.lists(
        st.sampled_from(["苏州", "工业园区", "中国", "科学", "技术", "大学", "高新区", "新", "区", "南京"]), max_size=12
    )
)
def test_names_never_cross(parts: list[str]) -> None:
    spans = [(start, end) for start, end, _ in load().find_names("".join(parts))]
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@pytest.mark.parametrize(
    ("form", "kind", "weak"),
    [
        ("苏州", "Region", False),
        ("光明", "Region", True),
        ("小米科技有限责任公司", "Company", False),
        ("小米", "Company", True),
    ],
)
def test_a_form_that_is_also_a_common_word_is_weak(form: str, kind: str, weak: bool) -> None:
    entry = load().entry(form, kind)
    assert entry
    assert entry.weak is weak


@pytest.mark.parametrize(
    ("letters", "each", "listed"),
    [
        ("苏皖", True, True),
        ("太湖", True, False),  # an ordinary word of two such letters
        ("中新", False, True),  # 中 for the country in pairs with others only
        ("苏州", False, False),
        ("苏", True, False),
    ],
)
def test_letters_of_places_are_told_from_words(letters: str, each: bool, listed: bool) -> None:
    assert (load().are_places(letters), load().joins_places(letters)) == (each, listed)


def test_of_what_a_form_may_be_the_certain_comes_first() -> None:
    marks = {form: [entry.weak for entry in entries] for form, entries in load().names.items()}
    assert not [form for form, weak in marks.items() if weak != sorted(weak)]


def test_forms_are_kept_as_they_are_matched() -> None:
    assert not [form for form in load().names if fold(form) != form]
    assert not [head for head in load().heads if fold(head) != head]


def test_generic_terms_are_no_names() -> None:
    assert not load().stop_terms & set(load().names)


def test_every_list_is_read() -> None:
    empty = {source.file for source in SOURCES} - {e.file for entries in load().names.values() for e in entries}
    assert empty == set()


@pytest.mark.parametrize("file", sorted(folder("data/lexicon").glob("*.csv")), ids=lambda file: file.name)
def test_a_list_is_written_as_its_readme_says(file: Path) -> None:
    data = file.read_bytes()
    assert b"\r" not in data
    assert data.endswith(b"\n")
    assert not [line for line in data.decode("utf-8").splitlines() if line != line.strip() or " ," in line]
