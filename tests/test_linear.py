"""Whatever a line holds, it takes time in proportion to its length, and not many times what ordinary text takes."""

import time
from functools import cache

import pytest

from kg.extract import extract
from kg.model import Document
from kg.resources import folder

SHORT, LONG = 5_000, 20_000  # characters: a cost that grows with the square would grow sixteenfold
MOST_GROWTH = 8.0  # for four times the text: clocks are coarse, and the machine may be busy
MOST_SHARE = 10.0  # times what ordinary text of that length takes
TRIES = 3

LINES = {
    "heads": ["高新区", "研究院", "有限公司", "产业集群", "集群"],
    "brackets": ["(", ")", "()", "《", "《》", "“", "”", "“” ", "《意见》"],
    "digits": ["1", "1,", "12.5", "一", "十万", "百分之", "12%", "3-5亿元", "2020年", "第一"],
    "names": ["苏州", "苏州高新区", "苏州、", "华为、", "苏州高新区、", "人工智能、", "中国科学院"],
    "words": ["时", "的", "等", "企业正在", "通过", "到达", "十四五", "由苏州", "董事长张伟、", "关于", "研发的企业"],
    "sentences": [
        "苏州高新区有12家企业。",
        "苏州吸引了华为,",
        "苏州,12家企业,",
        "关于支持苏州的意见\n",
        "高新区建成了。\n",
    ],
    "nothing": [" ", "a", "A.", "龘", "\u2028", "\ue000", "\ud800", "新华社电 "],
}


def seconds(text: str) -> float:
    before = time.process_time()
    extract(Document("d", text))
    return time.process_time() - before


def repeated(unit: str, length: int) -> str:
    return (unit * (length // len(unit) + 1))[:length]


@cache
def ordinary() -> float:
    """Return how many seconds a character of the samples takes."""
    extract(Document("d", "苏州高新区位于苏州。"))
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder("data/samples").glob("*.txt"))]
    chinese = [text for text in texts if not text.isascii()]
    return min(sum(map(seconds, chinese)) for _ in range(TRIES)) / sum(map(len, chinese))


@pytest.mark.parametrize("unit", [unit for units in LINES.values() for unit in units], ids=ascii)
def test_a_line_of_one_thing_repeated_takes_its_share_of_time(unit: str) -> None:
    share = ordinary() * LONG
    for _ in range(TRIES):
        short, long = seconds(repeated(unit, SHORT)), seconds(repeated(unit, LONG))
        if long < MOST_GROWTH * max(short, share / 40) and long < MOST_SHARE * share:
            return
    pytest.fail(f"{SHORT} characters took {short:.2f} s, {LONG} took {long:.2f} s; ordinary ones take {share:.2f} s")


def test_many_short_lines_take_their_share_of_time() -> None:
    for lines in ("苏州高新区吸引了华为", "《意见》", "国》这是一行没有结束的长文字它看起来像是被截断了一样的中"):
        few, many = (min(seconds((lines + "\n") * n) for _ in range(TRIES)) for n in (250, 1000))
        assert many < MOST_GROWTH * max(few, 0.01), lines
