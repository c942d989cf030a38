"""What the times of a text mean, by its date."""

import pytest

from kg.observe.periods import period

CASES = [
    ("2018年", "", "2018"),
    ("2018年底", "", "2018-12"),
    ("2018年6月", "", "2018-06"),
    ("2018年6月30日", "", "2018-06-30"),
    ("2018年上半年", "", "2018-01/2018-06"),
    ("2018年前三季度", "", "2018-01/2018-09"),
    ("2018年第三季度", "", "2018-07/2018-09"),
    ("2018年1-8月", "", "2018-01/2018-08"),
    ("2016-2020年", "", "2016/2020"),
    ("2016至20年", "", "2016/2020"),
    ("“十三五”期间", "", "2016/2020"),
    ("十四五末", "", "2025"),
    ("今年", "2019-03-05", "2019"),
    ("去年", "2019-03-05", "2018"),
    ("前年底", "2019", "2017-12"),
    ("明年上半年", "2019-03-05", "2020-01/2020-06"),
    ("前11个月", "2019-12-20", "2019-01/2019-11"),
    ("前十个月", "2019-12-20", "2019-01/2019-10"),
    ("上半年", "2019-07-20", "2019-01/2019-06"),
]


@pytest.mark.parametrize(("said", "written", "meant"), CASES)
def test_a_time_is_read_by_the_date_of_its_text(said: str, written: str, meant: str) -> None:
    assert period(said, written) == meant


@pytest.mark.parametrize("said", ["", "去年", "上半年", "近五年来", "同年", "今年13月"])
def test_what_cannot_be_told_stays_as_it_is(said: str) -> None:
    assert period(said, "") == said
    assert period("今年13月", "2019-03-05") == "今年13月"
