"""Change one module in many small ways, and list the changes that its unit tests do not notice.

``python build/tools/mutants.py body/links`` runs mutmut on ``build/triptych/body/links.py`` against
``tests/unit/body/test_links*.py``. It works in ``.mutants/``, in a copy of the program, its templates and
its tests, because mutmut finds packages in ``src/`` alone.
"""

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import tomli_w

ROOT = Path(__file__).parents[2]
MUTMUT = str(Path(sys.executable).with_name("mutmut"))
UNNOTICED = ("survived", "no tests", "suspicious")


def prepare(module: str) -> Path:
    """Return a fresh copy of the project, set up for one module such as ``"body/links"``."""
    folder = ROOT / ".mutants" / module.replace("/", "-")
    shutil.rmtree(folder, ignore_errors=True)
    leave = shutil.ignore_patterns("__pycache__", "cases")
    for source, target in (("build/triptych", "src/triptych"), ("templates",) * 2, ("tests",) * 2):
        shutil.copytree(ROOT / source, folder / target, ignore=leave)
    room, _, name = module.rpartition("/")
    tests = sorted((folder / "tests/unit" / room).glob(f"test_{name}*.py"))
    if not tests:
        sys.exit(f"{module} has no unit tests")
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    tools["mutmut"] |= {
        "only_mutate": [f"src/triptych/{module}.py"],
        "pytest_add_cli_args_test_selection": [str(path.relative_to(folder)) for path in tests],
    }
    kept = {"tool": {"mutmut": tools["mutmut"], "pytest": tools["pytest"]}}
    (folder / "pyproject.toml").write_text(tomli_w.dumps(kept), encoding="utf-8")
    return folder


def ask(folder: Path, *words: str) -> str:
    """Return what a command of mutmut prints."""
    command = [MUTMUT, *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


def main() -> None:
    """Print each change that no test noticed as a diff, and the share that was noticed."""
    folder = prepare(sys.argv[1].removesuffix(".py"))
    done = subprocess.run([MUTMUT, "run"], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{done.stdout[-3000:]}{done.stderr[-3000:]}")
    for line in ask(folder, "results").splitlines():
        name, _, fate = line.strip().rpartition(": ")
        if fate in UNNOTICED:
            print(f"{fate}\n{ask(folder, 'show', name)}")
    ask(folder, "export-cicd-stats")
    stats = json.loads((folder / "mutants/mutmut-cicd-stats.json").read_text(encoding="utf-8"))
    killed = stats["killed"] + stats["timeout"] + stats["segfault"]
    print(f"{sys.argv[1]}: {killed} of {stats['total']} noticed, {killed / stats['total']:.1%}")


if __name__ == "__main__":
    main()
