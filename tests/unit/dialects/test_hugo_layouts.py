"""A site's own shortcodes: templates that put arguments and text into HTML are read, all others told."""

from pathlib import Path

import pytest

from dialect_pages import plain, rewritten
from triptych.core.site import Site

LAYOUTS = {
    "frame": '<div class="box">\n  <h4>{{ .Get 0 }}</h4>\n  {{ .Inner | markdownify }}\n</div>\n',
    "rem": "{{/* said to those who edit */}}\n",
    "bead": '<span class="pill {{ .Get "kind" | default "plain" }}">{{ .Inner }}</span>',
    "go": '<a href="{{ .Get 0 | relURL }}">{{ with .Get 1 }}{{ . }}{{ else }}here{{ end }}</a>',
    "named": '{{ $t := .Get "title" }}{{ if $t }}<b>{{ $t | upper }}</b>{{ end -}}\n{{ .Inner }}',
    "either": '{{ if eq (.Get 0) "a" }}first{{ else if eq (.Get 0) "b" }}second{{ else }}third{{ end }}',
    "format": '<i>{{ printf "%s (%s)" (.Get 0) (.Get 1) }}</i>{{- /* no */ -}}',
    "loop": "{{ range .Site.Pages }}<a>{{ .Title }}</a>{{ end }}",
    "part": '{{ partial "x.html" . }}',
    "runs": "<script>run()</script>",
    "open": "{{ if .Get 0 }}never closed",
    "deep": "{{ if true }}" * 40 + "x" + "{{ end }}" * 40,
    "parens": "{{ ((( }}",
    "files": '{{ readFile "/etc/passwd" }}',
}
READ = {
    '{{< frame "Oil" >}}\nSome *words*.\n{{< /frame >}}': (
        '<div class="box">\n<h4>Oil</h4>\nSome *words*.\n</div>'
    ),
    "a{{< rem >}} b": "a b",
    "{{< rem `typed` >}}": "",
    "a {{< bead >}}x{{< /bead >}}": 'a <span class="pill plain">x</span>',
    'a {{< bead kind="red" >}}x{{< /bead >}}': 'a <span class="pill red">x</span>',
    'see {{< go "/x/" >}}': 'see <a href="/x/">here</a>',
    'see {{< go "/x/" "there" >}}': 'see <a href="/x/">there</a>',
    'a {{% named title="t" %}}b{{% /named %}}': "a <b>T</b>b",
    "a {{% named %}}b{{% /named %}}": "a b",
    'a {{< either "a" >}}': "a first",
    'a {{< either "b" >}}': "a second",
    'a {{< either "c" >}}': "a third",
    'a {{< format "x" "y" >}}': "a <i>x (y)</i>",
}
UNREAD = ["loop", "part", "runs", "open", "deep", "parens", "files", "nobody", "../../x"]


def _site(root: Path) -> Site:
    """Return a site with layouts of its own, and one in its theme."""
    for name, text in LAYOUTS.items():
        path = root / "layouts/shortcodes" / f"{name}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return Site(dialect="hugo", content=("",), values={"theme": "lamp"})


@pytest.mark.parametrize("text", READ)
def test_a_template_is_filled_in(text: str, tmp_path: Path) -> None:
    """What it prints is set, and nothing is reported."""
    made, found = rewritten("hugo", text, tmp_path, site=_site(tmp_path))
    assert plain(made).strip() == READ[text]
    assert found == []


@pytest.mark.parametrize("name", UNREAD)
def test_a_template_that_does_more_is_reported(name: str, tmp_path: Path) -> None:
    """The text within the shortcode is set."""
    text = f"a {{{{< {name} x >}}}}words{{{{< /{name} >}}}}"
    made, found = rewritten("hugo", text, tmp_path, site=_site(tmp_path))
    assert "words" in made or name == "../../x"
    assert "root:" not in made
    assert [each.code for each in found] == ([] if name == "../../x" else ["foreign-markup"])


def test_a_theme_has_layouts_too(tmp_path: Path) -> None:
    """Those of the theme that the configuration names; the site's own come first."""
    path = tmp_path / "themes/lamp/layouts/shortcodes"
    path.mkdir(parents=True)
    (path / "wick.html").write_text("<em>{{ .Get 0 }}</em>")
    (path / "go.html").write_text("not this")
    made, found = rewritten(
        "hugo", 'a {{< wick "b" >}} {{< go "/x/" >}}', tmp_path, site=_site(tmp_path)
    )
    assert made == 'a <em>b</em> <a href="/x/">here</a>'
    assert found == []


@pytest.mark.parametrize(
    "name", ["codeFromInline", "code-snippet", "output", "terminal", "codebox"]
)
def test_text_between_tags_for_code_is_code(name: str) -> None:
    """Nothing in it is markup."""
    text = f'{{{{< {name} lang="bash" >}}}}\ncat <<EOF > *a*\nEOF\n{{{{< /{name} >}}}}'
    made, found = rewritten("hugo", text)
    assert plain(made) == "```bash\ncat <<EOF > *a*\nEOF\n```"
    assert found == []
