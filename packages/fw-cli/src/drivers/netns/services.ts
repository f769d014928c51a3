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

/** What Debian's own units run; the rendered files only add to these. */
const vendorCommands: Readonly<Record<string, string>> = {
  conntrackd: "/usr/sbin/conntrackd -C /etc/conntrackd/conntrackd.conf",
  keepalived: "/usr/sbin/keepalived --dont-fork --log-console --log-detail",
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
  return units
    .filter(({ path }) => path.includes(`/${name}.service`))
    .map(({ content }) => content)
    .join("\n");
}

function service(name: string, text: string): Service {
  const command = values(text, "ExecStart").at(-1) ?? vendorCommands[name];
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

/** Every value of a key, in the order of the text. */
function values(text: string, key: string): readonly string[] {
  return text
    .split("\n")
    .filter((line) => line.startsWith(`${key}=`))
    .map((line) => line.slice(key.length + 1))
    .filter((value) => value !== "");
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
