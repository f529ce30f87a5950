"""Pieces of running text: plain words, hostile ones, and each inline construct around them."""

import html

from fuzz.dice import Dice, Maker

WORDS = """lamp light O'Connor Smith&Sons a<b c>d x*y_z **bold *it _u_ ~~s~~ ==m== H~2~O x^2^ `code` ``co`de``
`<script>` `<!-- c` $x$ $5 $HOME $\\frac{a}{b}$ $\\unknown{x}$ $$ $$x$$ \\( \\) \\[a\\] \\begin{a} \\ref{x} \\p
<https://example.org/a?b=c&d> https://example.org/ä/%zz me@example.org <me@example.org> javascript:alert(1)
[^1] [^2] [^a b] [^none] ^[inline] [@doe] @doe [-@doe,p.3] [see@doe;@roe] @fig:a @sec:e @tbl:t @eq:q @lst:l [@fig:a;@doe]
[link](#top) [x](javascript:alert(1)) [x](data:text/html,x) [x][ref] [ref] [x](<a b> "t") [x]( [[wiki]] ![[e.png]] [x](a.md#b)
[span]{.pf-same-note} [s]{.pf-noteref} [s]{.pf-numbered} [s]{#pf-x .pf-label} [s]{lang=he dir=rtl} [s]{lang=qqq} [s]{onclick=x}
[s]{style="background:url(http://e.example/x)"} [s]{key} `c`{.py} `c`{.nope} <b>b</b> <i>i <u>u</u> <a>x</a> </a> <a href="javascript:x">
<img src=x onerror=alert(1)> <img> <br> <br/> <!-- c --> <!-- <![CDATA[x]]> <? x ?> <!x> &amp; &lt; &#1; &#xD800; &#xFFFF; &nosuch; &
&#0; &copy &#x202E; <svg><script>x</script></svg> <math><mi>x</mi></math> <kbd>k</kbd> <ruby>漢<rt>かん</rt></ruby> <q>q</q> <abbr title="x&quot;">A</abbr>
שלום مرحبا 漢字 ひらがな हिन्दी বাংলা தமிழ் 한국어 ไทย ʻokina 1️⃣ 👩‍👩‍👧 🏽 e\u0301 ﬁ Ａｂｃ \u200b \u200d \ufeff \u2028 \u00ad \u202e \u2066 \ue000 \ufffe 𝒜 \x01 \x0b \x0c \x7f \x85 \x00
z. B. d. h. (c) 2026 1920. p. 4 e.g. C# C++ ??? !!! ... -- --- "q" 'q' „q“ «q» :smile: ::: {{x}} {%x%} {x} {#x} {.x} [ ] [x] ]( } { | \\ \\\\ ~ ^ # ## > - * + ___ --- ``` ~~~ <div> </div> </p>
""".split()
"""Words with all that the inline grammar could trip over."""

CONTROLS = [w.encode().decode("unicode_escape") for w in ("\\x01", "\\x0b", "\\x1b[31m", "\\x07")]


def words(dice: Dice) -> str:
    """Return a few words."""
    return " ".join(dice.pick(WORDS) for _ in range(1 + dice.below(7)))


def inline(dice: Dice, depth: int = 0) -> str:
    """Return running text with constructs inside each other."""
    if depth > 2 or dice.once_in(2):
        return words(dice)
    inner = inline(dice, depth + 1)
    return dice.pick(_AROUND)(dice, inner) + (" " + words(dice) if dice.once_in(2) else "")


def _tag(dice: Dice, inner: str) -> str:
    """Return text in an element of raw HTML with some attributes, sometimes left open."""
    tag = dice.pick(TAGS)
    pairs = " ".join(dice.some(ATTRIBUTES, 3))
    end = "" if dice.once_in(5) else f"</{tag}>"
    return f"<{tag} {pairs}>{inner}{end}"


TAGS = """a abbr article aside b bdi bdo big blink blockquote body button canvas caption center cite code col
colgroup data dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2
h3 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map mark marquee math menu meta
meter nav nobr noscript object ol optgroup option output p param picture plaintext pre progress q rp rt rtc ruby s samp
script section select slot small source span strike strong style sub summary sup svg table tbody td template textarea
tfoot th thead time title tr track tt u ul var video wbr x-y mi mo maction mfenced mtable semantics annotation-xml""".split()

ATTRIBUTES = """id="a" id="a b" id="" id="pf-title" id=1 class="pf-note x" class="" class="pf-embed" class=pf-remove style="color:red" style="width:1e9px"
style="background:url(javascript:x)" style="position:fixed" style=";;{" onclick="x" onload=x href="#a" href="" href="javascript:x" href="//e.example"
href="a.md" href="http://[x" href="mailto:a@b" src="pic.png" src="" src="http://e.example/x.png" src="data:image/svg+xml,<svg/>" srcset="a 1x" lang="xx" lang="de-DE-1996" lang="" dir="rtl"
dir="x" title="a&quot;b" alt="" alt="a&lt;b" width="50%" width="-1" height="99999999" colspan="0" colspan="999" rowspan="65535" rowspan=2
span=3 headers="x y" scope="row" start="-5" start="999999999999" type="a" value="3" reversed open datetime="2025" datetime="x" cite="http://e.example/a b" role="note"
role="presentation" role="doc-footnote" aria-label="x" aria-hidden="true" data-x="y" data-a.b="c" data-pf-classes="x y" data-note="pf-note-1-a" xml:lang="de" xmlns="x" xlink:href="y" epub:type="z"
name="n" align="center" border="1" bgcolor="red" hidden tabindex="5" contenteditable is="x" itemprop=x ping="http://e.example" target=_blank rel="noopener x" usemap="#m" action="http://e.example" formaction=x""".split('" ')
ATTRIBUTES = [a + '"' if a.count('"') % 2 else a for line in ATTRIBUTES for a in line.split("\n")]

_AROUND = [
    lambda _, x: f"*{x}*",
    lambda _, x: f"**{x}**",
    lambda _, x: f"~~{x}~~",
    lambda _, x: f"[{x}](https://example.org/)",
    lambda _, x: f"[{x}](#a)",
    lambda _, x: f"![{x}](pic.png)",
    lambda d, x: f"![{x}]({d.pick(PICTURES)}){{width={d.pick(LENGTHS)}}}",
    lambda _, x: f"^[{x}]",
    lambda _, x: f"[{x}]{{.smallcaps lang=fr}}",
    lambda d, x: f"[{x}]{{.{d.pick(CLASSES)} #{d.pick(IDS)}}}",
    lambda _, x: f'"{x}"',
    lambda _, x: f"'{x}'",
    lambda _, x: f"${x}$",
    lambda _, x: f"`{x}`{{.js}}",
    lambda _, x: html.escape(x),
    _tag,
    _tag,
]

PICTURES = """pic.png pic.jpg pic.gif pic.webp pic.avif pic.tiff pic.bmp cut.png flip.jpg flip.avif bomb.png draw.svg bad.svg
wild.svg text.png none.png ../x.png /pic.png pic%20a.png größe.png http://e.example/x.png data:image/png;base64,AAAA data:, pic.png?x pic.png#y .
content article.md""".split()
LENGTHS = "50% 3cm 0 -1px 1e9px 99999px calc(1px) x 0.0001em 100vw 10 '' inf nan".split()
CLASSES = """pf-same-note pf-noteref pf-note pf-notes pf-listing pf-numbered pf-missing pf-line pf-embed pf-wide pf-task pf-row pf-remove
pf-ref pf-pullquote pf-math-source pf-title pf-table pf-references pf-page-break pf-number pf-label pf-epigraph pf-dropcap
pf-decorative pf-data pf-credit pf-cite pf-caption pf-callout pf-back pf-attribution pf-alone pf-hidden pf-next note warning
pullquote epigraph smallcaps underline mark numberLines unnumbered unlisted csl-entry references hanging-indent page-break drop-cap callout no-break
sourceCode math display task-list footnotes wide landscape alert tip danger abstract abbr""".split()
IDS = """a b fig:a sec:e tbl:t eq:q lst:l top pf-x pf-note-1-article 1 ä a.b a:b pf-title refs ref-doe fig: sec:E fig:ä nav toc content""".split()
MAKERS: list[Maker] = [inline]
