"""Industry or technology: a field that can be either is what its document treats it as, throughout."""

import pytest

from kg.extract import read_document
from kg.model import Document


def kinds_of(name: str, text: str) -> set[str]:
    return {f.kind for flow in read_document(Document("d", text))[0] for f in flow.found if f.name == name}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("芜湖市大力发展工业机器人产业。", "Industry"),
        ("这家公司研发的工业机器人走进车间。", "Technology"),
        ("这款工业机器人走进车间。", "Technology"),
        ("当地形成了集成电路、工业机器人、生物医药三大板块。", "Industry"),
        ("展厅里的工业机器人吸引了观众。", "Technology"),
        ("实验室聚焦工业机器人、量子计算等方向。", "Technology"),
    ],
)
def test_the_words_beside_it_and_its_list_decide(text: str, kind: str) -> None:
    assert kinds_of("工业机器人", text) == {kind}


def test_a_document_treats_a_field_as_one_thing() -> None:
    text = "芜湖市大力发展工业机器人产业。\n一家企业研发的工业机器人走进车间。"
    assert kinds_of("工业机器人", text) == {"Industry"}


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("建筑机械", "公司将在江阴建立基地，主要生产建筑机械、土方机械。", "Technology"),
        ("建筑机械", "当地聚焦建筑机械。", "Industry"),
        ("建筑机械", "公司生产建筑机械。\n当地的建筑机械产业集群发展迅速。", "Industry"),
        ("物联网", "要利用好物联网、云计算技术。", "Technology"),
        ("物联网", "要利用好物联网、云计算技术。\n当地大力发展物联网产业。", "Industry"),
        ("人工智能", "推动人工智能技术创新。", "Industry"),
    ],
)
def test_a_branch_that_is_a_machine_or_a_technique_too_is_what_the_words_say(name: str, text: str, kind: str) -> None:
    assert kinds_of(name, text) == {kind}


def test_a_field_that_is_no_product_stays_what_the_lists_say() -> None:
    assert kinds_of("生物医药", "团队研发的生物医药走向市场。") == {"Industry"}


def test_a_product_that_a_cluster_is_named_after_is_its_industry() -> None:
    text = "芜湖市工业机器人产业集群揭牌。\n工业机器人走进车间。"
    assert kinds_of("工业机器人", text) == {"Industry"}


def test_a_column_of_industries_holds_industries() -> None:
    text = "| 园区 | 主导产业 |\n| --- | --- |\n| 芜湖高新区 | 工业机器人 |\n| 苏州高新区 | 医疗器械 |"
    assert kinds_of("工业机器人", text) == {"Industry"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("芜湖签下两个氢能新材料项目。", "Technology"),
        ("芜湖聚焦氢能新材料。", "Industry"),
    ],
)
def test_what_is_made_of_two_branches_is_what_the_words_beside_it_say(text: str, kind: str) -> None:
    assert kinds_of("氢能新材料", text) == {kind}
