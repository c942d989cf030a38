"""People, by the title before or after their name or by a verb of speech after it."""

import re
from collections.abc import Iterator
from itertools import chain

from kg.recognise.bodies.foreign import dotted, foreign_name_after
from kg.recognise.bodies.personal import (
    BOUNDS,
    LETTERS,
    LONG_NAME,
    name_after,
    name_before,
    surname_at,
    text_starts_with_adverb,
    titled,
)
from kg.recognise.candidates import Found, Scene
from kg.sought import sought
from kg.words import Word, in_dictionary, words

_OFFICE_AHEAD = r"(?=[^,。;:]{2,24}(?:主任|院长|所长|董事长|总经理|校长|书记|市长|省长|教授|研究员|会长|局长|部长|负责人|创始人|带头人))"
_OFFICE_LINE = r"(?=[^,。;:()!?、]{3,24}(?:主任|院长|所长|董事长|总经理|总裁|校长|书记|教授|研究员|会长|局长|创始人|首席科学家|首席执行官|CEO)(?:[,。;)、]|$))"
_HOLDS_OFFICE = sought(
    "|".join(holds + _OFFICE_AHEAD for holds in ("是", "曾任", "担任", "现任", "出任"))
    + "".join("|" + mark + _OFFICE_LINE for mark in (",(?<!看来,)(?<!称,)", r"\(", " "))
)
_SPEECH = re.compile(  # every alternative begins with one letter, no choice of them: so the engine passes over the rest faster
    r"于(?=[0-9]{4}年(?:[^,。;:!?]{0,10})(?:创办|创立|创建|成立|发起))|"
    + "|".join(mark + r"摄(?=[)。 ]|$)" for mark in ("", " "))
    + r"|看来[,:]|称[,:“]|笑着说|辞去|毕业于|大学毕业|回国|返乡|带着"
    + r"|和(?:他的|她的)?(?:团队|同事|战友|伙伴)|带领(?:着|他的|她的)?团队|所带领的|带领的(?=团队|研发|科研)"
    + r"|当选|受聘为|创办|创立|创建了|团队|表示|介绍|指出|强调|告诉|认为|坦言|透露|回忆|解释|直言|感慨|补充|总结|分析"
    r"|提出|提到|主持|会见|出席|致辞|宣布|说|所说|率|代表|作了?(?:报告|讲话|介绍|推介)|在(?:接受|调研|考察|会上|讲话)|参加|来到"
)
_SPEAKER = re.compile(
    r"^[^,。;:!?]{4,40}(?:处|部|科|室|中心|局|院|公司|所|厂|站|办|委|会|站) (?=[\u4e00-\u9fff]{2,4}:)"
)


def find_people(scene: Scene, _: list[Found]) -> Iterator[Found]:
    """Yield the people whom a title or a verb of speech makes certain, and those listed with them."""
    taken: set[int] = set()
    for name in (*_speaker(scene), *_dotted(scene), *_beside_titles(scene), *_told(scene), *_spaced(scene)):
        if name[0] not in taken:
            taken.add(name[0])
            yield from _with_list(scene, name, taken)
    told = chain(_SPEECH.finditer(scene.text), scene.matches(_HOLDS_OFFICE))
    for end in sorted({match.start() for match in told}):
        start = name_before(scene, end)
        if start is None and _TO_THE_PRESS.match(scene.text, end):
            start = _quoted_one(scene, end)
        if start is not None and start not in taken:
            taken.add(start)
            yield Found(start, end, "Person", scene.text[start:end], "person:speech")
            yield from _listed_before(scene, start, taken)


def _speaker(scene: Scene) -> Iterator[Found]:
    """Yield who speaks in a line like ORGANISATION NAME: …, or NAME: … of an interview."""
    asked = scene.text.find(":", 0, LONG_NAME + 1)
    if asked == LONG_NAME and name_before(scene, asked) == 0 and _opens_name(words(scene.text[:asked])[0]):
        yield Found(0, asked, "Person", scene.text[:asked], "person:speaker")
    match = _SPEAKER.match(scene.text) if " " in scene.text else None
    end = name_after(scene, match.end()) if match else None
    if match and end is not None and scene.text.startswith(":", end):
        yield Found(match.end(), end, "Person", scene.text[match.end() : end], "person:speaker")


def _opens_name(first: Word) -> bool:
    """Say whether the first word of a line is a surname or a name, no word for something else: 时间|线."""
    return len(first.text) == 1 or first.tag.startswith("nr")


# Who speaks to the press at the beginning of a clause has a name, be it made of words.
_TO_THE_PRESS = re.compile("告诉(?:本报)?记者|介绍说|坦言|回忆|感慨|笑着说|直言")
_NOBODY = (
    "们人方者家员长客商户主民友友板师生工司业里地然都也就还又则便上下中内"  # what words for people and adverbs end in
)


def _quoted_one(scene: Scene, end: int) -> int | None:
    """Return where a name of three letters begins that opens a clause before ``end``, though it looks like words: 许成发."""
    start = end - LONG_NAME
    opens = start == 0 or (start > 0 and scene.text[start - 1] in BOUNDS)
    if not opens or not LETTERS.fullmatch(scene.text, start, end) or scene.text[start] not in scene.lexicon.surnames:
        return None
    text = scene.text[start:end]
    spoilt = (
        text[-1] in _NOBODY
        or text[1:] in scene.lexicon.person_words["address"]
        or in_dictionary(text)
        or start in scene.hit_by_start
    )
    first = words(text)[0]
    spoilt = spoilt or (len(first.text) > 1 and first.tag.startswith(("n", "v", "a", "r", "l", "i", "b", "s", "t")))
    return None if spoilt or text_starts_with_adverb(scene.text, start) else start


_TOLD = sought(
    r"(?:从事|毕业于|就职于|任职于|身为|正在|负责)[^,。;:!?、]{2,20}?的|[1-9][0-9]岁的|来自[^,。;:!?、]{3,20}(?:公司|企业|集团|大学|学院|研究院|研究所|所|局|厂|村)的"
)


def _told(scene: Scene) -> Iterator[Found]:
    """Yield who is told by age or by where they come from: 48岁的王建国, 来自某厂的李大山."""
    for match in scene.matches(_TOLD):
        end = name_after(scene, match.end())
        if end is not None and end - match.end() >= LONG_NAME and scene.text[end - 1] not in _NOBODY:
            yield Found(match.end(), end, "Person", scene.text[match.end() : end], "person:told")


_SPACED = sought("(?:记者|通讯员|编辑|摄影|编审)[ :]*(?P<name>[\u4e00-\u9fff] [\u4e00-\u9fff])(?=[ 、,。)]|$)")


def _spaced(scene: Scene) -> Iterator[Found]:
    """Yield the names of two letters that papers print with a blank between them: 记者 李 明."""
    for match in scene.matches(_SPACED):
        if surname_at(scene, match.start("name")):
            rule = "person:spaced" if _REPORTS.match(scene.text, match.end()) else BYLINE
            yield Found(*match.span("name"), "Person", match["name"], rule)


def _dotted(scene: Scene) -> Iterator[Found]:
    """Yield the foreign names whose parts a dot joins, after a title, a mark or 的: 来自德国的|克劳斯·韦伯."""
    if "·" not in scene.text:
        return
    for match in dotted().finditer(scene.text):
        before = scene.text[match.start() - 1 : match.start()]
        if not before or before in BOUNDS or before in "的由与和请" or titled(scene, match.start()):
            yield Found(*match.span(), "Person", match.group(), "person:dotted")


def _listed_before(scene: Scene, start: int, taken: set[int]) -> Iterator[Found]:
    """Yield the people listed before a certain one: 郭金龙、万钢参加."""
    while scene.text[start - 1 : start] == "、":
        end = start - 1
        before = name_before(scene, end)
        if before is None or before in taken:
            return
        taken.add(before)
        yield Found(before, end, "Person", scene.text[before:end], "person:list")
        start = before


def _beside_titles(scene: Scene) -> Iterator[Found]:
    for low, high in scene.lexicon.find_titles(scene.text):
        if _lies_across(scene.text, low, high) or _goes_on(scene.text, high):
            continue
        cursor = high
        while cursor < len(scene.text) and scene.text[cursor] in " :":
            cursor += 1
        named = _NAMED_AS.match(scene.text, cursor)
        if named:
            cursor = named.end()
        end, foreign = name_after(scene, cursor), foreign_name_after(scene, cursor)
        if foreign is not None and (end is None or foreign > end):
            end = foreign
        if end is not None and _DOT_AHEAD.match(scene.text, end):
            end = None  # part of a name that is not read
        if named and (end is None or not _CLOSES.match(scene.text, end)):
            end = None
        if end is not None:
            byline = scene.text.endswith(_BYLINE, low, high) and not _REPORTS.match(scene.text, end)
            yield Found(cursor, end, "Person", scene.text[cursor:end], BYLINE if byline else "person:title")
            continue
        start = name_before(scene, low)
        named_so = start is not None and scene.text[start:low] not in scene.lexicon.stop_terms
        if start is not None and named_so and not _ends_a_word(scene.text, low, high):
            yield Found(start, low, "Person", scene.text[start:low], "person:name-title")


_DOT_AHEAD = re.compile("[\u4e00-\u9fff]{0,4}·")  # 毛里|齐奥·拉塞罗


def _lies_across(text: str, low: int, high: int) -> bool:
    """Say whether a title of two letters is but the end of one word and the beginning of the next: 地处|长江."""
    if high - low != _ACROSS or not low:
        return False
    return in_dictionary(text[low - 1 : low + 1]) and in_dictionary(text[high - 1 : high + 1])


def _goes_on(text: str, end: int) -> bool:
    """Say whether a title is but the beginning of a longer word, or its end that of one: 成员|国, 居民|区, 芜湖市长|江大桥."""
    return in_dictionary(text[end - 2 : end + 1]) or in_dictionary(text[end - 1 : end + 3])


def _ends_a_word(text: str, start: int, end: int) -> bool:
    """Say whether a title is but the end of a longer word, and that no name: 文艺工|作者, 南非大|学生."""
    word = text[start - 1 : end]
    return in_dictionary(word) and not words(word)[0].tag.startswith("nr")


_ACROSS = 2  # letters
_NAMED_AS = re.compile("为|由|是(?!一|我|由|当)")  # 法定代表人为|谭立斌, 院长由|李四担任
_CLOSES = re.compile("[,。;、()]|担任|兼任|出任|兼")

_AFTER_LISTED = re.compile("[、,。 ):]|等|和|及(?!时)|分别|共同|一同|先后|出席|参加|陪同|致辞")

BYLINE = "person:byline"
_REPORTS = re.compile("[^,。;:()]{0,16}报道")  # says what the reporters do
_BYLINE = ("记者", "通讯员", "编辑", "摄影", "责编", "编审", "作者")


def _with_list(scene: Scene, first: Found, taken: set[int]) -> Iterator[Found]:
    yield first
    cursor = first.end
    by = scene.text[max(0, first.start - 5) : first.start].rstrip(" ").endswith(_BYLINE)
    while scene.text[cursor : cursor + 1] == "、" or (by and scene.text[cursor : cursor + 1] == " "):
        end = name_after(scene, cursor + 1)
        if end is None or (end < len(scene.text) and not _AFTER_LISTED.match(scene.text, end)):
            return
        taken.add(cursor + 1)
        rule = BYLINE if first.rule == BYLINE else "person:list"
        yield Found(cursor + 1, end, "Person", scene.text[cursor + 1 : end], rule)
        cursor = end
