"""Why the one whom a rule names did not do it, in a sentence that it fits."""

import re

from kg.lexicon import is_country, load
from kg.relate.by_rule.objections.reading import Reading
from kg.rules.slots import KIND_CHAR


def negated(reading: Reading) -> bool:
    """Say whether a word right before the verb denies it: 没有, 尚未, 难以."""
    return any(_NEGATED.search(reading.text, max(0, at - 6), at) for at in reading.verbs)


_NEGATED = re.compile(
    r"(?:不(?!是仅|[仅断少到久但只同光约乏负懈])|没有|未(?!来)|尚未|并非|没能|未能|难以|禁止|不得|缺少|没(?!有)|停止|反对|婉拒|无意|并无|均无)[^,。;:、\ue000-\ue03f]{0,3}$"
)


def heads_another(reading: Reading) -> bool:
    """Say whether between a place and the title stands a body that was not found: 朔州市|集体工业联合社|主任."""
    if (
        not (reading.opens_with("o") and reading.has("s"))
        or reading.text[reading.match.start("o")] != KIND_CHAR["Region"]
    ):
        return False
    return _BODY_AFTER.search(reading.text, reading.match.end("o"), reading.match.start("s")) is not None


_BODY_AFTER = re.compile(
    "(?:联合社|学会|协会|商会(?!议)|研究[院所]|中心|公司|集团|医院|法院|检察院|[局厅校馆站厂社](?!长))(?!主任|经理)[^\ue000-\ue03f]{2}"
)


def second_title(reading: Reading) -> bool:
    """Say whether it is the second of two titles, which is of the body before the first: 甲局局长、|党组书记."""
    return bool(reading.rule.topic) and reading.text.startswith("、", reading.match.start() - 1)


def honorary(reading: Reading) -> bool:
    """Say whether the title is one that a body gives to people elsewhere: 乌克兰工程院|外籍院士."""
    return reading.has("o") and _HONORARY.match(reading.text, reading.match.end("o")) is not None


_HONORARY = re.compile("外籍|荣誉院士|名誉(?:院士|博士)|通讯院士")


def told_to_do_it(reading: Reading) -> bool:
    """Say whether the one that would be approved is to build what is: 批复由|甲公司|组建乙中心."""
    if not reading.has("s") or not reading.text.endswith(("由", "依托"), 0, reading.match.start("s")):
        return False
    return _TO_BUILD.match(reading.text, reading.match.end("s")) is not None


_TO_BUILD = re.compile("[^,。;:]{0,6}(?:组建|牵头|建设|承建|筹建|设立|成立|共建)")


def becomes(reading: Reading) -> bool:
    """Say whether the verb is 成为: a programme that somebody becomes is no deed."""
    return reading.text.endswith("成为", 0, reading.verb)


def serves_it(reading: Reading) -> bool:
    """Say whether the subject is a means of the programme or joins in it: 把甲作为|推进|乙的举措, 甲是|推进|乙的举措, 甲融入乙实施."""
    start = reading.match.start("s") if reading.has("s") else reading.sentence.clause_start(reading.verb)
    return _SERVES.search(reading.text, start, max(start, reading.match.start("o"))) is not None


_SERVES = re.compile("作为|融入|对接|响应|是(?:深入)?(?:推动|推进|实施|落实|贯彻)")


def next_in_list(reading: Reading) -> bool:
    """Say whether the verb opens the next of a list of tasks, which the programme does not do: 推进甲行动、|推动|乙工程."""
    return reading.opens_with("s") and reading.text.startswith(("、", "”、"), reading.match.end("s"))


def is_class_of_clusters(reading: Reading) -> bool:
    """Say whether what would apply is only the class that clusters of a trade are of: 光伏、稀土等|国家先进制造业集群."""
    if not reading.has("s"):
        return False
    named = reading.sentence.group(reading.match.start("s")).names
    return all(name.kind == "Program" and name.name.endswith("集群") for name in named)


def of_a_foreign_ministry(reading: Reading) -> bool:
    """Say whether the minister is that of a country abroad whose ministry is named like ours: 法国|财政部|长."""
    if not reading.opens_with("o") or reading.text[reading.match.start("o")] != KIND_CHAR["GovernmentBody"]:
        return False
    at = reading.match.start("o")
    sentence = reading.sentence
    body = sentence.group(at).names[0].name
    start = sentence.clause_start(at)
    before = (group for slot, group in sentence.before(at) if slot >= start)
    abroad = any(is_country(name.name) for group in before for name in group.names)
    return abroad and body.endswith("部") and load().entry(body, "GovernmentBody") is not None


def acts_on_leave(reading: Reading) -> bool:
    """Say whether what was approved is what the subject does, not the subject: 经国务院批准,|甲交易所|发布…; or the words by
    which somebody acts: 根据|《某办法》|,经国务院批准."""
    if not reading.has("s"):
        return False
    acts = ACTS.match(reading.text, reading.match.end("s"))
    return bool(acts) or reading.text.endswith(_BY_RULE, 0, reading.match.start("s"))


ACTS = re.compile("[^,。;:、\ue000-\ue03f]{0,4}(?:发布|印发|公布|出台|宣布|修订|通报|决定)|将?[对向]")
_BY_RULE = ("根据", "依据", "按照", "依照", "根据《", "依据《", "按照《", "依照《")


def names_a_show(reading: Reading) -> bool:
    """Say whether the subject only says which show of the programme it is: “某某行动”|天府新区|专场启动."""
    return reading.has("s") and _SHOW.match(reading.text, reading.match.end("s")) is not None


_SHOW = re.compile("[^,。;:\ue000-\ue03f]{0,6}(?:专场|分会场|站启动)")


def moved_itself(reading: Reading) -> bool:
    """Say whether the subject is what is moved on, and the programme is next in a list of such: 促进|中部地区|加快崛起、推动乙."""
    if not reading.opens_with("s") or not reading.text.startswith("、", reading.verb - 1):
        return False
    return reading.text.endswith(_MOVES_ON, 0, reading.match.start())


_MOVES_ON = ("促进", "推动", "推进", "带动", "加快")


def told_how(reading: Reading) -> bool:
    """Say whether somebody only tells how it is done: 介绍了|推进光伏产业升级|的有关情况."""
    told = _TELLS.search(reading.text, reading.sentence.clause_start(reading.verb), reading.verb)
    return told is not None and _HOW_IT_GOES.match(reading.text, reading.match.end()) is not None


TELLS = "介绍|通报|讲述|分享|讨论|协商"
# Who makes something known may do it thereby (发布推动…的措施), but not where the words behind say that it is how things stand.
_TELLS = re.compile(f"(?:{TELLS}|汇报|回应|解读|公布|发布|总结|交流)了?[^,。;:]{{0,20}}$")
_HOW_IT_GOES = re.compile(
    "[^,。;:]{0,12}(?:的(?:有关|相关|具体)?(?:情况|做法|经验|举措|成效|进展|成果|工作)|等情况|有关情况|情况)"
)


def put_into_it(reading: Reading) -> bool:
    """Say whether the clause's subject puts something else into the programme: 甲将|医院|纳入试点."""
    if reading.has("s") and reading.match.start("s") > reading.verb:
        return False
    return bool(
        _TAKES_IN.match(reading.text, reading.verb)
        and _PUTS.search(reading.text, reading.sentence.clause_start(reading.verb), reading.verb)
    )


_TAKES_IN = re.compile("纳入|列入|列为|作为|确定为|认定为|评为|命名为")
_PUTS = re.compile("(?:将|把)(?!被|会|正式|再次|继续|进一步|于|在)[^,。;:\ue000-\ue03f]{2,20}$")


def of_the_place(reading: Reading) -> bool:
    """Say whether what is chosen is of the place, not the place: 苏州|3家企业|入选."""
    named = reading.has("s")
    subject = reading.match.start("s") if named else reading.sentence.clause_start(reading.verb)
    verb = max(reading.verbs)
    several = _SO_MANY_OF_IT.search(reading.text, subject, max(subject, verb))
    return bool(several or (named and _OF_THE_PLACE.search(reading.text, subject, max(subject, verb))))


_OF_THE_PLACE = re.compile("(?<!个)(?:企业|公司|居民|市民|项目|产品|学校|医院|村|镇|乡|品牌|人才|团队)[^,。;:]*$")
_SO_MANY_OF_IT = re.compile(
    "(?<![等0-9一二三四五六七八九十百])[0-9一二三四五六七八九十百两多](?:个|家|项|座|支|批)[^,。;:、\ue000-\ue03f]{0,8}"
    "(?:集群|园区|开发区|高新区|平台|企业|实验室|中心|区县|县|镇|项目|单位|机构|基地|市|校)[^,。;:]{0,3}$"
)


def part_of_it(reading: Reading) -> bool:
    """Say whether the subject is only a part of what would be its title, or where it is built: 甲是|乙示范区|建设的主战场."""
    is_one = reading.has("o") and reading.text.startswith(("是", "作为"), reading.verb)
    return is_one and _PART_OF_IT.match(reading.text, reading.match.end("o")) is not None


_PART_OF_IT = re.compile(
    "[”]?(?:建设|发展)?的?[^,。;:、\ue000-\ue03f]{0,4}(?:主战场|主阵地|主平台|核心|承载|组成|一部分|节点|桥头堡)"
)


def oblique(reading: Reading) -> bool:
    """Say whether a preposition before the subject makes it something else: 对|甲|实施."""
    at = reading.match.start()
    return (
        reading.opens_with("s")
        and not _one_phrase(reading.match)
        and bool(_OBLIQUE.search(reading.text, max(0, at - 2), at))
    )


_OBLIQUE = re.compile(r"(?:[与和对向为从把将给被让使同跟比]|对于|关于)$")


def _one_phrase(match: re.Match[str]) -> bool:
    """Say whether subject and object make one phrase, whatever preposition stands before it: 为|安徽的通用航空产业链."""
    if "o" not in match.re.groupindex:
        return False
    between = match.string[match.end("s") : match.start("o")]
    return between in _OF or _WHAT_IT_DOES.fullmatch(between) is not None


_WHAT_IT_DOES = re.compile(
    "(?:重点|着力|大力|全力|优先|加快|主动|持续|积极)[^,。;:]{2,6}的“?"
)  # 围绕|甲重点打造的乙产业
_OF = ("", "的", "所在的", "总部所在的", "所处的")  # 把|甲集团所在的乙区


def done_there(reading: Reading) -> bool:
    """Say whether the subject is only where it is done: 在|甲|实施."""
    return reading.opens_with("s") and reading.text.startswith("在", reading.match.start() - 1)
