import type { Sharing } from "../sharing.ts";

/** What a proxy is told when it starts, on its command line: nothing of it is secret. */
export interface ProxySettings {
  readonly lab: string;
  readonly node: string;
  readonly sharing: Sharing;
  /** The socket that viewers open. */
  readonly viewers: string;
  /** The spice server's socket, in the folder that the proxy works in. */
  readonly server: string;
  /** The process of the machine, with which the proxy ends, by its number among the lab's. */
  readonly machine: number;
  /** `uid:gid` that the proxy becomes when it has opened everything. */
  readonly runAs?: string;
  readonly remote?: {
    readonly address: string;
    readonly port: number;
    readonly certificates: string;
    /** In the same folder as the server's socket. */
    readonly tickets: string;
    /** The hashes of the tickets that let nobody in any more. */
    readonly usedTickets: string;
  };
}
