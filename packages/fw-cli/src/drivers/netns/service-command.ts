import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import type { Artifact } from "fw-config";

import { shell } from "../../guest/shell.ts";
import type { GuestCommand, ServiceAction } from "../driver.ts";
import { unitCommands } from "./services.ts";

const UNITS = "/etc/systemd/system";

/**
 * What systemctl(1) would make of the node's units, Debian's and the rendered ones: those on the
 * disk, which may be other ones than the model has.
 *
 * @param root the folder with the node's rendered files
 */
export async function serviceCommand(
  root: string,
  name: string,
  action: ServiceAction,
): Promise<GuestCommand["argv"]> {
  // networkctl(1) would reload it over D-Bus, which a node lacks: a restart reads the files as well.
  if (name === "systemd-networkd") return shell("restart-networkd");
  const units = await dropIns(root, name);
  // The ruleset's is no daemon: what stops it and what starts it run to their ends.
  if (action === "restart" && name !== "nftables") return shell("restart-service", name);
  const keys = action === "reload" ? ["ExecReload"] : ["ExecStop", "ExecStartPre", "ExecStart"];
  const commands = unitCommands(units, name, keys);
  if (commands.length > 0) return shell("run-for-service", name, ...commands);
  return shell("refuse", `Job type ${action} is not applicable for unit ${name}.service.`);
}

async function dropIns(root: string, name: string): Promise<readonly Artifact[]> {
  const folder = `${UNITS}/${name}.service.d`;
  const files = await readdir(join(root, folder)).catch(() => []);
  return Promise.all(
    files
      .toSorted((a, b) => (a < b ? -1 : 1))
      .map(async (file) => {
        const path = `${folder}/${file}`;
        return { host: "", path, mode: 0o644, content: await readFile(join(root, path), "utf8") };
      }),
  );
}
