"""Things that are made, by the last letter of their names where no list has them (反射镜, 导电浆料): in lists, after 研制的 or a firm, before 填补空白."""

import re
from collections.abc import Iterator

from kg.lexicon import generic, load
from kg.recognise.candidates import BODIES, FIELDS, PLACES, Found, Scene, of_kind
from kg.recognise.fields.unlisted import GENERATION, inside_name, is_made, nominal
from kg.sought import sought
from kg.words import words

_MARKS = "。,;:!?、“”《》()<> \n\t…—"
_LONGEST = 16
_MADE = "研制|研发|开发|推出|发布|造出|制造|生产|交付|总装|调试|建造|展出|量产|打造|下线|引进|新上"
_THING = sought(
    rf"(?:{_MADE})(?:成功|出|出了|了)?的(?=[^,。;:!?的]{{3}})|(?:{_MADE})(?:出|出了|了)|(?:生产|研制|研发|开发)(?!线|企业|基地|厂|车间|性|区|商|者|中心|团队|人员|机构)"
)
_FARES = sought(
    "批量交付|批量生产|批量供货|批量供应|实现量产|量产|出口|远销|畅销|热销|填补|打破|走向世界|走出国门|(?<![上线])下线(?!上|下|索)|用在|用于|应用于|应用在|广泛应用|摆上|装机"
    "|占全球|占全国|占国内|稳居|位居|市场占有率|市占率|国内市场|获批上市|上市(?!公司|企业)|通过[^,。;]{0,8}认证|完成[^,。;]{0,4}(?:试验|测试|验证)|正式交付|成功交付|顺利交付"
)


def find_things(scene: Scene, found: list[Found], taken: list[tuple[int, int]]) -> Iterator[Found]:
    """Yield the things that somebody is said to make: 研制的|单口径天线, 海诺科技的|导电浆料, 单口径天线|填补空白."""
    for start, end in (*_spoken_of(scene, found), *_faring(scene)):
        name = scene.text[start:end]
        if not name or name[0] in _POINTING or not _ends_well(scene.text, end) or not is_product(name):
            continue
        if not any(s < end and start < e for s, e in taken):
            yield Found(start, end, "Technology", name, "made:的")


_POINTING = frozenset("这那该")  # 这两台望远镜


def _spoken_of(scene: Scene, found: list[Found]) -> Iterator[tuple[int, int]]:
    """Yield the nouns after 研制的, and those that a firm is said to have."""
    for match in scene.matches(_THING):
        yield _closed_stretch(scene.text, match.end()) or _nouns(scene.text, match.end())
    for firm in found:
        if firm.kind == "Company" and scene.text.startswith("的", firm.end):
            yield _nouns(scene.text, firm.end + 1)


_STRETCH = re.compile(r"[^、,。;:!?“”()《》<>|等和与及的\s]{3,12}(?=[、,。;!?”)]|等|和|与|及)")


def _closed_stretch(text: str, start: int) -> tuple[int, int] | None:
    """Return where the words stand that fill the space up to a mark, if they may all be one name, verbs too: 竹缠绕管."""
    match = _STRETCH.match(text, start)
    if not match or match.group()[-1] not in load().made_things or not nominal(match.group()):
        return None
    for word in words(match.group()):
        if len(word.text) == 1 or word.text not in generic("products"):
            break
        start += len(word.text)
    return start, match.end()


def _faring(scene: Scene) -> Iterator[tuple[int, int]]:
    """Yield what stands between a mark and a word that says how a product fares: 、单口径天线|填补空白."""
    text = scene.text
    for match in scene.matches(_FARES):
        low = match.start()
        while low and match.start() - low <= _LONGEST and text[low - 1] not in _MARKS and text[low - 1] not in "的":
            low -= 1
        if low and match.start() - low <= _LONGEST:
            yield _nouns(text[: match.start()], low)


def _ends_well(text: str, end: int) -> bool:
    """Say whether the nouns are not part of a longer word for who makes or uses them: 导电浆料|企业."""
    return not text.startswith(_NOT_AFTER, end)


_NOT_AFTER = ("企业", "公司", "产业", "行业", "厂", "市场", "工程", "研究", "技术", "团队", "领域")


def _nouns(text: str, start: int) -> tuple[int, int]:
    """Return where the nouns stand that begin at ``start``, without those before them that say nothing."""
    end = start
    for word in words(text[start : start + _LONGEST]):
        if not (inside_name(word) or (start == end and GENERATION.fullmatch(word.text))):
            break
        if len(word.text) > 1 and word.text in generic("products") and start == end:
            start += len(word.text)
        end += len(word.text)
    return start, end


def find_listed(scene: Scene, found: list[Found]) -> Iterator[Found]:
    """Yield what stands in one list with a technology and is made by its end: 风机齿轮箱、叶片, 反射镜、光学相机."""
    sure = {(f.start, f.end) for f in found if f.kind == "Technology"}
    spans = {(f.start, f.end) for f in found if f.kind in FIELDS or f.kind in _NOT_OVER} if sure else set()
    while sure:
        beside = {
            m for start, end in sure for m in (_member_after(scene.text, end), _member_before(scene.text, start)) if m
        }
        sure = {m for m in beside if _is_member(scene, *m) and not any(s < m[1] and m[0] < e for s, e in spans)}
        spans |= sure
        yield from (Found(*m, "Technology", scene.text[slice(*m)], "product:listed") for m in sorted(sure))


_NOT_OVER = PLACES | BODIES
_TO_RIGHT = re.compile(
    r"(?:、|和|与|及|以及)(?P<member>[^、,。;:!?“”()《》<>|等和与及的\s]{2,12})(?=[、,。;!?”)]|等|和|及|与|的|生产线|产线|项目|出口|$)"
)
_TO_LEFT = re.compile(r"(?<=[、的“:])(?P<member>[^、,。;:!?“”()《》<>|等和与及的\s]{2,12})(?=、)")


def _member_after(text: str, end: int) -> tuple[int, int] | None:
    match = _TO_RIGHT.match(text, end)
    return match.span("member") if match else None


def _member_before(text: str, start: int) -> tuple[int, int] | None:
    if text[start - 1 : start] != "、":
        return None
    low = start - 1
    while low and start - low <= _LONGEST and text[low - 1] not in _MARKS and text[low - 1] not in "等和与及的":
        low -= 1
    match = _TO_LEFT.match(text, low)
    if match:
        return match.span("member")
    inside = words(text[low : start - 1]) if text[low - 1 : low] == "," else ()
    return (low, start - 1) if inside and all(w.inner or w.text in load().technical for w in inside) else None


def _is_member(scene: Scene, start: int, end: int) -> bool:
    text = scene.text[start:end]
    if text in generic("makers") or text in generic("products") or text in scene.lexicon.stop_terms:
        return False
    if any(of_kind(hit[2], _NOT_OVER) for at in range(start, end) if (hit := scene.hit_by_start.get(at))):
        return False
    return text in scene.lexicon.products or is_product(text) or _of_wide_head(text)


def _of_wide_head(text: str) -> bool:
    """Say whether a head that needs a technical word before it by itself closes the nouns, as it may beside another product: 焊接|设备、切割|设备."""
    head = next((text[-size:] for size in (3, 2) if text[-size:] in load().products), "")
    if not head or len(text) - len(head) < _SHORTEST or not nominal(text):
        return False
    before = words(text[: -len(head)])
    said = generic("products", "fields") | load().abstract
    return not all(word.text in said for word in before)


_SHORTEST = 2  # characters before such a head


def is_product(name: str) -> bool:
    """Say whether the name is of a thing that is made."""
    return _closed_by_product(name) or is_made(name)


def _closed_by_product(text: str) -> bool:
    """Say whether a product word closes the nouns."""
    products = load().products
    ends = (text[-size:] for size in (5, 4, 3, 2) if size < len(text))
    return any(one in products and not products[one].needs for one in ends) and nominal(text)
