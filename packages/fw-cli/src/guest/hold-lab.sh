# Process 1 of a lab: does nothing, for ever, and lets the kernel reap the orphans that fall to it.
# Until it is told to stay it ends with the program that made it, in whatever moment that is killed:
# its standard input ends then.
echo held
read -r _ && exec env --ignore-signal=CHLD sleep infinity >/dev/null 2>&1 </dev/null
