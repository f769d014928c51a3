import type { Model } from "fw-config";

import { FwError } from "../errors.ts";

/**
 * Makes sure that a lab can run what the config asks for; files for real firewalls may ask for more.
 *
 * @param file the config, for the message
 * @throws FwError `E_CONFIG` for signed adverts: Debian 12's keepalived, which machines of a lab and
 * its usual hosts have, is 2.2, and no systemd hands out the key in a lab
 */
export function requireRunnable(file: string, { ha }: Pick<Model, "ha">): void {
  if (!ha.hmac) return;
  throw new FwError(
    "E_CONFIG",
    `${file} asks for signed adverts (ha.vrrp.authentication: hmac), which a lab cannot run: they need keepalived 2.4 and a key, and a lab has Debian 12's keepalived 2.2 and no key`,
    {
      hint: "leave `authentication` out for the lab; its files for real firewalls: fw render, and fw check --real",
    },
  );
}
