"""Numbers: what can be true together, what cannot, and arithmetic that adds up or does not."""

import pytest

from kg.analyse import Network, figures
from kg.model import Document, Observation
from tests.worlds import number, world

CLUSTERS = "Program:创新型产业集群试点"


def found(*numbers: Observation):
    table, groups = figures.figures(Network(world(numbers={CLUSTERS: list(numbers)})))
    return table, {group.code: group for group in groups}


def test_every_number_stands_in_the_table_with_its_sentence():
    table, _ = found(number("试点", 61, "个", "2020", text="布局了61个试点。"))
    (row,) = table.shown
    assert (row.subject.label, row.indicator, row.value, row.unit, row.time) == (
        "创新型产业集群试点",
        "试点",
        61,
        "个",
        "2020",
    )
    assert [p.text for p in row.passages] == ["布局了61个试点。"]


def told(subject: str, years: range, documents: int) -> dict[str, list[Observation]]:
    """Return a number a year of ``subject``, from so many documents."""
    return {subject: [number("产值", year, "元", str(year), document=str(year % documents)) for year in years]}


def order(numbers: dict[str, list[Observation]]) -> list[tuple[str, str]]:
    table, _ = figures.figures(Network(world(numbers=numbers)))
    return [(row.subject.label, row.time) for row in table.shown]


def test_whom_most_documents_tell_of_comes_first_and_places_last_each_by_time():
    numbers = told("Region:明州", range(2010, 2014), 4) | told("Zone:甲园", range(2018, 2020), 1)
    numbers |= told("Zone:乙园", range(2018, 2020), 2)
    assert order(numbers) == [(f"{who}园", year) for who in "乙甲" for year in ("2018", "2019")] + [
        ("明州", str(year)) for year in range(2010, 2014)
    ]


def test_where_not_all_can_be_shown_each_has_its_latest_numbers():
    shown = order(told("Zone:甲园", range(1950, 2000), 3) | told("Zone:乙园", range(1950, 2000), 2))
    assert shown == [(f"{who}园", str(year)) for who in "甲乙" for year in range(1995, 2000)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((61, "="), (109, "=")),
        ((100, ">"), (90, "=")),
        ((100, ">"), (50, "<")),
        ((100, ">="), (99, "=")),
        ((100, "<"), (101, "=")),
        ((100, "<="), (101, "=")),
        ((100, "~"), (120, "=")),
    ],
)
def test_numbers_that_cannot_both_be_true(one: tuple[float, str], other: tuple[float, str]):
    _, groups = found(
        *(
            number("试点", value, "个", "2020", comparator=c, document=f"{n}")
            for n, (value, c) in enumerate((one, other))
        )
    )
    assert groups["disagree"].total == 1
    assert {s["value"] for s in groups["disagree"].shown[0].values["statements"]} == {one[0], other[0]}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((61, "="), (61, "=")),
        ((100, ">"), (109, "=")),
        ((100, ">"), (100, "=")),  # 超百家 is said of a hundred too
        ((100, ">"), (90, ">")),
        ((100, ">="), (100, "=")),
        ((100, "<"), (90, "=")),
        ((100, ">"), (200, "<")),
        ((100, "~"), (105, "=")),
        ((100, "~"), (95, "~")),
    ],
)
def test_numbers_that_can_both_be_true(one: tuple[float, str], other: tuple[float, str]):
    _, groups = found(
        *(
            number("试点", value, "个", "2020", comparator=c, document=f"{n}")
            for n, (value, c) in enumerate((one, other))
        )
    )
    assert groups["disagree"].total == 0


def test_a_document_that_gives_the_others_number_of_another_time_does_not_contradict_it():
    both = [number("试点", 61, "个", "2020", document="d1"), number("试点", 109, "个", "2020-06", document="d1")]
    _, groups = found(*both, number("试点", 109, "个", "2020", document="d2"))
    assert groups["disagree"].total == 0


def test_numbers_of_one_sentence_are_meant_to_differ():
    sentence = "试点共109个，其中95个建在国家高新区内。"
    _, groups = found(number("试点", 109, "个", text=sentence), number("试点", 95, "个", text=sentence))
    assert groups["disagree"].total == 0


@pytest.mark.parametrize(
    ("thing", "indicator", "disagree"),
    [(CLUSTERS, "数量", 1), ("Region:深圳", "数量", 0), ("Region:深圳", "投资", 0), ("Zone:深圳高新区", "企业", 1)],
)
def test_numbers_that_do_not_say_what_they_count_do_not_disagree(thing: str, indicator: str, disagree: int):
    numbers = [number(indicator, 61, "个"), number(indicator, 109, "个", document="d2")]
    _, groups = figures.figures(Network(world(numbers={thing: numbers})))
    assert groups[1].total == disagree


@pytest.mark.parametrize(
    ("time", "dates", "disagree"),
    [
        ("", ("2020-04-21", "2020"), 1),
        ("", ("2020", "2023"), 0),
        ("", ("2020", ""), 1),
        ("2019年", ("2020", "2023"), 1),
    ],
)
def test_a_number_without_a_time_is_as_old_as_its_document(time: str, dates: tuple[str, str], disagree: int):
    documents = [Document(f"d{n}", "一", name=f"{n}.txt", date=date) for n, date in enumerate(dates)]
    numbers = [number("试点", value, "个", time, document=f"d{n}") for n, value in enumerate((61, 109))]
    _, groups = figures.figures(Network(world(numbers={CLUSTERS: numbers}, documents=documents)))
    assert groups[1].total == disagree


@pytest.mark.parametrize(
    "other",
    [
        number("试点", 109, "个", "2019", document="d2"),  # another year
        number("培育单位", 109, "个", "2020", document="d2"),  # another indicator
        number("试点", 109, "家", "2020", document="d2"),  # another unit
        number("试点", 109, "个", "2020", document="d2", target=True),  # wished for
    ],
)
def test_numbers_of_different_things_do_not_disagree(other: Observation):
    _, groups = found(number("试点", 61, "个", "2020"), other)
    assert groups["disagree"].total == 0


def test_a_target_stands_beside_what_was_achieved_until_then():
    _, groups = found(
        number("目标产值", 2000, "亿元", "2025"),
        number("产值", 1000, "亿元", "2020"),
        number("产值", 1500, "亿元", "2023"),
        number("产值", 3000, "亿元", "2030"),
    )
    (target,) = groups["targets"].shown
    assert (target.values["achieved"]["value"], target.values["share"]) == (1500, 0.75)


@pytest.mark.parametrize(
    "numbers",
    [
        [number("目标产值", 2000, "亿元", "2025")],
        [number("目标产值", 2000, "亿元", "2025"), number("产值", 1500, "万元", "2023")],
        [number("目标产值", 0, "亿元", "2025"), number("产值", 1500, "亿元", "2023")],
        [number("目标产值", 25, "亿元", "2025"), number("产值", 500, "亿元", "2023")],  # so far beyond: something else
    ],
)
def test_no_target_to_compare_with(numbers: list[Observation]):
    assert found(*numbers)[1]["targets"].total == 0


def test_a_target_that_several_documents_state_counts_once():
    aims = [number("目标产值", 2000, "亿元", "2025", document=name) for name in ("d1", "d2")]
    assert found(*aims, number("产值", 1000, "亿元", "2020"))[1]["targets"].total == 1


@pytest.mark.parametrize(
    ("time", "done", "dates", "compared"),
    [
        ("2023", "2023", ("2020", "2024"), 1),  # a later document says what became of it
        ("2023", "2023", ("2023", "2023"), 0),  # 由6400家增至1.5万家: the first is no target
        ("2023-03", "2023", ("2023", "2023"), 0),
        ("2025", "2023", ("2023", "2023"), 1),
    ],
)
def test_a_number_of_the_targets_own_time_is_what_became_of_it_in_a_later_document_only(
    time: str, done: str, dates: tuple[str, str], compared: int
):
    documents = [Document(f"d{n}", "一", name=f"{n}.txt", date=date) for n, date in enumerate(dates)]
    numbers = [number("试点", 9, "个", time, document="d0", target=True), number("试点", 8, "个", done, document="d1")]
    _, groups = figures.figures(Network(world(numbers={CLUSTERS: numbers}, documents=documents)))
    assert groups[0].total == compared


def summed(total: float, text: str = "其中试点61个、培育单位48个，共有{total}个。") -> list[Observation]:
    sentence = text.format(total=f"{total:g}")
    parts = [number("试点", 61, "个", text=sentence), number("培育单位", 48, "个", text=sentence)]
    return [*parts, number("总数", total, "个", text=sentence)]


@pytest.mark.parametrize(("total", "wrong"), [(109, 0), (110, 1), (10.9, 1)])
def test_a_sum_in_a_sentence(total: float, wrong: int):
    table, groups = found(*summed(total))
    assert (table.checks, groups["arithmetic"].total) == (1, wrong)
    if wrong:
        assert groups["arithmetic"].shown[0].values["computed"] == 109


@pytest.mark.parametrize(
    "numbers",
    [
        summed(110, "其中试点61个、培育单位48个，{total}个。"),  # no word for a sum
        summed(110, "共有企业若干，其中试点61个、培育单位48个，另有{total}个。"),  # the word belongs to something else
        summed(110, "其中试点61个、培育单位48个，共5县{total}个。"),  # it is the sum of another number
        summed(110, "涵盖试点61个，共{total}个园区和培育单位48个。"),  # another kind of things, not a part
        summed(110)[1:],  # one part only
        summed(120, "共有{total}个，其中试点61个、培育单位48个。"),  # nobody says that these are all
    ],
)
def test_no_sum_to_check(numbers: list[Observation]):
    assert found(*numbers)[0].checks == 0


def test_parts_that_are_more_than_the_whole_are_wrong_even_if_they_are_not_all():
    _, groups = found(*summed(100, "共有{total}个，其中试点61个、培育单位48个。"))
    assert groups["arithmetic"].total == 1


def share(percent: float, total: Observation | None) -> list[Observation]:
    sentence = f"95家建在国家高新区内，占总数的{percent:g}%。"
    inside = [
        number("建在高新区内", 95, text=sentence, start=50),
        number("占比", percent, "%", text=sentence, start=50),
    ]
    return [*inside, total] if total else inside


ALL = number("总数", 109, text="全国布局了109家。")


@pytest.mark.parametrize(("percent", "wrong"), [(87, 0), (87.2, 0), (87.16, 0), (88, 1), (87.3, 1), (8.7, 1)])
def test_a_percentage_of_a_total_elsewhere_in_the_document(percent: float, wrong: int):
    table, groups = found(*share(percent, ALL))
    assert (table.checks, groups["arithmetic"].total) == (1, wrong)


@pytest.mark.parametrize(
    ("sentence", "comparator"),
    [
        ("电池产能占全国的33.3%，企业数量有95家。", "="),
        ("企业超过95家，占全国的33.3%。", ">"),
        ("企业95家，占全省企业的33.3%。", "="),  # the whole has a name of its own, and another subject
    ],
)
def test_a_share_of_something_else_or_of_no_exact_number_is_not_checked(sentence: str, comparator: str):
    inside = [number("企业", 95, text=sentence, comparator=comparator), number("占全国", 33.3, "%", text=sentence)]
    assert found(*inside, ALL)[0].checks == 0


def test_a_percentage_of_the_sum_of_another_sentence():
    sentence = "试点61家、培育单位48家。"
    parts = [number("试点", 61, text=sentence), number("培育单位", 48, text=sentence)]
    table, groups = found(*share(87, None), *parts)
    assert (table.checks, groups["arithmetic"].total) == (1, 0)


@pytest.mark.parametrize(
    "total",
    [
        None,
        number("总数", 109, text="全国布局了109家。", document="d2"),  # another document
        number("总数", 109, "个", text="全国布局了109个。"),  # another unit
        number("总数", 50, text="全国布局了50家。"),  # less than the part
    ],
)
def test_no_percentage_to_check(total: Observation | None):
    assert found(*share(12, total))[0].checks == 0
