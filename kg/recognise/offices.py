"""Offices of one place that share its name: 北京市委、市政府和市纪委 are three bodies of 北京市."""

import re
from collections.abc import Iterator

from kg.recognise.candidates import PLACES, Found, Scene, of_kind

SIBLING = "office:sibling"

_SIBLING = re.compile(
    r"[、和与及]?(?P<office>(?P<level>[省市区县州盟旗])"
    r"(?:人民政府|政府|人大常委会|人大|政协|纪委监委|纪委|监委|法院|检察院|[\u4e00-\u9fff]{1,6}?(?:局|厅|委员会|办公室)))"
)


def find_sibling_offices(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield the offices that follow one of the same place in a list and leave the place out."""
    for office in found:
        named, end = scene.text[office.start : office.end], office.end
        while office.kind == "GovernmentBody" and (match := _SIBLING.match(scene.text, end)):
            at = named.find(match["level"], 1)
            if at < 0 or not of_kind(scene.lexicon.names.get(named[: at + 1], ()), PLACES):
                break
            end = match.end()
            yield Found(match.start("office"), end, "GovernmentBody", named[:at] + match["office"], SIBLING)
