"""Titled documents (《…意见》, a decree's heading, its number) and named programmes (“…”计划, …行动计划)."""

import re
from collections.abc import Iterator

from kg.lexicon import generic
from kg.recognise.candidates import BODIES, Found, Scene, of_kind
from kg.recognise.grown import trimmed
from kg.words import words

_QUOTED_TITLE = re.compile(r"《([^《》]{2,80})》")
_POLICY_END = re.compile(
    r"(?:意见|规划|方案|通知|办法|条例|纲要|措施|批复|决定|公告|通报|请示|计划|指南|目录|名单|细则|规定|准则|标准|法|政策|条|协议|备忘录|宣言|倡议|白皮书|声明|合同|章程|清单|行动|议程|蓝图|大纲|制度|要点)(?:\([^()]{1,16}\))*$"
)
_DECREE = re.compile(
    r"^(?:关于|[^。,;:!?《》“”]{2,20}?关于)[^。;:!?《》]{4,80}?(?:批复|通知|意见|决定|办法|方案|规划|公告|通报|请示|函|措施)(?:\([^()]{1,12}\))?$"
)
_INLINE_DECREE = re.compile(r"关于[^。,;:!?《》“”]{6,60}?的(?:请示|批复|通知|意见|决定|函|报告)")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,8}[〔\[(](?:19|20)\d\d[〕\])]\d{1,4}号")
_PROGRAM_HEAD = re.compile(
    r"(?:三年行动计划|行动计划|行动方案|培育计划|计划|专项行动|行动|示范工程|重大工程|工程|科技专项|重大专项|专项|综合改革试点|改革试点|试点示范|试点|发展战略|战略)"
)
_QUOTED_PROGRAM = re.compile(r"“([^“”。,;:]{2,14}(?:行动|计划|工程|专项|方案|试点))”")
_QUOTED_POLICY = re.compile(
    r"(?:出台|发布|推出|制定|实施|印发|颁布|提出)[^,。;:“”]{0,8}“([^“”,。;:]{0,10}[^“”,。;:0-9一二三四五六七八九十](?:[0-9一二三四五六七八九十]+条|新政|政策))”"
)
_NEXT_POLICY = re.compile(r"[、和]?“([^“”,。;:]{1,10}(?:[0-9一二三四五六七八九十]+条|新政|政策))”")
_QUOTED = re.compile(r"“([^“”。,;:]{2,14})”")


_ANNOUNCED = re.compile(
    r"([^,。;:!?、“”《》() 的和与]{2,12}(?:规划|条例|办法|实施方案|行动方案|若干措施|实施意见))"
    r"(?=(?:日前|近日|今天|昨天|昨日|正式)*(?:发布|印发|出台|公布|获批|颁布|获得批复))"
)


def _announced(scene: Scene) -> Iterator[Found]:
    """Yield the policies without title marks that are just announced, from the place or body in their front: 苏州高新区三期规划发布."""
    for match in _ANNOUNCED.finditer(scene.text):
        start = next(
            (h[0] for h in scene.hits if match.start() <= h[0] < match.end() and of_kind(h[2], _ISSUERS)), None
        )
        if start is not None and scene.text[start : match.end()] not in scene.lexicon.stop_terms:
            yield Found(start, match.end(), "Policy", scene.text[start : match.end()], "title:announced")


_ISSUERS = BODIES | frozenset(("Region", "Zone", "Cluster"))


def find_titles(scene: Scene, _: list[Found]) -> Iterator[Found]:
    """Yield policies and the numbers of decrees."""
    for match in _QUOTED_TITLE.finditer(scene.text):
        if _POLICY_END.search(match.group(1)):
            yield Found(match.start(1), match.end(1), "Policy", match.group(1), "title:quoted")
    yield from _announced(scene)
    for first in _QUOTED_POLICY.finditer(scene.text):
        quoted: re.Match[str] | None = first
        while quoted:
            yield Found(quoted.start(1), quoted.end(1), "Policy", quoted.group(1), "title:articles")
            quoted = _NEXT_POLICY.match(scene.text, quoted.end())
    heading = _DECREE.match(scene.text)
    if heading and len(scene.text) < 120:
        yield Found(0, heading.end(), "Policy", heading.group(), "title:decree")
    else:
        for match in _INLINE_DECREE.finditer(scene.text):
            if not (match.start() and scene.text[match.start() - 1] == "《"):
                yield Found(match.start(), match.end(), "Policy", match.group(), "title:inline")
    for match in _NUMBER.finditer(scene.text) if "号" in scene.text else ():
        yield Found(match.start(), match.end(), "Policy", match.group(), "title:number")


_TITLE = (
    r"(?:国家|全国|国家级|[\u4e00-\u9fff]{2,3}省)[^,。;:、“”《》()的是和与及]{2,18}"
    r"(?:示范区|试验区|实验区|试验田|先行区|引领区|示范基地|示范城市|试点城市|先导区|基地城市|示范工程|示范县|示范市|示范园区)"
)
_TITLE_WON = re.compile(
    r"(?:作为|成为|获批(?:建设)?|跻身|入选|列入|列为|认定为|评为|是|打造|建设|创建|获得|授予|纳入)(?:了|首批|第[一二三]批)?"
    rf"({_TITLE})"
)
_RAISED = re.compile(
    r"(?:升级|升格|晋升|晋级|批准|认定|确定)(?:成)?为((?:国家|省|市|自治区)级?(?:高新技术产业开发区|经济技术开发区|高新区|经开区))"
)  # a class, but here a title
_NEXT_TITLE = re.compile(rf"[和与、及]({_TITLE})")


def find_titles_won(scene: Scene, _: list[Found]) -> Iterator[Found]:
    """Yield the titles that a place or body wins or holds: 获批国家…示范区和国家…基地城市."""
    for first in _TITLE_WON.finditer(scene.text):
        match: re.Match[str] | None = first
        while match:
            if match.group(1) not in scene.lexicon.stop_terms:
                yield Found(match.start(1), match.end(1), "Program", match.group(1), "title:won")
            match = _NEXT_TITLE.match(scene.text, match.end())
    for raised in _RAISED.finditer(scene.text):
        yield Found(raised.start(1), raised.end(1), "Program", raised.group(1), "title:raised")


def find_programs(scene: Scene, _: list[Found]) -> Iterator[Found]:
    """Yield named programmes: a quoted or composed name right before 计划, 行动, 工程, 专项, 试点 or 战略."""
    for match in _QUOTED_PROGRAM.finditer(scene.text):
        yield Found(match.start(1), match.end(1), "Program", match.group(1), "program:quoted")
    for match in _PROGRAM_HEAD.finditer(scene.text):
        start = _program_start(scene, match)
        if start is not None:
            name = scene.text[start : match.end()]
            yield Found(start, match.end(), "Program", name, f"program:{match.group()}")


def _program_start(scene: Scene, match: re.Match[str]) -> int | None:
    text, cursor = scene.text, match.start()
    if cursor and text[cursor - 1] == "”":
        quoted = _QUOTED.search(text, max(0, cursor - 16), cursor)
        return quoted.start() if quoted and quoted.end() == cursor else None
    if match.group() in ("工程", "战略", "行动", "计划", "试点", "专项"):
        return None
    low = cursor
    while low and cursor - low < 20 and text[low - 1] not in "。,;:!?、“”《》() ":
        low -= 1
    begin, content = cursor, 0
    for word in reversed(words(text[low:cursor])):
        hit = scene.hit_by_end.get(begin)
        if hit and of_kind(hit[2], BODIES) and begin < cursor:
            break
        if not word.inner:
            break
        begin -= len(word.text)
        content += word.text not in generic("programs")
    begin = trimmed(scene, begin, cursor)
    name = text[begin:cursor]
    full = scene.lexicon.names.get(text[begin : match.end()], ())
    if any(e.weak for e in full) or any(e.weak for h in [scene.hit_by_end.get(match.end())] if h for e in h[2]):
        scene.refuse(begin, match.end(), "Program", "a general strategy")
        return None
    if content < 1 or len(name) < 4 or name in scene.lexicon.stop_terms:
        if begin < cursor:
            scene.refuse(begin, match.end(), "Program", "no name of its own before " + match.group())
        return None
    return begin
