"""The modules of the desk's page as one; that they do what they should, the tests of the preview show."""

import re
from pathlib import Path

from triptych.desk import page_files, page_modules

PAGE = Path(page_files.__file__).with_name("page")


def test_each_module_stands_behind_what_it_imports(tmp_path: Path) -> None:
    """Once, with names of its own: those that it exports are returned, those that it imports are taken."""
    modules = {
        "first.mjs": "import * as all from './more.mjs'\nimport { Kind } from './kinds.mjs'\nall.run()\n",
        "kinds.mjs": "import { five } from './more.mjs'\nexport class Kind {}\n",
        "more.mjs": "const own = 5\nexport const five = () => own\nexport async function run() {}\n",
    }
    for name, text in modules.items():
        (tmp_path / name).write_text(text)
    assert page_modules.joined(tmp_path / "first.mjs").splitlines() == [
        "const modules = {}",
        "modules['more.mjs'] = (() => {",
        "const own = 5",
        "const five = () => own",
        "async function run() {}",
        "return { five, run }",
        "})()",
        "modules['kinds.mjs'] = (() => {",
        "const { five } = modules['more.mjs']",
        "class Kind {}",
        "return { Kind }",
        "})()",
        "modules['first.mjs'] = (() => {",
        "const all = modules['more.mjs']",
        "const { Kind } = modules['kinds.mjs']",
        "all.run()",
        "return {  }",
        "})()",
    ]


def test_every_module_of_the_page_is_joined_once() -> None:
    """None is left out, and none imports or exports in a way that is not understood."""
    text = page_modules.joined(PAGE / "desk.mjs")
    names = re.findall(r"(?m)^modules\['([\w-]+\.mjs)'\] =", text)
    assert sorted(names) == sorted(path.name for path in PAGE.glob("*.mjs"))
    assert not re.search(r"(?m)^\s*(import|export)\b(?! *\()", text)
