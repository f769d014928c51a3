import type { Spice } from "fw-config";

/** What may be shared between the viewer's machine and the guest. */
export type Sharing = Pick<Spice, "clipboard" | "fileTransfer">;

/** Where a message goes. */
export type Direction = "to-guest" | "to-host";

/** Messages between the viewer and the guest's agent (spice-protocol, `spice/vd_agent.h`). */
export const agentMessage = {
  /** No message has this number: who gets it passes it over. */
  none: 0,
  clipboard: 4,
  announceCapabilities: 6,
  clipboardGrab: 7,
  clipboardRequest: 8,
  clipboardRelease: 9,
  fileStart: 10,
  fileStatus: 11,
  fileData: 12,
} as const;

/** Who has copied something offers it, sends it, and takes it back. */
const OWNER = [
  agentMessage.clipboardGrab,
  agentMessage.clipboard,
  agentMessage.clipboardRelease,
] as const;
/** Who pastes asks for it. */
const TAKER = [agentMessage.clipboardRequest] as const;
const FILES = [agentMessage.fileStart, agentMessage.fileStatus, agentMessage.fileData] as const;

/** Whether all messages may pass. */
export function sharesAll({ clipboard, fileTransfer }: Sharing): boolean {
  return clipboard === "both" && fileTransfer;
}

/** Whether any message of the clipboard or of a file may pass. */
export function sharesSomething({ clipboard, fileTransfer }: Sharing): boolean {
  return clipboard !== "off" || fileTransfer;
}

/** The agent's messages that must not arrive, whether somebody asked for them or not. */
export function forbiddenMessages(
  { clipboard, fileTransfer }: Sharing,
  direction: Direction,
): ReadonlySet<number> {
  const copied = (allowed: Sharing["clipboard"], owner: Direction): readonly number[] => {
    if (clipboard === "both" || clipboard === allowed) return [];
    return direction === owner ? OWNER : TAKER;
  };
  return new Set<number>([
    ...copied("host-to-guest", "to-guest"),
    ...copied("guest-to-host", "to-host"),
    ...(fileTransfer ? [] : FILES),
  ]);
}
