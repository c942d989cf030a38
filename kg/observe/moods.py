"""Whether a number is aimed at or achieved."""

import re

TARGET = "目标"  # stands before the indicator of a number that is aimed at
_AIM = re.compile(  # every alternative begins with a letter: so the engine passes over the rest faster
    r"预计|计划(?<![人火炬动”]计划)(?=到|在|于|今年|明年|投资|建|新|总|实现|用|安排|引|培|打造|完成|招|每年|将|年|未来|再|生产|推|开|通过|[\d])|力争|目标|争取|拟(?<![虚模]拟)(?![态合]|建的|上市|挂牌)|规划(?:建设(?!用地)|总投资|到|形成)|有望|预期|努力|(?<!为)(?<!为了)确保|到(?<![加长高升大]到)(?:20[2-9]\d年|“?十[四五]五”?末)|到[本]世纪"
    r"|未来(?!集团|公司|实验室|智造|科创|新城|网|谷|港|岛|园|工厂|产业|科学|科技|社区|乡村|技术|能源|网络|之城|城|大厦|学院|中心)|要(?<![主重需只首纲摘就]要)(?![素求道闻])|将(?<!即将)(?=(?:[^,。;]{0,8}?)(?:实现|达|建|形成|超|突破|新增|培育|打造|带动|完成|投资|引进|增|提|成|有|可))|建成后|达产后|投产后|全部达产|可(?:实现|形成|满足|带动)"
)
_DONE = re.compile(r"已经?|了(?!解)|累计|截至|达到了|目前|如今|突破了|共有|现有")
_DONE_SINCE = re.compile(  # of what is aimed at, a part may be done: 3个平台|已启动建设
    r"[^,。;:!?]{1,12}?已经?[^,。;:!?]{0,4}(?:建成|投产|开工|动工|完成|落户|落地|签约|入驻|投用|竣工|达产|实现|上市|启动)"
)


def is_target(text: str, start: int, at: int) -> bool:
    """Say whether the sentence that begins at ``start`` only aims at the number at ``at``."""
    aims = [m.end() for m in _AIM.finditer(text, max(start, at - 200), at)]
    return bool(aims) and not (_DONE.search(text, aims[-1], at) or _DONE_SINCE.match(text, at))
