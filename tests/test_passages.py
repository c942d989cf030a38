"""Passages as columns of numbers: they are told from rows by their memory alone."""

import json
import pickle

import numpy as np
import pytest

from kg.build import Built, Options, graph_of
from kg.graph import read_json, to_json
from kg.passages import Rows, Spans, Words, passages

ARTICLES = (
    "苏州高新区位于江苏省苏州市，重点发展医疗器械产业，2021年实现产值2000亿元。",
    "苏州国家高新技术产业开发区位于苏州市。苏州高新区2021年产值2000亿元，“十四五”末将达到3000亿元。",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("articles")
    for number, text in enumerate(ARTICLES):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return graph_of([str(folder)], Options(jobs=1))


def all_rows(built: Built) -> list[Rows[dict[str, object]]]:
    nodes = [data[name] for _, data in built.graph.nodes(data=True) for name in ("mentions", "observations")]
    edges = [evidence for *_, evidence in built.graph.edges(data="evidence")]
    return [one for one in nodes + edges if isinstance(one, Rows) and one]


def test_rows_are_used_like_a_list(built: Built) -> None:
    for rows in all_rows(built):
        plain = list(rows)
        assert (len(rows), rows[:1], rows, repr(rows)) == (len(plain), plain[:1], plain, repr(plain))
        assert [rows[i] for i in range(-len(plain), len(plain))] == plain + plain
        assert rows != [*plain, {}]
    assert sum(map(len, all_rows(built))) > 20


def test_rows_say_where_in_the_text_they_stand(built: Built) -> None:
    for document, start, end, text, _ in (one for rows in all_rows(built) for one in _passages(rows)):
        assert built.texts[document][start:end] == text


def _passages(rows: Rows[dict[str, object]]) -> list[tuple[str, int, int, str, str]]:
    inner = [evidence for row in rows if "evidence" in row for evidence in row["evidence"]]  # type: ignore[attr-defined]
    return list(passages(inner or rows))


def test_it_is_found_which_rows_lie_within_a_passage(built: Built) -> None:
    asked = [("none", 0, 99, "", ""), *((name, *span, "", "") for name in built.texts for span in ((0, 999), (2, 20)))]
    inside = 0
    for rows in (one for one in all_rows(built) if "evidence" not in one[0]):
        table, places = rows.table, [one[:3] for one in passages(rows)]
        spans = Spans(table.corpus.documents, table.document, table.start, table.end)
        expected = [
            [number, place[1] - start, place[2] - start]
            for number, (name, start, end, *_) in enumerate(asked)
            for place in places
            if place[0] == name and start <= place[1] and place[2] <= end
        ]
        assert spans.within(np.array([(rows.first, rows.last)] * len(asked)), spans.asked(asked)).tolist() == expected
        inside += len(expected)
    assert inside


def test_a_graph_of_columns_is_written_as_a_graph_of_rows(built: Built, tmp_path) -> None:  # type: ignore[no-untyped-def]
    text = to_json(built.graph)
    (tmp_path / "graph.json").write_text(text, encoding="utf-8")
    read = read_json(tmp_path / "graph.json")
    assert to_json(read) == text
    assert json.loads(text)["nodes"][0]["id"] == min(built.graph)
    assert dict(read.nodes(data=True)) == dict(built.graph.nodes(data=True))


def test_a_graph_can_be_sent_to_another_process(built: Built) -> None:
    sent = pickle.loads(pickle.dumps(built.graph))  # noqa: S301 - what we have just written
    assert to_json(sent) == to_json(built.graph)


def test_words_are_numbered_as_they_come() -> None:
    words = Words()
    assert [words[word] for word in ("b", "a", "b")] == [0, 1, 0]
    assert list(words) == ["b", "a"]
