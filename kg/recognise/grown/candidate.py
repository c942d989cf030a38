"""What may be a name: a head, and what has grown from it leftwards."""

from typing import NamedTuple

from kg.lexicon import Head
from kg.recognise.candidates import Scene
from kg.recognise.grown.growth import Growth


class Candidate(NamedTuple):
    """A head, where it stands, and how the name has grown that it closes."""

    scene: Scene
    growth: Growth
    start: int  # of the head
    end: int
    head: Head

    @property
    def text(self) -> str:
        """The flow's text."""
        return self.scene.text

    @property
    def name(self) -> str:
        """The name with its head."""
        return self.text[self.growth.start : self.end]

    @property
    def modifier(self) -> str:
        """The name without its head."""
        return self.text[self.growth.start : self.start]
