import type { Artifact } from "fw-config";

/** A service of a node, as its systemd units describe it. */
export interface Service {
  readonly name: string;
  /** Directories below /run that exist before it starts. */
  readonly runtimeDirectories: readonly string[];
  /** Commands to run before each start. */
  readonly before: readonly string[];
  readonly command: string;
  /** Commands to run after each end, also when it was killed. */
  readonly after: readonly string[];
  readonly restartSeconds: number;
}

/** Debian's own units, as far as they say what is run; the rendered drop-ins are read after them. */
const vendorUnits: Readonly<Record<string, string>> = {
  conntrackd: "ExecStart=/usr/sbin/conntrackd -C /etc/conntrackd/conntrackd.conf",
  keepalived: [
    "ExecStart=/usr/sbin/keepalived --dont-fork --log-console --log-detail",
    "ExecReload=/bin/kill -HUP $MAINPID",
  ].join("\n"),
  nftables: [
    "ExecStart=/usr/sbin/nft -f /etc/nftables.conf",
    "ExecReload=/usr/sbin/nft -f /etc/nftables.conf",
    "ExecStop=/usr/sbin/nft flush ruleset",
  ].join("\n"),
};

/** Services that this driver does itself (the ruleset), or that nobody in the lab needs (logins). */
const notRun: ReadonlySet<string> = new Set(["nftables", "ssh"]);

/**
 * The services that the node's targets want, in an order in which each comes
 * after those it names in `After=`.
 *
 * @throws TypeError when a wanted service has neither a rendered nor a known command
 */
export function nodeServices(artifacts: readonly Artifact[]): readonly Service[] {
  const units = artifacts.filter(({ path }) => path.startsWith("/etc/systemd/system/"));
  const wanted = units
    .filter(({ path }) => path.includes(".target.d/"))
    .flatMap(({ content }) => values(content, "Wants"))
    .flatMap(unitNames)
    .filter((name) => !notRun.has(name));
  const texts = new Map(wanted.map((name) => [name, unitText(units, name)] as const));
  return inOrder(wanted, texts).map((name) => service(name, texts.get(name) ?? ""));
}

/** The unit and its drop-ins, one after the other, as systemd reads them. */
function unitText(units: readonly Artifact[], name: string): string {
  const rendered = units.filter(({ path }) => path.includes(`/systemd/system/${name}.service`));
  return [vendorUnits[name] ?? "", ...rendered.map(({ content }) => content)].join("\n");
}

/**
 * The commands of some keys of a unit, in the order of the keys.
 *
 * @param units the rendered unit and its drop-ins
 */
export function unitCommands(
  units: readonly Artifact[],
  name: string,
  keys: readonly string[],
): readonly string[] {
  const text = unitText(units, name);
  return keys.flatMap((key) => values(text, key).map(mayFail));
}

function service(name: string, text: string): Service {
  const command = values(text, "ExecStart").at(-1);
  if (command === undefined) throw new TypeError(`no command is known for the service ${name}`);
  return {
    name,
    runtimeDirectories: values(text, "RuntimeDirectory").flatMap((value) => value.split(" ")),
    before: values(text, "ExecStartPre").map(mayFail),
    command,
    after: values(text, "ExecStopPost").map(mayFail),
    restartSeconds: seconds(values(text, "RestartSec").at(-1) ?? "1"),
  };
}

/**
 * The two ways in which rendered units write a time (systemd.time(7)).
 *
 * @throws TypeError for another one, which would be no time to the shell either
 */
function seconds(time: string): number {
  const [, number, unit] = /^(\d+)(ms|s)?$/.exec(time) ?? [];
  if (number === undefined) throw new TypeError(`not a time: ${time}`);
  return unit === "ms" ? Number(number) / 1000 : Number(number);
}

/** systemd's `-`: that the command fails does not matter. */
function mayFail(command: string): string {
  return command.startsWith("-") ? `${command.slice(1)} || true` : command;
}

/** Every value of a key, in the order of the text; an empty one forgets those before it. */
function values(text: string, key: string): readonly string[] {
  const all = text
    .split("\n")
    .filter((line) => line.startsWith(`${key}=`))
    .map((line) => line.slice(key.length + 1));
  return all.slice(all.lastIndexOf("") + 1);
}

function unitNames(list: string): readonly string[] {
  return list
    .split(" ")
    .filter((unit) => unit.endsWith(".service"))
    .map((unit) => unit.slice(0, -".service".length));
}

function inOrder(names: readonly string[], texts: ReadonlyMap<string, string>): readonly string[] {
  const ordered: string[] = [];
  const place = (name: string): void => {
    if (ordered.includes(name)) return;
    const earlier = values(texts.get(name) ?? "", "After").flatMap(unitNames);
    for (const other of names) if (other !== name && earlier.includes(other)) place(other);
    ordered.push(name);
  };
  for (const name of names) place(name);
  return ordered;
}
