"""Parts of an earlier build's files are taken over where they are the same, and the files come out as from nothing."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.analyse import robustness
from kg.build import Options, build, graph_of
from kg.output.hashes import Hashes
from kg.output.remembered import remembered, remembering
from kg.output.reuse import Kept, Made, Parts, copy
from kg.page import content, layout, network
from kg.page.keys import Keys
from tests.folders import contents


def text_of(name: str) -> Made:
    yield 1, (f"first {name}\n".encode(), f"second {name}\n".encode())


def forbidden() -> Made:
    raise AssertionError("made again")


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], int]:
    """Writes two files of a part a letter to ``out`` and tells what they count; only ``new`` letters may be made."""
    out = tmp_path / "out"
    out.mkdir()

    def written(letters: str, new: str) -> int:
        kept = Kept(tmp_path / "cache.db", out)
        with kept.writing(tmp_path / "one", tmp_path / "two") as parts:
            for letter in letters:
                parts.add(letter.encode() * 16, (lambda name=letter: text_of(name)) if letter in new else forbidden)
        for name, called in (("one", "first"), ("two", "second")):
            (tmp_path / name).replace(out / name)
            assert (out / name).read_text() == "".join(f"{called} {letter}\n" for letter in letters)
        kept.settle()
        return parts.counted

    return written


def test_parts_that_are_there_are_copied_wherever_they_stand_now(write: Callable[[str, str], int]) -> None:
    assert write("abcde", new="abcde") == 5
    assert write("abxcde", new="x") == 6
    assert write("edcxba", new="") == 6
    assert write("", new="") == 0


@pytest.mark.parametrize("touch", [lambda path: path.write_text("other"), Path.touch, Path.unlink])
def test_a_file_that_was_touched_is_not_copied_from(
    tmp_path: Path, write: Callable[[str, str], int], touch: Callable[[Path], object]
) -> None:
    write("ab", new="ab")
    touch(tmp_path / "out" / "two")
    assert write("ab", new="ab") == 2


def test_a_run_killed_before_its_files_were_settled_costs_only_time(
    write: Callable[[str, str], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Kept, "settle", lambda _: None)
        write("ab", new="ab")
    assert write("ab", new="ab") == 2


def test_where_the_system_cannot_copy_it_is_read_and_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("os.copy_file_range", raising=False)
    (tmp_path / "from").write_bytes(b"0123456789")
    with (tmp_path / "from").open("rb") as source, (tmp_path / "to").open("wb") as to:
        to.write(b"ab")
        copy(source, to, 3, 6)
        to.write(b"c")
        with pytest.raises(OSError, match="was cut"):
            copy(source, to, 8, 12)
    assert (tmp_path / "to").read_bytes().startswith(b"ab345c")


def article(number: int) -> str:
    text = f"第{number}期：苏州高新区位于江苏省苏州市，{2000 + number}年实现产值{number}亿元，苏州高新区与东南大学、浙江大学合作。"
    return line(str(number), text)


def line(name: str, text: str, **known: str) -> str:
    return json.dumps({"id": name, "text": text, **known}, ensure_ascii=False) + "\n"


def test_documents_come_change_and_go_as_if_built_from_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thing of more than a hundred mentions, whose passages others show too, is written in several parts.

    An industry changes with the broader one that comes. The page is packed in blocks, as that of a big graph is.
    """
    monkeypatch.setattr(network, "WHOLE", 1)
    monkeypatch.setattr(content, "DETAIL_BLOCK", 4)
    source, store = tmp_path / "news.jsonl", tmp_path / "store.db"
    first = [*map(article, range(90)), line("devices", "苏州高新区重点发展医疗器械产业。")]
    broader = line("broader", "武汉东湖高新区重点发展生物产业。")
    changed = [*first[:30], article(200).replace("东南大学", "南京大学"), *first[31:], article(201), broader]
    titled = line("broader", "武汉东湖高新区重点发展生物产业。", title="光谷今日", date="2021-03-04")
    for lines in (first, changed, [*changed[:-1], titled], [*first[:10], *first[20:]], first[:40], []):
        source.write_text("".join(lines) or '{"text": "无事。"}\n', encoding="utf-8")
        build([str(source)], tmp_path / "again", Options(jobs=1, cache=store))
        build([str(source)], tmp_path / "anew", Options(jobs=1))
        assert contents(tmp_path / "again") == contents(tmp_path / "anew")


def test_what_depends_on_ties_alone_is_not_found_out_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name more, or a passage more of what is known, leaves communities, shortest ways and chance as they are."""
    monkeypatch.setattr(network, "WHOLE", 1)
    source, store = tmp_path / "news.jsonl", tmp_path / "store.db"
    fields = "医疗器械 生物医药 集成电路 人工智能 新材料 新能源 机器人 软件 环保 物流 光伏 化工".split()
    some = [line(name, f"苏州高新区重点发展{name}产业。") for name in fields]

    def built(out: str, *more: str, cache: Path | None = None) -> dict[str, bytes]:
        source.write_text("".join([*some, *more]), encoding="utf-8")
        build([str(source)], tmp_path / out, Options(jobs=1, cache=cache))
        return contents(tmp_path / out)

    built("again", cache=store)
    named = line("named", "这是人工智能产业。"), line("alone", "我们研究量子计算技术。")
    anew = [built("anew", *named[:count]) for count in (1, 2)]
    monkeypatch.setattr(layout.native, "hierarchical_leiden", forbidden)
    monkeypatch.setattr(robustness, "random_graphs", forbidden)
    monkeypatch.setattr("kg.analyse.measures.csgraph.dijkstra", forbidden)
    assert [built("again", *named[:count], cache=store) for count in (1, 2)] == anew


def test_results_are_kept_as_long_as_they_are_asked_for(tmp_path: Path) -> None:
    asked: list[int] = []

    @remembered(of=lambda number: number, plain=str, made=int)
    def square(number: int) -> int:
        asked.append(number)
        return number * number

    for numbers in ((2, 3), (2,), (3, 2), ()):
        with remembering(tmp_path / "store.db", "squares"):
            assert [square(number) for number in numbers] == [number * number for number in numbers]
    with remembering(None, "squares"):
        assert square(2) == 4
    assert asked == [2, 3, 3, 2]


def test_a_new_document_changes_those_blocks_of_the_page_that_tell_of_what_it_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(content, "DETAIL_BLOCK", 1)
    source = tmp_path / "news.jsonl"

    def keys(*lines: str) -> set[bytes]:
        source.write_text("".join(lines), encoding="utf-8")
        graph = graph_of([str(source)], Options(jobs=1)).graph
        return {section.key for section in content.Content(graph, {}).sections(Keys(graph, Hashes(graph)))} - {b""}

    some = [article(1), line("devices", "常州高新区重点发展医疗器械产业。")]
    before = keys(*some)
    assert before < keys(*some, line("wuhan", "武汉东湖高新区重点发展生物产业。"))
    other = keys(*some, line("news", "苏州高新区与浙江大学合作。"))
    assert 0 < len(before - other) < len(before) / 2


def test_a_new_document_leaves_most_of_the_files_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[bytes] = []
    add = Parts.add

    def noted(parts: Parts, key: bytes, make: Callable[[], Made]) -> None:
        add(parts, key, lambda: (made.append(key), make())[1])

    monkeypatch.setattr(Parts, "add", noted)
    source, options = tmp_path / "news.jsonl", Options(jobs=1, cache=tmp_path / "store.db")
    counts = []
    for lines in ([*map(article, range(90))], [*map(article, range(91))]):
        made.clear()
        source.write_text("".join(lines), encoding="utf-8")
        build([str(source)], tmp_path / "out", options)
        counts.append(len(made))
    assert counts[1] < counts[0] / 2
