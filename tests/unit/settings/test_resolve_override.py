"""What is tried for the moment over what settings say."""

from triptych.core.model import Override
from triptych.settings import resolve
from triptych.settings.front_matter import FrontMatter
from triptych.settings.publication import Settings


def test_a_text_size_that_is_tried_counts_more_than_the_settings() -> None:
    """Without one it is that of the settings."""
    front, settings = FrontMatter(), Settings(text_size=11)
    assert resolve.look(front, settings, Override(), 0).text_size == 11
    assert resolve.look(front, settings, Override(text_size=15), 0).text_size == 15
