"""The title over a list of those who have won it: 2023年度常州市特色产业集群|名单."""

from collections.abc import Iterator

from kg.recognise.candidates import PLACES, Found, Scene, of_kind, only_with
from kg.sought import sought

LISTED = "title:listed"
_HEADING = sought(
    r"^\s*(?:附件\s?[0-9一二三]{0,2}[:.]?\s*)?(?:20[0-9]{2}年度?|首批|第[0-9一二三四五六七八九十]+批)*"
    r"(?P<title>[^,。;:|、()《》\s0-9]{4,26}?(?:集群|基地|示范区|试验区|先导区|集聚区|园区|产业园|试点|企业|工厂|孵化器|众创空间|实验室|中心|城市|小镇))"
    r"(?:拟?认定|拟?入选|评审结果|推荐|建设|培育|候选|创建|公示)*名单(?:公示)?(?:\([^()]{1,16}\))?\s*$"
)
_GRADES = ("国家", "全国", "省级", "市级", "自治区级")


@only_with(_HEADING)
def find_headed_titles(scene: Scene, _: list[Found]) -> Iterator[Found]:
    """Yield the title that a heading says the list below is of, where it says whose title it is."""
    for heading in scene.matches(_HEADING):
        start, end = heading.span("title")
        place = scene.hit_by_start.get(start)
        graded = scene.text.startswith(_GRADES, start)
        if graded or (place and of_kind(place[2], PLACES) and place[1] < end):
            yield Found(start, end, "Program", scene.text[start:end], LISTED)
