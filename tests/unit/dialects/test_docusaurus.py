"""The Markdown of Docusaurus becomes Triptych's, and code stays as it is typed."""

import pytest

from dialect_pages import plain, rewritten

CASES: dict[str, tuple[str, str, list[str]]] = {
    "an admonition": (":::tip\n\nText.\n\n:::", "::: tip\nText.\n:::", []),
    "with a title in brackets": (
        ":::note[Your *title*]\nText.\n:::",
        "::: note\n#### Your *title*\nText.\n:::",
        [],
    ),
    "with a title after a space": (
        ":::warning Take care\nText.\n:::",
        '::: {.warning title="Take care"}\nText.\n:::',
        [],
    ),
    "with attributes": (":::info[T]{.x #y}\nText.\n:::", '::: {.note title="T"}\nText.\n:::', []),
    "within another": (
        ":::::info\n\n:::tip[In]\n\nText.\n\n:::\n\n:::::",
        ':::: {.note title="Info"}\n::: {.tip title="In"}\nText.\n:::\n::::',
        [],
    ),
    "in a list": (
        "1. one\n\n   :::tip\n\n   Text.\n\n   :::\n\n2. two",
        "1. one\n   ::: tip\n   Text.\n   :::\n2. two",
        [],
    ),
    "never closed": (":::tip\n\nText.", "::: tip\nText.\n:::", []),
    "in a fence": ("```\n:::tip\n:::\n```", "```\n:::tip\n:::\n```", []),
    "imports": ("import A, {B as C} from 'x';\nimport {\n  D,\n} from \"y\"\n\nText.", "Text.", []),
    "imports that are prose": (
        "import duties from abroad are high.\n\nexport is prose.",
        "import duties from abroad are high.\nexport is prose.",
        [],
    ),
    "imports in code": ("```js\nimport A from 'x';\n```", "```js\nimport A from 'x';\n```", []),
    "exports": (
        (
            "export const A = () => (\n"
            "  <b>x</b>\n"
            ");\n"
            "\n"
            "export const n = 'v';\n"
            "\n"
            "export function f() {\n"
            "\n"
            "  return 1;\n"
            "}\n"
            "\n"
            "Text {n}."
        ),
        "Text v.",
        [],
    ),
    "a template over lines": (
        'export const code = `\na\n\nb\n`;\n\n<CodeBlock language="js">{code}</CodeBlock>',
        "```js\na\nb\n```",
        [],
    ),
    "tabs": (
        (
            '<Tabs groupId="x" values={[{label: "Apple", value: "a"}, {label: "Pear'
            '", value: "b"}]}>\n'
            '  <TabItem value="a">One.</TabItem>\n'
            '  <TabItem value="b">\n'
            "\n"
            "  Two.\n"
            "\n"
            "  </TabItem>\n"
            "</Tabs>"
        ),
        "**Apple**\nOne.\n**Pear**\nTwo.",
        [],
    ),
    "tabs with their labels": (
        '<Tabs><TabItem value="js" label="JavaScript" default>\n\nText.\n\n</TabItem></Tabs>',
        "**JavaScript**\nText.",
        [],
    ),
    "a comment": ("A{/* note */} b.\n\n{/*\nlong\n*/}\n\nC.", "A b.\nC.", []),
    "an id as a comment": ("## Part {/* #one */}", "## Part {#one}", []),
    "an id": ("## Part {#one}", "## Part {#one}", []),
    "expressions": ("A{' '}b {'*c*'} {`d`} {1} end {''}.", "A b \\*c\\* d 1 end .", []),
    "an expression of front matter": ("{frontMatter.title} is it.", "The \\*title\\* is it.", []),
    "an expression that is unknown": (
        "There are {list.map(x => <b key={x}>{'}'}</b>)} of them.",
        "There are  of them.",
        ["foreign-markup"],
    ),
    "escaped braces": ("A \\{b\\} c.", "A \\{b\\} c.", []),
    "braces in formulas": ("$\\frac{a}{b}$ and $$x^{2}$$", "$\\frac{a}{b}$ and $$x^{2}$$", []),
    "braces in code": ("`{a}`\n\n```\n{a}\n```", "`{a}`\n```\n{a}\n```", []),
    "a style": (
        "<p style={{marginTop: 20, 'color': \"red\"}}>x</p>",
        '<p style="margin-top: 20px; color: red">x</p>',
        [],
    ),
    "a class": (
        '<div className="a" onClick={() => go("}")} hidden>x</div>',
        '<div class="a" hidden>x</div>',
        [],
    ),
    "a picture that is required": (
        "<img src={require('./a.png').default} alt=\"A\" />",
        '<img src="./a.png" alt="A" />',
        [],
    ),
    "a picture that is imported": (
        "import lamp from './lamp.png';\n\n<img src={lamp} alt=\"A\" />",
        '<img src="./lamp.png" alt="A" />',
        [],
    ),
    "a picture by its address": (
        "<img src={useBaseUrl('/img/a.png')} />",
        '<img src="/img/a.png" />',
        [],
    ),
    "a picture for light and dark": (
        (
            "<ThemedImage\n"
            '  alt="Lamp"\n'
            "  sources={{\n"
            "    light: useBaseUrl('/img/l.png'),\n"
            "    dark: useBaseUrl('/img/d.png'),\n"
            "  }}\n"
            "/>"
        ),
        "![Lamp](/img/l.png)",
        [],
    ),
    "a link": ('<Link to="/docs/x">the *words*</Link> here', "[the *words*](/docs/x) here", []),
    "an admonition as a component": (
        '<Admonition type="caution" title="T">\n\nText.\n\n</Admonition>',
        '::: {.caution title="T"}\nText.\n:::',
        [],
    ),
    "details": (
        "<details>\n  <summary>More</summary>\n\n  Text.\n\n</details>",
        "<details>\n  <summary>More</summary>\n  Text.\n</details>",
        [],
    ),
    "code as a component": (
        '<CodeBlock language="jsx" title="a.jsx">{`a\nb`}</CodeBlock>',
        '```{.jsx title="a.jsx"}\na\nb\n```',
        [],
    ),
    "what the tool lists": ("<DocCardList />\n\n<TOCInline toc={toc} />\n\nText.", "Text.", []),
    "an unknown component": (
        "<Lamp oil={1}>\n\nText *in* it.\n\n</Lamp>",
        "Text *in* it.",
        ["foreign-markup"],
    ),
    "an unknown component within a line": (
        'A <Hot color="red">word</Hot> here.',
        "A word here.",
        ["foreign-markup"],
    ),
    "code that is an expression": (
        "<CodeBlock code={made()} />\n\nText.",
        "Text.",
        ["foreign-markup"],
    ),
    "a card whose title is an expression": (
        '<Card title={made()} description="It burns." />',
        "It burns.",
        [],
    ),
    "an unknown component with code": (
        '<Lamp class="x" code={`<div>\n  <b>Oil</b>\n</div>`} />',
        "```html\n<div>\n  <b>Oil</b>\n</div>\n```",
        ["foreign-markup"],
    ),
    "an unknown component with words": (
        '<Lamp title="Oil" description="It burns." />',
        "**Oil**\nIt burns.",
        ["foreign-markup"],
    ),
    "an unknown component with a title": (
        '<Lamp title="Oil">\n\nIt burns.\n\n</Lamp>',
        "**Oil**\nIt burns.",
        ["foreign-markup"],
    ),
    "an unknown component with a picture": (
        '<Lamp src="/a.png" alt="Oil" />',
        "![Oil](/a.png)",
        ["foreign-markup"],
    ),
    "an unknown component with an expression": (
        "<Lamp title={made()} text='x' />\n\nText.",
        "Text.",
        ["foreign-markup"],
    ),
    "an unknown component without text": ("<Lamp />\n\nText.", "Text.", ["foreign-markup"]),
    "a generic type": ("Array<T> is a type.", "Array&lt;T&gt; is a type.", []),
    "a tag that is not closed": ("<Lamp oil=\n\nText.", "<Lamp oil=\nText.", []),
    "a tag in code": ("`<Tabs>` and `{x}`", "`<Tabs>` and `{x}`", []),
    "a fragment": ("<>\n\nText.\n\n</>", "Text.", []),
    "indented text": (
        "<div>\n    <div>\n\n        Text.\n\n    </div>\n</div>",
        "<div>\n<div>\nText.\n</div>\n</div>",
        [],
    ),
    "comments that mark lines": (
        (
            "```js\n"
            "// highlight-next-line\n"
            "a\n"
            "// highlight-start\n"
            "b\n"
            "// highlight-end\n"
            "/* highlight-next-line */\n"
            "c\n"
            "```"
        ),
        "```js\na\nb\nc\n```",
        [],
    ),
    "MDX in a fence": ("```mdx-code-block\n<Tabs>\n\n*x*\n\n</Tabs>\n```", "*x*", []),
    "a title of code": (
        '```jsx title="a.jsx" showLineNumbers {1,3}\nx\n```',
        '```jsx title="a.jsx" showLineNumbers {1,3}\nx\n```',
        [],
    ),
    "a link past the router": (
        "[x](pathname:///a.html) [y](@site/docs/b.md)",
        "[x](/a.html) [y](/docs/b.md)",
        [],
    ),
    "the head": ('<head>\n  <meta name="x" />\n</head>\n\nText.', "Text.", []),
    "an emoji": (":tada: now", ":tada: now", []),
    "a film": (
        '<LiteYouTubeEmbed id="abc" title="Film" />',
        "[Film](https://www.youtube.com/watch?v=abc)",
        [],
    ),
}
"""A text, the same in Triptych's Markdown without blank lines, and the codes that are reported."""


@pytest.mark.parametrize("name", CASES)
def test_it_is_read(name: str) -> None:
    """Each kind of markup becomes what it means, and what has no meaning is reported."""
    text, expected, codes = CASES[name]
    made, found = rewritten("docusaurus", text, front={"title": "The *title*"})
    assert plain(made) == expected
    assert [each.code for each in found] == codes
