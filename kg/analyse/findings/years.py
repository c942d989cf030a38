"""Which industries documents speak of from year to year, and which of them came up late."""

from collections import Counter
from typing import Any

from kg.analyse.findings.common import FACTS, first
from kg.analyse.findings.general import telling
from kg.analyse.network import Edge, Network
from kg.analyse.record import Finding, Findings

YEARS = 3  # of documents, below which nothing can be called new
RECENT = 3  # the last years, within which an industry that was not named before is new
LEAST = 2  # documents: what one alone speaks of may be a word of its own
ROWS = 20
YEAR = 4  # characters of a date

Told = dict[str, Counter[str]]  # industry -> year -> how many documents name it


def by_year(network: Network) -> Findings:
    """Find the industries first named in the last ``RECENT`` years, by the most documents first; a table counts by year."""
    dated = Counter(filter(None, (_year(network, document) for document in network.documents)))
    if len(dated) < YEARS:
        return Findings("by-year", 0, (), {})
    years = sorted(dated)
    told = _told(network)
    order = sorted(told, key=lambda i: (-told[i].total(), network.label(i), i))
    since = str(int(years[-1]) - RECENT + 1)
    late = [i for i in order if min(told[i]) >= since > years[0] and told[i].total() >= LEAST and network.facts_of(i)]

    def build(industry: str) -> Finding:
        values = {"name": network.label(industry), "since": min(told[industry]), "documents": told[industry].total()}
        facts = sorted(dict.fromkeys(network.facts_of(industry)), key=lambda fact: (_first_said(network, fact), fact))
        return Finding(
            "by-year",
            {**values, "facts": len(facts)},
            network.names([industry]),
            network.record(facts[:FACTS]),
        )

    return first("by-year", late, build, table=_table(network, told, order[:ROWS], dated), recent=RECENT, least=LEAST)


def _year(network: Network, document: str) -> str:
    year = network.date(document)[:YEAR]
    return year if len(year) == YEAR and year.isdigit() else ""


def _told(network: Network) -> Told:
    """Return for each telling industry that a dated document names how many do so in each year."""
    found = {
        industry: Counter(filter(None, (_year(network, document) for document in network.named_in[industry])))
        for industry in network.of_kind("Industry")
        if telling(network, industry)
    }
    return {industry: counts for industry, counts in found.items() if counts}


def _first_said(network: Network, fact: Edge) -> str:
    """Return the date at which ``fact`` is first stated; what has none comes last."""
    dates = (network.date(row["document"]) for row in network.data(fact)["evidence"])
    return min(filter(None, dates), default="9")


def _table(network: Network, told: Told, shown: list[str], dated: Counter[str]) -> dict[str, Any]:
    """Return a row per industry with how many documents of each year name it, and how many there are in all."""
    years = sorted(dated)
    rows = [[network.label(industry), *(told[industry][year] for year in years)] for industry in shown]
    return {"first": "industry", "groups": years, "rows": rows, "total": [dated[year] for year in years]}
