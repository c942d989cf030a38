"""The grade before a field that makes one a branch of its own (高端|能源装备), and the measure that a machine or material is told by."""

import re

from kg.recognise.candidates import Scene

_GRADED = re.compile(
    "(?:(?<!中)高端|(?<!创)新型|先进|现代|智慧|智能|数字|(?<=[、,“])未来|高性能|[医车船]用|[电子池品车规]{2}级|第[一二三四五六七八九0-9]{1,2}代|下一代)$"
)
# What a machine or material is told by: 大尺寸|硅片, 25K大丝束|碳纤维, N型|电池片, 分体式|飞行汽车.
_SIZED = re.compile(
    "(?:(?<![0-9A-Z.])[0-9.]{1,4}(?:K|英寸|兆瓦级?|微米|纳米)|(?<![0-9])百?万千瓦级?|(?<![A-Z])[NP]型|(?:(?<=[、的“,])|(?<=[兆千]瓦))[\u4e00-\u9fff]{1,3}式"
    "|[大小](?:尺寸|口径|容量|直径|丝束)|[大高]功率|[高超](?:分辨率|精度|强度|纯度)|超(?:高|大|快|薄|纯)|通用|专用|第?[0-9.]{1,4}代|第?[一二三四五六七八九十]代|[大中小微轻重]型|[全半]固态)$"
)
_DONE = ("制造", "加工")
_LONGEST_SIZE = 7  # characters
_GRADED_ITSELF = ("企业", "公司", "人才", "团队", "机构")
_MADE_FOR = re.compile("高性能|.用|..级")
_GENERATION_BEFORE = re.compile("(?:第|下一)")
_NEW, _ORDER = "新型", ("经营", "体系", "主体", "强国", "强省")  # 新型农业|经营主体
_NO_BRANCH = ("信息技术", "技术")  # 利用现代信息技术


def is_made_for(grade: str) -> bool:
    """Say whether what stands before a field makes a product of it: 高性能|轴承, 12英寸|硅片."""
    return bool(_MADE_FOR.match(grade) or _SIZED.match(grade))


def grade_before(scene: Scene, start: int, end: int, made: bool) -> int:
    """Return where the grade right before a field begins (高端|能源装备), or where the field does: 中高端|铸造 is no branch,
    and 高端|人工智能企业 are firms of high grade. Only what is ``made`` has a measure."""
    grade = _GRADED.search(scene.text, max(0, start - 4), start)
    if not grade and made and not scene.text.endswith(_DONE, start, end):
        grade = _SIZED.search(scene.text, max(0, start - _LONGEST_SIZE), start)
    if (
        not grade
        or scene.text.startswith(_GRADED_ITSELF, end)
        or scene.text.startswith(_NO_BRANCH, start)
        or (grade.group() == _NEW and scene.text.startswith(_ORDER, end))
        or not (scene.at_boundaries(grade.start(), start) or _GENERATION_BEFORE.match(grade.group()))
    ):
        return start
    return grade.start()
