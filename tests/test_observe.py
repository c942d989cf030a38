"""Numbers of named things: what sentences of our own state, how numerals are read, what upsets nothing."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import numerals
from kg.extract import extract
from kg.model import Document, digest
from kg.observe import Spoken, observe
from kg.observe.quantities import may_hold, quantities
from kg.observe.units import UnitError, compile_units, load
from kg.recognise import Found
from kg.text import fold

CASES = tomllib.loads((Path(__file__).parent / "cases/observe.toml").read_text(encoding="utf-8"))["case"]


def states(text: str) -> list[str]:
    document = Document(digest(text), text)
    result = extract(document)
    rows = []
    for position, one in result.measures:
        name = result.mentions[position].text
        rows.append(f"{name} | {one.indicator} | {one.value:.15g} {one.unit} | {one.time} | {one.comparator}")
    return rows


@pytest.mark.parametrize("case", CASES, ids=[c["why"] for c in CASES])
def test_a_paragraph_states(case: dict[str, object]) -> None:
    assert states(str(case["text"]).strip()) == case["states"]


def test_every_observation_stands_on_its_sentence() -> None:
    text = "开篇。\n苏州市有大学26所。它们培养了20万名毕业生。"
    document = Document(digest(text), text)
    for _, one in extract(document).measures:
        (evidence,) = one.evidence
        assert evidence.text == text[evidence.start : evidence.end]
        assert evidence.document == document.id
        assert evidence.rule.startswith("number:")


def test_a_record_holds_what_the_text_says_and_how() -> None:
    text = "到2030年,苏州市计划新增不少于50家研究院所。"
    ((_, one),) = extract(Document(digest(text), text)).measures
    assert (one.indicator, one.value, one.unit) == ("目标 研究院所", 50.0, "家")
    assert (one.time, one.target, one.comparator) == ("2030", True, ">=")
    assert one.evidence[0].text == text


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("三", 3),
        ("十五", 15),
        ("二十", 20),
        ("一百零三", 103),
        ("三千五百", 3500),
        ("两万三千", 23000),
        ("三亿五千万", 350_000_000),
        ("两千万亿", 2_000_000_000_000_000),
        ("六十亿", 6_000_000_000),
        ("十五点六", 15.6),
        ("一一", None),
        ("零", None),
    ],
)
def test_numerals_in_characters(written: str, value: float | None) -> None:
    assert numerals.words(written) == value if value is not None else not numerals.words(written)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("产值1,667.5亿元", [(166_750_000_000, "元")]),
        ("企业达到1 200家", [(1_200, "家")]),
        ("常州 3 120个", [(120, "个")]),
        ("GDP达到1.2万亿", [(1_200_000_000_000, "元")]),
        ("3万亿元", [(3_000_000_000_000, "元")]),
        ("2.3亿美元", [(230_000_000, "美元")]),
        ("投资3亿5000万元", [(350_000_000, "元")]),
        ("员工1万5千多人", [(15_000, "人")]),
        ("營收1兆2,300億元", [(1_230_000_000_000, "元")]),
        ("一兆两千亿元", [(1_200_000_000_000, "元")]),
        ("装机1亿5千万千瓦", [(150_000_000, "千瓦")]),
        ("装机3000万千瓦", [(30_000_000, "千瓦")]),
        ("投资3亿2024年", []),
        ("5亿元人民币", [(500_000_000, "元")]),
        ("涉及100个亿", [(10_000_000_000, "元")]),
        ("发电1000万千瓦时", [(10_000_000, "千瓦时")]),
        ("装机8GW", [(8, "GW")]),
        ("税收6-8亿元", [(600_000_000, "元"), (800_000_000, "元")]),
        ("一百多家企业", [(100, "家")]),
        ("40多万农民", [(400_000, "人")]),
        ("提高3.5个百分点", [(3.5, "个百分点")]),
        ("占二分之一", [(50, "%")]),
        ("百分之十五点六", [(15.6, "%")]),
        ("八成半", [(85, "%")]),
        ("过半数", [(50, "%")]),
        ("产量翻一番", [(100, "%")]),
        ("每5台就有一台", [(20, "%")]),
        ("比重 $6 0 . 3 \\%$", [(60.3, "%")]),
        ("每小时一家", [(1, "家")]),
        ("第一家、前10名、Z20、3D打印、500强、2023年、12月、35岁、数百家", []),
        ("建成三家工厂", [(3, "家")]),
        ("企业成立三家庭院", []),
        ("光纤250万km", [(2_500_000, "km")]),
        ("山西太原三家村", []),
    ],
)
def test_quantities(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(q.value, q.unit) for q in quantities(fold(text))] == expected


@given(st.text(alphabet="0123456789,.%万亿千百十家个元多余约超第每分之成—-~至“”()的A $\\", max_size=60))
@settings(max_examples=300, deadline=None)
def test_what_holds_a_quantity_is_never_passed_over(text: str) -> None:
    assert may_hold(text) or not quantities(text)


@given(st.text(max_size=80), st.integers(0, 80), st.integers(1, 20))
@settings(max_examples=200, deadline=None)
def test_no_text_upsets_the_reading(text: str, start: int, length: int) -> None:
    flow = fold(text + "苏州市有企业30家,同比增长5%。")
    found = Found(min(start, len(flow) - 1), min(start + length, len(flow)), "Region", "苏州市", "test")
    measured, spoken = observe(flow, [found], Spoken())
    assert all(0 <= one.start < one.end <= len(flow) for one in measured)
    assert observe(flow, [found], Spoken())[0] == measured
    assert all(name == found for name in spoken.topic())


@pytest.mark.parametrize(
    "unit", ["9", "9,", "十", "(", "苏州1家,", "达到", "1亿", "每1个", "一分之", "今年以来", "“1", "的"]
)
def test_time_grows_with_the_text_and_not_faster(unit: str) -> None:
    def seconds(size: int) -> float:
        flow = (unit * size)[:size]
        starts = [i for i in range(0, size, 5) if flow.startswith("苏州", i)]
        found = [Found(i, i + 2, "Region", "苏州市", "test") for i in starts]
        best = 9.0
        for _ in range(2):
            begin = time.process_time()
            observe(flow, found, Spoken())
            best = min(best, time.process_time() - begin)
        return best

    seconds(1000)
    assert seconds(20_000) < 10 * 10 * max(seconds(2_000), 0.002)


def test_units_as_the_project_keeps_them() -> None:
    assert load().kind["家"] == "count"
    assert load().pattern.match("平方公里")[0] == "平方公里"  # type: ignore[index]
    assert load().pattern.match("家庭") is None


def test_a_wrong_list_of_units_names_every_wrong_line() -> None:
    rows = [
        {"unit": "家", "kind": "count", "not_before": "", "why": ""},
        {"unit": "家", "kind": "counts", "not_before": "", "why": ""},
    ]
    with pytest.raises(UnitError, match=r"units.csv:3.*twice\nunits.csv:3.*counts"):
        compile_units(rows)


def test_a_unit_without_a_name_is_a_wrong_line_too() -> None:
    rows = [{"unit": "", "kind": "count", "not_before": "", "why": ""}]
    with pytest.raises(UnitError, match=r"units.csv:2: the unit '' is empty"):
        compile_units(rows)
