"""Why a name that a head closes and that grew as its make-up allows is none after all: its words or those beside it say otherwise."""

import re
from collections.abc import Callable

from kg.lexicon import generic, is_country, load
from kg.recognise import legal
from kg.recognise.candidates import PLACES, PLACES_AND_BODIES, of_kind
from kg.recognise.firms.names import only_business
from kg.recognise.grown.candidate import Candidate
from kg.recognise.grown.shown import is_shown
from kg.words import in_dictionary, words


def objection(candidate: Candidate) -> str:
    """Return what speaks against the candidate, or nothing."""
    return next((reason for reason, holds in _OBJECTIONS if holds(candidate)), "")


def _alone(one: Candidate) -> bool:
    return one.growth.start == one.start


def _opens_bracket(one: Candidate) -> bool:
    return one.name.startswith("(")


def _ends_word(one: Candidate) -> bool:
    """Say whether the one letter of the head is the end of another word: 部|署, 签|署."""
    return one.end - one.start == 1 and in_dictionary(one.text[one.start - 1 : one.end])


def _of_word(one: Candidate) -> bool:
    """Say whether the head is the end of a word for a meeting: 专题|协|商会."""
    return one.head.text == "商会" and one.text.startswith("协", one.start - 1)


def _firms_of_country(one: Candidate) -> bool:
    """Say whether only words that say what firms are stand between a country or side and the head, or none: 美国|科技|公司, 中方|公司."""
    if one.head.text not in _PLAIN_FIRMS:
        return False
    hit = one.scene.hit_by_start.get(one.growth.start)
    country = hit is not None and hit[1] <= one.start and is_country(one.text[hit[0] : hit[1]])
    if not country and not one.modifier.startswith(_SIDES):
        return False
    rest = one.text[hit[1] if country and hit else one.growth.start + 2 : one.start]
    return all(word.text in _ANY_FIRM for word in words(rest)) if rest else one.head.text == "公司"


_PLAIN_FIRMS = ("公司", "银行", "集团", "药业")
_SIDES = ("中方", "外方", "美方", "日方", "欧方", "德方", "俄方")
_ANY_FIRM = frozenset(
    "地区性 大型 小型 科技 互联网 高科技 航空 石油 能源 制药 军工 医药 保险 投资 跨国 社交媒体 网络 半导体 芯片 汽车 游轮 物流".split()
)


def _of_somebody(one: Candidate) -> bool:
    """Say whether somebody with an office, or another office, stands in it: 管委会主任李良率|…管委会, 科技厅及省|电子行业协会."""
    return bool(_SOMEBODY.search(one.modifier))


_SOMEBODY = re.compile(
    "(?:主任|书记|[局厅处省市县区]长)[\u4e00-\u9fff]{2,3}(?:率|带领)|[厅局委办](?:及|和|与|以及)[省市]"
)


def _deputy(one: Candidate) -> bool:
    """Say whether the head is the first part of a deputy's title, or repeated in it: 总队副|总队|长, 发展署|署|长."""
    led = one.head.kind == "GovernmentBody" and one.text.startswith("长", one.end)
    return led and one.modifier.endswith(("副", "助理", one.head.text))


def _one_letter(one: Candidate) -> bool:
    """Say whether one letter, of a word that goes on before it, is all that an office or a firm is called by: 滚动|体|有限公司."""
    return len(one.modifier) == 1 and (one.head.kind == "GovernmentBody" or one.head.text.endswith(legal.FORMS))


def _generic_term(one: Candidate) -> bool:
    return one.name in one.scene.lexicon.stop_terms


def _says_too_little(one: Candidate) -> bool:
    """Say whether there stands not before the head what it needs; a zone that is begun or finished needs no place."""
    growth = one.growth
    enough = {
        "place": growth.places or _proper_place(one),
        "part": growth.places or growth.fields or growth.proper or growth.content,
        "word": growth.places or growth.proper,
        "proper": growth.content or growth.places or growth.fields,
        "both": growth.places and growth.content,
        "site": growth.places and growth.content,
    }
    return not enough[one.head.needs] and not is_shown(one)


def _proper_place(one: Candidate) -> bool:
    shortest, longest = 2, 8
    return one.growth.proper and (shortest <= len(one.modifier) <= longest or ")" in one.modifier)


def _one_of_a_class(one: Candidate) -> bool:
    """Say whether it is one of several, or the first or largest of a class of zones: 全国首个|氢能产业园, not 江州首个|…."""
    if one.text.startswith("之一", one.end):
        return not (one.growth.proper or (one.growth.fields and one.head.kind != "Zone"))
    ranked = one.head.kind == "Zone" and not (one.growth.places or one.growth.proper)
    return ranked and _RANKED.search(one.text, max(0, one.growth.start - 9), one.growth.start) is not None


_RANKED = re.compile(
    "(?:世界级|(?:全国|我国|国内|全球|世界|国际|中国|亚洲)(?:规模)?(?:最大的?|首[个座家]|第一[个座家]|唯一的?|领先的?|一流的?))$"
)


def _counted_inside(one: Candidate) -> bool:
    """Say whether the name opens with how many there are: 五大|材料实验室, but 八大处."""
    return bool(_INSIDE.match(one.name))


_INSIDE = re.compile("[起出了]?[二三四五六七九十两几]大(?![桥道学厦])")


def _kept_well(one: Candidate) -> bool:
    """Say whether the name opens with how something is used or run: 运用好|国家实验室."""
    return bool(_WELL.match(one.name))


_WELL = re.compile("(?:建设|管理|运用|利用|发挥|使用|用|建|办|管|护)好(?!孩)")


def _ours(one: Candidate) -> bool:
    """Say whether it is called by the level of its place alone: 我县|经开区."""
    return one.head.kind == "Zone" and _OURS.match(one.name) is not None


_OURS = re.compile("我[省市区县州]")


def _across_places(one: Candidate) -> bool:
    return one.name.startswith(("跨省", "跨市", "跨区", "跨县")) and not one.growth.places


def _subsidiary(one: Candidate) -> bool:
    return one.name.endswith(("子公司", "母公司", "上市公司", "跨国公司", "合资公司"))


def _of_schools(one: Candidate) -> bool:
    return one.name.endswith("大学") and one.text.startswith(_OF_SCHOOLS, one.end)


_OF_SCHOOLS = ("联盟", "联合体", "集群", "生", "校长", "园路", "城路", "路", "街")  # 高科|大学|联盟, 高新区|大学|园路


def _of_others(one: Candidate) -> bool:
    """Say whether it is what a class, people or countries have or are not: 非|大学, 县级|…, 两|国…, 管委会人员|管理|科学园."""
    return bool(_OTHERS.search(one.text, max(0, one.growth.start - 1), one.start))


_OTHERS = re.compile(
    "非$|(?:[五5]百|500|百)强|(?:犯罪|诈骗|贩毒|走私|存管)$|[两三多各]国(?!家)|县级|(?:人员|员工|议员)(?!创业|培训|服务|之家)"
)


def _bare_business(one: Candidate) -> bool:
    """Say whether a firm's name has no word of its own: 微电子|股份有限公司."""
    unnamed = not one.growth.places and not one.growth.proper and one.head.text.endswith(legal.FORMS)
    return unnamed and (only_business(one.name) or one.modifier in generic("makers", "products"))


def _holds(one: Candidate) -> bool:
    return one.head.text == "控股" and one.text.startswith("的", one.end)  # 东方盛虹|控股的|盛虹研究院


def _all_such(one: Candidate) -> bool:
    """Say whether the name is that of all such zones or institutes of a country or province: 中国|开发区, 安徽省省级|高新区."""
    if _OF_PROVINCE.search(one.modifier):
        return True
    return one.head.kind == "Zone" and (one.modifier in _OF_COUNTRY or _graded_of_province(one))


def _graded_of_province(one: Candidate) -> bool:
    """Say whether only a grade stands between a province and the head: 江苏|国家级|经开区; 常州|国家|高新区 is one."""
    hit = one.scene.hit_by_start.get(one.growth.start)
    place = of_kind(hit[2], PLACES) if hit else None
    province = place is not None and place.sort == "province"
    return province and hit is not None and _GRADE.fullmatch(one.text, hit[1], one.start) is not None


_OF_PROVINCE = re.compile("(?:省|自治区)(?:省级|自治区级|国家级)")
_OF_COUNTRY = ("中国", "全国")
_GRADE = re.compile("省?(?:国家级?|省级|级|市级|自治区级)")


def _only_one_of(one: Candidate, kinds: frozenset[str]) -> bool:
    """Say whether nothing but a known name of one of ``kinds`` stands before the head."""
    hit = one.scene.hit_by_start.get(one.growth.start)
    return hit is not None and hit[1] == one.start and of_kind(hit[2], kinds) is not None


def _of_an_office(one: Candidate) -> bool:
    """Say whether only an office stands before a zone's head: those that it has charge of, none named: 科技部|科学园区."""
    return one.head.kind == "Zone" and _only_one_of(one, _OFFICES)


_OFFICES = frozenset(("GovernmentBody",))


def _managed(one: Candidate) -> bool:
    """Say whether the word before a zone's head says what is done with it, or one that plans it opens the name: 规划|机器人产业园."""
    return one.head.kind == "Zone" and (one.modifier in _MANAGED or one.modifier.startswith(_PLANS))


_PLANS = ("规划", "租赁", "租用", "承租")
_MANAGED = ("管理", "监管", "服务", "研究", "改造", "经营", "开发", "运营", "优化", "整合", "支持", "依托", "引领")


def _whose_branch(one: Candidate) -> bool:
    """Say whether only a place stands before a branch, which leaves open whose it is: 南京|分行."""
    return one.head.text in _BRANCHES and _only_one_of(one, PLACES)


_BRANCHES = ("分行", "支行", "分公司", "分局")


def _plant(one: Candidate) -> bool:
    """Say whether a known firm opens the name, which is then what the firm has built."""
    hit = one.scene.hit_by_start.get(one.growth.start) if one.head.text.endswith("制造基地") else None
    return hit is not None and hit[1] <= one.start and of_kind(hit[2], frozenset(("Company",))) is not None


def _of_no_industry(one: Candidate) -> bool:
    """Say whether a base is somebody's, what a region is for others, or for teaching: 甲公司宁德|基地, 东北|老工业|基地, 青少年|教育|基地."""
    if one.head.text != "基地":
        return False
    places = [
        hit for hit in one.scene.hits if one.growth.start <= hit[0] and hit[1] <= one.start and of_kind(hit[2], PLACES)
    ]
    before = one.scene.hit_by_end.get(one.start)
    somebodys = before is not None and of_kind(before[2], PLACES_AND_BODIES) is not None
    told = one.modifier.endswith(_NO_ZONE) or "发展" in one.modifier  # 西北地区|发展|风光基地
    return somebodys or not places or told


_NO_ZONE = tuple(
    (
        "工业 制造业 产业 研发 生产 供应 保障 教育 教学 实训 实习 实践 培训 培养 训练 集训 人才 储备 科普 军事 海军 空军 导弹 "
        "战略 粮食 粮 原料 原材料 资源 活动 展示 宣传 直播 销售 外贸 出口"
    ).split()
)


def _grade(one: Candidate) -> bool:
    return one.head.text.endswith(_GRADED) and not (one.growth.fields or one.growth.proper)


_GRADED = (
    "大科学装置",
    "重点实验室",
    "工程技术研究中心",
    "工程研究中心",
    "企业技术中心",
)  # 江苏省重点实验室 is what many are


def _no_industry(one: Candidate) -> bool:
    return one.head.kind == "Cluster" and not _has_field(one)


def _has_field(one: Candidate) -> bool:
    if one.growth.fields:
        return True
    hits = (hit for hit in one.scene.hits if hit[0] >= one.growth.start and of_kind(hit[2], PLACES))
    first = next(hits, None)
    rest = one.text[first[1] : one.start] if first else ""
    return len(rest) > 1 and any(word.text not in generic("names") for word in words(rest))


def _any_of_a_place(one: Candidate) -> bool:
    """Say whether no more than a generic word stands between a place and a head that needs both: 浙江|特色|小镇, 上海|基金."""
    needs_more = one.head.needs == "both" and not one.growth.fields
    hit = one.scene.hit_by_start.get(one.growth.start) if needs_more else None
    if hit is None or of_kind(hit[2], PLACES) is None or hit[1] > one.start:
        return False
    rest = one.text[hit[1] : one.start]
    return len(rest) < _TELLING and all(word.text in generic("names") for word in words(rest))


_TELLING = 4  # characters: 未来产业|先导区


def _counted_industries(one: Candidate) -> bool:
    return one.head.kind == "Cluster" and bool(_COUNTED_CLUSTERS.search(one.text, one.growth.start, one.start))


_COUNTED_CLUSTERS = re.compile("[一二两三四五六七八九十几多]大|[0-9]+[大个]")  # 新材料、石化三大优势产业集群


def _wanted(one: Candidate) -> bool:
    start = one.growth.start
    if one.head.text.endswith("集聚区") and _MADE_INTO.search(one.text, max(0, start - 20), start):
        return True
    if one.head.text == "交易中心" and not one.growth.places:
        return _POSITIONED.search(one.text, max(0, start - 20), start) is not None
    return one.head.text.endswith("基地") and bool(_AIMED.search(one.text, max(0, start - 6), start))


_MADE_INTO = re.compile("(?:建设|打造|发展)成为?[^。;]*$")
_POSITIONED = re.compile("(?:定位[为是于]?|打造成|成为)[^。;]*$")
_AIMED = re.compile(r"(?:世界级|国家级|一流|重要的?|国际性?|全国性?|领先的?|最大的?)$")


def _counted(one: Candidate) -> bool:
    growth = one.growth
    named = growth.proper and one.head.text.endswith("有限公司")  # 总投资3000万元的华利源科技有限公司
    unsure = not growth.places and not named
    if unsure and _COUNT_OPENS.match(one.name):
        return True
    return unsure and bool(_COUNTED.search(one.text, max(0, growth.start - 12), growth.start))


_COUNT_OPENS = re.compile("(?:[近上数约超逾过几两]|[0-9])[百千万十]+[多余]?[家所座]")  # 上百家|物流公司


def _pointed_at(one: Candidate) -> bool:
    """Say whether a word points at one of a class right before it: 这家|巧克力公司, 我国|生物医药产业园区."""
    if one.growth.places or one.head.text.endswith(legal.FORMS):
        return False
    points = _POINTS.search(one.text, max(0, one.growth.start - 4), one.growth.start)
    return points is not None and (not one.growth.proper or points.group()[0] in "这那某")


_POINTS = re.compile("(?:[这那某][个家所座项支处]|我国|国内外?|国外|海外|世界各地|各地|各省|各市)$")


_COUNTED = re.compile(
    r"(?:\d+|[一二三四五六七八九十百千两多几数])(?:余|多)?(?:个|家|所|座|批|类|大|项|支|处|条)[^,。;、:]{0,6}$|(?:一批|各类|多家|多个|一系列|许多|若干|有关|相关|各|每|该|其|此)(?:的)?$|(?:投资|占地|面积|规模|产值)[^,。;:、]{0,4}[0-9][^,。;:、]{0,6}的$"
)


def _of_a_sort(one: Candidate) -> bool:
    """Say whether only a word for its sort tells which one it is: 劳动密集型|产业园, 体系化任务型|创新联合体; not 大模型."""
    sort = one.modifier.find("型")
    return sort > 1 and not one.growth.places and not in_dictionary(one.modifier[sort - 1 : sort + 1])


def _on_trial(one: Candidate) -> bool:
    """Say whether those are meant that take part in a trial: FT账户试点|银行."""
    return one.modifier.endswith("试点") and one.head.kind in ("Company", "Zone", "Organization")


def _counted_behind(one: Candidate) -> bool:
    """Say whether a class of the state or a province is counted: 国家现代农业|产业园|3个."""
    graded = one.modifier.startswith(("国家", "省级", "市级")) and not one.growth.places
    return graded and _COUNT_BEHIND.match(one.text, one.end) is not None


_COUNT_BEHIND = re.compile("(?:已?达到?|共|超过?)?[0-9]+多?[个家座处]")


def _class_of_a_list(one: Candidate) -> bool:
    growth = one.growth
    closes = not growth.places and not growth.proper and one.text[one.end : one.end + 1] in ("等", "们")
    return closes and not (growth.fields and _NAMES_BEFORE.match(one.text, one.end))


# After 等, what a list of names closes with: 研究院等一批平台; not 研究院等.
_NAMES_BEFORE = re.compile(
    r"等(?:一批|[0-9]{1,3}[个家]|多[个家]|重大|重点|高能级|国家级|创新|科技|新型|研发|特色|专业|国别)+[^,。;:、]{0,4}(?:平台|机构|载体|项目|单位|园区|产业园|实验室|研究院|创新中心)"
)


def _deed(one: Candidate) -> bool:
    """Say whether an adverb shows that the name's first word is a verb, and what follows the thing it is done to: 积极|评价联盟."""
    start = one.growth.start
    how = _HOW.match(one.text, start)
    if one.growth.places or not (how or one.text.endswith(_ADVERBS, 0, start)):
        return False
    done = one.text[how.end() if how else start : one.start]
    return bool(done) and words(done)[0].text in load().name_verbs


_ADVERBS = tuple("积极 高度 充分 深入 不断 继续 大力 全面 正在 努力 认真 加快 加大 持续 切实 有效 主动 进一步".split())
_HOW = re.compile("|".join(_ADVERBS))

_OBJECTIONS: tuple[tuple[str, Callable[[Candidate], bool]], ...] = (
    ("the head stands alone", _alone),
    ("the head is the end of another word", _ends_word),
    ("the head is the end of a word for a meeting", _of_word),
    ("firms of a country, none named", _firms_of_country),
    ("somebody, or another office, stands in it", _of_somebody),
    ("a title of who leads it", _deputy),
    ("one letter says nothing of an office or a firm", _one_letter),
    ("its first word is unknown", _opens_bracket),
    ("a generic term", _generic_term),
    ("before the head stands nothing that makes it a name", _says_too_little),
    ("one of a class, not named", _one_of_a_class),
    ("several that are counted", _counted_inside),
    ("what is done with one that is not named", _kept_well),
    ("called by the level of its place alone", _ours),
    ("a class of what lies in several places", _across_places),
    ("a class of firms", _subsidiary),
    ("schools of a class, which is an alliance's name", _of_schools),
    ("what stands before the head is no part of a name", _of_others),
    ("a firm's line of business, not its name", _bare_business),
    ("whom it holds follows", _holds),
    ("all that a country or province has of them", _all_such),
    ("zones that an office has charge of", _of_an_office),
    ("what is done with a zone", _managed),
    ("a branch that does not say whose it is", _whose_branch),
    ("a firm's plant", _plant),
    ("a base for something else than an industry", _of_no_industry),
    ("a grade of laboratories, not a name", _grade),
    ("a cluster's name says its industry", _no_industry),
    ("any of a place", _any_of_a_place),
    ("industries that are counted, not a name", _counted_industries),
    ("what a place wants to become, not a name", _wanted),
    ("a class that is counted, not a name", _counted),
    ("one of a class that is pointed at, or all of a country", _pointed_at),
    ("a class at the end of a list", _class_of_a_list),
    ("a sort of them, none named", _of_a_sort),
    ("those that take part in a trial", _on_trial),
    ("a class of the state that is counted", _counted_behind),
    ("a verb and what it is done to", _deed),
)
