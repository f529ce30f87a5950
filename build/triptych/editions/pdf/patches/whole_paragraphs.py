"""The lines of a paragraph are chosen together, not each by what fits on it.

WeasyPrint fills line after line. What is left for the last lines is what it is: a hyphen three times in a
row, half a word alone, a word divided over the turn of a page, spaces twice as wide as in the line above.
Here the first line that is asked for plans all of them (``editions/pdf/paragraphs/``); what is not known
there, like a line beside a float, is set as WeasyPrint does.
"""

from collections import Counter
from collections.abc import Callable
from types import ModuleType
from typing import Any

from triptych.editions.pdf.paragraphs.build import Surroundings
from triptych.editions.pdf.paragraphs.library import Library, UnfitError, declare
from triptych.editions.pdf.paragraphs.plan import Planner, Request
from triptych.editions.pdf.patches.guard import Patch

PLANNED, FAILED = "planned", "failed"

COUNTS: Counter[str] = Counter()
"""How many lines were planned, and how many not, by the reason; none should ever have ``failed``."""


def _patch(weasyprint: ModuleType) -> None:
    """Replace ``split_inline_box`` in ``weasyprint.layout.inline``."""
    library = Library.of(weasyprint)
    declare(library)
    inline = vars(weasyprint.layout.inline)
    inline["split_inline_box"] = _splitter(library, inline["split_inline_box"])


def _splitter(library: Library, split: Callable[..., Any]) -> Callable[..., Any]:
    """Return ``split_inline_box`` that plans the lines of a paragraph, and splits all else as before."""
    line_box, planner = library.boxes.LineBox, Planner(library)

    def split_inline_box(context: Any, box: Any, x: float, right: float, *rest: Any) -> Any:
        *_, first_letter, first_line = rest
        if type(box) is not line_box or first_letter or first_line:
            return split(context, box, x, right, *rest)
        bottom_space, position, block, absolute, fixed, placeholders, *_ = rest
        around = Surroundings(context, block, absolute, fixed, placeholders)
        before = [len(each) for each in around[2:]]
        try:
            found = planner.line(Request(box, x, right, bottom_space, position, around))
        except UnfitError as error:
            COUNTS[str(error)] += 1
        except Exception:  # noqa: BLE001  a paragraph is set in any case; tests hold that this never happens
            COUNTS[FAILED] += 1
        else:
            COUNTS[PLANNED] += 1
            return found
        for each, length in zip(around[2:], before, strict=True):
            del each[length:]
        return split(context, box, x, right, *rest)

    return split_inline_box


PATCH = Patch(
    name="whole_paragraphs",
    upstream="Fills line after line, and looks neither ahead nor back",
    issue="https://github.com/Kozea/WeasyPrint/issues/2114",
    reason="CSS Text 4, 6.4: `pretty` and `balance`; a paragraph is even, and ends in a whole word",
    test="editions/test_paragraphs.py::test_a_title_is_balanced",
    targets=(
        "weasyprint.layout.inline:split_inline_box",
        "weasyprint.layout.inline:get_next_linebox",
        "weasyprint.layout.inline:atomic_box",
        "weasyprint.layout.inline:_adjust_line_height",
        "weasyprint.text.line_break:Layout.setup",
        "weasyprint.text.line_break:Layout.deactivate",
        "weasyprint.text.line_break:Layout.reactivate",
        "weasyprint.text.line_break:get_log_attrs",
        "weasyprint.formatting_structure.boxes:ParentBox.copy_with_children",
    ),
    apply=_patch,
)
