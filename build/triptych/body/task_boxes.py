"""Items of a task list have a box instead of a bullet."""

from lxml.html import HtmlElement


def set_task_lists(body: HtmlElement) -> None:
    """Mark each item that begins with a task's box, so that it has no bullet beside it."""
    for box in body.xpath(".//span[contains(@class, 'pf-task')]"):
        item = next(box.iterancestors("li"), None)
        if item is not None:
            item.set("class", " ".join([*str(item.get("class", "")).split(), "pf-task-item"]))
