"""The files that a PDF carries: an article is Markdown to every reader, in whatever dialect it is."""

from io import BytesIO

from triptych.checks.own import pdf as own
from triptych.core.model import BEGINNING
from triptych.core.site import MARKDOWN, Site
from triptych.dialects.registry import DIALECTS
from triptych.editions.pdf import weasyprint
from triptych.editions.pdf.attachments import attach


def test_articles_of_every_dialect_are_markdown() -> None:
    """Their names end as one of those that are attached as Markdown."""
    several = [Site().suffixes, *(each.suffixes for each in DIALECTS.values())]
    assert {suffix for each in several for suffix in each} <= set(MARKDOWN)


def test_an_article_of_any_dialect_is_known_as_the_source() -> None:
    """It has the type of Markdown, and a check of the PDF finds it."""
    pydyf = weasyprint.pydyf()
    for suffix in MARKDOWN:
        pdf, out = pydyf.PDF(), BytesIO()
        pdf.add_page(pydyf.Dictionary({"Type": "/Page", "MediaBox": pydyf.Array([0, 0, 9, 9])}))
        attach(pdf, pydyf, {"_quarto.yml": b"a: b", f"a{suffix}": b"Words"}, BEGINNING)
        kinds = [each.extra["Subtype"] for each in pdf.objects if isinstance(each, pydyf.Stream)]
        assert kinds == [pydyf.name("application/yaml"), pydyf.name("text/markdown")]
        pdf.write(out)
        judged = own.judge(out.getvalue())
        assert judged.facts.source == (f"a{suffix}", "Words")
