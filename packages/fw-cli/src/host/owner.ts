/** A user and a group, by their numbers. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** The owner that `uid:gid` names. */
export function ownerOf(runAs: string): Owner {
  const [uid, gid] = runAs.split(":").map(Number);
  if (uid === undefined || gid === undefined) throw new TypeError(`not uid:gid: ${runAs}`);
  return { uid, gid };
}

/** Becomes an unprivileged user: what needed the rights of root has been opened. */
export function dropPrivileges({ uid, gid }: Owner): void {
  process.setgroups?.([]);
  process.setgid?.(gid);
  process.setuid?.(uid);
}
