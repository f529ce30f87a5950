"""A publication that is built again while somebody writes: only the articles that a change concerns."""

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from triptych.core import fork
from triptych.core.dependencies import FILE
from triptych.core.errors import ConflictError, TriptychError
from triptych.core.model import Override
from triptych.desk.concerned import Concerns
from triptych.desk.watching import Watched
from triptych.press import publishing
from triptych.press.orders import Means, Order, Outcome
from triptych.settings.publication import Publication
from triptych.theme.find import built_in_folder, theme_folder


@dataclass(slots=True)
class Round:
    """What one burst of changes led to: the articles that are gone, and the outcomes of the others.

    ``outcomes`` has those of the articles that a change concerns, and whatever else is new.
    """

    gone: tuple[Path, ...] = ()
    outcomes: list[Outcome] = field(default_factory=list[Outcome])


class Rebuilder:
    """The editions of an order, and what they were made of.

    ``ask`` returns the order as it is today: articles come and go, and settings change.
    """

    def __init__(self, order: Order, ask: Callable[[], Order], means: Means) -> None:
        self.order = order
        self._ask = ask
        self._means = replace(means, has_helper=False)
        self._concerns = Concerns(order.publication)
        self._last: dict[Path, Outcome] = {}
        self._pending: set[Path] = set()
        self._look = looking(lambda: self.order, means.cache)

    def watched(self) -> Watched:
        """Return what must be watched: the publication, and a theme elsewhere."""
        return self._look()

    def outcomes(self) -> dict[str, Outcome]:
        """Return the last outcome of each article by its place; one that failed has its last editions."""
        return {outcome.place: outcome for outcome in self._last.values()}

    def note(self, outcomes: Collection[Outcome]) -> None:
        """Note the outcomes of the whole order, as its first build gave them."""
        files = self.order.files
        made = {files[o.number]: o for o in outcomes if o.number < len(files)}
        self._last = {path: known for path, known in self._last.items() if path in made}
        for path in files:
            if path in made:
                self._note(path, made[path])
            else:
                self._concerns.note(path, {})  # a draft, or one without editions of its own

    def _note(self, path: Path, outcome: Outcome) -> None:
        """Note the outcome of an article; one that failed still has its last editions."""
        self._concerns.note(path, outcome.reads)
        last = self._last.get(path)
        if outcome.error and last:
            outcome = replace(outcome, editions=last.editions)
        self._last[path] = outcome

    def prepare(self) -> None:
        """Load all that the next builds need, which begin as copies of this process."""
        if fork.can_fork():
            from triptych.press import pdf_helper, pipeline  # noqa: F401, PLC0415  half a second

            with suppress(TriptychError):  # which the build itself reports
                pdf_helper.prepare()

    def rebuild(self, changed: Collection[Path]) -> Round | None:
        """Build what the changed paths concern; None where they concern nothing.

        Raises ``TriptychError`` where nothing could be built at all; the same changes then count again
        the next time.
        """
        self._pending |= set(changed)
        order = self._ask()
        files, noted = set(order.files), self._concerns.articles()
        fresh, gone = files - noted, noted - files
        is_same = _without_files(order) == _without_files(self.order)
        concerned = self._concerns.concerned(self._pending) & files
        if is_same and not fresh and not gone and not concerned:
            self._pending.clear()
            return None
        before = dict(self._last)
        if not is_same or fresh or gone or any(map(self._reaches_others, concerned)):
            made = self._whole(order)
        else:
            made = self._some(order, concerned)
        self._pending.clear()
        near = concerned | fresh
        found = [o for path, o in made.items() if path in near or _is_news(o, before.get(path))]
        return Round(tuple(sorted(gone)), found)

    def _whole(self, order: Order) -> dict[Path, Outcome]:
        """Build the whole order, of which the cache has what did not change."""
        outcomes = list(publishing.publish(order, self._means))
        gone = self._concerns.articles() - set(order.files)
        for path in gone:
            self._concerns.drop(path)
        if order.publication != self.order.publication:
            self._concerns = Concerns(order.publication)
        self.order = order
        self.note(outcomes)
        return {order.files[o.number]: o for o in outcomes if o.number < len(order.files)}

    def _some(self, order: Order, concerned: Collection[Path]) -> dict[Path, Outcome]:
        """Build some articles, and the whole order where one of them has another name now."""
        files = tuple(path for path in order.files if path in concerned)
        part = replace(order, files=files, is_whole=False)
        outcomes = {files[o.number]: o for o in publishing.publish(part, self._means)}
        if any(map(self._is_moved, outcomes, outcomes.values())):
            return self._whole(order)
        places = {o.place for path, o in self._last.items() if path not in outcomes}
        for path, outcome in outcomes.items():
            found = tuple(f for f in outcome.findings if f.place.path not in places)
            outcomes[path] = replace(outcome, findings=found)
            self._note(path, outcome)
        return outcomes

    def _reaches_others(self, path: Path) -> bool:
        """Whether what an article says of itself may concern others: as an issue, or by its name."""
        last = self._last.get(path)
        if last is None or isinstance(last.error, ConflictError):
            return True
        root = self.order.publication.root
        own = {Path(root, name) for kind, name in last.reads if kind == FILE}
        return not own.isdisjoint(self.order.files)

    def _is_moved(self, path: Path, outcome: Outcome) -> bool:
        """Whether the editions of an article are in another folder than before."""
        before = {place.parent for _, place in self._last[path].editions}
        now = {place.parent for _, place in outcome.editions}
        is_refused = isinstance(outcome.error, ConflictError)
        return is_refused or bool(before and now and before != now)


def looking(order: Callable[[], Order], cache: Path | None = None) -> Callable[[], Watched]:
    """Return what says what must be watched for an order, which may be another one later."""
    last: tuple[Order, Watched] | None = None

    def look() -> Watched:
        nonlocal last
        now = order()
        if last is None or last[0] is not now:
            last = (now, watched_of(now, cache))
        return last[1]

    return look


def watched_of(order: Order, cache: Path | None = None) -> Watched:
    """Return what must be watched for an order: its publication, and a theme elsewhere."""
    publication = order.publication
    themes = (order.override.theme, publication.settings.theme)
    folders = [theme_folder(name, publication.root) for name in themes if name]
    root = publication.root.absolute()
    outside = [each.absolute() for each in folders if _is_outside(each.absolute(), root)]
    made = (order.out.absolute(), cache.absolute() if cache else root)
    ignored = [each for each in made if not root.is_relative_to(each)]
    return Watched((root, *outside), tuple(ignored), _shown(publication))


def _shown(publication: Publication) -> frozenset[str]:
    """Return the names of hidden folders that the tool of a site needs."""
    mark = publication.site.mark.partition("/")[0]
    return frozenset([*publication.site.shown, *([mark] if mark.startswith(".") else [])])


def _is_outside(folder: Path, root: Path) -> bool:
    """Whether a folder of a theme is there, but neither in the publication nor bundled."""
    is_bundled = folder.is_relative_to(built_in_folder())
    return folder.is_dir() and not is_bundled and not folder.is_relative_to(root)


def _is_news(outcome: Outcome, last: Outcome | None) -> bool:
    """Whether an article that no change concerns has another outcome than before."""
    if outcome.error or (last and last.error):
        return str(outcome.error) != str(last.error if last else None)
    return outcome.is_new


def _without_files(order: Order) -> tuple[Publication, Override, tuple[str, ...], Path]:
    """Return what all articles of an order have in common."""
    return order.publication, order.override, order.formats, order.out
