import { reachability } from "fw-config";

import type { Context } from "../context.ts";
import { FwError } from "../errors.ts";
import { loadConfig, modelOf } from "../lab/config-file.ts";
import { printResult } from "../ui/print.ts";
import { reachTable } from "../ui/reach-table.ts";

/** `fw matrix`: what the policy does between every two networks and hosts. */
export async function matrixCommand(
  context: Context,
  ends: { readonly from: string | undefined; readonly to: string | undefined },
): Promise<void> {
  const { model } = modelOf(await loadConfig(context.io, context.config), "hardware");
  const all = reachability(model);
  for (const end of ["from", "to"] as const) {
    const names = all.map((reach) => reach[end]);
    requireKnown(names, `--${end}`, ends[end]);
  }
  const reach = all.filter(
    ({ from, to }) => from === (ends.from ?? from) && to === (ends.to ?? to),
  );
  printResult(context, { reach }, () =>
    reach.length === 0 ? "no rule names a service" : reachTable(reach),
  );
}

function requireKnown(names: readonly string[], place: string, name: string | undefined): void {
  if (name === undefined || names.includes(name)) return;
  throw new FwError("E_USAGE", `no network or host is called ${name}`, {
    place,
    value: name,
    hint: `known here: ${[...new Set(names)].join(", ")}`,
    exitCode: 2,
  });
}
