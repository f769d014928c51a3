import { FwError } from "../errors.ts";
import { deviceId, type HostUsbDevice } from "./host-devices.ts";

/**
 * The one of these devices that a word of the user means: vendor:product, its port, its place below
 * `/dev/bus/usb`, its serial number or its name, which may be shortened.
 *
 * @param where what has them, as the beginning of a sentence: "this host has"
 * @throws FwError `E_USAGE` when there is none, or more than one
 */
export async function findDevice(
  devices: readonly HostUsbDevice[],
  word: string,
  where: string = "this host has",
): Promise<HostUsbDevice> {
  const found = matches(devices, word);
  const [device, ...more] = found;
  if (device === undefined) throw await noSuchDevice(devices, word, where);
  if (more.length === 0) return device;
  throw new FwError("E_USAGE", `${word} means ${found.length} USB devices`, {
    place: "DEVICE",
    value: word,
    hint: `say the port of one: ${found.map(({ port }) => port).join(", ")} (see: fw usb list)`,
    exitCode: 2,
  });
}

function matches(devices: readonly HostUsbDevice[], word: string): readonly HostUsbDevice[] {
  const wanted = word.toLowerCase().replace(/^\/dev\/bus\/usb\//, "");
  if (wanted === "") return [];
  const exact = devices.filter((device) =>
    wordsOf(device).some((own) => own.toLowerCase() === wanted),
  );
  if (exact.length > 0) return exact;
  return devices.filter(({ name }) => name.toLowerCase().includes(wanted));
}

function wordsOf(device: HostUsbDevice): readonly string[] {
  const { port, node, serial, name } = device;
  return [deviceId(device), port, node, serial ?? "", name];
}

async function noSuchDevice(
  devices: readonly HostUsbDevice[],
  word: string,
  where: string,
): Promise<FwError> {
  // Loaded here, because only a mistake needs it.
  const { suggest } = await import("fw-config");
  const near = suggest(word, devices.flatMap(wordsOf).filter(Boolean));
  const guess = near === undefined ? "" : `did you mean ${near}? `;
  const named = devices.map((device) => [deviceId(device), device.name].filter(Boolean).join(" "));
  const all = named.length === 0 ? "none at all" : named.join(", ");
  return new FwError("E_USAGE", `${where} no USB device called ${word}`, {
    place: "DEVICE",
    value: word,
    hint: `${guess}${where} ${all} (see: fw usb list)`,
    exitCode: 2,
  });
}
