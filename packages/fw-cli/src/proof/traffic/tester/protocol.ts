/** Milliseconds of the machine's monotonic clock: the same in every process of this host. */
export function now(): number {
  return Number(process.hrtime.bigint() / 1000n) / 1000;
}

/** How a connection is used, from the view of who opened it. */
export type Use = "push" | "pull" | "echo";

/** TCP connections to open and hold. */
export interface TcpGroup {
  /** The class of the flows; a flow is called `name/index`. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly use: Use;
  readonly count: number;
  /** Time between two messages of one flow. */
  readonly intervalMs: number;
  /** Which of its addresses the tester asks from; absent: any. */
  readonly from?: string;
  /** The address that the other end must see the flow come from; absent: any. */
  readonly seenFrom?: string;
}

/** A stream of numbered datagrams; `pull` streams come from the side that was asked. */
export interface UdpGroup {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly use: "push" | "pull";
  readonly intervalMs: number;
}

/** What a tester is told, one JSON document a line. */
export type TesterCommand =
  | {
      readonly do: "listen";
      readonly protocol: "tcp" | "udp";
      readonly host: string;
      readonly port: number;
    }
  | { readonly do: "tcp"; readonly group: TcpGroup }
  | { readonly do: "udp"; readonly group: UdpGroup }
  | { readonly do: "ping"; readonly host: string; readonly intervalMs: number }
  | {
      readonly do: "ftp-login";
      readonly host: string;
      /** Which of its addresses the tester logs in from. */
      readonly from: string;
      readonly transfer: FtpTransfer;
    }
  | { readonly do: "ftp-list" }
  /** Every idle flow sends one message, spread evenly over this time. */
  | { readonly do: "sendOnce"; readonly overMs: number }
  | {
      readonly do: "admit";
      readonly host: string;
      readonly port: number;
      readonly denied: number;
      readonly intervalMs: number;
    }
  /** Senders stop; receivers go on. */
  | { readonly do: "stopSending" }
  | { readonly do: "report" };

/** What one end of a flow saw. */
export interface FlowRecord {
  readonly id: string;
  /** How many messages this end sent. */
  sent: number;
  /** When each message arrived here, in the order of arrival. */
  readonly arrivals: number[];
  /** Messages that were not the next expected one: lost, doubled or swapped. */
  mistakes: number;
  /** When and how the flow ended, if it did while it was held. */
  ended?: { readonly at: number; readonly why: string };
}

/**
 * Who opens FTP's data connection (RFC 959, 3.2): `passive` the client, to a port that the server
 * announces; `active` the server, to a port that the client announces.
 */
export type FtpTransfer = "passive" | "active";

/** What a session of FTP came to. */
export interface FtpRecord {
  /** Where the session logged in. */
  readonly host: string;
  readonly transfer: FtpTransfer;
  /** Whether the listing asked for after the fault arrived in full on the port announced before. */
  listed: boolean;
  /** Milliseconds from the request for the listing to its end. */
  tookMs?: number;
  why?: string;
}

/** New connections, tried again and again. */
export interface AdmissionRecord {
  /** When each new connection was established. */
  readonly opened: number[];
  /** Connections that the policy denies and that were established all the same. */
  deniedButOpen: number;
}

/** A time in which a tester's process did not run: what it did then came late. */
export interface Stall {
  readonly at: number;
  readonly ms: number;
}

/** All that a tester saw. */
export interface TesterReport {
  readonly stalls: readonly Stall[];
  readonly flows: readonly FlowRecord[];
  readonly ftp: readonly FtpRecord[];
  readonly admission?: AdmissionRecord;
}
