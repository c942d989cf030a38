"""Named programmes: “…”计划, …行动计划, and what the text says that somebody runs (实施…工程)."""

import re
from collections.abc import Iterator

from kg.lexicon import generic
from kg.recognise.candidates import BODIES, Found, Scene, of_kind, only_with
from kg.recognise.grown.opening import trimmed
from kg.sought import sought
from kg.words import Word, in_dictionary, words

_PROGRAM_HEAD = sought(
    r"(?:三年行动计划|行动计划|行动方案|培育计划|计划|专项行动|行动|示范工程|重大工程|工程|科技专项|重大专项|专项|综合改革试点|改革试点|试点示范|试点|发展战略)"
)
# What the text says that somebody runs, up to the word that makes it a programme.
_RUN = sought(
    r"(?:实施|启动|开展|推进|深化|纳入|扩大|推出|组织|部署|列入|推行|试点|制定|(?<=行动)[、和]|(?<=计划)[、和]|(?<=工程)[、和])(?:了|好|实施|开展)?(?:新一轮|首批|全国|国家)?(?:支持)?"
    r"(?P<name>[^。,;:!?《》“”()、的等了并]{4,20}?(?<!重大|重点|民生|系统)(?:计划|工程|行动方案|行动|试点|专项|综合改革))(?=[。,;、!?取建的扩范工将为和)]|$)"
)
# A plan that is made public: 发布|人工智能创新高地建设行动计划.
_PUBLISHED = sought(
    r"(?:发布|出台|印发|公布|推出)(?:了|新一轮)?(?:[一二三四五六七八九十两]大)?"
    r"(?P<name>[^。,;:!?《》“”()、的等了]{4,24}?(?:三年行动|行动计划|发展计划|培育计划))(?=[。,;、!?)明提推聚]|$)"
)
_QUOTED_MORE = sought(
    r"“(?!十[二三四五]五|三农)[^“”,。;:]{2,14}”(?![、和与及“])(?:(?![等的])[\u4e00-\u9fff]){0,8}?(?:三年行动计划|三年行动|行动计划|专项行动|行动|计划|工程|改革试点|试点|改革|系列活动)(?!名称|方案|发展|布局)"
)
_LISTED = sought(
    r"等(?:[一二三四五六七八九十0-9]{1,3}[项大个])?(?P<plain>专项行动|行动计划|行动(?=,|。|;))|等(?:国家|一批|一系列|系列|多个|多项|三项|[0-9一二两三四五六七八九十]{1,3}[项个大])?(?:重大|国家级|科技|国家重大科技|重大科技)(?:工程|专项)(?!政策|资金)"
)
# What is started and called by a word in quotes alone: 实施“退耕还湿”, 推出“链长制”.
_STARTED = sought(
    r"(?:实施|启动|推出|推行|首创|试行)了?[\u4e00-\u9fff]{0,4}?(?P<name>“(?!十[一二三四五六]五)[^“”,。;:0-9一]{2,12}(?<!模式)(?<!机制)(?<!方法)”(?:项目|制度|战略)?)(?=[,。;、!]|$)"
)
_CAMPAIGN = sought(
    r"(?<!等)(?P<name>(?:20[0-9]{2}年度?)?“[^“”。;:]{2,18}”(?:(?!党日|团日|庆祝|招商|推介|对接|[等的])[\u4e00-\u9fff]){0,8}?活动)(?![周月日])"
)
_BEGUN = sought(
    r"(?:^|(?<=[,。;:]))(?:为期[一二两三四五六七八九十0-9]{1,2}年的?)?(?:全国|今年|我国|第[一二三四五]批)*(?P<name>[\u4e00-\u9fff]{5,20}?(?:行动|计划|工程|活动))"
    r"(?:今天|今日|日前|近日|正式|全面)*(?:\([^()]{1,8}\))?(?:在[^,。;:]{2,12})?(?:正式)?启动"
)
_STARTS = re.compile(r"(?:启动|开展|部署|推动|实施)[^,。;!?]{0,16}$")
_BEGINS = re.compile(r"[^,。;!?]{0,24}?(?:启动|开展|举行|拉开|推进)")
_QUOTED_PROGRAM = sought(r"“([^“”。,;:]{2,14}(?:行动|计划|工程|专项|方案|试点))”")
# What makes one of several places: 推动|兰白一体化.
_JOINED = sought(
    r"(?:推进|推动|加快|促进|深化|实施|融入|以)(?P<name>(?P<places>[\u4e00-\u9fff]{2,4}|“[^“”,。;:]{2,4}”)(?:一体化|同城化))(?:发展)?(?!示范区|高质量)"
)
_QUOTED = re.compile(r"“([^“”。,;:]{2,14})”")


_PROGRAM = frozenset(("Program",))


@only_with(
    _QUOTED_PROGRAM, _QUOTED_MORE, _STARTED, _CAMPAIGN, _RUN, _PUBLISHED, _BEGUN, _LISTED, _PROGRAM_HEAD, _JOINED
)
def find_programs(scene: Scene, _: list[Found]) -> Iterator[Found]:
    """Yield named programmes: a quoted or composed name right before 计划, 行动, 工程, 专项, 试点 or 战略."""
    for match in scene.matches(_QUOTED_PROGRAM):
        if _is_byword(scene, match.group(1)):
            continue
        yield Found(match.start(1), match.end(1), "Program", match.group(1), "program:quoted")
    for match in scene.matches(_QUOTED_MORE):
        start = _listed_start(scene, match.start())
        yield Found(start, match.end(), "Program", scene.text[start : match.end()], "program:quoted")
    for match in scene.matches(_STARTED):
        yield _unquoted(scene, *match.span("name"), "program:started")
    for match in scene.matches(_CAMPAIGN):
        if _STARTS.search(scene.text, max(0, match.start() - 20), match.start()) or _BEGINS.match(
            scene.text, match.end()
        ):
            yield _unquoted(scene, *match.span("name"), "program:campaign")
    for match in (*scene.matches(_RUN), *scene.matches(_PUBLISHED), *scene.matches(_BEGUN)):
        start, end = _without_grades(scene, *match.span("name"))
        if _is_own_name(scene, start, end):
            yield Found(start, end, "Program", scene.text[start:end], "program:run")
    yield from _strategies(scene)
    for match in scene.matches(_LISTED):
        yield from _listed(scene, match.start(), match["plain"] is not None)
    for match in scene.matches(_PROGRAM_HEAD):
        begin = _program_start(scene, match)
        if begin is not None:
            name = scene.text[begin : match.end()]
            yield Found(begin, match.end(), "Program", name, f"program:{match.group()}")


def _is_byword(scene: Scene, quoted: str) -> bool:
    """Say whether the quoted words only praise, or count plans, and name none: “头号工程”, “上海方案”, “十项行动”."""
    place = quoted.removesuffix("方案")
    region = scene.lexicon.entry(place, "Region") is not None or place in _SIDES
    return (
        quoted in scene.lexicon.stop_terms
        or (place != quoted and region)
        or _COUNTED_PLANS.fullmatch(quoted) is not None
    )


_SIDES = ("中国", "两国", "我国")
_COUNTED_PLANS = re.compile("[一二三四五六七八九十]{1,2}[项大个](?:共同|重点|重大|专项)?(?:行动|计划|工程|方案)")


def _listed_start(scene: Scene, quote: int) -> int:
    """Return where the member of a list of programmes begins that goes on in quotes: 、|中小企业|“专精特新”工程."""
    before = _LISTED_BEFORE.search(scene.text, max(0, quote - 10), quote)
    if before is None or any(scene.hit_by_start.get(at) for at in range(before.start(), quote)):
        return quote
    return before.start() if all(word.inner for word in words(before.group())) else quote


_LISTED_BEFORE = re.compile("(?<=工程、|行动、|计划、|专项、)[\u4e00-\u9fff]{2,6}$")


def _strategies(scene: Scene) -> Iterator[Found]:
    """Yield the strategies that are called so (京津冀协同发展|战略), and those that make one of several cities: 兰白|一体化."""
    for start, end, entries in scene.hits if "战略" in scene.text else ():
        listed = of_kind(entries, _PROGRAM)
        if listed and listed.sort == "strategy" and not listed.weak and scene.text.startswith("战略", end):
            yield Found(start, end + 2, "Program", listed.label, "program:strategy")
    for match in scene.matches(_JOINED):
        if _several(scene, match["places"].strip("“”")):
            yield Found(*match.span("name"), "Program", match["name"], "program:joined")


def _several(scene: Scene, letters: str) -> bool:
    """Say whether the letters are those of several places, or a name that they have together."""
    known = scene.lexicon.entry(letters, "Region")
    return (known is not None and known.sort == "supra") or scene.lexicon.are_places(letters)


def _unquoted(scene: Scene, start: int, end: int, rule: str) -> Found:
    """Return the programme of a word in quotes, with the words after them only where they say more than 活动."""
    text = scene.text[start:end].removesuffix("活动")
    if text[0] == "“" and text[-1] == "”":
        return Found(start + 1, start + len(text) - 1, "Program", text[1:-1], rule)
    return Found(start, end, "Program", scene.text[start:end], rule)


_LAST_RUN = re.compile(
    ".*(?:开展|实施|推进|启动|组织|落实|贯彻|服务|融入|对接|响应|围绕)(?=.{4})", re.DOTALL
)  # what somebody runs begins after it


def _program_start(scene: Scene, match: re.Match[str]) -> int | None:
    """Return where the programme begins whose head ``match`` is; none that has no name of its own."""
    text, cursor = scene.text, match.start()
    if cursor and text[cursor - 1] == "”":
        quoted = _QUOTED.search(text, max(0, cursor - 16), cursor)
        return quoted.start() if quoted and quoted.end() == cursor else None
    if match.group() in ("工程", "行动", "计划", "试点", "专项"):
        return None
    begin, content = _last_words(scene, cursor)
    runs = _LAST_RUN.match(text, begin, cursor)
    begin = trimmed(scene, runs.end() if runs else begin, cursor)
    if begin and text[begin - 1].isdigit():
        return None  # 40项省科技重大专项 are counted
    if _is_general(scene, begin, match.end()):
        scene.refuse(begin, match.end(), "Program", "a general strategy")
        return None
    name = text[begin:cursor]
    if content < 1 or len(name) < 4 or name in scene.lexicon.stop_terms:
        if begin < cursor:
            scene.refuse(begin, match.end(), "Program", "no name of its own before " + match.group())
        return None
    return begin


def _last_words(scene: Scene, cursor: int) -> tuple[int, int]:
    """Return where the words before a head begin that may be of one name, and how many of them say something."""
    low = cursor
    while low and cursor - low < 20 and scene.text[low - 1] not in "。,;:!?、“”《》() ":
        low -= 1
    begin, content = cursor, 0
    for word in reversed(words(scene.text[low:cursor])):
        hit = scene.hit_by_end.get(begin)
        if not word.inner or (hit and begin < cursor and of_kind(hit[2], BODIES)):
            break
        begin -= len(word.text)
        content += word.text not in generic("programs")
    return begin, content


def _is_general(scene: Scene, start: int, end: int) -> bool:
    """Say whether the words are those of a strategy that the lists hold as one of everybody."""
    known = scene.hit_by_end.get(end)
    full = scene.lexicon.names.get(scene.text[start:end], ())
    return any(entry.weak for entry in (*full, *(known[2] if known else ())))


_GRADE = re.compile(
    r"(?:(?:新一轮|一批|首批|大规模|重大|重点|国家级|省级|全面|深入|相关|有关|推动|推进|进一步|[全我][省市区县州])|[0-9]+(?:万|余)?[项个条]|省)+"
)
_TELLING = 2  # words before the head that say something


def _without_grades(scene: Scene, start: int, end: int) -> tuple[int, int]:
    match = _GRADE.match(scene.text, start, end)
    return (match.end() if match else start), end


def _is_own_name(scene: Scene, start: int, end: int) -> bool:
    """Say whether words of its own stand before the head: 粮食产能提升工程, not 民生工程 or 是一个系统工程."""
    inside = words(scene.text[start:end])[:-1]
    if scene.text.startswith(("及", "以上", "以下"), start):
        return False  # 省级|及以上开发区|…行动
    if any(_breaks(word) for word in inside) or scene.text[start:end] in scene.lexicon.stop_terms:
        return False
    if _OF_YEARS.search(scene.text, start, end) and len(inside) > _TELLING:
        return True
    telling = [w.text for w in inside if w.text not in generic("programs")]
    return sum(len(text) > 1 for text in telling) >= _TELLING or len("".join(telling)) >= 2 * _TELLING


_OF_YEARS = re.compile("[三五]年行动")  # a plan of its own, however plain its words are: 基础研究三年行动方案


def _breaks(word: Word) -> bool:
    if word.text == "与":
        return False  # 服务业|与|制造业融合发展试点
    function = word.tag in ("r", "u", "uj", "ul", "p", "d", "y") and in_dictionary(word.text)
    return function or word.text in ("是", "一个", "多个", "多项", "一系列")


def _listed(scene: Scene, cursor: int, plain: bool) -> Iterator[Found]:
    """Yield the members of a list that 等重大工程 closes, or a ``plain`` 等行动 if the list says that they are run."""
    members = []
    while True:
        start = cursor
        while start and cursor - start < _LONGEST_MEMBER and scene.text[start - 1] not in "。,;:!?《》“”()、的了为":
            start -= 1
        members.append((start, cursor))
        if not start or scene.text[start - 1] != "、":
            break
        cursor = start - 1
    runs = _RUNS.search(scene.text, *members[-1])
    if len(members) == 1 or (plain and runs is None):
        return
    for start, end in members:
        low = runs.end() if runs and runs.start() >= start else start
        built = scene.text.endswith(_BUILT, low, end) or any(head_end == end for _, head_end, _ in scene.heads)
        if _SHORTEST_MEMBER <= end - low < _LONGEST_MEMBER and not built:
            yield Found(low, end, "Program", scene.text[low:end], "program:listed")


_RUNS = re.compile("(?:组织|深入|全面|大力|扎实|聚力)*(?:国家|实施|启动|开展|推进|部署|抓好)")
_BUILT = (
    "高铁",
    "快线",
    "铁路",
    "公路",
    "高速",
    "机场",
    "大桥",
    "水电站",
    "核电站",
    "隧道",
    "地铁",
    "港口",
)  # no programmes
_SHORTEST_MEMBER, _LONGEST_MEMBER = 3, 14
