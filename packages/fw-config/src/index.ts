/**
 * One typed description of a fault-tolerant pair of Linux firewalls; every file its daemons read
 * comes out. Pure: no input or output, no clock, no randomness.
 *
 * text → {@link parse} → {@link Config} → {@link resolve} → {@link Model} → {@link render} → {@link Artifact}s
 *
 * @packageDocumentation
 */
export { ArgumentError } from "./arguments/argument-error.ts";
export {
  contains,
  formatBlock,
  lastOf,
  nthAddress,
  parseBlock,
  parseCidr,
  type Cidr,
} from "./address/cidr.ts";
export { bareAddress, familyOf, subnetOfAddress } from "./address/interface-address.ts";
export { addressBits, formatIp, parseIp, type Family, type Ip } from "./address/ip.ts";
export { check, type CheckResult } from "./check.ts";
export type { BondConfig } from "./config/bond.ts";
export { defineConfig, type Config } from "./config/config.ts";
export type {
  FirewallConfig,
  FirewallInterfaceConfig,
  MemberConfig,
  RouteConfig,
} from "./config/firewall.ts";
export type { HaConfig, StateSyncConfig, VrrpConfig, VrrpGroupConfig } from "./config/ha.ts";
export type { HookConfig, RoleName } from "./config/hook.ts";
export type { HostConfig } from "./config/host.ts";
export type { ImageConfig } from "./config/image.ts";
export type { ManagementConfig } from "./config/management.ts";
export type {
  DestinationNatConfig,
  NatConfig,
  OneToOneNatConfig,
  SourceNatConfig,
} from "./config/nat.ts";
export type { NetworkConfig } from "./config/network.ts";
export type { LimitConfig, LogConfig, PolicyConfig, RuleConfig } from "./config/policy.ts";
export type { ProgramConfig } from "./config/program.ts";
export type { OneOrMore } from "./config/scalars.ts";
export type {
  IcmpQuery,
  IcmpServiceConfig,
  Icmpv6Query,
  Icmpv6ServiceConfig,
  PortConfig,
  PortServiceConfig,
  ServiceConfig,
  ServiceSetConfig,
} from "./config/service.ts";
export type { Clipboard, RemoteConfig, SpiceConfig } from "./config/spice.ts";
export type { UsbConfig } from "./config/usb.ts";
export type { VmConfig } from "./config/vm.ts";
export { diagnosticCodes, type CodeEntry, type DiagnosticCode } from "./diagnostics/codes.ts";
export {
  hasErrors,
  type ConfigPath,
  type Diagnostic,
  type Position,
  type Range,
} from "./diagnostics/diagnostic.ts";
export type { Severity } from "./diagnostics/severity.ts";
export { formatDiagnostic } from "./diagnostics/format.ts";
export { suggest } from "./diagnostics/suggest.ts";
export { resolve, type ResolveOptions, type ResolveResult } from "./resolve.ts";
export type {
  Action,
  AddressMatch,
  Bond,
  DestinationNat,
  Flowtable,
  Ha,
  HaMember,
  Hook,
  Image,
  Interface,
  Limit,
  ManagementRule,
  Model,
  Network,
  Nic,
  Node,
  Program,
  Remote,
  Route,
  Rule,
  SourceNat,
  Spice,
  SyncLink,
  Usb,
  UsbDevice,
  Vip,
  Vm,
  VrrpInstance,
} from "./model/types.ts";
export type { PortProtocol, PortRange, ServiceMatch } from "./services/types.ts";
export { parse, validate, type ParseOptions, type ParseResult } from "./parse/parse.ts";
export { analyzePolicy } from "./analysis/analyze.ts";
export {
  reachEndpoints,
  type Reach,
  type ReachEndpoint,
  type ReachOptions,
} from "./analysis/reach.ts";
export { reachability } from "./analysis/reachability.ts";
export { compilePolicy, evaluate, type Evaluator } from "./policy/evaluate.ts";
export type {
  Answer,
  Endpoint,
  Evaluation,
  Nat,
  Step,
  StepVerdict,
  Translation,
  Verdict,
} from "./policy/evaluation.ts";
export { explain, type Explanation, type LocatedStep } from "./policy/explain.ts";
export { parseFlow, type FlowResult } from "./policy/flow-text.ts";
export type { ConnectionState, FirewallState, Packet, Protocol, TcpFlag } from "./policy/packet.ts";
export { generatedBy, type Artifact } from "./artifact.ts";
export { NOTIFY_FIFO, ROLE_FILE, RUN_DIRECTORY, STALE_FILE } from "./render/paths.ts";
export { kernelAppend, qemuArgv, type Machine } from "./render/qemu-argv.ts";
export type { ScreenSockets } from "./render/qemu-spice.ts";
export { render } from "./render/render.ts";
export { usbFilter } from "./render/usb-filter.ts";
export type { RuleReference } from "./ruleset/types.ts";
export { builtinServices } from "./services/builtin.ts";
export {
  failoverBudget,
  takeoverMs,
  tcpStall,
  type FailoverBudget,
  type Span,
} from "./timing/budget.ts";
export { profileTimers, type ProfileTimers, type TimingProfile } from "./config/profile.ts";
