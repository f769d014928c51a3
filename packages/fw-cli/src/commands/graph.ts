import { extname, resolve } from "node:path";

import {
  type Topology,
  topologyDot,
  topologyMermaid,
  topologyOf,
  topologySvg,
} from "fw-config/topology";
import { jsonText } from "toolkit/printable";

import type { Context } from "../context.ts";
import { FwError } from "../errors.ts";
import { loadConfig, modelOf } from "../lab/config-file.ts";
import { JSON_VERSION, printResult } from "../ui/print.ts";
import { writeOutput } from "../ui/write-output.ts";

type GraphFormat = "svg" | "mermaid" | "dot" | "json";

const drawers: Readonly<Record<GraphFormat, (topology: Topology) => string>> = {
  svg: topologySvg,
  mermaid: topologyMermaid,
  dot: topologyDot,
  json: (topology) => `${jsonText({ version: JSON_VERSION, ...topology }, 2)}\n`,
};

const formatsByEnding: Readonly<Record<string, GraphFormat>> = {
  ".svg": "svg",
  ".mmd": "mermaid",
  ".mermaid": "mermaid",
  ".dot": "dot",
  ".gv": "dot",
  ".json": "json",
};

/** `fw graph`: the topology of a config, or of the lab that runs, as a picture. */
export async function graphCommand(
  context: Context,
  options: {
    /** Absent: what the file's name says, else SVG. */
    readonly format: GraphFormat | undefined;
    /** Absent: standard output. */
    readonly output: string | undefined;
    /** A lab that runs, with the roles that its firewalls have; true: the one that is up. */
    readonly live: string | true | undefined;
  },
): Promise<void> {
  const { io } = context;
  const { output } = options;
  const format = options.format ?? (output === undefined ? undefined : formatOf(output)) ?? "svg";
  const topology =
    options.live === undefined
      ? await configTopology(context)
      : await liveTopology(context, options.live);
  if (output === undefined) {
    printResult(context, topology, () => drawers[format](topology).trimEnd());
    return;
  }
  const file = resolve(io.cwd, output);
  await writeOutput(file, drawers[format](topology));
  printResult(context, { file, format }, () => `${file}: the topology of ${topology.name}`);
}

/** @throws FwError `E_USAGE` when the name does not say what is wanted */
function formatOf(output: string): GraphFormat {
  const format = formatsByEnding[extname(output).toLowerCase()];
  if (format !== undefined) return format;
  throw new FwError("E_USAGE", "the file's name does not say which format is wanted", {
    place: "--output",
    value: output,
    hint: `end it in ${Object.keys(formatsByEnding).join(", ")}; or give --format`,
    exitCode: 2,
  });
}

async function configTopology(context: Context): Promise<Topology> {
  const loaded = await loadConfig(context.io, context.config);
  return topologyOf(modelOf(loaded, "hardware").model);
}

/** What it takes to ask a lab is loaded only here. */
async function liveTopology({ io }: Context, name: string | true): Promise<Topology> {
  const { openLab } = await import("../lab/lab.ts");
  const { labStatus } = await import("../lab/status.ts");
  const lab = await openLab(io, name === true ? undefined : name);
  const { nodes } = await labStatus(lab);
  return topologyOf(
    lab.model,
    nodes.filter(({ kind }) => kind === "firewall"),
  );
}
