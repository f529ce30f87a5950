"""The names of languages of code: what authors call them, and what pandoc does.

Pandoc finds a language at once by its own name. For any other it reads all its 163 descriptions of
languages, which takes longer than most texts: so other names become pandoc's, and a name that it does
not know is kept from it and put back into the HTML.
"""

from typing import Any

from lxml.html import HtmlElement

from triptych.core.model import Tree
from triptych.markdown import tree

_NAMES = """
abc actionscript ada agda apache asn1 asp ats awk bash bibtex boo c changelog clojure cmake coffee
coldfusion comments commonlisp cpp crystal cs css curry d dart debiancontrol default diff
djangotemplate dockerfile dosbat dot doxygen doxygenlua dtd eiffel elixir elm email erlang fasm
fortranfixed fortranfree fsharp gap gcc gdscript gleam glsl gnuassembler go gpr graphql groovy
hamlet haskell haxe html idris ini isocpp j java javadoc javascript javascriptreact json jsp julia
kotlin latex lex lilypond literatecurry literatehaskell llvm lua m4 makefile mandoc markdown
mathematica matlab maxima mediawiki metafont mips modelines modula2 modula3 monobasic mustache nasm
nim nix noweb objectivec objectivecpp ocaml octave odin opencl orgmode pascal perl php pike
postscript povray powershell prolog protobuf pure purebasic purescript python qml r racket raku
relaxng relaxngcompact rest rhtml roff ruby rust sass scala scheme sci scss sed sgml sml
spdxcomments sql sqlmysql sqlpostgresql stan stata swift systemverilog tcl tcsh terraform texinfo
tlaplus toml typescript typst verilog vhdl xml xorg xslt xul yacc yaml zig zsh
"""
"""What ``pandoc --list-highlight-languages`` prints."""

NAMES = frozenset(_NAMES.split())
"""Pandoc's own names of languages of code."""

_OTHER_NAMES = """
actionscript: as as3
ada: ada95 adb ads
apache: apacheconf htaccess
awk: gawk mawk nawk
bash: ksh sh shell
bibtex: bib biblatex
c: h
clojure: clj cljc cljs clojurescript edn
cmake: cmake-in cmakelists
coffee: coffee-script coffeescript
coldfusion: cfc cfm
commonlisp: cl common-lisp elisp emacs-lisp lisp
cpp: arduino c++ cc cplusplus cxx h++ hh hpp hxx ino
cs: c# csharp csx dotnet
css: postcss
diff: patch udiff
djangotemplate: django html+django html+jinja htmldjango jinja jinja2 liquid nunjucks twig
dockerfile: containerfile docker
dosbat: bat batch batchfile cmd
dot: graphviz gv
elixir: ex exs heex
erlang: erl escript hrl
fortranfixed: f f77
fortranfree: f03 f08 f90 f95 fortran
fsharp: f# fs fsi fsx
gdscript: gd godot
glsl: frag hlsl shader vert wgsl
gnuassembler: asm assembly gas s-asm
go: golang gomod
graphql: gql
groovy: gradle gvy jenkinsfile nextflow
haskell: hs
html: astro htm svelte vue xhtml
ini: cfg conf dosini dotenv editorconfig properties
java: bsh jsh
javascript: cjs ecmascript es6 js mjs nodejs
javascriptreact: jsx
json: geojson ipynb json5 jsonc jsonl jsonld ndjson webmanifest
julia: jl jldoctest
kotlin: kt kts
latex: tex
lilypond: ly
literatehaskell: lhs
m4: autoconf
makefile: bsdmake gmake mak make mf
markdown: commonmark gfm md mdown mdx mkd myst qmd rmarkdown rmd
mathematica: mma wl wolfram
matlab: octave-script
mediawiki: wiki wikitext
monobasic: vb vb.net vba vbnet visual-basic
mustache: handlebars hbs html+handlebars
nasm: x86asm
nim: nimrod
nix: nixos
objectivec: obj-c objc objective-c
objectivecpp: mm obj-c++ objc++ objcpp objective-c++
ocaml: caml ml mli
orgmode: org
pascal: delphi objectpascal
perl: pl pm
php: php3 php4 php5 php7 php8 phtml
powershell: posh ps1 psm1 pwsh
prolog: swipl
protobuf: proto proto3
purescript: purs
python: bazel gyp ipython ipython3 py py3 pycon pyi python2 python3 sage starlark
r: rlang rscript
racket: rkt
raku: p6 perl6 rakumod
rest: restructuredtext rst
rhtml: erb html+erb html.erb
roff: groff man nroff troff
ruby: gemfile jruby rake rb rbx
rust: rs rust-script
scala: sbt sc
scheme: guile scm
sql: plsql sqlite sqlite3 tsql
sqlmysql: mariadb mysql
sqlpostgresql: pgsql plpgsql postgres postgresql psql
stan: stanfunctions
swift: swiftui
systemverilog: sv svh
tcl: tk
tcsh: csh
terraform: hcl opentofu tf tfvars
toml: tml
typescript: cts deno mts ts tsx
typst: typ
verilog: v
vhdl: vhd
xml: atom plist rss svg wsdl xsd
xslt: xsl
yaml: yml
zig: zon
zsh: zshrc
"""
"""A language of pandoc a line, and what else it is called: short names, old ones, endings of files."""

ALIASES = {
    name: language
    for language, _, names in (line.partition(": ") for line in _OTHER_NAMES.split("\n"))
    for name in names.split()
}
"""Pandoc's name of a language by each of its others, in small letters."""

_KEY = "pf-classes"
"""The attribute that keeps classes from pandoc."""


def resolve_languages(blocks: list[Tree]) -> list[Tree]:
    """Return blocks whose code names its language as pandoc does, before its other classes.

    Where no class is a language, all are in an attribute, which ``restore_classes`` turns back.
    """
    resolved: list[Tree] = tree.replace(blocks, _resolved, kinds=("Code", "CodeBlock"))
    return resolved


def restore_classes(body: HtmlElement) -> None:
    """Make classes of the attribute that kept them from pandoc; changes ``body``."""
    for element in body.xpath(f".//*[@data-{_KEY}]"):
        attributes = dict(element.attrib)
        name, classes = attributes.pop("id", None), attributes.pop(f"data-{_KEY}")
        element.attrib.clear()
        first = {"id": name} if name is not None else {}
        element.attrib.update({**first, "class": classes, **attributes})


def language_of(name: str) -> str | None:
    """Return pandoc's name for a language of code; None when it has no such language."""
    low = name.lower()
    return low if low in NAMES else ALIASES.get(low)


def _resolved(element: Tree) -> Tree | None:
    """Return a piece of code with pandoc's name for its language first; None where nothing changes."""
    if element["t"] not in ("Code", "CodeBlock"):
        return None
    (name, classes, pairs), text = element["c"]
    if not classes:
        return None
    language = next((found for each in classes if (found := language_of(each))), None)
    attr: list[Any] = (
        [name, [language, *(each for each in classes if each != language)], pairs]
        if language
        else [name, [], [*pairs, [_KEY, " ".join(classes)]]]
    )
    return {"t": element["t"], "c": [attr, text]}
