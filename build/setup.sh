#!/usr/bin/env bash
# Sets up what Triptych stands on: a virtual environment with pinned packages, and system libraries.
#   setup.sh run          what `make` needs
#   setup.sh dev          what the tests and the linters need as well
#   setup.sh constraints  write build/constraints.txt from the newest versions that fit
# Installs system packages only as root or with a password-less sudo; else it says what to type.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

VENV=.venv
CONSTRAINTS=build/constraints.txt
JUDGES=build/judges
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

find_python() {
  local name
  for name in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
    if command -v "$name" >/dev/null && fresh_enough "$name"; then command -v "$name"; return; fi
  done
}

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
  if ! "$python" -c 'import ensurepip' 2>/dev/null; then
    need "Python's own venv module" "$("$python" -c 'import sys; print("python3.%d-venv" % sys.version_info[1])')"
  fi
  say "Making $VENV with $("$python" --version)"
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
# kept what follows from the packages: fonts cut to a weight, templates, the typesetter's declarations.
compile_program() {
  env -u PYTHONDONTWRITEBYTECODE "$VENV/bin/python" -m compileall -q build/triptych
  env -u PYTHONDONTWRITEBYTECODE "$VENV/bin/python" -c 'from triptych.press import pdf_helper; pdf_helper.prepare()'
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
  run) make_environment; need_libraries; install_packages '.[cjk]' run; compile_program ;;
  dev) make_environment; need_libraries; need_judges; install_packages '.[dev]' dev; compile_program; install_node_judges ;;
  constraints) write_constraints ;;
  *) say "Usage: build/setup.sh run|dev|constraints"; exit 2 ;;
esac
