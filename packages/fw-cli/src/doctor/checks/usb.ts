import { installCommand } from "../../packages/packages.ts";
import { lackingForUsb, machinesWithUsb } from "../../usb/requirements.ts";
import { type DoctorOptions, type Finding, findings, isRoot } from "./finding.ts";

/** Whether machines can be given the devices that the config allows them; undefined where it allows none. */
export async function checkUsb({ env, model }: DoctorOptions): Promise<Finding | undefined> {
  const { ok, warn } = findings("usb", "USB devices");
  const machines = model === undefined ? [] : machinesWithUsb(model);
  const [first] = machines;
  if (model === undefined || first === undefined) return undefined;
  const lacking = await lackingForUsb(env, model);
  if (lacking.length === 0) return ok(`fw usb attach ${first} gives it a device`);
  const command = installCommand(lacking, isRoot()).join(" ");
  return warn(
    `${lacking.join(", ")} is not installed, and the config allows devices to: ${machines.join(", ")}`,
    `${command}; or without it, in the viewer: fw view ${first}`,
  );
}
