"""The tags of a documentation in GitHub's manner: notes, icons, and texts for one tool or system."""

import re

from triptych.dialects import blocks, figure_tags
from triptych.dialects.paired import Tag

_LABELS: dict[str, str] = {
    "mac": "macOS",
    "windows": "Windows",
    "linux": "Linux",
    "webui": "Web browser",
    "cli": "GitHub CLI",
    "desktop": "GitHub Desktop",
    "curl": "cURL",
    "api": "API",
    "codespaces": "Codespaces",
    "vscode": "Visual Studio Code",
    "bash": "Bash",
    "powershell": "PowerShell",
    "javascript": "JavaScript",
    "mobile": "GitHub Mobile",
    "jetbrains": "JetBrains IDEs",
    "visualstudio": "Visual Studio",
    "xcode": "Xcode",
    "eclipse": "Eclipse",
    "vimneovim": "Vim/Neovim",
    "graphql": "GraphQL",
    "java": "Java",
    "azure_data_studio": "Azure Data Studio",
    "importer_cli": "Importer CLI",
    "rest": "REST",
    "agents": "Agents panel",
    "ides": "IDEs",
    "mcp": "MCP",
    "windowsterminal": "Windows Terminal",
}
"""The words above what is for one tool or one system."""

_SIGN = re.compile(
    r"\A\s*\*\*(?:Notes?|Warnings?|Tips?|Danger|Caution)\s*:?\*\*\s*:?\s*", re.IGNORECASE
)


def make(tag: Tag) -> str | None:
    """Return the Markdown of a tag; None for one that is not of this manner."""
    name, inner = tag.name, tag.inner
    if name in ("note", "tip", "warning", "danger", "caution") and inner is not None:
        return blocks.callout(name, "", _SIGN.sub("", inner, count=1))
    if name in _LABELS and inner is not None:
        return blocks.labelled(_LABELS[name], inner)
    if name in ("rowheaders", "prompt", "expandable"):
        return inner or ""
    if name in ("link_in_list", "link_with_intro", "link_with_short_title", "link"):
        address = next(iter(tag.words), "") or figure_tags.first(tag, "href")
        return f"\n- [AUTOTITLE]({address})\n" if address.startswith("/") else ""
    return None
