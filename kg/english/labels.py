"""The Chinese name of what known English parts make up, where the Chinese lexicon has it: then both are one thing."""

from collections.abc import Iterable

from kg.english.lexicon import Head
from kg.english.scene import Scene
from kg.lexicon import load as load_chinese
from kg.recognise.candidates import Found
from kg.text import fold


def chinese(scene: Scene, left: int, start: int, head: Head) -> str:
    """Return the Chinese name of what known parts and the head make up, where the Chinese lexicon has it."""
    if head.side == "before":
        return ""
    parts: list[Found] = []
    at = left
    while at < start:
        part = scene.known_from.get(at)
        if not part or part.end >= start:
            return ""
        parts.append(part)
        at = part.end + 1
    if head.kind == "Company":
        return parts[0].name if len(parts) == 1 and parts[0].kind == "Company" else ""
    names = {"".join(short_label(p) for p in parts) + head.label, "".join(p.name for p in parts) + head.label}
    if head.kind == "GovernmentBody":
        return min(names, key=len) if len(parts) == 1 and parts[0].kind == "Region" else ""
    return listed(names, head.kind)


def listed(names: Iterable[str], kind: str) -> str:
    """Return the Chinese lexicon's name of the thing that one of ``names`` surely stands for, or nothing."""
    entries = (load_chinese().entry(name, kind) for name in sorted(names))
    return next((fold(entry.label) for entry in entries if entry and not entry.weak), "")


def short_label(part: Found) -> str:
    """Return a region's name without its level, as longer names hold it."""
    short = part.name[:-1] if part.kind == "Region" and part.name[-1] in "省市" else part.name
    return short if load_chinese().entry(short, part.kind) else part.name
