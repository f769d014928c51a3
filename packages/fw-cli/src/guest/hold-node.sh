# Process 1 of a node: does nothing, for ever, and lets the kernel reap the orphans that fall to it.
exec env --ignore-signal=CHLD sleep infinity </dev/null
