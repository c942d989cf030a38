"""The known names inside a name: 安徽省 in 安徽省光伏产业协会."""

import re
from functools import lru_cache

from kg.lexicon import Entry, load
from kg.recognise.candidates import CHINA, CLOSED, FIELDS, NESTED, certain
from kg.words import boundaries, in_dictionary

SHORT = 2  # characters of the short names of places and fields


@lru_cache(maxsize=8192)
def parts(name: str, kind: str) -> tuple[tuple[int, int, Entry], ...]:
    """Return the known names inside ``name``, itself left out: (start, end, entry)."""
    if kind in CLOSED:
        return ()
    found: dict[tuple[int, int], Entry] = {}
    body = name[: -len(head_of(name))] if head_of(name) else name[:-1]
    for offset, text in ((0, body), (1, name[1:])):
        for start, end, entries in load().find_names(text):
            entry = certain(entries)
            if entry is None or not (entry.kind == "Program" or _stands(name, start + offset, end + offset, entry)):
                continue
            if kind == "Program" and name.startswith(load().no_field_before.get(text[start:end], ()), end + offset):
                continue  # 数字|丝绸|之路
            if entry.kind != "Program":  # of 京津冀协同发展|战略 only 京津冀
                found.setdefault((start + offset, end + offset), entry)
            for low, high, deeper in parts(text[start:end], entry.kind):
                found.setdefault((start + offset + low, start + offset + high), deeper)
    return tuple((start, end, entry) for (start, end), entry in sorted(found.items()))


def _stands(name: str, start: int, end: int, entry: Entry) -> bool:
    return entry.kind in NESTED and entry.code != CHINA and not _cuts_word(name, start, end, entry)


def _cuts_word(name: str, start: int, end: int, entry: Entry) -> bool:
    """Say whether a short place, a field or a firm only seems to stand in a name: 泉港 in 冷泉港实验室, 家电 in 国家电投."""
    if entry.kind == "Company":  # 中微半导|体设备, 中国石油|化工集团
        across = (name[end - 1 : end + 1], name[end - 2 : end + 1], name[end - 2 : end + 2])
        return end < len(name) and any(map(in_dictionary, across))
    if entry.kind == "University" and end - start == SHORT:
        return in_dictionary(name[start : end + 2])  # 北大|西洋公约组织
    if entry.kind in FIELDS and end - start == SHORT:
        cut = boundaries(name)
        return start not in cut and (start + 1 in cut or in_dictionary(name[start - 1 : start + 1]))
    if entry.kind != "Region" or end - start > SHORT + 1:
        return False
    cut = boundaries(name)
    if end - start == SHORT:
        return start not in cut or called_alike(name, start, end, entry)
    return name[end - 1] == "区" and end not in cut


def called_alike(text: str, start: int, end: int, place: Entry) -> bool:
    """Say whether a county only lends its word to a mountain, a river, a bay, a village or a crossing: 岳麓|山, 嘉陵|江, 兴化|湾, 黄埔|村."""
    county = place.code.isdigit() and not place.code.endswith("00")
    return county and end - start == SHORT and _FEATURE.match(text, end) is not None


_FEATURE = re.compile(
    "[湾岛]|山(?![东西])|江(?![苏西南北])|运?河(?![南北西])|湖(?![南北州])|港(?![澳珠资商股])|村(?![民级镇里企委超B晚际])|立交"
)


def head_of(name: str) -> str:
    """Return the head that a name ends in, if it is not all of it: 研究院."""
    heads = [head for _, end, head in load().find_heads(name) if end == len(name)]
    return heads[0].text if heads and heads[0].text != name else ""
