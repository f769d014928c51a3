import type { Owner } from "../tickets.ts";

/** Becomes an unprivileged user: what needed the rights of root has been opened. */
export function dropPrivileges({ uid, gid }: Owner): void {
  process.setgroups?.([]);
  process.setgid?.(gid);
  process.setuid?.(uid);
}
