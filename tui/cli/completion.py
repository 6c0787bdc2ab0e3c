"""`paidan completion`: a short script for a shell, which asks this file again at each Tab; nothing is asked of the hotline."""

import argparse
from collections.abc import Sequence

from tui.cli.candidates import Candidate, candidates
from tui.cli.console import Code, Console

BASH = """\
# paidan: completion for bash
_paidan() {
    local line="${COMP_LINE:0:COMP_POINT}" current kept IFS=$' \\t'
    local -a words
    read -ra words <<< "$line"
    [[ "$line" == *[[:space:]] ]] && words+=("")
    current="${words[${#words[@]}-1]}"
    IFS=$'\\n'
    COMPREPLY=($("${words[0]}" completion bash -- "${words[@]:1}" 2>/dev/null))
    # Bash takes these signs for the ends of words.
    if [[ "$current" == *[=:]* ]]; then
        kept="${current##*[=:]}"
        COMPREPLY=("${COMPREPLY[@]#"${current%"$kept"}"}")
    fi
    if [[ ${#COMPREPLY[@]} -gt 0 && "${COMPREPLY[0]}" == *[=:] ]]; then compopt -o nospace 2>/dev/null; fi
}
complete -F _paidan paidan
"""
ZSH = """\
#compdef paidan
_paidan() {
    local line
    local -a whole begun whole_said begun_said
    for line in "${(@f)$("${words[1]}" completion zsh -- "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
        case "${line%%$'\\t'*}" in
            '') ;;
            *[=:]) begun+=("${line%%$'\\t'*}"); begun_said+=("${line//$'\\t'/  }") ;;
            *) whole+=("${line%%$'\\t'*}"); whole_said+=("${line//$'\\t'/  }") ;;
        esac
    done
    (( ${#begun} )) && compadd -Q -S '' -l -d begun_said -a begun
    (( ${#whole} )) && compadd -Q -l -d whole_said -a whole
}
if [[ "$funcstack[1]" == _paidan ]]; then _paidan "$@"; else compdef _paidan paidan; fi
"""
FISH = """\
# paidan: completion for fish
function __paidan_candidates
    set -l words (commandline -opc)
    $words[1] completion fish -- $words[2..-1] (commandline -ct) 2>/dev/null
end
complete -c paidan -f -k -a '(__paidan_candidates)'
"""
SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}


def run(wish: argparse.Namespace, console: Console) -> Code:
    """Write the script."""
    console.text(SCRIPTS[wish.shell])
    return Code.DONE


def complete(shell: str, typed: Sequence[str], console: Console) -> Code:
    """Write what may stand in the place of the last word, one a line; bash shows no descriptions."""
    for found in candidates(typed, console):
        console.data(_written(found, shell))
    return Code.DONE


def _written(found: Candidate, shell: str) -> str:
    return found.word if shell == "bash" or not found.about else f"{found.word}\t{found.about}"
