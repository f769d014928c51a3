// Nothing but an exit: what bare Node costs.
process.exitCode = 0;
