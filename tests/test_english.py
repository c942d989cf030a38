"""English documents: which ones are, what they name, what simple sentences state, and what is said to be left out."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.build import Options, graph_of
from kg.english.lexicon import read as read_lexicon
from kg.english.relate import rules
from kg.english.text import is_english, paragraphs, sentences
from kg.extract import extract
from kg.lexicon import LexiconError
from kg.model import Document, Extract, digest
from kg.rules import Rule

SAMPLES = Path(__file__).parent.parent / "data/samples"


def read(text: str) -> Extract:
    return extract(Document(digest(text), text))


def named(text: str) -> set[str]:
    return {f"{mention.kind}: {mention.name}" for mention in read(text).mentions}


def stated(text: str, rule: str = "") -> set[str]:
    """Return what sentences state, as subject | relation | object by the names as written."""
    result = read(text)
    words = [" ".join(mention.text.split()) for mention in result.mentions]
    return {
        f"{words[claim.subject]} | {claim.relation} | {words[claim.object]}{' | planned' * claim.planned}"
        for claim in result.claims
        if (claim.rule == rule if rule else not claim.rule.startswith("name."))
    }


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("The zone lies in Chengdu.", True),
        ("The Chengdu High-tech Zone (成都高新区) was approved in 1991 and has grown ever since.", True),
        ("合肥高新区聚焦量子信息。", False),
        (
            "合肥高新区聚焦量子信息，科大讯飞、国盾量子落户于此。" * 5
            + "Abstract: The Hefei High-tech Zone focuses on it.",
            False,
        ),
        ("华为HUAWEI", False),
        ("2019, 2020", False),
        ("", False),
    ],
)
def test_a_document_is_english_whose_letters_are_latin(text: str, english: bool) -> None:
    assert is_english(text) is english


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It grew. It shrank.", ["It grew.", "It shrank."]),
        ("Hikvision Co., Ltd. makes cameras. It sells them.", ["Hikvision Co., Ltd. makes cameras.", "It sells them."]),
        ("He runs Foo Co., Ltd. It makes chips.", ["He runs Foo Co., Ltd.", "It makes chips."]),
        ("Dr. Wang met J. Smith of the U.S. Army.", ["Dr. Wang met J. Smith of the U.S. Army."]),
        ("It cost 1.5 billion. 25 firms paid.", ["It cost 1.5 billion.", "25 firms paid."]),
        ('"We build." So he said.', ['"We build."', "So he said."]),
    ],
)
def test_a_full_stop_after_an_abbreviation_ends_no_sentence(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == parts


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # an English name leads to the name that Chinese documents use
        ("Xi'an and Xi’an", {"Region: 西安市"}),
        ("the Chengdu Hi-Tech Industrial Development Zone", {"Zone: 成都高新技术产业开发区", "Region: 成都市"}),
        ("the Mianyang High-tech Zone", {"Zone: 绵阳高新技术产业开发区", "Region: 绵阳市"}),
        ("the University of Science and Technology of China", {"University: 中国科学技术大学"}),
        ("Huawei Technologies Co., Ltd.", {"Company: 华为技术有限公司"}),
        (
            "the Hefei integrated circuit cluster",
            {"Cluster: 合肥市集成电路产业集群", "Region: 合肥市", "Industry: 集成电路"},
        ),
        # a name that no list has is found by its head and stays as it is written
        ("Mianyang Science City opened.", {"Zone: Mianyang Science City", "Region: 绵阳市"}),
        ("He founded Ribo Life Science Co., Ltd. in May.", {"Company: Ribo Life Science Co., Ltd"}),
        ("the University of Liverpool", {"University: University of Liverpool"}),
        (
            "the Foshan Robot Research Institute",
            {"ResearchInstitute: Foshan Robot Research Institute", "Region: 佛山市"},
        ),
        (
            "Intel (China) Semiconductor",
            {"Company: Intel (China) Semiconductor", "Company: 英特尔公司", "Industry: 半导体"},
        ),
        # an institute without a place is its parent's
        (
            "the Institute of Automation, Chinese Academy of Sciences",
            {
                "ResearchInstitute: Institute of Automation, Chinese Academy of Sciences",
                "ResearchInstitute: 中国科学院",
            },
        ),
        (
            "Megvii and CloudWalk Technology Co., Ltd.",
            {"Company: 北京旷视科技有限公司", "Company: CloudWalk Technology Co., Ltd"},
        ),
        ("the Hubei provincial government", {"GovernmentBody: 湖北省政府", "Region: 湖北省"}),
        # short forms that the document defines
        (
            "The Foshan Robot Research Institute (FRRI) grew.\n\nFRRI sells.",
            {"ResearchInstitute: Foshan Robot Research Institute", "Region: 佛山市"},
        ),
        # shared names: the province says which one, without it the well-known one or none
        ("Taizhou, Zhejiang", {"Region: 台州市", "Region: 浙江省"}),
        ("Taizhou, Jiangsu", {"Region: 泰州市", "Region: 江苏省"}),
        ("Taizhou", set()),
        ("Suzhou, Anhui", {"Region: 宿州市", "Region: 安徽省"}),
        ("Suzhou", {"Region: 苏州市"}),
        # an ordinary word is a field only where the context says so
        ("the steel industry", {"Industry: 钢铁"}),
        ("software and integrated circuits", {"Industry: 软件", "Industry: 集成电路"}),
        ("a bridge of steel", set()),
    ],
)
def test_what_is_named(text: str, names: set[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "a National High-tech Zone",
        "China has many Science Parks and an Industrial Park.",
        "The Leading Group met.",
        "Yesterday the Research Institute burned.",
        "the Institute of Physics",
        "Optics and Photonics Research Center",  # may begin earlier
        "the big cluster",
        "a cluster in the north",
        "We love apples, intel and most gree.",
        "They may go in march.",
    ],
)
def test_what_is_no_name(text: str) -> None:
    assert named(text) == set()


def by_sentence(rule: Rule) -> dict[str, set[str]]:
    """Return what the examples of ``rule`` say that it reads, and nothing for its counter-examples."""
    expected: dict[str, set[str]] = {sentence: set() for sentence in rule.counter}
    for example in rule.examples:
        sentence, subject, target = example.split(" | ")
        expected.setdefault(sentence, set()).add(f"{subject} | {rule.relation} | {target}")
    return expected


EXAMPLES = [
    pytest.param(rule.id, sentence, facts, id=f"{rule.id}: {sentence}")
    for rule in rules()
    for sentence, facts in by_sentence(rule).items()
]


@pytest.mark.parametrize(("rule", "sentence", "facts"), EXAMPLES)
def test_a_rule_reads_its_examples_and_leaves_the_others(rule: str, sentence: str, facts: set[str]) -> None:
    assert {fact.removesuffix(" | planned") for fact in stated(sentence, rule)} == facts


def test_every_rule_has_an_example() -> None:
    assert [rule.id for rule in rules() if not rule.examples] == []


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        # it, its, the zone and there take up what the sentence before speaks of
        (
            "The Wuxi High-tech Zone grew. Its leading industry is integrated circuits.",
            {"Wuxi High-tech Zone | focusesOn | integrated circuits"},
        ),
        (
            "When BOE came, the Hefei High-tech Zone was young. The zone focuses on new displays.",
            {"Hefei High-tech Zone | focusesOn | new displays"},
        ),
        ("Hefei and Wuhu grew. It focuses on robotics.", set()),
        ("The Wuxi High-tech Zone and the Hefei High-tech Zone met. The zone focuses on robotics.", set()),
        # across paragraphs nothing is taken up
        ("The Wuxi High-tech Zone grew.\n\nIt focuses on robotics.", set()),
        # what stands between commas and years do not part a name from its verb
        ("SMIC, one of the largest foundries, was founded in 2000 in Shanghai.", {"SMIC | locatedIn | Shanghai"}),
        # lists share what is said of them
        (
            "NIO, JAC Motors and iFlytek are based in Hefei.",
            {"NIO | locatedIn | Hefei", "JAC Motors | locatedIn | Hefei", "iFlytek | locatedIn | Hefei"},
        ),
        # a dateline is nothing the text speaks of
        (
            "TIANJIN (Xinhua) -- The Binhai New Area grew. It is home to Toyota Motor Corporation.",
            {"Toyota Motor Corporation | locatedIn | Binhai New Area"},
        ),
        # another name of the same thing goes with it
        (
            "The Tianjin Economic-Technological Development Area (TEDA) is located in the Binhai New Area.",
            {"Tianjin Economic-Technological Development Area | locatedIn | Binhai New Area"},
        ),
        # a name after a preposition is no subject
        ("He studied at Peking University and founded Horizon Robotics Inc. in May.", set()),
        (
            "The Suzhou Institute of Nano-Tech and Nano-Bionics of the Chinese Academy of Sciences is located in "
            "the Suzhou Industrial Park.",
            {
                "Suzhou Institute of Nano-Tech and Nano-Bionics | partOf | Chinese Academy of Sciences",
                "Suzhou Institute of Nano-Tech and Nano-Bionics | locatedIn | Suzhou Industrial Park",
            },
        ),
        # negated is not stated, wished for is planned
        ("Tesla did not invest in Hefei.", set()),
        ("Micron never set up Foo Bar Holdings in Xi'an.", set()),
        ("Intel plans to invest in Chengdu.", {"Intel | investsIn | Chengdu | planned"}),
        # places one in the other
        ("The fair was held in Chengdu, Sichuan.", {"Chengdu | locatedIn | Sichuan"}),
        ("The fair was held in Chengdu, Shanghai and Wuhan.", set()),
        ("Harbour BioMed (Suzhou) Co., Ltd. makes drugs.", {"Harbour BioMed (Suzhou) Co., Ltd. | locatedIn | Suzhou"}),
    ],
)
def test_what_is_stated(text: str, facts: set[str]) -> None:
    assert stated(text) == facts


def test_lines_of_a_fixed_width_are_one_paragraph_and_keep_their_places() -> None:
    text = (
        "The government of Sichuan decided long ago that the Chengdu High-tech\n"
        "Zone, which lies in the south of the city, focuses on biomedicine.\n"
        "It also focuses on robotics.\n\nA heading\n\nAnother paragraph.\n"
    )
    assert len(paragraphs(Document("d", text)).flows) == 3
    assert len(paragraphs(Document("d", text), repair=False).flows) == 5
    (zone,) = (m for m in read(text).mentions if m.kind == "Zone")
    assert (zone.text, zone.name) == ("Chengdu High-tech\nZone", "成都高新技术产业开发区")
    assert "Chengdu High-tech Zone | focusesOn | robotics" in stated(text)


def test_every_mention_and_claim_stands_where_it_says() -> None:
    text = (SAMPLES / "english-chengdu.txt").read_text(encoding="utf-8")
    result = read(text)
    assert result.mentions
    assert all(text[m.start : m.end] == m.text for m in result.mentions)
    assert {text[c.end - 1] for c in result.claims if not c.rule.startswith("name.")} == {"."}


FRAGMENTS = (
    *("Suzhou", "Taizhou, Zhejiang", "Intel", "Foo", "Institute of", "University of", "Science Park", "Co., Ltd."),
    *("the zone", "It", "its", "there", "founded", "is located in", "focuses on", "software", "cluster", "Group"),
    *("(", ")", "(FSP)", ",", ".", "and", "of", "'s", "’s", "-", "--", "\n", "\n\n", "\r\n", "\t", "2019", "  "),
    *("é", "\u202e", "\ue000", "\ud800", "\u0130", "合肥高新区"),
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40), st.sampled_from(["", " "]))
def test_whatever_is_written_names_stand_where_they_say(fragments: list[str], blank: str) -> None:
    text = blank.join(["The zone is in China and its name is long enough to be English."] * 2 + fragments)
    result = read(text)
    assert all(0 <= m.start < m.end and text[m.start : m.end] == m.text for m in result.mentions)
    assert all(0 <= c.start < c.end <= len(text) for c in result.claims)


def test_the_sample_is_read_right() -> None:
    assert stated((SAMPLES / "english-chengdu.txt").read_text(encoding="utf-8")) == {
        "Chengdu High-tech Zone | approvedBy | State Council",
        "Chengdu High-tech Zone | focusesOn | electronic information",
        "Chengdu High-tech Zone | focusesOn | biomedicine",
        "Chengdu High-tech Zone | cooperatesWith | Chongqing High-tech Zone",
        "Intel | investsIn | Chengdu | planned",
        "Samsung (China) Semiconductor | foundedBy | Samsung Electronics",
        "Samsung (China) Semiconductor | locatedIn | Xi'an High-tech Zone",
        "University of Electronic Science and Technology of China | locatedIn | Chengdu",
        "Xi'an Jiaotong University | cooperatesWith | Xixian New Area",
    }


def test_what_is_not_read_is_said_once_a_document() -> None:
    result = read("The zone grew by 20 %.\n\nIt grew again.")
    assert [problem.code for problem in result.problems] == ["english-partly-read"]
    assert all(word in result.problems[0].message for word in ("numbers", "policies", "programmes", "people"))
    assert not result.measures
    assert not [p for p in read("合肥高新区聚焦量子信息。").problems if p.code == "english-partly-read"]


def test_both_languages_speak_of_one_thing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The Hefei High-tech Zone focuses on artificial intelligence.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("合肥高新区聚焦人工智能产业。", encoding="utf-8")
    graph = graph_of([str(tmp_path)], Options(jobs=1)).graph
    (zone,) = (data for _, data in graph.nodes(data=True) if data["kind"] == "Zone")
    assert {mention["text"] for mention in zone["mentions"]} == {"Hefei High-tech Zone", "合肥高新区"}


def test_a_name_over_two_lines_is_one_name(tmp_path: Path) -> None:
    text = "A line that is long enough to be broken by hand ends with the Foo Bar\nScience Park. It is big.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    graph = graph_of([str(tmp_path)], Options(jobs=1)).graph
    assert [(data["label"], data["aliases"]) for _, data in graph.nodes(data=True) if data["kind"] == "Zone"] == [
        ("Foo Bar Science Park", [])
    ]


def test_a_lexicon_that_contradicts_itself_is_refused_with_all_its_faults(tmp_path: Path) -> None:
    (tmp_path / "english.csv").write_text(
        "label,kind,names\n苏州市,Region,Suzhou\n宿州市,Region,Suzhou\n亚特兰蒂斯,Region,Atlantis\n", encoding="utf-8"
    )
    with pytest.raises(LexiconError) as raised:
        read_lexicon(tmp_path)
    assert "english.csv:3: Suzhou stands for another thing too" in str(raised.value)
    assert "english.csv:4: the Chinese lexicon knows no Region called 亚特兰蒂斯" in str(raised.value)
