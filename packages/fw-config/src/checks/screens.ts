import { formatIp, parseIp } from "../address/ip.ts";
import type { Config } from "../config/config.ts";
import type { VmConfig } from "../config/vm.ts";
import type { ConfigPath } from "../diagnostics/diagnostic.ts";
import type { Remote } from "../model/types.ts";
import { vmOf } from "../model/vm.ts";
import type { Check } from "./check.ts";

/** A machine's shape, and where each of its fields is written. */
interface Shape {
  readonly name: string;
  readonly vm: VmConfig;
  readonly at: (field: keyof VmConfig) => ConfigPath;
}

function shapeOf(name: string, own: ConfigPath, vm: VmConfig = {}, general: VmConfig = {}): Shape {
  return {
    name,
    vm: { ...general, ...vm },
    at: (field) => (field in vm ? [...own, "vm", field] : ["firewall", "vm", field]),
  };
}

function shapesOf({ firewall, hosts = {} }: Config): readonly Shape[] {
  return [
    ...Object.entries(firewall.members).map(([name, { vm }]) =>
      shapeOf(name, ["firewall", "members", name], vm, firewall.vm),
    ),
    ...Object.entries(hosts).map(([name, { vm }]) => shapeOf(name, ["hosts", name], vm)),
  ];
}

/** The USB controller comes with a screen. */
const usbHasScreen: Check = (config, report) => {
  for (const { name, vm, at } of shapesOf(config)) {
    if (vm.usb === undefined || vmOf(vm).usb !== undefined) continue;
    report("FW070", at("usb"), `"${name}" has no screen`);
  }
};

/** A screen that viewers on other machines may reach. */
interface RemoteScreen extends Remote {
  readonly name: string;
  readonly path: ConfigPath;
}

/** What listens on an IPv4-mapped IPv6 address, such as ::ffff:0.0.0.0, is reached by IPv4 (RFC 4291, 2.5.5.2). */
function unmapped(address: string): string {
  const ip = parseIp(address);
  if (ip?.family !== 6 || ip.value >> 32n !== 0xffffn) return address;
  return formatIp({ family: 4, value: BigInt.asUintN(32, ip.value) });
}

function remoteScreens(config: Config): readonly RemoteScreen[] {
  return shapesOf(config).flatMap(({ name, vm, at }) => {
    const remote = vmOf(vm).spice?.remote;
    if (remote === undefined) return [];
    const { address, port } = remote;
    return [{ name, path: [...at("spice"), "remote"], address: unmapped(address), port }];
  });
}

/** Whether the kernel would take a packet for both. */
function overlap(a: string, b: string): boolean {
  if (a === b || a === "::" || b === "::") return true;
  return [a, b].includes("0.0.0.0") && ![a, b].some((address) => address.includes(":"));
}

/** Each remote screen has a port for itself. */
const remoteScreensHavePorts: Check = (config, report) => {
  const screens = remoteScreens(config);
  for (const [i, { name, path, port, address }] of screens.entries()) {
    const other = screens
      .slice(0, i)
      .find((one) => one.port === port && overlap(one.address, address));
    if (other === undefined) continue;
    const message = `"${other.name}" and "${name}" have their screens at port ${port}`;
    report("FW071", [...path, "port"], message);
  }
};

/** What only the machine itself reaches (RFC 1122, RFC 4291). */
function isLoopback(address: string): boolean {
  return address === "::1" || address.startsWith("127.");
}

/** Nobody is let in from outside by an oversight. */
const remoteScreensAreLocal: Check = (config, report) => {
  for (const { name, path, address } of remoteScreens(config)) {
    if (isLoopback(address)) continue;
    const message = `other machines reach the screen of "${name}"`;
    report("FW072", [...path, "address"], message);
  }
};

/** In the order of their findings. */
export const screenChecks: readonly Check[] = [
  usbHasScreen,
  remoteScreensHavePorts,
  remoteScreensAreLocal,
];
