# Ends the process group $1. The shell's own kill: the one of procps in Debian 12 takes `-123` for
# `-1`, which is every process. Debian's shell knows no `--` here.
kill -TERM "-$1"
