"""Shapes in which Chinese says one thing: a role that one has in another, a deed that one does to another, a stay in a place,
a bond of several, what one gives another, whom one leads, who takes which office.

Each shape is a pattern of ``kg.rules``. Slots stand for the ends (``{s:Company}``), the words are a piece of a pattern.
"""

ROLE_KEYS = ("holder", "bearer", "role")
DEED_KEYS = ("agent", "deed", "patient")
STAY_KEYS = ("body", "stay", "work", "place")
STAKE_KEYS = ("firm", "pays", "place")
LAYOUT_KEYS = ("place", "core", "rank", "builds", "field")
GIFT_KEYS = ("helped", "granted", "field", "gives", "sends", "gift", "care")
LEAD_KEYS = ("leader", "firm", "led", "grown", "sped", "role", "moves", "part")
BOND_KEYS = ("one", "other", "several", "bond")
OFFICE_KEYS = ("body", "rank", "office")
_WITH = "(与|和|同|跟|携|携手|联手|牵手|联合|会同|连同|伙拍)"
_ALONG = "(会同|联合|携手|牵头,会同|牵头,联合|牵头会同|牵头联合|主导,联合)"
_SUM = "(亿|万|千万|美元|欧元|巨资|重金)"
_THERE = "(在|于|落户|落户于|落户在|落地|落地于|落子|落子于|签约|签约落户|签约落地|入驻|布局|位于|选址|坐落于|来到|扎根|进驻)"
_AS_TO = "(在|就|围绕|针对|聚焦)"


def role_patterns(holder: str, bearer: str, role: str) -> list[str]:
    """Return the shapes that say that ``bearer`` has a ``role`` in ``holder``: that a firm is the firm of a group, say.

    The last has no slot for the bearer: the row says whose topic takes its place.
    """
    title = f"{holder}~{role}"
    still = "(正|就|便|也|均|都|本|原|曾|原本|现在|如今|目前|实际|实际上|其实)?"
    return [
        f"{title}(之一)?(的)?(——|—|“|:)?{bearer}",  # 甲集团的子公司乙, 甲集团子公司——乙
        f"{bearer}{still}(是|为|系|作为|成为|当选|当选为|担任|出任|任|成了|属于)~{title}",  # 乙是甲集团的子公司
        f"{bearer}(,|——|,一家|,一所|,这家|这家|这所){title}",  # 乙,甲集团子公司
        f"作为~{title},~{bearer}",  # 作为甲集团的子公司,乙
        f"{title}~(是|为|有|包括|包含|:|系|如){bearer}",  # 甲集团的子公司有乙
        f"^(也|还|并|已|现|更|一跃|迅速|逐步|现已|已经)?(是|系|成为|成了|成长为|发展成为|当选|当选为|属于)~{title}(之一)?(,|。|;|、|和)",  # ,成为甲集团的子公司
    ]


def deed_patterns(agent: str, deed: str, patient: str) -> list[str]:
    """Return the shapes that say that ``agent`` does ``deed`` to ``patient``."""
    return [
        f"{agent}~{deed}(了)?~{patient}",  # 甲共建乙
        f"{agent}~{deed}(的)~{patient}",  # 由甲共建的乙
        f"{patient}(,)?..(由|被|经|获|获得|得到|受到|拿到|赢得|迎来)(了)?{agent}..{deed}",  # 乙由甲共建, 乙得到了甲的支持
        f"{patient}(,)?..由{agent}{_ALONG}{{x:Agent}}..{deed}",  # 乙由甲会同丙共建
        f"{patient}(,)?..由{{x:Agent}}{_ALONG}{agent}..{deed}",  # 乙由丙会同甲共建
        f"{patient}(是|系|为)(由|经)?~{agent}~{deed}(的)",  # 乙是甲共建的
        f"{patient}(是|系|为)~{agent}(在|于)..{deed}(的)",  # 乙是甲在外地设立的
        f"{patient}(是|系|为)~{agent}(在|于){{x:Place}}~{deed}(的)",
        f"{agent}..(把|将){patient}..{deed}",  # 甲将乙建成
        f"作为~{agent}~{deed}(的)..,{patient}",  # 作为甲共建的平台,乙
        f"{agent}..(对|向){patient}~{deed}$",  # 甲向乙投资, 甲完成对乙的收购
        f"(为|为了|通过|围绕|借助)~{deed}(了)?~{patient}..,{agent}",  # 通过共建乙,甲…
    ]


def stay_patterns(body: str, stay: str, work: str, place: str) -> list[str]:
    """Return the shapes that say that ``body`` has made its ``stay`` in ``place``, or has been put to ``work`` there.

    The last two have no slot for the body: the row says whose topic takes its place.
    """
    either = f"{stay[:-1]}|{work[1:]}"
    home = "(中国|我国|国内)?"
    ends = "(,|。|;)"
    return [
        f"{body}~{stay}(了)?(于|在|到|至|进|落)?(了)?{place}",  # 甲落户乙
        f"{body}~{work}(于|在){place}",  # 甲建成于乙
        f"{stay}(于|在|到|至|进)?(了)?{place}~(的)~{body}",  # 落户乙的甲
        f"{body}~(在|从|由|于|依托){place}~{either}",  # 甲在乙落户
        f"(在|从|由|于){place}~{either}~(的)~{body}",  # 从乙走出的甲
        f"{stay}(于|在)?{place}(的)(,)?(正|便|就)?(是){body}",  # 落户乙的正是甲
        f"{stay}(了)?(于|在|到|至|进)?(了)?{home}{place}(市|区|内|里|境内|腹地|核心区|的核心区|起步区|的起步区|的腹地|等地|两地|三地)?{ends}",  # 甲……,落户乙
        f"(在|从){place}~{either}(了)?{ends}",  # 甲……,在乙揭牌
    ]


def bond_patterns(one: str, other: str, several: str, bond: str) -> list[str]:
    """Return the shapes that say that ``one`` and ``other``, or ``several``, have a ``bond`` with each other.

    Where nobody stands before 与乙, it is whom the clause speaks of.
    """
    return [
        f"{one}~{_WITH}{other}..{bond}",  # 甲近日与乙签约
        f"{one}~{_WITH}{other}..{_AS_TO}...{bond}",  # 甲与乙在丙、丁等方面加强协作
        f"{several}~{bond}",  # 甲与乙签约, 甲、乙、丙结成联盟
        f"{several}、..{bond}",  # the last of the list has no known name
        f"{several}..{_AS_TO}...{bond}",
        f"{_WITH}{other}..{bond}",  # ,与乙结对
        f"{_WITH}{other}..{_AS_TO}...{bond}",
    ]


def stake_patterns(firm: str, pays: str, place: str) -> list[str]:
    """Return the shapes that say that ``firm`` pays a sum for something in ``place``."""
    return [
        f"{firm}..{pays}..{_SUM}...{_THERE}{place}",  # 甲投资10亿元的项目在乙开工
        f"{firm}...{_THERE}{place}(,)?..{pays}..{_SUM}",  # 甲落子乙,总投资10亿元
        f"{_THERE}{place}(,)?..{firm}...{pays}..{_SUM}",  # 在乙,甲的项目总投资10亿元
        f"{pays}..{_SUM}(的)?~{firm}...{_THERE}{place}",  # 总投资10亿元的甲二期项目落户乙
        f"{pays}..{_SUM}(的)?~{firm}{place}",  # 总投资10亿元的甲乙工厂
        f"{firm}{place}..{pays}..{_SUM}",  # 甲乙基地总投资10亿元
        f"由{firm}..{pays}...{_THERE}{place}",  # 由甲投资建设的项目落户乙
    ]


def layout_patterns(place: str, core: str, rank: str, builds: str, field: str) -> list[str]:
    """Return the shapes that say which field a plan gives to places of a first, second and third rank.

    ``core`` are the words for what the first are, ``rank`` those for the others, ``builds`` what all of them do to the field.
    """
    several = "(等|等地|等市|等地区|等城市|三市|两市|两地|等平台|等平台载体|等载体|等园区)?"
    other = place.replace("{s:", "{x:")
    first, before = f"以{place}{several}(为|作为){core}", f"以{other}{several}(为|作为){core}"
    lower = f"(,|、){place}{several}(为|作为)?{rank}"
    drawn = f",(联动|协同|带动|辐射带动|辐射|统筹){place}"
    third = f"(,|、){other}{several}(为|作为)?{rank}(,|、){place}{several}(为|作为)?{rank}"
    will = "(布局|发展布局|发展)?(将|要|重点|主要)?~"
    sector = field.replace("Field", "Sector")  # what is built must be an industry where no verb says so
    return [
        f"{first}(,)...{builds}..{field}",  # 以甲为核心,打造丙
        f"{first}{builds}..{field}",  # 以甲为核心打造丙
        f"{first}的~{sector}",  # 以甲为核心的丙
        f"{before}{lower}...{builds}..{field}",  # 以甲为核心、乙为支撑,打造丙
        f"{before}...{drawn}...{builds}..{field}",  # 以甲为核心,联动乙,打造丙
        f"{sector}{will}{first}",  # 丙产业以甲为核心
        f"{sector}{will}{before}{lower}",  # 丙产业以甲为核心,乙为支撑
        f"{sector}{will}{before}{third}",
        f"{sector}{will}{before}..,{first}",  # 丙产业以甲为主体形成核心区,以乙为主体形成拓展区
    ]


def gift_patterns(helped: str, granted: str, field: str, gives: str, sends: str, gift: str, care: str) -> list[str]:
    """Return the shapes that say that whom the clause speaks of gives the one ``helped`` something, or takes ``care`` of it."""
    here = (
        "(岛内的|园内的|区内的|辖区内的|当地的|岛内|园内|区内|辖区|当地|全省|全市|全国|旗下|周边|落户的|入驻的|地方)?"
    )
    whose = "{x:Place}?(的|等地的|等地)?"
    aims = "(建设|打造|实现|加快|发展|构建|创建|培育|推动|争创|成为|推进|建成)"
    more = "(加大|加大了|强化|增加|加强|提高|做好|切实加强|完善)(了)?"
    return [
        f"(为|帮|帮助){here}{whose}{helped}..{gives}",  # 为乙提供人才
        f"为{helped}{aims}...(提供|注入|贡献|奠定|增添|打下)..{gift}",  # 为乙建设丙提供支撑
        f"(向|给|对){here}{whose}{helped}..{sends}",  # 向乙提供贷款
        f"(给|对){here}{whose}{helped}..(给予|予以)..{gift}",  # 对乙予以支持; no 对乙予以谴责
        f"(面向|针对){whose}{field}..(提供|输出|供给)..{gift}",  # 面向乙产业提供服务
        f"(赋予|给予|给予了|授予|下放给|授权|拨付|下达){whose}{granted}..{gift}",  # 给予乙资金支持
        f"{more}对{whose}{helped}..{care}",  # 加大对乙的支持
        f"对{whose}{helped}..的..(支持|扶持|帮扶|关心|帮助|支援|援助|投入|支撑作用|带动作用|引领作用|辐射带动)",  # 对乙的支持不断加大
    ]


def lead_patterns(
    leader: str, firm: str, led: str, grown: str, sped: str, role: str, moves: str, part: str
) -> list[str]:
    """Return the shapes that say that ``leader`` has a leading ``role`` or ``part`` in what is ``led`` or ``sped`` by it.

    What has ``grown`` may be an industry, which a place that is its core works on itself: there only a ``firm`` leads. A firm
    that a place has for its head leads the place: 乙市以甲为龙头.
    """
    many = "(等|等企业|等龙头企业|等高校|等地|等链主企业|等骨干企业)?"
    whose = "{x:Place}?(的|等地的|等地)?"
    under = f"(在|经|有了|得益于|受益于){leader}{many}(的)?..{part}(下|之下)?,"
    return [
        f"以{leader}{many}为{role}...{moves}..{led}",  # 以甲为龙头,建设乙
        f"^以{firm}{many}为{role}...{moves}..{whose}{grown}",  # 以甲为龙头,建设乙产业
        f"^以{firm}{many}为{role}(的)?(,)?{whose}{grown}",  # 以甲为龙头,乙加快壮大; 以甲为龙头的乙
        f"^以{leader}{many}{moves}..{whose}{grown}",  # 以甲带动乙
        f"(发挥|充分发挥|更好发挥|强化|放大|用好|凭借|依托|借助|依靠){leader}..{part}..(,)?{moves}?{whose}{grown}",  # 发挥甲的作用,壮大乙
        f"{under}..{sped}",  # 在甲带动下,今年乙走向世界
        f"{under}{whose}{grown}",  # 在甲带动下,某地乙产业走向世界
    ]


def office_patterns(body: str, rank: str, office: str) -> list[str]:
    """Return the shapes that say that a person takes an ``office``, of a ``rank`` perhaps, in a ``body``.

    The last three have no slot for the body: the row says whose topic takes its place.
    """
    founded = f"(成立|设立|组建|创办|创立|建立|共建)(了)?..{body},..."
    person = "{s:Person}(院士|教授|博士|先生|女士|研究员|本人)?"
    takes = (
        "(担任|出任|兼任|任|当选|当选为|就任|受聘担任|受聘为|获聘担任|获聘为|被聘为|被任命为|被推选为|被选为)"
        f"{rank}{office}(,|。|;|、|兼)"
    )
    held = f"{rank}{office}(一职)?(由|为|是)...{person}(担任|兼任|出任|,|。|;)"
    return [
        f"{founded}{person}{takes}",  # 成立了甲,由丙担任首任主任
        f"{founded}{held}",  # 成立了甲,首任主任由丙担任
        f"^..{person}{takes}",  # ,丙任首席科学家
        f"由...{person}{takes}",  # ,由某校教授丙担任主任
        f"^..{held}",  # ,现任主任为丙
    ]
