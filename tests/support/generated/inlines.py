"""What can stand within a line, each with a promise of its words."""

from collections.abc import Callable

from generated.draft import Draft

Inline = Callable[[Draft], str]

FORMULAS = (
    r"e^{i\pi}+1=0",
    r"\sum_{k=1}^{n} k = \frac{n(n+1)}{2}",
    r"\sqrt[3]{a^2+b^2}\le\left(\frac{x}{y}\right)^2",
    r"\mathbb{R}\to\mathcal{L}(\hat{x},\vec{v})",
    r"x\in\{1,\dots,n\}",
)
KEYS = ("first99", "second01", "third05")
_EMOJI = ("🌍", "👩‍🔬", "👍🏽", "🇵🇰", "❤️", "→", "✓")


def _marked(draft: Draft) -> str:
    """Return words in one of the marks of emphasis."""
    return draft.one_of(("*{}*", "**{}**", "***{}***", "~~{}~~", "[{}]{{.smallcaps}}")).format(
        draft.words(3)
    )


def _raised(draft: Draft) -> str:
    """Return a raised or lowered word behind another."""
    return draft.word() + draft.one_of(("^{}^", "~{}~")).format(draft.word())


def _code(draft: Draft) -> str:
    """Return a word of code, sometimes too long for a line."""
    return f"`{draft.word('en', draft.one_of((1, 4, 50)))}`"


def _link(draft: Draft) -> str:
    """Return words that lead to an address outside."""
    address = f"https://example.org/{draft.number()}/page"
    draft.addresses.append(address)
    return f"[{draft.words(3)}]({address})"


def _address(draft: Draft) -> str:
    """Return an address that is printed, longer than any line."""
    address = f"https://example.org/{draft.number()}/a/very/long/path-that/would_never/fit/one.line"
    address += "?of=this&measure=at&all=yes" * (1 + draft.choose(3))
    draft.addresses.append(address)
    draft.literals.append(address)
    return f"<{address}>"


def _foreign(draft: Draft) -> str:
    """Return words of another language."""
    lang = draft.one_of(draft.guests)
    return f"[{draft.words(4, lang)}]{{lang={lang}}}"


def _formula(draft: Draft) -> str:
    """Return a formula in the line."""
    formula = draft.one_of(FORMULAS)
    draft.formulas.append(formula)
    return f"${formula}$"


def _quoted(draft: Draft) -> str:
    """Return words in quotation marks, with others inside."""
    return f"\"{draft.words(2)} '{draft.word()}' {draft.word()}\""


def _dashes(draft: Draft) -> str:
    """Return words that stand around dashes and dots."""
    return f"{draft.word()} -- {draft.word()}---{draft.word()}..."


def _html(draft: Draft) -> str:
    """Return a word in an element of HTML."""
    name = draft.one_of(("kbd", "mark", "sub", "sup", "small", "cite", "u", "abbr", "bdi"))
    return f"<{name}>{draft.word()}</{name}>"


def _ruby(draft: Draft) -> str:
    """Return a word with its reading above it."""
    return f"<ruby>{draft.word()}<rp>(</rp><rt>{draft.word()}</rt><rp>)</rp></ruby>"


def _emoji(draft: Draft) -> str:
    """Return an emoji or a sign, which every edition must hold."""
    sign = draft.one_of(_EMOJI)
    draft.literals.append(sign)
    return sign


def _long(draft: Draft) -> str:
    """Return a word without any place to break that is longer than a line."""
    return draft.word(draft.one_of((draft.lang, "en", "de")), 60)


def _cited(draft: Draft) -> str:
    """Cite a work, in one of the ways."""
    key = draft.one_of(KEYS)
    draft.cited.append(key)
    shape = draft.one_of(("[@{}]", "@{},", "[-@{}]", "[see @{}, pp. 3--4]"))
    return shape.format(key) + f" {draft.word()}"


def _reference(draft: Draft) -> str:
    """Refer to something that is labelled, once anything is."""
    if not draft.labels:
        return draft.word()
    shape = draft.one_of(("@{},", "[-@{}]", "[see @{}]"))
    return shape.format(draft.one_of(draft.labels)) + f" {draft.word()}"


def _for_paper(draft: Draft) -> str:
    """Return words that only paper shows, or that it does not."""
    editions, name = draft.one_of((("pdf", "print-only"), ("html epub", "print-no")))
    with draft.shown(editions):
        return f"[{draft.words(2)}]{{.{name}}}"


def _broken(draft: Draft) -> str:
    """Return words that a line break parts."""
    return f"{draft.word()}\\\n{draft.word()}"


def note(draft: Draft) -> str:
    """Return a note in the line."""
    with draft.standing("note"):
        return f"^[{line(draft, 5, IN_NOTES)}]"


def labelled(draft: Draft) -> str:
    """Return a note with a label, of one or several blocks."""
    label = f"n{draft.number()}"
    with draft.standing("note"):
        blocks = [line(draft, 6, IN_NOTES)]
        if draft.chance(3):
            blocks += [f"- {line(draft, 2, IN_NOTES)}\n    - {draft.words()}"]
        if draft.chance(4):
            blocks += [f"```\n    {draft.word('en', 40)}\n    ```"]
    draft.definitions.append(f"[^{label}]: " + "\n\n    ".join(blocks))
    return f"[^{label}]" + (f" {draft.word()}[^{label}]" if draft.chance(5) else "")


_WORDS: Inline = Draft.words
IN_NOTES: tuple[Inline, ...] = (_WORDS, _marked, _code, _link, _formula, _foreign, _quoted)
IN_NOTES += (_cited, _reference, _address, _emoji)
IN_HEADINGS: tuple[Inline, ...] = (_WORDS, _marked, _code, _formula, _foreign, _quoted, note)
IN_HEADINGS += (labelled, _long, _emoji)
ALL: tuple[Inline, ...] = (_WORDS, *IN_NOTES, _raised, _dashes, _html, _ruby, _long, _for_paper)
ALL += (note, labelled)
BREAKING: tuple[Inline, ...] = (*ALL, _broken)


def line(draft: Draft, most: int, inlines: tuple[Inline, ...] = ALL) -> str:
    """Return a line of up to so many pieces, which begins with a word."""
    text = draft.words(4)
    for _ in range(draft.choose(most)):
        if text.endswith("]"):  # a bracket or a label right behind it would make it a link
            text += f" {draft.word()}"
        piece = draft.one_of(inlines)(draft)
        text += piece if piece.startswith(("^[", "[^")) else f" {piece}"
    return text
