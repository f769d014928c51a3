import type { Io } from "../io.ts";
import type { Lab } from "../lab/lab.ts";
import { firstAddress } from "../lab/nodes.ts";
import { machinesWithScreen } from "../lab/screens.ts";
import type { Machines } from "../lab/state.ts";

/**
 * What to try next, and where things are.
 *
 * @param env tells whether the program was called through the repository's script, where no `fw`
 * is on the path
 */
export function nextCommands(
  { model, paths, driver }: Pick<Lab, "model" | "paths"> & { readonly driver: Machines["driver"] },
  env: Io["env"],
): string {
  const fw = env["npm_lifecycle_event"] === "fw" ? "npx -y pnpm@10 fw" : "fw";
  const [primary] = model.ha.members;
  const client = model.nodes.find(({ kind }) => kind === "client")?.name;
  const host = model.nodes.find(({ kind }) => kind === "lab-host");
  const address = host && firstAddress(host);
  const screens = driver === "qemu" ? machinesWithScreen(model) : [];
  const screen = screens.find((name) => name === client) ?? screens[0];
  const lines: (readonly [string, string])[] = [
    ...(client && address
      ? [[`${fw} exec ${client} -- ping ${address}`, "traffic through the pair"] as const]
      : []),
    [`${fw} power ${primary.name} off`, "crash a firewall"],
    [`${fw} status --watch`, "see who takes over"],
    [`${fw} power ${primary.name} on`, "bring it back"],
    ...(driver === "qemu"
      ? [[`${fw} console ${primary.name}`, "its serial console (Ctrl-] leaves it)"] as const]
      : []),
    ...(screen === undefined ? [] : [[`${fw} view ${screen}`, "its screen"] as const]),
    [`${fw} logs -f`, "what the nodes say"],
    [`${fw} down`, "end it"],
  ];
  const width = Math.max(...lines.map(([command]) => command.length));
  return [
    ...lines.map(([command, what]) => `  ${command.padEnd(width)}  ${what}`),
    `files: ${paths.dir}`,
  ].join("\n");
}
