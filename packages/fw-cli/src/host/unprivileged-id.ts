import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";

/**
 * Above all that distributions hand out to accounts, services, containers and subordinate ids, and
 * below 2^31, from where on some programs see a negative number (systemd.io/UIDS-GIDS).
 */
const FIRST = 1_900_000_000;
const COUNT = 2 ** 24;

/** Debian's nobody and nogroup: where few ids exist, as in a container of an ordinary user's. */
export const NOBODY = 65_534;

/**
 * The number of a user and group that nobody else on this host has: one for each lab, so that
 * neither another lab's machine nor a service that runs as `nobody` may signal or trace this lab's.
 *
 * @param idMap the user ids that exist here (user_namespaces(7)); for tests
 */
export async function unprivilegedId(lab: string, idMap = "/proc/self/uid_map"): Promise<number> {
  const id = FIRST + (createHash("sha256").update(lab).digest().readUInt32BE() % COUNT);
  const rows = (await readFile(idMap, "utf8")).trim().split("\n");
  const exists = rows.some((row) => {
    const [first = 0, , count = 0] = row.trim().split(/\s+/).map(Number);
    return id >= first && id < first + count;
  });
  return exists ? id : NOBODY;
}
