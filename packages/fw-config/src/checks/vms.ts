import type { Config } from "../config/config.ts";
import type { VmConfig } from "../config/vm.ts";
import type { ConfigPath } from "../diagnostics/diagnostic.ts";
import { vmOf } from "../model/vm.ts";
import type { Check } from "./check.ts";

/** A picture of 1920 × 1080 pixels at four bytes, in MiB. */
const pictureMiB: number = 8;

function vmSettings(config: Config): readonly (readonly [ConfigPath, VmConfig | undefined])[] {
  const { members, vm } = config.firewall;
  return [
    [["firewall", "vm"], vm],
    ...Object.entries(members).map(
      ([name, member]) => [["firewall", "members", name, "vm"], member.vm] as const,
    ),
    ...Object.entries(config.hosts ?? {}).map(
      ([name, host]) => [["hosts", name, "vm"], host.vm] as const,
    ),
  ];
}

/** Every screen can show a usual picture. */
const screensHaveMemory: Check = (config, report) => {
  for (const [path, setting] of vmSettings(config)) {
    const { spice } = vmOf(setting);
    if (spice === undefined || spice.videoMemoryMiB >= spice.heads * pictureMiB) continue;
    const needed = spice.heads * pictureMiB;
    report(
      "FW060",
      [...path, "spice", "videoMemoryMiB"],
      `${spice.heads} screens share ${spice.videoMemoryMiB} MiB of video memory and need ${needed}`,
      "leave `videoMemoryMiB` out, or raise it",
    );
  }
};

/** Only clients have the settings of a virtual machine. */
const onlyClientsAreVms: Check = (config, report) => {
  for (const [name, host] of Object.entries(config.hosts ?? {})) {
    const { kind = "client" } = host;
    if (kind === "client") continue;
    for (const field of ["vm", "interface"] as const) {
      if (host[field] === undefined) continue;
      const message = `"${name}" is ${kind === "external" ? "external" : "the lab host"} and has no \`${field}\``;
      report("FW061", ["hosts", name, field], message, `remove it, or make "${name}" a client`);
    }
  }
};

/** In the order of their findings. */
export const vmChecks: readonly Check[] = [screensHaveMemory, onlyClientsAreVms];
