"""Why what a rule says is not said of whom the sentence speaks of, who takes the role that the rule's pattern has no slot for."""

import re
from typing import NamedTuple

from kg.lexicon import is_country
from kg.recognise.candidates import PLACES
from kg.relate.by_rule.objections.deeds import ACTS
from kg.relate.by_rule.objections.reading import Reading
from kg.relate.groups import REGION, Group
from kg.relate.subjects.clauses import opens_clause
from kg.relate.subjects.named import Topic
from kg.rules.slots import KIND_CHAR, slot_class


class Told(NamedTuple):
    """A rule as it fits a sentence, whom it would be said of, and the sentence's ``own`` topics."""

    reading: Reading
    group: Group
    own: list[Topic]

    @property
    def text(self) -> str:
        """The slotted text of the sentence."""
        return self.reading.sentence.text

    @property
    def elided(self) -> bool:
        """Whether the sentence does not name whom it speaks of."""
        return all(self.group is not topic.group for topic in self.own)

    @property
    def patients(self) -> Group:
        """Whom the pattern names as the object."""
        sentence = self.reading.sentence
        return sentence.group(self.reading.match.start("o"))


def goes_abroad(told: Told) -> bool:
    """Say whether only countries are spoken of, none of which is what a text is about."""
    return all(is_country(name.name) for name in told.group.names)


def done_by_who_stands_there(told: Told) -> bool:
    """Say whether somebody else stands right before the verb: 甲镇…记录了|福建|援助宁夏."""
    sentence, at = told.reading.sentence, told.reading.verb - 1
    group = sentence.group(at) if at in sentence.group_at else told.group
    does_it = told.reading.rule.topic == "subject"
    return does_it and group is not told.group and bool(group.kinds & _AGENTS)


def issued_by_who_stands_there(told: Told) -> bool:
    """Say whether a house stands right before the verb, whatever office it is under: 某部下属的|甲研究院|发布的《…》."""
    sentence, at = told.reading.sentence, told.reading.verb - 1
    return at in sentence.group_at and sentence.group(at).kinds <= _HOUSES_AT_WORK


_HOUSES_AT_WORK = frozenset(("ResearchInstitute", "Company", "University"))


_AGENTS = frozenset((*PLACES, "GovernmentBody", "Company", "University", "ResearchInstitute", "Organization"))


def dealt_with(told: Told) -> bool:
    """Say whether those who would have been approved act on leave, or something is done to them: 经甲批准,某组将对|乙公司|开展巡视."""
    return told.reading.rule.topic == "subject" and any(
        told.text.endswith(("对", "向", "给", "赴"), 0, at) or ACTS.match(told.text, at + 1) for at in _slots(told)
    )


def _slots(told: Told) -> list[int]:
    """Return where in the sentence the group stands that it would be said of."""
    sentence = told.reading.sentence
    return [at for at, number in sentence.group_at.items() if sentence.groups[number].names == told.group.names]


def only_met_there(told: Told) -> bool:
    """Say whether the place is only where something was held, or names it: 在|南京|举办的大会上,某部公布了涵盖光伏的名单;
    |南京|汽车文化节开幕,围绕汽车赛事…."""
    return told.group.kinds <= _PLACES and any(_HELD_THERE.match(told.text, at + 1) for at in _slots(told))


_HELD_THERE = re.compile(
    "(?!的)[^,。;:、]{0,12}(?:节|博览会|展览会|峰会|论坛)(?:[^,。;:]{0,10}(?:开幕|启幕|举[办行]|开启|拉开)|,)|(?:举[办行]|召开|开幕|主办)的[^,。;:]{0,24}[会展坛赛节式动]”?(?:上|期间|现场|中)?,"
)


def made_by_another(told: Told) -> bool:
    """Say whether the field is what someone without a name makes: 生产钢材的这家企业."""
    return told.elided and bool(_MADE_BY_ANOTHER.match(told.text, told.reading.match.start("o") + 1))


_MADE_BY_ANOTHER = re.compile(
    rf"[^,。;]{{0,6}}的(?:(?:这|那|一|该|某)[家个位][^,。;]{{0,6}}(?:企业|公司|团队|工厂|机构|厂商)|[^,。;的]{{0,4}}{KIND_CHAR['Person']})"
)


def told_by_an_office(told: Told) -> bool:
    """Say whether an office or association of an earlier sentence would work on the field, of which it only told."""
    return told.elided and told.group.kinds <= _OF_MANY_FIELDS


_GOVERNMENT = frozenset(("GovernmentBody",))
_OF_MANY_FIELDS = frozenset((*_GOVERNMENT, "Organization"))


def done_by_what_is_built(told: Told) -> bool:
    """Say whether the clause before the verb tells of building a zone, which then does the deed: 同意设立某新区,|带动某省发展."""
    builder = told.reading.rule.topic == "subject" and told.group.kinds == _GOVERNMENT
    if not builder or told.patients.kinds != REGION:
        return False
    return bool(_BUILDS_A_ZONE.search(told.text, 0, told.reading.verb))


def grows_clusters(told: Told) -> bool:
    """Say whether a place moves on clusters of several trades, which it works on: 某市推动|光伏、汽车等集群|发展. 支持 helps them."""
    if told.reading.rule.topic != "subject" or not told.group.kinds <= _PLACES or len(told.patients.names) == 1:
        return False
    behind = told.text.startswith(("集群", "等集群"), told.reading.match.start("o") + 1)
    return (behind or "集群" in told.patients.tail) and told.text.startswith(_MOVES, told.reading.verb)


_PLACES = frozenset(PLACES)
_MOVES = ("推动", "推进", "促进", "助推", "带动", "引导", "提升")


def paired_with_another(told: Told) -> bool:
    """Say whether the place opens a list that gives the field to another place, whatever its own is: 慈溪的小电器、|余姚的模具."""
    sentence, field = told.reading.sentence, told.reading.match.start("o")
    opens = next((at for at, number in sentence.group_at.items() if sentence.groups[number] is told.group), field)
    place = field - 2 if sentence.text.startswith("的", field - 1) else field - 1
    return opens < place and bool(_LISTED_BEFORE.fullmatch(sentence.text, opens, place + 1))


_PLACE = slot_class(PLACES)
_LISTED_BEFORE = re.compile(f"(?:[{_PLACE}][^,。;:、!?{_PLACE}]{{1,11}}(?:、|和|以及|及))+[{_PLACE}]")
_BUILDS_A_ZONE = re.compile(
    f"(?:设立|建设|推进|支持|加快)[^,。;:\ue000-\ue03f]{{0,6}}(?:{KIND_CHAR['Region']}?){KIND_CHAR['Zone']}[^。;:]{{0,30}},(?:有利于|对于|对|为)?[^,。;:]{{0,4}}$"
)


def in_what_was_founded(told: Told) -> bool:
    """Say whether a body is founded before the title: who then takes an office takes it there, not in its founder."""
    return bool(_JUST_FOUNDED.search(told.text, 0, told.reading.match.start()))


_HOUSES = "".join(KIND_CHAR[kind] for kind in ("ResearchInstitute", "University", "Company", "Organization"))
_JUST_FOUNDED = re.compile(
    rf"(?:成立|设立|组建|创办|创立|建立|共建|办起)了?(?!的)[^{_HOUSES}、,。;:]{{0,12}}[{_HOUSES}]"
)


def made_by_them(told: Told) -> bool:
    """Say whether who would be a partner is what the rule's words describe: 联合乙、丙成立的|甲中心."""
    sentence, end = told.reading.sentence, told.reading.match.end()
    slot = next((at for at, number in sentence.group_at.items() if sentence.groups[number] is told.group), 0)
    return slot >= end and bool(_MADE_OF_THEM.search(told.text, end, slot))


def of_such_a_trade(told: Told) -> bool:
    """Say whether the words only describe a trade that the clause is about, not the house spoken of before: |以甲为代表的|未来产业,…."""
    reading = told.reading
    if told.group.kinds <= _PLACES or not told.elided or not told.text.startswith("以", reading.match.start()):
        return False
    begins = opens_clause(reading.sentence, reading.match.start())
    return begins and bool(_SUCH_A_TRADE.match(told.text, reading.match.start()))


_SUCH_A_TRADE = re.compile(
    "以[^,。;:]{1,12}为[^,。;:的]{1,6}的[^,。;:]{0,10}(?:产业|行业|领域|技术|企业|经济|产品|赛道)"
)


def made_under_another(told: Told) -> bool:
    """Say whether who would be a partner is made by those behind the verb: |甲中心|由乙牵头,联合|丙|共建."""
    sentence, verb = told.reading.sentence, told.reading.verb
    slot = next((at for at, number in sentence.group_at.items() if sentence.groups[number] is told.group), verb)
    return bool(_UNDER_ANOTHER.match(told.text, slot + 1, verb))


_UNDER_ANOTHER = re.compile("[^,。;:]{0,8}由[^。;:]{1,24}(?:牵头|发起|主导|领衔)")
_MADE_OF_THEM = re.compile("(?:立|建|设|办|造|起)的[^,。;:]{0,8}$")
