"""The graph as pages that people open: ``graph.html``, and one reading view a document."""

from kg.page.readings import write_readings
from kg.page.writing import write_page

__all__ = ["write_page", "write_readings"]
