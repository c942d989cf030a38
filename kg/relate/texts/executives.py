"""For which firm the head works whose title leaves it out: 公司董事长|李明, 总经理|王强 in a text on one firm."""

import re
from collections.abc import Iterator, Sequence

from kg.recognise import Found
from kg.relate.claims import Stated

_LONGEST = 24  # characters of titles before a name
_TITLE = re.compile(
    r"(?:^|[,。;:!?“”()\s]|(?<![\u4e00-\u9fff])[在由]|[与同和])(?P<firm>(?:该|本|这家)?(?:公司|企业))?"
    r"(?:党委书记、|党委副书记、|党支部书记、)?(?:常务|执行)?副?(?:董事长|总经理|总裁|首席执行官|厂长|CEO)"
    r"(?:(?:、|兼)(?:董事长|总经理|总裁|首席执行官|CEO|首席科学家|总工程师))?$"
)


class Firms:
    """The firms that a document has named so far, flow by flow."""

    def __init__(self) -> None:
        self._named: dict[str, Found] = {}
        self._last: dict[str, Found] = {}  # in the last flow that names any

    def claims(self, flow: str, found: Sequence[Found]) -> Iterator[Stated]:
        """Yield for whom the heads of firms in the next flow work, where it is clear which firm is meant."""
        here: dict[str, Found] = {}
        for name in found:
            if name.kind == "Company":
                here[name.name] = self._named[name.name] = name
            elif name.kind == "Person" and (firm := self._meant(flow[: name.start], here)):
                yield Stated(name, "worksFor", firm, name.start, name.end, "firm.head", 0.75)
        self._last = here or self._last

    def _meant(self, before: str, here: dict[str, Found]) -> Found | None:
        """Return the firm that the title at the end of ``before`` is one of: the only one of the paragraph or the one before it;
        without 公司 the only one of the text so far."""
        title = _TITLE.search(before[-_LONGEST:])
        if title is None:
            return None
        firms = (here or self._last) if title["firm"] else self._named
        return next(iter(firms.values())) if len(firms) == 1 else None
