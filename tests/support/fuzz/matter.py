"""Front matter, settings, styles, bibliographies and labels, sound and broken."""

import json

from fuzz.dice import Dice
from fuzz.inlines import LENGTHS, PICTURES, words

LANGS = "en en-GB de fr-CA ar he fa ur ja zh-Hans hu tr fi hi th xx x-klingon de-1901 zh-Hant-TW tlh nb sv el".split()
TEXT_KEYS = "title subtitle short_title kicker standfirst description publisher rights tagline slug source author tags series issue identifier date updated".split()
LEADS = (*PICTURES[:6], "flip.png", "draw.svg", "wild.svg", "größe.png", "flip.gif", "flip.webp")
WORD_KEYS = "title subtitle short_title kicker standfirst description publisher rights author tags series issue".split()
VALUES = ["true", "1", "[]", "{}", "null", "~", "[a, b]", "{a: b}", "2025-03-01", "2025-13-45", "12/10", "12.10", ".inf", "1e400", "'''", "&a x", "*a", "!!python/object:os.system x", "|\n  a\n  b", ">-\n  x", "'a\x01b'", '"a\\x01b"', '"\\ud800"', '"\\uFFFF"', "'<b>&amp;'", "{{x}}", "{% x %}", '"\\n"', '"\\t"', "é" * 300, "9" * 40, "javascript:alert(1)", "http://e.example/a b", "https://例え.jp/ü", "urn:uuid:x", "urn:isbn:9783161484100", "10.1000/xyz", "{name: A, url: 'javascript:x'}", "[{name: A & B}, C]", "{name: X, number: 3}", "{volume: 12, number: 10}"]


def front(dice: Dice) -> str:
    """Return front matter in YAML or TOML, or none."""
    if dice.once_in(8):
        return ""
    lines = ["title: A *title* & <more>" if dice.once_in(2) else f"title: {quoted(dice)}", f"lang: {dice.pick(LANGS)}", "date: 2025-03-01"]
    lines += [f"{dice.pick(WORD_KEYS)}: {quoted(dice)}" for _ in range(dice.below(4))]
    if dice.once_in(5):
        lines.append(f"{dice.pick(TEXT_KEYS)}: {dice.pick(VALUES)}")
    lines += dice.some([
        "toc: true", "number_sections: true", "dropcap: true", "dir: rtl", "bibliography: works.bib", "bibliography: works.json", "bibliography: [works.yaml, works.bib]", "custom_css: own.css",
        f"image: {dice.pick(LEADS)}", f"image: {{path: {dice.pick(LEADS)}, alt: {quoted(dice)}, caption: {quoted(dice)}, credit: x}}", "paper: a5", "paper: 60mm x 90mm", "pdf_profile: plain", "theme: printfriendly", "theme: own", "draft: false", "waivers: {no-alt: x}", "toc: false", "titel: x", "layout: post",
        f"custom_css: {json.dumps(css(dice))}",
    ], 5)
    if dice.once_in(30):
        return "+++\n" + "\n".join(line.replace(": ", " = ", 1) for line in lines) + "\n+++\n"
    seen: dict[str, str] = {line.partition(":")[0]: line for line in lines}
    chosen = lines if dice.once_in(20) else list(seen.values())
    return "---\n" + "\n".join(chosen) + dice.pick(["\n---\n"] * 8 + ["\n...\n"] * 3 + ["\n"])


def quoted(dice: Dice) -> str:
    """Return words as a string of YAML."""
    text = words(dice)
    return json.dumps(text, ensure_ascii=dice.once_in(2)) if dice.once_in(2) else "'" + text.replace("'", "''") + "'"


PROPERTIES = "color background background-image content width height margin font font-family position display float columns transform filter clip-path mask quotes counter-reset counter-increment string-set page bookmark-label bookmark-level footnote-display break-before size grid-template-columns flex border-image list-style-image cursor src unicode-range hyphenate-character text-decoration line-height tab-size orphans image-orientation object-position anchor link max-lines block-ellipsis lang".split()
CSS_VALUES = ["red", "url(x)", "url(http://e.example/x)", "url( ' http://e.example'", "attr(x url)", "attr(href)", "attr(title string, 'x')", "attr(data-x px, 3px)", "attr(x color)", "attr(x %)", "attr(y integer)", "target-counter(attr(href), page)", "target-counter(attr(href url), page)", "target-text(attr(href))", "target-counters(url(#x), a, '.')", "leader('.')", "leader(dotted)", "string(x)", "element(x)", "running(x)", "content()", "counter(page, foo)", "counters(a, '')", "symbols(cyclic 'a')", "var(--x)", "var(--y, var(--x))", "calc(1px + 1em)", "calc(1/0)", "1e99px", "-1px", "0", "nan", "infinity", "min(1px,2%)", "env(x)", "image-set('http://e.example/a' 1x)", "linear-gradient(red, blue)", "linear-gradient()", "radial-gradient(circle at 0 0, red 0, blue 0)", "repeating-linear-gradient(red 0px, blue 0px)", "repeating-radial-gradient(red, blue 0%)", "conic-gradient(red)", "rotate(1e9deg)", "scale(0)", "matrix(0,0,0,0,0,0)", "skew(90deg)", "translate(1e30px)", "repeat(1000000, 1px)", "repeat(auto-fill, 0px)", "footnote", "flex", "grid", "table-cell", "inline-block", "fixed", "absolute", "running", "'a\\0 b'", "'\\1 '", "'\\d800 '", "\"\\a\"", "1e9 solid", "10000 auto", "inherit", "!important", "none", "auto", "5", "rgb(300 1 1 / 5)", "color(display-p3 1 1 1)", "color-mix(in lab, red, blue)", "hsl(nan 1 1)", "lab(1 2 3)", "oklch(1 2 3)", "device-cmyk(1 0 0 0)", "expression(alert(1))", "U+0-7F", "open-quote", "always", "a b c d"]
SELECTORS = ["p", "*", "#pf-content p", "a::after", "p::before", "::footnote-call", "::footnote-marker", "h2", "li::marker", "p:nth-child(2n+1)", ":is(p, h1)", "p:has(a)", "a[href]", "@page", "@page :first", "@page { @bottom-center", "@media print", "@media screen and (min-width: 1px)", "@supports (x: y)", "@font-face", "@import", "@import url(http://e.example/x.css)", "@charset", "@namespace", "@keyframes a", "@counter-style x", "@layer a", "@container", "@property --x", "table", "td", "img", "body", "html", ":root", "p::first-letter", "p::first-line", "&", "p >", "]", "p{", "::selection", "p:unknown", "@page a:nth(2)", "figure", "svg", "pre"]


def css(dice: Dice) -> str:
    """Return a few rules, sound and broken."""
    rules = []
    for _ in range(1 + dice.below(4)):
        body = "; ".join(f"{dice.pick([*PROPERTIES, '--x', '--y'])}: {dice.pick(CSS_VALUES)}{' ' + dice.pick(CSS_VALUES) if dice.once_in(5) else ''}" for _ in range(1 + dice.below(4)))
        selector = dice.pick(SELECTORS)
        rules.append(f"{selector} {{ {body} {'}' * (selector.count('{') + 1)}")
    return dice.pick(["\n", " "]).join(rules)[: None if dice.once_in(2) else 400]


def settings(dice: Dice) -> str:
    """Return settings of a publication."""
    lines = dice.some([
        f"title = {json.dumps(words(dice))}", 'lang = "de"', 'author = ["O\'Connor", "A & B"]', 'url = "https://example.org/x"', 'url = "http://e.example/<b>"', 'publisher = "P\\u0001"', 'issn = "2049-3630"', "toc = true", "number_sections = true", "print_urls = true", "show_source = true", 'custom_css = "own.css"', f"custom_css = {json.dumps(css(dice))}", 'header_image = "content/pic.png"', 'header_image = "content/wild.svg"', 'tagline = "T <b> & "', "text_size = 14", 'images_size = "small"', "image_density = 100", "image_quality = 60", 'paper = "a6"', 'theme = "own"', 'bibliography = "works.bib"', "strict = true", 'certified_by = "x"', 'waivers = {x = "y"}', 'titel = 3', "toc = 3",
    ], 5)
    return "\n".join({line.partition(" ")[0]: line for line in lines}.values()) + "\n"


def bibliography(dice: Dice, kind: str) -> str:
    """Return works in one of the formats, with hostile words."""
    title, author = words(dice), dice.pick(["Doe, Jane", "{A & B}", "O'Connor", "", words(dice)])
    entries = [{"id": "doe", "type": dice.pick(["book", "article-journal", "webpage", "x"]), "title": title, "author": [{"family": author, "given": "J\x01"}], "issued": {"date-parts": [[dice.pick([2020, "x", -5, 99999])]]}, "URL": dice.pick(["https://example.org/", "javascript:alert(1)", "x y"]), "note": words(dice)}]
    match kind:
        case "json":
            return json.dumps(entries)
        case "yaml":
            return "references:\n" + "\n".join(f"  {'- ' if k == 'id' else '  '}{k}: {json.dumps(v)}" for k, v in entries[0].items()) + "\n"
        case _:
            return f"@{dice.pick(['book', 'article', 'online', 'x'])}{{doe,\n title = {{{title}}},\n author = {{{author}}},\n year = {{{dice.pick(['2020', 'x', '{'])}}},\n url = {{{entries[0]['URL']}}}\n}}\n"
