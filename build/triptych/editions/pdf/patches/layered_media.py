"""A rule of a medium stays in the cascade layer around it.

WeasyPrint takes the rules of ``@media`` for rules outside any layer, which win over all that are inside one
(CSS Cascade 5, 6.1). What a theme writes for print then wins over what it writes later for all media.
"""

from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import Any

from triptych.editions.pdf.patches.guard import Patch


def _patch(weasyprint: ModuleType) -> None:
    """Replace ``preprocess_stylesheet`` where ``weasyprint.css`` looks for it."""
    css: Any = weasyprint.css
    preprocess = css.preprocess_stylesheet

    def preprocess_stylesheet(
        device_media_type: str,
        base_url: Any,
        stylesheet_rules: Iterable[Any],
        *rest: Any,
        **more: Any,
    ) -> None:
        flat = list(_flat(css, stylesheet_rules, device_media_type))
        preprocess(device_media_type, base_url, flat, *rest, **more)

    css.preprocess_stylesheet = preprocess_stylesheet


def _flat(css: Any, rules: Iterable[Any], medium: str) -> Iterator[Any]:
    """Yield rules with those of each medium that is meant in place of its ``@media``.

    A query that WeasyPrint cannot read stays, so that it says so.
    """
    for rule in rules:
        is_media = rule.type == "at-rule" and rule.lower_at_keyword == "media" and rule.content
        queries = css.media_queries.parse_media_query(rule.prelude) if is_media else None
        if queries is None:
            yield rule
        elif css.media_queries.evaluate_media_query(queries, medium):
            inner = css.tinycss2.parse_rule_list(rule.content)
            yield from _flat(css, (each for each in inner if not _is_import(each)), medium)


def _is_import(rule: Any) -> bool:
    """Whether a rule would import a sheet, which none inside another may."""
    return bool(rule.type == "at-rule" and rule.lower_at_keyword == "import")


PATCH = Patch(
    name="layered_media",
    upstream="Takes what is in `@media` out of the cascade layer around it",
    reason="CSS Cascade 5, 6.1: a rule is in the layer that it is written in; a later rule of a theme wins",
    test="editions/test_patches.py::test_a_rule_for_print_stays_in_its_layer",
    targets=(
        "weasyprint.css:preprocess_stylesheet",
        "weasyprint.css.media_queries:evaluate_media_query",
        "weasyprint.css.media_queries:parse_media_query",
    ),
    apply=_patch,
)
