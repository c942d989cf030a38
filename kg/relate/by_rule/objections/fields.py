"""Why a field is not what the subject works on, in a sentence that a rule fits."""

import re

from kg.lexicon import load
from kg.relate.by_rule.objections.reading import Reading
from kg.rules.slots import SETS, slot_class


def step_of_a_list(reading: Reading) -> bool:
    """Say whether the verb is one of the steps that a list holds with its object: 设计、制造、|封装测试 各有分工."""
    named = reading.match.start("o") if reading.has("o") else 0
    return reading.text.startswith("、", named - 1) and named - 1 in reading.verb_ends


def made_by_others(reading: Reading) -> bool:
    """Say whether what is made is not what the place makes: 推广自主研发的|收割机, 这家企业正研制|…; or nothing is: 生产制造、|物流, 加工等|产业."""
    if reading.rule.tells != "making" or not reading.has("o"):
        return False
    at = reading.match.start("o")
    product = reading.sentence.group(at)
    if product.tail or _ONE_MAKER.search(reading.text, 0, reading.verb):
        return True
    made = reading.text[max(reading.verb_ends) : at]
    return "、" in made or made.startswith(_NO_VERB) or reading.text.endswith("安全", 0, reading.verb)


_ONE_MAKER = re.compile("[这一该某][家个款]")
_NO_VERB = ("的", "制造", "加工", "经营", "大", "等", "到", "至", "与", "和")


def made_up_of_others(reading: Reading) -> bool:
    """Say whether the field only heads those that a rule reads behind it: 先进制造业|以特钢、家电为主."""
    return reading.rule.fallback and reading.text.startswith("以", reading.match.start("o") + 1)


def turned_to(reading: Reading) -> bool:
    """Say whether the field is only where something is turned to or meant for: 产品不断向|…领域拓展, 面向|航空航天等领域."""
    at = reading.match.start("o") if reading.rule.fallback else 0
    if not reading.text.endswith("向", 0, at):
        return False
    return reading.text.endswith("面向", 0, at) or bool(_SPREADS.match(reading.text, at + 1))


_SPREADS = re.compile("[^,。;:]{0,8}(?:拓展|延伸|开放|敞开)")


def under_one_roof(reading: Reading) -> bool:
    """Say whether the fields are what one place or house holds that has no name: 打造集|研发、物流|于一体的基地."""
    if "集" not in reading.text or not reading.has("o"):
        return False
    at = reading.match.start("o")
    gathered = _GATHERED.search(reading.text, reading.match.start() + 1, at)
    return gathered is not None and bool(_ONE_ROOF.match(reading.text, at + 1))


_GATHERED = re.compile("集[^,。;:集]{0,24}$")
_ONE_ROOF = re.compile(
    rf"[^,。;:]{{0,24}}的[^,。;:链]{{0,12}}(?:基地|平台|中心|产业园区?|综合体|示范区|小镇|园区|[{slot_class(frozenset(SETS['Site']) - {'Cluster'})}])"
)


def come_from_there(reading: Reading) -> bool:
    """Say whether the subject is only where the makers come from: 来自四川的|汽车企业 came here."""
    return reading.opens_with("s") and bool(_CALLED_ON.search(reading.text, 0, reading.match.start()))


_CALLED_ON = re.compile("(?:总部[在位]于?|来自|走访|拜访|对接|考察|学习|参观)了?$")


def begins_a_word(reading: Reading) -> bool:
    """Say whether the verb is only the beginning of another word: 集中|式光伏电站."""
    return any(reading.text.startswith("式", end) for end in reading.verb_ends)


def leaves_it(reading: Reading) -> bool:
    """Say whether what stands behind a place and its field makes the field leave it (重庆|电子信息产业转移), or a title (…行动计划)."""
    if not (reading.opens_with("s") and reading.has("o") and reading.match.start("o") <= reading.match.start("s") + 2):
        return False
    return bool(_LEAVES.match(reading.text, reading.match.start("o") + 1))


_LEAVES = re.compile(
    "[^,。;:\ue000-\ue03f]{0,4}(?:转移|外溢|溢出|疏解)|[^,。;:\ue000-\ue03f]{0,12}(?:行动计划|发展规划|实施方案|若干措施|若干意见|管理办法)"
)


def in_wider_region(reading: Reading) -> bool:
    """Say whether the subject is the wider region of what somebody builds: 打造|西部地区|电子信息产业高地 is not said of the west."""
    if not reading.opens_with("s") or not _BUILDS.search(reading.text, 0, reading.match.start()):
        return False
    names = reading.sentence.group(reading.match.start()).names
    return len(names) == 1 and _is_supra(names[0].name)


def _is_supra(region: str) -> bool:
    entry = load().entry(region, "Region")
    return entry is not None and entry.sort == "supra"


_BUILDS = re.compile("(?:打造|建设|建成|构建|形成|成为|创建)(?:成为?)?(?:全国|中国|我国|国内|面向)?$")


def describes_another(reading: Reading) -> bool:
    """Say whether the words describe what is named behind them, or one of several things that are listed.

    建设|以甲为重点的乙经济带、|以丙为重点的丁经济带: neither is said of who builds them.
    """
    if reading.rule.topic != "subject" or not reading.text.startswith("以", reading.match.start()):
        return False
    listed = reading.text.startswith("、", reading.match.start() - 1)
    return bool((_DESCRIBES if listed else _DESCRIBES_NAMED).match(reading.text, reading.match.end()))


_DESCRIBES = re.compile("[^,。;:、]{0,4}的")
_DESCRIBES_NAMED = re.compile(rf"的[{slot_class(frozenset(('Zone', 'Region', 'Cluster', 'ResearchInstitute')))}]")


def furthered_everywhere(reading: Reading) -> bool:
    """Say whether the field is one that every place has and furthers: 出台推动|制造业|高质量发展的政策 tells no focus of its own."""
    if reading.rule.tells != "furthering":
        return False
    names = reading.sentence.group(reading.match.start("o")).names
    return all(name.name in load().general_industries for name in names)


def next_project(reading: Reading) -> bool:
    """Say whether the field is that of the project behind the firm's in a list: 甲电池项目、|液压件项目."""
    both = reading.has("s") and reading.has("o") and reading.match.start("s") < reading.match.start("o")
    return both and bool(NEXT_PROJECT.search(reading.text, reading.match.start("s"), reading.match.start("o")))


# The project behind the firm's, or the next firm of a list that gives each its own: 甲年产…、|乙年产….
NEXT_PROJECT = re.compile(
    f"(?:项目|工程|基地|生产线|[一二三四五]期)(?:、|和|以及)|、[{slot_class(frozenset(('Company',)))}](?=年产|[0-9])"
)
