"""Why nothing is said to have been founded by whom a rule names, in a sentence that it fits."""

import re

from kg.recognise.candidates import PLACES
from kg.relate.by_rule.objections.reading import Reading
from kg.relate.subjects.clauses import opens_clause
from kg.relate.subjects.named import ITS_PEOPLE
from kg.rules.slots import KIND_CHAR


def agent_in_place(reading: Reading) -> bool:
    """Say whether the pattern opens with an agent that a preposition makes a place: 在苏州工业园区设立."""
    before = reading.text[: reading.match.start()].rstrip(KIND_CHAR["Region"])
    return reading.opens_with("o") and before.endswith(tuple("在于到从向对为"))


def what_it_is_known_for(reading: Reading) -> bool:
    """Say whether the name only says whose the thing is that is made: 建立|雄安|标准体系."""
    return reading.has("s") and _KNOWN_FOR.match(reading.text, reading.match.start("s") + 1) is not None


_KNOWN_FOR = re.compile("[”]?(?:标准|质量|模式|样板|经验|品牌|速度|特色|精神|形象|样本|名片)")


def founded_in_place(reading: Reading) -> bool:
    """Say whether what is taken as founded only says where, or on whom the thing leans: 在鹿泉经济开发区,由甲共建的乙成立;
    设立仪式在|甲纪念馆|举行; 中心依托|甲园,由乙共建."""
    if not (reading.opens_with("s") or _built(reading)):
        return False
    before = reading.text[: reading.match.start("s")].rstrip(KIND_CHAR["Region"])
    return before.endswith(("在", "位于", "落户", "依托"))


def founded_itself(reading: Reading) -> bool:
    """Say whether the one that is taken for the founder is what was founded before: 设立|甲委员会|、组建乙."""
    if not reading.has("o") or reading.match.start("o") > reading.verb:
        return False
    return _FOUNDS.search(reading.text, 0, reading.match.start("o")) is not None


_FOUNDS = re.compile("(?:设立|组建|成立|创办|新建|建成)了?$")


def former_self(reading: Reading) -> bool:
    """Say whether what was founded is what the other used to be: 甲公司|前身是1958年成立的|甲研究所."""
    founder = reading.match.end("o") if reading.has("o") else reading.sentence.clause_start(reading.verb)
    return _ONCE.search(reading.text, founder, max(founder, reading.verb)) is not None


_ONCE = re.compile("(?:前身|原名|曾用名)[^,。;:]{0,3}[是为]")


def _built(reading: Reading) -> bool:
    """Say whether what is taken as founded stands behind the verb: 建设|甲."""
    return reading.has("s") and reading.match.start("s") > reading.verb


def of_what_is_named(reading: Reading) -> bool:
    """Say whether the name behind the verb only opens the words for what is made: 打造|雄安新区|的出海口, 共建的|甲医院|口腔院区."""
    return _built(reading) and _GOES_ON.match(reading.text, reading.match.end()) is not None


_GOES_ON = re.compile(
    "[”]?(?:的(?!重大)(?!决)|(?![等和与及并以为用推带助吸聚集加实后来项])[A-Za-z\u4e00-\u9fff]{0,8}?(?:平台|体系|院区|模式|机制|门户|协议|全过程)(?![、和与及]))"
)


def only_told_of(reading: Reading) -> bool:
    """Say whether the deed is no more than a noun, a time or what the sentence is about: 建成|后, 建设、推进, 建设|甲|是一项决策."""
    if any(_A_NOUN.match(reading.text, end) for end in reading.verb_ends):
        return True
    if _built(reading) and _THROUGHOUT.match(reading.text, reading.match.start("s") + 1):
        return True
    opens = opens_clause(reading.sentence, reading.match.start())
    return bool(
        reading.rule.topic and opens and _built(reading) and _IS.match(reading.text, reading.match.start("s") + 1)
    )


_A_NOUN = re.compile("[、后前]|运营|项目|以来|之初|之后|至今|今[天日]|仪式|大会|情况|[一二两三四五六七八九十0-9]+周?年")
_THROUGHOUT = re.compile("[”]?(?:的)?(?:全过程|各领域|各环节|始终)")
_IS = re.compile(
    "[”]?[^。;:]{0,24}?(?:是[^。;:]{0,48}(?:战略|决策|部署|选择|举措|大事|着力点|使命)|锚定|意味着|有利于|事关)"
)


def delegated(reading: Reading) -> bool:
    """Say whether a founder only allows or asks: 批准…设立, 由国务院|批复设立."""
    after = reading.match.start("o") + 1 if reading.has("o") else len(reading.text)
    asked = _DELEGATED.search(reading.text, _asked_from(reading), reading.verb)
    return bool(asked or _DELEGATED.match(reading.text, after))


_DELEGATED = re.compile(r"批准|批复|同意|核准|支持|鼓励|允许|要求|授权|指导|促成")


def _asked_from(reading: Reading) -> int:
    """Return where a word may stand that makes founders of others: behind the one named, who founds if asked to (支持A建设B)."""
    named = reading.match.start("o") if reading.has("o") else reading.verb
    return named if named < reading.verb else reading.sentence.clause_start(reading.verb)


def congratulated(reading: Reading) -> bool:
    """Say whether a person only speaks of the founding or to the founded: 甲某|向|某组织成立致贺信."""
    if (
        not (reading.opens_with("o") and reading.has("s"))
        or reading.text[reading.match.start("o")] != KIND_CHAR["Person"]
    ):
        return False
    return _SPEAKS_OF.search(reading.text, reading.match.end("o"), reading.match.start("s")) is not None


_SPEAKS_OF = re.compile("[对向就为]|致|祝贺|出席|参加")


def seated(reading: Reading) -> bool:
    """Say whether the words tell where it has its seat: 设在, 落户."""
    founded = reading.match.start("s") if reading.has("s") else reading.verb
    return bool(_SEATED.search(reading.text, reading.verb, max(reading.verb, founded)))


_SEATED = re.compile(r"设在|落户|位于|坐落|迁到|搬到")


def by_another(reading: Reading) -> bool:
    """Say whether the clause names before the verb who does it: 由某企业|建设."""
    at = reading.match.start()
    return bool(reading.rule.topic) and bool(_BY_ANOTHER.search(reading.text, reading.sentence.clause_start(at), at))


# 由甲出资的乙负责运营, 由某国政府联合丙设立: the agent stands in the clause, the topic is what it is about.
_BY_ANOTHER = re.compile(r"由[^,。;:由]{1,30}$")


def founded_by_nobody(reading: Reading) -> bool:
    """Say whether the clause tells what was founded, and names nobody before: 2014年设立的|基金."""
    begun = reading.text[reading.sentence.clause_start(reading.verb) : reading.verb]
    if any(_WHEN.match(reading.text, end) for end in reading.verb_ends):
        return True
    return any(reading.text.startswith("的", end) for end in reading.verb_ends) and not _NAMED.search(begun)


_NAMED = re.compile("[\ue000-\ue03f]")
_WHEN = re.compile("于[0-9]{4}年[^,。;:\ue000-\ue03f]{0,4}的")  # 前身是组建|于1994年的甲


def stem_of_a_noun(reading: Reading) -> bool:
    """Say whether the verb is part of a word for who does it: 创办|者是, 建设|方为."""
    return any(reading.text.startswith(("者", "方"), end) for end in reading.verb_ends)


def done_by_its_people(reading: Reading) -> bool:
    """Say whether the words behind a place name who there does it: 北京等地|研发机构|成立."""
    if not reading.opens_with("o") or reading.text[reading.match.start("o")] != KIND_CHAR["Region"]:
        return False
    return bool(_ITS_PEOPLE.search(reading.text, reading.match.end("o"), max(reading.match.end("o"), reading.verb)))


_ITS_PEOPLE = re.compile(ITS_PEOPLE)


def counted_there(reading: Reading) -> bool:
    """Say whether the place only says where those are that are counted: 江苏省|5家稀土企业."""
    slots = (reading.match.start(slot) for slot in "som" if reading.has(slot))
    return any(
        _COUNTED.match(reading.text, at + 1) is not None and reading.sentence.group(at).names[-1].kind in PLACES
        for at in slots
    )


_COUNTED = re.compile(
    "(?:等地?)?的?(?:[0-9]+|[两三四五六七八九十数几多]+)[多余]?(?:[家名位](?!级)|[个项][^,。;:\ue000-\ue03f]{0,8}项目)"
)


def begins_a_longer_name(reading: Reading) -> bool:
    """Say whether the firm that is taken as founded only opens the name of a new one, or a project's: 合资成立|松下|冷机。"""
    at = reading.match.start("s") if reading.has("s") else -1
    return (
        reading.rule.relation == "foundedBy"
        and at > 0
        and reading.text[at] == KIND_CHAR["Company"]
        and not reading.opens_with("s")
        and goes_on_as_a_name(reading.text, at + 1)
    )


def goes_on_as_a_name(text: str, end: int) -> bool:
    """Say whether the firm that ends at ``text[end]`` only opens the name of what is new: 建成甲|光伏基地."""
    return _NEW_NAME.match(text, end) is not None


_NEW_NAME = re.compile(
    "(?:等|[\ue000-\ue03f])[^,。;:\ue000-\ue03f]{0,6}(?:项目|工厂|基地|生产线)|(?![等和与及并后的在于以来用专负为是由从]|项目)[\u4e00-\u9fff]{2,6}(?:[,。;!?]|$)"
)
