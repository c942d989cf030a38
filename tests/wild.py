"""Texts as no one would write them, and what must be true of whatever is read from them."""

import re

from kg.model import Extract
from kg.schema import load as load_schema

WORDS = re.findall(
    r"\S+",
    """
    苏州 苏州高新区 合肥市 上海 中国科学院 清华大学 华为 科技部 国务院 生物医药 集成电路 医疗器械 机器人
    产业集群 创新型 研究院 实验室 有限公司 集团 高新区 产业 领域 等 该集群 其中 双方 这里
    聚焦 引进了 落户 成立 共建 位于 旗下 批准 印发 启动 入选 投资 支持 与 和 、 的 在 由 以 为 不 没有 将
    主任 院长 王明 李华 表示 说 （以下简称 ） 《关于 意见》 “ ” 〔2020〕7号 20 家 亿元 % 2023年 超 三分之一
    ， 。 ； ： Suzhou Industrial Park [ ( { 《
    """,
)
BARE = list("\n \t\r\ue000\ue030\ud800\udfff\u202e\u2066\u200b\0\x1f\ufeff")


def faults(text: str, result: Extract) -> list[object]:
    """Return what of ``result`` does not stand in ``text`` or breaks the schema."""
    schema = load_schema()
    wrong: list[object] = [m for m in result.mentions if not m.text or m.text != text[m.start : m.end] or not m.name]
    wrong += [m for m in result.mentions if m.kind not in schema.kinds]
    for claim in result.claims:
        kinds = result.mentions[claim.subject].kind, result.mentions[claim.object].kind
        if not 0 <= claim.start < claim.end <= len(text) or schema.problems(kinds[0], claim.relation, kinds[1]):
            wrong.append(claim)
    for position, measure in result.measures:
        evidence = measure.evidence[0]
        if not 0 <= position < len(result.mentions) or text[evidence.start : evidence.end] != evidence.text:
            wrong.append(measure)
    return wrong
