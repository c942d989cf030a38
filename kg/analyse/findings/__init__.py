"""Findings in the terms of our users, one module a question. Each is a function of the network."""

from kg.analyse.findings.across import across
from kg.analyse.findings.alike import alike_clusters
from kg.analyse.findings.coverage import unmentioned
from kg.analyse.findings.institutes import bridging
from kg.analyse.findings.missing import without_institute
from kg.analyse.findings.partners import could_cooperate
from kg.analyse.findings.programmes import plans, selected
from kg.analyse.findings.provinces import by_province
from kg.analyse.findings.regions import alike_untied, by_group
from kg.analyse.findings.sharing import sharing
from kg.analyse.findings.weak import single_points
from kg.analyse.findings.years import by_year
from kg.analyse.findings.zones import one_industry, several_industries

# The order of the report.
FINDINGS = (
    by_province,
    selected,
    plans,
    bridging,
    without_institute,
    one_industry,
    several_industries,
    sharing,
    by_group,
    by_year,
    across,
    alike_untied,
    single_points,
    alike_clusters,
    could_cooperate,
    unmentioned,
)
