"""What opens a clause: adverbs and the like before its subject, and who without a name acts in it."""

import re
import sys

from kg.relate.slots import Slotted

# Nothing is given back (*+): 时时时… must not be read in 2^n ways.
ADVERB = re.compile(
    r"(?:[“”()【《》*#\s]|总?投资(?:额)?[0-9.]+[百千万亿]*元的?|[一二三四五六七八九十]+[、)]|[0-9]+(?:[.][0-9]+)*(?:[.、)]|(?=\s))|[①-⑳★●◆■▲]|仅|目前|如今|现在|当前|眼下|近年来|近日|日前|近期|今年以来|今年|去年|前年|明年|同时|其中|此外|另外|而且|因此|所以|于是|故而|为此|随后|未来|下一步|接下来|不仅|而|并|也|还|又|则|已经?|正在?|将|"
    r"据介绍|据了解|比如|例如|如|像|以来|多年来|这些年|这几年来?|截至目前|截至|到|至|[0-9]+年[末底初]?|[0-9]+月份?|[0-9]+日|[一二三四]季度|[上下]半年|前[0-9一二三四五六七八九十]+个?月|以|作为|"
    r"一方面|另一方面|各?有关(?:部门|单位|地区)(?:和(?:单位|地区))?(?:以及|和|及|、)|至此|由此|从此|首先|其次|最后|特别是|尤其是|第[一二三四五六七八九十百]+[条章节]|近几年|过去|长期以来|“?十[一二三四五]五”?(?:期间|时期|以来)?|自|从|由于|随着|地处|位于|(?:短短|不到|仅用?|只用了?)?[0-9一二三四五六七八九十两几]+(?:年|个月)多?(?:下来|间|里|的?时间[里内]?)|[^\ue000-\ue03f,。;:]{0,8}(?:以来|期间|后|时|前))*+"
)
DOING = (
    r"已经?|正在?|在|也|还|都|将|要|可以?|不断|共同|先后|相继|积极|主动|又|就|便|率先|首次|成功|自主|分别|均|能够?|开始|更|不仅|则|再|纷纷|"
    r"陆续|加快|大力|着力|深入|持续|联合|一起|来|加速|有力|有效|进一步|(?:建成|投产|达产|投用|投运|落成)后"
)
# A clause that opens with how something is done, and with what is done, has no subject of its own: 积极|引进…, 加快推动|….
_HOW = (
    "大力|积极|着力|不断|进一步|重点|因地制宜|前瞻|持续|努力|加速|加快|有序|有力|有效|"
    "逐步|科学|统筹|扎实|继续|主动|全力|深入|稳步|共同|先后|全面|优先|率先|精准|协同|"
    "集中力量|超前|专门"
)
_DEED = (
    "推动|推进|促进|聚焦|围绕|瞄准|做[强大优精]|培育|壮大|发展|打造|建设|构建|形成|"
    "深化|拓展|提升|优化|完善|引进|招引|集聚|布局|延伸|巩固|谋划|抢抓|涵盖|覆盖|涉及|"
    "包括"
)
_WITHOUT_SUBJECT = re.compile(rf"(?:{_HOW}|{_DEED})+(?:了|出)?(?:一批)?")
CAUSING = ("让", "使", "使得", "令")  # who is made to do something does it
# Someone else is spoken of, who has no name here: what the clause says must not be laid at the door of the topic.
OTHER = re.compile(
    r"(?:该[^,。;:\ue000-\ue03f]{1,4}?|国家高新区|高新区|开发区|园区|试点|企业|公司|团队|记者|专家|学者|院士|工作人员|负责人|总经理|董事长|总书记|总理|"
    r"我国|中国|国家|全国|各地|政府|人们|居民|农民|村民|群众|合作社|学生|教授|博士|机构|部门|平台|项目|产品|技术|系统|设备|机器人|卫星|工厂|车间|基金|银行|客商|他|她|我们|它们|他们|大家|有人|许多|不少|这家|一家|该企业|这个|这种|这项|该项目)"
    rf"(?:{DOING})*+(?:通过[^,。;:]{{0,8}}(?:{DOING})*+)?$"
)


def after_adverbs(text: str, start: int = 0, end: int = sys.maxsize) -> int:
    """Return where the adverbs that open the clause from ``start`` on end."""
    opening = ADVERB.match(text, start, end)
    return opening.end() if opening else start


def without_subject(sentence: Slotted, start: int, at: int) -> bool:
    """Say whether between the clause's ``start`` and ``at`` stand only adverbs, and words for what is done and how."""
    begins = after_adverbs(sentence.text, start, at)
    return begins == at or bool(_WITHOUT_SUBJECT.fullmatch(sentence.text, begins, at))


def opens_clause(sentence: Slotted, at: int) -> bool:
    """Say whether the word at ``at`` is the first of its clause but for adverbs."""
    return bool(ADVERB.fullmatch(sentence.text, sentence.clause_start(at), at))
