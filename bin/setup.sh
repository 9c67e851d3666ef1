# Sourced by the other commands with kind=runtime or kind=test: sets up .venv from the hashed lock,
# once, and again when the lock changes.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$root"
venv="${HELPDESK_VENV:-.venv}"

wanted() {
    cat "bin/locks/$1.txt" pyproject.toml | sha256sum | cut -d' ' -f1
}

is_set_up() {
    [ "$(cat "$venv/stamp-$1" 2>/dev/null || true)" = "$(wanted "$1")" ]
}

set_up() {
    # A venv that is broken off half way has no pip; it is made anew.
    if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
        python3 -m venv --clear "$venv" || {
            echo "Python's venv is missing. On Debian: apt-get install python3-venv" >&2
            exit 1
        }
    fi
    echo "Installing what is needed ($kind); this happens once …"
    pip="$venv/bin/python -m pip install --quiet --disable-pip-version-check --root-user-action=ignore"
    $pip --require-hashes -r "bin/locks/$kind.txt"
    $pip --no-build-isolation --no-deps -e .
    wanted "$kind" >"$venv/stamp-$kind"
}

# What the tests need holds what the service needs, so a test set-up also serves.
is_set_up "$kind" || is_set_up test || set_up
