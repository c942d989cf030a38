"""The slots of a pattern: which kinds may stand in one, and the character that stands for each in a sentence."""

BODIES = ("ResearchInstitute", "University", "Company", "GovernmentBody", "Organization")
SETS = {
    "Body": BODIES,
    "Place": ("Zone", "Region"),
    "Field": ("Industry", "Technology"),
    "Agent": (*BODIES, "Zone", "Region"),
    "Site": (*BODIES, "Zone", "Cluster"),
    "Thing": (*BODIES, "Zone", "Region", "Cluster"),
}

# One private-use character a kind; lists of several kinds have their own, by the widest set that holds them.
KIND_CHAR = {
    kind: chr(0xE000 + i)
    for i, kind in enumerate(
        ("Cluster", "Zone", "Region", "Industry", "Technology", "Policy", "Program", "Person", *BODIES)
    )
}
MIXED_CHAR = {
    "Field": "\ue020",
    "Place": "\ue021",
    "Body": "\ue022",
    "Agent": "\ue023",
    "Thing": "\ue024",
    "Any": "\ue025",
}
SECTOR_CHAR = "\ue030"  # fields that the text declares an industry: 生物医药产业, 集成电路等领域
TITLE_CHAR = "\ue031"  # programmes that are a title one can win: 试点, 示范区
CENTRE_CHAR = "\ue032"  # programmes by which a place is to become a centre: 国际科技创新中心
_DECLARED = {
    "Sector": (SECTOR_CHAR, SETS["Field"]),
    "Title": (TITLE_CHAR, ("Program",)),
    "Centre": (CENTRE_CHAR, ("Program",)),
}
SLOT = "[\ue000-\ue03f]"


def kinds(names: str) -> tuple[str, ...]:
    """Return the kinds that ``names`` (``Zone|Body``) stands for.

    Raises:
        ValueError: a name is neither a kind nor a set of kinds.
    """
    found: list[str] = []
    for name in filter(None, names.split("|")):
        if name in SETS:
            found.extend(SETS[name])
        elif name in KIND_CHAR or name in _DECLARED:
            found.append(name)
        else:
            raise ValueError(f"unknown kind {name}; known are {', '.join([*KIND_CHAR, *SETS])}")
    return tuple(dict.fromkeys(found))


def fitting(names: str) -> frozenset[str]:
    """Return the kinds of a slot for ``names``.

    Raises:
        ValueError: none fits, or a name is unknown.
    """
    if found := frozenset(kinds(names)):
        return found
    raise ValueError(f"a slot for {names} takes no kind")


def slot_class(fitting: frozenset[str]) -> str:
    """Return the characters of the slots that can hold one of ``fitting``."""
    single = [KIND_CHAR[k] for k in KIND_CHAR if k in fitting]
    single += [char for name, (char, kinds) in _DECLARED.items() if name in fitting or fitting & set(kinds)]
    mixed = [char for name, char in MIXED_CHAR.items() if name == "Any" or fitting & set(SETS[name])]
    return "".join(single + mixed)


def members(fitting: frozenset[str]) -> frozenset[str]:
    """Return the kinds of the schema that those of a slot stand for: a sector is an industry or a technology."""
    return frozenset(kind for name in fitting for kind in _DECLARED.get(name, ("", (name,)))[1])
