import { ROLE_FILE } from "fw-config";

import type { Lab } from "../../lab/lab.ts";
import { firewalls } from "../../lab/roles.ts";
import { now } from "../traffic/tester/protocol.ts";
import { follow } from "./follow.ts";

/** A time in which keepalived gave a node a role; `to` is absent while it has it still. */
export interface RoleTenure {
  readonly node: string;
  readonly role: string;
  readonly from: number;
  readonly to?: number;
}

/** Follows what keepalived says of itself on both firewalls. */
export interface RoleWatch {
  roles(): readonly RoleTenure[];
  end(): Promise<void>;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Begins to follow each node's role file; nothing is polled, so that the pair is not disturbed. */
export function watchRoles(lab: Lab): RoleWatch {
  const abort = new AbortController();
  const all: Mutable<RoleTenure>[] = [];
  const enter = (node: string, role?: string): void => {
    const open = all.find((tenure) => tenure.node === node && tenure.to === undefined);
    if (open?.role === role) return;
    const at = now();
    if (open !== undefined) open.to = at;
    if (role !== undefined) all.push({ node, role, from: at });
  };
  const done = firewalls(lab).map((node) =>
    follow(
      lab,
      node,
      {
        argv: ["tail", "-q", "-n", "+1", "-F", ROLE_FILE],
        onLine: (line) => enter(node, line.trim()),
        onEnd: () => enter(node),
      },
      abort.signal,
    ),
  );
  return {
    roles: () => all.map((tenure) => ({ ...tenure })),
    async end() {
      abort.abort();
      await Promise.all(done);
    },
  };
}
