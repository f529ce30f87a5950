"""The repair of HTML for tests: a body's content as text before and after."""

from lxml import etree, html

from triptych.body.html_repair import repair_html


def repaired(text: str) -> str:
    """Return the content of a body after its repair; the text is XML, which nests as it is written."""
    body = etree.fromstring(f"<body>{text}</body>", html.XHTMLParser())
    repair_html(body)
    done = etree.tostring(body, encoding="unicode")
    return done.removeprefix("<body>").removesuffix("</body>") if done != "<body/>" else ""
