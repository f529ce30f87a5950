"""Walks over a tree, which look at each list of words once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from triptych.core.model import Override
from triptych.markdown import tree, tree_lists, tree_words
from triptych.press import pipeline
from triptych.press.orders import Task
from triptych.settings.publication import Publication
from triptych.sources import discover

WORD: dict[str, Any] = {"t": "Str", "c": "word"}
SPACE: dict[str, Any] = {"t": "Space"}


def _emph(*inside: Any) -> dict[str, Any]:
    """Return inline elements with stress."""
    return {"t": "Emph", "c": list(inside)}


def _para(*inside: Any) -> dict[str, Any]:
    """Return a paragraph."""
    return {"t": "Para", "c": list(inside)}


def test_only_what_is_more_than_words_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second walk over a paragraph of words looks at none of them."""
    blocks = [_para(*[WORD, SPACE] * 100, _emph(WORD), WORD), _para(WORD)]
    looked: list[Any] = []

    def noted(items: list[Any]) -> Iterator[tuple[int, Any]]:
        looked.extend(items)
        return enumerate(items)

    monkeypatch.setattr(tree_lists, "enumerate", noted, raising=False)
    kinds = [element["t"] for element in tree.elements(blocks)]
    assert kinds == ["Para", "Emph", "Para"]
    assert len(looked) > 200
    looked.clear()
    assert [element["t"] for element in tree.elements(blocks)] == kinds
    assert tree.replace(blocks, lambda _: None) is blocks
    assert looked == []


def test_a_list_that_has_grown_is_looked_at_again() -> None:
    """A list that is still being made may be asked in between."""
    blocks = [_para(WORD)]
    assert not tree.has(blocks, "Emph")
    blocks.append(_para(_emph(WORD)))
    assert tree.has(blocks, "Emph")


def test_what_is_replaced_is_spliced_in_between_words() -> None:
    """Elements within words are replaced by one, by several and by none; other lists stay themselves."""
    kept = _para(WORD, SPACE, WORD)
    blocks = [_para(WORD, _emph(WORD), SPACE, _emph(), WORD, _emph(SPACE)), kept]
    new = tree.replace(blocks, lambda e: e["c"] if e["t"] == "Emph" else None)
    assert new == [_para(WORD, WORD, SPACE, WORD, SPACE), kept]
    assert new[1] is kept


def test_elements_of_a_kind_are_found_in_the_order_of_the_text() -> None:
    """Also in lists of lists, in a tuple of blocks, and within one another."""
    note = {"t": "Note", "c": [_para(WORD, _emph({"t": "Note", "c": [_para(WORD)]}))]}
    lines = {"t": "LineBlock", "c": [[WORD], [WORD, _emph(WORD)]]}
    blocks = (_para(WORD, note), {"t": "BulletList", "c": [[lines]]})
    found = list(tree.elements_of(blocks, "Note", "LineBlock", "Emph"))
    assert [element["t"] for element in found] == ["Note", "Emph", "Note", "LineBlock", "Emph"]
    assert found == [e for e in tree.elements(blocks) if e["t"] in ("Note", "LineBlock", "Emph")]
    assert list(tree.elements_of(note, "Note")) == found[0:3:2]
    assert not list(tree.elements_of(blocks, "Link"))


def test_strings_are_all_words_in_the_order_of_the_text() -> None:
    """Those of citations, of lists of lists and of notes are among them."""
    cited = {"citationPrefix": [{"t": "Str", "c": "see"}], "citationMode": {"t": "NormalCitation"}}
    cite = {"t": "Cite", "c": [[cited], [{"t": "Str", "c": "[@a]"}]]}
    lines = {"t": "LineBlock", "c": [[{"t": "Str", "c": "one"}], [_emph({"t": "Str", "c": "two"})]]}
    assert tree_words.strings([_para(cite, SPACE), lines]) == ["see", "[@a]", "one", "two"]
    assert tree_words.strings({"t": "Str", "c": "word"}) == ["word"]
    assert tree_words.strings(({"t": "Code", "c": [["", [], []], "x"]},)) == []


def test_what_no_language_changes_is_returned_itself() -> None:
    """Only the lists around a change are new, so that what is known of the others stays known."""
    still, moved = _para(WORD, _emph(WORD)), _para(WORD, SPACE)

    def change(items: list[Any], _: str) -> list[Any]:
        return [WORD, WORD] if SPACE in items else items

    blocks = [still, moved]
    new = tree.replace_by_language(blocks, change, "en")
    assert new[0] is still
    assert new[1]["c"] == [WORD, WORD]
    assert moved["c"] == [WORD, SPACE]
    assert tree.replace_by_language(new, change, "en") is new


def test_words_are_replaced_where_that_is_asked_for() -> None:
    """With ``words`` every element is replaced, also where a walk without came before."""
    blocks = [_para(WORD, SPACE, _emph(WORD))]
    assert tree.has(blocks, "Emph")
    new = tree.replace(blocks, lambda e: {**e, "c": "W"} if e["t"] == "Str" else None, words=True)
    assert tree.text_of(new) == "W W"
    assert tree.has(new, "Str")


def test_an_article_that_is_pressed_leaves_no_lists_behind(tmp_path: Path) -> None:
    """What is known of its lists is forgotten with it, also where it could not be pressed."""
    publication, files = _articles(tmp_path, "A *word*.\n", "[](\n" * 3 + "![](missing.png)\n")
    for file in files:
        pipeline.work(Task(file, file.name, publication, Override(), ("html",)))
        assert tree_lists._KNOWN == {}  # noqa: SLF001  what is to be empty


def _articles(folder: Path, *texts: str) -> tuple[Publication, tuple[Path, ...]]:
    """Return a publication of articles without pages of the PDF."""
    for number, text in enumerate(texts):
        front = f"---\ntitle: T{number}\npage_list: false\n---\n\n"
        (folder / f"{number}.md").write_text(front + text, encoding="utf-8")
    publication, files = discover.locate((folder,), folder)
    return publication, tuple(files)


def test_a_change_of_some_kinds_is_asked_for_no_other() -> None:
    """Elements of these kinds are replaced wherever they are, and lists without them stay themselves."""
    inner = _emph(WORD, _emph(WORD))
    plain = _para(WORD, {"t": "Strong", "c": [WORD]})
    blocks = [_para(WORD, inner, SPACE), plain, {"t": "BulletList", "c": [[plain], [_para(inner)]]}]
    asked: list[Any] = []

    def changed(element: Any) -> Any:
        asked.append(element["t"])
        return {"t": "Span", "c": [["", [], []], element["c"]]}

    new = tree.replace(blocks, changed, kinds=("Emph",))
    assert asked == ["Emph"] * 4
    assert new == tree.replace(blocks, lambda e: changed(e) if e["t"] == "Emph" else None)
    assert new[1] is plain
    assert new[2]["c"][0] is blocks[2]["c"][0]
    assert tree.replace(blocks, changed, kinds=("Image", "Link")) is blocks


@pytest.mark.parametrize("instead", [[], [WORD, SPACE, WORD], WORD])
def test_elements_of_some_kinds_are_spliced_in_too(instead: Any) -> None:
    """Nothing, several elements or one come to the same as without kinds."""
    cite = {"t": "Cite", "c": [[{"citationId": "a", "citationPrefix": [_emph(WORD)]}], [_emph()]]}
    blocks = [_para(WORD, _emph(WORD), SPACE, cite, _emph(_emph()), WORD), {"t": "HorizontalRule"}]

    def change(element: Any) -> Any:
        return instead if element["t"] == "Emph" else None

    assert tree.replace(blocks, change, kinds=("Emph",)) == tree.replace(blocks, change) != blocks
