"""Where a person's name begins and ends: a surname and what may be a given name."""

import re
from itertools import accumulate, islice

from kg.recognise.candidates import Scene, certain, of_kind
from kg.words import Word, in_dictionary, words

AFTER_NAME = re.compile(
    r"[、。,;:!?()“”《》\s]|等|和|与|在|对|为|说|表示|介绍|指出|强调|告诉|认为|带[领着队]|明确|率|主持|会见|出席|陪同|代表|分别|致辞|及|向|也|就|是|一行|同志|先生|女士|教授|博士|团队|的|文/|文图|摄|报道|先后|亲自|正(?:在|带)"
    r"|到|赴|任|担任|出任|兼任|当选|受聘|领衔|牵头|联合|会同|作|做了|就|从|把|将|曾|又|已|还|兄弟|夫妇|父子|姐妹"
    r"|于(?=[0-9])|致(?=[贺慰函信电辞词])"
)
LETTERS = re.compile(r"[\u4e00-\u9fff]{2,4}")
LONG_NAME = 3
_LEVELS = ("市", "省", "县", "区", "州", "国", "新区")  # 由|市政协主席, 强|省, 高新区
_DOUBLED = 2
_PARTICLES = frozenset("作着地的了在将对为从和是说也就等称曾已还又都与并及到来去被把向")
BOUNDS = frozenset("。,;:!?、“”《》() \n—")


def name_after(scene: Scene, start: int) -> int | None:
    """Return where the personal name that begins at ``start`` ends."""
    surname = surname_at(scene, start)
    if not surname or scene.text[start] == "和":  # joins who stands before to whom stands behind
        return None
    for length in (surname + 2, surname + 1):
        end = start + length
        if end > len(scene.text) or not LETTERS.fullmatch(scene.text, start, end):
            continue
        if text_starts_with_adverb(scene.text, start):
            return None
        joins_none = length > surname + 1 and scene.text[end - 1] == "和" and scene.text.startswith(_MARKS, end)
        given = _is_name(scene, start, end - joins_none) or _leads_a_party(scene, start, end)  # 局长徐景和|、
        named = given or _says(scene, start, end) or _given_by_a_verb(scene, start, end)
        if named and (
            AFTER_NAME.match(scene.text, end) or acts(scene.text, start, end) or end in _word_ends(scene.text, start)
        ):
            return end
    return None


def _joins_another(scene: Scene, start: int) -> bool:
    """Say whether 和 only joins a known person to who stands before: 习近平主席|和普京."""
    hit = scene.hit_by_start.get(start + 1) if scene.text[start] == "和" else None
    return hit is not None and of_kind(hit[2], _PERSON) is not None


def _leads_a_party(scene: Scene, start: int, end: int) -> bool:
    """Say whether the three letters are who came with others, whatever words they are: 董事长尹同跃|一行."""
    return end - start == LONG_NAME and scene.text.startswith("一行", end) and scene.text[end - 1] not in _PARTICLES


def acts(text: str, start: int, end: int) -> bool:
    """Say whether a word for a deed or its time follows a name of three letters or more: 李建国|承诺, 李建国|日前."""
    following = text[end : end + 2]
    if end - start < LONG_NAME or not in_dictionary(following) or in_dictionary(text[end - 1 : end + 1]):
        return False
    return words(following)[0].tag in ("v", "t", "d", "vn", "ad")


def _given_by_a_verb(scene: Scene, start: int, end: int) -> bool:
    """Say whether the stretch, which a title precedes, is a surname and a word that is no noun, up to a mark: 院长吕建成、."""
    found = words(scene.text[start:end])
    surname = len(found) == _DOUBLED and len(found[0].text) == 1
    said = scene.text[end - 1] in "说道称讲问答"  # 李明|说
    return surname and not said and found[1].tag in _GIVEN and scene.text.startswith(_STOPS, end)


_GIVEN = frozenset(("v", "vn", "a", "an", "ad", "d"))
_MARKS = ("、", ",", ";", "。", ")")
_STOPS = (*_MARKS, "等出席", "等参加", "出席", "参加", "陪同", "讲话", "致辞", "发言", "主持", "到会")


def text_starts_with_adverb(text: str, start: int) -> bool:
    """Say whether the text from ``start`` begins with a function word (都, 将, 时) and so with no surname."""
    if text[start] not in _FUNCTION:
        return False
    first = words(text[start : start + 4])[0]
    return len(first.text) == 1 and first.tag in ("d", "p", "c", "r", "u", "v")


_FUNCTION = frozenset("常都将时向和从于有能来说到就还也又要与被把在对为是得")


def _word_ends(text: str, start: int) -> set[int]:
    """Return where words end, read from ``start`` on, and the end of the text."""
    ends = accumulate((len(word.text) for word in words(text[start : start + 7])), initial=start)
    return {*islice(ends, 1, None), len(text)}


def surname_at(scene: Scene, start: int) -> int:
    """Return how many letters the surname has that begins at ``start``, or 0."""
    text = scene.text
    if text[start : start + 2] in scene.lexicon.surnames:
        return 2
    return 1 if text[start : start + 1] in scene.lexicon.surnames else 0


_OFFICE_TAKEN = re.compile("任(?:首席|双|专|组|总|副|院|所|会|理|校|名|首|董|主)")  # 任|首席科学家 is no name
_NO_LAST = frozenset("们他她它下前中里时等的各兼")
_TO_WHOM = frozenset("同于致率赴抵")
_PERSON = frozenset(("Person",))
_NO_NAME_TAGS = frozenset(
    ("d", "p", "c", "u", "ul", "uj", "uz", "ud", "ug", "uv", "r", "m", "t", "f", "y", "e", "q", "v", "vn", "ad")
)


def _is_name(scene: Scene, start: int, end: int) -> bool:
    """Say whether the letters that a surname opens are a name, as far as they and the next ones tell."""
    hit = scene.hit_by_start.get(start)
    known = certain(hit[2]) if hit and hit[1] >= end else None
    if hit and known:
        return known.kind == "Person" and hit[1] == end
    if hit and hit[1] == end and of_kind(hit[2], _EMPLOYERS):
        return False  # 高通
    if hit and hit[1] == end - 1 and scene.text[hit[1]] in _TO_WHOM and of_kind(hit[2], _PERSON):
        return False  # 李强|同萨摩亚总理
    text = scene.text[start:end]
    if _opens_otherwise(scene, text) or _ends_otherwise(scene.text, start, end):
        return False
    found = words(text)
    if len(found) == 1:
        return found[0].tag in ("nr", "nrt", "nrfg", "nz") or not in_dictionary(text)
    if any(w.text in scene.lexicon.boundaries for w in found) or _noun_and_more(found):
        return False
    return not any(len(w.text) >= 2 and _no_given_name(w) for w in found)


def _opens_otherwise(scene: Scene, text: str) -> bool:
    """Say whether the letters are a word, or a surname before one that is no given name."""
    given, listed = text[1:], scene.lexicon.person_words
    if given in _LEVELS or given in listed["address"] or given in scene.lexicon.titles or given in _NOT_GIVEN:
        return True  # 习|主席, 高|管
    if text[1] == "不" or _OFFICE_TAKEN.match(text):
        return True  # 富不富
    bare = text[:2] if text[2:] in _NO_LAST else text
    return bare in listed["none"] or (len(text) == _DOUBLED and text[0] == text[1])  # 贺信, 师生|们, 殷殷|嘱托


_NOT_GIVEN = ("管", "科人", "军方")


def _ends_otherwise(text: str, start: int, end: int) -> bool:
    """Say whether the last letter belongs to what follows or to a word with the letters before it."""
    last, long = text[end - 1], end - start == LONG_NAME
    if last == "于" and text[end : end + 1].isdigit():
        return True  # 李明|于9月
    if last in "原方" and in_dictionary(text[start : end - 1]):
        return True  # 纪委|原书记, 项目|方
    if last in _PARTICLES and not _NAMED_WEI.match(text, end - 1):
        return True  # 万鼎|作
    if not long:
        return False
    if last == "正" and not _MARKED.match(text, end):
        return True  # 李明|正带领
    return last == "率" or _runs_on(text, end)  # 李明|率队, 方勤|正在


_NAMED_WEI = re.compile("为(?:[、,。;)]|出席|主持|会见|致辞|讲话|参加|宣布)")  # 市长姜有为|出席


def _runs_on(text: str, end: int) -> bool:
    """Say whether the last letter before ``end`` opens a word, 方勤|正在, 李强|调研, and not the next one: 李国光|强调, 杨广志|在致辞中."""
    if text[end : end + 1] in ("说", "") or not in_dictionary(text[end - 1 : end + 1]) or _COUNTED.match(text, end):
        return False
    goes_on = text[end] in _BEFORE_A_DEED or in_dictionary(text[end : end + 2])
    return not goes_on or text[end - 1] in _ADVERBS


_COUNTED = re.compile("等[0-9一二三四五六七八九十]")  # 王冬平|等15人
_BEFORE_A_DEED = frozenset("在向对与和带")
_ADVERBS = frozenset("正现将就也已曾还同都均便仍先再又即亦刚全才最")


_MARKED = re.compile(r"[、。,;:!?()\s说]|$")
_SPOKEN = re.compile("说|表示|介绍|认为|指出|坦言|告诉|透露|先后(?:发言|表示)")


def _says(scene: Scene, start: int, end: int) -> bool:
    """Say whether three letters between a title and a verb of speech are a surname and a word, or lie across a word: 马|宏伟, 方向|明."""
    text = scene.text[start:end]
    tells = _SPOKEN.match(scene.text, end) or acts(scene.text, start, end)
    if len(text) != LONG_NAME or not tells or in_dictionary(text) or text[-1] in _ADVERBS:
        return False
    found = words(text)
    if len(found) != _TWO_WORDS or found[1].tag in _FUNCTION_TAGS or found[1].text in _MODAL:
        return False  # 单位|要
    return len(found[0].text) == 1 or found[0].tag in ("n", "a")


_TWO_WORDS = 2
_MODAL = frozenset("要会能须应可该")
_FUNCTION_TAGS = frozenset(("p", "c", "u", "ul", "uj", "r", "m", "f", "q", "y"))


def _noun_and_more(found: tuple[Word, ...]) -> bool:
    """Say whether a common noun opens the stretch and an adverb or verb follows it: 领导|干部|真."""
    noun = found[0]
    common = len(noun.text) > 1 and noun.tag == "n" and in_dictionary(noun.text)
    return common and any(word.tag in ("d", "v", "p", "a", "f") for word in found[1:])


def _no_given_name(word: Word) -> bool:
    """A noun can be a given name (徐|芙蓉) where no dictionary verb or adjective can; the caller has seen a title beside it."""
    if word.tag in _GUESSED and not in_dictionary(word.text):
        return False  # what the segmenter puts together by itself: 屈跃|宽
    return word.tag in _NO_NAME_TAGS or (word.tag in ("a", "l", "i") and in_dictionary(word.text))


_GUESSED = frozenset(("v", "vn", "ad", "d", "s", "f"))


def name_before(scene: Scene, end: int) -> int | None:
    """Return where the personal name that ends at ``end`` begins; a word boundary must stand before it."""
    for length in (3, 2, 4):
        start = end - length
        surname = surname_at(scene, start) if start >= 0 and not _joins_another(scene, start) else 0
        if not surname or length - surname not in (1, 2) or not LETTERS.fullmatch(scene.text, start, end):
            continue
        before = scene.text[start - 1 : start]
        bounded = (
            not before
            or before in BOUNDS
            or (before == "据" or (before == "在" and scene.text.startswith("看来", end)))
            or titled(scene, start)
            or (length >= LONG_NAME and (_ends_a_body(scene, start) or scene.text.endswith(_OF_WHAT, 0, start)))
        )
        if not bounded and (before not in _INTRODUCE or words(scene.text[start:end])[0].tag not in ("nr", "nrfg")):
            continue
        introduced = length == LONG_NAME and before in _INTRODUCE and _surname_and_verb(scene.text[start:end])
        if (introduced or _is_name(scene, start, end)) and not _place_inside(scene, start, end):
            return start
    return None


_OF_WHAT = ("领域", "行业")  # 医疗器械|领域|李成林团队


def _surname_and_verb(text: str) -> bool:
    """Say whether the text, which a title follows, is a surname and a verb for a given name: 由|蒋建新|教授."""
    found = words(text)
    return len(found) == _TWO_WORDS and len(found[0].text) == 1 and found[0].tag == "nr" and found[1].tag == "v"


def _place_inside(scene: Scene, start: int, end: int) -> bool:
    """Say whether the surname is but a word before a place: 应|江西省委书记."""
    hit = scene.hit_by_start.get(start + 1)
    named = certain(hit[2]) if hit and hit[1] >= end else None
    return named is not None and named.kind in ("Region", "GovernmentBody")


_INTRODUCE = frozenset("的由请选举聘命")  # 的|李四, 由|李四, 推选|李四


def _ends_a_body(scene: Scene, start: int) -> bool:
    """Say whether a firm, institute or university ends where the name begins, or a head that names them does: 华星光电|李四当选, 科技局|李四副局长."""
    hit = scene.hit_by_end.get(start)
    if hit is not None and of_kind(hit[2], _EMPLOYERS) is not None:
        return True
    return start in scene.head_ends and words(scene.text[start : start + LONG_NAME])[0].tag == "nr"


_EMPLOYERS = frozenset(("Company", "ResearchInstitute", "University"))


def titled(scene: Scene, start: int) -> bool:
    """Say whether a title ends at ``start``."""
    return any(scene.text[start - n : start] in scene.lexicon.titles for n in scene.lexicon.title_lengths if n <= start)
