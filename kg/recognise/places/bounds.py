"""What only tells where an area ends: 四至范围:东至甲厂,南至乙村,西至丙路,北至丁江. Nothing is said of what stands there."""

from collections.abc import Iterable

from kg.recognise.candidates import Found, Scene
from kg.sought import sought

_BOUNDS = sought(r"四至[^,。;东南西北]{0,6}[东南西北]至[^,。;:]{1,24}(?:[,、;][东南西北]至[^,。;:]{1,24}){2,3}")


def without_bounds(scene: Scene, found: Iterable[Found]) -> list[Found]:
    """Return ``found`` without the names that stand where an area ends."""
    bounds = [match.span() for match in scene.matches(_BOUNDS)]
    return [one for one in found if not any(low <= one.start and one.end <= high for low, high in bounds)]
