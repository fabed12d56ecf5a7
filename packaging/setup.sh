#!/usr/bin/env bash
# Sets paintapp up in a virtual environment: `setup.sh run` for painting, `setup.sh test` for
# the checks as well. Does nothing, quickly, when nothing has changed since the last time.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

purpose=${1:-run}
python=${PYTHON:-python3}
venv=${VENV:-.venv}
torch=2.13.0

say() { printf '== %s\n' "$*"; }
fail() { printf 'paintapp set-up: %s\n' "$*" >&2; exit 1; }

stamp=$venv/.set-up-$purpose
state=$(cat pyproject.toml packaging/setup.sh packaging/debian-packages.txt | sha256sum | cut -d' ' -f1)
if [ -x "$venv/bin/python" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$state" ]; then
  exit 0
fi

# 1. The libraries of the system that Qt needs, where this is Debian or Ubuntu.
if command -v dpkg-query >/dev/null; then
  missing=()
  while read -r package _; do
    case $package in ''|'#'*) continue ;; esac
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done < packaging/debian-packages.txt
  if [ ${#missing[@]} -gt 0 ]; then
    if [ "$(id -u)" = 0 ]; then
      say "Installing system packages: ${missing[*]}"
      export DEBIAN_FRONTEND=noninteractive
      apt-get update -q >/dev/null || true
      apt-get install -y -q --no-install-recommends "${missing[@]}" >/dev/null \
        || fail "could not install ${missing[*]} with apt-get."
    else
      say "These system packages are missing; if the window does not open, install them:"
      echo "   sudo apt-get install ${missing[*]}"
    fi
  fi
fi

# 2. The virtual environment.
command -v "$python" >/dev/null || fail "no $python here: install Python 3.11 or newer."
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
  || fail "$("$python" --version) is too old: Python 3.11 or newer is needed."
if [ ! -x "$venv/bin/python" ]; then
  say "Making a virtual environment in $venv"
  "$python" -m venv "$venv" || fail "could not make $venv (on Debian: apt-get install python3-venv)."
fi
pip() { "$venv/bin/python" -m pip --disable-pip-version-check --quiet "$@"; }

# 3. torch first: with CUDA only where there is an NVIDIA GPU, since that build is gigabytes.
if ! "$venv/bin/python" -c "import importlib.metadata as m, sys; sys.exit(m.version('torch').split('+')[0] != '$torch')" 2>/dev/null; then
  if [ "$(uname -s)" != Linux ] || nvidia-smi >/dev/null 2>&1; then
    say "Installing torch $torch"
    pip install "torch==$torch" || fail "could not install torch $torch; see the lines above."
  else
    say "Installing torch $torch for the processor"
    pip install "torch==$torch+cpu" 2>/dev/null \
      || pip install "torch==$torch" --index-url https://download.pytorch.org/whl/cpu 2>/dev/null \
      || pip install "torch==$torch" \
      || fail "could not install torch $torch; see the lines above."
  fi
fi

# 4. paintapp itself.
say "Installing paintapp and its libraries"
case $purpose in
  test) pip install -e '.[test]' ;;
  *) pip install -e . ;;
esac || fail "could not install the libraries; see the lines above."

echo "$state" > "$stamp"
[ "$purpose" = run ] || echo "$state" > "$venv/.set-up-run"
say "Ready"
