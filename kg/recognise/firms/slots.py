"""Firms that no list knows, where a sentence has a place that only a firm fills: 由|协辰光能|投资建设, |康迪|研发生产的, |华夏威盛|进驻亦庄开发区."""

import re
from collections.abc import Iterator

from kg.lexicon import load
from kg.recognise import legal
from kg.recognise.candidates import FIELDS, PLACES, Found, Scene, only_with
from kg.recognise.firms import brands
from kg.recognise.firms.names import behind_place, is_own
from kg.sought import sought
from kg.words import words

_NAME = r"(?P<firm>[\u4e00-\u9fff]{2,10}?)"
_OPENS = r"(?:(?<![\u4e00-\u9fffA-Za-z0-9·])|(?<=的))[据由与和对让请向]?"  # a clause or a list's member begins, or what is called so
_MAKES = "(?:研发|设计|开发|研制|生产|制造|量产|推出|销售)"
_MONEY = r"[约超近逾]?[0-9.]+[余多]?[百千万]?[亿万]"
_OFFICE = "(?:副?董事长|副?总经理|(?:高级|执行)?副?总裁|首席(?:执行官|技术官|运营官|财务官)|CEO|总工程师|监事长)"
_OFFICER = sought(rf"{_OPENS}{_NAME}(?:公司|集团)?{_OFFICE}")
# What follows where the words before the office are who holds it: 姚琳副总经理|、
_HOLDS_IT = re.compile("[、,。;)]|助理|[等就在向对与和带率作]|表示|介绍|出席|一行|陪同|主持|致辞|代表|分别")
# What is said of a firm alone, beside its name.
_FRAMES = (
    sought(
        rf"由{_NAME}(?:独家|独立|全额|共同|联合|公司)?(?:计划|总)?(?:投资|出资|投建|承建|控股|独资|生产|制造)(?!者|人|方|性|力)"
    ),
    sought(rf"{_OPENS}{_NAME}(?:自主|独立|联合)?{_MAKES}、?(?:生产|制造|量产|推出|销售)的"),
    sought(rf"{_OPENS}{_NAME}(?:自主)?(?:量产|推出)的"),
    sought(rf"{_OPENS}{_NAME}(?:的?(?:全资|控股)子公司|旗下|的?母公司|(?:集团)?股价|股份公司)"),
    _OFFICER,
    sought(rf"(?:曾|现|历|兼|出|担)任{_NAME}(?:公司|集团)?{_OFFICE}"),
    sought(
        rf"{_OPENS}{_NAME}(?:计划|预计|拟|将|已|累计|再次|又|先后)*(?:在[\u4e00-\u9fff]{{2,12}}?)?(?:累计|总|计划|再)?投资{_MONEY}"
    ),
    sought(rf"{_OPENS}{_NAME}(?:的)?总投资{_MONEY}"),
    sought(rf"(?:创办|创立|创建|注册成立|联合成立)了?(?!人|者){_NAME}(?=公司|集团|[,。;:、!?)])"),
    sought(rf"{_OPENS}{_NAME}由[^,。;:!?]{{2,40}}(?:出资|合资|投资)(?:设立|成立|组建|创立)"),
)
# Whose place follows: X入驻|亦庄开发区, X计划在|麓谷|建设….
_ENTERS = sought(
    rf"{_OPENS}{_NAME}(?:正式|成功|先后|相继|率先|于[0-9年月日]{{2,10}})?(?:签约)?(?:入驻|进驻|落户|落子|落地)(?:于|在|到|了)?"
)
_BUILDS = sought(rf"{_OPENS}{_NAME}(?:计划|拟|将|正|已|也|又)*在")
_SETS_UP = re.compile(r"(?:累计|总|计划|独资|合资)?(?:投资|建设|新建|兴建|投建|建厂|设厂|设立|布局)")
# Beside a firm that is known: 隆基绿能与|朱雀投资|共同出资.
_DO = "(?:出资|投资|设立|成立|组建|创办|创立|打造|建设|研发|开发|生产|发起)"
_WITH = sought(rf"[与和同、]{_NAME}(?:[于在][^,。;:]{{2,12}})?(?:共同|联合|合资|合作|强强)+{_DO}")


_OPENING = ("Region", "Company")  # what a firm's name begins with: its place, its group (隆基|氢能)


@only_with(*_FRAMES, _ENTERS, _BUILDS, _WITH)
def find_slot_firms(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield what fills a place for a firm and has a word of its own."""
    taken = [f for f in found if f.kind not in FIELDS]
    for start, stop in sorted(set(_filled(scene, found))):
        end = stop + len(_FIRM) if _CUT.search(scene.text, start, stop) and scene.text.startswith(_FIRM, stop) else stop
        over = [f for f in taken if f.start < end and start < f.end]
        opened = all(f.kind in _OPENING and f.start == start and f.end < end for f in over)
        if opened and is_firm(scene, start, end):
            yield Found(start, end, "Company", scene.text[start:end], "brand:slot")


_FIRM = "公司"
_CUT = re.compile("(?:有限|有限责任|股份)$")  # a legal form without its end


def _filled(scene: Scene, found: list[Found]) -> Iterator[tuple[int, int]]:
    """Yield the places for firms with what fills them."""
    text = scene.text
    for frame in _FRAMES:
        for match in scene.matches(frame):
            if not (frame is _OFFICER and _HOLDS_IT.match(text, match.end()) and _is_person(scene, match["firm"])):
                yield match.span("firm")
    places = {f.start: f.end for f in found if f.kind in PLACES}
    for match in scene.matches(_ENTERS) if places else ():
        if match.end() in places:
            yield match.span("firm")
    sites = {start for start, end in places.items() if text[start - 1] == "在" and _SETS_UP.match(text, end)}
    for match in scene.matches(_BUILDS) if sites else ():
        if match.end() in sites:
            yield match.span("firm")
    firms = {f.end for f in found if f.kind == "Company"}
    for match in scene.matches(_WITH) if firms else ():
        if _before_bracket(text, match.start()) in firms:
            yield match.span("firm")


def _before_bracket(text: str, end: int) -> int:
    """Return where what stands before ``end`` closes, without a short form in brackets: 华安光能(下称“华安”)|与…."""
    opening = text.rfind("(", 0, end) if text[end - 1] == ")" else -1
    return opening if opening > 0 else end


def is_firm(scene: Scene, start: int, end: int) -> bool:
    """Say whether a word of its own fills the stretch, be it behind a place and before a line of business or a legal form."""
    own = legal.CLOSING.sub("", scene.text[behind_place(scene, start) : end])
    word = _without_tail(_without_tail(own))  # 时代|半导体
    return (
        is_own(word)
        and not own.endswith(tuple(load().brands["other_body"]))
        and (word != own or not _may_be_person(scene, own))
    )


def _without_tail(own: str) -> str:
    """Return a firm's name without one word that closes such names, where two letters or more stand before it."""
    closing = (tail for tail in brands.framed_tails() if own.endswith(tail) and len(own) > len(tail) + 1)
    return own.removesuffix(max(closing, key=len, default=""))


def _is_person(scene: Scene, name: str) -> bool:
    """Say whether the word is a surname and a given name of one letter."""
    return len(name) == _PERSON - 1 and name[0] in scene.lexicon.surnames and words(name)[0].tag.startswith("nr")


def _may_be_person(scene: Scene, own: str) -> bool:
    return len(own) == _PERSON and own[0] in scene.lexicon.surnames


_PERSON = 3  # letters of most people's names
