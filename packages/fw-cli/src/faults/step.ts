/** A daemon that can be killed. */
export type Daemon = "keepalived" | "conntrackd";

/** The services that make a Debian machine this firewall. */
export const services = ["keepalived", "conntrackd", "nftables", "systemd-networkd"] as const;

/** See {@link services}. */
export type ServiceName = (typeof services)[number];

/** What Debian's unit can be told, beside a restart; conntrackd's has no reload. */
export const reloadable: readonly ServiceName[] = ["keepalived", "nftables", "systemd-networkd"];

/** One thing done to the pair. `node` is a firewall's name, or its role at that moment. */
export type FaultStep =
  | {
      readonly do: "power";
      readonly node: string;
      /** `off`: a crash; `stop`: an orderly shutdown. */
      readonly action: "off" | "stop" | "pause" | "resume" | "on";
    }
  | {
      readonly do: "kill";
      readonly node: string;
      readonly daemon: Daemon;
      /** SIGKILL instead of SIGTERM. */
      readonly hard: boolean;
    }
  | {
      readonly do: "link";
      readonly node: string;
      readonly iface: string;
      readonly state: "up" | "down";
    }
  | {
      /** What systemctl does, for a new configuration or a new version. */
      readonly do: "restart" | "reload";
      readonly node: string;
      readonly service: ServiceName;
    }
  | { readonly do: "isolate"; readonly node: string }
  | { readonly do: "heal" }
  | { readonly do: "switchover" }
  /** New connections begin, and are held to the end like the others. */
  | { readonly do: "open" }
  /** Waits until the pair has converged and the backup has everything; that it does not is a failure. */
  | { readonly do: "settle" }
  | { readonly do: "starve"; readonly ms: number }
  | { readonly do: "wait"; readonly ms: number };

/** The step as one would type it. */
export function stepText(step: FaultStep): string {
  switch (step.do) {
    case "power":
      return `power ${step.node} ${step.action}`;
    case "kill":
      return `kill ${step.node} ${step.daemon}${step.hard ? " -9" : ""}`;
    case "link":
      return `link ${step.node} ${step.iface} ${step.state}`;
    case "restart":
    case "reload":
      return `${step.do} ${step.node} ${step.service}`;
    case "isolate":
      return `isolate ${step.node}`;
    case "starve":
    case "wait":
      return `${step.do} ${step.ms} ms`;
    case "heal":
    case "open":
    case "settle":
    case "switchover":
      break;
  }
  return step.do;
}
