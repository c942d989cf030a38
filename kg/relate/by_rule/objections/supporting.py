"""Why one whom a rule names did not help the other, in a sentence that it fits."""

import re

from kg.relate.by_rule.objections.deeds import TELLS
from kg.relate.by_rule.objections.reading import Reading
from kg.relate.subjects.named import ITS_PEOPLE
from kg.rules.slots import KIND_CHAR, SETS, SLOT, slot_class
from kg.words import words


def taken_for(reading: Reading) -> bool:
    """Say whether it is only told as what something is taken for, or the words begin within another: 以船舶为|支撑, 成|为深圳汇聚人才的平台."""
    at = reading.match.start()
    if at and _PART_OF_A_WORD.match(reading.text, at - 1):
        return True
    return bool(_TAKEN_FOR.match(reading.text, max(0, at - 2)))


_PART_OF_A_WORD = re.compile("[成作称认誉列定变升设视评名转改]为|[面方朝走迈]向|[绝针应相]对")


_TAKEN_FOR = re.compile("[^成]为(?:支撑|引领|服务|支持)[、,]|..(?:支撑|引领|服务|支持)、")  # 以船舶为支撑、风电为引领


def done_in_it(reading: Reading) -> bool:
    """Say whether the other did it to the subject: 甲公司|孵化于|乙园, 受益于|丙."""
    return any(reading.text.startswith(("于", "自"), end) for end in reading.verb_ends)


def by_means_of(reading: Reading) -> bool:
    """Say whether what the clause's subject advances is what it leans on, or is advanced by those named behind 以, or is no deed.

    推动以|大数据为引领的发展, 以某厂带动|工程机械产业, 以甲、乙为龙头,带动|某产业, 推进|某产业发展布局, 推动|大数据赋能制造.
    """
    if reading.rule.topic != "subject" or not reading.has("o"):
        return False
    text, at = reading.text, reading.match.start("o")
    return bool(
        text.endswith("以", 0, at)
        or _LED_BY.search(text, max(0, reading.verb - 24), reading.verb)
        or _NOUN_AFTER.match(text, reading.match.end())
        or _NOT_ITSELF.match(text, at + 1)
    )


_LED_BY = re.compile(
    f"以[{slot_class(frozenset(SETS['Thing']))}](?:[^,。;:\ue000-\ue03f]{{0,6}}为[^,。;:\ue000-\ue03f]{{1,6}},)?$"
)
_NOUN_AFTER = re.compile(
    "布局|规划|论坛|大会|战略|示范区|基地|研讨|座谈|(?:[^,。;:\ue000-\ue03f]{0,6}发展)?的(?:若干|指导|实施|有关|相关)?(?:意见|通知|方案|措施|办法)"
    "|的[^,。;:\ue000-\ue03f]{0,4}(?:基地|高地|中心|平台|园区|示范区|集聚区)"
)
_NOT_ITSELF = re.compile(
    "(?:研发|生产|制造|加工|装备)*(?:基地|园区|高地|目的地)|(?:融合|创新)?(?:发展)?(?:示范|先行|试验|先导)区|赋能"
)


def of_another_verb(reading: Reading) -> bool:
    """Say whether another verb stands before what is named, or others whom it is about, or the verb is the stem of a noun:
    支持|企业开展|光伏培训, 支持|构建|光伏平台, 服务|商就光伏交流.

    What describes the name may hold one: 支持|新引进的|光伏企业.
    """
    if reading.rule.topic != "subject" or not reading.has("o") or reading.verb > reading.match.start("o"):
        return False
    named = reading.match.start("o")
    gap = reading.text[max(end for end in reading.word_ends if end <= named) : named]
    if _STEM.match(gap):
        return True
    if re.search(SLOT, gap):
        return bool(_DOES_IT.search(gap))
    if _OTHERS_FIRST.match(gap):
        return True
    verb = next((word.text for word in words(gap) if word.tag == "v" and not word.inner), "")
    return bool(verb) and (gap.startswith(verb) or "的" not in gap.partition(verb)[2])


_DOES_IT = re.compile(f"{SLOT}(?:等地)?(?:加快|率先)?(?:发展|建设|打造|培育|布局|构建|做[大强优]|开展|创建|深化|探索)")
_STEM = re.compile("商|业|器|员|站|力|平台|中心|体系|工程|能力|作用|专区|窗口|大厅|机构")  # 服务|商, 赋能|平台
_OTHERS_FIRST = re.compile(f"[^的]{{0,2}}(?:{ITS_PEOPLE}|学校|资本|外商).")


def spoken_about(reading: Reading) -> bool:
    """Say whether the deed itself is what something is said of: 发展光伏产业|是…, 促进光伏消费|有利于…, 关于|促进…的部署."""
    start = reading.sentence.clause_start(reading.match.start())
    before = reading.text[start : reading.match.start()]
    if before.endswith(_ABOUT):
        return True
    return not before.strip("“”") and bool(_SAID_OF_IT.match(reading.text, reading.match.end()))


_ABOUT = ("关于", "有关", "对于", "有利于", "有助于", "旨在")
_SAID_OF_IT = re.compile(
    "[^,。;:\ue000-\ue03f]{0,12},?(?:不仅|既|正|就)?(?:是(?![\ue000-\ue03f]|[^。;]{0,24}作出的)|有利于|有助于|关系|事关)"
)


def between_them(reading: Reading) -> bool:
    """Say whether what is moved on is how two stand to each other: 推动|合肥与六安|同城化发展."""
    if reading.rule.topic != "subject" or not reading.has("o"):
        return False
    named = reading.match.start("o")
    two = len(reading.sentence.group(named).names) == _TWO
    return two and reading.text.startswith(_MUTUAL, named + 1)


_TWO = 2
_MUTUAL = ("同城", "一体", "协同", "合作", "联动", "互联", "关系")


def fused(reading: Reading) -> bool:
    """Say whether the fields are only fused with each other or another: 推动|大数据与医药产业|融合发展, 促进与|制造业|融合发展."""
    if not reading.has("o") or reading.match.start("o") < reading.verb:
        return False
    text, at = reading.text, reading.match.start("o")
    several = len(reading.sentence.group(at).names) > 1 or text.endswith("与", 0, at)
    return several and _FUSED.match(text, at + 1) is not None


_FUSED = re.compile("的?[^,。;:、\ue000-\ue03f]{0,4}融合")


def firms_only(reading: Reading) -> bool:
    """Say whether what is moved on are so many firms, not their trade: 带动60余家|光伏企业|集聚."""
    if not reading.has("o") or reading.match.start("o") < reading.verb:
        return False
    counted = _SO_MANY.search(reading.text, reading.verb, reading.match.start("o"))
    return bool(counted and _FIRMS.match(reading.text, reading.match.start("o") + 1))


_SO_MANY = re.compile("(?:[0-9一二三四五六七八九十百千两数]+[多余]?[家个]|更多|一批|众多|大批)[^,。;:]{0,4}$")
_FIRMS = re.compile("[^,。;:、\ue000-\ue03f]{0,6}(?:企业|公司|厂商)")


def goods_only(reading: Reading) -> bool:
    """Say whether what is given are goods that are carried there: 为合肥输送|风电电量."""
    return reading.rule.tells == "giving" and _GOODS.match(reading.text, reading.verb) is not None


_GOODS = re.compile("[^,。;:]{0,18}(?:电量|天然气|石油|原油|用气|用电|供水|水源|武器)")


def told_by_figures(reading: Reading) -> bool:
    """Say whether the subject only published the figures that tell it: 某协会发布数据显示,出口|带动光伏产业发展."""
    return reading.rule.topic == "subject" and _FIGURES.search(reading.text, 0, reading.verb) is not None


_FIGURES = re.compile("(?:数据|统计|调查|监测|报告|分析)[^,。;:]{0,4}(?:显示|表明|认为)")


def told_or_asked(reading: Reading) -> bool:
    """Say whether it is only what somebody is told, shown or asks: 在甲园听取|促进光伏产业升级|等介绍, 如何|促进光伏产业升级."""
    start = reading.sentence.clause_start(reading.verb)
    return _TOLD.search(reading.text, start, reading.verb) is not None


_TOLD = re.compile(
    f"(?:{TELLS})[^,。;:]{{0,2}}$|听取|听[^,。;:]{{0,8}}(?:介绍|汇报)|察看|参观|观看|了解(?!到)|如何|怎样|怎么"
)


def told_by_a_document(reading: Reading) -> bool:
    """Say whether a document that the subject issued stands between: 省政府印发《规划》,|推动汽车产业升级 is what the plan says.

    Several of them are what the subject does: 出台《意见》、《计划》等一系列政策,|促进汽车产业发展.
    """
    moved = bool(reading.rule.topic) and reading.text.startswith(_MOVES, reading.verb)
    return moved and _ISSUED.search(reading.text, 0, reading.verb) is not None


_MOVES = ("推", "促", "带动", "助推")  # not 支持: who issues a plan to support a trade supports it
_ISSUED = re.compile(
    f"(?:印发|发布|出台|公布|下发)[^,。;:]{{0,8}}{KIND_CHAR['Policy']}(?![^,。;:]{{0,6}}等[^,。;:]{{0,8}}(?:政策|措施|文件))"
)
