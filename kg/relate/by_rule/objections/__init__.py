"""Why a rule that fits a sentence says nothing in it after all: the words beside its match say otherwise."""

from collections.abc import Callable
from functools import cache

from kg.relate.by_rule.objections import bonds, deeds, fields, founding, places, supporting, topic
from kg.relate.by_rule.objections.misreadings import misreading
from kg.relate.by_rule.objections.reading import Reading
from kg.relate.by_rule.objections.topic import Told

__all__ = [
    "AGENT_IS_OBJECT",
    "DEEDS",
    "NEGATED",
    "OF_ANOTHER",
    "OF_EVERY_PLACE",
    "Reading",
    "Told",
    "misread",
    "objection",
    "objection_to_topic",
]

NEGATED = "negated"
OF_EVERY_PLACE = "every place has the field and furthers it"
OF_ANOTHER = "the fields are those of a place or house without a name"
AGENT_IS_OBJECT = frozenset(("foundedBy", "approvedBy", "issuedBy"))
DEEDS = frozenset(("runs", "supports", "investsIn"))
_PLANS = frozenset(("locatedIn", "foundedBy", "investsIn", "cooperatesWith"))
_FOUNDED = frozenset(("foundedBy",))
_TOGETHER = frozenset(("cooperatesWith",))


def objection(reading: Reading) -> str:
    """Return what speaks against what the rule would state here, or nothing."""
    return next((reason for reason, holds in _against(reading.rule.relation) if holds(reading)), "")


def objection_to_topic(told: Told) -> str:
    """Return what speaks against saying it of whom the sentence speaks of, or nothing."""
    relation = told.reading.rule.relation
    return next((reason for of, reason, holds in _OF_TOPICS if relation == of and holds(told)), "")


def misread(reading: Reading) -> str:
    """Return why the fields that would be stated are those of nobody whom the sentence speaks of, or nothing."""
    return misreading(reading.text, reading.match.start("o"))


@cache
def _against(relation: str) -> list[tuple[str, Callable[[Reading], bool]]]:
    return [(reason, holds) for relations, reason, holds in _OBJECTIONS if not relations or relation in relations]


_OBJECTIONS: list[tuple[frozenset[str], str, Callable[[Reading], bool]]] = [
    (frozenset(), NEGATED, deeds.negated),
    (frozenset(("supports",)), "a document says it", supporting.told_by_a_document),
    (frozenset(("supports",)), "what something is taken for is no deed", supporting.taken_for),
    (frozenset(("supports",)), "it is done by means of others, or a noun", supporting.by_means_of),
    (frozenset(("supports",)), "it is done to the subject", supporting.done_in_it),
    (frozenset(("supports",)), "another verb stands before what is named", supporting.of_another_verb),
    (frozenset(("supports",)), "the deed itself is spoken about", supporting.spoken_about),
    (frozenset(("supports",)), "it is what somebody is told, shown or asks", supporting.told_or_asked),
    (frozenset(("supports",)), "what is moved on is how two stand to each other", supporting.between_them),
    (frozenset(("supports",)), "figures tell it that the subject published", supporting.told_by_figures),
    (frozenset(("appliesTo",)), "it is the next of a list of tasks", deeds.next_in_list),
    (frozenset(("appliesTo",)), "it is a class of clusters", deeds.is_class_of_clusters),
    (frozenset(("approvedBy",)), "it acts with leave, or by a rule", deeds.acts_on_leave),
    (frozenset(("supports",)), "the field is only fused with another", supporting.fused),
    (frozenset(("supports",)), "what is given are goods", supporting.goods_only),
    (frozenset(("supports",)), "so many firms are moved on, not their trade", supporting.firms_only),
    (AGENT_IS_OBJECT, "a place is no founder", founding.agent_in_place),
    (
        frozenset(("foundedBy", "cooperatesWith", "investsIn")),
        "who does it is counted, not named",
        founding.counted_there,
    ),
    (frozenset(("approvedBy",)), "who is to build it is not what is approved", deeds.told_to_do_it),
    (_FOUNDED, "the firm only opens the name of the one that is founded", founding.begins_a_longer_name),
    (_FOUNDED, "the name says whose the thing is that is founded", founding.what_it_is_known_for),
    (_FOUNDED, "the name only opens the words for what is founded", founding.of_what_is_named),
    (_FOUNDED, "the founding is only spoken of", founding.only_told_of),
    (_FOUNDED, "where something is founded is not what is founded", founding.founded_in_place),
    (_FOUNDED, "the founder is what was founded before", founding.founded_itself),
    (_FOUNDED, "the verb is part of a noun", founding.stem_of_a_noun),
    (_FOUNDED, "nobody is named who founded it", founding.founded_by_nobody),
    (_FOUNDED, "who allows or asks is no founder", founding.delegated),
    (_FOUNDED, "somebody only speaks of the founding", founding.congratulated),
    (_FOUNDED, "what was founded is what the other used to be", founding.former_self),
    (_FOUNDED, "what something moves to is not founded", founding.seated),
    (frozenset(("worksFor",)), "a second title is that of the body before the first", deeds.second_title),
    (frozenset(("worksFor",)), "the title is of a body without a name", deeds.heads_another),
    (frozenset(("worksFor",)), "the ministry is one abroad", deeds.of_a_foreign_ministry),
    (frozenset(("worksFor",)), "the title is an honour", deeds.honorary),
    (frozenset(("runs",)), "what something becomes is no deed", deeds.becomes),
    (frozenset(("runs",)), "the subject is only a means of it, or joins in it", deeds.serves_it),
    (frozenset(("runs",)), "the subject only names one of its shows", deeds.names_a_show),
    (frozenset(("runs",)), "the subject is what is moved on", deeds.moved_itself),
    (frozenset(("runs", "supports")), "it is what somebody tells of", deeds.told_how),
    (frozenset(("selectedFor",)), "what is of a place is selected, not the place", deeds.of_the_place),
    (frozenset(("selectedFor",)), "the subject is only a part of it", deeds.part_of_it),
    (frozenset(("selectedFor",)), "the subject puts something else into it", deeds.put_into_it),
    (frozenset(), "the list is whom someone else works with", bonds.partners_of_another),
    (_TOGETHER, "who works with them has no name", bonds.others_do),
    (_TOGETHER, "those counted sign with who is not named", bonds.sign_one_by_one),
    (_TOGETHER, "where somebody goes to is no partner", bonds.visited),
    (_TOGETHER, "they hold the ceremony at which others sign", bonds.hosts_signings),
    (_TOGETHER, "和 joins two nouns", bonds.joins_nouns),
    (_TOGETHER, "they do it with somebody named behind", bonds.takes_another),
    (_TOGETHER, "the bond is one of something else", bonds.not_with_it),
    (_TOGETHER, "the verb is part of another word", bonds.only_called_so),
    (_TOGETHER, "those named are the frame in which others do it", bonds.only_the_frame),
    (_TOGETHER, "what befalls both is nothing they do with each other", bonds.side_by_side),
    (_TOGETHER, "that they founded something is all that is said", bonds.founders_only),
    (_TOGETHER | {"investsIn"}, "it came to nothing", bonds.called_off),
    (frozenset(("investsIn",)), "somebody else stands between", places.another_between),
    (
        frozenset(("foundedBy", "cooperatesWith")),
        "the clause names another as the one who does it",
        founding.by_another,
    ),
    (frozenset(("foundedBy", "locatedIn")), "who does it is of the place, not the place", founding.done_by_its_people),
    (frozenset(("locatedIn",)), "what lies beside a place is not in it", places.beside),
    (frozenset(("locatedIn",)), "what follows is another place beside it", places.elsewhere_too),
    (frozenset(("locatedIn",)), "only its shares are there", places.listed_there),
    (frozenset(("locatedIn",)), "they only hold the places named behind them", places.holds_those_behind),
    (frozenset(("locatedIn",)), "only parts of the region belong to it", places.in_parts),
    (frozenset(("locatedIn",)), "the subject puts something else there", places.put_by_another),
    (frozenset(("locatedIn",)), "the range is that of a service", places.range_of_service),
    (frozenset(("locatedIn",)), "the name only opens that of its branch", places.opens_a_branch),
    (frozenset(("locatedIn",)), "it is a field or mine of the firm that lies there", places.field_of_firm),
    (frozenset(("locatedIn",)), "the subject only says whose the thing is", places.owner),
    (frozenset(("locatedIn",)), "the place is the one that was left", places.left),
    (frozenset(("locatedIn",)), "a firm of the subject lies there, which has no name", places.of_an_unread_part),
    (frozenset(("locatedIn",)), "who is there is of the subject, not the subject", places.its_people),
    (frozenset(("locatedIn",)), "it is said of what lies there", places.of_what_lies_there),
    (frozenset(("locatedIn",)), "those who are there only make use of it", places.made_use_of),
    (frozenset(("locatedIn",)), "the region is only the range of what is said", places.of_a_range),
    (frozenset(("locatedIn",)), "what gathers does so at what is named behind", places.gathered_elsewhere),
    (frozenset(("locatedIn",)), "what comes are goods of the subject", places.goods_of),
    (frozenset(("locatedIn",)), "the region does not hold the other", places.of_people_from),
    (_PLANS, "it was only thought of, or called off", places.unrealised),
    (frozenset(("investsIn",)), "what the money sets up is founded", places.sets_up),
    (frozenset(("focusesOn",)), "the verb is a noun in a list", fields.step_of_a_list),
    (frozenset(("focusesOn",)), "what is built is the next of a list", fields.next_project),
    (frozenset(("focusesOn",)), "what is made is only spoken of", fields.made_by_others),
    (frozenset(("focusesOn",)), "the field is what something is meant for", fields.turned_to),
    (frozenset(("focusesOn",)), "the field heads others", fields.made_up_of_others),
    (frozenset(("focusesOn",)), OF_EVERY_PLACE, fields.furthered_everywhere),
    (frozenset(("focusesOn",)), OF_ANOTHER, fields.under_one_roof),
    (frozenset(("focusesOn",)), "who comes from a place is not there", fields.come_from_there),
    (frozenset(("focusesOn",)), "the verb is the beginning of another word", fields.begins_a_word),
    (frozenset(("focusesOn",)), "the field leaves the place, or the words are a title", fields.leaves_it),
    (frozenset(("focusesOn",)), "the region is where somebody builds it", fields.in_wider_region),
    (frozenset(("focusesOn",)), "the words describe what is named behind them", fields.describes_another),
    (frozenset(), "the subject's place is taken by a name after a preposition", deeds.oblique),
    (DEEDS, "where it is done is not who does it", deeds.done_there),
]

# What is asked once it is known of whom the sentence speaks.
_OF_TOPICS: list[tuple[str, str, Callable[[Told], bool]]] = [
    ("focusesOn", "a country abroad is where a text goes, not what it is about", topic.goes_abroad),
    ("focusesOn", "the place is only where something was held", topic.only_met_there),
    ("focusesOn", "the list gives the field to another place", topic.paired_with_another),
    ("focusesOn", "the words describe a trade, not who was spoken of before", topic.of_such_a_trade),
    ("focusesOn", "someone without a name makes it", topic.made_by_another),
    ("focusesOn", "what an office tells of another sentence on is not what it works on", topic.told_by_an_office),
    ("supports", "what is built does it, not who builds it", topic.done_by_what_is_built),
    ("supports", "somebody else stands right before the verb", topic.done_by_who_stands_there),
    ("issuedBy", "a house stands right before the verb", topic.issued_by_who_stands_there),
    ("approvedBy", "something is done to them on leave", topic.dealt_with),
    ("supports", "the clusters of a place are what it works on", topic.grows_clusters),
    ("worksFor", "the office is in what has just been founded", topic.in_what_was_founded),
    ("cooperatesWith", "what they made is none of them", topic.made_by_them),
    ("cooperatesWith", "another is at the head of what they make", topic.made_under_another),
]
