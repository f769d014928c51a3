import {
  type ConnectionState,
  explain,
  type Explanation,
  type FirewallState,
  type Model,
  type Packet,
  parseFlow,
  render,
} from "fw-config";

import type { Context } from "../context.ts";
import { FwError } from "../errors.ts";
import { type LoadedConfig, loadConfig, modelOf } from "../lab/config-file.ts";
import { configPosition } from "../lab/config-position.ts";
import { type DecidingRule, explanationText } from "../ui/explanation.ts";
import { printResult } from "../ui/print.ts";

/** How `fw explain FLOW` was called. */
export interface ExplainOptions {
  /** The firewall that meets the packet; absent: the one whose address it names, or the first. */
  readonly node: string | undefined;
  readonly role: "primary" | "backup" | undefined;
  /** Absent: what connection tracking makes of a first packet. */
  readonly state: ConnectionState | undefined;
  /** The helper of a related packet's master connection. */
  readonly helper: string | undefined;
  /** The flow whose connection announced a related one. */
  readonly master: string | undefined;
}

/** `fw explain FLOW`: what happens to it, and the lines of the ruleset that it meets. */
export async function explainCommand(
  context: Context,
  flow: string,
  options: ExplainOptions,
): Promise<void> {
  const loaded = await loadConfig(context.io, context.config);
  const { model } = modelOf(loaded, "hardware");
  const packet = readFlow("FLOW", flow, flowExample);
  const { role, state: connection, helper, master } = options;
  const node = firewallNamed(model, options.node ?? addressedFirewall(model, packet));
  const explanation = ask(model, packet, {
    node,
    ...(role && { role }),
    ...(connection && { connection }),
    ...(helper !== undefined && { helper }),
    ...(master !== undefined && { master: readFlow("--master", master, masterExample) }),
  });
  const rule = decidingRule(model, loaded, explanation);
  printResult(context, { flow, packet, ...explanation, rule: rule ?? null }, () =>
    explanationText(flow, explanation, rule),
  );
}

const flowExample = "fw explain 'tcp 192.0.2.4:40000 > 192.0.2.3:22'; or: fw explain timing";
const masterExample = "--master 'tcp 192.0.2.4:40000 > 192.0.2.3:21'";

function readFlow(place: string, flow: string, example: string): Packet {
  const { packet, error } = parseFlow(flow);
  if (packet !== undefined) return packet;
  throw new FwError("E_USAGE", error, {
    place,
    value: flow,
    hint: `for instance: ${example}`,
    exitCode: 2,
  });
}

/** The firewall that a packet is sent to, or that sends it, by its own address. */
function addressedFirewall(model: Model, packet: Packet): string | undefined {
  const owner = (address: string): string | undefined =>
    model.nodes.find(
      ({ kind, interfaces }) =>
        kind === "firewall" &&
        interfaces.some(({ addresses }) => addresses.some((own) => own.startsWith(`${address}/`))),
    )?.name;
  const sender = packet.interface === undefined ? owner(packet.source) : undefined;
  return owner(packet.destination) ?? sender;
}

function firewallNamed(model: Model, name: string | undefined): string {
  const names = model.ha.members.map((member) => member.name);
  const [first = ""] = names;
  if (name === undefined || names.includes(name)) return name ?? first;
  throw new FwError("E_USAGE", `no firewall is called ${name}`, {
    place: "--node",
    value: name,
    hint: `the firewalls: ${names.join(", ")}`,
    exitCode: 2,
  });
}

/** A question that makes no sense, like one about an unknown interface, is the user's mistake. */
function ask(model: Model, packet: Packet, state: FirewallState): Explanation {
  try {
    return explain(model, render(model), packet, state);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new FwError("E_USAGE", cause.message, { exitCode: 2, cause });
  }
}

function decidingRule(
  model: Model,
  { file, text }: LoadedConfig,
  { rule }: Explanation,
): DecidingRule | undefined {
  if (rule === undefined) return undefined;
  const { list, index } = rule;
  const position = configPosition(text, [...list.split("."), index]);
  const comment =
    list === "policy.rules" ? model.rules.find((own) => own.index === index)?.comment : undefined;
  return {
    path: `${list}[${index}]`,
    place: position === undefined ? file : `${file}:${position}`,
    ...(comment !== undefined && { comment }),
  };
}
