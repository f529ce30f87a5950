"""Commands that people type by habit, from other tools: what comes nearest here."""

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

_NEAREST = {
    "preview": ("serve", "server", "dev", "live", "view", "open", "show", "browse", "edit"),
    "build --watch": ("watch", "monitor"),
    'new "Title"': ("add", "article", "create", "draft", "post", "page", "write"),
    "init my-magazine": (
        "begin",
        "bootstrap",
        "quickstart",
        "scaffold",
        "setup",
        "start",
        "startproject",
    ),
    "build": (
        *("all", "compile", "convert", "export", "generate", "make", "press", "print", "process"),
        *("publish", "render", "run", "typeset"),
    ),
    "build --formats html": ("html", "web"),
    "build --formats epub": ("ebook", "epub"),
    "build --formats pdf": ("paper", "pdf"),
    "check": ("audit", "judge", "lint", "test", "validate", "verify"),
    "clean": ("clear", "purge", "reset"),
    "doctor": ("deps", "diagnose", "info", "install", "requirements", "status"),
    "theme list": ("style", "styles", "template", "templates", "themes"),
    "reproduce": ("compare", "diff", "rebuild"),
    "--help": ("commands", "help", "man", "usage"),
    "--version": ("version",),
}
"""What to type here, with the words that other tools have for it."""

_SOURCES = (".markdown", ".md", ".mdx", ".qmd", ".rmd")


def advice(name: str, commands: Iterable[str]) -> str:
    """Return what to type instead of an unknown command, as a sentence.

    An article or a folder instead of a command is what somebody wants to build.
    """
    names = list(commands)
    word = name.casefold().replace("_", "-")
    for typed, words in _NEAREST.items():
        if word in words:
            return f"Use `triptych {typed}`."
    if name.lower().endswith(_SOURCES) or Path(name).exists():
        return f"To build it, type `triptych build {name}`."
    habits = {each: typed for typed, words in _NEAREST.items() for each in words if len(each) > 3}
    meant = get_close_matches(word, [*names, *habits], n=1)
    if not meant:
        return f"Commands: {', '.join(names)}."
    return (
        f"Did you mean `{meant[0]}`?"
        if meant[0] in names
        else f"Use `triptych {habits[meant[0]]}`."
    )
