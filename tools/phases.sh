# SPDX-License-Identifier: MIT
# Sourced by the tools: steps with a title, their seconds, and output only where it helps.

# phase TITLE COMMAND...: shows the command's output.
phase() {
    local title=$1 start=$SECONDS status=0
    shift
    echo "==> $title"
    "$@" || status=$?
    echo "    $([[ $status -eq 0 ]] && echo done || echo "FAILED ($status)") after $((SECONDS - start)) s"
    return $status
}

# quiet_phase TITLE COMMAND...: shows the end of the output, and only if the command fails.
quiet_phase() {
    phase "$1" quietly "${@:2}"
}

quietly() {
    local log status=0
    log=$(mktemp)
    "$@" >"$log" 2>&1 || status=$?
    # What a reader needs first is the first error, not the last.
    if [[ $status -ne 0 ]]; then
        grep -m 12 -A 6 -E 'error|Error|FAILED' "$log" || true
        echo "    ... the output ended with:"
        tail -n 15 "$log"
    fi
    rm -f "$log"
    return $status
}

# with_servers COMMAND...: with private database servers, which end when the command does.
with_servers() {
    if [[ -f tests/support/servers.py ]]; then
        python3 tests/support/servers.py run -- "$@"
    else
        "$@"
    fi
}
